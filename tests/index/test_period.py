"""Periods: every spelling reports use, and what must not be taken for one."""

import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.period import Period, era_name, find_periods, fold, parse_period

# A busy machine is no failure.

WIDE = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}

YEARS = [
    ("H29", 2017, ""),
    ("Ｈ29", 2017, ""),
    ("h29", 2017, ""),
    ("ｈ29", 2017, ""),
    ("H２９", 2017, ""),
    ("H31", 2019, ""),
    ("H32", 2020, ""),
    ("H50", 2038, ""),
    ("R6", 2024, ""),
    ("r2", 2020, ""),
    ("Ｒ１", 2019, ""),
    ("R60", 2078, ""),
    ("S60", 1985, ""),
    ("S3", 1928, ""),
    ("2017", 2017, ""),
    ("平成29", 2017, ""),
    ("平成29年度", 2017, "fiscal"),
    ("平成 29 年度", 2017, "fiscal"),
    ("平成二十九年度", 2017, "fiscal"),
    ("平成29年", 2017, "calendar"),
    ("平成元年", 1989, "calendar"),
    ("令和元年", 2019, "calendar"),
    ("令和元年度", 2019, "fiscal"),
    ("令和６年度", 2024, "fiscal"),
    ("㋿6年度", 2024, "fiscal"),
    ("R元年度", 2019, "fiscal"),
    ("R.5年度", 2023, "fiscal"),
    ("昭和60年", 1985, "calendar"),
    ("昭和64年", 1989, "calendar"),
    ("大正5年", 1916, "calendar"),
    ("明治45年", 1912, "calendar"),
    ("2017年", 2017, "calendar"),
    ("2017年度", 2017, "fiscal"),
    ("二〇一七年度", 2017, "fiscal"),
    ("西暦2017年", 2017, "calendar"),
    ("暦年2017", 2017, "calendar"),
    ("2017暦年", 2017, "calendar"),
    ("FY2017", 2017, "fiscal"),
    ("FY 2017", 2017, "fiscal"),
    ("FY17", 2017, "fiscal"),
    ("fiscal 2018", 2018, "fiscal"),
    ("fiscal year 2017", 2017, "fiscal"),
    ("FY H29", 2017, "fiscal"),
    ("CY2017", 2017, "calendar"),
    ("Heisei 29", 2017, ""),
    ("Reiwa 5", 2023, ""),
    ("Showa 60", 1985, ""),
    ("令和6(2024)年度", 2024, "fiscal"),
    ("令和6年度（2024年度）", 2024, "fiscal"),
    ("2024（令和6）年度", 2024, "fiscal"),
    ("平成31（令和元）年度", 2019, "fiscal"),
    ("平成31年/令和元年", 2019, "calendar"),
    ("2023年度まで", 2023, "fiscal"),
    ("2015年度末", 2015, "fiscal"),
    ("H31年度末", 2019, "fiscal"),
    ("H29繰越", 2017, ""),
    ("H29実績", 2017, ""),
    ("R5実績値", 2023, ""),
    ("R10目標値", 2028, ""),
    ("～R7", 2025, ""),
    ("R3～", 2021, ""),
]


@pytest.mark.parametrize(("text", "year", "basis"), YEARS)
def test_a_single_year_and_its_basis(text, year, basis):
    period = parse_period(text)
    assert period is not None
    assert (period.text, period.year, period.basis, period.qualifiers) == (text, year, basis, ())
    if basis == "calendar":
        assert (period.start, period.end) == (date(year, 1, 1), date(year, 12, 31))
    else:
        assert (period.start, period.end) == (date(year, 4, 1), date(year + 1, 3, 31))


