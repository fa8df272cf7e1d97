"""What columns are for."""

import pytest

from index.tables.column import columns_of, is_label, texts_over


def uses(header, *rows):
    return [column.use for column in columns_of([header], rows, len(header))]


@pytest.mark.parametrize(
    ("header", "rows", "expected"),
    [
        (["市町村", "R3"], [["札幌市", "1"], ["小樽市", "-"]], ["name", "value"]),
        (["No.", "市町村", "R3"], [["1", "札幌市", "5"]], ["label", "name", "value"]),
        (["指標", "単位", "R3"], [["移住者数", "人", "5"]], ["name", "unit", "value"]),
        (["指標", "", "R3"], [["移住者数", "（人）", "5"]], ["name", "unit", "value"]),
        (["年度", "人口"], [["R3", "5"], ["R4", "6"]], ["name", "value"]),
        (["年齢階級", "人口"], [["0～4歳", "5"], ["5～9歳", "6"]], ["name", "value"]),
        (["市町村", "人口"], [["札幌市", "1985"], ["小樽市", "2001"]], ["name", "value"]),
        (["事業", "R3", "担当課"], [["除雪", "5", "雪対策課"]], ["name", "value", "remark"]),
        (["事業", "担当課", "R3"], [["除雪", "雪対策課", "5"]], ["name", "remark", "value"]),
        (["氏名", "内線"], [["佐藤", "123"]], ["name", "label"]),
        (["指標", "R3", "評価"], [["移住者数", "5", "◎"]], ["name", "value", "value"]),
        (["業務", "R3"], [["調査", "○"]], ["name", "remark"]),
    ],
)
def test_uses(header, rows, expected):
    assert uses(header, *rows) == expected


def test_a_blank_header_cell_is_spanned_from_the_left_under_one_parent():
    header = [["区分", "R3", "", "R4", ""], ["", "男", "女", "男", "女"]]
    assert texts_over(header, 5) == [["区分"], ["R3", "男"], ["R3", "女"], ["R4", "男"], ["R4", "女"]]
    assert texts_over([["A", "", "B"], ["x", "", ""]], 3) == [["A", "x"], ["A", "x"], ["B"]]


def test_labels():
    assert is_label("整理番号") and is_label("コード") and not is_label("件数")
