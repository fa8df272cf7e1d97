"""Words without markup, and where each letter of them is printed."""

from hypothesis import given, settings
from hypothesis import strategies as st

from index.facts.printed import BREAK, read_printed
from index.markup import comparable

PIECES = [
    "<p>",
    "</p>",
    "<br/>",
    '<ul class="a">',
    "<b>",
    "</b>",
    "&amp;",
    "&lt;",
    "&#12354;",
    "10",
    "人",
    " ",
    "<Step2>",
]


def test_tags_of_blocks_part_words_and_those_inside_do_not():
    read = read_printed("x<p>1<b>0</b>人</p><br>R&amp;D", 1, 29)
    assert read.text == f"{BREAK}10人{BREAK} R&D"
    assert read.span(1, 4) == (4, 14)
    assert read.span(7, 8) == (23, 28)


@given(st.lists(st.sampled_from(PIECES), max_size=12))
@settings(max_examples=50)
def test_every_letter_stands_where_it_says(pieces):
    raw = "".join(pieces)
    read = read_printed(raw, 0, len(raw))
    assert comparable(read.text) == comparable(raw.replace("<b>", "").replace("</b>", ""))
    for n, letter in enumerate(read.text):
        start, end = read.span(n, n + 1)
        assert letter in (BREAK, " ") or comparable(raw[start:end]) == comparable(letter)
    assert list(read.starts) == sorted(read.starts)
