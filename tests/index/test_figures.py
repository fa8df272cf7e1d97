"""Figures from reports: the packaged ones taken apart, generated ones read back, and single cases."""

import random
import re
from collections import Counter, defaultdict
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from itertools import permutations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from index.decimals import rounds_to
from index.draft import find_printed
from index.figures import extract_figures
from index.layout import lay_out
from index.markup import comparable, without_tags
from index.quantity import parse_quantity, to_base
from index.reading import packaged_reports, read_reports
from index.report import Report
from index.tables.header import read_column, read_header
from index.value import read_value
from tests.index.test_quantity import WIDE  # also loads the profile without deadlines
from tests.index.test_transcription import TRANSCRIBED, transcription

REPORTS = {report.id: report for report in read_reports(packaged_reports())}
TABLED = pytest.mark.parametrize("report", [REPORTS[name] for name in TRANSCRIBED], ids=TRANSCRIBED)
SEEDED = pytest.mark.parametrize("seed", range(3))


def report_of(text, name="r"):
    return Report(name, "題", "", None, None, "", "", "", f"{name}.txt", "", text)


def extract(report):
    return extract_figures(report, lay_out(report.text))


def figures_of(text):
    return extract(report_of(text))[0]


def warnings_of(text):
    return [(warned.line, warned.message) for warned in extract(report_of(text))[1]]


def said(figure):
    """What a figure says, in whatever width it is printed."""
    words = (figure.name, figure.scope, figure.measure, figure.text, figure.unit, figure.period)
    return (*map(comparable, words), figure.value, figure.year)


def by_line(figures):
    lines = defaultdict(set)
    for figure in figures:
        lines[figure.line].add(said(figure))
    return lines


def with_lines(report, lines):
    return replace(report, text="\n".join(lines))


def is_data(line):
    return "\t" in line and read_header([without_tags(cell) for cell in line.split("\t")]) is None


def data_runs(report):
    """Runs of table rows that no header interrupts, as lists of line numbers from 0."""
    runs = [[]]
    for n, line in enumerate(report.lines):
        if is_data(line):
            runs[-1].append(n)
        elif runs[-1]:
            runs.append([])
    return [run for run in runs if run]


# --- the packaged reports, changed: extraction follows the text ------------------------------------------------------


@TABLED
def test_items_are_those_printed(report):
    gold = {
        (int(row["line"]), comparable(row["name"]), row["measure"]): row["item"]
        for row in transcription(report.id).values()
        if row["item"]
    }
    found = {(figure.line, comparable(figure.name), figure.measure): figure.item for figure in extract(report)[0]}
    assert {key: comparable(found[key]) for key in gold} == {key: comparable(item) for key, item in gold.items()}


@TABLED
def test_no_name_of_a_report_is_known(report):
    figures, warnings = extract(report)
    renamed, rewarned = extract(replace(report, id="x-1", title="別の題", file="x.txt", publisher=""))
    assert [replace(figure, figure_id="", report="", repeat_of="") for figure in renamed] == [
        replace(figure, figure_id="", report="", repeat_of="") for figure in figures
    ]
    assert [figure.figure_id for figure in renamed] == [
        f"x-1:{figure.figure_id.split(':', 1)[1]}" for figure in figures
    ]
    assert [bool(figure.repeat_of) for figure in renamed] == [bool(figure.repeat_of) for figure in figures]
    assert [(warned.report, warned.line) for warned in rewarned] == [("x-1", warned.line) for warned in warnings]


NARROW = {wide: narrow for narrow, wide in WIDE.items() if chr(narrow) not in "<>&"}
BROAD = {narrow: wide for wide, narrow in NARROW.items() if chr(narrow).isalnum() or chr(narrow) in "()[],.%"}


