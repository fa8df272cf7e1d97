"""A table read row by row: each row with its columns, what it measures, and where each value stands."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import takewhile

from index.block import Block, Cell, Row
from index.outline import heading_mark, numbered_head
from index.period import parse_period
from index.quantity import is_missing
from index.tables.alignment import NO_HABITS, Habits, Placing, align, find_habits, stand
from index.tables.arrow import Arrow, Lone, read_arrows, read_lone
from index.tables.column_role import by_content, code_column
from index.tables.header import Column, read_column, read_header
from index.tables.part import is_part
from index.tables.spanning import under_one_row
from index.tables.unit import take_unit
from index.value import read_value

_NUMBERED = re.compile(r"[0-9０-９]+[\s　.．]")
_CAPTION = re.compile(r"[【\[［][^】\]］]*[】\]］]")
_TOTAL = re.compile(r"[(（【]?\s*[総合小]?\s*合?\s*計\s*[)）】]?")
_OVERVIEW = re.compile("(?:概要|内容|説明)$")
_LONGEST_PART = 12
_LISTED = re.compile(r"[①-⑳ア-オ]\s*[)）．.]?\s*[▲△]?[0-9０-９]")
_NUMBER_COLUMN = re.compile(r"(?P<of>\S{2,6}?)(?:番号|コード|No\.?|№)", re.IGNORECASE)
_CLAUSE = re.compile("[うくぐすつむる]$")  # ends in a verb
_REPEATED = re.compile(r"\s*[【\[(（]再掲[】\])）]\s*")


@dataclass(frozen=True, slots=True)
class Record:
    """One row of a KPI or budget table.

    `values` pairs each measure's column with its cell, `remark` holds the words that the row prints behind its values.
    """

    name: str
    scope: str
    item: str
    repeated: bool
    values: tuple[tuple[Column, Cell], ...]
    remark: str = ""


@dataclass(frozen=True, slots=True)
class ArrowRecord:
    """One `name base → target` of a cell."""

    item: str
    repeated: bool
    name: str
    cell: Cell
    arrow: Arrow


@dataclass(frozen=True, slots=True)
class TargetRecord:
    """One `name target` of a cell that prints base and target of other KPIs."""

    item: str
    repeated: bool
    name: str
    cell: Cell
    target: Lone


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A row whose figures could not be placed with certainty."""

    line: int
    message: str


@dataclass(frozen=True, slots=True)
class _Header:
    columns: tuple[Column, ...]
    name: str  # what all rows below measure, where the header says it
    habits: Habits = NO_HABITS
    second: int | None = None  # the column that names what the values behind it are of, behind other values
    code: int | None = None  # the column of codes that identify the rows
    part: int | None = None  # the column of 男性 and 女性, where rows of both stand beside one name
    parts: frozenset[str] = frozenset()


def records(table: Block) -> Iterator[Record | ArrowRecord | TargetRecord | LeftOut]:
    """The rows of a table under the headers that it prints."""
    table = under_one_row(table)
    last_base = _last_base(table)
    header: _Header | None = None
    item = whole = ""
    outline: dict[int, str] = {}
    for n, row in enumerate(table.rows):
        columns = read_header([cell.text for cell in row])
        if columns is not None:
            below = _rows_below(table, n)
            named = [other for other in below if not _is_total(other)]
            header = _with_parts(_header(by_content(columns, below)), below)
            header = replace(header, code=code_column(header.columns, named), second=_second_name(header.columns))
            habits = find_habits(header.columns, named, name_needed=not header.name)
            header = replace(header, habits=habits)
        elif header is not None and _heads(header, row):
            item = numbered_head(row[0].text)
        elif header is not None:
            read = _of_part(header, row, item, whole) or _record(header, row, item, whole)
            if isinstance(read, Record):
                item = read.item if header.code is None else item
                read = _part_of(read, whole)
                whole = read.name
                yield read
                yield from _second(header, row, read)
            elif read is not None:
                item, whole = _item_left_out(row, item), ""
                yield read
        elif n not in table.header_rows and _announces_kpi(table):
            outline = _outline(outline, row)
            yield from _arrow_records(row, " ".join(outline[rank] for rank in sorted(outline)), last_base)


def _heads(header: _Header, row: Row) -> bool:
    """Whether a row of one lone cell heads those below it, in a table that has no column for that."""
    lone = bool(row[0].text) and not any(cell.text for cell in row[1:]) and len(row) in (1, len(header.columns))
    return lone and read_value(row[0].text).kind == "text" and not any(one.role == "item" for one in header.columns)


def _part_of(record: Record, whole: str) -> Record:
    """The record, as a part of what the rows above it are of where it says so: うち外国人."""
    return replace(record, name=whole, scope=record.name) if whole and is_part(record.name) else record


