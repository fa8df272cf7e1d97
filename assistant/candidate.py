"""A candidate: an indicator that a question may mean, with its figures."""

from dataclasses import dataclass
from datetime import date

from assistant.linking import Link
from index.figure import Figure, Measure
from index.indicator import Indicator


@dataclass(frozen=True, slots=True)
class Candidate:
    """An indicator that a question may mean.

    `figures` are its own, `unmet` the constraints that it does not meet, `as_of` is the day that relative times count
    from.
    """

    link: Link
    figures: tuple[Figure, ...]
    unmet: tuple[str, ...]
    as_of: date | None = None

    @property
    def indicator(self) -> Indicator:
        """The indicator linked."""
        return self.link.indicator

    def measured(self, measure: Measure) -> list[Figure]:
        """Its figures of one measure."""
        return [figure for figure in self.figures if figure.measure == measure]
