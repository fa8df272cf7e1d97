"""Questions that ask for several things in turn, each answered from its own evidence."""

import re
from dataclasses import replace

from assistant.corpus import Corpus
from assistant.decision import Decision, worked_out
from assistant.talking.reading import Reading, Turn, take_alone
from assistant.understanding.operator import asks_sum
from assistant.understanding.piece import Piece, pieces_of
from assistant.understanding.question import Question
from assistant.understanding.term import TOPIC, Term
from index.indicator import Indicator
from index.markup import comparable

_WELL_COVERED = 0.7
# A piece says little: what leaves out more of it is about something else.
_LEFT_OUT = 0.3
# Words that ask for more than one thing.
_BOTH = re.compile(r"両方|それぞれ|どちらも|二つとも|2つとも|並べ|\bboth\b|\beach\b|side by side", re.IGNORECASE)
_ALL_SAID = 0.8
_IN_WORDS = ("explain", "define", "describe")


def take(reading: Reading, corpus: Corpus) -> Turn:
    """The reading taken as one question; where that answers not all of it, as several, if each of them is answered."""
    turn = take_alone(reading, corpus)
    if reading.only or reading.among or reading.within or reading.question.refusals or _is_all(turn):
        return turn
    for pieces in pieces_of(reading.question, corpus):
        joint = _jointly(reading.question, pieces, corpus)
        if joint is not None and _adds(joint, turn):
            return replace(turn, decision=joint)
    return turn


def _is_all(turn: Turn) -> bool:
    """Whether an answer is about all that the question names: each of several reports, each of several years."""
    question, decision = turn.question, turn.decision
    if question.operation in ("rank", "filter") or decision.listing is not None or decision.verdict is not None:
        return True
    if decision.status != "answered":
        return False
    if turn.evidence.claimed is not None:
        return True  # what it asserts is no thing asked for
    shown = {choice.candidate.indicator.report for choice in decision.choices}
    shown |= {excerpt.report for excerpt in decision.excerpts}
    if len(question.reports) > 1 and not shown >= set(question.reports):
        return False
    if decision.choices:
        settled = decision.calculation is not None or question.operation == "explain"
        several = len(decision.choices) == 1 and _BOTH.search(question.text)
        return settled or not (several or _left_out(turn))
    return len(set(question.periods)) < 2 and decision.excerpts[0].coverage >= _WELL_COVERED


def _left_out(turn: Turn) -> set[Term]:
    """The nouns of a question that no indicator shown says."""
    unmet: list[set[Term]] = [set(choice.candidate.link.unmet) for choice in turn.decision.choices]
    nouns = {term for term in turn.question.terms if term.weight >= TOPIC and not term.optional and not term.place}
    return nouns.intersection(*unmet)


def _adds(joint: Decision, turn: Turn) -> bool:
    """Whether several answers hold what one gave, and say what it left out."""
    if asks_sum(turn.question.text) and joint.calculation is None and joint.excerpts:
        return False  # parts in words make no total
    if not turn.answered or not turn.decision.choices:
        return True
    said = all(_asks(question) for question, _ in joint.parts) or all(_whole(part) for _, part in joint.parts)
    if len(turn.question.reports) < 2 and not said:
        return False
    own = {choice.candidate.indicator.id for choice in turn.decision.choices}
    if not own <= {choice.candidate.indicator.id for choice in joint.choices}:
        return False
    left = _left_out(turn)
    if not left:
        return len(joint.choices) > len(own)
    texts = [comparable(excerpt.text).lower() for excerpt in joint.excerpts]
    others = [choice.candidate.link for choice in joint.choices if choice.candidate.indicator.id not in own]
    return any(
        term not in link.unmet and term.forms & _words(link.indicator) for term in left for link in others
    ) or any(form in text for term in left for form in term.forms for text in texts)


def _whole(part: Decision) -> bool:
    """Whether the figures of a piece meet all that it says."""
    links = [choice.candidate.link for choice in part.choices]
    return bool(links) and all(link.coverage >= _ALL_SAID for link in links)


def _asks(question: Question) -> bool:
    """Whether a piece asks for something by itself."""
    return question.asks_number or bool(question.measures) or question.operation in _IN_WORDS


def _words(indicator: Indicator) -> set[str]:
    return {*indicator.words, *indicator.context, *indicator.english, *indicator.english_context}


def _jointly(question: Question, pieces: tuple[Piece, ...], corpus: Corpus) -> Decision | None:
    """All the pieces answered, or None; two that have one answer are one piece."""
    parts: list[tuple[Question, Decision]] = []
    for piece in pieces:
        part = _answered(piece, corpus)
        if part is None:
            return None
        parts.append(part)
    keys = [_key(decision) for _, decision in parts]
    if len(set(keys)) < len(keys):
        return None
    choices = tuple(choice for _, decision in parts for choice in decision.choices)
    excerpts = tuple(excerpt for _, decision in parts for excerpt in decision.excerpts)
    calculation = None if excerpts else worked_out(question, [(part, decision.choices) for part, decision in parts])
    return Decision("answered", choices=choices, excerpts=excerpts, parts=tuple(parts), calculation=calculation)


def _key(decision: Decision) -> tuple[object, ...]:
    figures = tuple(figure.figure_id for choice in decision.choices for figure in choice.asked)
    return figures, tuple((excerpt.report, excerpt.line_start) for excerpt in decision.excerpts)


def _answered(piece: Piece, corpus: Corpus) -> tuple[Question, Decision] | None:
    """The first of a piece's readings that has an answer, its years taken as a report's where none has."""
    for question in (*piece.readings, *_of_reports(piece, corpus)):
        turn = take_alone(Reading(question), corpus)
        if turn.answered and _is_certain(turn.decision):
            return turn.question, turn.decision
    return None


def _is_certain(decision: Decision) -> bool:
    """Whether a piece is met well by one thing: little of it is left out, and nothing stands beside what is meant."""
    if decision.listing is not None:
        return False
    if decision.excerpts:
        return decision.excerpts[0].coverage >= _WELL_COVERED
    reports = {choice.candidate.indicator.report for choice in decision.choices}
    links = [choice.candidate.link for choice in decision.choices]
    names = {link.indicator.name for link in links if link.indicator.kind != "table"}
    one = len(reports) == len(links) or len(names) == 1 or decision.calculation is not None
    return one and all(link.unmet_share < _LEFT_OUT for link in links)


def _of_reports(piece: Piece, corpus: Corpus) -> list[Question]:
    """A year may be that of the report: what was done in 2018年度 is in the report of that year."""
    return [
        replace(question, periods=(), reports=dated)
        for question in piece.readings
        if question.periods and not question.reports and (dated := corpus.names.dated(question.periods))
    ]
