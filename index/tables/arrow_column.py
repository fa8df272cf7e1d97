"""A column of 基準値→目標値: base and target in one cell, parted into two columns."""

import re
from collections.abc import Sequence

from index.block import Cell, Row
from index.quantity import is_missing
from index.tables.arrow import ARROW
from index.tables.header import read_column

_DIGIT = re.compile(r"\d")
_LOOKED_AT = 3  # rows in which a header stands


def without_arrows(rows: Sequence[Row]) -> list[Row]:
    """The rows, each column whose header names two measures with an arrow between them as two columns.

    A column stays as it is where a cell below prints neither two sides of one arrow nor a dash.
    """
    for at, row in enumerate(rows[:_LOOKED_AT]):
        for n, cell in enumerate(row):
            if _heads_two(cell.text):
                return [*rows[:at], *_parted(rows[at:], n)] if _may_part(rows[at + 1 :], n) else list(rows)
    return list(rows)


def _heads_two(text: str) -> bool:
    sides = ARROW.split(text)
    return len(sides) == 2 and all(read_column(side).measure for side in sides)


def _may_part(rows: Sequence[Row], n: int) -> bool:
    cells = [row[n] for row in rows if n < len(row)]
    return len(cells) == len(rows) > 0 and all(_sides(cell) or is_missing(cell.text) for cell in cells)


def _parted(rows: Sequence[Row], n: int) -> list[Row]:
    """The rows parted, the header first."""
    header, *body = rows
    return [
        (*header[:n], *_halves(header[n]), *header[n + 1 :]),
        *((*row[:n], *(_sides(row[n]) or (row[n], row[n])), *row[n + 1 :]) for row in body),
    ]


def _sides(cell: Cell) -> tuple[Cell, Cell] | None:
    """The two sides of a cell that prints one arrow, each with its own place."""
    arrows = list(ARROW.finditer(cell.text))
    if len(arrows) != 1 or cell.end - cell.start != len(cell.text):
        return None
    left, right = _halves(cell)
    return (left, right) if all(_DIGIT.search(side.text) for side in (left, right)) else None


def _halves(cell: Cell) -> tuple[Cell, Cell]:
    arrow = next(ARROW.finditer(cell.text))
    left, right = cell.text[: arrow.start()], cell.text[arrow.end() :]
    begin = cell.start + arrow.end()
    return (
        Cell(left, cell.line, cell.start, cell.start + len(left), cell.line_end),
        Cell(right, cell.line, begin, begin + len(right), cell.line_end),
    )
