"""The same question asked in another way gives the same figures; a changed report gives a changed answer."""

import random
import re
import unicodedata
from collections import Counter
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

import pytest

from assistant.assistant import Assistant
from assistant.wording import MEASURE_EN, MEASURE_JA, name_in_english, value_text
from evaluation.unseen.comparison import FOLDER as UNSEEN
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
        f"{figure.name}、{figure.year}年度の実績いくつ？",
        f"お尋ねします。{figure.year}年度における{figure.name}の実績値をご教示いただけますでしょうか。",
        halfwidth(f"{figure.name}の{figure.period}の実績は？"),
    )


def wide(text):
    """Letters and digits in full width."""
    return "".join(chr(ord(char) + 0xFEE0) if char.isascii() and char.isalnum() else char for char in text)


_NARROW = {
    unicodedata.normalize("NFKC", chr(code)): chr(code) for code in range(0xFF66, 0xFF9E) if chr(code) not in "\uff70"
} | {"ー": "\uff70"}


def halfwidth(text):
    """Katakana in half width, with its marks of voicing as characters of their own."""
    return "".join(_NARROW.get(char, char) for char in unicodedata.normalize("NFD", text).replace("\u3099", "ﾞ"))


def test_one_question_in_many_ways_has_the_same_figures(packaged, dated):
    for figure in dated:
        answers = {question: ids(packaged.ask(question)) for question in variants(figure)}
        assert all(figure.figure_id in found for found in answers.values()), answers
        assert len({frozenset(found) for found in answers.values()}) == 1, answers


def test_a_report_named_in_the_question_leaves_that_report_s_figures(packaged, unique):
    titled = 0
    for indicator, figures in unique:
        for figure in (one for one in figures if indicator.kind == "kpi" and one.measure == "actual" and one.year):
            title = packaged.corpus.reports[figure.report].title
            plain = packaged.ask(f"{figure.name}の実績値は？")
            own = {one.figure_id for one in plain.figures if one.report == figure.report}
            for question in (
                f"{title}の{figure.name}の実績値は？",
                f"「{title}」では、{figure.name}の実績はいくつですか",
            ):
                assert ids(packaged.ask(question)) == own, (question, plain.answer)
                titled += 1
    assert titled >= 40


def test_an_english_question_never_has_other_figures(packaged, unique):
    """Asked by the English name that answers give an indicator: the same figures, or an honest refusal."""
    answered = 0
    for indicator, figures in unique:
        english = name_in_english(indicator.name, packaged.corpus.lexicon)
        for figure in figures:
            if not english or indicator.kind != "kpi" or figure.measure not in ("actual", "target"):
                continue
            answer = packaged.ask(f"What is the {MEASURE_EN[figure.measure]} for {english}?")
            if answer.status == "answered":
                japanese = packaged.ask(f"{indicator.name}の{MEASURE_JA[figure.measure]}は？")
                assert ids(answer) == ids(japanese), (english, indicator.name, answer.answer)
                answered += 1
    assert answered > 30


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
        ("packaged", "2017年度の合計特殊出生率は？", "What was the total fertility rate in FY2017?"),
        ("invented", "雪まつりの来場者数の基準値は？", "What is the baseline number of visitors to the snow festival?"),
        ("invented", "交通事故の負傷者数は何人？", "How many people were injured in traffic accidents?"),
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


# Placed by what stands above and beside them alone: no arithmetic proves where they belong, so that each may change.
TABLED = (
    "hokkaido-sosei-2018", "chiikizukuri-kofukin-kpi", "sapporo-renkei-2021",
    "02_kirigasawa_senryaku", "05_amanokawa_shihyo", "07_kikkawa_kanko", "09_aomine_kankyo", "09_fukamidori_kpi",
    "14_chigusa_seika",
)  # fmt: skip
SAMPLED = 8


@pytest.fixture(scope="session")
def read():
    """Reports in seven formats, by id: the packaged ones, and invented ones of unknown layouts."""
    return {report.id: report for report in (*read_reports(packaged_reports()), *read_reports(UNSEEN / "reports"))}


