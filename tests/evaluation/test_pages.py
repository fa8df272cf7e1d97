"""Made-up pages: the same each time, read as printed, and in time that grows with their number."""

import sys

import pytest

from evaluation.pages import BUDGET_ROWS, KPI_ROWS, Timing, main, render, report_text, timed
from index.figures import extract_figures
from index.layout import lay_out
from tests.index.test_figures import report_of


def test_pages_are_the_same_for_a_seed_and_others_for_another():
    assert report_text(3, 1) == report_text(3, 1)
    assert report_text(3, 1) != report_text(3, 2)
    assert report_text(5).startswith(report_text(3).rstrip("\n"))
    assert all(30 <= len(report_text(n).split("\n")) / n <= 45 for n in (1, 8))


def test_every_row_of_a_page_is_read_or_left_out_with_a_warning():
    text = report_text(6)
    figures, warnings = extract_figures(report_of(text), lay_out(text))
    budgets = {figure.line for figure in figures if figure.kind == "budget"}
    rows = {figure.line for figure in figures if figure.kind == "kpi"}
    assert len(budgets) == 6 * BUDGET_ROWS
    assert len(rows) + len({warned.line for warned in warnings}) == 6 * KPI_ROWS
    assert len(rows) > 5 * KPI_ROWS


def test_work_grows_with_the_pages():
    """Counted in calls and not in seconds, so that a busy machine changes nothing."""

    def calls(pages):
        count = 0

        def profile(frame, event, arg):
            nonlocal count
            count += event in ("call", "c_call")

        sys.setprofile(profile)
        try:
            timed(pages)
        finally:
            sys.setprofile(None)
        return count

    calls(1)
    small, large = calls(4), calls(16)
    assert large < 5.2 * small


def test_timings_are_told_against_the_first():
    text = render([Timing(10, 1.0, 5, 4, 3), Timing(20, 3.0, 10, 8, 6)])
    assert text.split("\n")[2:4] == ["| 10 | 1.0 | 1.00 | 5 | 4 | 3 |", "| 20 | 3.0 | 1.50 | 10 | 8 | 6 |"]


def test_the_command_times_what_it_is_told(capsys):
    assert main(["1", "2"]) == 0
    assert [line.split(" | ")[0] for line in capsys.readouterr().out.split("\n")[2:4]] == ["| 1", "| 2"]


@pytest.mark.parametrize("pages", [1, 3])
def test_a_timing_says_what_was_found(pages):
    timing = timed(pages)
    assert timing.pages == pages
    assert timing.figures > 20 * pages
    assert timing.passages > 0 and timing.indicators > 0
