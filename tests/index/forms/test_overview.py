"""Which paragraph describes which project."""

import random

import pytest

from index.forms.overview import match_overviews, weigh
from tests.index.ledgers import make_ledger


def matched(names, overviews):
    return match_overviews(weigh([names], [overviews])[0])


@pytest.mark.parametrize("seed", range(6))
def test_shuffled_overviews_find_their_projects(seed):
    rows = make_ledger(seed, 10).rows
    order = random.Random(seed).sample(range(10), 10)
    found = matched([row.name for row in rows], [rows[n].overview for n in order])
    assert all(at is None or order[at] == n for n, at in enumerate(found))
    assert sum(at is not None for at in found) >= 8


@pytest.mark.parametrize("seed", range(4))
def test_the_order_of_the_rows_places_what_shares_no_word(seed):
    rows = make_ledger(seed, 10).rows
    overviews = [row.overview for row in rows]
    overviews[4] = "（株）ホワイトに係る届出"
    overviews.append(overviews.pop(1))
    assert matched([row.name for row in rows], overviews) == [0, 9, 1, 2, 3, 4, 5, 6, 7, 8]


def test_two_that_fit_equally_are_left_without():
    rows = make_ledger(2, 6).rows
    names = [row.name for row in rows]
    overviews = [row.overview for row in rows]
    overviews[0] = overviews[3] = "（株）ホワイトに係る届出"
    found = matched(names, [overviews[n] for n in (5, 3, 1, 0, 4, 2)])
    assert (found[0], found[3]) == (None, None)
    assert [found[n] for n in (1, 2, 4, 5)] == [2, 5, 4, 0]


def test_more_names_than_paragraphs_match_nothing():
    assert matched(["港湾整備事業", "観光振興事業"], ["港湾を整備する。"]) == [None, None]
