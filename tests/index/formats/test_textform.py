"""Text forms: what is parted by blank lines, and what a cell may hold."""

from index.formats.textform import Writer, one_line
from index.layout import lay_out


def test_a_form_is_laid_out_as_it_was_written():
    writer = Writer()
    writer.heading(1, "推進\n状況")
    writer.paragraph("述べる。\n続ける。")
    writer.item("・一つ目")
    writer.item("・二つ目")
    writer.table([["KPI", "値"], ["移住者\t数", "10\n人"], ["", ""], ["空き家"]])
    writer.line("一行目")
    writer.line("二行目")
    writer.part()
    writer.line("三行目")
    form = writer.form()
    assert form.text == (
        "# 推進 状況\n\n述べる。\n続ける。\n\n・一つ目\n・二つ目\n\n"
        "KPI\t値\n移住者 数\t10 人\n空き家\t\n\n一行目\n二行目\n\n三行目"
    )
    assert form.pages == ()
    kinds = [block.kind for block in lay_out(form.text)]
    assert kinds == ["heading", "paragraph", "item", "item", "table", "paragraph", "paragraph"]


def test_every_line_has_its_page():
    writer = Writer()
    writer.page = 1
    writer.table([["一", "二"]])
    writer.page = 2
    writer.table([["三", "四"]], goes_on=True)
    writer.table([["五", "六"]])
    form = writer.form()
    assert form.text == "一\t二\n三\t四\n\n五\t六"
    assert form.pages == (1, 2, 2, 2)


def test_one_column_is_no_table():
    writer = Writer()
    writer.table([["述べる。"], ["続ける。"]])
    assert writer.form().text == "述べる。\n\n続ける。"


def test_nothing_leaves_no_line():
    writer = Writer()
    for write in (writer.paragraph, writer.item, writer.line):
        write(" \n\t")
    writer.heading(1, "")
    writer.table([])
    writer.table([["", ""]])
    assert writer.form().text == ""


def test_what_was_left_out_names_the_line_written_last():
    writer = Writer()
    writer.leave_out("何もない。")
    writer.paragraph("一\n二")
    writer.leave_out("二の後。")
    assert writer.form().left_out == ((1, "何もない。"), (2, "二の後。"))


def test_breaks_in_a_cell_become_a_space():
    assert one_line(" 移住者 \r\n の\u2028数\x0b ") == "移住者 の 数"
    assert one_line("全角　空白") == "全角　空白"
