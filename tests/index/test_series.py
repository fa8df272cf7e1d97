"""Series: what is the same indicator over reports and years, and what only looks like it."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.figure import Figure
from index.figures import extract_figures
from index.layout import lay_out
from index.reading import packaged_reports, read_reports
from index.series import series_of

NUMBER = iter(range(1, 10**6))


def figure(name, unit="件", report="a", kind="kpi", measure="actual", **fields):
    line = next(NUMBER)
    said = {
        "section": "",
        "item": "",
        "scope": "",
        "text": f"{line}{unit}",
        "value": Decimal(line),
        "period": f"R{line % 9 + 1}",
        **fields,
    }
    return Figure(
        figure_id=f"{report}:{line}.0:{measure}",
        report=report,
        line=line,
        span=(0, 1),
        kind=kind,
        name=name,
        measure=measure,
        unit=unit,
        year=None,
        basis="",
        qualifiers=(),
        repeat_of="",
        note="",
        **said,
    )


def linked(*figures):
    """Whether the figures are all of one series."""
    ids = {one.series for one in series_of(figures)}
    return len(ids) == 1 and ids != {""}


# --- names and units


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("製造業の付加価値 生産性", "万円"), ("製造業の付加価値生産性（万円）（暦年）", "万円")),
        (("製造業の付加価値 生産性", "万円"), ("製造業の付加価値生産性（万円）（暦年）", "")),
        (("移住相談件数(延べ件数)", "件"), ("移住相談件数", "件")),
        (("輸出額", "億円"), ("輸出額（単位：百万円）", "百万円")),
        (("来場者数", "千人"), ("来場者数", "人")),
        (("来場者数", "人"), ("来場者数（名）", "名")),
        (("就業率", "%"), ("就業率", "％")),
        (("設置数", "か所"), ("設置数", "ヶ所")),
        (("認知度 ※1", "%"), ("認知度", "%")),
        (("ＩＴ企業の従業員数", "人"), ("IT企業の従業員数", "人")),
        (("運営の状況", ""), ("運営の状況", "")),
        (("公開数", ""), ("公開数", "件")),
    ],
)
def test_one_indicator_printed_in_two_ways_is_one_series(one, other):
    assert linked(figure(*one, report="a"), figure(*other, report="b"))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("加工組立型工業の付加価値生産性", "万円"), ("製造業の付加価値生産性", "万円")),
        (("外国人観光客", "万人"), ("観光客", "万人")),
        (("外国人観光客", "万人"), ("外国人観光客", "%")),
        (("医師数（人口10万人当たり）", "人"), ("医師数", "人")),
        (("地域数（うち道の制度）", "地域"), ("地域数", "地域")),
        (("補助件数（企業）", "件"), ("補助件数（大学）", "件")),
        (("補助件数（企業）", "件"), ("補助件数", "件")),
        (("参加数（人）", ""), ("参加数（社）", "")),
        (("相談件数（累計）", "件"), ("相談件数", "件")),
        (("出荷額（暦年）", "億円"), ("出荷額（年度）", "億円")),
        (("公開数（件）", "件"), ("公開数", "")),
    ],
)
def test_what_is_another_indicator_is_another_series(one, other):
    assert not linked(figure(*one, report="a"), figure(*other, report="b"))


def test_a_scope_is_another_series():
    whole, part = figure("出生率", ""), figure("出生率", "", scope="(全国)")
    assert not linked(whole, part)
    assert linked(part, figure("出生率", "", report="b", scope="全国"))


def test_without_a_unit_it_is_open_which_of_two_is_meant():
    count, rate, open_one = (
        figure("達成割合", "件"),
        figure("達成割合", "%", report="b"),
        figure("達成割合", "", report="c"),
    )
    ids = [one.series for one in series_of([count, rate, open_one])]
    assert len(set(ids)) == 3


def test_rates_and_grades_are_of_the_series_of_their_row():
    row = [
        figure("来場者数", "千人", measure="actual"),
        figure("来場者数", "人", measure="target"),
        figure("来場者数", "%", measure="progress"),
        figure("来場者数", "", measure="grade", text="◎", value=None),
    ]
    assert linked(*row, figure("来場者数", "人", report="b"))


def test_a_figure_printed_again_is_of_the_first_ones_series():
    first = figure("輸出促進事業", "千円", kind="budget", measure="budget")
    again = replace(figure("輸出促迫事業", "千円", kind="budget", measure="budget"), repeat_of=first.figure_id)
    assert linked(first, again)


def test_names_that_a_report_uses_twice_are_told_apart_by_their_items():
    one = figure("事業の参加者数", "人", item="講座", period="R3")
    two = figure("事業の参加者数", "人", item="祭り", period="R3")
    assert not linked(one, two)
    last_year = figure("事業の参加者数", "人", item="講座", period="R2", report="b")
    ids = [figure.series for figure in series_of([one, two, last_year])]
    assert ids[0] == ids[2] != ids[1]


def test_an_indicator_that_a_report_tables_twice_is_one():
    assert linked(
        figure("来場者数", "人", item="1 集客", text="50人", value=Decimal(50), period="R3"),
        figure("来場者数", "千人", item="2 再掲", text="0.05千人", value=Decimal("0.05"), period="R3"),
    )


# --- budgets


def test_budgets_are_one_series_by_their_exact_name():
    budget = {"kind": "budget", "measure": "budget"}
    one = figure("海外展開促進事業", "千円", **budget)
    assert linked(one, figure("海外展開促進 事業", "百万円", report="b", **budget))
    assert not linked(one, figure("海外展開促進事業費", "千円", report="b", **budget))
    assert not linked(one, figure("海外展開促進事業（千円）", "千円", report="b", **budget))
    assert not linked(one, figure("海外展開促進事業", "千円", report="b"))


# --- other grids and running text


def test_a_row_of_any_grid_joins_the_outcome_of_its_name():
    kpi = figure("県産品の輸出額", "億円")
    row = {"kind": "table", "measure": "value", "report": "b", "section": "参考"}
    assert linked(kpi, figure("県産品の輸出額（億円）", "億円", **row))
    assert not linked(kpi, figure("県産品の輸出額", "億円", scope="アジア", **row))
    assert not linked(kpi, figure("県産品の輸出額", "億円", item="札幌市", **row))
    assert not linked(kpi, figure("県産品の輸出額", "件", **row))


def test_rows_of_two_grids_are_linked_only_where_they_stand_under_the_same_heading():
    row = {"kind": "table", "measure": "value"}
    one = figure("合計", "千円", section="歳入の推移", **row)
    assert linked(one, figure("合計", "千円", section="歳入の推移", report="b", **row))
    assert not linked(one, figure("合計", "千円", section="歳出の推移", **row))


def clause(words, unit="件", **fields):
    return figure(words, unit, report="b", kind="fact", measure="value", **fields)


@pytest.mark.parametrize(
    "text",
    [
        "移住相談件数",
        "移住相談件数（延べ件数）",
        "オンラインでの取組により、北海道への移住相談件数が増えるなど、移住の機会が拡大",
        "取組を進め、県内の移住相談件数は過去最多",
        "定住の支援と、移住相談件数、",
    ],
)
def test_a_clause_that_names_an_outcome_whole_is_of_its_series(text):
    assert linked(figure("移住相談件数(延べ件数)"), clause(text))


@pytest.mark.parametrize(
    ("words", "fields"),
    [
        ("首都圏移住相談件数が増加", {}),
        ("若者の移住相談件数が増加", {}),
        ("移住相談件数のうち電話によるもの", {}),
        ("移住相談件数目標を達成", {}),
        ("移住相談件数が増加", {"unit": "人"}),
        ("移住相談件数が増加", {"period": ""}),
        ("移住相談件数が増加", {"text": "350件増"}),
        ("移住相談件数が350件増加", {"text": "350件"}),
        ("移住相談件数は", {"scope": "札幌市"}),
    ],
)
def test_a_clause_about_something_else_is_not(words, fields):
    assert not linked(figure("移住相談件数(延べ件数)"), clause(words, **fields))


def test_a_longer_indicator_hides_the_one_inside_its_name():
    outer, inner = figure("首都圏での交流イベント参加者数", "人"), figure("交流イベント参加者数", "人")
    told = clause("首都圏での交流イベント参加者数が増加", "人")
    ids = [one.series for one in series_of([outer, inner, told])]
    assert ids[2] == ids[0] != ids[1]


def test_a_clause_that_names_two_outcomes_of_one_unit_is_of_neither():
    figures = [figure("移住相談件数"), figure("住宅の案内件数"), clause("移住相談件数、住宅の案内件数が最多")]
    assert series_of(figures)[2].series == ""


def test_a_clause_with_two_values_for_one_period_is_open():
    both = [clause("移住相談件数が最多", period="R5"), clause("移住相談件数が最多", period="R5")]
    assert [one.series for one in series_of(both)] == ["", ""]
    apart = [clause("移住相談件数が最多", period="R4"), clause("移住相談件数が最多", period="R5")]
    assert linked(*apart)


# --- whole tables


def packaged():
    return [
        one for report in read_reports(packaged_reports()) for one in extract_figures(report, lay_out(report.text))[0]
    ]


def test_indicators_of_the_packaged_reports_are_linked():
    reports = {}
    for one in series_of(packaged()):
        reports.setdefault(one.series, set()).add((one.report, one.name))
    assert all(figure.kind == "fact" for figure in series_of(packaged()) if not figure.series)
    assert {
        ("hokkaido-sosei-2018", "道産食品輸出額"),
        ("chiikizukuri-kofukin-kpi", "道産食品輸出額"),
    } in reports.values()


def test_linking_changes_nothing_but_the_series_and_is_the_same_in_any_order():
    figures = packaged()
    linked_ones = series_of(figures)
    assert [one.figure_id for one in linked_ones] == [one.figure_id for one in figures]
    assert series_of(series_of(figures)) == linked_ones
    backwards = series_of(figures[::-1])
    assert backwards[::-1] == linked_ones


NAMES = st.text("移住相談件数の(延べ)人・1年度", min_size=1, max_size=12)


@given(st.lists(st.tuples(NAMES, st.sampled_from(["", "件", "人", "千人"]), st.sampled_from("ab"))), st.randoms())
@settings(max_examples=50)
def test_any_names_are_linked_the_same_in_any_order(rows, random):
    figures = [
        figure(name, unit, report, kind=kind) for name, unit, report in rows for kind in ("kpi", "table", "fact")
    ]
    ids = {one.figure_id: one.series for one in series_of(figures)}
    shuffled = random.sample(figures, len(figures))
    assert {one.figure_id: one.series for one in series_of(shuffled)} == ids


def test_many_figures_are_linked_in_time_that_grows_with_their_number(monkeypatch):
    """Counted in looks at clauses, not by the clock: each is looked at once, whatever the number of outcomes."""
    from index import series

    looks = []
    original = series._stands_whole
    monkeypatch.setattr(series, "_stands_whole", lambda *about: looks.append(about) or original(*about))
    outcomes = [figure(f"北海道の第{number}指標の件数") for number in range(500)]
    clauses = [clause(f"北海道の第{number}指標の件数が増加") for number in range(500)]
    found = series_of([*outcomes, *clauses])
    assert len(looks) == 500
    assert len({one.series for one in found}) == 500
