"""Forms whose cells are label and value in turn to figures: 指標名 …, 単位 …, 基準年度 …, 基準値 …, and rows of years.

A table of this kind is of one indicator, or of several, each from the row on that prints its name. What no label
places with certainty is left out.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from index.block import Block, Cell, Row
from index.draft import Place, Subject, Warned, draft, find_printed
from index.figure import Direction, Figure, Measure
from index.markup import comparable
from index.period import Period, parse_period
from index.report import Report
from index.tables.column import is_label
from index.tables.form_subject import subjects_of
from index.tables.header import Column, is_exact_term, read_column
from index.tables.heading_path import read_label
from index.tables.shape import texts_of, value_kind_of
from index.value import Value, read_value

_YEARS: Mapping[Measure, re.Pattern[str]] = {
    "baseline": re.compile("(?:基準|現状|策定時の?|当初)(?:年度?|時点?)"),
    "target": re.compile("(?:最終|目標|達成|到達)(?:目標)?(?:年度?|時期|期限)"),
    "actual": re.compile("(?:実績|直近|最新)(?:年度?|時点?)"),
}
_DIRECTION = re.compile("増減(?:方向|区分)?|(?:目指す|望ましい)?方向")
_DIRECTIONS: Mapping[str, Direction] = {"増加": "up", "増": "up", "上昇": "up", "減少": "down", "減": "down"}
_RULE = re.compile("(?:達成|進捗)[率度]の?(?:算式|算定式|計算式|(?:算出|算定|計算)方法)|算式|算定式|計算式")
_INDICATOR = re.compile("(?:.*指標|KPI|目標項目|数値目標|成果目標|行動目標)(?:名称?|項目)?", re.IGNORECASE)
_ONCE = re.compile("最終|基準|現状|当初|策定")
_YEAR_ROW = re.compile("年度?|年次|区分|項目|")
_MARK = re.compile(r"(?P<mark>\S?[①-⑳])\s*(?P<name>\S.*)")
_GRADED = re.compile(
    "(?:(?P<when>前年度|昨年度|前回|今年度|本年度)の?)?(?P<what>総合評価|評価結果|総合判定|判定|評価|[一二]次評価|[内外]部評価)"
)
_GRADE = re.compile(r"(?:[A-ES]|[Ａ-ＥＳ]|[◎○◯△×])(?:\s+[^\s。、0-9]{2,12})?")
_WHOLE = ("総合評価", "評価", "評価結果", "総合判定", "判定")


@dataclass
class _Indicator:
    """What a form says of one indicator; `pairs` are the cells of measures with the period that their labels print."""

    name: str
    unit: str = ""
    rule: str = ""
    direction: Direction = ""
    pairs: list[tuple[Measure, Cell, Period | None]] = field(default_factory=list)
    yearly: list[tuple[Measure, Cell, Period]] = field(default_factory=list)
    years: dict[Measure, Period] = field(default_factory=dict)


def is_pair_form(block: Block) -> bool:
    """Whether a table is of labels and values in turn and prints the values of an indicator that it names."""
    names = [n for n, row in enumerate(block.rows) if _name(row)]
    return bool(names) and names[0] == 0 and any(_measures(row) or _year_cells(row) for row in block.rows[1:])


def read_pair_forms(report: Report, blocks: Sequence[Block]) -> Iterator[Figure | Warned]:
    """The figures of every form of labels and values, and what was left out of them."""
    for block, subject in zip(blocks, subjects_of(blocks), strict=True):
        if block.kind != "table":
            continue
        reader = _Form(report, block, subject)
        yield from reader.indicators() if is_pair_form(block) else reader.grades()


class _Form:
    def __init__(self, report: Report, block: Block, subject: str) -> None:
        self._report = report
        self._lines = report.lines
        self._block = block
        self._subject = subject
        self._section = " > ".join(block.path)

    def indicators(self) -> Iterator[Figure | Warned]:
        """The values of each indicator that the form names."""
        found: list[_Indicator] = []
        years: dict[int, Period] = {}
        for row in self._block.rows:
            if name := _name(row):
                found.append(_Indicator(name))
                years = {}
            if cells := _year_cells(row):
                years = cells
            elif years and _is_yearly(row):
                yield from self._yearly(found[-1], row, years)
            elif _is_paired(row):
                self._pairs(found[-1], row)
            elif _prints_number(row):
                yield Warned(self._report.id, row[0].line, "row left out: it is open what its labels and values are")
        for one in found:
            yield from self._figures(one)

    def grades(self) -> Iterator[Figure]:
        """How the form grades what it is about: 総合評価 and a letter beside it."""
        for row in self._block.rows if self._subject else ():
            for label, cell in _pairs(row, graded=True):
                match = _GRADED.fullmatch(comparable(label))
                if match is None or cell is None or not _GRADE.fullmatch(cell.text):
                    continue
                scope = match["when"] or ("" if match["what"] in _WHOLE else match["what"])
                subject = Subject("kpi", self._section, "", self._subject, scope)
                yield draft(self._report, _place(cell), subject, "grade", Value("grade", cell.text), None)

    def _pairs(self, one: _Indicator, row: Row) -> None:
        for label, cell in _pairs(row):
            if cell is None:
                continue
            read, plain = read_label(label), comparable(label)
            dated = next((measure for measure, pattern in _YEARS.items() if pattern.fullmatch(plain)), None)
            if dated is not None:
                period = parse_period(cell.text)
                if period is not None:
                    one.years[dated] = period
            elif read_column(label).role == "unit":
                one.unit = comparable(cell.text)
            elif _DIRECTION.fullmatch(plain):
                one.direction = _DIRECTIONS.get(comparable(cell.text), "")
            elif _RULE.fullmatch(plain):
                one.rule = cell.text
            elif read.measure is not None and not read.words:
                one.pairs.append((read.measure, cell, read.period))

    def _yearly(self, one: _Indicator, row: Row, years: Mapping[int, Period]) -> Iterator[Warned]:
        label = read_label(row[0].text)
        cells = {n: row[n] for n in years if n < len(row) and row[n].text}
        if label.measure is not None and not label.words and len(row) > max(years):
            one.yearly += [(label.measure, cell, years[n]) for n, cell in cells.items()]
        elif _prints_number(row) and not is_label(row[0].text):
            yield Warned(self._report.id, row[0].line, "row left out: it does not fit the years above it")

    def _figures(self, one: _Indicator) -> Iterator[Figure]:
        final = any(measure == "target" for measure, _, _ in one.pairs)
        for measure, cell, period in one.pairs:
            yield from self._figure(one, measure, cell, period or one.years.get(measure))
        for measure, cell, period in one.yearly:
            interim = final and measure == "target"
            yield from self._figure(one, "interim_target" if interim else measure, cell, period)

    def _figure(self, one: _Indicator, measure: Measure, cell: Cell, period: Period | None) -> Iterator[Figure]:
        value = read_value(cell.text)
        if value.kind in ("empty", "deadline") or (value.kind == "grade") != (measure == "grade"):
            return
        rated = measure in ("achievement", "progress", "grade")
        match = _MARK.fullmatch(one.name)
        item, name = (match["mark"], match["name"]) if match else (self._subject, one.name)
        subject = Subject("kpi", self._section, item, name)
        start, end = find_printed(self._lines[cell.line - 1], value.text, cell.start, cell.end)
        column = Column("", measure, None, "" if rated else one.unit)
        figure = draft(
            self._report, Place(cell.line, start, end), subject, measure, value, value.period or period, column
        )
        rule = one.rule if measure in ("achievement", "progress") else ""
        yield replace(figure, direction=one.direction, rule=rule)


def _place(cell: Cell) -> Place:
    return Place(cell.line, cell.start, cell.end)


def _name(row: Row) -> str:
    """The indicator that a row names in the cell beside 指標名; a header row prints another header word there."""
    said = [cell.text for cell in row if cell.text]
    named = len(said) > 1 and row[0].text == said[0] and _INDICATOR.fullmatch(comparable(said[0]))
    if not named or _is_known(said[1]) or value_kind_of(said[1]) not in ("text", "prose"):
        return ""
    return said[1] if len(said) == 2 or _is_known(said[2]) else ""


def _measures(row: Row) -> bool:
    """Whether a row prints a measure's word and its value beside it."""
    return any(
        cell is not None and read_label(label).measure is not None and value_kind_of(cell.text) in ("number", "range")
        for label, cell in _pairs(row)
    ) and _is_paired(row)