@TABLED
@pytest.mark.parametrize("table", [BROAD, NARROW], ids=["full width", "half width"])
def test_the_width_of_characters_changes_nothing(report, table):
    def changed(line):
        parts = re.split(r"(<[^<>]*>|&\w+;)", line) if "\t" in line else [line]
        return "".join(part if n % 2 else part.translate(table) for n, part in enumerate(parts))

    other = with_lines(report, map(changed, report.lines))
    assert other.text != report.text
    assert by_line(extract(other)[0]) == by_line(extract(report)[0])


def renumbered(figures, draw):
    """Another number for each figure that has one, and its rate with it: the new text by figure."""
    new = {}
    rows = defaultdict(dict)
    for figure in figures:
        if figure.value is not None:
            places = max(0, -figure.value.as_tuple().exponent)
            new[figure.figure_id] = Decimal(draw.randint(1, 10**6)).scaleb(-places).copy_sign(figure.value)
            rows[figure.line, figure.name, figure.scope][figure.measure] = figure
    for row in rows.values():
        if {"progress", "actual", "target"} <= row.keys():
            rate, actual, target = (row[measure] for measure in ("progress", "actual", "target"))
            ratio = to_base(new[actual.figure_id], actual.unit)[0] / to_base(new[target.figure_id], target.unit)[0]
            new[rate.figure_id] = (ratio * 100).quantize(rate.value, ROUND_HALF_UP)
    return {figure.figure_id: reprinted(figure, new[figure.figure_id]) for figure in figures if figure.figure_id in new}


def reprinted(figure, value):
    printed = parse_quantity(figure.text)
    sign = "▲" if value < 0 else ""
    text = f"{sign}{abs(value):,}{printed.unit}"
    return replace(figure, text=figure.text[: printed.start] + text + figure.text[printed.end :], value=value)


@TABLED
@SEEDED
def test_other_numbers_are_read_as_printed(report, seed):
    figures, warnings = extract(report)
    leaked = {warned.line for warned in warnings}
    new = renumbered([figure for figure in figures if figure.line not in leaked], random.Random(seed))
    lines = report.lines
    for figure in sorted(figures, key=lambda figure: -figure.span[0]):
        if figure.figure_id in new:
            line = lines[figure.line - 1]
            text = new[figure.figure_id].text
            lines[figure.line - 1] = line[: figure.span[0]] + text + line[figure.span[1] :]
    found, rewarned = extract(with_lines(report, lines))
    assert by_line(found) == by_line(new.get(figure.figure_id, figure) for figure in figures)
    assert rewarned == warnings


@TABLED
@SEEDED
def test_rows_in_another_order(report, seed):
    lines = report.lines
    for run in data_runs(report):
        rows = [lines[n] for n in run]
        random.Random(seed).shuffle(rows)
        for n, row in zip(run, rows, strict=True):
            lines[n] = row
    other = with_lines(report, lines)
    assert other.text != report.text
    assert Counter(map(said, extract(other)[0])) == Counter(map(said, extract(report)[0]))


@TABLED
def test_measure_columns_in_another_order(report):
    """Two measure columns change places, headers and cells together, in tables whose rows stand under their headers."""
    swapped = 0
    for table in (block for block in lay_out(report.text) if block.kind == "table" and block.header_rows):
        for plain, other in swaps(table):
            swapped += len(figures_of(plain))
            assert by_line(figures_of(other)) == by_line(figures_of(plain))
    assert swapped > 100 or report.id == "chiikizukuri-kofukin-kpi"


def swaps(table):
    """(text, text with two neighbouring measure columns swapped) of a table's first header and the rows that fit it."""
    start = table.header_rows[0]
    end = table.header_rows[1] if len(table.header_rows) > 1 else len(table.rows)
    header = [cell.text for cell in table.rows[start]]
    measures = [n for n, text in enumerate(header) if read_column(text).measure]
    if read_header(header) is None:
        return
    rows = [[cell.text for cell in row] for row in table.rows[start + 1 : end]]
    straight = [row for row in rows if len(row) == len(header) and stands_straight(header, row)]
    for a, b in zip(measures, measures[1:], strict=False):
        plain = [header, *straight]
        other = [[row[b] if n == a else row[a] if n == b else cell for n, cell in enumerate(row)] for row in plain]
        if straight:
            yield tuple("\n".join("\t".join(row) for row in grid) for grid in (plain, other))


