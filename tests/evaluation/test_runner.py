"""A run from questions to a written result, with an assistant that is a pure function."""

import io
import json
import subprocess
from datetime import UTC, datetime

import pytest

from evaluation.documents import Documents
from evaluation.question import Expected, Question, parse
from evaluation.report import ResultError, commit_of, read, render, result_of, write
from evaluation.runner import evaluate
from evaluation.span import Span
from evaluation.suite import SETS
from evaluation.threshold import load_thresholds, regressions, shortfalls
from index.errors import QuestionError

DOCUMENTS = Documents({"r": "一\n外国人観光客\t279万人\n三"}, {"r": "推進状況"})
WHEN = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
FIGURE = {
    "report": "r",
    "line": 2,
    "name": "外国人観光客",
    "text": "279万人",
    "value": 279,
    "unit": "万人",
    "year": 2017,
}
CITATION = {"id": "c", "report": "r", "title": "推進状況", "line_start": 2, "line_end": 2, "quote": "279万人"}


def question(name: str, turn: str, must=(("279万",),), **changes) -> Question:
    fields = {"category": "kpi_actual", "answerable": True, "sources": (Span("r", 2, 2),), **changes}
    return Question(name, "ja", (turn,), Expected(must_contain=must, **fields))


QUESTIONS = [
    question("right", "実績"),
    question("invented", "捏造"),
    question("absent", "国内線", must=(), category="unanswerable", answerable=False, sources=()),
    question("empty", ""),
    Question("unscored", "en", ("a", "b")),
]


class EchoAnswerer:
    """Answers by the last turn, and remembers what it was given."""

    def __init__(self):
        self.given = []

    def converse(self, turns, language):
        self.given.append((tuple(turns), language))
        if not turns[-1]:
            raise QuestionError("The question is empty.")
        figures = [] if turns[-1] == "国内線" else [FIGURE]
        text = {
            "実績": "279万人です。[1]",
            "捏造": "279万人、来年は300万人です。",
            "国内線": "資料に記載がありません。",
        }
        return {
            "answer": text.get(turns[-1], "?"), "status": "answered", "language": language, "figures": figures,
            "citations": [CITATION] if figures else [], "checks": [], "follow_ups": [], "conversation_id": "x",
            "elapsed_ms": 10.0 * len(self.given), "gathered": {"figures": figures, "passages": []},
        }  # fmt: skip


def run(questions=QUESTIONS, **options):
    return evaluate(questions, EchoAnswerer(), documents=DOCUMENTS, **options)


def test_rows_and_counts():
    found = run()
    assert [(row.id, row.ok, row.wrong_figure) for row in found.rows] == [
        ("right", True, False),
        ("invented", True, True),
        ("absent", True, False),
        ("empty", False, False),
    ]
    assert (found.overall.passed, found.overall.total, found.wrong_figures) == (3, 4, 1)
    assert found.rows[1].untraced == ("300万人 (in no figure, quote, question or formula, line 1 of the answer)",)
    assert [row.citation_hit for row in found.rows] == [1.0, 1.0, None, 0.0]
    assert [row.evidence_recall for row in found.rows] == [1.0, 1.0, None, 0.0]
    assert [row.id for row in found.failures] == ["invented", "empty"]
    assert found.rows[3].answer == "The question is empty."


def test_the_assistant_is_given_turns_and_language_only():
    answerer = EchoAnswerer()
    evaluate(QUESTIONS, answerer, documents=DOCUMENTS)
    assert answerer.given == [(question.turns, question.language) for question in QUESTIONS]


def test_nothing_expected_is_read_while_answering():
    class Sealed:
        """Breaks when its expectations are read before every question is answered."""

        id, language, turns = "a", "ja", ("実績",)

        @property
        def expected(self):
            assert len(answerer.given) == 2
            return None

    answerer = EchoAnswerer()
    evaluate([Sealed(), Sealed()], answerer, documents=DOCUMENTS)


def test_answers_are_written_as_they_come():
    out, steps = io.StringIO(), []
    run(answers=out, progress=lambda done, total: steps.append((done, total, out.getvalue().count("\n"))))
    lines = [json.loads(line) for line in out.getvalue().splitlines()]
    assert [line["id"] for line in lines] == [question.id for question in QUESTIONS]
    assert list(lines[0])[:2] == ["id", "answer"]
    assert all("gathered" not in line for line in lines)
    assert all(set(line) == set(lines[0]) for line in lines)
    assert steps == [(n, 5, n) for n in range(1, 6)]


def test_lines_without_expectations_are_answered_but_not_scored():
    found = run(parse('{"id": "a", "lang": "ja", "turns": ["実績"]}'))
    assert (len(found.records), found.rows) == (1, ())
    result = result_of(found, "bare")
    assert result["overall"] == {"passed": 0, "total": 0, "accuracy": None}
    assert "–" in render(result)
    assert shortfalls(result, load_thresholds()) == []


def result():
    found = run(retrieve=lambda text, limit: [("r", 2, 2)], baseline=lambda text, limit: [("r", 3, 3)])
    return result_of(found, "dev 1", fingerprint="abc", commit="f00", date=WHEN)


