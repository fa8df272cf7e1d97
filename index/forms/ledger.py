"""Project ledgers (事務事業の一覧) in text without tabs to figures, their columns proven by arithmetic."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from index.block import Block
from index.draft import Place, Subject, Warned, draft
from index.figure import Figure, Measure
from index.forms.costcolumn import CostColumns, prove_columns
from index.forms.costheader import STAFF, CostHeader, is_header, read_cost_header
from index.forms.costrow import PlacedRow, fills_carried, place_row, place_totals, with_carried
from index.forms.overview import likelihood, match_overviews, weigh
from index.forms.piece import Page, Piece, joined, pages_of
from index.forms.project import Number, Project, numbers_at_end, read_projects
from index.forms.year_amounts import Anchor, read_yearly
from index.markup import comparable
from index.outline import heading_mark
from index.period import fold
from index.quantity import Quantity
from index.report import Report
from index.tables.header import Column
from index.value import Value

_TOTAL = re.compile(r"合計|総計|計")
_NUMBERED = re.compile(r"\s*[0-9]{1,2}(?:[-.][0-9]{1,2})?[ .、．]")
_DATED: tuple[Measure, ...] = ("budget", "general_fund")
_ENCLOSED = re.compile(r"\([^()]*\)|<[^<>]*>|【[^【】]*】|\[[^\[\]]*\]")


@dataclass(frozen=True, slots=True)
class _Sheet:
    """One page of a ledger."""

    page: Page
    projects: tuple[Project, ...]
    header: CostHeader | None

    @property
    def row_lines(self) -> frozenset[int]:
        return frozenset(n for project in self.projects for n in range(project.first, project.last + 1))


@dataclass(frozen=True, slots=True)
class _Ledger:
    """Pages that follow one another under one header, as far as the totals."""

    sheets: tuple[_Sheet, ...]
    header: CostHeader

    @property
    def projects(self) -> list[Project]:
        return [project for sheet in self.sheets for project in sheet.projects]


def read_ledgers(report: Report, blocks: Sequence[Block]) -> Iterator[Figure | Warned]:
    """The figures of every project ledger, of the yearly amounts that its total bears out, and what was left out."""
    pages = pages_of(report)
    printed = Counter(comparable(line) for page in pages for piece in page for line in piece.lines)
    anchors: list[Anchor] = []
    for ledger in _ledgers(pages):
        columns = prove_columns([[n.amount for n in p.numbers] for p in ledger.projects], ledger.header)
        if columns is None:
            line = ledger.projects[0].first
            message = f"ledger of {len(ledger.projects)} rows left out: no sum proves which number is what"
            yield Warned(report.id, line, message)
            continue
        reader = _Reader(report, ledger, columns, printed)
        yield from reader.read()
        anchors += reader.anchors
    yield from read_yearly(report, pages, anchors)


def _ledgers(pages: Sequence[Page]) -> Iterator[_Ledger]:
    held: list[_Sheet] = []
    for page, projects in zip(pages, read_projects(pages), strict=True):
        sheet = _sheet(page, projects)
        if held and (not projects or _begins_anew(held, sheet)):
            yield from _ledger(held)
            held = []
        if projects:
            held.append(sheet)
    yield from _ledger(held)


def _sheet(page: Page, projects: Sequence[Project]) -> _Sheet:
    sheet = _Sheet(page, tuple(projects), None)
    return replace(sheet, header=read_cost_header(page, sheet.row_lines)) if projects else sheet


def _begins_anew(held: Sequence[_Sheet], sheet: _Sheet) -> bool:
    """Whether a page begins another ledger: after a totals row, or under a header of another year or form."""
    known = next((one.header for one in held if one.header is not None), None)
    other = known is not None and sheet.header is not None and _form(known) != _form(sheet.header)
    return other or bool(list(_total_lines(held[-1])))


def _form(header: CostHeader) -> tuple[object, ...]:
    return header.order, header.period.year if header.period else None


def _ledger(sheets: Sequence[_Sheet]) -> Iterator[_Ledger]:
    header = next((sheet.header for sheet in sheets if sheet.header is not None), None)
    if header is not None:
        yield _Ledger(tuple(sheets), header)


def _total_lines(sheet: _Sheet) -> Iterator[tuple[Number, ...]]:
    """The lines behind the rows that print numbers, and no words but those for a total."""
    taken = sheet.row_lines
    last = max(taken)
    for piece in sheet.page:
        for number, line in piece.numbered:
            if number > last and (sheet.header is None or number not in sheet.header.lines):
                words, numbers = numbers_at_end(_TOTAL.sub(lambda match: " " * len(match[0]), line), number)
                if not words.strip() and len(numbers) >= 2:
                    yield numbers


@dataclass
class _Reader:
    """Reads one ledger whose columns are proven."""

    report: Report
    ledger: _Ledger
    columns: CostColumns
    printed: Counter[str]  # how often the report prints each line

    def __post_init__(self) -> None:
        self.anchors: list[Anchor] = []
        self._wide = with_carried(self.columns.columns, self.ledger.header)
        self._section = ""

    def read(self) -> Iterator[Figure | Warned]:
        """Figures and warnings of all pages."""
        rows = self._placed()
        remarks, warnings = self._remarks()
        yield from warnings
        for sheet in self.ledger.sheets:
            self._section = _section(sheet) or self._section
            for project in sheet.projects:
                yield from self._row(project, rows[project.first], remarks.get(project.first, ""))
        sums = self._sums(rows)
        for sheet in self.ledger.sheets:
            yield from self._totals(sheet, sums)
        self._anchor(sums)

    def _placed(self) -> dict[int, PlacedRow | None]:
        projects = self.ledger.projects
        carried = any(fills_carried(project.numbers, self.columns, self._wide) for project in projects)
        return {
            project.first: place_row(project.numbers, self.columns, self._wide, carried=carried) for project in projects
        }

    def _row(self, project: Project, row: PlacedRow | None, remark: str) -> Iterator[Figure | Warned]:
        line = project.numbers[0].line
        if row is None:
            yield self._warned(line, f"row {project.code} left out: its numbers fit the columns in no way")
            return
        if not project.name:
            yield self._warned(line, f"row {project.code} left out: it is open which words its name has")
            return
        if row.left:
            printed = ", ".join(number.text for number in row.left)
            yield self._warned(line, f"row {project.code}: {printed} left out, as it fits more than one column")
        subject = Subject("budget", self._section, project.code, project.name, remark=remark)
        for measure, number in row.placing.items():
            yield self._figure(subject, measure, number)

    def _figure(self, subject: Subject, measure: Measure, number: Number) -> Figure:
        header = self.ledger.header
        period = header.period if measure in _DATED else None
        unit = "" if measure in STAFF else header.units.get(measure, "")
        place = Place(number.line, number.start, number.end)
        return draft(self.report, place, subject, measure, _value(number), period, Column("", measure, unit=unit))

    def _sums(self, rows: Mapping[int, PlacedRow | None]) -> dict[Measure, Decimal | None]:
        """The sum of each column, None where a number that may belong to it was left out."""
        measures = [measure for measure in self._wide[0] if measure is not None]
        placed = list(rows.values())
        whole = all(row is not None and not any(number.amount for number in row.left) for row in placed)
        return {
            measure: sum(
                (row.placing[measure].amount for row in placed if row and measure in row.placing), start=Decimal(0)
            )
            if whole
            else None
            for measure in measures
        }

    def _totals(self, sheet: _Sheet, sums: Mapping[Measure, Decimal | None]) -> Iterator[Figure | Warned]:
        for numbers in _total_lines(sheet):
            row = place_totals(numbers, self._wide[0], sums)
            left = numbers if row is None else row.left
            if left:
                printed = " ".join(number.text for number in left)
                yield self._warned(left[0].line, f"totals {printed} left out: no sums of columns prove what they are")
            if row is not None:
                subject = Subject("budget", self._section, "", "計")
                for measure, number in row.placing.items():
                    yield self._figure(subject, measure, number)

    def _anchor(self, sums: Mapping[Measure, Decimal | None]) -> None:
        total, period = sums.get("budget"), self.ledger.header.period
        if total and period is not None and period.year is not None:
            self.anchors.append(Anchor(period.year, total, self.ledger.header.units.get("budget", "")))

    def _warned(self, line: int, message: str) -> Warned:
        return Warned(self.report.id, line, message)

    # --- overviews ---------------------------------------------------------------------------------------------------

    def _remarks(self) -> tuple[dict[int, str], list[Warned]]:
        """The overview of each project by its first line, and a warning for each page or project without one."""
        elsewhere = self._lines_elsewhere()
        printed = [_overviews(sheet, elsewhere) for sheet in self.ledger.sheets]
        remarks: dict[int, str] = {}
        warnings: list[Warned] = []
        if not any(printed):
            return remarks, warnings
        names = [[project.name for project in sheet.projects] for sheet in self.ledger.sheets]
        chosen = [_window(own, texts) for own, texts in zip(names, printed, strict=True)]
        for sheet, found, texts in zip(self.ledger.sheets, weigh(names, chosen), chosen, strict=True):
            for project, at in zip(sheet.projects, match_overviews(found), strict=True):
                if at is not None:
                    remarks[project.first] = texts[at]
                else:
                    message = f"row {project.code}: no overview is clearly its own, so it is left without one"
                    warnings.append(self._warned(project.first, message))
        return remarks, warnings

    def _lines_elsewhere(self) -> frozenset[str]:
        """The lines that the report prints outside this ledger too, as page titles are."""
        pieces = [piece for sheet in self.ledger.sheets for piece in sheet.page]
        own = Counter(comparable(line) for piece in pieces for line in piece.lines)
        return frozenset(line for line, count in own.items() if self.printed[line] > count)


def _overviews(sheet: _Sheet, elsewhere: frozenset[str]) -> list[str]:
    """The paragraphs behind the rows; page titles only where there are no more paragraphs than rows."""
    last = max(sheet.row_lines)
    pieces = [
        piece
        for piece in sheet.page
        if piece.first > last and not is_header(piece, sheet.header) and not _is_furniture(piece)
    ]
    if len(pieces) > len(sheet.projects):
        pieces = [piece for piece in pieces if not any(comparable(line) in elsewhere for line in piece.lines)]
    return [joined(piece.lines) for piece in pieces]


def _is_furniture(piece: Piece) -> bool:
    """Headings, bracketed notes and lines of numbers are no overview."""
    text = fold(joined(piece.lines))
    numbers = all(character.isdigit() or not character.isalnum() for character in _TOTAL.sub("", text))
    return numbers or bool(_ENCLOSED.fullmatch(text)) or _is_heading(piece)


def _is_heading(piece: Piece) -> bool:
    line = piece.lines[0].strip()
    return len(piece.lines) == 1 and heading_mark(line) is not None and _NUMBERED.match(fold(line)) is not None


def _window(names: Sequence[str], texts: Sequence[str]) -> list[str]:
    """So many paragraphs in a row as there are names, those that fit them best; none where there are too few."""
    size = len(names)
    if len(texts) <= size:
        return list(texts)
    windows = [list(texts[n : n + size]) for n in range(len(texts) - size + 1)]
    return max(windows, key=lambda window: likelihood(weigh([names], [window])[0]))


def _section(sheet: _Sheet) -> str:
    """The numbered heading of the page that stands nearest to the header, or to the rows where there is none."""
    anchor = sheet.header.lines if sheet.header is not None else (min(sheet.row_lines),)
    headings = [piece for piece in sheet.page if _is_heading(piece)]
    nearest = min(headings, key=lambda piece: min(abs(piece.first - line) for line in anchor), default=None)
    return joined(nearest.lines) if nearest is not None else ""


def _value(number: Number) -> Value:
    if number.value is None:
        return Value("dash", number.text)
    return Value("quantity", number.text, Quantity(number.text, number.value, "", (), 0, len(number.text)))
