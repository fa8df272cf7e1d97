"""Printed differences recomputed: 増減 and 増減率 between the two columns of a table that they are between."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import combinations

from index.block import Block
from index.checks.check import Check, cell_place, named, passed
from index.checks.table_lines import tables_of
from index.decimals import places_of, plain, rounds_to
from index.figure import Figure

_CHANGE = re.compile(r"増減(?!率)|比較(?!率)|差引|(?<![格時])差$")
_RATE = re.compile(r"(?:増減|伸び|増加|減少|伸)率|増減 ?率")
_RATIO = re.compile(r"(?:前[年期]度?|対前[年期]度?)比$")
_FEWEST = 2
_MOSTLY = Fraction(3, 4)

_Key = tuple[str, str, str, str]
_Row = Mapping[_Key, Figure]


@dataclass(frozen=True, slots=True)
class _Rule:
    """What a column says of two others."""

    column: _Key
    later: _Key
    earlier: _Key
    kind: str  # change, rate or ratio

    def exact(self, row: _Row) -> Fraction | None:
        """What the column should print in a row."""
        later, earlier = (Fraction(row[key].value or 0) for key in (self.later, self.earlier))
        if self.kind == "change":
            return later - earlier
        if not earlier:
            return None
        return (later - earlier) / abs(earlier) * 100 if self.kind == "rate" else later / earlier * 100

    def holds(self, row: _Row) -> bool | None:
        """Whether it does, None where the row lacks a cell."""
        if not {self.column, self.later, self.earlier} <= set(row):
            return None
        exact, printed = self.exact(row), row[self.column].value
        if exact is None or printed is None:
            return None
        return rounds_to(exact, printed) or (self.kind != "change" and self._may_be(row, Fraction(printed)))

    def _may_be(self, row: _Row, printed: Fraction) -> bool:
        """Whether a rate follows from what the two values were before they were rounded."""
        later, earlier = row[self.later], row[self.earlier]
        a, b = Fraction(later.value or 0), Fraction(earlier.value or 0)
        sides = [(a + x * _half(later), b + y * _half(earlier)) for x in (-1, 1) for y in (-1, 1)]
        if b <= 0 or not all(under for _, under in sides):
            return False
        near = [over / under * 100 - (100 if self.kind == "rate" else 0) for over, under in sides]
        step = _half(row[self.column])
        return min(near) - step <= printed <= max(near) + step


def _half(cell: Figure) -> Fraction:
    """Half a step of a cell's last place; whole numbers without a size word (3人) are exact."""
    places = places_of(cell.value or Decimal(0))
    sized = places or cell.unit[:1] in "千百十万億兆%％"
    return Fraction(1, 2 * 10**places) if sized and cell.unit else Fraction(0)


def check_differences(
    figures: Iterable[Figure], blocks: Sequence[Block], wrong: frozenset[int] = frozenset()
) -> Iterator[Check]:
    """A check of every printed difference and rate of growth of a table; `wrong` are lines that a total disproves.

    Which two columns a difference is between, most rows show: what they do not show is not checked.
    """
    by_table: defaultdict[int, list[Figure]] = defaultdict(list)
    tables = tables_of(blocks)
    for figure in figures:
        if figure.measure in ("value", "budget") and figure.value is not None and figure.line in tables:
            by_table[tables[figure.line]].append(figure)
    for cells in by_table.values():
        yield from _of_table(cells, wrong)


def _of_table(cells: Sequence[Figure], wrong: frozenset[int]) -> Iterator[Check]:
    rows: defaultdict[int, dict[_Key, Figure]] = defaultdict(dict)
    for cell in cells:
        rows[cell.line].setdefault(_key(cell), cell)
    said: set[int] = set(wrong)
    for rule in _rules(list(rows.values())):
        for line, row in rows.items():
            holds = rule.holds(row)
            if holds:
                yield passed("difference", row[rule.column])
            elif holds is False and line not in said:
                said.add(line)  # one wrong number spoils both 増減 and 増減率 of its row
                yield _missed(rule, row)


def _key(cell: Figure) -> _Key:
    return cell.scope, cell.period, cell.measure, cell.unit


def _rules(rows: Sequence[_Row]) -> list[_Rule]:
    keys = list(dict.fromkeys(key for row in rows for key in row))
    kinds = {key: kind for key in keys if (kind := _kind(key))}
    values = [key for key in keys if key not in kinds]
    out = []
    for column, kind in kinds.items():
        ways = [
            _Rule(column, later, earlier, kind)
            for pair in combinations(values, 2)
            if pair[0][1] != pair[1][1] or pair[0][0] != pair[1][0]
            for later, earlier in (pair, pair[::-1])
        ]
        proved = [rule for rule in ways if _is_proved(rule, rows)]
        if len(proved) == 1:
            out.append(proved[0])
    return out


def _kind(key: _Key) -> str:
    scope = key[0]
    if _RATE.search(scope):
        return "rate"
    if _RATIO.search(scope):
        return "ratio"
    return "change" if _CHANGE.search(scope) else ""


def _is_proved(rule: _Rule, rows: Sequence[_Row]) -> bool:
    told = [rule.holds(row) for row in rows if rule.column not in row or row[rule.column].value]
    known = [holds for holds in told if holds is not None]
    fits = sum(known)
    return fits >= _FEWEST and (len(known) - fits <= 1 or fits >= _MOSTLY * len(known))


def _missed(rule: _Rule, row: _Row) -> Check:
    cell, later, earlier = (row[key] for key in (rule.column, rule.later, rule.earlier))
    exact = rule.exact(row) or Fraction(0)
    result = plain(exact, places_of(cell.value or Decimal(0)))
    step = 2 * _half(later)
    rounded = rule.kind == "change" and 0 < abs(exact - Fraction(cell.value or 0)) <= step
    why = "（端数処理によるものと考えられます）" if rounded else ""
    a, b = plain(later.value or Decimal(0)), plain(earlier.value or Decimal(0))
    formula = {
        "change": f"{a} − {b} = {result}",
        "rate": f"({a} − {b}) ÷ {b} × 100 = {result}",
        "ratio": f"{a} ÷ {b} × 100 = {result}",
    }[rule.kind]
    return Check(
        "difference",
        cell.figure_id,
        cell.text,
        result,
        formula,
        False,
        "note" if rounded else "error",
        f"{named(cell)}は{cell.text}と記載されていますが、同じ行の値から計算すると{result}です{why}。",
        f"{cell.text} is printed, but the values of the row give {result}" + (" (rounding)." if rounded else "."),
        (cell_place(cell), cell_place(later), cell_place(earlier)),
    )
