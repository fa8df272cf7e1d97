"""Lists of indicators with base and target."""

import pytest

from index.figures import extract_figures
from index.layout import lay_out
from tests.index.test_figures import report_of


def read(line, heading="## 数値目標"):
    text = f"# 計画\n\n{heading}\n\n{line}\n"
    figures, _ = extract_figures(report_of(text), lay_out(text))
    return [(one.item, one.name, one.measure, one.text, one.period) for one in figures], figures, text.split("\n")


def test_every_kpi_of_an_item_with_its_label():
    told, figures, lines = read("・柱１：出生数 312人(R5)→340人(R11)、所得 2,716千円（R3）⇒2,900千円（R9）")
    assert told == [
        ("柱１", "出生数", "baseline", "312人", "R5"),
        ("柱１", "出生数", "target", "340人", "R11"),
        ("柱１", "所得", "baseline", "2,716千円", "R3"),
        ("柱１", "所得", "target", "2,900千円", "R9"),
    ]
    assert all(lines[one.line - 1][slice(*one.span)] == one.text for one in figures)


@pytest.mark.parametrize(
    ("line", "heading"),
    [
        ("・出生数は312人(R5)→340人(R11)と見込まれ、増加する。", "## 数値目標"),
        ("・出生数 340人(R11)→312人(R5)", "## 数値目標"),
        ("・出生数 312人(R5)→340人(R11)", "## これまでの経緯"),
    ],
)
def test_sentences_and_other_changes_are_no_kpis(line, heading):
    assert read(line, heading)[0] == []
