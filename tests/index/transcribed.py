"""Figures made from the transcriptions: what a reader of the reports would hand to the checks."""

from dataclasses import replace
from decimal import Decimal

from evaluation.figures.comparison import transcription
from index.figure import Figure
from index.period import parse_period

ACHIEVEMENT = "((実績値-基準値)／(目標値－基準値))×100"


def transcribed_figures(report):
    """The figures of a transcribed report, each at the place of its text in its line."""
    reached = {}
    found = [figure_of(report, row, n, reached) for n, row in enumerate(transcription(report.id))]
    return sorted(found, key=lambda figure: (figure.line, figure.span))


def figure_of(report, row, n, reached):
    line = int(row["line"])
    start = max(0, report.lines[line - 1].find(row["text"], reached.get((line, row["text"]), 0)))
    reached[line, row["text"]] = start + len(row["text"])
    period = parse_period(row["period"])
    figure = Figure(
        figure_id=f"{report.id}:{line}.{start}:{row['measure']}.{n}",
        report=report.id,
        line=line,
        span=(start, start + len(row["text"])),
        kind=row["kind"],
        section="",
        item=row["item"],
        name=row["name"],
        scope=row["scope"],
        measure=row["measure"],
        text=row["text"],
        value=Decimal(row["value"]) if row["value"] else None,
        unit=row["unit"],
        period=row["period"],
        year=int(row["year"]) if row["year"] else None,
        basis=period.basis if period else "",
        qualifiers=(),
        repeat_of="?" if row["repeat"] == "1" else "",
        note="",
        remark=row.get("remark") or "",
        start=period.start if period else None,
        end=period.end if period else None,
    )
    return replace(figure, rule=ACHIEVEMENT) if row["measure"] == "achievement" else figure
