"""Header cells: which measure or part of a row stands under them, for which period and in which unit."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.tables.header import COST_MEASURES, is_term, read_column, read_header
from tests.index.test_quantity import WIDE  # also loads the profile without deadlines

ROLES = {
    "baseline": "戦略策定時 計画策定時 策定時 基準値 現状値 現況値 当初値 基準値（年度）",
    "actual": "実績値 実績 現在値 直近値 実績値(a) 最新値",
    "target": "目標値 目標 計画値 最終目標値 第2期目標値 目標値(b)",
    "interim_target": "中間目標 中間目標値 今年度の目標 年度目標",
    "progress": "進捗率 進捗度 進捗率(a)/(b) 進捗率（％） 進捗",
    "achievement": "達成率 達成度",
    "grade": "評価 達成度合 判定 自己評価 5段階評価",
    "budget": "予算 予算額 事業費 最終予算額 当初予算額(A)",
    "general_fund": "一般財源 うち一般財源",
    "carry_over": "繰越額 繰越事業費",
    "full_cost": "フルコスト",
    "staff": "人工計",
    "staff_head": "本庁",
    "staff_branch": "出先機関",
    "name": "KPI ＫＰＩ 指標 評価指標 関連事業名 事業名称 KPI（重要業績評価指標） 数値目標",
    "item": "施策名 主要施策 基本目標",
    "unit": "単位",
    "text": "備考 取組状況 事業概要 役割 連携事業実施状況等（12月末時点）",
}


@pytest.mark.parametrize(("header", "role"), [(word, role) for role, words in ROLES.items() for word in words.split()])
def test_what_stands_under_a_header(header, role):
    assert read_column(header).role == role
    assert read_column(header.translate(WIDE)).role == role


@pytest.mark.parametrize(
    ("misprint", "role"),
    [
        ("進歩率", "progress"),
        ("進渉率 (a)/(b)", "progress"),
        ("戦略策定期", "baseline"),
        ("戦略策定持 (H26)", "baseline"),
        ("実續値", "actual"),
        ("目漂値 (b)", "target"),
        ("達城率", "achievement"),
        ("関運事業名", "name"),
        ("評価指票", "name"),
    ],
)
def test_one_wrong_character_is_read_over(misprint, role):
    assert read_column(misprint).role == role


@pytest.mark.parametrize(
    "header",
    [
        *("決算額", "R5決算額", "最終決算額", "予定額", "進学率", "助成率", "標準値", "目標年", "人口計"),
        *("事業数", "率", "値", "札幌市", "合計特殊出生率", "20～29歳の目標", "R3", "", "　", "1,280"),
        "住み続けたいと考える人の割合を増やすための目標",
    ],
)
def test_other_words_are_no_measure(header):
    column = read_column(header)
    assert (column.role, column.measure) == (None, None)


@pytest.mark.parametrize(
    ("header", "role", "period", "year", "unit"),
    [
        ("H30予算(千円)", "budget", "H30", 2018, "千円"),
        ("令和２年度 事業費（千円）", "budget", "令和２年度", 2020, "千円"),
        ("令和2年度\n事業費\n（千円）", "budget", "令和2年度", 2020, "千円"),
        ("Ｈ３０予算（千円）", "budget", "Ｈ３０", 2018, "千円"),
        ("当初予算額（単位：百万円）", "budget", None, None, "百万円"),
        ("実績値 (a) (H29)", "actual", "H29", 2017, ""),
        ("目標値(b) (H31)", "target", "H31", 2019, ""),
        ("戦略策定時 (H26)", "baseline", "H26", 2014, ""),
        ("2023年度の目標値", "target", "2023年度", 2023, ""),
        ("R5年度 実績値", "actual", "R5年度", 2023, ""),
        ("進捗率（％）", "progress", None, None, "%"),
        ("実績値（人）", "actual", None, None, "人"),
        ("目標値（R7～R11累計）", "target", "R7～R11累計", 2029, ""),
    ],
)
def test_period_and_unit_in_a_header(header, role, period, year, unit):
    column = read_column(header)
    assert column.role == role
    assert (column.period and column.period.text) == period
    assert (column.period and column.period.year) == year
    assert column.unit == unit


def test_a_period_without_a_year_is_also_a_note():
    column = read_column("実績値（3月末見込含む）")
    assert (column.role, column.note) == ("actual", "3月末見込含む")
    assert column.period.qualifiers == ("estimated",)


def test_letters_of_a_formula_are_no_note():
    assert [read_column(text).note for text in ("実績値 (a)", "進捗率 (a)/(b)", "予算額(A)", "予算額(ａ)")] == [""] * 4
    assert read_column("事業費（うち一般財源）").note == "うち一般財源"


@pytest.mark.parametrize(
    ("row", "is_header"),
    [
        ("関連事業名|H30予算(千円)|取組状況", True),
        ("KPI|戦略策定期|実績値 (a)|目標値 (b)|進歩率 (a)/(b)|", True),
        ("合計特殊出生率|戦略策定時 (H26)|実績値 (a) (H29)|目標値(b) (H31)|進捗率 (a)/(b)", True),
        ("KPI|目標値", True),
        ("|基準値|目標値", True),
        ("KPI|備考|担当課", False),
        ("単位|備考", False),
        ("札幌市|1.27|1.29|90.2%", False),
        ("人口|目標値", False),
        ("||", False),
        # rows of data that end in header words
        ("ドクターヘリ事業|996,919|運航の実績", False),
        ("若者就業促進事業費|1,000|事業", False),
        ("健康寿命の延伸目標|72.1歳|73歳|自己評価", False),
    ],
)
def test_header_rows(row, is_header):
    assert (read_header(row.split("|")) is not None) == is_header


def test_year_columns_do_not_hide_a_header():
    columns = read_header(["指標", "基準値", "R5", "2024", "目標値"])
    assert [column.role for column in columns] == ["name", "baseline", None, None, "target"]


def test_header_words():
    assert is_term("KPI")
    assert is_term("進歩率 (a)/(b)")
    assert not is_term("道内空港の国際線利用者数")


def test_costs_are_measures_and_kpi_measures_are_none():
    assert "budget" in COST_MEASURES
    assert not COST_MEASURES & {"baseline", "actual", "target", "progress", "grade", "name"}


@given(st.lists(st.text(), max_size=8))
def test_any_text_is_read(cells):
    columns = read_header(cells)
    assert columns is None or len(columns) == len(cells)
    for cell in cells:
        column = read_column(cell)
        assert column.measure in (None, column.role)


@pytest.mark.parametrize(
    ("text", "role", "period"),
    [("目標 R8", "target", "R8"), ("基準値H30", "baseline", "H30"), ("実績値 令和5年度", "actual", "令和5年度")],
)
def test_a_period_behind_a_measure(text, role, period):
    column = read_column(text)
    assert (column.role, column.period.text) == (role, period)


def test_a_year_behind_other_words_is_no_measures():
    assert read_column("中間 R2").role is None
