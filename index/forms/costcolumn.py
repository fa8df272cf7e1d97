"""Which measure stands in which column of a project ledger, proven by the arithmetic of its rows.

Head office and branches add up to the staff; full cost less cost is the staff times one cost of a worker, which many
rows share. An order of the columns counts only where the rows bear it out better than any other.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import combinations, permutations

from index.decimals import places_of
from index.figure import Measure
from index.forms.costheader import CostHeader

Amounts = Sequence[Decimal]
Columns = tuple[Measure | None, ...]

_SHARE = 0.6
_MOST_WAGES = 12
_FEWEST, _ENOUGH = 3, 4
_CLEARLY = 2
_SUM: tuple[Measure, ...] = ("staff_head", "staff_branch", "staff")


@dataclass(frozen=True, slots=True)
class Wage:
    """The cost of one worker: the numbers that all rows sharing it allow, as each prints a rounded product."""

    least: Fraction
    most: Fraction


@dataclass(frozen=True, slots=True)
class CostColumns:
    """The measures in the order of the columns, None where that of a column is open.

    `others` are orders that give every full row the same amounts, so that they differ only where cells are blank.
    `wages` are those of the rows. `decimal` says of a measure that all numbers are printed with decimals, or none.
    """

    columns: Columns
    others: tuple[Columns, ...]
    wages: tuple[Wage, ...]
    decimal: Mapping[Measure, bool]


def prove_columns(rows: Sequence[Amounts], header: CostHeader) -> CostColumns | None:
    """The columns that most rows fill, or None where the arithmetic does not prove them."""
    widths = Counter(map(len, rows))
    wanted = set(header.order)
    # What was carried over is the one column that may be blank in every row.
    width = max(len(wanted) - 1, len(wanted), key=lambda known: (widths[known], known))
    full = [row for row in rows if len(row) == width]
    if len(full) < 2 or 2 * len(full) < len(rows) or not set(_SUM) | {"budget", "full_cost"} <= wanted:
        return None
    if width < len(wanted) and "carry_over" not in wanted:
        return None
    orders = list(_orders(full, width))
    best = max((score for score, _ in orders), default=0)
    preferred = [(_likelihood(columns, header), columns) for score, columns in orders if score == best]
    top = max((liking for liking, _ in preferred), default=0)
    chosen = [columns for liking, columns in preferred if liking == top]
    if not chosen or any(_amounts(full, columns) != _amounts(full, chosen[0]) for columns in chosen):
        return None
    # Columns that are equal in every row: the part stands behind the whole.
    proven = max(chosen, key=lambda columns: columns[columns.index("budget") + 1 :][:1] == (None,))
    wages = tuple(_wages(full, proven))
    borne = [row for row in full if _bears_out(row, proven, wages)]
    whole = all(len(row) >= width for row in rows)
    rivals = [score for score, columns in orders if _amounts(full, columns) != _amounts(full, proven)]
    swapped = [score for score in rivals if score < best]
    if len(borne) < (2 if whole else _FEWEST) or (not whole and best - max(swapped, default=0) < _CLEARLY):
        return None
    # A row longer than most has something carried over in it, and that may stand before the cost as well.
    alone = all(len(row) <= width for row in rows) and len(borne) >= _ENOUGH
    columns = _with_rest(proven, borne, header, alone=alone)
    others = tuple(_with_rest(other, borne, header, alone=alone) for other in chosen if other != proven)
    return CostColumns(columns, others, wages, _decimal(borne, columns))


def _bears_out(row: Amounts, columns: Columns, wages: Sequence[Wage]) -> bool:
    placed = {measure: row[n] for n, measure in enumerate(columns) if measure is not None}
    return holds_sum(placed) is True and holds_cost(placed, wages) is True


def has_decimals(number: Decimal) -> bool:
    """Whether a number is printed with decimals (0.0 is, 0 is not)."""
    return places_of(number) > 0


def _decimal(rows: Sequence[Amounts], columns: Columns) -> dict[Measure, bool]:
    forms = {measure: {has_decimals(row[n]) for row in rows} for n, measure in enumerate(columns) if measure}
    return {measure: form.pop() for measure, form in forms.items() if len(form) == 1}


def _amounts(rows: Sequence[Amounts], columns: Columns) -> dict[Measure, list[Decimal]]:
    return {measure: [row[n] for row in rows] for n, measure in enumerate(columns) if measure is not None}


def holds_sum(placed: Mapping[Measure, Decimal]) -> bool | None:
    """Whether head office and branches add up to the staff; None where one of them is missing."""
    if not set(_SUM) <= set(placed):
        return None
    return placed["staff_head"] + placed["staff_branch"] == placed["staff"]


def holds_cost(placed: Mapping[Measure, Decimal], wages: Sequence[Wage]) -> bool | None:
    """Whether the full cost is the cost and the staff's wages; None where one of them is missing."""
    if "staff" not in placed or not {"budget", "full_cost"} <= set(placed):
        return None
    return _pays(placed["full_cost"] - placed["budget"], placed["staff"], wages)


