"""Arithmetic over cells, each shown as a formula: gaps, changes, sums, differences, ratios, growth, shares, averages.

Figures of unlike units, measures or dates are never put into one formula; what hinders is said (`Unlike`).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from assistant.understanding.operator import (
    asks_apart,
    asks_average,
    asks_change,
    asks_growth,
    asks_ratio,
    asks_rest,
    asks_share,
    asks_sum,
    asks_to_target,
    is_denominator,
    is_over_state,
    names_target,
    plans,
)
from assistant.understanding.question import Question
from index.decimals import plain
from index.figure import Figure, Measure
from index.period import Period
from index.quantity import find_quantities, to_base
from index.unit_identity import one_spelling

Hindrance = Literal["unit", "measure", "period"]

_STATES: frozenset[Measure] = frozenset({"baseline", "actual", "value"})
_HUNDRED = Decimal(100)
_FISCAL_START = 4  # month
_RATIO_PLACES, _PERCENT_PLACES = Decimal("0.01"), Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Formula:
    """`text` is the formula, `value` its result in `unit`; it is computed from `figures` alone.

    `kind` says what it is: to_target, to_target_from_base, to_lower_target (a value to be reduced), to_average, change,
    sum, apart, ratio, growth, share or average; `sign` is of left minus right. `exact` is False where the result is
    rounded; `constants` are numbers of the formula that are no cell's (the 100 of a percentage, how many are averaged).
    """

    kind: str
    text: str
    value: Decimal
    unit: str
    sign: int
    figures: tuple[Figure, ...]
    exact: bool = True
    constants: tuple[int | Decimal, ...] = ()


@dataclass(frozen=True, slots=True)
class Unlike:
    """Why figures cannot be put into one formula, with what differs as printed."""

    hindrance: Hindrance
    printed: tuple[str, ...]


Calculation = Formula | Unlike


def between(question: Question, figures: Sequence[Figure], asked: Sequence[Figure] = ()) -> Formula | None:
    """What a question asks to be worked out between one indicator's own figures, where they have one unit.

    `asked` are those of the years that the question names; they come before others of their measure.
    """
    dated = _dated(question, figures)
    if len(dated) >= 2:
        # The years asked for are what is compared.
        found = calculate(question, dated, of_one=True)
        return found if isinstance(found, Formula) else None
    costs = _costs(question, figures)
    if costs is not None:
        return costs
    base, actual, target = _course(figures, asked)
    text = question.text
    aimed = names_target(text) or bool({"target", "interim_target"} & set(question.measures))
    # An indicator may print no actuals at all; a dash is an actual that is not known.
    bare = not any(one.measure == "actual" for one in figures)
    planned = aimed or (bare and plans(text))
    since_base = (asks_change(text) or ("baseline" in question.measures and asks_apart(text))) and not planned
    if asks_ratio(text) or asks_growth(text) or (asks_share(text) and aimed):
        return _proportion(text, *_course_operands(text, (base, actual, target), aimed=planned))
    if since_base:
        return _difference("change", actual, base)
    from_base = "baseline" in question.measures and "actual" not in question.measures
    if (asks_to_target(text) or asks_change(text) or from_base) and base is not None and (bare or from_base):
        # A dated base is the latest value that an indicator without actuals prints.
        return _difference("to_target_from_base", base, target)
    if asks_change(text) and plans(text):
        return gap(actual, target, base)
    if asks_to_target(text):
        return gap(actual, target, base) or _to_noted_average(actual, figures)
    return None


def _course_operands(
    text: str, course: tuple[Figure | None, Figure | None, Figure | None], *, aimed: bool
) -> tuple[Figure | None, Figure | None]:
    """What is compared with, then what is compared, of an indicator's base, actual and target."""
    base, actual, target = course
    if not aimed:
        return base, actual
    if asks_growth(text) or is_over_state(text):
        return (base if actual is None else actual), target
    return target, actual


def _course(figures: Sequence[Figure], asked: Sequence[Figure]) -> tuple[Figure | None, Figure | None, Figure | None]:
    """An indicator's base, its latest actual, and the target asked for or the last one; those asked for first."""

    def latest(*measures: Measure) -> Figure | None:
        for pool in (asked, figures):
            fitting = [one for one in pool if one.measure in measures and one.value is not None]
            if fitting:
                return max(fitting, key=lambda one: one.year or 0)
        return None

    return latest("baseline"), latest("actual"), latest("target", "interim_target") or None


def _costs(question: Question, figures: Sequence[Figure]) -> Formula | None:
    """The difference between two costs of one project that a question names (フルコスト and 事業費)."""
    named = [measure for measure in question.measures if measure in _COSTS]
    if len(named) != 2 or not (asks_apart(question.text) or asks_rest(question.text)):
        return None
    pair = [next((figure for figure in figures if figure.measure == measure), None) for measure in named]
    return _difference("apart", *pair)


_COSTS: frozenset[Measure] = frozenset(
    {"budget", "general_fund", "carry_over", "full_cost", "staff", "staff_head", "staff_branch"}
)


