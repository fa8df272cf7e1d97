"""Exact numbers against printed ones."""

from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.decimals import places_of, plain, rounds_to, to_decimal


@pytest.mark.parametrize(
    ("exact", "printed", "same"),
    [
        ("48.83", "48.8", True),
        ("48.85", "48.9", True),
        ("48.85", "48.8", True),
        ("48.83", "48.9", False),
        ("48.83", "49", True),
        ("48.83", "48.83", True),
        ("48.83", "48.830", True),
        ("48.83", "48.84", False),
    ],
)
def test_rounding(exact, printed, same):
    assert rounds_to(Decimal(exact), Decimal(printed)) is same


@settings(max_examples=50)
@given(st.fractions(-1000, 1000, max_denominator=999), st.integers(0, 3), st.sampled_from([ROUND_DOWN, ROUND_HALF_UP]))
def test_what_is_rounded_or_cut_is_the_same(exact, places, way):
    step = Decimal(1).scaleb(-places)
    printed = to_decimal(exact).quantize(step, way)
    assert rounds_to(exact, printed)
    assert not rounds_to(exact, printed + 2 * step)
    assert not rounds_to(exact, printed - 2 * step)


@pytest.mark.parametrize(
    ("exact", "printed", "same"),
    [(Fraction(-1, 3), "-0.3", True), (Fraction(-1, 3), "0.3", False), (Fraction(-1, 30), "0.0", True), (0, "0", True)],
)
def test_a_sign_counts(exact, printed, same):
    assert rounds_to(Fraction(exact), Decimal(printed)) is same


@pytest.mark.parametrize(("number", "places"), [("0", 0), ("0.0", 1), ("12.50", 2), ("1E+3", 0)])
def test_places_are_those_printed(number, places):
    assert places_of(Decimal(number)) == places


@pytest.mark.parametrize(
    ("number", "places", "text"),
    [
        (Decimal("1234567.50"), None, "1,234,567.5"),
        (Decimal(100), 2, "100"),
        (Decimal("48.85"), 1, "48.9"),
        (Fraction(2, 3), 2, "0.67"),
        (Fraction(-5, 2), 0, "-3"),
        (Fraction(500), None, "500"),
    ],
)
def test_a_number_is_written(number, places, text):
    assert plain(number, places) == text
