"""What grades mean, as a report's legend prints it: `100%以上 A, 90%以上100%未満 B`, or `◎：達成済み ×：達成不可`."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from index.markup import comparable, without_tags
from index.quantity import is_missing
from index.report import Report
from index.text import clean

_LETTER = r"[A-EＳS◎○◯〇△▲×✕☆★]"
_BOUND = re.compile(r"(?P<number>\d{1,3}(?:\.\d+)?)%?(?P<word>以上|未満|超|以下)")
_INLINE = re.compile(
    rf"(?<![A-Za-z])(?P<grade>{_LETTER})(?![A-Za-z])[:：(（=＝]{{0,2}}(?P<bounds>(?:\d{{1,3}}(?:\.\d+)?%?(?:以上|未満|超|以下)[~～、,]?){{1,2}})"
)
_MARK = rf"(?:{_LETTER}|[-－―‐])\s*[:：]"
_MEANING = re.compile(rf"(?P<grade>{_LETTER}|[-－―‐])\s*[:：]\s*(?P<word>\S{{2,16}}?)(?=[\s、,，;；/]|{_MARK}|$)")
_CIRCLES = str.maketrans("◯〇", "○○")
_REACH = 14  # lines below the row of letters in which the bounds of a stacked legend stand
_FEWEST = 3


@dataclass(frozen=True, slots=True)
class Band:
    """The rates that one grade stands for: from `low` (inclusive) to `high` (exclusive)."""

    grade: str
    low: Decimal | None
    high: Decimal | None

    def holds(self, rate: Decimal) -> bool:
        """Whether a rate is in the band."""
        return (self.low is None or rate >= self.low) and (self.high is None or rate < self.high)


@dataclass(frozen=True, slots=True)
class Legend:
    """The grades of a report: their bands of rates, and what they mean in words. `line` is the legend's own."""

    line: int = 0
    bands: tuple[Band, ...] = ()
    letters: tuple[str, ...] = ()
    words: Mapping[str, str] = field(default_factory=dict)
    words_line: int = 0

    def grade_of(self, rate: Decimal) -> str:
        """The grade that a rate earns, empty where the legend does not say."""
        return next((band.grade for band in self.bands if band.holds(rate)), "")


def plain_grade(text: str) -> str:
    """A grade as legends compare it: NFKC, one kind of circle, one kind of dash."""
    if is_missing(text):
        return "-"
    return comparable(text).translate(_CIRCLES)


def read_legend(report: Report) -> Legend:
    """The legend that a report prints, once or on every page; empty parts where it prints none."""
    lines = [comparable(line.replace("\t", " ")) for line in report.lines]
    line, letters, bands = _stacked(report.lines, lines)
    if not bands:
        line, letters, bands = _inline(lines)
    words_line, words = _words(report.lines)
    return Legend(line, bands, letters, words, words_line)


def _stacked(raw: Sequence[str], lines: Sequence[str]) -> tuple[int, tuple[str, ...], tuple[Band, ...]]:
    """A row of letters and below it their bounds, line by line, broken anywhere."""
    for n, line in enumerate(raw):
        letters = _letters(line)
        if letters:
            bands = _bands([letter for letter in letters if letter != "-"], lines[n + 1 : n + 1 + _REACH])
            if bands:
                return n + 1, letters, bands
    return 0, (), ()


def _letters(line: str) -> tuple[str, ...]:
    """The grades of a line that prints nothing else but a word before them; in falling order, each once."""
    words = [plain_grade(word) for word in line.split()]
    grades = words[1:] if words and len(words[0]) > 1 else words
    only = [grade for grade in grades if grade != "-"]
    if len(only) < _FEWEST or len(set(grades)) != len(grades) or sorted(only) != only:
        return ()
    return tuple(grades) if all(re.fullmatch(rf"{_LETTER}|-", grade) for grade in grades) else ()


def _bands(grades: Sequence[str], lines: Sequence[str]) -> tuple[Band, ...]:
    limits: list[tuple[Decimal | None, Decimal | None]] = []
    for match in _BOUND.finditer("|".join(lines)):
        number = Decimal(match["number"])
        if match["word"] == "以上":
            limits.append((number, None))
        elif match["word"] == "未満" and limits and limits[-1][1] is None and (limits[-1][0] or number) < number:
            limits[-1] = (limits[-1][0], number)
        elif match["word"] == "未満":
            limits.append((None, number))
        if len(limits) == len(grades) and _whole(limits):
            return tuple(Band(grade, *limit) for grade, limit in zip(grades, limits, strict=True))
    return ()


def _whole(limits: Sequence[tuple[Decimal | None, Decimal | None]]) -> bool:
    """Whether bands from the best down leave no gap: each begins where the one before it ends."""
    if limits[0][0] is None or limits[-1][1] is None or limits[-1][0] is not None:
        return False
    return all(worse[1] == better[0] for better, worse in zip(limits, limits[1:], strict=False))


def _inline(lines: Sequence[str]) -> tuple[int, tuple[str, ...], tuple[Band, ...]]:
    """`A：100%以上、B：90%以上100%未満` in one line, or one grade a line."""
    for n in range(len(lines)):
        found = list(_INLINE.finditer(lines[n]))
        if not found:
            continue
        found += [match for line in lines[n + 1 : n + 6] for match in _INLINE.finditer(line)]
        grades = list(dict.fromkeys(plain_grade(match["grade"]) for match in found))
        if len(grades) == len(found) >= _FEWEST:
            bands = _bands(grades, [match["bounds"] for match in found])
            if bands:
                return n + 1, tuple(grades), bands
    return 0, (), ()


def _words(lines: Sequence[str]) -> tuple[int, dict[str, str]]:
    for n, line in enumerate(lines):
        found = {plain_grade(match["grade"]): match["word"] for match in _MEANING.finditer(clean(without_tags(line)))}
        if len(found) >= _FEWEST:
            return n + 1, found
    return 0, {}
