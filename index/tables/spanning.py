"""Headers that take several rows, where they say the roles of a KPI or budget table's columns as one row would."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from index.block import Block, Cell, Row
from index.tables.column import texts_over
from index.tables.header import COST_MEASURES, STAFF_MEASURES, Column, is_plain, read_column, read_header
from index.tables.shape import texts_of, value_kind_of

_NUMBERS = frozenset({"number", "range"})


def under_one_row(table: Block) -> Block:
    """The table with each header of several rows as one row, where every column's path reads as one header cell.

    事業費 below 令和２年度 becomes 令和２年度 事業費. A table whose columns the paths do not tell apart by measure and
    period, or that says more over its values than a period and measures, is left as it is.
    """
    runs = [run for run in _runs(table.header_rows) if len(run) > 1]
    joined = {run[0]: _joined([table.rows[n] for n in run]) for run in runs}
    body = [row for n, row in enumerate(table.rows) if n not in table.header_rows]
    if not runs or any(row is None or not _tells_roles(row, body) for row in joined.values()):
        return table
    covered = {n for run in runs for n in run[1:]}
    kept = [n for n in range(len(table.rows)) if n not in covered]
    rows = tuple(joined.get(n) or table.rows[n] for n in kept)
    headers = tuple(at for at, n in enumerate(kept) if n in table.header_rows)
    return replace(table, rows=rows, header_rows=headers)


def _runs(positions: Sequence[int]) -> Iterator[list[int]]:
    """Positions that follow one another, as the rows of one header."""
    run: list[int] = []
    for n in positions:
        if run and n != run[-1] + 1:
            yield run
            run = []
        run.append(n)
    if run:
        yield run


def _joined(rows: Sequence[Row]) -> Row | None:
    """The header rows as one: over each column the texts that stand or reach there, None where a text says too much."""
    width = len(rows[0])
    if any(len(row) != width for row in rows):
        return None
    paths = [list(dict.fromkeys(texts)) for texts in texts_over([texts_of(row) for row in rows], width)]
    if not all(map(_reads_as_one, paths)):
        return None
    return tuple(replace(_inmost(rows, n), text=" ".join(path)) for n, path in enumerate(paths))


def _inmost(rows: Sequence[Row], n: int) -> Cell:
    """The last cell of a header's column that prints something."""
    return next((row[n] for row in reversed(rows) if row[n].text), rows[0][n])


def _reads_as_one(path: Sequence[str]) -> bool:
    """Whether what stands over a measure says no more than the header's one cell would: a period, or a measure."""
    measure = read_column(" ".join(path)).measure
    if measure is None or measure in STAFF_MEASURES:
        return True
    said = {column.measure for column in map(read_column, path) if column.measure}
    return all(map(is_plain, path[:-1])) and len({one in COST_MEASURES for one in said}) == 1


def _tells_roles(row: Row, body: Sequence[Row]) -> bool:
    """Whether a header names its rows, and no two of its measures are of one period."""
    columns = read_header(texts_of(row))
    if columns is None or not any(column.role == "name" for column in columns):
        return False
    said = Counter((column.measure, column.period) for column in columns if column.measure)
    return max(said.values()) == 1 and not any(_holds_numbers(columns, n, body) for n in range(len(columns)))


def _holds_numbers(columns: Sequence[Column], n: int, body: Sequence[Row]) -> bool:
    """Whether a column that should print names or nothing prints numbers."""
    if columns[n].text and columns[n].role not in ("name", "item"):
        return False
    kinds = [value_kind_of(row[n].text) for row in body if n < len(row) and row[n].text]
    return 2 * sum(kind in _NUMBERS for kind in kinds) > len(kinds)
