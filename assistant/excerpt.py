"""Excerpts: the bullets and sentences of the passages found, weighed against the question."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from assistant.constraint import Constraints
from assistant.expected import Expected, expected_of
from assistant.note import DEFINING, Notes
from assistant.question import Question
from assistant.term import TOPIC, Term
from assistant.unit import Unit, tails_of, units_of
from index.figure import Measure
from index.markup import comparable, without_tags
from index.passage import Passage
from index.period import find_periods

# A window of pieces is quoted as a whole; a definition is often a list.
_LONGEST, _LONGEST_DEFINED = 320, 420
# How well a term is met by the unit's own name, what stands beside in its row, its headings, its neighbours.
_NAMED, _BESIDE, _HEADING, _NEIGHBOUR = 0.9, 0.85, 0.75, 0.25
_PART = 0.6
# A noun of this share of the question that the piece does not say makes it an answer to another question.
_MET, _MISSING = 0.25, 0.3
# Whoever asks why or what for puts it in words of their own.
_MISSING_IN_WORDS = 0.4
_IN_WORDS = frozenset({"explain", "define", "describe"})
_DEFINES = 0.2
_BEGINS = 0.05
# What is not of the kind that is asked for answers less well; words that answer nothing are left out.
_OF_KIND, _PER_CHARACTER = 0.15, 0.0001


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A piece of a report that may answer: `quote` is verbatim in its lines, `text` the same without markup.

    `coverage` is the share of the question's weight that the piece meets, its headings included. `measures` are those
    that its words name. `label` is the row's name where the quote does not hold it.
    """

    report: str
    path: tuple[str, ...]
    line_start: int
    line_end: int
    page: int | None
    quote: str
    text: str
    coverage: float
    measures: frozenset[Measure]
    label: str = ""


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question made ready for weighing: its terms with their weights and the kind of thing that it asks for."""

    question: Question
    terms: tuple[tuple[Term, float], ...]
    total: float
    expected: Expected
    most: float


@dataclass(frozen=True)
class _Around:
    """What stands around a unit's pieces, in the form that is compared."""

    unit: Unit
    headings: str
    neighbours: str

    @cached_property
    def names(self) -> str:
        return comparable(" ".join(name for _, name in self.unit.names)).lower()

    @cached_property
    def whole(self) -> str:
        return comparable(self.unit.raw).lower()


