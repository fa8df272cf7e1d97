"""What a follow-up takes from the question before."""

import pytest

from assistant.conversation import Conversation
from assistant.lexicon import load_lexicon
from assistant.naming import ReportNames
from assistant.question import parse
from tests.assistant.invented import moon, wave


def talk(*turns):
    conversation = Conversation()
    names = ReportNames([moon(), wave()])
    return [conversation.resolve(parse(turn, load_lexicon(), names)) for turn in turns][-1]


def said(question):
    return {term.text for term in question.terms}


@pytest.mark.parametrize("follow_up", ["目標は？", "じゃあ目標は？", "では、目標を教えてください", "and the target?"])
def test_a_follow_up_has_the_topic_and_its_own_measure(follow_up):
    question = talk("灯台の実績は？", follow_up)
    assert said(question) == {"灯台"}
    assert question.measures == ("target",)


def test_a_new_topic_takes_nothing():
    question = talk("2022年11月の資料で鳥取県の灯台の実績は？", "養蜂は？")
    assert said(question) == {"養蜂"}
    assert (question.measures, question.reports, question.places) == ((), (), ())


def test_report_place_and_qualifier_stay():
    question = talk("評価調書で鳥取県の20代の灯台の実績は？", "目標は？")
    assert question.reports == ("wave",)
    assert [sorted(place) for place in question.places] == [["鳥取県"]]
    assert [qualifier.kind for qualifier in question.qualifiers] == ["age"]


def test_another_place_replaces_the_place():
    question = talk("鳥取県の灯台の実績は？", "島根県は？")
    assert [sorted(place) for place in question.places] == [["島根県"]]


def test_a_year_alone_keeps_the_measure():
    question = talk("灯台の目標は？", "2024年度は？")
    assert question.measures == ("target",)
    assert [period.year for period in question.periods] == [2024]


def test_a_reason_asks_for_no_measure():
    assert talk("灯台の実績は？", "なぜ？").measures == ()


def test_the_topic_lasts_over_several_turns():
    assert said(talk("灯台の実績は？", "目標は？", "進捗率は？", "なぜ？")) == {"灯台"}


def test_conversations_have_ids_of_their_own():
    assert Conversation().id != Conversation().id


def test_the_answer_names_its_conversation(invented):
    conversation = Conversation("mine")
    assert invented.ask("木材の自給率は？", conversation=conversation).conversation_id == "mine"