def _rows_below(table: Block, header: int) -> Sequence[Row]:
    """The rows under a header row, up to the next."""
    end = next((n for n in table.header_rows if n > header), len(table.rows))
    return table.rows[header + 1 : end]


def _item_left_out(row: Row, item: str) -> str:
    """What the rows below a row that was left out belong to: its own item where that is plain, else the one above.

    Unknown where it prints more words than a name before its first value: it may begin something new.
    """
    words = [cell.text for cell in takewhile(lambda cell: read_value(cell.text).kind in ("text", "empty"), row)]
    own = [text for text in words if "。" not in text and (_NUMBERED.match(text) or _CAPTION.fullmatch(text))]
    if own and (not item or _NUMBERED.match(item) or _CAPTION.fullmatch(item)):
        return own[0]
    return "" if sum(map(bool, words)) > 1 else item


def without_repeat_mark(name: str) -> tuple[str, bool]:
    """A name without its 【再掲】 mark, and whether it had one."""
    plain = _REPEATED.sub("", name).strip()
    return plain, plain != name.strip()


def _header(columns: tuple[Column, ...]) -> _Header:
    """Decide which column names the row: of several, the last before the first measure; else the header's own words."""
    first = next(n for n, column in enumerate(columns) if column.measure)
    named = [n for n, column in enumerate(columns) if column.role == "name"]
    names = [n for n in named if n < first] or named or [n for n in range(first) if columns[n].role == "item"][-1:]
    changed = list(columns)
    if names:
        for n in names[:-1]:
            changed[n] = replace(columns[n], role="item")
        changed[names[-1]] = replace(columns[names[-1]], role="name")
        return _Header(tuple(changed), "")
    unread = [n for n in range(first) if columns[n].role is None and columns[n].text]
    if not unread:
        return _Header(tuple(changed), "")
    # The words in the header itself are what is measured; rows may add a scope under them.
    changed[unread[-1]] = replace(columns[unread[-1]], role="name")
    return _Header(tuple(changed), _caption_name(columns[unread[-1]].text))


def _with_parts(header: _Header, rows: Sequence[Row]) -> _Header:
    """The header, with a column of parts: short words between name and values, beside a name that is printed once."""
    columns = header.columns
    first = next(n for n, column in enumerate(columns) if column.measure)
    name = next((n for n, column in enumerate(columns) if column.role == "name"), first)
    whole = [row for row in rows if len(row) == len(columns)]
    for n in range(name + 1, first):
        said = [row[n].text for row in whole if row[n].text]
        short = all(len(text) <= _LONGEST_PART and read_value(text).kind in ("text", "dash") for text in said)
        shared = any(row[n].text and not any(cell.text for cell in row[:n]) for row in whole)
        if columns[n].role in ("text", None) and said and short and shared:
            changed = (*columns[:n], replace(columns[n], role="part"), *columns[n + 1 :])
            return replace(header, columns=changed, part=n, parts=frozenset(said))
    return header


def _of_part(header: _Header, row: Row, item: str, whole: str) -> Record | LeftOut | None:
    """The record of a row that prints a part alone, of the name above it; None where it is no such row."""
    part = header.part
    if part is None or len(row) != len(header.columns) or not row[part].text or any(cell.text for cell in row[:part]):
        return None
    placing = stand(header.columns, row)
    if not whole or not placing:
        return LeftOut(row[0].line, "row left out: the row above, which names it, could not be read")
    values = tuple((header.columns[n], cell) for n, cell in sorted(placing.items()) if header.columns[n].measure)
    own = {header.columns[n].role: cell.text for n, cell in placing.items()}
    unit = _row_unit(str(own.get("unit", "")), whole)
    values = tuple((_in_unit(column, unit), cell) for column, cell in values)
    return Record(whole, row[part].text, item, False, values, _remark(header, placing))


def _caption_name(text: str) -> str:
    """The indicator in a header's words: without a leading [数値目標] and without the value path printed after it."""
    name = re.sub(r"^[\[【［][^\]】］]*[\]】］]\s*", "", text)
    arrows = read_arrows(name)
    return arrows[0].name if arrows else name


def _second_name(columns: Sequence[Column]) -> int | None:
    """The column of names behind the first values that other values stand behind: 事業名, 予算額, 指標, 目標値."""
    measures = [n for n, column in enumerate(columns) if column.measure]
    behind = [n for n in range(measures[0], measures[-1]) if columns[n].role == "name"]
    named = any(column.role == "name" for column in columns[: measures[0]])
    return behind[0] if named and len(behind) == 1 else None


