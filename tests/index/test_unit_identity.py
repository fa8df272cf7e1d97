"""Units compared."""

from decimal import Decimal

import pytest

from index.unit_identity import is_counted, same_unit


@pytest.mark.parametrize(("one", "other"), [("人", "名"), ("人/日", "人"), ("か所", "カ所"), ("％", "%"), ("", "件")])
def test_one_unit_in_two_printings(one, other):
    assert same_unit(one, other)
    assert same_unit(other, one)


@pytest.mark.parametrize(("one", "other"), [("人", "件"), ("円", "億円"), ("%", "人"), ("人/日", "件/日")])
def test_two_units(one, other):
    assert not same_unit(one, other)


@pytest.mark.parametrize(
    ("unit", "value", "counted"),
    [
        ("件", "293", True),
        ("人", "5", True),
        ("万人", "279", False),
        ("%", "76", False),
        ("人", "1.5", False),
        ("円", "8", False),
    ],
)
def test_what_is_counted_one_by_one(unit, value, counted):
    assert is_counted(unit, Decimal(value)) == counted
