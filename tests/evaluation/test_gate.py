"""The gate lets results through only where each reaches its thresholds and none falls behind the committed one."""

import json
from pathlib import Path

import pytest

from evaluation.gate import gate

METRICS = {
    "wrong_figures": 0,
    "misquotes": 0,
    "refusal_precision": 1.0,
    "refusal_recall": 1.0,
    "answerable_refused": 0.0,
    "citation_hit_rate": 1.0,
    "citation_overlap": 1.0,
    "evidence_recall": 1.0,
    "evidence_recall_outside_lists": 1.0,
}


def _result(folder: Path, name: str = "dev", *, passed: int = 100, total: int = 100, **metrics: float) -> str:
    accuracy = {"passed": passed, "total": total, "accuracy": passed / total if total else None}
    result = {"name": name, "overall": accuracy, "categories": {"kpi_actual": accuracy}, "metrics": METRICS | metrics}
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.json").write_text(json.dumps(result), encoding="utf-8")
    return str(folder)


def test_results_that_reach_everything_pass_in_silence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    committed = tmp_path / "committed"
    _result(committed)
    now = _result(tmp_path / "now", passed=99)  # one point
    _result(tmp_path / "now", "own")
    assert gate([now], committed) == 0
    assert capsys.readouterr().err == ""


def test_every_shortfall_is_a_sentence_of_its_own(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = _result(tmp_path, passed=50, wrong_figures=2, answerable_refused=1.0)
    assert gate([folder], tmp_path / "nothing") == 1
    said = capsys.readouterr().err.splitlines()
    assert [line.split(" ")[2] for line in said] == ["overall", "kpi_actual", "wrong_figures", "answerable_refused"]
    assert said[2] == "gate: dev: wrong_figures is 2, above 0."
    assert said[3].startswith("gate: dev: answerable_refused is 100.0%, above ")


def test_a_fall_of_more_than_a_point_against_the_committed_result(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    committed = tmp_path / "committed"
    _result(committed)
    _result(committed, "own")
    now = _result(tmp_path / "now")
    _result(tmp_path / "now", "own", passed=98)
    assert gate([now], committed) == 1
    assert capsys.readouterr().err == "gate: own: overall fell from 100.0% to 98.0%.\n"


def test_a_set_that_was_measured_before_may_not_be_left_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    committed = tmp_path / "committed"
    _result(committed, "kept")
    assert gate([_result(tmp_path / "now")], committed) == 1
    assert capsys.readouterr().err == "gate: kept: it was measured before and has no result now.\n"


def test_a_run_that_scored_nothing_does_not_pass(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert gate([_result(tmp_path, passed=0, total=0)]) == 1
    assert "no question is scored" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [[], ["a", "b"]])
def test_it_takes_one_folder(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert gate(arguments) == 2
    assert "name one folder" in capsys.readouterr().err


def test_a_folder_without_results_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert gate([str(tmp_path)]) == 2
    assert "no result of a question set" in capsys.readouterr().err


def test_a_file_that_is_no_result_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "dev.json").write_text("[]", encoding="utf-8")
    assert gate([str(tmp_path)]) == 2
    assert "is not a result of an evaluation" in capsys.readouterr().err
