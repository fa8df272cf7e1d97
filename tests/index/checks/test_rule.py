"""What reports say of their own rates."""

from decimal import Decimal

import pytest

from index.checks.rule import stated
from tests.index.audited import read, written

RISING = "数値の増加をめざす指標の進捗率は、実績値（a）を目標値（b）で除した割合としています。"
FALLING = (
    "数値の減少をめざす指標の進捗率は次のとおりです。（名称欄に（※）がある指標）\n\n"
    "- 目標値（b）を実績値（a）で除した割合としています。\n"
    "- 実績値が策定時の数値を上回っている場合の進捗率は「0%」と表記しています。\n"
)
TABLE = """
KPI\t戦略策定時\t実績値 (a)\t目標値 (b)\t進捗率 (a)/(b)
和紙の出荷額\t80億円 (H30)\t90億円 (R3)\t120億円 (R6)\t75.0%
事故の件数（※）\t50件 (H30)\t40件 (R3)\t20件 (R6)\t50.0%
就業率\t60.0% (H30)\t66.0% (R3)\t全国平均値 (R6)\t88.0% (※1)

※1 R3全国平均値75.0を用いて計算
"""


def rates(text):
    _, figures, _ = read(written(text))
    return {figure.name: figure for figure in figures if figure.measure == "progress"}


def test_rules_are_read_in_the_reports_words():
    rules = stated(read(written(f"{RISING}\n\n{FALLING}"))[0])
    assert rules.rising == "実績値(a)を目標値(b)で除した割合"
    assert rules.falling == "目標値(b)を実績値(a)で除した割合"
    assert (rules.mark, rules.zero, rules.of) == ("※", True, "progress")


def test_rules_in_one_paragraph_are_told_apart():
    falling = "数値の減少をめざす指標の進捗率は、目標値を実績値で除した割合です。（名称欄に▼がある指標）"
    rules = stated(read(written(f"はじめに\n\n{RISING}\n{falling}"))[0])
    assert "実績値" in rules.rising.split("を")[0]
    assert "目標値" in rules.falling.split("を")[0]
    assert rules.mark == "▼"


def test_a_report_that_says_nothing_has_no_rules():
    assert stated(read(written("道路の延長を目標値とした。\n\n予算を人口で除した額である。"))[0]).rising == ""


def test_figures_get_direction_rule_and_denominator():
    found = rates(f"{RISING}\n\n{FALLING}\n{TABLE}")
    assert found["事故の件数（※）"].direction == "down"
    assert found["事故の件数（※）"].rule == "目標値(b)を実績値(a)で除した割合"
    assert found["和紙の出荷額"].direction == ""
    assert found["和紙の出荷額"].rule == "実績値(a)を目標値(b)で除した割合"
    assert found["就業率"].denominator == Decimal("75.0")
    assert found["就業率"].direction == ""  # ※1 is a footnote, no mark of a falling indicator


def test_a_header_with_letters_is_a_rule():
    assert rates(TABLE)["和紙の出荷額"].rule == "実績値(a)/目標値(b)"


@pytest.mark.parametrize("note", ["※1 R3の速報値75.0", "※1 75.0と80.0を用いて計算", "※1 用いて計算"])
def test_a_footnote_that_gives_no_one_number_for_it_is_no_denominator(note):
    assert rates(TABLE.replace("※1 R3全国平均値75.0を用いて計算", note))["就業率"].denominator is None
