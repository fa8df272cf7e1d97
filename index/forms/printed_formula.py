"""Formulas that forms print among their labels and values, torn over lines: their pieces found and put together."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from index.decimals import rounds_to
from index.formula import SIGNS, read_formula
from index.period import fold

# The names that stand among a form's labels; others, such as 計画値, head the columns of tables.
_TERM = r"(?:(?:最終|当該年度|今年度の?|年度)?目標値?|実績値?|基準値?)"
_TIMES, _MINUS = SIGNS["*"], SIGNS["-"]
_SIGN = rf"[{re.escape(''.join(SIGNS.values()))}]"
_RUN = re.compile(rf"(?:{_TERM}|{_SIGN}|[(){{}}\[\]]|[0-9.]+| )+")
# What no row of labels and values prints: a bracket or a sign beside the name of a measure.
_TELLING = re.compile(rf"[(\[{{]{_TERM}|{_TERM}[)\]}}]|{_TERM}{_SIGN}+[(\[{{]*{_TERM}|[{_TIMES}]100")
_TIGHTENED = re.compile(rf"(?<![{re.escape(_MINUS)}]) (?![{re.escape(_MINUS)}])")  # a dash between spaces is a cell
_HUNDRED = re.compile(rf"[{_TIMES}] ?100")
_FARTHEST = 4  # lines between two pieces of one formula, blank ones included


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a formula: 1-based line, and character offsets in it."""

    line: int
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class PrintedFormula:
    """One printed formula: its words as printed, its first and last line."""

    text: str
    line: int
    last: int

    def rate(self, numbers: Mapping[str, Decimal | None]) -> Fraction | None:
        """The rate in per cent of what the formula's variables are; None where it cannot be worked out."""
        return _rate(self.text, tuple((name, one) for name, one in numbers.items() if one is not None))

    def gives(self, printed: Decimal, numbers: Mapping[str, Decimal | None]) -> bool | None:
        """Whether the printed rate is this formula's; None where it cannot be worked out."""
        rate = self.rate(numbers)
        return None if rate is None else rounds_to(rate, printed)


@lru_cache(maxsize=65536)
def _rate(text: str, numbers: tuple[tuple[str, Decimal], ...]) -> Fraction | None:
    """Kept, for the same few cells are tried in many places."""
    formula = read_formula(text)
    return formula.compute(dict(numbers)) if formula is not None else None


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


def join_formulas(pieces: Sequence[Piece], lines: Sequence[str]) -> list[PrintedFormula]:
    """The formulas of their pieces, one over several lines put together; what is none is dropped."""
    found: list[PrintedFormula] = []
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


def _joined(parts: Sequence[Piece], lines: Sequence[str]) -> list[PrintedFormula]:
    text = "".join(lines[part.line - 1][part.start : part.end].strip() for part in parts)
    if read_formula(text) is None:
        return []
    return [PrintedFormula(text, parts[0].line, parts[-1].line)]
