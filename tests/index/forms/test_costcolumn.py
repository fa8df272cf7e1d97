"""Columns of a ledger proven by arithmetic."""

import random
from decimal import Decimal
from itertools import pairwise

import pytest

from index.forms.costcolumn import may_hold_cost, prove_columns
from index.forms.costheader import CostHeader
from tests.index.ledgers import MEASURES, ORDERS, make_ledger


def header(order):
    return CostHeader(order, dict.fromkeys(order, "千円"), None, True, ())


def amounts(ledger, order):
    return [[row.amounts[measure] for measure in order] for row in ledger.rows]


@pytest.mark.parametrize("order", [order for order in ORDERS if order.index("budget") < order.index("general_fund")])
@pytest.mark.parametrize("wages", [1, 3])
def test_the_order_of_the_columns_follows_from_the_rows(order, wages):
    proven = prove_columns(amounts(make_ledger(11, 12, order, wages), order), header(order))
    assert proven.columns == order
    assert len(proven.wages) == wages


def test_the_words_of_the_header_may_stand_in_another_order():
    mixed = ("general_fund", "staff_head", "staff_branch", "staff", "carry_over", "budget", "full_cost")
    assert prove_columns(amounts(make_ledger(12, 10), MEASURES), header(mixed)).columns == MEASURES


def test_head_office_and_branches_stand_as_in_the_header():
    swapped = ("budget", "general_fund", "staff_branch", "staff_head", "staff", "full_cost")
    proven = prove_columns(amounts(make_ledger(13, 10), MEASURES), header(swapped))
    assert proven.columns == swapped


def test_numbers_without_sums_prove_nothing():
    rng = random.Random(1)
    rows = [[Decimal(rng.randrange(1, 10**5)) for _ in MEASURES] for _ in range(10)]
    assert prove_columns(rows, header(MEASURES)) is None


def test_a_single_row_proves_nothing():
    assert prove_columns(amounts(make_ledger(14, 1), MEASURES), header(MEASURES)) is None


def test_several_wages_are_several():
    wages = sorted(
        prove_columns(amounts(make_ledger(15, 12, wages=2), MEASURES), header(MEASURES)).wages, key=lambda w: w.least
    )
    assert all(one.most <= other.least for one, other in pairwise(wages))


def test_a_cost_far_from_every_wage_cannot_hold():
    proven = prove_columns(amounts(make_ledger(16, 8), MEASURES), header(MEASURES))
    wage = Decimal(int(proven.wages[0].least))
    near = {"budget": Decimal(0), "staff": Decimal(2), "full_cost": wage * 3}
    assert may_hold_cost(near, proven.wages)
    assert not may_hold_cost({**near, "full_cost": wage * 30}, proven.wages)
    assert not may_hold_cost({**near, "budget": wage * 9}, proven.wages)
