"""Any other table to figures: what stands at the crossing of a row's headers and a column's headers."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from index.block import Block, Cell, Row
from index.draft import Place, Subject, Warned, draft, find_printed, footnotes_after, footnotes_of
from index.figure import Figure, FigureKind, Measure
from index.forms.pair_form import is_pair_form
from index.markup import comparable
from index.outline import numbered_head
from index.period import Period, parse_period
from index.report import Report
from index.tables.caption import Caption, caption_of, is_relative
from index.tables.column import Column, columns_of, is_label
from index.tables.column_role import with_years
from index.tables.cost_line import CostLine, costs_of, funded, names_sources
from index.tables.double_cell import Part, parts_of
from index.tables.form_subject import subjects_of
from index.tables.grade_row import graded_cells
from index.tables.headed_year import headed_year
from index.tables.header import MONEY_MEASURES, read_header
from index.tables.header import Column as Header
from index.tables.heading_path import KPI_MEASURES, Path, join_periods, read_label, read_row
from index.tables.part import is_part
from index.tables.record import LeftOut, records
from index.tables.relative_year import relative_years
from index.tables.shape import Segment, goes_on, is_stub, kind_of, segments, texts_of, value_kind_of
from index.tables.spanning import under_one_row
from index.tables.unit import is_rank, stated_units, states_unit, take_unit, unit_for
from index.text import clean
from index.value import Value, read_value

_THIS = re.compile("[本今当][年期]")
_GROUP = re.compile(r"[【《〈\[［<＜〔](?P<inside>.*)[】》〉\]］>＞〕]|(?P<part>.*の部)|[■◆●]\s*(?P<marked>\S+)")
# Headers of columns that hold names, and are none: of 款 and 市町村 nothing is measured, but of what stands below.
_ANY_NAME = re.compile(
    r"款|項|目|節|細目|細節|科目|費目|勘定科目|項目|区分|種別|種類|分類|類型|名称|内訳|財源|会計|.*(?:会計名|町村名?|道府県名?|年度?|月|名)"
    r"|.*(?:地域|地区|圏域|部門|部局|業種|産業|階級|性別|年齢)"
)
_WORDED = re.compile(
    r"(?:未|非|不)(?:集計|定|把握|公表|実施|調査|測定|算出|確定|明|詳)|(?:集計|調査|精査|算定)中|該当(?:なし|無し)|な[しい]|皆増|皆減|増減なし|秘匿"
    r"|[xXｘＸ…*＊]|[0-9,，.]+\s*[(（][0-9,，.]+[)）]"
)
# Words of a form or a heading, which name no indicator: 3 成果指標の設定, 目標の基準.
_GENERIC = re.compile(
    r"[0-9ⅠⅡⅢⅣⅤIVX.()]*(?:成果|活動|評価|数値|重要業績評価)?(?:指標|目標|KPI)[の・]?"
    r"(?:設定|一覧|状況|評価|推移|実績|基準|達成度合|達成状況|進捗状況)?"
)
_NOTE = re.compile(r"[※＊*]|[(（]?注\s*[0-9０-９)）:：]")


@dataclass(frozen=True, slots=True)
class _Line:
    """One row of values: what stands before them, its unit and remark, and its cells by column.

    `part` is the last of its words where they say that it is a part of the row above. `years` holds the periods of the
    columns that have a column of years before them, `parts` the words of a column that says what of it they are of.
    """

    path: Path
    unit: str
    remark: str
    cells: dict[int, Cell]
    cost: bool = False
    head: str = ""  # the numbered lone cell that it stands below
    part: str = ""
    years: dict[int, Period | None] = field(default_factory=dict)
    parts: dict[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Above:
    """What the rows above say of a row: the words and unit of merged cells, the lone cell that heads them, their path.

    `whole` and `whole_unit` are of the row that a row of うち is a part of. `known` is false below one left out.
    """

    words: tuple[str, ...]
    group: str
    unit: str = ""
    path: Path = Path()
    whole: tuple[str, ...] = ()
    whole_unit: str = ""
    known: bool = True


_Key = tuple[str, str, str, str]
GroupOf = Callable[[str], str]
"""The heading of the rows below that a lone cell is, empty where it is none."""


def is_grid(block: Block) -> bool:
    """Whether a table is read as a grid: no header of it says which of a KPI or budget table's columns is which.

    A header that goes on in a second row and says more than one row would, names no rows, or has columns of plain
    years, is a grid's.
    """
    table = under_one_row(block)
    for n, row in enumerate(table.rows):
        header = read_header(texts_of(row))
        if header is not None:
            return _is_grids(table.rows, n, header)
    return not any(not isinstance(read, LeftOut) for read in records(block))


def _is_grids(rows: Sequence[Row], at: int, header: Sequence[Header]) -> bool:
    header = with_years(header, [row for row in rows[at + 1 :] if read_header(texts_of(row)) is None])
    first = next(n for n, column in enumerate(header) if column.measure)
    unread = [column.text for column in header[:first] if column.role is None and not _says_nothing(column.text)]
    named = any(column.role in ("name", "item") for column in header[:first])
    named = named or (bool(unread) and _ANY_NAME.fullmatch(clean(unread[-1])) is None)
    plain_years = any(column.role is None and column.period and read_label(column.text).is_header for column in header)
    said = Counter((column.measure, column.period) for column in header if column.measure)
    repeated = any(count > 1 for count in said.values())
    named = named or any(column.role == "name" for column in header)
    return not named or plain_years or repeated or goes_on(rows, at) or _has_more_values(rows, at, header)


def _has_more_values(rows: Sequence[Row], at: int, header: Sequence[Header]) -> bool:
    """Whether columns that no measure's word heads hold numbers too (決算額, 執行率), and no row lost a cell."""
    body = [row for row in rows[at + 1 :] if read_header(texts_of(row)) is None]
    first = next(n for n, column in enumerate(header) if column.measure)
    named = next((n for n, column in enumerate(header) if column.role == "name"), first)
    more = [
        n
        for n, column in enumerate(header)
        if n > min(first, named) and column.role is None and column.text and not is_label(column.text)
    ]
    if not more or not body or any(len(row) != len(header) for row in body):
        return False
    said = [[value_kind_of(row[n].text) for row in body if row[n].text] for n in more]
    return any(kinds and all(kind in ("number", "range", "dash") for kind in kinds) for kinds in said)


