"""Rows of a table: what each measures, under which item, and which cell holds which value."""

import pytest

from index.layout import lay_out
from index.tables.record import ArrowRecord, LeftOut, Record, records, without_repeat_mark


def read(text):
    return [record for block in lay_out(text) if block.kind == "table" for record in records(block)]


def values(record):
    return {column.measure: cell.text for column, cell in record.values}


def names(text):
    return [(record.item, record.name, record.scope) for record in read(text)]


def test_a_row_with_its_values():
    (record,) = read("KPI\t戦略策定時\t実績値\t目標値\n移住者数\t1人\t2人\t3人\n")
    assert isinstance(record, Record)
    assert (record.name, record.scope, record.item, record.repeated) == ("移住者数", "", "", False)
    assert values(record) == {"baseline": "1人", "actual": "2人", "target": "3人"}


def test_a_unit_behind_the_name_is_that_of_its_values():
    (record,) = read("施設名\t指標\t実績値 (R3)\t目標値 (R6)\t達成率\n市民会館\t利用者数（人）\t10\t20\t50.0%\n")
    assert [column.unit for column, _ in record.values] == ["人", "人", ""]


def test_marks_behind_rates_are_grades_whatever_heads_them():
    text = "KPI\t実績値\t目標値\t進捗率\t区分\n移住者数\t2人\t3人\t50%\t△\n出生数\t4人\t4人\t100%\t◎\n"
    assert [values(record)["grade"] for record in read(text)] == ["△", "◎"]
    kinds = text.replace("△", "新規").replace("◎", "継続")
    assert not any("grade" in values(record) for record in read(kinds))


def test_columns_in_any_order():
    (record,) = read("実績値\t目標値\t備考\tKPI\t基準値\n2人\t3人\t速報\t移住者数\t1人\n")
    assert record.name == "移住者数"
    assert values(record) == {"baseline": "1人", "actual": "2人", "target": "3人"}


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ("合計特殊出生率", "合計特殊出生率"),
        ("[数値目標] 合計特殊出生率", "合計特殊出生率"),
        ("製造業の付加価値 生産性", "製造業の付加価値 生産性"),
        ("[数値目標] 連携地域数 12地域 (H26) → 25地域 (H31)", "連携地域数"),
    ],
)
def test_a_header_may_name_what_is_measured(header, name):
    text = f"{header}\t戦略策定時 (H26)\t実績値 (H29)\n北海道\t1.27\t1.29\n(全国)\t1.42\t1.43\n\t1\t2\n"
    assert names(text) == [("", name, "北海道"), ("", name, "(全国)"), ("", name, "")]


def test_a_caption_before_the_name_in_a_header():
    header = "[数値目標]\t道産食品輸出額：1,000億円（H30）\t道産食品輸出額\t実績値 (H29)\t目標値 (H30)\n"
    assert names(header + "\t\t\t674億円\t1,000億円\n") == [("", "道産食品輸出額", "")]


def test_a_header_in_the_middle_of_a_table_counts_from_there_on():
    text = "出生率\t実績値\t目標値\n北海道\t1.2\t1.4\nKPI\t目標値\t実績値\n移住者数\t3人\t2人\n"
    first, second = read(text)
    assert (first.name, first.scope, values(first)) == ("出生率", "北海道", {"actual": "1.2", "target": "1.4"})
    assert (second.name, second.scope, values(second)) == ("移住者数", "", {"target": "3人", "actual": "2人"})


def test_an_item_holds_for_the_rows_below_it():
    rows = "1 移住の促進\t移住者数\t1人\t2人\n\t相談件数\t3件\t4件\n2 定住\t定住者数\t5人\t6人\n"
    assert names("施策名\tKPI\t実績値\t目標値\n" + rows) == [
        ("1 移住の促進", "移住者数", ""),
        ("1 移住の促進", "相談件数", ""),
        ("2 定住", "定住者数", ""),
    ]


def test_of_several_name_columns_the_last_names_and_those_before_are_items():
    text = "事業名\t成果指標\t実績値\t目標値\n移住事業\t移住者数\t1人\t2人\n"
    assert names(text) == [("移住事業", "移住者数", "")]


