"""PDFs: lines in reading order, ruled tables in their place, tables over several pages, what stands on every page."""

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, Table

from index.formats.pdf import read_pdf
from index.formats.textform import Refused
from index.layout import lay_out
from index.markup import comparable
from tests.index.written import as_pdf, japanese_font, table_of

WIDTH, HEIGHT = 595, 842
STYLE = ParagraphStyle("cell", fontName=japanese_font(), fontSize=9, leading=11, wordWrap="CJK")
GRID = [("GRID", (0, 0), (-1, -1), 0.5, "black")]


class Drawn:
    """A PDF drawn by hand; y counts from the top."""

    def __init__(self):
        self.out = io.BytesIO()
        self.canvas = Canvas(self.out, pagesize=(WIDTH, HEIGHT))

    def text(self, x, y, text, size=10):
        self.canvas.setFont(japanese_font(), size)
        self.canvas.drawString(x, HEIGHT - y, text)
        return self

    def table(self, x, y, cells, widths, style=GRID):
        return self.laid(
            x, y, [[Paragraph(text, STYLE) if text else "" for text in row] for row in cells], widths, style
        )

    def laid(self, x, y, cells, widths, style):
        table = Table(cells, colWidths=widths, style=style)
        _, height = table.wrapOn(self.canvas, WIDTH, HEIGHT)
        table.drawOn(self.canvas, x, HEIGHT - y - height)
        return self

    def page(self):
        self.canvas.showPage()
        return self

    def read(self):
        self.canvas.save()
        return read_pdf(self.out.getvalue())


def tables_of(form):
    return [
        [[cell.text for cell in row] for row in block.rows]
        for block in lay_out(form.text, form.pages)
        if block.kind == "table"
    ]


HEADER = ["KPI", "基準値", "実績値"]
WIDTHS = [150, 80, 80]


def test_tables_stand_among_the_lines_and_their_words_are_not_repeated():
    form = (
        Drawn()
        .text(50, 60, "推進状況の一覧", 16)
        .text(50, 90, "次の表のとおり。")
        .table(50, 110, [HEADER, ["移住者数", "10人", "20人"]], WIDTHS)
        .text(50, 200, "※1 速報値")
        .read()
    )
    assert form.text == (
        "# 推進状況の一覧\n\n次の表のとおり。\n\nKPI\t基準値\t実績値\n移住者数\t10人\t20人\n\n※1 速報値"
    )
    assert form.pages == (1,) * 8


def test_merged_cells_show_at_their_top_left():
    spans = [("SPAN", (0, 0), (0, 1)), ("SPAN", (1, 0), (1, 1)), ("SPAN", (2, 0), (3, 0)), ("SPAN", (0, 2), (0, 3))]
    cells = [
        ["施策", "指標", "実績", ""],
        ["", "", "R2", "R3"],
        ["移住", "移住者数", "1", "2"],
        ["", "空き家", "3", "4"],
    ]
    form = Drawn().table(50, 60, cells, [80] * 4, GRID + spans).read()
    assert tables_of(form) == [cells]


def test_words_that_wrap_in_a_cell_are_joined():
    long = "地域の特性に応じた移住・定住の促進に向けた取組を進める市町村の数"
    form = Drawn().table(50, 60, [["指標", "値"], [long, "1,234,567,890千円"]], [60, 45]).read()
    assert tables_of(form) == [[["指標", "値"], [long, "1,234,567,890千円"]]]


def test_lines_that_are_broken_on_purpose_are_parted():
    form = Drawn().table(50, 60, [["指標", "値"], ["移住者数<br/>(累計)", "100<br/>200"]], [150, 80]).read()
    assert tables_of(form)[0][1] == ["移住者数 (累計)", "100 200"]


def test_a_latin_word_in_japanese_text_is_broken_at_any_letter():
    form = Drawn().table(50, 60, [["備考(施策Code)を含むURL欄", "値"], ["移住", "1"]], [62, 60]).read()
    assert tables_of(form)[0][0] == ["備考(施策Code)を含むURL欄", "値"]


