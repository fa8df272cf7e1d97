"""A line that is a table row: its cells parted by tabs, by bars (`| a | b |`), or by wide space."""

import re
from collections.abc import Iterator

from index.block import Cell, Row
from index.markup import without_tags

_BAR = re.compile(r"(?<!\\)[|｜]")
_RULE = re.compile(r"\s*[|｜](?:\s*(?::-+:?|-+:|-{2,})\s*[|｜])+\s*")
_WIDE = re.compile(r"[ 　]{2,}|(?<=[^\s])　(?=[^\s])")


def make_cell(raw: str, line: int, start: int) -> Cell:
    """A cell from its raw text at offset `start` of `line`; its span is that of the text without surrounding space."""
    stripped = raw.strip()
    begin = start + raw.find(stripped) if stripped else start
    return Cell(without_tags(raw.replace(r"\|", "|")), line, begin, begin + len(stripped), line)


def is_row(line: str) -> bool:
    """Whether a line parts cells by tabs or bars."""
    return bool(line.strip()) and ("\t" in line or _is_barred(line))


def is_rule(line: str) -> bool:
    """Whether a line only rules off a header: `|---|:--:|`."""
    return _RULE.fullmatch(line) is not None


def read_row(line: str, number: int) -> Row:
    """The cells of a row; `number` is its 1-based line."""
    return tuple(_cells(line, number, _BAR if _is_barred(line) else re.compile("\t")))


def read_spaced(line: str, number: int) -> Row:
    """The cells of a line that parts them by wide space: two blanks or more, or one of full width."""
    return tuple(cell for cell in _cells(line, number, _WIDE) if cell.text)


def _is_barred(line: str) -> bool:
    stripped = line.strip()
    return stripped[:1] in ("|", "｜") and stripped[-1:] in ("|", "｜") and len(_BAR.findall(stripped)) > 2


def _cells(line: str, number: int, parting: re.Pattern[str]) -> Iterator[Cell]:
    begin, end = 0, len(line)
    if parting is _BAR:  # what is outside the first and the last bar is no cell
        bars = list(_BAR.finditer(line))
        begin, end = bars[0].end(), bars[-1].start()
    for match in parting.finditer(line, begin, end):
        yield make_cell(line[begin : match.start()], number, begin)
        begin = match.end()
    yield make_cell(line[begin:end], number, begin)
