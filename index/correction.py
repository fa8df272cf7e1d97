"""Corrections by people: what `corrections.toml` says that a report should print, laid over the figures as read."""

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, cast, get_args

from index.draft import QUALIFIERS, Place, Subject, Warned, draft, find_printed
from index.errors import ReportError
from index.figure import Figure, FigureKind, Measure
from index.markup import comparable
from index.period import Period, parse_period
from index.report import Report
from index.tables.header import COST_MEASURES
from index.value import Value, read_value

FILE = "corrections.toml"

_MEASURES = get_args(Measure)
_KINDS = get_args(FigureKind)
_WORDS = ("report", "measure", "printed", "text", "reason", "role")
_OPTIONAL_WORDS = ("name", "scope", "item", "section", "kind", "period")
_ONLY_ADDED = ("section", "kind")
_FIELDS = (*_WORDS, *_OPTIONAL_WORDS, "line", "page", "date", "add")


@dataclass(frozen=True, slots=True)
class Correction:
    """One entry of the file. Where it stands is its `line`, or its `page` in a paged report; the other is None.

    `printed` is what the report prints there, `text` what it should say. `name`, `scope` and `item` are None where the
    entry leaves them open. `add` places a cell that no reader placed.
    """

    report: str
    line: int | None
    page: int | None
    measure: Measure
    printed: str
    text: str
    reason: str
    role: str
    date: date
    name: str | None = None
    scope: str | None = None
    item: str | None = None
    section: str | None = None
    kind: FigureKind | None = None
    period: str | None = None
    add: bool = False

    @property
    def told(self) -> str:
        """Why and by whom, as a figure tells it."""
        return f"{self.reason}（{self.role}、{self.date.isoformat()}）"

    @property
    def place(self) -> str:
        """Where it says that the cell stands, in words."""
        return f"line {self.line}" if self.line is not None else f"page {self.page}"


class _NotApplied(Exception):
    """Why a correction does not fit its report as it is now."""


def read_corrections(folder: Path) -> list[Correction]:
    """The corrections of a report folder; none where it has no such file.

    Raises ReportError where the file or one of its entries cannot be understood.
    """
    path = folder / FILE
    if not path.exists():
        return []
    try:
        said = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ReportError(f"{path} cannot be read ({error}): mend it, or remove it to correct nothing.") from error
    entries = said.pop("correction", [])
    if said or not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        other = f", not {sorted(said)[0]!r}" if said else ""
        raise ReportError(f"{path} holds something else than corrections: begin each with [[correction]]{other}.")
    return [_correction(f"{path}, correction {number}", entry) for number, entry in enumerate(entries, start=1)]


def apply_corrections(
    corrections: Sequence[Correction], reports: Sequence[Report], figures: Sequence[Figure]
) -> tuple[list[Figure], list[Warned]]:
    """The figures with the corrections laid over them, in document order, and the corrections that do not fit.

    A correction that does not fit changes nothing. Only what is corrected changes; figures keep their ids.
    """
    table = _Table(reports, figures)
    warnings = []
    for correction in corrections:
        try:
            table.apply(correction)
        except _NotApplied as why:
            line = table.line_of(correction)
            warnings.append(Warned(correction.report, line, f"correction not applied: {why}"))
    return table.figures(), warnings


def _correction(where: str, entry: Mapping[str, Any]) -> Correction:
    def refuse(why: str) -> ReportError:
        return ReportError(f"{where}: {why}.")

    for name in entry:
        if name not in _FIELDS:
            raise refuse(f"the field {name!r} is unknown, known are {', '.join(_FIELDS)}")
    for name in _WORDS:
        if name not in entry:
            raise refuse(f"the field {name!r} is missing")
    for name in (*_WORDS, *_OPTIONAL_WORDS):
        if not isinstance(entry.get(name, ""), str):
            raise refuse(f"{name} = {entry[name]!r} is no text, write it in quotes")
    add = entry.get("add", False)
    if not isinstance(add, bool):
        raise refuse(f"add = {add!r} is neither true nor false")
    for fault in (*_blank(entry, add=add), *_wrong(entry, add=add)):
        raise refuse(fault)
    return Correction(**{"line": None, "page": None, **entry})


