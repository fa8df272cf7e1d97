"""CSV and TSV to their text form: line n of it is line n of the file."""

import csv
from collections.abc import Iterator

from index.formats.sheet import arranged
from index.formats.textform import Refused, TextForm, one_line

_LONGEST_CELL = 1_000_000


def read_delimited(text: str, delimiter: str) -> TextForm:
    """The text form of a file of records; where a record stands on several lines, its cells stand on the first."""
    records = list(_records(text, _delimiter(text, delimiter)))
    rows = [[one_line(cell) for cell in cells] for cells, _ in records]
    lines: list[str] = []
    for cells, (_, height) in zip(arranged(rows), records, strict=True):
        lines.append("\t".join(cells))
        # A line of a tab alone is an empty row: it takes a line and parts no table.
        lines += ["\t" if len(cells) > 1 else ""] * (height - 1)
    return TextForm("\n".join(lines))


def _records(text: str, delimiter: str) -> Iterator[tuple[list[str], int]]:
    """Each record and the number of lines that it stands on."""
    limit = csv.field_size_limit(_LONGEST_CELL)
    reader = csv.reader(text.splitlines(keepends=True), delimiter=delimiter, strict=True)
    before = 0
    try:
        for record in reader:
            yield record, reader.line_num - before
            before = reader.line_num
    except csv.Error as error:
        raise Refused(
            f"has a quotation mark that is never closed, or not where a cell ends, from line {before + 1} on: "
            "mend it, or save the file again from the spreadsheet."
        ) from error
    finally:
        csv.field_size_limit(limit)


def _delimiter(text: str, usual: str) -> str:
    """The usual one, unless the first lines do without it and have another."""
    head = "\n".join(text.split("\n", 20)[:20])
    if usual in head:
        return usual
    return next((other for other in ("\t", ";", ",") if other in head), usual)
