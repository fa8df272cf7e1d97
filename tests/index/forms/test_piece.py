"""Pages and pieces of a text."""

from dataclasses import replace

import pytest

from index.forms.piece import joined, pages_of
from tests.index.ledgers import report_of


@pytest.mark.parametrize("parting", ["\n\n\n\n", "\n\n\n\n\n\n", "\n\f", "\n \n\n \n"])
def test_form_feeds_and_runs_of_blank_lines_part_pages(parting):
    pages = pages_of(report_of(f"一\n二\n\n三{parting}四\n"))
    assert [[[line.strip() for line in piece.lines] for piece in page] for page in pages] == [
        [["一", "二"], ["三"]],
        [["四"]],
    ]


def test_two_blank_lines_part_no_pages():
    assert len(pages_of(report_of("一\n\n\n二\n"))) == 1


def test_lines_are_numbered_as_in_the_text():
    (page,) = pages_of(report_of("\n一\n二\n\n三\n"))
    assert [list(piece.numbered) for piece in page] == [[(2, "一"), (3, "二")], [(5, "三")]]
    assert [piece.last for piece in page] == [3, 5]


def test_pages_of_a_paged_format_are_its_own():
    report = replace(report_of("一\n\n\n\n二\n三"), pages=(1, 1, 1, 1, 1, 2))
    assert [[piece.lines for piece in page] for page in pages_of(report)] == [[("一",), ("二",)], [("三",)]]


def test_rows_of_tables_belong_to_no_piece():
    (page,) = pages_of(report_of("一\n二\t三\n四\n"))
    assert [piece.lines for piece in page] == [("一",), ("四",)]


@pytest.mark.parametrize(
    ("parts", "whole"),
    [(["振興事", "業"], "振興事業"), (["Open ", "Data 事業"], "Open Data 事業"), (["事業", "A"], "事業A"), ([], "")],
)
def test_wrapped_words_are_joined(parts, whole):
    assert joined(parts) == whole