SPANS = [
    # ranges and lists: the year is the last one's, the span covers all
    ("R7～R11累計", 2029, "", "2025-04-01", "2030-03-31"),
    ("H27～H29累計", 2017, "", "2015-04-01", "2018-03-31"),
    ("H28~H31", 2019, "", "2016-04-01", "2020-03-31"),
    ("H28〜H31", 2019, "", "2016-04-01", "2020-03-31"),
    ("H28-H31", 2019, "", "2016-04-01", "2020-03-31"),
    ("H28－H31", 2019, "", "2016-04-01", "2020-03-31"),
    ("H28–H31", 2019, "", "2016-04-01", "2020-03-31"),
    ("H28 ～ H31", 2019, "", "2016-04-01", "2020-03-31"),
    ("H30～R4平均", 2022, "", "2018-04-01", "2023-03-31"),
    ("令和3年度～令和5年度", 2023, "fiscal", "2021-04-01", "2024-03-31"),
    ("令和3年度から令和5年度まで", 2023, "fiscal", "2021-04-01", "2024-03-31"),
    ("令和3年度～R5", 2023, "fiscal", "2021-04-01", "2024-03-31"),
    ("令和3～5年度", 2023, "fiscal", "2021-04-01", "2024-03-31"),
    ("平成28～30年", 2018, "calendar", "2016-01-01", "2018-12-31"),
    ("H28～30", 2018, "", "2016-04-01", "2019-03-31"),
    ("昭和60年～平成2年", 1990, "calendar", "1985-01-01", "1990-12-31"),
    ("2016-18年度", 2018, "fiscal", "2016-04-01", "2019-03-31"),
    ("2017～2019年", 2019, "calendar", "2017-01-01", "2019-12-31"),
    ("FY2017-FY2019", 2019, "fiscal", "2017-04-01", "2020-03-31"),
    ("FY2017 to FY2019", 2019, "fiscal", "2017-04-01", "2020-03-31"),
    ("2016・2018年", 2018, "calendar", "2016-01-01", "2018-12-31"),
    ("平成29・30年度", 2018, "fiscal", "2017-04-01", "2019-03-31"),
    ("平成29年度及び30年度", 2018, "fiscal", "2017-04-01", "2019-03-31"),
    ("R6、R7", 2025, "", "2024-04-01", "2026-03-31"),
    ("R6,R7", 2025, "", "2024-04-01", "2026-03-31"),
    # months: the calendar year of the month
    ("R7.3", 2025, "calendar", "2025-03-01", "2025-03-31"),
    ("R7.7時点", 2025, "calendar", "2025-07-01", "2025-07-31"),
    ("H30.9", 2018, "calendar", "2018-09-01", "2018-09-30"),
    ("R6.12", 2024, "calendar", "2024-12-01", "2024-12-31"),
    ("R4.1月", 2022, "calendar", "2022-01-01", "2022-01-31"),
    ("R6.2", 2024, "calendar", "2024-02-01", "2024-02-29"),
    ("令和7年3月", 2025, "calendar", "2025-03-01", "2025-03-31"),
    ("令和7年3月末", 2025, "calendar", "2025-03-01", "2025-03-31"),
    ("令和七年三月三十一日", 2025, "calendar", "2025-03-31", "2025-03-31"),
    ("2018年11月", 2018, "calendar", "2018-11-01", "2018-11-30"),
    ("2018年11月1日", 2018, "calendar", "2018-11-01", "2018-11-01"),
    ("2018-11-01", 2018, "calendar", "2018-11-01", "2018-11-01"),
    ("2018/11/1", 2018, "calendar", "2018-11-01", "2018-11-01"),
    ("H30.11.1", 2018, "calendar", "2018-11-01", "2018-11-01"),
    ("November 2018", 2018, "calendar", "2018-11-01", "2018-11-30"),
    ("Nov. 3, 2018", 2018, "calendar", "2018-11-03", "2018-11-03"),
    ("31 March 2019", 2019, "calendar", "2019-03-31", "2019-03-31"),
    ("R6年度3月末", 2025, "calendar", "2025-03-01", "2025-03-31"),
    ("R6年度4月", 2024, "calendar", "2024-04-01", "2024-04-30"),
    ("R6年度12月末", 2024, "calendar", "2024-12-01", "2024-12-31"),
    ("H30.10～12", 2018, "calendar", "2018-10-01", "2018-12-31"),
    ("R7.4~6", 2025, "calendar", "2025-04-01", "2025-06-30"),
    ("R3.10～翌2月", 2022, "calendar", "2021-10-01", "2022-02-28"),
    ("R7.4～8.3", 2026, "calendar", "2025-04-01", "2026-03-31"),
    ("R7.4.1～9.30", 2025, "calendar", "2025-04-01", "2025-09-30"),
    ("令和3年4月～4年3月", 2022, "calendar", "2021-04-01", "2022-03-31"),
    ("令和3年10月～3年12月", 2021, "calendar", "2021-10-01", "2021-12-31"),
    ("2018年4～6月", 2018, "calendar", "2018-04-01", "2018-06-30"),
    ("令和3年10月12・13日", 2021, "calendar", "2021-10-12", "2021-10-13"),
    # parts of a year
    ("令和6年度上半期", 2024, "fiscal", "2024-04-01", "2024-09-30"),
    ("H30下期", 2018, "", "2018-10-01", "2019-03-31"),
    ("2018年上半期", 2018, "calendar", "2018-01-01", "2018-06-30"),
    ("H30年度第3四半期", 2018, "fiscal", "2018-10-01", "2018-12-31"),
    ("H30年度第4四半期", 2018, "fiscal", "2019-01-01", "2019-03-31"),
]


