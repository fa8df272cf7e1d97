"""The terms of a question: what it is about."""

import pytest

from assistant.lexicon import load_lexicon
from assistant.understanding.naming import ReportNames
from assistant.understanding.question import parse
from assistant.understanding.term import TOPIC, blanked

LEXICON, NAMES = load_lexicon(), ReportNames([])


def terms(text):
    return parse(text, LEXICON, NAMES).terms


def topic(text):
    return {term.text for term in terms(text) if term.weight >= TOPIC}


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("養蜂の予算はいくらですか？", {"養蜂"}),
        ("灯台について教えてください", {"灯台"}),
        ("灯台の令和3年度の実績値は？", {"灯台"}),
        ("灯台の進捗率の一覧を全部教えて", {"灯台"}),
        ("目標は？", set()),
        ("D評価の指標は？", set()),
        ("評価がDの理由は？", set()),
        ("もう達成した？", set()),
        ("how many lighthouses are there?", {"lighthous"}),
    ],
)
def test_words_that_only_ask_are_no_topic(question, said):
    assert topic(question) == said


def test_a_term_has_its_synonyms_as_forms():
    (term,) = terms("宿泊客は？")
    assert {"宿泊客", "宿泊者"} <= term.forms


def test_several_words_that_mean_one_are_one_term():
    (term,) = terms("泊まった人は？")
    assert "宿泊者" in term.forms
    assert term.several


def test_what_a_question_denies_is_no_topic():
    assert topic("灯台じゃなくて港の予算は？") == {"港"}


def test_a_verb_has_the_character_of_its_noun():
    roots = {term.text: term.root for term in terms("苗を植える面積は？")}
    assert roots["植える"] == "植"
    assert roots["面積"] == ""


def test_a_suffix_said_alone_is_no_topic():
    assert topic("灯台の客は？") == {"灯台"}


def test_an_everyday_word_stands_for_several():
    assert {term.text for term in terms("インバウンドは？")} == {"外国人", "観光"}


def test_a_counting_suffix_is_no_part_of_the_meaning():
    parts = {term.text: term.parts for term in terms("医療従事者数は？")}
    assert [sorted(part & {"従事", "者", "数"}) for part in parts["従事者数"]] == [["従事"]]


def test_a_place_is_marked():
    places = {term.text: term.place for term in terms("鳥取県の灯台は？")}
    assert places["灯台"] is False
    assert any(marked for text, marked in places.items() if "鳥取" in text)


def test_an_english_phrase_is_translated():
    forms = {form for term in terms("What is the target for hot spring guests?") for form in term.forms}
    assert "温泉" in forms


def test_long_kana_that_no_word_covers_is_an_optional_term():
    assert [term.text for term in terms("うんてんしゅすうれんめい") if term.optional] == ["うんてんしゅすうれんめい"]
    assert not any(term.optional for term in terms("うどんは？"))


def test_terms_are_distinct():
    assert len(terms("灯台と灯台と灯台の実績は？")) == 1


def test_a_quoted_sign_is_a_term():
    assert "「-」" in {term.text for term in terms("「-」はどういう意味ですか？")}


def test_blanking_keeps_offsets():
    assert blanked("abcdef", [(1, 3), (4, 5)]) == "a。。d。f"
