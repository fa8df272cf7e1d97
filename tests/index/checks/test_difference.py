"""Printed differences and rates of growth recomputed."""

import pytest

from tests.index.audited import findings, found

HEAD = "町の会計\n\n区分\tR4（千円）\tR5（千円）\t増減（千円）\t増減率（％）\n"
ROWS = "市税\t48,000\t47,040\t▲960\t▲2.0\n市債\t12,000\t13,500\t1,500\t12.5\n交付金\t3,210\t{}\t{}\t{}\n"


@pytest.mark.parametrize("last", [("3,230", "20", "0.6"), ("3,230", "－", "－"), ("3,210", "0", "0.0")])
def test_right_differences_are_no_finding(last):
    assert found(HEAD + ROWS.format(*last)) == []


@pytest.mark.parametrize(
    ("last", "printed", "recomputed"),
    [
        (("3,230", "30", "0.6"), "30", "20"),
        (("3,230", "20", "6.0"), "6.0", "0.6"),
        (("4,230", "20", "0.6"), "20", "1,020"),
    ],
)
def test_a_wrong_cell_is_one_finding_of_its_row(last, printed, recomputed):
    (finding,) = findings(HEAD + ROWS.format(*last))
    assert (finding.kind, finding.severity, finding.printed, finding.recomputed) == (
        "difference",
        "error",
        printed,
        recomputed,
    )
    assert [place.line for place in finding.places] == [6, 6, 6]


def test_a_difference_of_rounded_sums_is_a_note_and_a_rate_of_them_none():
    assert found(HEAD + ROWS.format("3,230", "21", "0.6")) == [("difference", "note", "21")]
    head = HEAD.replace("千円", "億円")
    assert found(head + "市税\t48\t47\t▲1\t▲2.1\n市債\t12\t13\t1\t8.3\n交付金\t3\t4\t1\t30.0\n") == []


def test_a_column_that_no_two_others_bear_out_is_not_checked():
    assert (
        found(HEAD + "市税\t48,000\t47,040\t3\t1.0\n市債\t12,000\t13,500\t4\t2.0\n交付金\t3,210\t3,230\t5\t9.0\n") == []
    )


def test_a_ratio_to_the_year_before():
    rows = "区分\tR4（千円）\tR5（千円）\t対前年度比\n"
    rows += "甲\t4,000\t5,000\t125.0％\n乙\t1,000\t2,000\t200.0％\n丙\t1,000\t1,500\t{}\n"
    assert found("町の歳出\n\n" + rows.format("150.0％")) == []
    assert found("町の歳出\n\n" + rows.format("105.0％")) == [("difference", "error", "105.0％")]
