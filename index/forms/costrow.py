"""Which number of a ledger's row stands in which column, also where cells are blank; and the same for the totals."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import combinations

from index.decimals import rounds_to
from index.figure import Measure
from index.forms.costcolumn import (
    Columns,
    CostColumns,
    has_decimals,
    holds_cost,
    holds_cost_by_parts,
    holds_sum,
    may_hold_cost,
)
from index.forms.costheader import STAFF, CostHeader
from index.forms.project import Number

Placing = Mapping[Measure, Number]


@dataclass(frozen=True, slots=True)
class PlacedRow:
    """The numbers of a row by measure, and those that are left out because they could stand in several columns."""

    placing: Placing
    left: tuple[Number, ...] = ()


_LARGEST_MERGE = 3


def with_carried(columns: Columns, header: CostHeader) -> list[Columns]:
    """The columns with one for what was carried over, which most rows leave blank: before the cost, or before its part.

    The columns alone where they have one already, the header names none, or it is open what a column is.
    """
    if "carry_over" in columns or "carry_over" not in header.order or None in columns:
        return [columns]
    found = sorted(columns.index(measure) for measure in ("budget", "general_fund") if measure in columns)
    places = found if columns[found[0]] == "general_fund" else found[:1]
    return [(*columns[:at], "carry_over", *columns[at:]) for at in places]


def place_row(
    numbers: Sequence[Number], proven: CostColumns, wide: Sequence[Columns], *, carried: bool
) -> PlacedRow | None:
    """The only placing of a row that its sums allow, or what all such placings share; None where none does.

    `wide` is the columns with one for what was carried over, in each order they may have; `carried` says that some row
    fills it.
    """
    columns = proven.columns
    if len(numbers) > len(columns):
        return _surplus(numbers, proven, wide)
    if len(numbers) == len(columns):
        standing = _placing(numbers, columns, range(len(columns)))
        if _proven(standing, proven):
            others = _fitting(numbers, wide, proven) if carried and _part_first(columns) else []
            return _shared(numbers, [standing, *(other for other in others if _proven(other, proven))])
        return _doubtful(numbers, standing, proven, _fitting(numbers, wide, proven), carried=carried)
    orders = wide if carried else [proven.columns, *proven.others]
    return _common(numbers, _fitting(numbers, orders, proven), proven)


def _part_first(columns: Columns) -> bool:
    """Whether the general fund stands before the cost, where what was carried over would stand too."""
    return columns.index("budget") > columns.index("general_fund") if "general_fund" in columns else False


def _fitting(numbers: Sequence[Number], orders: Sequence[Columns], proven: CostColumns) -> list[Placing]:
    return [
        placing
        for columns in orders
        for placing in _placings(numbers, columns)
        if _allowed(placing, proven) and _alike(placing, proven)
    ]


def _common(numbers: Sequence[Number], placings: Sequence[Placing], proven: CostColumns) -> PlacedRow | None:
    """What the placings agree on; only those count whose costs add up, where there are such."""
    paid = [placing for placing in placings if _costs(placing, proven)]
    return _shared(numbers, paid or placings) if placings else None


def fills_carried(numbers: Sequence[Number], proven: CostColumns, wide: Sequence[Columns]) -> bool:
    """Whether a row prints one number more than most, and its sums hold with one under what was carried over."""
    return len(numbers) == len(proven.columns) + 1 and any(
        "carry_over" in placing and _proven(placing, proven) for placing in _fitting(numbers, wide, proven)
    )


def place_totals(
    numbers: Sequence[Number], columns: Columns, sums: Mapping[Measure, Decimal | None]
) -> PlacedRow | None:
    """The numbers of a totals row under the columns that they are the sums of; None where the sums prove nothing.

    A single one that is no sum keeps its place where the sums around it leave only one.
    """
    scored = [(_matches(placing, sums), placing) for placing in _placings(numbers, columns)]
    best = max((score for score, _ in scored), default=(0, 0))
    if best[0] >= 2 and best[1] >= len(numbers) - 1:
        return _shared(numbers, [placing for score, placing in scored if score == best])
    alone = {measure: number for number in numbers if (measure := _only_sum(number, sums)) is not None}
    return _without_open(numbers, alone) if len(alone) >= 2 else None


def _only_sum(number: Number, sums: Mapping[Measure, Decimal | None]) -> Measure | None:
    """The one column that a number is the sum of, to the last digit."""
    found = [measure for measure, total in sums.items() if total is not None and total == number.value]
    return found[0] if len(found) == 1 and number.amount else None


def is_sum(number: Number, total: Decimal | None) -> bool:
    """Whether a printed total is the sum, or the sum rounded to fewer places."""
    if total is None or number.value is None:
        return False
    return rounds_to(total, number.value)


def _matches(placing: Placing, sums: Mapping[Measure, Decimal | None]) -> tuple[int, int]:
    found = [number for measure, number in placing.items() if is_sum(number, sums.get(measure))]
    return sum(1 for number in found if number.amount), len(found)


def _placing(numbers: Sequence[Number], columns: Columns, at: Sequence[int]) -> Placing:
    """Numbers by measure; those under a column whose measure is open are not in it."""
    pairs = zip(at, numbers, strict=True)
    return {measure: number for n, number in pairs if (measure := columns[n]) is not None}


def _placings(numbers: Sequence[Number], columns: Columns) -> Iterator[Placing]:
    for at in combinations(range(len(columns)), len(numbers)):
        yield _placing(numbers, columns, at)


def _amounts(placing: Placing) -> dict[Measure, Decimal]:
    return {measure: number.amount for measure, number in placing.items()}


def _checks(placing: Placing, proven: CostColumns) -> tuple[bool | None, bool | None, bool | None]:
    amounts = _amounts(placing)
    return (
        holds_sum(amounts),
        holds_cost(amounts, proven.wages),
        holds_cost_by_parts(amounts, proven.wages),
    )


def _proven(placing: Placing, proven: CostColumns) -> bool:
    """Whether both sums of a row hold."""
    return _checks(placing, proven)[:2] == (True, True)


def _doubtful(
    numbers: Sequence[Number], standing: Placing, proven: CostColumns, others: Sequence[Placing], *, carried: bool
) -> PlacedRow | None:
    """A full row whose sums do not hold: a number is misprinted, or one is blank and something was carried over."""
    others = [other for other in others if carried or ("carry_over" in other and _proven(other, proven))]
    if _misprinted(standing, proven) or (others and not carried):
        paid = [other for other in others if _costs(other, proven)]
        return _shared(numbers, [standing, *(paid or others)])
    if others:
        return _common(numbers, others, proven)
    if holds_sum(_amounts(standing)) and _alike(standing, proven):
        # The costs are far off: only the staff is certain.
        return _without_open(numbers, {measure: number for measure, number in standing.items() if measure in STAFF})
    return None


def _misprinted(standing: Placing, proven: CostColumns) -> bool:
    """Whether a full row says where its numbers stand although a sum is broken: another holds, and the cost is near."""
    staff, cost, by_parts = _checks(standing, proven)
    near = staff and may_hold_cost(_amounts(standing), proven.wages)
    return bool(cost or by_parts or near) and _alike(standing, proven)


def _allowed(placing: Placing, proven: CostColumns) -> bool:
    """Whether no sum is broken, the cost at least at a wage like the others."""
    amounts = _amounts(placing)
    return holds_sum(amounts) is not False and may_hold_cost(amounts, proven.wages)


def _alike(placing: Placing, proven: CostColumns) -> bool:
    """Whether every number is printed as its column prints its numbers, with or without decimals."""
    return all(
        number.value is None or proven.decimal.get(measure, has_decimals(number.value)) == has_decimals(number.value)
        for measure, number in placing.items()
    )


def _costs(placing: Placing, proven: CostColumns) -> bool:
    """Whether the sum of the costs holds and says something, which it does not of a cost of nothing."""
    cost = placing.get("budget")
    return cost is not None and bool(cost.amount) and True in _checks(placing, proven)[1:]


def _without_open(numbers: Sequence[Number], placing: Placing) -> PlacedRow:
    placed = set(placing.values())
    return PlacedRow(placing, tuple(number for number in numbers if number not in placed))


def _shared(numbers: Sequence[Number], placings: Sequence[Placing]) -> PlacedRow:
    """What all placings agree on."""
    first, *others = placings
    agreed = {
        measure: number for measure, number in first.items() if all(other.get(measure) == number for other in others)
    }
    return _without_open(numbers, agreed)


def _surplus(numbers: Sequence[Number], proven: CostColumns, wide: Sequence[Columns]) -> PlacedRow | None:
    """A row with more numbers: one under what was carried over, or one printed with a space in it."""
    found: list[tuple[Sequence[Number], Placing]] = []
    for columns in dict.fromkeys((proven.columns, *wide)):
        for merged in _merged(numbers, len(numbers) - len(columns)):
            placing = _placing(merged, columns, range(len(columns)))
            if _proven(placing, proven):
                found.append((merged, placing))
    if len(found) != 1:
        return None
    return _without_open(*found[0])


def _merged(numbers: Sequence[Number], spaces: int) -> Iterator[tuple[Number, ...]]:
    """Every reading of a row in which so many pairs of neighbours are one number each, parted by a space."""
    if spaces < 0 or spaces > _LARGEST_MERGE:
        return
    if not spaces:
        yield tuple(numbers)
        return
    for n in range(len(numbers) - 1):
        one = _one(numbers[n], numbers[n + 1])
        if one is not None:
            for rest in _merged(numbers[n + 1 :][1:], spaces - 1):
                yield (*numbers[:n], one, *rest)


def _one(left: Number, right: Number) -> Number | None:
    """Two neighbours as one number, where the second one goes on as a number would: 1 3,132 but not 0 0."""
    if left.value is None or right.value is None or not left.amount or right.amount < 0:
        return None
    if "." in left.text or left.amount != left.amount.to_integral_value():
        return None
    return replace(
        left,
        text=f"{left.text} {right.text}",
        end=right.end,
        value=Decimal(format(left.value, "f") + format(right.value, "f")),
    )
