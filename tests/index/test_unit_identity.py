"""Units compared."""

from decimal import Decimal

import pytest

from index.unit_identity import base_unit, is_counted, one_spelling, same_base_unit, same_unit


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


def test_size_words_are_left_aside():
    assert base_unit("億円") == "円"
    assert same_base_unit("千円", "億円")
    assert not same_base_unit("千円", "千人")


@pytest.mark.parametrize(("unit", "spelling"), [("個所", "箇所"), ("名/日", "人/日"), ("億円", "億円"), ("", "")])
def test_one_spelling_stands_for_all(unit, spelling):
    assert one_spelling(unit) == spelling
