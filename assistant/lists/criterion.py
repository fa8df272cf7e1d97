"""What a list selects by. Each criterion says of a row whether it holds, or None where the row cannot be judged."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from assistant.lists.row import Row, same_words
from index.figure import Measure
from index.text import clean
from index.value import read_value


class Criterion(Protocol):
    """One condition on the rows of a list."""

    def holds(self, row: Row) -> bool | None:
        """Whether the row meets it; None where the row prints nothing to judge it by."""


@dataclass(frozen=True, slots=True)
class Not:
    """The opposite of a criterion."""

    criterion: Criterion

    def holds(self, row: Row) -> bool | None:
        """The opposite; what cannot be judged stays so."""
        met = self.criterion.holds(row)
        return None if met is None else not met


@dataclass(frozen=True, slots=True)
class Within:
    """A measure between two bounds, each with whether it is included; a number without unit compares any."""

    measure: Measure
    unit: str
    low: tuple[Decimal, bool] | None = None
    high: tuple[Decimal, bool] | None = None

    def holds(self, row: Row) -> bool | None:
        """Whether the row's number lies within the bounds; another unit cannot be compared."""
        found = row.value(self.measure)
        if found is None or (self.unit and found[1] != self.unit and not (self.unit == "人" and found[1] == "")):
            return None
        return self.spans(found[0])

    def spans(self, number: Decimal) -> bool:
        """Whether a number lies within the bounds."""
        if self.low is not None and (number < self.low[0] or (number == self.low[0] and not self.low[1])):
            return False
        return self.high is None or number < self.high[0] or (number == self.high[0] and self.high[1])


@dataclass(frozen=True, slots=True)
class Times:
    """The actual as a multiple of the target, within bounds."""

    bounds: Within

    def holds(self, row: Row) -> bool | None:
        """Whether actual ÷ target lies within the bounds."""
        actual, target = row.value("actual"), row.number("target")
        if (
            actual is None
            or target is None
            or not target[0]
            or (actual[1] != target[1] and "" not in (actual[1], target[1]))
        ):
            return None
        return self.bounds.spans(actual[0] / target[0])


@dataclass(frozen=True, slots=True)
class Graded:
    """A grade that is one of several."""

    grades: frozenset[str]

    def holds(self, row: Row) -> bool | None:
        """Whether the row's grade, of the years asked for, is one of them."""
        figure = row.figure("grade")
        if figure is None:
            return None
        return grade_of(figure.text) in self.grades or bool(set(figure.text.split()) & self.grades)


def grade_of(text: str) -> str:
    """A grade in one spelling: Ｂ is B, 〇 is ○, and every dash is one."""
    grade = clean(text).strip()
    if read_value(grade).kind in ("dash", "empty"):
        return "-"
    return {"〇": "○", "◯": "○", "✕": "×", "X": "×", "x": "×"}.get(grade, grade)


@dataclass(frozen=True, slots=True)
class Zero:
    """A measure whose number is zero."""

    measure: Measure

    def holds(self, row: Row) -> bool | None:
        """Whether the row's number is zero."""
        found = row.value(self.measure)
        return None if found is None else not found[0]


@dataclass(frozen=True, slots=True)
class Blank:
    """A measure whose cell prints a dash or nothing."""

    measure: Measure

    def holds(self, row: Row) -> bool | None:
        """Whether the cell prints no value."""
        return row.is_blank(self.measure)


@dataclass(frozen=True, slots=True)
class Worded:
    """A measure that prints words in place of a number; one of `words` where any are asked for."""

    measure: Measure
    words: tuple[str, ...] = ()

    def holds(self, row: Row) -> bool | None:
        """Whether the cell prints words, and those asked for."""
        figure = row.figure(self.measure)
        if figure is None or row.is_blank(self.measure):
            return None if figure is None else False
        if not self.words:
            return figure.value is None
        return any(same_words(word, figure.text) for word in self.words)


@dataclass(frozen=True, slots=True)
class Remarked:
    """Words that the printed row holds: one of each group."""

    groups: tuple[tuple[str, ...], ...]

    def holds(self, row: Row) -> bool | None:
        """Whether the row's words hold one of each group."""
        return all(any(same_words(word, row.printed) for word in group) for group in self.groups)


@dataclass(frozen=True, slots=True)
class Against:
    """The actual against the target: reached, or short of it; a target that is to fall is reached from above."""

    reached: bool

    def holds(self, row: Row) -> bool | None:
        """Whether the target is reached (or missed), where both are numbers in one unit."""
        actual, target = row.value("actual"), row.number("target")
        if actual is None or target is None or actual[1] != target[1]:
            return None
        met = actual[0] <= target[0] if row.falls() else actual[0] >= target[0]
        return met is self.reached


@dataclass(frozen=True, slots=True)
class Changed:
    """The latest value against the base: risen or fallen (`up`), or better or worse where `directed`."""

    up: bool
    directed: bool = False

    def holds(self, row: Row) -> bool | None:
        """Whether it changed that way, where both are numbers in one unit."""
        now, base = row.value("actual"), row.earlier() if len(row.years) > 1 else row.number("baseline")
        if now is None or base is None or now[1] != base[1]:
            return None
        if now[0] == base[0]:
            return False
        rose = now[0] > base[0]
        if not self.directed:
            return rose is self.up
        falls = row.falls()
        return None if falls is None else (rose is not falls) is self.up


@dataclass(frozen=True, slots=True)
class Falling:
    """An indicator that is to fall."""

    def holds(self, row: Row) -> bool | None:
        """Whether its target lies below its base, or the report says so."""
        return row.falls()


@dataclass(frozen=True, slots=True)
class Due:
    """A target of one of some years; what only accumulates up to a year is due in it."""

    years: frozenset[int]

    def holds(self, row: Row) -> bool | None:
        """Whether the row's target is of one of the years."""
        targets = row.candidate.measured("target")
        if not any(figure.year is not None for figure in targets):
            return None
        return any(figure.year in self.years for figure in targets)


@dataclass(frozen=True, slots=True)
class Dated:
    """A measure that is printed for one of some years; where the `latest` is, for none after them."""

    measure: Measure
    years: frozenset[int]
    latest: bool = False

    def holds(self, row: Row) -> bool | None:
        """Whether the row prints the measure for one of the years; None where it prints no year of it."""
        own = row.candidate.measured(self.measure)
        years = {figure.year for figure in own if figure.year is not None}
        if not years:
            return None
        return max(years) in self.years if self.latest else not years.isdisjoint(self.years)


@dataclass(frozen=True, slots=True)
class Repeated:
    """What a report prints more than once."""

    def holds(self, row: Row) -> bool | None:
        """Whether the report prints the row again."""
        return row.repeated
