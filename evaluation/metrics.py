"""The metrics, one pure function each. A share over nothing is None, never 0 or 1."""

import math
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from evaluation.documents import Documents
from evaluation.record import Record, cited_span, gathered_spans
from evaluation.span import Span, coverage


class Accuracy(NamedTuple):
    """How many of how many answers are right."""

    passed: int
    total: int

    @property
    def share(self) -> float | None:
        """passed / total."""
        return self.passed / self.total if self.total else None


def accuracy(verdicts: Iterable[bool]) -> Accuracy:
    """Right answers among all."""
    kept = list(verdicts)
    return Accuracy(sum(kept), len(kept))


def accuracy_by_category(verdicts: Iterable[tuple[str, bool]]) -> dict[str, Accuracy]:
    """Right answers in each category, categories in order of name."""
    grouped: dict[str, list[bool]] = {}
    for category, ok in verdicts:
        grouped.setdefault(category, []).append(ok)
    return {category: accuracy(grouped[category]) for category in sorted(grouped)}


def refusal_precision(outcomes: Iterable[tuple[bool, bool]]) -> float | None:
    """Of the answers that refuse, the share that had to. `outcomes` are pairs of (refused, answerable)."""
    refused = [answerable for declined, answerable in outcomes if declined]
    return mean(not answerable for answerable in refused)


def refusal_recall(outcomes: Iterable[tuple[bool, bool]]) -> float | None:
    """Of the questions that the reports do not answer, the share refused. `outcomes` as for the precision."""
    return mean(declined for declined, answerable in outcomes if not answerable)


def refused_share(outcomes: Iterable[tuple[bool, bool]]) -> float | None:
    """Of the questions that the reports answer, the share answered by a refusal. `outcomes`: (declined, answerable)."""
    return mean(declined for declined, answerable in outcomes if answerable)


def citation_hit(record: Record, sources: Sequence[Span], every: bool, documents: Documents) -> float:
    """How much of the sources the verbatim citations of an answer touch: any of them, or the share where all count."""
    return coverage(verbatim_citations(record, documents), sources, every)


def verbatim_citations(record: Record, documents: Documents) -> list[Span]:
    """The lines of the citations whose quote is, character for character, in the lines they point at."""
    spans = ((cited_span(citation), str(citation.get("quote", ""))) for citation in record.get("citations", ()))
    return [span for span, quote in spans if span is not None and _verbatim(quote, span, documents)]


def misquotes(record: Record, documents: Documents) -> int:
    """Citations that point at lines which do not hold their quote."""
    lined = [citation for citation in record.get("citations", ()) if cited_span(citation) is not None]
    return len(lined) - len(verbatim_citations(record, documents))


def evidence_recall(record: Record, sources: Sequence[Span], every: bool) -> float:
    """How much of the sources the figures gathered and the first five passages touch."""
    return coverage(gathered_spans(record), sources, every)


def recall_at(ranked: Sequence[Span], sources: Sequence[Span], limit: int, every: bool) -> float:
    """How much of the sources the first `limit` passages touch."""
    return coverage(ranked[:limit], sources, every)


def reciprocal_rank(ranked: Sequence[Span], sources: Sequence[Span], limit: int) -> float:
    """1 / rank of the first passage that touches a source, 0.0 where none of the first `limit` does."""
    for rank, span in enumerate(ranked[:limit], start=1):
        if any(span.overlaps(source) for source in sources):
            return 1 / rank
    return 0.0


def percentile(values: Iterable[float], share: float) -> float | None:
    """The nearest-rank percentile: the smallest value that at least `share` of all values do not exceed."""
    ordered = sorted(values)
    return ordered[max(1, math.ceil(share * len(ordered))) - 1] if ordered else None


def mean(values: Iterable[float]) -> float | None:
    """The arithmetic mean, None of nothing."""
    kept = list(values)
    return math.fsum(kept) / len(kept) if kept else None


def _verbatim(quote: str, span: Span, documents: Documents) -> bool:
    text = documents.quoted(span)
    return bool(quote) and text is not None and quote in text
