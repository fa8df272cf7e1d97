"""How long an answer takes: `python -m evaluation.latency QUESTIONS.jsonl [--data DIR] [--profile] [--baseline]`.

Every turn is asked once, by an assistant that has answered other questions before: a question is never timed with what
its own first asking left in a cache. `--profile` prints the functions that took longest, `--baseline` the time in which
the plain LangChain pipeline retrieves for the same questions.
"""

import argparse
import cProfile
import io
import pstats
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from assistant.assistant import Assistant
from assistant.evaluating import open_bench
from assistant.talking.conversation import Conversation
from evaluation.baseline import Baseline
from evaluation.metrics import percentile
from evaluation.question import Question, load
from index.errors import ShinchokuError
from index.settings import Settings

WARM_UP = (
    "水の温度は何度？",
    "進捗率が最も高い指標は？",
    "橋の長さの目標値を教えてください。",
    "令和元年度の予算が最も多い事業は？",
    "目標に届かなかった理由を教えて",
    "図書館ではどのような取組をした？",
    "What is the meaning of this?",
    "How many bridges were built in fiscal 2015?",
    "Which project has the largest budget?",
    "Why did the number of cyclists fall?",
)
"""Questions of every kind, so that all parts are loaded."""

_SHOWN = 40  # functions of a profile


def warm_up(assistant: Assistant) -> None:
    """Ask questions that no question set asks."""
    for question in WARM_UP:
        assistant.ask(question)


def warm_up_baseline(baseline: Baseline) -> None:
    """The same for the plain pipeline."""
    for question in WARM_UP:
        baseline.converse([question], "")


def times(assistant: Assistant, questions: Sequence[Question]) -> Iterator[float]:
    """Milliseconds of every turn of the questions, each conversation from its beginning."""
    for question in questions:
        conversation = Conversation()
        for turn in question.turns:
            yield assistant.ask(turn, conversation=conversation).elapsed_ms


def told(name: str, found: Sequence[float]) -> str:
    """The percentiles in one line."""
    middle, slow, worst = (percentile(found, share) or 0.0 for share in (0.5, 0.95, 1.0))
    return f"{name}: p50 {middle:.1f} ms, p95 {slow:.1f} ms, longest {worst:.1f} ms, {len(found)} turns\n"


def _profiled(assistant: Assistant, questions: Sequence[Question]) -> str:
    profile, out = cProfile.Profile(), io.StringIO()
    profile.runcall(list, times(assistant, questions))
    pstats.Stats(profile, stream=out).sort_stats("cumulative").print_stats(_SHOWN)
    return out.getvalue()


def main(arguments: Sequence[str]) -> int:
    """Ask and say the times."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.latency", description="How long an answer takes.")
    parser.add_argument("questions", type=Path, help="question file, one JSON object a line")
    parser.add_argument("--data", help="data folder, as of `shinchoku ask`")
    parser.add_argument(
        "--profile", action="store_true", help="print what took longest instead (the clock runs slower)"
    )
    parser.add_argument("--baseline", action="store_true", help="time the LangChain pipeline as well")
    given = parser.parse_args(arguments)
    try:
        questions = load(given.questions)
        with open_bench(Settings.load({"data": given.data})) as bench:
            assistant = Assistant(bench.corpus)
            warm_up(assistant)
            if given.profile:
                sys.stdout.write(_profiled(assistant, questions))
            else:
                sys.stdout.write(told("assistant", list(times(assistant, questions))))
        if given.baseline:
            with open_bench(Settings.load({"data": given.data}), with_baseline=True) as bench:
                sys.stdout.write(told("plain LangChain", list(_baseline_times(bench.baseline, questions))))
    except ShinchokuError as error:
        sys.stderr.write(f"latency: {error}\n")
        return error.exit_code
    return 0


def _baseline_times(baseline: Baseline | None, questions: Sequence[Question]) -> Iterator[float]:
    if baseline is not None:
        warm_up_baseline(baseline)
        for question in questions:
            yield float(baseline.converse(question.turns, question.language)["elapsed_ms"])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
