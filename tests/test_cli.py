"""The command as a user runs it: in a process of its own, in a folder of its own, over one real index."""

import csv
import io
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.refusal import CANNOT_ANSWER
from tests.assistant.invented import MOON, WAVE
from tests.assistant.sound import assert_shaped

ROOT = Path(__file__).parents[1]
HEADER = (
    "figure_id,report,line,span,kind,section,item,name,scope,measure,text,value,unit,period,year,basis,qualifiers,"
    "repeat_of,note"
)
MANIFEST = """
[[report]]
id = "moon"
file = "moon.txt"
title = "月影県みらい戦略 推進状況（2022年11月）"
publisher = "月影県"
published = 2022-11-01

[[report]]
id = "wave"
file = "wave.txt"
title = "白波県 令和4年度 評価調書"
publisher = "白波県"
published = 2023-03-31
"""
QUESTION = "木材の自給率の目標は？"


@pytest.fixture(scope="session")
def home(tmp_path_factory):
    """A home folder and working folder that no test's own files are in."""
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="session")
def run(home):
    """Run the command; it finds neither this repository nor any setting in its surroundings."""

    def run(*arguments, stdin="", **environment):
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("SHINCHOKU_", "XDG_"))}
        return subprocess.run(
            [sys.executable, "-c", "from assistant.cli import main; main()", *arguments],
            cwd=home,
            env={**kept, "HOME": str(home), "PYTHONPATH": str(ROOT), "COLUMNS": "200", **environment},
            input=stdin,
            capture_output=True,
            encoding="utf-8",
        )

    return run


@pytest.fixture(scope="session")
def reports(tmp_path_factory):
    folder = tmp_path_factory.mktemp("reports")
    for name, text in (("moon.txt", MOON), ("wave.txt", WAVE), ("manifest.toml", MANIFEST)):
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def data(run, reports, tmp_path_factory):
    """A real index of the two invented reports, built once by the command itself."""
    folder = tmp_path_factory.mktemp("data")
    done = run("index", "--reports", str(reports), "--data", str(folder))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("The index built: 2 reports, ")
    return folder


@pytest.fixture
def copied(data, tmp_path):
    """A copy of the index, to be spoilt."""
    return Path(shutil.copytree(data, tmp_path / "copied"))


def said(done):
    """What a successful run printed; nothing else may have been said, least of all progress bars."""
    assert (done.returncode, done.stderr) == (0, ""), done.stderr
    assert "\x1b" not in done.stdout
    return done.stdout


def assert_told(done, *words):
    """One sentence on stderr, exit code 2, nothing on stdout."""
    assert (done.returncode, done.stdout) == (2, ""), (done.returncode, done.stdout, done.stderr)
    assert done.stderr.startswith("shinchoku: ")
    assert done.stderr.count("\n") == 1
    assert "Traceback" not in done.stderr
    assert done.stderr.rstrip()[-1] in ".?"
    for word in words:
        assert word in done.stderr


# --- ask


def test_a_japanese_answer_with_its_source(run, data):
    printed = said(run("ask", QUESTION, "--data", str(data)))
    answer, sources = printed.split("\n出典\n")
    assert answer.strip() == "木材の自給率：目標値は50.0%（R6）（基準値は40.0%・H30、実績値は45.0%・R3）。 [1]"
    place, quote = sources.strip().split("\n")
    assert place.startswith("[1] 月影県みらい戦略 推進状況（2022年11月） ／ ")
    assert place.endswith("／ 13行")
    assert quote.strip() == "木材の自給率 40.0% (H30) 45.0% (R3) 50.0% (R6) 90.0%"


def test_an_english_answer_with_its_source(run, data):
    printed = said(run("ask", "What is the target for timber self-sufficiency?", "--data", str(data)))
    assert "(木材の自給率): the target is 50.0% in R6 (FY2024)" in printed
    assert "\nSources\n[1] " in printed
    assert "／ line 13\n" in printed


def test_the_language_of_the_answer(run, data):
    assert "the target is 50.0%" in said(run("ask", QUESTION, "--lang", "en", "--data", str(data)))


