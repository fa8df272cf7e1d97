"""What the words of a follow-up point back to."""

import pytest

from assistant.lexicon import load_lexicon
from assistant.talking.followup import (
    asks_about_answer,
    asks_other_reports,
    asks_source,
    goes_on,
    own_topic,
    picked,
    shifted_year,
    starts_afresh,
)
from assistant.understanding.naming import ReportNames
from assistant.understanding.question import parse
from tests.assistant.invented import moon, wave

NAMES = ReportNames([moon(), wave()])


def asked(text):
    return parse(text, load_lexicon(), NAMES)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("2番目は？", 1),
        ("二つ目の目標は？", 1),
        ("前者の実績は？", 0),
        ("後者は？", 2),
        ("最初のほうは？", 0),
        ("The second one, please.", 1),
        ("the last one", 2),
        ("3", 2),
        ("5番目は？", None),
        ("2番目に多い市町村は？", None),
        ("目標は？", None),
    ],
)
def test_one_of_three_listed_is_picked(text, place):
    assert picked(asked(text), 3, None) == place


@pytest.mark.parametrize(("before", "place"), [(0, 1), (1, 0), (None, None)])
@pytest.mark.parametrize("text", ["もう一つのほうは？", "and the other one?"])
def test_the_other_one_is_the_one_not_spoken_of(text, before, place):
    assert picked(asked(text), 2, before) == place


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("その前の年は？", 2021),
        ("前年度は？", 2021),
        ("翌年度は？", 2023),
        ("And the year after?", 2023),
        ("and the previous year?", 2021),
    ],
)
def test_the_year_beside_the_one_spoken_of(text, year):
    assert shifted_year(asked(text), 2022).year == year


@pytest.mark.parametrize("text", ["前年度の灯台は？", "2020年は？", "目標は？"])
def test_no_year_is_shifted_where_another_is_meant(text):
    assert shifted_year(asked(text), 2022) is None


def test_no_year_is_shifted_where_none_was_spoken_of():
    assert shifted_year(asked("前年度は？"), None) is None


@pytest.mark.parametrize(
    ("test", "text", "holds"),
    [
        (asks_about_answer, "それは何年の数字？", True),
        (asks_about_answer, "単位は？", True),
        (asks_about_answer, "which year is that?", True),
        (asks_about_answer, "目標は？", False),
        (asks_about_answer, "なぜ？", False),
        (asks_other_reports, "他の資料では？", True),
        (asks_other_reports, "what does the other report say?", True),
        (asks_other_reports, "この資料では？", False),
        (goes_on, "じゃあ灯台は？", True),
        (goes_on, "and the lighthouse?", True),
        (goes_on, "灯台は？", False),
        (starts_afresh, "別件で、灯台は？", True),
        (starts_afresh, "By the way, how many lighthouses?", True),
        (starts_afresh, "灯台は？", False),
    ],
)
def test_what_a_follow_up_asks(test, text, holds):
    assert test(asked(text)) is holds


@pytest.mark.parametrize(("text", "holds"), [("出典は？", True), ("Which report?", True), ("目標は？", False)])
def test_whether_the_source_is_asked_for(text, holds):
    assert asks_source(text) is holds


@pytest.mark.parametrize(("text", "said"), [("その目標は？", []), ("鳥取県は？", []), ("灯台は？", ["灯台"])])
def test_pointing_words_and_places_are_no_topic(text, said):
    assert [term.text for term in own_topic(asked(text))] == said
