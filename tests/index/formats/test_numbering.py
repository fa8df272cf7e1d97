"""Marks of Word's lists."""

import pytest
from lxml import etree

from index.formats.numbering import Numbering, numeral

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def numbering_of(levels, numbers='<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'):
    abstract = f'<w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>'
    return Numbering.of(etree.fromstring(f'<w:numbering xmlns:w="{W}">{abstract}{numbers}</w:numbering>'))


def level(depth, form, text, start="1", font=""):
    fonts = f'<w:rPr><w:rFonts w:ascii="{font}"/></w:rPr>' if font else ""
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{text}"/>{fonts}</w:lvl>'
    )


def test_numbers_count_by_depth():
    numbering = numbering_of(
        level(0, "decimalFullWidth", "%1") + level(1, "decimal", "(%1-%2)") + level(2, "aiueo", "%3")
    )
    marks = [numbering.mark("1", depth) for depth in (0, 1, 1, 2, 2, 1, 0, 1)]
    assert marks == ["１ ", "(１-1) ", "(１-2) ", "ア ", "イ ", "(１-3) ", "２ ", "(２-1) "]


def test_lists_of_one_definition_count_on_unless_they_begin_anew():
    again = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    numbers = "".join(
        f'<w:num w:numId="{n}"><w:abstractNumId w:val="0"/>{override}</w:num>'
        for n, override in ((1, ""), (2, ""), (3, again))
    )
    numbering = numbering_of(level(0, "decimal", "%1."), numbers)
    assert [numbering.mark(number, 0) for number in ("1", "2", "3", "3", "1")] == ["1. ", "2. ", "5. ", "6. ", "3. "]


@pytest.mark.parametrize(
    ("text", "font", "mark"),
    [
        ("・", "", "・"),
        ("○", "", "○"),
        ("o", "", "・"),
        ("\uf0b7", "Symbol", "・"),
        ("n", "Wingdings", "■"),
        ("\uf06c", "Wingdings", "●"),
    ],
)
def test_bullets(text, font, mark):
    assert numbering_of(level(0, "bullet", text, font=font)).mark("1", 0) == mark


def test_a_list_that_is_not_there_has_no_marks():
    assert Numbering.of(None).mark("1", 0) == ""
    assert numbering_of(level(0, "none", "")).mark("1", 0) == ""
    assert numbering_of(level(0, "decimal", "%1")).mark("9", 0) == ""


@pytest.mark.parametrize(
    ("number", "form", "text"),
    [
        (3, "decimal", "3"),
        (3, "decimalZero", "03"),
        (12, "decimalFullWidth", "１２"),
        (3, "decimalEnclosedCircle", "③"),
        (21, "decimalEnclosedCircle", "(21)"),
        (2, "iroha", "ロ"),
        (46, "aiueo", "ン"),
        (28, "lowerLetter", "bb"),
        (14, "upperRoman", "XIV"),
        (21, "japaneseCounting", "二十一"),
        (10, "ideographDigital", "十"),
        (100, "japaneseCounting", "100"),
        (4, "unheardOf", "4"),
    ],
)
def test_numerals(number, form, text):
    assert numeral(number, form) == text
