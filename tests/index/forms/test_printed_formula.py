"""Formulas as forms print them: over several lines, in any width, and worked out exactly."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.forms.form import blank_codes
from index.forms.printed_formula import PrintedFormula, formula_pieces, join_formulas


def found(*lines: str) -> list[str]:
    blanked = [blank_codes(line) for line in lines]
    return [one.text for one in join_formulas(formula_pieces(blanked, 1, len(lines)), lines)]


FROM_BASE = "((実績値-基準値)／(目標値－基準値))×100"


@pytest.mark.parametrize(
    "lines",
    [
        ("((実績値-基準値)／(目標値", "－基準値))×100"),
        ("((実績値-基準値)／(目標値", "", "－基準値))×100２（２）A", "", "増加"),
        (FROM_BASE,),
        ("北海道総合計画 ((実績値-基準値)／(目標値", "－基準値))×100 増加"),
    ],
)
def test_a_formula_is_put_together(lines):
    assert found(*lines) == [FROM_BASE]


@pytest.mark.parametrize(
    "formula",
    ["実績値／目標値×100", "（１－（実績値－目標値）／目標値）×１００", "目標値÷実績値×100", "実績値/最終目標値"],
)
def test_other_formulas(formula):
    assert found(formula) == [formula]


@pytest.mark.parametrize(
    "line",
    [
        "実 績 値 8,303 - 8,303",
        "実績値 - 目標値 8",
        "基準値 8 目標値 9 最終目標値 9",
        "目標値 86% 最終目標値",
        "(実績値",
        "(実績値)",
    ],
)
def test_rows_and_torn_formulas_are_none(line):
    assert found(line) == []


def test_two_formulas_stay_two():
    assert found("（基準値－実績値）／", "（基準値－目標値）×100", "", "(実績値／目標値)", "×100") == [
        "（基準値－実績値）／（基準値－目標値）×100",
        "(実績値／目標値)×100",
    ]


def test_a_printed_rate_is_checked():
    formula = PrintedFormula(FROM_BASE, 1, 1)
    numbers = {"actual": Decimal(8303), "baseline": Decimal(8710), "target": Decimal(8971)}
    assert formula.gives(Decimal("-155.9"), numbers) is True
    assert formula.gives(Decimal("-155.8"), numbers) is False
    assert formula.gives(Decimal("-155.9"), numbers | {"baseline": None}) is None
    assert formula.gives(Decimal(1), numbers | {"baseline": Decimal(8971)}) is None


@given(*[st.decimals(-1000, 1000, places=1)] * 3)
def test_a_rate_is_exact(actual, base, target):
    rate = PrintedFormula(FROM_BASE, 1, 1).rate({"actual": actual, "baseline": base, "target": target})
    if target == base:
        assert rate is None
    else:
        assert rate == Fraction(actual - base) / Fraction(target - base) * 100


def test_a_formula_without_its_hundred_is_a_rate_all_the_same():
    rate = PrintedFormula("実績値/目標値", 1, 1).rate({"actual": Decimal(1), "target": Decimal(4)})
    assert rate == 25


@given(st.text("()（）実績値目標値基準値-+×÷／100 ", max_size=30))
def test_any_words_are_a_formula_or_none(text):
    for formula in found(text):
        PrintedFormula(formula, 1, 1).rate({"actual": Decimal(1), "baseline": Decimal(2), "target": Decimal(3)})
