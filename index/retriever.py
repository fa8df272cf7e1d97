"""The seam to LangChain: our search as a retriever, our vectors as a vector store."""

from collections.abc import Sequence
from pathlib import Path

from langchain_chroma import Chroma
from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.embeddings import Embeddings
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from index.embedding import Embedder
from index.search import LEGS, Hit, HybridSearch, Leg
from index.vectors import ChromaServer, VectorIndex


class HybridRetriever(BaseRetriever):
    """Our hybrid search wherever LangChain takes a retriever."""

    model_config = ConfigDict(arbitrary_types_allowed=True, extra="forbid")

    search: HybridSearch
    limit: int = 10
    legs: tuple[Leg, ...] = LEGS

    def _get_relevant_documents(self, query: str, *, run_manager: CallbackManagerForRetrieverRun) -> list[Document]:
        return [_document(hit) for hit in self.search.search(query, self.limit, self.legs)]


class EmbedderEmbeddings(Embeddings):
    """Our embedder wherever LangChain takes embeddings."""

    def __init__(self, embedder: Embedder) -> None:
        """Questions and passages keep their own prefixes."""
        self._embedder = embedder

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Vectors of passages."""
        return _plain(self._embedder.passages(texts).tolist())

    def embed_query(self, text: str) -> list[float]:
        """The vector of a question."""
        return _plain(self._embedder.queries([text]).tolist())[0]


def vector_store(place: Path | ChromaServer, embedder: Embedder) -> Chroma:
    """The collection of one index generation (`generation.path / "chroma"`) as LangChain's vector store.

    For reading: what is written through it is not in the store and is gone with the next build.
    """
    index = VectorIndex.open(place)
    return Chroma(
        client=index.client,
        collection_name=index.collection_name,
        embedding_function=EmbedderEmbeddings(embedder),
        create_collection_if_not_exists=False,
    )


def _document(hit: Hit) -> Document:
    passage = hit.passage
    return Document(
        id=passage.id,
        page_content=passage.text,
        metadata={
            "id": passage.id,
            "report": passage.report,
            "path": " > ".join(passage.path),
            "line_start": passage.line_start,
            "line_end": passage.line_end,
            "score": hit.score,
        },
    )


def _plain(rows: Sequence[Sequence[float]]) -> list[list[float]]:
    return [list(row) for row in rows]
