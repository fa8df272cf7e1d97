"""Hybrid search: three legs find candidates, their normalised scores are weighed into one."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from index.closeness import closeness
from index.embedding import Embedder
from index.keyword import KeywordHits
from index.passage import Passage
from index.reranking import POOL, Reranker
from index.vectors import VectorStore

Leg = Literal["tokens", "bigrams", "dense"]
Scores = Mapping[str, float]
Fusion = Callable[[Mapping[Leg, Scores]], dict[str, float]]

LEGS: tuple[Leg, ...] = ("tokens", "bigrams", "dense")
KEYWORD_LEGS: tuple[Leg, ...] = ("tokens", "bigrams")

# Both measured on 4,442 questions by evaluation/benchmarks/jsquad.py. The optimum is flat: any mix with the dense leg
# between 0.3 and 0.5 is within 0.001. With 100 candidates the dense leg's worst stands too high to scale from (-0.001).
WEIGHTS: Mapping[Leg, float] = {"tokens": 0.4, "bigrams": 0.2, "dense": 0.4}
# Beside the fused score of 1; measured on the same questions: 0.5 and 1.2 are within 0.001.
CLOSENESS = 0.8
CANDIDATES = 300
"""How many passages each leg proposes, at least."""

_KEPT = 4096  # passages


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found: its fused score (0 to 1) and what each leg gave it; a leg that did not find it is absent."""

    passage: Passage
    score: float
    legs: Mapping[Leg, float]


class KeywordSearch(Protocol):
    """What search needs of the keyword index."""

    def search(self, text: str, limit: int) -> KeywordHits:
        """The best passages by each field."""


class PassageLookup(Protocol):
    """Fetches passages by id."""

    def __call__(self, ids: Sequence[str], /) -> Mapping[str, Passage]:
        """Those of the ids that exist."""


class HybridSearch:
    """Searches with any of the three legs; each is touched only when it is asked for."""

    def __init__(
        self,
        keyword: KeywordSearch,
        vectors: VectorStore,
        embedder: Embedder,
        passages: PassageLookup,
        reranker: Reranker | None = None,
    ) -> None:
        """`passages` fetches what was found, e.g. `store.passages_by_id`; `reranker` orders the best of it anew."""
        self._reranker = reranker
        self._keyword = keyword
        self._vectors = vectors
        self._embedder = embedder
        self._passages = passages
        self._known: dict[str, Passage] = {}

    def search(
        self, question: str, limit: int = 10, legs: Iterable[Leg] = LEGS, keywords: str | None = None
    ) -> list[Hit]:
        """The best passages, best first; fewer than `limit` where no more were found.

        `keywords` is what the keyword legs look for, where that is more than the question's own words (synonyms).
        """
        found = self.leg_scores(question, max(limit, CANDIDATES), legs, keywords)
        ranked = self.ranked(question, found, limit)
        passages = self._found([name for name, _ in ranked])
        hits = [
            Hit(passages[name], score, {leg: scores[name] for leg, scores in found.items() if name in scores})
            for name, score in ranked
        ]
        return self._read_again(question, hits)[:limit]

    def ranked(self, question: str, found: Mapping[Leg, Scores], limit: int) -> list[tuple[str, float]]:
        """What the legs found as ids with their scores, best first: weighed into one, the best of it by closeness too.

        As many as are worth reading again, at least `limit` where so many were found.
        """
        best = dict(ranking(weighted(found))[: max(limit, POOL)])
        return ranking(closer(question, best, self._found(list(best))))

    def _read_again(self, question: str, hits: list[Hit]) -> list[Hit]:
        """The hits in the reranker's order, equal ones as they were; each keeps the score that it was found with."""
        if self._reranker is None or not hits:
            return hits
        scores = self._reranker.scores(question, [hit.passage.content for hit in hits])
        return [hit for _, hit in sorted(zip(scores, hits, strict=True), key=lambda pair: -pair[0])]

    def _found(self, names: Sequence[str]) -> Mapping[str, Passage]:
        """The passages of those ids; what was found lately is kept, since an index never changes."""
        found = {name: passage for name in names if (passage := self._known.get(name)) is not None}
        missing = [name for name in names if name not in found]
        if missing:
            fetched = self._passages(missing)
            if len(self._known) > _KEPT:
                self._known.clear()
            self._known.update(fetched)
            found.update(fetched)
        return found

    def leg_scores(
        self, question: str, limit: int, legs: Iterable[Leg] = LEGS, keywords: str | None = None
    ) -> dict[Leg, dict[str, float]]:
        """What each leg finds, as id to raw score: BM25 or cosine."""
        wanted = frozenset(legs)
        found: dict[Leg, dict[str, float]] = {}
        if wanted & set(KEYWORD_LEGS):
            hits = self._keyword.search(keywords or question, limit)
            both: dict[Leg, dict[str, float]] = {"tokens": dict(hits.tokens), "bigrams": dict(hits.bigrams)}
            found.update((leg, scores) for leg, scores in both.items() if leg in wanted)
        if "dense" in wanted and question.strip():
            vector = self._embedder.queries([question])[0]
            found["dense"] = dict(self._vectors.search(vector, limit))
        return found


def ranking(scores: Scores) -> list[tuple[str, float]]:
    """Best first; equal scores by id, so that the same question always gives the same order."""
    return sorted(scores.items(), key=lambda item: (-item[1], item[0]))


def weighted(found: Mapping[Leg, Scores], weights: Mapping[Leg, float] = WEIGHTS) -> dict[str, float]:
    """Each leg's scores scaled to 0..1, times its weight, over the weights of the legs that took part.

    A candidate that a leg did not return gets 0 from it.
    """
    total = sum(weights[leg] for leg in found) or 1.0
    fused: dict[str, float] = {}
    for leg, scores in found.items():
        for name, score in scaled(scores, floor=leg == "dense").items():
            fused[name] = fused.get(name, 0.0) + weights[leg] * score / total
    return fused


def scaled(scores: Scores, *, floor: bool) -> dict[str, float]:
    """Scores divided by the best, after taking off the worst where `floor` is set.

    BM25 has a natural zero; cosines of one model crowd into a narrow band high above zero, so theirs is the worst
    candidate.
    """
    if not scores:
        return {}
    best, low = max(scores.values()), min(scores.values()) if floor else 0.0
    span = best - low
    return {name: (score - low) / span if span > 0 else 1.0 for name, score in scores.items()}


def closer(question: str, fused: Scores, passages: Mapping[str, Passage]) -> dict[str, float]:
    """Fused scores with the closeness of the best sentence weighed in; all stay between 0 and 1."""
    return {
        name: (score + CLOSENESS * closeness(question, passages[name].content)) / (1 + CLOSENESS)
        for name, score in fused.items()
    }


def reciprocal_rank(found: Mapping[Leg, Scores], k: int = 60) -> dict[str, float]:
    """Reciprocal rank fusion (Cormack, Clarke and Büttcher 2009), for comparison."""
    fused: dict[str, float] = {}
    for scores in found.values():
        for rank, (name, _) in enumerate(ranking(scores), start=1):
            fused[name] = fused.get(name, 0.0) + 1.0 / (k + rank)
    return fused
