"""A row of a list: an indicator with the one figure of each measure that a list judges it by."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from assistant.candidate import Candidate
from index.figure import Figure, Measure
from index.markup import comparable
from index.quantity import to_base
from index.text import clean
from index.value import read_value

_SAME_UNIT = {"名": "人", "％": "%", "パーセント": "%", "percent": "%", "per cent": "%", "yen": "円", "people": "人"}
# Where a row prints none of the measure, what it prints in its place.
_IN_PLACE: dict[Measure, tuple[Measure, ...]] = {"actual": ("value",), "budget": ("carry_over",)}
_DASHES = frozenset({"dash", "empty"})


@dataclass(frozen=True, slots=True)
class Row:
    """A candidate as a list sees it.

    `years` are those that the question names; without them the latest year counts. `around` holds the years that the
    candidate's headings and its report's title name. `printed` are the words of its printed rows, `repeated` says
    whether the report prints it again, `legend` what its grades mean.
    """

    candidate: Candidate
    years: frozenset[int] = frozenset()
    around: frozenset[int] = frozenset()
    printed: str = ""
    repeated: bool = False

    def figure(self, measure: Measure) -> Figure | None:
        """The row's figure of a measure: of the years asked for, else the latest."""
        own = self.candidate.measured(measure)
        for other in () if own else _IN_PLACE.get(measure, ()):
            own = own or self.candidate.measured(other)
        if self.years:
            own = [figure for figure in own if self._is_of_years(figure)]
        return max(own, key=lambda figure: figure.year or 0) if own else None

    def value(self, measure: Measure) -> tuple[Decimal, str] | None:
        """The number of a measure in its plain unit, None where the cell prints none."""
        figure = self.figure(measure)
        return None if figure is None or figure.value is None else plain_amount(figure.value, figure.unit)

    def is_blank(self, measure: Measure) -> bool | None:
        """Whether the measure's cell prints a dash or nothing; None where the row has no such cell."""
        figure = self.figure(measure)
        return None if figure is None else read_value(figure.text).kind in _DASHES

    def falls(self) -> bool | None:
        """Whether the indicator is to fall: the report says so, or its target lies below its base."""
        directions = {figure.direction for figure in self.candidate.figures if figure.direction}
        if directions:
            return directions == {"down"}
        base, target = self.number("baseline"), self.number("target")
        if base is None or target is None or base[1] != target[1]:
            return None
        return target[0] < base[0]

    def latest(self, measure: Measure) -> Figure | None:
        """The latest figure of a measure whatever the years asked for: a target is of another year than its actual."""
        figures = self.candidate.measured(measure)
        return max(figures, key=lambda figure: figure.year or 0) if figures else None

    def number(self, measure: Measure) -> tuple[Decimal, str] | None:
        """The number of the latest figure of a measure, in its plain unit."""
        figure = self.latest(measure)
        return None if figure is None or figure.value is None else plain_amount(figure.value, figure.unit)

    def earlier(self) -> tuple[Decimal, str] | None:
        """The row's number of the first of the years asked for."""
        return replace(self, years=frozenset({min(self.years)})).value("actual")

    def _is_of_years(self, figure: Figure) -> bool:
        if figure.year is not None:
            return figure.year in self.years
        actual = {one.year for one in self.candidate.measured("actual")}
        return bool(self.years & (self.around | {year for year in actual if year is not None}))


def plain_amount(value: Decimal, unit: str) -> tuple[Decimal, str]:
    """A number without size words, and its unit in one spelling: 2億円 and 200 million yen are the same."""
    amount, base = to_base(value, clean(unit))
    base = re.sub(r"/?(?:年度?|回)$", "", base) if base not in ("年", "回", "年度") else base
    return amount, _SAME_UNIT.get(base, base)


def same_words(words: str, text: str) -> bool:
    """Whether a text holds the words, whatever its white space and width."""
    return comparable(words).lower() in comparable(text).lower()
