"""The formula of a rate as a form prints it, ((実績値-基準値)／(目標値－基準値))×100: found, and evaluated."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from index.period import fold
from index.rate import rounds_to

_NAMES = {"実績": "actual", "基準": "base", "目標": "target", "最終目標": "final"}
_TERM = r"(?:(?:最終|当該年度|今年度の?|年度)?目標値?|実績値?|基準値?)"
_TIMES, _OVER, _MINUS = "×*xX✕", "/÷", "-−‐–"
_SIGN = rf"[{re.escape(_TIMES + _OVER + _MINUS)}+]"
_RUN = re.compile(rf"(?:{_TERM}|{_SIGN}|[(){{}}\[\]]|[0-9.]+| )+")
# What no row of labels and values prints: a bracket or a sign beside the name of a measure.
_TELLING = re.compile(rf"[(\[{{]{_TERM}|{_TERM}[)\]}}]|{_TERM}{_SIGN}+[(\[{{]*{_TERM}|[{_TIMES}]100")
_TIGHTENED = re.compile(rf"(?<![{re.escape(_MINUS)}]) (?![{re.escape(_MINUS)}])")  # a dash between spaces is a cell
_HUNDRED = re.compile(rf"[{_TIMES}] ?100")
_PIECE = re.compile(rf"(?P<name>{_TERM})|(?P<number>[0-9]+(?:\.[0-9]+)?)|(?P<sign>.)")
_FARTHEST = 4  # lines between two pieces of one formula, blank ones included


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a formula: 1-based line, and character offsets in it."""

    line: int
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Expression:
    """One printed formula: its words as printed, its first and last line."""

    text: str
    line: int
    last: int

    def rate(self, numbers: Mapping[str, Decimal | None]) -> Fraction | None:
        """The rate in per cent of `actual`, `base`, `target` and `final`; None where it cannot be worked out."""
        return _evaluated(self.text, tuple(sorted((name, one) for name, one in numbers.items() if one is not None)))

    def gives(self, printed: Decimal, numbers: Mapping[str, Decimal | None]) -> bool | None:
        """Whether the printed rate is this formula's; None where it cannot be worked out."""
        rate = self.rate(numbers)
        return None if rate is None else agrees(rate, printed)


def agrees(rate: Fraction, printed: Decimal) -> bool:
    """Whether an exact rate, rounded or cut to the printed places, is the printed one."""
    return rounds_to(Decimal(rate.numerator) / Decimal(rate.denominator), printed)


def formula_pieces(lines: Sequence[str], first: int, last: int) -> list[Piece]:
    """The pieces of formulas that lines `first` to `last` (1-based) print; policy codes must be blanked out before."""
    found = []
    for number in range(first, last + 1):
        body = fold(lines[number - 1])
        for run in _RUN.finditer(body):
            text = run.group().strip()
            if not _TELLING.search(_TIGHTENED.sub("", text)):
                continue
            start = run.start() + run.group().find(text)
            hundred = _HUNDRED.search(body, start, run.end())
            end = hundred.end() if hundred else start + len(text)
            found.append(Piece(number, start, end, body[start:end]))
    return found


def join_formulas(pieces: Sequence[Piece], lines: Sequence[str]) -> list[Expression]:
    """The formulas of their pieces, one over several lines put together; what is none is dropped."""
    found: list[Expression] = []
    parts: list[Piece] = []
    for piece in pieces:
        if parts and not (_goes_on(parts, piece)):
            found += _joined(parts, lines)
            parts = []
        parts.append(piece)
    return found + _joined(parts, lines)


def _goes_on(parts: Sequence[Piece], piece: Piece) -> bool:
    text = "".join(part.text for part in parts)
    near = piece.line - parts[-1].line <= _FARTHEST
    open_end = re.search(f"{_SIGN}$", text) or re.match(_SIGN, piece.text)
    return near and (_depth(text) > 0 or (not _HUNDRED.search(text) and open_end is not None))


def _depth(text: str) -> int:
    return len(re.findall(r"[(\[{]", text)) - len(re.findall(r"[)\]}]", text))


def _joined(parts: Sequence[Piece], lines: Sequence[str]) -> list[Expression]:
    text = "".join(lines[part.line - 1][part.start : part.end].strip() for part in parts)
    if not parts or _tree(text) is None or "実績" not in text:
        return []
    return [Expression(text, parts[0].line, parts[-1].line)]


# --- evaluation ------------------------------------------------------------------------------------------------------

_Node = str | Fraction | tuple[str, "_Node", "_Node"]


@lru_cache(maxsize=65536)
def _evaluated(text: str, numbers: tuple[tuple[str, Decimal], ...]) -> Fraction | None:
    tree = _tree(text)
    known = {name: Fraction(one) for name, one in numbers}
    value = None if tree is None else _value(tree, known)
    if value is None:
        return None
    return value if _HUNDRED.search(fold(text)) else value * 100


@lru_cache(maxsize=256)
def _tree(text: str) -> _Node | None:
    body = re.sub(r"\s", "", fold(text)).translate(str.maketrans("[{]}", "(())"))
    tokens = [(match.lastgroup or "", match.group()) for match in _PIECE.finditer(body)]
    try:
        tree, at = _sum(tokens, 0)
    except (IndexError, ValueError):
        return None
    return tree if at == len(tokens) else None


_Tokens = list[tuple[str, str]]


def _sum(tokens: _Tokens, at: int) -> tuple[_Node, int]:
    return _chain(tokens, at, _product, {"+": "+"} | dict.fromkeys(_MINUS, "-"))


def _product(tokens: _Tokens, at: int) -> tuple[_Node, int]:
    return _chain(tokens, at, _atom, dict.fromkeys(_TIMES, "*") | dict.fromkeys(_OVER, "/"))


def _chain(
    tokens: _Tokens, at: int, part: Callable[[_Tokens, int], tuple[_Node, int]], signs: Mapping[str, str]
) -> tuple[_Node, int]:
    tree, at = part(tokens, at)
    while at < len(tokens) and tokens[at][1] in signs:
        sign = signs[tokens[at][1]]
        right, at = part(tokens, at + 1)
        tree = (sign, tree, right)
    return tree, at


def _atom(tokens: _Tokens, at: int) -> tuple[_Node, int]:
    kind, text = tokens[at]
    if kind == "number":
        return Fraction(text), at + 1
    if kind == "name":
        word = re.sub(r"^(?:当該年度|今年度の?|年度)|値$", "", text)
        return _NAMES[word], at + 1
    if text != "(":
        raise ValueError(text)
    tree, at = _sum(tokens, at + 1)
    if tokens[at][1] != ")":
        raise ValueError(text)
    return tree, at + 1


def _value(tree: _Node, known: Mapping[str, Fraction]) -> Fraction | None:
    if isinstance(tree, Fraction):
        return tree
    if isinstance(tree, str):
        return known.get(tree)
    sign, left, right = tree
    a, b = _value(left, known), _value(right, known)
    if a is None or b is None or (sign == "/" and not b):
        return None
    return {"+": a + b, "-": a - b, "*": a * b}[sign] if sign != "/" else a / b
