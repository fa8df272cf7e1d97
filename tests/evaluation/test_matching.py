"""The matching rules, a case for each way an answer is right or wrong."""

from dataclasses import replace

import pytest

from evaluation.invention import Known
from evaluation.matching import judge, known_in
from evaluation.question import Expected, Question
from evaluation.refusal import refused
from evaluation.spelling import occurs, plain

BELONGS = (
    ("baseline", ("154万人", "154万", "1.54 million")),
    ("actual", ("279万人", "279万", "2.79 million")),
    ("target", ("500万人", "500万", "5 million")),
    ("progress", ("55.8%",)),
    ("H29", ("279万人",)),
    ("R5", ("176市町村", "176")),
    ("北海道|道内", ("1.29",)),
    ("全国|national average", ("1.43",)),
)
EXPECTED = Expected("kpi_actual", True, (("279万人", "279万", "2.79 million"),), belongs=BELONGS)
KNOWN = Known.of(["外国人観光客 279万人、予算 996,919、24人、2018年"])


def verdict(answer: str, language="ja", turns=("観光客は？",), known=KNOWN, **changes):
    return judge(Question("q", language, turns, replace(EXPECTED, **changes)), answer, known)


@pytest.mark.parametrize(
    ("expected", "answer"),
    [
        ("500万人", "５００ 万人"),
        ("80.0%", "80 %"),
        ("80%", "80.0パーセント"),
        ("80%", "80 per cent"),
        ("6,569", "6569件"),
        ("6569", "６，５６９"),
        ("20人", "20名"),
        ("5 million", "5.0-million"),
        ("3 billion", "¥3bn"),
        ("5か所", "5ヶ所"),
        ("179市町村", "**179** 市町村"),
        ("279万人", "279[1]万人"),
        ("9件", "①9件"),
        ("m3", "m³"),
        ("9件", "は9件"),
        ("1.29", "（1.29）"),
        ("R5~R7", "R5〜R7"),
    ],
)
def test_the_same_in_another_spelling(expected, answer):
    assert occurs(expected, plain(answer))


@pytest.mark.parametrize(
    ("expected", "answer"),
    [
        ("9件", "119件"),
        ("179", "1790"),
        ("179", "179.5"),
        ("29", "1.29"),
        ("1.2", "1.29"),
        ("279", "279,000"),
        ("20人古屋", "20名古屋"),
    ],
)
def test_digits_must_not_touch_digits(expected, answer):
    assert not occurs(expected, plain(answer))


def test_every_group_needs_one_alternative():
    groups = (("279万人", "279万"), ("H29", "2017"))
    assert verdict("2017年度は279万人です。", must_contain=groups).ok
    assert verdict("279万人です。", must_contain=groups).missing == (("H29", "2017"),)


@pytest.mark.parametrize(
    ("answer", "place"),
    [
        ("279万人。目標は279万人です。", "目標は279万人"),
        ("実績値（H29）は約500万人。279万", "実績値(h29)は約500万人"),
        ("279万人。目標：279万人", "目標:279万人"),
        ("2.79 million. The target was about 2.79 million.", "target was about 2.79 million"),
        ("279万人（目標値）", "279万人(目標値)"),
        ("R5: 279万人", "r5: 279万人"),
        ("令和5年度は279万人", "令和5年度は279万人"),
        ("279万人、279万人（R5年度）", "279万人(r5年度)"),
        ("279万人。道内は1.43、全国は1.29", "道内は1.43"),
    ],
)
def test_a_figure_under_the_label_of_another(answer, place):
    assert place in verdict(answer).wrong


@pytest.mark.parametrize(
    "answer",
    [
        "目標は500万人、実績は279万人、策定時は154万人。",
        "279万人。基準値ではなく目標の500万人",
        "279万人（実績）",
        "279万人（H29・R5）",
        "実績／目標：279万人／500万人",
        "基準値→目標：154万人→500万人、279万人",
        "実績は500万人の目標に対し279万人",
        "実績は500万人（目標）に対し279万人",
        "目標 279万人 ÷ 500万人",
        "Progress towards the target: 55.8%. 2.79 million",
        "progress of 2.79 million",
        "279万人。目標。279万人",
        "279万人。当時の実績は154万人",
    ],
)
def test_labels_that_claim_nothing_wrong(answer):
    assert verdict(answer).wrong == ()


