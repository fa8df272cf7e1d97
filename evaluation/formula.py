"""Formulas written out in an answer, recomputed exactly: 500 − 279 = 221, 279万人 ÷ 500万人 ≒ 55.8%."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from evaluation.number import Number, numbers

Kind = Literal["number", "operator", "open", "close", "equals", "about", "word", "stop"]

_MARK = re.compile(
    r"(?P<equals>=)|(?P<about>[≒≈≃≅])|(?P<operator>[+×÷/-])|(?P<open>\()|(?P<close>\))|(?P<stop>[。;:!?→|])"
)
_SIGN = re.compile(r"[▲△] ?$")
_ABOUT = re.compile("約|およそ|おおよそ|about|approximately|around|roughly")
_ROUND_DOWN = re.compile("切り?捨て|rounded down")
_ROUND_UP = re.compile("切り?上げ|rounded up")
_LONGEST = 80  # terms; no one writes a longer formula, and brackets are read by recursion


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a line: a number, a mark, or the words between."""

    kind: Kind
    text: str
    number: Number | None = None


@dataclass(frozen=True, slots=True)
class Formula:
    """`terms` (numbers, operators and brackets), what is printed as their result, and whether that is right."""

    terms: tuple[Token, ...]
    result: Number
    exact: bool
    right: bool

    @property
    def operands(self) -> list[Number]:
        """The numbers reckoned with."""
        return [term.number for term in self.terms if term.number is not None]

    @property
    def constants(self) -> list[Number]:
        """Operands that need no source: the 100 of a percentage, and the count that a sum is divided by."""
        return [number for before, number in _pairs(self.terms) if _constant(self.terms, before, number)]


def _pairs(terms: Sequence[Token]) -> Iterator[tuple[str, Number]]:
    for before, term in zip(terms, terms[1:], strict=False):
        if term.number is not None:
            yield before.text, term.number


def _constant(terms: Sequence[Token], before: str, number: Number) -> bool:
    if before == "×":
        return number.bare and number.digits == 100
    addends = sum(term.text == "+" for term in terms) + 1
    return before in "÷/" and number.bare and addends > 1 and number.digits == addends


def formulas(line: str) -> Iterator[Formula]:
    """The formulas of one line of plain text with its periods blanked out."""
    tokens = tokenise(line)
    rounding = -1 if _ROUND_DOWN.search(line) else 1 if _ROUND_UP.search(line) else 0
    for place, token in enumerate(tokens):
        if token.kind not in ("equals", "about"):
            continue
        result, hedged = _result(tokens[place + 1 :])
        terms = _terms(tokens[:place])
        if result is None or not terms:
            continue
        exact = token.kind == "equals" and not hedged
        outcomes = list(_outcomes(terms, result))
        right = any(_equal(value, result, exact, rounding) for value in outcomes)
        if right or (outcomes and len(terms) > 1):
            yield Formula(terms, result, exact, right)


def tokenise(line: str) -> list[Token]:
    """The numbers and marks of a line, and the words between them."""
    tokens: list[Token] = []
    position = 0
    for number in numbers(line):
        tokens += _marks(line[position : number.start])
        if tokens and _signed(tokens):
            number = _negated(number)
            tokens.pop()
        tokens.append(Token("number", line[number.start : number.end], number))
        position = number.stop
    return tokens + _marks(line[position:])


def _marks(text: str) -> list[Token]:
    tokens: list[Token] = []
    position = 0
    for match in _MARK.finditer(text):
        tokens += _words(text[position : match.start()])
        tokens.append(Token(_kind(match), match[0]))
        position = match.end()
    return tokens + _words(text[position:])


def _words(text: str) -> list[Token]:
    return [Token("word", text)] if text.strip(" ▲△、") else []


def _kind(match: re.Match[str]) -> Kind:
    name = match.lastgroup
    for kind in ("equals", "about", "operator", "open", "close"):
        if name == kind:
            return kind
    return "stop"


def _signed(tokens: Sequence[Token]) -> bool:
    """Whether the last token is the sign of the number that follows rather than an operator."""
    if tokens[-1].text != "-":
        return False
    before = tokens[-2].kind if len(tokens) > 1 else "stop"
    return before in ("operator", "open", "equals", "about", "stop")


def _negated(number: Number) -> Number:
    return replace(number, negative=not number.negative)


def _result(tokens: Sequence[Token]) -> tuple[Number | None, bool]:
    """The number after an equals sign, and whether it is called approximate."""
    hedged = False
    for token in tokens[:3]:
        if token.number is not None:
            return token.number, hedged
        if token.kind not in ("word", "open", "about"):
            break
        hedged = hedged or token.kind == "about" or bool(_ABOUT.search(token.text))
    return None, hedged


