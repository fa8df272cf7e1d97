"""What a table cell says: a quantity, a rate, a grade, a deadline, a dash, or words, and for which period."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from index.period import Period, parse_period
from index.quantity import Quantity, is_missing, parse_quantity

ValueKind = Literal["empty", "dash", "grade", "rate", "quantity", "deadline", "text"]

_GRADE = re.compile(r"[◎○◯〇△▲×✕✖☆★]|[A-EＳＡＢＣＤＥSs]")
_LAST_BRACKET = re.compile(r"^(?P<text>.*?)\s*[(（](?P<inside>[^()（）]*)[)）]$", re.DOTALL)
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
    return Value("text", text, None, period)


def split_period(text: str) -> tuple[str, Period | None]:
    """A text and the period in its last bracket: `455件 (H26)` gives `455件` and H26; without one the text as it is."""
    match = _LAST_BRACKET.match(text)
    if match is None:
        return text, None
    period = parse_period(match["inside"])
    return (match["text"], period) if period is not None and match["text"] else (text, None)
