"""Blocks to passages: text of one heading path, cut between rows, list items and sentences, never inside a row."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from index.block import Block, Row
from index.passage import MAX_CHARACTERS, Passage
from index.report import Report

_SENTENCE_END = re.compile(r"(?<=[。！？])|(?<=[）)])(?=[○◎◯・■◇])|(?<=\s)(?=[○◎◯・■◇])")


@dataclass(frozen=True, slots=True)
class _Piece:
    """What is never cut: a row, a list item, a paragraph (or a sentence of one that is too long)."""

    text: str
    line_start: int
    line_end: int


def make_passages(report: Report, blocks: Sequence[Block]) -> list[Passage]:
    """The passages of a report in document order.

    A passage has at most MAX_CHARACTERS characters of text, header included, unless one table row alone is longer.
    """
    drafts: list[tuple[tuple[str, ...], str, int, int, int | None]] = []
    for path, group in groupby(blocks, key=_own_path):
        for header, pieces in _runs(list(group)):
            for packed in _packed(pieces, MAX_CHARACTERS - len(header) - 1 if header else MAX_CHARACTERS):
                text = "\n".join([header, *(piece.text for piece in packed)] if header else [p.text for p in packed])
                drafts.append(
                    (path, text, packed[0].line_start, packed[-1].line_end, report.page_of(packed[0].line_start))
                )
    return _numbered(report.id, drafts)


def _own_path(block: Block) -> tuple[str, ...]:
    return (*block.path, block.text) if block.kind == "heading" else block.path


def _runs(blocks: Sequence[Block]) -> Iterator[tuple[str, list[_Piece]]]:
    """Header text and pieces: a table by itself, the prose around tables together."""
    prose: list[_Piece] = []
    for block in blocks:
        if block.kind != "table":
            prose.extend(_prose_pieces(block))
            continue
        if prose:
            yield "", prose
            prose = []
        yield from _table_runs(block)
    if prose:
        yield "", prose


def _prose_pieces(block: Block) -> list[_Piece]:
    if len(block.text) <= MAX_CHARACTERS:
        return [_Piece(block.text, block.line_start, block.line_end)]
    parts = [part for part in _SENTENCE_END.split(block.text) if part.strip()]
    return [_Piece(part.strip(), block.line_start, block.line_end) for part in _cut(parts)]


def _cut(parts: Sequence[str]) -> list[str]:
    """Sentences that are themselves too long are cut at the limit: nothing else is left to cut at."""
    return [part[at : at + MAX_CHARACTERS] for part in parts for at in range(0, len(part), MAX_CHARACTERS)]


def _table_runs(table: Block) -> Iterator[tuple[str, list[_Piece]]]:
    """The rows under each header; a header is repeated only for the rows of its own page."""
    header = ""
    pieces: list[_Piece] = []
    headers = set(table.header_rows)
    for n, row in enumerate(table.rows):
        if n in headers:
            text = _row_text(row)
            if pieces and text != header:
                yield header, pieces
                header, pieces = "", []
            if not pieces:  # a header may take several rows
                header = f"{header}\n{text}" if header and text != header else text
        elif _row_text(row):
            pieces.append(_Piece(_row_text(row), _first(row), _last(row)))
    if pieces:
        yield header, pieces
    elif header:
        yield "", [_Piece(header, table.line_start, table.line_end)]


def _row_text(row: Row) -> str:
    return " | ".join(cell.text for cell in row if cell.text)


def _first(row: Row) -> int:
    return min(cell.line for cell in row)


def _last(row: Row) -> int:
    return max(cell.line_end for cell in row)


def _packed(pieces: Sequence[_Piece], room: int) -> Iterator[list[_Piece]]:
    batch: list[_Piece] = []
    size = 0
    for piece in pieces:
        if batch and size + len(piece.text) + 1 > room:
            yield batch
            batch, size = [], 0
        batch.append(piece)
        size += len(piece.text) + 1
    if batch:
        yield batch


def _numbered(report: str, drafts: Sequence[tuple[tuple[str, ...], str, int, int, int | None]]) -> list[Passage]:
    """Ids from path and text; the same words printed again get a running number."""
    seen: Counter[str] = Counter()
    passages = []
    for path, text, start, end, page in drafts:
        digest = hashlib.sha256("\x1f".join((report, *path, text)).encode()).hexdigest()[:16]
        seen[digest] += 1
        suffix = f"-{seen[digest]}" if seen[digest] > 1 else ""
        passages.append(Passage(f"{report}:{digest}{suffix}", report, text, path, start, end, page))
    return passages
