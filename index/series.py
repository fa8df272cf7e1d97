"""Series: the figures of one indicator over reports and years, linked by an id and never merged."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from hashlib import sha256

from index.figure import Figure, Measure
from index.markup import comparable
from index.quantity import to_base
from index.unit_identity import base_unit, one_spelling

# What an indicator is counted in; its rates and grades are in units of their own.
_LEVELS: frozenset[Measure] = frozenset(
    {"baseline", "actual", "target", "interim_target", "value", "budget", "general_fund", "carry_over", "full_cost"}
)
_BRACKET = re.compile(r"[(\[〔【]([^()\[\]〔〕【】]*)[)\]〕】]")
_FOOTNOTE = re.compile(r"(?:[※*]\d*|注\d+)$")
_SIZES = "[兆億万千百十]*"
# Units that hardly ever say what is counted: 企業 or 大学 in a bracket may do so.
_UNIT = re.compile(
    rf"{_SIZES}(?:円|人|名|件|社|校|回|戸|台|頭|羽|枚|本|組|日|時間|箇所|%|‰|ポイント|ha|km2?|m[23]?|m[²³]|t|kg|k?l"
    r"|[kMG]Wh?|トン|人/日|人泊|人日)"
)
_CALENDAR = {"暦年": "calendar", "年": "calendar", "年度": "fiscal", "会計年度": "fiscal"}
_COUNTED_OFTEN = re.compile(r"(?:延べ|のべ|延)(?:(?:件|人|回|日|者|人員)?数|人員)?")

# A clause is about an indicator that it names whole, and not about one of a longer name or of a part of it.
_SHORTEST = 6
_WHOLE_PLACE = re.compile(
    r"(?:^|[^一-鿿々ァ-ヺーa-z0-9])(?:本[道県府都市]|[道県府都市]内|全[道県国市]|[一-鿿]{2,3}[都道府県])(?:へ|における|で)?の$"
)
_JOINED_BEFORE = re.compile(r"[一-鿿々ァ-ヺーa-z0-9の・]$")
_GOES_ON = re.compile(r"(?:が|は|を|も|、|。|:|,|$|\((?:延べ|のべ))")
_CHANGE = re.compile("[増減差]|上回|下回|伸び")
_CHANGE_AFTER = re.compile(rf"(?:の|も|、|だけ|ほど|程度|以上)?(?:{_CHANGE.pattern})")


@dataclass(frozen=True, slots=True)
class _Row:
    """The figures of one indicator in one report, by what tells it apart from others.

    `name` is comparable and `core` is it without brackets that only print a unit, a calendar or a repeat mark;
    `unit` is empty where none is printed. `within` is where the row stands.
    """

    report: str
    kind: str
    name: str
    core: str
    scope: str
    item: str
    within: str
    unit: str
    calendar: str
    figures: tuple[Figure, ...]


def series_of(figures: Sequence[Figure]) -> list[Figure]:
    """The figures, each with the id of its series; empty where it is not certain what a figure is of."""
    rows = _rows(figures)
    ids: dict[str, str] = {}
    outcomes = [row for row in rows if row.kind == "kpi"]
    series = _linked(outcomes)
    _note(ids, series)
    _note(ids, _linked([row for row in rows if row.kind == "budget"]))
    _note(ids, _tables([row for row in rows if row.kind == "table"], series))
    known = _Known(series)
    facts = [row for row in rows if row.kind == "fact"]
    _note(ids, _facts(facts, known))
    return [replace(figure, series=ids.get(figure.figure_id, "")) for figure in figures]


def _note(ids: dict[str, str], series: Iterable[tuple[_Row, str]]) -> None:
    ids.update((figure.figure_id, name) for row, name in series for figure in row.figures)


# --- rows


def _rows(figures: Sequence[Figure]) -> list[_Row]:
    """Figures grouped by what they are of; a figure printed again belongs to the one that it repeats."""
    first = {figure.figure_id: figure for figure in figures}
    groups: defaultdict[tuple[str, ...], list[Figure]] = defaultdict(list)
    for figure in figures:
        head = first.get(figure.repeat_of, figure)
        # A grid's row is one of its own table; one clause of running text may count several things.
        own = {"table": head.section, "fact": head.unit}.get(head.kind, "")
        groups[head.report, head.kind, _plain(head.name), _plain(head.scope), _plain(head.item), own].append(figure)
    return [_row(group, first) for group in groups.values()]


def _row(group: Sequence[Figure], first: dict[str, Figure]) -> _Row:
    head = first.get(group[0].repeat_of, group[0])
    units = {_base(figure.unit) for figure in group if figure.measure in _LEVELS and figure.unit}
    name = _plain(head.name)
    unit = "・".join(sorted(units))
    if head.kind == "budget":
        core, said, calendar = name, "", ""
    else:
        core, said, calendar = _core(name, unit)
    return _Row(
        report=head.report,
        kind=head.kind,
        name=name,
        core=core,
        scope=_plain(head.scope).strip("()"),
        item=_plain(head.item),
        within=_plain(head.section) if head.kind == "table" else "",
        unit=unit or said,
        calendar=calendar,
        figures=tuple(group),
    )


@lru_cache(maxsize=65536)
def _plain(text: str) -> str:
    return comparable(text).lower()


@lru_cache(maxsize=65536)
def _core(name: str, unit: str) -> tuple[str, str, str]:
    """A name without the brackets that narrow nothing, and the unit and the calendar that those print."""
    said = calendar = ""
    kept, end = [], 0
    for match in _BRACKET.finditer(name):
        inside = match[1]
        bare = inside.removeprefix("単位").lstrip(":")
        if inside in _CALENDAR:
            calendar = _CALENDAR[inside]
        elif _prints_unit(bare, unit) or (bare and bare != inside):
            said = said or _base(bare)
        elif not _COUNTED_OFTEN.fullmatch(inside):
            continue
        kept.append(name[end : match.start()])
        end = match.end()
    core = _FOOTNOTE.sub("", "".join((*kept, name[end:])))
    return core or name, said, calendar


def _prints_unit(text: str, unit: str) -> bool:
    """Whether a bracket prints the unit of the row's values, or what can be nothing else where they print none."""
    base = _base(text)
    return base == unit if unit else bool(_UNIT.fullmatch(base))


