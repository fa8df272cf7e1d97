"""The cells of a yearly part in their columns: by their count and order, and where these do not tell by arithmetic.

Arithmetic counts only where it bears something out: a formula by which no printed rate recomputes tells nothing of
where a cell belongs.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import combinations, permutations, product
from math import perm

from index.forms.form import Token
from index.forms.printed_formula import PrintedFormula
from index.forms.yearly import ROWS, Row, Yearly, number
from index.period import fold
from index.tables.rate import follows

_MOST_PLACINGS = 2_000  # 720 orders of six rates, and some room

Placed = tuple[Token | None, ...]
_Placing = tuple[Placed, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of an indicator beside its yearly part: base and final value, formulas that may be its own."""

    base: Decimal | None = None
    final: Decimal | None = None
    formulas: tuple[PrintedFormula, ...] = ()
    heeds_progress: bool = True


@dataclass(frozen=True, slots=True)
class Settled:
    """The cells of each row by column, None where a column is empty or unsure.

    `rates` counts the yearly rates that recompute, `progress` says whether the rate of progress does, `contradictions`
    counts what does not. `formula` is the one by which rates recompute. `unsure` holds the cells left out.
    """

    columns: Mapping[str, Placed]
    rates: int = 0
    progress: bool = False
    contradictions: int = 0
    formula: PrintedFormula | None = None
    unsure: tuple[Token, ...] = ()


@dataclass(frozen=True, slots=True)
class _Weight:
    """What speaks against a placing, and for it."""

    against: int
    rates: int
    progress: bool


def settle(part: Yearly, known: Known) -> Settled:
    """The cells of a yearly part in their columns.

    A row that fills its columns keeps its order, unless another order of its rates makes every one recompute. Of other
    rows a cell is placed where every placing without a contradiction has it.
    """
    options = [_options(part.rows.get(name), part.width) for name in ROWS]
    rates = part.rows.get("achievement")
    if all(len(each) == 1 for each in options):
        first = _weighed(part, options, known)
        if first is not None and first.contradictions and rates is not None:
            moved = _weighed(part, [*options[:2], _orders(rates, part.width)], known)
            printed = sum(number(cell) is not None for cell in rates.cells)
            if moved is not None and not moved.contradictions and moved.rates + moved.progress == printed:
                return moved if not moved.unsure else first
        return first or _whole_rows(part, options)
    settled = _weighed(part, options, known)
    if settled is not None and not settled.rates and known.formulas:
        settled = _weighed(part, options, known := replace(known, formulas=()))
    if settled is not None and not settled.progress:
        settled = _weighed(part, options, replace(known, heeds_progress=False))
    return settled if settled is not None and not settled.contradictions else _whole_rows(part, options)


def _options(row: Row | None, width: int) -> list[Placed]:
    """The columns that a row's cells can stand in: their order kept, or any where the order is lost."""
    if row is None:
        return [(None,) * width]
    if row.loose:
        return _orders(row, width)
    count = len(row.cells)
    if count > width or _too_many(width, count):
        return []
    return [_spread(row.cells, columns, width) for columns in combinations(range(width), count)]


def _orders(row: Row, width: int) -> list[Placed]:
    count = len(row.cells)
    if count > width or _too_many(width, count):
        return []
    return [_spread(row.cells, columns, width) for columns in permutations(range(width), count)]


def _too_many(width: int, count: int) -> bool:
    return perm(width, count) > _MOST_PLACINGS


def _spread(cells: Sequence[Token], columns: Sequence[int], width: int) -> Placed:
    placed: list[Token | None] = [None] * width
    for cell, column in zip(cells, columns, strict=True):
        placed[column] = cell
    return tuple(placed)


def _weighed(part: Yearly, options: Sequence[Sequence[Placed]], known: Known) -> Settled | None:
    """What all placings have in common that are contradicted least.

    One that bears more out is no better for it: the latest actual in the last column proves as much where it is its
    own year's cell, and the other was dropped.
    """
    if not 0 < len(options[0]) * len(options[1]) * len(options[2]) <= _MOST_PLACINGS:
        return None
    judge = _Judge(known)
    tried = [
        (judge.weight(placing, formula), placing, formula)
        for placing in product(*options)
        for formula in known.formulas or (None,)
    ]
    least = min(weight.against for weight, _, _ in tried)
    best = [each for each in tried if each[0].against == least]
    columns = {name: _agreed([placing[n] for _, placing, _ in best]) for n, name in enumerate(ROWS)}
    kept = {token for placed in columns.values() for token in placed if token is not None}
    used = {formula for weight, _, formula in best if weight.rates}
    return Settled(
        columns,
        max(weight.rates for weight, _, _ in best),
        any(weight.progress for weight, _, _ in best),
        least,
        used.pop() if len(used) == 1 else None,
        tuple(cell for cell in _cells(part) if cell not in kept),
    )


