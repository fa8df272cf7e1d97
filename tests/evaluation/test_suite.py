"""Several question sets over several indexes in one run, and their results side by side."""

import json
from pathlib import Path

import pytest

from evaluation.ablations import BASELINE, EVERYTHING
from evaluation.ablations import render as render_ablations
from evaluation.documents import Documents
from evaluation.question import QuestionFileError, parse
from evaluation.suite import QuestionSet, check_sources, run
from evaluation.summary import summary
from evaluation.unseen.comparison import FOLDER
from index.reading import read_reports
from index.settings import Settings
from tests.assistant.invented import MOON, WAVE

SETS = (QuestionSet("own"), QuestionSet("kept"), QuestionSet("absent"))


def line(name: str, turn: str, must: str, doc: str, at: int, **changes: object) -> str:
    entry = {
        "id": name, "lang": "ja", "category": "kpi_actual", "turns": [turn], "answerable": True,
        "must_contain": [[must]], "sources": [{"doc": doc, "lines": [at, at]}],
    }  # fmt: skip
    return json.dumps({**entry, **changes}, ensure_ascii=False)


def at(text: str, start: str) -> int:
    return next(n for n, row in enumerate(text.split("\n"), start=1) if row.startswith(start))


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict]:
    """Sets over a report of one's own and over another folder; fewer passages than are embedded in bulk."""
    from index.build import build_index

    folder = tmp_path_factory.mktemp("suite")
    for name, text in (("moon", MOON), ("wave", WAVE)):
        (folder / name).mkdir()
        (folder / name / f"{name}.txt").write_text(text, encoding="utf-8")
    timber, port = at(MOON, "木材の自給率"), at(WAVE, "港の清掃")
    own = [
        line("right", "木材の自給率の実績は？", "45.0%", "moon", timber),
        line("missed", "木材の自給率の実績は？", "99.9%", "moon", timber),
        line("refused", "空飛ぶ船の隻数の実績は？", "3隻", "moon", timber, category="narrative"),
        line("declined", "空飛ぶ船の隻数の実績は？", "記載がありません", "moon", timber, answerable=False, sources=[]),
    ]
    files = {
        "own": own,
        "kept": [line("kept", "温泉街の宿泊者数の実績は？", "150万人", "moon", at(MOON, "温泉街"))],
        "invented": [line("port", "港の清掃に加わった団体数の実績は？", "25", "wave", port, category="time_aware")],
    }
    for name, lines in files.items():
        (folder / f"{name}.jsonl").write_text("\n".join(lines), encoding="utf-8")
    settings = Settings(data=folder / "data")
    build_index(settings, folder / "moon")
    sets = (*SETS, QuestionSet("invented", folder / "wave"))
    return run(settings, questions=folder, sets=sets)


def test_each_set_that_exists_has_a_result_over_its_own_reports(results) -> None:
    assert {name: result["overall"] for name, result in results.items()} == {
        "own": {"passed": 2, "total": 4, "accuracy": 0.5},
        "kept": {"passed": 1, "total": 1, "accuracy": 1.0},
        "invented": {"passed": 1, "total": 1, "accuracy": 1.0},
    }
    assert results["own"]["index"] == results["kept"]["index"] != results["invented"]["index"]
    assert results["invented"]["metrics"]["citation_overlap"] == 1.0


def test_refusals_of_answerable_questions_are_told_apart(results) -> None:
    metrics = results["own"]["metrics"]
    assert metrics["answerable_refused"] == round(1 / 3, 4)
    assert metrics["refusal_recall"] == 1.0
    assert metrics["citation_overlap"] == 1.0  # over the two that were answered
    assert metrics["citation_hit_rate"] == round(2 / 3, 4)


def test_the_summary_has_a_column_a_set(results) -> None:
    rows = [[cell.strip() for cell in row.strip("|").split("|")] for row in summary(results).split("\n") if "|" in row]
    told = {row[0]: row[1:] for row in rows}
    assert told["right of all"] == told["metric"] == ["own", "kept", "invented"]
    assert told["kpi_actual"] == ["2 of 3 (66.7%)", "1 of 1 (100.0%)", "–"]
    assert told["narrative"] == ["0 of 1 (0.0%)", "–", "–"]
    assert told["**all**"] == ["2 of 4 (50.0%)", "1 of 1 (100.0%)", "1 of 1 (100.0%)"]
    assert told["Wrong figures (answers)"] == ["0", "0", "0"]
    assert told["Answerable questions refused"] == ["33.3%", "0.0%", "0.0%"]
    assert told["Passage Recall@5"][1:] == ["100.0%", "100.0%"]


def test_the_ablations_have_a_row_an_answerer(results) -> None:
    text = render_ablations({EVERYTHING: results["kept"], BASELINE: results["own"]}, "kept")
    rows = [row for row in text.split("\n") if row.startswith("|")]
    assert rows[2].startswith(f"| {EVERYTHING} | 1 of 1 (100.0%) | 0 | – | 100.0% |")
    assert rows[3].startswith(f"| {BASELINE} | 2 of 4 (50.0%) | 0 | 100.0% |")


@pytest.mark.parametrize(("report", "last"), [("moon", 99), ("sun", 1)])
def test_a_question_about_lines_that_are_not_there_is_refused(report: str, last: int) -> None:
    questions = parse(line("a", "実績は？", "1", report, last))
    with pytest.raises(QuestionFileError, match=f"own, a: there are no lines {last}-{last} of {report}"):
        check_sources(questions, Documents({"moon": "一\n二"}), "own")


def test_the_ids_of_the_invented_reports_are_the_stems_of_their_files() -> None:
    reports = read_reports(FOLDER / "reports")
    assert len(reports) > 20
    assert all(report.id == Path(report.file).stem for report in reports)
