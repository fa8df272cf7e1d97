"""The store on SQLite, in a file and in memory of a path with odd characters."""

import sqlite3

import pytest

from index.errors import IndexUnusable
from index.store import Store, difference, sqlite_url
from tests.contracts.store import StoreContract


class TestSqlite(StoreContract):
    @pytest.fixture
    def url(self, tmp_path):
        return sqlite_url(tmp_path / "index.sqlite")


class TestSqliteInOddlyNamedFolder(StoreContract):
    @pytest.fixture
    def url(self, tmp_path):
        folder = tmp_path / "索引 100%?#&"
        folder.mkdir()
        return sqlite_url(folder / "index.sqlite")


def test_a_database_without_our_tables_is_unusable(tmp_path):
    sqlite3.connect(tmp_path / "other.sqlite").close()
    with pytest.raises(IndexUnusable, match="no table .*`shinchoku index --rebuild`"):
        Store.open(sqlite_url(tmp_path / "other.sqlite"))


def test_a_garbled_file_is_unusable(tmp_path):
    (tmp_path / "bad.sqlite").write_bytes(b"not a database" * 500)
    with pytest.raises(IndexUnusable, match="`shinchoku index --rebuild`"):
        Store.open(sqlite_url(tmp_path / "bad.sqlite"))


def test_difference_compares_pairs():
    change = difference({"1": "A", "2": "B", "3": "C"}, {"1": "B", "2": "B", "4": "A"})
    assert change.write == {"1", "4"}
    assert change.remove == {"3"}
