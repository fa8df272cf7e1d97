"""Formulas as reports print them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.formula import FROM_BASE, ratio, read_formula

VALUES = {"actual": Decimal(991), "target": Decimal(1198), "baseline": Decimal(870)}


@pytest.mark.parametrize(
    ("text", "formula"),
    [
        ("((実績値-基準値)／(目標値－基準値))×100", FROM_BASE),
        ("(実績値－基準値)÷(目標値－基準値)", FROM_BASE),
        ("実績値(a)/目標値(b)", ratio("actual", "target")),
        ("実績値（ａ）／目標値（ｂ）", ratio("actual", "target")),
        ("達成率＝実績値÷最終目標値×100", None),
        ("実績値（a）を目標値（b）で除した割合", ratio("actual", "target")),
        ("目標値を実績値で除した値", ratio("target", "actual")),
        ("計画策定時の数値／実績値", ratio("baseline", "actual")),
    ],
)
def test_formulas_are_read(text, formula):
    read = read_formula(text)
    assert read is not None
    if formula is not None:
        assert read.compute(VALUES) == formula.compute(VALUES)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "実績値",
        "1-実績値",
        "目標値/基準値",
        "総人口/面積",
        "実績値/(目標値",
        "実績値を前年で除した割合",
        "実績値 目標値",
        "()",
    ],
)
def test_what_is_no_rate_is_not(text):
    assert read_formula(text) is None


def test_the_arithmetic_is_written_out():
    assert FROM_BASE.written(VALUES) == "(991 − 870) ÷ (1,198 − 870) × 100"
    assert ratio("actual", "target").written({"actual": Decimal("-5"), "target": Decimal(10)}) == "(-5) ÷ 10 × 100"


def test_dividing_by_nothing_is_no_rate():
    assert ratio("actual", "target").compute({"actual": Decimal(1), "target": Decimal(0)}) is None
    assert ratio("actual", "target").compute({"actual": Decimal(0), "target": Decimal(0)}) is None


@given(st.text(alphabet="実績値目標基準()+-*/×÷0123 aを除した", max_size=24))
def test_no_text_breaks_it(text):
    formula = read_formula(text)
    assert formula is None or "actual" in formula.variables
