"""Headers of several rows: the roles of their columns are those of a header of one row."""

from collections import defaultdict
from dataclasses import replace

import pytest

from evaluation.figures.comparison import transcription
from index.checks.audit import audit
from index.figures import extract_figures
from index.layout import lay_out
from index.reading import read_reports
from index.tables.spanning import under_one_row
from tests.index.test_figures import report_of
from tests.index.written import as_delimited, as_docx, as_html, as_pdf, as_xlsx, table_of

WRITERS = {
    "xlsx": as_xlsx,
    "docx": as_docx,
    "html": lambda blocks: as_html(blocks).encode(),
    "csv": lambda blocks: as_delimited(blocks).encode("utf-8-sig"),
    "pdf": lambda blocks: as_pdf(blocks, repeat=2),
}


def table(text):
    (block,) = [block for block in lay_out(text) if block.kind == "table"]
    return block


def header(text):
    one = under_one_row(table(text))
    return [cell.text for cell in one.rows[0]], one.header_rows


def told(text):
    figures, warnings = extract_figures(report_of("題名\n\n" + text), lay_out("題名\n\n" + text))
    assert warnings == []
    fields = ("kind", "item", "name", "measure", "text", "unit", "period")
    return [" | ".join(getattr(figure, field) for field in fields) for figure in figures]


COSTS = """事業番号\t体系\t事業名\t事業内容\t課名\t令和6年度\t\t人員\t\t\tフルコスト（千円）
\t\t\t\t\t予算額（千円）\tうち一般財源\t本庁\t出先機関\t人工計\t
A-07\t3(1)\t港の照明\t灯りを替える。\t港湾課\t900\t300\t0.5\t0.1\t0.6\t5,652
A-12\t3(2)\t浜の清掃\t浜を掃く。\t海岸課\t\t\t0.2\t0.0\t0.2\t1,584
計\t\t\t\t\t900\t300\t0.7\t0.1\t0.8\t
"""


def test_two_rows_become_one():
    texts, rows = header(COSTS)
    assert texts[5:10] == [
        "令和6年度 予算額（千円）",
        "令和6年度 うち一般財源",
        "人員 本庁",
        "人員 出先機関",
        "人員 人工計",
    ]
    assert rows == (0,)


def test_a_cost_table_under_a_spanning_year():
    assert told(COSTS) == [
        "budget | A-07 | 港の照明 | budget | 900 | 千円 | 令和6年度",
        "budget | A-07 | 港の照明 | general_fund | 300 | 千円 | 令和6年度",
        "budget | A-07 | 港の照明 | staff_head | 0.5 |  | ",
        "budget | A-07 | 港の照明 | staff_branch | 0.1 |  | ",
        "budget | A-07 | 港の照明 | staff | 0.6 |  | ",
        "budget | A-07 | 港の照明 | full_cost | 5,652 | 千円 | ",
        "budget | A-12 | 浜の清掃 | staff_head | 0.2 |  | ",
        "budget | A-12 | 浜の清掃 | staff_branch | 0.0 |  | ",
        "budget | A-12 | 浜の清掃 | staff | 0.2 |  | ",
        "budget | A-12 | 浜の清掃 | full_cost | 1,584 | 千円 | ",
        "budget |  | 計 | budget | 900 | 千円 | 令和6年度",
        "budget |  | 計 | general_fund | 300 | 千円 | 令和6年度",
        "budget |  | 計 | staff_head | 0.7 |  | ",
        "budget |  | 計 | staff_branch | 0.1 |  | ",
        "budget |  | 計 | staff | 0.8 |  | ",
    ]


def test_two_rows_tell_what_one_row_tells():
    one = COSTS.split("\n", 2)[2]
    head = (
        "事業番号\t体系\t事業名\t事業内容\t課名\t令和6年度予算額（千円）\tうち一般財源\t本庁\t出先機関\t人工計"
        "\tフルコスト（千円）\n"
    )
    assert told(COSTS) == told(head + one)