def _says_nothing(header: str) -> bool:
    return not header or states_unit(header)


def read_grid(report: Report, blocks: Sequence[Block]) -> Iterator[Figure | Warned]:
    """The figures of every table that is no KPI or budget table of a known form, and what was left out of them."""
    lines = report.lines
    subjects = subjects_of(blocks)
    for n, block in enumerate(blocks):
        if block.kind == "table" and subjects[n] and (graded := graded_cells(block)):
            yield from _grades(report, lines, block, subjects[n], graded)
            continue
        if block.kind != "table" or is_pair_form(block) or not is_grid(block):
            continue
        footnotes = footnotes_after(blocks[n + 1 :])
        for segment in segments(block.rows):
            caption = caption_of(blocks, n, _rows_inside(block.rows, segment))
            yield from _Grid(report, lines, block, segment, caption, footnotes, subjects[n]).read()


def _grades(
    report: Report, lines: Sequence[str], block: Block, name: str, graded: Sequence[tuple[str, Cell]]
) -> Iterator[Figure]:
    for of, cell in graded:
        value = read_value(cell.text)
        place = Place(cell.line, *find_printed(lines[cell.line - 1], value.text, cell.start, cell.end))
        subject = Subject("kpi", " > ".join(block.path), "", name, of)
        yield draft(report, place, subject, "grade", value, value.period, Header("", "grade"))


def _rows_inside(rows: Sequence[Row], segment: Segment) -> list[list[str]]:
    """What rows above a header say of the table, and units that stand alone below it or before its columns."""
    alone = [said[0] for n in segment.body if len(said := _said(rows[n])) == 1]
    corner = [rows[n][0].text for n in segment.header if states_unit(rows[n][0].text)]
    units = [text for text in alone if stated_units(text)[1] and not stated_units(text)[0]]
    return [*(_said(rows[n]) for n in segment.caption), *([text] for text in (*corner, *units))]


def _said(row: Row) -> list[str]:
    return [text for text in texts_of(row) if text]


