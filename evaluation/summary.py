"""The results of several question sets side by side, as Markdown."""

from collections.abc import Iterable, Iterator, Mapping

from evaluation.report import METRIC_WORDS, Result, latency_text, metric_text, percent


def summary(results: Mapping[str, Result]) -> str:
    """A column a set, by its name; a row a category, then a row a metric."""
    return "\n".join(["# Question sets", "", *_categories(results), "", *_metrics(results)]) + "\n"


def _categories(results: Mapping[str, Result]) -> Iterator[str]:
    yield from _head("right of all", results)
    names = sorted({category for result in results.values() for category in result["categories"]})
    for category in names:
        yield _row(category, (_right(result["categories"].get(category)) for result in results.values()))
    yield _row("**all**", (_right(result["overall"]) for result in results.values()))


def _metrics(results: Mapping[str, Result]) -> Iterator[str]:
    yield from _head("metric", results)
    for name, words in METRIC_WORDS.items():
        yield _row(words, (metric_text(result, name) for result in results.values()))
    recalls = ((result["retrieval"] or {}).get("recall_at_5") for result in results.values())
    yield _row("Passage Recall@5", map(percent, recalls))
    yield _row("Latency p50 / p95", map(latency_text, results.values()))


def _right(one: Mapping[str, float] | None) -> str:
    return "–" if one is None else f"{one['passed']} of {one['total']} ({percent(one['accuracy'])})"


def _head(first: str, results: Mapping[str, Result]) -> Iterator[str]:
    yield _row(first, results)
    yield "|---|" + "--:|" * len(results)


def _row(first: str, cells: Iterable[str]) -> str:
    return f"| {first} | {' | '.join(cells)} |"
