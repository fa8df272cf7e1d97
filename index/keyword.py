"""The keyword legs: BM25 over Sudachi tokens and over character bigrams, in one tantivy index on disk."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import tantivy

from index.errors import IndexUnusable
from index.passage import Passage
from index.tokens import bigrams, content_words, tokenize

Scored = list[tuple[str, float]]

_FIELDS = ("tokens", "bigrams")
# Tantivy refuses a writer with less than 15 MB a thread; one thread keeps segments few and builds repeatable.
_HEAP = 64_000_000


class KeywordLegError(AssertionError):
    """The index holds a word of the question but the leg returned nothing: a fault of ours, never to be passed over."""


class KeywordHits(NamedTuple):
    """(id, score) by each field, best first."""

    tokens: Scored
    bigrams: Scored


class KeywordIndex:
    """Passages by their words. Questions become term queries, so no character in them is syntax."""

    def __init__(self, index: tantivy.Index) -> None:
        """Use `create` or `open`."""
        self._index = index
        self._schema = index.schema
        self._searcher = index.searcher()

    @classmethod
    def create(cls, path: Path) -> "KeywordIndex":
        """An empty index in the folder `path`, which is made."""
        path.mkdir(parents=True, exist_ok=True)
        return cls(tantivy.Index(_schema(), path=str(path), reuse=False))

    @classmethod
    def open(cls, path: Path) -> "KeywordIndex":
        """The index in the folder `path`."""
        try:
            return cls(tantivy.Index.open(str(path)))
        except (ValueError, OSError) as error:
            raise IndexUnusable(
                f"The keyword index in {path} cannot be read ({error}); run `shinchoku index --rebuild`."
            ) from error

    @property
    def count(self) -> int:
        """How many passages it holds."""
        return self._searcher.num_docs

    def apply(self, add: Iterable[Passage], remove: Iterable[str]) -> None:
        """Take out the ids in `remove`, put in `add` (replacing what has the same id), and commit."""
        writer = self._index.writer(heap_size=_HEAP, num_threads=1)
        for passage_id in remove:
            writer.delete_documents_by_term("id", passage_id)
        for passage in add:
            writer.delete_documents_by_term("id", passage.id)
            writer.add_document(_document(passage))
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()
        self._searcher = self._index.searcher()

    def search(self, text: str, limit: int) -> KeywordHits:
        """The best `limit` passages by each field; `KeywordLegError` where words of `text` are known but none came."""
        if limit < 1:
            return KeywordHits([], [])
        hits = KeywordHits(self._search("tokens", tokenize(text), limit), self._search("bigrams", bigrams(text), limit))
        if not hits.tokens and (known := self._known(content_words(text))):
            raise KeywordLegError(f"the index holds {'、'.join(known)} but the keyword leg found nothing")
        return hits

    def _known(self, words: Iterable[str]) -> list[str]:
        # By searching, since the frequency that tantivy keeps still counts passages that were removed.
        queries = {word: tantivy.Query.term_query(self._schema, "tokens", word, "freq") for word in words}
        return [word for word, query in queries.items() if self._searcher.search(query, 1, count=False).hits]

    def _search(self, field: str, terms: Sequence[str], limit: int) -> Scored:
        distinct = dict.fromkeys(terms)
        if not distinct:
            return []
        queries = [
            (tantivy.Occur.Should, tantivy.Query.term_query(self._schema, field, term, "freq")) for term in distinct
        ]
        found = self._searcher.search(tantivy.Query.boolean_query(queries), limit, count=False)
        return [(self._searcher.doc(address)["id"][0], float(score)) for score, address in found.hits]


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    for field in _FIELDS:
        # No positions: nothing asks for phrases, and bigrams already keep neighbours together.
        builder.add_text_field(field, tokenizer_name="whitespace", index_option="freq")
    return builder.build()


def _document(passage: Passage) -> tantivy.Document:
    content = passage.content
    return tantivy.Document(id=passage.id, tokens=" ".join(tokenize(content)), bigrams=" ".join(bigrams(content)))
