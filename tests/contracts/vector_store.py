"""What every vector index must do. A backend's test class inherits this and gives a `vectors` fixture."""

import numpy as np
import pytest

from index.vectors import Entry
from tests.contracts.fakes import passage, unit


def entry(name, text):
    return Entry(passage(name, text), unit(text))


class VectorStoreContract:
    @pytest.fixture
    def vectors(self):
        raise NotImplementedError

    def test_empty_index_finds_nothing(self, vectors):
        assert vectors.count == 0
        assert vectors.search(unit("a"), 5) == []
        assert vectors.get(["x"]) == {}

    def test_nearest_comes_first_with_its_cosine(self, vectors):
        vectors.apply([entry("1", "aaa"), entry("2", "aab"), entry("3", "hhh")], [])
        found = vectors.search(unit("aaa"), 2)
        assert [name for name, _ in found] == ["1", "2"]
        assert found[0][1] == pytest.approx(1.0, abs=1e-5)
        assert found[1][1] == pytest.approx(float(unit("aab") @ unit("aaa")), abs=1e-5)

    def test_vectors_come_back_as_they_went_in(self, vectors):
        vectors.apply([entry("1", "abc")], [])
        found = vectors.get(["1", "none"])
        assert list(found) == ["1"]
        assert np.allclose(found["1"], unit("abc"), atol=1e-6)

    def test_same_id_is_replaced(self, vectors):
        vectors.apply([entry("1", "aaa")], [])
        vectors.apply([entry("1", "hhh")], [])
        assert vectors.count == 1
        assert vectors.search(unit("hhh"), 1)[0][1] == pytest.approx(1.0, abs=1e-5)

    def test_text_that_moves_to_another_id_leaves_both_right(self, vectors):
        vectors.apply([entry("1", "aaa")], [])
        vectors.apply([entry("1", "bbbb"), entry("2", "aaa")], [])
        assert vectors.search(unit("aaa"), 1)[0][0] == "2"
        assert vectors.search(unit("bbbb"), 1)[0][0] == "1"

    def test_removed_is_gone(self, vectors):
        vectors.apply([entry("1", "aaa"), entry("2", "bbb")], [])
        vectors.apply([], ["1"])
        assert [name for name, _ in vectors.search(unit("aaa"), 5)] == ["2"]

    def test_removing_what_is_not_there_is_no_error(self, vectors):
        vectors.apply([entry("1", "aaa")], ["none"])
        assert vectors.count == 1

    def test_recall_against_exact_search(self, vectors):
        """Over 600 random directions the ten nearest are the ten that exact search finds."""
        random = np.random.default_rng(7)
        rows = random.normal(size=(600, 9)).astype(np.float32)
        rows /= np.linalg.norm(rows, axis=1, keepdims=True)
        vectors.apply([Entry(passage(str(n), "x"), row) for n, row in enumerate(rows)], [])
        found = 0
        for query in rows[:50]:
            exact = {str(n) for n in np.argsort(-(rows @ query))[:10]}
            found += len(exact & {name for name, _ in vectors.search(query, 10)})
        assert found / 500 >= 0.99
