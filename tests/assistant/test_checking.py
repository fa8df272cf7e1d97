"""The last step: a number without evidence is never shown."""

from dataclasses import replace

import pytest

from assistant import assistant as assistants
from assistant.answer import Citation
from assistant.checking import UnsupportedNumber, check
from assistant.composing import Draft
from assistant.refusal import CANNOT_ANSWER
from assistant.understanding.question import parse

QUOTE = "木材の自給率\t40.0% (H30)\t45.0% (R3)\t50.0% (R6)\t90.0%"
CITATION = Citation("c", "moon", "t", "s", 13, 13, None, QUOTE)


@pytest.fixture
def checked(invented):
    corpus = invented.corpus
    question = parse("木材の自給率は70%？", corpus.lexicon, corpus.names)
    figure = corpus.figures["moon:13.19:actual"]

    def run(text, figures=(figure,), citations=(), computed=()):
        return check(question, Draft(text, tuple(figures), tuple(citations), tuple(computed)), corpus)

    return run


@pytest.mark.parametrize(
    "text",
    [
        "45.0%です。",
        "45%です。",
        "４５％です。",
        "R3（2021年度）は45.0%です。",
        "70%ではありません。",
        "2件の資料を調べました。[1]",
    ],
)
def test_numbers_of_cells_question_and_reports_are_supported(checked, text):
    assert checked(text) == ()


@pytest.mark.parametrize("text", ["46%です。", "45.1%です。", "4.5倍です。", "1,000件", "99"])
def test_any_other_number_is_not(checked, text):
    with pytest.raises(UnsupportedNumber):
        checked(text)


def test_a_number_of_another_row_is_not(checked):
    with pytest.raises(UnsupportedNumber):
        checked("基準値は40.0%です。")


def test_numbers_of_quotes_and_results_are_supported(checked):
    checked("40.0%から50.0%へ。[1]", citations=[CITATION])
    checked("あと5ポイントです。", computed=[5])


def test_a_quote_must_stand_in_its_lines(checked):
    for wrong in (replace(CITATION, quote="木材の自給率は高い"), replace(CITATION, line_start=14, line_end=14)):
        with pytest.raises(UnsupportedNumber, match="is not in lines"):
            checked("45.0%です。", citations=[wrong])


def test_an_answer_that_fails_is_replaced_by_a_refusal(invented, monkeypatch):
    """A defect of composing: the reader sees a refusal, and the checks say why."""
    real = assistants.compose

    def garbled(question, decision, corpus):
        draft = real(question, decision, corpus)
        return draft if decision.status == "not_found" else replace(draft, text=draft.text.replace("45.0", "54.1"))

    monkeypatch.setattr(assistants, "compose", garbled)
    answer = invented.ask("木材の自給率の実績は？")
    assert answer.status == "not_found"
    assert answer.answer.startswith(CANNOT_ANSWER["ja"])
    assert "54.1" not in answer.answer
    (failed,) = answer.checks
    assert not failed.ok
    assert failed.severity == "error"
    assert "54.1" in failed.message
