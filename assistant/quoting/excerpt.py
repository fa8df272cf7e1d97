"""Excerpts: the bullets and sentences of the passages found, weighed against the question."""

import math
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from assistant.quoting.expected import Expected, expected_of
from assistant.quoting.note import DEFINING, Notes
from assistant.quoting.unit import Unit, tails_of, units_of
from assistant.understanding.constraint import Constraints
from assistant.understanding.question import Question
from assistant.understanding.sign import SIGN
from assistant.understanding.term import TOPIC, Term
from index.figure import Measure
from index.markup import comparable, without_tags
from index.passage import Passage
from index.period import find_periods

# A window of pieces is quoted as a whole; a definition is often a list.
_LONGEST, _LONGEST_DEFINED = 320, 380
# How well a term is met by the unit's own name, what stands beside in its row, its headings, its neighbours.
_NAMED, _BESIDE, _HEADING, _NEIGHBOUR = 0.9, 0.85, 0.75, 0.25
_PART = 0.6
# A noun of this share of the question that the piece does not say makes it an answer to another question.
_MET, _MISSING = 0.25, 0.3
# Whoever asks why or what for puts it in words of their own.
_MISSING_IN_WORDS = 0.4
_IN_WORDS = frozenset({"explain", "define", "describe"})
# What meets no more than this with all that it holds is not worth weighing.
_LEAST = 0.4
_DEFINES = 0.2
_OPENING_LINES = 12
_TITLED = 0.25
_OF_ITSELF = ("とは", "は", ":", "=", "について", "」は", "]", "】", "〕")
_NARROWED = 4.0
_BEGINS, _OPENING = 0.05, 60
# What is not of the kind that is asked for answers less well; words that answer nothing are left out.
_OF_KIND, _DEFINED_KIND, _PER_CHARACTER = 0.15, 0.3, 0.0001


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
    """A question made ready for weighing: its terms with their weights and the kind of thing that it asks for.

    `narrowed` is the weight of what narrows it, which every excerpt meets. `topics` are what a
    definition must speak of itself.
    """

    question: Question
    terms: tuple[tuple[Term, float], ...]
    total: float
    expected: Expected
    most: float
    narrowed: float
    topics: tuple[Term, ...] = ()


@dataclass(frozen=True, slots=True)
class _Around:
    """Where a unit stands; headings and neighbours in the form that is compared."""

    report: str
    path: tuple[str, ...]
    page: int | None
    headings: str
    neighbours: str


