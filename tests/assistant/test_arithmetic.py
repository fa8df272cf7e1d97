"""Differences and sums, each written out."""

from dataclasses import replace
from decimal import Decimal

import pytest

from assistant.arithmetic import Formula, between, calculate
from assistant.lexicon import load_lexicon
from assistant.understanding.naming import ReportNames
from assistant.understanding.question import parse
from tests.contracts.store import FIGURE


def asked(text):
    return parse(text, load_lexicon(), ReportNames([]))


def figure(measure, value, unit="人", period="", note="", text=""):
    number = None if value is None else Decimal(value)
    return replace(FIGURE, measure=measure, value=number, unit=unit, period=period, note=note, text=text or str(value))


ROW = [figure("baseline", 100), figure("actual", 150), figure("target", 200)]
TARGET, CHANGE = asked("目標との差は？"), asked("どれだけ増えた？")


@pytest.mark.parametrize(
    ("question", "values", "kind", "text", "sign"),
    [
        (TARGET, (100, 150, 200), "to_target", "200 − 150 = 50", -1),
        (TARGET, (100, 250, 200), "to_target", "250 − 200 = 50", 1),
        (TARGET, (100, 200, 200), "to_target", "200 − 200 = 0", 0),
        (TARGET, (100, 80, 50), "to_lower_target", "80 − 50 = 30", 1),
        (TARGET, (100, 40, 50), "to_lower_target", "50 − 40 = 10", -1),
        (TARGET, (None, 150, 200), "to_target", "200 − 150 = 50", -1),
        (CHANGE, (100, 150, 200), "change", "150 − 100 = 50", 1),
        (CHANGE, (100, 80, 200), "change", "100 − 80 = 20", -1),
        (CHANGE, (-1200, -800, 0), "change", "-800 − -1,200 = 400", 1),
        (CHANGE, ("1.10", "1.35", 2), "change", "1.35 − 1.1 = 0.25", 1),
    ],
)
def test_differences(question, values, kind, text, sign):
    figures = [figure(measure, value) for measure, value in zip(("baseline", "actual", "target"), values, strict=True)]
    formula = between(question, figures)
    assert (formula.kind, formula.text, formula.sign) == (kind, text, sign)
    assert formula.unit == "人"
    assert formula.value >= 0


@pytest.mark.parametrize(
    "text",
    [
        "目標まであと何人？",
        "目標に何人足りない？",
        "目標を達成した？",
        "how many more to the target?",
        "how much does it have to rise to the target?",
    ],
)
def test_words_that_ask_for_the_gap(text):
    assert between(asked(text), ROW).text == "200 − 150 = 50"


@pytest.mark.parametrize("text", ["増減は？", "何人減った？", "how much did it increase?"])
def test_words_that_ask_for_the_change(text):
    assert between(asked(text), ROW).text == "150 − 100 = 50"


def test_nothing_is_worked_out_unasked():
    assert between(asked("実績は？"), ROW) is None


def test_percentages_differ_by_points():
    formula = between(TARGET, [figure("actual", 45, "%"), figure("target", 50, "%")])
    assert (formula.text, formula.unit) == ("50 − 45 = 5", "ポイント")


@pytest.mark.parametrize(
    "figures",
    [
        [figure("actual", 150)],
        [figure("actual", 150), figure("target", None)],
        [figure("actual", 150), figure("target", 200, "%")],
        [],
    ],
)
def test_no_difference_without_two_numbers_of_one_unit(figures):
    assert between(TARGET, figures) is None


def test_a_row_that_prints_its_unit_by_day_once_means_it_throughout():
    base, actual = figure("baseline", 190, unit="人/日"), figure("actual", 120)
    assert between(CHANGE, [base, actual]).value == 70
    assert between(CHANGE, [replace(base, line=FIGURE.line + 1), actual]) is None


def test_the_gap_to_an_average_that_a_footnote_prints():
    row = [
        figure("actual", "71.4", "%"),
        figure("target", None, "", text="全国平均値", note="※1 H29全国平均値75.7を用いて計算"),
    ]
    formula = between(TARGET, row)
    assert (formula.kind, formula.text, formula.unit, formula.sign) == (
        "to_average",
        "75.7 − 71.4 = 4.3",
        "ポイント",
        -1,
    )


def test_sums_of_one_measure_unit_and_period():
    costs = [figure("budget", value, "千円", "R4") for value in (8500, 1500, 20)]
    formula = calculate(asked("予算の合計は？"), costs)
    assert (formula.text, formula.value, formula.unit) == ("8,500 + 1,500 + 20 = 10,020", 10020, "千円")
    assert formula.figures == tuple(costs)


