"""Opening what an answer needs: the index (built where there is none), the model and the corpus."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from assistant.corpus import Corpus
from assistant.lexicon import Lexicon, load_lexicon
from index.embedding import Embedder, open_embedder
from index.errors import IndexMissing
from index.generation import Generation, Server, open_current
from index.reranking import Reranker, open_reranker
from index.search import KEYWORD_LEGS, LEGS, Leg
from index.settings import Settings


@contextmanager
def open_index(settings: Settings) -> Iterator[tuple[Generation, Embedder]]:
    """The index in use and its model; where there is none yet, it is first built from the packaged reports."""
    embedder = open_embedder(settings.model, settings.models)
    with _open_or_build(settings, embedder) as generation:
        yield generation, embedder


@contextmanager
def open_corpus(settings: Settings) -> Iterator[Corpus]:
    """The corpus of the index in use; where there is none yet, it is first built from the packaged reports."""
    with open_index(settings) as (generation, embedder):
        yield corpus_of(generation, embedder, reranker=open_reranker(settings.reranker))


def corpus_of(
    generation: Generation,
    embedder: Embedder,
    *,
    legs: Sequence[Leg] = LEGS,
    figures: bool = True,
    lexicon: Lexicon | None = None,
    reranker: Reranker | None = None,
) -> Corpus:
    """The corpus of an open generation; measurements take parts away: legs of the search, figures, vocabulary."""
    hybrid = generation.search(embedder, reranker)
    store = generation.store
    first = [leg for leg in legs if leg in KEYWORD_LEGS] or legs
    return Corpus(
        store.reports(),
        store.figures() if figures else [],
        store.indicators() if figures else [],
        lambda text, keywords, limit, dense: [
            hit.passage for hit in hybrid.search(text, limit, legs if dense else first, keywords)
        ],
        generation.manifest.fingerprint,
        store.findings() if figures else [],
        (lexicon or load_lexicon()).with_aliases(generation.aliases),
        lambda: generation.vocabulary,
    )


def _open_or_build(settings: Settings, embedder: Embedder) -> Generation:
    server = Server(settings.chroma_host, settings.chroma_port) if settings.chroma_host else None
    try:
        return open_current(settings.data, embedder, server)
    except IndexMissing:
        # Building is rare and its imports are heavy.
        from index.build import build_index
        from index.progress import stderr_progress

        with stderr_progress() as progress:
            build_index(settings, progress=progress)
        return open_current(settings.data, embedder, server)