def stands_straight(header, row):
    found = {(figure.measure, figure.text) for figure in figures_of("\t".join(header) + "\n" + "\t".join(row))}
    return bool(found) and all(
        any((measure, text) in found for text in (cell, re.sub(r"\s*[(（][^()（）]*[)）]$", "", cell)))
        for name, cell in zip(header, row, strict=True)
        if cell and (measure := read_column(name).measure) and "繰越" not in cell
    )


# Rows that print a dash too many: without another cell they are whole rows again, and nothing tells them from one.
SURPLUS = {("sapporo-renkei-2021", 72), ("sapporo-renkei-2021", 73)}


@TABLED
def test_a_lost_cell_never_moves_a_value_to_another_column(report):
    figures, warnings = extract(report)
    leaked = {warned.line for warned in warnings}
    before = defaultdict(list)
    for figure in figures:
        before[figure.line].append(figure)
    rows = [n for run in data_runs(report) for n in run if before[n + 1] and n + 1 not in leaked]
    rows = [n for n in rows if (report.id, n + 1) not in SURPLUS]
    placed = left_out = 0
    for k in range(max(len(filled(report.lines[n])) for n in rows)):
        lines = report.lines
        gone = {}
        for n in rows:
            if k < len(filled(lines[n])):
                lines[n], gone[n + 1] = without_cell(lines[n], filled(lines[n])[k])
        found, rewarned = extract(with_lines(report, lines))
        now, warned = by_line(found), {each.line for each in rewarned}
        for line, (start, end, text) in gone.items():
            rest = [figure for figure in before[line] if not start <= figure.span[0] < end]
            expected = {said(without_scope(figure, text)) for figure in rest}
            assert now[line] in (expected, set()), (line, text)
            assert now[line] or line in warned or not rest, (line, text)
            placed, left_out = placed + (now[line] == expected), left_out + (now[line] != expected)
    assert placed > 100
    assert left_out > 0 or report.id == "chiikizukuri-kofukin-kpi"


def filled(line):
    return [n for n, cell in enumerate(line.split("\t")) if cell.strip()]


def without_cell(line, n):
    """The line without its cell n, and where that stood and what it printed."""
    cells = line.split("\t")
    start = sum(len(cell) + 1 for cell in cells[:n])
    return "\t".join(cells[:n] + cells[n + 1 :]), (start, start + len(cells[n]), without_tags(cells[n]))


def without_scope(figure, lost):
    return replace(figure, scope="") if comparable(figure.scope) == comparable(lost) else figure


@TABLED
def test_lines_on_top_move_figures_and_change_nothing_else(report):
    figures, _ = extract(report)
    moved, _ = extract(replace(report, text="\n\n\n" + report.text))
    assert [(figure.line - 3, *said(figure), figure.section, figure.span) for figure in moved] == [
        (figure.line, *said(figure), figure.section, figure.span) for figure in figures
    ]


# --- generated tables are read back ----------------------------------------------------------------------------------

WORDS = st.text(alphabet="移住定住観光産業子育環境企業参加者交流相談訓練農漁林", min_size=2, max_size=10)
NAMES = st.builds(
    lambda stem, bracket, end: stem + bracket + end,
    WORDS,
    st.sampled_from(["", "（25～34歳）", "(延べ)", "「20代」", "・GI登録", "Ａ→Ｂ"]),
    st.sampled_from(["者数", "率の平均", "件数", "額", ""]),
).filter(lambda name: read_column(name).role is None)
UNITS = st.sampled_from(["人", "件", "億円", "千円", "社", "回", "市町村", "ha", "人/日", ""])
PERIODS = st.sampled_from(["H26", "R5", "令和6年度", "2023年度", "H27～H31累計", "毎年度", "2017年"])
HEADERS = {
    "baseline": ["戦略策定時", "基準値", "現状値"],
    "actual": ["実績値 (a)", "実績値", "直近値"],
    "target": ["目標値 (b)", "目標値", "最終目標値"],
}
DASHES = st.sampled_from(["-", "—", "－"])
ITEMS = st.builds(lambda n, word: f"{n} {word}の推進", st.integers(1, 30), WORDS)
REMARKS = st.builds(lambda word: f"・{word}を実施した。", WORDS)


