"""Excerpts: the rows, items and sentences of the passages found, weighed against the question."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.constraint import Constraints
from assistant.question import Question
from assistant.term import TOPIC, Term
from index.markup import comparable, without_tags
from index.outline import item_mark
from index.passage import Passage
from index.period import find_periods

_LONGEST = 420
_PART = 0.6
_HEADING = 0.75
_NEIGHBOUR = 0.25
# A noun of this share of the question that the piece does not say makes it an answer to another question.
_MET, _MISSING = 0.25, 0.3
# Whoever asks why or what for puts it in words of their own.
_MISSING_IN_WORDS = 0.4
_IN_WORDS = frozenset({"explain", "define", "describe"})
_ANNOUNCING = 40
# Words by which reports say what something means or how it is worked out.
_DEFINING = re.compile(r"とは|をいう|としてい(?:ます|る)|表記|除し|算式|算定|未満|以上|の場合|→")
_DEFINES = 0.2
_BULLET = re.compile(r"(?=[○◎◯◇■]|</p>|(?<=[。)）\s])・)|(?<=。)")


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A piece of a report that may answer: `quote` is verbatim in its lines, `text` the same without markup.

    `coverage` is the share of the question's weight that the piece meets, its headings included. `measures` are those
    that its words name.
    """

    report: str
    path: tuple[str, ...]
    line_start: int
    line_end: int
    page: int | None
    quote: str
    text: str
    coverage: float
    measures: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Unit:
    start: int  # line
    end: int
    quote: str


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

    def find(self, question: Question, passages: Sequence[Passage]) -> list[Excerpt]:
        """The excerpts that meet every constraint of the question, best first; passages come best first."""
        weights = [(self._readable(term), self._weight(term)) for term in question.terms if not term.optional]
        total = sum(weight for _, weight in weights)
        if not total:
            return []
        found = [
            (excerpt.coverage - 0.01 * rank, n, excerpt)
            for rank, passage in enumerate(passages)
            for n, excerpt in enumerate(self._in_passage(question, passage, weights, total))
        ]
        found.sort(key=lambda ranked: (-ranked[0], ranked[1]))
        return [excerpt for _, _, excerpt in found]

    def _readable(self, term: Term) -> Term:
        """An English word that only the dictionary knows, with what the reports may print for it."""
        printed = self._in_japanese(term.english) if term.english in term.forms else frozenset[str]()
        return replace(term, forms=term.forms | printed) if printed else term

    def _in_passage(
        self, question: Question, passage: Passage, weights: Sequence[tuple[Term, float]], total: float
    ) -> Iterator[Excerpt]:
        headings = comparable(" ".join((*passage.path, self._titles[passage.report]))).lower()
        neighbours = comparable(passage.text).lower()
        for unit in self._units(passage, whole=question.operation == "define"):
            text = without_tags(unit.quote)
            compared = comparable(text).lower()
            if self._constraints.unmet(question, f"{text} {' '.join(passage.path)} {self._titles[passage.report]}"):
                continue
            if not _fits_period(question, text, passage.path) or self._constraints.instructs(text):
                continue
            parts = [(term, weight, _met(term, compared, headings, neighbours)) for term, weight in weights]
            most = _MISSING_IN_WORDS if question.operation in _IN_WORDS else _MISSING
            if any(term.weight >= TOPIC and part < _MET and weight / total >= most for term, weight, part in parts):
                continue
            met = sum(weight * part for _, weight, part in parts) / total
            if question.operation == "define" and _DEFINING.search(text):
                met += _DEFINES
            trimmed = self._trimmed(unit, weights)
            # A place is no more than what is quoted.
            start = unit.start + unit.quote[: unit.quote.index(trimmed)].count("\n")
            yield Excerpt(
                passage.report,
                passage.path,
                start,
                start + trimmed.count("\n"),
                passage.page,
                trimmed,
                without_tags(trimmed),
                met,
                self._constraints.measures(text) if question.measures else frozenset(),
            )

    def _units(self, passage: Passage, *, whole: bool) -> Iterator[_Unit]:
        """Rows and list items one by one; lines that run on are one unit, a bare heading one with what follows it.

        With `whole`, each unit goes on as far as an excerpt may: a definition is often a list.
        """
        lines = self._lines[passage.report]
        at = passage.line_start
        while at <= passage.line_end:
            if not lines[at - 1].strip():
                at += 1
                continue
            end = _unit_end(lines, at, passage.line_end)
            last = _room_end(lines, at, passage.line_end) if whole and "\t" not in lines[at - 1] else end
            yield _Unit(at, max(end, last), "\n".join(lines[at - 1 : max(end, last)]).strip())
            at = end + 1

    def _trimmed(self, unit: _Unit, weights: Sequence[tuple[Term, float]]) -> str:
        """A long unit's part that answers: the sentences or bullets around the best one, verbatim and in one piece."""
        if len(unit.quote) <= _LONGEST:
            return unit.quote
        parts = [part for part in _BULLET.split(unit.quote) if part]
        scores = [
            sum(weight * _met(term, comparable(part).lower(), "", "") for term, weight in weights) for part in parts
        ]
        best = max(range(len(parts)), key=lambda n: scores[n])
        first = last = best
        while True:
            wider = [n for n in (first - 1, last + 1) if 0 <= n < len(parts)]
            size = sum(len(part) for part in parts[first : last + 1])
            fitting = [n for n in wider if size + len(parts[n]) <= _LONGEST]
            if not fitting:
                return "".join(parts[first : last + 1]).strip()
            chosen = max(fitting, key=lambda n: scores[n])
            first, last = min(first, chosen), max(last, chosen)


