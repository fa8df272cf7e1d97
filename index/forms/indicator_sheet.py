"""Indicator sheets of evaluation forms (成果指標) to figures, whatever order a PDF prints labels and values in.

A sheet prints for each indicator its name, what is aimed at (base, this year's and final value), and a yearly part
(grades, targets, actuals, rates). What cannot be placed with certainty is left out with a warning.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from index.block import Block
from index.draft import Place, Subject, Warned, draft
from index.figure import Basis, Direction, Figure, Measure
from index.forms.form import Token
from index.forms.printed_formula import PrintedFormula
from index.forms.setting import FIELDS, Group, Search, Settings, groups_of, settle_years
from index.forms.sheet_link import Own, linked, own_settings
from index.forms.sheet_name import Name, names_of
from index.forms.sheet_text import Mark, Run, SheetText, sheet_text
from index.forms.yearly import ROWS, Yearly, is_percent, number
from index.forms.yearly_column import Known, Settled, settle
from index.period import Period, fold
from index.report import Report
from index.tables.header import Column
from index.value import read_value

_MEASURES: Mapping[str, tuple[Measure, Measure]] = {
    "target": ("interim_target", "target"),
    "actual": ("actual", "actual"),
    "achievement": ("achievement", "progress"),
}
_SET: tuple[Measure, ...] = ("baseline", "interim_target", "target")
_SET_WORDS = ("基準値", "目標値", "最終目標値")
_CALENDAR = re.compile(r"[(（]\s*暦年\s*[)）]")
_FISCAL = re.compile(r"[(（]\s*(?:会計)?年度\s*[)）]")
_UP: Mapping[str, Direction] = {"増加": "up", "減少": "down"}

Years = Mapping[int, Token | None]
"""The year of each field, None where it is certain that none is printed; what is open is not in it."""


@dataclass(frozen=True, slots=True)
class _Indicator:
    """One indicator with what is certain of it. `values` are base, this year's and final value."""

    mark: Mark
    name: Name
    part: Yearly | None
    values: Mapping[int, Token]
    years: Years


def read_indicator_sheets(report: Report, blocks: Sequence[Block]) -> Iterator[Figure | Warned]:
    """The figures of the indicator sheets that a report prints as lines, and what was left out of them."""
    sheet = sheet_text(report, blocks)
    if sheet is None:
        return
    for run in sheet.runs:
        if run.paired:
            yield from _run(sheet, run)
        else:
            yield from _unpaired(report, run)


def _unpaired(report: Report, run: Run) -> Iterator[Warned]:
    for part in run.parts:
        yield Warned(
            report.id,
            part.line,
            f"yearly part left out: {len(run.marks)} indicators and {len(run.parts)} yearly parts are printed together",
        )


def _run(sheet: SheetText, run: Run) -> Iterator[Figure | Warned]:
    lines = sheet.settings_in(run.first, run.last)
    groups = groups_of(lines, "number")
    printed = [one for one in sheet.formulas if run.first <= one.line <= run.last]
    formulas = _distinct(printed)
    every = len(printed) >= len(run.parts)
    settings = Search(groups, run.parts, formulas, sheet.this_year, every_formula=every).settings()
    names = names_of(sheet, run)
    own = own_settings(sheet, run, names)
    links = linked(sheet, run, names, own, settings)
    years = _years(sheet, run, own, {mark: run.parts[n] for mark, n in links.items()})
    used: set[Token] = set()
    for mark in sorted(run.marks, key=lambda one: one.rank):
        values = _values(own[mark], links.get(mark), settings)
        used |= set(values.values())
        if mark not in names:
            yield Warned(sheet.report.id, mark.line, f"indicator {mark.text} left out: its name could not be told")
            continue
        part = run.parts[links[mark]] if mark in links else None
        yield from _figures(sheet, _Indicator(mark, names[mark], part, values, years[mark]), formulas, run)
    yield from _left_out(sheet, run, groups_tokens=[token for group in groups for token in group.tokens], used=used)
    for n in set(range(len(run.parts))) - set(links.values()):
        yield Warned(sheet.report.id, run.parts[n].line, "yearly part left out: it is open whose it is")


