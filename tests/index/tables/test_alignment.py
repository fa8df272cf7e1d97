"""Cells to columns: by position where they fit, by what they are where cells were lost or shifted, else not at all."""

import pytest

from index.block import Cell
from index.tables.alignment import align, find_habits
from index.tables.header import read_column

KPI = "KPI|戦略策定時|実績値|目標値|進捗率"
WIDE = "役割|施策名|事業概要|評価指標|基準値|目標値|実績値|評価|実施状況等"
BUDGET = "事業名|予算(千円)|繰越額(千円)|概要"


def placed(header, row, *, name_needed=True):
    """What stands under each column, or the reason why nothing does."""
    columns = [read_column(text) for text in header.split("|")]
    cells = [Cell(text, 1, 0, len(text), 1) for text in row.split("|")]
    aligned = align(columns, cells, name_needed=name_needed)
    if aligned.placing is None:
        return aligned.reason
    return "|".join(aligned.placing[n].text if n in aligned.placing else "" for n in range(len(columns)))


@pytest.mark.parametrize(
    ("header", "row"),
    [
        (KPI, "移住者数|455件|293件|600件|48.8%"),
        (KPI, "移住者数|—|293件|600件|48.8%"),
        (KPI, "移住者数|-|-|-|-"),
        (KPI, "就業率|66.8%|71.4%|全国平均値|94.3%"),
        (KPI, "移住者数||293件|600件|"),
        (KPI, "計画の策定|未策定|策定中|2022年度まで|-"),
        (KPI, "体制の整備|未整備|整備中|整備|-"),
        ("KPI|戦略策定時|実績値|目標値", "体制の整備|未整備|整備中|整備"),
        (KPI, "移住者数|455件|293件|600件|99.9%"),  # misprinted rate
        (BUDGET, "乗合バス事業費|6,000||○支援した"),
        (BUDGET, "乗合バス事業費|6,000|500|"),
        ("指標|実績値|備考", "移住者数|455件|2020"),
    ],
)
def test_a_whole_row_is_taken_as_it_stands(header, row):
    assert placed(header, row) == row


SHIFTED = [
    # left: the cell of a merged column was lost
    (
        WIDE,
        "11 MICE誘致|誘致する。|招聘事業|-|2022年度まで|未構築|×|・中止|",
        "|11 MICE誘致|誘致する。|招聘事業|-|2022年度まで|未構築|×|・中止",
    ),
    (WIDE, "||商談の件数|-|60件 (毎年度)|68件|◎|・商談会|", "|||商談の件数|-|60件 (毎年度)|68件|◎|・商談会"),
    (WIDE, "|商談の件数||-|60件 (毎年度)|68件|◎|・商談会", "|||商談の件数|-|60件 (毎年度)|68件|◎|・商談会"),
    # right: a blank cell too many
    (
        KPI + "|",
        "製造品出荷額||7,829億円|8,251億円|9,400億円|87.8%",
        "製造品出荷額|7,829億円|8,251億円|9,400億円|87.8%|",
    ),
    (KPI + "|", "利活用率||15.9%|20.3%|21%|96.7%", "利活用率|15.9%|20.3%|21%|96.7%|"),
    # an empty cell too many, which one the types tell
    (KPI, "|就業率|66.8%|71.4%|75%|", "就業率|66.8%|71.4%|75%|"),
    ("KPI|基準値|実績値|目標値|備考", "移住者数|10人||20人|30人|", "移住者数|10人|20人|30人|"),
    # only one placing makes the rate follow
    (KPI, "移住者数|293件|600件|48.8%", "移住者数||293件|600件|48.8%"),
    # only one placing fits the kinds of the cells
    (KPI, "移住者数|455件|293件|600件", "移住者数|455件|293件|600件|"),
    ("KPI|目標値|評価|備考", "移住者数|◎", "移住者数||◎|"),
    ("KPI|実績値|進捗率|目標値", "移住者数|10人|50%", "移住者数|10人|50%|"),
    # only a target is a year to come
    (
        "KPI|目標値|実績値|備考",
        "計画の策定|2022年度まで|" + "検討会を開催し調査業務の補助を申請" * 2 + "|",
        "計画の策定|2022年度まで||" + "検討会を開催し調査業務の補助を申請" * 2,
    ),
    # a dash too many: whichever it is, the others say the same
    ("KPI|基準値|目標値|実績値|評価", "移住者数|-|2025年度|-|-|-", "移住者数|-|2025年度|-|-"),
]


