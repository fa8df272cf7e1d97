"""Text in two columns is read column by column; words of tables are not."""

from tests.index.formats.test_pdf import Drawn

LEFT = "県は文化の振興に取り組み、来場者数は前の年を大きく上回った。今後も市町村と連携し、地域の活動を支える。" * 2
RIGHT = (
    "観光の分野では宿泊者数が回復し、満足度は過去最高となった。周遊の促進に向けて交通事業者との連携を強めている。" * 2
)


def columns(left, right, shift=0):
    drawn = Drawn().text(50, 50, "令和５年度の取組について、その主なものは次のとおりであり、引き続き進めていく。")
    for x, text, below in ((50, left, 0), (310, right, shift)):
        for n in range(0, len(text), 22):
            drawn.text(x, 80 + below + n // 22 * 16, text[n : n + 22])
    return drawn.read().text.replace("\n\n", "|")


def test_the_left_column_is_read_before_the_right_one():
    for shift in (0, 7):
        text = columns(LEFT, RIGHT, shift)
        assert text.split("|")[1:] == [LEFT, RIGHT]


def test_words_side_by_side_are_no_text_in_columns():
    drawn = Drawn()
    rows = [
        ("支援", "相談会を開いた"),
        ("人材の育成", "講座を行った"),
        ("広報", "動画を作った"),
        ("連携", "会議を設けた"),
    ] * 2
    for n, (name, words) in enumerate(rows):
        drawn.text(50, 80 + 16 * n, name).text(310, 80 + 16 * n, words)
    assert drawn.read().text.split("\n\n")[0] == "支援 相談会を開いた"
