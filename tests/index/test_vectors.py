"""Vector indexes: the fake and Chroma keep one contract."""

import shutil

import pytest

from index.errors import IndexUnusable
from index.vectors import VectorIndex
from tests.contracts.fakes import MemoryVectors, unit
from tests.contracts.vector_store import VectorStoreContract, entry


class TestMemoryVectors(VectorStoreContract):
    @pytest.fixture
    def vectors(self):
        return MemoryVectors()


class TestChroma(VectorStoreContract):
    @pytest.fixture
    def vectors(self, tmp_path):
        index = VectorIndex.create(tmp_path / "chroma")
        yield index
        index.close()


class TestChromaReopened(VectorStoreContract):
    """What a new process would see."""

    @pytest.fixture
    def vectors(self, tmp_path):
        VectorIndex.create(tmp_path / "chroma").close()
        index = VectorIndex.open(tmp_path / "chroma")
        yield index
        index.close()


def test_a_copied_folder_is_an_index_of_its_own(tmp_path):
    first = VectorIndex.create(tmp_path / "a")
    first.apply([entry("1", "aaa")], [])
    first.close()
    shutil.copytree(tmp_path / "a", tmp_path / "b")
    second = VectorIndex.open(tmp_path / "b")
    second.apply([entry("2", "bbb")], ["1"])
    reopened = VectorIndex.open(tmp_path / "a")
    assert [name for name, _ in reopened.search(unit("aaa"), 5)] == ["1"]
    assert [name for name, _ in second.search(unit("aaa"), 5)] == ["2"]
    second.close()
    reopened.close()


def test_a_folder_replaced_under_the_same_path_is_seen_anew(tmp_path):
    for name in ("1", "2"):
        index = VectorIndex.create(tmp_path / "a")
        index.apply([entry(name, "aaa")], [])
        assert [found for found, _ in index.search(unit("aaa"), 5)] == [name]
        index.close()
        shutil.rmtree(tmp_path / "a")


def test_missing_folder_is_unusable(tmp_path):
    with pytest.raises(IndexUnusable, match="`shinchoku index --rebuild`"):
        VectorIndex.open(tmp_path / "none")


def test_garbled_database_is_unusable(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "chroma.sqlite3").write_bytes(b"no database" * 1000)
    index = VectorIndex.open(tmp_path / "a")
    with pytest.raises(IndexUnusable, match="`shinchoku index --rebuild`"):
        index.search(unit("a"), 1)
