"""The way of a question: parse → take (complete → link → gather → decide) → compose → check → answer."""

import time
from datetime import date

from assistant.answer import Answer, Place, Status
from assistant.checking import UnsupportedNumber, check, failed
from assistant.choosing import follow_ups
from assistant.composing import Draft, compose
from assistant.corpus import Corpus
from assistant.decision import Decision
from assistant.evidence import Evidence
from assistant.refusal import Language
from assistant.talking.conversation import Conversation
from assistant.understanding.question import Question
from assistant.understanding.sincere import read
from index.checks.check import Check

_MEASURED_PASSAGES = 5


class Assistant:
    """Answers questions from one index."""

    def __init__(self, corpus: Corpus) -> None:
        self.corpus = corpus

    def ask(
        self,
        text: str,
        *,
        language: Language | None = None,
        as_of: date | None = None,
        conversation: Conversation | None = None,
    ) -> Answer:
        """Answer one question. Raises QuestionError where there is nothing to answer.

        `as_of` is the day that relative times count from; without it, the as-of date of the report used.
        """
        started = time.perf_counter()
        conversation = conversation or Conversation()
        asked = read(text, self.corpus, language, as_of)
        turn = conversation.take(asked, self.corpus)
        question, evidence, decision = turn.question, turn.evidence, turn.decision
        status, draft, checks = self._composed(question, decision)
        return Answer(
            answer=draft.text,
            status=status,
            language=question.language,
            figures=draft.figures,
            citations=draft.citations,
            checks=checks,
            follow_ups=follow_ups(question, decision, self.corpus) if status == "clarify" else (),
            conversation_id=conversation.id,
            elapsed_ms=(time.perf_counter() - started) * 1000,
            gathered_figures=_figure_places(evidence),
            gathered_passages=_passage_places(evidence),
        )

    def _composed(self, question: Question, decision: Decision) -> tuple[Status, Draft, tuple[Check, ...]]:
        """The decision in words, checked. Words that fail their check are never shown: the answer is then a refusal."""
        draft = compose(question, decision, self.corpus)
        try:
            return decision.status, draft, check(question, draft, self.corpus)
        except UnsupportedNumber as defect:
            refusal = compose(question, Decision("not_found", reason="topic"), self.corpus)
            return "not_found", refusal, (failed(str(defect)),)


def _figure_places(evidence: Evidence) -> tuple[Place, ...]:
    return tuple(
        Place(figure.report, figure.line, figure.line)
        for candidate in (*evidence.candidates, *evidence.listed)
        for figure in candidate.figures
    )


def _passage_places(evidence: Evidence) -> tuple[Place, ...]:
    return tuple(
        Place(passage.report, passage.line_start, passage.line_end)
        for passage in evidence.passages[:_MEASURED_PASSAGES]
    )
