"""What an answer says beside its figures: that a person corrected one of them, what was printed, and why."""

from datetime import date

import pytest

from assistant.assistant import Assistant
from index.correction import Correction
from tests.assistant.invented import corpus_of, moon, wave
from tests.assistant.sound import assert_sound

WHY = "集計誤り12件を確認済み（統計課 係長、2022-12-03）"


def correction(**fields):
    said = {
        "report": "moon",
        "line": 14,
        "page": None,
        "measure": "actual",
        "printed": "90億円",
        "text": "93億円",
        "reason": "集計誤り12件を確認済み",
        "role": "統計課 係長",
        "date": date(2022, 12, 3),
    }
    return Correction(**{**said, **fields})


@pytest.fixture
def ask(tmp_path):
    def asked(question, *corrections):
        corpus = corpus_of([moon(), wave()], tmp_path / "tantivy", corrections)
        answer = Assistant(corpus).ask(question)
        assert_sound(answer, [question], corpus)
        return answer

    return asked


def test_a_corrected_figure_is_told_with_what_was_printed_and_why(ask):
    answer = ask("和紙の海外販売額の実績値は？", correction())
    assert "実績値は93億円（R3）" in answer.answer
    said = f"和紙の海外販売額の実績値「93億円」は訂正された値で、資料の印刷は「90億円」です。理由：{WHY}。"
    assert answer.answer.count(said) == 1
    assert "90億円" in answer.citations[0].quote and "93億円" not in answer.citations[0].quote


def test_it_is_told_in_english_too(ask):
    answer = ask("What is the actual of 和紙の海外販売額?", correction())
    assert answer.language == "en"
    said = (
        f"The actual 「93億円」 of 和紙の海外販売額 is a correction: the report prints 「90億円」. Reason: 「{WHY}」."
    )
    assert said in answer.answer


def test_a_cell_that_was_added_is_told(ask):
    added = correction(measure="grade", printed="", text="B", add=True, name="和紙の海外販売額")
    answer = ask("和紙の海外販売額の評価は？", added)
    assert "評価はB" in answer.answer
    assert f"評価「B」は訂正された値で、資料には印刷されていません。理由：{WHY}。" in answer.answer


def test_arithmetic_over_a_corrected_figure_says_so(ask):
    answer = ask("和紙の海外販売額は目標まであといくら？", correction())
    assert "120 − 93 = 27" in answer.answer
    assert "訂正された値" in answer.answer


def test_answers_without_the_corrected_figure_do_not_speak_of_it(ask):
    assert "訂正" not in ask("木材の自給率の実績値は？", correction()).answer
    assert "訂正" not in ask("和紙の海外販売額の実績値は？").answer
