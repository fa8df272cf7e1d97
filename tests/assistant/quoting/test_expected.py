"""The kind of thing that a question asks for."""

import pytest

from assistant.lexicon import load_lexicon
from assistant.quoting.expected import asks_remaining, asks_year, can_tell, expected_of, is_of_quantity, quantity_asked
from assistant.understanding.declining import wants_own_forecast
from assistant.understanding.naming import ReportNames
from assistant.understanding.question import parse
from index.markup import comparable
from index.text import clean

LEXICON = load_lexicon()


def asked(text):
    return parse(clean(text), LEXICON, ReportNames([]))


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
    ("question", "tells", "lacks"),
    [
        ("灯台売店の売上高を教えて", "○灯台売店の売上高 5,000千円", "○灯台売店を開設（2箇所）"),
        ("灯台の見学者数は？", "○見学者 300人", "○灯台を5基点検"),
        ("まだ灯台を点検していない市町村はどこですか", "未実施の町は汐見町", "汐見町が灯台を点検"),
        ("灯台を点検した部の部長の氏名は？", "灯台部 海野氏が点検", "灯台部の部長が点検"),
        ("Name the governor who opened the lighthouse.", "知事 海野氏が開所", "知事が灯台を開所"),
        ("灯台が光るのは何年度の予定？", "灯台を2031年度に点灯", "灯台を点灯\n桟橋は2031年度"),
    ],
)
def test_what_no_answer_may_lack(question, tells, lacks):
    assert can_tell(asked(question), tells)
    assert not can_tell(asked(question), lacks)


def test_the_quantity_that_is_asked_for():
    assert quantity_asked(asked("灯台売店の売上高はいくら？")).text == "売上高"
    assert quantity_asked(asked("灯台の費用の総額はいくら？")) is None
    assert quantity_asked(asked("灯台の予定回数は？")) is None


@pytest.mark.parametrize(
    ("question", "units", "fits"),
    [
        ("灯台展の成約額は？", ["件"], False),
        ("灯台展の成約額は？", ["百万円"], True),
        ("灯台展の参加者数は？", ["%"], False),
        ("灯台展の参加者数は？", ["人"], True),
        ("灯台展の就職率は？", ["人"], False),
        ("灯台展の就職率は？", ["%"], True),
        ("灯台展の進捗率は？", ["人"], True),
        ("灯台展の参加者数は？", [], True),
    ],
)
def test_money_counts_and_rates_do_not_stand_for_each_other(question, units, fits):
    assert is_of_quantity(asked(question), "灯台展", units) is fits


def test_those_that_have_not():
    assert asks_remaining("まだ点検していない町はどこ？")
    assert asks_remaining("Which towns have yet to start?")
    assert not asks_remaining("まだ目標を達成していない指標は？")
    assert not asks_remaining("点検した町はどこ？")


def test_a_year_is_asked_for_alone():
    assert asks_year(asked("灯台が光るのは何年度の予定？"))
    assert not asks_year(asked("灯台の目標値は何年度まで？"))


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("Give me your prediction.", True),
        ("予測して", True),
        ("今年度末の見込みは？", False),
        ("What is the expected number?", False),
    ],
)
def test_a_forecast_of_the_programs_own(text, own):
    assert wants_own_forecast(text) is own


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
