"""Closeness: how much of what a question says one sentence of a passage says too, by pairs of characters."""

import re
from functools import lru_cache

from index.text import clean

# Pairs of hiragana are mostly grammar. Measured by evaluation/benchmarks/jsquad.py: 1.0 for all pairs costs 0.001.
_GRAMMAR = re.compile(r"[ぁ-ん、。?？]{2}")
_LIGHT = 0.3
_SENTENCE = re.compile(r"(?<=。)|[\n\t]")


def closeness(question: str, passage: str) -> float:
    """The share (0 to 1) of the question's pairs of characters that the best sentence of the passage has."""
    asked = _pairs(clean(question))
    total = sum(map(_weight, asked))
    if not total:
        return 0.0
    return max((sum(map(_weight, asked & said)) for said in _sentences(passage)), default=0.0) / total


def _pairs(text: str) -> frozenset[str]:
    return frozenset(text[n : n + 2] for n in range(len(text) - 1))


@lru_cache(maxsize=4096)
def _sentences(passage: str) -> tuple[frozenset[str], ...]:
    return tuple(_pairs(clean(sentence)) for sentence in _SENTENCE.split(passage) if sentence.strip())


@lru_cache(maxsize=65536)
def _weight(pair: str) -> float:
    return _LIGHT if _GRAMMAR.fullmatch(pair) else 1.0
