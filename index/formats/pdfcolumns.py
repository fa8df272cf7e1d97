"""Tables of a PDF page that no rules draw: lines whose pieces stand one below the other in clear columns."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from index.formats.pdfheader import BROKEN, OFF, Column, header_lines, header_of, pieces_of
from index.formats.pdftext import Line, joined_pieces, runs_on
from index.outline import heading_mark
from index.tables.shape import kind_of
from index.tables.unit import states_unit

VALUES = frozenset({"number", "range", "dash", "mark"})
_LEAST_ROWS = {2: 3}  # of two columns; of more columns two rows say enough
# Of a letter's size: the gap that parts columns of words.
_WORD_GAP = 1.0
_LOOSER = 1.2
_MOST_WRAPPED = 3


@dataclass(frozen=True, slots=True)
class Aligned:
    """A table found by its columns: `lines` are those it consists of, `edges` and `tops` where columns and rows begin.

    Columns go from one edge to the next, the last edge is where the table ends; rows likewise.
    """

    lines: tuple[Line, ...]
    rows: tuple[tuple[str, ...], ...]
    edges: tuple[float, ...]
    tops: tuple[float, ...]


_Row = list[Line]


def aligned_tables(lines: Sequence[Line], rules: Sequence[float] = ()) -> list[Aligned]:
    """The tables among the lines of a page, those alone whose every piece certainly stands in one column.

    `rules` are the heights of the horizontal rules, which part rows.
    """
    return [
        table for start, run in _runs(lines) if (table := _table(run, lines[:start], lines[start:], rules)) is not None
    ]


def _runs(lines: Sequence[Line]) -> Iterator[tuple[int, list[Line]]]:
    """Lines of several pieces that stand together, with the lone pieces between them that can belong to their rows.

    Each with the position of its first line.
    """
    run: list[Line] = []
    start = 0
    for n, line in enumerate(lines):
        if run and _begins_anew(run, line):
            yield start, _trimmed(run)
            run = []
        if run or line.pieces:
            start = start if run else n
            run.append(line)
    yield start, _trimmed(run)


def _trimmed(run: list[Line]) -> list[Line]:
    """The lines up to the last that could still belong to a row: lone pieces may follow a row's first line."""
    end = max((n for n, line in enumerate(run) if line.pieces), default=-1)
    return run[: end + 1 + _MOST_WRAPPED]


def _begins_anew(run: Sequence[Line], line: Line) -> bool:
    """Whether a line is no part of the table above it: it stands apart, is a heading, runs across, or a new header."""
    above = run[-1]
    if line.top - above.bottom > 2 * line.size:
        return True
    if line.pieces:
        return _is_header(line) and any(map(_prints_values, run))
    if abs(line.size - above.size) > 0.05 * above.size or "。" in line.text or states_unit(line.text):
        return True
    wide = next((other for other in reversed(run) if other.pieces), None)
    return heading_mark(line.text) is not None or (wide is not None and line.x1 > wide.pieces[1].x0)


def _is_header(line: Line) -> bool:
    """Whether the pieces behind the first one are all what headers print."""
    return all(kind_of(piece.text) in ("header", "period") for piece in line.pieces[1:])


def _is_value(piece: Line) -> bool:
    return kind_of(piece.text) in VALUES


def _prints_values(line: Line) -> bool:
    """Whether a line is one of a row's values: behind its first piece, values stand."""
    return any(map(_is_value, line.pieces[1:])) or (bool(line.pieces) and all(map(_is_value, line.pieces)))


def _table(
    run: Sequence[Line], before: Sequence[Line], below: Sequence[Line], rules: Sequence[float]
) -> Aligned | None:
    valued = [n for n, line in enumerate(run) if _prints_values(line)]
    heads = [n for n in range(valued[0]) if run[n].pieces] if valued else []
    if not heads:
        return None
    start = heads[-1] + 1
    body = _body(run[start:], valued[-1] + 1 - start, rules)
    if body is None:
        return None
    lines = [line for row in body for line in row]
    after = below[start + len(lines) :]
    columns = _columns([line for line in lines if _prints_values(line)])
    if len(body) < _LEAST_ROWS.get(len(columns), 2) or len(columns) < 2:
        return None
    head = header_lines([*before, *run[:start]], columns)
    cells = [_cells(row, columns) for row in body]
    header = header_of(head, columns)
    if len(head) < start or header is None or not all(cells) or not _are_columns(lines, columns):
        return None
    if _lacks_header(header, columns, cells) or not _are_named(body, columns, cells):
        return None
    if any(_goes_on(lines[-1], line, columns) for line in after[:1]):
        return None
    return Aligned(
        (*head, *lines),
        (*header, *(tuple(row) for row in cells if row is not None)),
        (*(column.x0 for column in columns), columns[-1].x1),
        (*(line.top for line in head[: len(header)]), *(row[0].top for row in body), lines[-1].bottom),
    )