class _Grid:
    """One segment of a table, read against its headers."""

    def __init__(
        self,
        report: Report,
        lines: Sequence[str],
        block: Block,
        segment: Segment,
        caption: Caption,
        footnotes: dict[str, str],
        subject: str,
    ) -> None:
        self.report = report
        self.lines = lines
        self.section = " > ".join(block.path)
        self.caption = caption
        self.units = caption.units
        self.years = relative_years(caption.lines, report.title)
        self.headed = headed_year([*reversed(block.path), report.title])
        self.footnotes = footnotes
        self.header = [texts_of(block.rows[n]) for n in segment.header]
        self.body = [block.rows[n] for n in segment.body]
        self.line = block.rows[(segment.header or segment.body)[0]][0].line
        self.width = max(map(len, self.header or self.body))
        self.above = [block.rows[n] for n in segment.caption]
        self.warnings: list[Warned] = []
        self.columns: list[Column] = []
        self.kind: FigureKind = "table"
        self.subject = subject
        self.costs = False
        self._rows = [block.rows[n] for n in (*segment.header, *segment.body)]

    def read(self) -> Iterator[Figure | Warned]:
        """The figures, and warnings for what was left out."""
        if any(kind_of(cell.text) == "number" for row in self.body for cell in row) and self._has_columns():
            yield from self._figures()
        yield from self.warnings

    def _warn(self, line: int, message: str) -> None:
        self.warnings.append(Warned(self.report.id, line, message))

    # --- columns

    def _has_columns(self) -> bool:
        """Find the columns; whether any holds values. Two that are no columns are a name and what it is, row by row."""
        if self.header and self._header_fits():
            # A row that lost a cell says nothing of the columns, and neither does a lone cell that heads others.
            whole = [texts_of(row) for row in self.body if len(row) >= self.width and not _is_lone(row)]
            columns = columns_of(self.header, whole or [texts_of(row) for row in self.body], self.width)
            sources = any(column.use == "name" and names_sources(column.path) for column in columns)
            told = [(column, self.years.told(column.path)) for column in columns]
            self.columns = [replace(column, path=path if sources else funded(path)) for column, path in told]
        if any(column.use == "value" for column in self.columns) and not self._are_pairs():
            return True
        if self.width == 2 and not self.warnings:
            self.header, self.body = [], self._rows
            self.columns = [Column("name"), Column("value")]
            return True
        if not self.header and not self._only_labels():
            self._warn(self.line, "table left out: no header row says what its numbers are")
        return False

    def _only_labels(self) -> bool:
        """Whether all numbers stand behind words that announce labels: 整理番号 12."""
        numbers = [(row, n) for row in self.body for n, cell in enumerate(row) if kind_of(cell.text) == "number"]
        return all(n > 0 and is_label(row[n - 1].text) for row, n in numbers)

    def _are_pairs(self) -> bool:
        """Whether two columns are names and what they are: words and numbers, and no header that announces values."""
        if self.width != 2 or read_label(self.header[-1][1]).is_header:
            return False
        cells = (row[1].text for row in self.body if len(row) > 1)
        kinds = {value_kind_of(text) for text in cells if not _WORDED.fullmatch(text)}
        return bool(kinds & {"text", "prose", "period", "header"})

    def _header_fits(self) -> bool:
        """Whether the header rows have as many cells as the rows below."""
        common = Counter(map(len, self.body)).most_common(1)
        even = len({len(row) for row in self.header}) == 1 and common[0][0] <= self.width
        # A lone cell above is a caption over the whole width, or what is left of a header row.
        whole = all(len(row) >= self.width or states_unit(row[-1].text) for row in self.above)
        if even and whole and not self._goes_on_unevenly():
            return True
        self._warn(self.line, "table left out: its header has not as many cells as its rows")
        return False

    def _goes_on_unevenly(self) -> bool:
        """Whether the first row below the header is short and prints no value: a header row that lost a cell."""
        kinds = [kind_of(cell.text) for cell in self.body[0]]
        said = [kind for kind in kinds if kind != "empty"]
        return len(kinds) < self.width and len(said) > 1 and not {"number", "range", "dash"} & set(said)

    def _twins(self) -> set[int]:
        """Columns that no header tells apart."""
        said: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
        for n, column in enumerate(self.columns):
            if column.use == "value":
                path = column.path
                said[path.text, path.measure or "", path.period.text if path.period else ""].append(n)
        twins = {n for columns in said.values() if len(columns) > 1 for n in columns}
        if twins:
            listed = ", ".join(str(n + 1) for n in sorted(twins))
            self._warn(self.line, f"columns {listed} left out: their headers do not tell them apart")
        return twins

    # --- rows

    def _figures(self) -> Iterator[Figure]:
        twins = self._twins()
        rows = [(row, self._fits(row)) for row in self.body if not _NOTE.match(row[0].text)]
        warned = list(self.warnings)
        lines = list(self._lines(rows, _marked_group))
        if len({line.path for line in lines}) < len(lines):
            # Rows of one name are told apart by the lone cells over them, where there are any.
            once, self.warnings = self.warnings, warned
            parted = list(self._lines(rows, _any_group))
            if len({line.path for line in parted}) > len({line.path for line in lines}):
                lines = parted
            else:
                self.warnings = once
        lines = self._costed(lines)
        measures = {line.path.measure for line in lines} | {
            column.path.measure for column in self.columns if column.use == "value"
        }
        self.kind = "budget" if self.costs else "kpi" if measures & KPI_MEASURES else "table"
        self.units = self._certain_units(lines, twins)
        read = [
            (key, figure)
            for line in lines
            for n, cell in line.cells.items()
            if n not in twins and self._is_dated(line, n, cell)
            for key, figure in self._crossing(line, self._column_of(line, n), cell)
        ]
        yield from self._distinct(read)

    def _is_dated(self, line: _Line, n: int, cell: Cell) -> bool:
        """Whether a value behind a column of years has one."""
        if n not in line.years or line.years[n] is not None or kind_of(cell.text) == "dash":
            return True
        self._warn(cell.line, "cell left out: the column before it prints no year for its value")
        return False

    def _column_of(self, line: _Line, n: int) -> Path:
        path = self.columns[n].path
        if n in line.parts:
            spent = names_sources(path) and any(column.path.measure == "budget" for column in self.columns)
            path = funded(replace(path, words=(*path.words, line.parts[n])))
            path = replace(path, measure="budget") if spent and path.measure is None else path
        return replace(path, period=line.years[n]) if line.years.get(n) is not None else path

    def _costed(self, lines: list[_Line]) -> list[_Line]:
        """The rows of a cost table with their measures; any other rows as they are."""
        paths = costs_of([CostLine(line.path, self._unit(line, Path()), _numbers(line.cells)) for line in lines])
        self.costs = paths is not None
        if paths is None:
            return lines
        # Without a form that names what costs this, only the row's own words do.
        return [
            replace(line, path=path if self.subject else replace(line.path, measure=path.measure), cost=True)
            for line, path in zip(lines, paths, strict=True)
        ]

    def _fits(self, row: Row) -> bool:
        """Whether each cell of a row certainly stands under its own header."""
        kinds = [
            kind_of(cell.text) if n in self._years_before() else value_kind_of(cell.text) for n, cell in enumerate(row)
        ]
        if _is_lone(row) or self._stand(kinds):
            return True
        if any(kind in ("number", "range") for kind in kinds):
            self._warn(row[0].line, f"row left out: its {len(row)} cells do not fit the {self.width} columns")
        return False

    def _stand(self, kinds: Sequence[str]) -> bool:
        if any(kind != "empty" for kind in kinds[self.width :]):
            return False
        years = [n for n, column in enumerate(self.columns) if column.use == "year" and n < len(kinds)]
        if any(kinds[n] not in ("period", "dash", "empty") for n in years):
            return False
        values = [n for n, column in enumerate(self.columns) if column.use == "value"]
        names = [n for n, column in enumerate(self.columns) if column.use == "name"]
        plain = [n for n in names if n < len(kinds) and kinds[n] == "number"]
        if plain and all(kind not in ("number", "period") for n in plain for kind in self._column_kinds(n, kinds)):
            return False  # a number where all other rows print a name was drawn there by a lost cell
        if len(kinds) >= self.width:
            return True
        if not all(column.aside for column in self.columns[len(kinds) :]):
            return False
        return all(kinds[n] in ("number", "range", "dash") for n in values)

    def _years_before(self) -> set[int]:
        """The columns that name their rows or values by years: a bare 2019 in them is no number."""
        return {
            n
            for n, column in enumerate(self.columns)
            if column.use == "year"
            or (column.use == "name" and any(n < len(row) and is_stub(row[n]) for row in self.header))
        }

    def _column_kinds(self, n: int, but: Sequence[str]) -> Iterator[str]:
        """The kinds of a column's cells in the rows that are not like this one."""
        for row in self.body:
            kinds = [value_kind_of(cell.text) for cell in row]
            if n < len(kinds) and kinds != list(but):
                yield kinds[n]

    def _lines(self, rows: Sequence[tuple[Row, bool]], group_of: GroupOf) -> Iterator[_Line]:
        """The rows that fit, each with the words of the merged cells that reach down to it."""
        names = [n for n, column in enumerate(self.columns) if column.use == "name"]
        above, head = _Above((), ""), ""
        for row, fits in rows:
            texts = [*texts_of(row), *[""] * self.width]
            own = [texts[n] for n in names]
            if fits and _is_lone(row) and len(row) in (1, self.width):
                head = numbered_head(texts[0])
                above = self._below_lone(above, own, texts[0], group_of)
                continue
            fits = fits and not _is_lone(row)  # which column its words stood in is open
            if not fits or (not above.known and own and not own[0]):
                # What the row left out says of the rows below it is lost too.
                above = _Above((), above.group, known=False)
                if fits:
                    self._warn(row[0].line, "row left out: the row above, which names it, could not be read")
                continue
            if not any(own) and above.known and self._goes_on_in_parts(texts):
                own = list(above.words)
            if own and not any(own):
                self._warn(row[0].line, "row left out: it prints no name")
                continue
            carried = _carried(above.words, own)
            part = any(map(is_part, own))
            outer = above.whole if part and sum(map(bool, own)) == len(above.whole) == 1 else ()
            line = self._line(row, tuple(text for text in (above.group, *outer, *carried) if text))
            unit = line.unit or (above.unit if own and not own[0] and any(own) else above.whole_unit if part else "")
            path = _of_pair(line.path, above.path)
            above = _Above(tuple(carried), above.group, unit, path, above.whole, above.whole_unit)
            if not part:
                said = tuple(text for text in carried if text)
                above = replace(above, whole=said, whole_unit=unit or path.unit)
            parted = path.printed[-1] if outer and path.printed else ""
            yield replace(line, unit=unit, path=path, head=head, part=parted)

    def _goes_on_in_parts(self, texts: Sequence[str]) -> bool:
        """Whether a row without a name only tells a further part of what the row above it tells."""
        parts = {n for n, column in enumerate(self.columns) if column.use == "part" and texts[n]}
        values = {n for n, column in enumerate(self.columns) if column.use == "value" and texts[n]}
        return bool(values) and values == {n + 1 for n in parts}

    def _below_lone(self, above: _Above, own: Sequence[str], first: str, group_of: GroupOf) -> _Above:
        """What a row of one lone cell says of the rows below it: it heads them, or is a row without values."""
        if len(own) > 1 and any(own) and not _marked_group(first):
            return replace(above, words=tuple(_carried(above.words, own)), known=above.known or bool(own[0]))
        return _Above((), group_of(first) if first else above.group)

    def _line(self, row: Row, labels: tuple[str, ...]) -> _Line:
        cells = dict(enumerate(row[: self.width]))

        def under(use: str) -> list[Cell]:
            return [cell for n, cell in cells.items() if self.columns[n].use == use and cell.text]

        unit = next((_unit(cell.text) for cell in under("unit") if kind_of(cell.text) != "dash"), "")
        remark = " ".join(cell.text for cell in under("remark") if kind_of(cell.text) != "dash")
        values = {n: cell for n, cell in cells.items() if self.columns[n].use == "value" and cell.text}
        years = {n + 1: parse_period(cell.text) for n, cell in cells.items() if self.columns[n].use == "year"}
        parts = {n + 1: cell.text for n, cell in cells.items() if self.columns[n].use == "part" and cell.text}
        return _Line(read_row(labels), unit, remark, values, years=years, parts=parts)

    # --- crossings

    def _crossing(self, line: _Line, column: Path, cell: Cell) -> Iterator[tuple[_Key, Figure]]:
        parts = parts_of(cell.text, line.path, column)
        for part in parts or [Part(cell.text, line.path, column, "")]:
            yield from self._part(replace(line, path=part.row), part, cell)

    def _part(self, line: _Line, part: Part, cell: Cell) -> Iterator[tuple[_Key, Figure]]:
        value, column = read_value(part.text), part.column
        measure = _measure(line, column)
        announced = column.period is not None or measure != "value"
        if not _is_value(value, measure, bool(self.header), announced):
            return
        period, name, scope = self._costing(line.path, column) if line.cost else self._parted(line, column)
        if period is None and measure in MONEY_MEASURES and not _is_of_this(line.path, column):
            period = self.headed
        scope = " ".join(filter(None, (scope, part.scope)))
        if not name or (self.kind == "kpi" and _GENERIC.fullmatch(comparable(name))):
            self._warn(cell.line, "cell left out: neither its row nor its column says what it is")
            return
        if not self.header and is_label(line.path.text):
            return
        item = (line.head if self.kind == "kpi" else "") or self._item(line)
        subject = Subject(self.kind, self.section, item, name, scope, remark=line.remark)
        start, end = find_printed(self.lines[cell.line - 1], value.text, cell.start, cell.end)
        header = Header("", measure, None, self._unit(line, column))
        note = "; ".join(filter(None, (column.note, line.path.note, footnotes_of(value, self.footnotes))))
        place = Place(cell.line, start, end)
        figure = draft(self.report, place, subject, measure, value, value.period or period, header, note=note)
        yield (name, scope, measure, figure.period), figure

    def _told(self, row: Path, column: Path) -> tuple[Period | None, str, str]:
        """Period, name and scope: a row that prints its period or measure alone is of what its column names."""
        period, spare = self._period(row, column)
        name = " ".join(filter(None, (spare, row.name)))
        if name:
            return period, name, column.text
        return period, column.text or self.caption.text, ""

    def _parted(self, line: _Line, column: Path) -> tuple[Period | None, str, str]:
        """Period, name and scope of a row: that it is a part of the row above (うち外国人) is its scope."""
        period, name, scope = self._told(line.path, column)
        whole = name.removesuffix(f" {line.part}") if line.part else name
        return period, whole, scope if whole == name else " ".join(filter(None, (line.part, scope)))

    def _costing(self, row: Path, column: Path) -> tuple[Period | None, str, str]:
        """Period, name and scope in a cost table: the form's subject costs this, and the row says what of it."""
        period, name, scope = self._told(row, column)
        if not self.subject:
            return period, name, scope
        return period, self.subject, " ".join(filter(None, (row.text, column.text.strip("()（）"))))

    def _item(self, line: _Line) -> str:
        return "" if line.cost and self.subject else self.subject or self.caption.text

    def _period(self, row: Path, column: Path) -> tuple[Period | None, str]:
        """The column's period, else the row's, else the caption's; and the row's where the column's overrules it."""
        inner = [path.period for path in (column, row) if path.period is not None]
        if len(inner) == 2:
            joined = _joined(inner[0], inner[1])
            return (joined, "") if joined else (inner[0], inner[1].text)
        own = self.caption.period
        if not inner:
            return (None if is_relative(f"{row.text} {column.text}") else own), ""
        if inner[0].year is None and own is not None:
            return join_periods(own, inner[0]) or inner[0], ""
        return inner[0], ""

    def _unit(self, line: _Line, column: Path) -> str:
        if {column.measure, line.path.measure} & {"progress", "achievement", "grade"}:
            return column.unit or line.path.unit  # what is measured has a unit, how much of it was reached another
        labels = tuple(path.words[-1] for path in (column, line.path) if path.words)
        if any(map(is_rank, labels)):
            return ""
        return column.unit or line.path.unit or line.unit or _caption_unit(line.path, column, self.units)

    def _certain_units(self, lines: Sequence[_Line], but: set[int]) -> tuple[str, ...]:
        """The caption's units; none of several where the headers do not tell which one each of the values has."""
        units = self.caption.units
        if sum(unit not in ("%", "％") for unit in units) < 2:
            return units
        printed = ((line, n) for line in lines for n, cell in line.cells.items() if n not in but)
        numbers = [(line, n) for line, n in printed if value_kind_of(line.cells[n].text) == "number"]
        open_ = any(
            not self._unit(line, self.columns[n].path) and not _names_rank(line.path, self.columns[n].path)
            for line, n in numbers
        )
        return () if open_ else units

    def _distinct(self, read: Sequence[tuple[_Key, Figure]]) -> Iterator[Figure]:
        """The figures without those whose headers are another figure's too, of another value."""
        texts: defaultdict[_Key, set[str]] = defaultdict(set)
        for key, figure in read:
            texts[key].add(figure.text)
        warned: set[int] = set()
        for key, figure in read:
            if len(texts[key]) == 1:
                yield figure
            elif figure.line not in warned:
                warned.add(figure.line)
                self._warn(figure.line, "values left out: another row prints other values under the same headers")


