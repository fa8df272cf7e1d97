"""Numbers that questions assert, held against running text."""

import pytest

from assistant.lexicon import load_lexicon
from assistant.quoting.excerpt import Excerpt
from assistant.understanding.assertion import judge_in_text
from assistant.understanding.naming import ReportNames
from assistant.understanding.premise import read_premise
from assistant.understanding.question import parse

_TEXT = "離島の診療所の運営費を助成（常設の診療所4か所、巡回する診療所11か所）"
_YEARS = "里山の相談窓口の相談件数（R1年度12件、R2年度30件、R3年度25件、R4年度2件（～7月末））"


def judged(question, text, coverage=0.9):
    lexicon, names = load_lexicon(), ReportNames([])
    premise = read_premise(parse(question, lexicon, names), lexicon, names)
    excerpt = Excerpt("a", (), 1, 1, None, text, text, coverage, frozenset())
    found = judge_in_text(premise, [excerpt])
    return None if found is None else found[0]


@pytest.mark.parametrize(
    ("question", "text", "stated"),
    [
        ("常設の診療所は11か所ですよね", _TEXT, "巡回する診療所11か所」「常設の診療所4か所"),
        ("里山の相談窓口の相談はR3年度に30件だったよね", _YEARS, "R2年度30件」「R3年度25件"),
        ("里山の相談窓口の相談はR3年度に40件だったよね", _YEARS, "25件"),
        ("里山の相談窓口の相談件数はR3年度も増えたんですよね", _YEARS, "R2年度30件」「R3年度25件"),
        ("研修団は8名派遣したんだよね", "研修団5名を派遣", "5名"),
    ],
)
def test_what_the_text_prints_otherwise_is_denied(question, text, stated):
    verdict = judged(question, text)
    assert verdict is not None
    assert [one.stated for one in verdict.findings if not one.right] == [stated]


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("常設の診療所は4か所ですよね", _TEXT),
        ("診療所は合わせて15か所ですよね", _TEXT),
        ("里山の相談窓口の相談はR2年度に30件だったよね", _YEARS),
        ("里山の相談窓口の相談件数はR2年度に増えたんですよね", _YEARS),
        ("研修団は5人派遣したんだよね", "研修団5名を派遣"),
        ("参加者は120人だったよね", "商談会を3回開催"),
    ],
)
def test_what_the_text_bears_out_or_does_not_speak_of_is_not_denied(question, text):
    verdict = judged(question, text)
    assert verdict is None or not verdict.denied


def test_what_hardly_speaks_of_the_thing_denies_nothing():
    assert judged("研修団は8名派遣したんだよね", "研修団5名を派遣", coverage=0.7) is None
