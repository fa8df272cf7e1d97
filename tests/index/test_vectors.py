"""Vector indexes: the fake and Chroma keep one contract."""

import shutil
import socket
import subprocess
import sys
import time

import pytest

from index.errors import IndexUnusable, ShinchokuError
from index.vectors import ChromaServer, VectorIndex
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


@pytest.fixture(scope="module")
def server_port(tmp_path_factory):
    """A Chroma server on loopback."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    serve = "from chromadb.cli.cli import app; app()"
    folder = str(tmp_path_factory.mktemp("server"))
    process = subprocess.Popen(
        [sys.executable, "-c", serve, "run", "--path", folder, "--host", "127.0.0.1", "--port", str(port)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    while not _listens(port):
        assert process.poll() is None, "the server ended"
        time.sleep(0.1)
    yield port
    process.terminate()
    process.wait()


def _listens(port):
    with socket.socket() as client:
        return client.connect_ex(("127.0.0.1", port)) == 0


class TestChromaServer(VectorStoreContract):
    @pytest.fixture
    def vectors(self, server_port, request):
        index = VectorIndex.create(ChromaServer("127.0.0.1", server_port, f"test-{abs(hash(request.node.name))}"))
        yield index
        index.drop()
        index.close()


def test_a_server_that_does_not_answer_is_told():
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        index = VectorIndex.open(ChromaServer("127.0.0.1", closed.getsockname()[1], "passages"))
        with pytest.raises(ShinchokuError, match=r"does not answer; start it, or unset SHINCHOKU_CHROMA_HOST"):
            index.search(unit("a"), 1)


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
