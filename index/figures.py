"""Blocks to figures: every value that a report prints, with its place, and a warning for what could not be placed."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from index.block import Block
from index.checks.rule import enriched
from index.draft import REPEATED, Warned
from index.facts.fact import read_facts
from index.figure import Figure
from index.forms.indicator_sheet import read_indicator_sheets
from index.forms.ledger import read_ledgers
from index.forms.pair_form import read_pair_forms
from index.markup import comparable
from index.quantity import is_missing
from index.report import Report
from index.tables.grid import read_grid
from index.tables.listed import read_listed
from index.tables.tabled import read_tabled

Reader = Callable[[Report, Sequence[Block]], Iterator[Figure | Warned]]
"""Reads one kind of layout; what it does not know it passes over."""

READERS: tuple[Reader, ...] = (
    read_tabled,
    read_listed,
    read_pair_forms,
    read_indicator_sheets,
    read_ledgers,
    read_facts,
    read_grid,
)


_SAME_NAME = 0.6


def extract_figures(report: Report, blocks: Sequence[Block]) -> tuple[list[Figure], list[Warned]]:
    """The figures of a report in document order, and what was left out."""
    read = [one for reader in READERS for one in reader(report, blocks)]
    figures = sorted((one for one in read if isinstance(one, Figure)), key=lambda figure: (figure.line, figure.span))
    warnings = sorted((one for one in read if isinstance(one, Warned)), key=lambda warned: warned.line)
    return enriched(_repeats_linked(figures), report, blocks), warnings


def _repeats_linked(figures: Sequence[Figure]) -> list[Figure]:
    """Each figure with the first printing's id in `repeat_of`, where it is the same figure printed again."""
    first: dict[tuple[str, ...], Figure] = {}
    alike: defaultdict[tuple[str, ...], list[Figure]] = defaultdict(list)
    out = []
    for figure in figures:
        key = (
            comparable(figure.name),
            comparable(figure.scope),
            figure.measure,
            comparable(figure.text),
            figure.period,
        )
        # A budget of the same name and sum is only the same one where the report says so.
        if figure.repeat_of not in ("", REPEATED):
            out.append(figure)  # its reader knows what it repeats
            continue
        # An empty cell repeats nothing, unless the report says so.
        marked = figure.repeat_of == REPEATED
        same = first.get(key) if marked or (figure.kind == "kpi" and not is_missing(figure.text)) else None
        if same is None and figure.repeat_of == REPEATED:
            same = _misprinted(figure, alike[_printed(figure)])
        if key not in first:
            first[key] = figure
            alike[_printed(figure)].append(figure)
        out.append(replace(figure, repeat_of=same.figure_id if same is not None else ""))
    return out


def _printed(figure: Figure) -> tuple[str, ...]:
    return figure.measure, figure.text, figure.period


def _misprinted(figure: Figure, equal: Sequence[Figure]) -> Figure | None:
    """The figure that a marked repeat repeats although its name is printed differently: the nearest of equal value."""

    def likeness(other: Figure) -> float:
        return SequenceMatcher(None, comparable(figure.name), comparable(other.name)).ratio()

    best = max(equal, key=likeness, default=None)
    return best if best is not None and likeness(best) >= _SAME_NAME else None
