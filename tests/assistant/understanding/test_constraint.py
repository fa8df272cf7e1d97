"""What narrows a question, against what a text says of itself."""

import pytest

from assistant.lexicon import load_lexicon
from assistant.understanding.constraint import Constraints, age_band
from assistant.understanding.naming import ReportNames
from assistant.understanding.question import parse

LEXICON = load_lexicon()
CONSTRAINTS = Constraints(LEXICON)


def unmet(question, text):
    return CONSTRAINTS.unmet(parse(question, LEXICON, ReportNames([])), text)


@pytest.mark.parametrize(
    ("text", "band"),
    [
        ("20代", (20, 29)),
        ("20～29歳", (20, 29)),
        ("２０代".translate(str.maketrans("２０", "20")), (20, 29)),
        ("25-34歳", (25, 34)),
        ("25歳〜34歳", (25, 34)),
        ("in their twenties", (20, 29)),
        ("in their nineties", (90, 99)),
        ("65歳以上", (65, 999)),
        ("", None),
    ],
)
def test_age_bands(text, band):
    assert age_band(text) == band


@pytest.mark.parametrize(
    ("question", "text", "lacking"),
    [
        ("灯台は？", "何でも", ()),
        ("鳥取県の灯台は？", "鳥取県の灯台", ()),
        ("鳥取県の灯台は？", "島根県の灯台", ("鳥取県",)),
        ("女性の就業率は？", "女性（25～34歳）の就業率", ()),
        ("女性の就業率は？", "就業率", ("女性",)),
        ("男性の就業率は？", "女性の就業率", ("男性",)),
        ("20代の転出は？", "20～29歳の転出", ()),
        ("30代の転出は？", "20～29歳の転出", ("30代",)),
        ("国際線の便数は？", "国際線の便数", ()),
        ("国際線の便数は？", "国内線の便数", ("国際線",)),
        ("1人当たりの所得は？", "所得（一人当たり）", ()),
        ("1人当たりの所得は？", "所得", ("1人当たり",)),
    ],
)
def test_every_constraint_must_be_met(question, text, lacking):
    assert unmet(question, text) == lacking


def test_a_place_may_be_printed_in_latin_letters():
    assert unmet("後志の人材育成は？", "ShiriBeshi人材育成プラン") == ()


def test_measures_named_in_a_text():
    assert CONSTRAINTS.measures("予算は5千円、目標は3件") == {"budget", "target"}
    assert CONSTRAINTS.measures("灯台") == frozenset()


@pytest.mark.parametrize(
    ("text", "band"),
    [
        ("65歳以上", (65, 999)),
        ("65 or older", (65, 999)),
        ("over 65", (65, 999)),
        ("30歳未満", (0, 29)),
        ("under 30", (0, 29)),
        ("between 25 and 34", (25, 34)),
        ("aged 25 to 34", (25, 34)),
        ("若者", None),
    ],
)
def test_ages_are_bands_in_both_languages(text, band):
    assert age_band(text) == band
