"""Every metric on a case small enough to reckon by eye."""

from evaluation import metrics
from evaluation.documents import Documents
from evaluation.question import Expected, Question
from evaluation.retrieval import measure
from evaluation.span import Span, coverage

DOCUMENTS = Documents({"r": "一行目\n二行目 279万人\n三行目", "s": "別の資料"})
SOURCES = [Span("r", 2, 2), Span("s", 1, 1)]


def citation(report="r", start=2, end=2, quote="279万人"):
    return {"report": report, "line_start": start, "line_end": end, "quote": quote}


def test_spans_overlap_where_they_share_a_line():
    assert Span("r", 1, 3).overlaps(Span("r", 3, 5))
    assert not Span("r", 1, 2).overlaps(Span("r", 3, 5))
    assert not Span("r", 1, 3).overlaps(Span("s", 1, 3))


def test_coverage():
    found = [Span("r", 1, 2)]
    assert coverage(found, SOURCES, every=False) == 1.0
    assert coverage(found, SOURCES, every=True) == 0.5
    assert coverage([], SOURCES, every=False) == 0.0
    assert coverage(found, [], every=True) == 0.0


def test_accuracy():
    one = metrics.accuracy([True, False, True, True])
    assert (one.passed, one.total, one.share) == (3, 4, 0.75)
    assert metrics.accuracy([]).share is None


def test_accuracy_by_category():
    by = metrics.accuracy_by_category([("b", True), ("a", False), ("b", False)])
    assert list(by) == ["a", "b"]
    assert (by["a"].share, by["b"].share) == (0.0, 0.5)


def test_refusals():
    outcomes = [(True, False), (True, True), (False, False), (False, True), (True, False), (True, False)]
    assert metrics.refusal_precision(outcomes) == 0.75  # 3 of the 4 refusals had to be
    assert metrics.refusal_recall(outcomes) == 0.75  # 3 of the 4 questions without an answer
    assert metrics.refusal_precision([(False, True)]) is None
    assert metrics.refusal_recall([(True, True)]) is None


def test_a_citation_hits_where_its_quote_is_verbatim():
    assert metrics.citation_hit({"citations": [citation()]}, SOURCES, False, DOCUMENTS) == 1.0
    assert metrics.citation_hit({"citations": [citation()]}, SOURCES, True, DOCUMENTS) == 0.5
    assert metrics.citation_hit({"citations": [citation(quote="280万人")]}, SOURCES, False, DOCUMENTS) == 0.0
    assert metrics.citation_hit({"citations": [citation(start=3, end=3, quote="三")]}, SOURCES, False, DOCUMENTS) == 0.0
    assert metrics.citation_hit({"citations": [citation(quote="目\n二", start=1)]}, SOURCES, False, DOCUMENTS) == 1.0
    assert metrics.citation_hit({}, SOURCES, False, DOCUMENTS) == 0.0


def test_misquotes():
    wrong = [citation(quote=""), citation(quote="279 万人"), citation(end=9), citation(report="absent")]
    assert metrics.misquotes({"citations": [citation(), *wrong]}, DOCUMENTS) == 4
    assert (
        metrics.misquotes({"citations": [{"report": "r", "page": 3, "line_start": None, "quote": "x"}]}, DOCUMENTS) == 0
    )


def test_evidence_is_figures_and_the_first_five_passages():
    other = {"report": "r", "line_start": 3, "line_end": 3}
    right = {"report": "s", "line_start": 1, "line_end": 9}
    gathered = {
        "figures": [{"report": "r", "line": 2}, {"report": "r", "line": "p3"}],
        "passages": [other] * 4 + [right],
    }
    assert metrics.evidence_recall({"gathered": gathered}, SOURCES, every=True) == 1.0
    gathered["passages"].insert(0, other)
    assert metrics.evidence_recall({"gathered": gathered}, SOURCES, every=True) == 0.5
    assert metrics.evidence_recall({"figures": [{"report": "r", "line": 2}]}, SOURCES, every=False) == 1.0
    assert metrics.evidence_recall({}, SOURCES, every=False) == 0.0


def test_ranks():
    ranked = [Span("r", 1, 1), Span("r", 3, 3), Span("r", 2, 3), Span("s", 1, 1)]
    assert metrics.recall_at(ranked, SOURCES, 2, every=False) == 0.0
    assert metrics.recall_at(ranked, SOURCES, 3, every=False) == 1.0
    assert metrics.recall_at(ranked, SOURCES, 3, every=True) == 0.5
    assert metrics.reciprocal_rank(ranked, SOURCES, 10) == 1 / 3
    assert metrics.reciprocal_rank(ranked, SOURCES, 2) == 0.0


def test_percentile_is_a_value_that_was_measured():
    assert metrics.percentile([4, 1, 3, 2], 0.5) == 2
    assert metrics.percentile(range(1, 101), 0.95) == 95
    assert metrics.percentile([7], 0.95) == 7
    assert metrics.percentile([], 0.5) is None


def test_mean():
    assert metrics.mean([1, 2, 6]) == 3
    assert metrics.mean([]) is None


def test_retrieval_over_questions_with_sources():
    asked = []
    ticks = iter(range(100))

    def retrieve(question, limit):
        asked.append((question, limit))
        return [("r", 1, 1), ("r", 2, 3)]

    questions = [
        Question("a", "ja", ("目標は？", "実績は？"), Expected("x", True, (), sources=(Span("r", 2, 2),))),
        Question("b", "ja", ("?",), Expected("x", True, (), sources=(Span("s", 1, 1),))),
        Question("c", "ja", ("?",), Expected("x", False, ())),
        Question("d", "ja", ("?",)),
    ]
    found = measure(questions, retrieve, clock=lambda: next(ticks))
    assert asked == [("目標は？ 実績は？", 10), ("?", 10)]
    assert (found.questions, found.recall_at_4, found.recall_at_5, found.mrr_at_10) == (2, 0.5, 0.5, 0.25)
    assert (found.p50, found.p95) == (1000, 1000)
