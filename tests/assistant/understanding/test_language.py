"""The language that a question asks to be answered in."""

import pytest

from assistant.understanding.language import wished_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("英語で", "en"),
        ("英語でお願いします", "en"),
        ("それを英語に訳して", "en"),
        ("日本語で答えて", "ja"),
        ("In Japanese please", "ja"),
        ("Same answer in English, please.", "en"),
        ("灯台の実績を英語で教えて", "en"),
        ("英語で授業を行う学校数は？", None),
        ("How many pupils are in Japanese schools?", None),
        ("目標は？", None),
    ],
)
def test_the_language_wished_for(text, language):
    assert wished_language(text)[0] == language
