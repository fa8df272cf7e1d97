"""The command `shinchoku`: it translates between a terminal and the core, and says errors in one sentence."""

import csv
import io
import json
import sys
from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from index.errors import QuestionError, ShinchokuError
from index.settings import Settings

if TYPE_CHECKING:
    from assistant.answer import Answer
    from index.figure import Figure

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="Answers questions about strategy reports with exact, cited figures. 戦略レポートの質問に根拠つきで答えます。",
)

Data = Annotated[
    Path | None,
    typer.Option("--data", help="Data folder; else $SHINCHOKU_DATA, else the user's data folder.", show_default=False),
]


class Lang(StrEnum):
    """Language of the answer."""

    ja = "ja"
    en = "en"


class Format(StrEnum):
    """How figures are written."""

    table = "table"
    csv = "csv"
    json = "json"


def main() -> NoReturn:
    """Run the command. Expected failures are one sentence on stderr and exit code 2."""
    try:
        app()
    except ShinchokuError as error:
        sys.stderr.write(f"shinchoku: {error}\n")
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        sys.stderr.write("shinchoku: Stopped; the index is as it was before.\n")
        sys.exit(130)
    except BrokenPipeError:
        # The reader (head, less) has enough; there is nobody to tell.
        sys.stderr.close()
        sys.exit(0)
    sys.exit(0)


@app.command()
def index(
    reports: Annotated[
        Path | None,
        typer.Option(help="Folder of reports; else the last one given, or the packaged ones.", show_default=False),
    ] = None,
    data: Data = None,
    rebuild: Annotated[bool, typer.Option("--rebuild", help="Build from scratch instead of what changed.")] = False,
) -> None:
    """Build the index, or bring it up to date."""
    from index.build import build_index
    from index.progress import stderr_progress

    with stderr_progress() as progress:
        built = build_index(Settings.load({"data": data}), reports, rebuild=rebuild, progress=progress)
    read = {report.id: report for report in built.reports}
    for warning in built.warnings:
        page = read[warning.report].page_of(warning.line)
        place = f"line {warning.line}" if page is None else f"p.{page}"
        sys.stderr.write(f"{warning.report} {place}: {warning.message}\n")
    state = "built" if built.build.changed else "is up to date"
    _say(
        f"The index {state}: {len(built.reports)} reports, {built.passages} passages, {built.figures} figures, "
        f"{len(built.warnings)} warnings ({built.build.fingerprint})."
    )


@app.command()
def ask(
    question: Annotated[str, typer.Argument(help="The question, in Japanese or English; - reads it from stdin.")],
    as_json: Annotated[bool, typer.Option("--json", help="The whole answer as JSON.")] = False,
    lang: Annotated[Lang | None, typer.Option(help="Language of the answer; else the question's.")] = None,
    as_of: Annotated[
        str | None,
        typer.Option("--as-of", help="Day that 昨年度 and the like count from, as YYYY-MM-DD.", show_default=False),
    ] = None,
    data: Data = None,
) -> None:
    """Answer one question."""
    import gc

    # Collecting costs a tenth of the time of one question, and the process ends before it would pay.
    gc.disable()
    from assistant.assistant import Assistant
    from assistant.opening import open_corpus
    from assistant.understanding.question import checked

    text = sys.stdin.read() if question == "-" else question
    checked(text)  # before an index is built for a question that cannot be answered
    day = _day(as_of)
    with open_corpus(Settings.load({"data": data})) as corpus:
        answer = Assistant(corpus).ask(text, language=lang.value if lang else None, as_of=day)
    _say(json.dumps(answer.json(), ensure_ascii=False, indent=2) if as_json else readable(answer))


@app.command()
def figures(
    report: Annotated[str | None, typer.Option(help="Only this report's, by id.", show_default=False)] = None,
    match: Annotated[
        str | None, typer.Option(help="Only those whose name, item or section holds this.", show_default=False)
    ] = None,
    form: Annotated[Format, typer.Option("--format", help="How to write them.")] = Format.table,
    data: Data = None,
) -> None:
    """List the figures table."""
    from assistant.opening import open_index

    with open_index(Settings.load({"data": data})) as (generation, _):
        known = [one.id for one in generation.store.reports()]
        if report is not None and report not in known:
            raise QuestionError(f"There is no report {report!r}: known are {', '.join(known)}.")
        found = [figure for figure in generation.store.figures(report) if match is None or _matches(figure, match)]
    _say({Format.csv: as_csv, Format.json: figures_json, Format.table: as_table}[form](found))


