"""Printed rates as arithmetic over the values beside them."""

import pytest

from index.tables.header import read_column
from index.tables.rate import recomputes
from index.value import read_value

HEADER = ("基準値", "実績値", "目標値", "進捗率")


def proof(*cells, header=HEADER):
    return recomputes([read_column(text) for text in header], {n: read_value(cell) for n, cell in enumerate(cells)})


@pytest.mark.parametrize(
    "cells",
    [
        ("455件", "293件", "600件", "48.8%"),
        ("—", "6,569人", "10,500人", "62.6%"),
        ("", "374万人", "350万人", "106.9%"),
        ("15.9%", "20.3%", "21%", "96.7%"),
        ("", "9,000億円", "1兆円", "90%"),
        ("", "1億円", "20,000万円", "50.0%"),
        ("100人", "80人", "60人", "75.0%"),  # falling: target / actual
        ("100人", "80人", "60人", "50%"),  # from base
        ("10人", "15人", "30人", "25%"),
        ("", "2", "3", "66.6%"),  # cut
        ("", "2", "3", "66.7%"),  # rounded
        ("▲100人", "▲50人", "0人", "50%"),
    ],
)
def test_a_rate_follows_from_its_row(cells):
    assert proof(*cells) is True


@pytest.mark.parametrize("cells", [("455件", "293件", "600件", "48.7%"), ("", "10人", "20人", "45.0%")])
def test_a_rate_that_does_not_follow(cells):
    assert proof(*cells) is False


@pytest.mark.parametrize(
    "cells",
    [
        ("455件", "293件", "600件", "—"),
        ("455件", "-", "600件", "48.8%"),
        ("66.8%", "71.4%", "全国平均値", "94.3%"),
        ("", "50～100人", "200人", "50%"),
        ("", "10人", "20社", "50%"),
        ("10人", "15人"),
        (),
    ],
)
def test_where_nothing_can_be_recomputed(cells):
    assert proof(*cells) is None


def test_target_by_actual_proves_nothing_of_a_rising_indicator():
    """It would as well prove actual and target the wrong way round."""
    assert proof("", "500人", "400人", "80.0%") is None
    assert proof("300人", "500人", "400人", "80.0%") is None
    assert proof("600人", "500人", "400人", "80.0%") is True


def test_a_zero_is_no_divisor():
    assert proof("0人", "0人", "0人", "100%") is False
    assert proof("20人", "10人", "0人", "0%") is True
    assert proof("", "0人", "10人", "0%") is True


RATED = ("基準値", "実績値", "目標値", "達成率")


def test_a_rate_of_achievement_proves_where_it_follows_and_disproves_nothing():
    assert proof("", "45", "60", "75.0%", header=RATED) is True
    assert proof("10", "20", "30", "50.0%", header=RATED) is True
    assert proof("", "45", "60", "80.0%", header=RATED) is None
