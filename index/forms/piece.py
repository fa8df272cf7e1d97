"""The pages of a text and their pieces: runs of lines with no blank line between."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from index.report import Report

_PAGE_BREAK = 3


@dataclass(frozen=True, slots=True)
class Piece:
    """Lines without a blank line between; `first` is the 1-based line of the first one."""

    first: int
    lines: tuple[str, ...]

    @property
    def last(self) -> int:
        """The 1-based line of the last line."""
        return self.first + len(self.lines) - 1

    @property
    def numbered(self) -> Iterator[tuple[int, str]]:
        """The lines with their 1-based numbers."""
        return enumerate(self.lines, start=self.first)


Page = tuple[Piece, ...]


def pages_of(report: Report) -> list[Page]:
    """The pages of a report in pieces: as the format numbers them, else parted by form feeds or three blank lines.

    Lines with tabs are rows of tables: they part pieces and belong to none.
    """
    lines = report.lines
    starts = _starts(report, lines)
    return [tuple(_pieces(lines, start, end)) for start, end in pairwise([*starts, len(lines)])]


def joined(parts: Sequence[str]) -> str:
    """What was wrapped over several lines, in one: without a space, but for one between Latin words or numbers."""
    out = ""
    for part in (" ".join(part.split()) for part in parts):
        spaced = out[-1:].isascii() and part[:1].isascii() and out[-1:].isalnum() and part[:1].isalnum()
        out += f" {part}" if spaced else part
    return out


def _starts(report: Report, lines: Sequence[str]) -> list[int]:
    """Offsets of the first line of each page."""
    if report.pages:
        return [0, *(n for n in range(1, len(lines)) if report.pages[n] != report.pages[n - 1])]
    starts, blank = [0], 0
    for n, line in enumerate(lines):
        if n and ("\f" in line or (line.strip() and blank >= _PAGE_BREAK)):
            starts.append(n)
        blank = 0 if line.strip() else blank + 1
    return starts


def _pieces(lines: Sequence[str], start: int, end: int) -> Iterator[Piece]:
    at = start
    while at < end:
        stop = at
        while stop < end and lines[stop].strip() and "\t" not in lines[stop]:
            stop += 1
        if stop > at:
            yield Piece(at + 1, tuple(lines[at:stop]))
        at = max(stop, at + 1)