def _is_of_this(row: Path, column: Path) -> bool:
    """Whether headers name a year in relation to another one: 前年度, 本年度."""
    said = f"{row.text} {column.text}"
    return is_relative(said) or _THIS.search(said) is not None


def _names_rank(row: Path, column: Path) -> bool:
    return any(is_rank(path.words[-1]) for path in (column, row) if path.words)


def _caption_unit(row: Path, column: Path, units: Sequence[str]) -> str:
    """Which of the caption's units a value has, by the words of its column and its row."""
    labels = tuple(path.words[-1] for path in (column, row) if path.words)
    outer = (*reversed(column.words[:-1]), *reversed(row.words[:-1]))
    return unit_for(labels, units, outer)


def _measure(line: _Line, column: Path) -> Measure:
    """The column's measure, else the row's; that a sum was set aside says nothing of a row that tells which sum."""
    if line.cost and column.measure in (None, "budget", "value"):
        return line.path.measure or column.measure or "value"
    return column.measure or line.path.measure or "value"


def _numbers(cells: dict[int, Cell]) -> dict[int, Decimal | None]:
    values = {n: read_value(cell.text).quantity for n, cell in cells.items()}
    return {n: quantity.value if quantity is not None else None for n, quantity in values.items()}


def _is_lone(row: Row) -> bool:
    """Whether a row prints words in one cell alone."""
    said = [cell.text for cell in row if cell.text]
    return len(said) <= 1 and not any(value_kind_of(text) in ("number", "range", "dash") for text in said)


