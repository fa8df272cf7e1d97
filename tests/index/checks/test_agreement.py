"""The same indicator in several places."""

from dataclasses import replace

import pytest

from index.checks.agreement import core_name
from tests.index.audited import findings, found, written

HEADER = "KPI\t策定時\t実績値\t目標値\n"
ROW = "移住相談の受付件数\t400件 (H30)\t300件 (R3)\t600件 (R6)\n"


def pair(one, other, **fields):
    return written(HEADER + one, "a"), replace(written(HEADER + other, "b"), **fields)


@pytest.mark.parametrize(
    "other",
    [
        ROW,
        "移住相談の受付件数\t400件 (H30)\t310件 (R4)\t600件 (R6)\n",
        "移住相談の受付件数\t350件 (H29)\t310件 (R3)\t600件 (R6)\n",
        "移住相談の受付件数\t400件 (H30)\t310件（速報値） (R3)\t600件 (R6)\n",
        "移住相談の参加者数\t400件 (H30)\t310件 (R3)\t600件 (R6)\n",
        "移住相談の受付件数\t400件 (H30)\t300件 (R3)\t700件 (R6)\n",
    ],
)
def test_what_agrees_or_is_of_another_base_period_or_name_is_no_finding(other):
    assert found(*pair(ROW, other)) == []


def test_one_period_with_two_values_is_an_error_with_both_places():
    (finding,) = findings(*pair(ROW, "移住相談の受付件数\t400件 (H30)\t310件 (R3)\t600件 (R6)\n"))
    assert (finding.kind, finding.severity, finding.formula) == ("agreement", "error", "300件 ≠ 310件")
    assert [place.report for place in finding.places] == ["b", "a"]


def test_another_authority_has_other_figures():
    other = "移住相談の受付件数\t400件 (H30)\t310件 (R3)\t600件 (R6)\n"
    assert found(*pair(ROW, other, publisher="白波県")) == []


def test_a_coarser_printing_agrees():
    one = "県内の観光入込客数\t37,076千人 (H30)\t300千人 (R3)\t600千人 (R6)\n"
    assert found(*pair(one, one.replace("37,076千人", "3,708万人"))) == []
    assert found(*pair(one, one.replace("37,076千人", "3,808万人"))) == [("agreement", "error", "3,808万人")]


def test_a_row_printed_again_must_agree_in_all_cells():
    again = ROW.replace("300件", "380件")
    assert found(f"第1章 一\n\n{HEADER}{ROW}\n第2章 二\n\n{HEADER}{again}") == [("agreement", "error", "380件")]
    assert found(f"第1章 一\n\n{HEADER}{ROW}\n第2章 二\n\n{HEADER}{ROW}") == []


def test_rows_that_share_no_more_than_a_name_are_two():
    other = "移住相談の受付件数\t20件 (H30)\t30件 (R3)\t600件 (R6)\n"
    assert found(f"第1章 一\n\n{HEADER}{ROW}\n第2章 二\n\n{HEADER}{other}") == []


@pytest.mark.parametrize(
    ("name", "core"),
    [
        ("生産性（万円）（暦年）", "生産性"),
        ("出荷額（単位：億円）", "出荷額"),
        ("漁業生産額（一人当たり）", "漁業生産額(一人当たり)"),
    ],
)
def test_unit_and_calendar_are_no_part_of_a_name(name, core):
    assert core_name(name) == core


def test_reports_of_unnamed_authorities_are_not_compared():
    other = "移住相談の受付件数\t400件 (H30)\t310件 (R3)\t600件 (R6)\n"
    assert found(*(replace(report, publisher="") for report in pair(ROW, other))) == []
