"""Letters that are spread over a cell."""

import pytest

from index.text import unspread


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("実　績", "実績"),
        ("区 分", "区分"),
        ("増　減(％)", "増減(％)"),
        ("目　標　値", "目標値"),
        ("実績 値", "実績 値"),
        ("第 1 回", "第 1 回"),
        ("A 社", "A 社"),
        ("", ""),
    ],
)
def test_unspread(text, plain):
    assert unspread(text) == plain
