"""Which list a question asks for."""

import pytest

from assistant.lexicon import load_lexicon
from assistant.lists.criterion import (
    Against,
    Blank,
    Changed,
    Dated,
    Due,
    Falling,
    Graded,
    Not,
    Remarked,
    Repeated,
    Times,
    Within,
    Worded,
    Zero,
)
from assistant.lists.listing import Order, read_listing
from assistant.understanding.naming import ReportNames
from assistant.understanding.question import parse


def read(text):
    return read_listing(parse(text, load_lexicon(), ReportNames([])))


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("予算が1億円以上の事業はどれ？", [Within]),
        ("5千万円を超えるのは？額も", [Within]),
        ("実績が目標の2倍以上の指標を全部", [Times]),
        ("×がついたのは？", [Graded]),
        ("◎以外の指標を挙げて", [Not]),
        ("評価が「-」の指標は？", [Graded]),
        ("実績が0件だった取組はどれ？", [Zero]),
        ("戦略策定時の数値が「—」の指標はどれですか", [Blank]),
        ("実績が未集計の指標は？", [Worded]),
        ("目標が数値ではない指標はどれ？", [Worded]),
        ("コロナの影響で中止になった取組を全部", [Remarked]),
        ("×なのに備考にコロナの影響が書かれていない指標は？", [Graded, Not]),
        ("令和7年度がゴールの指標は？目標値も", [Due]),
        ("目標に届かなかった指標はどれ？", [Against]),
        ("基準値より悪化した指標はどれ？", [Changed]),
        ("減らす目標の指標はどれ？", [Falling]),
        ("基準値がR6の数字の指標はどれ？", [Dated]),
        ("直近の実績がH28になっている指標を全部", [Dated]),
        ("令和5年度を基準とする指標を挙げて", [Dated]),
        ("H28の実績が100人未満の指標は？", [Within]),
        ("Which indicators have a FY2024 baseline?", [Dated]),
        ("【再掲】として何度も出てくるKPIはどれ？", [Repeated]),
        ("Which indicators were not yet tallied?", [Worded]),
        ("Which projects were cancelled because of the pandemic?", [Remarked]),
        ("List the indicators without a baseline.", [Blank]),
        ("Which indicators fell short of their target?", [Against]),
    ],
)
def test_what_is_selected_by(text, kinds):
    assert [type(one) for one in read(text).criteria] == kinds


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("予算の多い順に事業を並べて", Order(lowest=False)),
        ("進捗率が低い順に3つ", Order(lowest=True, last=3)),
        ("予算が2番目に大きい事業は？", Order(lowest=False, first=2, last=2)),
        ("最も予算がついている事業はどれ？", Order(lowest=False, last=1)),
        ("最も新しい予算の事業はどれ？", None),
        ("増減率がいちばん大きい町は？", Order(lowest=False, last=1, share=True)),
        ("人口の減り方がいちばん大きい町は？", Order(lowest=False, last=1, changes="down")),
        ("the five lowest progress rates", Order(lowest=True, last=5)),
        ("which project has the second largest budget?", Order(lowest=False, first=2, last=2)),
        ("Most targets are for FY2019. Which ones are not for FY2019?", None),
    ],
)
def test_order(text, order):
    assert read(text).order == order


@pytest.mark.parametrize(
    "text",
    [
        "寄附額は目標を超えた？",
        "妊娠の相談ってずっと増えてるじゃん？何件増えたの",
        "○なのはなぜ？",
        "目標まであといくつ足りない？",
        "Before the pandemic, how many passengers boarded?",
        "What share was used in FY2013, and what was the aim for FY2019?",
    ],
)
def test_what_is_about_one_indicator_is_no_list(text):
    assert read(text) is None


def test_groups_and_years():
    assert read("どの施策に○が最も多い？").grouping == "heading"
    assert read("評価別の件数は？").grouping == "grade"
    assert read("観光客が最も多かったのは何年？").yearly
    assert read("いちばん多かった年度と件数は？").yearly
    assert not read("観光客が最も多い施策は？").yearly


def test_a_grade_that_is_left_out_is_not_selected():
    assert read("×の指標は？△は除く").criteria == (Graded(frozenset("×")),)
    assert read("○は除いて、指標を全部").criteria == (Not(Graded(frozenset("○"))),)
