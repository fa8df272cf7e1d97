"""What the audit found is said beside the figures and words it concerns."""

import pytest

from assistant.assistant import Assistant
from assistant.auditing import as_findings
from assistant.doubt import doubts
from index.checks.check import Check, Checked, Place
from tests.assistant.invented import MOON, corpus_of, moon

SENTENCE = "\n木材の自給率が上がり、和紙の海外販売額はH30に比べて10万円の増加となった。\n"


def assistant(text, folder):
    return Assistant(corpus_of([moon(text)], folder / "tantivy"))


@pytest.fixture(scope="module")
def wrong(tmp_path_factory):
    """A report with a wrong rate and a sentence in the wrong unit."""
    text = MOON.replace("50.0% (R6)\t90.0%", "50.0% (R6)\t95.0%") + SENTENCE
    return assistant(text, tmp_path_factory.mktemp("wrong"))


def test_a_wrong_figure_is_answered_as_printed_with_a_remark(wrong):
    answer = wrong.ask("木材の自給率の進捗率は？")
    assert answer.status == "answered"
    assert "95.0%" in answer.answer
    assert answer.answer.count("（注：記載の率は、資料の算式による計算と一致しません）") == 1
    (check,) = answer.checks
    assert check.formula == "45 ÷ 50 × 100 = 90"
    assert check.figure_id in {figure.figure_id for figure in answer.figures}


def test_the_remark_is_english_in_an_english_answer(wrong):
    answer = wrong.ask("木材の自給率の進捗率は？", language="en")
    assert answer.answer.endswith("(Note: the printed rate does not follow from the report's rule.)")


def test_a_figure_that_the_text_contradicts_has_a_remark(wrong):
    answer = wrong.ask("和紙の海外販売額の実績は？")
    assert "90億円" in answer.answer
    assert "（注：この値は、資料内の別の記載と一致しません）" in answer.answer


def test_other_figures_have_none(wrong):
    answer = wrong.ask("雪まつりの来場者数の実績は？")
    assert answer.status == "answered"
    assert answer.checks == ()
    assert "注：" not in answer.answer


def test_a_report_without_findings_has_none(invented):
    answer = invented.ask("木材の自給率の進捗率は？")
    assert answer.checks == ()
    assert "注：" not in answer.answer


def finding(**changes):
    fields = {
        "kind": "total",
        "figure_id": "r:1",
        "printed": "10",
        "recomputed": "9",
        "formula": "4 + 5 = 9",
        "ok": False,
        "severity": "error",
        "message": "合計が一致しません。",
        "message_en": "The total differs.",
        "places": (Place("r", 5, None, "10"), Place("r", 3, 2, "とても長い引用" * 20)),
    }
    return Check(**{**fields, **changes})


def test_notes_are_no_doubt():
    assert doubts([finding(severity="note")], japanese=True) == ""
    assert doubts([finding(), finding(kind="staff")], japanese=True) == "（注：記載の合計は、内訳の和と一致しません）"


def test_findings_are_written_for_the_eye():
    text = as_findings([finding(), finding(severity="note", formula="")], [Checked("total", 3)])
    first = text.split("\n\n")[0].splitlines()
    assert first[0] == "error  r:5  合計が一致しません。"
    assert [line.strip() for line in first[1:4]] == ["The total differs.", "4 + 5 = 9", "r:5「10」"]
    assert first[4].strip().startswith("r:p2「") and first[4].endswith("…」")
    assert text.endswith("3 checks (3 total): 1 errors, 1 notes")


def test_nothing_checked_is_said():
    assert as_findings([], []) == "0 checks: 0 errors, 0 notes"
