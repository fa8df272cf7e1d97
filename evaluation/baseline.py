"""The plain LangChain pipeline that ours is measured beside: characters split, one embedding model, Chroma.

It answers with the text that it retrieves; better words would need a language model. LangChain is imported nowhere
else in this package.
"""

from __future__ import annotations

import time
import uuid
from typing import TYPE_CHECKING, Any

from evaluation.span import Span

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from langchain_core.documents import Document
    from langchain_core.embeddings import Embeddings

    from evaluation.record import Record

CHUNK_SIZE = 400
CHUNK_OVERLAP = 50
ANSWERED = 4  # chunks that LangChain's retrievers hand over, unless told otherwise


def chunks(texts: Mapping[str, str]) -> list[Document]:
    """The reports cut by LangChain's recursive splitter; each chunk knows its report and its lines."""
    from langchain_core.documents import Document
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    splitter = RecursiveCharacterTextSplitter(chunk_size=CHUNK_SIZE, chunk_overlap=CHUNK_OVERLAP, add_start_index=True)
    whole = [Document(page_content=text, metadata={"report": report}) for report, text in texts.items()]
    cut = splitter.split_documents(whole)
    for chunk in cut:
        before = texts[chunk.metadata["report"]][: chunk.metadata["start_index"]]
        chunk.metadata["line_start"] = before.count("\n") + 1
        chunk.metadata["line_end"] = chunk.metadata["line_start"] + chunk.page_content.count("\n")
    return cut


class Baseline:
    """The pipeline over some reports, in memory; close it to free its vectors."""

    def __init__(self, texts: Mapping[str, str], embeddings: Embeddings) -> None:
        """Cut the texts (by report id) and embed every chunk."""
        import chromadb
        from chromadb.config import Settings
        from langchain_chroma import Chroma

        self._store = Chroma(
            collection_name=f"baseline-{uuid.uuid4().hex}",  # in-memory clients of one process share their collections
            embedding_function=embeddings,
            client=chromadb.EphemeralClient(Settings(anonymized_telemetry=False)),
        )
        cut = chunks(texts)
        if cut:
            self._store.add_documents(cut)

    def retrieve(self, question: str, limit: int) -> list[Span]:
        """The chunks nearest to the question, best first."""
        found = self._store.similarity_search(question, k=limit)
        return [Span(one.metadata["report"], one.metadata["line_start"], one.metadata["line_end"]) for one in found]

    def converse(self, turns: Sequence[str], language: str) -> Record:
        """The chunks nearest to the turns, which are all that it can say without a language model."""
        started = time.perf_counter()
        found = self._store.similarity_search(" ".join(turns), k=ANSWERED)
        elapsed = (time.perf_counter() - started) * 1000
        return {
            "answer": "\n\n".join(chunk.page_content for chunk in found),
            "status": "answered",
            "language": language,
            "figures": [],
            "citations": [_citation(chunk) for chunk in found],
            "gathered": {"figures": [], "passages": [chunk.metadata for chunk in found]},
            "elapsed_ms": elapsed,
        }

    def close(self) -> None:
        """Drop the vectors."""
        self._store.delete_collection()


def _citation(chunk: Document) -> dict[str, Any]:
    names = ("report", "line_start", "line_end")
    return {**{name: chunk.metadata[name] for name in names}, "quote": chunk.page_content}