def printed_number(draw, unit):
    """A number as a report prints it, and its value."""
    if unit in ("億円", "ha", "") and draw(st.booleans()):
        value = Decimal(draw(st.integers(1, 99_999))).scaleb(-1)
    else:
        value = Decimal(draw(st.integers(1, 9_999_999)))
    return f"{value:,}{unit}", value


@st.composite
def kpi_tables(draw):
    """A table of KPIs as rows of cells, and what each row should be read as."""
    measures = draw(st.permutations(["baseline", "actual", "target"]))
    columns = draw(st.permutations(["name", *measures, *draw(st.sets(st.sampled_from(["text", "progress", "item"])))]))
    if "item" in columns:  # a施策 stands left of what it holds
        columns = ["item", *(column for column in columns if column != "item")]
    titles = {measure: draw(st.sampled_from(words)) for measure, words in HEADERS.items()}
    titles |= {"name": draw(st.sampled_from(["KPI", "ＫＰＩ", "評価指標"])), "text": "備考", "item": "施策名"}
    titles["progress"] = draw(st.sampled_from(["進捗率", "進捗率 (a)/(b)", "進歩率"]))
    header_periods = {measure: draw(st.none() | PERIODS) for measure in measures}
    header = [
        f"{titles[column]} ({header_periods[column]})" if header_periods.get(column) else titles[column]
        for column in columns
    ]
    rows, expected = [], []
    item = ""
    for name in draw(st.lists(NAMES, min_size=1, max_size=6, unique=True)):
        cells, wanted = kpi_row(draw, header_periods, progress="progress" in columns)
        item = draw(ITEMS) if not item or draw(st.booleans()) else item
        cells |= {"name": name, "item": item, "text": draw(REMARKS)}
        rows.append([cells[column] for column in columns])
        expected.append((name, item if "item" in columns else "", wanted))
    return header, rows, expected


def kpi_row(draw, header_periods, *, progress):
    """One row's cells by column, and {measure: (text, value, unit, period)}."""
    unit = draw(UNITS)
    cells, wanted, values = {}, {}, {}
    for measure, above in header_periods.items():
        if draw(st.integers(0, 5)) == 0:
            text, value = draw(DASHES), None
        else:
            text, value = printed_number(draw, unit)
        values[measure] = value
        period = draw(st.none() | PERIODS) if value is not None else None
        cells[measure] = f"{text} ({period})" if period else text
        wanted[measure] = (text, value, unit if value is not None else "", period or above or "")
    if progress:
        actual, target = values["actual"], values["target"]
        known = actual is not None and target is not None
        rate = (actual / target * 100).quantize(Decimal("0.1"), ROUND_HALF_UP) if known else None
        cells["progress"] = f"{rate}%" if known else "-"
        wanted["progress"] = (cells["progress"], rate, "%" if known else "", "")
    return cells, wanted


