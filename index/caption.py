"""What the lines around a table say of it: its caption, its unit, and the one period that it is of."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.block import Block
from index.markup import without_tags
from index.period import Period, find_periods
from index.unit import stated_units

_MOST_LINES = 3
_LONGEST = 60
_SENTENCE = re.compile(r"。|、.*、")
_ASIDE = re.compile(r"[(（［\[][^()（）［］\[\]]*[)）\]］]")
_NOTE = re.compile(r"[※＊*]|(?:[(（]?注|備考|出典|資料)")
_YEAR_DAYS = 366


@dataclass(frozen=True, slots=True)
class Caption:
    """The words that name a table, the units that are stated for all of it, and the period that its caption names."""

    text: str = ""
    units: tuple[str, ...] = ()
    period: Period | None = None


def caption_of(blocks: Sequence[Block], at: int, inside: Sequence[str] = ()) -> Caption:
    """The caption of the table `blocks[at]`, of which lone cells `inside` it print a part, or all."""
    name, units, asides = "", tuple[str, ...](), list[str]()
    for text in [*reversed(inside), *_lines_before(blocks, at)]:
        rest, stated = stated_units(text)
        units = units or stated
        if rest and _ASIDE.fullmatch(rest):
            asides.append(rest)
        elif rest and not name:
            name = rest
    units = units or _units_after(blocks, at)
    path = blocks[at].path
    return Caption(name or (path[-1] if path else ""), units, _period([name, *asides]))


def _lines_before(blocks: Sequence[Block], at: int) -> list[str]:
    """The short lines right above a table, nearest first, up to the first that is a heading."""
    found: list[str] = []
    for block in reversed(blocks[max(0, at - _MOST_LINES) : at]):
        if block.kind == "table" or len(block.text) > _LONGEST or _SENTENCE.search(block.text):
            break
        if not _NOTE.match(block.text):
            found.append(without_tags(block.text))
        if block.kind == "heading":
            break
    return found


def _units_after(blocks: Sequence[Block], at: int) -> tuple[str, ...]:
    """The unit stated in the line after a table, unless the next table follows at once, whose unit it then is."""
    after = blocks[at + 1 : at + 3]
    if not after or after[0].kind == "table" or (len(after) > 1 and after[1].kind == "table"):
        return ()
    rest, stated = stated_units(after[0].text)
    return stated if not rest else ()


def _period(texts: Sequence[str]) -> Period | None:
    """The one year or day that the caption names; none where it names several, or a span of years."""
    found = [period for text in texts for _, _, period in find_periods(text) if period.year is not None]
    if len({(period.start, period.end) for period in found}) != 1:
        return None
    start, end = found[0].start, found[0].end
    return found[0] if start is not None and end is not None and (end - start).days < _YEAR_DAYS else None
