"""The comparison with a transcription counts each printed cell once, and says what differs."""

from dataclasses import replace
from decimal import Decimal

import pytest

from evaluation.figures.comparison import compare, transcribed, transcription
from index.figure import Figure

FIGURE = Figure(
    figure_id="r:3.4:actual",
    report="r",
    line=3,
    span=(4, 8),
    kind="kpi",
    section="一 > 二",
    item="① 甲",
    name="相談 件数",
    scope="",
    measure="actual",
    text="455 件",
    value=Decimal("455"),
    unit="件",
    period="H29",
    year=2017,
    basis="",
    qualifiers=(),
    repeat_of="",
    note="",
)
ROW = {
    "line": "3",
    "kind": "kpi",
    "item": "",
    "name": "相談件数",
    "scope": "",
    "measure": "actual",
    "text": "455件",
    "value": "455",
    "unit": "件",
    "period": "H29",
    "year": "2017",
    "repeat": "0",
}


def counts(rows, figures):
    one = compare("r", rows, figures)
    return one.right, one.wrong, one.missing, one.spurious, [fault.field for fault in one.faults]


def test_a_cell_that_agrees_is_right_in_whatever_spacing_and_width():
    assert counts([ROW], [FIGURE]) == (1, 0, 0, 0, [])
    assert counts([{**ROW, "period": "Ｈ29", "name": "相談件数"}], [FIGURE]) == (1, 0, 0, 0, [])


@pytest.mark.parametrize(
    ("field", "change"),
    [
        ("value", {"value": Decimal("456")}),
        ("unit", {"unit": "人"}),
        ("period", {"period": "H30"}),
        ("year", {"year": None}),
        ("repeat", {"repeat_of": "r:1.1:actual"}),
        ("name", {"name": "来庁件数"}),
        ("scope", {"scope": "道内"}),
        ("kind", {"kind": "budget"}),
    ],
)
def test_one_field_that_differs_makes_the_cell_wrong(field, change):
    assert counts([ROW], [replace(FIGURE, **change)]) == (0, 1, 0, 0, [field])


def test_a_cell_on_one_side_alone():
    assert counts([ROW], []) == (0, 0, 1, 0, ["missing"])
    assert counts([], [FIGURE]) == (0, 0, 0, 1, ["spurious"])
    assert counts([ROW], [replace(FIGURE, text="456 件")]) == (0, 0, 1, 1, ["missing", "spurious"])
    assert counts([ROW], [FIGURE, FIGURE]) == (1, 0, 0, 1, ["spurious"])


def test_equal_texts_on_a_line_are_paired_by_all_that_they_say():
    later = replace(FIGURE, period="H30", year=2018)
    assert counts([ROW, {**ROW, "period": "H30", "year": "2018"}], [later, FIGURE]) == (2, 0, 0, 0, [])


def test_what_the_transcription_leaves_open_is_free_and_what_it_tells_is_not():
    assert counts([{**ROW, "basis": "fiscal", "qualifiers": ""}], [FIGURE]) == (0, 1, 0, 0, ["basis"])
    assert counts([{**ROW, "item": "② 乙"}], [FIGURE]) == (0, 1, 0, 0, ["item"])
    assert counts([{**ROW, "remark": "会議を開催"}], [replace(FIGURE, remark="会議を 開催")]) == (1, 0, 0, 0, [])


def test_a_label_stands_in_name_scope_or_remark():
    labelled = {**ROW, "name": "", "label": "相談件数"}
    assert counts([labelled], [replace(FIGURE, name="移住", remark="移住の相談件数を増やす")]) == (1, 0, 0, 0, [])
    assert counts([labelled], [replace(FIGURE, name="移住")]) == (0, 1, 0, 0, ["label"])


def test_every_packaged_report_is_transcribed():
    numbers = {report: len(transcription(report)) for report in transcribed()}
    assert numbers == {
        "chiikizukuri-kofukin-kpi": 62,
        "hokkaido-shichoson-r7": 80,
        "hokkaido-sosei-2018": 248,
        "kihon-hyoka-0510-r2": 243,
        "sapporo-renkei-2021": 320,
    }
