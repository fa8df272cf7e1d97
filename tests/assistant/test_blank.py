"""A cell that prints a dash states nothing, unless its row says why."""

from datetime import date

import pytest

from assistant.assistant import Assistant
from tests.assistant.invented import corpus_of, report

TEXT = """星見県 指標の状況

指標名\t基準値\t実績値\t目標値\t備考
天文台の入館者数\t10万人 (R1)\t-\t20万人 (R7)\t
流星群の観察会\t—\t5回 (R4)\t9回 (R7)\t
星空の案内人\t12人 (R1)\t-\t30人 (R7)\t調査が行われていないため、数値がない。
"""


@pytest.fixture
def ask(tmp_path):
    return Assistant(corpus_of([report("star", "星見県 指標の状況", TEXT, date(2023, 3, 31))], tmp_path)).ask


@pytest.mark.parametrize("question", ["天文台の入館者数の実績値は？", "流星群の観察会の基準値は？"])
def test_a_dash_alone_is_not_found(ask, question):
    assert ask(question).status == "not_found"


def test_a_dash_beside_words_is_told_with_them(ask):
    answer = ask("星空の案内人の実績値は？")
    assert (answer.status, "調査が行われていないため" in answer.answer) == ("answered", True)


def test_what_stands_beside_a_dash_is_answered(ask):
    assert "9回" in ask("流星群の観察会の目標値は？").answer
    assert "10万人" in ask("天文台の入館者数は？").answer
