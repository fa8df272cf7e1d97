"""Indicator sheets: every cell where it belongs, or left out and said so."""

import re
import unicodedata
from collections import Counter
from datetime import date
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluation.figures.comparison import compare, transcription
from index.draft import Warned
from index.figure import Figure
from index.figures import extract_figures
from index.forms.indicator_sheet import read_indicator_sheets
from index.layout import lay_out
from index.markup import comparable
from index.reading import packaged_reports, read_reports
from index.report import Report
from tests.index.indicator_form import (
    Text,
    in_order,
    indicators,
    scrambled,
    with_calendar_years,
    without_sign,
)

REPORTS = {report.id: report for report in read_reports(packaged_reports())}
PACKAGED = REPORTS["kihon-hyoka-0510-r2"]
MARKS = ["主①", "関①", "関②", "関③"]
SEEDS = st.integers(0, 10**9)
Row = tuple[str, str, str, str, str]


def read(text: str) -> tuple[list[Figure], list[Warned]]:
    report = Report("r", "t", "", None, date(2021, 3, 31), "", "", "", "r.txt", "", text)
    found = list(read_indicator_sheets(report, lay_out(text)))
    return [one for one in found if isinstance(one, Figure)], [one for one in found if isinstance(one, Warned)]


def printed(text: Text) -> Counter[Row]:
    return Counter(
        (comparable(one.item), comparable(one.name), one.measure, comparable(one.text), one.period)
        for one in text.cells
    )


def placed(figures: list[Figure]) -> Counter[Row]:
    return Counter(
        (comparable(one.item), comparable(one.name), one.measure, comparable(one.text), one.period) for one in figures
    )


AS_PRINTED = placed(read(PACKAGED.text)[0])


# --- the packaged report ---------------------------------------------------------------------------------------------


def test_the_packaged_form_is_read_cell_by_cell():
    figures, warnings = read(PACKAGED.text)
    rows = [row for row in transcription(PACKAGED.id) if row["kind"] == "kpi"]
    linked, _ = extract_figures(PACKAGED, lay_out(PACKAGED.text))
    compared = compare(PACKAGED.id, rows, [one for one in linked if one.kind == "kpi"])
    assert (compared.faults, compared.right, len(figures), warnings) == ((), 60, 60, [])


def test_the_words_of_the_form_stand_with_its_figures():
    figures = read(PACKAGED.text)[0]
    assert {one.direction for one in figures} == {"up"}
    rules = {(one.measure, one.rule) for one in figures if one.rule}
    assert rules == {("achievement", "((実績値-基準値)／(目標値－基準値))×100")}
    basis = {(one.item, one.basis) for one in figures if one.period}
    assert basis == {("主①", "calendar"), ("関①", "calendar"), ("関②", "calendar"), ("関③", "fiscal")}
    assert {one.section[:11] for one in figures} == {"３ 成果指標の設定 （"}


def test_what_the_last_column_prints_again_names_its_first_printing():
    figures = read(PACKAGED.text)[0]
    known = {one.figure_id: one for one in figures}
    again = [(one, known[one.repeat_of]) for one in figures if one.repeat_of]
    assert len(again) == 8
    assert all((one.measure, one.value, one.item) == (first.measure, first.value, first.item) for one, first in again)


@pytest.mark.parametrize("report_id", sorted(REPORTS.keys() - {PACKAGED.id}))
def test_reports_without_the_form_have_none(report_id):
    assert read(REPORTS[report_id].text) == ([], [])


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda text: "\n".join(line for line in text.split("\n") if line.strip()), id="no blank lines"),
        pytest.param(lambda text: re.sub("(?<=[基準目標実績年]) +(?=[準値標績度])", "", text), id="labels tight"),
        pytest.param(lambda text: text[text.index("３　成果指標") : text.index("●　達成度合")], id="the form alone"),
        pytest.param(lambda text: re.sub("[^\n①-⑳]+", lambda part: unicodedata.normalize("NFKC", part[0]), text),
                     id="half width"),
    ],
)  # fmt: skip
def test_the_same_form_set_otherwise_is_read_the_same(change):
    figures, warnings = read(change(PACKAGED.text))
    assert placed(figures) == AS_PRINTED
    assert warnings == []


