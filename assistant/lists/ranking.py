"""A list's rows selected, ordered, cut and grouped."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from assistant.lists.criterion import Against, Changed, Criterion, Graded, Not, Times, Within, Worded
from assistant.lists.listing import LEFT_OUT, Listing, Order, about
from assistant.lists.row import Row
from index.figure import Figure, Measure
from index.markup import comparable
from index.text import clean

_TOTAL = re.compile(
    r"(?:^|[ 　・(（])(?:合計|総計|小計|[都道府県市区町村全]?計|総数|総額|歳入合計|歳出合計)(?:$|[ 　)）])|"
    r"合計$|総数$|全体$|^(?:施策|政策|事業)の(?:予算|決算|事業費)額?$"
)
# Where no row prints the measure that was supposed, these stand for it.
_OTHERS: dict[Measure, tuple[Measure, ...]] = {
    "progress": ("achievement", "actual"),
    "achievement": ("progress",),
    "budget": ("full_cost",),
    "actual": ("baseline",),
}
# Grades from the best to the worst.
_GRADES = "S◎A○B△C×▼DE-"
_PARTICLE = r"(?=」|』|の|と|評価|判定|なの|にな|は|が|だ|、|を|で|[?？]|$)"


@dataclass(frozen=True, slots=True)
class Selection:
    """The rows of a list in its order. `groups` parts them where the list is by grade or heading.

    `judged` says that some row could be judged, `open` that some could not.
    """

    rows: tuple[Row, ...]
    groups: tuple[tuple[str, tuple[Row, ...]], ...] = ()
    judged: bool = True
    open: bool = False


def select(listing: Listing, rows: Sequence[Row]) -> tuple[Listing, Selection]:
    """The rows that meet every criterion, in order; and the list as it could be made, of a measure that is printed."""
    rows = [row for row in rows if not _is_total(row) and listing.kind in (None, row.candidate.indicator.kind)]
    listing = _printed(listing, rows)
    kept, judged, unjudged = _sieved(listing, _whole_projects(listing, rows))
    if listing.order is not None and not listing.grouping:
        ranked = _ranked(listing, listing.order, kept)
        # What cannot be ranked, in unlike units, is not nothing.
        judged, kept = judged and bool(ranked or not kept), ranked
    return listing, Selection(tuple(_once(kept)), (), judged, unjudged)


def grouped(listing: Listing, selection: Selection, label: Callable[[Row], str]) -> Selection:
    """The rows parted by a label; where the one with most (or fewest) is asked for, those of it come first."""
    groups: defaultdict[str, list[Row]] = defaultdict(list)
    for row in selection.rows:
        groups[label(row)].append(row)
    parted = [(name, tuple(rows)) for name, rows in groups.items()]
    if listing.grouping == "grade":
        parted.sort(key=lambda group: _GRADES.find(group[0]) if group[0] in _GRADES else len(_GRADES))
    if listing.order is not None:
        lowest = listing.order.lowest
        parted.sort(key=lambda group: len(group[1]) if lowest else -len(group[1]))
        best = len(parted[0][1]) if parted else 0
        parted = [group for group in parted if len(group[1]) == best]
    return replace(selection, rows=tuple(row for _, rows in parted for row in rows), groups=tuple(parted))


def graded_words(text: str, grades: Iterable[str]) -> tuple[Criterion | None, list[tuple[int, int]]]:
    """The grades in words (順調, 要努力) that a question names, the longest where one holds another, and where.

    What it leaves out is none of them; where it names only what it leaves out, every other one is meant.
    """
    words = sorted((word for word in grades if len(word) > 1 and not word.isascii()), key=len, reverse=True)
    found: set[str] = set()
    left: set[str] = set()
    spans: list[tuple[int, int]] = []
    for word in words:
        for match in re.finditer(re.escape(word) + _PARTICLE, text):
            if not any(start <= match.start() < end for start, end in spans):
                (left if LEFT_OUT.match(text, match.end()) else found).add(word)
                spans.append(match.span())
    if found:
        return Graded(frozenset(found - left)), spans
    return (Not(Graded(frozenset(left))) if left else None), spans


def quoted_cells(phrases: Iterable[str], rows: Sequence[Row]) -> Worded | None:
    """A word in quotation marks that cells print in place of a number."""
    for phrase in phrases:
        if not any(letter.isalpha() for letter in phrase):
            continue
        for measure in _CELLS:
            if any(
                comparable(figure.text) == comparable(phrase)
                for row in rows
                for figure in row.candidate.measured(measure)
            ):
                return Worded(measure, (phrase,))
    return None


_CELLS: tuple[Measure, ...] = ("actual", "target", "baseline")


def _printed(listing: Listing, rows: Sequence[Row]) -> Listing:
    """The list about a measure that rows print."""
    for measure in (listing.measure, *_OTHERS.get(listing.measure, ())):
        if any(row.figure(measure) is not None for row in rows):
            return listing if measure == listing.measure else about(listing, measure)
    return listing


def _sieved(listing: Listing, rows: Iterable[Row]) -> tuple[list[Row], bool, bool]:
    kept: list[Row] = []
    judged = unjudged = False
    for row in rows:
        verdicts = [criterion.holds(row) for criterion in listing.criteria]
        if False in verdicts:
            judged = True
        elif None in verdicts:
            unjudged = unjudged or (row.figure(listing.measure) is not None and _by_number(listing))
        elif (listing.whole and not _of_other_years(row, listing)) or (
            row.figure(listing.measure) is not None or _says(row, listing)
        ):
            judged = True
            kept.append(row)
    return kept, judged, unjudged


def _by_number(listing: Listing) -> bool:
    return any(isinstance(one, (Within, Times, Against, Changed)) for one in listing.criteria)


def _of_other_years(row: Row, listing: Listing) -> bool:
    """Whether a row prints the measure that is asked for, but none of the years."""
    return listing.named and row.figure(listing.measure) is None and row.latest(listing.measure) is not None


def _says(row: Row, listing: Listing) -> bool:
    """Whether the criteria alone hold a row in the list, whatever the measure that is shown."""
    return not listing.named and bool(listing.criteria)


def _is_total(row: Row) -> bool:
    indicator = row.candidate.indicator
    # The total of a table's columns is a column.
    return bool(
        _TOTAL.search(clean(indicator.name)) or (indicator.kind != "table" and _TOTAL.search(clean(indicator.scope)))
    )


def _whole_projects(listing: Listing, rows: Sequence[Row]) -> list[Row]:
    """Rows without those that are a part of another one: a source of funds is no project."""
    if listing.measure not in _COSTS:
        return list(rows)
    whole = {_project(row) for row in rows if not row.candidate.indicator.scope and row.figure(listing.measure)}
    return [row for row in rows if not row.candidate.indicator.scope or _project(row) not in whole]


_COSTS: frozenset[Measure] = frozenset({"budget", "full_cost", "general_fund", "carry_over"})


def _project(row: Row) -> tuple[str, str]:
    return row.candidate.indicator.report, comparable(row.candidate.indicator.name)


def _ranked(listing: Listing, order: Order, rows: Sequence[Row]) -> list[Row]:
    """By the measure, cut at the ranks asked for; equal values at the cut are all kept. Nothing where units differ."""
    valued: _Valued = [(one, row) for row in rows if (one := row.value(listing.measure)) is not None]
    if order.changes:
        valued = [pair for pair in valued if _CHANGE.search(clean(_label_of(pair[1])))]
    valued = _of_one_column(valued, share=order.share)
    units = {found[1] for found, _ in valued}
    if len(units) > 1 or _columns(valued):
        return []
    # The greatest fall is the lowest of changes.
    lowest = order.lowest is not (order.changes == "down")
    ranked = sorted(valued, key=lambda pair: pair[0][0] if lowest else -pair[0][0])
    if order.last is None:
        return [row for _, row in ranked]
    cut = ranked[order.first - 1 : order.last]
    if not cut:
        return []
    first, last = cut[0][0][0], cut[-1][0][0]
    low, high = min(first, last), max(first, last)
    return [row for found, row in ranked if low <= found[0] <= high]


_Valued = Sequence[tuple[tuple[Decimal, str], Row]]


# A column of how much something changed.
_CHANGE = re.compile("増減|増加|減少|伸び|前[年期]|変化|change|growth", re.IGNORECASE)


def _label_of(row: Row) -> str:
    return f"{row.candidate.indicator.name} {row.candidate.indicator.scope}"


def _of_one_column(valued: _Valued, *, share: bool) -> _Valued:
    """Of several columns of a table those with amounts (or shares), and with totals rather than parts."""
    if not _columns(valued):
        return valued
    amounts = [pair for pair in valued if (pair[0][1] == "%") is share] or valued
    totals = [pair for pair in amounts if _TOTAL.search(clean(pair[1].candidate.indicator.scope))]
    return totals if _columns(amounts) and totals else amounts


def _columns(valued: _Valued) -> bool:
    """Whether several columns of one table are mixed, so that rows compare unlike things."""
    scopes: defaultdict[tuple[str, str, str], set[str]] = defaultdict(set)
    for _, row in valued:
        indicator = row.candidate.indicator
        if indicator.kind == "table":
            scopes[indicator.report, indicator.section, indicator.name].add(indicator.scope)
    return any(len(found) > 1 for found in scopes.values())


def _once(rows: Iterable[Row]) -> list[Row]:
    """Each row once, also where a report prints it under two headings."""
    seen: set[tuple[str, ...]] = set()
    kept: list[Row] = []
    for row in rows:
        own = tuple(figure.repeat_of or figure.figure_id for figure in row.candidate.figures)
        if own not in seen:
            kept.append(row)
        seen.add(own)
    return kept


def listed_figures(listing: Listing, row: Row) -> tuple[Figure, ...]:
    """What is shown of a row: what the list is about first, then what was asked with it and what it stands against."""
    beside: tuple[Measure, ...] = () if listing.measure in (*_COSTS, *_STAFF) else ("actual", "target")
    if listing.measure == "target":
        beside = ("target",)
    if listing.measure == "baseline":
        beside = ("actual", "target")
    wanted = dict.fromkeys((listing.measure, *listing.shown, *beside))
    found: dict[str, Figure] = {}
    for measure in wanted:
        figure = row.figure(measure) or _beside(row, measure)
        if figure is not None:
            found.setdefault(figure.figure_id, figure)
    return tuple(found.values())


def _beside(row: Row, measure: Measure) -> Figure | None:
    """What stands for a measure whatever the year: a target and a base of their own, a base where no actual is."""
    if measure == "actual" and not row.latest("actual") and not row.latest("value"):
        return row.latest("baseline")
    return row.latest(measure) if measure in ("target", "baseline") else None


_STAFF: tuple[Measure, ...] = ("staff", "staff_head", "staff_branch")
