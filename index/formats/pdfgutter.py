"""Text that a PDF page prints in two columns, in the order in which it is read."""

from collections import Counter
from collections.abc import Iterator, Sequence

from index.formats.pdfheader import pieces_of
from index.formats.pdftext import Line

_FEWEST = 4  # lines of each side
_FULL, _MOSTLY = 0.85, 0.6  # of a side's width that a line fills; of its lines that do


def in_reading_order(lines: Sequence[Line]) -> list[list[Line]]:
    """The lines in stretches to be read one after the other: the left column before the right one."""
    for gutter in _gutters(lines):
        for start, end in _stretches(lines, gutter):
            left, right = _sides(lines[start:end], gutter)
            if _is_text(left) and _is_text(right):
                before, after = lines[:start], lines[end:]
                return [*in_reading_order(before), left, right, *in_reading_order(after)]
    return [list(lines)] if lines else []


def _gutters(lines: Sequence[Line]) -> list[float]:
    """Where a right column may begin: where several pieces do, behind others, most often first."""
    if len(lines) < _FEWEST:
        return []
    begins = Counter(round(piece.x0) for line in lines for piece in pieces_of(line))
    left = min(line.x0 for line in lines)
    right = max(line.x1 for line in lines)
    middle = ((x, count) for x, count in begins.most_common() if 0.3 < (x - left) / max(1.0, right - left) < 0.7)
    return [float(x) for x, count in middle if count >= _FEWEST]


def _stretches(lines: Sequence[Line], gutter: float) -> Iterator[tuple[int, int]]:
    """Where lines begin and end that all leave the gutter clear."""
    start = 0
    for n in range(len(lines) + 1):
        if n == len(lines) or any(_crosses(piece, gutter) for piece in pieces_of(lines[n])):
            if n - start >= _FEWEST:
                yield start, n
            start = n + 1


def _crosses(piece: Line, gutter: float) -> bool:
    return piece.x0 < gutter - 1 and piece.x1 > gutter - piece.size


def _sides(lines: Sequence[Line], gutter: float) -> tuple[list[Line], list[Line]]:
    pieces = [piece for line in lines for piece in pieces_of(line)]
    return [p for p in pieces if p.x0 < gutter - 1], [p for p in pieces if p.x0 >= gutter - 1]


def _is_text(pieces: Sequence[Line]) -> bool:
    """Whether pieces are running text: one a line, most of them as wide as the column."""
    if len(pieces) < _FEWEST or any(below.top < above.middle for above, below in zip(pieces, pieces[1:], strict=False)):
        return False
    width = max(piece.x1 for piece in pieces) - min(piece.x0 for piece in pieces)
    full = sum(piece.x1 - piece.x0 >= _FULL * width for piece in pieces)
    return full >= _MOSTLY * len(pieces)
