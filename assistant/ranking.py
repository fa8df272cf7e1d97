"""Lists and ranks over the figures table: lowest and highest, over and under, by grade, short of the target."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from assistant.candidate import Candidate
from assistant.question import Question
from index.figure import Figure, Measure
from index.quantity import to_base

_LOW = re.compile(
    r"低い|低かった|小さい|最低|最小|少ない|ワースト|下位|遅れ|悪い|\b(?:lowest|worst|bottom|(?<!at )least|smallest)\b",
    re.IGNORECASE,
)
_HIGH = re.compile(
    r"高い|高かった|大きい|大きな|最高|最大|多い|トップ|上位|ベスト|良い|進んで|"
    r"\b(?:highest|best|top|(?<!at )most|largest)\b",
    re.IGNORECASE,
)
_COUNT = re.compile(
    r"(?:ワースト|ベスト|トップ|上位|下位|bottom|top|worst|best|lowest|highest)\s*(\d{1,2}|[一二三四五])", re.IGNORECASE
)
_KANJI = {"一": 1, "二": 2, "三": 3, "四": 4, "五": 5}
_THRESHOLD = re.compile(
    r"(\d+(?:\.\d+)?)\s*(?:%|パーセント|percent|per cent)\s*(?:を|が|より|に)?\s*"
    r"(未満|以下|以上|超|上回|下回|切|満た|達し|より高|より低|or more|or less)"
    r"|(over|above|more than|under|below|less than|at least|at most)\s*(\d+(?:\.\d+)?)\s*(?:%|percent|per cent)",
    re.IGNORECASE,
)
_ABOVE = {
    "以上": ">=",
    "超": ">",
    "上回": ">",
    "達し": ">=",
    "より高": ">",
    "over": ">",
    "above": ">",
    "more than": ">",
    "at least": ">=",
    "or more": ">=",
}
_BELOW = {
    "未満": "<",
    "以下": "<=",
    "下回": "<",
    "切": "<",
    "満た": "<",
    "より低": "<",
    "under": "<",
    "below": "<",
    "less than": "<",
    "at most": "<=",
    "or less": "<=",
}
_SYMBOL = re.compile(r"[◎○△×]")
_LETTER = re.compile(
    r"([A-ES])\s*(?:判定|評価|ランク|rated|grade)|(?:graded?|rated)\s+([A-ES])\b"
    r"|(?:判定|評価|ランク)[がはのを]?\s*([A-ES])(?![A-Za-z])"
)
_SYMBOL_WORDS = {"二重丸": "◎", "バツ": "×", "ばつ": "×", "サンカク": "△", "三角": "△", "マル": "○"}
_ASKS_LIST = re.compile(
    r"どれ|どの|全部|すべて|全て|一覧|挙げ|拾|リスト|指標|kpi|ものを|ものは|何個|いくつ|何件|[◎○△×]|[A-E]\s*(?:判定|評価)|事業|取組|"
    r"\b(?:which|list|all|those|indicators?|kpis?|projects?|graded?|rated)\b",
    re.IGNORECASE,
)
_ZERO = re.compile(
    r"(?:実績|結果)[^。]{0,8}?[「『(]?\s*(?:0|ゼロ)(?![\d.,])|actual[^.]{0,12}\b(?:0|zero)\b", re.IGNORECASE
)
_SHORT = re.compile(
    r"目標[^。]{0,10}?(?:届か|届いて(?:い)?な|達しな|達してい?な|達成してい?な|達成できな|下回)|未達|"
    r"fell short|missed (?:the|its|their) target|below target",
    re.IGNORECASE,
)
_REACHED = re.compile(
    r"目標[^。]{0,10}?(?:上回|超え|達した|達成した|達成してい[るま]|クリア)|達成済み|"
    r"met (?:the|its|their) target|exceed",
    re.IGNORECASE,
)
_TARGET_YEAR = re.compile(
    r"目標(?:年|達成年|の年|年次|時期)|まで(?:に|の)(?:目標|達成)|target year|due (?:in|by)", re.IGNORECASE
)

_RANKED: tuple[Measure, ...] = ("progress", "achievement", "budget", "full_cost", "grade")

# A list of what missed or met its target names these two, and is not about any other measure.
_COMPARED: frozenset[Measure] = frozenset({"actual", "target"})

Test = Callable[[Candidate], bool]


@dataclass(frozen=True, slots=True)
class Listing:
    """A list over indicators: `measure` is what it is about; `lowest` orders, `count` cuts, `tests` select."""

    measure: Measure
    tests: tuple[Test, ...]
    lowest: bool | None
    count: int | None


def read_listing(question: Question) -> Listing | None:
    """The list that a question asks for, or None where it asks for none that can be made."""
    text = question.text
    if question.operation != "rank" and not _ASKS_LIST.search(text):
        return None  # 寄附額は目標を超えた？ is about one indicator
    measure = _measure(question)
    tests = [test for test in (_threshold(text, measure), _graded(text), _zero(text), _against_target(text)) if test]
    due = _due(question)
    if due is not None:
        tests.append(due)
    ranked = question.operation == "rank"
    lowest = bool(_LOW.search(text)) if ranked and (_LOW.search(text) or _HIGH.search(text)) else None
    if not tests and lowest is None:
        return None
    if due is not None:
        measure = "target"
    elif not _threshold(text, measure) and lowest is None and _graded(text):
        measure = "grade"
    elif lowest is None and (_zero(text) or _against_target(text)) and not set(question.measures) - _COMPARED:
        measure = "actual"
    return Listing(measure, tuple(tests), lowest, (_count(text) or 1) if lowest is not None else None)


def select(listing: Listing, candidates: Iterable[Candidate]) -> list[Candidate]:
    """The candidates that the listing holds, in its order; equal values at the cut are all kept."""
    chosen = [
        c for c in candidates if _figure(c, listing.measure) is not None and all(test(c) for test in listing.tests)
    ]
    if listing.lowest is None:
        return chosen
    valued = [(value, candidate) for candidate in chosen if (value := _value(candidate, listing.measure)) is not None]
    valued.sort(key=lambda pair: pair[0] if listing.lowest else -pair[0])
    if listing.count is not None and len(valued) > listing.count:
        last = valued[listing.count - 1][0]
        valued = [pair for n, pair in enumerate(valued) if n < listing.count or pair[0] == last]
    return [candidate for _, candidate in valued]


def _measure(question: Question) -> Measure:
    return next((measure for measure in _RANKED if measure in question.measures), "progress")


def _count(text: str) -> int | None:
    match = _COUNT.search(text)
    return None if match is None else _KANJI.get(match[1]) or int(match[1])


def _threshold(text: str, measure: Measure) -> Test | None:
    match = _THRESHOLD.search(text)
    if match is None:
        return None
    number = Decimal(match[1] or match[4])
    word = (match[2] or match[3]).lower()
    sign = _ABOVE.get(word) or _BELOW[word]
    compare: dict[str, Callable[[Decimal], bool]] = {
        ">": lambda value: value > number,
        ">=": lambda value: value >= number,
        "<": lambda value: value < number,
        "<=": lambda value: value <= number,
    }

    def test(candidate: Candidate) -> bool:
        value = _value(candidate, measure)
        return value is not None and compare[sign](value)

    return test


def _graded(text: str) -> Test | None:
    symbols = set(_SYMBOL.findall(text)) | {symbol for word, symbol in _SYMBOL_WORDS.items() if word in text}
    letter = _LETTER.search(text)
    if letter:
        symbols.add(next(group for group in letter.groups() if group))
    if not symbols:
        return None
    return lambda candidate: any(figure.text in symbols for figure in candidate.measured("grade"))


def _zero(text: str) -> Test | None:
    return (lambda candidate: _value(candidate, "actual") == 0) if _ZERO.search(text) else None


def _against_target(text: str) -> Test | None:
    short, reached = bool(_SHORT.search(text)), bool(_REACHED.search(text))
    if short == reached:
        return None

    def test(candidate: Candidate) -> bool:
        actual, target = _comparable(candidate, "actual"), _comparable(candidate, "target")
        if actual is None or target is None or actual[1] != target[1]:
            return False
        base = _comparable(candidate, "baseline")
        falling = base is not None and base[1] == target[1] and base[0] > target[0]
        met = actual[0] <= target[0] if falling else actual[0] >= target[0]
        return met is reached

    return test


def _due(question: Question) -> Test | None:
    years = {period.year for period in question.periods if period.year is not None}
    if not years or not (_TARGET_YEAR.search(question.text) or question.measures == ("target",)):
        return None
    return lambda candidate: any(figure.year in years for figure in candidate.measured("target"))


def _figure(candidate: Candidate, measure: Measure) -> Figure | None:
    return next(iter(candidate.measured(measure)), None)


def _value(candidate: Candidate, measure: Measure) -> Decimal | None:
    figure = _figure(candidate, measure)
    return figure.value if figure is not None else None


def _comparable(candidate: Candidate, measure: Measure) -> tuple[Decimal, str] | None:
    figure = _figure(candidate, measure)
    if figure is None or figure.value is None:
        return None
    value, unit = to_base(figure.value, figure.unit)
    return value, {"名": "人", "％": "%"}.get(unit, unit)


def listed_measures(listing: Listing) -> Sequence[Measure]:
    """What is shown of each indicator: what the list is about first."""
    others: tuple[Measure, ...] = ("actual", "target") if listing.measure != "budget" else ()
    return (listing.measure, *(measure for measure in others if measure != listing.measure))
