"""A conversation: what a follow-up question may leave out because it was said, or answered, before."""

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from assistant.answer import Place
from assistant.corpus import Corpus
from assistant.decision import Choice
from assistant.linking import Link
from assistant.talking.followup import (
    asks_about_answer,
    asks_other_reports,
    goes_on,
    is_short,
    own_topic,
    picked,
    points_to_place,
    shifted_year,
    starts_afresh,
    without_pointers,
)
from assistant.talking.joining import take
from assistant.talking.reading import Reading, Turn, standing_in
from assistant.talking.recalling import recalled
from assistant.understanding.operator import asks_to_target, names_target
from assistant.understanding.piece import published_in
from assistant.understanding.question import Question
from assistant.understanding.term import TOPIC, Term
from index.indicator import Indicator
from index.markup import comparable

# A quoted row is about its indicators; a longer list is about none of them.
_MOST_QUOTED = 3
# What joins on must share this much of the topic before, by weight.
_SHARED = 0.3
_ALIKE = 0.05
_IN_WORDS = ("explain", "define", "describe")


@dataclass(slots=True)
class Conversation:
    """One conversation: the turns taken in it, and the indicators spoken of since its topic began."""

    id: str = field(default_factory=lambda: uuid.uuid4().hex)
    turns: list[Turn] = field(default_factory=list)
    spoken_of: list[str] = field(default_factory=list)
    listed: tuple[Choice, ...] = ()
    picked: int | None = None

    @property
    def last(self) -> Turn | None:
        """The turn before."""
        return self.turns[-1] if self.turns else None

    def take(self, question: Question, corpus: Corpus) -> Turn:
        """The first reading of a question that has an answer, remembered; else one that says why there is none."""
        turn = self._settled(question, corpus)
        self._remember(turn, corpus)
        return turn

    def _settled(self, question: Question, corpus: Corpus) -> Turn:
        last = self.last
        if last is None or question.refusals or starts_afresh(question):
            return take(Reading(question, afresh=True), corpus)
        asking_back: Turn | None = None
        turn = recalled(question, self.turns)
        if turn is not None:
            return turn
        for reading in self._readings(question, last, corpus):
            turn = take(reading, corpus)
            # Where one of several indicators is meant, passages about other things do not answer.
            told_before = bool(own_topic(question)) and not question.measures and _figures(turn) == _figures(last) != []
            if turn.answered and (turn.decision.choices or not reading.among) and not told_before:
                return turn
            asking_back = asking_back or (turn if turn.decision.status == "clarify" else None)
        if asking_back is not None:
            return asking_back
        assert turn is not None, "a question has at least one reading"
        return turn

    def _readings(self, question: Question, last: Turn, corpus: Corpus) -> Iterator[Reading]:
        """What a follow-up may mean, what is likeliest first."""
        question = without_pointers(question)
        if points_to_place(question.text) and not question.reports and not question.places:
            question = replace(question, reports=tuple(sorted(_reports_of(last))))
        reports, name = published_in(question.text, corpus) if not question.reports else ((), "")
        if reports and not question.places:
            # Another publisher takes the place of the one before.
            _, before = published_in(last.question.text, corpus)
            kept = tuple(term for term in last.question.terms if term.text not in before)
            last = replace(last, reading=replace(last.reading, question=replace(last.question, terms=kept)))
            named = tuple(term for term in question.terms if term.text not in name)
            question = replace(question, reports=reports, terms=named)
        place = picked(question, len(self.listed), self.picked) if self.listed else None
        if place is not None:
            self.picked = place
            chosen = self.listed[place].candidate.indicator
            yield self._said_again(question, last, (chosen.id,))
        elif own_topic(question):
            yield from self._with_topic(question, last, corpus)
        else:
            yield from self._without_topic(question, last, corpus)

    # --- a follow-up that names nothing of its own

    def _without_topic(self, question: Question, last: Turn, corpus: Corpus) -> Iterator[Reading]:
        before = last.reading
        if _only_repeats(question):
            text = f"{before.question.text} {question.text}"
            yield replace(
                before, question=replace(before.question, text=text, language=question.language), afresh=False
            )
            return
        shift = shifted_year(question, _year_of(last))
        if shift is not None:
            question = replace(question, periods=(shift,), relative=())
        complete = question.about(before.question)
        if asks_other_reports(question):
            shown = _reports_of(last)
            others = tuple(report for report in corpus.reports if report not in shown)
            yield Reading(replace(complete, reports=others, operation=before.question.operation))
            return
        if question.operation not in _IN_WORDS and not question.places:
            yield from self._of_the_same(question, complete, last, corpus)
        if question.operation == "describe" and last.decision.excerpts:
            yield Reading(complete, within=_places(last), passages=last.evidence.passages)
        if before.question.periods and not question.periods and not question.relative:
            yield Reading(replace(complete, periods=before.question.periods))
        if before.among and not question.reports and not question.places:
            yield Reading(complete, among=before.among)
        if question.places:
            complete = replace(complete, terms=_in_place(question, before.question))
        yield Reading(complete)

    def _of_the_same(self, question: Question, complete: Question, last: Turn, corpus: Corpus) -> Iterator[Reading]:
        """The question about what was answered with, whatever words had named it; then about the same elsewhere."""
        shown = _indicators(last, corpus)
        own, mates = (
            [one for one in found if not question.reports or one.report in question.reports]
            for found in (shown, self._mates(shown, corpus))
        )
        asked = replace(complete, places=question.places, qualifiers=question.qualifiers, reports=question.reports)
        # The event in July, the one in another year: what the same row tells.
        told = [one for one in standing_in(_places(last), corpus) if one.kind == "fact"] if question.periods else []
        groups = [own, told, mates]
        if asks_to_target(question.text) and names_target(question.text):
            groups.reverse()
        periods = question.periods or question.relative
        for group in groups:
            ids = tuple(one.id for one in group)
            if ids and not periods and last.question.periods:
                yield Reading(replace(asked, periods=last.question.periods), only=ids)
            if ids:
                yield Reading(asked, only=ids)

    def _mates(self, own: Sequence[Indicator], corpus: Corpus) -> list[Indicator]:
        """The same indicators in whichever report, by their series, and what was spoken of since the topic began."""
        series = {figure.series for one in own for figure in corpus.figures_of(one) if figure.series}
        return [
            one
            for one in corpus.indicators
            if one.id in self.spoken_of or any(figure.series in series for figure in corpus.figures_of(one))
        ]

    # --- a follow-up that names something

    def _with_topic(self, question: Question, last: Turn, corpus: Corpus) -> Iterator[Reading]:
        if not is_short(question):
            yield Reading(question, afresh=True)
            yield from self._put_in(question, last, corpus)
            return
        if self.listed and self.picked is None:
            among = frozenset(choice.candidate.indicator.id for choice in self.listed)
            yield Reading(_carrying(question, last.question), among=among)
        if last.decision.status != "not_found":
            shown = frozenset(choice.candidate.indicator.id for choice in last.decision.choices)
            carried = _carrying(question, last.question)
            places, passages = _places(last), last.evidence.passages
            yield Reading(carried, besides=shown, within=places, passages=passages)
        yield from self._put_in(question, last, corpus)
        yield from self._in_rows(question, last, corpus)
        if last.decision.status != "not_found":
            yield from self._of_the_row(question, last, corpus)
        if goes_on(question):
            yield replace(Reading(_carrying(question, last.question)), afresh=True)
        yield Reading(question, afresh=True)

    def _put_in(self, question: Question, last: Turn, corpus: Corpus) -> Iterator[Reading]:
        """The question before with what this one names put in place of what no longer fits beside it."""
        old = [term for term in last.question.terms if term not in question.terms]
        both = replace(question, terms=(*question.terms, *old))
        fitting = _sharing(question, old, corpus.linker.link(both), corpus)
        if not fitting:
            return
        kept = [term for term in old if term not in fitting[0].unmet]
        among = frozenset(link.indicator.id for link in fitting)
        carried = _carrying(question, last.question)
        for asked in (carried, replace(carried, periods=question.periods), question):
            yield Reading(replace(asked, terms=(*question.terms, *kept)), among=among)

    def _of_the_row(self, question: Question, last: Turn, corpus: Corpus) -> Iterator[Reading]:
        """The words of the row answered from, where they say what is named now."""
        terms = tuple(dict.fromkeys((*question.terms, *last.question.terms)))
        shown = frozenset(choice.candidate.indicator.id for choice in last.decision.choices)
        asked = replace(question, terms=terms, operation="describe")
        row = Reading(asked, besides=shown, within=_places(last), passages=last.evidence.passages)
        said = " ".join(comparable(excerpt.text).lower() for excerpt in take(row, corpus).decision.excerpts[:1])
        if any(form in said for term in own_topic(question) for form in term.forms):
            yield row

    def _in_rows(self, question: Question, last: Turn, corpus: Corpus) -> Iterator[Reading]:
        """The figures of a row whose words hold what was named before and what is named now."""
        if not question.measures:
            return
        both = replace(question, terms=(*last.question.terms, *question.terms), operation="describe", measures=())
        rows = take(Reading(both), corpus).decision.excerpts
        new = own_topic(question)
        for row in rows:
            said = comparable(row.text).lower()
            if all(any(form in said for form in term.forms) for term in new):
                place = Place(row.report, row.line_start, row.line_end)
                ids = tuple(one.id for one in standing_in((place,), corpus))
                if 0 < len(ids) <= _MOST_QUOTED:
                    yield Reading(replace(question, places=(), qualifiers=()), only=ids)

    def _said_again(self, question: Question, last: Turn, only: tuple[str, ...]) -> Reading:
        before = last.question
        asked = replace(
            before,
            text=question.text,
            language=question.language,
            measures=question.measures or before.measures,
            periods=question.periods or before.periods,
            operation=question.operation,
            places=(),
            qualifiers=(),
        )
        return Reading(asked, only=only)

    # --- memory

    def _remember(self, turn: Turn, corpus: Corpus) -> None:
        if turn.reading.afresh:
            self.spoken_of.clear()
        self.spoken_of += [one.id for one in _indicators(turn, corpus) if one.id not in self.spoken_of]
        choices = turn.decision.choices
        if len(choices) > 1 and turn.decision.listing is None:
            self.listed, self.picked = choices, None
        elif turn.reading.afresh:
            self.listed, self.picked = (), None
        elif self.listed and len(choices) == 1:
            ids = [choice.candidate.indicator.id for choice in self.listed]
            shown = choices[0].candidate.indicator.id
            self.picked = ids.index(shown) if shown in ids else self.picked
        self.turns.append(turn)


