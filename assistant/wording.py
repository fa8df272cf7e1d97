"""Words for measures, periods and sizes in both languages, and an indicator's name in English."""

import re
from collections.abc import Sequence
from decimal import Decimal

from assistant.lexicon import Lexicon
from assistant.understanding.question import Question
from index.decimals import plain
from index.figure import Figure, Measure
from index.gloss import gloss_phrase
from index.period import Period, parse_period
from index.quantity import to_base
from index.tokens import words

MEASURE_JA: dict[Measure, str] = {
    "baseline": "基準値",
    "actual": "実績値",
    "target": "目標値",
    "interim_target": "今年度の目標値",
    "progress": "進捗率",
    "achievement": "達成率",
    "grade": "評価",
    "budget": "予算",
    "general_fund": "一般財源",
    "carry_over": "繰越予算",
    "staff_head": "本庁の人工",
    "staff_branch": "出先機関の人工",
    "staff": "人工",
    "full_cost": "フルコスト",
    "value": "値",
}
MEASURE_EN: dict[Measure, str] = {
    "baseline": "baseline",
    "actual": "actual",
    "target": "target",
    "interim_target": "year's target",
    "progress": "progress rate",
    "achievement": "achievement rate",
    "grade": "grade",
    "budget": "budget",
    "general_fund": "general fund",
    "carry_over": "budget carried over",
    "staff_head": "staff at headquarters",
    "staff_branch": "staff at branches",
    "staff": "staff",
    "full_cost": "full cost",
    "value": "value",
}
_SIZES = ((Decimal(10) ** 12, "trillion"), (Decimal(10) ** 9, "billion"), (Decimal(10) ** 6, "million"))
_UNITS_EN = {
    "人": "people",
    "名": "people",
    "円": "yen",
    "件": "cases",
    "社": "companies",
    "校": "schools",
    "回": "times",
    "日": "days",
    "組": "pairs",
    "地域": "areas",
    "市町村": "municipalities",
    "分野": "fields",
    "大学": "universities",
    "作品": "works",
    "事業": "projects",
    "ポイント": "percentage points",
    "%": "per cent",
    "％": "per cent",
    "人/日": "people a day",
    "m³": "cubic metres",
    "㎥": "cubic metres",
}


_BRACKETS = re.compile(r"[(（][^()（）]*[)）]")
_WESTERN_YEAR = re.compile(r"\d{4}年度?")
# 832, 111 is one number, printed with a space in it.
_SPACED = re.compile(r"(?<=\d[,，])\s+(?=\d{3}(?!\d))")


def value_text(figure: Figure) -> str:
    """The value as printed, with the unit of its column where the cell prints none."""
    quantity_unit = figure.unit
    bare = (
        figure.value is not None
        and quantity_unit
        and quantity_unit.replace(" ", "") not in figure.text.replace(" ", "")
    )
    # A unit that the cell does print is found with its printed spacing; m ³ and m³ are the same.
    text = _SPACED.sub("", figure.text)
    return f"{text}{quantity_unit}" if bare and not _prints_letters(text) else text


def _prints_letters(text: str) -> bool:
    return any(letter.isalpha() or letter == "%" for letter in text)


def value_in_english(figure: Figure) -> str:
    """The value as printed and, where it has a size or unit, in English words: 500万人 (5 million people)."""
    printed = value_text(figure)
    if figure.value is None or not figure.unit:
        return printed
    sized = sized_in_english(printed, figure.value, figure.unit)
    # What is printed as 20回以上 is no 20 times.
    return sized.replace(" (", " (at least ", 1) if "at_least" in figure.qualifiers else sized


def sized_in_english(printed: str, value: Decimal, unit: str) -> str:
    """A printed quantity with its size and unit in English words, where they say more."""
    base, base_unit = to_base(value, unit)
    if base_unit in ("%", "％"):
        return printed
    word = _UNITS_EN.get(base_unit, "")
    return f"{printed} ({_amount(base)} {word})".replace(" )", ")") if word or base != value else printed


def english_amount(value: Decimal, unit: str) -> Decimal:
    """The number that English words print of a quantity: 3 of 30億円 (3 billion yen)."""
    return _scaled(to_base(value, unit)[0])[0]


def _amount(value: Decimal) -> str:
    number, word = _scaled(value)
    return f"{plain(number)} {word}".rstrip()


def _scaled(value: Decimal) -> tuple[Decimal, str]:
    return next(((value / size, word) for size, word in _SIZES if abs(value) >= size), (value, ""))


def period_in_english(text: str) -> str:
    """A printed period with its western year: H29 (FY2017)."""
    period: Period | None = parse_period(text) if text else None
    if period is None or period.year is None:
        return text
    western = f"{period.year}" if period.basis == "calendar" else f"FY{period.year}"
    if _WESTERN_YEAR.fullmatch(text):
        return western
    return text if str(period.year) in text else f"{text} ({western})"


# A longer name word by word is no English any more.
_MOST_WORDS = 5


def name_in_english(name: str, lexicon: Lexicon) -> str:
    """A Japanese name word by word in English, empty where that would mislead: a word is unknown, or too many."""
    found = [word for word in words(_BRACKETS.sub("", name)) if word.kind == "noun"]
    if not found or len(found) > _MOST_WORDS:
        return ""
    phrases = [
        lexicon.in_english(word.form) or gloss_phrase(word.form) or _by_parts(word.parts, lexicon) for word in found
    ]
    return " ".join(phrases) if all(phrases) else ""


def _by_parts(parts: Sequence[str], lexicon: Lexicon) -> str:
    own = [lexicon.in_english(part) or gloss_phrase(part) for part in parts]
    return " ".join(own) if all(own) else ""


def asked_as(missing: str, question: Question, lexicon: Lexicon) -> str:
    """What reports lack, in the question's own words: 1日当たり as it was asked, per day."""
    places = lexicon.places_in(question.text)
    named = [question.text[start:end] for start, end, place in places if place in missing.split("・")]
    narrowed = [question.text[found.start : found.end] for found in question.qualifiers if found.value == missing]
    return next(iter((*named, *narrowed)), missing)
