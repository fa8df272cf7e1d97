"""Columns of years, each of the value in the column right behind it: 年度 and 値 under 基準, 目標年度 and 目標値."""

import re
from collections.abc import Sequence

from index.period import parse_period
from index.quantity import is_missing
from index.text import clean

_YEAR = re.compile("(?:年度|年次|年月日?|年|時期|時点)$")
_VALUE_WORD = re.compile("数値|値|金額|額")
_VALUE = re.compile("(?:数値|値)$")


def are_years_of(years: Sequence[str], values: Sequence[str], cells: Sequence[str]) -> bool:
    """Whether a column under the headers `years`, outermost first, says when the values under `values` are from.

    Both stand under the same words, or begin with the same. Most of the cells that print something print periods: a
    row may have lost a cell.
    """
    if not years or not values or not _YEAR.search(clean(years[-1])) or not _VALUE.search(clean(values[-1])):
        return False
    said = [cell for cell in cells if not is_missing(cell)]
    dated = 2 * sum(parse_period(cell) is not None for cell in said) > len(said)
    shared = _shared(years, _YEAR)
    return dated and any(shared) and shared == _shared(values, _VALUE)


def is_value_word(header: str) -> bool:
    """Whether a header says no more than that values stand under it."""
    return _VALUE_WORD.fullmatch(clean(header)) is not None


def _shared(headers: Sequence[str], ending: re.Pattern[str]) -> list[str]:
    return [*map(clean, headers[:-1]), ending.sub("", clean(headers[-1]))]