@pytest.mark.parametrize(("text", "year", "basis", "start", "end"), SPANS)
def test_spans(text, year, basis, start, end):
    period = parse_period(text)
    assert period is not None
    assert (period.text, period.year, period.basis) == (text, year, basis)
    assert (str(period.start), str(period.end)) == (start, end)


WITHOUT_YEAR = [
    ("毎年度", "fiscal", ("annual",)),
    ("各年度", "fiscal", ("annual",)),
    ("毎年", "calendar", ("annual",)),
    ("12月末時点", "calendar", ()),
    ("3月末見込", "calendar", ("estimated",)),
    ("3月末見込含む", "calendar", ("estimated",)),
    ("3月末見込みを含む", "calendar", ("estimated",)),
    ("8月・10月・11月", "calendar", ()),
    ("10～翌2月", "calendar", ()),
]


@pytest.mark.parametrize(("text", "basis", "qualifiers"), WITHOUT_YEAR)
def test_no_year_printed(text, basis, qualifiers):
    assert parse_period(text) == Period(text, None, basis, None, None, qualifiers)


@pytest.mark.parametrize(
    ("text", "qualifiers"),
    [
        ("R7～R11累計", ("cumulative",)),
        ("2022年度までの毎年度", ("annual",)),
        ("2021年度からの累計", ("cumulative",)),
        ("R6/年度", ("annual",)),
        ("H30見込", ("estimated",)),
        ("H30年（推定）", ("estimated",)),
        ("R5（暫定値）", ("provisional",)),
        ("R5速報値", ("provisional",)),
        ("R8予定", ("planned",)),
        ("H27～H31累計見込（速報値）", ("cumulative", "estimated", "provisional")),
        ("H30～R4平均", ()),
    ],
)
def test_qualifiers_in_one_order(text, qualifiers):
    period = parse_period(text)
    assert period is not None
    assert period.qualifiers == qualifiers


@pytest.mark.parametrize("pair", ["()", "（）", "[]", "［］", "【】", "〔〕", "<>", "＜＞", "(）"])
def test_one_pair_of_brackets_is_not_part_of_the_text(pair):
    period = parse_period(f" {pair[0]} Ｈ29年度 {pair[1]}　")
    assert period is not None
    assert (period.text, period.year) == ("Ｈ29年度", 2017)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "()",
        "((H29))",
        "(H29",
        "H26→H29",
        "H29とH30",
        "H0",
        "H51",
        "R0",
        "R61",
        "S65",
        "大正16年",
        "M45",
        "T5",
        "H",
        "平成",
        "平成年度",
        "平成十十年",
        "1280",
        "1280年",
        "22,013",
        "2101年",
        "1867年",
        "2017.5",
        "2018.11",
        "20180年",
        "R6.13",
        "R6.0",
        "H30.2.30",
        "2018年13月",
        "2018年2月29日",
        "13月",
        "0月",
        "R7～R3",
        "R7.6～4",
        "2010年代",
        "2000年間",
        "3か月",
        "5年",
        "5年間",
        "PR5",
        "H2O",
        "CO2",
        "第3期",
        "H29件",
        "R5%",
        "H2ロケット",
        "全国平均値",
        "未集計",
        "年度",
        "8/21",
        "2017～2019人",
        "令和6(2023)年度",
        "各年齢",
        "3月号",
        "\0",
        "-2017",
    ],
)
def test_not_a_period(text):
    assert parse_period(text) is None


