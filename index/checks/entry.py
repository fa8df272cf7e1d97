"""An entry: the figures that one row, or one sheet, prints about an indicator, side by side."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from index.figure import Figure, Measure
from index.markup import comparable

_OBSERVED = ("baseline", "actual")


@dataclass(frozen=True)
class Entry:
    """Figures of one name, item and scope that stand together, in document order."""

    figures: tuple[Figure, ...]

    @property
    def head(self) -> Figure:
        """The first figure."""
        return self.figures[0]

    @cached_property
    def lines(self) -> range:
        """From the first to the last line of the figures."""
        lines = [figure.line for figure in self.figures]
        return range(min(lines), max(lines) + 1)

    def of(self, measure: Measure) -> list[Figure]:
        """The figures of one measure."""
        return [figure for figure in self.figures if figure.measure == measure]

    def actual_for(self, rate: Figure) -> Figure | None:
        """The actual that a rate or grade is about: of its own period, of none like itself, else the latest."""
        found = self.of("actual")
        if not rate.period:
            found = [figure for figure in found if not figure.period] or found
        if rate.period and any(figure.period for figure in found) and len(found) > 1:
            return _of_period(found, rate)
        return _latest(found)

    def target_for(self, rate: Figure) -> Figure | None:
        """The target that a rate is measured by: an achievement by this year's, a progress by the final one."""
        interim, final = self.of("interim_target"), self.of("target")
        if rate.measure == "achievement":
            if rate.period:
                return _of_period(interim, rate) or _of_period(final, rate) or _only(interim) or _latest(final)
            return _only(interim) or _latest(final)
        undated = [figure for figure in final if not figure.period and not rate.period]
        return _latest(undated or final) or _only(interim)

    def baseline(self) -> Figure | None:
        """The baseline, where one is printed with a number."""
        return next((figure for figure in self.of("baseline") if figure.value is not None), None)


def entries(figures: Iterable[Figure]) -> list[Entry]:
    """The entries of a report's figures, in document order.

    Of the same name, item and scope a new entry begins on the line that prints the same measure of the same period
    again: an indicator may serve two strategies, and then its row is printed twice.
    """
    groups: defaultdict[tuple[str, ...], list[Figure]] = defaultdict(list)
    for figure in figures:
        if figure.measure != "value":
            groups[_key(figure)].append(figure)
    found = [Entry(tuple(part)) for group in groups.values() for part in _parts(group)]
    return sorted(found, key=lambda entry: (entry.head.line, entry.head.span))


def _key(figure: Figure) -> tuple[str, ...]:
    return figure.report, figure.kind, comparable(figure.item), comparable(figure.name), comparable(figure.scope)


def _parts(group: Sequence[Figure]) -> Iterator[list[Figure]]:
    part: list[Figure] = []
    seen: set[tuple[str, str]] = set()
    for line in _by_line(group):
        observed = {(figure.measure, figure.period) for figure in line if figure.measure in _OBSERVED}
        if part and observed & seen:
            yield part
            part, seen = [], set()
        part += line
        seen |= observed
    yield part


def _by_line(group: Sequence[Figure]) -> Iterator[list[Figure]]:
    line: list[Figure] = []
    for figure in sorted(group, key=lambda figure: (figure.line, figure.span)):
        if line and figure.line != line[0].line:
            yield line
            line = []
        line.append(figure)
    yield line


def _of_period(found: Sequence[Figure], rate: Figure) -> Figure | None:
    """The figure of a rate's period: the same words, or the same year in other words."""
    return next(
        (figure for figure in found if figure.period == rate.period),
        next((figure for figure in found if figure.year is not None and figure.year == rate.year), None),
    )


def _latest(found: Sequence[Figure]) -> Figure | None:
    numbered = [figure for figure in found if figure.value is not None]
    dated = [figure for figure in numbered if figure.year is not None]
    if dated and len({figure.value for figure in numbered}) > 1:
        return max(dated, key=lambda figure: figure.year or 0)
    return numbered[-1] if numbered else (found[-1] if found else None)


def _only(found: Sequence[Figure]) -> Figure | None:
    numbered = [figure for figure in found if figure.value is not None]
    return numbered[0] if len(numbered) == 1 else None