class Excerpts:
    """Finds excerpts in passages of one index."""

    def __init__(
        self,
        lines: dict[str, list[str]],
        titles: dict[str, str],
        constraints: Constraints,
        weight: Callable[[Term], float],
        in_japanese: Callable[[str], frozenset[str]],
    ) -> None:
        """`lines` and `titles` are the reports' by id; `weight` gives a term's weight in the index.

        `in_japanese` gives the reports' words that an English word means.
        """
        self._lines = lines
        self._titles = titles
        self._constraints = constraints
        self._weight = weight
        self._in_japanese = in_japanese
        self._notes = Notes(lines, _LONGEST_DEFINED)
        self._units = lru_cache(maxsize=4096)(self._find_units)

    def find(self, question: Question, passages: Sequence[Passage]) -> list[Excerpt]:
        """The excerpts that meet every constraint of the question, best first; passages come best first."""
        defines = question.operation == "define"
        weights = tuple(
            (self._readable(term), self._weight(term))
            for term in question.terms
            if not term.optional or (defines and term.weight >= SIGN)
        )
        total = sum(weight for _, weight in weights)
        if not total:
            return []
        most = _MISSING_IN_WORDS if question.operation in _IN_WORDS else _MISSING
        asked = _Asked(
            question,
            weights,
            total,
            expected_of(question.text, defined=defines),
            most,
            _NARROWED * len(question.qualifiers),
        )
        told = {report: self._told(asked, report) for report in self._lines}
        found = [
            (excerpt.coverage - 0.01 * rank, n, excerpt)
            for rank, passage in enumerate(passages)
            for n, excerpt in enumerate(self._in_passage(told[passage.report], passage))
        ]
        if defines:
            reports = question.reports or tuple(self._lines)
            found += [
                (excerpt.coverage, 0, excerpt) for report in reports for excerpt in self._in_notes(told[report], report)
            ]
        found.sort(key=lambda ranked: (-ranked[0], ranked[1]))
        return [excerpt for _, _, excerpt in found]

    def _told(self, asked: _Asked, report: str) -> _Asked:
        """What is asked of one report: the words of its title choose it, and say little of what is asked of it."""
        title = comparable(self._titles[report]).lower()
        terms = tuple((term, weight * (_TITLED if _says(term, title) else 1.0)) for term, weight in asked.terms)
        topics = [term for term, _ in terms if term.weight >= SIGN]
        own = tuple(term for term in topics if not _says(term, title))
        return replace(asked, terms=terms, total=sum(weight for _, weight in terms), topics=own or tuple(topics))

    def _readable(self, term: Term) -> Term:
        """An English word that only the dictionary knows, with what the reports may print for it."""
        printed = self._in_japanese(term.english) if term.english in term.forms else frozenset[str]()
        return replace(term, forms=term.forms | printed) if printed else term

    def _in_passage(self, asked: _Asked, passage: Passage) -> Iterator[Excerpt]:
        headings = self._headings(asked.question, passage.report, passage.path)
        around = _Around(passage.report, passage.path, passage.page, headings, comparable(passage.text).lower())
        defines = asked.question.operation == "define"
        for unit in self._units(passage.report, passage.line_start, passage.line_end, defines):
            excerpt = self._in_unit(asked, unit, around)
            if excerpt is not None:
                yield excerpt

    def _marked(self, report: str, unit: Unit, last: int, quote: str) -> str:
        """A criterion of a form (…しているか) with the mark and the words that stand in the next line under it."""
        if last < len(unit.pieces) or not _CRITERION.search(quote):
            return quote
        lines = self._lines[report]
        at = unit.line + unit.raw.rstrip().count("\n")
        end = next((n for n in range(at, min(len(lines), at + 3)) if lines[n].strip()), None)
        if end is None or not _MARKED.match(lines[end]):
            return quote
        return "\n".join([quote, *lines[at : end + 1]])

    def _in_notes(self, asked: _Asked, report: str) -> Iterator[Excerpt]:
        """What a report defines anywhere, where it is said of the terms of the question."""
        for note in self._notes.of(report):
            if any(_says(term, note.unit.whole) for term in asked.topics):
                headings = self._headings(asked.question, report, note.path)
                excerpt = self._in_unit(asked, note.unit, _Around(report, note.path, None, headings, ""))
                if excerpt is not None:
                    yield excerpt

    def _headings(self, question: Question, report: str, path: Sequence[str]) -> str:
        """What a unit stands under; a report that is asked for by its name is told by its first lines as well."""
        opening = self._lines[report][:_OPENING_LINES] if report in question.reports else ()
        return comparable(" ".join((*path, self._titles[report], *opening))).lower()

    def _find_units(self, report: str, first: int, last: int, defines: bool) -> tuple[Unit, ...]:
        lines = self._lines[report]
        return tuple(tails_of(first, last, lines, _LONGEST_DEFINED) if defines else units_of(first, last, lines))

    def _in_unit(self, asked: _Asked, unit: Unit, around: _Around) -> Excerpt | None:
        """The best window of a unit, where it meets what the question demands."""
        defines = asked.question.operation == "define"
        base = [(term, weight, _around(term, unit, around)) for term, weight in asked.terms]
        if not defines and unit.whole in around.headings:
            return None  # a heading alone says nothing of what stands under it
        if defines and not any(_says(term, unit.whole) for term in asked.topics):
            return None
        met = asked.narrowed + sum(weight * part for _, weight, part in base)
        if met < _LEAST * (asked.narrowed + asked.total) or any(
            _is_missing(term, weight, part, asked) for term, weight, part in base
        ):
            return None
        question, title = asked.question, self._titles[around.report]
        names = " ".join(name for _, name in unit.names)
        if self._constraints.unmet(question, f"{without_tags(unit.raw)} {names} {' '.join(around.path)} {title}"):
            return None
        first, last, met = _best_window(asked, unit, base)
        quote = unit.raw[unit.cuts[first] : unit.cuts[last]]
        start = unit.cuts[first] + len(quote) - len(quote.lstrip())
        quote = self._marked(around.report, unit, last, quote.strip())
        text = without_tags(quote)
        if not text or self._constraints.instructs(text):
            return None
        if not _fits_period(question, (text, f"{unit.raw} {names}", " ".join(around.path), title)):
            return None
        line = unit.line + unit.raw[:start].count("\n")
        return Excerpt(
            around.report,
            around.path,
            line,
            line + quote.count("\n"),
            around.page,
            quote,
            text,
            met,
            self._constraints.measures(f"{names} {text}") if question.measures else frozenset(),
            _label(unit, start, text),
        )


