"""A text report to blocks: headings with their hierarchy, paragraphs, list items and tables."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from index.block import Block, Row
from index.markup import comparable, without_tags
from index.outline import PLAIN_RANK, TITLE_RANK, heading_mark, item_mark, may_be_plain_heading
from index.tables.arrow import read_arrows
from index.tables.arrow_column import without_arrows
from index.tables.header import prints_quantity, read_column, read_header
from index.tables.row import is_row, is_rule, read_row, read_spaced
from index.tables.shape import goes_on, header_rows
from index.tables.stack import is_page_number, read_stack
from index.tables.unit import states_unit
from index.value import read_value

_MIN_COLUMNS = 3
_RAGGED = 4
_NUMBERED_GOAL = re.compile(
    r"(?:(?:基本|政策|戦略|重点)?目標|(?:基本|重点)?(?:施策|政策|戦略|方針)|柱|分野)\s*[0-9０-９一二三四五六七八九十Ⅰ-Ⅻ]"
)


def lay_out(text: str, pages: Sequence[int] = ()) -> list[Block]:
    """The blocks of a text report in document order; every line that is not blank stands in exactly one block.

    `pages` holds the page of each line, for formats that have pages; a block is on the page that it begins on.

    Cells are parted by tabs or bars, or by wide space under a header that prints measures. A table whose header is
    printed again after a page break is one table with several header rows; lines that the page break left between
    (page titles, notes) stay blocks of their own. A table printed one cell a line becomes a table.
    """
    pieces = list(_pieces(text.split("\n")))
    blocks = _with_paths(_joined(pieces))
    return [replace(block, page=pages[block.line_start - 1]) for block in blocks] if pages else blocks


def _pieces(lines: Sequence[str]) -> Iterator[Block]:
    """Blocks without paths, headings not yet told from paragraphs where they carry no mark."""
    at, top = 0, True
    while at < len(lines):
        if not lines[at].strip():
            at += 1
            continue
        special = _stacked_table(lines, at) or _spaced_table(lines, at)
        if special is not None:
            block, at = special
        elif is_row(lines[at]):
            block, at = _table(lines, at)
        else:
            block, at = _line_block(lines, at, top=top)
        top = False
        yield block


def _table(lines: Sequence[str], at: int) -> tuple[Block, int]:
    end = at
    rows: list[Row] = []
    ruled = 0  # the number of rows above a rule
    while end < len(lines) and (is_row(lines[end]) or "\t" in lines[end]):
        if is_rule(lines[end]):
            ruled = ruled or len(rows)
        elif lines[end].strip():  # tabs alone are an empty row
            rows.append(read_row(lines[end], end + 1))
        end += 1
    if not rows:
        return Block("paragraph", lines[at].strip(), at + 1, at + 1), at + 1
    block = _table_block(rows)
    headers = block.header_rows or tuple(range(ruled))
    return replace(block, header_rows=headers, line_start=at + 1, line_end=max(block.line_end, end)), end


def _stacked_table(lines: Sequence[str], at: int) -> tuple[Block, int] | None:
    stack = read_stack(lines, at)
    return (_table_block(stack[0]), stack[1]) if stack is not None else None


def _spaced_table(lines: Sequence[str], at: int) -> tuple[Block, int] | None:
    """A table whose cells are parted by wide space: a header that prints measures, and rows as wide as it is."""
    header = read_spaced(lines[at], at + 1) if not is_row(lines[at]) else ()
    if len(header) < _MIN_COLUMNS or read_header([cell.text for cell in header]) is None:
        return None
    rows = [header]
    end = at + 1
    while end < len(lines) and not is_row(lines[end]):
        row = read_spaced(lines[end], end + 1)
        if len(row) != len(header):
            break
        rows.append(row)
        end += 1
    return (_table_block(rows), end) if len(rows) > 1 else None


def _table_block(rows: Sequence[Row]) -> Block:
    rows = without_arrows(rows)
    headers = [n for n, row in enumerate(rows) if read_header([cell.text for cell in row])]
    headers += [n + 1 for n in headers if n + 1 not in headers and goes_on(rows, n)]
    shaped = header_rows(rows)
    headers = sorted(headers) if set(headers) - set(shaped) else list(shaped)
    if not headers and _looks_like_header(rows[0]):
        headers = [0]
    elif not headers and len(rows) > 1 and _prints_header_words(rows[1]) and not any(map(_prints_data, rows[:2])):
        headers = [0, 1]
    text = "\n".join(" | ".join(cell.text for cell in row if cell.text) for row in rows)
    last = max(cell.line_end for row in rows for cell in row)
    return Block("table", text, rows[0][0].line, last, rows=tuple(rows), header_rows=tuple(headers))


def _looks_like_header(row: Row) -> bool:
    texts = [cell.text for cell in row if cell.text]
    if _prints_data(row):
        return False
    return _prints_header_words(row) or (
        len(texts) >= 2 and all(len(text) <= 20 and not re.search(r"[。○]", text) for text in texts)
    )


def _prints_header_words(row: Row) -> bool:
    return sum(read_column(cell.text).role is not None for cell in row if cell.text) >= 2


def _prints_data(row: Row) -> bool:
    """Whether a row prints what no header does: quantities, sentences, `base → target`."""
    return any(prints_quantity(cell.text) or "。" in cell.text or read_arrows(cell.text) for cell in row)


def _line_block(lines: Sequence[str], at: int, *, top: bool) -> tuple[Block, int]:
    line = lines[at].strip()
    mark = heading_mark(line)
    if mark is not None:
        return Block("heading", without_tags(line[mark.length :]), at + 1, at + 1, level=mark.rank + 1), at + 1
    kind = "item" if item_mark(line) else "paragraph"
    end = at + 1
    if top and may_be_plain_heading(line):
        return Block("paragraph", without_tags(line), at + 1, end), end  # a title is no part of the words below it
    if states_unit(line):
        return Block("paragraph", without_tags(line), at + 1, end), end  # a table's unit is no part of its caption
    while end < len(lines) and _continues(lines, end):
        end += 1
    text = without_tags(" ".join(part.strip() for part in lines[at:end]))
    return Block("item" if kind == "item" else "paragraph", text, at + 1, end), end


def _continues(lines: Sequence[str], at: int) -> bool:
    stripped = lines[at].strip()
    if not stripped or is_row(lines[at]) or states_unit(stripped) or read_stack(lines, at) is not None:
        return False
    return not item_mark(stripped) and heading_mark(stripped) is None


# --- tables that a page break parted ---------------------------------------------------------------------------------


def _joined(pieces: Sequence[Block]) -> list[Block]:
    out: list[Block] = []
    table: int | None = None
    seen: set[str] = set()
    for piece in pieces:
        if piece.kind == "table":
            if table is not None and _goes_on(out[table], piece):
                out[table] = _table_joined(out[table], piece)
                continue
            table = len(out)
        elif not _left_by_page_break(piece, seen):
            table = None
        seen.add(comparable(piece.text))
        out.append(piece)
    return out


def _left_by_page_break(piece: Block, seen: set[str]) -> bool:
    """Page titles and legends come again on each page, and notes stand at a page's foot."""
    return comparable(piece.text) in seen or piece.text.startswith("※") or is_page_number(piece.text)


