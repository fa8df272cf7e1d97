"""Printed rates recomputed: 進捗率 and 達成率 as arithmetic over the values beside them."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from index.decimals import rounds_to
from index.figure import Measure
from index.formula import FROM_BASE, INVERSE, PLAIN, Formula
from index.quantity import Quantity, to_base
from index.tables.header import Column
from index.value import Value


def recomputes(columns: Sequence[Column], values: Mapping[int, Value]) -> bool | None:
    """Whether the row's printed rate follows from its actual and target.

    None where nothing can be recomputed (a rate, an actual or a numeric target is missing, or the units differ).
    Rising indicators: actual / target; falling ones: target / actual; from base: (actual - base) / (target - base).
    target / actual proves nothing where no target below the base says that the indicator is a falling one: it then
    is None. 達成率 has many formulas: one that does not follow speaks against nothing.
    """
    by_measure = {columns[n].measure: value.quantity for n, value in values.items() if columns[n].measure}
    progress = _follows(by_measure, "progress")
    return progress if progress is not None else _follows(by_measure, "achievement") or None


def _follows(by_measure: Mapping[Measure | None, Quantity | None], measure: Measure) -> bool | None:
    rate, actual, target = (by_measure.get(one) for one in (measure, "actual", "target"))
    if rate is None or actual is None or target is None or rate.value is None:
        return None
    numbers = _comparable(actual, target, by_measure.get("baseline"))
    if numbers is None:
        return None
    return follows(rate.value, *numbers)


def follows(printed: Decimal, actual: Decimal, target: Decimal, base: Decimal | None) -> bool | None:
    """Whether a printed rate follows from numbers of one unit; None where only target / actual does, which may prove
    nothing.
    """
    values = {"actual": actual, "target": target} | ({} if base is None else {"baseline": base})
    if any(_gives(formula, values, printed) for formula in (PLAIN, FROM_BASE)):
        return True
    if not _gives(INVERSE, values, printed):
        return False
    return True if base is not None and target < base else None


def _gives(formula: Formula, values: Mapping[str, Decimal], printed: Decimal) -> bool:
    rate = formula.compute(values)
    return rate is not None and rounds_to(rate, printed)


def _comparable(
    actual: Quantity, target: Quantity, baseline: Quantity | None
) -> tuple[Decimal, Decimal, Decimal | None] | None:
    if actual.value is None or target.value is None:
        return None
    (a, a_unit), (t, t_unit) = to_base(actual.value, actual.unit), to_base(target.value, target.unit)
    if a_unit != t_unit:
        return None
    b = to_base(baseline.value, baseline.unit)[0] if baseline is not None and baseline.value is not None else None
    return a, t, b
