"""Table cells: numbers, rates, grades, deadlines, dashes and words, each with its period."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.value import read_value, split_period

CELLS = [
    # cell, kind, text, value, unit, period
    ("455件 (H26)", "quantity", "455件", "455", "件", "H26"),
    ("455件（Ｈ２６）", "quantity", "455件", "455", "件", "Ｈ２６"),
    ("27兆9千億円 (2015年)", "quantity", "27兆9千億円", "279000", "億円", "2015年"),
    ("▲2,805人 (2017年)", "quantity", "▲2,805人", "-2805", "人", "2017年"),
    ("6,569人 (H27～H29累計)", "quantity", "6,569人", "6569", "人", "H27～H29累計"),
    ("12社 (毎年度)", "quantity", "12社", "12", "社", "毎年度"),
    ("120名 (2022年度までの毎年度)", "quantity", "120名", "120", "名", "2022年度までの毎年度"),
    ("832, 111", "quantity", "832, 111", "832111", "", None),
    ("548,453 (H29繰越)", "quantity", "548,453", "548453", "", "H29繰越"),
    ("400万m ³ (H25)", "quantity", "400万m ³", "400", "万m³", "H25"),
    ("19万人（推定）", "quantity", "19万人（推定）", "19", "万人", None),
    ("124校以上 (集計中)", "quantity", "124校以上 (集計中)", "124", "校", None),
    ("(76.2%以上)", "rate", "(76.2%以上)", "76.2", "%", None),
    ("90.2%（※1）", "rate", "90.2%（※1）", "90.2", "%", None),
    ("94.3% (※1)", "rate", "94.3% (※1)", "94.3", "%", None),
    ("72.41％", "rate", "72.41％", "72.41", "％", None),
    ("全国平均値 (H31)", "text", "全国平均値", None, None, "H31"),
    ("現状値からの増加 (2023年度)", "text", "現状値からの増加", None, None, "2023年度"),
    ("未集計", "text", "未集計", None, None, None),
    ("維持 (毎年度)", "text", "維持", None, None, "毎年度"),
    ("圏域内（札幌市を除く）", "text", "圏域内（札幌市を除く）", None, None, None),
    ("2022年度まで", "deadline", "2022年度まで", None, None, "2022年度まで"),
    ("毎年度", "deadline", "毎年度", None, None, "毎年度"),
    ("2025年度", "deadline", "2025年度", None, None, "2025年度"),
    ("毎年度 (R7)", "text", "毎年度", None, None, "R7"),
    ("R7", "deadline", "R7", None, None, "R7"),
    ("◎", "grade", "◎", None, None, None),
    ("△", "grade", "△", None, None, None),
    ("×", "grade", "×", None, None, None),
    ("Ａ", "grade", "Ａ", None, None, None),
    ("-", "dash", "-", None, None, None),
    ("—", "dash", "—", None, None, None),
    ("－ (H26)", "dash", "－", None, None, "H26"),
    ("", "empty", "", None, None, None),
    (" 　 ", "empty", "", None, None, None),
]


@pytest.mark.parametrize(("cell", "kind", "text", "value", "unit", "period"), CELLS, ids=[case[0] for case in CELLS])
def test_cells(cell, kind, text, value, unit, period):
    read = read_value(cell)
    assert (read.kind, read.text) == (kind, text)
    assert (read.quantity and read.quantity.value) == (value and Decimal(value))
    assert (read.quantity and read.quantity.unit) == unit
    assert (read.period and read.period.text) == period


def test_a_bracket_that_is_no_period_stays():
    assert split_period("女性（25～34歳）") == ("女性（25～34歳）", None)
    assert split_period("455件 (H26)")[0] == "455件"


def test_a_period_alone_is_no_empty_value():
    assert read_value("(H26)").kind == "deadline"


@given(st.text())
def test_any_cell_is_read(text):
    read = read_value(text)
    assert read.text in text
    assert (read.kind in ("quantity", "rate")) == (read.quantity is not None)


def test_a_period_in_front_of_a_number():
    value = read_value("R4：1,031件")
    assert (value.kind, value.text, value.quantity.value, value.period.text) == ("quantity", "1,031件", 1031, "R4")
    assert read_value("目標：31件").period is None
    assert read_value("令和5年度：実施").kind == "text"
