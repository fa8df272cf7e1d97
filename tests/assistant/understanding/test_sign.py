"""Signs, letters and quotations whose meaning is asked for."""

import pytest

from assistant.understanding.sign import signs_of


@pytest.mark.parametrize(
    ("question", "printed"),
    [
        ("◇が付いているのは何？", "「◇」"),
        ("(※)は何の印？", "(※)"),
        ("矢印は何を表す？", "「↓」"),
        ("判定cになる条件は？", "→c"),
        ("取組で「b」をもらうには？", "→b"),
        ("What does a dash mean?", "「-」"),
        ("ハイフンは何の意味？", "d-"),
        ("かっこ書きの市は何？", "※()は"),
        ("What does the double circle stand for?", "「◎」"),
        ("「重点戦略」とは？", "重点戦略"),
        ("実施状況の欄は何時点？", "実施状況"),
    ],
)
def test_a_sign_is_looked_for_as_reports_explain_it(question, printed):
    assert any(printed in term.forms for term in signs_of(question))


def test_a_range_of_letters_and_plain_words_are_none():
    assert list(signs_of("A〜Dって何%で分かれている？")) == []
    assert list(signs_of("灯台の塗り替えは？")) == []
