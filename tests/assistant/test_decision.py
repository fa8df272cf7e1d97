"""What a question is about where reports print one indicator in different ways."""

from datetime import date

from assistant.assistant import Assistant
from tests.assistant.invented import corpus_of, report
from tests.assistant.sound import assert_sound

OLD = """朝霧県総合戦略 推進状況

KPI\t基準値\t実績値\t目標値
陶磁器業の付加価値 生産性\t800万円 (H26)\t850万円 (H29)\t900万円 (H31)
"""
NEW = """朝霧県 産業評価調書

KPI\t基準値\t実績値\t目標値
陶磁器業の付加価値生産性（万円）（暦年）\t860万円 (R1)\t870万円 (R2)\t990万円 (R7)
漆器業の付加価値生産性（万円）（暦年）\t400万円 (R1)\t410万円 (R2)\t450万円 (R7)
"""


def test_one_series_of_two_reports_is_shown_from_both(tmp_path):
    reports = [
        report("old", "朝霧県総合戦略 推進状況", OLD, date(2018, 11, 1), "朝霧県"),
        report("new", "朝霧県 産業評価調書", NEW, date(2021, 11, 1), "朝霧県"),
    ]
    corpus = corpus_of(reports, tmp_path / "tantivy")
    question = "陶磁器業の付加価値生産性の実績値は？"
    answer = Assistant(corpus).ask(question)
    assert_sound(answer, [question], corpus)
    assert answer.status == "answered"
    assert [figure.text for figure in answer.figures if figure.measure == "actual"] == ["850万円", "870万円"]
    assert len({figure.series for figure in answer.figures}) == 1
    assert all(one.title in answer.answer for one in reports)
    only = "朝霧県 産業評価調書の陶磁器業の付加価値生産性の実績値は？"
    assert {figure.report for figure in Assistant(corpus).ask(only).figures} == {"new"}