def _blank(entry: Mapping[str, Any], *, add: bool) -> Iterable[str]:
    """What says nothing where something is needed."""
    for name in _WORDS:
        # A cell that is missing altogether prints nothing.
        if not entry[name].strip() and not (name == "printed" and add):
            yield f"the field {name!r} is empty"
    if add and not entry.get("name", "").strip():
        yield "a cell that is added needs the field 'name'"
    if not add:
        yield from (f"the field {name!r} is only for a cell that is added" for name in _ONLY_ADDED if name in entry)


def _wrong(entry: Mapping[str, Any], *, add: bool) -> Iterable[str]:
    """What is said in a way that cannot be understood."""
    if entry["measure"] not in _MEASURES:
        yield f"measure = {entry['measure']!r} is unknown, known are {', '.join(_MEASURES)}"
    if entry.get("kind", "kpi") not in _KINDS:
        yield f"kind = {entry['kind']!r} is unknown, known are {', '.join(_KINDS)}"
    places = [name for name in ("line", "page") if name in entry]
    if len(places) != 1:
        yield "give either 'line' or 'page'"
    for name in places:
        if not isinstance(entry[name], int) or isinstance(entry[name], bool) or entry[name] < 1:
            yield f"{name} = {entry[name]!r} is no number counted from 1"
    day = entry.get("date")
    if not isinstance(day, date) or isinstance(day, datetime):
        yield "the field 'date' is no date without quotes, as in 2018-12-03"
    period = entry.get("period", "")
    if period and parse_period(period) is None:
        yield f"period = {period!r} is no period, write it as a report does, for example H29 or 令和6年度"