@pytest.mark.parametrize(("header", "row", "expected"), SHIFTED)
def test_a_shifted_row_is_placed_by_what_its_cells_are(header, row, expected):
    assert placed(header, row) == expected


@pytest.mark.parametrize(
    ("header", "row"),
    [
        (KPI, "移住者数|455件|600件"),
        (KPI, "移住者数|455件"),
        (KPI, "就業率|66.8%|71.4%|94.3%"),
        (KPI, "移住者数||293件|600件|99.9%"),  # misprinted, or one column too far right
        (KPI, "就業率|71.4%|全国平均値|94.3%"),
        (KPI, "就業率|70.5%|76.2%|108.1%"),  # target / actual, or base and actual
        (WIDE, "||観光客数|44,000千人|17,750千人|-|-"),
        (WIDE, "||冊子の配布|-|1回|・配布した"),
        (BUDGET, "乗合バス事業費|6,000|○支援した"),
        ("KPI|実績値|目標値|進捗率|達成率", "移住者数|10人|20人|45.0%"),
    ],
)
def test_values_that_fit_several_columns_are_left_out(header, row):
    assert placed(header, row) == "its values fit more than one column"


@pytest.mark.parametrize(
    ("header", "row", "reason"),
    [
        (KPI, "455件|293件|600件|48.8%", "its cells do not fit the columns"),  # no name
        (KPI, "移住者数|◎|600件", "its cells do not fit the columns"),
        (WIDE, "|【基本KPI】||27兆円|30兆円|-|-|-", "its cells do not fit the columns"),  # a caption names nothing
        (WIDE, "||【基本KPI】|圏域の売上を伸ばす。|27兆円|30兆円|-|-", "its cells do not fit the columns"),
        (KPI, "移住者数|1件|2件|3件|4%|5件|6件", "the row has 7 cells for 5 columns"),
    ],
)
def test_rows_that_fit_nowhere_are_left_out(header, row, reason):
    assert placed(header, row) == reason


@pytest.mark.parametrize(
    ("header", "row"),
    [
        ("KPI|基準値|実績値|目標値|備考", "移住者数|10人||20人||"),  # either of two is the one too many
        ("|基準値|実績値|目標値", "|(全国)|1.42|1.43"),  # words in brackets are a scope, no value
        (KPI, "移住者数|2025年度|-|-|-|"),  # a deadline is no base
    ],
)
def test_doubtful_rows_are_left_out(header, row):
    named = "KPI" in header.split("|")[0]
    assert placed(header, row, name_needed=named).startswith("its ")


DATED = [
    ["移住者数", "10件 (H26)", "20件 (H29)", "30件 (H31)"],
    ["出生数", "11件 (H26)", "21件 (H29)", "31件 (H31)"],
    ["来訪者数", "12件 (H26)", "22件 (H29)", "32件 (H31)"],
]


