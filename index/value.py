"""What a table cell says: a quantity, a rate, a grade, a deadline, a dash, or words, and for which period."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from index.period import Period, parse_period
from index.quantity import Quantity, is_missing, parse_quantity

ValueKind = Literal["empty", "dash", "grade", "rate", "quantity", "deadline", "text"]

_GRADE = re.compile(r"[◎○◯〇△▲▼▽×✕✖☆★]|[A-EＳＡＢＣＤＥSs]|[★☆]{2,5}")
# Short words by which a report grades progress; the columns that hold them are known by their headers.
_GRADE_WORDS = re.compile(
    r"(?:(?:おおむね|概ね|ほぼ|やや|大幅に?|順調に|一部|目標を?|計画より?)?)"
    r"(?:順調|遅れ(?:ている|気味|あり)?|未?達成(?:済み?|見込み?|困難)?|改善(?:傾向)?|悪化(?:傾向)?|横ばい|維持|良好|不調|停滞|低調"
    r"|計画(?:どおり|通り)|予定(?:どおり|通り)|進展|進行中?|進んでいる|要改善|要努力|困難)"
    r"(?:に(?:推移|進捗|進行)|している|に推移している)?"
)
_STATE = re.compile("状況|進捗|達成|評価|判定|判断|ランク")
_STATED = re.compile("(?:達成|進捗)(?:状況|度)(?:の?評価|区分)?|(?:評価|判定)結果")
_LONGEST_GRADE = 12
_MOSTLY = 0.8
_LAST_BRACKET = re.compile(r"^(?P<text>.*?)\s*[(（](?P<inside>[^()（）]*)[)）]$", re.DOTALL)
_PERIOD_BEFORE = re.compile(r"(?P<period>[^:：]{2,16}?)\s*[:：]\s*(?P<rest>[▲△\-]?\d.*)")
_PERCENT = ("%", "％")


@dataclass(frozen=True, slots=True)
class Value:
    """A cell read: `text` is the cell without its period bracket, `period` what that bracket printed."""

    kind: ValueKind
    text: str
    quantity: Quantity | None = None
    period: Period | None = None


@lru_cache(maxsize=65536)
def read_value(cell: str) -> Value:
    """Read one cleaned cell text."""
    text, period = split_period(cell.strip())
    if not text and period is None:
        return Value("empty", "")
    if is_missing(text):
        return Value("dash", text, None, period)
    if _GRADE.fullmatch(text):
        return Value("grade", text, None, period)
    quantity = parse_quantity(text)
    if quantity is not None:
        return Value("rate" if quantity.unit in _PERCENT else "quantity", text, quantity, period)
    deadline = parse_period(text) if period is None else None
    if deadline is not None:
        return Value("deadline", text, None, deadline)
    behind = _behind_period(text) if period is None else None
    if behind is not None:
        return behind
    return Value("text", text, None, period)


def is_grade_word(value: Value) -> bool:
    """Whether a cell grades in words: 順調, やや遅れ, 未達成."""
    return value.kind == "text" and value.period is None and _GRADE_WORDS.fullmatch(value.text) is not None


def _behind_period(text: str) -> Value | None:
    """A number that its year is printed in front of: R4：31件."""
    parts = _PERIOD_BEFORE.fullmatch(text)
    period = parse_period(parts["period"]) if parts else None
    quantity = parse_quantity(parts["rest"]) if parts else None
    if parts is None or period is None or period.year is None or quantity is None:
        return None
    return Value("rate" if quantity.unit in _PERCENT else "quantity", parts["rest"], quantity, period)


def may_grade(value: Value) -> bool:
    """Whether a cell of a column of grades in words is one: a sign, or few words."""
    words = value.kind == "text" and value.period is None and len(value.text) <= _LONGEST_GRADE
    return value.kind == "grade" or (words and "。" not in value.text)


def grades_state(header: str, values: Sequence[Value]) -> bool:
    """Whether a column headed 達成状況 or the like holds grades, in signs or in words: four of five values at least."""
    said = [value for value in values if value.kind not in ("dash", "empty")]
    grades = sum(value.kind == "grade" or is_grade_word(value) for value in said)
    told = bool(said) and _STATE.search(header) is not None and grades >= _MOSTLY * len(said)
    # Under a header that can mean nothing else, a report's own words may stand beside known ones.
    return told or (_STATED.fullmatch(header) is not None and grades > 0 and all(map(may_grade, said)))


def split_period(text: str) -> tuple[str, Period | None]:
    """A text and the period in its last bracket: `455件 (H26)` gives `455件` and H26; without one the text as it is."""
    match = _LAST_BRACKET.match(text)
    if match is None:
        return text, None
    period = parse_period(match["inside"])
    return (match["text"], period) if period is not None and match["text"] else (text, None)