@lru_cache(maxsize=4096)
def _base(unit: str) -> str:
    """A unit without its size words, in one spelling."""
    return one_spelling(base_unit(_plain(unit)))


# --- outcomes and budgets


def _linked(rows: Sequence[_Row]) -> list[tuple[_Row, str]]:
    """Rows with their series: equal core and scope, and units that go together."""
    groups: defaultdict[tuple[str, str], list[_Row]] = defaultdict(list)
    for row in rows:
        groups[row.core, row.scope].append(row)
    out: list[tuple[_Row, str]] = []
    for group in groups.values():
        calendars = {row.calendar for row in group} - {""}
        units = _units_by_name(group)
        apart: defaultdict[tuple[str, str], list[_Row]] = defaultdict(list)
        for row in group:
            unit = row.unit
            if not unit and len(units[row.name]) == 1:
                unit = next(iter(units[row.name]))
            apart[unit, row.calendar if len(calendars) > 1 else ""].append(row)
        for (unit, calendar), members in apart.items():
            out += _told_apart(members, unit, calendar)
    return out


def _units_by_name(rows: Sequence[_Row]) -> dict[str, set[str]]:
    units: defaultdict[str, set[str]] = defaultdict(set)
    for row in rows:
        units[row.name] |= {row.unit} - {""}
    return units


def _told_apart(rows: Sequence[_Row], unit: str, calendar: str) -> Iterator[tuple[_Row, str]]:
    """Rows of one name with their series: where one report prints two that contradict, the item belongs to the name."""
    ambiguous = _contradict(rows)
    for row in rows:
        kind = "budget" if row.kind == "budget" else "outcome"
        yield row, _digest(kind, row.core, row.scope, unit, calendar, row.item if ambiguous else "")


def _contradict(rows: Sequence[_Row]) -> bool:
    """Whether a report gives two values of one measure and period in different rows."""
    said: dict[tuple[str, Measure, str], tuple[int, str]] = {}
    for number, row in enumerate(rows):
        for key, content in _said(row):
            other = said.setdefault(key, (number, content))
            if other[0] != number and other[1] != content:
                return True
    return False


