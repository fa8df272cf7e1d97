"""What brackets state: single cases, and generated brackets in which every number has its period beside it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.facts.statement import Unplaced, read_statements


def read(text):
    """Number or date, period, scope, label, words behind, note; what is left out as its text alone."""
    return [
        one.text
        if isinstance(one, Unplaced)
        else (
            text[one.start : one.end],
            one.period.text if one.period else "",
            one.scope,
            one.label,
            one.after,
            one.note,
        )
        for one in read_statements(text, 0, len(text))
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("R4：10件 R5：12件", [("10件", "R4", "", "", "", ""), ("12件", "R5", "", "", "", "")]),
        ("R4:10件/R5:12件", [("10件", "R4", "", "", "", ""), ("12件", "R5", "", "", "", "")]),
        ("10件(R4)→12件(R5)", [("10件", "R4", "", "", "", ""), ("12件", "R5", "", "", "", "")]),
        ("20件 R6", [("20件", "R6", "", "", "", "")]),
        # A period that is set off holds for what follows.
        ("R6：3回、延べ40人参加", [("3回", "R6", "", "", "", ""), ("40人", "R6", "", "", "", "延べ")]),
        ("R6 寮：4市87戸", [("4市", "R6", "寮", "", "", ""), ("87戸", "R6", "寮", "", "", "")]),
        ("R6：対面5回、通信3回", [("5回", "R6", "", "対面", "", ""), ("3回", "R6", "", "通信", "", "")]),
        ("R6実績：道内5社、道外3社", [("5社", "R6", "", "実績 道内", "", ""), ("3社", "R6", "", "道外", "", "")]),
        (
            "ペルー(R6.12)参加企業数2社 訪問大学4校",
            [("2社", "R6.12", "ペルー", "参加企業数", "", ""), ("4校", "R6.12", "ペルー", "訪問大学", "", "")],
        ),
        ("R6：3回（10月、11月、12月）", [("3回", "R6", "", "", "", "")]),
        # A middle dot behind a number parts it from the next one's label; within words it parts nothing.
        ("R5 応募 9件・採用 4件", [("9件", "R5", "", "応募", "", ""), ("4件", "R5", "", "採用", "", "")]),
        ("R5 町・団体 9件", [("9件", "R5", "", "町・団体", "", "")]),
        ("R5：来館者 ▲4.1%（前年度比）", [("▲4.1%", "R5", "前年度比", "来館者", "", "")]),
        ("R5.3末 累計7台", [("7台", "R5.3末 累計", "", "", "", "")]),
        # Words ahead of several periods are of each.
        ("件数 R5 20件 R6 30件", [("20件", "R5", "", "件数", "", ""), ("30件", "R6", "", "件数", "", "")]),
        ("岡町：R5 10件、R6 20件", [("10件", "R5", "岡町", "", "", ""), ("20件", "R6", "岡町", "", "", "")]),
        ("R5 開催回数5回、R6 6回", [("5回", "R5", "", "開催回数", "", ""), ("6回", "R6", "", "開催回数", "", "")]),
        # Places, groups, labels, and what is said behind the number.
        ("R5.9岡町：約1,300名", [("1,300名", "R5.9", "岡町", "", "", "")]),
        (
            "R7.2（化石）谷県岡市：延べ9名、R7.7同岡市：8名",
            [("9名", "R7.2", "（化石）谷県岡市", "", "", "延べ"), ("8名", "R7.7", "谷県岡市", "", "", "")],
        ),
        (
            "R6.10：32名の学生、3名の教員が参加",
            [("32名", "R6.10", "学生", "", "", ""), ("3名", "R6.10", "教員", "", "", "")],
        ),
        ("32名の学生と3名の教員が参加", [("32名", "", "学生", "", "", ""), ("3名", "", "教員", "", "", "")]),
        ("学生32名教員3名", [("32名", "", "学生", "", "", ""), ("3名", "", "教員", "", "", "")]),
        ("担当者70名参加", [("70名", "", "担当者", "", "", "")]),
        ("5回、54団体参加", [("5回", "", "", "", "", ""), ("54団体", "", "", "", "", "")]),
        ("R6：4回対面での研修会を開催", [("4回", "R6", "", "", "対面での研修会を開催", "")]),
        ("提案した町村：R7.7時点で21町村に増加", [("21町村", "R7.7", "", "提案した町村", "", "")]),
        ("R6：21町村増加", [("21町村", "R6", "", "", "増加", "")]),
        ("地域交付金 R6決算額44百万円", [("44百万円", "R6", "", "地域交付金 R6決算額", "", "")]),
        ("R6交付実績：6千円", [("6千円", "R6", "", "交付実績", "", "")]),
        ("100件（うち新規20件）", [("100件", "", "", "", "", ""), ("20件", "", "", "うち新規", "", "")]),
        ("R6 延べ100名（R5：90名）", [("100名", "R6", "", "", "", "延べ"), ("90名", "R5", "", "", "", "")]),
        ("R6 事業実績478社・人", [("478社・人", "R6", "", "事業実績", "", "")]),
        ("R6.8以降113名を受入", [("113名", "R6.8", "", "", "", "R6.8以降")]),
        # Dates alone.
        ("R6.12", [("R6.12", "R6.12", "", "", "", "")]),
        ("R7.4~6", [("R7.4~6", "R7.4~6", "", "", "", "")]),
        ("R7.6～", [("R7.6", "R7.6", "", "", "", "R7.6～")]),
        ("R6、R7", [("R6、R7", "R6、R7", "", "", "", "")]),
        ("R6.5岡町で開催", [("R6.5", "R6.5", "岡町", "", "", "")]),
        ("第79回：R7.6", [("R7.6", "R7.6", "第79回", "", "", "")]),
        ("岡町R6.5、谷市R6.6", [("R6.5", "R6.5", "岡町", "", "", ""), ("R6.6", "R6.6", "谷市", "", "", "")]),
        (
            "R6.5 半導体・鹿、R6.8 動物愛護 など",
            [("R6.5", "R6.5", "半導体・鹿", "", "", ""), ("R6.8", "R6.8", "動物愛護", "", "", "")],
        ),
        # No numbers that count.
        ("45周年", []),
        ("第3回", []),
    ],
)
def test_what_is_stated(text, said):
    assert read(text) == said


@pytest.mark.parametrize(
    ("text", "left"),
    [
        # Whose period is it?
        ("10件 R5、20件 R6", ["10件", "20件"]),
        ("5回、54団体参加(R6)", ["5回", "54団体"]),
        ("R5.9岡町：10名、谷市：20名", ["20名"]),
        ("R6決算額10百万円、予算額20百万円", ["20百万円"]),
        # Whose place is it?
        ("R6 岡市：10件、5校 谷市：3件", ["5校"]),
        ("R5 岡市：10件、R6：20件", ["20件"]),
        # Whose words are these?
        ("岡町 R6.5 谷市 R6.6 山村", ["岡町 R6.5 谷市 R6.6 山村"]),
    ],
)
def test_what_is_open_is_left_out(text, left):
    assert [one.text for one in read_statements(text, 0, len(text)) if isinstance(one, Unplaced)] == left


PERIODS = st.sampled_from(["R5", "R6", "R6.8", "令和6年度", "2024年度", "H30", "R7.4～6", "令和元年", "R5末"])
NUMBERS = st.builds(
    lambda number, unit: f"{number:,}{unit}",
    st.integers(1, 99999),
    st.sampled_from(["件", "人", "名", "団体", "市町村", "千円", "か所", "回", "戸", "百万円", "%"]),
)
PLACES = st.sampled_from(["", "岡町：", "谷市：", "（化石）山県岡市：", "参加者数", "交付実績：", "開催校数"])


# A period and a number printed in one word (R531件) are told apart by no reader.
DATED = st.tuples(PERIODS, st.sampled_from(["：", ":", " ", "　", ""]), PLACES, NUMBERS).filter(
    lambda part: bool(part[1] or part[2])
)


@given(st.lists(DATED, min_size=1, max_size=5), st.sampled_from(["、", " ", "　", "，", "/", "→", "； "]))
@settings(max_examples=50)
def test_a_number_never_gets_another_ones_period(parts, parting):
    text = parting.join("".join(part) for part in parts)
    wanted = {}
    at = 0
    for period, mark, place, number in parts:
        wanted[at + len(period + mark + place)] = (number, period)
        at += len(period + mark + place + number + parting)
    for one in read_statements(text, 0, len(text)):
        if isinstance(one, Unplaced) or one.start not in wanted:
            continue
        number, period = wanted[one.start]
        assert (text[one.start : one.end], one.period.text) == (number, period)


@given(st.lists(st.tuples(NUMBERS, PERIODS), min_size=1, max_size=5), st.sampled_from(["、", " → ", "→", " "]))
@settings(max_examples=50)
def test_a_period_behind_a_number_is_that_numbers_alone(parts, parting):
    text = parting.join(f"{number}（{period}）" for number, period in parts)
    assert [said[:2] for said in read(text)] == parts


@given(st.text("R56.8年度：、 件人10（）()→岡市参加者数延べ約・/", max_size=30))
@settings(max_examples=50)
def test_any_bracket_is_read_without_an_error_and_within_itself(text):
    for one in read_statements(f"x{text}y", 1, len(text) + 1):
        assert isinstance(one, Unplaced) or 1 <= one.start < one.end <= len(text) + 1
