"""Questions that want an opinion or a forecast, and those that only sound so: they ask for what is printed."""

import re

from assistant.understanding.question import Question
from index.figure import Figure

_MEASURE = r"(?:進捗率?|達成率|実績値?|目標値?|基準値?|現状値?|評価|予算額?|数字|数値|値|データ)"
_VALUE_JA = re.compile(
    rf"{_MEASURE}(?:だけ|のみ)?(?:は|を|も|が|って|で)?[、\s]*(?:教え|おしえ|知りたい|示し|出し|いくら|いくつ|何[人件社回%年億万千])|"
    rf"{_MEASURE}(?:だけ|のみ)?で$|(?:何(?:年度?|月)?|いつ)までに[^。?？]{{0,20}}(?:予定|計画|目標)"
)
_VALUE_EN = re.compile(
    r"\bwhat (?:is|was|are|were) (?:the )?[^?.]{0,40}"
    r"\b(?:target|goal|actual|baseline|progress|grade|budget|figure|value)\b|"
    r"\b(?:give|tell|show) me (?:only |just )?the "
    r"(?:target|actual|baseline|progress|grade|budget|figure|value|number)\b",
    re.IGNORECASE,
)
_EXPECTED = re.compile("見込")


def asks_value(question: Question) -> bool:
    """Whether a printed value is asked for beside an opinion or a forecast; blame is answered with none."""
    if "blame" in question.refusals or not question.measures:
        return False
    pattern = _VALUE_JA if question.language == "ja" else _VALUE_EN
    return pattern.search(question.text) is not None


def is_estimate(figure: Figure) -> bool:
    """Whether a report prints a figure as expected rather than counted."""
    return figure.value is not None and ("estimated" in figure.qualifiers or bool(_EXPECTED.search(figure.period)))


_OWN = re.compile(
    r"\byour (?:own |best )?(?:prediction|forecast|guess|estimate|projection)\b|\bpredict\b"
    r"|(?:予測|予想|推測|推定)(?:して|を(?:して|出|聞|教|述べ|お願い))|(?:あなた|ai)の(?:予測|予想)",
    re.IGNORECASE,
)


def wants_own_forecast(text: str) -> bool:
    """Whether the program itself is to foretell: what a report expects is no answer to that."""
    return _OWN.search(text) is not None
