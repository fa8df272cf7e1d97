"""Notes: what reports define, found wherever it stands."""

from assistant.note import Notes

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
