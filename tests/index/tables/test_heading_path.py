"""What headers of columns and rows mean."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.tables.heading_path import read_label, read_path, read_row


@pytest.mark.parametrize(
    ("text", "words", "period", "measure", "unit"),
    [
        ("R3決算", "決算", "R3", None, ""),
        ("H30実績", "", "H30", "actual", ""),
        ("令和5年度当初予算額", "当初予算額", "令和5年度", "budget", ""),
        ("目標値(R6)", "", "R6", "target", ""),
        ("R4（実績）", "", "R4", "actual", ""),
        ("利用者数（目標）", "利用者数", "", "target", ""),
        ("売上高（百万円）", "売上高", "", None, "百万円"),
        ("2018", "", "2018", None, ""),
        ("2020年3月期", "", "2020年3月期", None, ""),
        ("4月", "", "4月", None, ""),
        ("達成率 (b)/(a)", "", "", "achievement", ""),
        ("R1比", "R1比", "", None, ""),
        ("本年度予算額", "本年度予算額", "", "budget", ""),
        ("世帯", "世帯", "", None, ""),
        ("千円", "", "", None, "千円"),
        ("", "", "", None, ""),
    ],
)
def test_a_header_cell(text, words, period, measure, unit):
    label = read_label(text)
    assert (label.words, label.period.text if label.period else "", label.measure) == (words, period, measure)
    assert label.unit == unit


def test_an_ordinal_numbers_the_term_of_a_date():
    path = read_path(["第10期", "2020年3月"])
    assert (path.period.text, path.note, path.words) == ("2020年3月", "第10期", ())
    assert read_path(["第10期"]).period.text == "第10期"


def test_the_inner_period_wins_and_the_outer_one_still_tells_apart():
    path = read_path(["H30からの計画（R2）", "R6"])
    assert path.period.text == "R6"
    assert "R2" in path.text


def test_a_month_is_of_the_year_over_it():
    assert (read_path(["令和4年度", "1月"]).period.text, read_path(["令和4年度", "1月"]).period.year) == (
        "令和4年度 1月",
        2023,
    )


def test_an_outer_measure_that_an_inner_one_overrules_stays_in_the_words():
    assert read_path(["実績", "達成率"]).text == "実績"
    assert read_path(["実績", "達成率"]).measure == "achievement"


def test_a_row_keeps_the_year_within_its_name():
    path = read_row(("平成30年7月豪雨災害復旧費",))
    assert (path.text, path.period) == ("平成30年7月豪雨災害復旧費", None)


def test_a_row_that_prints_its_period_or_measure_alone():
    assert read_row(("利用者数", "目標")).measure == "target"
    assert read_row(("利用者数", "目標")).text == "利用者数"
    assert read_row(("体育館", "R4")).period.text == "R4"
    assert read_row(("予算",)).text == "予算"


def test_equal_words_at_two_levels_are_two_levels():
    assert read_row(("1 議会費", "1 議会費")).text == "1 議会費 1 議会費"


@given(st.text(max_size=30))
@settings(max_examples=50)
def test_any_text_is_a_header(text):
    label = read_label(text)
    assert read_path([text]).measure == label.measure
    assert read_row((text,)).measure == label.measure
