"""Tables of a PDF page that no rules draw: lines whose pieces stand one below the other in clear columns."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import median

from index.outline import heading_mark
from index.pdftext import Line, joined_pieces, runs_on
from index.shape import kind_of
from index.unit import states_unit

_VALUES = frozenset({"number", "range", "dash", "mark"})
_MOST_HEADER_LINES = 3
_LEAST_ROWS = {2: 3}  # of two columns; of more columns two rows say enough
# Of a letter's size: the gap that parts columns of words, and how far edges of one column may differ.
_WORD_GAP, _OFF = 1.0, 0.45
_TOUCH = 1.0
_LOOSER = 1.2


@dataclass(frozen=True, slots=True)
class Aligned:
    """A table found by its columns: `lines` are those it consists of, `edges` and `tops` where columns and rows begin.

    Columns go from one edge to the next, the last edge is where the table ends; rows likewise.
    """

    lines: tuple[Line, ...]
    rows: tuple[tuple[str, ...], ...]
    edges: tuple[float, ...]
    tops: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class _Column:
    x0: float
    x1: float

    def touches(self, piece: Line) -> bool:
        return piece.x0 < self.x1 + _TOUCH and piece.x1 > self.x0 - _TOUCH

    def holds(self, piece: Line) -> bool:
        return self.x0 - _TOUCH <= piece.x0 and piece.x1 <= self.x1 + _TOUCH


_Row = list[Line]


def pieces_of(line: Line) -> tuple[Line, ...]:
    """The pieces of a line; itself where no gap parts it."""
    return line.pieces or (line,)


def aligned_tables(lines: Sequence[Line], rules: Sequence[float] = ()) -> list[Aligned]:
    """The tables among the lines of a page, those alone whose every piece certainly stands in one column.

    `rules` are the heights of the horizontal rules, which part rows.
    """
    return [table for run in _runs(lines) if (table := _table(run, rules)) is not None]


def _runs(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Lines of several pieces that stand together, with the lone pieces between them that can belong to their rows."""
    run: list[Line] = []
    for line in lines:
        if run and _begins_anew(run, line):
            yield _trimmed(run)
            run = []
        if run or line.pieces:
            run.append(line)
    yield _trimmed(run)


def _trimmed(run: list[Line]) -> list[Line]:
    """The lines up to the last that could still belong to a row: one lone piece may follow a row's first line."""
    end = max((n for n, line in enumerate(run) if line.pieces), default=-1)
    return run[: end + 2]


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
    return kind_of(piece.text) in _VALUES


def _prints_values(line: Line) -> bool:
    """Whether a line is one of a row's values: behind its first piece, values stand."""
    return any(map(_is_value, line.pieces[1:])) or (bool(line.pieces) and all(map(_is_value, line.pieces)))


def _table(run: Sequence[Line], rules: Sequence[float]) -> Aligned | None:
    valued = [n for n, line in enumerate(run) if _prints_values(line)]
    if not valued:
        return None
    first = valued[0]
    head = first
    while head and len(pieces_of(run[head - 1])) > 1 and first - head < _MOST_HEADER_LINES:
        head -= 1
    body = _body(run[first : valued[-1] + 2], rules)
    if head == first or body is None:
        return None
    lines = [line for row in body for line in row]
    columns = _columns([line for line in lines if _prints_values(line)])
    if len(body) < _LEAST_ROWS.get(len(columns), 2) or len(columns) < 2:
        return None
    cells = [_cells(row, columns) for row in body]
    header = _header(run[head:first], columns, cells)
    if header is None or not all(cells) or not _are_columns(lines, columns):
        return None
    taken = (*run[head:first], *lines)
    tops = [row[0].top for row in body]
    heads = [run[head].top, *(line.top for line in run[head + 1 : head + len(header)])]
    return Aligned(
        taken,
        (*header, *(tuple(row) for row in cells if row is not None)),
        (*(column.x0 for column in columns), columns[-1].x1),
        (*heads, *tops, lines[-1].bottom),
    )


# --- rows -------------------------------------------------------------------------------------------------------------


def _body(lines: Sequence[Line], rules: Sequence[float]) -> list[_Row] | None:
    """The lines as rows, None where a lone piece may be part of the row above or below, or a row of its own."""
    if len(pieces_of(lines[-1])) == 1 and not _prints_values(lines[-1]):
        with_last = _rows(lines, rules)
        if with_last is not None and len(with_last[-1]) > 1:
            return with_last
        lines = lines[:-1]
    return _rows(lines, rules)


def _rows(lines: Sequence[Line], rules: Sequence[float]) -> list[_Row] | None:
    if all(map(_prints_values, lines)):
        return [[line] for line in lines]
    ruled = _parted(lines, lambda above, below: any(above.middle < rule < below.middle for rule in rules))
    if all(sum(map(_prints_values, row)) == 1 or len(row) == 1 for row in ruled):
        return ruled
    pitches = [below.middle - above.middle for above, below in zip(lines, lines[1:], strict=False)]
    tight = min(pitches)
    if max(pitches) > _LOOSER * tight:
        limit = (tight + max(pitches)) / 2
        spaced = _parted(lines, lambda above, below: below.middle - above.middle > limit)
        if all(sum(map(_prints_values, row)) == 1 for row in spaced if len(row) > 1):
            return spaced
    return [[line] for line in lines] if _stand_alone(lines) else None


