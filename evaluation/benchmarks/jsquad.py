"""Passage retrieval on JSQuAD: MRR@10 of each leg, of rank fusion and of the weighted fusion in use.

The folder holds `jsquad_valid_passages.jsonl` (`pid`, `title`, `text`) and `jsquad_valid_queries.jsonl` (`qid`,
`question`, `gold_pid`). Run: `python -m evaluation.benchmarks.jsquad FOLDER [--sweep]`.
"""

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np

from index.embedding import DEFAULT_MODEL, open_embedder
from index.keyword import KeywordIndex
from index.passage import Passage
from index.search import (
    CANDIDATES,
    LEGS,
    WEIGHTS,
    HybridSearch,
    Leg,
    Scores,
    ranking,
    reciprocal_rank,
    scaled,
    weighted,
)
from index.vectors import Entry, VectorIndex

Found = dict[Leg, dict[str, float]]
Fuse = Callable[[Mapping[Leg, Scores]], dict[str, float]]

_DEPTH = 10


def reciprocal(ranked: Iterable[str], gold: str) -> float:
    """1 / rank of the gold passage in the first ten, else 0."""
    return next((1.0 / rank for rank, name in zip(range(1, _DEPTH + 1), ranked, strict=False) if name == gold), 0.0)


def mean_in_use(search: HybridSearch, questions: Sequence[str], found: Sequence[Found], golds: Sequence[str]) -> float:
    """Mean over all questions as the search in use ranks them: weighted, then by closeness of the best sentence."""
    ranks = (
        reciprocal((name for name, _ in search.ranked(question, each, _DEPTH)), gold)
        for question, each, gold in zip(questions, found, golds, strict=True)
    )
    return sum(ranks) / len(golds)


def mean_reciprocal_rank(found: Sequence[Found], golds: Sequence[str], fuse: Fuse) -> float:
    """Mean over all questions under one fusion."""
    ranks = (
        reciprocal((name for name, _ in ranking(fuse(each))), gold) for each, gold in zip(found, golds, strict=True)
    )
    return sum(ranks) / len(golds)


def _read(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def _passages(folder: Path) -> list[Passage]:
    rows = _read(folder / "jsquad_valid_passages.jsonl")
    # The text repeats its title before a marker; a passage here is what a report's would be: heading path and text.
    return [Passage(row["pid"], "jsquad", row["text"].split(" [SEP] ", 1)[-1], (row["title"],), 1, 1) for row in rows]


def _build(passages: Sequence[Passage], folder: Path, models: Path) -> HybridSearch:
    embedder = open_embedder(DEFAULT_MODEL, models)
    started = time.perf_counter()
    rows = embedder.passages([passage.content for passage in passages])
    _say(f"embedded {len(passages)} passages in {time.perf_counter() - started:.1f} s")
    vectors = VectorIndex.create(folder / "chroma")
    vectors.apply([Entry(passage, row) for passage, row in zip(passages, rows, strict=True)], [])
    keyword = KeywordIndex.create(folder / "tantivy")
    keyword.apply(passages, [])
    by_id = {passage.id: passage for passage in passages}
    return HybridSearch(keyword, vectors, embedder, lambda ids: {name: by_id[name] for name in ids})


def _fusions() -> dict[str, Fuse]:
    def only(*legs: Leg) -> Fuse:
        return lambda found: weighted({leg: found[leg] for leg in legs})

    return {
        "tokens": only("tokens"),
        "bigrams": only("bigrams"),
        "dense": only("dense"),
        "tokens + bigrams": only("tokens", "bigrams"),
        "reciprocal rank": reciprocal_rank,
        "weighted": weighted,
    }


def _sweep(found: Sequence[Found], golds: Sequence[str]) -> list[tuple[float, tuple[float, ...]]]:
    """(MRR@10, weights) of every mix in steps of a twentieth, best first."""
    steps = range(21)
    mixes = [(a / 20, b / 20, (20 - a - b) / 20) for a, b in product(steps, steps) if a + b <= 20]
    total = np.zeros(len(mixes))
    for each, gold in zip(found, golds, strict=True):
        legs = [scaled(each[leg], floor=leg == "dense") for leg in LEGS]
        names = sorted(set().union(*legs))
        if gold in names:
            scores = np.array([[leg.get(name, 0.0) for leg in legs] for name in names]) @ np.array(mixes).T
            rank = 1 + (scores > scores[names.index(gold)]).sum(axis=0)
            total += np.where(rank <= _DEPTH, 1.0 / rank, 0.0)
    return sorted(zip((total / len(golds)).tolist(), mixes, strict=True), reverse=True)


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print one line a method."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--models", type=Path, default=Path(tempfile.gettempdir()) / "shinchoku-models")
    parser.add_argument("--sweep", action="store_true", help="also try other weights and print the best ten")
    options = parser.parse_args(arguments)
    queries = _read(options.folder / "jsquad_valid_queries.jsonl")
    golds = [query["gold_pid"] for query in queries]
    with tempfile.TemporaryDirectory() as work:
        search = _build(_passages(options.folder), Path(work), options.models)
        started = time.perf_counter()
        found = [search.leg_scores(query["question"], CANDIDATES) for query in queries]
        _say(f"{(time.perf_counter() - started) / len(queries) * 1000:.1f} ms a question, weights {dict(WEIGHTS)}")
    for name, fuse in _fusions().items():
        _say(f"{name:<18}{mean_reciprocal_rank(found, golds, fuse):.4f}")
    questions = [query["question"] for query in queries]
    _say(f"{'in use':<18}{mean_in_use(search, questions, found, golds):.4f}")
    if options.sweep:
        for score, mix in _sweep(found, golds)[:10]:
            _say(f"{score:.4f} {dict(zip(LEGS, mix, strict=True))}")


if __name__ == "__main__":
    main()
