from datetime import date

import pytest

from assistant.understanding.romanised import Publishers
from tests.assistant.invented import report


def publishers():
    named = [("r1", "磯鳴県 主要指標", "磯鳴県"), ("r2", "第2次橘川町計画", "橘川町"), ("04_fukami_kpi", "指標", "")]
    return Publishers([report(name, title, "", date(2024, 4, 1), publisher) for name, title, publisher in named])


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("traffic deaths in Isonari Prefecture", ("r1",)),
        ("Isonari's exports", ("r1",)),
        ("the Town of Kikkawa", ("r2",)),
        ("Fukami town (深海町) and its farmers", ("04_fukami_kpi",)),
        ("Isonari and Kikkawa", ("r1", "r2")),
    ],
)
def test_a_publisher_is_named_in_latin_letters(text, ids):
    assert publishers().named_in(text)[0] == ids


@pytest.mark.parametrize("text", ["Isonari City", "the isonari of old", "Tokino Prefecture", "Prefecture and City"])
def test_another_name_or_kind_is_none_of_them(text):
    assert publishers().named_in(text)[0] == ()


def test_the_words_that_name_are_told():
    text = "How many in Isonari Prefecture (磯鳴県)?"
    ((start, end),) = publishers().named_in(text)[1]
    assert text[start:end] == "Isonari Prefecture (磯鳴県)"