def test_where_only_items_are_printed_they_name():
    text = "施策名\t予算額(千円)\t繰越額(千円)\n移住の促進\t1,000\t200\n"
    assert names(text) == [("", "移住の促進", "")]


def test_a_unit_column_gives_the_values_their_unit():
    (record,) = read("KPI\t単位\t実績値\t目標値\t進捗率\n観光客数\t万人\t120\t200\t60.0%\n")
    assert [column.unit for column, _ in record.values] == ["万人", "万人", ""]


def test_rows_before_any_header_are_no_records():
    assert read("移住者数\t1人\t2人\t3人\n出生数\t1人\t2人\t3人\n") == []


def test_rows_that_print_no_value_say_nothing():
    assert read("KPI\t実績値\t目標値\n1 安心のまち\t\t\n") == []


def test_a_row_left_out_names_its_line():
    (left_out,) = read("\n前書き\n\nKPI\t基準値\t実績値\t目標値\n移住者数\t1人\t2人\n")
    assert left_out == LeftOut(5, "row left out: its values fit more than one column")


def test_a_row_that_names_nothing_is_left_out():
    (left_out,) = read("KPI\t実績値\t目標値\n【再掲】\t1人\t2人\n")
    assert isinstance(left_out, LeftOut)


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("移住者数【再掲】", "移住者数"),
        ("移住事業） 【再掲】", "移住事業）"),
        ("移住者数(再掲)", "移住者数"),
        ("移住者数（再掲）", "移住者数"),
        ("[再掲]移住者数", "移住者数"),
    ],
)
def test_repeat_marks(printed, name):
    assert without_repeat_mark(printed) == (name, True)


def test_names_without_a_repeat_mark():
    assert without_repeat_mark(" 移住者数（延べ） ") == ("移住者数（延べ）", False)
    assert without_repeat_mark("再掲率") == ("再掲率", False)


ARROWS = "施策\t対象KPI\n"


def test_arrow_cells_stand_under_their_outline():
    text = ARROWS + (
        "① 子育て環境の整備\t■ 待機児童の解消\t待機児童数 28人(R6) → 0人(R7)\n"
        "\t\t組織数【再掲】 74市町村(R5) → 全市町村(R11) 出生数 5人(R6) → 6人(R7)\n"
        "\t■ 交流の促進\t交流者数 1人(R6) → 2人(R7)\n"
        "② 移住の促進\t\t移住者数 3人(R6) → 4人(R7)\n"
    )
    assert [(record.item, record.name, record.repeated) for record in read(text)] == [
        ("① 子育て環境の整備 ■ 待機児童の解消", "待機児童数", False),
        ("① 子育て環境の整備 ■ 待機児童の解消", "組織数", True),
        ("① 子育て環境の整備 ■ 待機児童の解消", "出生数", False),
        ("① 子育て環境の整備 ■ 交流の促進", "交流者数", False),
        ("② 移住の促進", "移住者数", False),
    ]


def test_a_neighbour_that_repeats_the_values_is_left_out():
    text = ARROWS + "次世代に継承する 86.5%(R6) → 93.7%(R10)\t認知度 86.5%(R6) → 93.7%(R10)\n"
    left_out, record = read(text)
    assert left_out == LeftOut(2, "cell left out: it repeats the values of the KPI cell beside it")
    assert isinstance(record, ArrowRecord)
    assert record.name == "認知度"


def test_two_cells_of_other_values_are_both_read():
    text = ARROWS + "認知度 86.5%(R6) → 93.7%(R10)\t移住者数 3人(R6) → 4人(R7)\n"
    assert [record.name for record in read(text)] == ["認知度", "移住者数"]


def test_arrows_count_only_where_a_header_announces_kpis():
    assert read("施策\t取組状況\n移住の促進\t相談員 1人(R6) → 2人(R7)\n") == []


def test_words_behind_the_values_are_the_rows_remark():
    block = lay_out("事業名\t概要\tH30予算(千円)\t取組状況\n甲事業\t乙の支援\t1,234\t○丙を実施\n丁事業\t戊\t5\t-\n")[0]
    assert [(record.name, record.remark) for record in records(block)] == [("甲事業", "○丙を実施"), ("丁事業", "")]


