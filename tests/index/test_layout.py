"""Texts to blocks: nothing lost, tables whole, headings in order."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.layout import lay_out
from index.markup import without_tags
from index.reading import packaged_reports, read_reports
from index.tables.row import make_cell

REPORTS = read_reports(packaged_reports())

LINES = st.one_of(
    st.text(max_size=20),
    st.lists(
        st.sampled_from(["KPI", "実績値 (a)", "目標値", "進捗率", "10人", "移住者数", "", "-", "(H26)"]), max_size=6
    ).map("\t".join),
    st.sampled_from(
        [
            "",
            "1 施策の推進",
            "① 子育て環境",
            "[数値目標]",
            "・実施した",
            "KPI",
            "実績値",
            "目標値",
            "(H26)",
            "※1 速報値",
            "## 一覧表",
        ]
    ),
)
TEXTS = st.lists(LINES, max_size=25).map("\n".join)


def tables(text):
    return [block for block in lay_out(text) if block.kind == "table"]


def grid(block):
    return [[cell.text for cell in row] for row in block.rows]


def outline(text):
    return [(block.kind, block.text, block.path) for block in lay_out(text)]


def assert_laid_out(text):
    lines = text.split("\n")
    standing = [0] * len(lines)
    for block in lay_out(text):
        assert 1 <= block.line_start <= block.line_end <= len(lines)
        own = {n for row in block.rows for cell in row for n in range(cell.line, cell.line_end + 1)}
        for number in own or range(block.line_start, block.line_end + 1):
            standing[number - 1] += 1
        for cell in (cell for row in block.rows for cell in row):
            printed = [lines[cell.line - 1][cell.start : cell.end], *lines[cell.line : cell.line_end]]
            assert without_tags(" ".join(printed)) == cell.text
    assert all(count == 1 for count, line in zip(standing, lines, strict=True) if line.strip())


@given(TEXTS)
@settings(max_examples=200)
def test_every_line_stands_in_exactly_one_block_and_cells_lie_where_they_say(text):
    assert_laid_out(text)


@given(st.text())
def test_any_text_is_laid_out(text):
    assert_laid_out(text.replace("\r", "\n"))


@pytest.mark.parametrize("report", REPORTS, ids=[report.id for report in REPORTS])
def test_packaged_reports_are_laid_out_whole(report):
    assert_laid_out(report.text)


def test_an_empty_text_has_no_blocks():
    assert lay_out("") == lay_out("\n \n\t\n") == []


def test_a_table_row_by_row():
    (table,) = tables("KPI\t実績値\t目標値\n移住者数\t10人\t20人\n出生数\t\t5人\n")
    assert grid(table) == [["KPI", "実績値", "目標値"], ["移住者数", "10人", "20人"], ["出生数", "", "5人"]]
    assert (table.line_start, table.line_end, table.header_rows) == (1, 3, (0,))
    assert table.rows[1][1] == make_cell("10人", 2, 5)


def test_cells_lose_tags_but_keep_their_place():
    (table,) = tables("事業名\t予算\n <p>移住</p> \t <b>10</b>人 \n")
    name, amount = table.rows[1]
    assert (name.text, amount.text) == ("移住", "10 人")
    assert (amount.start, amount.end) == (13, 23)


def test_a_header_printed_again_inside_a_table():
    text = "KPI\t実績値\t目標値\n移住者数\t10人\t20人\nＫＰＩ\t実績値\t目標値\n出生数\t1人\t5人\n"
    (table,) = tables(text)
    assert table.header_rows == (0, 2)


def test_a_grid_without_measures_takes_its_first_row_for_header():
    (table,) = tables("参加大学\t参加自治体\n札幌大学\t札幌市\n")
    assert table.header_rows == (0,)
    (table,) = tables("学生が地域に入り、課題を解決した。\t札幌市\n札幌大学\t小樽市\n")
    assert table.header_rows == ()


HEADER = "KPI\t実績値\t目標値"


@pytest.mark.parametrize(
    "between",
    ["", "※1 速報値", "第1回 一覧表", "第1回 一覧表\n\n※1 速報値\n"],
    ids=["blank", "footnote", "page title", "both"],
)
def test_a_page_break_does_not_part_a_table(between):
    text = f"第1回 一覧表\n\n{HEADER}\n移住者数\t10人\t20人\n\n{between}\n\n{HEADER}\n出生数\t1人\t5人\n"
    (table,) = tables(text)
    assert [row[0] for row in grid(table)] == ["KPI", "移住者数", "KPI", "出生数"]
    assert table.header_rows == (0, 2)
    assert_laid_out(text)


def test_a_misprint_in_the_repeated_header_does_not_part_a_table():
    (table,) = tables(f"{HEADER}\n移住者数\t10人\t20人\n\nKPI\t実積値\t目標値\n出生数\t1人\t5人\n")
    assert table.header_rows == (0, 2)


def test_rows_after_a_page_break_go_on_without_a_header():
    (table,) = tables(f"{HEADER}\n移住者数\t10人\t20人\n\n出生数\t1人\t5人\n")
    assert len(table.rows) == 3


@pytest.mark.parametrize(
    "text",
    [
        f"{HEADER}\n移住者数\t10人\t20人\n\n次の施策について述べる。\n\n{HEADER}\n出生数\t1人\t5人\n",
        f"{HEADER}\n移住者数\t10人\t20人\n\n事業名\t予算\t取組状況\n移住事業\t10\t実施\n",
        f"{HEADER}\n移住者数\t10人\t20人\n\n札幌市\t195万人\n",
    ],
    ids=["words between", "another header", "another width"],
)
def test_two_tables_stay_two(text):
    assert len(tables(text)) == 2


VERTICAL = """KPI

