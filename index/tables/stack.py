"""A table printed one cell a line: its header words one below the other, then its rows cell by cell."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from index.block import Cell, Row
from index.markup import without_tags
from index.outline import heading_mark
from index.quantity import is_missing
from index.tables.header import Column, is_term, read_header
from index.tables.row import is_row, make_cell
from index.value import Value, is_grade_word, read_value

_MIN_COLUMNS, _MAX_COLUMNS = 3, 32
_NAME_LINES = 3
_LONGEST_CELL = 40
_LONGEST_WORDS = 12
_LONGEST_UNIT = 8
_WORDED = ("baseline", "actual", "target", "interim_target", "value")
_PAGE_BEFORE = 200
_BRACKETED = re.compile(r"[(（]")
_PAGE_NUMBER = re.compile(r"[-–—−―－ー]\s*[0-9０-９]{1,4}\s*[-–—−―－ー]")


def is_page_number(line: str) -> bool:
    """Whether a line prints a page's number and nothing else: - 3 -."""
    return _PAGE_NUMBER.fullmatch(line.strip()) is not None


def read_stack(lines: Sequence[str], at: int) -> tuple[list[Row], int] | None:
    """The rows of the table that begins with one header word at a line, header first, and where it ends; or None.

    A name may stand on several lines: as many as let every other cell of the row stand under its header. Where none
    does, cells up to the next row that fits are taken as one row, be they too few or too many.
    """
    if not is_term(lines[at].strip()):
        return None
    header, body = _header(lines, at)
    columns = read_header([cell.text for cell in header])
    if columns is None or len(header) < _MIN_COLUMNS:
        return None
    rows = [header, *_rows(lines, body, columns)]
    return (rows, rows[-1][-1].line_end) if len(rows) > 1 else None


def _header(lines: Sequence[str], at: int) -> tuple[Row, int]:
    header: list[Cell] = []
    while len(header) < _MAX_COLUMNS:
        cell = _cell(lines, at)
        if cell is None or not is_term(cell.text):
            break
        header.append(cell)
        at = cell.line_end
    return tuple(header), at


def _cell(lines: Sequence[str], at: int) -> Cell | None:
    """The next cell: blank lines part cells, a bracket on a line of its own belongs to the one before it."""
    while at < len(lines) and not lines[at].strip():
        at += 1
    if at >= len(lines) or is_row(lines[at]):
        return None
    end = at + 1
    while end < len(lines) and _BRACKETED.match(lines[end].strip()):
        end += 1
    text = without_tags(" ".join(line.strip() for line in lines[at:end]))
    return replace(make_cell(lines[at], at + 1, 0), text=text, line_end=end)


def _cells(lines: Sequence[str], at: int, most: int) -> list[Cell]:
    """The cells from a line on, as many as `most`, up to a heading, a page's number or a row of another table."""
    out: list[Cell] = []
    while len(out) < most:
        cell = _cell(lines, at)
        if cell is None or heading_mark(cell.text) is not None or is_page_number(cell.text):
            break
        out.append(cell)
        at = cell.line_end
    return out


def _rows(lines: Sequence[str], at: int, columns: Sequence[Column]) -> Iterator[Row]:
    while True:
        at = _past_page(lines, at, columns)
        row = _row(lines, at, columns) or _damaged(lines, at, columns)
        if row is None:
            return
        at = row[-1].line_end
        yield row


def _past_page(lines: Sequence[str], at: int, columns: Sequence[Column]) -> int:
    """The line where the next page goes on with a row, past its number and its running title; else the same line."""
    first = _cell(lines, at)
    if first is None or not is_page_number(first.text):
        return at
    behind = first.line_end
    before = {line.strip() for line in lines[max(0, at - _PAGE_BEFORE) : at]}
    while behind < len(lines) and (not lines[behind].strip() or lines[behind].strip() in before):
        behind += 1
    return behind if _row(lines, behind, columns) is not None else at