def test_a_part_of_the_row_above_is_its_scope():
    text = (
        "指標\t基準値\t目標値\n移住者数\t10人\t20人\nうち県外\t4人\t8人\nうち39歳以下\t3人\t6人\nうちわの数\t1本\t2本\n"
    )
    assert names(text) == [
        ("", "移住者数", ""),
        ("", "移住者数", "うち県外"),
        ("", "移住者数", "うち39歳以下"),
        ("", "うちわの数", ""),
    ]


def test_the_total_of_a_column_needs_no_name():
    text = (
        "番号\t施策名\t指標\t実績値\t目標値\tR6予算額（千円）\n1\t防災\t訓練数\t3回\t4回\t1,200\n合計\t\t\t\t\t1,200\n"
    )
    *_, total = read(text)
    assert (total.name, values(total)) == ("合計", {"budget": "1,200"})


def test_a_dash_in_the_column_of_units_is_no_unit():
    (record,) = read("指標\t単位\t基準値\t目標値\n出生率\t－\t1.4\t1.6\n")
    assert [column.unit for column, _ in record.values] == ["", ""]


def test_what_a_part_of_a_budget_is_set_aside_for_is_of_the_budgets_year():
    (record,) = read("事業名\tR6予算額（千円）\tうち一般財源（千円）\tR5繰越額（千円）\n橋の修繕\t900\t300\t50\n")
    assert [column.period.text for column, _ in record.values] == ["R6", "R6", "R5"]


def test_a_value_without_an_arrow_is_a_target_where_all_bases_are_of_years_before():
    text = "施策\tKPI\n創業\t起業件数 5件(R5)→9件(R11) ／ 支援件数 60件(R7～R11累計) ／ 相談件数 30件(R5)\n"
    told = read(text)
    assert [record.name for record in told if not isinstance(record, LeftOut)] == ["起業件数", "支援件数"]
    assert [record.message for record in told if isinstance(record, LeftOut)] == [
        "30件 left out: nothing says whether it is base or target"
    ]


SEXES = "指標\t区分\t基準値\t目標値\n健康寿命\t男性\t79.2歳\t80.5歳\n{}喫煙率\t－\t18.2%\t12.0%\n"


def test_rows_of_parts_beside_one_name():
    text = SEXES.format("\t女性\t83.9歳\t85.0歳\n")
    assert names(text) == [("", "健康寿命", "男性"), ("", "健康寿命", "女性"), ("", "喫煙率", "")]


def test_a_part_whose_name_was_lost_names_nothing():
    read_ = read(SEXES.format("\t女性\t83.9歳\t85.0歳\n女性\t46.8%\t60.0%\n"))
    assert [record.scope for record in read_ if isinstance(record, Record)] == ["男性", "女性", ""]
    assert len([record for record in read_ if isinstance(record, LeftOut)]) == 1


def test_a_column_beside_every_name_is_none_of_parts():
    text = "指標\t区分\t基準値\t目標値\n移住者数\t継続\t1人\t2人\n起業件数\t新規\t3件\t4件\n"
    assert names(text) == [("", "移住者数", ""), ("", "起業件数", "")]


def test_few_words_of_its_own_may_stand_in_a_column_of_grades():
    text = "指標\t実績値\t目標値\t達成状況\n移住者数\t1人\t2人\t概ね順調\n起業件数\t3件\t4件\t集計の途中\n"
    assert [values(record)["grade"] for record in read(text)] == ["概ね順調", "集計の途中"]


def test_base_and_target_in_one_column_are_two():
    text = "指標\t基準値→目標値\t実績値\n転入者数\t320人（R1）→400人（R7）\t351人（R5）\n刈込面積\t－\t14ha（R5）\n"
    first, second = read(text)
    assert values(first) == {"baseline": "320人（R1）", "target": "400人（R7）", "actual": "351人（R5）"}
    assert values(second) == {"baseline": "－", "target": "－", "actual": "14ha（R5）"}
    lines = text.split("\n")
    assert all(lines[cell.line - 1][cell.start : cell.end] == cell.text for _, cell in first.values)


