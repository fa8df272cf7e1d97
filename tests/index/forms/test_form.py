"""A form's line as labels and values: labels spaced or tight, values run into them, prose left as words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.forms.form import blank_codes, is_plan, is_unit, tokens_of


def said(line: str) -> list[str]:
    return [f"{token.kind}:{token.what or token.text}" for token in tokens_of(line, 1)]


@pytest.mark.parametrize(
    ("line", "tokens"),
    [
        ("基 準 値 8710 9,517 最終目標値", ["label:base", "number:8710", "number:9,517", "label:final"]),
        ("10,709目標値", ["number:10,709", "label:target"]),
        ("基準年度 ｈ29 年度 ｒ2 最終年度",
         ["label:base_year", "period:ｈ29", "label:year", "period:ｒ2", "label:final_year"]),
        ("達成率 39.8% 77.4%36.9%", ["label:achievement", "number:39.8%", "number:77.4%", "number:36.9%"]),
        ("実 績 値 8,303 - 8,303", ["label:actual", "number:8,303", "dash:-", "number:8,303"]),
        ("根拠計画 達成率の算式政策体系", ["label:heading", "label:formula", "label:heading"]),
        ("２（２）A 増加第２期創生総合戦略", ["code:２（２）A", "direction:増加", "plan:第２期創生総合戦略"]),
        ("関① 指標名", ["mark:関①", "label:name"]),
        ("達成度合 D - C 【内的要因】", ["label:grade", "grade:D", "dash:-", "grade:C", "words:【内的要因】"]),
        ("年度 2018 2019 進捗率", ["label:year", "period:2018", "period:2019", "label:progress"]),
        ("基準値 2018 目標値 2019", ["label:base", "number:2018", "label:target", "number:2019"]),
        ("目標値 1,200億円 R元", ["label:target", "number:1,200億円", "period:R元"]),
    ],
)  # fmt: skip
def test_a_line_is_labels_and_values(line, tokens):
    assert said(line) == tokens


@pytest.mark.parametrize(
    "line",
    [
        "693億円増加し、付加価値生産性は",
        "目標達成率の向上",
        "増加率（％）",
        "年度末の在庫",
        "63億円増加したが、",
        "達成率向上",
    ],
)
def test_prose_holds_no_labels_and_no_values(line):
    assert {token.kind for token in tokens_of(line, 1)} == {"words"}


def test_lines_of_a_table_are_not_taken_apart():
    assert said("基準値\t870\t目標値\t1,280") == ["words:基準値\t870\t目標値\t1,280"]


def test_values_that_no_space_parts_are_known():
    assert [token.glued for token in tokens_of("達成率 39.8% 77.4%36.9%", 1)] == [False, False, False, True]


@given(st.text("基準値目標最終年度 　実績0123456789,.%-－％ ｒrHＨ①主関増加（）()A達成率", max_size=40))
def test_tokens_lie_where_they_say_and_do_not_overlap(line):
    at = 0
    for token in tokens_of(line, 1):
        assert at <= token.start < token.end
        assert line[token.start : token.end] == token.text
        assert not line[at : token.start].strip()
        at = token.end
    assert not line[at:].strip()


def test_policy_codes_are_blanked_out():
    assert blank_codes("－基準値))×100２（２）A") == "-基準値))×100" + " " * 5
    assert blank_codes("(基準値-実績値)") == "(基準値-実績値)"


@pytest.mark.parametrize("unit", ["億円", "人", "％", "kg", "か所", "千人"])
def test_units(unit):
    assert is_unit(unit)


@pytest.mark.parametrize("word", ["全国", "暦年", "GDP", "道内", "", "累計"])
def test_no_units(word):
    assert not is_unit(word)


def test_plans():
    assert is_plan("第２期北海道創生総合戦略")
    assert is_plan("県総合計画（後期）")
    assert not is_plan("計画の策定数")
