"""Formulas as reports print them."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.formula import FROM_BASE, INVERSE, PLAIN, ratio, read_formula

VALUES = {"actual": Decimal(991), "target": Decimal(1198), "baseline": Decimal(870), "final": Decimal(1280)}


@pytest.mark.parametrize(
    ("text", "formula"),
    [
        ("((実績値-基準値)／(目標値－基準値))×100", FROM_BASE),
        ("(実績値－基準値)÷(目標値－基準値)", FROM_BASE),
        ("実績値(a)/目標値(b)", PLAIN),
        ("実績値（ａ）／目標値（ｂ）", PLAIN),
        ("達成率＝実績値÷最終目標値×100", ratio("actual", "final")),
        ("実績値x100/計画値", PLAIN),
        ("[{実績値–基準値}÷(目標値−基準値)]✕100", FROM_BASE),
        ("実績値（a）を目標値（b）で除した割合", PLAIN),
        ("目標値を実績値で除した値", INVERSE),
        ("計画策定時の数値／実績値", ratio("baseline", "actual")),
    ],
)
def test_formulas_are_read(text, formula):
    read = read_formula(text)
    assert read is not None
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
        "(実績値)",
        "(" * 5000 + "実績値/目標値",
    ],
)
def test_what_is_no_rate_is_not(text):
    assert read_formula(text) is None


def test_the_arithmetic_is_written_out():
    assert FROM_BASE.written(VALUES) == "(991 − 870) ÷ (1,198 − 870) × 100"
    assert PLAIN.written({"actual": Decimal("-5"), "target": Decimal(10)}) == "(-5) ÷ 10 × 100"


def test_dividing_by_nothing_is_no_rate():
    assert PLAIN.compute({"actual": Decimal(1), "target": Decimal(0)}) is None
    assert PLAIN.compute({"actual": Decimal(0), "target": Decimal(0)}) is None


def test_a_missing_value_leaves_no_rate():
    assert PLAIN.compute({"actual": Decimal(1)}) is None


def test_the_final_target_may_be_the_only_one():
    formula = read_formula("実績値÷最終目標値")
    assert formula is not None and formula.variables == {"actual", "final"}
    assert formula.of_one_target() == PLAIN


@settings(max_examples=50)
@given(*[st.decimals(-1000, 1000, places=1)] * 3)
def test_a_rate_is_exact(actual, base, target):
    rate = FROM_BASE.compute({"actual": actual, "baseline": base, "target": target})
    if target == base:
        assert rate is None
    else:
        assert rate == Fraction(actual - base) / Fraction(target - base) * 100


@given(st.text(alphabet="実績値目標基準()+-*/×÷0123 aを除した", max_size=24))
def test_no_text_breaks_it(text):
    formula = read_formula(text)
    assert formula is None or "actual" in formula.variables
