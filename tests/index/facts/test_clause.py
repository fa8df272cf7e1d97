"""Items, brackets and clauses of running text."""

import pytest

from index.facts.clause import clause_of, find_brackets, read_items, trimmed


def items(text):
    return [(text[item.start : item.end], text[slice(*item.under)] if item.under else "") for item in read_items(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("○一つ目 ○二つ目", [("一つ目", ""), ("二つ目", "")]),
        ("◇一つ目。◇二つ目【R6】○三つ目", [("一つ目。", ""), ("二つ目【R6】", ""), ("三つ目", "")]),
        (
            "○交流の推進 ・一つ目 ・二つ目 ○別",
            [("交流の推進", ""), ("一つ目", "交流の推進"), ("二つ目", "交流の推進"), ("別", "")],
        ),
        ("・一つ目 ・二つ目", [("一つ目", ""), ("二つ目", "")]),
        ("\n一つ目\n\n二つ目\n", [("一つ目", ""), ("二つ目", "")]),
        ("まえがき ①一つ目", [("まえがき", ""), ("一つ目", "")]),
        ("産業・観光の推進（○：達成）", [("産業・観光の推進（○：達成）", "")]),
        ("", []),
    ],
)
def test_items_by_their_marks(text, found):
    assert items(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("講座【R6：3回】と[5人]と［R7］", ["【R6：3回】", "[5人]", "［R7］"]),
        ("講座【新規】【再掲】[1]", []),
        ("講座（R6：3回）と（予算(R5)）と（3回）", ["（R6：3回）"]),
        ("（古くは【R6】に）", ["【R6】"]),
        ("開いたまま【R6", []),
    ],
)
def test_brackets_that_state_something(text, found):
    assert [text[one.start : one.end] for one in find_brackets(text, 0, len(text))] == found


@pytest.mark.parametrize(
    ("text", "clause"),
    [
        ("講座を開催【R6】", "講座を開催"),
        ("窓口を設け、講座を開催した【R6】ほか", "窓口を設け、講座を開催"),
        ("窓口を設けた。また、講座を開催【R6】", "講座を開催"),
        # 促進 is what came of both; 開催 is what the bracket is of.
        ("講座を開いたほか、交流を促進【R6】", "講座を開いたほか、交流を促進"),
        ("講座を開いたほか、交流会を開催【R6】", "交流会を開催"),
        ("本部のほか、会議を開催【R6】", "本部のほか、会議を開催"),
        # A bracket on a noun is of the noun.
        ("人材を育成し、企業向けの講座【R6】を開催", "企業向けの講座"),
        ("町や、村の講座【R6】を開催", "町や、村の講座"),
    ],
)
def test_the_clause_of_a_bracket(text, clause):
    (bracket,) = find_brackets(text, 0, len(text))
    assert clause_of(text, 0, bracket) == clause


@pytest.mark.parametrize(
    ("words", "plain"),
    [
        ("とともに、講座を開催", "講座を開催"),
        ("したほか、道民の声について、会議を開催", "道民の声について、会議を開催"),
        ("や企業向けの講座", "企業向けの講座"),
        ("及び、企業向けの講座", "企業向けの講座"),
        ("を開催し、講座を実施", "講座を実施"),
        ("、講座を実施した", "講座を実施"),
    ],
)
def test_words_left_over_by_the_bracket_before(words, plain):
    assert trimmed(words, inner=True) == plain