def cells_of(texts):
    return [Cell(text, 1, 0, len(text), 1) for text in texts]


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("就業者数|5件 (H29)|9件 (H31)", "就業者数||5件 (H29)|9件 (H31)"),
        ("就業者数|5件 (H26)|9件 (H31)", "就業者数|5件 (H26)||9件 (H31)"),
        ("就業者数|5件 (H26)|9件 (H29)", "就業者数|5件 (H26)|9件 (H29)|"),
        ("就業者数|5件 (H29)|9件 (H31)|", "就業者数||5件 (H29)|9件 (H31)"),  # filled up with an empty cell
        ("就業者数|5件 (H29)|8件 (H30)|9件 (H31)", "就業者数|5件 (H29)|8件 (H30)|9件 (H31)"),  # whole, though unlike
    ],
)
def test_periods_that_its_neighbours_print_in_one_column_place_a_damaged_row(row, expected):
    columns = [read_column(text) for text in ("KPI", "基準値", "実績値", "目標値")]
    habits = find_habits(columns, [cells_of(texts) for texts in DATED], name_needed=True)
    assert dict(habits.periods) == {"2014": 1, "2017": 2, "2019": 3}
    aligned = align(columns, cells_of(row.split("|")), name_needed=True, habits=habits)
    assert aligned.placing is not None
    assert "|".join(aligned.placing[n].text if n in aligned.placing else "" for n in range(4)) == expected


def test_a_table_without_damage_lends_no_suspicion():
    columns = [read_column(text) for text in ("KPI", "基準値", "実績値", "目標値")]
    whole = [cells_of(texts) for texts in DATED]
    assert find_habits(columns, whole, name_needed=True).filled == frozenset()
    assert find_habits(columns, [*whole, whole[0][:3]], name_needed=True).filled == frozenset(range(4))


def test_too_many_ways_are_not_tried():
    header = "|".join(["KPI", *["実績値"] * 20])
    assert placed(header, "移住者数|" + "|".join(["10人"] * 10)) == "the row fits in too many ways"


@pytest.mark.parametrize("row", ["安心のまち||||", "||||", "1 企業誘致|企業を誘致する。|||", "・実施した"])
def test_a_row_without_values_is_passed_over(row):
    assert placed(KPI, row) == ""


def test_where_the_header_names_what_is_measured_a_row_needs_no_name():
    assert placed(KPI, "76.2%|70.5%|(76.2%以上)|92.5%|", name_needed=False) == "|76.2%|70.5%|(76.2%以上)|92.5%"
    assert placed(KPI, "|76.2%|70.5%|80%|88.1%", name_needed=False) == "|76.2%|70.5%|80%|88.1%"
    assert placed(KPI, "76.2%|70.5%|92.5%", name_needed=False) == "its values fit more than one column"


def test_a_remark_is_neither_value_nor_grade():
    """Not even with a period in brackets at its end."""
    row = "|||冊子の配布|-|1回 (毎年度)|1回|・配布した（12月）"
    assert placed(WIDE, row) == "|||冊子の配布|-|1回 (毎年度)|1回||・配布した（12月）"


def test_a_sentence_is_no_item():
    row = "7 地域資源の活用|地域資源を活用する。|売上額|-|8,000千円 (毎年度)|623千円|×|・出展した|"
    assert placed(WIDE, row) == "|" + row[:-1]


RATED = "分野|指標名|基準値|実績値|目標値|達成率|評価"


def test_a_rate_of_achievement_shows_which_value_was_lost():
    assert placed(RATED, "養成者数|63|90|70.0%|C") == "|養成者数||63|90|70.0%|C"
    assert placed(RATED, "養成者数|63|90|－|－") == "its values fit more than one column"


def test_two_equal_years_among_many_rows_are_no_habit():
    columns = [read_column(text) for text in "KPI|目標値|実績値|戦略策定時".split("|")]
    printed = [
        "甲の数|1人|-|-",
        "乙の数|1人|1人 (R5)|-",
        "丙の数|1人|-|1人",
        "丁の数|-|-|-",
        "戊の数|1人|1人 (R5)|-",
        "己の数|-|2人 (R5)",
    ]
    rows = [[Cell(text, 1, 0, len(text), 1) for text in row.split("|")] for row in printed]
    habits = find_habits(columns, rows, name_needed=True)
    assert align(columns, rows[-1], name_needed=True, habits=habits).placing is None
