"""Printed totals added again."""

import pytest

from index.audit import audit
from index.draft import Warned
from tests.index.audited import findings, found, read, written

HEADER = "事業名\t予算額(千円)\t一般財源(千円)\t本庁\t出先機関\t人工計\n"
ROWS = (
    "甲の事業\t5,000\t2,000\t0.5\t0.3\t0.8\n"
    "乙の事業\t20,000\t4,000\t0.2\t0.0\t0.2\n"
    "丙の事業\t3,000\t3,000\t0.1\t0.1\t0.2\n"
)
TOTAL = "計\t28,000\t9,000\t0.8\t0.4\t1.2\n"


def test_right_totals_are_no_finding():
    assert found(HEADER + ROWS + TOTAL) == []


@pytest.mark.parametrize(
    ("total", "printed", "recomputed"),
    [
        ("計\t29,000\t9,000\t0.8\t0.4\t1.2\n", "29,000", "28,000"),
        ("合計\t28,000\t8,000\t0.8\t0.4\t1.2\n", "8,000", "9,000"),
    ],
)
def test_wrong_totals_are_errors(total, printed, recomputed):
    (finding,) = findings(HEADER + ROWS + total)
    assert (finding.kind, finding.severity, finding.printed, finding.recomputed) == (
        "total",
        "error",
        printed,
        recomputed,
    )
    assert finding.formula.endswith(f" = {recomputed}")
    assert [place.line for place in finding.places] == [5, 2, 3, 4]


def test_a_total_rounded_to_fewer_places_is_one_note():
    assert found(HEADER + ROWS + "計\t28,000\t9,000\t0.8\t0.4\t1\n") == [("total", "note", "1")]


def test_wrong_parts_of_a_staff_total_are_found():
    assert ("staff", "error", "0.9") in found(HEADER + ROWS.replace("0.5\t0.3\t0.8", "0.5\t0.3\t0.9") + TOTAL)


def test_subtotals_are_added_once():
    text = HEADER + ROWS + TOTAL.replace("計", "小計", 1) + "丁の事業\t1,000\t0\t0.1\t0.0\t0.1\n"
    assert found(text + "合計\t29,000\t9,000\t0.9\t0.4\t1.3\n") == []


def test_rows_marked_as_parts_are_not_added():
    assert found(HEADER + ROWS + "うち継続分\t1,000\t0\t0.1\t0.0\t0.1\n" + TOTAL) == []


def test_a_row_that_could_not_be_read_makes_no_total_wrong():
    text = HEADER + ROWS + "丁の事業\t4,000\t1,000\t0.1\t0.1\t0.2\n計\t32,000\t10,000\t0.9\t0.5\t1.4\n"
    report = written(text)
    blocks, figures, _ = read(report)
    kept = [figure for figure in figures if figure.line != 5]
    assert audit([report], {"r": blocks}, kept, [Warned("r", 5, "row left out")]).findings == ()
    assert len(audit([report], {"r": blocks}, kept).findings) == 5
