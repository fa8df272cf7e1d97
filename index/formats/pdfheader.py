"""The header of a PDF table that no rules draw: which words stand over which of its columns."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from index.formats.pdftext import Line
from index.outline import heading_mark
from index.tables.shape import kind_of
from index.tables.unit import states_unit

OFF = 0.45
"""How far the edges of one column may differ, of a letter's size."""
BROKEN = re.compile(r"[0-9],[0-9]{0,2}(?![0-9])|[0-9],[0-9]{4}|^,")
"""Numbers of which digits stand on another line."""
_OPEN = re.compile(r"[(（][^)）]*$")
_MOST_LINES = 4
_TOUCH = 1.0
_CLOSE, _SAME = 0.6, 0.5


@dataclass(frozen=True, slots=True)
class Column:
    """A column from its leftmost to its rightmost piece."""

    x0: float
    x1: float

    def touches(self, piece: Line) -> bool:
        """Whether a piece stands over or in the column, in part at the least."""
        return piece.x0 < self.x1 + _TOUCH and piece.x1 > self.x0 - _TOUCH


_Placed = dict[int, Line]


def pieces_of(line: Line) -> tuple[Line, ...]:
    """The pieces of a line; itself where no gap parts it."""
    return line.pieces or (line,)


def header_lines(above: Sequence[Line], columns: Sequence[Column]) -> list[Line]:
    """The lines right above a table's rows that are its header, the last of them the one next to the rows."""
    taken = [above[-1]]
    for line in reversed(above[:-1]):
        apart = taken[0].top - line.bottom > _CLOSE * line.size or abs(line.size - taken[0].size) > 0.05 * line.size
        if apart or not _may_head(line, columns):
            break
        taken.insert(0, line)
    return taken


def _may_head(line: Line, columns: Sequence[Column]) -> bool:
    if line.pieces:
        return True
    if states_unit(line.text) or heading_mark(line.text) is not None:
        return False
    # A lone piece over the first column may be a caption as well, unless it stands beside other header words.
    return line.x0 > columns[0].x1 or line.x1 < columns[1].x0


def header_of(lines: Sequence[Line], columns: Sequence[Column]) -> list[tuple[str, ...]] | None:
    """The header rows, None where it is not plain what stands over which column."""
    if len(lines) > _MOST_LINES or any(_prints_number(piece) for line in lines for piece in pieces_of(line)):
        return None
    last = _placed(_letters_joined(lines[-1]), columns)
    if last is None:
        return None
    rows = [last]
    spanning = False
    for n in range(len(lines) - 2, -1, -1):
        upper = _letters_joined(lines[n])
        groups = _repeating(upper, columns, last) or _groups(upper, columns, last)
        if groups is None:
            return None
        own = {first: piece for (first, _), piece in groups.items()}
        spans = any(last > first for first, last in groups)
        below = lines[n + 1]
        if not spans and not set(own) & set(rows[0]) and below.top < lines[n].bottom:
            rows[0] = rows[0] | own  # beside the next line, half a line higher
            continue
        spanning = spanning or spans
        rows.insert(0, own)
    return _as_rows(lines, rows, len(columns), spanning=spanning)


def _prints_number(piece: Line) -> bool:
    return kind_of(piece.text) in ("number", "range", "dash") or BROKEN.search(piece.text) is not None


def _as_rows(
    lines: Sequence[Line], rows: Sequence[_Placed], width: int, *, spanning: bool
) -> list[tuple[str, ...]] | None:
    texts = [tuple(row[n].text if n in row else "" for n in range(width)) for row in rows]
    if spanning or len(texts) == 1:
        return texts
    if not _is_one_header(lines):
        return None
    return [tuple("".join(parts) for parts in zip(*texts, strict=True))]


def _is_one_header(lines: Sequence[Line]) -> bool:
    """Whether header lines stand close together as the lines of wrapped words do, or print header words alone.

    A first row of words for values (未集計) would look like a header line otherwise.
    """
    close = all(below.top - above.bottom < 0.4 * above.size for above, below in zip(lines, lines[1:], strict=False))
    words = all(kind_of(piece.text) in ("header", "period") for line in lines for piece in pieces_of(line)[1:])
    return close or words


def _letters_joined(line: Line) -> list[Line]:
    """The pieces, a word's letters that are spread over a cell (科　目) taken as one."""
    out: list[Line] = []
    for piece in pieces_of(line):
        before = out[-1] if out else None
        single = before is not None and len(piece.text) == 1 and len(before.text.split(" ")[-1]) == 1
        if before is not None and single and piece.x0 - before.x1 < 3 * line.size:
            out[-1] = replace(before, text=f"{before.text} {piece.text}", x1=piece.x1)
        else:
            out.append(piece)
    return out


