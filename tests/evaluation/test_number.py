"""Numbers, periods and formulas as they are read from plain text."""

from decimal import Decimal

import pytest

from evaluation.formula import formulas
from evaluation.number import numbers
from evaluation.period import periods
from evaluation.spelling import plain


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("27兆9千億円", "27900000000000", "円"),
        ("12,115億円", "1211500000000", "円"),
        ("131 千人", "131000", "人"),
        ("62万3千円", "623000", "円"),
        ("1億8,883万", "188830000", ""),
        ("421.7万m³", "4217000", "m"),
        ("2.79 million visitors", "2790000", "visitors"),
        ("1,211.5bn yen", "1211500000000", "yen"),
        ("80.0 percent", "80", "%"),
        ("122,400人/日", "122400", "人/日"),
        ("3百人", "300", "人"),
        ("5千歳", "5", "千歳"),
    ],
)
def test_number(text, value, unit):
    (number,) = numbers(plain(text))
    assert (number.value, number.unit) == (Decimal(value), unit)


def test_signs_and_words():
    assert [number.negative for number in numbers(plain("▲5人 △ 6人 7人 マイナス8人"))] == [True, True, False, True]
    assert list(numbers(plain("u25 COVID-19 m3"))) == []


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("H29", [2017]),
        ("平成29年度", [2017]),
        ("令和元年", [2019]),
        ("R7.3", [2025]),
        ("Heisei 29 and Reiwa 2", [2017, 2020]),
        ("H27～29累計", [2015, 2017]),
        ("H27～H29", [2015, 2017]),
        ("2015～2017年度", [2015, 2017]),
        ("FY2017", [2017]),
        ("2018年11月", [2018]),
        ("2018-11-30", [2018]),
        ("2021/12", [2021]),
        ("2017人", []),
        ("Rank 5, R&D", []),
    ],
)
def test_years(text, years):
    assert [year for period in periods(plain(text))[0] for year in period.years] == years


@pytest.mark.parametrize(
    ("text", "month", "day"),
    [("3月末", 3, None), ("30 November", 11, 30), ("12月31日", 12, 31), ("R7.3", 3, None), ("May 2018", 5, None)],
)
def test_months(text, month, day):
    (period, *_) = periods(plain(text))[0]
    assert (period.month, period.day) == (month, day)


def test_blanked_text_keeps_its_places():
    times, rest = periods(plain("H29は279万人、3月末"))
    assert rest == "###は279万人、##末"
    assert [period.start for period in times] == [0, 10]


def test_an_era_is_not_read_out_of_a_date():
    (period,) = periods("29年度")[0]
    assert period.years == (2017, 2047)


def outcomes(text: str) -> list[bool]:
    return [formula.right for formula in formulas(plain(text))]


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("500 − 279 = 221", [True]),
        ("25,000千円 ＋ 180,000千円 ＝ 205,000千円", [True]),
        ("378,589 ÷ 167,732 ≒ 2.26", [True]),
        ("378,589 ÷ 167,732 ≒ 2.25（切り捨て）", [True]),
        ("2 × (3 + 4) = 14", [True]),
        ("2 × (3 + 4 = 14", [False]),
        ("(3 + 4)) ÷ = 14", []),
        ("2 + 3 × 4 = 20", [False]),
        ("7 ÷ 0 = 0", []),
        ("189,932人/日 − 122,400人/日 = 67,532人/日", [True]),
        ("KPI = 279", []),
        ("1 ÷ 3 = 0.33", [False]),
        ("25-44歳の女性、75.7 − 71.4 = 4.3", [True]),
        ("500万人 × 55.8% = 279万人", [True]),
        ("6 x 7 = 42", []),
    ],
)
def test_formula(text, right):
    assert outcomes(text) == right


def test_brackets_without_end_are_read():
    assert outcomes("(" * 5000 + "1 + 1" + ")" * 5000 + " = 2") == []
