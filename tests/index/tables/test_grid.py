"""Any grid to figures: generated ones read back exactly, damaged ones right or left out, and single cases."""

from dataclasses import dataclass
from itertools import product

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from index.figures import extract_figures
from index.layout import lay_out
from index.reading import packaged_reports, read_reports
from index.report import Report


def extract(text):
    report = Report("r", "題", "", None, None, "", "", "", "r.txt", "", text)
    return extract_figures(report, lay_out(text))


def figures_of(text):
    return extract(text)[0]


def warnings_of(text):
    return [(warned.line, warned.message) for warned in extract(text)[1]]


def said(figure):
    return figure.name, figure.scope, figure.measure, figure.text, figure.unit, figure.period


def read(text):
    return {said(figure) for figure in figures_of(text)}


# --- generated grids -------------------------------------------------------------------------------------------------

OUTER = ["総務費", "民生費", "衛生費", "農林水産業費", "土木費"]
INNER = ["札幌市", "小樽市", "道路橋りょうの維持", "学校給食", "図書の購入", "除雪", "光熱水費", "国庫支出金"]
SCOPES = ["男", "女", "第1四半期", "一般会計", "歳入", "計"]
PERIODS = ["R2", "令和3年度", "2022年度", "H30", "2019", "令和6年3月末"]
MEASURES = [("目標", "target"), ("実績値", "actual"), ("達成率", "achievement")]
UNITS = ["千円", "人", "百万円", "件"]
CAPTION = "表の見出しの言葉"


def some(words, most):
    return st.lists(st.sampled_from(words), min_size=1, max_size=most, unique=True)


CELLS = st.one_of(
    st.integers(-9999, 99999).map(lambda n: f"▲{-n:,}" if n < 0 else f"{n:,}"),
    st.integers(1900, 2099).map(str),  # a number that might be a year
    st.sampled_from(["", "", "-", "－", "12.5", "0"]),
)


@dataclass(frozen=True)
class Grid:
    """A grid as cells, and what the cells of each row are said to be."""

    head: tuple[tuple[str, ...], ...]
    rows: tuple[tuple[str, ...], ...]
    expected: tuple[frozenset[tuple[str, ...]], ...]
    unit: str

    def text(self, rows=None, head=None):
        lines = ["\t".join(row) for row in (*(head or self.head), *(rows or self.rows))]
        return "\n".join(["資料の題名", "", "1 はじめの章", "", CAPTION, f"（単位：{self.unit}）", *lines, ""])


@st.composite
def grids(draw):
    levels = [
        [(word, "scope") for word in draw(some(SCOPES, 3))],
        [(word, "period") for word in draw(some(PERIODS, 3))],
        draw(some(MEASURES, 3)),
    ]
    levels = draw(st.permutations(levels))[: draw(st.integers(1, 3))]
    columns = list(product(*levels))
    outer = draw(st.booleans())
    names = [(a, b) for a in draw(some(OUTER, 3)) for b in draw(some(INNER, 4))]
    names = names if outer else [(b,) for b in draw(some(INNER, 5))]
    unit, by_row = draw(st.sampled_from(UNITS)), draw(st.booleans())
    stub = [*["款", "項目"][-len(names[0]) :], *(["単位"] if by_row else [])]
    rows, expected = [], []
    for n, name in enumerate(names):
        own = draw(st.sampled_from(UNITS)) if by_row else unit
        # Every column shows in one row that it holds numbers.
        cells = [f"{1000 + k}.5" for k in range(len(columns))] if n == 0 else [draw(CELLS) for _ in columns]
        rows.append((*merged(name, names[n - 1] if n else ("",)), *([own] if by_row else []), *cells))
        pairs = zip(columns, cells, strict=True)
        expected.append(frozenset(told(name, column, cell, own) for column, cell in pairs if cell))
    return Grid(heading(stub, levels), tuple(rows), tuple(expected), unit)


def heading(stub, levels):
    """The header rows of a product of levels: each word once, at the left of the columns that it spans."""
    rows, spans = [], 1
    for n, level in enumerate(levels):
        width = len(list(product(*levels[n + 1 :])))
        row = [cell for _ in range(spans) for word, _ in level for cell in (word, *[""] * (width - 1))]
        rows.append((*(stub if n == 0 else [""] * len(stub)), *row))
        spans *= len(level)
    return tuple(rows)


def merged(name, above):
    """The cells of a row's name, the outer one blank where it is the same as in the row above."""
    return ("", name[1]) if len(name) == 2 and name[0] == above[0] else name


def told(name, column, cell, unit):
    parts = {kind: word for word, kind in column}
    measure = next((kind for kind in parts if kind not in ("scope", "period")), "value")
    number = cell not in ("-", "－")
    return (
        " ".join(name),
        parts.get("scope", ""),
        measure,
        cell,
        unit if number and measure != "achievement" else "",
        parts.get("period", ""),
    )


