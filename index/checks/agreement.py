"""The same indicator in several places: what is printed for one period must be one number."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import lru_cache

from index.checks.check import Check, cell_place, named, passed
from index.checks.entry import Entry
from index.decimals import places_of
from index.figure import Figure, Measure
from index.markup import comparable
from index.quantity import to_base
from index.report import Report
from index.unit_identity import base_unit, same_unit

_OBSERVED: tuple[Measure, ...] = ("baseline", "actual")
_CELLS: tuple[Measure, ...] = ("baseline", "actual", "interim_target", "target", "progress", "achievement")
# Words of a name that say no more than its unit or its calendar.
_ASIDE = re.compile(
    r"[(（](?:単位[:：]?)?(?:[兆億万千百十]*(?:円|人|件|%|社|戸|校|回)|暦年|年度|累計|延べ件数|延件数)[)）]"
)
_REPEATED: tuple[Measure, ...] = ("actual", "target")
_SHORTEST = 6
_UNSURE = {"estimated", "provisional", "planned"}

Key = tuple[str, str, str, date | None, date | None]


def check_agreement(entries: Mapping[str, Sequence[Entry]], reports: Mapping[str, Report]) -> Iterator[Check]:
    """Checks of every indicator that is printed more than once, within a report and across reports."""
    for report, own in entries.items():
        yield from _printed_again(own, reports[report])
        yield from _repeated_beside_rates(own)
    yield from _across(entries, reports)


@lru_cache(maxsize=65536)
def core_name(name: str) -> str:
    """A name without brackets that only give its unit or calendar."""
    return _ASIDE.sub("", comparable(name))


def _printed_again(entries: Sequence[Entry], report: Report) -> Iterator[Check]:
    """The rows of one name and scope that say they are one row, or agree in most cells, must agree in all."""
    groups: defaultdict[tuple[str, ...], list[Entry]] = defaultdict(list)
    for entry in entries:
        head = entry.head
        if head.kind == "kpi":
            groups[core_name(head.name), comparable(head.scope)].append(entry)
    lines = report.lines
    for (name, _), group in groups.items():
        for again in group[1:]:
            marked = any("再掲" in lines[line - 1] for line in again.lines)
            if marked or (len(name) >= _SHORTEST and comparable(again.head.item) == comparable(group[0].head.item)):
                yield from _compared(group[0], again, marked=marked)


def _compared(first: Entry, again: Entry, *, marked: bool) -> Iterator[Check]:
    cells = {(figure.measure, _period(figure)): figure for figure in first.figures if figure.measure in _CELLS}
    pairs = [
        (cells[figure.measure, _period(figure)], figure)
        for figure in again.figures
        if (figure.measure, _period(figure)) in cells
    ]
    numbered = [(one, other) for one, other in pairs if one.value is not None and other.value is not None]
    same = [pair for pair in numbered if _equal(*pair)]
    differ = len(numbered) - len(same)
    # Rows that differ in more may only share a name.
    if differ > len(same) or (differ == len(same) and not marked):
        return
    for one, other in numbered:
        yield passed("agreement", other) if (one, other) in same else _differs(one, other)


def _repeated_beside_rates(entries: Sequence[Entry]) -> Iterator[Check]:
    """A sheet repeats actual and target, without a period, beside the rate: as they are printed with one above."""
    for entry in entries:
        if not any(rate.value is not None and not rate.period for rate in entry.of("progress")):
            continue
        for measure in _REPEATED:
            numbered = [figure for figure in entry.of(measure) if figure.value is not None]
            dated = [figure for figure in numbered if figure.year is not None]
            undated = [figure for figure in numbered if not figure.period]
            if dated and undated:
                last = max(dated, key=lambda figure: figure.year or 0)
                same = _equal(last, undated[0])
                yield passed("agreement", undated[0]) if same else replace(_differs(last, undated[0]), severity="note")


def _across(entries: Mapping[str, Sequence[Entry]], reports: Mapping[str, Report]) -> Iterator[Check]:
    """Observed values of one name, unit and period in different reports."""
    found: defaultdict[Key, dict[str, tuple[Entry, Figure]]] = defaultdict(dict)
    for report, own in entries.items():
        for entry in own:
            if entry.head.kind not in ("kpi", "fact") or len(core_name(entry.head.name)) < _SHORTEST:
                continue
            for figure in entry.figures:
                if figure.measure in (*_OBSERVED, "value") and figure.value is not None and figure.start is not None:
                    found[_key(figure)].setdefault(report, (entry, figure))
    for places in found.values():
        (first, one), *others = places.values()
        for again, other in others:
            if _comparable(one, other) and not _other_base(first, again) and _one_publisher(one, other, reports):
                yield passed("agreement", other) if _equal(one, other) else _differs(one, other, reports)


def _key(figure: Figure) -> Key:
    unit = base_unit(figure.unit)
    return core_name(figure.name), comparable(figure.scope), unit, figure.start, figure.end


def _period(figure: Figure) -> str:
    return comparable(figure.period)


def _comparable(one: Figure, other: Figure) -> bool:
    return not (_UNSURE & {*one.qualifiers, *other.qualifiers}) and (one.basis == other.basis)


def _one_publisher(one: Figure, other: Figure, reports: Mapping[str, Report]) -> bool:
    """Whether two reports are of one authority: 観光入込客数 of a city and of its prefecture are two indicators.

    What is not said to be of one is taken for two.
    """
    publishers = {comparable(reports[figure.report].publisher) for figure in (one, other)}
    return len(publishers) == 1 and publishers != {""}


def _other_base(one: Entry, other: Entry) -> bool:
    """Whether two entries count from different bases: then they are two figures, both right."""
    first, second = one.baseline(), other.baseline()
    return first is not None and second is not None and (first.start, first.end) != (second.start, second.end)


def _equal(one: Figure, other: Figure) -> bool:
    """Whether two values are one number, the coarser printing's last place allowing for rounding."""
    (a, a_unit), (b, b_unit) = (to_base(figure.value or Decimal(0), figure.unit) for figure in (one, other))
    if not same_unit(a_unit, b_unit):
        return False
    if comparable(one.unit) == comparable(other.unit) and _places(one) == _places(other):
        return a == b
    return abs(a - b) <= max(_step(one), _step(other)) / 2


def _places(figure: Figure) -> int:
    return places_of(figure.value or Decimal(0))


def _step(figure: Figure) -> Decimal:
    return to_base(Decimal(1).scaleb(-_places(figure)), figure.unit)[0]


def _differs(one: Figure, other: Figure, reports: Mapping[str, Report] | None = None) -> Check:
    period = f"（{other.period}）" if other.period else ""
    where = f"{one.line}行目" if one.report == other.report else f"「{(reports or {})[one.report].title}」"
    return Check(
        "agreement",
        other.figure_id,
        other.text,
        one.text,
        f"{one.text} ≠ {other.text}",
        False,
        "error",
        f"{named(other)}{period}は{other.text}と記載されていますが、{where}では{one.text}です。",
        f"{other.text} is printed here for what is {one.text} elsewhere.",
        (cell_place(other), cell_place(one)),
    )
