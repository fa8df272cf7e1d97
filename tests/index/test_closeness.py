"""Closeness of a question to the best sentence of a passage."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.closeness import closeness


@pytest.mark.parametrize(
    ("question", "passage", "share"),
    [
        ("観光客", "観光客が増えた。", 1.0),
        ("観光客", "観光が増えた。客は減った。", 0.5),  # 観光 in the first sentence, 客 alone is no pair
        ("観光客", "農業\t観光客", 1.0),
        ("観光客", "", 0.0),
        ("", "観光客", 0.0),
        ("客", "客", 0.0),
        ("ＡＢＣ", "abc ABC", 1.0),  # both are cleaned alike
    ],
)
def test_the_share_of_pairs(question, passage, share):
    assert closeness(question, passage) == pytest.approx(share)


def test_grammar_weighs_less():
    assert closeness("客はどこ", "観光客は") > closeness("客はどこ", "それはどこ")


def test_one_sentence_beats_two_halves():
    whole, halves = "空港の利用者が増えた。港は静か。", "空港は静か。港の利用者が増えた。"
    assert closeness("空港の利用者", whole) > closeness("空港の利用者", halves)


@given(st.text(max_size=60), st.text(max_size=200))
@settings(max_examples=50)
def test_a_share_is_a_share(question, passage):
    assert 0.0 <= closeness(question, passage) <= 1.0