@given(grids())
@settings(max_examples=50)
def test_a_grid_is_read_back_exactly(grid):
    assert read(grid.text()) == set().union(*grid.expected)
    assert warnings_of(grid.text()) == []


@given(grids())
@settings(max_examples=20)
def test_every_figure_lies_where_it_says(grid):
    lines = grid.text().split("\n")
    for figure in figures_of(grid.text()):
        assert lines[figure.line - 1][slice(*figure.span)] == figure.text
        assert figure.item == CAPTION
        assert figure.section.endswith("1 はじめの章")


@given(grids(), st.data())
@settings(max_examples=50)
def test_a_row_that_lost_a_cell_is_right_or_left_out(grid, data):
    at = data.draw(st.integers(0, len(grid.rows) - 1))
    assume(len(grid.rows[at]) > 2)  # a lone cell left over is no row of a table
    lost = data.draw(st.integers(0, len(grid.rows[at]) - 1))
    rows = [row if n != at else row[:lost] + row[lost + 1 :] for n, row in enumerate(grid.rows)]
    assert read(grid.text(rows)) <= set().union(*grid.expected)


@given(grids(), st.data())
@settings(max_examples=50)
def test_a_header_that_lost_a_cell_says_nothing_wrong(grid, data):
    at = data.draw(st.integers(0, len(grid.head) - 1))
    assume(len(grid.head[at]) > 2)  # a lone cell left over is no row of a table
    lost = data.draw(st.integers(0, len(grid.head[at]) - 1))
    head = [row if n != at else row[:lost] + row[lost + 1 :] for n, row in enumerate(grid.head)]
    assume(any(head[at]))  # a blank line parts two tables
    assert read(grid.text(head=head)) <= set().union(*grid.expected)


@given(grids(), st.data())
@settings(max_examples=20)
def test_rows_may_come_in_any_order(grid, data):
    # Whole rows are shuffled, so each prints its outer name itself.
    names, outer = [], ""
    for row in grid.rows:
        outer = row[0] or outer
        names.append((outer, *row[1:]))
    rows = data.draw(st.permutations(names))
    assert read(grid.text(rows)) == read(grid.text())


# --- shapes that reports print ---------------------------------------------------------------------------------------


def cells(text):
    """Name, scope, measure, text, unit and period of each figure, in order."""
    return [said(figure) for figure in figures_of(text)]


def test_an_evaluation_sheet_pairs_targets_and_actuals():
    text = (
        "活動指標\n\n指標名\t単位\t区分\tR3\tR4\n"
        "放課後児童クラブ利用者数\t人\t目標\t1,000\t1,100\n\t\t実績\t980\t-\n\t\t達成率\t98.0%\t\n"
        "クラブ数\tか所\t目標\t10\t11\n\t\t実績\t10\t未集計\n"
    )
    assert cells(text) == [
        ("放課後児童クラブ利用者数", "", "target", "1,000", "人", "R3"),
        ("放課後児童クラブ利用者数", "", "target", "1,100", "人", "R4"),
        ("放課後児童クラブ利用者数", "", "actual", "980", "人", "R3"),
        ("放課後児童クラブ利用者数", "", "actual", "-", "", "R4"),
        ("放課後児童クラブ利用者数", "", "achievement", "98.0%", "%", "R3"),
        ("クラブ数", "", "target", "10", "か所", "R3"),
        ("クラブ数", "", "target", "11", "か所", "R4"),
        ("クラブ数", "", "actual", "10", "か所", "R3"),
        ("クラブ数", "", "actual", "未集計", "", "R4"),
    ]
    assert {figure.kind for figure in figures_of(text)} == {"kpi"}


def test_pairs_may_stand_in_brackets_of_the_name():
    text = "学童\n\n年度\tR3\tR4\n利用者数（目標）\t100\t110\n利用者数（実績）\t98\t105\n達成率\t98.0%\t95.5%\n"
    assert [row[:4] for row in cells(text)] == [
        ("利用者数", "", "target", "100"),
        ("利用者数", "", "target", "110"),
        ("利用者数", "", "actual", "98"),
        ("利用者数", "", "actual", "105"),
        ("利用者数", "", "achievement", "98.0%"),
        ("利用者数", "", "achievement", "95.5%"),
    ]


def test_costs_by_year_with_their_sources_below_them():
    text = (
        "コスト\n\n（単位：千円）\n区分\t\tR4決算\tR5予算\n"
        "事業費\t国庫支出金\t100\t200\n\t一般財源\t10\t-\n人件費\t\t3,000\t3,100\n合計\t\t3,110\t3,300\n"
    )
    assert cells(text) == [
        ("事業費 国庫支出金", "決算", "value", "100", "千円", "R4"),
        ("事業費 国庫支出金", "", "budget", "200", "千円", "R5"),
        ("事業費 一般財源", "決算", "value", "10", "千円", "R4"),
        ("事業費 一般財源", "", "budget", "-", "", "R5"),
        ("人件費", "決算", "value", "3,000", "千円", "R4"),
        ("人件費", "", "budget", "3,100", "千円", "R5"),
        ("合計", "決算", "value", "3,110", "千円", "R4"),
        ("合計", "", "budget", "3,300", "千円", "R5"),
    ]
    assert {figure.kind for figure in figures_of(text)} == {"table"}


