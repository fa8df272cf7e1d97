"""Printed rates recomputed: 進捗率 and 達成率 as arithmetic over the values beside them."""

from collections.abc import Mapping, Sequence
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from index.figure import Measure
from index.header import Column
from index.quantity import Quantity, to_base
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
    actual_number, target_number, base = numbers
    if any(rounds_to(ratio, rate.value) for ratio in _ratios(*numbers)):
        return True
    if not actual_number or not rounds_to(target_number / actual_number * 100, rate.value):
        return False
    return True if base is not None and target_number < base else None


def rounds_to(ratio: Decimal, printed: Decimal) -> bool:
    """Whether a ratio in per cent, rounded or cut to the printed number of places, is the printed one."""
    exponent = printed.as_tuple().exponent
    places = Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)
    return printed in (ratio.quantize(places, ROUND_HALF_UP), ratio.quantize(places, ROUND_DOWN))


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


def _ratios(actual: Decimal, target: Decimal, baseline: Decimal | None) -> list[Decimal]:
    ratios = []
    if target:
        ratios.append(actual / target * 100)
    if baseline is not None and target != baseline:
        ratios.append((actual - baseline) / (target - baseline) * 100)
    return ratios
