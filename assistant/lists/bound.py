"""Bounds that a question sets to a number: 1億円以上, 90%台, over 100 million yen, between 5 and 10."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from assistant.lists.row import plain_amount
from index.quantity import Quantity, find_quantities, parse_quantity

Limit = tuple[Decimal, bool]


@dataclass(frozen=True, slots=True)
class Bound:
    """A number's limits in a plain unit, each with whether it is included, and the span of its words."""

    unit: str
    low: Limit | None
    high: Limit | None
    start: int
    end: int


# What stands behind a number, the first that matches: whether it bounds from below, and whether it is included.
_BEHIND: tuple[tuple[str, bool, bool], ...] = (
    (r"(?:を|も)?(?:超え|越え|上回)(?:って|て)?(?:い)?(?:ない|なかった|ません)", False, True),
    (r"(?:を|も)?下回(?:って|ら)(?:い)?(?:ない|なかった|ません)", True, True),
    (r"に?(?:は|も)?(?:達し|届(?:か|いて|き)|満た)(?:て)?(?:い)?(?:ない|なかった|ません|ず|なかっ)", False, False),
    (r"(?:の大台)?に?(?:達し|届い|乗)", True, True),
    (r"(?:以上|を?最低)", True, True),
    (r"(?:以下|以内|まで(?!に))", False, True),
    (r"(?:を|も)?(?:超|越|上回)|より(?:も)?(?:多|大き|高|上)|オーバー", True, False),
    (r"未満|(?:を|も)?(?:下回|切|割)|より(?:も)?(?:少な|小さ|低|下)|弱", False, False),
    (r"\s*(?:or|and) (?:more|above|over|higher|greater|larger|up)|\s*and up|\+", True, True),
    (r"\s*(?:or|and) (?:less|fewer|below|under|lower|smaller)", False, True),
)
_BEFORE: tuple[tuple[str, bool, bool], ...] = (
    (r"(?:no|not) more than|at most|up to|within", False, True),
    (r"(?:no|not) (?:less|fewer) than|at least|a minimum of", True, True),
    (
        r"over|above|(?:more|greater|higher|larger|bigger) than|exceed(?:s|ed|ing)?|beyond|"
        r"topp(?:ed|ing)|pass(?:ed|ing)?", True, False),
    (r"under|below|(?:less|fewer|lower|smaller) than|short of", False, False),
)  # fmt: skip
_NOUN = r"(?:\s+[a-z]+)?"
# 人工が0.1の事務事業
_EQUAL = re.compile(r"(?:ちょうど)?の(?:もの|指標|事業|事務事業|kpi|取組|項目)|ちょうど|と同じ", re.IGNORECASE)
_SAID = re.compile(r"(?:が|は|=)\s*(?:ちょうど)?$")
_NUMBERING = re.compile(r"(?:事業|施策|政策|目標|プロジェクト|戦略|番号|no\.?|第)\s*$", re.IGNORECASE)
_BAND = re.compile(r"台(?!数|湾)")
_HALF = re.compile("半分|半数|half")
_PEOPLE = re.compile(r"visitors?|people|persons?|participants?|attendees?|guests?|users?|residents?")
_SPLIT = re.compile(r"から|~|〜|～|-|–|and|to")


def find_bounds(text: str) -> list[Bound]:
    """The bounds of a cleaned question, those of one unit taken together: 1億円以上3億円未満."""
    merged: list[Bound] = []
    for bound in _bounds(text):
        last = merged[-1] if merged else None
        if (
            last is not None
            and last.unit == bound.unit
            and (last.low is None) != (bound.low is None)
            and _opposite(last, bound)
        ):
            merged[-1] = Bound(bound.unit, last.low or bound.low, last.high or bound.high, last.start, bound.end)
        else:
            merged.append(bound)
    return merged


def _opposite(one: Bound, other: Bound) -> bool:
    return (one.high is None) != (other.high is None)


def _bounds(text: str) -> Iterator[Bound]:
    halves = [Quantity(match[0], Decimal(50), "%", (), match.start(), match.end()) for match in _HALF.finditer(text)]
    for quantity in sorted([*find_quantities(text), *halves], key=lambda one: one.start):
        if quantity.unit.startswith(("年", "月", "日")) or _NUMBERING.search(text[: quantity.start]):
            continue
        found = _from_to(text, quantity) or (
            _ranged(text, quantity) if quantity.value is None else _bound(text, quantity)
        )
        if found is not None:
            yield found


def _ranged(text: str, quantity: Quantity) -> Bound | None:
    parts = [part for part in _SPLIT.split(quantity.text) if part]
    ends = [parse_quantity(part) for part in parts]
    if len(ends) != 2 or ends[0] is None or ends[1] is None or ends[0].value is None or ends[1].value is None:
        return None
    if not (ends[1].unit or quantity.unit):
        return None  # 18〜34 alone numbers things
    low, high = (_amount(end.value or Decimal(0), end.unit or quantity.unit) for end in ends if end is not None)
    return Bound(high[1], (low[0], True), (high[0], True), quantity.start, quantity.end)


def _bound(text: str, quantity: Quantity) -> Bound | None:
    if quantity.value is None:
        return None
    value, unit = _amount(quantity.value, quantity.unit)
    band = _BAND.match(text, quantity.end)
    if band:
        top = _amount(quantity.value + _step(quantity.value), quantity.unit)[0]
        return Bound(unit, (value, True), (top, False), quantity.start, band.end())
    for pattern, below, included in _BEHIND:
        match = re.compile(pattern, re.IGNORECASE).match(text, quantity.end) or re.compile(
            _NOUN + pattern, re.IGNORECASE
        ).match(text, quantity.end)
        if match:
            return _sided(unit, (value, included), below, quantity.start, match.end())
    head = text[: quantity.start]
    if _EQUAL.match(text, quantity.end) and _SAID.search(head):
        return Bound(unit, (value, True), (value, True), quantity.start, quantity.end)
    for pattern, below, included in _BEFORE:
        match = re.search(rf"\b(?:{pattern})\s*[¥$]?$", head, re.IGNORECASE)
        if match:
            return _sided(unit, (value, included), below, match.start(), quantity.end)
    return None


def _from_to(text: str, quantity: Quantity) -> Bound | None:
    """Between two numbers in English, of which the second one alone may have the unit."""
    head = re.search(r"\bbetween\s+([\d,.]+)[^\d.;?]{0,16}?\s+and\s+$", text[: quantity.start], re.IGNORECASE)
    number = parse_quantity(head[1].rstrip(",.")) if head else None
    if head is None or number is None or number.value is None or quantity.value is None:
        return None
    low, high = _amount(number.value, quantity.unit), _amount(quantity.value, quantity.unit)
    return Bound(high[1], (low[0], True), (high[0], True), head.start(), quantity.end)


def _sided(unit: str, limit: Limit, below: bool, start: int, end: int) -> Bound:
    return Bound(unit, limit if below else None, None if below else limit, start, end)


def _amount(value: Decimal, unit: str) -> tuple[Decimal, str]:
    if unit == "割":
        return value * 10, "%"
    amount, base = plain_amount(value, unit)
    if _PEOPLE.fullmatch(base):
        return amount, "人"
    # An English noun of counting is in no column: the bare number is compared.
    return amount, "" if base.isascii() and base.isalpha() else base


def _step(value: Decimal) -> Decimal:
    """How wide the band of a round number is: 90台 goes up to 100, 1000台 to 2000."""
    step = Decimal(1)
    while value and value % (step * 10) == 0:
        step *= 10
    return step