def test_key_figures_of_a_company_by_term():
    text = (
        "主要な経営指標等の推移\n\n回次\t第10期\t第11期\n決算年月\t2019年3月\t2020年3月\n"
        "売上高 (百万円)\t1,234\t1,345\n当期純利益 (百万円)\t▲12\t34\n"
        "自己資本比率 (％)\t45.6\t44.4\n従業員数 (人)\t120 (15)\t125 (16)\n"
    )
    assert cells(text)[:4] == [
        ("売上高 (百万円)", "", "value", "1,234", "百万円", "2019年3月"),
        ("売上高 (百万円)", "", "value", "1,345", "百万円", "2020年3月"),
        ("当期純利益 (百万円)", "", "value", "▲12", "百万円", "2019年3月"),
        ("当期純利益 (百万円)", "", "value", "34", "百万円", "2020年3月"),
    ]
    assert [figure.note for figure in figures_of(text)][:2] == ["第10期", "第11期"]
    # Two numbers in a cell are no one value.
    assert [(figure.text, figure.value) for figure in figures_of(text)][-1] == ("125 (16)", None)


def test_terms_without_dates_are_periods_themselves():
    assert cells("\t第10期\t第11期\n売上高\t1\t2\n")[1] == ("売上高", "", "value", "2", "", "第11期")


def test_population_by_place_year_and_sex():
    text = "人口\n\n市町村\t2015年\t\t2020年\t\n\t男\t女\t男\t女\nみなと市\t10\t11\t12\t13\n"
    assert cells(text) == [
        ("みなと市", "男", "value", "10", "", "2015年"),
        ("みなと市", "女", "value", "11", "", "2015年"),
        ("みなと市", "男", "value", "12", "", "2020年"),
        ("みなと市", "女", "value", "13", "", "2020年"),
    ]


def test_years_in_rows_give_the_period_and_columns_the_name():
    text = "推移\n\n年度\t人口(人)\t世帯数(世帯)\t備考\n2018年度\t100\t45\t\n2019\t99\t46\t速報値\n合計\t199\t91\t\n"
    assert cells(text) == [
        ("人口", "", "value", "100", "人", "2018年度"),
        ("世帯数", "", "value", "45", "世帯", "2018年度"),
        ("人口", "", "value", "99", "人", "2019"),
        ("世帯数", "", "value", "46", "世帯", "2019"),
        ("合計", "人口", "value", "199", "人", ""),
        ("合計", "世帯数", "value", "91", "世帯", ""),
    ]
    assert figures_of(text)[2].remark == "速報値"


def test_a_budget_by_chapter_section_and_item():
    text = (
        "予算の概要\n\n令和5年度歳出予算（単位：千円）\n款\t項\t目\t本年度予算額\t前年度予算額\t比較増減\n"
        "1 議会費\t\t\t300\t310\t▲10\n\t1 議会費\t\t300\t310\t▲10\n"
        "\t\t1 事務局費\t100\t90\t10\n歳出合計\t\t\t900\t910\t▲10\n"
    )
    assert cells(text)[:3] == [
        ("1 議会費", "本年度予算額", "budget", "300", "千円", "令和5年度"),
        ("1 議会費", "前年度予算額", "budget", "310", "千円", ""),
        ("1 議会費", "比較増減", "value", "▲10", "千円", "令和5年度"),
    ]
    assert [figure.name for figure in figures_of(text)][::3] == [
        "1 議会費",
        "1 議会費 1 議会費",
        "1 議会費 1 議会費 1 事務局費",
        "歳出合計",
    ]
    assert {figure.item for figure in figures_of(text)} == {"令和5年度歳出予算"}


def test_headers_of_an_indicator_table_in_two_rows():
    text = (
        "指標\n\n指標\t単位\t基準値\t目標値\t\t実績値\t\n\t\tR3\tR5\tR6\tR4\tR5\n"
        "移住者数\t人\t50\t100\t120\t80\t99\n満足度\t％\t60\t70以上\t75以上\t62.5\t-\n"
    )
    assert cells(text) == [
        ("移住者数", "", "baseline", "50", "人", "R3"),
        ("移住者数", "", "target", "100", "人", "R5"),
        ("移住者数", "", "target", "120", "人", "R6"),
        ("移住者数", "", "actual", "80", "人", "R4"),
        ("移住者数", "", "actual", "99", "人", "R5"),
        ("満足度", "", "baseline", "60", "％", "R3"),
        ("満足度", "", "target", "70以上", "％", "R5"),
        ("満足度", "", "target", "75以上", "％", "R6"),
        ("満足度", "", "actual", "62.5", "％", "R4"),
        ("満足度", "", "actual", "-", "", "R5"),
    ]
    assert {figure.kind for figure in figures_of(text)} == {"kpi"}
    assert warnings_of(text) == []