def _second(header: _Header, row: Row, first: Record) -> Iterator[Record | LeftOut]:
    """What a row prints behind its second name, which belongs to the first."""
    placing = align(header.columns, row, name_needed=not header.name, habits=header.habits).placing
    second = header.second
    if second is None or placing is None:
        return
    name, repeated = without_repeat_mark(placing[second].text if second in placing else "")
    behind = [(n, cell) for n, cell in sorted(placing.items()) if n > second and header.columns[n].measure]
    unit = _row_unit(_unit_cell(header, placing), name)
    values = tuple((_in_unit(_of_year(header.columns[n], placing), unit), cell) for n, cell in behind)
    if values and not name:
        yield LeftOut(row[0].line, "values left out: the row does not print what they are of")
    elif values:
        yield Record(name, "", first.name, repeated, values, first.remark)


def _unit_cell(header: _Header, placing: Placing) -> str:
    return next((cell.text for n, cell in placing.items() if header.columns[n].role == "unit"), "")


def _record(header: _Header, row: Row, item: str, whole: str) -> Record | LeftOut | None:
    if _is_total(row) and len(row) == len(header.columns) and not header.habits.filled:
        placing = stand(header.columns, row)
        values = tuple((header.columns[n], cell) for n, cell in placing.items() if header.columns[n].measure)
        return Record(next(cell.text for cell in row if cell.text), "", "", False, values) if values else None
    aligned = align(header.columns, row, name_needed=not header.name, habits=header.habits)
    if aligned.placing is None:
        reason = aligned.reason or ("its cells print several values each" if _prints_lists(header, row) else "")
        return LeftOut(row[0].line, f"row left out: {reason}") if reason else None
    placing = {n: cell for n, cell in aligned.placing.items() if header.second is None or n < header.second}
    own = {header.columns[n].role: cell.text for n, cell in placing.items()}
    named = next((n for n, column in enumerate(header.columns) if column.role == "name"), -1)
    label, repeated = without_repeat_mark(placing[named].text if named in placing else "")
    values = tuple(
        (_in_unit(_of_year(header.columns[n], aligned.placing), _row_unit(_unit_cell(header, placing), label)), cell)
        for n, cell in sorted(placing.items())
        if header.columns[n].measure
    )
    if header.second is not None and not values:
        label = label or whole  # a merged cell goes on
    if label in header.parts:
        return LeftOut(row[0].line, "row left out: it prints a part without the name that it is of")
    if not header.name and not label:
        return LeftOut(row[0].line, "row left out: it does not print what it measures")
    return Record(
        name=header.name or label,
        scope=label if header.name else _scope(str(own.get("part", ""))),
        item=_item(header, aligned.placing, item),
        repeated=repeated,
        values=values,
        remark=_remark(header, aligned.placing),
    )


def _prints_lists(header: _Header, row: Row) -> bool:
    """Whether cells under two measures print marks with numbers: ①120件②30人."""
    cells = [cell for column, cell in zip(header.columns, row, strict=False) if column.measure]
    return len(row) == len(header.columns) and sum(_LISTED.search(cell.text) is not None for cell in cells) > 1


def _scope(part: str) -> str:
    return "" if is_missing(part) else part


def _is_total(row: Row) -> bool:
    """Whether a row prints 合計 and values, and nothing else."""
    said = [cell.text for cell in row if cell.text]
    return bool(said and _TOTAL.fullmatch(said[0])) and all(
        read_value(text).kind in ("quantity", "rate", "dash") for text in said[1:]
    )


def _item(header: _Header, placing: Placing, item: str) -> str:
    """What the row belongs to: its own item, else that of the row above.

    Words left of an empty item begin something wider: the item above does not go on there. Where they have its form
    (a number in front), they are the item, printed one column too far left.
    """
    if header.code is not None:
        return item or (placing[header.code].text if header.code in placing else "")
    own = [n for n in sorted(placing) if header.columns[n].role == "item"]
    if own:
        return " ".join(filter(None, (_number_of(header, placing, own[-1]), placing[own[-1]].text)))
    column = next((n for n, column in enumerate(header.columns) if column.role == "item"), 0)
    wider = [placing[n].text for n in sorted(placing) if n < column and not is_missing(placing[n].text)]
    if not wider:
        return item
    return wider[-1] if _NUMBERED.match(wider[-1]) and _NUMBERED.match(item) else ""


def _number_of(header: _Header, placing: Placing, n: int) -> str:
    """The number that a column of its own prints before an item: 施策番号 before 施策名."""
    before = header.columns[n - 1].text if n else ""
    numbers = _NUMBER_COLUMN.fullmatch(before)
    if numbers is None or not header.columns[n].text.startswith(numbers["of"]) or n - 1 not in placing:
        return ""
    return placing[n - 1].text