def may_hold_cost(placed: Mapping[Measure, Decimal], wages: Sequence[Wage]) -> bool:
    """Whether the full cost holds, or would at a wage that is much like the known ones and that no other row shares."""
    staff = placed.get("staff", placed.get("staff_head", Decimal(0)) + placed.get("staff_branch", Decimal(0)))
    if not {"budget", "full_cost"} <= set(placed) or not staff:
        return True
    own = Fraction(placed["full_cost"] - placed["budget"]) / Fraction(staff)
    return min(wage.least for wage in wages) / 2 < own < max(wage.most for wage in wages) * 2


def holds_cost_by_parts(placed: Mapping[Measure, Decimal], wages: Sequence[Wage]) -> bool | None:
    """The same with the sum of head office and branches in place of the staff."""
    if not {"budget", "full_cost", "staff_head", "staff_branch"} <= set(placed):
        return None
    return _pays(placed["full_cost"] - placed["budget"], placed["staff_head"] + placed["staff_branch"], wages)


def _pays(difference: Decimal, staff: Decimal, wages: Sequence[Wage]) -> bool:
    if not staff:
        return not difference
    if staff < 0 or difference <= 0:
        return False
    own = _wage(difference, staff)
    return any(own.least < wage.most and wage.least < own.most for wage in wages)


def _wage(difference: Decimal, staff: Decimal) -> Wage:
    return Wage(Fraction(difference - 1) / Fraction(staff), Fraction(difference + 1) / Fraction(staff))


def _orders(rows: Sequence[Amounts], width: int) -> Iterator[tuple[int, Columns]]:
    """Every order that enough rows bear out, with the number of proofs; columns without a proof of theirs are None."""
    for staff in range(width):
        for pair in combinations([n for n in range(width) if n != staff], 2):
            sums = sum(row[pair[0]] + row[pair[1]] == row[staff] for row in rows)
            if sums < _SHARE * len(rows) or not any(row[staff] for row in rows):
                continue
            rest = [n for n in range(width) if n != staff and n not in pair]
            for budget, cost in permutations(rest, 2):
                yield from _cost_orders(rows, sums, (*pair, staff, budget, cost))


def _cost_orders(rows: Sequence[Amounts], sums: int, at: tuple[int, ...]) -> Iterator[tuple[int, Columns]]:
    names: tuple[Measure, ...] = ("staff_head", "staff_branch", "staff", "budget", "full_cost")
    swapped: tuple[Measure, ...] = ("staff_branch", "staff_head", "staff", "budget", "full_cost")
    width = len(rows[0])
    placed: dict[int, Measure] = dict(zip(at, names, strict=True))
    columns = tuple(placed.get(n) for n in range(width))
    wages = list(_wages(rows, columns))
    paid = [row for row in rows if _pays(row[at[4]] - row[at[3]], row[at[2]], wages)]
    if len(paid) < _SHARE * len(rows) or not wages:
        return
    yield sums + len(paid), columns
    other: dict[int, Measure] = dict(zip(at, swapped, strict=True))
    yield sums + len(paid), tuple(other.get(n) for n in range(width))