def test_age_classes_and_numbers_of_rows_are_no_values():
    text = "No.\t年齢階級\t総数\n1\t0～4歳\t30\n2\t5～9歳\t31\n3\t65歳以上\t60\n"
    assert [(row[0], row[3]) for row in cells(text)] == [("0～4歳", "30"), ("5～9歳", "31"), ("65歳以上", "60")]


def test_school_years_head_columns():
    text = "学校名\t児童数\t\t教職員数\n\t1年\t2年\t\nみなと小\t30\t31\t20\n"
    assert [row[:2] for row in cells(text)] == [
        ("みなと小", "児童数 1年"),
        ("みなと小", "児童数 2年"),
        ("みなと小", "教職員数"),
    ]


def test_outturns_beside_budgets_are_read_too():
    text = "番号\t事業名\t予算額(千円)\t決算額(千円)\t評価\n101\t除雪\t900\t880\tA\n102\t防災訓練\t100\t-\tB\n"
    assert [row[:5] for row in cells(text)][:3] == [
        ("除雪", "", "budget", "900", "千円"),
        ("除雪", "決算額", "value", "880", "千円"),
        ("除雪", "", "grade", "A", ""),
    ]


def test_lone_cells_head_the_rows_below_them():
    text = "科目\t前期\t当期\n【資産の部】\t\t\n合計\t100\t200\n【負債の部】\t\t\n合計\t50\t60\n"
    assert [row[0] for row in cells(text)] == ["資産の部 合計"] * 2 + ["負債の部 合計"] * 2
    plain = "科目\t前期\t当期\n歳入\t\t\n合計\t100\t200\n歳出\t\t\n合計\t50\t60\n"
    assert [row[0] for row in cells(plain)] == ["歳入 合計"] * 2 + ["歳出 合計"] * 2


def test_a_row_without_values_heads_nothing_where_names_differ():
    text = "市町村\tR3\tR4\nみなと市\t\t\nやまて町\t1\t2\n"
    assert [row[0] for row in cells(text)] == ["やまて町", "やまて町"]


def test_units_of_cell_column_row_and_caption_in_this_order():
    text = "表（単位：千円）\n\n1 章の名前\n\n（単位：千円）\n区分\t金額\t面積(ha)\n土地（㎡）\t1\t2\n建物\t3\t4件\n"
    assert [(row[3], row[4]) for row in cells(text)] == [("1", "㎡"), ("2", "ha"), ("3", "千円"), ("4件", "件")]


def test_shares_and_counts_are_in_no_money():
    text = "歳入\n\n（単位：千円、％）\n区分\tR4\t構成比\t件数\n市税\t100\t50.0\t3\n"
    assert [(row[3], row[4]) for row in cells(text)] == [("100", "千円"), ("50.0", "％"), ("3", "")]


OF_PORTS = "港の統計\n\n（単位：隻、人、％）\n\n"
OF_PORTS += "港\tR2\t\tR3\t\t増減率\t\n\t漁船数\t漁業者数\t漁船数\t漁業者数\t漁船数\t漁業者数\n"


def test_of_several_units_each_column_has_the_one_that_its_headers_mean():
    text = OF_PORTS.replace("漁船数", "船舶隻数") + "北港\t10\t40\t11\t30\t10.0\t▲25.0\n"
    assert [row[4] for row in cells(text)] == ["隻", "人", "隻", "人", "％", "％"]


def test_no_unit_of_several_where_one_column_does_not_tell_its_own():
    text = OF_PORTS.replace("漁船数", "規模") + "北港\t10\t40\t11\t30\t10.0\t▲25.0\n"
    assert {row[4] for row in cells(text)} == {""}


def test_bare_years_name_the_rows_under_a_header_of_years():
    text = "港の統計\n\n年\t船（隻）\t漁獲（トン）\t\n\t\t総量\tうち鮭\n2017\t5\t90\t30\n2018\t6\t80\t20\n"
    assert [(row[0], row[3], row[5]) for row in cells(text)] == [
        (name, value, year)
        for year, values in (("2017", ["5", "90", "30"]), ("2018", ["6", "80", "20"]))
        for name, value in zip(["船", "漁獲 総量", "漁獲 うち鮭"], values, strict=True)
    ]


OF_YEARS = "目標\n\n柱\t項目\t単位\t現状\t\t最終目標\t\n\t\t\t年度\t値\t年度\t値\n"


def test_a_column_of_years_dates_the_values_beside_it():
    text = OF_YEARS + "①学び\t講座の数\t回\tR4\t12\tR9\t20\n\t受講者の数\t人\t2021年\t300\t－\t\n"
    assert [(row[0], row[2], row[3], row[5]) for row in cells(text)] == [
        ("①学び 講座の数", "baseline", "12", "R4"),
        ("①学び 講座の数", "target", "20", "R9"),
        ("①学び 受講者の数", "baseline", "300", "2021年"),
    ]


