"""A caption with a unit whose years and amounts stand alone on its page, borne out by a ledger's total."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from index.draft import Place, Subject, Warned, draft
from index.figure import Figure
from index.forms.piece import Page, joined
from index.forms.project import Number, numbers_at_end
from index.outline import heading_mark
from index.period import Period, fold, parse_period
from index.report import Report
from index.tables.header import Column, read_column
from index.value import read_value

_TELLING = 1000  # a smaller number may be a page's number or a count that is equal by chance
_MONEY = re.compile(r"[百千万億]*円")


@dataclass(frozen=True, slots=True)
class Anchor:
    """The proven cost of all projects of a year."""

    year: int
    total: Decimal
    unit: str


@dataclass(frozen=True, slots=True)
class _Caption:
    line: int
    name: str
    unit: str


def read_yearly(report: Report, pages: Sequence[Page], anchors: Sequence[Anchor]) -> Iterator[Figure | Warned]:
    """The amounts under every such caption, and a warning where nothing bears out which is of which year."""
    for page in pages:
        captions = [caption for piece in page for n, line in piece.numbered for caption in _captions(n, line)]
        if len(captions) != 1:
            continue
        periods = list(_lone_periods(page))
        amounts = list(_lone_amounts(page))
        if len(periods) < 2 or len(amounts) < 2:
            continue
        caption = captions[0]
        proven = _proven(caption, periods, amounts, anchors)
        open_ones = [number for number in amounts if number not in proven.values()]
        if open_ones:
            yield Warned(
                report.id,
                open_ones[0].line,
                f"{len(open_ones)} of the amounts under {caption.name} left out: no total proves which one is of "
                "which year",
            )
        subject = Subject("budget", _section(page, caption.line), "", caption.name)
        for period, number in proven.items():
            place = Place(number.line, number.start, number.end)
            value = read_value(number.text)
            yield draft(report, place, subject, "budget", value, period, Column("", "budget", unit=caption.unit))


def _captions(number: int, line: str) -> Iterator[_Caption]:
    """The words of a line that name a budget and print a unit of money in brackets."""
    for word in line.split():
        column = read_column(word)
        if column.role == "budget" and _MONEY.fullmatch(column.unit) and column.period is None:
            yield _Caption(number, re.sub(r"[(（][^()（）]*[)）]$", "", word), column.unit)


def _proven(
    caption: _Caption, periods: Sequence[Period], amounts: Sequence[Number], anchors: Sequence[Anchor]
) -> dict[Period, Number]:
    """The amounts by year: all where the years are borne out.

    Where more years stand alone than amounts, a ledger's total is that of the ledger's year, if it can stand there.
    """
    if _borne_out(caption, periods, amounts, anchors):
        return dict(zip(periods, amounts, strict=True))
    if len(periods) <= len(amounts):
        return {}
    by_year = {period.year: period for period in periods if period.year is not None}
    proven: dict[Period, Number] = {}
    for anchor in anchors:
        same = [n for n, number in enumerate(amounts) if number.value == anchor.total]
        telling = anchor.unit == caption.unit and anchor.total >= _TELLING and len(same) == 1
        if telling and _can_stand(same[0], len(amounts), anchor.year, sorted(by_year)):
            proven[by_year[anchor.year]] = amounts[same[0]]
    return proven


def _can_stand(at: int, count: int, year: int, years: Sequence[int]) -> bool:
    """Whether of so many amounts in the order of their years this one can be that year's."""
    before = sum(one < year for one in years)
    return year in years and at <= before and count - at <= len(years) - before


def _borne_out(
    caption: _Caption, periods: Sequence[Period], amounts: Sequence[Number], anchors: Sequence[Anchor]
) -> bool:
    """Whether there are as many years as amounts, the years rise, and that of a ledger has the ledger's total."""
    years = [period.year for period in periods if period.year is not None]
    if len(years) != len(amounts) or any(a >= b for a, b in pairwise(years)):
        return False
    pairs = dict(zip(years, amounts, strict=True))
    return any(
        anchor.unit == caption.unit and anchor.year in pairs and pairs[anchor.year].value == anchor.total
        for anchor in anchors
    )


def _lone_periods(page: Page) -> Iterator[Period]:
    """The years that stand in pieces of nothing else, one a line."""
    for piece in page:
        periods = [period for line in piece.lines if (period := _one_year(line)) is not None]
        if len(periods) == len(piece.lines):
            yield from periods


def _one_year(line: str) -> Period | None:
    """The year that a line prints and nothing else, no month and no range."""
    period = parse_period(line.strip())
    if period is None or period.text != line.strip() or period.start is None or period.end is None:
        return None
    return period if 360 < (period.end - period.start).days < 370 else None


def _lone_amounts(page: Page) -> Iterator[Number]:
    """The numbers that stand in pieces of nothing else, one a line."""
    for piece in page:
        found = [numbers_at_end(line, number) for number, line in piece.numbered]
        if all(not words.strip() and len(numbers) == 1 for words, numbers in found):
            yield from (numbers[0] for _, numbers in found if numbers[0].value is not None)


def _section(page: Page, line: int) -> str:
    """The numbered heading of the page that stands nearest to a line."""
    headings = [
        (abs(number - line), printed)
        for piece in page
        for number, printed in piece.numbered
        if re.match(r"\s*[0-9]", fold(printed)) and heading_mark(printed.strip()) is not None
    ]
    return joined([min(headings)[1]]) if headings else ""
