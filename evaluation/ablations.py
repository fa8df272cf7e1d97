"""What each part is worth: `python -m evaluation.ablations QUESTIONS.jsonl [--data DIR] [--results DIR]`.

Asks the same questions in one run of the whole assistant, of the assistant without one of its parts, and of the plain
LangChain pipeline, and writes `ablations.json` and `ablations.md`.
"""

import argparse
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from assistant.assistant import Assistant
from assistant.evaluating import Bench, Converser, bench_of
from assistant.lexicon import load_lexicon
from assistant.opening import corpus_of, open_index
from evaluation.latency import warm_up, warm_up_baseline
from evaluation.question import Question, load
from evaluation.record import Answerer
from evaluation.report import RESULTS, Result, latency_text, metric_text, percent, write_text
from index.errors import ShinchokuError
from index.progress import stderr_progress
from index.search import KEYWORD_LEGS
from index.settings import Settings

EVERYTHING = "everything"
BASELINE = "plain LangChain"
_METRICS: Mapping[str, str] = {
    "wrong_figures": "wrong figures",
    "refusal_recall": "refusal recall",
    "evidence_recall": "evidence recall",
}


@dataclass(frozen=True, slots=True)
class Ablation:
    """The assistant with a part taken away; `taken` are options of `corpus_of`."""

    name: str
    taken: Mapping[str, Any]


def ablations() -> tuple[Ablation, ...]:
    """The whole assistant first, then without each part in turn."""
    return (
        Ablation(EVERYTHING, {}),
        Ablation("without lexicon", {"lexicon": load_lexicon().without_vocabulary()}),
        Ablation("without dense leg", {"legs": KEYWORD_LEGS}),
        Ablation("without keyword legs", {"legs": ("dense",)}),
        Ablation("without figures table", {"figures": False}),
    )


def run(settings: Settings, questions: Sequence[Question]) -> dict[str, Result]:
    """The result of each answerer, by its name."""
    found = {}
    with open_index(settings) as (generation, embedder):
        with bench_of(generation, embedder) as bench:
            for one in ablations():
                assistant = Assistant(corpus_of(generation, embedder, **one.taken))
                warm_up(assistant)
                found[one.name] = _result(bench, one.name, Converser(assistant), questions)
        # Its chunks are embedded in bulk by a library whose threads would take time from the others: it comes last.
        with bench_of(generation, embedder, with_baseline=True) as bench:
            if bench.baseline is not None:
                warm_up_baseline(bench.baseline)
                found[BASELINE] = _result(bench, BASELINE, bench.baseline, questions)
    return found


def _result(bench: Bench, name: str, answerer: Answerer, questions: Sequence[Question]) -> Result:
    # How well the retrievers find is measured with the question sets.
    scoring = replace(bench, retrieve=None, baseline=None)
    with stderr_progress() as progress:
        return scoring.result(scoring.evaluate(questions, answerer=answerer, progress=progress), name)


def render(results: Mapping[str, Result], questions: str) -> str:
    """The results as one table."""
    lines = [f"# What each part is worth ({questions})", ""]
    lines.append(f"| answered by | right | {' | '.join(_METRICS.values())} | p50 / p95 |")
    lines.append("|---|" + "--:|" * (len(_METRICS) + 2))
    lines += [f"| {name} | {' | '.join(_cells(result))} |" for name, result in results.items()]
    return "\n".join(lines) + "\n"


def _cells(result: Result) -> Iterator[str]:
    overall = result["overall"]
    yield f"{overall['passed']} of {overall['total']} ({percent(overall['accuracy'])})"
    yield from (metric_text(result, name) for name in _METRICS)
    yield latency_text(result)


def main(arguments: Sequence[str]) -> int:
    """Evaluate, write the results and say the table."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.ablations", description="What each part is worth.")
    parser.add_argument("questions", type=Path, help="question file, one JSON object a line")
    parser.add_argument("--data", help="data folder, as of `shinchoku ask`")
    parser.add_argument("--results", type=Path, default=RESULTS, help="where the results are written")
    given = parser.parse_args(arguments)
    try:
        results = run(Settings.load({"data": given.data}), load(given.questions))
        text = render(results, given.questions.stem)
        kept = {name: _kept(result) for name, result in results.items()}
        write_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n", given.results / "ablations.json")
        write_text(text, given.results / "ablations.md")
    except ShinchokuError as error:
        sys.stderr.write(f"ablations: {error}\n")
        return error.exit_code
    sys.stdout.write(text)
    return 0


def _kept(result: Result) -> dict[str, Any]:
    """What is kept of a result: which questions fail without a part, not the words in which they do."""
    kept = {
        name: result[name] for name in ("date", "commit", "index", "overall", "categories", "metrics", "latency_ms")
    }
    return {**kept, "not_right": [failure["id"] for failure in result["failures"]]}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
