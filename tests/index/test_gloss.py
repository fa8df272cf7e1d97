"""English glosses of Japanese words."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.gloss import english_terms, english_words, gloss_phrase, glosses, stem


@pytest.mark.parametrize(
    ("word", "phrase"),
    [
        ("外国人", "foreigner"),
        ("観光客", "tourist"),
        ("空港", "airport"),
        ("医師", "doctor"),
        ("就業率", "employment rate"),
        ("合計特殊出生率", "total fertility rate"),
        ("まんが", "cartoon"),
        ("相談", "consultation"),
        ("額", "amount"),
        ("道", "prefecture"),
    ],
)
def test_first_short_gloss_is_the_common_one(word, phrase):
    assert gloss_phrase(word) == phrase


@pytest.mark.parametrize("word", ["", " ", "ゑびすやま電子化係", "の", "は", "ﾇﾍﾞﾗﾏｼｭｺ", "観光" * 40, "'; drop"])
def test_a_word_jmdict_lacks_has_no_gloss(word):
    assert glosses(word) == ()
    assert gloss_phrase(word) == ""


def test_glosses_are_distinct_stems_without_stop_words():
    assert glosses("外国人")[0] == "foreign"
    assert glosses("待機児童") == ("child", "wait", "list")
    for word in ("交流", "乗る", "人口", "市町村"):
        assert len(set(glosses(word))) == len(glosses(word))
        assert not {"to", "of", "the", "n", "a"} & set(glosses(word))


def test_width_and_spaces_do_not_matter():
    assert glosses("ﾋﾞｻﾞ") == glosses(" ビザ ") == ("visa",)


def test_particles_have_no_gloss_but_their_homographs_may():
    assert "nothing" not in glosses("しか")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("tourists", "tourist"),
        ("nurseries", "nursery"),
        ("employed", "employment"),
        ("utilisation", "utilization"),
        ("utilised", "utilizing"),
        ("labour", "labor"),
        ("neighbouring", "neighboring"),
        ("centres", "center"),
        ("programme", "program"),
        ("Jōmon", "jomon"),
        ("FISHERIES", "fishery"),
    ],
)
def test_inflections_and_spellings_share_a_stem(one, other):
    assert stem(one) == stem(other)


@pytest.mark.parametrize(("one", "other"), [("tour", "tor"), ("four", "for"), ("hour", "hor"), ("food", "foot")])
def test_short_words_keep_their_own_stem(one, other):
    assert stem(one) != stem(other)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("How many IT workers does the prefecture want by FY2033?", ["it", "worker", "prefectur"]),
        ("what is it about?", []),
        ("WHAT IS IT?", []),
        ("Value-added per worker, 2018", ["valu", "add", "worker"]),
        ("the prefecture’s budget for 1st-year students", ["prefectur", "budget", "year", "student"]),
        ("", []),
        ("外国人", []),
    ],
)
def test_content_words_of_a_question(question, words):
    assert english_words(question) == words


def test_a_question_meets_an_indicator_through_their_stems():
    indicator = english_terms(["外国", "人", "観光", "客", "数"])
    assert set(english_words("foreign tourists")) <= indicator
    assert {"employ", "rate"} <= english_terms(["就業", "率"])


def test_neighbours_are_joined_to_compounds():
    assert {"total", "fertil", "rate"} <= english_terms(["合計", "特殊", "出生", "率"])
    assert english_terms([]) == frozenset()


def test_threads_share_the_dictionary():
    words = ["観光", "農業", "医療", "教育", "交通", "環境", "防災", "福祉"] * 20
    glosses.cache_clear()
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(glosses, words)) == [glosses(word) for word in words]


@given(st.text(max_size=60))
def test_any_text_is_taken(text):
    assert all(word == word.lower() for word in english_words(text))
    assert isinstance(gloss_phrase(text), str)
    assert english_terms([text, text]) >= set(glosses(text))


@given(st.from_regex(r"[a-z]{1,15}", fullmatch=True))
def test_stems_are_short_and_lower_case(word):
    assert 0 < len(stem(word)) <= len(word) + 1
    assert stem(word.upper()) == stem(word)
