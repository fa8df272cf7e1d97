"""Tables printed one cell a line: names over several lines, page breaks, rows that lost a cell."""

import pytest

from index.figures import extract_figures
from index.layout import lay_out
from index.tables.stack import is_page_number, read_stack
from tests.index.test_figures import report_of

HEADER = "指標名 単位 基準値 （R2） 実績値 （R5） 目標値 （R8） 達成率 評価"
ROWS = "来館者数 人 10 24 30 80.0% B"
MORE = "貸出冊数 冊 5 9 12 75.0% C"


def stacked(*parts):
    return "\n".join(" ".join(parts).split(" ")) + "\n"


def rows_of(text):
    found = read_stack(text.split("\n"), 0)
    return None if found is None else ["|".join(cell.text for cell in row) for row in found[0][1:]]


def told(text):
    figures, warned = extract_figures(report_of(text), lay_out(text))
    return [(figure.name, figure.measure, figure.text) for figure in figures], [
        (one.line, one.message) for one in warned
    ]


def test_a_name_takes_as_many_lines_as_let_the_other_cells_stand():
    text = stacked(
        HEADER,
        "町民１人当たりの公民館 利用回数",
        "回 3.1 3.4 4.0 85.0% B",
        "講座の受講者数 （累計）",
        "人 4 6 8 75.0% C",
    )
    assert rows_of(text) == [
        "町民１人当たりの公民館利用回数|回|3.1|3.4|4.0|85.0%|B",
        "講座の受講者数 （累計）|人|4|6|8|75.0%|C",
    ]


def test_a_page_number_and_a_running_title_part_no_table():
    text = "町の計画\n\n" + stacked(HEADER, ROWS) + "\n- 3 -\n\n町の計画\n\n" + stacked(MORE) + "\n以上です。\n"
    figures, warned = told(text)
    assert [figure for figure in figures if figure[1] == "actual"] == [
        ("来館者数", "actual", "24"),
        ("貸出冊数", "actual", "9"),
    ]
    assert warned == []


def test_a_row_that_lost_a_cell_spoils_no_other_and_is_proved_by_its_rate():
    figures, warned = told("町の計画\n\n" + stacked(HEADER, "来館者数 人 24 30 80.0% B", MORE))
    assert [figure for figure in figures if figure[0] == "来館者数"] == [
        ("来館者数", "actual", "24"),
        ("来館者数", "target", "30"),
        ("来館者数", "achievement", "80.0%"),
        ("来館者数", "grade", "B"),
    ]
    assert len([figure for figure in figures if figure[0] == "貸出冊数"]) == 5
    assert warned == []


@pytest.mark.parametrize("order", [("来館者数 人 24 30 － －", MORE), (MORE, "来館者数 人 24 30 － －")])
def test_a_row_that_lost_a_cell_without_proof_is_left_out(order):
    figures, warned = told("町の計画\n\n" + stacked(HEADER, *order))
    assert {name for name, _, _ in figures} == {"貸出冊数"}
    assert [message for _, message in warned] == ["row left out: its values fit more than one column"]


def test_words_for_values_are_told_from_the_name_of_the_next_row():
    header = "指標名 基準値 実績値 目標値"
    assert rows_of(stacked(header, "規約 未策定 策定中 策定", "来館者数 1 2 3")) == [
        "規約|未策定|策定中|策定",
        "来館者数|1|2|3",
    ]
    assert rows_of(stacked(header, "来館者数 1 2", "貸出冊数 4 5 6")) == ["来館者数|1|2", "貸出冊数|4|5|6"]


def test_a_heading_right_above_is_no_part_of_the_table():
    (table,) = [
        block
        for block in lay_out("町の計画\n\n本文です。\n\n健やかなまち\n" + stacked(HEADER, ROWS))
        if block.kind == "table"
    ]
    assert table.path == ("町の計画", "健やかなまち")


@pytest.mark.parametrize("text", ["指標名\n単位\n", "指標名\n基準値\n目標値\n説明の文です。\n", "来館者数\n人\n3\n"])
def test_no_stack(text):
    assert rows_of(text) is None


def test_page_numbers():
    assert is_page_number("- 3 -") and is_page_number("－１２－")
    assert not is_page_number("3") and not is_page_number("-3")
