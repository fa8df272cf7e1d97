"""Headers of PDF tables without rules: words over one column, over several, or over nobody knows which."""

import pytest

from index.formats.pdfheader import Column, header_lines, header_of
from index.formats.pdftext import Line

COLUMNS = [Column(0, 60), *(Column(left, left + 40) for left in (100, 160, 220, 280))]


def piece(text, x0, x1, top):
    return Line(text, x0, x1, top, top + 10, 10.0, 10.0, 10.0)


def line(top, *pieces):
    """A line of pieces, each a text with where it begins and ends."""
    parts = tuple(piece(*one, top) for one in pieces)
    whole = Line(" ".join(one[0] for one in pieces), parts[0].x0, parts[-1].x1, top, top + 10, 10.0, 10.0, 10.0)
    return Line(*(getattr(whole, name) for name in whole.__slots__[:-1]), parts if len(parts) > 1 else ())


LAST = line(30, ("区分", 0, 20), ("R3", 130, 140), ("R4", 190, 200), ("R5", 250, 260), ("R6", 310, 320))


@pytest.mark.parametrize(
    ("lines", "header"),
    [
        ([LAST], [("区分", "R3", "R4", "R5", "R6")]),
        # centred over two columns each
        (
            [line(16, ("決算", 140, 160), ("予算", 260, 280)), LAST],
            [("", "決算", "", "予算", ""), ("区分", "R3", "R4", "R5", "R6")],
        ),
        # half a line higher, because it is one of two lines
        (
            [
                line(12, ("決算", 140, 160), ("予算", 260, 280)),
                line(21, ("区分", 0, 20)),
                line(30, *((one.text, one.x0, one.x1) for one in LAST.pieces[1:])),
            ],
            [("", "決算", "", "予算", ""), ("区分", "R3", "R4", "R5", "R6")],
        ),
        # a word that goes on below
        (
            [
                line(20, ("区分", 0, 20), ("基準値(H3", 100, 140)),
                line(30, ("0)", 100, 110), ("R4", 190, 200), ("R5", 250, 260), ("R6", 310, 320)),
            ],
            [("区分", "基準値(H30)", "R4", "R5", "R6")],
        ),
        # over a column's own words, or over those of three
        (
            [
                line(16, ("決算", 180, 200)),
                line(
                    30, ("区分", 0, 20), ("収入", 110, 130), ("支出", 170, 210), ("差引", 240, 260), ("備考", 290, 310)
                ),
            ],
            None,
        ),
        ([line(30, ("区分", 0, 20), ("R3 R4", 110, 190), ("R5", 250, 260))], None),
        ([line(30, ("区分", 0, 20), ("12", 130, 140), ("R4", 190, 200), ("R5", 250, 260), ("R6", 310, 320))], None),
    ],
    ids=["single", "spanning", "beside", "wrapped", "ambiguous", "across", "numbers"],
)
def test_header_of(lines, header):
    assert header_of(lines, COLUMNS) == header


def test_a_caption_and_a_unit_above_are_no_header():
    unit = piece("（単位：人）", 260, 320, 18)
    assert header_lines([piece("来場者の状況について", 0, 120, 16), LAST], COLUMNS) == [LAST]
    assert header_lines([unit, LAST], COLUMNS) == [LAST]
    assert header_lines([piece("決算", 140, 160, 18), LAST], COLUMNS)[0].text == "決算"
