"""A form's table of grades alone: what is graded in the header, and one grade below each."""

import re
from collections.abc import Sequence

from index.block import Block, Cell
from index.tables.shape import kind_of, texts_of
from index.value import read_value

_LEAST = 2
_GRADED = re.compile("(?:性|度|評価|判定)$")


def graded_cells(block: Block) -> Sequence[tuple[str, Cell]]:
    """What each grade of such a table is of, with the grade's cell; nothing where the table is another."""
    if len(block.rows) != 2 or len(block.rows[0]) != len(block.rows[1]) or len(block.rows[0]) < _LEAST:
        return []
    header, cells = texts_of(block.rows[0]), block.rows[1]
    headed = all(_GRADED.search(text) and kind_of(text) in ("text", "header") for text in header)
    told = headed and len(set(header)) == len(header) and any(re.search("評価|判定", text) for text in header)
    if not told or any(read_value(cell.text).kind != "grade" for cell in cells):
        return []
    return list(zip(header, cells, strict=True))
