"""Base, this year's and final value from lines that print them in any order."""

from decimal import Decimal

import pytest

from index.forms.form import tokens_of
from index.forms.printed_formula import PrintedFormula
from index.forms.setting import Search, groups_of, settle_years, this_year_of
from index.forms.yearly import yearly_parts

FORMULA = PrintedFormula("((実績値-基準値)／(目標値－基準値))×100", 1, 1)
FIRST = "年度 H30 R1 進捗率\n目標値 8,971 9,240 10,709\n実績値 8,303 - 8,303\n達成率 -155.9% - 77.5%"
SECOND = "年度 H30 R1 進捗率\n目標値 1,145 1,173 1,325\n実績値 1,078 - 1,078\n達成率 -148.1% - 81.4%"


def lines(text: str):
    return [tokens_of(line, n) for n, line in enumerate(text.split("\n"), 1)]


def values(text: str, *series: str, this_year: int | None = None) -> dict[tuple[int, int], str]:
    parts = yearly_parts(lines("\n".join(series)))
    found = Search(groups_of(lines(text), "number"), parts, [FORMULA], this_year, every_formula=True).settings()
    return {slot: token.text for slot, token in sorted(found.values.items())}


def test_values_of_two_indicators_are_told_apart_by_their_rates():
    text = "基 準 値 8710 9,517 最終目標値\n1,202 最終目標値 1,325\n目標値\n基 準 値 1,118\n10,709目標値"
    assert values(text, FIRST, SECOND) == {
        (0, 0): "8710", (0, 1): "9,517", (0, 2): "10,709", (1, 0): "1,118", (1, 1): "1,202", (1, 2): "1,325",
    }  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "基準値 8,710 目標値 9,517 最終目標値 10,709",
        "基準値 8,710\n目標値 9,517\n最終目標値 10,709",
        "8,710 基準値 9,517 目標値 10,709 最終目標値",
        "8,710\n基準値\n9,517 目標値 10,709\n最終目標値",
        "12\n基準値 8,710 目標値 9,517 最終目標値 10,709",
    ],
)
def test_one_indicator_in_any_order(text):
    assert values(text, FIRST) == {(0, 0): "8,710", (0, 1): "9,517", (0, 2): "10,709"}


BARE = "年度 R4 R5 進捗率\n目標値 12.0 16.0 30\n実績値 11.4 15.4 15.4\n達成率 84.2% 92.3% 51.3%"


def test_values_in_per_cent_are_those_of_a_bare_yearly_part_that_bears_them_out():
    text = "8.2%基準値\n20% 最終目標値 30%\n基準値 8,710 目標値 9,517 最終目標値 10,709"
    assert values(text, FIRST, BARE) == {
        (0, 0): "8,710", (0, 1): "9,517", (0, 2): "10,709", (1, 0): "8.2%", (1, 1): "20%", (1, 2): "30%",
    }  # fmt: skip


@pytest.mark.parametrize("text", ["20% 最終目標値 35%", "20%"])
def test_values_in_per_cent_that_nothing_bears_out_are_of_no_bare_yearly_part(text):
    assert values(text, BARE) == {}


def test_a_value_that_can_be_two_things_is_none():
    dashes = "年度 R1 進捗率\n目標値 5 10\n実績値 - -\n達成率 - -"
    assert values("7\n10", dashes) == {}
    assert values("基準値 7 目標値 最終目標値 10", dashes) == {(0, 0): "7", (0, 2): "10"}


def test_the_target_of_this_year_is_told_by_its_column():
    series = "年度 R1 R2 進捗率\n目標値 5 8 10\n実績値 - - -\n達成率 - - -"
    assert values("8\n6\n10", series) == {(0, 2): "10"}
    assert values("8\n6\n10", series, this_year=2020) == {(0, 0): "6", (0, 1): "8", (0, 2): "10"}


def test_a_page_number_is_no_value():
    groups = groups_of(lines("- 3\n3\n1,280"), "number")
    assert [group.may_be_stray for group in groups] == [True, True, False]


def years(text: str, count: int) -> dict[int, str | None]:
    groups = groups_of(lines(text), "period")
    return {one: token and token.text for one, token in settle_years(groups, count, this_year_of(groups)).items()}


def test_years_that_all_share_need_no_owner():
    text = "最終年度 r6\nｒ6\n基準年度 ｈ29 年度 ｒ2 最終年度\n基準年度 h29 r2"
    assert years(text, 2) == {0: "ｈ29", 1: "ｒ2", 2: "r6"}


def test_years_that_differ_are_open():
    assert years("基準年度 h29 年度 r2 最終年度 r6\n基準年度 h28 年度 r2 最終年度 r6", 2) == {1: "r2", 2: "r6"}


def test_a_year_that_is_not_printed_is_certain_to_be_none():
    assert years("基準年度 年度 r2 最終年度 r6", 1) == {0: None, 1: "r2", 2: "r6"}
    assert years("r2\nr6", 1).get(0, "open") == "open"


def test_numbers_keep_their_value():
    parts = yearly_parts(lines(FIRST))
    assert parts[0].final == Decimal(10709)
    assert parts[0].target_in(2019) == Decimal(9240)
    assert parts[0].target_in(2024) is None
