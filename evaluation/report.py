"""The written result of a run: as JSON to keep and compare, as Markdown to read."""

import json
import re
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from evaluation import metrics
from evaluation.retrieval import Retrieval
from evaluation.runner import Evaluation, Row
from index.errors import ShinchokuError

RESULTS = Path(__file__).parent / "results"
_COUNTS = frozenset({"wrong_figures", "misquotes"})
METRIC_WORDS: Mapping[str, str] = {
    "wrong_figures": "Wrong figures (answers)",
    "misquotes": "Quotes not in their lines",
    "refusal_precision": "Refusal precision",
    "refusal_recall": "Refusal recall",
    "answerable_refused": "Answerable questions refused",
    "citation_hit_rate": "Citation hit rate",
    "citation_overlap": "Citation overlap of those answered",
    "evidence_recall": "Evidence recall",
    "evidence_recall_outside_lists": "Evidence recall outside lists and arithmetic",
}
_LISTS = frozenset({"ranking_filter", "aggregate_compare"})
_EXCERPT = 160  # characters of a failed answer shown in the table

Result = Mapping[str, Any]


class ResultError(ShinchokuError):
    """A result file cannot be read or written."""


def result_of(
    evaluation: Evaluation,
    name: str,
    *,
    fingerprint: str = "",
    commit: str | None = None,
    date: datetime | None = None,
) -> dict[str, Any]:
    """The run as plain values for JSON. `fingerprint` names the index, `commit` the code, `date` when it ran."""
    return {
        "name": name,
        "date": (date or datetime.now(UTC)).isoformat(timespec="seconds"),
        "commit": commit,
        "index": fingerprint,
        "answered": len(evaluation.records),
        "scored": len(evaluation.rows),
        "overall": _accuracy(evaluation.overall),
        "categories": {category: _accuracy(one) for category, one in evaluation.categories.items()},
        "metrics": _metrics(evaluation),
        "latency_ms": _latency(evaluation),
        "retrieval": _retrieval(evaluation.retrieval),
        "baseline": _retrieval(evaluation.baseline),
        "review": [row.id for row in evaluation.rows if row.review],
        "failures": [_failure(row) for row in evaluation.failures],
    }


