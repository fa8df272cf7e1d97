"""The fiscal year that a heading says."""

import pytest

from index.tables.headed_year import headed_year


@pytest.mark.parametrize(
    ("texts", "year"),
    [
        (["1 一覧", "令和4年度 負担金の一覧"], "令和4年度"),
        (["R4年度の負担金", "令和6年度 報告"], "R4年度"),
        (["令和4年4月の負担金", "令和6年度 負担金"], ""),
        (["令和4年 負担金"], ""),
        (["令和4年度と令和5年度の負担金"], ""),
        (["令和4年度からの負担金"], ""),
        (["令和4年度 事業の点検"], ""),
        (["令和4年度版 負担金"], ""),
        (["負担金"], ""),
        ([], ""),
    ],
)
def test_the_one_year_that_headings_name(texts, year):
    found = headed_year(texts)
    assert (found.text if found else "") == year