def test_full_width_numbers_and_labels_are_read_the_same():
    wide = str.maketrans({chr(code): chr(code + 0xFEE0) for code in range(0x21, 0x7F)})
    lines = PACKAGED.text.split("\n")
    first, last = lines.index("関① 指標名"), lines.index("●　達成度合について")
    text = "\n".join(line.translate(wide) if first <= n < last else line for n, line in enumerate(lines))
    figures, warnings = read(text)
    assert placed(figures) == AS_PRINTED
    assert warnings == []


@pytest.mark.parametrize(
    ("line", "before", "after"),
    [
        pytest.param("達成率 {} - 77.5%", "-155.9%", "-156.9%", id="a yearly rate"),
        pytest.param("77.4%{}", "36.9%", "36.8%", id="a rate of a loose row"),
        pytest.param("実 績 値 {}", "968.0", "986.0", id="an actual"),
        pytest.param("最終目標値 {}", "1,325", "1,335", id="a final value"),
        pytest.param("870 目標値 {}", "1,280", "1,208", id="this year's value"),
        pytest.param("基 準 値 {} 9,517", "8710", "8170", id="a base"),
        pytest.param("基 準 値 {}", "1,118", "1,181", id="a base apart from its row"),
    ],
)
def test_a_misprint_moves_no_value_to_another_place(line, before, after):
    assert PACKAGED.text.count(line.format(before)) == 1
    figures, _ = read(PACKAGED.text.replace(line.format(before), line.format(after)))
    strange = placed(figures) - AS_PRINTED
    stood = {(*row[:3], row[4]) for row in AS_PRINTED if row[3] == before}
    assert len(figures) >= 57
    assert {row[3] for row in strange} <= {after}
    assert {(*row[:3], row[4]) for row in strange} <= stood


def swapped(first: str, second: str, third: str, text: str) -> str:
    """The yearly parts that begin with `first` and `second` in each other's place."""
    a, b, c = text.index(first), text.index(second), text.index(third)
    return text[:a] + text[b:c] + text[a:b] + text[c:]


PARTS = (
    "評価年度 H28 H29 H30 達成度合の分析ほか\n\n達成度合 D D D",
    "評価年度 H28 H29 H30 達成度合の分析ほか\n\n達成度合 D C D",
    "評価年度 H29 H29 H30",
    "● 本施策に",
)


@pytest.mark.parametrize("at", [0, 1])
def test_yearly_parts_in_another_order_are_told_by_their_numbers_and_words(at):
    figures, warnings = read(swapped(*PARTS[at : at + 3], PACKAGED.text))
    assert placed(figures) == AS_PRINTED
    assert warnings == []


def test_yearly_parts_whose_owner_is_open_are_left_out():
    alone = PACKAGED.text[PACKAGED.text.index("３　成果指標") : PACKAGED.text.index("●　達成度合")]
    figures, warnings = read(swapped(*PARTS[:3], alone))
    assert placed(figures) - AS_PRINTED == Counter()
    assert "yearly part left out: it is open whose it is" in {one.message for one in warnings}


# --- invented forms --------------------------------------------------------------------------------------------------


@settings(max_examples=30)
@given(SEEDS, st.permutations(MARKS), st.booleans(), st.booleans())
def test_a_form_in_order_is_read_whole(seed, marks, full, spaced):
    random = Random(seed)
    sheets = indicators(random, marks[: random.randint(1, 4)], same_years=False)
    text = in_order(random, sheets, full=full, spaced=spaced)
    figures, warnings = read(text.text)
    assert placed(figures) == printed(text)
    assert warnings == []


