"""How well a retriever finds the sources of questions."""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from evaluation.metrics import mean, percentile, recall_at, reciprocal_rank
from evaluation.question import Question
from evaluation.record import Retriever
from evaluation.span import Span

RANKED = 10  # passages asked for: MRR@10 reads them all, Recall@4 and @5 the first


@dataclass(frozen=True, slots=True)
class Retrieval:
    """Retrieval metrics over the questions that list sources. Times are milliseconds a query."""

    questions: int
    recall_at_4: float | None
    recall_at_5: float | None
    mrr_at_10: float | None
    p50: float | None
    p95: float | None


def measure(
    questions: Iterable[Question], retrieve: Retriever, clock: Callable[[], float] = time.perf_counter
) -> Retrieval:
    """Ask `retrieve` the turns of each question that lists sources, joined, so that a follow-up names its subject."""
    recalls_4, recalls_5, ranks, times = [], [], [], []
    for question in questions:
        expected = question.expected
        if expected is None or not expected.sources:
            continue
        start = clock()
        ranked = [Span(*one) for one in retrieve(" ".join(question.turns), RANKED)]
        times.append((clock() - start) * 1000)
        recalls_4.append(recall_at(ranked, expected.sources, 4, expected.all_sources))
        recalls_5.append(recall_at(ranked, expected.sources, 5, expected.all_sources))
        ranks.append(reciprocal_rank(ranked, expected.sources, RANKED))
    return Retrieval(
        len(times), mean(recalls_4), mean(recalls_5), mean(ranks), percentile(times, 0.5), percentile(times, 0.95)
    )