def _carried(above: Sequence[str], own: Sequence[str]) -> list[str]:
    """The words before a row: a blank cell is of the one above it where words stand further in and none further out."""
    out: list[str] = []
    for n, text in enumerate(own):
        spanned = not text and not any(own[:n]) and any(own[n + 1 :])
        out.append(above[n] if spanned and n < len(above) else text)
    return out


def _of_pair(path: Path, above: Path) -> Path:
    """A row that prints a measure alone below 利用者数（実績） is of the same indicator."""
    alone = path.measure is not None and not path.words
    return replace(path, words=above.words, printed=above.printed) if alone and above.measure is not None else path


def _marked_group(text: str) -> str:
    """A lone cell as heading of the rows below it, where its brackets or marks say so."""
    match = _GROUP.fullmatch(text)
    return next((part for part in match.groups() if part), "").strip() if match else ""


def _any_group(text: str) -> str:
    return _marked_group(text) or text


def _unit(text: str) -> str:
    bare, bracketed = take_unit(text)
    stated = stated_units(text)[1]
    return bracketed or (stated[0] if len(stated) == 1 else bare)


def _joined(first: Period, second: Period) -> Period | None:
    if (first.year is None) == (second.year is None):
        return first if first == second else None
    return join_periods(first, second) if second.year is None else join_periods(second, first)


def _is_value(value: Value, measure: Measure, headed: bool, announced: bool) -> bool:
    """Whether a cell of a column of values is one.

    Words are one where the headers announce a value, a measure or a period, or where they say why none is printed.
    """
    if value.kind in ("quantity", "rate"):
        return True
    if not headed or value.kind == "empty":
        return False
    if value.kind == "grade":
        return measure == "grade"
    if value.kind == "deadline":
        return measure != "value"
    worded = _WORDED.fullmatch(value.text) is not None
    return value.kind == "dash" or worded or (announced and kind_of(value.text) == "text")
