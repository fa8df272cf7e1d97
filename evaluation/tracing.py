"""Tracing: every number in an answer comes from its figures, a quote, the question, or a formula written out in it."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial
from typing import Any

from evaluation.documents import Documents
from evaluation.evidence import Evidence
from evaluation.formula import Formula, formulas
from evaluation.number import Number, numbers
from evaluation.period import Period, periods
from evaluation.spelling import plain
from evaluation.tally import Tally

_ADDRESS = re.compile(r"https?://\S+")
_NUMBERING = re.compile(r"^(?P<before>[\s>#*・-]*\(?)(?P<number>\d{1,2})(?=[.)](?!\d))")
_ROW_NUMBERING = re.compile(r"^(?P<before>\s*\|\s*)(?P<number>\d{1,3})(?=\s*\|)")
_TIMES_SIGN = re.compile(r"(?<=\d) \* (?=\d)|(?<=[\d)]) [x✕] (?=[\d(])")
_PLACE = re.compile(
    r"(?<![a-z])(?:lines?|pages?|pp?|l)\.? ?(\d+)(?:[~-](\d+))?|(?<![\d.])(\d+)(?:[~-](\d+))?(?=行|ページ|頁)"
)
_EACH = re.compile("1人?(?:当|あ)たり|1人につき")
_YEAR = range(1900, 2100)
_COUNTED = "人円件名台回社戸校箇カ%本頭機床店作品"


@dataclass(frozen=True, slots=True)
class Untraced:
    """A number of an answer that nothing supports. `text` is how it reads there, in the spelling of `plain`."""

    text: str
    line: int
    reason: str

    def __str__(self) -> str:
        """For the list of failures."""
        return f"{self.text} ({self.reason}, line {self.line} of the answer)"


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the answer, ready for reading: times found and blanked out, formulas found."""

    at: int
    text: str
    times: tuple[Period, ...]
    formulas: tuple[Formula, ...]


def trace(answer: Mapping[str, Any], turns: Sequence[str], documents: Documents) -> list[Untraced]:
    """The numbers in `answer["answer"]` that nothing supports, in the order of the text."""
    evidence = Evidence.of(answer, turns, documents)
    tally = Tally.of(answer, len(documents.texts))
    lines = list(_lines(str(answer.get("answer", "")), evidence))
    for line in lines:
        for formula in line.formulas:
            evidence.add(_results(formula, evidence))
    return [untraced for line in lines for untraced in _untraced(line, evidence, tally)]


def _untraced(line: _Line, evidence: Evidence, tally: Tally) -> Iterator[Untraced]:
    for period in line.times:
        if not evidence.knows_time(period):
            yield Untraced(period.text, line.at, "a time that no evidence has")
    results = {formula.result.start: formula for formula in line.formulas}
    constants = {number.start for formula in line.formulas for number in formula.constants}
    for number in numbers(line.text):
        formula = results.get(number.start)
        if formula is not None and not formula.right:
            yield Untraced(_reading(number, line.text), line.at, "not what its formula comes to")
        elif number.start not in constants and not _supported(number, line.text, evidence, tally):
            yield Untraced(_reading(number, line.text), line.at, "in no figure, quote, question or formula")


def _supported(number: Number, line: str, evidence: Evidence, tally: Tally) -> bool:
    if evidence.holds(number) or tally.covers(number, line):
        return True
    return bool(_EACH.match(line, number.start)) or _is_known_year(number, evidence)


def _is_known_year(number: Number, evidence: Evidence) -> bool:
    """A year printed without 年, as in `2017 (actual)`; with a unit of count after it, it is none."""
    if number.scale != 1 or number.digits not in _YEAR or number.unit[:1] in tuple(_COUNTED):
        return False
    return int(number.digits) in evidence.years


def _results(formula: Formula, evidence: Evidence) -> list[Number]:
    """The result of a right formula as known numbers: as printed, and in the sizes that its operands stand for."""
    if not formula.right:
        return []
    known = (one for operand in formula.operands if operand.bare for one in evidence.same_digits(operand))
    scales = {one.scale for one in known} | {operand.scale for operand in formula.operands}
    result = formula.result
    sized = [replace(result, scale=scale) for scale in scales if result.bare and scale > Decimal(1)]
    return [result, *sized]


def _reading(number: Number, line: str) -> str:
    return line[number.start : number.stop]


def _lines(text: str, evidence: Evidence) -> Iterator[_Line]:
    """The lines of an answer with numbering, addresses, known headings and known places blanked out."""
    expected = 1
    labels = [_label_pattern(label) for label in sorted(evidence.labels, key=len, reverse=True)]
    for at, raw in enumerate(text.split("\n"), start=1):
        line, expected = _unnumbered(_ADDRESS.sub("#", unicodedata.normalize("NFKC", _marks_kept(raw))), expected)
        line = plain(_TIMES_SIGN.sub("×", line))
        for label in labels:
            line = label.sub(_blank, line)
        line = _PLACE.sub(partial(_blank_known, known=evidence.places), line)
        times, line = periods(line)
        yield _Line(at, line, tuple(times), tuple(formulas(line)))


def _marks_kept(raw: str) -> str:
    """`raw` without the marks that NFKC would turn into digits: ① and note marks."""
    return re.sub("[①-⑳]", "・", re.sub("(?<![mM])[⁰¹²³⁴-⁹]+", "", raw))


def _unnumbered(line: str, expected: int) -> tuple[str, int]:
    """`line` without the number it has in a list that counts 1, 2, 3, and the number expected next."""
    match = _NUMBERING.match(line) or _ROW_NUMBERING.match(line)
    if match is None or int(match["number"]) not in (1, expected):
        return line, expected
    return match["before"] + "#" + line[match.end() :], int(match["number"]) + 1


def _label_pattern(label: str) -> re.Pattern[str]:
    left = r"(?<![\d.])" if label[0].isdigit() else ""
    right = r"(?!\d|[.,]\d)" if label[-1].isdigit() else ""
    return re.compile(left + re.escape(label) + right)


def _blank(match: re.Match[str]) -> str:
    return "#" * len(match[0])


def _blank_known(match: re.Match[str], known: set[int]) -> str:
    """A blank for line and page numbers that the answer's figures and citations stand on, else the text itself."""
    numbers_there = {int(group) for group in match.groups() if group}
    return "#" * len(match[0]) if numbers_there <= known else match[0]
