"""Hundreds of errors planted at random: how many are found, and what else is alarmed."""

import random
from dataclasses import replace

import pytest

from evaluation.planted import generated, outcomes, read, tally
from index.layout import lay_out
from index.reading import packaged_reports, read_reports
from index.value import read_value
from tests.index.transcribed import transcribed_figures

# Share of the visible plants that must be found; what is visible is said in evaluation/planted.py.
FLOOR = 0.95
REPORTS = {report.id: report for report in read_reports(packaged_reports())}
SEED = 11


def read_again(clean):
    """Reads a planted report through its transcription: each figure from the place where it is printed."""

    def reader(report):
        lines = report.lines
        figures = [_printed(figure, lines[figure.line - 1]) for figure in clean]
        return lay_out(report.text), figures, []

    return reader


def _printed(figure, line):
    text = line[slice(*figure.span)]
    if text == figure.text:
        return figure
    quantity = read_value(text).quantity
    return replace(figure, text=text, value=quantity.value if quantity else None)


def planted(report, count, reader=read):
    return outcomes(report, random.Random(SEED), count, reader, related=True)


def assert_found(some, visible):
    count = tally(some)
    assert count["visible"] >= visible, f"only {count['visible']} of {len(some)} plants break anything"
    assert count["found"] >= FLOOR * count["judged"], [
        (one.plant.kind, one.plant.figure.figure_id, one.plant.text) for one in some if one.visible and not one.found
    ]
    assert count["judged"] >= FLOOR * count["visible"], "the reader leaves too many planted rows out"
    assert count["false"] == 0, [alarm.message for one in some for alarm in one.false_alarms]


@pytest.mark.parametrize(
    ("name", "visible"), [("hokkaido-sosei-2018", 35), ("chiikizukuri-kofukin-kpi", 30), ("sapporo-renkei-2021", 25)]
)
def test_errors_planted_in_packaged_reports_are_found(name, visible):
    assert_found(planted(REPORTS[name], 60), visible)


def test_errors_planted_in_a_sheet_are_found():
    report = REPORTS["kihon-hyoka-0510-r2"]
    known = transcribed_figures(report)
    some = planted(report, 80, read_again(known))
    assert_found([one for one in some if one.plant.kind != "unit"], 50)


def test_what_breaks_the_order_of_a_sheet_is_found_or_left_out_with_a_warning():
    some = planted(REPORTS["kihon-hyoka-0510-r2"], 50)
    visible = [one for one in some if one.visible]
    assert len(visible) >= 30
    assert all(one.found or one.unread for one in visible)
    assert sum(one.found for one in visible) >= len(visible) / 2
    assert not any(one.false_alarms for one in some)


def test_errors_planted_in_invented_reports_are_found():
    chance = random.Random(SEED)
    some = [one for _ in range(10) for one in outcomes(generated(chance), chance, 20)]
    assert_found(some, 150)
    assert {one.plant.kind for one in some if one.visible} >= {"rate", "total", "unit", "grade", "actual", "target"}


def test_a_change_that_breaks_nothing_is_invisible():
    some = outcomes(REPORTS["hokkaido-sosei-2018"], random.Random(SEED), 15)
    costs = [one for one in some if one.plant.kind == "cost"]
    assert costs
    assert not any(one.visible or one.found for one in costs)  # budgets without a total: nothing contradicts them