@given(kpi_tables(), st.booleans())
@settings(max_examples=250)
def test_a_generated_kpi_table_reads_back(table, repeat_header):
    header, rows, expected = table
    lines = [header, *rows]
    numbers = [n + 2 for n in range(len(rows))]
    if repeat_header:
        middle = len(rows) // 2
        lines.insert(middle + 1, header)
        numbers = [n + (n >= middle + 2) for n in numbers]
    figures, warnings = extract(report_of("\n".join("\t".join(row) for row in lines)))
    assert warnings == []
    read = defaultdict(dict)
    for figure in figures:
        assert figure.kind == "kpi"
        read[figure.line, figure.name, figure.item][figure.measure] = (
            figure.text,
            figure.value,
            figure.unit,
            figure.period,
        )
    assert dict(read) == {
        (line, name, item): wanted for line, (name, item, wanted) in zip(numbers, expected, strict=True)
    }
    assert_lie_where_they_say(figures, lines)


def assert_lie_where_they_say(figures, rows):
    lines = ["\t".join(row) for row in rows]
    for figure in figures:
        assert lines[figure.line - 1][slice(*figure.span)] == figure.text


@given(kpi_tables(), st.data())
@settings(max_examples=300)
def test_a_cell_lost_from_a_generated_table_makes_no_wrong_figure(table, data):
    """But for the name: what is left of such a row may itself be a name, as where merged cells were lost."""
    header, rows, expected = table
    row = data.draw(st.integers(0, len(rows) - 1))
    lost = data.draw(st.sampled_from([n for n, text in enumerate(header) if read_column(text).role != "name"]))
    name, _, wanted = expected[row]
    assume(not coincides({measure: value for measure, (_, value, _, _) in wanted.items()}))
    assume(not unlike(header, rows, row))
    rows[row] = rows[row][:lost] + rows[row][lost + 1 :]
    figures, warnings = extract(report_of("\n".join("\t".join(cells) for cells in [header, *rows])))
    read = {
        figure.measure: (figure.text, figure.value, figure.unit, figure.period)
        for figure in figures
        if figure.line == row + 2
    }
    gone = read_column(header[lost]).measure
    rest = {measure: cell for measure, cell in wanted.items() if measure != gone}
    assert (read == rest) or (read == {} and [warned.line for warned in warnings] == [row + 2])
    assert {figure.name for figure in figures if figure.line == row + 2} <= {name}


def unlike(header, rows, row):
    """Whether a row prints under one header a period, or none, that other rows print under another alone."""
    seen = defaultdict(Counter)
    for n, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            value = read_value(cell)
            if read_column(header[column]).measure in HEADERS and (value.period or value.kind in ("quantity", "rate")):
                seen[value.period.text if value.period else ""][column] += 1 if n != row else 0
    own = {key: [n for n, count in counts.items() if not count] for key, counts in seen.items()}
    return any(columns and max(seen[key].values()) > 1 for key, columns in own.items())


def coincides(values):
    """Whether the rate follows from other values of the row as well, or two of its values are the same."""
    numbers = [values[measure] for measure in HEADERS]
    printed = [value for value in numbers if value is not None]
    others = [(a, b) for a, b in permutations(printed, 2) if (a, b) != (values["actual"], values["target"])]
    rate = values.get("progress")
    return len(set(numbers)) < 3 or (rate is not None and any(rounds_to(a / b * 100, rate) for a, b in others))


@st.composite
def budget_tables(draw):
    period = draw(st.sampled_from(["H30", "R6", "令和6年度", "令和２年度"]))
    unit = draw(st.sampled_from(["千円", "百万円", "円"]))
    header = ["関連事業名", f"{period}予算({unit})", "取組状況"]
    rows, expected = [], []
    for name in draw(st.lists(NAMES.map(lambda name: name + "支援費"), min_size=1, max_size=8)):
        amount = draw(st.integers(0, 99_999_999))
        carried = draw(st.sampled_from(["", "H29繰越", "R5繰越"]))
        repeated = draw(st.booleans())
        rows.append([name + "【再掲】" * repeated, f"{amount:,}" + (f" ({carried})" if carried else ""), draw(REMARKS)])
        expected.append((name, "carry_over" if carried else "budget", f"{amount:,}", amount, unit, carried or period))
    return header, rows, expected


