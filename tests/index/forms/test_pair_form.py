"""Forms of labels and values in turn."""

import pytest

from index.forms.pair_form import is_pair_form
from index.layout import lay_out
from tests.index.tables.test_grid import figures_of, warnings_of

FORM = """令和5年度 評価の調書

## １ 概要

施策名\t森を育てる\t施策番号\t4-2
総合評価\tＡ　順調\t前年度の評価\tＢ
今後の方向性\t継続\t\t

## ２ 指標

指標名\t関③ 間伐した面積\t\t\t単位\tha
基準年度\tH30年度\t基準値\t1,200\t増減方向\t増加
最終年度\tR9年度\t最終目標値\t2,000\t達成率の算式\t実績値÷目標値×100
年度\tR3\tR4\tR5\t考え方\t
目標値\t1,400\t1,500\t1,600\t\t
実績値\t1,300\t-\t1,640\t担い手を育てた。\t
達成率\t92.9%\t-\t102.5%\t\t
達成度合\tＢ\t-\tＡ\t\t
"""


def told(text):
    return [(f.item, f.name, f.scope, f.measure, f.text, f.unit, f.period) for f in figures_of(text) if f.text != "-"]


def test_an_indicator_by_its_labels_and_by_its_years():
    name = ("関③", "間伐した面積", "")
    assert told(FORM)[2:] == [
        (*name, "baseline", "1,200", "ha", "H30年度"),
        (*name, "target", "2,000", "ha", "R9年度"),
        (*name, "interim_target", "1,400", "ha", "R3"),
        (*name, "interim_target", "1,500", "ha", "R4"),
        (*name, "interim_target", "1,600", "ha", "R5"),
        (*name, "actual", "1,300", "ha", "R3"),
        (*name, "actual", "1,640", "ha", "R5"),
        (*name, "achievement", "92.9%", "%", "R3"),
        (*name, "achievement", "102.5%", "%", "R5"),
        (*name, "grade", "Ｂ", "", "R3"),
        (*name, "grade", "Ａ", "", "R5"),
    ]
    assert warnings_of(FORM) == []


def test_a_form_grades_its_subject():
    assert told(FORM)[:2] == [
        ("", "森を育てる", "", "grade", "Ａ 順調", "", ""),
        ("", "森を育てる", "前年度", "grade", "Ｂ", "", ""),
    ]


def test_rule_and_direction_are_the_indicators():
    figures = [figure for figure in figures_of(FORM) if figure.name == "間伐した面積"]
    assert {figure.direction for figure in figures} == {"up"}
    assert {figure.rule for figure in figures if figure.measure == "achievement"} == {"実績値÷目標値×100"}


def test_several_indicators_in_one_table():
    second = "指標名\t苗木の本数\t\t\t単位\t万本\n年度\tR3\tR4\n目標値\t7\t8\n"
    figures = told(FORM + second)
    assert figures[-2:] == [
        ("森を育てる", "苗木の本数", "", "target", "7", "万本", "R3"),
        ("森を育てる", "苗木の本数", "", "target", "8", "万本", "R4"),
    ]


def test_a_value_printed_once_below_the_years_is_of_none_of_them():
    text = "調書\n\n指標名\t苗木の本数\n年度\tR3\n実績値\t7\n最終目標値\t9\n"
    assert {row[3:] for row in told(text)} == {("target", "9", "", ""), ("actual", "7", "", "R3")}


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("目標値\t1\t2\t3\n", "row left out: it is open what its labels and values are"),
        ("年度\tR3\tR4\n植えた本数\t1\t2\n", "row left out: it does not fit the years above it"),
        ("年度\tR3\tR4\n目標値\t1\n", "row left out: it does not fit the years above it"),
    ],
)
def test_what_is_open_is_left_out(row, said):
    text = f"調書\n\n指標名\t苗木の本数\t単位\t本\n基準値\t5\n{row}"
    assert [figure.text for figure in figures_of(text)] == ["5"]
    assert [message for _, message in warnings_of(text)] == [said]


@pytest.mark.parametrize(
    "table",
    [
        "指標名\t単位\t基準値\n苗木\t本\t3\n",
        "指標名\t苗木の本数\t植えた面積\nR3\t1\t2\n",
        "指標名\t苗木の本数\nR3\t1\n",
        "事業名\t巡回バス\t所管\t交通課\n区分\tR3\tR4\n事業費\t1\t2\n",
        "区分\tR3\tR4\n苗木\t1\t2\n",
    ],
)
def test_other_tables_are_none(table):
    assert not any(is_pair_form(block) for block in lay_out("題\n\n" + table) if block.kind == "table")
