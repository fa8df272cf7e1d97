"""Tables of initiatives: what was done under each label, as items of running text, and no column of numbers."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from index.block import Block, Cell, Row
from index.facts.clause import begins_item
from index.markup import comparable
from index.period import fold
from index.tables.header import prints_quantity, read_column
from index.tables.record import LeftOut, records

_CODE_HEADER = re.compile(r"code|コード|番号|№|(?<![a-z])no(?![a-z])", re.IGNORECASE)
_CODE = re.compile(r"[A-Za-z]{0,3}[-‐－ー]?[0-9]+(?:[-‐－ー.][0-9]+)*")
_DONE_HEADER = re.compile(r"取組|取り組み|施策|活動|実施|内容|状況")
_HIRAGANA = re.compile(r"[ぁ-ん]")
_LONG = 30
_LONGEST_LABEL = 60


@dataclass(frozen=True, slots=True)
class Initiative:
    """One row: the item that it is of, as code and label, and the cells that hold what was done."""

    item: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class _Columns:
    width: int
    label: int
    code: int | None
    prose: tuple[int, ...]


def is_initiative_table(block: Block) -> bool:
    """Whether a table prints items of running text beside labels, and neither measures nor columns of numbers."""
    return _columns(block) is not None


def initiatives(block: Block) -> Iterator[Initiative | LeftOut]:
    """The rows of an initiative table, over page breaks; a row whose label cannot be told is left out."""
    columns = _columns(block)
    if columns is None:
        return
    item = ""
    for row in _body(block):
        read = _positioned(columns, row) or _found(columns, row)
        if read is None:
            item = ""
            yield LeftOut(row[0].line, "row left out: which of its cells names the initiative cannot be told")
            continue
        label, code, cells = read
        # A merged label is printed once, above the rows that it covers.
        item = " ".join(filter(None, (code, label))) if label else item
        if cells and not item:
            yield LeftOut(row[0].line, "row left out: it does not print the initiative that it is of")
        elif cells:
            yield Initiative(item, cells)


def _body(block: Block) -> Iterator[Row]:
    """The rows below the header, without its repetitions and without empty ones."""
    headers = {_words(block.rows[n]) for n in block.header_rows}
    for row in block.rows:
        if _words(row) not in headers and any(cell.text for cell in row):
            yield row


def _words(row: Row) -> tuple[str, ...]:
    return tuple(comparable(cell.text) for cell in row)


@lru_cache(maxsize=256)
def _columns(block: Block) -> _Columns | None:
    """What the columns hold, or None where the block is no table of initiatives."""
    if block.kind != "table" or not block.header_rows or block.header_rows[0] != 0:
        return None
    header = block.rows[0]
    if any(read_column(cell.text).measure for n in block.header_rows for cell in block.rows[n]):
        return None
    rows = [row for row in _body(block) if len(row) == len(header)]
    prose = tuple(n for n in range(len(header)) if _holds_items(header[n].text, [row[n].text for row in rows]))
    code = next((n for n in range(len(header)) if n not in prose and _CODE_HEADER.search(fold(header[n].text))), None)
    label = _label(prose, code, len(header))
    if label is None or any(_numeric([row[n].text for row in rows]) for n in range(len(header)) if n != code):
        return None
    if any(not _may_label(row[label].text) for row in rows if not begins_item(row[label].text)):
        return None
    # Cells of the form `name a → b` under a header that announces KPIs are read as such.
    return None if any(True for _ in records(block)) else _Columns(len(header), label, code, prose)


def _holds_items(header: str, texts: Sequence[str]) -> bool:
    """Whether at least half of a column's cells are items: by their marks, or as sentences under such a header."""
    said = [text for text in texts if text]
    marked = sum(begins_item(text) for text in said)
    if said and 2 * marked >= len(said):
        return True
    return bool(_DONE_HEADER.search(header)) and bool(said) and 2 * sum(map(_is_prose, said)) >= len(said)


def _is_prose(text: str) -> bool:
    return begins_item(text) or (len(text) >= _LONG and len(_HIRAGANA.findall(text)) >= 3)


def _label(prose: Sequence[int], code: int | None, width: int) -> int | None:
    """The column that names the rows: the nearest to the left of the items, else the nearest to their right."""
    if not prose:
        return None
    others = [n for n in range(width) if n not in prose and n != code]
    left = [n for n in others if n < prose[0]]
    return left[-1] if left else next(iter(others), None)


def _numeric(texts: Sequence[str]) -> bool:
    said = [text for text in texts if text]
    return bool(said) and 2 * sum(map(prints_quantity, said)) >= len(said)


def _may_label(text: str) -> bool:
    return len(text) <= _LONGEST_LABEL


def _is_code(text: str) -> bool:
    return _CODE.fullmatch(fold(text)) is not None


def _positioned(columns: _Columns, row: Row) -> tuple[str, str, tuple[Cell, ...]] | None:
    """Label, code and cells of a full row, each under its own column, or None where one is of another kind."""
    if len(row) != columns.width:
        return None
    label = row[columns.label].text
    code = row[columns.code].text if columns.code is not None else ""
    if not _may_label(label) or begins_item(label) or (columns.code is not None and _is_code(label)):
        return None
    if begins_item(code) or (code and not label):
        return None
    if any(_is_code(row[n].text) for n in columns.prose):
        return None
    others = [row[n].text for n in range(columns.width) if n not in (columns.label, columns.code, *columns.prose)]
    if any(begins_item(text) for text in others):
        return None
    return label, code if _is_code(code) else "", tuple(row[n] for n in columns.prose if row[n].text)


def _found(columns: _Columns, row: Row) -> tuple[str, str, tuple[Cell, ...]] | None:
    """The same of a row that lacks cells, told by what they hold, or None where more than one way is possible."""
    said = [cell for cell in row if cell.text]
    cells = tuple(cell for cell in said if _is_prose(cell.text))
    codes = [cell for cell in said if columns.code is not None and _is_code(cell.text)]
    labels = [cell for cell in said if cell not in cells and cell not in codes]
    if columns.width != 2 + len(columns.prose) - (columns.code is None) or not cells:
        return None
    if len(labels) != 1 or len(codes) > 1 or not _may_label(labels[0].text):
        return None
    return labels[0].text, codes[0].text if codes else "", cells
