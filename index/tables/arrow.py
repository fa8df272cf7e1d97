"""KPI cells of the form `name 28人(R6) → 0人(R7)`: what is measured, its base and its target in one cell."""

import re
from dataclasses import dataclass

from index.period import Period, parse_period
from index.quantity import parse_quantity
from index.value import Value, read_value

ARROW = re.compile(r"\s*[→⇒➡]\s*")
_BRACKET = re.compile(r"[(（]([^()（）]*)[)）]")
_PARTING = re.compile(r"\s*[／/｜|、，,;；・。]\s*")
_PARTED = re.compile(r"\s*[／｜|;；]\s*")


@dataclass(frozen=True, slots=True)
class Arrow:
    """One `name base → target`. The spans are offsets of the values' texts in the cell, `end` is behind all of it."""

    name: str
    base: Value
    base_span: tuple[int, int]
    target: Value
    target_span: tuple[int, int]
    end: int


@dataclass(frozen=True, slots=True)
class Lone:
    """One `name value(period)` without an arrow, beside arrow KPIs; the span is that of its text in the cell."""

    name: str
    value: Value
    span: tuple[int, int]


def read_lone(text: str) -> list[Lone]:
    """What the parts of a cell, parted by ／ or the like, print without an arrow: a name, a number and its period."""
    out = []
    begin = 0
    for end in [*(match.start() for match in _PARTED.finditer(text)), len(text)]:
        found = None if ARROW.search(text, begin, end) else _base(text, begin, end)
        out += [Lone(*found)] if found is not None else []
        begin = end
    return out


def read_arrows(text: str) -> list[Arrow]:
    """Every arrow KPI of a cell, in order; what does not print base, target and both periods is no arrow KPI."""
    arrows = []
    begin = 0
    for match in ARROW.finditer(text):
        base = _base(text, begin, match.start())
        target = _target(text, match.end())
        if base is not None and target is not None:
            name, value, span = base
            arrows.append(Arrow(name, value, span, *target))
            begin = target[2]
    return arrows


def _base(text: str, begin: int, end: int) -> tuple[str, Value, tuple[int, int]] | None:
    """The name, base value and its span from the text before the arrow: the longest ending that is a quantity."""
    closed = _last_period(text, begin, end)
    if closed is None:
        return None
    period, value_end = closed
    begin = _begin_of_name(text, begin, value_end)
    for match in re.finditer(r"(?<![\d０-９,，.．])[▲△\-−－]?[\d０-９]", text[begin:value_end]):
        start = begin + match.start()
        quantity = parse_quantity(text[start:value_end])
        if quantity is not None and text[begin:start].strip():
            printed = text[start:value_end].rstrip()
            value = Value(read_value(printed).kind, printed, quantity, period)
            return text[begin:start].strip(), value, (start, start + len(printed))
    return None


def _begin_of_name(text: str, begin: int, end: int) -> int:
    """Where a name begins: behind a mark that parts it from another KPI, which ends with its period."""
    for bracket in _BRACKET.finditer(text, begin, end):
        if parse_period(bracket[1]) is not None and _PARTING.match(text, bracket.end(), end):
            begin = bracket.end()
    mark = _PARTING.match(text, begin, end)
    return mark.end() if mark else begin


def _last_period(text: str, begin: int, end: int) -> tuple[Period, int] | None:
    brackets = list(_BRACKET.finditer(text, begin, end))
    if not brackets or text[brackets[-1].end() : end].strip():
        return None
    period = parse_period(brackets[-1][1])
    return (period, brackets[-1].start()) if period is not None else None


def _target(text: str, begin: int) -> tuple[Value, tuple[int, int], int] | None:
    """The target value, its span and where it ends: all up to the first bracket that holds a period."""
    for bracket in _BRACKET.finditer(text, begin):
        period = parse_period(bracket[1])
        if period is None:
            continue
        printed = text[begin : bracket.start()].strip()
        if not printed or ARROW.search(printed):
            return None
        start = begin + text[begin:].find(printed)
        read = read_value(printed)
        return Value(read.kind, read.text, read.quantity, period), (start, start + len(printed)), bracket.end()
    return None