_CRITERION = re.compile(r"か[?？]?\s*$")
_MARKED = re.compile(r"\s*[◎○◯〇△×](?=[\s　])")


def _best_window(asked: _Asked, unit: Unit, base: Sequence[tuple[Term, float, float]]) -> tuple[int, int, float]:
    """The run of pieces that meets most with the least words: first, behind the last, and what it meets."""
    defines = asked.question.operation == "define"
    own = [[weight * max(part, _own(term, piece)) for term, weight, part in base] for piece in unit.pieces]
    held = [asked.expected.held(piece) for piece in unit.pieces] if asked.expected.size and not defines else []
    best, chosen = -math.inf, (0, len(unit.pieces), 0.0)
    for first, last in unit.windows(_LONGEST_DEFINED if defines else _LONGEST):
        size = unit.cuts[last] - unit.cuts[first]
        met = (asked.narrowed + sum(map(max, zip(*own[first:last], strict=True)))) / (asked.narrowed + asked.total)
        if held:
            met -= (_DEFINED_KIND if defines else _OF_KIND) * (
                1 - len(frozenset().union(*held[first:last])) / asked.expected.size
            )
        if defines:
            met += _defined("".join(unit.pieces[first:last]), asked)
        if met - _PER_CHARACTER * size > best:
            best, chosen = met - _PER_CHARACTER * size, (first, last, met)
    return chosen


def _defined(compared: str, asked: _Asked) -> float:
    """What a window is worth that defines, as it is asked, and begins with what it defines."""
    expected = asked.expected
    lacking = 1 - len(expected.held(compared)) / expected.size if expected.size else 0.0
    begins = any(_says(term, compared[:_OPENING]) for term in asked.topics)
    # 達成率は、…で除した値: what is said of the word itself comes before what only holds it.
    said = any(f"{form}{mark}" in compared for term in asked.topics for form in _forms(term) for mark in _OF_ITSELF)
    return _DEFINES * bool(DEFINING.search(compared)) + _BEGINS * (begins + said) - _DEFINED_KIND * lacking


def _is_missing(term: Term, weight: float, part: float, asked: _Asked) -> bool:
    return term.weight >= TOPIC and part < _MET and weight / (asked.narrowed + asked.total) >= asked.most


def _label(unit: Unit, start: int, text: str) -> str:
    """What names the row, where the quote begins behind it."""
    if any(at >= start and name in text for at, name in unit.names):
        return ""
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


def _around(term: Term, unit: Unit, around: _Around) -> float:
    """How well a term is met by what stands around a piece of the unit."""
    forms = _forms(term)
    if any(form in unit.named for form in forms):
        return _NAMED
    best = 0.0
    if any(form in around.headings for form in forms):
        best = _HEADING
    if any(form in unit.whole for form in forms):
        best = _BESIDE
    elif not best and any(form in around.neighbours for form in forms):
        best = _NEIGHBOUR
    return max(best, _BESIDE * _own(term, unit.whole))


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
