"""Arithmetic over figures, written out as the formula that gives the number: 500 − 279 = 221（万人）."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from assistant.question import Question
from index.decimals import plain
from index.figure import Figure
from index.quantity import find_quantities

_TO_TARGET = re.compile(
    r"差|あと|達成|足りな|届|オーバー|超過|上回|下回|超え|ギャップ|開き|何ポイント|"
    r"short of|gap|difference|exceed|over the target|how (?:many|much) more",
    re.IGNORECASE,
)
_TARGET = re.compile(r"目標|全国|平均|届|target|goal|average", re.IGNORECASE)
_CHANGE = re.compile(
    r"増え|上が|下が|減っ|減り|増減|伸び|落ち|変化|推移|increase|decrease|change|grow|fall|fell|rise|rose",
    re.IGNORECASE,
)
_APART = re.compile(
    r"差|どちら|どれだけ(?:多|少|大|小)|difference|how much more|how many more|which is (?:larger|higher)",
    re.IGNORECASE,
)
_SUM = re.compile(r"足す|足し|合計|合わせ|トータル|総額|sum|total|combined|altogether", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Formula:
    """`text` is the formula, `value` its result in `unit`; it is computed from `figures` alone.

    `kind` says what it is: to_target, to_lower_target (a value to be reduced), to_average, change, sum or apart; `sign`
    is of left minus right.
    """

    kind: str
    text: str
    value: Decimal
    unit: str
    sign: int
    figures: tuple[Figure, ...]


def between(question: Question, figures: Sequence[Figure]) -> Formula | None:
    """The difference that a question asks for between one indicator's figures, where they have one unit."""
    by_measure = {figure.measure: figure for figure in figures if figure.value is not None}
    actual, target, base = (by_measure.get(measure) for measure in ("actual", "target", "baseline"))
    since_base = "baseline" in question.measures or _CHANGE.search(question.text)
    if since_base and not _TARGET.search(question.text):
        return _difference("change", actual, base)
    if _TO_TARGET.search(question.text):
        falling = base is not None and target is not None and base.unit == target.unit and _value(base) > _value(target)
        kind = "to_lower_target" if falling else "to_target"
        return _difference(kind, actual, target) or _to_noted_average(actual, figures)
    return None


def total(question: Question, figures: Sequence[Figure]) -> Formula | None:
    """The sum of figures of several indicators, where all are of one measure, unit and period."""
    same = {(figure.measure, figure.unit, figure.period) for figure in figures}
    if not _SUM.search(question.text) or len(figures) < 2 or len(same) != 1:
        return None
    values = [figure.value for figure in figures if figure.value is not None]
    if len(values) != len(figures):
        return None
    result = sum(values, Decimal(0))
    text = f"{' + '.join(plain(value) for value in values)} = {plain(result)}"
    return Formula("sum", text, result, figures[0].unit, 1, tuple(figures))


def apart(question: Question, figures: Sequence[Figure]) -> Formula | None:
    """The difference between the figures of two indicators, where they are of one measure, unit and period."""
    if not _APART.search(question.text) or len(figures) != 2:
        return None
    left, right = figures
    if (left.measure, left.unit, left.period) != (right.measure, right.unit, right.period):
        return None
    return _difference("apart", left, right)


def _value(figure: Figure) -> Decimal:
    return figure.value if figure.value is not None else Decimal(0)


def _difference(kind: str, left: Figure | None, right: Figure | None) -> Formula | None:
    if left is None or right is None or left.unit != right.unit or left.value is None or right.value is None:
        return None
    return _formula(kind, left.value, right.value, left.unit, (left, right))


def _formula(kind: str, left: Decimal, right: Decimal, unit: str, figures: tuple[Figure, ...]) -> Formula:
    first, second = max(left, right), min(left, right)
    result = first - second
    text = f"{plain(first)} − {plain(second)} = {plain(result)}"
    unit = "ポイント" if unit in ("%", "％") else unit
    return Formula(kind, text, result, unit, (left > right) - (left < right), figures)


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
