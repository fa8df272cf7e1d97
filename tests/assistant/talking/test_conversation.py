"""What a follow-up takes from the questions and answers before."""

import pytest

from assistant.talking.conversation import Conversation
from tests.assistant.sound import assert_sound


@pytest.fixture
def talk(invented):
    def answered(*turns):
        conversation = Conversation()
        answers = [invented.ask(turn, conversation=conversation) for turn in turns]
        assert_sound(answers[-1], turns, invented.corpus)
        return answers[-1]

    return answered


@pytest.fixture
def taken(invented):
    def last(*turns):
        conversation = Conversation()
        for turn in turns:
            invented.ask(turn, conversation=conversation)
        return conversation.last.question

    return last


def shown(answer):
    return {figure.name for figure in answer.figures}


@pytest.mark.parametrize("follow_up", ["目標は？", "じゃあ目標は？", "では、目標を教えてください", "and the target?"])
def test_a_follow_up_has_the_topic_and_its_own_measure(talk, follow_up):
    answer = talk("木材の自給率の実績は？", follow_up)
    assert answer.figures[0].measure == "target"
    assert "50.0%" in answer.answer


def test_a_new_topic_takes_nothing(taken):
    question = taken("2022年11月の資料で木材の自給率の実績は？", "養蜂を始める人への支援の内容は？")
    assert (question.measures, question.reports, question.periods) == ((), (), ())


def test_the_report_named_stays(talk):
    assert {figure.report for figure in talk("評価調書で温泉街の宿泊者数の実績は？", "目標は？").figures} == {"wave"}


def test_a_year_alone_keeps_the_measure(taken):
    question = taken("木材の自給率の目標は？", "2024年度は？")
    assert question.measures == ("target",)
    assert [period.year for period in question.periods] == [2024]


def test_a_reason_asks_for_no_measure(taken):
    assert taken("灯台の見学会の実績は？", "なぜ？").measures == ()


def test_the_topic_lasts_over_several_turns(talk):
    assert shown(talk("木材の自給率の実績は？", "目標は？", "進捗率は？", "基準値は？")) == {"木材の自給率"}


def test_the_answers_indicator_is_the_topic_whatever_words_had_named_it(talk):
    answer = talk("移住について相談した件数の実績は？", "進捗率は？")
    assert answer.figures[0].text == "50.0%"


@pytest.mark.parametrize(
    ("wish", "language"), [("英語で", "en"), ("In English, please.", "en"), ("英語でもう一度お願いします", "en")]
)
def test_the_answer_is_given_again_in_the_language_wished_for(talk, wish, language):
    before = talk("木材の自給率の目標は？")
    answer = talk("木材の自給率の目標は？", wish)
    assert answer.language == language
    assert answer.figures == before.figures


def test_the_language_is_then_that_of_the_turn(talk):
    assert talk("木材の自給率の目標は？", "英語で", "実績は？").language == "ja"


@pytest.mark.parametrize("asks", ["それは何年の数字？", "単位は？", "which year is that?"])
def test_what_is_asked_of_an_answer_is_told_with_it(talk, asks):
    answer = talk("木材の自給率の目標は？", asks)
    assert answer.figures[0].text == "50.0%"
    assert "R6" in answer.answer


def test_the_source_is_named(talk):
    assert "出典：月影県みらい戦略 推進状況（2022年11月）" in talk("木材の自給率の目標は？", "出典は？").answer


def test_other_reports_are_those_not_yet_shown(talk):
    answer = talk("2022年11月の資料で温泉街の宿泊者数の実績は？", "他の資料では？")
    assert {figure.report for figure in answer.figures} == {"wave"}
    assert talk("木材の自給率の実績は？", "他の資料では？").status == "not_found"


def test_one_of_those_listed_is_picked_by_number_and_then_the_other(talk):
    turns = ("温泉街の宿泊者数の実績は？", "2番目の目標は？")
    assert talk(*turns).figures[0].text == "60"
    assert talk(*turns, "もう一つのほうは？").figures[0].text == "200万人"


def test_one_of_those_listed_is_picked_by_name(talk):
    answer = talk("観光案内所は？", "利用者のほうの目標は？")
    assert shown(answer) == {"観光案内所の利用者数"}
    assert answer.figures[0].text == "8,000人"


def test_what_is_named_takes_the_place_of_what_no_longer_fits(talk):
    answer = talk("観光案内所の設置数の目標は？", "利用者数のほうは？")
    assert answer.figures[0].text == "8,000人"


def test_arithmetic_over_the_last_two_answers(talk):
    turns = ("交通事故の負傷者数の実績は？", "不登校の児童数の実績は？")
    assert "350 − 60 = 290" in talk(*turns, "差は？").answer
    assert "350 + 60 = 410" in talk(*turns, "合計は？").answer
    assert "前者のほうが大きい" in talk(*turns, "どっちが大きい？").answer


def test_figures_of_other_units_are_not_put_together(talk):
    assert "単位が異なる" in talk("木材の自給率の実績は？", "不登校の児童数の実績は？", "差は？").answer


def test_the_difference_of_an_actual_and_its_target(talk):
    assert "50 − 45 = 5" in talk("木材の自給率の実績は？", "目標は？", "差は？").answer


@pytest.mark.parametrize("follow_up", ["予測を教えて", "責任は誰にある？"])
def test_what_no_report_says_is_refused_in_a_conversation_as_well(talk, follow_up):
    assert talk("木材の自給率の実績は？", follow_up).status == "not_found"


def test_another_topic_after_a_mark_of_change(talk):
    assert shown(talk("木材の自給率の目標は？", "別件で、雪まつりの来場者数は？")) == {"雪まつりの来場者数"}


def test_conversations_have_ids_of_their_own():
    assert Conversation().id != Conversation().id


def test_the_answer_names_its_conversation(invented):
    conversation = Conversation("mine")
    assert invented.ask("木材の自給率は？", conversation=conversation).conversation_id == "mine"


def test_another_publisher_takes_the_place_of_the_one_before(talk):
    turns = ("月影県の温泉街の宿泊者数の目標は？", "白波県は？")
    assert {figure.report for figure in talk(*turns).figures} == {"wave"}
    assert talk(*turns).figures[0].measure == "target"
