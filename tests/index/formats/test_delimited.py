"""CSV and TSV: line n of the text form is line n of the file."""

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.formats.delimited import read_delimited
from index.formats.textform import Refused, one_line
from index.layout import lay_out


def test_lines_keep_their_numbers():
    text = '一覧表\n\n指標,基準値,実績値\n"移住者\n数\n（累計）",10人,20人\n空き家の数,5件,"1,234件"\n※1 速報値\n'
    lines = read_delimited(text, ",").text.split("\n")
    assert lines == [
        "一覧表",
        "",
        "指標\t基準値\t実績値",
        "移住者 数 （累計）\t10人\t20人",
        "\t",
        "\t",
        "空き家の数\t5件\t1,234件",
        "※1 速報値",
    ]
    title, table, note = lay_out("\n".join(lines))
    assert (title.text, table.line_start, table.line_end, len(table.rows), note.line_start) == ("一覧表", 3, 7, 3, 8)
    assert [row[0].line for row in table.rows] == [3, 4, 7]


def test_cells_that_a_spreadsheet_adds_to_words_are_dropped():
    assert read_delimited("一覧表,,\n,,\n指標,値,\n移住者数,10人,\n", ",").text == "一覧表\n\n指標\t値\n移住者数\t10人"


@pytest.mark.parametrize(
    ("text", "usual"),
    [("指標;値\n移住者数;10人\n", ","), ("指標\t値\n移住者数\t10人\n", ","), ("指標,値\n移住者数,10人\n", "\t")],
)
def test_another_delimiter_than_the_name_says(text, usual):
    assert read_delimited(text, usual).text == "指標\t値\n移住者数\t10人"


def test_a_delimiter_in_another_file_is_text():
    assert read_delimited("指標\t値\n移住者数\t1,234人\n", "\t").text == "指標\t値\n移住者数\t1,234人"


def test_a_quotation_mark_inside_a_cell_is_text():
    assert read_delimited('指標,値\n6"の管,10本\n', ",").text == '指標\t値\n6"の管\t10本'


@pytest.mark.parametrize(("text", "line"), [('指標,値\n"移住者数,10人\n空き家,5件\n', 2), ('指標,"値"あ\n', 1)])
def test_a_broken_quotation_is_refused_with_its_line(text, line):
    with pytest.raises(Refused, match=f"from line {line} on"):
        read_delimited(text, ",")


def test_the_limit_of_the_csv_module_is_left_as_it_was():
    before = csv.field_size_limit()
    assert read_delimited("あ" * 200_000 + ",い\n", ",").text == "あ" * 200_000 + "\tい"
    assert csv.field_size_limit() == before


CELLS = st.text(st.sampled_from('あ1,";\n\t 人'), max_size=6)


@settings(max_examples=50)
@given(st.lists(st.lists(CELLS, min_size=2, max_size=4), max_size=6), st.sampled_from([",", "\t"]))
def test_every_record_stands_on_its_line(records, delimiter):
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\n")
    starts = []
    for record in records:
        starts.append(out.getvalue().count("\n"))
        writer.writerow(record)
    if delimiter not in out.getvalue():
        return
    lines = read_delimited(out.getvalue(), delimiter).text.split("\n")
    for start, record in zip(starts, records, strict=True):
        printed = [text for cell in record if (text := one_line(cell))]
        assert [cell for cell in lines[start].split("\t") if cell] == printed
