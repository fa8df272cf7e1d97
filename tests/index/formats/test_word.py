"""Word documents: paragraphs and tables in the order of the body."""

import io

import docx
import pytest
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

from index.formats.textform import Refused
from index.formats.word import read_word


def text_of(document):
    out = io.BytesIO()
    document.save(out)
    return read_word(out.getvalue()).text


def table_of(document, grid):
    table = document.add_table(len(grid), len(grid[0]))
    for row, texts in zip(table.rows, grid, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    return table


def test_the_order_of_the_body_is_kept():
    document = docx.Document()
    document.add_heading("推進状況", 0)
    document.add_paragraph("述べる。")
    table_of(document, [["KPI", "値"], ["移住者\n数", "10人\t(R2)"]])
    document.add_heading("施策", 1)
    document.add_paragraph("一行目\n二行目")
    document.add_heading("細目", 2)
    assert text_of(document) == (
        "# 推進状況\n\n述べる。\n\nKPI\t値\n移住者 数\t10人 (R2)\n\n## 施策\n\n一行目\n二行目\n\n### 細目"
    )


def test_lists_show_their_marks():
    document = docx.Document()
    for text in ("一つ目", "二つ目"):
        document.add_paragraph(text, style="List Bullet")
    for text in ("最初", "次"):
        document.add_paragraph(text, style="List Number")
    lines = text_of(document).split("\n")
    assert lines == ["・一つ目", "・二つ目", "1. 最初", "2. 次"]


def test_merged_cells_show_at_their_top_left():
    document = docx.Document()
    table = table_of(
        document,
        [["施策", "指標", "", ""], ["", "", "R2", "R3"], ["移住", "移住者数", "1", "2"], ["", "空き家", "3", "4"]],
    )
    table.cell(0, 2).text = "実績"
    table.cell(0, 0).merge(table.cell(1, 0))
    table.cell(0, 1).merge(table.cell(1, 1))
    table.cell(0, 2).merge(table.cell(0, 3))
    table.cell(2, 0).merge(table.cell(3, 0))
    assert text_of(document) == "施策\t指標\t実績\t\n\t\tR2\tR3\n移住\t移住者数\t1\t2\n\t空き家\t3\t4"


def test_columns_that_a_row_leaves_free_stay_free():
    document = docx.Document()
    table = table_of(document, [["一", "二", "三"], ["四", "五", "六"]])
    row = table.rows[1]._tr
    before = OxmlElement("w:gridBefore")
    before.set(qn("w:val"), "1")
    row.get_or_add_trPr().append(before)
    row.remove(row.tc_lst[0])
    assert text_of(document) == "一\t二\t三\n\t五\t六"


def test_nested_tables_lose_nothing():
    document = docx.Document()
    table = table_of(document, [["区分", "内訳"], ["移住", "外の文"]])
    inner = table.cell(1, 1).add_table(2, 2)
    for cell, text in zip(inner._cells, ["甲", "1人", "乙", "2人"], strict=True):
        cell.text = text
    assert text_of(document) == "区分\t内訳\n移住\t外の文\n\n甲\t1人\n乙\t2人"


def test_a_frame_of_one_cell_is_no_table():
    document = docx.Document()
    cell = document.add_table(1, 1).cell(0, 0)
    cell.text = "枠の中"
    inner = cell.add_table(1, 2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "指標", "値"
    assert text_of(document) == "枠の中\n\n指標\t値"


def test_headers_footers_deletions_and_hidden_text_are_left_away():
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "頁の頭"
    document.sections[0].footer.paragraphs[0].text = "頁の足"
    document.add_paragraph("述べる。").add_run("隠れた文").font.hidden = True
    run = '<w:r><w:t xml:space="preserve">{}</w:t></w:r>'
    document.element.body.insert(
        1,
        parse_xml(
            f"<w:p {nsdecls('w')}>{run.format('残る')}<w:ins>{run.format('加わる')}</w:ins>"
            "<w:del><w:r><w:delText>消える</w:delText></w:r></w:del>"
            f"<w:hyperlink>{run.format('リンク')}</w:hyperlink>"
            "<w:r><w:ruby><w:rt><w:r><w:t>かんじ</w:t></w:r></w:rt>"
            "<w:rubyBase><w:r><w:t>漢字</w:t></w:r></w:rubyBase></w:ruby></w:r></w:p>"
        ),
    )
    assert text_of(document) == "述べる。\n\n残る加わるリンク漢字"


def test_content_controls_hold_text_like_any_other():
    document = docx.Document()
    document.add_paragraph("前")
    document.element.body.insert(
        1,
        parse_xml(f"<w:sdt {nsdecls('w')}><w:sdtContent><w:p><w:r><w:t>中</w:t></w:r></w:p></w:sdtContent></w:sdt>"),
    )
    assert text_of(document) == "前\n\n中"


def test_a_text_box_is_read_once():
    box = "<w:txbxContent><w:p><w:r><w:t>箱の中</w:t></w:r></w:p></w:txbxContent>"
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    document = docx.Document()
    document.element.body.insert(
        0,
        parse_xml(
            f"<w:p {nsdecls('w')} {mc}><w:r><w:t>本文</w:t></w:r><w:r><mc:AlternateContent>"
            f"<mc:Choice>{box}</mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback>"
            "</mc:AlternateContent></w:r></w:p>"
        ),
    )
    assert text_of(document) == "本文\n\n箱の中"


def test_a_heading_is_known_by_its_depth_in_the_outline_too():
    document = docx.Document()
    paragraph = document.add_paragraph("見出しになる")
    level = OxmlElement("w:outlineLvl")
    level.set(qn("w:val"), "1")
    paragraph._p.get_or_add_pPr().append(level)
    assert text_of(document) == "### 見出しになる"


def test_a_document_without_text_is_refused():
    with pytest.raises(Refused, match="holds no text"):
        text_of(docx.Document())
