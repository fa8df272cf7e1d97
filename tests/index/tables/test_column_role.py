"""What the cells below a header say of its columns: grades, years of the values beside them, codes."""

import pytest

from index.block import Cell
from index.figures import extract_figures
from index.layout import lay_out
from index.tables.column_role import by_content, code_column, heads_codes, is_code
from index.tables.header import read_header
from tests.index.test_figures import report_of


def rows_of(*texts):
    return [tuple(Cell(text, n, 0, 0, n) for text in row.split("|")) for n, row in enumerate(texts, start=1)]


def columns(header, *rows):
    return by_content(read_header(header.split("|")), rows_of(*rows))


def told(header, *rows):
    """The item, measure, text and period of each figure of a table."""
    text = "\n".join(row.replace("|", "\t") for row in ("題名", "", header, *rows)) + "\n"
    figures, _ = extract_figures(report_of(text), lay_out(text))
    return [(figure.item, figure.measure, figure.text, figure.period) for figure in figures]


# --- years -----------------------------------------------------------------------------------------------------------


def test_years_before_their_values():
    header = "指標|基準年度|基準値|目標年度|目標値|最終年度|最終目標値"
    assert told(header, "来場者数|R2|10|R5|20|R8|30", "開館日数|2019|300||310|R8|320") == [
        ("", "baseline", "10", "R2"),
        ("", "interim_target", "20", "R5"),
        ("", "target", "30", "R8"),
        ("", "baseline", "300", "2019"),
        ("", "interim_target", "310", ""),
        ("", "target", "320", "R8"),
    ]


def test_years_behind_their_values():
    assert told("指標|基準値|基準年度|目標値|目標年度", "来場者数|10|R2|20|R8") == [
        ("", "baseline", "10", "R2"),
        ("", "target", "20", "R8"),
    ]


def test_years_that_may_be_of_either_side_are_of_none():
    assert told("指標|実績値|年度|目標値", "来場者数|10|R5|20") == [("", "actual", "10", ""), ("", "target", "20", "")]


def test_a_column_headed_like_years_that_holds_values_is_one_of_values():
    assert columns("指標|基準年|目標値", "来場者数|10人|20人")[1].role == "baseline"


def test_a_row_that_lost_a_year_keeps_the_others():
    header = "指標|基準年度|基準値|目標年度|目標値"
    assert told(header, "来場者数|10|R8|20", "開館日数|R1|300|R8|310") == [
        ("", "baseline", "10", ""),
        ("", "target", "20", "R8"),
        ("", "baseline", "300", "R1"),
        ("", "target", "310", "R8"),
    ]


# --- codes -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("header", ["整理番号", "番号", "No.", "№", "事業コード"])
def test_codes_are_what_their_rows_belong_to(header):
    found = told(f"{header}|事業名|R6予算額（千円）", "0107|港の照明|900", "0112|浜の清掃|50")
    assert [item for item, *_ in found] == ["0107", "0112"]


@pytest.mark.parametrize(
    ("header", "rows"),
    [
        ("番号|事業名|R6予算額（千円）", ["1|港の照明|900", "2|浜の清掃|50", "3|橋の塗装|7"]),  # they count the rows
        ("番号|事業名|R6予算額（千円）", ["未定|港の照明|900", "0112|浜の清掃|50"]),
        ("電話番号|事業名|R6予算額（千円）", ["0107|港の照明|900"]),
        ("事業名|番号|R6予算額（千円）", ["港の照明|0107|900"]),
        ("区分|事業名|R6予算額（千円）", ["0107|港の照明|900"]),
    ],
)
def test_other_columns_hold_no_codes(header, rows):
    assert code_column(columns(header, *rows), rows_of(*rows)) is None


def test_a_column_of_items_says_more_than_codes():
    found = told("番号|施策名|指標|目標値", "A-1|海を守る|清掃回数|10回", "A-2|山を守る|植樹本数|20本")
    assert [item for item, *_ in found] == ["海を守る", "山を守る"]


def test_a_code_names_nothing():
    assert told("番号|指標|実績値|目標値", "A-1||10|20", "A-2|植樹本数|30|40") == [
        ("A-2", "actual", "30", ""),
        ("A-2", "target", "40", ""),
    ]


@pytest.mark.parametrize("text", ["0532", "A-07", "1-2-3", "主①", "Ⅲ-2", "12a", "２(1)"])
def test_signs_that_identify(text):
    assert is_code(text)


@pytest.mark.parametrize("text", ["", "港の照明", "未定", "1,280", "87.0%", "3か所の公園"])
def test_words_and_values_identify_nothing(text):
    assert not is_code(text)


def test_headers_of_codes():
    assert heads_codes("整理番号")
    assert not heads_codes("電話番号")
    assert not heads_codes("番号順の一覧")


# --- grades ----------------------------------------------------------------------------------------------------------


def test_different_marks_behind_values_are_grades():
    rows = ["来場者数|10|20|○", "開館日数|300|310|△"]
    assert columns("指標|実績値|目標値|区分", *rows)[3].role == "grade"
    assert columns("区分|指標|実績値|目標値", "○|来場者数|10|20", "△|開館日数|1|2")[0].role == "text"


def test_one_mark_alone_only_marks_a_row():
    assert columns("指標|実績値|目標値|区分", "来場者数|10|20|○", "開館日数|300|310|")[3].role == "text"