def _left_out(sheet: SheetText, run: Run, *, groups_tokens: Sequence[Token], used: set[Token]) -> Iterator[Warned]:
    for token in groups_tokens:
        if token not in used:
            message = f"value {token.text} left out: it can be more than one of {', '.join(_SET_WORDS)}, or whose"
            yield Warned(sheet.report.id, token.line, f"{message} it is stays open")


def _values(own: Own, part: int | None, settings: Settings) -> dict[int, Token]:
    if own.numbers:
        return dict(own.numbers)
    return {slot[1]: token for slot, token in settings.values.items() if slot[0] == part}


def _distinct(formulas: Sequence[PrintedFormula]) -> list[PrintedFormula]:
    """Each formula once: two printings that differ in width alone are one."""
    found: dict[str, PrintedFormula] = {}
    for one in formulas:
        found.setdefault(re.sub(r"\s", "", fold(one.text)), one)
    return list(found.values())


def _years(sheet: SheetText, run: Run, own: Mapping[Mark, Own], part_of: Mapping[Mark, Yearly]) -> dict[Mark, Years]:
    """The years of each mark: its own where it prints them whole, else those that all others share.

    Marks whose yearly parts print the era's letter in another case (r5, R5) share no years.
    """
    shared = [mark for mark in run.marks if not own[mark].years]
    taken = {token for one in own.values() for token in one.years.values()}
    groups = [
        group for group in groups_of(sheet.settings_in(run.first, run.last), "period") if not taken & {*group.tokens}
    ]
    none: Years = dict.fromkeys(range(len(FIELDS)))
    years: dict[Mark, Years] = {mark: {**none, **own[mark].years} for mark in run.marks if own[mark].years}
    for marks, alike in _by_case(shared, groups, part_of):
        settled = settle_years(alike, len(marks), sheet.this_year)
        years |= dict.fromkeys(marks, settled)
    return years


def _by_case(
    marks: Sequence[Mark], groups: Sequence[Group], part_of: Mapping[Mark, Yearly]
) -> list[tuple[list[Mark], list[Group]]]:
    """Marks and groups of years parted by the case of the era's letter; all together where it tells nothing."""
    cases = [_case(part_of[mark].years) if mark in part_of else "" for mark in marks]
    printed = [_case(group.tokens) for group in groups]
    if {*cases} != {"upper", "lower"} or "" in printed:
        return [(list(marks), list(groups))]
    return [
        (
            [mark for mark, one in zip(marks, cases, strict=True) if one == case],
            [group for group, one in zip(groups, printed, strict=True) if one == case],
        )
        for case in ("upper", "lower")
    ]


def _case(years: Sequence[Token]) -> str:
    """The one case in which years print the era's letter; empty where it is none or both."""
    letters = {fold(token.text).strip()[:1] for token in years}
    cases = {"upper" if one.isupper() else "lower" if one.islower() else "" for one in letters}
    return cases.pop() if len(cases) == 1 else ""


# --- figures ---------------------------------------------------------------------------------------------------------


def _figures(
    sheet: SheetText, one: _Indicator, formulas: Sequence[PrintedFormula], run: Run
) -> Iterator[Figure | Warned]:
    drafter = _Drafter(sheet, one, _direction(sheet, run, one))
    yield from drafter.settings()
    if one.part is not None:
        known = Known(number(one.values.get(0)), number(one.values.get(2)), tuple(formulas))
        settled = settle(one.part, known)
        rule = settled.formula or (formulas[0] if len(formulas) == 1 else None)
        yield from drafter.grades(one.part)
        yield from drafter.series(one.part, settled, rule.text if rule is not None else "")


def _direction(sheet: SheetText, run: Run, one: _Indicator) -> Direction:
    """The direction printed: the one of all of a run, else that of base and final value where it is printed at all."""
    printed = {
        fold(token.text)
        for tokens in sheet.lines[run.first - 1 : run.last]
        for token in tokens
        if token.kind == "direction"
    }
    if len(printed) == 1:
        return _UP.get(printed.pop(), "")
    base, final = number(one.values.get(0)), number(one.values.get(2))
    if base is None or final is None or base == final:
        return ""
    word = "増加" if final > base else "減少"
    return _UP[word] if word in printed else ""


