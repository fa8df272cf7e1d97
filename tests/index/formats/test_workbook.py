"""Excel workbooks: what each sheet shows."""

import io
from datetime import date

import openpyxl
import pytest

from index.formats.textform import Refused
from index.formats.workbook import read_workbook
from index.layout import lay_out


def book_of(*rows, title="一覧"):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = title
    for row in rows:
        sheet.append(row)
    return book, sheet


def form_of(book):
    out = io.BytesIO()
    book.save(out)
    return read_workbook(out.getvalue())


HEADER = ["KPI", "基準値", "実績値"]


def test_sheets_are_headings_in_their_order():
    book, _ = book_of(HEADER, ["移住者数", "10人", "20人"], title="R5 実績")
    book.create_sheet("Sheet2").append(["述べる。"])
    book.create_sheet("空")
    book.create_sheet("予算").append(["事業名", "予算額"])
    text = form_of(book).text
    assert text == "# R5 実績\n\nKPI\t基準値\t実績値\n移住者数\t10人\t20人\n\n述べる。\n\n# 予算\n\n事業名\t予算額"


def test_cells_show_what_their_formats_say():
    book, sheet = book_of(
        ["指標", "値"], ["事業費", 1234567], ["進捗率", 0.123], ["時点", date(2021, 4, 1)], ["件数", 3.0]
    )
    for place, form in {"B2": '#,##0"千円"', "B3": "0.0%", "B4": '[$-411]ggge"年"m"月"', "B5": "General"}.items():
        sheet[place].number_format = form
    lines = form_of(book).text.split("\n")
    assert lines[3:] == ["事業費\t1,234,567千円", "進捗率\t12.3%", "時点\t令和3年4月", "件数\t3"]


def test_merged_cells_show_at_their_top_left():
    book, sheet = book_of(
        ["施策", "指標", "実績", None], [None, None, "R2", "R3"], ["移住", "移住者数", 1, 2], [None, "空き家", 3, 4]
    )
    for span in ("A1:A2", "B1:B2", "C1:D1", "A3:A4"):
        sheet.merge_cells(span)
    assert form_of(book).text.split("\n")[2:] == [
        "施策\t指標\t実績\t",
        "\t\tR2\tR3",
        "移住\t移住者数\t1\t2",
        "\t空き家\t3\t4",
    ]


def test_a_header_that_begins_with_one_merged_cell_is_the_tables():
    book, sheet = book_of([None, "実績", None], ["指標", "R2", "R3"], ["移住者数", 1, 2])
    sheet.merge_cells("B1:C1")
    assert form_of(book).text.split("\n")[2:] == ["\t実績\t", "指標\tR2\tR3", "移住者数\t1\t2"]


def test_a_sheet_ruled_like_graph_paper():
    """Narrow columns, each cell merged over several of them."""
    book, sheet = book_of()
    for row, cells in enumerate([("指標", "基準値", "実績値"), ("移住者数", "10人", "20人")], start=3):
        for n, text in enumerate(cells):
            sheet.cell(row, 2 + 5 * n, text)
            sheet.merge_cells(start_row=row, end_row=row, start_column=2 + 5 * n, end_column=6 + 5 * n)
    sheet["B1"] = "別紙１\n評価の結果"
    sheet.merge_cells("B1:P1")
    assert form_of(book).text == "# 一覧\n\n別紙１\n評価の結果\n\n指標\t基準値\t実績値\n移住者数\t10人\t20人"


def test_words_above_and_below_a_table():
    book, _ = book_of(
        ["評価の結果"],
        [None, None, "（単位：人）"],
        HEADER,
        ["移住者数", 1, 2],
        ["※1 速報値"],
        [],
        ["述べる。"],
        ["続ける。"],
    )
    assert form_of(book).text.split("\n")[2:] == [
        *("評価の結果", "", "（単位：人）", "", "KPI\t基準値\t実績値", "移住者数\t1\t2", "", "※1 速報値"),
        *("", "述べる。", "続ける。"),
    ]


def test_what_is_hidden_is_passed_over():
    book, sheet = book_of(
        ["KPI", "内部", "値"], ["移住者数", "メモ", 1], ["隠れた行", "メモ", 2], ["空き家", "メモ", 3]
    )
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["B"].hidden = True
    book.create_sheet("作業").append(["下書き"])
    book["作業"].sheet_state = "hidden"
    assert form_of(book).text == "# 一覧\n\nKPI\t値\n移住者数\t1\n空き家\t3"


def test_a_merged_cell_whose_first_row_is_hidden_still_shows():
    book, sheet = book_of(["施策", "指標"], ["移住", "隠れた行"], [None, "空き家"])
    sheet.merge_cells("A2:A3")
    sheet.row_dimensions[2].hidden = True
    assert form_of(book).text.split("\n")[2:] == ["施策\t指標", "移住\t空き家"]


def test_a_formula_without_a_saved_value_is_left_out_and_told():
    book, _ = book_of(["指標", "値", "備考"], ["移住者数", "=1+1", "速報"], ["空き家", 3, ""])
    form = form_of(book)
    assert form.text.split("\n")[3] == "移住者数\t\t速報"
    ((line, message),) = form.left_out
    assert line == 5
    assert message == (
        "The sheet '一覧' has 1 formulas without a saved value (B2), read as empty: open the file in Excel and save it."
    )


def test_a_formula_counts_as_the_value_that_was_saved_with_it():
    """openpyxl writes no values for formulas, so one is put into the file as Excel would."""
    import zipfile

    book, _ = book_of(["指標", "値"], ["移住者数", "=1+1"])
    out = io.BytesIO()
    book.save(out)
    mended = io.BytesIO()
    with zipfile.ZipFile(out) as old, zipfile.ZipFile(mended, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, data.replace(b"<f>1+1</f><v></v>", b"<f>1+1</f><v>2</v>").replace(b"<v />", b"<v>2</v>"))
    form = read_workbook(mended.getvalue())
    assert form.text.split("\n")[-1] == "移住者数\t2"
    assert form.left_out == ()


def test_a_table_goes_on_behind_an_empty_row():
    book, _ = book_of(["KPI", "基準値", "実績値"], ["移住者数", "10人", "20人"], [], ["空き家の数", "1件", "2件"])
    tables = [block for block in lay_out(form_of(book).text) if block.kind == "table"]
    assert [len(table.rows) for table in tables] == [3]


def test_a_sheet_formatted_to_its_last_cell_is_refused():
    book, sheet = book_of(["KPI"])
    sheet["XFD1048576"] = 1
    with pytest.raises(Refused, match="has a sheet of 1048576 rows and 16384 columns"):
        form_of(book)


def test_a_workbook_without_contents_is_refused():
    with pytest.raises(Refused, match="has no cell with contents"):
        form_of(book_of([None])[0])


def test_phonetic_guides_are_no_text():
    """Excel keeps the reading of Japanese words beside them."""
    import zipfile

    book, _ = book_of(["指標", "値"])
    out = io.BytesIO()
    book.save(out)
    mended = io.BytesIO()
    with zipfile.ZipFile(out) as old, zipfile.ZipFile(mended, "w") as new:
        for name in old.namelist():
            data = old.read(name).decode()
            guide = '<rPh sb="0" eb="2"><t>シヒョウ</t></rPh><phoneticPr fontId="1"/>'
            new.writestr(name, data.replace("<t>指標</t>", f"<t>指標</t>{guide}"))
    assert read_workbook(mended.getvalue()).text == "# 一覧\n\n指標\t値"
