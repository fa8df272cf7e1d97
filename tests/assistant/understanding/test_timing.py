"""Single times that a question names in a row."""

import pytest

from assistant.understanding.timing import single_periods
from index.period import find_periods


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("平成26年、平成29年、令和5年の値", [2014, 2017, 2023]),
        ("2016年と2017年はそれぞれ", [2016, 2017]),
        ("2013 and 2016", [2013, 2016]),
        ("R7～R11累計の目標", [2029]),
        ("令和3年度から令和5年度まで", [2023]),
        ("令和3年12月末", [2021]),
        ("12月末", [None]),
    ],
)
def test_single_periods(text, years):
    assert [period.year for period in single_periods(found for _, _, found in find_periods(text))] == years