def test_a_bullet_begins_anew_also_where_the_line_before_is_full():
    form = Drawn().table(50, 60, [["指標", "取組"], ["移住", "地域の移住を促進 ○相談会を開いた"]], [60, 85]).read()
    assert tables_of(form)[0][1] == ["移住", "地域の移住を促進 ○相談会を開いた"]


def test_english_words_that_wrap_keep_their_space():
    latin = ParagraphStyle("latin", fontName=japanese_font(), fontSize=9, leading=11)
    drawn = Drawn()
    words = "Wireless LAN access points for visitors"
    table = Table([["指標", "値"], [Paragraph(words, latin), "3"]], colWidths=[70, 60])
    table.setStyle([*GRID, ("FONT", (0, 0), (-1, -1), japanese_font(), 9)])
    _, height = table.wrapOn(drawn.canvas, WIDTH, HEIGHT)
    table.drawOn(drawn.canvas, 50, HEIGHT - 60 - height)
    assert tables_of(drawn.read())[0][1] == [words, "3"]


def test_a_table_without_sides():
    style = [
        *(("LINEABOVE", (0, n), (-1, n), 0.5, "black") for n in range(3)),
        ("LINEBELOW", (0, 2), (-1, 2), 0.5, "black"),
        ("LINEAFTER", (0, 0), (1, -1), 0.5, "black"),
    ]
    cells = [HEADER, ["移住者数", "10人", "20人"], ["空き家の数", "3件", "4件"]]
    assert tables_of(Drawn().table(50, 60, cells, WIDTHS, style).read()) == [cells]


def test_a_frame_around_text_is_no_table():
    form = Drawn().table(50, 60, [["枠の中の文"]], [200]).read()
    assert form.text == "枠の中の文"


@pytest.mark.parametrize("repeated", [True, False])
@pytest.mark.parametrize("header", [HEADER, ["区分", "内容", "備考"]], ids=["known", "unknown"])
def test_a_table_goes_on_over_a_page_break(header, repeated):
    first, second = ["移住者数", "10人", "20人"], ["空き家の数", "3件", "4件"]
    form = (
        Drawn()
        .table(50, 700, [header, first], WIDTHS)
        .text(290, 820, "- 1 -")
        .page()
        .table(50, 60, [header, second] if repeated else [second], WIDTHS)
        .text(290, 820, "- 2 -")
        .read()
    )
    (table,) = tables_of(form)
    assert [row for row in table if row != header] == [first, second]
    assert form.pages[-1] == 2


def test_a_table_goes_on_with_merged_cells_on_the_next_page():
    """The columns of both pages count, whichever shows them."""
    form = (
        Drawn()
        .table(50, 700, [HEADER, ["移住者数", "10人", "20人"]], WIDTHS)
        .page()
        .table(50, 60, [["空き家の数", "未集計", ""]], WIDTHS, [*GRID, ("SPAN", (1, 0), (2, 0))])
        .read()
    )
    assert tables_of(form) == [[HEADER, ["移住者数", "10人", "20人"], ["空き家の数", "未集計", ""]]]


def test_another_table_on_the_next_page_is_another():
    other = ["事業名", "予算額", "一般財源"]
    form = (
        Drawn()
        .table(50, 700, [HEADER, ["移住者数", "10人", "20人"]], WIDTHS)
        .page()
        .table(50, 60, [other, ["移住支援事業", "1,000", "500"]], WIDTHS)
        .read()
    )
    assert [table[0] for table in tables_of(form)] == [HEADER, other]


def test_what_stands_on_every_page_is_read_once_or_not_at_all():
    drawn = Drawn()
    for n in range(1, 4):
        drawn.text(50, 30, "令和5年度 評価調書").text(50, 100, f"第{n}頁の本文。").text(50, 780, "※1 速報値")
        drawn.text(50, 800, "企画課").text(290, 820, f"{n}／3").page()
    form = drawn.read()
    lines = [line for line in form.text.split("\n") if line]
    assert lines == [
        *("令和5年度 評価調書", "第1頁の本文。", "※1 速報値"),
        *("第2頁の本文。", "※1 速報値"),
        *("第3頁の本文。", "※1 速報値"),
    ]


