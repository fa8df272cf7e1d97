"""The figures table against a transcription made by reading the reports, cell by cell."""

import csv
from decimal import Decimal
from pathlib import Path

import pytest

import evaluation.figures
from index.figure import Figure
from index.figures import extract_figures
from index.layout import lay_out
from index.markup import comparable
from index.reading import packaged_reports, read_reports

FOLDER = Path(evaluation.figures.__path__[0])
REPORTS = {report.id: report for report in read_reports(packaged_reports())}
Key = tuple[int, str, str, str, str]


def transcription(report_id: str) -> dict[Key, dict[str, str]]:
    with (FOLDER / f"{report_id}.csv").open(encoding="utf-8", newline="") as file:
        return {
            (int(row["line"]), *(comparable(row[name]) for name in ("name", "scope", "measure", "text"))): row
            for row in csv.DictReader(file)
        }


def extracted(report_id: str) -> dict[Key, Figure]:
    report = REPORTS[report_id]
    figures, _ = extract_figures(report, lay_out(report.text))
    return {
        (figure.line, *(comparable(text) for text in (figure.name, figure.scope, figure.measure, figure.text))): figure
        for figure in figures
    }


# The reports whose figures all stand in tables.
TRANSCRIBED = ("chiikizukuri-kofukin-kpi", "hokkaido-sosei-2018", "sapporo-renkei-2021")


@pytest.mark.parametrize("report_id", TRANSCRIBED)
def test_every_printed_cell_is_a_figure_and_no_other(report_id):
    gold, found = transcription(report_id), extracted(report_id)
    assert sorted(gold.keys() - found.keys()) == []
    assert sorted(found.keys() - gold.keys()) == []


@pytest.mark.parametrize("report_id", TRANSCRIBED)
def test_values_units_periods_and_repeats_are_those_printed(report_id):
    gold, found = transcription(report_id), extracted(report_id)
    wrong = [
        (key, name, want, got)
        for key in gold.keys() & found.keys()
        for name, want, got in compared(gold[key], found[key])
        if want != got
    ]
    assert wrong == []


def compared(row: dict[str, str], figure: Figure) -> list[tuple[str, object, object]]:
    return [
        ("value", Decimal(row["value"]) if row["value"] else None, figure.value),
        ("unit", comparable(row["unit"]), comparable(figure.unit)),
        ("period", row["period"], figure.period),
        ("year", int(row["year"]) if row["year"] else None, figure.year),
        ("repeated", row["repeat"] == "1", bool(figure.repeat_of)),
        ("item", comparable(row["item"]), comparable(figure.item)),
        ("basis", row["basis"], figure.basis),
        ("qualifiers", row["qualifiers"], ";".join(figure.qualifiers)),
    ]


@pytest.mark.parametrize("report_id", sorted(REPORTS))
def test_every_figure_lies_where_it_says(report_id):
    lines = REPORTS[report_id].lines
    for figure in extracted(report_id).values():
        printed = lines[figure.line - 1][figure.span[0] : figure.span[1]]
        assert comparable(printed) == comparable(figure.text), figure