def test_a_column_with_an_arrow_in_its_header_alone_stays_one():
    (record,) = read("指標\t基準値→目標値\t実績値\n転入者数\t順調\t351人（R5）\n")
    assert values(record) == {"actual": "351人（R5）"}


def test_cells_that_print_several_values_are_left_out_with_a_word():
    (record,) = read("指標\t基準値\t目標値\n①相談数②移住者数\t①120件②30人\t①200件②50人\n")
    assert record == LeftOut(2, "row left out: its cells print several values each")


def test_the_number_of_an_item_in_a_column_of_its_own():
    text = "施策番号\t施策名\t指標名\t基準値\t目標値\n1-1\t災害への備え\t訓練数\t3回\t4回\n\t\t備蓄数\t5個\t6個\n"
    assert [item for item, _, _ in names(text)] == ["1-1 災害への備え", "1-1 災害への備え"]


def test_numbered_cells_alone_in_their_row_are_what_the_rows_below_belong_to():
    text = (
        "指標\t実績値\t目標値\n柱１ 海を守る\t\t\n清掃回数\t1回\t2回\n柱２ 山を守る\t\t\n植樹本数\t3本\t4本\n"
        "その他\t\t\n相談\t5件\t6件\n"
    )
    assert names(text) == [
        ("柱１ 海を守る", "清掃回数", ""),
        ("柱２ 山を守る", "植樹本数", ""),
        ("", "相談", ""),
    ]


def test_an_overview_before_the_values_is_the_remark_where_no_words_stand_behind_them():
    (record,) = read("事業名\t事業概要\t担当課\tR6予算額（千円）\n港の照明\t灯りを替える。\t港湾課\t900\n")
    assert record.remark == "灯りを替える。"


def test_a_name_may_hold_a_sentence_in_brackets():
    text = "指標\t実績値\t目標値\n登録店数（市内の店に限る。）\t1店\t2店\n"
    assert names(text) == [("", "登録店数（市内の店に限る。）", "")]


def test_a_unit_names_nothing():
    (left_out,) = read("施策\t指標\t単位\t実績値\t目標値\n1 海\t\t回\t10\t20\n")
    assert left_out == LeftOut(2, "row left out: it does not print what it measures")


def test_the_target_before_a_final_one_is_on_the_way():
    (record,) = read("指標\t目標値\t最終目標値\n清掃回数\t10回\t20回\n")
    assert values(record) == {"interim_target": "10回", "target": "20回"}


def test_a_part_of_a_budget_is_in_its_unit():
    (record,) = read("事業名\tR6予算額（千円）\tうち一般財源\n橋の修繕\t900\t300\n")
    assert [(column.unit, column.period.text) for column, _ in record.values] == [("千円", "R6")] * 2


def test_values_behind_a_second_name_are_of_that():
    text = (
        "事業名\tR6予算額（千円）\t指標\t目標値\n港の照明\t900\t灯り（基）\t40\n\t\t苦情（件）\t3\n"
        "浜の清掃\t50\t回数（回）\t12\n橋の塗装\t7\t\t5\n"
    )
    told = [
        (one.item, one.name, values(one), [column.unit for column, _ in one.values])
        for one in read(text)
        if isinstance(one, Record) and one.values
    ]
    assert told == [
        ("", "港の照明", {"budget": "900"}, ["千円"]),
        ("港の照明", "灯り（基）", {"target": "40"}, ["基"]),
        ("港の照明", "苦情（件）", {"target": "3"}, ["件"]),
        ("", "浜の清掃", {"budget": "50"}, ["千円"]),
        ("浜の清掃", "回数（回）", {"target": "12"}, ["回"]),
        ("", "橋の塗装", {"budget": "7"}, ["千円"]),
    ]
    assert [one.line for one in read(text) if isinstance(one, LeftOut)] == [5]


def test_a_name_behind_all_values_is_not_theirs():
    (record,) = read("事業名\tR6予算額（千円）\tR5繰越額（千円）\t関連指標\n港の照明\t900\t50\t灯りの数\n")
    assert (record.item, record.name) == ("", "港の照明")
