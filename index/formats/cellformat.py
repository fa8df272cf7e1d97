"""A spreadsheet's value as its cell shows it: the number format carried out."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal, localcontext
from functools import lru_cache

CellValue = str | bool | int | float | datetime | date | time | timedelta | None

_TOKEN = re.compile(
    r"""
    "(?P<quoted>[^"]*)" | \\(?P<escaped>.) | _(?P<padding>.) | \*(?P<fill>.)
    | \[(?P<bracket>[^\]]*)\]
    | (?P<general>General|G/標準|標準)
    | (?P<exponent>E[+-]0+)
    | (?P<half>AM/PM|am/pm|A/P|上午/下午)
    | (?P<date>y+|m+|d+|h+|s+(?:\.0+)?|g+|e+|a{3,4})
    | (?P<number>[0#?]+) | (?P<point>\.) | (?P<comma>,) | (?P<percent>%) | (?P<text>@) | (?P<other>.)
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?\d+(?:\.\d+)?)$")
_ERAS = (
    (date(2019, 5, 1), "令和", "R"),
    (date(1989, 1, 8), "平成", "H"),
    (date(1926, 12, 25), "昭和", "S"),
    (date(1912, 7, 30), "大正", "T"),
    (date(1868, 1, 1), "明治", "M"),
)
_WEEKDAYS = "月火水木金土日"
_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
_FULL_MONTHS = "January February March April May June July August September October November December".split()
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_GENERAL_DIGITS = 15
_PRECISION = 400  # a number has up to 309 digits
_LAST_DAY = 2958465  # 9999-12-31


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class _Section:
    """One of the up to four parts of a format. `condition` is an operator and a number where one is printed."""

    tokens: tuple[_Token, ...]
    condition: tuple[str, Decimal] | None

    def has(self, kind: str) -> bool:
        return any(token.kind == kind for token in self.tokens)


def shown(value: CellValue, number_format: str) -> str:
    """The text that a cell shows; whole numbers have no `.0`, dates are written as the format says."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    sections = _sections(number_format or "General")
    if isinstance(value, str):
        return _text(value, sections)
    if isinstance(value, timedelta):
        return _duration(value, sections[0])
    if isinstance(value, (date, time)):
        return _date(value, sections[0])
    with localcontext(prec=_PRECISION):
        return _number(value, sections)


@lru_cache(maxsize=512)
def _sections(number_format: str) -> tuple[_Section, ...]:
    parts: list[list[_Token]] = [[]]
    for match in _TOKEN.finditer(number_format):
        kind = match.lastgroup or "other"
        token = _Token(kind, match[kind])
        if (kind, token.text) == ("other", ";"):
            parts.append([])
        else:
            parts[-1].append(token)
    return tuple(_section(part) for part in parts)


def _section(tokens: Sequence[_Token]) -> _Section:
    condition = None
    for token in tokens:
        match = _CONDITION.match(token.text) if token.kind == "bracket" else None
        if match:
            condition = (match[1], Decimal(match[2]))
    return _Section(tuple(tokens), condition)


def _literal(token: _Token) -> str:
    """What a token prints of itself: quoted words, the currency sign of a locale; padding is a space's width."""
    if token.kind in ("quoted", "escaped", "other"):
        return token.text
    if token.kind == "bracket" and token.text.startswith("$"):
        return token.text[1:].split("-")[0]
    return ""


def _text(value: str, sections: Sequence[_Section]) -> str:
    section = sections[3] if len(sections) > 3 else sections[0]
    if not section.has("text"):
        return value
    return "".join(value if token.kind == "text" else _literal(token) for token in section.tokens)


# --- numbers ---------------------------------------------------------------------------------------------------------


def _number(value: int | float, sections: Sequence[_Section]) -> str:
    number = Decimal(str(value))
    if not number.is_finite():
        return str(value)
    section, sign = _choose(number, sections)
    if section.has("general") or not section.tokens:
        body = general(number if sign else abs(number))
        words = [body if token.kind == "general" else _literal(token) for token in section.tokens]
        return "".join(words) if section.tokens else (body if len(sections) == 1 else "")
    if section.has("date"):
        return _serial(number, section)
    if not section.has("number"):
        if section.has("text"):
            return general(number)
        return sign + "".join(map(_literal, section.tokens))
    if section.has("exponent"):
        return _exponent(number, section, sign)
    if any((token.kind, token.text) == ("other", "/") for token in section.tokens):
        return general(number)  # a fraction: its value is what can be relied on
    return _digits(abs(number), section, sign)


def _choose(number: Decimal, sections: Sequence[_Section]) -> tuple[_Section, str]:
    """The section for a number, and the sign to print before it: a section for negatives prints its own."""
    minus = "-" if number < 0 else ""
    if any(section.condition for section in sections[:2]):
        for section in sections[:3]:
            if section.condition is None or _meets(number, *section.condition):
                return section, minus
        return sections[0], minus
    numeric = sections[:3]
    if number < 0 and len(numeric) > 1:
        return numeric[1], ""
    if number == 0 and len(numeric) > 2:
        return numeric[2], ""
    return numeric[0], minus


def _meets(number: Decimal, operator: str, bound: Decimal) -> bool:
    return {
        "<": number < bound,
        "<=": number <= bound,
        ">": number > bound,
        ">=": number >= bound,
        "=": number == bound,
        "<>": number != bound,
    }[operator]


def general(number: Decimal) -> str:
    """A number without a format: at most the digits that a spreadsheet keeps, no `.0`, no power of ten."""
    if number == 0:
        return "0"
    digits = _GENERAL_DIGITS - (number.adjusted() + 1)
    rounded = number.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP) if 0 < digits < 40 else number
    text = format(rounded, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _digits(number: Decimal, section: _Section, sign: str) -> str:
    tokens = section.tokens
    places = [n for n, token in enumerate(tokens) if token.kind == "number"]
    point = next((n for n, token in enumerate(tokens) if token.kind == "point"), None)
    whole = [n for n in places if point is None or n < point]
    decimals = [n for n in places if point is not None and n > point]
    commas = [n for n, token in enumerate(tokens) if token.kind == "comma"]
    last = whole[-1] if whole else (point or 0)
    grouped = any(whole and whole[0] < n < last for n in commas)
    scale = sum(n > last and (not decimals or n < decimals[0] or n > decimals[-1]) for n in commas)
    percent = sum(token.kind == "percent" for token in tokens)
    pattern = "".join(tokens[n].text for n in decimals)
    number = (number.scaleb(2 * percent - 3 * scale)).quantize(Decimal(1).scaleb(-len(pattern)), ROUND_HALF_UP)
    before, _, after = format(number, "f").partition(".")
    least = "".join(tokens[n].text for n in whole).replace("?", "#").count("0")
    before = before.lstrip("0").rjust(least, "0")
    if grouped:
        before = re.sub(r"(?<=\d)(?=(?:\d{3})+$)", ",", before)
    digits = {whole[0]: before} if grouped and whole else _dealt(before, {n: len(tokens[n].text) for n in whole})
    if whole:
        digits[whole[0]] = sign + digits[whole[0]]
    out = []
    for n, token in enumerate(tokens):
        out.append(digits.get(n, sign + before if not whole and n == point else ""))
        if n == point and decimals:
            after = _trimmed(after, pattern)
            out.append(f".{after}" if after else "")
        elif token.kind == "percent":
            out.append("%")
        else:
            out.append(_literal(token))
    return "".join(out).strip()


def _trimmed(after: str, pattern: str) -> str:
    """Decimals without the zeros that a format leaves open."""
    while after and after[-1] == "0" and pattern[len(after) - 1] != "0":
        after = after[:-1]
    return after


def _dealt(digits: str, places: Mapping[int, int]) -> dict[int, str]:
    """Digits dealt out to several places with words between them, from the right; the first takes all that is left."""
    out = {}
    for n, length in reversed(list(places.items())[1:]):
        out[n] = digits[-length:]
        digits = digits[:-length]
    return out | dict.fromkeys(list(places)[:1], digits)


def _exponent(number: Decimal, section: _Section, sign: str) -> str:
    mark = next(n for n, token in enumerate(section.tokens) if token.kind == "exponent")
    after = [n for n, token in enumerate(section.tokens[:mark]) if token.kind == "point"]
    places = sum(len(token.text) for token in section.tokens[after[0] : mark] if token.kind == "number") if after else 0
    mantissa, _, power = format(abs(number), f".{places}E").partition("E")
    width = len(section.tokens[mark].text) - 2
    plus = "-" if power.startswith("-") else ("+" if section.tokens[mark].text[1] == "+" else "")
    return f"{sign}{mantissa}E{plus}{power.lstrip('+-').rjust(width, '0')}"


def _serial(number: Decimal, section: _Section) -> str:
    """A day by its number, under a format that names a part of it; what is no day is shown as the number."""
    if not 1 <= number <= _LAST_DAY:
        return general(number)
    days, part = divmod(number, 1)
    moment = datetime(1899, 12, 30) + timedelta(days=int(days), seconds=round(part * 86400))
    return _date(moment, section)


# --- dates -----------------------------------------------------------------------------------------------------------


def _date(value: date | time, section: _Section) -> str:
    tokens = section.tokens
    if not section.has("date"):
        return _iso(value)
    half = section.has("half")
    out = []
    for n, token in enumerate(tokens):
        if token.kind == "date":
            out.append(_date_part(value, token.text.lower(), _is_minute(tokens, n), half))
        elif token.kind == "half":
            out.append(_half(value))
        elif token.kind in ("point", "comma"):
            out.append("." if token.kind == "point" else ",")
        elif token.kind != "text":
            out.append(_literal(token))
    return "".join(out).strip()


def _iso(value: date | time) -> str:
    text = value.isoformat()
    return text.removesuffix("T00:00:00").replace("T", " ")


def _half(value: date | time) -> str:
    return "PM" if _clock(value).hour >= 12 else "AM"


def _clock(value: date | time) -> time:
    if isinstance(value, datetime):
        return value.time()
    return value if isinstance(value, time) else time()


def _is_minute(tokens: Sequence[_Token], at: int) -> bool:
    """Whether an `m` stands for minutes: after hours or before seconds."""
    kinds = [(n, token.text.lower()[0]) for n, token in enumerate(tokens) if token.kind == "date"]
    place = next(i for i, (n, _) in enumerate(kinds) if n == at)
    before = kinds[place - 1][1] if place else ""
    after = kinds[place + 1][1] if place + 1 < len(kinds) else ""
    return before == "h" or after == "s"


def _date_part(value: date | time, text: str, minute: bool, half: bool) -> str:
    clock = _clock(value)
    letter = text[0]
    if letter == "h":
        return str(clock.hour % 12 or 12 if half else clock.hour).rjust(min(len(text), 2), "0")
    if letter == "s":
        return str(clock.second).rjust(min(len(text.split(".")[0]), 2), "0")
    if letter == "m" and minute:
        return str(clock.minute).rjust(min(len(text), 2), "0")
    return _day_part(value, text) if isinstance(value, date) else ""


def _day_part(day: date, text: str) -> str:
    letter, length = text[0], len(text)
    if letter == "y":
        return str(day.year) if length > 2 else f"{day.year % 100:02}"
    if letter == "m":
        names = {3: _MONTHS, 4: _FULL_MONTHS}.get(length)
        return names[day.month - 1] if names else str(day.month).rjust(min(length, 2), "0")
    if letter == "d":
        name = _DAYS[day.weekday()]
        return {3: name[:3], 4: name}.get(length, str(day.day).rjust(min(length, 2), "0"))
    if letter == "a":
        return _WEEKDAYS[day.weekday()] + ("曜日" if length > 3 else "")
    return _era_part(day, letter, length)


def _era_part(day: date, letter: str, length: int) -> str:
    plain = day.date() if isinstance(day, datetime) else day
    start, name, initial = next((era for era in _ERAS if plain >= era[0]), _ERAS[-1])
    if letter == "g":
        return {1: initial, 2: name[0]}.get(length, name)
    return str(plain.year - start.year + 1).rjust(min(length, 2), "0")


def _duration(value: timedelta, section: _Section) -> str:
    """A length of time: hours beyond a day go on counting under `[h]`, which is how such cells are formatted."""
    seconds = round(value.total_seconds())
    sign, seconds = ("-" if seconds < 0 else ""), abs(seconds)
    hours, rest = divmod(seconds, 3600)
    text = f"{sign}{hours}:{rest // 60:02}"
    with_seconds = any(token.kind == "date" and token.text.lower().startswith("s") for token in section.tokens)
    return f"{text}:{rest % 60:02}" if with_seconds else text
