"""The kind of thing that a question asks for."""

import pytest

from assistant.expected import expected_of
from index.markup import comparable


@pytest.mark.parametrize(
    ("question", "holds", "lacks"),
    [
        ("セミナーはどこで開いた？", "札幌市で開催", "二度開催"),
        ("会はいつ開いた？", "10月に開催", "市民館で開催"),
        ("招いたのは誰？", "工科大学の教授を招いた", "招いて会を開いた"),
        ("参加したのは何人？", "参加者27名", "参加者が増えた"),
        ("なぜ減ったのか", "工事のため減った", "前年より減った"),
        ("Where was it held?", "札幌市で開催", "二度開催"),
        ("どの役所に出した？", "農林水産省に要望した", "要望を出した"),
        ("出店した会社の数は？", "企業18社が出店", "3日間出店"),
        ("使った催しを3つ挙げて", "催しでのPR（港まつり、灯台の日）", "催しを活用したPR"),
    ],
)
def test_a_text_holds_what_is_asked_for(question, holds, lacks):
    expected = expected_of(question)
    assert expected.held(holds)
    assert not expected.held(lacks)


def test_each_counter_is_a_thing_of_its_own():
    expected = expected_of("何校が参加し、企業は何社が出た？")
    assert expected.size == 2
    assert expected.held("20校が参加") == {"校"}
    assert expected.held("20校が参加、25社が出店") == {"校", "社"}


def test_nothing_is_asked_for_by_a_bare_question():
    assert expected_of("灯台の塗り替え").size == 0


def test_a_method_is_a_formula_and_limits_are_several():
    method = expected_of("達成率はどう計算する？", defined=True)
    assert method.held("実績値を目標値で除した値")
    assert not method.held("達成率は高い")
    limits = expected_of("判定の基準は？", defined=True)
    assert limits.held("80%以上を○、80%未満を×")
    assert not limits.held("80%以上")


@pytest.mark.parametrize(
    ("question", "holds", "lacks"),
    [
        ("満足した人の割合はどうやって調べる？", "参加者へのアンケートによる", "満足した人の割合"),
        ("繰り越した事業も入ってる？", "前年度から繰り越した事業を含む", "前年度から繰り越した事業"),
        ("ほかの分野と併せて使っていい？", "他の分野との併用も可", "取組の可視化"),
        ("右の数字は何の番号？", "備考（施策Code）", "備考"),
    ],
)
def test_what_a_note_may_be_asked(question, holds, lacks):
    expected = expected_of(question, defined=True)
    assert expected.held(comparable(holds).lower())
    assert not expected.held(comparable(lacks).lower())