def write(result: Result, folder: Path = RESULTS) -> Path:
    """Write the result as `<name>.json` and its table as `<name>.md`, and return the path of the JSON."""
    name = re.sub(r"[^\w.-]+", "-", str(result["name"])).strip(".-") or "result"
    path = folder / f"{name}.json"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(result, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        path.with_suffix(".md").write_text(render(result), encoding="utf-8")
    except OSError as error:
        raise ResultError(f"Cannot write the result to {folder}: {error.strerror or error}.") from error
    return path


def read(path: Path) -> Result:
    """A result written earlier."""
    try:
        result = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ResultError(f"Cannot read the result {path}: {error.strerror or error}.") from error
    except ValueError as error:
        raise ResultError(f"The result {path} is not valid JSON; run the evaluation again to write it.") from error
    if not isinstance(result, dict) or "overall" not in result or "categories" not in result:
        raise ResultError(f"{path} is not a result of an evaluation.")
    return result


def commit_of(folder: Path = RESULTS.parent.parent) -> str | None:
    """The git commit that `folder` is the work tree of, `-dirty` where it was changed since; None where it is none."""
    top = _git(folder, "rev-parse", "--show-toplevel")
    head = _git(folder, "rev-parse", "HEAD")
    if top is None or head is None or Path(top).resolve() != folder.resolve():
        return None
    return f"{head}-dirty" if _git(folder, "status", "--porcelain") else head


def render(result: Result) -> str:
    """The result as Markdown, for the terminal and the README."""
    return (
        "\n".join([*_heading(result), *_category_table(result), *_metric_table(result), *_failure_list(result)]) + "\n"
    )


def metric_text(result: Result, name: str) -> str:
    """A metric of a result as it is printed: a count, or a share in percent."""
    value = result["metrics"].get(name)  # a result may be older than the metric
    return str(value) if name in _COUNTS else percent(value)


def latency_text(result: Result) -> str:
    """The latency of a result as it is printed."""
    latency = result["latency_ms"]
    return f"{_number(latency['p50'])} / {_number(latency['p95'])} ms"


def percent(share: float | None) -> str:
    """A share in percent, a dash where it is over nothing."""
    return "–" if share is None else f"{share:.1%}"


def write_text(text: str, path: Path) -> None:
    """Write a table into a folder of results."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise ResultError(f"Cannot write {path}: {error.strerror or error}.") from error


def _git(folder: Path, *arguments: str) -> str | None:
    try:
        done = subprocess.run(["git", "-C", str(folder), *arguments], capture_output=True, text=True, check=False)
    except OSError:
        return None  # no git here
    return done.stdout.strip() if done.returncode == 0 else None


def _accuracy(one: metrics.Accuracy) -> dict[str, Any]:
    return {"passed": one.passed, "total": one.total, "accuracy": _rounded(one.share)}


def _metrics(evaluation: Evaluation) -> dict[str, Any]:
    rows = evaluation.rows
    outcomes = [(row.refused, row.answerable) for row in rows]
    return {
        "wrong_figures": evaluation.wrong_figures,
        "misquotes": sum(row.misquotes for row in rows),
        "refusal_precision": _rounded(metrics.refusal_precision(outcomes)),
        "refusal_recall": _rounded(metrics.refusal_recall(outcomes)),
        "answerable_refused": _rounded(metrics.refused_share((row.declined, row.answerable) for row in rows)),
        "citation_hit_rate": _rounded(metrics.mean(row.citation_hit for row in rows if row.citation_hit is not None)),
        "citation_overlap": _rounded(
            metrics.mean(row.citation_hit > 0 for row in rows if row.citation_hit is not None and not row.declined)
        ),
        "evidence_recall": _evidence_recall(rows),
        "evidence_recall_outside_lists": _evidence_recall(row for row in rows if row.category not in _LISTS),
    }


def _evidence_recall(rows: Iterable[Row]) -> float | None:
    return _rounded(metrics.mean(row.evidence_recall for row in rows if row.evidence_recall is not None))


def _latency(evaluation: Evaluation) -> dict[str, Any]:
    times = [float(record.get("elapsed_ms", 0.0)) for record in evaluation.records]
    return {"p50": _rounded(metrics.percentile(times, 0.5), 1), "p95": _rounded(metrics.percentile(times, 0.95), 1)}


def _retrieval(one: Retrieval | None) -> dict[str, Any] | None:
    if one is None:
        return None
    return {name: _rounded(value) if isinstance(value, float) else value for name, value in asdict(one).items()}


def _failure(row: Row) -> dict[str, Any]:
    return {
        "id": row.id,
        "category": row.category,
        "ok": row.ok,
        "reasons": list(row.reasons),
        "question": row.question,
        "answer": row.answer,
    }


def _rounded(value: float | None, places: int = 4) -> float | None:
    return None if value is None else round(value, places)


def _heading(result: Result) -> Iterator[str]:
    overall = result["overall"]
    yield f"# {result['name']}: {percent(overall['accuracy'])} ({overall['passed']} of {overall['total']})"
    yield ""
    yield f"{result['date']}, commit {result['commit'] or 'unknown'}, index {result['index'] or 'unknown'}"


def _category_table(result: Result) -> Iterator[str]:
    yield from ("", "| category | right | of | accuracy |", "|---|--:|--:|--:|")
    for category, one in result["categories"].items():
        yield f"| {category} | {one['passed']} | {one['total']} | {percent(one['accuracy'])} |"


def _metric_table(result: Result) -> Iterator[str]:
    yield from ("", "| metric | value |", "|---|--:|")
    yield from (f"| {words} | {metric_text(result, name)} |" for name, words in METRIC_WORDS.items())
    yield f"| Latency p50 / p95 | {latency_text(result)} |"
    yield from _retrieval_table(result)


def _retrieval_table(result: Result) -> Iterator[str]:
    kept = {words: result[name] for name, words in (("retrieval", "ours"), ("baseline", "LangChain")) if result[name]}
    if not kept:
        return
    yield from ("", "| retrieval | Recall@4 | Recall@5 | MRR@10 | p50 | p95 |", "|---|--:|--:|--:|--:|--:|")
    for words, one in kept.items():
        shares = " | ".join(percent(one[name]) for name in ("recall_at_4", "recall_at_5"))
        times = f"{_number(one['p50'])} ms | {_number(one['p95'])} ms"
        yield f"| {words} | {shares} | {_number(one['mrr_at_10'], 3)} | {times} |"


def _failure_list(result: Result) -> Iterator[str]:
    if not result["failures"]:
        return
    yield from ("", f"## Not right: {len(result['failures'])}")
    for failure in result["failures"]:
        answer = " ".join(str(failure["answer"]).split())
        excerpt = answer[:_EXCERPT] + ("…" if len(answer) > _EXCERPT else "")
        yield from ("", f"**{failure['id']}** {failure['question']}")
        yield from (f"- {reason}" for reason in failure["reasons"])
        yield f"- answered: {excerpt}"


def _number(value: float | None, places: int = 1) -> str:
    return "–" if value is None else f"{value:.{places}f}"
