"""What holds for every answer, whatever was asked."""

import re
from functools import cache

from assistant.refusal import CANNOT_ANSWER
from evaluation.documents import Documents
from evaluation.tracing import trace
from index.figure import COLUMNS

KEYS = [
    "answer",
    "status",
    "language",
    "figures",
    "citations",
    "checks",
    "follow_ups",
    "conversation_id",
    "elapsed_ms",
]
CITATION_KEYS = ["id", "report", "title", "section", "line_start", "line_end", "page", "quote"]
CHECK_KEYS = ["kind", "figure_id", "printed", "recomputed", "formula", "ok", "severity", "message"]
CHECK_KEYS += ["message_en", "places"]


def assert_sound(answer, turns, corpus):
    """Assert it of one answer to the last of `turns`."""
    assert_shaped(answer.json())
    assert_cited(answer, corpus)
    defects = [check.message for check in answer.checks if check.kind == "supported"]
    assert not defects, defects
    untraced = trace(answer.json(), turns, documents_of(corpus))
    assert not untraced, (turns, [str(one) for one in untraced], answer.answer)
    if answer.status == "not_found":
        assert answer.answer.startswith(CANNOT_ANSWER[answer.language])
    else:
        assert CANNOT_ANSWER[answer.language] not in answer.answer
        assert answer.citations


@cache
def documents_of(corpus):
    return Documents.of(corpus.reports.values())


def assert_shaped(printed):
    """The documented keys, in their order, and nothing else."""
    assert list(printed) == KEYS
    assert printed["status"] in ("answered", "not_found", "clarify")
    assert printed["language"] in ("ja", "en")
    assert printed["answer"].strip()
    assert printed["conversation_id"]
    assert printed["elapsed_ms"] >= 0
    assert all(set(COLUMNS) <= row.keys() for row in printed["figures"])
    assert all(list(row) == CITATION_KEYS for row in printed["citations"])
    assert all(list(row) == CHECK_KEYS for row in printed["checks"])


def assert_cited(answer, corpus):
    """Quotes are verbatim, no line is cited in vain, and the marks count up in the citations' order."""
    for citation in answer.citations:
        lines = corpus.lines[citation.report][citation.line_start - 1 : citation.line_end]
        assert citation.quote in "\n".join(lines)
        assert citation.quote.count("\n") == citation.line_end - citation.line_start
        assert citation.title == corpus.reports[citation.report].title
    marks = [int(mark) for mark in re.findall(r"\[(\d+)\]", answer.answer)]
    assert list(dict.fromkeys(marks)) == list(range(1, len(answer.citations) + 1))
    assert len({citation.id for citation in answer.citations}) == len(answer.citations)


def ids(answer):
    """The figures of an answer, order aside."""
    return {figure.figure_id for figure in answer.figures}
