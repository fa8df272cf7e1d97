"""Which number of a ledger's row stands in which column, also where cells are blank; and the same for the totals."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from itertools import combinations

from index.costcolumn import Columns, CostColumns, has_decimals, holds_cost, holds_cost_by_parts, holds_sum
from index.costheader import CostHeader
from index.figure import Measure
from index.project import Number

Placing = Mapping[Measure, Number]


@dataclass(frozen=True, slots=True)
class PlacedRow:
    """The numbers of a row by measure, and those that are left out because they could stand in several columns."""

    placing: Placing
    left: tuple[Number, ...] = ()


_LARGEST_MERGE = 3


def with_carried(columns: Columns, header: CostHeader) -> Columns:
    """The columns with one for what was carried over, which most rows leave blank."""
    if "carry_over" in columns or "carry_over" not in header.order:
        return columns
    behind = header.order[header.order.index("carry_over") + 1 :]
    at = next((columns.index(measure) for measure in behind if measure in columns), len(columns))
    return (*columns[:at], "carry_over", *columns[at:])


def place_row(numbers: Sequence[Number], proven: CostColumns, wide: Columns, *, carried: bool) -> PlacedRow | None:
    """The only placing of a row that its sums allow, or what all such placings share; None where none does.

    `wide` is the columns with the one for what was carried over; `carried` says that some row fills it.
    """
    columns = proven.columns
    if len(numbers) > len(columns):
        return _surplus(numbers, proven, wide)
    if len(numbers) == len(columns):
        standing = _placing(numbers, columns, range(len(columns)))
        if _proven(standing, proven):
            return _without_open(numbers, standing)
        others = [other for other in _placings(numbers, wide) if _proven(other, proven)]
        if others:
            return _shared(numbers, others)
        return _without_open(numbers, standing) if _upheld(standing, proven) else None
    every = [
        placing
        for placing in _placings(numbers, wide if carried else columns)
        if _allowed(placing, proven) and _alike(placing, proven)
    ]
    paid = [placing for placing in every if _costs(placing, proven)]
    return _shared(numbers, paid or every) if every else None


def needs_carried(numbers: Sequence[Number], proven: CostColumns, wide: Columns) -> bool:
    """Whether a row fits only with a number under what was carried over."""
    if wide == proven.columns or not len(proven.columns) <= len(numbers) <= len(wide):
        return False
    standing = len(numbers) == len(proven.columns) and _upheld(
        _placing(numbers, proven.columns, range(len(numbers))), proven
    )
    return not standing and any(
        _proven(placing, proven) for placing in _placings(numbers, wide) if "carry_over" in placing
    )


def place_totals(
    numbers: Sequence[Number], columns: Columns, sums: Mapping[Measure, Decimal | None]
) -> PlacedRow | None:
    """The numbers of a totals row under the columns that they are the sums of; None where the sums prove nothing.

    One that is no sum keeps its place where the sums around it leave only one.
    """
    scored = [(_matches(placing, sums), placing) for placing in _placings(numbers, columns)]
    best = max((score for score, _ in scored), default=(0, 0))
    if best[0] < 2:
        return None
    return _shared(numbers, [placing for score, placing in scored if score == best])


def is_sum(number: Number, total: Decimal | None) -> bool:
    """Whether a printed total is the sum, or the sum rounded to fewer places."""
    if total is None or number.value is None:
        return False
    exponent = number.value.as_tuple().exponent
    places = Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)
    return number.value in (total.quantize(places, ROUND_HALF_UP), total.quantize(places, ROUND_DOWN), total)


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


def _upheld(placing: Placing, proven: CostColumns) -> bool:
    """Whether one sum holds: where a single number is misprinted, the row still says where each stands."""
    return any(_checks(placing, proven))


def _allowed(placing: Placing, proven: CostColumns) -> bool:
    """Whether no sum is broken."""
    return False not in _checks(placing, proven)


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


def _surplus(numbers: Sequence[Number], proven: CostColumns, wide: Columns) -> PlacedRow | None:
    """A row with more numbers: one under what was carried over, or one printed with a space in it."""
    found: list[tuple[Sequence[Number], Placing]] = []
    for columns in dict.fromkeys((proven.columns, wide)):
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