def _year_cells(row: Row) -> dict[int, Period]:
    """The years that a row of years prints, by cell."""
    texts = texts_of(row)
    if not _YEAR_ROW.fullmatch(comparable(texts[0])):
        return {}
    labels = {n: read_label(text) for n, text in enumerate(texts) if n and text}
    found = {n: label.period for n, label in labels.items() if label.period is not None and not label.words}
    years = {n: period for n, period in found.items() if period is not None and period.year is not None}
    first = next(iter(labels), 0)
    return years if years and list(years)[0] == first else {}


def _is_paired(row: Row) -> bool:
    """Whether a row goes on with a second label: label, value, label, value; or is of a known label and one value."""
    said = [cell.text for cell in row if cell.text]
    if len(said) < 2 or not _is_known(said[0]) or _is_known(said[1]):
        return False
    return len(said) == 2 or (
        any(map(_is_known, said[2::2])) and not any(value_kind_of(text) == "number" for text in said[2::2])
    )


def _is_yearly(row: Row) -> bool:
    """Whether a row below a row of years goes on with it: no second label, and no value that is printed once."""
    said = [cell.text for cell in row if cell.text]
    return not any(map(_is_known, said[1:])) and not (said and _ONCE.search(said[0]))


def _prints_number(row: Row) -> bool:
    return any(value_kind_of(cell.text) == "number" for cell in row[1:])


def _pairs(row: Row, *, graded: bool = False) -> Iterator[tuple[str, Cell | None]]:
    """Label and value in turn; a label that another follows at once has no value."""
    said = [cell for cell in row if cell.text]
    at = 0
    while at < len(said):
        after = said[at + 1] if at + 1 < len(said) else None
        value = after if after is not None and not _is_known(after.text, graded=graded) else None
        yield said[at].text, value
        at += 2 if value is not None else 1


def _is_known(text: str, *, graded: bool = False) -> bool:
    """Whether a cell is a label."""
    plain = comparable(text)
    if any(pattern.fullmatch(plain) for pattern in (*_YEARS.values(), _DIRECTION, _RULE)):
        return True
    label = read_label(text)
    if label.measure is not None and not label.words:
        return True
    return (graded and _GRADED.fullmatch(plain) is not None) or is_exact_term(text)