def test_columns_of_years_in_a_header_of_one_row_date_their_values():
    text = "目標\n\n指標名\t単位\t基準年度\t基準値\t目標年度\t目標値\n"
    text += "講座の数\t回\tR4\t12\tR9\t20\n来館者数\t人\tR3\t5\tR8\t6\n"
    assert [(row[2], row[3], row[5]) for row in cells(text)] == [
        ("baseline", "12", "R4"),
        ("target", "20", "R9"),
        ("baseline", "5", "R3"),
        ("target", "6", "R8"),
    ]


def test_a_value_without_its_year_and_a_row_that_lost_its_order_are_left_out():
    text = OF_YEARS + "①学び\t講座の数\t回\tR4\t12\t－\t20\n\t来館者の数\t人\tR4\t7\tR9\t8\n"
    text += "\t貸出の数\t冊\tR3\t5\tR9\t6\n\t受講者の数\t人\t300\tR4\t350\tR9\n"
    assert [row[3] for row in cells(text)] == ["12", "7", "8", "5", "6"]
    assert sorted(line for line, _ in warnings_of(text)) == [5, 8]


def test_numbers_of_what_a_row_belongs_to_are_no_values():
    text = "事業\n\n事業名\t関連する柱\t金額（千円）\n朝市\t1\t300\n祭り\t2\t500\n"
    assert [row[3] for row in cells(text)] == ["300", "500"]


OF_GRANTS = (
    "令和4年度 支援の一覧\n\n1 支援\n\n"
    "分類\t支援の名称\t予算額（千円）\t財源内訳\t\t担当課\n\t\t\t財源\t金額（千円）\t\n"
    "農業\t畑の支援\t900\t県支出金\t600\t農政課\n\t\t\t一般財源\t300\t\n\t小計\t900\t\t\t\n"
    "林業\t森の支援\t500\t一般財源\t500\t林政課\n"
)


def test_sources_beside_amounts_are_of_the_row_above_and_of_the_year_in_the_heading():
    assert cells(OF_GRANTS) == [
        ("農業 畑の支援", "", "budget", "900", "千円", "令和4年度"),
        ("農業 畑の支援", "財源内訳 県支出金", "budget", "600", "千円", "令和4年度"),
        ("農業 畑の支援", "", "general_fund", "300", "千円", "令和4年度"),
        ("農業 小計", "", "budget", "900", "千円", "令和4年度"),
        ("林業 森の支援", "", "budget", "500", "千円", "令和4年度"),
        ("林業 森の支援", "", "general_fund", "500", "千円", "令和4年度"),
    ]


def test_a_heading_dates_no_indicator_and_no_budget_of_an_evaluation():
    text = "令和4年度 支援の一覧\n\n1 支援\n\n区分\t名称\t目標\t\n\t\t上期\t下期\n農業\t畑の数\t3\t4\n"
    assert {row[5] for row in cells(text)} == {""}
    assert {row[5] for row in cells(OF_GRANTS.replace("支援の一覧", "事業の評価"))} == {""}


def test_columns_of_sources_are_no_measures_of_the_rows():
    text = "集計\n\n（単位：千円、％）\n財源\t一般財源\t県支出金\n金額\t300\t100\n構成比\t75.0\t25.0\n"
    assert [(row[1], row[2], row[4]) for row in cells(text)] == [
        ("一般財源", "value", "千円"),
        ("県支出金", "value", "千円"),
        ("一般財源", "value", "％"),
        ("県支出金", "value", "％"),
    ]


def test_words_under_a_rate_are_no_part_of_the_name():
    text = "条件\n\n名称\t補助率\t上限額\n畑の支援\t1/2以内\t30万円\n森の支援\t10%\t5万円\n牧場の支援\t定額\t8万円\n"
    assert [(row[0], row[3]) for row in cells(text)] == [
        ("畑の支援", "30万円"),
        ("森の支援", "5万円"),
        ("牧場の支援", "8万円"),
    ]


def test_months_are_of_the_year_over_them():
    text = "入込\n\n令和4年度月別入込数\n施設\t4月\t1月\n温泉\t10\t20\n"
    assert [(figure.period, figure.year) for figure in figures_of(text)] == [
        ("令和4年度 4月", 2022),
        ("令和4年度 1月", 2023),
    ]


def test_a_caption_with_several_years_gives_none():
    text = "推移\n\n令和元年度～令和5年度の状況\n施設\t利用者数\n温泉\t10\n"
    assert [figure.period for figure in figures_of(text)] == [""]


def test_two_columns_without_values_below_each_other_are_pairs():
    text = "概要\n\n事業名\t巡回バス\n所管課\t交通課\n開始年度\t平成20年度\n総事業費\t12,345千円\n整理番号\t12\n"
    assert cells(text) == [("巡回バス", "", "budget", "12,345千円", "千円", "")]