@given(budget_tables())
@settings(max_examples=100)
def test_a_generated_budget_table_reads_back(table):
    header, rows, expected = table
    figures, warnings = extract(report_of("\n".join("\t".join(row) for row in [header, *rows])))
    assert warnings == []
    read = [(f.name, f.measure, f.text, f.value, f.unit, f.period) for f in figures]
    assert read == expected
    assert {figure.kind for figure in figures} == {"budget"}
    assert_lie_where_they_say(figures, [header, *rows])


PIECES = st.sampled_from(
    [
        "KPI",
        "実績値 (a)",
        "目標値",
        "進捗率",
        "戦略策定時",
        "10人",
        "(H26)",
        "-",
        "—",
        "→",
        "50.0%",
        "【再掲】",
        "※1",
        "移住者数",
        "◎",
    ]
    + [
        "\t",
        "\t",
        "\t",
        "\n",
        "\n",
        "<p>",
        "</ul>",
        "&lt;",
        "　",
        " ",
        "① ",
        "1 ",
        "・",
        "（",
        "）",
        "\u0000",
        "10人(R5) → 9人(R6)",
    ]
)


@given(st.lists(PIECES | st.text(max_size=3), max_size=60).map("".join))
@settings(max_examples=200)
def test_any_text_is_read_and_every_figure_lies_in_its_line(text):
    report = report_of(text)
    figures, warnings = extract(report)
    for figure in figures:
        assert figure.name
        printed, text = comparable(report.lines[figure.line - 1][slice(*figure.span)]), comparable(figure.text)
        assert printed
        assert text in printed or printed in text  # a cell printed over several lines goes on below
    assert len({figure.figure_id for figure in figures}) == len(figures)
    assert all(0 < warned.line <= len(report.lines) for warned in warnings)
    known = {figure.figure_id for figure in figures}
    assert all(figure.repeat_of in known | {""} for figure in figures)


# --- single cases ----------------------------------------------------------------------------------------------------


def test_a_figure_says_all_that_its_cell_prints():
    text = "重点戦略\n\n1 移住の促進\n\nKPI\t実績値 (a)\t目標値\n移住者数\t 6,569人 (H27～H29累計)\t10,500人以上 (R7)\n"
    actual, target = figures_of(text)
    assert actual.figure_id == "r:6.6:actual"
    assert (actual.report, actual.line, actual.span, actual.kind) == ("r", 6, (6, 12), "kpi")
    assert actual.section == "重点戦略 > 1 移住の促進"
    assert (actual.name, actual.measure, actual.text, actual.value) == ("移住者数", "actual", "6,569人", 6569)
    assert (actual.unit, actual.period, actual.year, actual.basis) == ("人", "H27～H29累計", 2017, "")
    assert (actual.qualifiers, actual.repeat_of, actual.note) == (("cumulative",), "", "")
    assert (target.qualifiers, target.year) == (("at_least",), 2025)


def test_headers_lend_period_and_unit_and_cells_have_the_last_word():
    text = "事業名\t令和２年度 事業費（千円）\n移住事業\t1,000\n定住事業\t2百万円 (R3)\n"
    first, second = figures_of(text)
    assert (first.period, first.year, first.unit, first.kind) == ("令和２年度", 2020, "千円", "budget")
    assert (second.period, second.value, second.unit) == ("R3", 2, "百万円")


def test_text_targets_dashes_and_deadlines_have_no_value():
    text = (
        "KPI\t基準値\t実績値\t目標値\n就業率\t—\t71.4% (H29)\t全国平均値 (H31)\n拠点の整備\t-\t未集計\t2022年度まで\n"
    )
    read = [(figure.text, figure.value, figure.unit, figure.period, figure.year) for figure in figures_of(text)]
    assert read == [
        ("—", None, "", "", None),
        ("71.4%", Decimal("71.4"), "%", "H29", 2017),
        ("全国平均値", None, "", "H31", 2019),
        ("-", None, "", "", None),
        ("未集計", None, "", "", None),
        ("2022年度まで", None, "", "2022年度まで", 2022),
    ]


