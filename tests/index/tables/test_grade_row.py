"""Tables of grades alone."""

import pytest

from index.layout import lay_out
from index.tables.grade_row import graded_cells


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("公平性\t緊急度\t総合判定\nA\tC\tB\n", [("公平性", "A"), ("緊急度", "C"), ("総合判定", "B")]),
        ("公平性\t緊急度\nA\tC\n", []),  # nothing says that these are grades
        ("公平性\t緊急度\t総合判定\nA\t3\tB\n", []),
        ("公平性\t緊急度\t総合判定\nA\tC\n", []),
        ("公平性\t地区\t総合判定\nA\tB\tC\n", []),
        ("公平性\t公平性\t総合判定\nA\tB\tC\n", []),
    ],
)
def test_what_is_graded_and_how(text, expected):
    (table,) = [block for block in lay_out(text) if block.kind == "table"]
    assert [(of, cell.text) for of, cell in graded_cells(table)] == expected
