"""The LangChain baseline, with an embedding that counts characters."""

from contextlib import closing

from langchain_core.embeddings import Embeddings

from evaluation.baseline import CHUNK_SIZE, Baseline, chunks
from evaluation.documents import Documents
from evaluation.metrics import misquotes
from evaluation.question import Expected, Question
from evaluation.record import gathered_spans
from evaluation.retrieval import measure
from evaluation.span import Span

LETTERS = "観光農業医師"


class CountingEmbeddings(Embeddings):
    """A text as how often it holds each of a few letters."""

    def embed_query(self, text):
        counts = [float(text.count(letter)) for letter in LETTERS]
        return counts if any(counts) else [0.1] * len(LETTERS)

    def embed_documents(self, texts):
        return [self.embed_query(text) for text in texts]


def test_chunks_know_their_lines():
    documents = Documents.packaged()
    cut = chunks(documents.texts)
    assert len(cut) > 100
    for chunk in cut:
        span = Span(chunk.metadata["report"], chunk.metadata["line_start"], chunk.metadata["line_end"])
        assert len(chunk.page_content) <= CHUNK_SIZE
        assert chunk.page_content in (documents.quoted(span) or "")


def test_the_nearest_chunk_comes_first():
    texts = {"a": "観光\n\n" + "x" * 399 + "\n\n医師", "b": "農業"}
    question = Question("q", "ja", ("医師は？",), Expected("x", True, (), sources=(Span("a", 5, 5),)))
    with closing(Baseline(texts, CountingEmbeddings())) as baseline:
        assert baseline.retrieve("農業", 1) == [Span("b", 1, 1)]
        found = measure([question], baseline.retrieve)
    assert (found.recall_at_4, found.mrr_at_10) == (1.0, 1.0)


def test_two_baselines_do_not_share_their_vectors():
    with closing(Baseline({"a": "観光"}, CountingEmbeddings())) as one:
        with closing(Baseline({"b": "観光"}, CountingEmbeddings())) as other:
            assert other.retrieve("観光", 10) == [Span("b", 1, 1)]
        assert one.retrieve("観光", 10) == [Span("a", 1, 1)]


def test_no_reports():
    with closing(Baseline({}, CountingEmbeddings())) as baseline:
        assert baseline.retrieve("観光", 4) == []


def test_it_answers_with_the_chunks_it_finds_and_cites_them():
    texts = {"a": "観光\n農業", "b": "医師"}
    with closing(Baseline(texts, CountingEmbeddings())) as baseline:
        record = baseline.converse(["医師の", "数は？"], "ja")
    assert record["answer"] == "医師\n\n観光\n農業"
    assert misquotes(record, Documents(texts)) == 0
    assert gathered_spans(record) == [Span("b", 1, 1), Span("a", 1, 2)]
    assert (record["status"], record["figures"]) == ("answered", [])
