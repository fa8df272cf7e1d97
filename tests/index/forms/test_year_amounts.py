"""Amounts under one caption whose years stand elsewhere on the page."""

from decimal import Decimal

import pytest

from index.draft import Warned
from index.forms.piece import pages_of
from index.forms.year_amounts import Anchor, read_yearly
from tests.index.ledgers import report_of

TEXT = "１ 目標の設定\n\nR3\n\nR4\n\n施策目標 施策の予算額（千円）\n\n1,200\n\n3,400\n\n2(2)A\n"
ANCHOR = Anchor(2022, Decimal(3400), "千円")


def read(text, anchors):
    report = report_of(text)
    return list(read_yearly(report, pages_of(report), anchors))


def test_a_total_of_the_last_year_bears_the_amounts_out():
    figures = read(TEXT, [ANCHOR])
    assert [(figure.period, figure.text, figure.unit, figure.name) for figure in figures] == [
        ("R3", "1,200", "千円", "施策の予算額"),
        ("R4", "3,400", "千円", "施策の予算額"),
    ]
    assert {figure.section for figure in figures} == {"１ 目標の設定"}


@pytest.mark.parametrize(
    ("text", "anchors"),
    [
        (TEXT, []),
        (TEXT, [Anchor(2022, Decimal(3401), "千円")]),
        (TEXT, [Anchor(2021, Decimal(3400), "千円")]),
        (TEXT, [Anchor(2022, Decimal(3400), "百万円")]),
        (TEXT.replace("R3\n\nR4", "R4\n\nR3"), [ANCHOR]),
        (TEXT + "\n5,600\n", [ANCHOR]),
    ],
)
def test_what_no_total_bears_out_is_left_out(text, anchors):
    (warned,) = read(text, anchors)
    assert isinstance(warned, Warned)


def test_years_in_sentences_do_not_stand_alone():
    text = TEXT + "\n施設を改修した\nR2\n"
    assert len(read(text, [ANCHOR])) == 2


def test_two_captions_are_not_told_apart():
    assert read(TEXT + "\n事業の予算額（千円）\n", [ANCHOR]) == []


@pytest.mark.parametrize("years", ["R2\n\nR3\n\nR4", "R3\n\nR4\n\nR7", "R4\n\nR3\n\nR4"])
def test_of_amounts_beside_more_years_only_the_ledgers_total_is_told(years):
    warned, figure = read(TEXT.replace("R3\n\nR4", years), [ANCHOR])
    assert isinstance(warned, Warned)
    assert (figure.period, figure.text) == ("R4", "3,400")


@pytest.mark.parametrize(
    ("text", "anchor"),
    [
        ("R4\n\n" + TEXT, Anchor(2021, Decimal(3400), "千円")),
        ("R4\n\n" + TEXT, Anchor(2021, Decimal(9), "千円")),
        ("R1\n\nR2\n\n" + TEXT + "\n3,400\n", ANCHOR),
        ("R2\n\n" + TEXT.replace("3,400", "34"), Anchor(2022, Decimal(34), "千円")),
    ],
)
def test_a_total_out_of_order_or_printed_twice_or_small_tells_nothing(text, anchor):
    (warned,) = read(text, [anchor])
    assert isinstance(warned, Warned)