戦略策定時

実績値 (a)

目標値 (b)

道の施策により創出する投資件数

—

9件
(H29)

12件
(H28～H31)

道内空港の国際線利用者数

162万人
(H25)

374万人
(H29)

350万人
(H31)

5 多様な交流・連携

述べる。
"""


def test_a_table_printed_one_cell_a_line():
    blocks = lay_out(VERTICAL)
    assert [block.kind for block in blocks] == ["table", "heading", "paragraph"]
    assert grid(blocks[0]) == [
        ["KPI", "戦略策定時", "実績値 (a)", "目標値 (b)"],
        ["道の施策により創出する投資件数", "—", "9件 (H29)", "12件 (H28～H31)"],
        ["道内空港の国際線利用者数", "162万人 (H25)", "374万人 (H29)", "350万人 (H31)"],
    ]
    cell = blocks[0].rows[1][2]
    assert VERTICAL.split("\n")[cell.line - 1] == "9件"
    assert cell.line_end == cell.line + 1
    assert_laid_out(VERTICAL)


def test_it_ends_where_a_heading_stands():
    (table, *rest) = lay_out(VERTICAL + "\n続ける\n\n終わる\n")
    assert len(table.rows) == 3
    assert [block.kind for block in rest][0] == "heading"


def test_without_blank_lines_too():
    (table,) = tables("KPI\n基準値\n実績値\n目標値\n移住者数\n1人\n2人\n3人\n")
    assert grid(table)[1] == ["移住者数", "1人", "2人", "3人"]


@pytest.mark.parametrize(
    "text",
    [
        "KPI\n\n目標\n\n移住者数\n\n10人\n",
        "実績値\n\n目標値\n\n進捗率\n",
        "KPI\n\n実績値\n\n目標値\n\n移住者数\n\n10人\n",
    ],
    ids=["two columns", "no row", "half a row"],
)
def test_header_words_alone_are_no_table(text):
    assert tables(text) == []
    assert_laid_out(text)


def test_headings_stand_in_each_other():
    lines = "推進状況|1 安心のまち|① 子育て環境|[取組概要]|・支援した|② 活躍の場|述べる。|2 北のめぐみ|述べる。"
    assert outline(lines.replace("|", "\n\n")) == [
        ("heading", "推進状況", ()),
        ("heading", "1 安心のまち", ("推進状況",)),
        ("heading", "① 子育て環境", ("推進状況", "1 安心のまち")),
        ("heading", "[取組概要]", ("推進状況", "1 安心のまち", "① 子育て環境")),
        ("item", "・支援した", ("推進状況", "1 安心のまち", "① 子育て環境", "[取組概要]")),
        ("heading", "② 活躍の場", ("推進状況", "1 安心のまち")),
        ("paragraph", "述べる。", ("推進状況", "1 安心のまち", "② 活躍の場")),
        ("heading", "2 北のめぐみ", ("推進状況",)),
        ("paragraph", "述べる。", ("推進状況", "2 北のめぐみ")),
    ]


def test_a_bare_line_before_a_table_is_its_heading():
    blocks = lay_out("推進状況\n\n述べる。\n\n重点施策の一覧\n\nKPI\t実績値\t目標値\n移住者数\t10人\t20人\n")
    assert [block.kind for block in blocks] == ["heading", "paragraph", "heading", "table"]
    assert blocks[-1].path == ("推進状況", "重点施策の一覧")


def test_lines_of_a_paragraph_belong_together_and_items_do_not():
    text = "推進状況\n\n本道の施策は\n着実に進んだ。\n・移住を\n支援した。\n・広報した。\n"
    assert [block.text for block in lay_out(text)[1:]] == [
        "本道の施策は 着実に進んだ。",
        "・移住を 支援した。",
        "・広報した。",
    ]


@pytest.mark.parametrize(
    ("raw", "text", "span"),
    [
        ("10人", "10人", (7, 10)),
        ("  10人 ", "10人", (9, 12)),
        ("　", "", (7, 7)),
        ("", "", (7, 7)),
        ("<p>10人</p>", "10人", (7, 17)),
        ("10\u00a0人", "10 人", (7, 11)),
    ],
)
def test_cells(raw, text, span):
    cell = make_cell(raw, 3, 7)
    assert (cell.text, (cell.start, cell.end), cell.line, cell.line_end) == (text, span, 3, 3)


def test_a_long_crafted_text_stays_cheap():
    """Lines looked at, not seconds, are counted: they grow with the text, not with its square."""
    looked = 0

    class Lines(list):
        def __getitem__(self, key):
            nonlocal looked
            looked += 1
            return super().__getitem__(key)

    class Text(str):
        def split(self, *arguments):
            return Lines(super().split(*arguments))

    def cost(count):
        nonlocal looked
        looked = 0
        lay_out(Text("KPI\n\n" * count))
        return looked

    assert cost(400) < 3 * cost(200)


def test_header_rows_that_span_and_units_between_caption_and_table():
    text = (
        "資料の題名\n\n本文の段落である。\n\n会計別の予算\n（単位：千円）\n"
        "区分\tR3\t\n\t予算\t決算\n市税\t1\t2\n\n人口の推移\n（単位：人）\n年度\t人口\nR3\t5\n"
    )
    assert [(kind, words, path) for kind, words, path in outline(text) if kind != "table"][2:] == [
        ("heading", "会計別の予算", ("資料の題名",)),
        ("paragraph", "（単位：千円）", ("資料の題名", "会計別の予算")),
        ("heading", "人口の推移", ("資料の題名",)),
        ("paragraph", "（単位：人）", ("資料の題名", "人口の推移")),
    ]
    assert [table.header_rows for table in tables(text)] == [(0, 1), (0,)]
    assert len(tables(text)[1].rows[0]) == 2


# --- rows without tabs, and pages that part them ---------------------------------------------------------------------


def test_a_table_of_bars_has_its_rule_for_no_row():
    (table,) = tables("| 区分 | 令和4年度 |\n|---|--:|\n| 歳入 | 10 |\n\n次の文です。\n")
    assert [[cell.text for cell in row] for row in table.rows] == [["区分", "令和4年度"], ["歳入", "10"]]
    assert (table.header_rows, table.line_start, table.line_end) == ((0,), 1, 3)


def test_bars_without_a_cell_stay_words():
    assert [block.kind for block in lay_out("|---|---|\n本文です。\n")] == ["paragraph", "paragraph"]


def test_wide_space_parts_cells_only_under_a_header_of_measures():
    (table,) = tables("指標  基準値  実績値\n移住者数  10人  20人\n以上です。\n")
    assert (table.line_start, table.line_end) == (1, 2)
    assert tables("氏名  所属  役職\n山田  総務課  課長\n") == []


def test_rows_go_on_after_a_blank_line_with_a_cell_lost_and_before_another_header():
    head = "施策\t指標\t基準値\t実績値\t目標値\t備考"
    rows = ["甲\t移住者数\t1人\t2人\t3人\t・実施\n", "出生数\t1人\t2人\t3人\t・実施", "乙\t起業件数\t1\t2\t3\t・"]
    text = "\n".join([head, *rows[:2], head, *rows[2:]])
    (table,) = tables(text)
    assert (len(table.rows), table.header_rows) == (5, (0, 3))


def test_words_for_values_are_no_header_after_a_page_break():
    text = "指標\t基準値\t実績値\t評価\n体制\t未整備\t整備\t◎\n\n窓口\t未設置\t設置\t○\n"
    (table,) = tables(text)
    assert (len(table.rows), table.header_rows) == (3, (0,))


def test_a_header_word_may_stand_in_the_second_row():
    (table,) = tables(
        "第3期総合戦略の基本戦略と重点プロジェクト\t\t事業\n施策\t対象KPI\t番号\n移住\t件数 1件(R6) → 2件(R7)\t①\n"
    )
    assert table.header_rows == (0, 1)


def test_a_note_behind_a_marked_heading_keeps_it_a_heading():
    note = "（※以下、前年度予算を繰越して本年度事業実施しているものを含む関連事業を記載しているものとする。）"
    text = f"推進状況\n\n[概要]\n\n本文です。\n\n[関連事業]{note}\n\n事業名\t予算(千円)\n移住事業\t10\n"
    assert tables(text)[0].path == ("推進状況", f"[関連事業]{note}")


def test_a_numbered_goal_between_a_heading_and_a_table_heads_the_table():
    (table,) = tables(
        "計画の題名\n\n２　指標一覧\n\n基本目標１　健やかなまち\n指標\t基準値\t目標値\n移住者数\t1人\t2人\n"
    )
    assert table.path[-1] == "基本目標１ 健やかなまち"