FOUND = [
    ("455件 (H26)", ["H26"]),
    ("外国人観光客：500万人（H32）", ["H32"]),
    ("H26→H29", ["H26", "H29"]),
    ("H29とH30を比較", ["H29", "H30"]),
    ("H29からH30にかけて", ["H29からH30"]),
    ("15,540件(R5) → 20,000件(R9)", ["R5", "R9"]),
    ("【R6:2回、R7:3回予定】", ["R6", "R7"]),
    ("【R7.4~6】", ["R7.4~6"]),
    ("【R5.9小樽市：約1,300名、R6.5江差町：延べ258名来場】", ["R5.9", "R6.5"]),
    ("R6.8以降113名を受入、R7.3時点：", ["R6.8以降", "R7.3時点"]),
    ("第1期：5～9月、参加者171人", ["5～9月"]),
    ("12月末時点で42.9%、3月末までに75%", ["12月末時点", "3月末まで"]),
    ("R1・R2年度5名", ["R1・R2年度"]),
    ("H29、30件", ["H29"]),
    ("H28～30人", ["H28"]),
    ("R6、R7x", ["R6"]),
    ("令和3年度から、各種研修", ["令和3年度"]),
    ("H29実績は？", ["H29"]),
    ("前年比 2017年度 7,829億円", ["2017年度"]),
    ("(毎年度)", ["毎年度"]),
    ("平成29年度 令和2年度", ["平成29年度", "令和2年度"]),
    # not inside other words and numbers
    ("PR5とCO2H2O、COVID-H29", []),
    ("22,013人、2,013件、12013、2013.5", []),
    ("2019人が参加し1280件", []),
    ("Amazon S3とH3ロケット", []),
    ("テーブル2018開催", []),
    ("2010年代に3か月", []),
    ("第3期、各年齢、第2017年度、¥2017年", []),
    # English
    ("What was it in 2019?", ["2019"]),
    ("the figures of FY2014, fiscal year 2017 and FY 2016", ["FY2014", "fiscal year 2017", "FY 2016"]),
    ("2016 and 2018", ["2016", "2018"]),
    ("Heisei 29 versus Reiwa 5", ["Heisei 29", "Reiwa 5"]),
    ("compare 2016, 2018", ["2016", "2018"]),
    ("外国人観光客 in 2019", ["2019"]),
    ("2019 people came, 2000 yen each, in 2018", ["2018"]),
    ("progress as of March 2019", ["March 2019"]),
    ("1280 visitors", []),
    ("from FY2017 to FY2019", ["FY2017 to FY2019"]),
    ("-2019 or 2019%", []),
]


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_found_in_running_text(text, expected):
    assert [period.text for _, _, period in find_periods(text)] == expected


@pytest.mark.parametrize(
    ("year", "name"),
    [
        (2017, "H29"),
        (2018, "H30"),
        (2019, "R1"),
        (2025, "R7"),
        (1989, "H1"),
        (1988, "S63"),
        (1925, "T14"),
        (1868, "M1"),
    ],
)
def test_era_names_follow_the_fiscal_convention(year, name):
    assert era_name(year) == name


def test_no_era_before_meiji():
    with pytest.raises(ValueError, match="1867"):
        era_name(1867)


# --- properties ---

ERAS = {"昭和": ("S", 1925, 64), "平成": ("H", 1988, 50), "令和": ("R", 2018, 60)}
UNITS = {"年度": "fiscal", "年": "calendar", "": ""}
KANJI = "〇一二三四五六七八九"


def kanji_number(n: int) -> str:
    tens, ones = divmod(n, 10)
    return ("" if not tens else KANJI[tens] * (tens > 1) + "十") + ("" if not ones else KANJI[ones])


@st.composite
def spellings(draw):
    """(text, year, basis) of one year in any era, width and basis."""
    name = draw(st.sampled_from([*ERAS, ""]))
    unit = draw(st.sampled_from(list(UNITS)))
    if not name:
        year = draw(st.integers(1868, 2100))
        prefix = "" if unit else draw(st.sampled_from(["FY", "FY ", "fiscal year "]))
        text = f"{prefix}{year}{unit}"
        basis = UNITS[unit] or "fiscal"
    else:
        letter, before, last = ERAS[name]
        number = draw(st.integers(1, last))
        year, basis = before + number, UNITS[unit]
        printed = [f"{name}{number}", f"{letter}{number}", f"{letter.lower()}{number}", f"{name}{kanji_number(number)}"]
        if number == 1:
            printed.append(f"{name}元")
        text = draw(st.sampled_from(printed)) + unit
    return draw(st.sampled_from([text, text.translate(WIDE)])), year, basis


@given(spellings())
def test_any_year_in_any_spelling_is_read_back(spelling):
    text, year, basis = spelling
    period = parse_period(text)
    assert period is not None
    assert (period.text, period.year, period.basis, period.qualifiers) == (text, year, basis, ())
    first = date(year, 1, 1) if basis == "calendar" else date(year, 4, 1)
    assert period.start == first
    assert period.end == date(first.year + 1, first.month, 1) - timedelta(days=1)


