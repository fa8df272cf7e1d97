"""Grades held against the legend, and counts of them."""

import pytest

from tests.index.audited import findings, found
from tests.index.checks.test_legend import INLINE

TABLE = "指標名\t実績値(R4)\t目標値(R4)\t達成率\t評価\n"
GRADED = [
    "和紙の出荷額\t90億円\t100億円\t90.0%\tB",
    "漁村の客数\t50人\t100人\t50.0%\tD",
    "酒蔵の数\t120軒\t100軒\t120.0%\tA",
]
LEGEND = "＜凡例＞◎：達成済み ○：達成見込 △：達成不可見込 ×：達成不可 -：評価不可\n\n"
MARKED = "評価指標\t目標値\t実績値\t評価\t状況\n"


def graded(*rows):
    return f"{INLINE}\n\n{TABLE}" + "\n".join(rows) + "\n"


def test_right_grades_are_no_finding():
    assert found(graded(*GRADED)) == []


def test_a_grade_that_its_rate_does_not_earn_is_an_error():
    (finding,) = findings(graded(*GRADED[:2], GRADED[2].replace("\tA", "\tC")))
    assert (finding.kind, finding.severity, finding.printed, finding.recomputed) == ("grade", "error", "C", "A")
    assert finding.formula == "120.0% → A"
    assert {place.quote for place in finding.places[:2]} == {"C", "120.0%"}


def test_a_legend_that_most_grades_break_is_of_something_else():
    assert found(graded(*(row[:-1] + "C" for row in GRADED))) == []


def marked(*rows):
    return LEGEND + MARKED + "\n".join(rows) + "\n"


def test_a_grade_that_says_the_contrary_of_its_numbers_is_a_note():
    rows = ["参加者数\t100人\t120人\t◎\t", "開催回数\t5回\t2回\t×\t", "登録校数\t10校\t9校\t-\t"]
    assert found(marked(*rows)) == []
    assert found(marked(rows[0], rows[1].replace("×", "○"))) == [("grade", "note", "○")]
    assert found(marked(rows[0].replace("◎", "△"), rows[1])) == [("grade", "note", "△")]


SHARED = [
    "達成割合\t100%\t66.7%\t×\t・達成済み（見込含む）2/評価可能3",
    "参加者数\t100人\t120人\t◎\t",
    "開催回数\t5回\t2回\t×\t",
    "登録校数\t10校\t12校\t○\t",
    "植樹本数\t10本\t-\t-\t",
]


def test_counts_that_leave_the_row_itself_out_are_a_note():
    (finding,) = findings(marked(*SHARED))
    assert (finding.kind, finding.severity, finding.formula) == ("count", "note", "4 − 1 = 3")


def test_a_share_that_is_not_its_quotient_is_an_error():
    wrong = [SHARED[0].replace("66.7", "76.7"), *SHARED[1:]]
    assert ("share", "error", "76.7%") in found(marked(*wrong))


def test_a_count_that_the_table_contradicts_is_an_error():
    wrong = [*SHARED[:3], SHARED[3].replace("○", "△"), SHARED[4]]
    kinds = found(marked(*wrong))
    assert ("count", "error", "達成済み(見込含む)2") in kinds
    assert ("grade", "note", "△") in kinds  # 12 of 10 schools is no failure either


@pytest.mark.parametrize(
    ("tally", "expected"),
    [("1 1 0 1", []), ("1 0 1 1", [("tally", "error", "1 0 1 1")]), ("1 1 0 2", [("tally", "note", "1 1 0 2")])],
)
def test_tallies_are_counted_again(tally, expected):
    assert found(graded(*GRADED) + f"\n達成度合の集計\n\n計\n{tally}\n") == expected
