"""Questions that ask for several things in turn, each part answered from its own evidence."""

import pytest

from assistant.talking.conversation import Conversation
from assistant.understanding.piece import pieces_of
from assistant.understanding.question import parse
from tests.assistant.sound import assert_sound


@pytest.fixture
def ask(invented):
    def asked(question):
        answer = invented.ask(question, conversation=Conversation())
        assert_sound(answer, (question,), invented.corpus)
        return answer

    return asked


@pytest.fixture
def pieces(invented):
    def texts(question):
        parsed = parse(question, invented.corpus.lexicon, invented.corpus.names)
        return [[piece.text for piece in found] for found in pieces_of(parsed, invented.corpus)]

    return texts


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        ("木材の自給率の実績と、竹林再生モデル事業の予算は？", ["木材の自給率の実績と", "竹林再生モデル事業の予算は"]),
        ("温泉街の宿泊者数、月影県と白波県の実績を並べて", ["月影県", "白波県の実績を並べて"]),
    ],
)
def test_the_pieces_of_a_question(pieces, question, parts):
    assert parts in pieces(question)


def test_a_condition_joins_nothing(pieces):
    assert pieces("木材の自給率を使うとどうなる？") == []


@pytest.mark.parametrize(
    ("question", "figures"),
    [
        ("木材の自給率の実績と、竹林再生モデル事業の予算は？", ["45.0%", "12,000千円"]),
        ("温泉街の宿泊者数、月影県と白波県の実績を並べて", ["150万人", "36万人"]),
        ("2022年11月の資料の温泉街の宿泊者数の目標と、評価調書の空き校舎の利用数の評価は？", ["200万人", "評価はD"]),
    ],
)
def test_each_part_is_answered_from_its_own_report(ask, question, figures):
    answer = ask(question)
    assert answer.status == "answered"
    for figure in figures:
        assert figure in answer.answer


def test_a_figure_and_what_was_done_stand_side_by_side(ask):
    answer = ask("給食の地場産物使用割合の実績は？ あと、養蜂担い手育成事業では何をした？")
    assert "54.0" in answer.answer
    assert "巣箱を貸し出した" in answer.answer
    assert {citation.report for citation in answer.citations} == {"moon", "wave"}


def test_half_an_answer_is_none(ask):
    assert ask("木材の自給率の実績と、地下鉄の乗客数の実績は？").status != "answered"