def test_years_under_spanning_measures():
    text = """施策\t指標\t単位\t目標値\t\t実績値\t
\t\t\tR5\tR6\tR4\tR5
1 森の手入れ\t間伐面積\tha\t10\t20\t8\t9
\t植樹本数\t本\t100\t200\t80\t90
"""
    assert told(text) == [
        "kpi | 1 森の手入れ | 間伐面積 | target | 10 | ha | R5",
        "kpi | 1 森の手入れ | 間伐面積 | target | 20 | ha | R6",
        "kpi | 1 森の手入れ | 間伐面積 | actual | 8 | ha | R4",
        "kpi | 1 森の手入れ | 間伐面積 | actual | 9 | ha | R5",
        "kpi | 1 森の手入れ | 植樹本数 | target | 100 | 本 | R5",
        "kpi | 1 森の手入れ | 植樹本数 | target | 200 | 本 | R6",
        "kpi | 1 森の手入れ | 植樹本数 | actual | 80 | 本 | R4",
        "kpi | 1 森の手入れ | 植樹本数 | actual | 90 | 本 | R5",
    ]


def test_a_header_printed_again_is_one_row_too():
    head, row = "指標\t目標値\t\n\tR5\tR6\n", "間伐面積\t10\t20\n"
    assert under_one_row(table(head + row + head + row)).header_rows == (0, 2)


@pytest.mark.parametrize(
    "text",
    [
        # what stands over the measures tells more than a period
        "事業名\t県の分\t\t市の分\t\n\t予算額\t繰越額\t予算額\t繰越額\n港の照明\t1\t2\t3\t4\n",
        "指標\t若い人\t\n\t目標値\t実績値\n来場者数\t10\t9\n",
        # money under the word of an indicator, and what was spent
        "事業名\t実績\t\n\t予算額\t一般財源\n港の照明\t1\t2\n",
        # no column names the rows
        "区分\t目標値\t\n\tR5\tR6\n港\t10\t20\n",
        # numbers where a name should be
        "指標\t数値目標\t\t実績値\t\n\tR5\tR6\tR4\tR5\n来場者数\t1\t2\t3\t4\n",
        "指標\t目標値\n来場者数\t10\n",
    ],
)
def test_headers_that_say_more_or_less_stay(text):
    block = table(text)
    assert under_one_row(block) is block


def test_outturns_beside_budgets_stay_plain_values():
    text = "事業名\t令和5年度\t\n\t予算額（円）\t決算額（円）\n港の照明\t10\t9\n"
    assert {line.split(" | ")[3] for line in told(text)} == {"budget", "value"}


# --- the ledger of the packaged sheet --------------------------------------------------------------------------------

SHEET = "kihon-hyoka-0510-r2"
MEASURES = ("carry_over", "budget", "general_fund", "staff_head", "staff_branch", "staff", "full_cost")
LEDGER = [
    ["整理番号", "政策体系", "事務事業名", "事務事業概要", "課・局室名", "前年度からの繰越事業費（千円）"]
    + ["令和２年度", "", "執行体制", "", "", "フルコスト（千円）"],
    ["", "", "", "", "", "", "事業費（千円）", "うち一般財源", "本庁", "出先機関", "人工計", ""],
]
FIELDS = ("kind", "item", "name", "measure", "text", "unit", "period")


def ledger_rows():
    rows = defaultdict(dict)
    for row in transcription(SHEET):
        if row["kind"] == "budget" and row["name"] != "施策の予算額":
            rows[row["item"], row["name"]][row["measure"]] = row
    return rows


def ledger_grid():
    grid = [list(row) for row in LEDGER]
    for (item, name), cells in ledger_rows().items():
        words = next((row["remark"] for row in cells.values() if row["remark"]), "")
        lead = [item, "2(2)A", name, words, "産業振興課"] if item else [name, "", "", "", ""]
        grid.append(lead + [cells[measure]["text"] if measure in cells else "" for measure in MEASURES])
    return grid


def written(folder, suffix, grid, header_rows):
    blocks = lay_out("事務事業\n")
    table = replace(table_of(grid), header_rows=header_rows)
    (folder / f"report.{suffix}").write_bytes(WRITERS[suffix]([*blocks, table]))
    (report,) = read_reports(folder)
    return report