class Excerpts:
    """Finds excerpts in passages of one index."""

    def __init__(
        self,
        lines: dict[str, list[str]],
        titles: dict[str, str],
        constraints: Constraints,
        weight: Callable[[Term], float],
    ) -> None:
        """`lines` and `titles` are the reports' by id; `weight` gives a term's weight in the index."""
        self._lines = lines
        self._titles = titles
        self._constraints = constraints
        self._weight = weight
        self._notes = Notes(lines)

    def find(self, question: Question, passages: Sequence[Passage]) -> list[Excerpt]:
        """The excerpts that meet every constraint of the question, best first; passages come best first."""
        defines = question.operation == "define"
        weights = tuple(
            (term, self._weight(term))
            for term in question.terms
            if not term.optional or (defines and term.weight >= TOPIC)
        )
        total = sum(weight for _, weight in weights)
        if not total:
            return []
        most = _MISSING_IN_WORDS if question.operation in _IN_WORDS else _MISSING
        asked = _Asked(question, weights, total, expected_of(question.text, defined=defines), most)
        found = [
            (excerpt.coverage - 0.01 * rank, n, excerpt)
            for rank, passage in enumerate(passages)
            for n, excerpt in enumerate(self._in_passage(asked, passage))
        ]
        if defines:
            reports = question.reports or tuple(self._lines)
            found += [(excerpt.coverage, 0, excerpt) for report in reports for excerpt in self._in_notes(asked, report)]
        found.sort(key=lambda ranked: (-ranked[0], ranked[1]))
        return [excerpt for _, _, excerpt in found]

    def _in_passage(self, asked: _Asked, passage: Passage) -> Iterator[Excerpt]:
        title = self._titles[passage.report]
        headings = comparable(" ".join((*passage.path, title))).lower()
        neighbours = comparable(passage.text).lower()
        lines = self._lines[passage.report]
        units = (
            tails_of(passage.line_start, passage.line_end, lines, _LONGEST_DEFINED)
            if asked.question.operation == "define"
            else units_of(passage, lines)
        )
        for unit in units:
            around = _Around(unit, headings, neighbours)
            excerpt = self._in_unit(asked, around, passage.report, passage.path, passage.page)
            if excerpt is not None:
                yield excerpt

    def _in_notes(self, asked: _Asked, report: str) -> Iterator[Excerpt]:
        """What a report defines anywhere, where it is said of the terms of the question."""
        headings = comparable(self._titles[report]).lower()
        for note in self._notes.of(report):
            if any(_says(term, note.compared) for term, _ in asked.terms if term.weight >= TOPIC):
                for unit in tails_of(note.first, note.last, self._lines[report], _LONGEST_DEFINED):
                    around = _Around(unit, headings, note.compared)
                    excerpt = self._in_unit(asked, around, report, (), None)
                    if excerpt is not None:
                        yield excerpt

    def _in_unit(
        self, asked: _Asked, around: _Around, report: str, path: tuple[str, ...], page: int | None
    ) -> Excerpt | None:
        """The best window of a unit, where it meets what the question demands."""
        question, unit = asked.question, around.unit
        title = self._titles[report]
        names = " ".join(name for _, name in unit.names)
        if self._constraints.unmet(question, f"{without_tags(unit.raw)} {names} {' '.join(path)} {title}"):
            return None
        base = [(term, weight, _around(term, around)) for term, weight in asked.terms]
        if any(_is_missing(term, weight, part, asked) for term, weight, part in base):
            return None
        found = self._best_window(asked, around, base)
        if found is None:
            return None
        start, end, met = found
        quote = unit.raw[start:end]
        start += len(quote) - len(quote.lstrip())
        quote = quote.strip()
        text = without_tags(quote)
        if not text or not _fits_period(question, (text, f"{unit.raw} {names}", " ".join(path), title)):
            return None
        line = unit.line + unit.raw[:start].count("\n")
        return Excerpt(
            report,
            path,
            line,
            line + quote.count("\n"),
            page,
            quote,
            text,
            met,
            self._constraints.measures(f"{names} {text}") if question.measures else frozenset(),
            _label(unit, start, text),
        )

    def _best_window(
        self, asked: _Asked, around: _Around, base: Sequence[tuple[Term, float, float]]
    ) -> tuple[int, int, float] | None:
        defines = asked.question.operation == "define"
        best: tuple[float, int, int, float] | None = None
        raw = around.unit.raw
        opening = comparable(raw.split("\n", 1)[0]).lower()
        for start, end in around.unit.windows(_LONGEST_DEFINED if defines else _LONGEST):
            compared = comparable(raw[start:end]).lower()
            if not compared:
                continue
            met = sum(weight * max(part, _own(term, compared)) for term, weight, part in base) / asked.total
            if defines and DEFINING.search(compared):
                met += _DEFINES
            if defines:
                met += _BEGINS * any(_says(term, opening) for term, _, _ in base if term.weight >= TOPIC)
            met -= _OF_KIND * (1 - asked.expected.held(compared))
            score = met - _PER_CHARACTER * len(compared)
            if best is None or score > best[0]:
                best = score, start, end, met
        return best[1:] if best is not None else None


def _is_missing(term: Term, weight: float, part: float, asked: _Asked) -> bool:
    return term.weight >= TOPIC and part < _MET and weight / asked.total >= asked.most


def _label(unit: Unit, start: int, text: str) -> str:
    """What names the row, where the quote begins behind it."""
    names = [name for at, name in unit.names if at < start and name not in text]
    return "・".join(names[-2:] if unit.names and unit.names[0][0] < 0 else names[:1])


def _says(term: Term, compared: str) -> bool:
    return any(form in compared for form in _forms(term))


def _forms(term: Term) -> list[str]:
    return [form for form in term.forms if len(form) >= 2 or not form.isascii()]


def _own(term: Term, compared: str) -> float:
    if _says(term, compared):
        return 1.0
    held = sum(any(len(form) >= 2 and form in compared for form in part) for part in term.parts)
    return _PART * held / len(term.parts) if term.parts else 0.0


def _around(term: Term, around: _Around) -> float:
    """How well a term is met by what stands around a piece of the unit."""
    forms = _forms(term)
    if any(form in around.names for form in forms):
        return _NAMED
    best = 0.0
    if any(form in around.headings for form in forms):
        best = _HEADING
    if any(form in around.whole for form in forms):
        best = _BESIDE
    elif not best and any(form in around.neighbours for form in forms):
        best = _NEIGHBOUR
    return max(best, _BESIDE * _own(term, around.whole))


def _fits_period(question: Question, texts: Sequence[str]) -> bool:
    """A dated question is answered by what prints that year; the innermost text that prints any decides.

    What is meant by a sign or a word is said once for all years.
    """
    years = {period.year for period in question.periods if period.year is not None}
    if not years:
        return True
    for text in texts:
        printed = {period.year for _, _, period in find_periods(text) if period.year is not None}
        if printed:
            return bool(printed & years) or question.operation == "define"
    return question.operation == "define"
