"""The rows of a project ledger."""

import pytest

from index.forms.piece import pages_of
from index.forms.project import numbers_at_end, read_projects
from tests.index.ledgers import report_of


def rows(text):
    return [
        (row.code, row.name, [number.text for number in row.numbers])
        for page in read_projects(pages_of(report_of(text)))
        for row in page
    ]


@pytest.mark.parametrize(
    ("line", "words", "numbers"),
    [
        ("産業振興課 4,558 0 0.1", "産業振興課 ", ["4,558", "0", "0.1"]),
        ("産業振興課 ４，５５８ ０", "産業振興課 ", ["４，５５８", "０"]),
        ("課 13, 132 2 ,627", "課 ", ["13, 132", "2 ,627"]),
        ("課 - ▲5", "課 ", ["-", "▲5"]),
        ("課 0532", "課 0532", []),
        ("達成率 39.8%", "達成率 39.8%", []),
    ],
)
def test_numbers_at_the_end_of_a_line(line, words, numbers):
    before, found = numbers_at_end(line, 1)
    assert (before, [number.text for number in found]) == (words, numbers)
    assert all(line[number.start : number.end] == number.text for number in found)


def test_a_row_may_be_spread_over_lines():
    text = (
        "0001 2(2)A 港湾整備事業 港湾課 1 2 3\n\n"
        "0002 2(2)A\n観光振興に関\nすること\n\n観光課 4 5 6\n\n0003 2(2)A 林業事業 林務課 7 8 9\n"
    )
    assert rows(text) == [
        ("0001", "港湾整備事業", ["1", "2", "3"]),
        ("0002", "観光振興に関すること", ["4", "5", "6"]),
        ("0003", "林業事業", ["7", "8", "9"]),
    ]


def test_a_name_may_begin_a_line_with_a_number():
    text = "1001 2(2)A 港湾事業 港湾課 1 2 3\n\n1002 2(2)A\n万博\n2025 開催事業\n\n観光課 4 5 6\n"
    assert rows(text)[1] == ("1002", "万博2025 開催事業", ["4", "5", "6"])


def test_without_a_scheme_it_is_open_whose_line_that_is():
    text = "1001 港湾事業 港湾課 1 2 3\n\n1002\n万博\n2025 開催事業\n\n観光課 4 5 6\n"
    assert [name for _, name, _ in rows(text)] == ["港湾事業", ""]


def test_a_name_of_several_words_keeps_them_without_the_office():
    text = "0001 港湾 整備 事業 港湾課 1 2 3\n\n0002 観光事業 観光課 4 5 6\n"
    assert [name for _, name, _ in rows(text)] == ["港湾 整備 事業", "観光事業"]


def test_a_last_word_that_may_be_an_office_or_not_leaves_the_name_open():
    text = "0001 港湾事業 港湾課 1 2 3\n\n0002 観光事業 港湾課 4 5 6\n\n0003 林業 その二 7 8 9\n"
    assert [name for _, name, _ in rows(text)] == ["港湾事業", "観光事業", ""]


def test_a_number_without_amounts_begins_no_row():
    assert rows("0533\n0534\n\nものづくり事業\n\nA3411\n") == []
