"""Printed rates recomputed by the reports' own rules."""

import pytest

from tests.index.audited import findings, found
from tests.index.checks.test_rule import FALLING, RISING

HEADER = "KPI\t戦略策定時\t実績値 (a)\t目標値 (b)\t進捗率 (a)/(b)\n"
PLAIN = "KPI\t策定時\t実績値\t目標値\t進捗率\n"


def table(*rows, header=HEADER):
    return f"{RISING}\n\n{FALLING}\n" + header + "".join(row + "\n" for row in rows)


RIGHT = "和紙の出荷額\t80億円 (H30)\t90億円 (R3)\t120億円 (R6)\t75.0%"


@pytest.mark.parametrize(
    "row",
    [
        RIGHT,
        "事故の件数（※）\t50件 (H30)\t40件 (R3)\t20件 (R6)\t50.0%",
        "事故の件数（※）\t50件 (H30)\t60件 (R3)\t20件 (R6)\t0%",
        "事故の件数\t50件 (H30)\t40件 (R3)\t20件 (R6)\t50.0%",
        "県内総生産\t2兆4千億円 (H30)\t2兆7千億円 (R3)\t3兆円 (R6)\t90.0%",
        "利用者数\t1万人 (H30)\t9,000人 (R3)\t1万人 (R6)\t90.0%",
        "農業産出額\t100億円 (H30)\t113億円 (R3)\t現状値以上 (R6)\t113.0%",
        "開催回数\t3回 (H30)\t2回 (R3)\t3回 (R6)\t66.6%",
    ],
)
def test_right_rates_are_no_finding(row):
    assert found(table(RIGHT, row)) == []


@pytest.mark.parametrize(
    ("row", "recomputed", "formula"),
    [
        ("窯元の数\t8軒 (H30)\t9軒 (R3)\t12軒 (R6)\t78.0%", "75%", "9 ÷ 12 × 100 = 75"),
        ("事故の件数（※）\t50件 (H30)\t40件 (R3)\t20件 (R6)\t51.0%", "50%", "20 ÷ 40 × 100 = 50"),
        ("事故の件数（※）\t50件 (H30)\t60件 (R3)\t20件 (R6)\t33.3%", "0", "60 > 50 → 0"),
    ],
)
def test_wrong_rates_are_errors_with_their_arithmetic(row, recomputed, formula):
    (finding,) = findings(table(RIGHT, row))
    assert (finding.kind, finding.severity, finding.ok) == ("progress", "error", False)
    assert (finding.recomputed, finding.formula) == (recomputed, formula)
    assert finding.places[0].quote == row.split("\t")[-1]
    assert finding.message.endswith("。")
    assert finding.message_en.endswith(".")


def test_rounding_of_measured_values_is_a_note():
    assert found(table(RIGHT, "木材の出荷額\t80億円 (H30)\t90億円 (R3)\t121億円 (R6)\t74.7%")) == [
        ("progress", "note", "74.7%")
    ]


def test_counts_are_not_rounded():
    assert found(table(RIGHT, "参加者数\t80人 (H30)\t90人 (R3)\t121人 (R6)\t74.7%")) == [("progress", "error", "74.7%")]


def test_a_limit_of_a_hundred_per_cent_is_a_note():
    assert found(table(RIGHT, "参加者数\t80人 (H30)\t130人 (R3)\t120人 (R6)\t100.0%")) == [
        ("progress", "note", "100.0%")
    ]


def test_units_that_the_rate_contradicts_are_an_error():
    (finding, *_) = findings(table(RIGHT, "参加者数\t80万人 (H30)\t90人 (R3)\t120万人 (R6)\t75.0%"))
    assert (finding.kind, finding.severity) == ("unit", "error")
    assert "万人" in finding.message


ROWS = [
    f"{name}の数\t10軒 (H30)\t{n}軒 (R3)\t40軒 (R6)\t{n * 100 / 40:.1f}%"
    for name, n in zip("甲乙丙丁", (12, 18, 22, 34), strict=True)
]


def test_without_a_stated_rule_the_other_rows_are_the_rule():
    wrong = "戊の数\t10軒 (H30)\t20軒 (R3)\t40軒 (R6)\t57.0%"
    assert found(PLAIN + "\n".join(ROWS)) == []
    assert found(PLAIN + "\n".join([*ROWS, wrong])) == [("progress", "error", "57.0%")]


def test_rates_that_follow_no_known_formula_are_no_errors():
    odd = [row.rsplit("\t", 1)[0] + "\t61.3%" for row in ROWS]
    assert found(PLAIN + "\n".join(odd)) == []


def test_a_rule_that_most_rows_break_is_misread():
    odd = [row.rsplit("\t", 1)[0] + f"\t6{n}.3%" for n, row in enumerate(ROWS)]
    assert found(table(*odd)) == []


def test_a_missing_rate_is_a_note():
    assert found(table(RIGHT, "窯元の数\t8軒 (H30)\t9軒 (R3)\t12軒 (R6)\t—")) == [("missing", "note", "—")]
    assert found(table(RIGHT, "窯元の数\t8軒 (H30)\t-\t12軒 (R6)\t—")) == []


def test_the_final_target_is_the_one_that_a_row_prints():
    rule = "進捗率は、実績値を最終目標値で除した割合である。"
    wrong = "窯元の数\t8軒 (H30)\t9軒 (R3)\t12軒 (R6)\t78.0%"
    (finding,) = findings(f"{rule}\n\n{PLAIN}{RIGHT}\n{wrong}\n")
    assert finding.formula == "9 ÷ 12 × 100 = 75"
