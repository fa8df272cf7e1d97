"""Every question set in one run: `python -m evaluation.suite [--data DIR] [--results DIR] [--baseline]`.

Writes `<set>.json` and `<set>.md` of each set that there is, and all of them side by side as `summary.md`.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from assistant.evaluating import Bench, open_bench
from evaluation.documents import Documents
from evaluation.question import Question, QuestionFileError, load
from evaluation.report import RESULTS, Result, write, write_text
from evaluation.summary import summary
from evaluation.unseen.comparison import FOLDER as UNSEEN
from index.errors import ShinchokuError
from index.progress import stderr_progress
from index.settings import Settings

QUESTIONS = Path(__file__).parent / "questions"


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """A question file by its stem, and the folder of reports that it is about; None for the index in use."""

    name: str
    reports: Path | None = None


SETS = (QuestionSet("dev"), QuestionSet("own"), QuestionSet("kept"), QuestionSet("invented", UNSEEN / "reports"))


def run(
    settings: Settings, *, questions: Path = QUESTIONS, sets: Sequence[QuestionSet] = SETS, with_baseline: bool = False
) -> dict[str, Result]:
    """The result of each set that has a file in the folder `questions`, by its name, in the order of the sets."""
    found: dict[str, Result] = {}
    for reports, group in _grouped([one for one in sets if (questions / f"{one.name}.jsonl").is_file()]):
        with _bench(settings, reports, with_baseline=with_baseline) as bench:
            found.update((one.name, _result(bench, one.name, questions)) for one in group)
    return {one.name: found[one.name] for one in sets if one.name in found}


def check_sources(questions: Sequence[Question], documents: Documents, name: str) -> None:
    """Raise QuestionFileError where a question names lines that its reports do not have: it could never be met."""
    for question in questions:
        for span in question.expected.sources if question.expected else ():
            if documents.quoted(span) is None:
                lines = f"{span.line_start}-{span.line_end}"
                raise QuestionFileError(f"{name}, {question.id}: there are no lines {lines} of {span.report}.")


def _grouped(sets: Sequence[QuestionSet]) -> Iterator[tuple[Path | None, list[QuestionSet]]]:
    """The sets by their reports, so that every index is opened once."""
    for reports in dict.fromkeys(one.reports for one in sets):
        yield reports, [one for one in sets if one.reports == reports]


@contextmanager
def _bench(settings: Settings, reports: Path | None, *, with_baseline: bool) -> Iterator[Bench]:
    with ExitStack() as stack:
        if reports is not None:
            # A folder without a manifest: the id of a report is the stem of its file.
            folder = Path(stack.enter_context(TemporaryDirectory(ignore_cleanup_errors=True)))
            settings = replace(settings, data=folder, chroma_host="")
            _build(settings, reports)
        yield stack.enter_context(open_bench(settings, with_baseline=with_baseline))


def _build(settings: Settings, reports: Path) -> None:
    from index.build import build_index

    with stderr_progress() as progress:
        build_index(settings, reports, progress=progress)


def _result(bench: Bench, name: str, folder: Path) -> Result:
    questions = load(folder / f"{name}.jsonl")
    check_sources(questions, bench.documents, name)
    with stderr_progress() as progress:
        return bench.result(bench.evaluate(questions, progress=progress), name)


def main(arguments: Sequence[str]) -> int:
    """Evaluate, write the results and say the summary."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.suite", description="Every question set in one run.")
    parser.add_argument("--data", help="data folder, as of `shinchoku ask`")
    parser.add_argument("--results", type=Path, default=RESULTS, help="where the results are written")
    parser.add_argument("--baseline", action="store_true", help="measure the LangChain baseline's retrieval as well")
    given = parser.parse_args(arguments)
    try:
        results = run(Settings.load({"data": given.data}), with_baseline=given.baseline)
        for result in results.values():
            write(result, given.results)
        text = summary(results)
        write_text(text, given.results / "summary.md")
    except ShinchokuError as error:
        sys.stderr.write(f"suite: {error}\n")
        return error.exit_code
    sys.stdout.write(text)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