def _terms(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """The longest run of terms that ends where `tokens` end: back to a stop, another equals sign, or two numbers
    without an operator between them."""
    run: list[Token] = []
    depth = 0
    for token in reversed(tokens):
        if token.kind in ("stop", "equals", "about"):
            break
        if token.kind == "word":
            continue
        depth += (token.kind == "close") - (token.kind == "open")
        if depth < 0 or _apart(token, run) or len(run) >= _LONGEST:
            break
        run.insert(0, token)
        run = _without_gloss(run)
    return tuple(_trimmed(run))


def _apart(token: Token, run: Sequence[Token]) -> bool:
    return token.kind in ("number", "close") and bool(run) and run[0].kind == "number"


def _without_gloss(run: list[Token]) -> list[Token]:
    """`run` without brackets that hold nothing, or only repeat the number before them: 5 million (500万人)."""
    kinds = [token.kind for token in run[:4]]
    if kinds[:2] == ["open", "close"]:
        return run[2:]
    if kinds == ["number", "open", "number", "close"]:
        first, second = run[0].number, run[2].number
        if first is not None and second is not None and first.value == second.value:
            return [run[0], *run[4:]]
    return run


def _trimmed(run: list[Token]) -> list[Token]:
    """`run` without operators at its ends and brackets that do not pair."""
    while run and run[0].kind in ("operator", "close"):
        run = run[1:]
    while run and run[-1].kind in ("operator", "open"):
        run = run[:-1]
    return run


def _outcomes(terms: Sequence[Token], result: Number) -> Iterator[Fraction]:
    """What the terms come to in the unit of the result: in full size and, where that is fair, by the digits alone."""
    operands = [term.number for term in terms if term.number is not None]
    percent = _percent_as_printed(terms, operands)
    for in_full in (True, False) if _same_size(operands, result) else (True,):
        value = _Reckoner(terms, in_full, percent).value()
        if value is not None:
            yield value / _factor(result, in_full, percent)


def _same_size(operands: Sequence[Number], result: Number) -> bool:
    """Whether the digits alone may be reckoned with: one size word throughout, said with the result or not at all."""
    sizes = {number.scale for number in operands} - {Decimal(1)}
    return not sizes or (len(sizes) == 1 and (result.scale in sizes or result.bare))


def _percent_as_printed(terms: Sequence[Token], operands: Sequence[Number]) -> bool:
    """Whether 55.8% counts as 55.8: among percentages, and where the formula multiplies by 100."""
    if any(before == "×" and number.digits == 100 for before, number in _pairs(terms)):
        return True
    with_unit = [number for number in operands if number.unit]
    return bool(with_unit) and all(number.percent for number in with_unit)


def _factor(number: Number, in_full: bool, percent: bool) -> Fraction:
    scale = Fraction(number.scale) if in_full else Fraction(1)
    return scale / 100 if number.percent and not percent else scale


def _equal(value: Fraction, result: Number, exact: bool, rounding: int) -> bool:
    printed = Fraction(result.digits) * (-1 if result.negative else 1)
    if exact or value == printed:
        return value == printed
    step = Fraction(1, 10**result.places)
    return rounded(value / step, rounding) * step == printed


def rounded(value: Fraction, rounding: int) -> int:
    """A whole number: half away from zero for 0, towards zero for -1, away from zero for 1."""
    size = abs(value)
    whole = size.numerator // size.denominator
    rest = size - whole
    up = rest > 0 if rounding > 0 else rest >= Fraction(1, 2) if rounding == 0 else False
    return (whole + up) * (-1 if value < 0 else 1)


class _Reckoner:
    """Reads terms by precedence; None where they are no expression or divide by zero."""

    def __init__(self, terms: Sequence[Token], in_full: bool, percent: bool) -> None:
        self._terms = terms
        self._at = 0
        self._in_full = in_full
        self._percent = percent

    def value(self) -> Fraction | None:
        try:
            value = self._sum()
        except (ValueError, ZeroDivisionError):
            return None
        return value if self._at == len(self._terms) else None

    def _next(self) -> str:
        return self._terms[self._at].text if self._at < len(self._terms) else ""

    def _sum(self) -> Fraction:
        value = self._product()
        while (mark := self._next()) in ("+", "-"):
            self._at += 1
            value = value + self._product() if mark == "+" else value - self._product()
        return value

    def _product(self) -> Fraction:
        value = self._term()
        while (mark := self._next()) in ("×", "÷", "/"):
            self._at += 1
            value = value * self._term() if mark == "×" else value / self._term()
        return value

    def _term(self) -> Fraction:
        if self._at >= len(self._terms):
            raise ValueError("a term is missing")
        token = self._terms[self._at]
        self._at += 1
        if token.kind == "open":
            value = self._sum()
            if self._next() != ")":
                raise ValueError("a bracket is open")
            self._at += 1
            return value
        if token.number is None:
            raise ValueError("not a term")
        sign = -1 if token.number.negative else 1
        return sign * Fraction(token.number.digits) * _factor(token.number, self._in_full, self._percent)
