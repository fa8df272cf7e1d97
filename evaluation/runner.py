"""The runner: answer every question, then score what was answered."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TextIO

from evaluation import metrics
from evaluation.documents import Documents
from evaluation.invention import Known
from evaluation.matching import judge, known_in
from evaluation.question import Expected, Question
from evaluation.record import Answerer, Record, Retriever, public
from evaluation.refusal import refused
from evaluation.retrieval import Retrieval, measure
from evaluation.tracing import trace
from index.errors import ShinchokuError

Progress = Callable[[int, int], None]
"""Called after each answer with how many are done and how many there are."""


@dataclass(frozen=True, slots=True)
class Row:
    """The scores of one answer. `citation_hit` and `evidence_recall` are None where the question lists no sources.

    `refused` is read from the words of the answer, which may say of a part that it is not printed; `declined` is an
    answer that is nothing but a refusal, by its status.
    """

    id: str
    category: str
    answerable: bool
    ok: bool
    missing: tuple[str, ...]
    wrong: tuple[str, ...]
    untraced: tuple[str, ...]
    review: bool
    refused: bool
    declined: bool
    citation_hit: float | None
    evidence_recall: float | None
    misquotes: int
    elapsed_ms: float
    question: str
    answer: str

    @property
    def wrong_figure(self) -> bool:
        """The answer says something wrong, or prints a number that nothing supports."""
        return bool(self.wrong or self.untraced)

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why the answer is not right, a line each."""
        groups = (("missing", self.missing), ("wrong", self.wrong), ("untraced", self.untraced))
        return tuple(f"{name}: {one}" for name, group in groups for one in group)


@dataclass(frozen=True, slots=True)
class Evaluation:
    """A finished run: the answers in the order of the questions, and the scores of those that can be judged."""

    records: tuple[Record, ...]
    rows: tuple[Row, ...]
    retrieval: Retrieval | None = None
    baseline: Retrieval | None = None

    @property
    def overall(self) -> metrics.Accuracy:
        """Right answers among all scored."""
        return metrics.accuracy(row.ok for row in self.rows)

    @property
    def categories(self) -> Mapping[str, metrics.Accuracy]:
        """Right answers by category."""
        return metrics.accuracy_by_category((row.category, row.ok) for row in self.rows)

    @property
    def wrong_figures(self) -> int:
        """Answers with at least one wrong figure."""
        return sum(row.wrong_figure for row in self.rows)

    @property
    def failures(self) -> tuple[Row, ...]:
        """Answers that are not right or hold a wrong figure."""
        return tuple(row for row in self.rows if not row.ok or row.wrong_figure)


def evaluate(
    questions: Sequence[Question],
    answerer: Answerer,
    *,
    documents: Documents | None = None,
    retrieve: Retriever | None = None,
    baseline: Retriever | None = None,
    answers: TextIO | None = None,
    progress: Progress | None = None,
) -> Evaluation:
    """Answer the questions, each in a conversation of its own, and score the answers that something is expected of.

    `documents` are the reports that answers may cite, by default the packaged ones. `answers` receives the answer JSON
    a line as soon as it is there. `retrieve` is the assistant's retriever and `baseline` the one beside it
    (`evaluation.baseline.Baseline.retrieve`); without them there are no retrieval metrics.
    """
    kept = documents or Documents.packaged()
    records = _answered(questions, answerer, answers, progress)
    known = known_in(*kept.texts.values())
    scored = [(question, record) for question, record in zip(questions, records, strict=True) if question.expected]
    return Evaluation(
        records=tuple(records),
        rows=tuple(score(question, record, kept, known) for question, record in scored),
        retrieval=measure(questions, retrieve) if retrieve else None,
        baseline=measure(questions, baseline) if baseline else None,
    )


def score(question: Question, record: Record, documents: Documents, known: Known) -> Row:
    """The scores of one answer."""
    expected = question.expected
    if expected is None:
        raise ValueError(f"question {question.id} has nothing to be scored by")
    answer = str(record.get("answer", ""))
    verdict = judge(question, answer, known)
    return Row(
        id=question.id,
        category=expected.category,
        answerable=expected.answerable,
        ok=verdict.ok,
        missing=tuple(" / ".join(group) for group in verdict.missing),
        wrong=verdict.wrong,
        untraced=tuple(str(one) for one in trace(record, question.turns, documents)),
        review=verdict.review,
        refused=refused(answer),
        declined=record.get("status") == "not_found",
        citation_hit=_over_sources(expected, lambda: _citation_hit(record, expected, documents)),
        evidence_recall=_over_sources(expected, lambda: _evidence_recall(record, expected)),
        misquotes=metrics.misquotes(record, documents),
        elapsed_ms=float(record.get("elapsed_ms", 0.0)),
        question=" ⏎ ".join(question.turns),
        answer=answer,
    )


def _over_sources(expected: Expected, metric: Callable[[], float]) -> float | None:
    return metric() if expected.sources else None


def _citation_hit(record: Record, expected: Expected, documents: Documents) -> float:
    return metrics.citation_hit(record, expected.sources, expected.all_sources, documents)


def _evidence_recall(record: Record, expected: Expected) -> float:
    return metrics.evidence_recall(record, expected.sources, expected.all_sources)


def _answered(
    questions: Sequence[Question], answerer: Answerer, answers: TextIO | None, progress: Progress | None
) -> list[Record]:
    """The answers, in order. Only turns and language of a question are read here."""
    records: list[Record] = []
    for done, question in enumerate(questions, start=1):
        record = _converse(answerer, question.turns, question.language)
        records.append(record)
        if answers is not None:
            answers.write(json.dumps(public(record, question.id), ensure_ascii=False) + "\n")
            answers.flush()
        if progress is not None:
            progress(done, len(questions))
    return records


def _converse(answerer: Answerer, turns: Sequence[str], language: str) -> Record:
    """The answer to the last turn; a question that is refused as such is answered by the reason and fails alone."""
    try:
        return answerer.converse(turns, language)
    except ShinchokuError as error:
        return {
            "answer": str(error),
            "status": "not_found",
            "language": language,
            "figures": [],
            "citations": [],
            "checks": [],
            "follow_ups": [],
            "conversation_id": "",
            "elapsed_ms": 0.0,
        }
