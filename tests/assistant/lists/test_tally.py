"""Sums over one passage's numbers: one for each part asked, or none."""

import pytest

from assistant.lexicon import load_lexicon
from assistant.lists.tally import tally
from assistant.quoting.excerpt import Excerpt
from assistant.understanding.naming import ReportNames
from assistant.understanding.question import parse

VENUES = "○灯台守研修の実施 ・東会場：計18名受講 ・西会場：計20名受講 ・南会場：計7名受講 ○普及セミナー（3地区で実施）"
TERMS = (
    "・座学研修 第1期：5～9月、参加者171人 第2期：10～2月、参加者129人 ・現場実習 第1期：67人（定員60人）、第2期：68人"
)
BOOKLET = "○パンフレットの配布（中学校468校、高校199校） ○15校を研究指定校とした"
DOCTORS = "医師派遣（青医大から11市町に15名、赤医大から6市町に6名、白医大から7市町に12名）"
STAFF = "○灯台研修の実施（参加者30名、講師5名）"


def summed(text, passage):
    question = parse(text, load_lexicon(), ReportNames([]))
    excerpt = Excerpt("moon", (), 1, 1, None, passage, passage, 1.0, frozenset())
    formula = tally(question, excerpt)
    return formula and (formula.text, formula.unit)


@pytest.mark.parametrize(
    ("text", "passage", "formula"),
    [
        ("灯台守研修、3会場で合計何人受けた？", VENUES, ("18 + 20 + 7 = 45", "名")),
        ("灯台守研修、東会場と南会場を足すと何人？", VENUES, ("18 + 7 = 25", "名")),
        ("現場実習、1期と2期で計何人だった？", TERMS, ("67 + 68 = 135", "人")),
        ("パンフレット、中学校と高校合わせて何校に配った？", BOOKLET, ("468 + 199 = 667", "校")),
        ("How many doctors in all do the three universities send out?", DOCTORS, ("15 + 6 + 12 = 33", "名")),
    ],
)
def test_numbers_of_the_parts_asked_are_summed(text, passage, formula):
    assert summed(text, passage) == formula


@pytest.mark.parametrize(
    ("text", "passage"),
    [
        ("灯台守研修、4会場で合計何人受けた？", VENUES),  # three are printed
        ("灯台守研修、東会場と北会場を足すと何人？", VENUES),  # one of them is not printed
        ("座学研修、1期と2期合わせて何人？", TERMS),  # what is printed nearer is of another training
        ("灯台研修、2日間で合計何人？", STAFF),  # numbers of unlike things
        ("灯台守研修は何人受けた？", VENUES),  # no sum is asked
    ],
)
def test_no_sum_of_other_numbers(text, passage):
    assert summed(text, passage) is None
