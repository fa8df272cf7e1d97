"""Which report a question names."""

from datetime import date

import pytest

from assistant.naming import ReportNames
from tests.assistant.invented import moon, report, wave

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