def test_several_tables_in_one_sheet():
    text = (
        "事業名\t巡回バス\t所管\t交通課\n区分\tR3決算\tR4決算\t\n事業費\t10\t20\t\n"
        "活動指標\t\t\t\n指標\tR3\tR4\tR5\n便数\t5\t6\t7\n"
    )
    assert [(figure.item, figure.name, figure.scope, figure.period, figure.text) for figure in figures_of(text)] == [
        ("", "巡回バス", "決算", "R3", "10"),
        ("", "巡回バス", "決算", "R4", "20"),
        ("巡回バス", "便数", "", "R3", "5"),
        ("巡回バス", "便数", "", "R4", "6"),
        ("巡回バス", "便数", "", "R5", "7"),
    ]


def test_counts_that_look_like_years_are_values():
    text = "推移\n\n区分\t2021\t2022\n人口\t2019\t1985\n世帯\t900\t2001\n"
    assert [(row[0], row[3], row[5]) for row in cells(text)] == [
        ("人口", "2019", "2021"),
        ("人口", "1985", "2022"),
        ("世帯", "900", "2021"),
        ("世帯", "2001", "2022"),
    ]


def test_a_header_printed_again_goes_on_with_the_table():
    text = "区分\tR3\tR4\n甲地区\t1\t2\n区分\tR3\tR4\n乙地区\t3\t4\n"
    assert [row[0] for row in cells(text)] == ["甲地区"] * 2 + ["乙地区"] * 2


@pytest.mark.parametrize(
    "text",
    [
        "工程\t4月\t5月\t6月\n設計\t○\t○\t\n工事\t\t\t○\n",
        "工程\t4月\t5月\n設計\t→\t→\n",
        "氏名\t電話番号\t内線\n佐藤\t011-000-1111\t123\n鈴木\t0134-00-2222\t124\n",
        "検査項目\tはい\tいいえ\n5件以上の記録がある\t□\t□\n",
        "部\t課\t係\n総務部\t財政課\t予算係\n\t税務課\t市民税係\n",
        "参加大学・高専 (11)\t参加企業等 (97)\nみなと大学、やまて大学\t月影電機、星見建設\n",
        "章\t名前\t頁\n1\tはじめに\t3\n2\t現状\t10\n",
    ],
)
def test_what_prints_no_values_gives_none(text):
    figures, warnings = extract("題名の行\n\n" + text)
    assert ([figure for figure in figures if figure.kind != "fact"], warnings) == ([], [])


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("区分\tR3\tR3\n甲\t1\t2\n", 1, "columns 2, 3 left out: their headers do not tell them apart"),
        ("区分\tR3\tR4\n甲\t1\n乙\t3\t4\n", 2, "row left out: its 2 cells do not fit the 3 columns"),
        ("甲\t1\t2\n乙\t3\t4\n", 1, "table left out: no header row says what its numbers are"),
        ("区分\tR3\n甲\t1\t2\n乙\t3\t4\n", 1, "table left out: its header has not as many cells as its rows"),
        ("区分\tR3\tR4\n\t1\t2\n乙\t3\t4\n", 2, "row left out: it prints no name"),
        ("区分\tR3\tR4\n甲\t1\t2\n甲\t3\t4\n", 2, "values left out: another row prints other values"),
    ],
)
def test_what_cannot_be_placed_is_left_out_with_its_line(text, line, said):
    warnings = warnings_of(text)
    assert warnings[0][0] == line
    assert warnings[0][1].startswith(said)


def test_trailing_remarks_may_be_missing():
    text = "区分\tR3\tR4\t備考\n甲\t1\t2\n乙\t3\t4\t速報\n丙\t5\n"
    assert [(row[0], row[3]) for row in cells(text)] == [("甲", "1"), ("甲", "2"), ("乙", "3"), ("乙", "4")]
    assert [line for line, _ in warnings_of(text)] == [4]


def test_footnotes_come_with_the_values_that_carry_them():
    text = "区分\tR3\tR4\n甲\t1\t2※1\n※1 速報値である。\n"
    assert [figure.note for figure in figures_of(text)] == ["", "※1 速報値である。"]


@pytest.mark.parametrize("report", read_reports(packaged_reports()), ids=lambda report: report.id)
def test_the_packaged_reports_print_no_other_tables(report):
    figures, _ = extract_figures(report, lay_out(report.text))
    assert not [figure for figure in figures if figure.kind == "table"]


# --- parts, tallies, grades in words ---------------------------------------------------------------------------------


def test_a_part_of_the_row_above_is_its_scope():
    figures = read("区分\t令和4年\t令和5年\n宿泊者数（万人）\t10\t12\nうち県外（万人）\t4\t5\n日帰り客（千人）\t7\t8\n")
    assert ("宿泊者数（万人）", "うち県外（万人）", "value", "5", "万人", "令和5年") in figures
    assert ("日帰り客（千人）", "", "value", "8", "千人", "令和5年") in figures


