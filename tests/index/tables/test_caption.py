"""What the lines around a table say of it."""

import pytest

from index.layout import lay_out
from index.tables.caption import caption_of

TABLE = "区分\tR3\tR4\n甲地区\t1\t2\n"


def caption(text, at=0):
    blocks = lay_out(text)
    places = [n for n, block in enumerate(blocks) if block.kind == "table"]
    found = caption_of(blocks, places[at])
    return found.text, found.units, found.period.text if found.period else ""


@pytest.mark.parametrize(
    ("above", "expected"),
    [
        ("1 予算の概要\n\n（単位：千円）\n", ("1 予算の概要", ("千円",), "")),
        ("1 予算の概要\n\n表1 会計別の予算（単位：千円、％）\n", ("表1 会計別の予算", ("千円", "％"), "")),
        ("1 予算の概要\n\n令和5年度会計別予算\n（単位：千円）\n", ("令和5年度会計別予算", ("千円",), "令和5年度")),
        ("1 人口の動き\n\n（令和5年4月1日現在）\n", ("1 人口の動き", (), "令和5年4月1日現在")),
        ("1 施設の数\n\n表2 施設の一覧\n\n（単位：施設、人、％）\n", ("表2 施設の一覧", ("施設", "人", "％"), "")),
        ("1 目標の一覧\n\n令和5年10月策定 企画課\n", ("令和5年10月策定 企画課", (), "")),
        ("1 人口の動き\n\n長い説明の文章である。\n", ("1 人口の動き", (), "")),
        ("1 人口の動き\n\n平成30年度から令和5年度までの人口\n", ("平成30年度から令和5年度までの人口", (), "")),
    ],
)
def test_lines_above(above, expected):
    assert caption(f"資料の題名\n\n{above}{TABLE}") == expected


def test_a_unit_after_the_table():
    assert caption(f"資料の題名\n\n1 予算の概要\n{TABLE}（単位：千円）\n\n終わりの文章である。\n")[1] == ("千円",)


def test_a_unit_between_two_tables_is_the_second_ones():
    text = f"資料の題名\n\n1 予算の概要\n{TABLE}（単位：千円）\n指標\tR5\tR6\n乙地区\t1\t2\n"
    assert (caption(text)[1], caption(text, 1)[1]) == ((), ("千円",))