def test_sums_carried_over_are_no_budget():
    text = "事業名\tH30予算(千円)\n整備事業\t548,453 (H29繰越)\n移住事業\t1,000\n"
    assert [(figure.measure, figure.period) for figure in figures_of(text)] == [
        ("carry_over", "H29繰越"),
        ("budget", "H30"),
    ]


def test_leftover_tags_are_no_part_of_a_figure():
    text = '事業名\tH30予算(千円)\t取組状況\n<p>移住事業</p>\t <b>1,</b>000\t<ul style="x">○支援</ul>\n'
    (figure,) = figures_of(text)
    assert (figure.name, figure.value) == ("移住事業", 1000)
    assert text.split("\n")[1][slice(*figure.span)] == "1,</b>000"


@pytest.mark.parametrize(
    ("mark", "foot"), [("(※1)", "※1"), ("（※１）", "※1"), ("(※1)", "※１"), ("※1", "※ 1"), ("（＊1）", "*1")]
)
def test_footnotes_go_into_the_note(mark, foot):
    text = f"KPI\t実績値\t目標値\t進捗率\n就業率\t71.4%\t全国平均値\t94.3%{mark}\n\n{foot} 全国平均値75.7で計算\n"
    assert [figure.note for figure in figures_of(text)] == ["", "", f"{foot} 全国平均値75.7で計算"]


def test_footnotes_belong_to_the_table_above_them():
    table = "KPI\t実績値\t目標値\t進捗率\n就業率\t71.4%\t全国平均値\t94.3%(※1)\n"
    text = f"{table}\n※1 その一\n※2 余り\n\n次の施策について述べる。\n\n{table}\n※1 その二\n"
    assert [figure.note for figure in figures_of(text) if figure.note] == ["※1 その一", "※1 その二"]
    text = f"{table}\n次の施策について述べる。\n\n{table}\n※1 その二\n"
    assert [figure.note for figure in figures_of(text) if figure.note] == ["※1 その二"]


def test_a_remark_in_a_header_goes_into_the_note():
    (figure, _) = figures_of("KPI\t実績値（3月末見込含む）\t目標値\n移住者数\t10人\t20人\n")
    assert (figure.note, figure.period, figure.qualifiers) == ("3月末見込含む", "3月末見込含む", ("estimated",))


def repeats(text):
    return [figure.repeat_of for figure in figures_of(text)]


def test_a_marked_repeat_points_to_the_first():
    text = "事業名\tH30予算(千円)\n移住事業\t1,000\n定住事業\t1,000\n移住事業【再掲】\t1,000\n移住事業【再掲】\t1,000\n"
    assert repeats(text) == ["", "", "r:2.5:budget", "r:2.5:budget"]


def test_a_marked_repeat_with_a_misprinted_name_points_to_the_nearest():
    rows = "グローカルビジネス事業\t1,000\nまちづくり事業\t1,000\nグローバルビジネス事業【再掲】\t1,000\n"
    assert repeats("事業名\tH30予算(千円)\n" + rows) == ["", "", "r:2.12:budget"]


@pytest.mark.parametrize("row", ["移住事業【再掲】\t2,000", "水産加工の衛生管理強化【再掲】\t1,000"])
def test_a_marked_repeat_of_nothing_points_nowhere(row):
    assert repeats(f"事業名\tH30予算(千円)\n移住事業\t1,000\n{row}\n") == ["", ""]


def test_an_indicator_printed_again_is_a_repeat_and_a_budget_is_not():
    kpi = "KPI\t実績値 (H29)\t目標値 (H31)\n移住者数\t10人\t20人\n移 住者数\t10人\t30人\n"
    assert repeats(kpi) == ["", "", "r:2.5:actual", ""]
    assert repeats("事業名\tH30予算(千円)\n移住事業\t1,000\n移住事業\t1,000\n") == ["", ""]


