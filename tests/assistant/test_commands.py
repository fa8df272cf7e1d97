"""How figures are written for the eye and for other programs, where a person corrected one of them."""

import csv
import io
import json

import pytest

from assistant.cli import as_csv, as_table, figures_json
from index.correction import apply_corrections
from index.figures import extract_figures
from index.layout import lay_out
from tests.assistant.invented import moon
from tests.assistant.test_composing import WHY, correction


@pytest.fixture(scope="module")
def figures():
    one = moon()
    found = extract_figures(one, lay_out(one.text))[0]
    return [figure for figure in apply_corrections([correction()], [one], found)[0] if figure.line == 14]


def test_a_table_marks_what_was_corrected(figures, monkeypatch):
    monkeypatch.setenv("COLUMNS", "160")
    table = as_table(figures)
    assert "93億円*" in table and table.count("*") == 2
    assert table.endswith("4 figures, 1 corrected (*)")


def test_csv_and_json_say_what_was_printed_and_why(figures):
    rows = list(csv.DictReader(io.StringIO(as_csv(figures))))
    said = f"訂正：印刷は「90億円」。{WHY}"
    assert [row["text"] for row in rows if row["note"] == said] == ["93億円"]
    (row,) = [row for row in json.loads(figures_json(figures)) if row["correction"]]
    assert (row["text"], row["value"], row["printed"], row["correction"], row["note"]) == (
        "93億円",
        93,
        "90億円",
        WHY,
        said,
    )
