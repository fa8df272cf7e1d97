"""Bounds that a question sets to a number."""

from decimal import Decimal

import pytest

from assistant.lists.bound import find_bounds


@pytest.mark.parametrize(
    ("text", "unit", "low", "high"),
    [
        ("予算が1億円以上の事業", "円", (100_000_000, True), None),
        ("5千万円を超える事業", "円", (50_000_000, False), None),
        ("over 100 million yen", "円", (100_000_000, False), None),
        ("人工計が1.0以上", "", (1, True), None),
        ("進捗率が90%台", "%", (90, True), (100, False)),
        ("進捗率が85%台", "%", (85, True), (86, False)),
        ("8割に届かない指標", "%", None, (80, False)),
        ("90%に届いてないもの", "%", None, (90, False)),
        ("100%を超えていない指標", "%", None, (100, True)),
        ("半分以下の指標", "%", None, (50, True)),
        ("1,000 visitors or more", "人", (1000, True), None),
        ("between 50 percent and 80 percent", "%", (50, True), (80, True)),
        ("1億円以上3億円未満の事業", "円", (100_000_000, True), (300_000_000, False)),
        ("1億円から3億円の事業", "円", (100_000_000, True), (300_000_000, True)),
        ("at most 20 cases", "", None, (20, True)),
    ],
)
def test_bounds(text, unit, low, high):
    (bound,) = find_bounds(text)
    assert (bound.unit, bound.low, bound.high) == (
        unit,
        None if low is None else (Decimal(low[0]), low[1]),
        None if high is None else (Decimal(high[0]), high[1]),
    )


@pytest.mark.parametrize("text", ["2018年11月の資料", "事業18〜34の評価", "第3期の戦略", "500万人の目標", "18から34"])
def test_no_bounds(text):
    assert not find_bounds(text)
