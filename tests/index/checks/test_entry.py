"""Entries: figures that stand together."""

from dataclasses import replace
from decimal import Decimal

from index.checks.entry import Entry, entries
from tests.contracts.store import FIGURE


def figure(measure, line, text="1", period="", year=None):
    number = None if text == "-" else Decimal(text)
    return replace(
        FIGURE,
        figure_id=f"r:{line}:{measure}:{period}",
        measure=measure,
        line=line,
        text=text,
        value=number,
        period=period,
        year=year,
    )


def test_a_row_printed_again_is_another_entry():
    row = [figure("target", 3), figure("actual", 3)]
    again = [replace(one, line=9, figure_id=f"{one.figure_id}'") for one in row]
    assert [[one.line for one in entry.figures] for entry in entries([*row, *again])] == [[3, 3], [9, 9]]


def test_a_sheet_over_many_lines_is_one_entry():
    sheet = [
        figure("baseline", 10, "870", "h26", 2014),
        figure("interim_target", 10, "1280", "r2", 2020),
        figure("interim_target", 20, "1198", "H30", 2018),
        figure("interim_target", 20, "1280", "r2", 2020),
        figure("actual", 21, "968", "H29", 2017),
        figure("actual", 21, "991", "H30", 2018),
    ]
    assert len(entries(sheet)) == 1


def test_rates_are_paired_by_period():
    actuals = [figure("actual", 1, "968", "H29", 2017), figure("actual", 1, "991", "H30", 2018)]
    targets = [
        figure("interim_target", 2, "1116", "H29", 2017),
        figure("interim_target", 2, "1198", "H30", 2018),
        figure("target", 2, "1280"),
    ]
    entry = Entry((*actuals, *targets))
    achievement = figure("achievement", 3, "39.8", "H29", 2017)
    progress = figure("progress", 3, "77.4")
    assert entry.actual_for(achievement) is actuals[0]
    assert entry.target_for(achievement) is targets[0]
    assert entry.actual_for(progress) is actuals[1]
    assert entry.target_for(progress) is targets[2]


def test_an_achievement_without_a_period_is_by_this_years_target():
    interim, final = figure("interim_target", 1, "45"), figure("target", 1, "60")
    entry = Entry((interim, final))
    assert entry.target_for(figure("achievement", 1, "80.0")) is interim
    assert entry.target_for(figure("progress", 1, "80.0")) is final
