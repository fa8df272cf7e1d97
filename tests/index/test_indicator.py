"""Indicators: figures grouped by what they measure, with the words that can mean it."""

import pytest

from index.figures import extract_figures
from index.indicator import make_indicators
from index.layout import lay_out
from index.reading import packaged_reports, read_reports
from index.report import Report

REPORTS = read_reports(packaged_reports())


def figures_of(text, name="r"):
    report = Report(name, "題", "", None, None, "", "", "", "", "", text)
    return extract_figures(report, lay_out(text))[0]


def indicators_of(text):
    return make_indicators(figures_of(text))


KPI = "KPI\t実績値 (H29)\t目標値 (H31)\n"


def test_a_row_is_one_indicator():
    (indicator,) = indicators_of("推進状況\n\n1 移住の促進\n\n" + KPI + "移住者数\t1人\t2人\n")
    assert (indicator.report, indicator.kind, indicator.name, indicator.scope) == ("r", "kpi", "移住者数", "")
    assert indicator.section == "推進状況 > 1 移住の促進"
    assert indicator.figure_ids == ("r:6.5:actual", "r:6.8:target")
    assert indicator.id == "r:6.5"


def test_scopes_are_indicators_of_their_own():
    text = "合計特殊出生率\t実績値 (H29)\t目標値 (H31)\n北海道\t1.29\t1.5\n(全国)\t1.43\t1.8\n"
    assert [(each.name, each.scope) for each in indicators_of(text)] == [
        ("合計特殊出生率", "北海道"),
        ("合計特殊出生率", "(全国)"),
    ]


def test_a_repeat_belongs_to_what_it_repeats():
    text = "関連事業名\tH30予算(千円)\nグローカル事業\t1,000\nグローバル事業【再掲】\t1,000\nグローバル事業\t500\n"
    first, second = indicators_of(text)
    assert (first.name, len(first.figure_ids)) == ("グローカル事業", 2)
    assert (second.name, len(second.figure_ids)) == ("グローバル事業", 1)


def test_the_same_name_under_another_item_is_another_kpi():
    text = "施策名\t" + KPI + "1 移住の促進\t会議の回数\t1回\t2回\n2 医療の充実\t会議の回数\t3回\t4回\n"
    assert [(each.item, len(each.figure_ids)) for each in indicators_of(text)] == [
        ("1 移住の促進", 2),
        ("2 医療の充実", 2),
    ]


def test_a_project_under_another_item_is_the_same_project():
    header = "施策名\t事業名\tH30予算(千円)\n"
    text = header + "1 移住の促進\t移住事業\t1,000\n2 人材の育成\t移住事業【再掲】\t1,000\n3 広報\t移住事業\t500\n"
    assert [(each.item, len(each.figure_ids)) for each in indicators_of(text)] == [("1 移住の促進", 3)]


def test_the_same_name_in_another_report_and_of_another_kind():
    text = KPI + "移住支援事業\t1人\t2人\n\n述べる。\n\n関連事業名\tH30予算(千円)\n移住支援事業\t1,000\n"
    both = make_indicators([*figures_of(text, "a"), *figures_of(text, "b")])
    assert [(each.report, each.kind) for each in both] == [("a", "kpi"), ("a", "budget"), ("b", "kpi"), ("b", "budget")]


def test_width_and_white_space_do_not_part_an_indicator():
    text = KPI + "ＫＰＩ認知度\t1%\t2%\nKPI 認知度\t3%\t4%\n"
    assert len(indicators_of(text)) == 1


def test_the_words_by_which_a_question_can_mean_it():
    header = "施策名\tKPI\t実績値 (H29)\t目標値 (H31)\t進捗率\n"
    row = "1 医療の充実\t外国人観光客数\t279万人\t全国平均値\t94.3%(※1)\n"
    (indicator,) = indicators_of(f"推進状況\n\n2 交流の拡大\n\n{header}{row}\n※1 速報の集計\n")
    assert {"外国", "観光"} <= {word for words in indicator.words for word in (words[:2],)}
    for word in ("医療", "交流", "平均", "速報"):
        assert any(word in each for each in indicator.context), word
        assert not any(word in each for each in indicator.words), word
    assert not set(indicator.words) & set(indicator.context)
    assert indicator.reading.startswith("ガイコクジンカンコウ")
    assert any(stem.startswith("tour") for stem in indicator.english)
    assert not indicator.english & indicator.english_context


def test_every_printing_lends_its_section():
    table = "関連事業名\tH30予算(千円)\n{}\t1,000\n"
    text = f"1 医療の充実\n\n{table.format('移住事業')}\n\n2 漁業の振興\n\n{table.format('移住事業【再掲】')}"
    (indicator,) = indicators_of(text)
    assert any("医療" in word for word in indicator.context)
    assert any("漁業" in word for word in indicator.context)


@pytest.mark.parametrize("report", REPORTS, ids=[report.id for report in REPORTS])
def test_every_figure_of_a_packaged_report_belongs_to_one_indicator(report):
    figures, _ = extract_figures(report, lay_out(report.text))
    indicators = make_indicators(figures)
    held = [name for indicator in indicators for name in indicator.figure_ids]
    assert sorted(held) == sorted(figure.figure_id for figure in figures)
    assert len({indicator.id for indicator in indicators}) == len(indicators)
    assert all(indicator.words and indicator.reading for indicator in indicators)


def test_no_figures_no_indicators():
    assert make_indicators([]) == []


def test_what_running_text_tells_is_of_its_own_item_and_unit():
    rows = ["移住\t○相談会を開催【R5：3回 R6：4回】", "定住\t○相談会を開催【R6：5回、90人参加】"]
    found = indicators_of("区分\t主な取組\n" + "\n".join(rows))
    assert [(each.kind, each.item, each.name, len(each.figure_ids)) for each in found] == [
        ("fact", "移住", "相談会を開催", 2),
        ("fact", "定住", "相談会を開催", 1),
        ("fact", "定住", "相談会を開催", 1),
    ]


def test_a_row_and_column_of_a_table_over_its_periods_is_one_indicator():
    table = "市町村\tR3\t\tR4\t\n\t男\t女\t男\t女\nみなと市\t1\t2\t3\t4\n"
    text = f"題の行\n\n1 人口の動き\n\n{table}\n2 転入の動き\n\n{table}"
    found = [(one.item, one.name, one.scope, len(one.figure_ids)) for one in indicators_of(text)]
    assert found == [
        ("1 人口の動き", "みなと市", "男", 2),
        ("1 人口の動き", "みなと市", "女", 2),
        ("2 転入の動き", "みなと市", "男", 2),
        ("2 転入の動き", "みなと市", "女", 2),
    ]
