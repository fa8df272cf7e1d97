"""An Excel workbook to its text form: what each sheet shows, sheet by sheet."""

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

import openpyxl  # type: ignore[import-untyped]  # the package carries no types
from openpyxl.cell.cell import Cell  # type: ignore[import-untyped]
from openpyxl.utils.exceptions import InvalidFileException  # type: ignore[import-untyped]
from openpyxl.worksheet.worksheet import Worksheet  # type: ignore[import-untyped]

from index.formats.cellformat import shown
from index.formats.package import check_package
from index.formats.sheet import arranged
from index.formats.textform import Refused, TextForm, Writer

_UNNAMED = re.compile(r"(?:Sheet|シート)\s*\d*$", re.IGNORECASE)
_LARGEST_GRID = 5_000_000


def read_workbook(data: bytes) -> TextForm:
    """The text form of an .xlsx file. Hidden sheets, rows and columns are passed over: no reader sees them.

    A formula counts as the value that was saved with it; one without stays empty and is left out.
    """
    check_package(data, "Excel", ".xlsx")
    try:
        values = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    except InvalidFileException as error:
        raise ValueError(str(error)) from error
    formulas = _uncomputed(data) if _has_formulas(data) else {}
    writer = Writer()
    some = False
    for sheet in values.worksheets:
        if sheet.sheet_state != "visible":
            continue
        some |= _write(writer, sheet, formulas.get(sheet.title, set()))
    if not some:
        raise Refused("has no cell with contents: fill it, or remove it from the folder.")
    return writer.form()


def _write(writer: Writer, sheet: Worksheet, formulas: set[str]) -> bool:
    """Write a sheet; whether it shows anything."""
    grid = _grid(sheet)
    if not any(any(row) for row in grid.rows):
        return False
    if not _UNNAMED.match(sheet.title):
        writer.heading(1, sheet.title)
    for empty, group in groupby(arranged(grid.rows, grid.wide), key=lambda cells: not cells):
        if not empty:
            _region(writer, list(group))
    missing = sorted(place for place in formulas if sheet[place].value is None)
    if missing:
        some = ", ".join(missing[:5]) + (", …" if len(missing) > 5 else "")
        writer.leave_out(
            f"The sheet {sheet.title!r} has {len(missing)} formulas without a saved value ({some}), read as empty: "
            "open the file in Excel and save it."
        )
    return True


def _region(writer: Writer, rows: Sequence[tuple[str, ...]]) -> None:
    """Write rows that no empty row parts: lines of words, or a table with what stands above and below it."""
    table = [cells for cells in rows if len(cells) > 1]
    if not table:
        writer.part()
        for (text,) in rows:
            writer.line(text)
        return
    first = next(n for n, cells in enumerate(rows) if len(cells) > 1)
    for (text,) in rows[:first]:
        writer.paragraph(text)
    writer.table(table)
    for (text,) in rows[first + len(table) :]:
        writer.paragraph(text)


@dataclass(frozen=True, slots=True)
class _Grid:
    """The cells that a sheet shows, as text, and the places of those merged over several columns."""

    rows: list[list[str]]
    wide: frozenset[tuple[int, int]]


def _grid(sheet: Worksheet) -> _Grid:
    if sheet.max_row * sheet.max_column > _LARGEST_GRID:
        raise Refused(
            f"has a sheet of {sheet.max_row} rows and {sheet.max_column} columns: "
            "delete the empty rows and columns that are formatted, or split the sheet."
        )
    rows = [n for n in range(1, sheet.max_row + 1) if not _row_hidden(sheet, n)]
    hidden = set(_hidden_columns(sheet))
    columns = [n for n in range(1, sheet.max_column + 1) if n not in hidden]
    row_at = {row: n for n, row in enumerate(rows)}
    column_at = {column: n for n, column in enumerate(columns)}
    texts = [[""] * len(columns) for _ in rows]
    for cells in sheet.iter_rows():
        for cell in cells:
            if cell.value is not None and cell.row in row_at and cell.column in column_at:
                texts[row_at[cell.row]][column_at[cell.column]] = _shown(cell)
    wide = set()
    for merged in sheet.merged_cells.ranges:
        seen_rows = [row_at[n] for n in range(merged.min_row, merged.max_row + 1) if n in row_at]
        seen = [column_at[n] for n in range(merged.min_col, merged.max_col + 1) if n in column_at]
        if seen_rows and seen:
            # Where the first row is hidden, the text shows in the part that is not.
            texts[seen_rows[0]][seen[0]] = _shown(sheet.cell(merged.min_row, merged.min_col))
            if len(seen) > 1:
                wide.add((seen_rows[0], seen[0]))
    return _Grid(texts, frozenset(wide))


def _shown(cell: Cell) -> str:
    return shown(cell.value, cell.number_format).replace("_x000D_", "").strip()


def _row_hidden(sheet: Worksheet, number: int) -> bool:
    # Looking a row up by index would create it.
    return number in sheet.row_dimensions and bool(sheet.row_dimensions[number].hidden)


def _hidden_columns(sheet: Worksheet) -> Iterator[int]:
    for dimension in sheet.column_dimensions.values():
        if dimension.hidden:
            yield from range(dimension.min, dimension.max + 1)


def _has_formulas(data: bytes) -> bool:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        sheets = [name for name in package.namelist() if name.startswith("xl/worksheets/") and name.endswith(".xml")]
        return any(re.search(rb"<(?:\w+:)?f[ >/]", package.read(name)) for name in sheets)


def _uncomputed(data: bytes) -> dict[str, set[str]]:
    """The places of formulas by sheet."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    return {
        sheet.title: {cell.coordinate for row in sheet.iter_rows() for cell in row if cell.data_type == "f"}
        for sheet in book.worksheets
    }