def _unit_end(lines: Sequence[str], at: int, last: int) -> int:
    end = at
    if "\t" in lines[at - 1]:
        return end
    heading = _bare(lines[at - 1])
    while end < last and (_runs_on(lines[end]) or (heading and lines[end].strip() and "\t" not in lines[end])):
        end += 1
        if sum(len(line) for line in lines[at - 1 : end]) > _LONGEST:
            break
    return end


def _room_end(lines: Sequence[str], at: int, last: int) -> int:
    """The last line that still fits into one excerpt from line `at` on; tables are left alone."""
    end, size = at, len(lines[at - 1])
    while end < last and "\t" not in lines[end] and size + len(lines[end]) <= _LONGEST:
        size += len(lines[end])
        end += 1
    while not lines[end - 1].strip():
        end -= 1
    return end


def _bare(line: str) -> bool:
    """Whether a line only announces what follows: short, and no sentence."""
    return len(line.strip()) <= _ANNOUNCING and not line.rstrip().endswith(("。", "、"))


def _runs_on(line: str) -> bool:
    stripped = line.strip()
    return bool(stripped) and "\t" not in line and not item_mark(stripped)


def _met(term: Term, compared: str, headings: str, neighbours: str) -> float:
    forms = [form for form in term.forms if len(form) >= 2 or not form.isascii()]
    if any(form in compared for form in forms):
        return 1.0
    held = sum(any(len(form) >= 2 and form in compared for form in part) for part in term.parts)
    inside = _PART * held / len(term.parts) if term.parts else 0.0
    if any(form in headings for form in forms):
        return max(_HEADING, inside)
    if any(form in neighbours for form in forms):
        return max(_NEIGHBOUR, inside)
    return inside


def _fits_period(question: Question, text: str, path: Iterable[str]) -> bool:
    """A dated question is answered by what prints that year, or prints none at all."""
    years = {period.year for period in question.periods if period.year is not None}
    if not years:
        return True
    printed = {period.year for _, _, period in find_periods(f"{text} {' '.join(path)}") if period.year is not None}
    return bool(printed & years)