def _goes_on(table: Block, piece: Block) -> bool:
    if not piece.header_rows or _prints_data(piece.rows[0]) or _prints_values(piece.rows[0]):
        # Rows of a wide table may differ by the cells that they lost or print too many.
        width = len(table.rows[0])
        return bool(table.header_rows) and abs(len(piece.rows[0]) - width) * _RAGGED <= width
    first = [comparable(cell.text) for cell in piece.rows[0] if cell.text]
    return 0 in piece.header_rows and any(
        _same_header(first, [comparable(cell.text) for cell in table.rows[n] if cell.text])
        for n in table.header_rows[:1]
    )


def _prints_values(row: Row) -> bool:
    """Whether a row without quantities is a row of data all the same: words for a period, grades, dashes."""
    values = [read_value(cell.text) for cell in row]
    return not any(read_column(cell.text).role for cell in row) and any(
        value.kind in ("grade", "dash") or (value.kind == "text" and value.period is not None) for value in values
    )


def _same_header(first: list[str], header: list[str]) -> bool:
    """Equal, but for the odd misprint: two pages of one table."""
    return len(first) == len(header) and sum(a != b for a, b in zip(first, header, strict=True)) <= 1


def _table_joined(table: Block, piece: Block) -> Block:
    shift = len(table.rows)
    headers = [n for n in piece.header_rows if n or not _prints_values(piece.rows[0])]
    return replace(
        table,
        text=table.text + "\n" + piece.text,
        line_end=piece.line_end,
        rows=table.rows + piece.rows,
        header_rows=table.header_rows + tuple(n + shift for n in headers),
    )


# --- the hierarchy of headings ---------------------------------------------------------------------------------------


def _with_paths(pieces: Sequence[Block]) -> list[Block]:
    out: list[Block] = []
    stack: list[Block] = []
    for n, piece in enumerate(pieces):
        block = _as_heading(piece, out, _after(pieces, n))
        if block.kind == "heading":
            stack = [above for above in stack if above.level < block.level]
        out.append(replace(block, path=tuple(above.text for above in stack)))
        if block.kind == "heading":
            stack.append(block)
    return out


def _after(pieces: Sequence[Block], n: int) -> Sequence[Block]:
    """The piece after one, past a line that only states a table's unit."""
    at = n + 1
    while at < len(pieces) and pieces[at].kind == "paragraph" and states_unit(pieces[at].text):
        at += 1
    return pieces[at : at + 1]


def _as_heading(piece: Block, before: Sequence[Block], after: Sequence[Block]) -> Block:
    """The piece, as heading where it is one without a mark: the title, or a bare line before a table or heading."""
    if piece.kind != "paragraph" or piece.line_start != piece.line_end or not may_be_plain_heading(piece.text):
        return piece
    if not before:
        return replace(piece, kind="heading", level=TITLE_RANK + 1)
    follows = bool(after) and after[0].kind in ("table", "heading")
    if follows and (before[-1].kind != "heading" or _NUMBERED_GOAL.match(piece.text)):
        return replace(piece, kind="heading", level=PLAIN_RANK + 1)
    return piece