def _only_repeats(question: Question) -> bool:
    """Whether the answer before is wanted again: in another language, or to tell its year, unit or source."""
    if question.periods or question.places or question.reports:
        return False
    return (question.wished is not None and not question.measures) or asks_about_answer(question)


def _indicators(turn: Turn, corpus: Corpus) -> list[Indicator]:
    """What an answer was about: indicators shown, those of a row quoted, or the one that lacks what was asked."""
    decision = turn.decision
    if decision.choices and decision.listing is None:
        return list(dict.fromkeys(choice.candidate.indicator for choice in decision.choices))
    if decision.excerpts:
        quoted = standing_in(_places(turn)[:1], corpus)
        return quoted if len(quoted) <= _MOST_QUOTED else []
    if decision.nearest and decision.reason in ("period", "measure"):
        nearest = {figure.figure_id for figure in decision.nearest}
        return [one for one in corpus.indicators if nearest & set(one.figure_ids)]
    return []


def _places(turn: Turn) -> tuple[Place, ...]:
    """The lines that an answer was given from."""
    figures = [figure for choice in turn.decision.choices for figure in choice.asked]
    lines = dict.fromkeys((figure.report, figure.line, figure.line) for figure in figures)
    quoted = dict.fromkeys((one.report, one.line_start, one.line_end) for one in turn.decision.excerpts)
    return tuple(Place(*place) for place in (*lines, *quoted))