def asked(figure):
    return f"「{figure.name}」の{MEASURE_JA[figure.measure]}は？"


def sampled(assistant, draw):
    """Figures of different rows that are found by name and measure, and that print a number other than nought."""
    corpus, rows = assistant.corpus, {}
    names = Counter(comparable(indicator.name) for indicator in corpus.indicators)
    for indicator in draw.sample(corpus.indicators, len(corpus.indicators)):
        figures = corpus.figures_of(indicator)
        measures = Counter(figure.measure for figure in figures)
        alone = [one for one in figures if measures[one.measure] == 1 and one.value and one.measure in CHANGEABLE]
        if names[comparable(indicator.name)] == 1 and alone:
            figure = draw.choice(alone)
            if assistant.ask(asked(figure)).figures[:1] == (figure,):
                rows.setdefault(figure.line, figure)
        if len(rows) == SAMPLED:
            break
    return list(rows.values())


CHANGEABLE = ("baseline", "actual", "target", "budget", "general_fund")


def other_number(text, draw):
    """The text of a cell with another first digit."""
    return re.sub("[1-9]", lambda digit: draw.choice("123456789".replace(digit[0], "")), text, count=1)


def written_over(report, changes):
    """The report with the texts of some figures replaced."""
    lines = report.lines
    for figure, text in sorted(changes, key=lambda change: -change[0].span[0]):
        start, end = figure.span
        lines[figure.line - 1] = lines[figure.line - 1][:start] + text + lines[figure.line - 1][end:]
    return replace(report, text="\n".join(lines))


def printed(figure, text):
    """Whether a text prints a figure, and not the end of a longer number."""
    return re.search(rf"(?<![\d.,]){re.escape(value_text(figure))}", text)


@pytest.mark.parametrize("name", TABLED)
def test_a_number_changed_in_a_copy_is_changed_in_the_answer(read, tmp_path, name):
    draw = random.Random(name)
    before = Assistant(corpus_of([read[name]], tmp_path / "before"))
    changes = [(figure, other_number(figure.text, draw)) for figure in sampled(before, draw)]
    assert len(changes) >= 6
    after = Assistant(corpus_of([written_over(read[name], changes)], tmp_path / "after"))
    for figure, text in changes:
        answer = after.ask(asked(figure))
        assert_sound(answer, [asked(figure)], after.corpus)
        first = answer.figures[0]
        assert (first.figure_id, first.text) == (figure.figure_id, text)
        assert first.value != figure.value
        assert printed(first, answer.answer)
        assert not printed(figure, answer.answer) or figure.text in {one.text for one in answer.figures[1:]}


def test_a_number_and_the_rate_that_it_determines(read, tmp_path):
    """Where a rate proves which column a number stands in, both change, and both answers follow."""
    report = read["15_hiyori_jisseki"]
    before = Assistant(corpus_of([report], tmp_path / "before"))
    changes, expected = [], []
    for indicator in before.corpus.indicators:
        row = {figure.measure: figure for figure in before.corpus.figures_of(indicator)}
        actual, target, rate = (row.get(measure) for measure in ("actual", "target", "achievement"))
        if not (actual and target and rate) or actual.text != str(actual.value) or target.value == 0:
            continue
        if rate.value == rounded(100 * actual.value / target.value):
            number = actual.value + 3
            new_rate = rate.text.replace(str(rate.value), str(rounded(100 * number / target.value)))
            changes += [(actual, str(number)), (rate, new_rate)]
            expected.append((actual, rate, number, new_rate))
    assert len(expected) >= 5
    after = Assistant(corpus_of([written_over(report, changes)], tmp_path / "after"))
    for actual, rate, number, new_rate in expected:
        assert after.ask(asked(actual)).figures[0].value == number
        assert after.ask(asked(rate)).figures[0].text == new_rate


def rounded(rate):
    return rate.quantize(Decimal("0.1"), ROUND_HALF_UP)
