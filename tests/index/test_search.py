"""Hybrid search and its fusion."""

import pytest

from index.keyword import KeywordIndex
from index.search import HybridSearch, ranking, reciprocal_rank, scaled, weighted
from index.vectors import Entry
from tests.contracts.fakes import LetterEmbedder, MemoryVectors, passage, unit

TEXTS = {"1": "aaa 観光", "2": "bbb 農業", "3": "ccc 観光 農業"}


class Unreachable:
    """A dense leg that must not be touched."""

    def __getattr__(self, name):
        raise AssertionError(f"{name} was used")


@pytest.fixture
def passages():
    return {name: passage(name, text, path=()) for name, text in TEXTS.items()}


@pytest.fixture
def keyword(tmp_path, passages):
    index = KeywordIndex.create(tmp_path / "tantivy")
    index.apply(passages.values(), [])
    return index


@pytest.fixture
def search(keyword, passages):
    vectors = MemoryVectors()
    vectors.apply([Entry(each, unit(each.content)) for each in passages.values()], [])
    return HybridSearch(keyword, vectors, LetterEmbedder(), lambda ids: {name: passages[name] for name in ids})


def test_legs_add_up(search):
    hits = search.search("観光 aaa")
    assert hits[0].passage.id == "1"
    assert set(hits[0].legs) == {"tokens", "bigrams", "dense"}
    assert 0 <= hits[-1].score <= hits[0].score <= 1


def test_limit_holds(search):
    assert len(search.search("観光 農業", limit=2)) == 2


def test_an_ablated_leg_is_not_touched(keyword, passages):
    search = HybridSearch(keyword, Unreachable(), Unreachable(), lambda ids: {name: passages[name] for name in ids})
    assert search.search("農業", legs=("tokens", "bigrams"))[0].passage.id in ("2", "3")


def test_dense_leg_alone(search):
    hits = search.search("bbb", legs=("dense",))
    assert hits[0].passage.id == "2"
    assert set(hits[0].legs) == {"dense"}


@pytest.mark.parametrize("empty", ["", " ", "　\n"])
def test_an_empty_question_finds_nothing(search, empty):
    assert search.search(empty) == []


def test_scaled_by_the_best():
    assert scaled({"a": 4.0, "b": 1.0}, floor=False) == {"a": 1.0, "b": 0.25}


def test_scaled_from_the_worst():
    assert scaled({"a": 0.9, "b": 0.85, "c": 0.8}, floor=True) == pytest.approx({"a": 1.0, "b": 0.5, "c": 0.0})


def test_a_lone_candidate_is_the_best_there_is():
    assert scaled({"a": 0.8}, floor=True) == {"a": 1.0}
    assert scaled({}, floor=True) == {}


def test_weighted_by_hand():
    found = {"tokens": {"a": 2.0, "b": 1.0}, "bigrams": {"b": 3.0}}
    weights = {"tokens": 0.75, "bigrams": 0.25}
    assert weighted(found, weights) == pytest.approx({"a": 0.75, "b": 0.375 + 0.25})


def test_weights_of_absent_legs_do_not_count():
    assert weighted({"tokens": {"a": 2.0}}, {"tokens": 0.5, "dense": 0.5}) == {"a": 1.0}


def test_reciprocal_rank_by_hand():
    found = {"tokens": {"a": 9.0, "b": 1.0}, "dense": {"b": 0.9}}
    assert reciprocal_rank(found) == pytest.approx({"a": 1 / 61, "b": 1 / 62 + 1 / 61})


def test_equal_scores_keep_one_order():
    assert ranking({"b": 1.0, "a": 1.0, "c": 2.0}) == [("c", 2.0), ("a", 1.0), ("b", 1.0)]
