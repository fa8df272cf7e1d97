"""Heading and list marks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.outline import heading_mark, item_mark, may_be_plain_heading

OUTER_TO_INNER = [
    "第１章 総合戦略の推進",
    "第２節 重点戦略プロジェクト",
    "1 安心のまち・暮らし「住まいの北海道」プロジェクト",
    "(1) 子育て環境づくり",
    "① 安心子育て環境づくり",
    "[本年度の主な取組概要]",
]


def test_marks_rank_from_the_outermost_inwards():
    ranks = [heading_mark(line).rank for line in OUTER_TO_INNER]
    assert ranks == sorted(set(ranks))


@pytest.mark.parametrize(
    "line", ["Ⅱ 施策の推進", "２　農業の競争力強化", "1-2 地域の人づくり", "【ものづくり産業】", "① " + "あ" * 58]
)
def test_marked_headings(line):
    assert heading_mark(line) is not None


@pytest.mark.parametrize(
    ("line", "rank", "text"),
    [
        ("# 報告書", 0, "報告書"),
        ("## 一覧【暫定版】", 1, "一覧【暫定版】"),
        ("### 1,000万円の内訳", 2, "1,000万円の内訳"),
    ],
)
def test_markdown_headings(line, rank, text):
    mark = heading_mark(line)
    assert (mark.rank, line[mark.length :]) == (rank, text)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "1 2 3",
        "05 10",
        "1 北海道は、施策を推進している。",
        "2 目標値：1,280万円",
        "① " + "あ" * 60,
        "① ab",
        "[注]",
        "1,280万円",
        "外国人観光客数",
        "#タグの付いた行",
        "123 札幌市の事業",
    ],
)
def test_other_lines_carry_no_heading_mark(line):
    assert heading_mark(line) is None


@pytest.mark.parametrize(
    ("line", "length"),
    [
        ("・実施状況", 1),
        ("- 推進する", 2),
        ("○ 支援した", 2),
        ("※ 速報値", 2),
        ("1) 実施", 3),
        ("＊注", 1),
        ("実施状況", 0),
        ("・", 0),
        ("", 0),
        ("1人", 0),
    ],
)
def test_list_marks(line, length):
    assert item_mark(line) == length


@pytest.mark.parametrize(
    ("line", "may"),
    [
        ("北海道創生総合戦略推進状況", True),
        ("重点戦略プロジェクト推進状況", True),
        ("", False),
        ("・実施状況の一覧", False),
        ("施策を推進する。", False),
        ("外国人観光客：500万人", False),
        ("455件", False),
        ("あ" * 61, False),
    ],
)
def test_plain_headings(line, may):
    assert may_be_plain_heading(line) is may


@given(st.text())
def test_any_line_is_read(text):
    line = text.strip()
    mark = heading_mark(line)
    assert mark is None or 0 <= mark.length < len(line)
    assert 0 <= item_mark(line) <= len(line)
    assert not (may_be_plain_heading(line) and item_mark(line))