def test_all_spellings_of_an_era_year():
    belongs = (("R1", ("10件",)), ("R5", ("20件",)))
    for year in ("R1", "令和1", "令和元年度", "2019年", "H31", "平成31年度", "FY2019", "Reiwa 1", "Heisei 31"):
        assert verdict(f"279万人。{year}は20件", belongs=belongs).wrong, year
    assert not verdict("279万人。R11は20件。1989年は20件", belongs=belongs).wrong


def test_a_neighbour_in_place_of_the_answer():
    neighbours = ("374万人",)
    assert verdict("374万人です。", neighbours=neighbours).wrong == ("374万人",)
    beside = verdict("279万人です。国際線は374万人。", neighbours=neighbours)
    assert beside.ok
    assert beside.review
    assert verdict("記載がありません。国際線は374万人。", neighbours=neighbours).wrong == ()
    assert verdict("374万人です。", neighbours=neighbours, answerable=False).wrong == ()


def test_a_list_may_name_a_few_others():
    others = (("出生率", "fertility"), ("医師",), ("輸出",))
    assert verdict("279万人。次いで出生率、医師", others=others).ok
    assert verdict("279万人。出生率、医師、輸出", others=others).wrong == ("出生率", "医師", "輸出")
    assert verdict("279万人。出生率、医師、輸出", others=others, others_max=3).ok


def test_forbidden_strings():
    forbidden = ("120%です。",)
    assert verdict("279万人、120%です。", must_not_contain=forbidden).wrong == forbidden
    near = verdict("279万人、120%です。", must_not_contain=forbidden, nearby_ok=True)
    assert near.ok
    assert near.review


@pytest.mark.parametrize(
    ("answer", "found"),
    [
        ("279万人。538万人です。", ("538万",)),
        ("279万人。996,919千円です。", ()),  # a cell of a table in 千円
        ("279万人。9,969,190,000円", ()),
        ("279万人。24人", ()),
        ("279万人。25人", ("25",)),
        ("279万人。2031年、12月31日、5つ、R5、12番", ()),
        ("279万人。100、0.5、7", ()),
        ("279万人。538 − 279 = 259", ("538 ", "279 ")),
    ],
)
def test_invented_figures(answer, found):
    assert verdict(answer, no_new_figures=True).wrong == found
    assert verdict(answer).wrong == ()


def test_figures_of_the_question_are_not_invented():
    assert verdict("279万人。538万人ではありません。", turns=("538万人？",), no_new_figures=True).wrong == ()


def test_without_reports_nothing_is_invented():
    assert verdict("279万人。538万人です。", known=known_in(), no_new_figures=True).wrong == ()


@pytest.mark.parametrize("opening", ["はい、", "「ええ、", "その通りです。", "Yes, ", "That's right: ", "Correct. "])
def test_a_false_premise_is_not_agreed_with(opening):
    assert verdict(f"{opening}279万人", category="false_premise").wrong
    assert not verdict(f"いいえ、{opening}ではなく279万人", category="false_premise").wrong
    assert not verdict(f"{opening}279万人").wrong


def test_length():
    long = "279万人" + "あ" * 1195
    assert verdict(long).ok
    assert verdict(long + "あ").missing == (("an answer within 1200 characters (has 1201)",),)
    assert verdict(long + "あ", category="narrative").ok
    assert verdict("279万" + "a" * 2394, language="en").ok
    assert not verdict("279万" + "a" * 2399, language="en").ok


@pytest.mark.parametrize(
    "answer",
    [
        "資料に記載がありません。", "資料には記載されておらず", "見つかりませんでした", "お答えできません",
        "算出しかねます",
        "実績は「-」です", "該当なし", "未公表です", "国内線の集計は行われていません", "そのような目標はありません",
        "The reports do not state this.", "No such figure is given.", "I cannot find this in the documents.",
        "There isn't any data",
    ],
)  # fmt: skip
def test_refused(answer):
    assert refused(answer)


@pytest.mark.parametrize(
    "answer",
    [
        "279万人です。", "279万人で間違いありません。", "問題ありません。", "500万人ではありません。",
        "何かありませんか",
        "Not only visitors rose. The report grew.", "記載\nのとおりです。確認\nはできません",
    ],
)  # fmt: skip
def test_not_refused(answer):
    assert not refused(answer)


def test_an_unanswerable_question_must_be_refused():
    changes = {"category": "unanswerable", "answerable": False, "must_contain": ()}
    assert verdict("資料に記載がありません。", **changes).ok
    assert verdict("520万人です。", **changes).missing == (("a refusal",),)


def test_a_question_without_expectations_is_not_judged():
    with pytest.raises(ValueError, match="nothing to be judged by"):
        judge(Question("q", "ja", ("?",)), "a")
