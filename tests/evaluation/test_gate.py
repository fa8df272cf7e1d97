"""The gate lets a result through only where it reaches every threshold, and says each that it misses."""

import json
from pathlib import Path

import pytest

from evaluation.gate import gate

METRICS = {
    "wrong_figures": 0,
    "misquotes": 0,
    "refusal_precision": 1.0,
    "refusal_recall": 1.0,
    "citation_hit_rate": 1.0,
    "evidence_recall": 1.0,
}


def _result(folder: Path, *, passed: int = 10, total: int = 10, **metrics: float) -> str:
    accuracy = {"passed": passed, "total": total, "accuracy": passed / total if total else None}
    path = folder / "result.json"
    result = {"overall": accuracy, "categories": {"kpi_actual": accuracy}, "metrics": METRICS | metrics}
    path.write_text(json.dumps(result), encoding="utf-8")
    return str(path)


def test_a_result_that_reaches_everything_passes_in_silence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert gate([_result(tmp_path)]) == 0
    assert capsys.readouterr().err == ""


def test_every_shortfall_is_a_sentence_of_its_own(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert gate([_result(tmp_path, passed=5, wrong_figures=2)]) == 1
    said = capsys.readouterr().err.splitlines()
    assert [line.split(" ")[1] for line in said] == ["overall", "kpi_actual", "wrong_figures"]
    assert said[-1] == "gate: wrong_figures is 2, above 0."


def test_a_run_that_scored_nothing_does_not_pass(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert gate([_result(tmp_path, passed=0, total=0)]) == 1
    assert "scores no question" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [[], ["a.json", "b.json"]])
def test_it_takes_one_file(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert gate(arguments) == 2
    assert "name one result file" in capsys.readouterr().err


def test_a_file_that_is_no_result_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "result.json"
    path.write_text("[]", encoding="utf-8")
    assert gate([str(path)]) == 2
    assert "is not a result of an evaluation" in capsys.readouterr().err
