"""Printed totals added again."""

import pytest

from index.checks.audit import audit
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


# --- tables of any kind ----------------------------------------------------------------------------------------------

YEARS = "款\t本年度予算額（千円）\t前年度予算額（千円）\t構成比（％）\t伸び率（％）\n"


def test_a_wrong_total_beside_a_right_one_of_the_same_kind_is_found():
    text = (
        YEARS + "市税\t48,000\t47,000\t80.0\t2.1\n市債\t12,000\t11,000\t20.0\t9.1\n歳入合計\t60,000\t{}\t100.0\t3.4\n"
    )
    assert found("町の予算\n\n" + text.format("58,000")) == []
    assert found("町の予算\n\n" + text.format("58,900")) == [("total", "error", "58,900")]


def test_subtotals_are_of_the_rows_that_share_their_words():
    text = (
        "款\t項\t本年度（千円）\t前年度（千円）\n議会費\t議会費\t1,800\t1,700\n総務費\t管理費\t5,000\t4,000\n\t徴税費\t2,000\t2,500\n"
        "\t計\t{}\t6,500\n消防費\t消防費\t3,000\t3,100\n歳出合計\t\t11,800\t11,300\n"
    )
    assert found("町の予算\n\n" + text.format("7,000")) == []
    assert found("町の予算\n\n" + text.format("7,900")) == [("total", "error", "7,900")]


def test_averages_rates_and_prices_are_not_added():
    text = (
        "区分\tR4（千円）\tR5（千円）\t前期比\t1人当たり（円）\n"
        "甲\t4,000\t5,000\t125.0\t30\n乙\t1,000\t2,000\t200.0\t40\n合計\t5,000\t7,000\t140.0\t33\n"
    )
    assert found("町の歳出\n\n" + text) == []


def test_a_total_at_the_top_is_of_the_rows_below():
    text = "市町村\tR2（人）\tR7（人）\n県計\t900\t{}\n市計\t600\t580\n町計\t300\t270\n"
    text += "東市\t400\t390\n西市\t200\t190\n北町\t100\t90\n南町\t200\t180\n"
    assert found("県の人口\n\n" + text.format("850")) == []
    assert found("県の人口\n\n" + text.format("950")) == []  # one of two columns proves nothing where numbers are small
    text = text.replace("0\t", "0,000\t").replace("0\n", "0,000\n")
    assert found("県の人口\n\n" + text.format("950,000")) == [("total", "error", "950,000")]


def test_shares_that_are_rounded_each_by_itself_make_a_whole():
    text = "款\t予算額（千円）\t構成比（％）\n"
    text += "市税\t4,000\t33.3\n市債\t4,000\t33.3\n使用料\t4,000\t{}\n合計\t12,000\t100.0\n"
    assert found("町の予算\n\n" + text.format("33.3")) == []
    assert found("町の予算\n\n" + text.format("38.3")) == [("total", "error", "100.0")]