def _row(lines: Sequence[str], at: int, columns: Sequence[Column]) -> Row | None:
    """The row that begins at a line, where its name takes exactly one number of lines."""
    plain = _ways(lines, at, columns, worded=False)
    if plain:
        return plain[0] if len(plain) == 1 else None
    # Words in a value's place may be the name of the next row as well, where a cell was lost: what follows tells.
    worded = [row for row in _ways(lines, at, columns, worded=True) if _goes_on(lines, row[-1].line_end, columns)]
    return worded[0] if len(worded) == 1 else None


def _ways(lines: Sequence[str], at: int, columns: Sequence[Column], *, worded: bool) -> list[Row]:
    cells = _cells(lines, at, len(columns) + _NAME_LINES - 1)
    return [row for count in range(1, _NAME_LINES + 1) if (row := _named(cells, count, columns, worded=worded))]


def _goes_on(lines: Sequence[str], at: int, columns: Sequence[Column]) -> bool:
    """Whether another row follows at once, or nothing."""
    ends = at >= len(lines) or not lines[at].strip()
    return ends or any(_ways(lines, at, columns, worded=worded) for worded in (False, True))


def _named(cells: Sequence[Cell], count: int, columns: Sequence[Column], *, worded: bool) -> Row | None:
    """A row whose first cell takes so many lines, None where a cell cannot stand under its header."""
    names, others = cells[:count], cells[count : count + len(columns) - 1]
    if len(others) < len(columns) - 1 or any(read_value(cell.text).kind != "text" for cell in names):
        return None
    row = (replace(names[0], text="".join(cell.text for cell in names), line_end=names[-1].line_end), *others)
    stands = all(_stands(column, cell.text, worded=worded) for column, cell in zip(columns, row, strict=True))
    return row if stands else None


def _stands(column: Column, text: str, *, worded: bool) -> bool:
    value = read_value(text)
    if column.role in ("name", "item"):
        return value.kind == "text" and "。" not in text and not is_term(text)
    if column.role == "unit":
        return is_missing(text) or (value.kind == "text" and len(text) <= _LONGEST_UNIT)
    if column.measure is None:
        return len(text) <= _LONGEST_CELL
    if value.kind == "text":
        return is_grade_word(value) or (worded and column.measure in _WORDED and len(text) <= _LONGEST_WORDS)
    return _is_of(column, value)


def _is_of(column: Column, value: Value) -> bool:
    if column.measure == "grade":
        return value.kind in ("grade", "dash")
    if column.measure in ("progress", "achievement"):
        return value.kind in ("rate", "dash", "quantity")
    return value.kind != "grade"


def _damaged(lines: Sequence[str], at: int, columns: Sequence[Column]) -> Row | None:
    """The cells before the next row that fits, or the last ones of the table: a row that lost cells or has too many."""
    cells = _cells(lines, at, 2 * len(columns))
    if not cells or read_value(cells[0].text).kind != "text" or cells[0].line != _line_of_next(lines, at):
        return None
    for n in range(1, len(cells)):
        if _row(lines, cells[n].line - 1, columns) is not None:
            return tuple(cells[:n]) if _prints_values(cells[:n]) else None
    last = [cell for n, cell in enumerate(cells) if cell.line == cells[0].line + n or n == 0]
    unbroken = len(cells) < 2 * len(columns) and len(last) <= len(columns) + 1 and _prints_values(cells)
    return tuple(cells) if unbroken and len(last) == len(cells) else None


def _line_of_next(lines: Sequence[str], at: int) -> int:
    """The 1-based line right below the row before, unless it is blank."""
    return at + 1 if at < len(lines) and lines[at].strip() else 0


def _prints_values(cells: Sequence[Cell]) -> bool:
    """Whether words and at least two values follow one another, and no sentence."""
    kinds = [read_value(cell.text).kind for cell in cells]
    values = sum(kind in ("quantity", "rate", "dash", "grade") for kind in kinds)
    return values > 1 and not any("。" in cell.text for cell in cells)