class Listing(StrEnum):
    """How findings are written."""

    table = "table"
    json = "json"


@app.command()
def audit(
    form: Annotated[Listing, typer.Option("--format", help="How to write them.")] = Listing.table,
    data: Data = None,
) -> None:
    """List where a report contradicts itself or another, each finding with its arithmetic."""
    from assistant.auditing import as_findings
    from assistant.opening import open_index

    with open_index(Settings.load({"data": data})) as (generation, _):
        findings, checked = generation.store.findings(), generation.store.checked()
    if form is Listing.json:
        _say(json.dumps([finding.row() for finding in findings], ensure_ascii=False, indent=1))
    else:
        _say(as_findings(findings, checked))


@app.command()
def evaluate(
    questions: Annotated[Path, typer.Argument(help="Question file, one JSON object a line.")],
    answers: Annotated[
        Path | None, typer.Option(help="Write every answer there, one JSON object a line.", show_default=False)
    ] = None,
    results: Annotated[
        Path | None, typer.Option(help="Write the scores there as <name>.json and <name>.md.", show_default=False)
    ] = None,
    baseline: Annotated[bool, typer.Option(help="Measure the plain LangChain baseline in the same run.")] = True,
    data: Data = None,
) -> None:
    """Answer a question file and, where it says what is expected, score the answers."""
    from assistant.evaluating import run

    _say(run(Settings.load({"data": data}), questions, answers=answers, results=results, with_baseline=baseline))


def readable(answer: "Answer") -> str:
    """An answer for a terminal: its text, then the citations by their marks."""
    lines = [answer.answer]
    if answer.citations:
        lines.append("\n出典" if answer.language == "ja" else "\nSources")
    for n, citation in enumerate(answer.citations, start=1):
        span = (
            f"{citation.line_start}"
            if citation.line_start == citation.line_end
            else f"{citation.line_start}-{citation.line_end}"
        )
        place = f"{span}行" if answer.language == "ja" else f"line {span}"
        if citation.page is not None:  # nobody counts the lines of a page
            place = f"p.{citation.page}"
        lines.append(f"[{n}] {citation.title} ／ {citation.section} ／ {place}")
        quote = " ".join(citation.quote.split())
        lines.append(f"    {quote if len(quote) <= 160 else quote[:159] + '…'}")
    return "\n".join(lines)


def as_csv(found: "Iterable[Figure]") -> str:
    """Figures as CSV with the stable header."""
    from index.figure import COLUMNS, csv_row

    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(csv_row(figure) for figure in found)
    return out.getvalue().removesuffix("\n")


def figures_json(found: "Iterable[Figure]") -> str:
    """Figures as a JSON list."""
    return json.dumps([figure.row() for figure in found], ensure_ascii=False, indent=1)


def as_table(found: "Sequence[Figure]") -> str:
    """Figures as a table for the eye, one line each."""
    from rich.console import Console
    from rich.table import Table

    table = Table(box=None, pad_edge=False)
    for name in ("report:line", "name", "measure", "text", "unit", "period"):
        table.add_column(name, overflow="fold" if name == "name" else "ellipsis", no_wrap=name != "name")
    for figure in found:
        name = f"{figure.name} {figure.scope}".strip()
        text = f"{figure.text}*" if figure.correction else figure.text
        table.add_row(f"{figure.report}:{figure.place}", name, figure.measure, text, figure.unit, figure.period)
    out = io.StringIO()
    Console(file=out, width=_width(), highlight=False, markup=False).print(table)
    corrected = sum(bool(figure.correction) for figure in found)
    marked = f", {corrected} corrected (*)" if corrected else ""
    return f"{out.getvalue().rstrip()}\n{len(found)} figures{marked}"


def _width() -> int:
    import shutil

    return shutil.get_terminal_size((160, 24)).columns


def _matches(figure: "Figure", text: str) -> bool:
    from index.markup import comparable

    wanted = comparable(text).lower()
    return any(wanted in comparable(part).lower() for part in (figure.name, figure.scope, figure.item, figure.section))


def _day(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise QuestionError(f"{text!r} is no day: give --as-of as YYYY-MM-DD, for example 2018-11-30.") from error


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")
