"""Two numbers in one cell, the second in brackets."""

import pytest

from index.tables.double_cell import is_double, parts_of
from index.tables.heading_path import read_path, read_row
from tests.index.tables.test_grid import figures_of


@pytest.mark.parametrize("text", ["412 〔138〕", "15（3）", "▲ 2 (1)", "1,200(▲30)", "９（２）"])
def test_two_numbers(text):
    assert is_double(text)


@pytest.mark.parametrize("text", ["412", "〔138〕", "15（H30）", "15人（うち3人）", "甲（3）", "3（2）と4（1）"])
def test_not_two_numbers(text):
    assert not is_double(text)


@pytest.mark.parametrize(
    ("row", "column", "expected"),
    [
        ("司書〔外、応援〕", "R3", [("4", "司書", "", ""), ("〔2〕", "司書", "", "外、応援")]),
        ("司書", "人員（うち新任）", [("4", "司書", "人員", ""), ("〔2〕", "司書", "人員", "うち新任")]),
        ("司書（非常勤）", "人員（うち新任）", []),
        ("司書", "R3", []),
        ("司書（人）", "R3", []),
    ],
)
def test_which_part_is_which(row, column, expected):
    found = parts_of("4 〔2〕", read_row((row,)), read_path([column]))
    assert [(part.text, part.row.text, part.column.text, part.scope) for part in found] == expected


def test_both_are_figures():
    text = "人の数\n\n区分\tR3\tR4\n司書 〔外、応援〕\t4 〔2〕\t5 〔0〕\n利用者\t90\t80\n"
    assert [(f.name, f.scope, f.text, f.value, f.year) for f in figures_of(text)][:4] == [
        ("司書", "", "4", 4, 2021),
        ("司書", "外、応援", "〔2〕", 2, 2021),
        ("司書", "", "5", 5, 2022),
        ("司書", "外、応援", "〔0〕", 0, 2022),
    ]
