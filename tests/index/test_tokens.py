"""Japanese tokens."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.tokens import DICTIONARY_VERSION, bigrams, content_words, tokenize


def test_long_units_bring_their_short_units():
    assert tokenize("外国人観光客") == ["外国人", "外国", "人", "観光客", "観光", "客"]


def test_a_word_that_is_not_split_comes_once():
    assert tokenize("北海道") == ["北海道"]


@pytest.mark.parametrize(
    ("written", "normal"),
    [
        pytest.param("取組", "取り組み", id="okurigana"),
        pytest.param("ＫＰＩ", "KPI", id="full width"),
        pytest.param("ﾃﾚﾜｰｸ", "テレワーク", id="half-width kana"),
        pytest.param("ものづくり", "物作り", id="script"),
    ],
)
def test_spellings_meet(written, normal):
    assert tokenize(written) == tokenize(normal)


def test_marks_and_spaces_are_dropped():
    assert tokenize("、。 （）｜・\t\n※") == []


def test_no_token_holds_white_space():
    assert all(not any(letter.isspace() for letter in token) for token in tokenize("New York の Google Maps"))


def test_content_words_are_what_is_asked_about():
    assert content_words("外国人観光客の進捗はどうなっていますか？") == ["外国人", "観光客", "進捗"]


@pytest.mark.parametrize("empty", ["これは何ですか？", "いくらですか", "それについて教えてください", "", "？！"])
def test_questions_without_content(empty):
    assert content_words(empty) == []


def test_numbers_and_their_counters_carry_no_content():
    assert content_words("平成29年度に279万人") == ["平成", "年度"]


def test_content_words_are_tokens():
    text = "製造業の付加価値生産性を高める取組を、市町村と連携してすすめる。"
    assert set(content_words(text)) <= set(tokenize(text))


def test_bigrams_pass_over_spaces():
    assert bigrams("令和 6年") == ["令和", "和6", "6年"]
    assert bigrams("a") == ["a"]
    assert bigrams("　") == []


def test_text_beyond_the_tokenizer_limit():
    assert len(tokenize("進捗。" * 30_000)) == 30_000


def test_half_a_character_does_not_raise():
    assert tokenize("進捗\ud83d") == ["進捗"]


@pytest.mark.parametrize("text", ["𠮷野家", "🍣と寿司", "はし\u200bご"])
def test_characters_beyond_the_basic_plane(text):
    assert tokenize(text)


def test_threads_agree():
    texts = [f"第{n}次産業の外国人観光客" for n in range(200)]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(tokenize, texts)) == [tokenize(text) for text in texts]


def test_the_dictionary_is_named():
    assert DICTIONARY_VERSION.startswith("sudachidict_core 2")


@settings(max_examples=60, deadline=None)
@given(st.text())
def test_any_text_gives_terms_without_spaces(text):
    for term in (*tokenize(text), *bigrams(text)):
        assert term
        assert term.split() == [term]