@pytest.mark.parametrize(
    "second",
    [
        figure("general_fund", 1, "千円", "R4"),
        replace(figure("budget", 1, "千円", "R5"), year=2023),
        figure("budget", None, "千円", "R4"),
    ],
)
def test_no_sum_over_what_differs(second):
    assert not isinstance(
        calculate(asked("予算の合計は？"), [replace(figure("budget", 1, "千円", "R4"), year=2022), second]), Formula
    )


@pytest.mark.parametrize(
    ("second", "hindrance", "printed"),
    [
        (figure("actual", 7, "件", period="R4"), "unit", ("人", "件")),
        (figure("target", 7, period="R4"), "measure", ("actual", "target")),
        (replace(figure("actual", 7, period="R5"), year=2023), "period", ("R4", "R5")),
    ],
)
def test_what_hinders_is_said(second, hindrance, printed):
    first = replace(figure("actual", 5, period="R4"), year=2022)
    found = calculate(asked("差は？"), [first, second])
    assert (found.hindrance, found.printed) == (hindrance, printed)


def test_sizes_of_one_unit_are_put_into_one():
    formula = calculate(asked("合計は？"), [figure("budget", 3, "千円"), figure("budget", 2, "万円")])
    assert (formula.text, formula.value, formula.unit) == ("3千円 + 20千円 = 23千円", 23, "千円")


@pytest.mark.parametrize(
    ("text", "kind", "formula", "unit", "exact"),
    [
        ("R4はR1の何倍？", "ratio", "150 ÷ 100 = 1.5", "倍", True),
        ("R1はR4の何倍？", "ratio", "100 ÷ 150 ≒ 0.67", "倍", False),
        ("R1からR4で何倍？", "ratio", "150 ÷ 100 = 1.5", "倍", True),
        ("R1からR4への増加率は？", "growth", "(150 − 100) ÷ 100 × 100 = 50", "%", True),
        ("R1とR4の差は？", "change", "150 − 100 = 50", "人", True),
        ("R1とR4の平均は？", "average", "(100 + 150) ÷ 2 = 125", "人", True),
        ("R1とR4の合計は？", "sum", "100 + 150 = 250", "人", True),
        ("how many times R1 was R4?", "ratio", "150 ÷ 100 = 1.5", "倍", True),
    ],
)
def test_two_years_of_one_indicator(text, kind, formula, unit, exact):
    row = [
        replace(figure("actual", 100, period="R1"), year=2019),
        replace(figure("actual", 150, period="R4"), year=2022),
        replace(figure("actual", 170, period="R5"), year=2023),
    ]
    found = between(asked(text), row)
    assert (found.kind, found.text, found.unit, found.exact) == (kind, formula, unit, exact)


def test_a_year_that_is_not_there_is_not_made_up():
    row = [replace(figure("actual", 100, period="R1"), year=2019)]
    assert between(asked("R4はR1の何倍？"), row) is None


def test_no_sum_of_one_and_none_unasked():
    cost = figure("budget", 1, "千円", "R4")
    assert calculate(asked("予算の合計は？"), [cost]) is None
    assert calculate(asked("予算は？"), [cost, cost]) is None


@pytest.mark.parametrize(
    ("text", "kind", "formula"),
    [
        ("目標までに何人増やす計画？", "to_target_from_base", "200 − 100 = 100"),
        ("何人増やす計画？", "to_target_from_base", "200 − 100 = 100"),
        ("By how much does it have to rise to reach the target?", "to_target_from_base", "200 − 100 = 100"),
        ("目標は現状の何倍？", "ratio", "200 ÷ 100 = 2"),
        ("目標は基準値から何%増？", "growth", "(200 − 100) ÷ 100 × 100 = 100"),
    ],
)
def test_what_is_planned_counts_from_the_base_where_no_actual_is_printed(text, kind, formula):
    found = between(asked(text), [ROW[0], ROW[2]])
    assert (found.kind, found.text) == (kind, formula)


def test_a_past_change_is_none_of_a_target():
    assert between(asked("何人減った？"), [ROW[0]]) is None


def test_one_cell_may_leave_out_what_its_number_is_per():
    row = [figure("baseline", 190, "人/日"), figure("actual", 120)]
    assert between(asked("基準値からどれだけ減った？"), row).text == "190人 − 120人 = 70人"
    assert between(asked("基準値からどれだけ減った？"), [row[0], figure("actual", 120, "校")]) is None


def test_what_is_left_of_a_budget_without_its_general_fund():
    costs = [figure("budget", 500, "千円"), figure("general_fund", 450, "千円")]
    assert between(asked("事業費のうち一般財源じゃない分はいくら？"), costs).text == "500 − 450 = 50"