class _Table:
    """The figures of some reports while they are being corrected."""

    def __init__(self, reports: Sequence[Report], figures: Sequence[Figure]) -> None:
        self._reports = {report.id: report for report in reports}
        # Splitting a long report again for every correction would take longer than applying them.
        self._lines: dict[str, list[str]] = {}
        self._figures: dict[str, Figure] = {figure.figure_id: figure for figure in figures}
        self._ids: defaultdict[str, list[str]] = defaultdict(list)
        self._at: defaultdict[tuple[str, int], list[str]] = defaultdict(list)
        for figure in figures:
            self._ids[figure.report].append(figure.figure_id)
            self._at[figure.report, figure.line].append(figure.figure_id)
        self._widened: set[str] = set()
        self._touched: set[str] = set()

    def figures(self) -> list[Figure]:
        """All figures, in document order."""
        for report in self._widened:
            self._ids[report].sort(key=lambda one: (self._figures[one].line, self._figures[one].span))
        # Reports that had no figure until now keep their place among the reports.
        order = dict.fromkeys((*self._reports, *self._ids))
        return [self._figures[one] for report in order for one in self._ids.get(report, ())]

    def line_of(self, correction: Correction) -> int:
        """The line that a correction names, or the first one of its page; 1 where there is none."""
        if correction.line is not None:
            return correction.line
        report = self._reports.get(correction.report)
        pages = report.pages if report is not None else ()
        return pages.index(correction.page) + 1 if correction.page in pages else 1

    def _lines_of(self, report: Report) -> list[str]:
        if report.id not in self._lines:
            self._lines[report.id] = report.lines
        return self._lines[report.id]

    def apply(self, correction: Correction) -> None:
        """Lay one correction over the figures, or say why not."""
        report = self._reports.get(correction.report)
        if report is None:
            raise _NotApplied(f"there is no report {correction.report!r}")
        if correction.page is not None and correction.page not in report.pages:
            raise _NotApplied(f"the report has no page {correction.page}")
        if correction.line is not None and correction.line > len(self._lines_of(report)):
            raise _NotApplied(f"the report ends before line {correction.line}")
        if correction.add:
            self._add(report, correction)
        else:
            self._override(correction)

    def _override(self, correction: Correction) -> None:
        figure = self._meant(correction)
        if figure.figure_id in self._touched:
            raise _NotApplied(f"another correction is already laid over {_said(correction.printed)}")
        self._touched.add(figure.figure_id)
        self._figures[figure.figure_id] = _overridden(figure, correction)

    def _meant(self, correction: Correction) -> Figure:
        """The one figure that a correction means."""
        where, what = correction.place, correction.measure
        here = [one for one in self._standing(correction) if _is_of(one, correction)]
        found = [one for one in here if _prints(one, correction.printed)]
        if not here and correction.name is not None:
            # Rows move when a report is issued anew: a name says which one is meant, where only one prints this.
            everywhere = (self._figures[one] for one in self._ids.get(correction.report, ()))
            found = [one for one in everywhere if _is_of(one, correction) and _prints(one, correction.printed)]
            where = "the report"
        if len(found) == 1:
            return found[0]
        if found:
            raise _NotApplied(f"{where} prints {_said(correction.printed)} in several cells: give name, scope or item")
        if here:
            printed = "、".join(dict.fromkeys(_said(one.printed or one.text) for one in here))
            raise _NotApplied(f"{where} prints {printed}, not {_said(correction.printed)}")
        raise _NotApplied(f"{correction.place} holds no such figure of the measure {what}")

    def _standing(self, correction: Correction) -> list[Figure]:
        """The figures on a correction's line or page."""
        if correction.line is not None:
            ids = self._at.get((correction.report, correction.line), [])
            return [self._figures[one] for one in ids]
        figures = (self._figures[one] for one in self._ids.get(correction.report, ()))
        return [figure for figure in figures if figure.page == correction.page]

    def _add(self, report: Report, correction: Correction) -> None:
        place = _found(report, self._lines_of(report), correction, self.line_of(correction))
        at = (correction.report, place.line)
        beside = [self._figures[one] for one in self._at.get(at, ())]
        if any(one.measure == correction.measure and _overlap(one, place) for one in beside):
            raise _NotApplied(f"line {place.line} has this cell as a figure already: correct that one, without add")
        figure = _added(report, place, correction, self._row(beside, correction))
        if figure.figure_id in self._figures:
            raise _NotApplied(f"another correction already adds this cell to line {place.line}")
        self._figures[figure.figure_id] = figure
        self._ids[report.id].append(figure.figure_id)
        self._at[at].append(figure.figure_id)
        self._widened.add(report.id)
        self._touched.add(figure.figure_id)

    def _row(self, beside: Sequence[Figure], correction: Correction) -> Figure | None:
        """A figure of the row that an added cell belongs to: on its line, else the only one of that name."""
        report = (self._figures[one] for one in self._ids.get(correction.report, ()))
        for figures in (beside, report):
            rows = {
                (one.kind, one.section, one.item, comparable(one.scope)): one
                for one in figures
                if _is_of(replace(one, measure=correction.measure), correction)
            }
            if rows:
                return next(iter(rows.values())) if len(rows) == 1 else None
        return None


def _is_of(figure: Figure, correction: Correction) -> bool:
    """Whether a figure is of the measure, name, scope and item that a correction gives."""
    given = ((correction.name, figure.name), (correction.scope, figure.scope), (correction.item, figure.item))
    return figure.measure == correction.measure and all(
        wanted is None or comparable(wanted) == comparable(own) for wanted, own in given
    )


def _prints(figure: Figure, printed: str) -> bool:
    """Whether a figure's cell prints a text, which may be given with its period bracket or without."""
    if comparable(printed) == comparable(figure.text):
        return True
    value = read_value(printed.strip())
    period = comparable(value.period.text) if value.period is not None else ""
    return comparable(value.text) == comparable(figure.text) and period == comparable(figure.period)