def test_json_is_the_documented_form(run, data):
    printed = json.loads(said(run("ask", QUESTION, "--json", "--data", str(data))))
    assert_shaped(printed)
    assert (printed["status"], printed["language"]) == ("answered", "ja")
    first = printed["figures"][0]
    assert (first["figure_id"], first["value"], first["unit"], first["year"]) == ("moon:13.30:target", 50, "%", 2024)
    (citation,) = printed["citations"]
    assert (citation["line_start"], citation["line_end"], citation["page"]) == (13, 13, None)


def test_a_refusal_is_an_answer(run, data):
    assert said(run("ask", "深海探査船の隻数は？", "--data", str(data))).startswith(CANNOT_ANSWER["ja"])


def test_the_question_may_come_from_stdin(run, data):
    assert "50.0%" in said(run("ask", "-", "--data", str(data), stdin=f"{QUESTION}\n"))


def test_the_day_that_relative_time_counts_from(run, data):
    asked = ("ask", "木材の自給率の昨年度の実績は？", "--data", str(data), "--as-of")
    assert "45.0%" in said(run(*asked, "2022-06-01"))
    assert said(run(*asked, "2030-06-01")).startswith(CANNOT_ANSWER["ja"])


def test_the_data_folder_may_come_from_the_environment(run, data):
    assert "50.0%" in said(run("ask", QUESTION, SHINCHOKU_DATA=str(data)))


def test_the_same_question_has_the_same_figures_everywhere(run, data):
    ask = json.loads(said(run("ask", QUESTION, "--json", "--data", str(data))))
    rows = json.loads(said(run("figures", "--format", "json", "--data", str(data))))
    by_id = {row["figure_id"]: row for row in rows}
    assert all(by_id[row["figure_id"]] == row for row in ask["figures"])


# --- audit


def test_audit_lists_findings_and_counts_what_was_checked(run, tmp_path):
    reports = tmp_path / "reports"
    reports.mkdir()
    (reports / "moon.txt").write_text(MOON.replace("40.0% (H30)\t45.0%", "40.0% (H30)\t46.0%"), encoding="utf-8")
    data = str(tmp_path / "data")
    said(run("index", "--reports", str(reports), "--data", data))
    (finding,) = json.loads(said(run("audit", "--format", "json", "--data", data)))
    assert {"kind", "figure_id", "printed", "recomputed", "formula", "ok", "severity", "message"} <= finding.keys()
    assert (finding["kind"], finding["ok"], finding["severity"]) == ("progress", False, "error")
    assert (finding["printed"], finding["formula"]) == ("90.0%", "46 ÷ 50 × 100 = 92")
    assert [place["quote"] for place in finding["places"]][:2] == ["90.0%", "46.0%"]
    printed = said(run("audit", "--data", data))
    assert "46 ÷ 50 × 100 = 92" in printed
    assert printed.rstrip().endswith("1 errors, 0 notes")
    answer = json.loads(said(run("ask", "木材の自給率の進捗率は？", "--json", "--data", data)))
    assert answer["status"] == "answered"
    assert answer["checks"] == [finding]
    assert "一致しません" in answer["answer"]


def test_audit_of_reports_without_contradiction(run, data):
    assert json.loads(said(run("audit", "--format", "json", "--data", str(data)))) == []
    assert said(run("audit", "--data", str(data))).rstrip().endswith("0 errors, 0 notes")


# --- figures


def test_figures_as_csv(run, data):
    printed = said(run("figures", "--format", "csv", "--data", str(data)))
    assert printed.split("\n")[0] == HEADER
    rows = {row["figure_id"]: row for row in csv.DictReader(io.StringIO(printed))}
    row = rows["moon:13.30:target"]
    assert (row["line"], row["span"], row["text"], row["value"], row["unit"]) == ("13", "30-35", "50.0%", "50.0", "%")
    assert (row["period"], row["year"], row["kind"], row["name"]) == ("R6", "2024", "kpi", "木材の自給率")
    dash = rows["moon:17.21:actual"]
    assert (dash["text"], dash["value"], dash["year"]) == ("-", "", "")
    assert rows["wave:6.15:actual"]["unit"] == "万人"
    text = {"moon": MOON, "wave": WAVE}
    for row in rows.values():
        start, end = map(int, row["span"].split("-"))
        assert text[row["report"]].split("\n")[int(row["line"]) - 1][start:end] == row["text"]


