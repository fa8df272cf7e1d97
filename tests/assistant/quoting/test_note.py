"""Notes: what reports define, found wherever it stands."""

from assistant.quoting.note import DEFINING, Notes

TEXT = """題名

1 指標の一覧

名称\t目標値\t実績値
燃料自給率\t80%\t60%

※ 達成率は、実績値を目標値で除した値である。

会を開いた。
""".split("\n")


def test_a_footnote_is_a_note_under_its_heading():
    notes = Notes({"r": TEXT}, 200).of("r")
    assert any(note.unit.raw.startswith("※ 達成率は") and note.path == ("1 指標の一覧",) for note in notes)


def test_rows_and_plain_sentences_begin_none():
    starts = {note.unit.line for note in Notes({"r": TEXT}, 200).of("r")}
    assert starts == {8}


def test_a_header_that_says_what_holds_of_its_column_is_a_note_and_no_row_of_values_is():
    lines = ["題名", "", "名称\t主な取組\t備考（管理番号）", "灯台の塗り替え\t800\t0412（港）", "", "本文である。"]
    assert {note.unit.line for note in Notes({"r": lines}, 200).of("r")} == {3}


def test_values_with_an_arrow_between_them_define_nothing():
    assert not DEFINING.search("116市町村(r6)→全市町村(r11)")
    assert DEFINING.search("基準1が「○」→a")