def _said(row: _Row) -> Iterator[tuple[tuple[str, Measure, str], str]]:
    """What a row's cells say, by report, measure and period; a cell without number or words says nothing."""
    for figure in row.figures:
        text = _plain(figure.text)
        if figure.value is not None:
            value, unit = to_base(figure.value, _plain(figure.unit))
            text = f"{value.normalize():f}{unit}"
        if any(letter.isalnum() for letter in text):
            yield (row.report, figure.measure, _plain(figure.period)), text


def _digest(*parts: str) -> str:
    return sha256("\x1f".join(parts).encode()).hexdigest()[:12]


# --- other grids and running text


def _tables(rows: Sequence[_Row], series: Sequence[tuple[_Row, str]]) -> Iterator[tuple[_Row, str]]:
    """Rows of any other grid: they join the outcome of their name, scope, unit and item, else stand for themselves.

    A name such as 合計 is one of its own table: the item and the section belong to it.
    """
    outcomes: defaultdict[tuple[str, str, str], set[tuple[str, str]]] = defaultdict(set)
    for row, name in series:
        outcomes[row.core, row.scope, row.unit].update(((name, ""), (name, row.item)))
    for row in rows:
        joined = {name for name, item in outcomes.get((row.core, row.scope, row.unit), ()) if item == row.item}
        own = _digest("table", row.core, row.scope, row.unit, row.calendar, row.item, row.within)
        yield row, joined.pop() if len(joined) == 1 and row.unit else own


class _Known:
    """The outcomes that a clause may name, found in time that grows with the clause alone."""

    def __init__(self, series: Sequence[tuple[_Row, str]]) -> None:
        self._series: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
        lengths: defaultdict[str, set[int]] = defaultdict(set)
        for row, name in series:
            if len(row.core) >= _SHORTEST and not row.scope:
                self._series[row.core].add((row.unit, name))
                lengths[row.core[:_SHORTEST]].add(len(row.core))
        self._lengths = {begin: sorted(sizes, reverse=True) for begin, sizes in lengths.items()}

    def named_in(self, clause: str, unit: str) -> set[str]:
        """The series of that unit whose names stand whole in a clause; longer names hide those inside them."""
        found, hidden_to = set(), 0
        for start in range(len(clause) - _SHORTEST + 1):
            sizes = self._lengths.get(clause[start : start + _SHORTEST], ())
            core = next((core for size in sizes if (core := clause[start : start + size]) in self._series), "")
            end = start + len(core)
            if end <= hidden_to:
                continue
            hidden_to = end
            if _stands_whole(clause, start, end):
                found |= {name for own, name in self._series[core] if own == unit}
        return found


def _stands_whole(clause: str, start: int, end: int) -> bool:
    before, after = clause[:start], clause[end:]
    open_before = not _JOINED_BEFORE.search(before) or _WHOLE_PLACE.search(before)
    return bool(open_before and _GOES_ON.match(after))


def _facts(rows: Sequence[_Row], known: _Known) -> Iterator[tuple[_Row, str]]:
    """Rows of running text: each joins the one outcome of its unit that it names.

    One that names none stands for itself, item and all. Where a clause gives two values of one period, or how much
    something changed, it is open which of them is the indicator's.
    """
    for row in rows:
        if any(map(_may_be_change, row.figures)) or not row.unit or _contradicts_itself(row):
            continue
        named = known.named_in(row.core, row.unit) if not row.scope else set()
        if len(named) == 1:
            yield row, named.pop()
        elif not named:
            yield row, _digest("fact", row.core, row.scope, row.unit, row.item)


def _may_be_change(figure: Figure) -> bool:
    """Whether a number may say by how much something changed: 2,000件増, or 増加 in its clause and no period."""
    text, clause = _plain(figure.text), _plain(f"{figure.name} {figure.remark}")
    said = re.finditer(rf"(?<![\d.,]){re.escape(text)}", clause)
    if _CHANGE.search(text) or any(_CHANGE_AFTER.match(clause, found.end()) for found in said):
        return True
    return not figure.period and bool(_CHANGE.search(clause))


def _contradicts_itself(row: _Row) -> bool:
    said: defaultdict[tuple[str, Measure, str], set[str]] = defaultdict(set)
    for key, content in _said(row):
        said[key].add(content)
    return any(len(contents) > 1 for contents in said.values())