def test_figures_of_one_report_by_name(run, data):
    printed = said(run("figures", "--format", "csv", "--report", "wave", "--match", "見学会", "--data", str(data)))
    rows = list(csv.DictReader(io.StringIO(printed)))
    assert {(row["report"], row["name"]) for row in rows} == {("wave", "発電所の見学会")}
    assert len(rows) == 6


def test_figures_that_nothing_matches(run, data):
    assert said(run("figures", "--format", "csv", "--match", "深海", "--data", str(data))) == f"{HEADER}\n"
    assert json.loads(said(run("figures", "--format", "json", "--match", "深海", "--data", str(data)))) == []


def test_figures_as_a_table(run, data):
    printed = said(run("figures", "--match", "灯台", "--data", str(data)))
    assert "灯台の見学会" in printed
    assert printed.rstrip().endswith("4 figures")


def test_an_unknown_report(run, data):
    assert_told(run("figures", "--report", "sun", "--data", str(data)), "'sun'", "moon, wave")


# --- evaluate


def lines(path, *entries):
    path.write_text("".join(json.dumps(entry, ensure_ascii=False) + "\n" for entry in entries), encoding="utf-8")
    return str(path)


SCORED = {
    "id": "one",
    "lang": "ja",
    "turns": ["木材の自給率の実績は？", "目標は？"],
    "category": "kpi_target",
    "answerable": True,
    "must_contain": [["50.0"]],
    "sources": [{"doc": "moon", "lines": [13, 13]}],
}
UNSCORED = {"id": "two", "lang": "en", "turns": ["How many submarines are there?"]}


def test_a_question_file_is_answered_and_scored(run, data, tmp_path):
    out = tmp_path / "answers.jsonl"
    questions = lines(tmp_path / "questions.jsonl", SCORED, UNSCORED)
    printed = said(run("evaluate", questions, "--answers", str(out), "--data", str(data)))
    assert "kpi_target" in printed
    first, second = map(json.loads, out.read_text(encoding="utf-8").splitlines())
    assert (first.pop("id"), second.pop("id")) == ("one", "two")
    for answer in (first, second):
        assert_shaped(answer)
    assert "目標値は50.0%（R6）" in first["answer"]
    assert (second["status"], second["language"]) == ("not_found", "en")


def test_the_expected_answer_is_not_looked_at(run, data, tmp_path):
    bare = {name: SCORED[name] for name in ("id", "lang", "turns")}
    misleading = SCORED | {"must_contain": [["99.9"]], "answerable": False}
    answers = []
    for name, entry in (("bare", bare), ("misleading", misleading)):
        out = tmp_path / f"{name}.out"
        questions = lines(tmp_path / name, entry)
        done = run("evaluate", questions, "--answers", str(out), "--no-baseline", "--data", str(data))
        printed = said(done)
        answers.append(json.loads(out.read_text(encoding="utf-8"))["answer"])
        if entry is bare:
            assert printed == "1 questions answered.\n"
    assert answers[0] == answers[1]


def test_bad_question_files(run, data, tmp_path):
    bad = tmp_path / "bad.jsonl"
    bad.write_text(json.dumps(UNSCORED) + "\n{not json\n", encoding="utf-8")
    assert_told(run("evaluate", str(bad), "--data", str(data)), "bad.jsonl, line 2")
    assert_told(run("evaluate", str(tmp_path / "none.jsonl"), "--data", str(data)), "none.jsonl")


def test_answers_that_cannot_be_written(run, data, tmp_path):
    questions = lines(tmp_path / "questions.jsonl", UNSCORED)
    assert_told(run("evaluate", questions, "--answers", str(tmp_path / "no" / "out"), "--data", str(data)), "--answers")


# --- what cannot be done is told in one sentence


