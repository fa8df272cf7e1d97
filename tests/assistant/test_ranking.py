"""Lists over candidates: order, cut, ties and tests."""

from dataclasses import replace
from decimal import Decimal
from types import SimpleNamespace

import pytest

from assistant.candidate import Candidate
from assistant.lexicon import load_lexicon
from assistant.naming import ReportNames
from assistant.question import parse
from assistant.ranking import listed_measures, read_listing, select
from tests.contracts.store import FIGURE


def figure(measure, value, unit, text="", year=None):
    return replace(
        FIGURE,
        measure=measure,
        value=None if value is None else Decimal(str(value)),
        unit=unit,
        text=text or f"{value}{unit}",
        year=year,
    )


def candidate(name, *, progress=None, baseline=None, actual=None, target=None, grade=None, budget=None, year=None):
    printed = [
        figure("progress", progress, "%"),
        figure("baseline", baseline, "件"),
        figure("actual", actual, "件"),
        figure("target", target, "件", year=year),
        figure("grade", None, "", grade),
        figure("budget", budget, "千円"),
    ]
    figures = tuple(one for one in printed if one.value is not None or (one.measure == "grade" and grade))
    return Candidate(SimpleNamespace(indicator=SimpleNamespace(name=name)), figures, ())


POOL = [
    candidate("a", progress=50, baseline=10, actual=20, target=40, year=2025, grade="A"),
    candidate("b", progress=20, baseline=10, actual=0, target=40, year=2024, grade="D"),
    candidate("c", progress=100, baseline=10, actual=40, target=40, year=2025, grade="◎"),
    candidate("d", progress=50, baseline=40, actual=20, target=10, year=2025, grade="A"),
    candidate("e", budget=500),
    candidate("f", budget=9000),
    candidate("g", grade="×"),
    candidate("h", progress=120, baseline=40, actual=5, target=10),
]


def names(text):
    question = parse(text, load_lexicon(), ReportNames([]))
    listing = read_listing(question)
    return None if listing is None else "".join(one.indicator.name for one in select(listing, POOL))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("進捗率が最も低い指標は？", "b"),
        ("進捗率が一番高い指標は？", "h"),
        ("進捗率のワースト1は？", "b"),
        ("進捗率のワースト2は？", "bad"),  # a and d are equal
        ("進捗率のワースト三は？", "bad"),
        ("進捗率の上位2は？", "hc"),
        ("top 3 by progress rate", "hcad"),
        ("進捗率の上位20は？", "hcadb"),
        ("予算が最も大きい事業は？", "f"),
        ("予算が最も少ない事業は？", "e"),
        ("進捗率が50%以下の指標は？", "abd"),
        ("進捗率が50%未満の指標は？", "b"),
        ("進捗率が50%以上の指標は？", "acdh"),
        ("進捗率が50%を超える指標は？", "ch"),
        ("進捗率が20%を切る指標は？", ""),
        ("進捗率が20.5%を下回る指標は？", "b"),
        ("which progress rates are below 50 percent?", "b"),
        ("which progress rates are at least 100%?", "ch"),
        ("D評価の指標は？", "b"),
        ("評価がAの指標は？", "ad"),
        ("二重丸の指標はどれですか", "c"),
        ("×の指標はどれですか", "g"),
        ("which indicators are rated D?", "b"),
        ("実績が0の指標は？", "b"),
        ("実績がゼロの指標は？", "b"),
        ("目標に届いていない指標は？", "abd"),  # d was to fall to 10 and is at 20
        ("目標を達成した指標は？", "ch"),  # h was to fall to 10 and is at 5
        ("which indicators missed their target?", "abd"),
        ("2025年度が目標年の指標は？", "acd"),
        ("R6年度が目標年の指標は？", "b"),
        ("灯台は？", None),
        ("進捗率は？", None),
    ],
)
def test_lists(text, found):
    assert names(text) == found


def test_what_is_listed_comes_first():
    def shown(text):
        return tuple(listed_measures(read_listing(parse(text, load_lexicon(), ReportNames([])))))

    assert shown("進捗率が最も低い指標は？") == ("progress", "actual", "target")
    assert shown("予算が最も大きい事業は？") == ("budget",)
    assert shown("目標に届いていない指標は？") == ("actual", "target")
    assert shown("D評価の指標は？") == ("grade", "actual", "target")


def test_units_of_other_sizes_are_compared_and_other_units_are_not():
    def pool(actual, target):
        return [Candidate(SimpleNamespace(indicator=None), (actual, target), ())]

    listing = read_listing(parse("目標に届いていない指標は？", load_lexicon(), ReportNames([])))
    assert select(listing, pool(figure("actual", 900, "億円"), figure("target", 1, "兆円")))
    assert not select(listing, pool(figure("actual", 2, "兆円"), figure("target", 900, "億円")))
    assert not select(listing, pool(figure("actual", 5, "人"), figure("target", 90, "%")))
