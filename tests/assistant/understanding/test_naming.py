"""Which report a question names."""

from datetime import date

import pytest

from assistant.assistant import Assistant
from assistant.understanding.naming import ReportNames
from tests.assistant.invented import corpus_of, moon, report, wave

THIRD = report("third", "第3期 星見県総合ビジョン", "", date(2024, 4, 1))
SECOND = report("second", "第2期 星見県総合ビジョン", "", date(2020, 4, 1))
NAMES = ReportNames([moon(), wave(), SECOND, THIRD])


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("2022年11月の資料では？", ("moon",)),
        ("令和4年11月の資料では？", ("moon",)),
        ("2022年11月時点の来場者数は？", ("moon",)),
        ("推進状況（2022年11月）では？", ("moon",)),
        ("令和4年度の評価調書では？", ("wave",)),
        ("2022年度の評価調書では？", ("wave",)),
        ("評価調書では？", ("wave",)),
        ("第3期の戦略では？", ("third",)),
        ("第2期では？", ("second",)),
        ("第3期のビジョンでは？", ("third",)),
        ("ビジョンでは？", ()),  # two reports are called that
        ("資料では？", ()),
        ("2022年11月の来場者数は？", ()),  # a date without a document
        ("1999年の資料では？", ()),
        ("第9期では？", ()),
        ("", ()),
    ],
)
def test_reports_are_named_by_date_kind_and_edition(question, named):
    assert NAMES.named_in(question)[0] == named


def test_the_words_that_name_a_report_are_given_as_spans():
    question = "2022年11月の資料で医師数は？"
    _, spans = NAMES.named_in(question)
    assert {question[start:end] for start, end in spans} == {"2022年11月", "資料"}


def test_a_vague_word_is_a_span_of_no_report():
    assert NAMES.named_in("この資料で医師数は？") == ((), [(2, 4)])


def test_reports_without_a_date_are_named_by_kind_only():
    names = ReportNames([report("undated", "月次白書", "", None)])
    assert names.named_in("白書では？")[0] == ("undated",)
    assert names.named_in("2022年の白書では？")[0] == ("undated",)


@pytest.mark.parametrize(
    ("text", "owners"),
    [
        ("月影県の宿泊者数は？", ["月影県"]),
        ("白波県と月影県の宿泊者数は？", ["白波県", "月影県"]),
        ("月影市の宿泊者数は？", []),
        ("県の宿泊者数は？", []),
    ],
)
def test_authorities_whose_reports_are_here(text, owners):
    reports = [report("moon", "戦略", "", None, "月影県"), report("wave", "調書", "", None, "白波県")]
    assert ReportNames([*reports, report("none", "表", "", None, "")]).owners_in(text) == owners


def test_another_authority_is_no_answer(tmp_path):
    texts = {
        "月影県": "指標\t目標値\n港の清掃に加わった団体数\t20団体 (R6)\n",
        "白波県": "指標\t目標値\n森の見学者数\t9人 (R6)\n",
    }
    reports = [report(name, f"{name}の計画", f"{name}の計画\n\n{text}", None, name) for name, text in texts.items()]
    ask = Assistant(corpus_of(reports, tmp_path)).ask
    assert ask("月影県の港の清掃に加わった団体数の目標は？").status == "answered"
    assert ask("白波県の港の清掃に加わった団体数の目標は？").status == "not_found"
