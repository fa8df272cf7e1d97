"""What the lines around a table say of it: its caption, its unit, and the one period that it is of."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.block import Block
from index.markup import without_tags
from index.period import Period, find_periods, parse_period
from index.tables.shape import states_all, texts_of
from index.tables.unit import stated_units

_MOST_LINES = 3
_LONGEST = 60
_SENTENCE = re.compile(r"。|、.*、")
_ASIDE = re.compile(r"[(（［\[][^()（）［］\[\]]*[)）\]］]")
_NOTE = re.compile(r"[※＊*]|(?:[(（]?注|備考|出典|資料)")
# What a day is of when these words follow it: of the making of the report, not of what its tables print.
_MADE = re.compile(r"\s*(?:に|の)?\s*(?:策定|作成|改[定訂正]|制定|発行|刊行|発表|公表|公開|更新|編集|決定|議決|施行)")
_YEAR_DAYS = 366
_RELATIVE = re.compile(r"前年|前期|昨年|前々年|翌年|次年|前回|過年度|例年")


@dataclass(frozen=True, slots=True)
class Caption:
    """The words that name a table, the units that are stated for all of it, and the period that its caption names.

    `lines` are all its lines, nearest first.
    """

    text: str = ""
    units: tuple[str, ...] = ()
    period: Period | None = None
    lines: tuple[str, ...] = ()


def caption_of(blocks: Sequence[Block], at: int, inside: Sequence[Sequence[str]] = ()) -> Caption:
    """The caption of the table `blocks[at]`, of which the cells of rows `inside` it print a part, or all.

    A row of several cells says beside the unit where or when its values are from, and does not name the table.
    """
    name, units, asides, said = "", tuple[str, ...](), list[str](), list[str]()
    for row in [*reversed(inside), *_lines_before(blocks, at)]:
        for text in row:
            rest, stated = stated_units(text)
            units = units or stated
            said.append(text)
            if rest and (len(row) > 1 or _ASIDE.fullmatch(rest) or parse_period(rest) is not None):
                asides.append(rest)
            elif rest and not name:
                name = rest
    units = units or _units_after(blocks, at)
    path = blocks[at].path
    return Caption(name or (path[-1] if path else ""), units, _period([name, *asides]), tuple(said))


def is_relative(header: str) -> bool:
    """Whether a header names a year only in relation to another one: it is not the caption's."""
    return _RELATIVE.search(header) is not None


def _lines_before(blocks: Sequence[Block], at: int) -> list[list[str]]:
    """The short lines right above a table, nearest first, up to the first that is a heading; each as its cells."""
    found: list[list[str]] = []
    for block in reversed(blocks[max(0, at - _MOST_LINES) : at]):
        row = texts_of(block.rows[0]) if len(block.rows) == 1 else []
        if states_all(row):
            found.append([text for text in row if text])
            continue
        if block.kind == "table" or len(block.text) > _LONGEST or _SENTENCE.search(stated_units(block.text)[0]):
            break
        if not _NOTE.match(block.text):
            found.append([without_tags(block.text)])
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
    found = [
        period
        for text in texts
        for _, end, period in find_periods(text)
        if period.year is not None and not _MADE.match(text, end)
    ]
    if len({(period.start, period.end) for period in found}) != 1:
        return None
    start, end = found[0].start, found[0].end
    return found[0] if start is not None and end is not None and (end - start).days < _YEAR_DAYS else None