def _cells(part: Yearly) -> Iterator[Token]:
    return (cell for name in ROWS if name in part.rows for cell in part.rows[name].cells)


def _agreed(placings: Sequence[Placed]) -> Placed:
    """Column by column the cell that all placings have there; cells that print the same are as good as each other."""
    first = placings[0]
    return tuple(
        cell if all(_said(other[n]) == _said(cell) for other in placings[1:]) else None for n, cell in enumerate(first)
    )


def _said(token: Token | None) -> str:
    return fold(token.text) if token is not None else ""


def _whole_rows(part: Yearly, options: Sequence[Sequence[Placed]]) -> Settled:
    """Only the rows whose cells fill their columns in order."""
    columns = {
        name: each[0] if len(each) == 1 else (None,) * part.width for name, each in zip(ROWS, options, strict=True)
    }
    kept = {token for placed in columns.values() for token in placed if token is not None}
    return Settled(columns, unsure=tuple(cell for cell in _cells(part) if cell not in kept))


# --- arithmetic ------------------------------------------------------------------------------------------------------


class _Judge:
    """Weighs placings; what it worked out of three cells it keeps, for they meet in many placings."""

    def __init__(self, known: Known) -> None:
        self._known = known
        self._kept: dict[tuple[int, ...], bool | None] = {}

    def weight(self, placing: _Placing, formula: PrintedFormula | None) -> _Weight:
        """What speaks against a placing, and for it."""
        targets, actuals, rates = placing
        yearly = [self._rate(*each, formula) for each in zip(targets[:-1], actuals[:-1], rates[:-1], strict=True)]
        progress = self._progress(targets[-1], actuals[-1], rates[-1]) if self._known.heeds_progress else None
        return _Weight(
            yearly.count(False) + [progress, self._final(targets[-1]), _is_latest(actuals)].count(False),
            yearly.count(True),
            progress is True,
        )

    def _rate(
        self, target: Token | None, actual: Token | None, rate: Token | None, formula: PrintedFormula | None
    ) -> bool | None:
        key = (id(target), id(actual), id(rate), id(formula))
        if key not in self._kept:
            self._kept[key] = _rate_holds(target, actual, rate, self._known, formula)
        return self._kept[key]

    def _progress(self, target: Token | None, actual: Token | None, rate: Token | None) -> bool | None:
        key = (id(target), id(actual), id(rate))
        if key not in self._kept:
            self._kept[key] = _progress_holds(target, actual, rate, self._known.base)
        return self._kept[key]

    def _final(self, target: Token | None) -> bool | None:
        printed = number(target) if self._known.final is not None else None
        return None if printed is None else printed == self._known.final


def _rate_holds(
    target: Token | None, actual: Token | None, rate: Token | None, known: Known, formula: PrintedFormula | None
) -> bool | None:
    """Whether a yearly rate is what the formula gives; None where there is none, or no telling."""
    printed = number(rate)
    if printed is None:
        return None
    if _is_of_nothing(target, actual):
        return False
    numbers = {"target": number(target), "actual": number(actual), "baseline": known.base, "final": known.final}
    return formula.gives(printed, numbers) if formula is not None else None


def _progress_holds(
    target: Token | None, actual: Token | None, rate: Token | None, base: Decimal | None
) -> bool | None:
    """Whether the rate of progress is actual / final target, or the same counted from the base; the inverse of a
    falling indicator.
    """
    printed, done, aim = number(rate), number(actual), number(target)
    if printed is None:
        return None
    if _is_of_nothing(target, actual):
        return False
    if done is None or aim is None:
        return None
    return follows(printed, done, aim, base) is True


def _is_of_nothing(*cells: Token | None) -> bool:
    return any(cell is not None and cell.kind != "number" for cell in cells)


def _is_latest(actuals: Placed) -> bool | None:
    """Whether the last column repeats the latest actual; None where one may be missing."""
    years, last = actuals[:-1], number(actuals[-1])
    if last is None or any(cell is None for cell in years):
        return None
    latest = [one for cell in years if (one := number(cell)) is not None][-1:]
    return bool(latest) and latest[0] == last