def gap(actual: Figure | None, target: Figure | None, base: Figure | None) -> Formula | None:
    """The distance between an actual and its target, which is to be fallen to where the base lies above it."""
    falling = base is not None and target is not None and base.unit == target.unit and _value(base) > _value(target)
    return _difference("to_lower_target" if falling else "to_target", actual, target)


def change(later: Figure | None, earlier: Figure | None) -> Formula | None:
    """How much one thing changed between two of its figures."""
    return _difference("change", later, earlier)


def calculate(
    question: Question, operands: Sequence[Figure], asking: str = "", *, of_one: bool = False
) -> Calculation | None:
    """What a question asks to be worked out over figures, one of each thing that it names, in the order of naming.

    `asking` is the question's text without the indicators' names, whose words ask for nothing. With `of_one` the
    figures are one indicator's at several dates. None where nothing is to be worked out, or where a
    cell prints no number.
    """
    text = asking or question.text
    asked = (asks_sum, asks_average, asks_growth, asks_ratio, asks_share, asks_apart, asks_change)
    if len(operands) < 2 or not any(test(text) for test in asked):
        return None
    if any(figure.value is None for figure in operands):
        return None
    hindrance = _unlike(operands, dates_differ=of_one)
    if hindrance is not None:
        return hindrance
    if asks_average(text):
        return _average(operands)
    if asks_sum(text):
        return _total(operands)
    if len(operands) != 2:
        return None
    if asks_growth(text) or asks_ratio(text) or asks_share(text):
        return _proportion(text, *_denominator_first(question, operands, of_one=of_one))
    if of_one:
        first, last = sorted(operands, key=_date)
        return _difference("change", last, first)
    return _difference("apart", *operands)


def _dated(question: Question, figures: Sequence[Figure]) -> list[Figure]:
    """One figure for each year that a question names, of one measure, in the order of naming; none where one lacks."""
    years = list(dict.fromkeys(year for period in question.periods for year in ends_of(period)))
    if len(years) < 2:
        return []
    wanted = set(question.measures) or _STATES
    wanted = wanted | _STATES if wanted & _STATES else wanted
    by_year = [
        [figure for figure in figures if figure.year == year and figure.measure in wanted and figure.value is not None]
        for year in years
    ]
    same = set.intersection(*({figure.measure for figure in found} for found in by_year))
    if same:
        measure = next(figure.measure for figure in by_year[0] if figure.measure in same)
        return [next(figure for figure in found if figure.measure == measure) for found in by_year]
    return [found[0] for found in by_year] if all(found and found[0].measure in _STATES for found in by_year) else []


def ends_of(period: Period) -> tuple[int, ...]:
    """The years that a period names: two where it spans from one to another, whose ends are then compared."""
    if period.year is None:
        return ()
    if _SPANS.search(period.text) and period.start is not None and _fiscal_year(period.start) < period.year:
        return _fiscal_year(period.start) if period.basis == "fiscal" else period.start.year, period.year
    return (period.year,)


_SPANS = re.compile(r"から|[~〜～\-－―–]|\b(?:to|until|and)\b", re.IGNORECASE)


def _fiscal_year(day: date) -> int:
    return day.year if day.month >= _FISCAL_START else day.year - 1


def _date(figure: Figure) -> tuple[int, str]:
    return figure.year or 0, figure.period


def _unlike(operands: Sequence[Figure], *, dates_differ: bool) -> Unlike | None:
    """What hinders one formula over the figures: their units, their measures, or their dates."""
    if len({_unit(figure) for figure in operands}) > 1:
        return Unlike("unit", tuple(dict.fromkeys(figure.unit or figure.text for figure in operands)))
    # What was reached and what is printed without a measure are both what is the case.
    measures = {"actual" if figure.measure in _STATES else figure.measure for figure in operands}
    if len(measures) > 1:
        return Unlike("measure", tuple(dict.fromkeys(figure.measure for figure in operands)))
    years = {figure.year for figure in operands if figure.year is not None}
    undated = any(figure.year is None for figure in operands) and len({figure.report for figure in operands}) > 1
    if (len(years) > 1 or (years and undated)) and not dates_differ:
        return Unlike("period", tuple(dict.fromkeys(figure.period for figure in operands)))
    return None


def _unit(figure: Figure) -> str:
    return one_spelling(to_base(Decimal(1), figure.unit)[1])


def _comparable(left: Figure, right: Figure) -> bool:
    """Whether two figures have one unit; a row that prints 人/日 once means it where it prints 人 as well."""
    if left.line == right.line and left.report == right.report and left.name == right.name:
        long, short = sorted((left.unit, right.unit), key=len, reverse=True)
        if short and long.startswith(f"{short}/"):
            return True
    return _unit(left) == _unit(right)


def _value(figure: Figure) -> Decimal:
    return figure.value if figure.value is not None else Decimal(0)


def _values(operands: Sequence[Figure]) -> tuple[list[Decimal], str]:
    """The figures' values in one unit: the printed one, the smallest where they print several sizes of it."""
    if len({figure.unit for figure in operands}) == 1:
        return [_value(figure) for figure in operands], operands[0].unit
    smallest = min(operands, key=lambda figure: to_base(Decimal(1), figure.unit)[0]).unit
    factor = to_base(Decimal(1), smallest)[0]
    return [to_base(_value(figure), figure.unit)[0] / factor for figure in operands], smallest