@pytest.mark.parametrize(
    ("question", "word"),
    [
        pytest.param("", "empty", id="empty"),
        pytest.param("？！…", "empty", id="punctuation"),
        pytest.param("観" * 10_000, "10,000 characters", id="long"),
        pytest.param("進捗\x07率は？", "control characters", id="control"),
    ],
)
def test_what_is_no_question(run, tmp_path, question, word):
    untouched = tmp_path / "data"
    assert_told(run("ask", question, "--data", str(untouched)), word)
    assert not untouched.exists()  # no index is built for it


def test_a_question_in_no_encoding_is_no_crash(run, data):
    done = run("ask", os.fsdecode(b"\xff\xfe" + QUESTION.encode()), "--data", str(data))
    assert "Traceback" not in done.stderr
    assert done.returncode in (0, 2)


@pytest.mark.parametrize("day", ["tomorrow", "2018-13-01"])
def test_an_unknown_day(run, data, day):
    assert_told(run("ask", QUESTION, "--as-of", day, "--data", str(data)), "--as-of", "YYYY-MM-DD")


def test_an_unknown_language_is_a_usage_error(run, data):
    done = run("ask", QUESTION, "--lang", "fr", "--data", str(data))
    assert (done.returncode, done.stdout) == (2, "")
    assert "--lang" in done.stderr


@pytest.mark.parametrize(
    ("make", "word"),
    [
        pytest.param(lambda folder: None, "no report folder", id="missing"),
        pytest.param(lambda folder: folder.mkdir(), "holds no report", id="empty"),
        pytest.param(lambda folder: folder.write_text("x"), "no report folder", id="file"),
        pytest.param(lambda folder: filled(folder, bytes(range(256)) * 8), "no text in UTF-8", id="binary"),
        pytest.param(lambda folder: filled(folder, b"x", manifest="report = ["), "manifest.toml", id="manifest"),
    ],
)
def test_reports_that_cannot_be_read(run, tmp_path, make, word):
    make(tmp_path / "reports")
    target = tmp_path / "data"
    assert_told(run("index", "--reports", str(tmp_path / "reports"), "--data", str(target)), word)
    assert not (target / "current").exists()


def filled(folder, content, manifest=None):
    folder.mkdir()
    (folder / "report.txt").write_bytes(content)
    if manifest is not None:
        (folder / "manifest.toml").write_text(manifest)


def generation(data):
    (path,) = (data / "generations").iterdir()
    return path


def other_schema(data):
    path = generation(data) / "manifest.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    manifest["made_by"]["schema"] = 999
    path.write_text(json.dumps(manifest), encoding="utf-8")


@pytest.mark.parametrize(
    "spoil",
    [
        pytest.param(lambda data: os.truncate(generation(data) / "index.sqlite", 4000), id="truncated"),
        pytest.param(lambda data: (generation(data) / "tantivy" / "meta.json").unlink(), id="missing"),
        pytest.param(lambda data: (data / "current").write_bytes(b"\xff\xfe"), id="pointer"),
        pytest.param(other_schema, id="schema"),
    ],
)
def test_an_index_that_cannot_be_used(run, copied, spoil):
    spoil(copied)
    assert_told(run("ask", QUESTION, "--data", str(copied)), "shinchoku index --rebuild")


def test_a_spoilt_index_is_mended_by_what_the_sentence_says(run, copied, reports):
    os.truncate(generation(copied) / "index.sqlite", 4000)
    done = run("index", "--rebuild", "--reports", str(reports), "--data", str(copied))
    assert said(done).startswith("The index built")
    assert "50.0%" in said(run("ask", QUESTION, "--data", str(copied)))


def test_an_index_that_is_up_to_date_says_so(run, data, reports):
    assert "is up to date" in said(run("index", "--reports", str(reports), "--data", str(data)))


def test_a_data_folder_that_is_a_file(run, tmp_path):
    (tmp_path / "data").write_text("x")
    done = run("ask", QUESTION, "--data", str(tmp_path / "data"))
    assert_told(done)


def test_help_names_every_command(run):
    printed = said(run("--help"))
    assert all(command in printed for command in ("index", "ask", "figures", "evaluate"))
