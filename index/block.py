"""A block: a piece of a report as laid out, with the lines it stands on."""

from dataclasses import dataclass
from typing import Literal

BlockKind = Literal["heading", "paragraph", "item", "table"]


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell: its cleaned text and where that stands.

    `line` is 1-based; `start` and `end` are character offsets of the raw cell in that line. A cell printed over
    several lines carries the last one in `line_end`.
    """

    text: str
    line: int
    start: int
    end: int
    line_end: int


Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, paragraph, list item or table.

    `path` holds the headings the block stands under, outermost first (a heading's own text is not in its path).
    `level` is a heading's depth, 0 for every other kind. `rows` is set for tables only; `header_rows` holds the
    positions in `rows` of the header rows, repeated ones included. `page` is set for paged formats.
    """

    kind: BlockKind
    text: str
    line_start: int
    line_end: int
    path: tuple[str, ...] = ()
    level: int = 0
    rows: tuple[Row, ...] = ()
    header_rows: tuple[int, ...] = ()
    page: int | None = None