def _goes_on(last: Line, line: Line, columns: Sequence[Column]) -> bool:
    """Whether a line close below the last row begins behind its names: the rest of a value, which no row takes."""
    return line.top - last.bottom < 0.4 * line.size and line.x0 >= columns[1].x0 - 1


def _lacks_header(
    header: Sequence[Sequence[str]], columns: Sequence[Column], cells: Sequence[Sequence[str] | None]
) -> bool:
    """Whether values stand in a column that no header names."""
    return any(
        not any(row[n] for row in header) and any(row and kind_of(row[n]) in VALUES for row in cells)
        for n in range(len(columns))
    )


def _are_named(body: Sequence[_Row], columns: Sequence[Column], cells: Sequence[Sequence[str] | None]) -> bool:
    """Whether each row prints words beside its values: one of values alone may be the end of broken ones.

    So may a row of few values be the beginning of one whose name goes on below it.
    """
    rows = [row for row in cells if row]
    values = [n for n in range(len(columns)) if sum(kind_of(row[n]) in VALUES for row in rows) * 2 > len(rows)]
    right = max(pieces_of(line)[0].x1 for row in body for line in row)
    for n, row in enumerate(rows):
        if not any(text for k, text in enumerate(row) if k not in values):
            return False
        few = 2 * sum(bool(row[k]) for k in values) <= len(values)
        above, below = body[n][-1], body[n + 1][0] if n + 1 < len(body) else None
        if few and below is not None and any(row[k] for k in values):
            begun, following = pieces_of(above)[0], pieces_of(below)[0]
            if abs(begun.x0 - following.x0) < 0.5 * above.size and runs_on(begun, following, right):
                return False
    return True


# --- rows -------------------------------------------------------------------------------------------------------------


def _body(lines: Sequence[Line], count: int, rules: Sequence[float]) -> list[_Row] | None:
    """The lines as rows, None where a lone piece may be part of the row above or below, or a row of its own.

    Values stand in the first `count` lines; of those that follow, all may be what the last row goes on with, or none.
    """
    tail = lines[count:]
    whole = _rows(lines, rules) if tail else None
    if whole is not None and len(whole[-1]) > len(tail):
        return whole
    last = lines[count - 1]
    if tail and runs_on(pieces_of(last)[0], tail[0], max(pieces_of(line)[0].x1 for line in lines)):
        return None
    return _rows(lines[:count], rules)


def _rows(lines: Sequence[Line], rules: Sequence[float]) -> list[_Row] | None:
    if all(map(_prints_values, lines)):
        return [[line] for line in lines]
    ruled = _parted(lines, lambda above, below: any(above.middle < rule < below.middle for rule in rules))
    if len(ruled) > 1 and all(sum(map(_prints_values, row)) == 1 or len(row) == 1 for row in ruled):
        return ruled
    gaps = [below.top - above.bottom for above, below in zip(lines, lines[1:], strict=False)]
    size = lines[0].size
    for limit in sorted(set(gaps)):
        spaced = _spaced(lines, limit + 0.1 * size)
        if len(spaced) > 1 and _are_rows(spaced, size):
            return spaced
    return [[line] for line in lines] if _stand_alone(lines) else None


def _spaced(lines: Sequence[Line], most: float) -> list[_Row]:
    return _parted(lines, lambda above, below: below.top - above.bottom > most)


def _are_rows(rows: Sequence[_Row], size: float) -> bool:
    """Whether each group of lines is a row: one line of values, at the same height among the lines of all rows.

    The gaps between rows are wider than those within them.
    """
    if any(sum(map(_prints_values, row)) != 1 for row in rows):
        return False
    inner = [below.top - above.bottom for row in rows for above, below in zip(row, row[1:], strict=False)]
    outer = [below[0].top - above[-1].bottom for above, below in zip(rows, rows[1:], strict=False)]
    if max(inner, default=0.0) + 0.1 * size > min(outer):
        return False
    heights: tuple[Callable[[_Row], float], ...] = (
        lambda row: row[0].top,
        lambda row: (row[0].top + row[-1].bottom) / 2 - size / 2,
        lambda row: row[-1].top,
    )
    values = [next(line for line in row if _prints_values(line)) for row in rows]
    return any(
        all(abs(value.top - height(row)) < 0.3 * size for value, row in zip(values, rows, strict=True))
        for height in heights
    )


def _parted(lines: Sequence[Line], apart: Callable[[Line, Line], bool]) -> list[_Row]:
    rows: list[_Row] = [[lines[0]]]
    for above, below in zip(lines, lines[1:], strict=False):
        if apart(above, below):
            rows.append([below])
        else:
            rows[-1].append(below)
    return rows