def _figures(turn: Turn) -> list[str]:
    return sorted(figure.figure_id for choice in turn.decision.choices for figure in choice.asked)


def _reports_of(turn: Turn) -> set[str]:
    decision = turn.decision
    shown = {choice.candidate.indicator.report for choice in decision.choices}
    shown |= {excerpt.report for excerpt in decision.excerpts} | {figure.report for figure in decision.nearest}
    return shown | set(turn.question.reports)


def _year_of(turn: Turn) -> int | None:
    """The year spoken of: the one asked for, else the latest of the figures given."""
    asked = [period.year for period in turn.question.periods if period.year is not None]
    given = [one.year for choice in turn.decision.choices for one in choice.asked if one.year is not None]
    return asked[-1] if asked else max(given, default=None)


def _in_place(question: Question, before: Question) -> tuple[Term, ...]:
    """The topic before, at the place that is named now."""
    return (*(term for term in before.terms if not term.place), *(term for term in question.terms if term.place))


def _carrying(question: Question, before: Question) -> Question:
    """The question with the measure, years and reports that still hold where it says nothing of them."""
    says_how = question.measures or question.counter or question.operation in _IN_WORDS
    return replace(
        question,
        measures=question.measures or (() if says_how else before.measures),
        periods=question.periods or (() if question.relative else before.periods),
        relative=question.relative or (() if question.periods else before.relative),
        counter=question.counter or ("" if question.measures else before.counter),
        reports=question.reports or before.reports,
        asks_number=question.asks_number or (before.asks_number and not says_how),
    )


def _sharing(question: Question, old: Sequence[Term], links: Sequence[Link], corpus: Corpus) -> list[Link]:
    """The links that meet all that is named now and most of what was named before."""
    weights = {term: corpus.linker.weight(term) for term in old}
    total = sum(weights.values())
    new = {term for term in question.terms if term.weight >= TOPIC and not term.optional}
    if not total:
        return []
    shares = [
        (sum(weight for term, weight in weights.items() if term not in link.unmet) / total, link)
        for link in links
        if new.isdisjoint(link.unmet) and any(term.weight >= TOPIC and term not in link.unmet for term in old)
    ]
    best = max((share for share, _ in shares), default=0.0)
    return [link for share, link in shares if best >= _SHARED and share >= best - _ALIKE]
