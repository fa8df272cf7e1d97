"""Rows of a sheet: tables, and words above and below them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.formats.sheet import arranged

HEADER = ["指標", "基準値", "実績値"]
ROW = ["移住者数", "10人", "20人"]


@pytest.mark.parametrize(
    ("rows", "out"),
    [
        ([HEADER, ROW], [tuple(HEADER), tuple(ROW)]),
        ([["評価の結果", "", ""], HEADER, ROW], [("評価の結果",), tuple(HEADER), tuple(ROW)]),
        ([["", "", "（単位：千円）"], HEADER, ROW], [("（単位：千円）",), tuple(HEADER), tuple(ROW)]),
        ([HEADER, ROW, ["※1 速報値", "", ""]], [tuple(HEADER), tuple(ROW), ("※1 速報値",)]),
        ([HEADER, ["第1章", "", ""], ROW], [tuple(HEADER), ("第1章", "", ""), tuple(ROW)]),
        ([HEADER, ROW, ["空き家の数", "", ""]], [tuple(HEADER), tuple(ROW), ("空き家の数", "", "")]),
        ([HEADER, ["", "", ""], ROW], [tuple(HEADER), (), tuple(ROW)]),
        ([["一", "", "二", ""], ["三", "", "", ""], ["四", "", "五", ""]], [("一", "二"), ("三", ""), ("四", "五")]),
        ([["述べる。", ""], ["続ける。", ""]], [("述べる。",), ("続ける。",)]),
        ([["", "字下げ"]], [("字下げ",)]),
        ([["短い"], HEADER], [("短い",), tuple(HEADER)]),
        ([], []),
    ],
)
def test_rows_are_a_table_or_words(rows, out):
    assert arranged(rows) == out


def test_a_merged_cell_over_some_columns_heads_them():
    rows = [["", "実績", ""], ["指標", "R2", "R3"], ["移住者数", "10人", "20人"]]
    assert arranged(rows)[0] == ("実績",)
    assert arranged(rows, {(0, 1)})[0] == ("", "実績", "")
    assert arranged([["表題", "", ""], *rows[1:]], {(0, 0)})[0] == ("表題",)


@settings(max_examples=50)
@given(st.lists(st.lists(st.sampled_from(["", "", "値", "※注"]), min_size=3, max_size=3), max_size=8))
def test_every_cell_is_kept_once_in_its_row(rows):
    out = arranged(rows)
    assert [list(filter(None, cells)) for cells in out] == [list(filter(None, row)) for row in rows]