def _total(operands: Sequence[Figure]) -> Formula:
    values, unit = _values(operands)
    result = sum(values, Decimal(0))
    sized = "" if len({figure.unit for figure in operands}) == 1 else unit
    text = f"{' + '.join(plain(value) + sized for value in values)} = {plain(result)}{sized}"
    return Formula("sum", text, result, unit, 1, tuple(operands), constants=tuple(values) if sized else ())


def _average(operands: Sequence[Figure]) -> Formula:
    values, unit = _values(operands)
    result, sign, exact = _rounded(sum(values, Decimal(0)) / len(values), _PERCENT_PLACES)
    text = f"({' + '.join(plain(value) for value in values)}) ÷ {len(values)} {sign} {plain(result)}"
    return Formula("average", text, result, unit, 1, tuple(operands), exact, (len(values),))


def _denominator_first(question: Question, operands: Sequence[Figure], *, of_one: bool) -> tuple[Figure, Figure]:
    """What is compared with, then what is compared: as the words say, else the earlier or the smaller one first."""
    first, second = operands
    if is_denominator(question.text, _mention(question, first, of_one)):
        return first, second
    if is_denominator(question.text, _mention(question, second, of_one)):
        return second, first
    ordered = sorted(operands, key=_date if of_one else _value)
    return ordered[0], ordered[1]


def _mention(question: Question, figure: Figure, of_one: bool) -> str:
    """The words by which a question names a figure: its year, or the last of its indicator's name that it says."""
    if of_one:
        return next((period.text for period in question.periods if period.year == figure.year), figure.period)
    name = figure.name
    return next((name[n:] for n in range(len(name)) if name[n:] in question.text), "")


def _proportion(text: str, base: Figure | None, part: Figure | None) -> Formula | None:
    if base is None or part is None or not base.value or part.value is None or _unit(base) != _unit(part):
        return None
    (under, over), _ = _values((base, part))
    sign = (over > under) - (over < under)
    if asks_growth(text):
        result, equals, exact = _rounded((over - under) / under * _HUNDRED, _PERCENT_PLACES)
        formula = f"({plain(over)} − {plain(under)}) ÷ {plain(under)} × 100 {equals} {plain(result)}"
        return Formula("growth", formula, result, "%", sign, (part, base), exact, (100,))
    if asks_share(text):
        result, equals, exact = _rounded(over / under * _HUNDRED, _PERCENT_PLACES)
        formula = f"{plain(over)} ÷ {plain(under)} × 100 {equals} {plain(result)}"
        return Formula("share", formula, result, "%", sign, (part, base), exact, (100,))
    result, equals, exact = _rounded(over / under, _RATIO_PLACES)
    return Formula(
        "ratio", f"{plain(over)} ÷ {plain(under)} {equals} {plain(result)}", result, "倍", sign, (part, base), exact
    )


def _rounded(value: Decimal, places: Decimal) -> tuple[Decimal, str, bool]:
    """The value rounded half up, and the sign that says whether it is."""
    rounded = value.quantize(places, ROUND_HALF_UP)
    exact = rounded == value
    return rounded.normalize() if rounded else Decimal(0), "=" if exact else "≒", exact


def _difference(kind: str, left: Figure | None, right: Figure | None) -> Formula | None:
    if left is None or right is None or left.value is None or right.value is None or not _comparable(left, right):
        return None
    (over, under), unit = _values((left, right))
    # What is printed in another size is written with its unit, so that it can be found again.
    return _formula(kind, over, under, unit, (left, right), sized="" if left.unit == right.unit else unit)


def _formula(
    kind: str, left: Decimal, right: Decimal, unit: str, figures: tuple[Figure, ...], sized: str = ""
) -> Formula:
    first, second = max(left, right), min(left, right)
    result = first - second
    text = f"{plain(first)}{sized} − {plain(second)}{sized} = {plain(result)}{sized}"
    unit = "ポイント" if unit in ("%", "％") else unit
    sign = (left > right) - (left < right)
    return Formula(kind, text, result, unit, sign, figures, constants=(first, second) if sized else ())


def _to_noted_average(actual: Figure | None, figures: Sequence[Figure]) -> Formula | None:
    """The gap to a target that is printed in words, whose number the report gives in a footnote."""
    worded = next((figure for figure in figures if figure.measure == "target" and figure.value is None), None)
    notes = {figure.note for figure in figures if figure.note}
    if actual is None or actual.value is None or worded is None or len(notes) != 1:
        return None
    note = re.sub(r"^[※＊*]\s*\d+", "", notes.pop())
    numbers = [
        found.value for found in find_quantities(note) if found.value is not None and found.unit in ("", "%", "％")
    ]
    if len(numbers) != 1:
        return None
    noted = tuple(figure for figure in figures if figure.note)
    return _formula("to_average", actual.value, numbers[0], actual.unit, (actual, worded, *noted))