def _parted(lines: Sequence[Line], apart: Callable[[Line, Line], bool]) -> list[_Row]:
    rows: list[_Row] = [[lines[0]]]
    for above, below in zip(lines, lines[1:], strict=False):
        if apart(above, below):
            rows.append([below])
        else:
            rows[-1].append(below)
    return rows


def _stand_alone(lines: Sequence[Line]) -> bool:
    """Whether no lone piece, at the distance of all rows, can be words that a row above or below it goes on with."""
    right = max(pieces_of(line)[0].x1 for line in lines)
    for above, below in zip(lines, lines[1:], strict=False):
        ends = [line for line in (above, below) if not _prints_values(line)]
        begun = pieces_of(above)[0]
        if ends and runs_on(begun, pieces_of(below)[0], right):
            return False
    return True


# --- columns ----------------------------------------------------------------------------------------------------------


def _columns(lines: Sequence[Line]) -> list[_Column]:
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
    return [_Column(span[0].x0, max(piece.x1 for piece in span)) for span in spans]


def _are_columns(lines: Sequence[Line], columns: Sequence[_Column]) -> bool:
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
    return any(max(map(of, numbers)) - min(map(of, numbers)) <= _OFF * size for of in measures)


def _point(piece: Line) -> float:
    """Where a number's decimal point stands, or would stand."""
    decimals = len(piece.text) - piece.text.index(".") if "." in piece.text else 0
    return piece.x1 - decimals * (piece.x1 - piece.x0) / len(piece.text)


def _cells(row: Sequence[Line], columns: Sequence[_Column]) -> list[str] | None:
    """The cells of a row, None where a piece belongs to no column or two values to one."""
    cells: list[list[tuple[Line, Line]]] = [[] for _ in columns]
    for line in row:
        for piece in pieces_of(line):
            own = [n for n, column in enumerate(columns) if column.touches(piece)]
            if len(own) != 1:
                return None
            cells[own[0]].append((line, piece))
    if any(len(cell) > 1 and any(_is_value(piece) for _, piece in cell) for cell in cells):
        return None
    return [joined_pieces(cell, column.x0, column.x1) for cell, column in zip(cells, columns, strict=True)]


# --- headers ----------------------------------------------------------------------------------------------------------


def _header(
    lines: Sequence[Line], columns: Sequence[_Column], cells: Sequence[Sequence[str] | None]
) -> list[tuple[str, ...]] | None:
    """The header rows, None where a header's column is not plain or a column of values has none."""
    rows: list[list[str]] = []
    spanning = False
    for n, line in enumerate(lines):
        placed = _placed(_letters_joined(pieces_of(line), line.size), columns, last=n == len(lines) - 1)
        if placed is None:
            return None
        rows.append([placed[k].text if k in placed else "" for k in range(len(columns))])
        spanning = spanning or any(sum(c.touches(piece) for c in columns) > 1 for piece in placed.values())
    if not spanning and len(rows) > 1:
        if not _is_one_header(lines):
            return None
        rows = [["".join(texts) for texts in zip(*rows, strict=True)]]
    bare = [
        n
        for n in range(len(columns))
        if not any(row[n] for row in rows) and any(row and kind_of(row[n]) in _VALUES for row in cells)
    ]
    return None if bare else [tuple(row) for row in rows]


def _is_one_header(lines: Sequence[Line]) -> bool:
    """Whether header lines stand close together as the lines of wrapped words do, or print header words alone.

    A first row of words for values (未集計) would look like a header line otherwise.
    """
    close = all(below.top - above.bottom < 0.4 * above.size for above, below in zip(lines, lines[1:], strict=False))
    return close or all(map(_is_header, lines[1:]))


def _letters_joined(pieces: Sequence[Line], size: float) -> list[Line]:
    """The pieces, a word's letters that are spread over a cell (科　目) taken as one."""
    out: list[Line] = []
    for piece in pieces:
        before = out[-1] if out else None
        if before is not None and len(piece.text) == 1 and len(before.text) == 1 and piece.x0 - before.x1 < 3 * size:
            out[-1] = replace(before, text=f"{before.text} {piece.text}", x1=piece.x1)
        else:
            out.append(piece)
    return out


def _placed(pieces: Sequence[Line], columns: Sequence[_Column], *, last: bool) -> dict[int, Line] | None:
    """The pieces of a header line by column; one that spans several columns stands at the first of them."""
    if len(pieces) == len(columns):
        in_order = dict(enumerate(pieces))
        if all(_near(n, piece, columns) for n, piece in in_order.items()):
            return in_order
    placed: dict[int, Line] = {}
    taken: set[int] = set()
    for piece in pieces:
        own = [n for n, column in enumerate(columns) if column.touches(piece)]
        if len(own) > 1 and last:
            own = [n for n in own if _shares_edge(piece, columns[n])]
        if not own or taken & set(own) or (last and len(own) > 1):
            return None
        taken |= set(own)
        placed[own[0]] = piece
    return placed


def _near(n: int, piece: Line, columns: Sequence[_Column]) -> bool:
    """Whether a header stands over its column, or between that and its neighbours."""
    left = columns[n - 1].x1 if n else float("-inf")
    right = columns[n + 1].x0 if n + 1 < len(columns) else float("inf")
    middle = (piece.x0 + piece.x1) / 2
    return columns[n].touches(piece) or left < middle < right


def _shares_edge(piece: Line, column: _Column) -> bool:
    off = _OFF * piece.size
    middle = (piece.x0 + piece.x1 - column.x0 - column.x1) / 2
    return abs(piece.x1 - column.x1) <= off or abs(piece.x0 - column.x0) <= off or abs(middle) <= off