def cell(row):
    value = row["value"] if isinstance(row, dict) else "" if row.value is None else str(row.value)
    year = row["year"] if isinstance(row, dict) else "" if row.year is None else str(row.year)
    get = row.get if isinstance(row, dict) else lambda field: getattr(row, field)
    return (*(get(field) for field in FIELDS), value, year)


@pytest.mark.parametrize("suffix", WRITERS)
def test_the_ledger_as_a_table(tmp_path, suffix):
    rows = ledger_rows()
    assert sum("budget" not in cells for cells in rows.values()) == 6
    report = written(tmp_path, suffix, ledger_grid(), (0, 1))
    blocks = lay_out(report.text, report.pages)
    figures, warnings = extract_figures(report, blocks)
    assert warnings == []
    assert sorted(map(cell, figures)) == sorted(cell(row) for cells in rows.values() for row in cells.values())
    said = {figure.item: figure.remark for figure in figures}
    assert all(said[row["item"]] == row["remark"] for cells in rows.values() for row in cells.values() if row["remark"])
    findings = audit([report], {report.id: blocks}, figures, warnings).findings
    assert [(finding.kind, finding.severity) for finding in findings] == [("total", "note")]


INDICATORS = ["番号", "指標名", "基準年度", "基準値", "目標年度", "目標値", "最終年度", "最終目標値"]


@pytest.mark.parametrize("suffix", WRITERS)
def test_the_indicators_as_a_table(tmp_path, suffix):
    rows = defaultdict(dict)
    for row in transcription(SHEET):
        if row["measure"] in ("baseline", "interim_target", "target") and row["period"] and row["repeat"] == "0":
            rows[row["item"], row["name"]].setdefault(row["measure"], row)
    grid = [INDICATORS]
    for (item, name), cells in rows.items():
        grid.append([item, name, *(cells[one][field] for one in cells for field in ("period", "text"))])
    report = written(tmp_path, suffix, grid, (0,))
    figures, warnings = extract_figures(report, lay_out(report.text, report.pages))
    assert warnings == []
    assert len(figures) == 12
    assert sorted(map(cell, figures)) == sorted(cell(row) for cells in rows.values() for row in cells.values())


# --- rows that lost a cell -------------------------------------------------------------------------------------------

YEARLY = """番号\t指標\tR5\t\t\tR6\t\t\t所管
\t\t目標値\t実績値\t達成率\t目標値\t実績値\t達成率\t
A-1\t移住者数（人）\t10\t8\t80.0%\t20\t15\t75.0%\t甲課
A-2\t相談件数（件）\t100\t80\t80.0%\t200\t150\t75.0%\t乙課
A-3\t訓練回数（回）\t4\t1\t25.0%\t5\t4\t80.0%\t丙課
"""
SPANNED = """施策\t指標\t単位\t目標値\t\t実績値\t
\t\t\tR5\tR6\tR4\tR5
1 森の手入れ\t間伐面積\tha\t10\t20\t8\t9
2 海の手入れ\t清掃回数\t回\t100\t200\t80\t90
"""


def placed(rows, line):
    text = "題名\n\n" + "\n".join("\t".join(row) for row in rows)
    figures, warnings = extract_figures(report_of(text), lay_out(text))
    cells = {(one.name, one.measure, one.text, one.period) for one in figures if one.line == line}
    return cells, line in {warned.line for warned in warnings}


@pytest.mark.parametrize("text", [COSTS, YEARLY, SPANNED])
def test_a_lost_cell_moves_no_value(text):
    rows = [line.split("\t") for line in text.rstrip("\n").split("\n")]
    for n in range(2, len(rows)):
        whole, _ = placed(rows, n + 3)
        for k, cell in enumerate(rows[n]):
            if cell:
                holed = [*rows[:n], rows[n][:k] + rows[n][k + 1 :], *rows[n + 1 :]]
                left, warned = placed(holed, n + 3)
                assert left <= whole, (n, cell)
                assert left or warned, (n, cell)
