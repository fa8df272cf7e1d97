"""The keyword legs."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.errors import IndexUnusable
from index.keyword import KeywordIndex, KeywordLegError
from tests.contracts.fakes import passage

TEXTS = {"visitors": "外国人観光客の来訪者数", "farm": "農業産出額の実績", "ny": "New York との交流 OR 100%"}


@pytest.fixture
def index(tmp_path):
    index = KeywordIndex.create(tmp_path / "tantivy")
    index.apply([passage(name, text, path=()) for name, text in TEXTS.items()], [])
    return index


@pytest.fixture(scope="module")
def shared_index(tmp_path_factory):
    index = KeywordIndex.create(tmp_path_factory.mktemp("keyword") / "tantivy")
    index.apply([passage(name, text, path=()) for name, text in TEXTS.items()], [])
    return index


def names(scored):
    return [name for name, _ in scored]


def test_both_legs_find_the_passage(index):
    hits = index.search("外国人観光客は何人？", 5)
    assert names(hits.tokens)[0] == names(hits.bigrams)[0] == "visitors"


def test_headings_are_searched_too(tmp_path):
    index = KeywordIndex.create(tmp_path / "t")
    index.apply([passage("1", "実績", path=("農業の振興",))], [])
    assert names(index.search("農業", 1).tokens) == ["1"]


def test_limit_holds(index):
    assert len(index.search("の", 2).tokens) <= 2
    assert index.search("農業", 0).tokens == []


def test_unknown_words_find_nothing(index):
    assert index.search("ﾍﾟﾝｷﾞﾝ", 5) == ([], [])


def test_query_syntax_is_plain_text(index):
    assert names(index.search('NEW york" AND (id:farm', 5).tokens) == ["ny"]


def test_replaced_and_removed(index, tmp_path):
    index.apply([passage("visitors", "漁業就業者", path=())], ["farm"])
    for current in (index, KeywordIndex.open(tmp_path / "tantivy")):
        assert current.count == 2
        assert current.search("外国人", 5).tokens == []
        assert names(current.search("漁業", 5).tokens) == ["visitors"]


def test_text_that_moves_to_another_id_leaves_both_right(index):
    index.apply([passage("farm", "林業", path=()), passage("new", TEXTS["farm"], path=())], [])
    assert names(index.search("農業産出額", 5).tokens) == ["new"]
    assert names(index.search("林業", 5).tokens) == ["farm"]


def test_silence_on_known_words_is_an_error(index, monkeypatch):
    """A leg that is broken must not look like a question without an answer."""
    monkeypatch.setattr(index, "_search", lambda field, terms, limit: [])
    with pytest.raises(KeywordLegError, match="外国人"):
        index.search("外国人の数", 5)
    assert index.search("ペンギン", 5).tokens == []


def test_missing_index_is_unusable(tmp_path):
    with pytest.raises(IndexUnusable, match="`shinchoku index --rebuild`"):
        KeywordIndex.open(tmp_path / "none")


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text() | st.text(alphabet='外国人"()[]{}+-:^~*?\\/ ANDORNOT%'))
def test_any_question_is_answered_without_error(shared_index, text):
    shared_index.search(text, 5)
