"""Questions over tables that nobody prepared for: a row's header and a column's header find what they cross at."""

from datetime import date

import pytest

from assistant.assistant import Assistant
from assistant.refusal import CANNOT_ANSWER
from assistant.talking.conversation import Conversation
from tests.assistant.invented import corpus_of, report
from tests.assistant.sound import assert_sound

TABLES = """月影市 事務事業評価シート（令和4年度）

1 活動指標

指標名\t単位\t区分\tR3\tR4\tR5\tR6
放課後児童クラブ利用者数\t人\t目標\t1,000\t1,100\t1,200\t1,300
\t\t実績\t980\t1,050\t-\t
巡回バスの便数\t便\t目標\t20\t22\t24\t26
\t\t実績\t20\t21\t未集計\t

2 コスト

（単位：千円）
区分\t\tR3決算\tR4決算\tR5予算
巡回バス運行事業\t国庫支出金\t1,500\t1,600\t1,700
\t県支出金\t800\t900\t950
\t一般財源\t400\t410\t420

3 会計別の予算

令和5年度会計別予算（単位：百万円）
会計名\t本年度予算額\t前年度予算額\t比較増減
一般会計\t110,000\t100,000\t10,000
水道事業会計\t8,000\t8,200\t▲200

4 地区別人口

地区名\t2015年\t\t2020年\t
\t男\t女\t男\t女
みなと地区\t5,100\t5,300\t4,900\t5,200
やまて地区\t2,100\t2,300\t1,900\t2,200
"""

SHARES = """星見電機株式会社 有価証券報告書

主要な経営指標等の推移

回次\t第10期\t第11期\t第12期
決算年月\t2018年3月\t2019年3月\t2020年3月
売上高 (百万円)\t45,678\t46,789\t47,890
経常利益 (百万円)\t1,234\t▲567\t2,345
自己資本比率 (％)\t45.6\t44.4\t43.2
"""

DUNE = """砂丘町 令和6年度当初予算の概要

款別の歳出

（本年度：令和6年度　前年度：令和5年度）\t\t\t（単位：千円、％）
款\t本年度予算額\t前年度予算額\t比較増減\t伸び率
1 湯治費\t5,200\t5,000\t200\t4.0
2 砂防費\t3,000\t0\t3,000\t皆増
"""


@pytest.fixture(scope="module")
def asked(tmp_path_factory):
    """Ask a chain of questions; the last answer is sound."""
    reports = [
        report("sheet", "月影市 事務事業評価シート（令和4年度）", TABLES, date(2023, 3, 31), "月影市"),
        report("dune", "砂丘町 令和6年度当初予算の概要", DUNE, date(2024, 3, 1), "砂丘町"),
        report("shares", "星見電機株式会社 有価証券報告書", SHARES, date(2020, 6, 30), "星見電機株式会社"),
    ]
    assistant = Assistant(corpus_of(reports, tmp_path_factory.mktemp("tables") / "tantivy"))

    def ask(*turns):
        conversation = Conversation()
        answers = [assistant.ask(turn, conversation=conversation) for turn in turns]
        assert_sound(answers[-1], turns, assistant.corpus)
        return answers[-1]

    return ask


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("売上高の2020年3月期は？", "47,890百万円（2020年3月）"),
        ("2019年3月期の経常利益はいくらですか", "▲567百万円（2019年3月）"),
        ("自己資本比率は2018年3月にはどうでしたか？", "45.6％（2018年3月）"),
        ("売上高の2019年度は？", "47,890百万円（2020年3月）"),
        ("放課後児童クラブ利用者数のR4の実績は？", "実績値は1,050人（R4）"),
        ("放課後児童クラブ利用者数のR6の目標は？", "目標値は1,300人（R6）"),
        ("2023年度の放課後児童クラブ利用者数の目標は？", "目標値は1,200人（R5）"),
        ("巡回バスの便数のR5の実績は？", "未集計"),
        ("一般会計の令和5年度予算は？", "110,000百万円（令和5年度）"),
        ("水道事業会計の令和5年度の予算額はいくら？", "8,000百万円（令和5年度）"),
        ("巡回バス運行事業の県支出金のR4決算は？", "900千円（R4）"),
        ("巡回バス運行事業の国庫支出金のR5予算は？", "1,700千円（R5）"),
        ("みなと地区の2020年の女の人口は？", "5,200（2020年）"),
        ("やまて地区の2015年の人口は？", "2,100（2015年）"),
    ],
)
def test_a_row_and_a_column_find_their_crossing(asked, question, said):
    answer = asked(question)
    assert answer.status == "answered", answer.answer
    assert said in answer.answer


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("砂丘町の湯治費の令和6年度予算はいくらですか。", "5,200千円"),
        ("砂丘町の湯治費の令和5年度予算はいくらですか。", "5,000千円"),
        ("砂丘町の湯治費の令和6年度予算の伸び率は？", "4.0％"),
        ("砂丘町の砂防費の令和6年度予算の伸び率は？", "皆増"),
    ],
)
def test_a_column_that_compares_is_of_its_rows_latest_year(asked, question, said):
    answer = asked(question)
    assert (answer.status, said in answer.answer) == ("answered", True), answer.answer


@pytest.mark.parametrize("year", ["令和5年度", "令和3年度"])
def test_a_column_that_compares_is_of_no_other_year(asked, year):
    assert asked(f"砂丘町の湯治費の{year}予算の伸び率は？").status != "answered"


def test_the_answer_is_of_the_asked_row_and_year_alone(asked):
    answer = asked("みなと地区の2020年の人口は？")
    assert {(figure.name, figure.year) for figure in answer.figures} == {("みなと地区", 2020)}
    assert {figure.text for figure in answer.figures} == {"4,900", "5,200"}


def test_a_table_row_is_cited(asked):
    answer = asked("売上高の2020年3月期は？")
    (citation,) = answer.citations
    assert citation.quote.startswith("売上高") and citation.quote.endswith("47,890")


def test_a_follow_up_asks_the_same_row(asked):
    answer = asked("放課後児童クラブ利用者数のR4の実績は？", "R6の目標は？")
    assert answer.figures[0].text == "1,300"


@pytest.mark.parametrize(
    "question",
    [
        "売上高の2023年3月期は？",
        "売上高の2020年12月は？",
        "売上高の2020年度は？",
        "放課後児童クラブ利用者数のR9の目標は？",
        "放課後児童クラブ利用者数のR6の実績は？",
        "一般会計の令和9年度予算は？",
        "病院事業会計の令和5年度予算は？",
        "かわべ地区の2020年の人口は？",
        "みなと地区の2010年の人口は？",
        "営業外収益の2020年3月期は？",
    ],
)
def test_a_row_or_a_year_that_is_not_printed_is_refused(asked, question):
    answer = asked(question)
    assert answer.status == "not_found", answer.answer
    assert answer.answer.startswith(CANNOT_ANSWER["ja"])
