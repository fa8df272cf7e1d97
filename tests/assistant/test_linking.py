"""The topic of a question linked to indicators: coverage decides, specificity breaks ties."""

import pytest

from assistant.lexicon import load_lexicon
from assistant.linking import Linker
from assistant.understanding.naming import ReportNames
from assistant.understanding.question import parse
from index.figures import extract_figures
from index.indicator import make_indicators
from index.layout import lay_out
from tests.assistant.invented import report

NAMES = """外国人観光客
観光入込客数
ドクターヘリの出動回数
関係人口の創出に取り組む市町村数
地域の医師数
医師の研修会の参加者数
グラスボートの乗船者数
無料公衆無線LANの設置数
道路の除雪延長""".split("\n")
TEXT = "試験の報告\n\nKPI\t実績値\t目標値\n" + "\n".join(f"{name}\t1{n}件\t2{n}件" for n, name in enumerate(NAMES))


@pytest.fixture(scope="module")
def linker():
    one = report("r", "試験の報告", TEXT, None)
    indicators = make_indicators(extract_figures(one, lay_out(TEXT))[0])
    assert [indicator.name for indicator in indicators] == NAMES
    return Linker(indicators, {"r": ""})


def links(linker, question):
    return linker.link(parse(question, load_lexicon(), ReportNames([])))


def best(linker, question):
    return links(linker, question)[0]


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("外国人観光客は？", "外国人観光客"),
        ("インバウンドは？", "外国人観光客"),
        ("foreign tourists?", "外国人観光客"),
        ("医師の数は？", "地域の医師数"),
        ("ドクターの数は？", "地域の医師数"),
        ("ﾄﾞｸﾀｰﾍﾘは？", "ドクターヘリの出動回数"),
        ("どくたーへりの出動回数は？", "ドクターヘリの出動回数"),
        ("無線ＬＡＮの設置数は？", "無料公衆無線LANの設置数"),
        ("グラスボードの乗船者は？", "グラスボートの乗船者数"),
        ("ぐらすぼーとの乗船者は？", "グラスボートの乗船者数"),
        ("雪かきの延長は？", "道路の除雪延長"),
        ("How many were on board the gurasubooto?", "グラスボートの乗船者数"),
        ("How far is josetsu done?", "道路の除雪延長"),
    ],
)
def test_words_synonyms_sounds_and_english_find_the_indicator(linker, question, name):
    assert best(linker, question).indicator.name == name


def test_a_verb_is_met_by_the_noun_with_its_character(linker):
    assert best(linker, "雪を除く道路の長さは？").indicator.name == "道路の除雪延長"
    assert "乗っ" not in [term.text for term in best(linker, "グラスボートに乗った数は？").unmet]


def test_coverage_is_the_share_of_the_question(linker):
    assert best(linker, "外国人観光客は？").coverage == 1
    partly = best(linker, "火星の医師の数は？")
    assert 0 < partly.coverage < 0.6
    assert [term.text for term in partly.unmet] == ["火星"]
    assert partly.unmet_share == pytest.approx(1 - partly.coverage, abs=0.25)


def test_an_unknown_word_weighs_more_than_a_known_one(linker):
    assert best(linker, "火星の医師の数は？").unmet_share > 0.5


def test_specificity_is_the_share_of_the_name(linker):
    found = {link.indicator.name: link for link in links(linker, "医師の研修会の参加者数は？")}
    assert found["医師の研修会の参加者数"].specificity > found["地域の医師数"].specificity
    assert found["医師の研修会の参加者数"].coverage == 1
    assert links(linker, "医師の研修会の参加者数は？")[0].indicator.name == "医師の研修会の参加者数"


def test_whole_population_is_not_a_related_one(linker):
    total = links(linker, "総人口は？")
    assert not total or total[0].coverage < 1
    related = best(linker, "関係人口は？")
    assert related.indicator.name.startswith("関係人口")
    assert related.coverage > (total[0].coverage if total else 0)


def test_head_is_what_is_measured(linker):
    assert best(linker, "除雪の延長は？").head
    assert not best(linker, "関係人口は？").head


def test_without_a_topic_nothing_is_linked(linker):
    assert links(linker, "目標は？") == []
    assert links(linker, "火星は？") == []


def test_the_best_come_first(linker):
    scores = [link.score for link in links(linker, "外国人観光客の医師の数は？")]
    assert scores == sorted(scores, reverse=True)
    assert len(scores) >= 3


def test_an_authoritys_own_word_finds_what_it_stands_for(linker):
    lexicon = load_lexicon().with_aliases({"空飛ぶ先生": ["ドクターヘリの出動回数"]})
    (found, *_) = linker.link(parse("空飛ぶ先生は？", lexicon, ReportNames([])))
    assert found.indicator.name == "ドクターヘリの出動回数"
    assert found.coverage > 0.9
