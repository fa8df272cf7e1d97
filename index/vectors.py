"""The dense leg: passage vectors in Chroma, in a folder or on a server."""

import contextlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

import numpy as np
import numpy.typing as npt

from index.errors import IndexUnusable, ShinchokuError
from index.passage import Passage

if TYPE_CHECKING:
    from chromadb.api import ClientAPI
    from chromadb.api.models.Collection import Collection
    from chromadb.config import Settings

Vectors = npt.NDArray[np.float32]

COLLECTION = "passages"
# Chroma refuses larger batches; a smaller one also keeps memory flat.
_BATCH = 1000


class Entry(NamedTuple):
    """One passage with its vector, as stored."""

    passage: Passage
    vector: Vectors


class VectorStore(Protocol):
    """What search and builds need of a vector index."""

    @property
    def count(self) -> int:
        """How many vectors it holds."""

    def apply(self, add: Sequence[Entry], remove: Sequence[str]) -> None:
        """Take out the ids in `remove` and put in `add`, replacing what has the same id."""

    def search(self, vector: Vectors, limit: int) -> list[tuple[str, float]]:
        """(id, cosine) of the nearest passages, best first."""

    def get(self, ids: Sequence[str]) -> dict[str, Vectors]:
        """The vectors of those ids that are stored."""

    def close(self) -> None:
        """Let go of files and threads."""


@dataclass(frozen=True, slots=True)
class ChromaServer:
    """A Chroma server and the collection of one index generation on it."""

    host: str
    port: int
    collection: str

    def __str__(self) -> str:
        """Host, port and collection."""
        return f"{self.host}:{self.port}/{self.collection}"


class VectorIndex:
    """Vectors in Chroma. Nothing is imported or opened before the first use, so questions without the dense leg pay
    nothing for it."""

    def __init__(self, place: Path | ChromaServer) -> None:
        """Use `create` or `open`."""
        self._place = place

    @classmethod
    def create(cls, place: Path | ChromaServer) -> "VectorIndex":
        """An empty index in a folder, which is made, or on a server."""
        index = cls(place)
        index.client.create_collection(
            index.collection_name,
            embedding_function=None,
            # Recall against exact search is tested; these cost a fraction of a millisecond a query.
            configuration={"hnsw": {"space": "cosine", "ef_construction": 200, "ef_search": 200, "max_neighbors": 32}},
        )
        return index

    @classmethod
    def open(cls, place: Path | ChromaServer) -> "VectorIndex":
        """The index in a folder or on a server; `IndexUnusable` where the folder holds none."""
        if isinstance(place, Path) and not (place / "chroma.sqlite3").is_file():
            raise IndexUnusable(f"There is no vector index in {place}; run `shinchoku index --rebuild`.")
        return cls(place)

    @property
    def collection_name(self) -> str:
        """The Chroma collection's name."""
        return COLLECTION if isinstance(self._place, Path) else self._place.collection

    @cached_property
    def client(self) -> "ClientAPI":
        """The Chroma client; telemetry is off."""
        import chromadb
        from chromadb.config import Settings

        quiet = Settings(anonymized_telemetry=False)
        if isinstance(self._place, ChromaServer):
            with self._readable():
                return _connected(self._place, quiet)
        return chromadb.PersistentClient(path=str(self._place), settings=quiet)

    @cached_property
    def _collection(self) -> "Collection":
        from chromadb.errors import ChromaError

        try:
            # No embedding function: texts never go to Chroma to be embedded, and its default one would be downloaded.
            return self.client.get_collection(self.collection_name, embedding_function=None)
        except (ChromaError, ValueError) as error:
            raise IndexUnusable(
                f"The vector index in {self._place} cannot be read ({error}); run `shinchoku index --rebuild`."
            ) from error

    @property
    def count(self) -> int:
        """How many vectors it holds."""
        with self._readable():
            return self._collection.count()

    def apply(self, add: Sequence[Entry], remove: Sequence[str]) -> None:
        """Take out the ids in `remove` and put in `add`, replacing what has the same id."""
        for start in range(0, len(remove), _BATCH):
            self._collection.delete(ids=list(remove[start : start + _BATCH]))
        for start in range(0, len(add), _BATCH):
            batch = add[start : start + _BATCH]
            self._collection.upsert(
                ids=[entry.passage.id for entry in batch],
                embeddings=np.stack([entry.vector for entry in batch]),
                documents=[entry.passage.text for entry in batch],
                metadatas=[_metadata(entry.passage) for entry in batch],
            )

    def search(self, vector: Vectors, limit: int) -> list[tuple[str, float]]:
        """(id, cosine) of the nearest passages, best first."""
        with self._readable():
            found = self._collection.query(
                query_embeddings=np.asarray([vector], dtype=np.float32), n_results=limit, include=["distances"]
            )
        distances = found["distances"] or [[]]
        return [(name, 1.0 - float(distance)) for name, distance in zip(found["ids"][0], distances[0], strict=True)]

    def get(self, ids: Sequence[str]) -> dict[str, Vectors]:
        """The vectors of those ids that are stored."""
        vectors: dict[str, Vectors] = {}
        for start in range(0, len(ids), _BATCH):
            with self._readable():
                found = self._collection.get(ids=list(ids[start : start + _BATCH]), include=["embeddings"])
            rows = np.asarray(found["embeddings"], dtype=np.float32)
            vectors.update(zip(found["ids"], rows, strict=True))
        return vectors

    def drop(self) -> None:
        """Delete the whole collection: on a server that is how a generation goes."""
        self.client.delete_collection(self.collection_name)

    def close(self) -> None:
        """Let go of files and threads. Chroma keeps one system a path and process; this releases our share of it."""
        client = self.__dict__.pop("client", None)
        self.__dict__.pop("_collection", None)
        if client is not None:
            client.close()

    @contextlib.contextmanager
    def _readable(self) -> Iterator[None]:
        import httpx
        from chromadb.errors import ChromaError

        try:
            yield
        except httpx.HTTPError as error:
            raise _unreachable(self._place) from error
        except ChromaError as error:
            raise IndexUnusable(
                f"The vector index in {self._place} cannot be read ({error}); run `shinchoku index --rebuild`."
            ) from error


def _connected(server: ChromaServer, settings: "Settings") -> "ClientAPI":
    import chromadb

    try:
        return chromadb.HttpClient(host=server.host, port=server.port, settings=settings)
    except ValueError as error:
        # Chroma's word for a server that does not answer.
        raise _unreachable(server) from error


def _unreachable(place: Path | ChromaServer) -> ShinchokuError:
    return ShinchokuError(
        f"The Chroma server of {place} does not answer; start it, or unset SHINCHOKU_CHROMA_HOST "
        "and run `shinchoku index --rebuild`."
    )


def _metadata(passage: Passage) -> Mapping[str, Any]:
    """What a LangChain user of the collection sees beside the text; Chroma takes plain values only."""
    page = {} if passage.page is None else {"page": passage.page}
    return {
        "report": passage.report,
        "path": " > ".join(passage.path),
        "line_start": passage.line_start,
        "line_end": passage.line_end,
        "hash": passage.hash,
        **page,
    }