@settings(max_examples=50)
@given(SEEDS, st.integers(1, 4), st.booleans(), st.sampled_from([0.0, 0.05]))
def test_a_scrambled_form_is_read_right_or_left_out(seed, count, same_years, dropped):
    random = Random(seed)
    sheets = indicators(random, MARKS[:count], same_years=same_years, dropped=dropped)
    text = scrambled(random, sheets, full=random.random() < 0.5, spaced=random.random() < 0.5)
    figures, warnings = read(text.text)
    found = placed(figures)
    assert found - printed(text) == Counter()
    assert not printed(text) - found or warnings


@settings(max_examples=30)
@given(SEEDS, st.integers(1, 4))
def test_a_form_with_dropped_cells_is_read_right_or_left_out(seed, count):
    random = Random(seed)
    text = in_order(random, indicators(random, MARKS[:count], same_years=False, dropped=0.1))
    figures, warnings = read(text.text)
    found = placed(figures)
    assert found - printed(text) == Counter()
    assert not printed(text) - found or warnings


@settings(max_examples=40)
@given(SEEDS, st.lists(st.booleans(), min_size=1, max_size=4), st.booleans(), st.booleans())
def test_a_scrambled_form_with_bare_rows_and_calendar_years_is_read_right_or_left_out(seed, calendar, same, signs):
    random = Random(seed)
    sheets = indicators(random, MARKS[: len(calendar)], same_years=same)
    text = scrambled(random, with_calendar_years(sheets if signs else without_sign(sheets), calendar))
    figures, warnings = read(text.text)
    found = placed(figures)
    assert found - printed(text) == Counter()
    assert not printed(text) - found or warnings


def test_most_of_scrambled_forms_with_bare_rows_and_calendar_years_is_read():
    wanted = found = 0
    for seed in range(20):
        random = Random(seed)
        sheets = with_calendar_years(without_sign(indicators(random, MARKS)), [False, True, False, True])
        text = scrambled(random, sheets)
        wanted += sum(printed(text).values())
        found += len(read(text.text)[0])
    assert found / wanted > 0.85


BARE = """３　成果指標の設定 （R:年度、r:暦年）

主① 指標名 目標の基準 今年度の目標 最終目標

共同配送に参加した商店の割合

基準年度 R3 年度 R6 最終年度 R8

基準値 8.2% 目標値 20% 最終目標値 30%

達成率の算式

((実績値-基準値)／(目標値
－基準値))×100

評価年度 R3 R4 R5

達成度合 C B A

年度 R4 R5 進捗率

目標値 12.0 16.0 30

実績値 11.4 15.4 15.4

達成率 84.2% 92.3% 51.3%
"""


def test_bare_numbers_are_in_the_per_cent_that_the_targets_are_set_in():
    figures, warnings = read(BARE)
    units = {one.text: one.unit for one in figures if one.measure in ("actual", "target", "interim_target")}
    assert units == dict.fromkeys(("20%", "30%", "12.0", "16.0", "30", "11.4", "15.4"), "%")
    assert warnings == []


def test_the_forms_legend_tells_calendar_years_by_their_letter():
    small = BARE.translate(str.maketrans("R", "r")).replace("r:年度", "R:年度")
    assert {one.basis for one in read(BARE)[0] if one.period} == {"fiscal"}
    assert {one.basis for one in read(small)[0] if one.period} == {"calendar"}


def test_most_of_scrambled_forms_is_read():
    wanted = found = 0
    for seed in range(20):
        random = Random(seed)
        text = scrambled(random, indicators(random, MARKS))
        wanted += sum(printed(text).values())
        found += len(read(text.text)[0])
    assert found / wanted > 0.9


def test_every_figure_lies_where_it_says():
    random = Random(1)
    text = scrambled(random, indicators(random, MARKS), full=True)
    for figure in read(text.text)[0]:
        line = text.text.split("\n")[figure.line - 1]
        assert line[figure.span[0] : figure.span[1]] == figure.text
