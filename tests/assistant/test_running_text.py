"""Questions about numbers that stand in the running text of initiative tables, beside tables or alone."""

from datetime import date

import pytest

from assistant.assistant import Assistant
from tests.assistant.invented import corpus_of, report

PLAN = """霧原県 みらい計画の指標

KPI\t基準値\t目標値
移住相談件数\t400件 (R4)\t900件 (R11)
林業研修の受講者数\t20人 (R4)\t60人 (R11)
"""

DONE = """霧原県 主な取組

区分\t主な取組\t備考(施策コード)
移住の推進\t○窓口の増設により、移住相談件数が増えるなど、移住の機会が拡大【R4：400件 R5：450件】\t0101
住まいの整備\t○移住者住宅と交流住宅の整備を実施【R6 移住者住宅：2町11戸 交流住宅：3町25戸】\t0104
海外交流の推進\t○調査団6名をペルーに派遣【R6.9】とともに、農業研修員3名をチリから受入れ【R7.6】\t0102
販路の拡大\t○見本市への出展を支援【R6交付実績：7,200千円】\t0105
林業の推進\t○林業研修を開催【5回、受講者31名参加】し、担い手を育成\t0103
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory):
    plan = report("plan", "霧原県 みらい計画の指標", PLAN, date(2025, 3, 1))
    done = report("done", "霧原県 主な取組", DONE, date(2025, 9, 1))
    return Assistant(corpus_of([plan, done], tmp_path_factory.mktemp("told") / "tantivy"))


def numbers(answer):
    return [(figure.text, figure.period) for figure in answer.figures]


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("ペルーに派遣した調査団は何名？", [("6名", "R6.9")]),
        ("チリから受入れた農業研修員は何人？", [("3名", "R7.6")]),
        ("見本市への出展支援の交付実績は？", [("7,200千円", "R6")]),
        ("移住者住宅は何戸整備した？", [("11戸", "R6")]),
        ("交流住宅は何戸整備した？", [("25戸", "R6")]),
        # The table prints no value of that year, the running text does.
        ("R5の移住相談件数は？", [("450件", "R5")]),
        ("R5の移住相談件数の実績は？", [("450件", "R5")]),
    ],
)
def test_a_number_of_running_text_is_answered_with_its_period(assistant, question, said):
    answer = assistant.ask(question)
    assert (answer.status, numbers(answer)) == ("answered", said)
    assert all(f"{text}（{period}）" in answer.answer for text, period in said)


def test_its_name_says_what_it_is_and_no_measure_does(assistant):
    assert assistant.ask("ペルーに派遣した調査団は何名？").answer == "調査団をペルーに派遣：6名（R6.9）。 [1]"


def test_an_indicator_is_shown_with_what_running_text_tells_of_it(assistant):
    answer = assistant.ask("移住相談件数は？")
    assert answer.status == "answered"
    assert sorted(numbers(answer)) == [("400件", "R4"), ("400件", "R4"), ("450件", "R5"), ("900件", "R11")]


def test_a_year_that_neither_prints_is_not_found_and_the_nearest_is_named(assistant):
    answer = assistant.ask("R6の移住相談件数は？")
    assert answer.status == "not_found"
    assert "最も近い記載：移住相談件数：450件（R5）" in answer.answer


@pytest.mark.parametrize("question", ["ペルーの人口は？", "漁業研修の受講者数は何人？", "移住者住宅の目標値は？"])
def test_what_shares_only_some_words_is_no_answer(assistant, question):
    answer = assistant.ask(question)
    assert answer.status == "not_found" or "「" in answer.answer
    assert numbers(answer) == [] or answer.status == "not_found"