def _wages(rows: Sequence[Amounts], columns: Columns) -> Iterator[Wage]:
    """The wages that two rows or more share, the commonest first."""
    if not {"staff", "budget", "full_cost"} <= set(columns):
        return
    staff, budget, cost = (columns.index(measure) for measure in ("staff", "budget", "full_cost"))
    left = [
        _wage(row[cost] - row[budget], row[staff]) for row in rows if row[staff] > 0 and row[cost] - row[budget] > 1
    ]
    for _ in range(_MOST_WAGES):
        shared, count = _most_shared(left)
        if count < 2:
            return
        yield shared
        left = [wage for wage in left if not (wage.least <= shared.least and shared.most <= wage.most)]


def _most_shared(wages: Sequence[Wage]) -> tuple[Wage, int]:
    """The range that the most wages have in common, and how many they are."""
    ends = sorted([(wage.least, 1) for wage in wages] + [(wage.most, 0) for wage in wages])
    best, count, held = Wage(Fraction(0), Fraction(0)), 0, 0
    for n, (at, opens) in enumerate(ends):
        held += 1 if opens else -1
        if opens and held > count:
            best, count = Wage(at, ends[n + 1][0]), held
    return best, count


def _likelihood(columns: Columns, header: CostHeader) -> int:
    """How well an order agrees with the header: the parts of the staff in its order, and side by side."""
    head, branch, staff = (columns.index(measure) for measure in _SUM)
    order = header.order
    same = (head < branch) == (order.index("staff_head") < order.index("staff_branch"))
    beside = max(head, branch, staff) - min(head, branch, staff) == 2
    last = (staff > max(head, branch)) == (
        order.index("staff") > max(order.index("staff_head"), order.index("staff_branch"))
    )
    bought = (columns.index("budget") < columns.index("full_cost")) == (
        order.index("budget") < order.index("full_cost")
    )
    return 8 * same + 4 * beside + 2 * last + bought


def _with_rest(columns: Columns, rows: Sequence[Amounts], header: CostHeader, *, alone: bool) -> Columns:
    """The columns with those that no sum proves: the general fund, and what was carried over.

    The header tells them where it prints all words in the order of the columns; else a part stands behind its whole,
    or before it where it stands there `alone`.
    """
    rest: list[Measure] = [measure for measure in ("carry_over", "general_fund") if measure in header.order]
    free = [n for n, measure in enumerate(columns) if measure is None]
    every = [_filled(columns, dict(zip(free, chosen, strict=True))) for chosen in permutations(rest, len(free))]
    if "general_fund" in rest:
        # A column that all rows fill is not what was carried over while the general fund is blank.
        every = [filled for filled in every if "general_fund" in filled and _is_part(filled, rows)]
    for fits in (
        lambda filled: filled == tuple(measure for measure in header.order if measure in filled),
        lambda filled: _behind(filled) == 1,
        lambda filled: _behind(filled) == -1 and len(free) == 1 and alone,
    ):
        fitting = [filled for filled in every if fits(filled)]
        if fitting:
            return fitting[0] if len(fitting) == 1 else columns
    return every[0] if len(every) == 1 and "general_fund" not in rest else columns


def _filled(columns: Columns, names: Mapping[int, Measure]) -> Columns:
    return tuple(names.get(n, measure) for n, measure in enumerate(columns))


def _is_part(columns: Columns, rows: Sequence[Amounts]) -> bool:
    """Whether the general fund would hardly ever be above the cost that it is a part of."""
    cost, fund = columns.index("budget"), columns.index("general_fund")
    return sum(row[fund] <= row[cost] for row in rows) >= 0.8 * len(rows)


def _behind(columns: Columns) -> int:
    """How far behind the cost the general fund stands."""
    return columns.index("general_fund") - columns.index("budget") if "general_fund" in columns else 0