def _remark(header: _Header, placing: Placing) -> str:
    """The words under text columns that stand behind the last value, else, where none does, the overview before it."""
    columns = header.columns
    measures = [n for n, column in enumerate(columns) if column.measure]
    last = max((n for n in placing if columns[n].measure), default=0)
    behind = any(column.role == "text" for column in columns[measures[-1] :])
    said = [
        placing[n].text
        for n in sorted(placing)
        if columns[n].role == "text" and (n > last or (not behind and _OVERVIEW.search(columns[n].text)))
    ]
    return " ".join(text for text in said if not is_missing(text))


_VALUES = ("baseline", "actual", "target", "interim_target")


def _row_unit(cell: str, label: str) -> str:
    """The unit that a row prints in a cell of its own, else behind its name; a dash there is none."""
    return take_unit(label)[1] if is_missing(cell) else cell


def _in_unit(column: Column, unit: str) -> Column:
    """The column with the unit that the row prints in a cell of its own or behind its name, where it has none."""
    return replace(column, unit=unit) if unit and not column.unit and column.measure in _VALUES else column


def _of_year(column: Column, placing: Placing) -> Column:
    """The column with the period that the row prints in the column of its years."""
    if column.years is None:
        return column
    printed = placing.get(column.years)
    return replace(column, period=parse_period(printed.text) if printed is not None else None)


def _announces_kpi(table: Block) -> bool:
    """Whether a header says that cells hold KPIs, so that `a → b` in them is base and target, not any change."""
    return any(read_column(cell.text).role == "name" for n in table.header_rows for cell in table.rows[n]) or any(
        read_column(cell.text).role == "name" for row in table.rows[:3] for cell in row
    )


def _outline(outline: dict[int, str], row: Row) -> dict[int, str]:
    """The outline cells (① …, ■ …) that a row stands under: its own, and those above that it does not replace."""
    for cell in row:
        rank = _outline_rank(cell.text)
        if rank is not None:
            outline = {known: text for known, text in outline.items() if known < rank}
            if "。" not in cell.text:  # a sentence names nothing
                outline[rank] = cell.text
    return outline


def _outline_rank(text: str) -> int | None:
    if re.match(r"■\s*\S", text):
        return 100
    mark = heading_mark(text)
    return mark.rank if mark is not None and re.match(r"[①-⑳]", text) else None


def _last_base(table: Block) -> date | None:
    """The last day that a base of the table's arrow KPIs is of: what is planned for later is a target."""
    arrows = (arrow for row in table.rows for cell in row for arrow in read_arrows(cell.text))
    ends = [arrow.base.period.end for arrow in arrows if arrow.base.period is not None]
    return max((end for end in ends if end is not None), default=None)


def _arrow_records(row: Row, item: str, last_base: date | None) -> Iterator[ArrowRecord | TargetRecord | LeftOut]:
    found = [(cell, arrows) for cell in row if (arrows := read_arrows(cell.text))]
    for cell, arrows in found:
        if any(
            other is not cell and _leaked(arrows, theirs) for other, theirs in found[found.index((cell, arrows)) + 1 :]
        ):
            yield LeftOut(cell.line, "cell left out: it repeats the values of the KPI cell beside it")
            continue
        for arrow in arrows:
            name, repeated = without_repeat_mark(arrow.name)
            if _CLAUSE.search(name):
                yield LeftOut(cell.line, "value left out: the words before it are a sentence, not the name of a KPI")
                continue
            yield ArrowRecord(item, repeated, name, cell, arrow)
        yield from _targets(cell, item, last_base)


def _targets(cell: Cell, item: str, last_base: date | None) -> Iterator[TargetRecord | LeftOut]:
    """The values that a cell prints beside arrow KPIs and without one: targets, where all bases are of years before."""
    for lone in read_lone(cell.text):
        name, repeated = without_repeat_mark(lone.name)
        start = lone.value.period.start if lone.value.period is not None else None
        if start is not None and last_base is not None and start > last_base and not _CLAUSE.search(name):
            yield TargetRecord(item, repeated, name, cell, lone)
        else:
            yield LeftOut(cell.line, f"{lone.value.text} left out: nothing says whether it is base or target")


def _leaked(arrows: list[Arrow], theirs: list[Arrow]) -> bool:
    """The same values in a cell further right: words of the row ran into them when the table was printed as text."""

    def printed(arrow: Arrow) -> tuple[str, str]:
        return arrow.base.text, arrow.target.text

    return [printed(arrow) for arrow in arrows] == [printed(arrow) for arrow in theirs]