def test_lines_of_a_paragraph_are_joined_and_paragraphs_are_not():
    sentence = "地域の特性に応じた取組を進め、" * 8
    lines = [sentence[n : n + 49] for n in range(0, len(sentence), 49)]
    drawn = Drawn()
    for n, line in enumerate(lines):
        drawn.text(50, 60 + 14 * n, line)
    below = 60 + 14 * len(lines)
    drawn.text(50, below, "・次の項目").text(50, below + 14, "・その次").text(50, below + 60, "別の段落。")
    assert drawn.read().text == f"{sentence}\n\n・次の項目\n・その次\n\n別の段落。"


def test_letters_printed_twice_and_raised_ones():
    drawn = Drawn().text(50, 60, "移住者数").text(50.3, 60, "移住者数").text(90.5, 56, "※1", 5)
    assert drawn.text(91 + drawn.canvas.stringWidth("※1", japanese_font(), 5), 60, "の推移").read().text == (
        "移住者数※1の推移"
    )


def test_a_page_that_is_a_picture_is_told():
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    drawn = Drawn().text(50, 60, "本文。").page()
    drawn.canvas.drawImage(ImageReader(Image.new("L", (60, 80), 200)), 0, 0, WIDTH, HEIGHT)
    form = drawn.page().text(50, 60, "続き。").read()
    assert form.text == "本文。\n\n続き。"
    assert form.left_out == ((1, "Page 2 holds only a picture and no text: run text recognition (OCR) on it."),)


def test_characters_without_names_are_refused(monkeypatch):
    monkeypatch.setattr("pdfminer.pdffont.PDFCIDFont.to_unichr", lambda self, cid: f"(cid:{cid})")
    monkeypatch.setattr("pdfminer.pdffont.PDFSimpleFont.to_unichr", lambda self, cid: f"(cid:{cid})")
    with pytest.raises(Refused, match="does not say which characters its page 1 prints"):
        Drawn().text(50, 60, "移住者数").read()


def test_a_header_of_two_rows_that_is_printed_again_parts_nothing():
    header = [["指標", "実績", ""], ["", "R4", "R5"]]
    spans = [*GRID, ("SPAN", (0, 0), (0, 1)), ("SPAN", (1, 0), (2, 0))]
    first, second = ["柱１　文化", "", ""], ["来場者数", "10", "20"]
    form = (
        Drawn()
        .table(50, 700, [*header, first], WIDTHS, spans)
        .page()
        .table(50, 60, [*header, second], WIDTHS, spans)
        .read()
    )
    assert tables_of(form) == [[*header, ["柱１ 文化", "", ""], second]]


def test_a_row_of_data_that_comes_again_on_the_next_page_stays():
    cells = [["区分", "R4", "R5"], ["開館日数", "300", "300"]]
    form = Drawn().table(50, 700, cells, WIDTHS).page().table(50, 60, cells, WIDTHS).read()
    assert tables_of(form) == [[*cells, cells[1]]]


def test_running_lines_are_no_header_of_a_table_below_them():
    drawn = Drawn()
    for n in range(1, 3):
        drawn.text(50, 30, "事業報告").text(300, 30, "企画課")
        for k, row in enumerate(
            [("区分", "令和５年度"), ("来場者数", f"{n}20"), ("開館日数", f"{n}01"), ("職員数", "345")]
        ):
            drawn.text(50, 46 + 16 * k, row[0]).text(300, 46 + 16 * k, row[1])
        drawn.page()
    assert {tuple(table[0]) for table in tables_of(drawn.read())} == {("区分", "令和５年度")}


@settings(max_examples=10)
@given(st.lists(st.tuples(st.integers(0, 9999), st.integers(0, 9999)), min_size=1, max_size=120))
def test_a_long_table_keeps_every_row_in_order(pairs):
    grid = [["KPI", "基準値", "実績値"], *([f"第{n}の指標", f"{a}人", f"{b}人"] for n, (a, b) in enumerate(pairs))]
    form = read_pdf(as_pdf([table_of(grid)], width=WIDTH, height=HEIGHT))
    (table,) = tables_of(form)
    assert [[comparable(cell) for cell in row] for row in table if row != grid[0]] == grid[1:]
    assert list(form.pages) == sorted(form.pages)
