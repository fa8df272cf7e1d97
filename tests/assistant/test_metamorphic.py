"""The same question asked in another way gives the same figures; a changed report gives a changed answer."""

import re
import unicodedata
from collections import Counter
from dataclasses import replace

import pytest

from assistant.assistant import Assistant
from assistant.wording import MEASURE_JA
from index.markup import comparable
from index.reading import packaged_reports, read_reports
from tests.assistant.invented import MOON, corpus_of, moon, wave
from tests.assistant.sound import assert_sound, ids


@pytest.fixture(scope="session")
def unique(packaged):
    """The indicators whose name no other has, with those of their figures that alone have their measure."""
    corpus = packaged.corpus
    names = Counter(comparable(indicator.name) for indicator in corpus.indicators)
    found = []
    for indicator in corpus.indicators:
        figures = corpus.figures_of(indicator)
        measures = Counter(figure.measure for figure in figures)
        alone = [figure for figure in figures if measures[figure.measure] == 1]
        if names[comparable(indicator.name)] == 1 and not indicator.scope:
            found.append((indicator, alone))
    return found


# A project whose name begins with the title of another report is looked for in that report.
NAMES_A_REPORT = "地域づくり総合交付金"


def test_every_kpi_is_found_by_its_name_and_measure(packaged, unique):
    asked = 0
    for indicator, figures in unique:
        if indicator.kind != "kpi":
            continue
        for figure in figures:
            if figure.value is None:
                continue
            question = f"「{indicator.name}」の{MEASURE_JA[figure.measure]}は？"
            answer = packaged.ask(question)
            assert (answer.status, answer.figures[:1]) == ("answered", (figure,)), (question, answer.answer)
            assert figure.measure in {one.measure for one in answer.figures}
            asked += 1
    assert asked > 100


def test_every_budget_is_found_by_its_name(packaged, unique):
    asked = 0
    for indicator, figures in unique:
        if indicator.kind != "budget" or indicator.name.startswith(NAMES_A_REPORT):
            continue
        budgets = [figure for figure in figures if figure.measure == "budget" and figure.value is not None]
        for figure in budgets:
            question = f"{indicator.name}の予算は？"
            answer = packaged.ask(question)
            assert (answer.status, answer.figures[:1]) == ("answered", (figure,)), (question, answer.answer)
            asked += 1
    assert asked > 100


@pytest.fixture(scope="session")
def dated(unique):
    """A dozen actuals of different rows that print a plain year of an era, by iterating over the figures table."""
    actuals = [
        figure
        for _, figures in unique
        for figure in figures
        if figure.measure == "actual" and figure.value is not None and re.fullmatch(r"H\d\d", figure.period)
    ]
    assert len(actuals) >= 12
    return actuals[:12]


def variants(figure):
    return (
        f"{figure.name}の平成{figure.period[1:]}年度の実績は？",
        f"{figure.name}の{figure.year}年度の実績は？",
        f"{figure.name}の{figure.period}の実績は？",
        unicodedata.normalize("NFKC", f"{figure.name}の{figure.year}年度の実績は？"),
        wide(f"{figure.name}の{figure.year}年度の実績は？"),
        f"{figure.name}の{figure.year}年度の実績を教えてください。",
        f"{figure.year}年度の{figure.name}の実績値は何ですか？",
        f"すみません、{figure.name}の{figure.year}年度の実績、教えて",
    )


def wide(text):
    """Letters and digits in full width."""
    return "".join(chr(ord(char) + 0xFEE0) if char.isascii() and char.isalnum() else char for char in text)


def test_one_question_in_many_ways_has_the_same_figures(packaged, dated):
    for figure in dated:
        answers = {question: ids(packaged.ask(question)) for question in variants(figure)}
        assert all(figure.figure_id in found for found in answers.values()), answers
        assert len({frozenset(found) for found in answers.values()}) == 1, answers


def test_the_language_of_the_answer_changes_no_figure(packaged, dated):
    for figure in dated:
        question = f"{figure.name}の進捗は？"
        assert ids(packaged.ask(question)) == ids(packaged.ask(question, language="en"))


@pytest.mark.parametrize(
    ("corpus", "japanese", "english"),
    [
        ("packaged", "外国人観光客の進捗は？", "What is the progress on foreign visitors?"),
        ("packaged", "外国人観光客の目標は？", "What is the target for foreign tourists?"),
        ("invented", "木材の自給率の目標は？", "What is the target for timber self-sufficiency?"),
        ("invented", "木材の自給率の実績は？", "What is the actual timber self-sufficiency rate?"),
        ("invented", "養蜂研究事業の予算は？", "What is the budget of the beekeeping research project?"),
        ("packaged", "進捗率が最も低い指標は？", "Which indicator has the lowest progress rate?"),
        ("invented", "D評価の指標をすべて教えて", "List all indicators rated D"),
    ],
)
def test_both_languages_have_the_same_figures(request, corpus, japanese, english):
    assistant = request.getfixturevalue(corpus)
    found = ids(assistant.ask(japanese))
    assert found
    assert ids(assistant.ask(english)) == found


# --- a changed report


def changed(text, old, new, folder):
    assert text.count(old) == 1
    return Assistant(corpus_of([moon(text.replace(old, new)), wave()], folder / "tantivy"))


def test_another_number_in_the_report_is_another_number_in_the_answer(tmp_path):
    assistant = changed(MOON, "45.0% (R3)", "47.5% (R3)", tmp_path)
    answer = assistant.ask("木材の自給率は目標まであと何ポイント？")
    assert "実績値は目標値に2.5ポイント届いていません（50 − 47.5 = 2.5）" in answer.answer
    assert "45.0" not in answer.answer


def test_another_name_in_the_report_is_found_by_the_new_name_only(tmp_path):
    assistant = changed(MOON, "木材の自給率", "蕎麦の作付面積率", tmp_path)
    assert "45.0%" in assistant.ask("蕎麦の作付面積率の実績は？").answer
    assert assistant.ask("木材の自給率の実績は？").status == "not_found"


def test_a_row_taken_out_is_not_found(tmp_path):
    row = next(line for line in MOON.split("\n") if line.startswith("灯台の見学会"))
    assistant = changed(MOON, f"{row}\n", "", tmp_path)
    assert "移住相談の受付件数" in assistant.ask("進捗率が最も低い指標は？").answer


def test_every_rate_of_a_packaged_table_is_read_from_the_report(tmp_path):
    """Each progress rate of a report is changed in a copy, and each answer follows."""
    report = read_reports(packaged_reports())[0]
    before = Assistant(corpus_of([report], tmp_path / "before"))
    printed = [
        figure
        for figure in before.corpus.figures.values()
        if figure.measure == "progress" and re.fullmatch(r"\d\d\.\d%", figure.text)
    ]
    lines = report.lines
    for figure in printed:
        start, end = figure.span
        lines[figure.line - 1] = f"{lines[figure.line - 1][:start]}12.3%{lines[figure.line - 1][end:]}"
    after = Assistant(corpus_of([replace(report, text="\n".join(lines))], tmp_path / "after"))
    assert len(printed) >= 10
    for figure in printed:
        question = f"「{figure.name}」の進捗率は？"
        assert figure.text in before.ask(question).answer
        answer = after.ask(question)
        assert_sound(answer, [question], after.corpus)
        assert "12.3%" in answer.answer
        assert figure.text not in answer.answer
