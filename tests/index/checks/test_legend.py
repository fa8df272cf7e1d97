"""Legends: what grades mean."""

from decimal import Decimal

import pytest

from index.checks.legend import plain_grade, read_legend
from tests.index.audited import written

STACKED = (
    "達成度合 A B C D -\n直近の指標\nの達成率\n100%以上　\n90%以上\n100%未満\n\n80%以上\n90%未満\n\n80%未満 算定不可"
)
INLINE = "評価の基準 Ａ：100％以上、Ｂ：90％以上100％未満、Ｃ：80％以上90％未満、Ｄ：80％未満"
ROWS = "評価\tA\tB\tC\tD\n達成率\t100%以上\t90%以上100%未満\t80%以上90%未満\t80%未満"
LINES = "A：100%以上\nB：90%以上100%未満\nC：80%以上90%未満\nD：80%未満"


@pytest.mark.parametrize("text", [STACKED, INLINE, ROWS, LINES])
@pytest.mark.parametrize(
    ("rate", "grade"), [("100", "A"), ("99.9", "B"), ("90", "B"), ("80.0", "C"), ("79.9", "D"), ("-5", "D")]
)
def test_bands_are_read_however_they_are_printed(text, rate, grade):
    assert read_legend(written(f"前書き\n{text}\n")).grade_of(Decimal(rate)) == grade


@pytest.mark.parametrize(
    "text", ["", "A B C D", "A B C\n50%以上\n40%未満\n30%未満", "A C B\n100%以上\n90%以上\n90%未満"]
)
def test_what_leaves_gaps_is_no_legend(text):
    assert read_legend(written(text)).bands == ()


@pytest.mark.parametrize(
    "text",
    [
        "<評価凡例>◎：達成済み ○：達成見込 △：達成不可見込 ×：達成不可 -：評価不可",
        "評価凡例 ◎:達成済み、〇:達成見込、△:達成不可見込、×:達成不可、－:評価不可",
    ],
)
def test_words_are_read(text):
    words = read_legend(written(text)).words
    assert words == {"◎": "達成済み", "○": "達成見込", "△": "達成不可見込", "×": "達成不可", "-": "評価不可"}


@pytest.mark.parametrize(("text", "plain"), [("Ａ", "A"), ("◯", "○"), ("―", "-"), ("－", "-")])
def test_grades_are_compared_in_one_form(text, plain):
    assert plain_grade(text) == plain
