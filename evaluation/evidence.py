"""What the numbers of an answer may rest on: its figures, its quotes, the question, and formulas written out in it."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

from evaluation.documents import Documents
from evaluation.number import Number, numbers
from evaluation.period import Period, periods
from evaluation.spelling import plain

_CELL = re.compile(r"[\t\n\r|]|[ 　]{2,}")  # what stands in two cells is never one number
_NAMES = ("name", "scope")
_HEADINGS = ("name", "scope", "item", "section")
_UNITS = "人円件回社戸台機校"  # units that are never another's


@dataclass
class Evidence:
    """Numbers and times that an answer may print. `labels` are headings and titles, which it may print verbatim."""

    numbers: list[Number] = field(default_factory=list)
    named: list[Number] = field(default_factory=list)
    years: set[int] = field(default_factory=set)
    months: set[int] = field(default_factory=set)
    days: set[int] = field(default_factory=set)
    dates: set[tuple[int, int]] = field(default_factory=set)
    labels: set[str] = field(default_factory=set)
    places: set[int] = field(default_factory=set)
    _by_value: dict[Decimal, list[Number]] = field(default_factory=lambda: defaultdict(list))
    _by_digits: dict[Decimal, list[Number]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def of(cls, answer: Mapping[str, Any], turns: Sequence[str], documents: Documents) -> "Evidence":
        """The evidence of one answer: `figures` and `citations` of the answer JSON, and the user's turns."""
        evidence = cls()
        for row in answer.get("figures", ()):
            evidence._add_figure(row)
        scaled = {number.digits for number in evidence.numbers if number.scale > 1}
        for citation in answer.get("citations", ()):
            evidence._add_citation(citation, scaled)
        for turn in turns:
            evidence.add(evidence._read(turn))
        evidence._add_documents(documents)
        return evidence

    def add(self, found: Iterable[Number]) -> None:
        """Take further numbers as known."""
        for number in found:
            self.numbers.append(number)
            self._by_value[number.value].append(number)
            self._by_digits[number.digits].append(number)

    def same_digits(self, number: Number) -> list[Number]:
        """Known numbers printed with these digits, whatever their size word."""
        return self._by_digits.get(number.digits, [])

    def holds(self, number: Number) -> bool:
        """Whether `number` is known: the same in full size and of no other unit, or bare digits that are printed."""
        if any(_agree(number, known) for known in self._by_value.get(number.value, [])):
            return True
        if number.bare and self.same_digits(number):
            return True
        return any(number.value == name.value and (number.bare or number.unit == name.unit) for name in self.named)

    def knows_time(self, period: Period) -> bool:
        """Whether a printed time is that of some evidence, or the date of a report."""
        if len(period.years) == 1 and (period.years[0], period.month) in self.dates:
            return True
        year = not period.years or any(year in self.years for year in period.years)
        month = period.month is None or period.month in self.months
        return year and month and (period.day is None or period.day in self.days)

    def _add_figure(self, row: Mapping[str, Any]) -> None:
        valued = _valued(row)
        self.add(valued)
        sized = any(number.scale > 1 for number in valued)
        self.add(number for number in self._read(str(row.get("text") or "")) if not (sized and number.bare))
        self.add(self._read(str(row.get("period") or "")))
        if row.get("year"):
            self.years.add(int(row["year"]))
        for name in _NAMES:
            self.named += self._read(str(row.get(name) or ""))
        # Where a person corrected the cell, the answer says what was printed, and the reason in its own words.
        self.add(self._read(str(row.get("printed") or "")))
        for name in (*_HEADINGS, "correction"):
            self._add_label(row.get(name))
        self._add_places(row, ("line",))

    def _add_citation(self, citation: Mapping[str, Any], scaled: set[Decimal]) -> None:
        quote = self._read(str(citation.get("quote") or ""))
        self.add(number for number in quote if not (number.bare and number.digits in scaled))
        for name in ("title", "section"):
            self._read(str(citation.get(name) or ""))
            self._add_label(citation.get(name))
        self._add_places(citation, ("line_start", "line_end", "page"))

    def _add_documents(self, documents: Documents) -> None:
        for title in documents.titles.values():
            self._add_label(title)
        for day in (day for days in documents.dates.values() for day in days):
            self.dates.add((day.year, day.month))
            self.days.add(day.day)

    def _add_label(self, label: object) -> None:
        """A heading that may stand in the answer as it is; one that is hardly more than a number may not."""
        spelt = plain(str(label or "")).strip()
        if re.search(r"\d", spelt) and len(re.findall(r"[^\W\d_]", spelt)) >= 3:
            self.labels.add(spelt)

    def _add_places(self, entry: Mapping[str, Any], names: Iterable[str]) -> None:
        for name in names:
            digits = re.search(r"\d+", str(entry.get(name) or ""))
            if digits:
                self.places.add(int(digits[0]))

    def _read(self, text: str) -> list[Number]:
        """The numbers of a text; its times become known on the way."""
        found: list[Number] = []
        for cell in _CELL.split(text):
            times, rest = periods(plain(cell))
            self._add_times(times)
            found += numbers(rest)
        return found

    def _add_times(self, times: Iterable[Period]) -> None:
        for period in times:
            self.years.update(period.years)
            self.months.update({period.month} if period.month else ())
            self.days.update({period.day} if period.day else ())


def _valued(row: Mapping[str, Any]) -> list[Number]:
    """The number that a row's `value` and `unit` make together."""
    value, unit = row.get("value"), str(row.get("unit") or "")
    if value is None or value == "":
        return []
    try:
        digits = format(abs(Decimal(str(value))), "f")
    except InvalidOperation:
        return []
    return list(numbers(plain(digits if unit[:1].isdigit() else digits + unit)))[:1]


def _agree(number: Number, known: Number) -> bool:
    """Whether two equal numbers can be of one unit."""
    if not number.unit or not known.unit:
        return True
    if number.percent != known.percent:
        return False
    first, second = number.unit[0], known.unit[0]
    return first == second or first not in _UNITS or second not in _UNITS
