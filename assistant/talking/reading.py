"""One reading of a question: what it is taken to mean, and where in the reports its answer has to stand."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from assistant.answer import Place
from assistant.corpus import Corpus
from assistant.decision import Decision, decide
from assistant.evidence import Evidence, gather
from assistant.linking import Link
from assistant.quoting.excerpt import Excerpt
from assistant.understanding.question import Question
from assistant.understanding.term import TOPIC
from index.indicator import Indicator
from index.markup import comparable, without_tags
from index.passage import Passage

_LONGEST_CELL = 420


@dataclass(frozen=True, slots=True)
class Reading:
    """A question as it is taken.

    `only` are ids of the indicators that it is about, whatever its words say; `among` those from which its words
    choose, `besides` those that it is not about. `within` are the places where an answer has to stand, `passages` what
    was read there. `afresh` says that nothing of the conversation is in it, `repeats` is the question whose answer is
    wanted again.
    """

    question: Question
    only: tuple[str, ...] = ()
    among: frozenset[str] = frozenset()
    besides: frozenset[str] = frozenset()
    within: tuple[Place, ...] = ()
    passages: tuple[Passage, ...] = ()
    afresh: bool = False
    repeats: str = ""


@dataclass(frozen=True, slots=True)
class Turn:
    """A question as it was taken in the end, with its evidence and what was decided."""

    reading: Reading
    evidence: Evidence
    decision: Decision

    @property
    def question(self) -> Question:
        """The question, completed by what was said before."""
        return self.reading.question

    @property
    def answered(self) -> bool:
        """Whether it has an answer."""
        return self.decision.status == "answered"


def take_alone(reading: Reading, corpus: Corpus) -> Turn:
    """Gather and decide for one reading, as one question."""
    question = reading.question
    links = _links(reading, corpus)
    evidence = gather(question, links, corpus)
    if reading.within:
        evidence = _confined(reading, evidence, corpus)
    return Turn(reading, evidence, decide(question, evidence))


def _links(reading: Reading, corpus: Corpus) -> list[Link]:
    if reading.only:
        return [certain(indicator) for indicator in corpus.indicators if indicator.id in reading.only]
    links = corpus.linker.link(reading.question)
    if reading.among:
        links = [link for link in links if link.indicator.id in reading.among]
    links = [link for link in links if link.indicator.id not in reading.besides]
    if reading.within:
        within = {indicator.id for indicator in standing_in(reading.within, corpus)}
        links = [link for link in links if link.indicator.id in within]
    return links


def certain(indicator: Indicator) -> Link:
    """The link to an indicator that is known to be meant."""
    return Link(indicator, 1.0, 1.0, 1.0, (), 0.0, head=True)


def _confined(reading: Reading, evidence: Evidence, corpus: Corpus) -> Evidence:
    """The evidence with no excerpts but those of the places meant."""
    passages = [passage for passage in reading.passages if overlaps(passage, reading.within)]

    @cache
    def excerpts() -> list[Excerpt]:
        found = corpus.excerpts.find(reading.question, passages)
        return [
            *_cells(reading, passages, corpus),
            *(excerpt for excerpt in found if overlaps(excerpt, reading.within)),
        ]

    return replace(evidence, passages=tuple(passages), both=None, parts=(), find_excerpts=excerpts)


def _cells(reading: Reading, passages: Sequence[Passage], corpus: Corpus) -> list[Excerpt]:
    """The cells of the rows meant that say all that a short question names, the names of their indicators left out."""
    nouns = [term for term in reading.question.terms if term.weight >= TOPIC and not term.optional]
    names = {comparable(one.name) for one in corpus.indicators if one.id in reading.besides}
    found: list[Excerpt] = []
    for place in reading.within:
        passage = next((one for one in passages if overlaps(one, [place])), None)
        row = corpus.lines[place.report][place.line_start - 1]
        if passage is None or place.line_start != place.line_end or "\t" not in row:
            continue
        for cell in row.split("\t"):
            said = comparable(cell).lower()
            fits = nouns and all(any(form in said for form in term.forms) for term in nouns)
            if fits and said not in names and len(cell) <= _LONGEST_CELL and any(letter.isdigit() for letter in cell):
                line, text = place.line_start, without_tags(cell)
                quoted = cell.strip()
                found.append(
                    Excerpt(place.report, passage.path, line, line, passage.page, quoted, text, 1.0, frozenset())
                )
    return found


def overlaps(piece: Place | Passage | Excerpt, places: Iterable[Place]) -> bool:
    """Whether a piece of a report shares a line with one of the places."""
    return any(
        piece.report == place.report and piece.line_start <= place.line_end and place.line_start <= piece.line_end
        for place in places
    )


def standing_in(places: Sequence[Place], corpus: Corpus) -> list[Indicator]:
    """The indicators of which a figure stands in one of the places."""
    lines = {(place.report, line) for place in places for line in range(place.line_start, place.line_end + 1)}
    return [
        indicator
        for indicator in corpus.indicators
        if any(
            (figure.report, figure.line) in lines
            for figure_id in indicator.figure_ids
            for figure in (corpus.figures[figure_id],)
        )
    ]