@given(st.integers(1926, 2078))
def test_era_name_is_read_back(year):
    period = parse_period(era_name(year))
    assert period is not None
    assert period.year == year


@given(spellings(), spellings(), st.sampled_from(["～", "〜", "~", "-", "－", "–", "から"]))
def test_a_range_covers_both_ends_and_never_runs_backwards(first, second, mark):
    period = parse_period(first[0] + mark + second[0])
    if first[1] > second[1]:
        assert period is None
        return
    assert period is not None
    assert period.year == second[1]
    one, two = parse_period(first[0]), parse_period(second[0])
    # A part without a basis takes the other's.
    if first[2] and second[2]:
        assert (period.start, period.end) == (min(one.start, two.start), max(one.end, two.end))
    assert period.start.year == first[1]
    assert period.start <= period.end


@given(st.sampled_from("HRhrＨＲ"), st.integers(1, 31), st.integers(1, 12), st.sampled_from(["", "月", "末", "時点"]))
def test_a_month_has_its_calendar_year_and_its_own_days(letter, number, month, tail):
    text = f"{letter}{number}.{month}{tail}"
    year = number + (1988 if fold(letter).upper() == "H" else 2018)
    period = parse_period(text)
    assert period is not None
    assert (period.year, period.basis, period.start) == (year, "calendar", date(year, month, 1))
    assert (period.end + timedelta(days=1)).day == 1
    assert (period.end - period.start).days in range(27, 31)


@given(spellings())
def test_width_makes_no_difference(spelling):
    wide, narrow = parse_period(spelling[0].translate(WIDE)), parse_period(fold(spelling[0]))
    assert wide is not None
    assert narrow is not None
    assert (wide.year, wide.basis, wide.start, wide.end) == (narrow.year, narrow.basis, narrow.start, narrow.end)


@given(
    spellings(),
    st.sampled_from(["", "件数は", "（", "実績 ", "。"]),
    st.sampled_from(["", "の実績", "）", " 5件", "、増加"]),
)
def test_a_period_in_a_sentence_is_found_whole(spelling, before, after):
    text, year, _ = spelling
    if re.fullmatch("[SsＳｓ][0-9０-９]", text):
        return  # S3 in a sentence is a name
    found = find_periods(before + text + after)
    assert [(start, end, period.year) for start, end, period in found] == [
        (len(before), len(before) + len(text), year),
    ]


# What the grammar is made of, and white space; glued at random.
PIECES = """
H R S h 平成 令和 昭和 元 29 6 3 12 13 2017 年度 年 月 日 末 . ～ - ・ 、 , / ( )
（ ） まで 累計 見込 毎 各 の 翌 FY fiscal year in から to 時点 四半期 上半期 第 件 人 % x あ ³ ①
"""
FRAGMENTS = st.lists(st.sampled_from([*PIECES.split(), " ", "\n", "\t", "　", "\0"]), max_size=14).map("".join)


@given(st.one_of(st.text(), FRAGMENTS))
def test_any_text_is_answered_and_offsets_slice_back(text):
    parsed = parse_period(text)
    assert parsed is None or parsed.text in text
    last = 0
    for start, end, period in find_periods(text):
        assert last <= start < end <= len(text)
        assert text[start:end] == period.text
        last = end


@given(FRAGMENTS)
def test_spans_are_ordered_and_contain_the_year(text):
    for _, _, period in find_periods(text):
        assert (period.year is None) == (period.start is None) == (period.end is None)
        if period.year is not None:
            assert period.start <= period.end
            assert period.start.year <= period.year <= period.end.year


@given(FRAGMENTS)
def test_what_is_found_is_itself_a_period(text):
    for _, _, period in find_periods(text):
        again = parse_period(period.text)
        assert again is not None
        assert again.year == period.year


def test_folding_leaves_superscripts_and_circled_digits():
    assert fold("Ｒ５　ｍ³①％㎥") == "R5 m³①%㎥"


@given(st.text())
def test_folding_keeps_every_offset(text):
    assert len(fold(text)) == len(text)
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(("text", "year"), [("R元", 2019), ("Ｈ元", 1989), ("R元決算", 2019), ("R元～R3", 2021)])
def test_first_years_without_the_word_for_year(text, year):
    period = parse_period(text)
    assert period is not None and period.year == year


def test_the_first_kanji_of_a_word_is_no_first_year():
    assert find_periods("R元気プラン") == []
