"""Which table of a report a line stands in."""

from collections.abc import Sequence

from index.block import Block


def tables_of(blocks: Sequence[Block]) -> dict[int, int]:
    """The number of the table that each line stands in."""
    return {
        line: n
        for n, block in enumerate(blocks)
        if block.kind == "table"
        for line in range(block.line_start, block.line_end + 1)
    }
