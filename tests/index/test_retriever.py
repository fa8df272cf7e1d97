"""The seam to LangChain."""

import pytest
from pydantic import ValidationError

from index.generation import open_current
from index.retriever import HybridRetriever, vector_store
from tests.contracts.fakes import LetterEmbedder
from tests.index.test_generation import FIRST, build


@pytest.fixture
def generation(tmp_path):
    build(tmp_path)
    with open_current(tmp_path) as current:
        yield current


def test_documents_say_where_they_stand(generation):
    retriever = HybridRetriever(search=generation.search(LetterEmbedder()), limit=1)
    (document,) = retriever.invoke("農業 bbb")
    assert document.page_content == FIRST[1].text
    score = document.metadata.pop("score")
    assert 0 < score <= 1
    assert document.metadata == {"id": "2", "report": "r", "path": "h", "line_start": 2, "line_end": 2}


def test_legs_can_be_chosen(generation):
    retriever = HybridRetriever(search=generation.search(LetterEmbedder()), legs=("tokens",))
    assert [document.id for document in retriever.invoke("観光")] == ["1"]


def test_unknown_options_are_refused(generation):
    with pytest.raises(ValidationError):
        HybridRetriever(search=generation.search(LetterEmbedder()), limits=3)


def test_the_vector_store_is_the_same_collection(generation):
    store = vector_store(generation.path / "chroma", LetterEmbedder())
    (document,) = store.similarity_search("bbb", k=1)
    assert document.page_content == FIRST[1].text
    assert document.metadata["report"] == "r"
    assert document.metadata["line_start"] == 2
