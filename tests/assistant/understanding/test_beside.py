from dataclasses import replace

import pytest

from assistant.understanding.beside import beside
from tests.contracts.store import FIGURE


def figure_of(measure, year):
    return replace(FIGURE, measure=measure, year=year)


def test_a_target_stands_beside_the_value_of_a_year():
    actual, target = figure_of("actual", 2021), figure_of("target", 2025)
    both = beside("12 in FY2021, against how many planned?", ("target",), [actual], [actual, target])
    assert both == [actual, target]


@pytest.mark.parametrize(
    ("text", "measures"),
    [("the target in FY2021?", ("target",)), ("the budget and the grade in FY2021?", ("budget",))],
)
def test_a_measure_alone_is_of_its_own_year(text, measures):
    actual, target = figure_of("actual", 2021), figure_of("target", 2025)
    assert beside(text, measures, [actual], [actual, target]) == []


def test_nothing_of_the_year_is_nothing_beside():
    target = figure_of("target", 2025)
    assert beside("against how many planned?", ("target",), [], [target]) == []