def test_arrow_cells():
    cell = "産地(A→B)転換数 5件(R6) → 9件(R7) 組織数【再掲】 74市町村(R5) → 全市町村(R11)"
    text = f"施策\t対象KPI\n① 子育て環境の整備\t{cell}\n"
    read = [(f.item, f.name, f.measure, f.text, f.value, f.unit, f.period) for f in figures_of(text)]
    item = "① 子育て環境の整備"
    assert read == [
        (item, "産地(A→B)転換数", "baseline", "5件", 5, "件", "R6"),
        (item, "産地(A→B)転換数", "target", "9件", 9, "件", "R7"),
        (item, "組織数", "baseline", "74市町村", 74, "市町村", "R5"),
        (item, "組織数", "target", "全市町村", None, "", "R11"),
    ]
    assert_lie_where_they_say(figures_of(text), [line.split("\t") for line in text.split("\n")])


def test_equal_numbers_in_one_cell_have_each_their_own_place():
    text = "施策\t対象KPI\n移住\t認知度28人 28人(R6) → 28人(R7)\n"
    base, target = figures_of(text)
    assert (base.name, base.span, target.span) == ("認知度28人", (10, 13), (20, 23))


def test_a_row_left_out_is_a_warning_with_its_line():
    text = "KPI\t基準値\t実績値\t目標値\n移住者数\t1人\t2人\t3人\n出生数\t5人\t6人\n"
    assert warnings_of(text) == [(3, "row left out: its values fit more than one column")]
    assert {figure.line for figure in figures_of(text)} == {2}


def test_a_table_goes_on_after_a_page_break_without_a_header():
    text = "KPI\t実績値\t目標値\n移住者数\t1人\t2人\n\n出生数\t3人\t4人\n"
    assert [(figure.name, figure.measure, figure.value) for figure in figures_of(text)][2:] == [
        ("出生数", "actual", 3),
        ("出生数", "target", 4),
    ]


def test_a_cell_printed_over_two_lines_lies_in_the_first():
    text = "KPI\n\n基準値\n\n実績値\n\n目標値\n\n移住者数\n\n—\n\n9件\n(H29)\n\n12件\n(H31)\n"
    assert [(figure.line, figure.text, figure.period, figure.span) for figure in figures_of(text)] == [
        (11, "—", "", (0, 1)),
        (13, "9件", "H29", (0, 2)),
        (16, "12件", "H31", (0, 3)),
    ]


def test_tables_without_measures_give_no_figures():
    assert figures_of("参加大学 (11)\t参加自治体 (11)\n札幌大学\t札幌市\n") == []
    assert warnings_of("参加大学 (11)\t参加自治体 (11)\n札幌大学\t札幌市\n") == []


@pytest.mark.parametrize(
    ("raw", "text", "skip", "span"),
    [
        ("400万m ³ (H25)", "400万m³", 0, (0, 7)),
        ("<b>10</b>人", "10人", 0, (3, 10)),
        ("10人→10人", "10人", 0, (0, 3)),
        ("10人→10人", "10人", 4, (4, 7)),
        ("1 0 人", "10人", 0, (0, 5)),
        ("R&amp;B", "R&B", 0, (0, 7)),
    ],
)
def test_where_a_text_stands(raw, text, skip, span):
    assert find_printed(raw, text, 0, len(raw), skip) == span


def test_the_unit_and_the_year_stated_for_a_cost_table():
    text = (
        "題名\n\n令和5年度の予算\n\n（単位：千円）\n事業名\t予算額\tうち一般財源\t前年度予算額\t備考\n港の照明\t900\t300\t850\t\n"
    )
    figures, warnings = extract(report_of(text))
    assert warnings == []
    assert [(one.measure, one.text, one.unit, one.period) for one in figures] == [
        ("budget", "900", "千円", "令和5年度"),
        ("general_fund", "300", "千円", "令和5年度"),
        ("budget", "850", "千円", ""),
    ]