def _stand_alone(lines: Sequence[Line]) -> bool:
    """Whether no lone piece, at the distance of all rows, can be words that a row above or below it goes on with.

    Words that go on begin where those above them begin.
    """
    names = [line for line in lines if line.x0 < min(other.x0 for other in lines) + 3 * line.size]
    right = max(pieces_of(line)[0].x1 for line in names)
    if any(not line.pieces and line not in names for line in lines):
        return False
    for above, below in zip(lines, lines[1:], strict=False):
        if _prints_values(above) and _prints_values(below):
            continue
        begun, following = pieces_of(above)[0], pieces_of(below)[0]
        if abs(begun.x0 - following.x0) < 0.5 * above.size and runs_on(begun, following, right):
            return False
    return True


def rows_in_cells(cells: Sequence[Sequence[Line]]) -> list[list[list[Line]]]:
    """The lines of cells side by side as rows: one, unless the cells print one name and one value a line.

    Two columns of values at the least, a name before each row of them, and all at the same heights.
    """
    listed = [cell for cell in cells if len(cell) > 1 and all(map(_is_value, cell))]
    whole = [list(map(list, cells))]
    if len(listed) < 2 or not cells[0] or any(map(_is_value, cells[0])):
        return whole
    tops = [line.middle for line in max(listed, key=len)]
    if len(cells[0]) != len(tops):
        return whole
    rows: list[list[list[Line]]] = [[[] for _ in cells] for _ in tops]
    for n, cell in enumerate(cells):
        for line in cell:
            at = min(range(len(tops)), key=lambda k: abs(tops[k] - line.middle))
            if abs(tops[at] - line.middle) > 0.4 * line.size or rows[at][n]:
                return whole
            rows[at][n].append(line)
    return rows


# --- columns ----------------------------------------------------------------------------------------------------------


def _columns(lines: Sequence[Line]) -> list[Column]:
    """The columns that the pieces of all lines leave clear gaps between."""
    pieces = sorted((piece for line in lines for piece in pieces_of(line)), key=lambda piece: piece.x0)
    size = median(line.size for line in lines)
    spans: list[list[Line]] = []
    right = 0.0
    for piece in pieces:
        values = spans and _is_value(piece) != _is_value(spans[-1][-1])
        gap = 0.5 if values or _is_value(piece) else _WORD_GAP
        if spans and piece.x0 - right < gap * size:
            spans[-1].append(piece)
        else:
            spans.append([piece])
        right = max(right, piece.x1)
    return [Column(span[0].x0, max(piece.x1 for piece in span)) for span in spans]


def _are_columns(lines: Sequence[Line], columns: Sequence[Column]) -> bool:
    """Whether the values of each column stand one below the other, and some column is one of values."""
    valued = 0
    for column in columns:
        pieces = [piece for line in lines for piece in pieces_of(line) if column.touches(piece)]
        values = [piece for piece in pieces if _is_value(piece)]
        if 2 * len(values) <= len(pieces):
            continue
        valued += 1
        if not _lined_up(values, median(line.size for line in lines)):
            return False
    return valued > 0


def _lined_up(pieces: Sequence[Line], size: float) -> bool:
    """Whether pieces share their right, left or middle, or their decimal points."""
    dashes = [piece for piece in pieces if kind_of(piece.text) == "dash"]
    numbers = [piece for piece in pieces if piece not in dashes] or dashes
    measures: tuple[Callable[[Line], float], ...] = (
        lambda piece: piece.x1,
        lambda piece: piece.x0,
        lambda piece: (piece.x0 + piece.x1) / 2,
        _point,
    )
    return any(max(map(of, numbers)) - min(map(of, numbers)) <= OFF * size for of in measures)


def _point(piece: Line) -> float:
    """Where a number's decimal point stands, or would stand."""
    decimals = len(piece.text) - piece.text.index(".") if "." in piece.text else 0
    return piece.x1 - decimals * (piece.x1 - piece.x0) / len(piece.text)


def _cells(row: Sequence[Line], columns: Sequence[Column]) -> list[str] | None:
    """The cells of a row, None where a piece belongs to no column or two values to one."""
    cells: list[list[tuple[Line, Line]]] = [[] for _ in columns]
    for line in row:
        for piece in pieces_of(line):
            own = [n for n, column in enumerate(columns) if column.touches(piece)]
            if len(own) != 1 or BROKEN.search(piece.text):
                return None
            cells[own[0]].append((line, piece))
    if any(len(cell) > 1 and any(_is_value(piece) for _, piece in cell) for cell in cells):
        return None
    return [joined_pieces(cell, column.x0, column.x1) for cell, column in zip(cells, columns, strict=True)]