class _Drafter:
    """Makes the figures of one indicator."""

    def __init__(self, sheet: SheetText, one: _Indicator, direction: Direction) -> None:
        self._sheet = sheet
        self._one = one
        self._direction = direction
        self._subject = Subject("kpi", sheet.section, one.mark.text, one.name.text)
        # A name without a unit is in % where every value set for it is: the yearly part may print bare numbers.
        percent = bool(one.values) and all(is_percent(token) for token in one.values.values())
        self._unit = Column("", None, unit=one.name.unit or ("%" if percent else ""))
        self._set: dict[int, Figure] = {}

    def settings(self) -> Iterator[Figure | Warned]:
        """Base, this year's and final value."""
        for field, token in sorted(self._one.values.items()):
            if field not in self._one.years:
                words = f"{_SET_WORDS[field]} {token.text} left out: its year is not certain"
                yield Warned(self._sheet.report.id, token.line, words)
                continue
            figure = self._draft(_SET[field], token, self._one.years[field])
            self._set[field] = figure
            yield figure

    def grades(self, part: Yearly) -> Iterator[Figure | Warned]:
        """The grades by year."""
        cells = part.grades.cells if part.grades is not None else ()
        if len(cells) == len(part.grade_years):
            for year, cell in zip(part.grade_years, cells, strict=True):
                yield self._draft("grade", cell, year)
        elif cells:
            words = f"grades left out: {len(cells)} for {len(part.grade_years)} years"
            yield Warned(self._sheet.report.id, cells[0].line, words)

    def series(self, part: Yearly, settled: Settled, rule: str) -> Iterator[Figure | Warned]:
        """Targets, actuals and rates by year, and what the last column prints again."""
        for token in settled.unsure:
            words = f"cell {token.text} left out: it can stand in more than one column"
            yield Warned(self._sheet.report.id, token.line, words)
        for name in ROWS:
            *cells, last = settled.columns[name]
            yearly: list[Figure] = []
            for year, cell in zip(part.years, cells, strict=True):
                if cell is not None:
                    figure = self._draft(_MEASURES[name][0], cell, year)
                    yearly.append(replace(figure, rule=rule) if name == "achievement" else figure)
            yield from yearly
            if last is not None:
                figure = self._draft(_MEASURES[name][1], last, None)
                first = self._repeated(name, figure, yearly)
                yield replace(figure, repeat_of=first.figure_id if first is not None else "")

    def _repeated(self, row: str, figure: Figure, yearly: Sequence[Figure]) -> Figure | None:
        """What the last column prints again: the final target, or the latest actual."""
        if row == "target":
            first = self._set.get(2)
        else:
            known = [one for one in yearly if one.value is not None] or yearly
            first = known[-1] if known and row == "actual" else None
        same = first is not None and first.value == figure.value and (first.value is None) == (figure.value is None)
        return first if same else None

    def _draft(self, measure: Measure, token: Token, year: Token | None) -> Figure:
        place = Place(token.line, token.start, token.end)
        period = self._period(year) if year is not None else None
        unit = Column("", None) if measure in ("achievement", "progress", "grade") else self._unit
        figure = draft(self._sheet.report, place, self._subject, measure, read_value(token.text), period, unit)
        return replace(figure, direction=self._direction)

    def _period(self, token: Token) -> Period | None:
        """A year with the basis that the name says, or else its letter's case by the form's legend."""
        period = token.period
        if period is None:
            return None
        period = replace(period, text=fold(token.text).replace(" ", ""))
        basis = self._basis(period)
        if basis == "calendar" and period.year is not None:
            return replace(period, basis=basis, start=date(period.year, 1, 1), end=date(period.year, 12, 31))
        return replace(period, basis=basis)

    def _basis(self, period: Period) -> Basis:
        if period.basis:
            return period.basis
        if _CALENDAR.search(self._one.name.text):
            return "calendar"
        if _FISCAL.search(self._one.name.text):
            return "fiscal"
        upper = period.text[:1].isupper()
        return self._sheet.legend.get("大文字" if upper else "小文字", "fiscal" if upper else "")
