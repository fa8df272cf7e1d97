"""The reranker: a real cross-encoder of a few weights, and its place in the search."""

import pytest

from index.errors import ShinchokuError
from index.keyword import KeywordIndex
from index.reranking import open_reranker
from index.search import KEYWORD_LEGS, HybridSearch
from tests.contracts.fakes import passage

TEXTS = {"1": "観光 観光 農業", "2": "観光 農業 水産", "3": "観光 林業 水産"}


class Aquatic:
    """Prefers what is about the sea, and finds all else equal."""

    def scores(self, question, texts):
        return [float("水産" in text) for text in texts]


@pytest.fixture
def found(tmp_path):
    """Names found for 観光 by the keyword legs, with a reranker or without."""
    passages = {name: passage(name, text, path=()) for name, text in TEXTS.items()}
    keyword = KeywordIndex.create(tmp_path / "tantivy")
    keyword.apply(passages.values(), [])

    def search(reranker, limit=3):
        hybrid = HybridSearch(keyword, None, None, lambda ids: {name: passages[name] for name in ids}, reranker)
        return [hit.passage.id for hit in hybrid.search("観光", limit, KEYWORD_LEGS)]

    return search


def test_no_reranker_is_configured_by_default():
    assert open_reranker("") is None


@pytest.mark.parametrize("folder", ["/nowhere/reranker", "./nowhere", "~/nowhere-at-all"])
def test_a_folder_that_is_not_there_is_named(folder):
    with pytest.raises(ShinchokuError, match="SHINCHOKU_RERANKER"):
        open_reranker(folder)


def test_the_reranker_orders_and_equal_ones_stay_as_found(found):
    plain = found(None)
    assert plain[0] == "1"
    assert found(Aquatic()) == [name for name in plain if name != "1"] + ["1"]


def test_what_lies_below_the_limit_may_rise(found):
    assert found(None, limit=1) == ["1"]
    assert found(Aquatic(), limit=1) != ["1"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A cross-encoder with two layers of random weights and a vocabulary of single characters."""
    from transformers import BertConfig, BertForSequenceClassification, BertTokenizer

    path = tmp_path_factory.mktemp("reranker")
    characters = sorted(set("".join(TEXTS.values())) - {" "})
    (path / "vocab.txt").write_text(
        "\n".join(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *characters]), encoding="utf-8"
    )
    BertTokenizer(str(path / "vocab.txt")).save_pretrained(path)
    config = BertConfig(
        vocab_size=5 + len(characters),
        hidden_size=16,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=16,
        num_labels=1,
    )
    BertForSequenceClassification(config).save_pretrained(path)
    return path


def test_a_cross_encoder_in_a_folder_gives_a_score_for_each_text(folder):
    reranker = open_reranker(str(folder))
    scores = reranker.scores("観光", list(TEXTS.values()))
    assert len(scores) == len(TEXTS)
    assert len(set(scores)) == len(TEXTS)
    assert reranker.scores("観光", list(TEXTS.values())) == pytest.approx(scores)


def test_a_folder_without_a_model_is_refused_with_the_first_question(tmp_path):
    with pytest.raises(ShinchokuError, match="cannot be loaded"):
        open_reranker(str(tmp_path)).scores("観光", ["観光"])
