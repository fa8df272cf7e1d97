"""Values, sizes, periods and names in words."""

from dataclasses import replace
from decimal import Decimal

import pytest

from assistant.lexicon import load_lexicon
from assistant.wording import (
    english_amount,
    name_in_english,
    period_in_english,
    plain,
    value_in_english,
    value_text,
)
from tests.contracts.store import FIGURE


def figure(text, value, unit):
    return replace(FIGURE, text=text, value=None if value is None else Decimal(value), unit=unit)


@pytest.mark.parametrize(
    ("text", "value", "unit", "said"),
    [
        ("27兆9千億円", "279000", "億円", "27兆9千億円"),
        ("▲2,805人", "-2805", "人", "▲2,805人"),
        ("131千人", "131", "千人", "131千人"),
        ("832, 111", "832111", "千円", "832,111千円"),
        ("12,000", "12000", "千円", "12,000千円"),
        ("0.5", "0.5", "", "0.5"),
        ("54.0", "54.0", "%", "54.0%"),
        ("54.0%", "54.0", "%", "54.0%"),
        ("400万m ³", "400", "万m³", "400万m ³"),
        ("各1回以上", "1", "回", "各1回以上"),
        ("全国平均値", None, "", "全国平均値"),
        ("-", None, "", "-"),
    ],
)
def test_values_are_as_printed_with_the_unit_of_their_column(text, value, unit, said):
    assert value_text(figure(text, value, unit)) == said


@pytest.mark.parametrize(
    ("text", "value", "unit", "said"),
    [
        ("500万人", "500", "万人", "500万人 (5 million people)"),
        ("27兆9千億円", "279000", "億円", "27兆9千億円 (27.9 trillion yen)"),
        ("▲2,805人", "-2805", "人", "▲2,805人 (-2,805 people)"),
        ("131千人", "131", "千人", "131千人 (131,000 people)"),
        ("10,705億円", "10705", "億円", "10,705億円 (1.0705 trillion yen)"),
        ("12,000", "12000", "千円", "12,000千円 (12 million yen)"),
        ("76.2%", "76.2", "%", "76.2%"),
        ("5か所", "5", "か所", "5か所"),
        ("0回", "0", "回", "0回 (0 times)"),
        ("全国平均値", None, "", "全国平均値"),
    ],
)
def test_sizes_in_english(text, value, unit, said):
    assert value_in_english(figure(text, value, unit)) == said


@pytest.mark.parametrize(
    ("value", "unit", "amount"),
    [("30", "億円", "3"), ("5", "ポイント", "5"), ("100", "件", "100"), ("250", "万人", "2.5")],
)
def test_the_number_that_english_prints(value, unit, amount):
    assert english_amount(Decimal(value), unit) == Decimal(amount)


@pytest.mark.parametrize(
    ("value", "said"),
    [("221", "221"), ("2.50", "2.5"), ("1000", "1,000"), ("1E+3", "1,000"), ("0.0", "0"), ("-1200", "-1,200")],
)
def test_plain_numbers(value, said):
    assert plain(Decimal(value)) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("H29", "H29 (FY2017)"),
        ("令和6年度", "令和6年度 (FY2024)"),
        ("2017年", "2017"),
        ("2017年度", "FY2017"),
        ("毎年度", "毎年度"),
        ("", ""),
    ],
)
def test_periods_in_english(text, said):
    assert period_in_english(text) == said


def test_at_least_is_said_in_english():
    counted = replace(figure("20回以上", "20", "回"), qualifiers=("at_least",))
    assert value_in_english(counted) == "20回以上 (at least 20 times)"


def test_names_in_english_are_glossed_or_left_out():
    lexicon = load_lexicon()
    english = name_in_english("外国人観光客", lexicon).lower()
    assert "foreign" in english
    assert "tourist" in english or "visitor" in english
    assert name_in_english("ゑヱ", lexicon) == ""
    assert name_in_english("", lexicon) == ""