def test_a_part_without_the_row_above_keeps_its_own_name():
    assert {name for name, *_ in read("区分\tR4\tR5\nうち県外\t4\t5\n日帰り客\t7\t8\n")} == {"うち県外", "日帰り客"}


def test_grades_are_counted_under_their_signs():
    figures = read("評価\t◎\t○\t△\t計\n指標数\t4\t11\t2\t17\n")
    assert {(name, scope, text) for name, scope, _, text, _, _ in figures} == {
        ("指標数", "◎", "4"),
        ("指標数", "○", "11"),
        ("指標数", "△", "2"),
        ("指標数", "計", "17"),
    }


def test_a_row_of_grades_heads_no_table():
    figures = read("事業\tA\tB\n体制整備\t◎\t○\n件数\t3\t4\n")
    assert figures == set()


def test_a_column_of_words_that_grade_is_one_of_grades():
    figures = read(
        "指標\t基準値\t令和4年\t令和5年\t達成状況\n来館者数\t10人\t11人\t12人\t概ね順調\n貸出冊数\t5冊\t4冊\t3冊\tやや遅れ\n"
    )
    assert ("来館者数", "", "grade", "概ね順調", "", "") in figures
    assert ("貸出冊数", "", "grade", "やや遅れ", "", "") in figures


# --- what stands beside a table, and costs ---------------------------------------------------------------------------


@pytest.mark.parametrize("parted", ["\n", ""])
def test_a_row_that_states_unit_and_years_is_the_tables_caption(parted):
    text = (
        "霧島町の会計\n\n第１ 収入\n\n"
        f"（本年度：令和４年度　前年度：令和３年度）\t\t（単位：百万円、％）\n{parted}"
        "科目\t本年度予算額\t前年度決算額\t増減率\n使用料\t50\t40\t▲ 2.5\n"
    )
    assert [(*cell, figure.year) for cell, figure in zip(cells(text), figures_of(text), strict=True)] == [
        ("使用料", "", "budget", "50", "百万円", "本年度", 2022),
        ("使用料", "決算額", "value", "40", "百万円", "前年度", 2021),
        ("使用料", "増減率", "value", "▲ 2.5", "％", "", None),
    ]


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("令和５年度当初予算の概要", [("本年度", 2023, ""), ("前年度", 2022, "")]),
        ("令和５年度の白書", [("", None, "本年度予算額"), ("", None, "前年度予算額")]),
        ("令和４年度決算と令和５年度予算", [("", None, "本年度予算額"), ("", None, "前年度予算額")]),
    ],
)
def test_relative_years_are_those_of_a_budgets_title(title, expected):
    text = "第１ 収入\n\n科目\t本年度予算額\t前年度予算額\n使用料\t50\t40\n"
    report = Report("r", title, "", None, None, "", "", "", "r.txt", "", text)
    figures = extract_figures(report, lay_out(text))[0]
    assert [(figure.period, figure.year, figure.scope) for figure in figures] == expected


def test_a_unit_in_the_corner_of_a_table_is_the_tables():
    text = "財源の内訳\n\n（単位：千円）\t\tR3決算\tR4予算\n財源\t県支出金\t1\t2\n\t一般財源\t3\t4\n"
    assert {(figure.name, figure.unit) for figure in figures_of(text)} == {
        ("財源 県支出金", "千円"),
        ("財源 一般財源", "千円"),
    }


COSTS = """巡回バス調書

## １ 概要

施策名\t足の確保\t施策コード\t3-1

## ２ 費用

（単位：千円）\tR3決算\tR4予算
事業費\t100\t120
うち一般財源\t40\t50
人件費\t30\t20
合計\t130\t{total}
従事職員数（人）\t0.5\t0.4
"""


def test_costs_are_of_the_forms_subject():
    read = figures_of(COSTS.format(total=140))
    assert {figure.name for figure in read} == {"足の確保"}
    assert [(figure.measure, figure.scope, figure.unit, figure.text) for figure in read if figure.period == "R4"] == [
        ("budget", "", "千円", "120"),
        ("general_fund", "", "千円", "50"),
        ("budget", "人件費", "千円", "20"),
        ("full_cost", "", "千円", "140"),
        ("staff", "", "人", "0.4"),
    ]


def test_a_total_that_does_not_add_up_is_no_full_cost():
    totals = [figure for figure in figures_of(COSTS.format(total=141)) if figure.scope.startswith("合計")]
    assert [figure.measure for figure in totals] == ["budget", "budget"]


def test_a_part_is_of_the_row_above_it():
    text = "人の数\n\n区分\tR3\tR4\n職員数（人）\t9\t8\nうち女性\t4\t3\n教員数（人）\t7\t6\nうち女性\t2\t1\n"
    assert [row[:2] for row in cells(text)][2::4] == [("職員数（人）", "うち女性"), ("教員数（人）", "うち女性")]
    assert {row[4] for row in cells(text)} == {"人"}


