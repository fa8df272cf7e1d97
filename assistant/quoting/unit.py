"""Units: the rows of tables and the runs of prose that a passage is made of, cut into pieces that can be quoted."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from index.markup import comparable, without_tags
from index.outline import heading_mark, item_mark

# A line this much shorter than its paragraph's widest ends there; others are broken by the page's width.
_FULL = 0.75
# As far above a row may stand the cells that its empty ones repeat.
_ABOVE = 12
_LABEL = 80
_ANNOUNCING = 40
_BULLET = re.compile(r"(?=[○◎◯◇■□※])|</p>|(?<=[。)）\s])(?=・)|(?<=。)(?![)）」』])|(?<=[】\]])(?=[^\s、。)）】\]])")
_ENDED = re.compile(r"[。)）」】]$")
_FURTHER = 5
_OPENING = re.compile(r"\s*[（(「]")
_NUMERIC = re.compile(r"[\d,.%％()（）\s▲△\-－–年度円千百万億人件]*")


@dataclass(frozen=True)
class Unit:
    """A table's row or a run of prose: `raw` is verbatim from `line` on, `cuts` are where it can be cut.

    `names` are the cells that say what a row is about, each with where it begins in `raw`; those that stand in rows
    above begin at -1.
    """

    line: int
    raw: str
    cuts: tuple[int, ...]
    names: tuple[tuple[int, str], ...] = ()

    @cached_property
    def pieces(self) -> tuple[str, ...]:
        """The text between the cuts, in the form that is compared."""
        return tuple(comparable(self.raw[start:end]).lower() for start, end in pairwise(self.cuts))

    @cached_property
    def whole(self) -> str:
        """All of it, in the form that is compared."""
        return "".join(self.pieces)

    @cached_property
    def named(self) -> str:
        """The names, in the form that is compared."""
        return comparable(" ".join(name for _, name in self.names)).lower()

    def windows(self, longest: int) -> Iterator[tuple[int, int]]:
        """Runs of pieces, first and behind the last, of at most `longest` characters; single pieces whole."""
        if len(self.raw) <= longest:
            yield 0, len(self.pieces)
            return
        for first in range(len(self.pieces)):
            for last in range(first + 1, len(self.pieces) + 1):
                if self.cuts[last] - self.cuts[first] > longest and last > first + 1:
                    break
                yield first, last


def units_of(first: int, last: int, lines: Sequence[str]) -> Iterator[Unit]:
    """Rows and list items one by one; lines that run on are one unit, a bare heading one with what follows it."""
    at = first
    while at <= last:
        if not lines[at - 1].strip():
            at += 1
        elif "\t" in lines[at - 1]:
            yield _row(at, lines)
            at += 1
        else:
            end = _sentence_end(lines, at, _unit_end(lines, at, last))
            yield _prose(at, lines[at - 1 : end])
            at = end + 1


def tails_of(first: int, last: int, lines: Sequence[str], longest: int) -> Iterator[Unit]:
    """For each line that is no row, what it begins: as many lines from it on as fit. A definition is often a list."""
    for at in range(first, last + 1):
        line = lines[at - 1]
        if not line.strip():
            continue
        if "\t" in line:
            yield _row(at, lines)
            continue
        end, size = at, len(line)
        while end < len(lines) and size + len(lines[end]) <= longest and _goes_on(lines, end):
            size += len(lines[end]) + 1
            end += 1
        while not lines[end - 1].strip():
            end -= 1
        yield _prose(at, lines[at - 1 : end])


def _goes_on(lines: Sequence[str], n: int) -> bool:
    """Whether what stands before a line goes on in it: it is no row, and no heading begins there."""
    return "\t" not in lines[n] and (bool(lines[n - 1].strip()) or heading_mark(lines[n].strip()) is None)


def _unit_end(lines: Sequence[str], at: int, last: int) -> int:
    end = at
    heading = _bare(lines[at - 1])
    while end < last and (_runs_on(lines[end]) or (heading and lines[end].strip() and "\t" not in lines[end])):
        end += 1
    return end


def _sentence_end(lines: Sequence[str], at: int, end: int) -> int:
    """Where the sentence ends in which a passage breaks off; there where it soon ends nowhere."""
    for further in range(end, min(len(lines), end + _FURTHER)):
        if _ENDED.search("".join(lines[at - 1 : further]).rstrip()):
            return further
        if further == len(lines) or not _runs_on(lines[further]) or heading_mark(lines[further].strip()):
            break
    return end


def _bare(line: str) -> bool:
    """Whether a line only announces what follows: short, and no sentence."""
    return len(line.strip()) <= _ANNOUNCING and not line.rstrip().endswith(("。", "、"))


def _runs_on(line: str) -> bool:
    stripped = line.strip()
    return bool(stripped) and "\t" not in line and not item_mark(stripped)


def _row(at: int, lines: Sequence[str]) -> Unit:
    raw = lines[at - 1]
    cuts, names = [0], list(_names_above(at, lines))
    start = 0
    for cell in raw.split("\t"):
        cuts += [start + cut for cut in _cuts_of(cell)]
        text = without_tags(cell)
        if 2 <= len(text) <= _LABEL and not _NUMERIC.fullmatch(text):
            names.append((start, text))
        start += len(cell) + 1
        cuts.append(min(start, len(raw)))
    return Unit(at, raw, tuple(sorted(set(cuts))), tuple(names))


def _names_above(at: int, lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    """What a row's empty first cells repeat from the rows above."""
    cells = lines[at - 1].split("\t")
    empty = next((n for n, cell in enumerate(cells) if cell.strip()), 0)
    above = range(at - 1, max(0, at - 1 - _ABOVE), -1)
    for column in range(empty):
        for number in above:
            other = lines[number - 1].split("\t")
            if len(other) != len(cells):
                break
            text = without_tags(other[column])
            if text:
                if len(text) <= _LABEL and not _NUMERIC.fullmatch(text):
                    yield -1, text
                break


def _prose(at: int, lines: Sequence[str]) -> Unit:
    raw = "\n".join(lines)
    width = max(len(line) for line in lines)
    cuts, start = [0], 0
    for n, line in enumerate(lines):
        before = lines[n - 1].strip() if n else ""
        ended = len(before) < width * _FULL or before.endswith(("。", ")", "）", "」"))
        ended = ended and not (_in_brackets(before) or _OPENING.match(line))
        if not before or not line.strip() or item_mark(line.strip()) or ended:
            cuts.append(start)
        cuts += [start + cut for cut in _cuts_of(line)]
        start += len(line) + 1
    cuts.append(len(raw))
    return Unit(at, raw, tuple(sorted(set(cuts))))


def _in_brackets(line: str) -> bool:
    """Whether a bracket opens in a line that does not close there: what follows belongs to it."""
    return any(line.rfind(opening) > line.rfind(closing) for opening, closing in ("（）", "()", "「」"))


def _cuts_of(text: str) -> list[int]:
    return [match.end() for match in _BULLET.finditer(text) if 0 < match.end() < len(text)]
