"""What a question takes for granted: a figure or grade that it asserts, held against the cells."""

import re
from collections.abc import Iterable
from decimal import Decimal

from assistant.question import Question
from index.figure import Figure
from index.quantity import find_quantities, to_base

_ASSERTS = re.compile(
    r"よね|じゃん|はず|でしょ|合って(?:る|い)|正しい|間違いない|だったっけ|"
    r"\bright\s*\?|\bcorrect\s*\?|isn't it|wasn't it|didn't (?:it|they)",
    re.IGNORECASE,
)
_GRADE = re.compile(r"([A-E◎○△×])\s*(?:判定|評価)|(?:graded?|rated)\s+([A-E])\b")
_ONE_UNIT = {"名": "人", "％": "%", "yen": "円", "people": "人", "": ""}


def contradicted(question: Question, figures: Iterable[Figure]) -> tuple[str, ...]:
    """The values that the question asserts and that none of the figures shown has, as they were said.

    A value counts only where a figure of its unit is shown: nothing is said of what was not looked up.
    """
    if not _ASSERTS.search(question.text):
        return ()
    shown = list(figures)
    grades = {figure.text for figure in shown if figure.measure == "grade"}
    said = [match[1] or match[2] for match in _GRADE.finditer(question.text)]
    wrong = [f"{grade}" for grade in said if grades and grade not in grades]
    values = {_base(figure.value, figure.unit) for figure in shown if figure.value is not None}
    units = {unit for _, unit in values}
    for quantity in find_quantities(question.text):
        if quantity.value is None:
            continue
        value, unit = _base(quantity.value, quantity.unit)
        known = {number for number, own in values if not unit or own == unit}
        if (unit in units or (not unit and value >= _PLAINLY_A_SIZE)) and value not in known:
            wrong.append(quantity.text)
    return tuple(wrong)


# A bare number without a unit may be anything; '80 billion' is an amount.
_PLAINLY_A_SIZE = Decimal(10_000)


def _base(value: Decimal, unit: str) -> tuple[Decimal, str]:
    number, bare = to_base(value, unit)
    return number, _ONE_UNIT.get(bare, bare)