def _overridden(figure: Figure, correction: Correction) -> Figure:
    value, before = read_value(correction.text.strip()), read_value(figure.text)
    quantity = value.quantity
    printed_period = parse_period(figure.period)
    period = _period(value, correction) or printed_period
    # What the column says of all its values, and not the value of itself, stays.
    column_unit = figure.unit if before.quantity is not None and not before.quantity.unit else ""
    of_column = set(figure.qualifiers) - _qualifiers(before, printed_period)
    corrected = replace(
        figure,
        text=value.text,
        value=quantity.value if quantity else None,
        unit=(quantity.unit or column_unit) if quantity else "",
        qualifiers=_in_order(of_column | _qualifiers(value, period)),
        printed=figure.text,
        correction=correction.told,
    )
    if period is None or period == printed_period:
        return corrected
    return replace(
        corrected, period=period.text, year=period.year, basis=period.basis, start=period.start, end=period.end
    )


def _added(report: Report, place: Place, correction: Correction, row: Figure | None) -> Figure:
    measure = correction.measure
    kind: FigureKind = "budget" if measure in COST_MEASURES else "kpi"
    subject = Subject(
        kind=correction.kind or (row.kind if row is not None else kind),
        section=correction.section if correction.section is not None else (row.section if row is not None else ""),
        item=correction.item if correction.item is not None else (row.item if row is not None else ""),
        name=cast(str, correction.name),
        scope=correction.scope if correction.scope is not None else (row.scope if row is not None else ""),
    )
    value = read_value(correction.text.strip())
    figure = draft(report, place, subject, measure, value, _period(value, correction))
    figure = replace(figure, printed=correction.printed, correction=correction.told)
    if correction.printed.strip():
        return figure
    # Several missing cells share the end of their line; what they are of tells them apart.
    told = "\x1f".join(map(comparable, (subject.name, subject.scope, subject.item, figure.period)))
    return replace(figure, figure_id=f"{figure.figure_id}+{sha256(told.encode()).hexdigest()[:8]}")


def _period(value: Value, correction: Correction) -> Period | None:
    """The period that a correction gives, in its own field or in its text."""
    return (parse_period(correction.period) if correction.period else None) or value.period


def _found(report: Report, lines: Sequence[str], correction: Correction, first: int) -> Place:
    """Where an added cell's printed text stands; the end of its line where nothing is printed."""
    printed = correction.printed.strip()
    if not printed:
        if not lines[first - 1].strip():
            raise _NotApplied(f"line {first} is empty: give the line of the cell's row")
        end = len(lines[first - 1].rstrip())
        return Place(first, end, end)
    on_page = [n for n, page in enumerate(report.pages, start=1) if page == correction.page]
    numbers = [first] if correction.line is not None else on_page
    text = read_value(printed).text
    found = [place for number in numbers for place in _occurrences(lines[number - 1], number, text)]
    if not found:
        raise _NotApplied(f"{correction.place} does not print {_said(printed)}")
    if len(found) > 1:
        raise _NotApplied(f"{correction.place} prints {_said(printed)} more than once")
    return found[0]


def _occurrences(line: str, number: int, text: str) -> list[Place]:
    """Every place in a line that prints a text, not as a part of a longer number."""
    places, start = [], 0
    while start < len(line):
        at, end = find_printed(line, text, start, len(line))
        if comparable(line[at:end]) != comparable(text):
            break
        if not (_continues(line, at - 1, text[0]) or _continues(line, end, text[-1])):
            places.append(Place(number, at, end))
        start = end
    return places


def _continues(line: str, at: int, edge: str) -> bool:
    """Whether the letter at an offset belongs to the number whose first or last letter is given."""
    return edge.isdigit() and 0 <= at < len(line) and (line[at].isdigit() or line[at] in ",.，．")


def _overlap(figure: Figure, place: Place) -> bool:
    return figure.span[0] < place.end and place.start < figure.span[1]


def _qualifiers(value: Value, period: Period | None) -> set[str]:
    return set(value.quantity.qualifiers if value.quantity else ()) | set(period.qualifiers if period else ())


def _in_order(marks: set[str]) -> tuple[str, ...]:
    return tuple(mark for mark in QUALIFIERS if mark in marks)


def _said(text: str) -> str:
    return f"「{' '.join(text.split())}」"
