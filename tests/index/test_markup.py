"""HTML left over in reports: tags go, words stay."""

import html

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.markup import comparable, without_tags
from tests.index.test_quantity import WIDE  # also loads the profile without deadlines


@pytest.mark.parametrize(
    ("printed", "words"),
    [
        ('<ul style="list-style-type: none">○実施<br>○支援</ul>', "○実施 ○支援"),
        ("<p>移住者数</p>", "移住者数"),
        ("<UL><LI>10人</LI></UL>", "10人"),
        ("10人<br/>(R5)", "10人 (R5)"),
        ("R&amp;Bパーク", "R&Bパーク"),
        ("&lt;評価凡例&gt;◎", "<評価凡例>◎"),
        ("10&nbsp;人", "10 人"),
        ("5<X かつ Y>3", "5<X かつ Y>3"),
        ("＜1地域あたり＞", "＜1地域あたり＞"),
        ("<Step2>実証", "<Step2>実証"),
        ("<お試し移住>事業", "<お試し移住>事業"),
        (" 製造業の\t付加価値　生産性\n", "製造業の 付加価値 生産性"),
        ("ＫＰＩ ①", "ＫＰＩ ①"),
        ("**1,250**", "1,250"),
        ("**合計** は **3件**", "合計 は 3件"),
        ("2 ** 3 ** 4", "2 ** 3 ** 4"),
        ("", ""),
    ],
)
def test_tags_are_no_words(printed, words):
    assert without_tags(printed) == words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ＫＰＩ（１）", "KPI(1)"),
        ("製造業の 付加価値\n生産性", "製造業の付加価値生産性"),
        ("<p>移住者数</p>", "移住者数"),
        ("400万m ³", "400万m3"),
    ],
)
def test_two_printings_of_the_same_words(one, other):
    assert comparable(one) == comparable(other)


def test_other_words_differ():
    assert comparable("移住者数") != comparable("移住相談者数")


@given(st.text())
def test_white_space_is_collapsed_and_reading_twice_changes_nothing(text):
    once = without_tags(html.escape(text))
    assert once == " ".join(text.split()) or "<" in text
    assert comparable(comparable(text).translate(WIDE)) == comparable(comparable(text))


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("**B**", "B"),
        ("**令和5年度**の**実績**", "令和5年度の実績"),
        ("2**10 は 1,024", "2**10 は 1,024"),
        ("** 注", "** 注"),
        ("*1 速報値", "*1 速報値"),
    ],
)
def test_emphasis_is_no_word(text, plain):
    assert without_tags(text) == plain
