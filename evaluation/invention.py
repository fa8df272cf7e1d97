"""Invented figures: what neither the reports nor the question print."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from evaluation.spelling import plain

_SIZES: Mapping[str, int] = {
    "兆": 10**12, "億": 10**8, "百万": 10**6, "万": 10**4, "千": 10**3,
    "trillion": 10**12, "billion": 10**9, "million": 10**6, "thousand": 10**3,
}  # fmt: skip
_NUMBER = re.compile(
    r"(?<![\d.a-z])(?P<digits>\d+(?:\.\d+)?) ?(?P<size>兆|億|百万|万|千|trillion|billion|million|thousand)?"
)
_NO_FIGURE_AFTER = re.compile(r"[年月日期番行頁号つ点かカ]|ページ|/\d")  # a date, a place in the text, an ordinal
_NO_FIGURE_BEFORE = re.compile("(?:平成|令和|heisei |reiwa |fy ?|year |lines? |l|[=≒≈] ?)$")
_YEAR = re.compile(r"(?:19|20)\d\d")
_COUNTED = re.compile("[人件円千億万%]")
_UNIT = re.compile("[一-龠ァ-ヶ%]")
_BARE_CELL = re.compile(r"(?<![\d.])\d{3,}(?:\.\d+)?(?![\d.%一-龠ぁ-んァ-ヶ])")
_CELL_UNITS = (1, 10**3, 10**4, 10**8)  # tables are in 円, 千円, 万円 or 億円


class Printed(NamedTuple):
    """A figure as printed: its text, value and digits, and digits with unit where it is a small count (`24人`)."""

    text: str
    value: Decimal
    digits: str
    tally: str


@dataclass(frozen=True)
class Known:
    """What the reports print. `empty` where there are no reports to compare with."""

    values: frozenset[Decimal]
    tallies: frozenset[str]
    empty: bool

    @classmethod
    def of(cls, texts: Iterable[str]) -> "Known":
        """The figures printed in `texts`, cells without a unit in each unit that tables are in."""
        text = "\n".join(plain(one) for one in texts)
        found = list(printed(text))
        bare = {Decimal(cell[0]) for cell in _BARE_CELL.finditer(text)}
        values = {figure.value for figure in found} | {cell * unit for cell in bare for unit in _CELL_UNITS}
        return cls(frozenset(values), frozenset(figure.tally for figure in found), not text)

    def knows(self, figure: Printed) -> bool:
        """Whether the figure is printed: a small count with its unit, anything else by value."""
        if figure.tally and figure.value < 1000:
            return figure.tally in self.tallies
        return figure.value in self.values


def printed(text: str) -> Iterator[Printed]:
    """The figures of plain text; years, dates, numbering and results of written formulas are left out."""
    for match in _NUMBER.finditer(text):
        digits, size = match["digits"], match["size"]
        before, after = text[max(0, match.start() - 8) : match.start()], text[match.end() : match.end() + 4]
        if _NO_FIGURE_BEFORE.search(before) or (not size and _no_figure(digits, after)):
            continue
        tally = digits + after[:1] if not size and _UNIT.match(after) else ""
        yield Printed(match[0], Decimal(digits) * _SIZES.get(size, 1), digits, tally)


def _no_figure(digits: str, after: str) -> bool:
    year = _YEAR.fullmatch(digits) and not _COUNTED.match(after)
    return bool(_NO_FIGURE_AFTER.match(after) or year)


def invented(turns: Iterable[str], answer: str, known: Known) -> list[str]:
    """The figures of two or more digits in `answer` that neither the reports nor the question print."""
    if known.empty:
        return []
    asked = list(printed(plain(" ".join(turns))))
    values = known.values | {figure.value for figure in asked}
    tallies = known.tallies | {figure.tally for figure in asked}
    everything = Known(frozenset(values), frozenset(tallies), empty=False)
    figures = printed(plain(answer))
    return [figure.text for figure in figures if _significant(figure.digits) and not everything.knows(figure)]


def _significant(digits: str) -> bool:
    """Whether more than one digit carries meaning: 5, 100 and 0.5 are said in passing."""
    return len(digits.replace(".", "").strip("0")) > 1