def test_ranks_are_values_without_a_unit():
    text = "町の姿\n\n町名\t人口（人）\t\t面積（ha）\t\n\t\t順位\t\t順位\n甲町\t900\t2\t70\t1\n乙町\t950\t1\t60\t2\n"
    assert cells(text)[:4] == [
        ("甲町", "人口", "value", "900", "人", ""),
        ("甲町", "人口 順位", "value", "2", "", ""),
        ("甲町", "面積", "value", "70", "ha", ""),
        ("甲町", "面積 順位", "value", "1", "", ""),
    ]


def test_a_rank_beside_a_unit_column_has_no_unit():
    text = "町の姿\n\n指標\t単位\tR3\tR4\t全国順位\n人口\t人\t900\t890\t12\n面積\tha\t70\t70\t30\n"
    assert [row[4] for row in cells(text)] == ["人", "人", "", "ha", "ha", ""]


def test_plans_beside_actuals_are_targets():
    text = "実施\n\n区分\t計画\t\t実績\t\n\tR元\tR2\tR元\tR2\n植樹\t5\t6\t4\t7\n"
    assert [(row[2], row[3], row[5]) for row in cells(text)] == [
        ("target", "5", "R元"),
        ("target", "6", "R2"),
        ("actual", "4", "R元"),
        ("actual", "7", "R2"),
    ]


def test_a_date_above_a_table_is_its_period_and_no_name():
    text = "## 町の姿\n\n令和4年4月1日現在\n\n町名\t人口\t世帯数\n甲町\t900\t300\n"
    assert {(figure.item, figure.period) for figure in figures_of(text)} == {("町の姿", "令和4年4月1日現在")}


def test_labels_beside_codes_are_no_table_that_is_left_out():
    text = "調書\n\n施策名\t足の確保\t整理番号\t12\n担当課\t交通課\t開始年度\t平成28年度\n"
    assert extract(text) == ([], [])


def test_a_cost_for_each_user_is_no_budget():
    text = COSTS.format(total=140) + "１人当たりの経費（円）\t500\t600\n"
    assert [(f.measure, f.scope) for f in figures_of(text) if f.unit == "円"] == [
        ("value", "１人当たりの経費 決算"),
        ("value", "１人当たりの経費"),
    ]


def test_lone_cells_that_number_groups_are_what_indicators_belong_to():
    text = (
        "題名\n\n番号\t指　標\t単位\t基準値(H30)\t実　績\t\t目標(R8)\t区分\n\t\t\t\tR4\tR5\t\t\n"
        "柱１ 文化\t\t\t\t\t\t\t\n1\t来場者数\t人\t12\t15\t18\t20\t○\n2\t開館日数\t日\t300\t290\t280\t310\t▼\n"
        "柱２ 交通\t\t\t\t\t\t\t\n3\t１日最大乗客数\t人\t70\t71\t72\t90\t◎\n"
    )
    figures, warnings = extract(text)
    assert warnings == []
    assert len(figures) == 15
    assert {(figure.name, figure.item) for figure in figures} == {
        ("来場者数", "柱１ 文化"),
        ("開館日数", "柱１ 文化"),
        ("１日最大乗客数", "柱２ 交通"),
    }
    assert [said(figure)[1:] for figure in figures if figure.name == "開館日数"] == [
        ("", "baseline", "300", "日", "H30"),
        ("", "actual", "290", "日", "R4"),
        ("", "actual", "280", "日", "R5"),
        ("", "target", "310", "日", "R8"),
        ("", "grade", "▼", "", ""),
    ]


def test_marks_beside_no_target_are_no_grades():
    text = "題名\n\n施設\t来場者数\t区分\n図書館\t12\t○\n美術館\t15\t×\n"
    assert {figure.measure for figure in figures_of(text)} == {"value"}


def test_arrows_that_say_a_direction_are_no_names():
    figures = read(
        "指標\t方向\t当初 H29\t中間 R2\t目標 R8\nごみの量\t↓\t980g\t955g\t900g\n資源化率\t↑\t18%\t19%\t25%\n"
    )
    assert ("ごみの量", "中間", "value", "955g", "g", "R2") in figures
    assert ("資源化率", "", "target", "25%", "%", "R8") in figures


def test_words_of_a_form_name_no_indicator():
    text = "題\n\n３ 成果指標の設定\n\n年度\tH29\tH30\n目標値\t1,116\t1,198\n実績値\t968\t991\n"
    figures, warnings = extract("題の行\n\n" + text)
    assert figures == []
    assert {warned.message for warned in warnings} == {
        "cell left out: neither its row nor its column says what it is"
    }


def test_grades_alone_are_of_what_their_form_is_of():
    text = "事業評価\n\n事業名\t畑の支援\t担当\t農政課\n\n評価\n\n公平性\t総合評価\nA\tC\n"
    assert [row[:4] for row in cells(text)] == [
        ("畑の支援", "公平性", "grade", "A"),
        ("畑の支援", "総合評価", "grade", "C"),
    ]
