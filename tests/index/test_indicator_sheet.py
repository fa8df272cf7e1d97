"""Indicator sheets: every cell where it belongs, or left out and said so."""

from collections import Counter
from datetime import date
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from index.draft import Warned
from index.figure import Figure
from index.indicator_sheet import read_indicator_sheets
from index.layout import lay_out
from index.markup import comparable
from index.report import Report
from tests.index.indicator_form import Text, in_order, indicators

MARKS = ["主①", "関①", "関②", "関③"]


def read(text: str) -> tuple[list[Figure], list[Warned]]:
    report = Report("r", "t", "", None, date(2021, 3, 31), "", "", "", "r.txt", "", text)
    found = list(read_indicator_sheets(report, lay_out(text)))
    return [one for one in found if isinstance(one, Figure)], [one for one in found if isinstance(one, Warned)]


def printed(text: Text) -> Counter[tuple[str, ...]]:
    return Counter((cell.item, cell.name, cell.measure, comparable(cell.text), cell.period) for cell in text.cells)


def placed(figures: list[Figure]) -> Counter[tuple[str, ...]]:
    return Counter((one.item, one.name, one.measure, comparable(one.text), one.period) for one in figures)


@settings(max_examples=50)
@given(st.integers(0, 10**9), st.integers(1, 4), st.booleans(), st.booleans())
def test_a_form_in_order_is_read_whole(seed, count, full, spaced):
    random = Random(seed)
    text = in_order(random, indicators(random, MARKS[:count], same_years=False), full=full, spaced=spaced)
    figures, warnings = read(text.text)
    assert placed(figures) == printed(text)
    assert warnings == []
