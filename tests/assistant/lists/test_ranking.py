"""Lists over candidates: order, cut, ties and tests."""

from dataclasses import replace
from decimal import Decimal
from types import SimpleNamespace

import pytest

from assistant.candidate import Candidate
from assistant.lexicon import load_lexicon
from assistant.lists.criterion import Graded, Not
from assistant.lists.listing import read_listing
from assistant.lists.ranking import graded_words, listed_figures, select
from assistant.lists.row import Row
from assistant.understanding.naming import ReportNames
from assistant.understanding.question import parse
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
    figures = tuple(
        replace(one, figure_id=f"{name}{one.measure}")
        for one in printed
        if one.value is not None or (one.measure == "grade" and grade)
    )
    indicator = SimpleNamespace(name=name, scope="", kind="kpi", section="", report="report")
    return Candidate(SimpleNamespace(indicator=indicator), figures, ())


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
POOL = [Row(one) for one in POOL]


def names(text):
    question = parse(text, load_lexicon(), ReportNames([]))
    listing = read_listing(question)
    return None if listing is None else "".join(row.candidate.indicator.name for row in select(listing, POOL)[1].rows)


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
    def shown(text, row):
        listing = read_listing(parse(text, load_lexicon(), ReportNames([])))
        return [one.measure for one in listed_figures(listing, row)]

    assert shown("進捗率が最も低い指標は？", POOL[0]) == ["progress", "actual", "target"]
    assert shown("予算が最も大きい事業は？", POOL[4]) == ["budget"]
    assert shown("目標に届いていない指標は？", POOL[0]) == ["actual", "target"]
    assert shown("D評価の指標は？", POOL[0]) == ["grade", "actual", "target"]
    assert shown("D評価の指標は？基準値も", POOL[0]) == ["grade", "baseline", "actual", "target"]


def test_units_of_other_sizes_are_compared_and_other_units_are_not():
    def kept(actual, target):
        indicator = SimpleNamespace(name="a", scope="", kind="kpi", section="", report="report")
        row = Row(Candidate(SimpleNamespace(indicator=indicator), (actual, target), ()))
        return select(read_listing(parse("目標に届いていない指標は？", load_lexicon(), ReportNames([]))), [row])[1]

    assert kept(figure("actual", 900, "億円"), figure("target", 1, "兆円")).rows
    assert not kept(figure("actual", 2, "兆円"), figure("target", 900, "億円")).rows
    unlike = kept(figure("actual", 5, "人"), figure("target", 90, "%"))
    assert not unlike.rows
    assert unlike.open
    assert not unlike.judged


def test_values_in_unlike_units_are_not_ranked():
    listing = read_listing(parse("実績が最も大きい指標は？", load_lexicon(), ReportNames([])))
    rows = [Row(candidate("a", actual=3)), Row(candidate("b", budget=3))]
    assert [row.candidate.indicator.name for row in select(listing, rows)[1].rows] == ["a"]
    people = replace(rows[1].candidate, figures=(figure("actual", 5, "人"),))
    _, selection = select(listing, [rows[0], Row(people)])
    assert not selection.rows
    assert not selection.judged


def test_totals_and_parts_are_no_projects():
    def row(name, scope, value):
        indicator = SimpleNamespace(name=name, scope=scope, kind="budget", section="", report="report")
        return Row(Candidate(SimpleNamespace(indicator=indicator), (figure("budget", value, "千円"),), ()))

    rows = [row("a", "", 5), row("a", "財源内訳 国庫支出金", 9), row("合計", "", 99), row("b", "", 4)]
    _, selection = select(read_listing(parse("予算が最も大きい事業は？", load_lexicon(), ReportNames([]))), rows)
    assert [(one.candidate.indicator.name, one.candidate.indicator.scope) for one in selection.rows] == [("a", "")]


def test_a_base_stands_for_the_actual_where_none_is_printed():
    listing = read_listing(parse("目標が40件の指標は？実績も", load_lexicon(), ReportNames([])))
    based = listed_figures(listing, Row(candidate("a", baseline=10, target=40)))
    assert [one.measure for one in based] == ["target", "baseline"]
    assert [one.measure for one in listed_figures(listing, POOL[0])] == ["target", "actual"]


@pytest.mark.parametrize(
    ("text", "found"), [("直近の実績がR5の指標は？", "b"), ("実績がR5の指標は？", "ab"), ("実績がR6の指標は？", "a")]
)
def test_the_year_of_a_value_is_selected_by(text, found):
    def row(name, *years):
        indicator = SimpleNamespace(name=name, scope="", kind="kpi", section="", report="report")
        figures = tuple(replace(figure("actual", 5, "件", year=year), figure_id=f"{name}{year}") for year in years)
        return Row(Candidate(SimpleNamespace(indicator=indicator), figures, ()))

    listing = read_listing(parse(text, load_lexicon(), ReportNames([])))
    rows = select(listing, [row("a", 2023, 2024), row("b", 2023), row("c", 2020)])[1].rows
    assert "".join(one.candidate.indicator.name for one in rows) == found


def test_the_greatest_fall_is_the_lowest_of_changes():
    def row(name, scope, value, unit):
        indicator = SimpleNamespace(name=name, scope=scope, kind="table", section="", report="report")
        own = replace(figure("value", value, unit), figure_id=name + scope)
        return Row(Candidate(SimpleNamespace(indicator=indicator), (own,), ()))

    table = [("a", 900, -5, -2), ("b", 90, -9, -1), ("県計", 990, -14, -3)]
    rows = [
        row(name, scope, value, unit)
        for name, *values in table
        for scope, value, unit in zip(("総数", "増減 実数", "増減 率"), values, "人人%", strict=True)
    ]

    def best(text):
        listing = read_listing(parse(text, load_lexicon(), ReportNames([])))
        return [(row.candidate.indicator.name, row.candidate.indicator.scope) for row in select(listing, rows)[1].rows]

    assert best("減り方が率でいちばん大きい町はどれ？") == [("a", "増減 率")]
    assert best("減り方が人数でいちばん大きい町はどれ？") == [("b", "増減 実数")]


def test_grades_in_words_without_those_left_out():
    grades = ("遅れ", "やや遅れ", "順調")
    assert graded_words("「遅れ」の指標は？（「やや遅れ」は除く）", grades)[0] == Graded(frozenset({"遅れ"}))
    assert graded_words("「順調」以外の指標は？", grades)[0] == Not(Graded(frozenset({"順調"})))
    assert graded_words("指標は？", grades)[0] is None
