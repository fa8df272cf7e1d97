"""The yearly part of a form: its rows, and which column each cell stands in."""

from decimal import Decimal

import pytest

from index.forms.form import tokens_of
from index.forms.printed_formula import PrintedFormula
from index.forms.yearly import Yearly, yearly_parts
from index.forms.yearly_column import Known, settle

FROM_BASE = PrintedFormula("((実績値-基準値)／(目標値－基準値))×100", 1, 1)
WHOLE = {
    "目標値": "目標値 1,116.0 1,198.0 1,280",
    "実績値": "実績値 968.0 991.0 991.0",
    "達成率": "達成率 39.8% 36.9% 77.4%",
}
IN_PLACE = {
    "target": ["1,116.0", "1,198.0", "1,280"],
    "actual": ["968.0", "991.0", "991.0"],
    "achievement": ["39.8%", "36.9%", "77.4%"],
}


def parts(text: str) -> list[Yearly]:
    return yearly_parts([tokens_of(line, n) for n, line in enumerate(text.split("\n"), 1)])


def columns(base: int | None, **rows: str) -> dict[str, list[str]]:
    text = "\n".join(["年度 H29 H30 進捗率", *(WHOLE | rows).values()])
    known = Known(Decimal(base) if base else None, Decimal(1280), (FROM_BASE,))
    settled = settle(parts(text)[0], known)
    return {name: [cell.text if cell else "" for cell in cells] for name, cells in settled.columns.items()}


def test_rows_in_order():
    assert columns(870) == IN_PLACE
    assert columns(None) == IN_PLACE


def test_rates_out_of_order_are_put_right_by_arithmetic():
    assert columns(870, 達成率="達成率 39.8% 77.4%36.9%") == IN_PLACE
    assert columns(870, 達成率="達成率 77.4% 39.8% 36.9%") == IN_PLACE


def test_rates_that_nothing_proves_are_left_out():
    assert columns(None, 達成率="達成率 39.8% 77.4%36.9%")["achievement"] == ["", "", "77.4%"]


def test_a_misprinted_rate_stays_where_it_is_printed():
    assert columns(870, 達成率="達成率 39.9% 36.9% 77.4%")["achievement"] == ["39.9%", "36.9%", "77.4%"]


@pytest.mark.parametrize(
    ("row", "wanted"),
    [
        ("目標値 1,198.0 1,280", ["", "1,198.0", "1,280"]),
        ("目標値 1,116.0 1,280", ["1,116.0", "", "1,280"]),
        ("目標値 1,116.0 1,198.0", ["1,116.0", "1,198.0", ""]),
    ],
)
def test_a_row_that_lost_a_cell_is_put_right_by_the_others(row, wanted):
    assert columns(870, 目標値=row) == IN_PLACE | {"target": wanted}


def test_what_stands_in_two_columns_alike_is_left_out():
    assert columns(870, 実績値="実績値 968.0 991.0")["actual"] == ["968.0", "", ""]


def test_cells_below_their_labels():
    head, rates = "年度 H29 H30\n進捗率\n", "\n達成率\n39.8%\n36.9%\n77.4%"
    text = head + "目標値\n1,116.0\n1,198.0\n1,280\n実績値\n968.0 991.0 991.0" + rates
    (part,) = parts(text)
    assert {name: [cell.text for cell in row.cells] for name, row in part.rows.items()} == IN_PLACE


def test_words_stand_among_the_numbers():
    (part,) = parts("年度 H29 H30 進捗率\n目標値 5 6 7\n実績値 5 未集計 5\n達成率 100% - 71.4%")
    assert [cell.text for cell in part.rows["actual"].cells] == ["5", "未集計", "5"]


def test_grades_belong_to_the_series_below_them():
    graded = "評価年度 H28 H29 達成度合の分析ほか\n達成度合 A -\n特になし\n"
    series = "年度 H29 進捗率\n目標値 5 7\n実績値 5 5\n達成率 100% 71.4%\n"
    both = parts((graded + series) * 2)
    assert [[cell.text for cell in part.grades.cells] for part in both if part.grades] == [["A", "-"]] * 2
    assert both[0].analysis == (2, 3)
    # Printed behind their series they would be the next one's.
    assert [part.grades for part in parts((series + graded) * 2)] == [None, None]


def test_a_legend_of_grades_is_no_row():
    (part,) = parts("年度 H29 進捗率\n目標値 5 7\n実績値 5 5\n達成率 100% 71.4%\n達成度合 A B C D -\n100%以上")
    assert (part.grades, part.last) == (None, 4)
