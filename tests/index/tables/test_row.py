"""Lines that are table rows: cells parted by tabs, bars or wide space, each with its place in the line."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.tables.row import is_row, is_rule, read_row, read_spaced
from tests.index.test_quantity import WIDE  # noqa: F401  (loads the profile without deadlines)


def texts(cells):
    return [cell.text for cell in cells]


@pytest.mark.parametrize(
    ("line", "cells"),
    [
        ("移住者数\t10人\t20人", ["移住者数", "10人", "20人"]),
        ("\t10人\t", ["", "10人", ""]),
        ("| 移住者数 | 10人 |  |", ["移住者数", "10人", ""]),
        ("  ｜移住者数｜10人｜", ["移住者数", "10人"]),
        (r"| A\|B | 1 |", ["A|B", "1"]),
    ],
)
def test_cells_of_a_row(line, cells):
    assert is_row(line)
    assert texts(read_row(line, 1)) == cells
    assert all(line[cell.start : cell.end].replace("\\", "") == cell.text for cell in read_row(line, 1))


@pytest.mark.parametrize("line", ["", " ", "移住者数 10人", "|", "| だけ", "A|B", "a | b | c"])
def test_what_is_no_row(line):
    assert not is_row(line)


@pytest.mark.parametrize("line", ["|---|---|", "| :--- | ---: |", "|:-:|--|", "｜---｜---｜"])
def test_rules(line):
    assert is_rule(line)


@pytest.mark.parametrize("line", ["| - | - |", "|---", "---", "| a | --- |", "| 10 |"])
def test_what_is_no_rule(line):
    assert not is_rule(line)


@pytest.mark.parametrize(
    ("line", "cells"),
    [
        ("指標　　基準値  目標値", ["指標", "基準値", "目標値"]),
        ("　指標　基準値", ["指標", "基準値"]),
        ("移住者数 10 人", ["移住者数 10 人"]),
        ("", []),
    ],
)
def test_cells_parted_by_wide_space(line, cells):
    assert texts(read_spaced(line, 1)) == cells


@given(st.lists(st.text("移住10人（R5）-%", max_size=6), min_size=2, max_size=6), st.sampled_from(["\t", "|"]))
@settings(max_examples=50)
def test_joined_cells_read_back(cells, mark):
    line = mark.join(cells) if mark == "\t" else f"|{'|'.join(cells)}|"
    read = read_row(line, 7)
    assert texts(read) == cells
    assert [line[cell.start : cell.end] for cell in read] == cells
    assert {cell.line for cell in read} == {7}