def _placed(pieces: Sequence[Line], columns: Sequence[Column]) -> _Placed | None:
    """The pieces of the header line next to the rows by column, None where one could stand over several."""
    if len(pieces) == len(columns):
        in_order = dict(enumerate(pieces))
        if all(_near(n, piece, columns) for n, piece in in_order.items()):
            return in_order
    placed: _Placed = {}
    for piece in pieces:
        own = [n for n, column in enumerate(columns) if column.touches(piece)]
        if len(own) > 1:
            own = [n for n in own if _fits(piece, columns[n], 0.0)]
        if len(own) != 1 or own[0] in placed:
            return None
        placed[own[0]] = piece
    return placed


def _near(n: int, piece: Line, columns: Sequence[Column]) -> bool:
    """Whether a header stands over its column, or between that and its neighbours."""
    left = columns[n - 1].x1 if n else float("-inf")
    right = columns[n + 1].x0 if n + 1 < len(columns) else float("inf")
    return columns[n].touches(piece) or left < (piece.x0 + piece.x1) / 2 < right


def _repeating(pieces: Sequence[Line], columns: Sequence[Column], below: _Placed) -> dict[tuple[int, int], Line] | None:
    """The columns that each piece stands over, where the same words come again below each: 予算額, 決算額."""
    texts = [below[n].text if n in below else "" for n in range(len(columns))]
    for size in range((len(columns) - 1) // max(2, len(pieces)), 1, -1):
        start = len(columns) - size * len(pieces)
        if len(pieces) < 2 or start < 1 or texts[start:] != texts[start : start + size] * len(pieces):
            continue
        spans = [(at, at + size - 1) for at in range(start, len(columns), size)]
        if all(
            columns[first].x0 < (piece.x0 + piece.x1) / 2 < columns[last].x1
            for piece, (first, last) in zip(pieces, spans, strict=True)
        ):
            return dict(zip(spans, pieces, strict=True))
    return None


def _groups(pieces: Sequence[Line], columns: Sequence[Column], below: _Placed) -> dict[tuple[int, int], Line] | None:
    """The columns, first and last, that each piece of an upper header line stands over.

    A piece stands over the middle of several columns that are alike, or is in line with one. Of all ways the one that
    covers most columns is meant; None where two cover as many.
    """
    ways = sorted(_ways(pieces, columns, below, 0), key=_covered, reverse=True)
    if not ways or (len(ways) > 1 and _covered(ways[0]) == _covered(ways[1])):
        return None
    for (first, last), piece in zip(ways[0], pieces, strict=True):
        periods = any(n in below and kind_of(below[n].text) == "period" for n in range(first, last + 1))
        if last > first and not periods and any(_fits(piece, column, 0.0) for column in columns[first : last + 1]):
            return None  # over all of them, or the beginning of what goes on below it
    return dict(zip(ways[0], pieces, strict=True))


def _covered(way: Sequence[tuple[int, int]]) -> int:
    return sum(last - first + 1 for first, last in way)


def _ways(
    pieces: Sequence[Line], columns: Sequence[Column], below: _Placed, start: int
) -> Iterator[tuple[tuple[int, int], ...]]:
    if not pieces:
        yield ()
        return
    for first in range(start, len(columns)):
        for last in range(first, len(columns)):
            if _may_span(pieces[0], columns, below, first, last):
                for rest in _ways(pieces[1:], columns, below, last + 1):
                    yield ((first, last), *rest)


def _may_span(piece: Line, columns: Sequence[Column], below: _Placed, first: int, last: int) -> bool:
    if first == last:
        return _fits(piece, columns[first], 0.0)
    under = [below[n] for n in range(first, last + 1) if n in below]
    periods = sum(kind_of(one.text) == "period" for one in under)
    if first == 0 or len(under) <= last - first or periods not in (0, len(under)) or _OPEN.search(piece.text):
        return False
    if any(min(abs(piece.x0 - one.x0), abs(piece.x1 - one.x1)) < _SAME for one in under):
        return False  # flush with one header below it: words that go on there
    return _fits(piece, Column(columns[first].x0, columns[last].x1), 0.5)


def _fits(piece: Line, column: Column, more: float) -> bool:
    """Whether a piece is in line with a column: centred over it, or with one side of it where it is a single one."""
    off = (OFF + more) * piece.size
    middle = abs(piece.x0 + piece.x1 - column.x0 - column.x1) / 2
    sides = not more and min(abs(piece.x1 - column.x1), abs(piece.x0 - column.x0)) <= off
    return middle <= off or sides
