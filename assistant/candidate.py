"""A candidate: an indicator that a question may mean, with its figures."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from assistant.linking import Link
from index.figure import Figure, Measure
from index.indicator import Indicator

_COUNTED: frozenset[Measure] = frozenset({"actual"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """An indicator that a question may mean.

    `figures` are its own, `unmet` the constraints that it does not meet, `as_of` is the day that relative times count
    from. `named` are the measures that its own words name, `around` those that its headings name: a plain value under
    会計別予算 is a budget. `column_asked` says that the question prints the header of its column, `row_year` is the
    latest year of the row that an undated figure of it stands in.
    """

    link: Link
    figures: tuple[Figure, ...]
    unmet: tuple[str, ...]
    as_of: date | None = None
    named: frozenset[Measure] = frozenset()
    around: frozenset[Measure] = frozenset()
    column_asked: bool = False
    row_year: int | None = None

    @property
    def indicator(self) -> Indicator:
        """The indicator linked."""
        return self.link.indicator

    def says(self, measures: Iterable[Measure]) -> bool:
        """Whether its plain values are of one of the measures: its own words or its headings say so.

        A plain value is what was counted, which is an actual.
        """
        wanted = set(measures)
        plain = any(figure.measure == "value" for figure in self.figures)
        return plain and bool(wanted & (self.named | self.around | _COUNTED))

    def measured(self, measure: Measure) -> list[Figure]:
        """Its figures of one measure."""
        return [figure for figure in self.figures if figure.measure == measure]
