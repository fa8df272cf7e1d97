"""A sheet of cells to lines: which of its rows are a table's, and which are words above or below it."""

import re
from collections.abc import Container, Sequence
from itertools import groupby

_NOTE = re.compile(r"\s*(?:[※*＊]|[(（]?注|備考|資料|出典|出所)")


def arranged(rows: Sequence[Sequence[str]], wide: Container[tuple[int, int]] = frozenset()) -> list[tuple[str, ...]]:
    """For each row its cells as printed: one for a line of words, several for a table's row, none for an empty row.

    Empty rows part tables. In what stands between them, rows of one cell above the first fuller row are words (title,
    unit), and so are notes below the last one. Columns that are empty in all rows of a table are dropped. `wide` holds
    the places (row, column) of cells that are merged over several columns: such a cell alone in its row heads some of
    the columns, and is the table's, unless it begins where the table does.
    """
    out: list[tuple[str, ...]] = []
    for empty, group in groupby(range(len(rows)), key=lambda n: not any(rows[n])):
        numbers = list(group)
        out += [()] * len(numbers) if empty else _region(rows, numbers, wide)
    return out


def _region(
    rows: Sequence[Sequence[str]], numbers: Sequence[int], wide: Container[tuple[int, int]]
) -> list[tuple[str, ...]]:
    full = [n for n in numbers if sum(map(bool, rows[n])) > 1]
    if not full:
        return [(_only(rows[n]),) for n in numbers]
    left = min(_column(rows[n]) for n in numbers)
    first = next(n for n in numbers if n == full[0] or ((n, _column(rows[n])) in wide and _column(rows[n]) > left))
    last = max(n for n in numbers if n <= full[-1] or not _NOTE.match(_only(rows[n])))
    table = [n for n in numbers if first <= n <= last]
    width = max(len(rows[n]) for n in table)
    kept = [c for c in range(width) if any(c < len(rows[n]) and rows[n][c] for n in table)]
    return [
        tuple(rows[n][c] if c < len(rows[n]) else "" for c in kept) if first <= n <= last else (_only(rows[n]),)
        for n in numbers
    ]


def _only(row: Sequence[str]) -> str:
    return next(cell for cell in row if cell)


def _column(row: Sequence[str]) -> int:
    return next(n for n, cell in enumerate(row) if cell)
