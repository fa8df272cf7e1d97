"""Where the header rows of a table end."""

import pytest

from index.layout import lay_out
from index.tables.shape import Segment, goes_on, header_rows, kind_of, segments


def rows_of(text):
    (table,) = [block for block in lay_out(text) if block.kind == "table"]
    return table.rows


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("1,234", "number"),
        ("76.2%", "number"),
        ("0～4歳", "range"),
        ("65歳以上", "range"),
        ("R2", "period"),
        ("2018", "period"),
        ("-", "dash"),
        ("◎", "mark"),
        ("目標値", "header"),
        ("千円", "header"),
        ("○保育所を整備した。", "prose"),
        ("札幌市", "text"),
        ("1日最大来場者数", "text"),
        ("５歳児健診受診者数", "text"),
        ("①産業の振興", "text"),
        ("③48人", "number"),
        ("1,234日", "number"),
        ("3世帯", "number"),
        ("", "empty"),
    ],
)
def test_kinds_of_cells(text, kind):
    assert kind_of(text) == kind


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("区分\tR3\tR4\n甲\t1\t2\n", (0,)),
        ("区分\t男\t\t女\t\n\tR3\tR4\tR3\tR4\n甲\t1\t2\t3\t4\n", (0, 1)),
        ("回次\t第1期\t第2期\n決算年月\t2019年3月\t2020年3月\n売上高\t1\t2\n", (0, 1)),
        ("区分\t人口\t世帯\n単位\t人\t千世帯\n甲\t1\t2\n", (0, 1)),
        ("区分\tR4\t\t\t\n\t上期\t\t下期\t\n\t目標\t実績\t目標\t実績\n甲\t1\t2\t3\t4\n", (0, 1, 2)),
        ("\t\t（単位：千円）\n区分\tR3\tR4\n甲\t1\t2\n", (1,)),
        ("表の名前\t\t\n区分\tR3\tR4\n甲\t1\t2\n", (1,)),
        ("区分\tR3\tR4\n甲\t未集計\t未集計\n乙\t1\t2\n", (0,)),
        ("区分\t2021\t2022\n人口\t1985\t2001\n世帯\t900\t2\n", (0,)),
        ("区分\tR3\tR4\n甲\t1\t2\n区分\tR3\tR4\n乙\t1\t2\n", (0, 2)),
        ("区分\tR3\tR4\n甲\t1\t2\n指標\tR4\tR5\n乙\t1\t2\n", (0, 2)),
        ("甲\t1\t2\n乙\t1\t2\n", ()),
        ("区分\t◎\t○\t計\n指標数\t1\t2\t3\n", (0,)),
        ("甲\t◎\t◎\n乙\t1\t2\n", ()),
        ("甲\t◎\t○\n乙\t◎\t△\n", ()),
    ],
)
def test_header_rows(text, expected):
    assert header_rows(rows_of(text)) == expected


def test_a_sheet_is_cut_at_its_headers_and_lone_cells_above_them_are_captions():
    rows = rows_of("一つ目\t\t\n区分\tR3\tR4\n甲\t1\t2\n二つ目\t\t\n区分\tR4\tR5\n乙\t1\t2\n")
    assert segments(rows) == [Segment((0,), (1,), (2,)), Segment((3,), (4,), (5,))]


def test_a_header_printed_again_under_a_caption_is_another_table():
    rows = rows_of("区分\tR3\tR4\n甲\t1\t2\n二つ目\t\t\n区分\tR3\tR4\n甲\t3\t4\n")
    assert segments(rows) == [Segment((), (0,), (1,)), Segment((2,), (3,), (4,))]


def test_a_project_from_one_year_to_another_is_a_row():
    rows = rows_of("事業\t開始\t終了\t額\n甲\tR1\tR5\t10\n乙\tR3\tR7\t未定\n丙\tR3\tR7\t20\n")
    assert [(segment.header, segment.body) for segment in segments(rows)] == [((0,), (1, 2, 3))]


def test_a_header_goes_on_below_what_it_spans():
    rows = rows_of("指標\t目標値\t\n\tR5\tR6\n移住者数\t1\t2\n")
    assert goes_on(rows, 0)
    assert not goes_on(rows, 1)
