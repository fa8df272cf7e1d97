"""Scales: which rates earn which grade, however they are printed."""

from decimal import Decimal

import pytest

from index.checks.scale import read_scales, scale_for
from index.layout import lay_out
from tests.index.audited import found

TABLE = (
    "進捗状況の区分\n\n区分\t進捗率\n達成\t100%以上\n順調\t80%以上100%未満\nやや遅れ\t60%以上80%未満\n遅れ\t60%未満\n"
)
BEHIND = (
    "進捗率が100％以上のものを「達成」、80％以上100％未満を「順調」、"
    "60％以上80％未満を\n「やや遅れ」、60％未満を「遅れ」とした。\n"
)
BEFORE = "・達成：進捗率100%以上　順調：80%以上　やや遅れ：60%以上　遅れ：60%未満\n"
RISING = "遅れ：60%未満、やや遅れ：60%以上80%未満、順調：80%以上100%未満、達成：100%以上\n"


@pytest.mark.parametrize("text", [TABLE, BEHIND, BEFORE, RISING])
@pytest.mark.parametrize(("rate", "grade"), [("100", "達成"), ("99.9", "順調"), ("79.9", "やや遅れ"), ("12", "遅れ")])
def test_bands_however_they_are_printed(text, rate, grade):
    (scale,) = read_scales(lay_out(f"町の計画\n\n{text}"))
    assert scale.grade_of(Decimal(rate)) == grade


@pytest.mark.parametrize(
    "text",
    [
        "90%以上を◎、70%以上80%未満を○、70%未満を△とする。\n",
        "90%以上を◎、90%未満を○とする。\n",
        "90%以上を◎、70%以上90%未満を◎、70%未満を△とする。\n",
        "参加者の80%以上が満足し、60%未満の回はなかった。\n",
    ],
)
def test_what_leaves_gaps_is_no_scale(text):
    assert read_scales(lay_out(text)) == []


def test_of_two_scales_the_one_above_a_grade_counts():
    first, second = (
        "90%以上を◎、70%以上90%未満を○、70%未満を△とする。\n\n",
        "50%以上を◎、30%以上50%未満を○、30%未満を△とする。\n",
    )
    scales = read_scales(lay_out(first + second))
    assert [scale_for(scales, "◎", line).line for line in (2, 9)] == [1, 3]
    assert scale_for(scales, "順調", 9) is None


def test_a_grade_in_words_against_its_scale_is_an_error():
    rows = (
        "\n指標\t実績値\t目標値\t進捗率\t進捗状況\n移住者数\t90人\t100人\t90.0%\t順調\n出生数\t50人\t100人\t50.0%\t{}\n"
    )
    assert found("町の計画\n\n" + TABLE + rows.format("遅れ")) == []
    assert found("町の計画\n\n" + TABLE + rows.format("やや遅れ")) == [("grade", "error", "やや遅れ")]


def test_a_rate_that_is_rounded_up_to_a_bound_earns_what_it_is():
    rows = "\n指標\t実績値\t目標値\t進捗率\t進捗状況\n移住者数\t7,998人\t10,000人\t80.0%\tやや遅れ\n"
    assert found("町の計画\n\n" + TABLE + rows) == []
