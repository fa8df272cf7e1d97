"""Excerpts: what prose says, verbatim, trimmed to what answers."""

from datetime import date

import pytest

from assistant.understanding.question import parse
from tests.assistant.invented import corpus_of, report

LONG = "".join(f"○第{n}の取組として、各地の集会所で説明の会を開き、住民の声を聞いた。" for n in range(1, 16))
TEXT = f"""試験の報告

1 取組の内容

- 灯台の塗り替えを行い、三つの港で見学の会を開いた。
- 養蜂の講習を開いた。
{LONG}○岬では風車を二基建て、電気を学校に送った。{LONG}

2 用語の意味

燃料自給率とは、作った燃料を使った燃料で除したものをいう。
次のとおり表記する。
「◇」は集計の途中であることを示す。

平成29年度には橋を三本架けた。
令和4年度には橋を五本架けた。
"""


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    return corpus_of([report("r", "試験の報告", TEXT, date(2022, 1, 1))], tmp_path_factory.mktemp("excerpt") / "t")


def find(corpus, text):
    question = parse(text, corpus.lexicon, corpus.names)
    excerpts = corpus.excerpts.find(question, corpus.search(text, text, 8, False))
    for excerpt in excerpts:
        lines = corpus.lines["r"][excerpt.line_start - 1 : excerpt.line_end]
        assert excerpt.quote in "\n".join(lines)
        assert excerpt.quote.count("\n") == excerpt.line_end - excerpt.line_start
    return excerpts


def test_the_item_that_says_it_comes_first(corpus):
    best = find(corpus, "灯台の塗り替えは？")[0]
    assert best.text == "- 灯台の塗り替えを行い、三つの港で見学の会を開いた。"
    assert best.coverage == pytest.approx(1)
    assert (best.line_start, best.line_end) == (5, 5)


def test_items_are_apart(corpus):
    assert "灯台" not in find(corpus, "養蜂の講習は？")[0].text


def test_a_long_unit_is_trimmed_to_the_part_that_answers(corpus):
    best = find(corpus, "岬の風車は？")[0]
    assert "岬では風車を二基建て" in best.quote
    assert len(best.quote) <= 420 < len(LONG)


def test_coverage_falls_with_what_is_not_said(corpus):
    assert (
        find(corpus, "灯台の塗り替えの費用対便益分析は？")[0].coverage < find(corpus, "灯台の塗り替えは？")[0].coverage
    )


def test_without_its_weightiest_noun_nothing_answers(corpus):
    assert find(corpus, "火星の灯台は？") == []


def test_without_a_topic_there_is_none(corpus):
    assert find(corpus, "目標は？") == []


def test_a_definition_is_preferred_where_one_is_asked_for(corpus):
    best = find(corpus, "燃料自給率とは何ですか")[0]
    assert "燃料自給率とは、作った燃料を使った燃料で除したものをいう。" in best.text
    assert best.coverage > 1


def test_a_dated_question_takes_what_prints_that_year(corpus):
    texts = [excerpt.text for excerpt in find(corpus, "2017年度に架けた橋は？")]
    assert texts
    assert all("平成29年度" in text for text in texts)
    assert find(corpus, "2031年度に架けた橋は？") == []


def test_a_constraint_leaves_out_what_does_not_meet_it(corpus):
    assert find(corpus, "鳥取県の灯台の塗り替えは？") == []


def test_a_report_s_name_is_no_answer(corpus):
    assert all(excerpt.text != "試験の報告" for excerpt in find(corpus, "試験の報告の灯台は？"))


def test_what_a_sign_means_is_found_by_the_sign(corpus):
    assert "集計の途中" in find(corpus, "◇は何の印ですか")[0].text