def test_result():
    one = result()
    assert (one["name"], one["date"], one["commit"], one["index"]) == (
        "dev 1",
        "2026-01-02T03:04:05+00:00",
        "f00",
        "abc",
    )
    assert one["overall"] == {"passed": 3, "total": 4, "accuracy": 0.75}
    assert one["categories"]["kpi_actual"] == {"passed": 2, "total": 3, "accuracy": 0.6667}
    assert one["metrics"] == {
        "wrong_figures": 1, "misquotes": 0, "refusal_precision": 1.0, "refusal_recall": 1.0,
        "answerable_refused": 0.3333, "citation_hit_rate": 0.6667, "citation_overlap": 1.0,
        "evidence_recall": 0.6667, "evidence_recall_outside_lists": 0.6667,
    }  # fmt: skip
    assert one["latency_ms"] == {"p50": 20.0, "p95": 50.0}
    assert (one["retrieval"]["recall_at_5"], one["baseline"]["recall_at_5"]) == (1.0, 0.0)
    assert one["failures"][1]["reasons"] == ["missing: 279万"]


def test_a_result_is_read_as_it_was_written(tmp_path):
    one = result()
    path = write(one, tmp_path / "results")
    assert path.name == "dev-1.json"
    assert read(path) == one
    assert path.with_suffix(".md").read_text(encoding="utf-8") == render(one)


@pytest.mark.parametrize("name", ["../../x", "/etc/x", "..", ""])
def test_a_name_stays_in_its_folder(tmp_path, name):
    path = write({**result(), "name": name}, tmp_path)
    assert path.parent == tmp_path


def test_rendering():
    text = render(result())
    assert text.startswith("# dev 1: 75.0% (3 of 4)\n")
    assert "| kpi_actual | 2 | 3 | 66.7% |" in text
    assert "| Wrong figures (answers) | 1 |" in text
    assert "| LangChain | 0.0% | 0.0% | 0.000 |" in text
    assert "- untraced: 300万人" in text


@pytest.mark.parametrize(
    ("content", "message"), [("{", "not valid JSON"), ("[]", "is not a result"), (None, "Cannot read")]
)
def test_results_that_cannot_be_read(tmp_path, content, message):
    path = tmp_path / "a.json"
    if content is not None:
        path.write_text(content, encoding="utf-8")
    with pytest.raises(ResultError, match=message):
        read(path)


def test_a_folder_that_cannot_be_written(tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(ResultError, match="Cannot write the result"):
        write(result(), tmp_path / "file")


def test_shortfalls():
    thresholds = {"overall": 0.8, "category_default": 0.6, "categories": {"unanswerable": 1.0}, "wrong_figures": 0}
    assert shortfalls(result(), thresholds) == ["overall is 75.0%, below 80.0%.", "wrong_figures is 1, above 0."]
    assert shortfalls(result(), {"evidence_recall": 0.7}) == ["evidence_recall is 66.7%, below 70.0%."]
    assert shortfalls(result(), {}) == []


@pytest.mark.parametrize("name", ["", *(one.name for one in SETS)])
def test_no_set_may_hold_a_wrong_figure(name):
    assert load_thresholds(name=name)["wrong_figures"] == 0


def test_a_set_may_have_thresholds_of_its_own(tmp_path):
    path = tmp_path / "thresholds.toml"
    path.write_text(
        "overall = 0.9\n[categories]\nbudget = 0.8\n[sets.kept]\noverall = 0.7\ncategories = {}", encoding="utf-8"
    )
    assert load_thresholds(path, "own") == {"overall": 0.9, "categories": {"budget": 0.8}}
    assert load_thresholds(path, "kept") == {"overall": 0.7, "categories": {}}


def test_thresholds_that_mean_nothing_are_refused(tmp_path):
    path = tmp_path / "thresholds.toml"
    path.write_text("[sets.kept]\noveral = 0.9", encoding="utf-8")
    with pytest.raises(ResultError, match="unknown thresholds: overal"):
        load_thresholds(path)


def test_regressions():
    earlier, now = result(), result()
    assert regressions(now, earlier) == []
    now["overall"] = {**now["overall"], "accuracy": 0.74}
    assert regressions(now, earlier) == []  # one point is let pass
    now["overall"] = {**now["overall"], "accuracy": 0.739}
    now["metrics"]["wrong_figures"] = 2
    now["retrieval"] = None
    assert regressions(now, earlier) == [
        "overall fell from 75.0% to 73.9%.",
        "recall_at_5 was 100.0% and is no longer measured.",
        "mrr_at_10 was 100.0% and is no longer measured.",
        "wrong_figures rose from 1 to 2.",
    ]


def test_commit(tmp_path):
    assert commit_of(tmp_path) is None
    git = ["git", "-C", str(tmp_path), "-c", "user.name=t", "-c", "user.email=t@example.jp"]
    subprocess.run([*git, "init", "-q"], check=True)
    assert commit_of(tmp_path) is None
    (tmp_path / "a").write_text("a", encoding="utf-8")
    subprocess.run([*git, "add", "a"], check=True)
    subprocess.run([*git, "commit", "-q", "-m", "a"], check=True)
    commit = commit_of(tmp_path)
    assert commit is not None
    assert len(commit) == 40
    (tmp_path / "a").write_text("b", encoding="utf-8")
    assert commit_of(tmp_path) == f"{commit}-dirty"
    (tmp_path / "inner").mkdir()
    assert commit_of(tmp_path / "inner") is None


def test_the_development_set_is_scored_to_its_end(questions):
    class Silent:
        def converse(self, turns, language):
            return {"answer": "資料に記載がありません", "status": "not_found", "figures": [], "citations": []}

    found = evaluate(questions, Silent())
    assert len(found.rows) == 142
    assert found.categories["unanswerable"].share == 1.0
    assert found.categories["kpi_actual"].share == 0.0
    assert found.wrong_figures == 0
