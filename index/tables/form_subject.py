"""What a form is about: the 事業 or 施策 that it names in a cell of its own, for the tables below that name none."""

import re
from collections.abc import Iterator, Sequence

from index.block import Block
from index.markup import comparable
from index.tables.header import is_exact_term
from index.tables.heading_path import read_label
from index.tables.shape import kind_of, texts_of

_NAMES = re.compile("(?:(?:事務)?事業|施策|取組|政策|基本事業|プロジェクト)(?:の?名称?)")


def subjects_of(blocks: Sequence[Block]) -> list[str]:
    """The subject of each block, empty where it stands in no form.

    A subject holds as long as the heading that repeats it, else as long as the heading above the form's own.
    """
    out: list[str] = []
    subject, under = "", tuple[str, ...]()
    for block in blocks:
        if block.path[: len(under)] != under:
            subject, under = "", ()
        named = _named(block)
        if named:
            subject, under = named, _reach(block.path, named)
        out.append(subject)
    return out


def _named(block: Block) -> str:
    found = list(dict.fromkeys(_names(block)))
    return found[0] if len(found) == 1 else ""


def _names(block: Block) -> Iterator[str]:
    for row in block.rows:
        said = [text for text in texts_of(row) if text]
        if len(said) not in (2, 4) or _NAMES.fullmatch(comparable(said[0])) is None:
            continue
        # Two header words side by side head columns.
        if kind_of(said[1]) in ("text", "prose") and not is_exact_term(said[1]) and not read_label(said[1]).measure:
            yield said[1]


def _reach(path: tuple[str, ...], subject: str) -> tuple[str, ...]:
    at = next((n for n, heading in enumerate(path) if comparable(subject) in comparable(heading)), None)
    return path[: at + 1] if at is not None else path[:-1]
