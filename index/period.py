"""Periods as reports print them: H29, 令和6年度, R7～R11累計, 2018年11月, 毎年度, FY2017.

An expression is one point in time, or several joined by range or list marks, followed by words such as 末, 累計 or
見込. Everything is matched on a copy of the text folded one character to one character, so offsets hold for the
original.
"""

import re
import unicodedata
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

Basis = Literal["fiscal", "calendar", ""]


class _Fold(dict[int, str]):
    """Translation table that maps a character to its plain form wherever that is a single character.

    Superscripts and circled digits are left alone: the ³ of m³ and the ① of a list are not numbers.
    """

    def __missing__(self, code: int) -> str:
        char = chr(code)
        tag = unicodedata.decomposition(char).split(" ")[0]
        plain = unicodedata.normalize("NFKC", char)
        keep = len(plain) != 1 or tag in {"<super>", "<sub>", "<circle>", "<font>"}
        self[code] = char if keep else plain
        return self[code]


_FOLD = _Fold()


def fold(text: str) -> str:
    """The text with full-width letters, digits and signs made plain; same length, so offsets stay valid."""
    return text.translate(_FOLD)


@dataclass(frozen=True, slots=True)
class Period:
    """A printed period and the days it spans.

    `text` is as printed, without the brackets around it. `year` is western: the last one of a range or list, with a
    month the calendar year of that month, else the year named; None where no year is printed. `basis` is fiscal for
    年度 and FY, calendar for 年, 暦年 and months, else empty. `start` and `end` are both inclusive; a fiscal year runs
    from 1 April to 31 March, and so does a bare H29. Words such as まで or 以降 do not widen the span. `qualifiers` are
    drawn from cumulative, annual, estimated, provisional, planned, in this order.
    """

    text: str
    year: int | None
    basis: Basis
    start: date | None
    end: date | None
    qualifiers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Point:
    """One year, month or day. `number` is the year as printed in its era (`era` empty: western)."""

    year: int
    number: int
    era: str
    basis: Basis = ""
    month: int = 0
    day: int = 0
    last_day: int = 0
    bare: bool = False  # a western number that only its surroundings can make a year


FIRST_YEAR, LAST_YEAR = 1868, 2100
_FISCAL_START = 4
_MOST_POINTS = 24  # no report lists more, and a crafted text must not cost quadratic time

# Era: (letter, the year before its year 1, the highest year number accepted). Plans print H31 and beyond.
_ERAS = {
    "明治": ("M", 1867, 45),
    "大正": ("T", 1911, 15),
    "昭和": ("S", 1925, 64),
    "平成": ("H", 1988, 50),
    "令和": ("R", 2018, 60),
}
_ERA_SPELLINGS = {
    "㍾": "明治",
    "㍽": "大正",
    "㍼": "昭和",
    "㍻": "平成",
    "㋿": "令和",
    "s": "昭和",
    "h": "平成",
    "r": "令和",
    "showa": "昭和",
    "heisei": "平成",
    "reiwa": "令和",
}
_KANJI_DIGITS = {char: value for value, char in enumerate("〇一二三四五六七八九")}
_MONTH_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

_SP = r"[ \t]{0,2}"
_KANJI_NUMBER = "[一二三四五六七八九十]{1,3}"
_N = rf"(?:元|[0-9]{{1,2}}(?![0-9])|{_KANJI_NUMBER})"
_MN = rf"(?:[0-9]{{1,2}}(?![0-9])|{_KANJI_NUMBER})"
_SPAN_MARK = r"[~〜\-–—−―‐ー]"


def _rx(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


_PREFIX = _rx(
    rf"(?P<fiscal>fiscal[ ]years?|fiscal|fy){_SP}['’]?{_SP}"
    rf"|(?P<calendar>calendar[ ]years?|cy|暦年){_SP}|(?P<western>西暦){_SP}"
)
_ERA_YEAR = _rx(
    rf"(?P<name>明治|大正|昭和|平成|令和|[㍾㍽㍼㍻㋿]){_SP}(?P<n1>{_N})"
    rf"|(?P<letter>[hrs])(?:(?P<n2>[0-9]{{1,2}}(?![0-9])|元(?=年|決算|予算|実績|目標|[\s()・、,~〜/:\-]|$))"
    rf"|[. ]{_SP}(?P<n3>[0-9]{{1,2}}(?![0-9])|元)(?={_SP}年))"
    rf"|(?P<word>showa|heisei|reiwa)[ -](?P<n4>[0-9]{{1,2}}(?![0-9]))"
)
_WESTERN_YEAR = _rx(r"[0-9]{4}(?![0-9])|[一二三四五六七八九〇]{4}(?=年)")
_SHORT_YEAR = _rx(r"[0-9]{2}(?![0-9])")
_UNIT = _rx(rf"{_SP}(?:(?P<fiscal>年度|fy\b|fiscal[ ]year)|(?P<calendar>暦年|年(?![間代])|calendar[ ]year))")
_GLOSS = _rx(rf"{_SP}\({_SP}(?P<body>[^()]{{1,12}}?){_SP}\)")
_DAYS = rf"{_SP}(?P<day>{_MN})(?:{_SP}[・、,~〜\-–]{_SP}(?P<last_day>{_MN}))*{_SP}日(?!間|目)"
_MONTH_AFTER_UNIT = _rx(
    rf"{_SP}(?P<month>{_MN})(?:{_SP}月(?!間|号|額)(?:{_DAYS})?|(?={_SP}(?:{_SPAN_MARK}|・){_SP}(?:翌年?)?{_MN}{_SP}月))"
)
_MONTH_DOTTED = _rx(rf"\.(?P<month>[0-9]{{1,2}})(?![0-9])(?:\.(?P<dot_day>[0-9]{{1,2}})(?![0-9])|{_SP}月(?:{_DAYS})?)?")
_ISO = _rx(r"(?P<year>[0-9]{4})(?P<sep>[-/.])(?P<month>[0-9]{1,2})(?P=sep)(?P<day>[0-9]{1,2})(?![0-9])")
_MONTH_ENGLISH = _rx(
    r"(?:(?P<d1>[0-9]{1,2})(?:st|nd|rd|th)?[ ](?:of[ ])?)?"
    r"(?P<name>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?,?[ ]"
    r"(?:(?P<d2>[0-9]{1,2})(?:st|nd|rd|th)?,?[ ])?(?P<year>[0-9]{4})(?![0-9])"
)
# Months without a year; 旬 and the like are left to the closing words.
_MONTHS_ONLY = _rx(
    rf"(?P<head>(?:[0-9]{{1,2}}{_SP}(?:{_SPAN_MARK}|[・、]){_SP}(?:翌年?)?){{0,11}})[0-9]{{1,2}}{_SP}月(?!間|号|額)"
    rf"(?:{_DAYS.replace('?P<day>', '').replace('?P<last_day>', '')})?"
    rf"(?:{_SP}(?:{_SPAN_MARK}|[・、]){_SP}(?:翌年?)?[0-9]{{1,2}}{_SP}月){{0,11}}"
)
_EVERY_YEAR = _rx(r"毎会計年度|[毎各]年度|毎年|各年(?![齢代次])")

_RANGE = _rx(rf"{_SP}{_SPAN_MARK}{_SP}|{_SP}から{_SP}|[ ](?:to|through|until)[ ]")
_LIST = _rx(rf"{_SP}[・、,]{_SP}|{_SP}(?:及び|および|並びに){_SP}")
_ALIAS = _rx(rf"{_SP}/{_SP}")
_CARRIED = _rx(rf"(?P<n>[0-9]{{1,2}}(?![0-9])|元(?=年))(?P<unit>{_SP}(?:年度|暦年|年(?![間代])))?")
_CARRIED_MONTH = _rx(rf"(?P<next>翌年?)?{_SP}(?P<month>{_MN})(?:{_SP}月(?:{_DAYS})?)?")
_CARRIED_PAIR = _rx(r"(?P<a>[0-9]{1,2})\.(?P<b>[0-9]{1,2})(?![0-9.])")

_PART_OF_YEAR = r"第?[1-4一二三四]四半期|[上下]半?期|[前後]半"
_TIME_WORDS = (
    r"末日?|時点|現在|[上中下]旬|中(?![一-鿿])|まで|以降|以後|以前|頃|からの?(?=累計|累積|通算|合計|平均)|累計値?|累積|通算|延べ|合計|総計"
    r"|計(?![一-鿿])|年?平均値?|見込み?(?:を?含む|値|額|数|む)?|推[定計](?:値|額|数)?|速報値?|暫定値?|確[定報]値?|予定"
    r"|/年度?|毎年度?|各年度?" + "|" + _PART_OF_YEAR
)
# Only a whole cell may close with these: in a sentence they belong to what follows (H29実績は, H30目標).
_CELL_WORDS = r"実績値?|目標値?|基準値?|現状値?|計画値?|繰越分?|調査|決算値?|度末|数値|値|分|時|初"


def _closing(words: str) -> re.Pattern[str]:
    word = rf"(?:の?(?:{words}))"
    return _rx(rf"(?:{_SP}{word}|{_SP}\((?:{_SP}{word})+{_SP}\))+")


_CLOSING_TEXT = _closing(_TIME_WORDS)
_CLOSING_CELL = _closing(f"{_TIME_WORDS}|{_CELL_WORDS}")
_PART = _rx(_PART_OF_YEAR)

_QUALIFIERS = (
    ("cumulative", _rx("累計|累積|通算")),
    ("annual", _rx("毎年|各年|毎会計年度|/年")),
    ("estimated", _rx("見込|推定|推計")),
    ("provisional", _rx("速報|暫定")),
    ("planned", _rx("予定")),
)
_BRACKETS = {"(": ")", "[": "]", "【": "】", "〔": "〕", "<": ">", "〈": "〉", "《": "》"}

_STARTS = _rx(r"[0-9hrsfc明大昭平令㍾㍽㍼㍻㋿西暦毎各一二jfmasond]")
_AFTER_WORD = _rx(r"(?:in|by|since|from|until|till|during|for|of|years?|to|through|before|after|between|and|vs\.?)[ ]$")
_COUNTED = _rx(
    r"[ ]?(?:people|persons?|yen|million|billion|thousand|trillion|percent|per[ ]cent|tons?|tonnes?|companies|schools"
    r"|cases|visitors|municipalities|hectares|households|students|workers|events|items|km|ha)\b"
)
_JAPANESE = _rx(r"[぀-ヿ㐀-鿿]")
_LATIN = _rx(r"[a-z]")


def era_name(year: int) -> str:
    """The fiscal year's short era name: 2017 -> H29, 2019 -> R1. ValueError before 1868."""
    for letter, before, _ in reversed(_ERAS.values()):
        if year > before:
            return f"{letter}{year - before}"
    raise ValueError(f"no era for the year {year}")


def parse_period(text: str) -> Period | None:
    """The period that the whole text prints, which one pair of brackets may surround; None where it prints none."""
    start, end = inside_brackets(text)
    folded = fold(text[start:end])
    lead = len(folded) - len(folded.lstrip("~〜 "))
    body = folded[lead:].rstrip("~〜 ")
    found = _expression(body, 0, _CLOSING_CELL)
    if found is None or found[1] != len(body) or not body:
        return None
    points, _ = found
    return _period(text[start:end].strip(), body, points)


def find_periods(text: str) -> list[tuple[int, int, Period]]:
    """Every period in running text as (start, end, period), in order, without overlaps; `text[start:end]` is its text.

    A bare four-digit number counts only in an English sentence or after a word such as "in".
    """
    folded = fold(text)
    english = len(_LATIN.findall(folded)) > len(_JAPANESE.findall(folded))
    out: list[tuple[int, int, Period]] = []
    at = 0
    while (candidate := _STARTS.search(folded, at)) is not None:
        at = candidate.start()
        found = _expression(folded, at, _CLOSING_TEXT) if _stands_alone(folded, at) else None
        if found is None:
            at += 1
            continue
        points, end = found
        if _is_year_here(folded, at, found, english):
            out.append((at, end, _period(text[at:end], folded[at:end], points)))
        at = end
    return out


def inside_brackets(text: str) -> tuple[int, int]:
    """Offsets of the text without outer white space and without one pair of brackets around all of it."""
    start, end = len(text) - len(text.lstrip()), len(text.rstrip())
    body = fold(text[start:end])
    close = _BRACKETS.get(body[:1], "")
    if close and body.endswith(close) and body.find(close) == len(body) - 1:
        inner = text[start + 1 : end - 1]
        start, end = start + 1 + len(inner) - len(inner.lstrip()), start + 1 + len(inner.rstrip())
    return start, max(start, end)


def _stands_alone(text: str, at: int) -> bool:
    """Whether an expression may begin here: not inside a word, a number, or after a hyphen or slash inside one."""
    if at == 0 or not text[at].isascii():
        return True
    before, far = text[at - 1], text[at - 2 : at - 1]
    if before.isascii() and (before.isalnum() or before in "_$"):
        return False
    if text[at].isdigit() and before in "第▲△¥.":
        return False
    return not (before in "-.,/" and far.isascii() and far.isalnum())


def _is_year_here(text: str, at: int, found: tuple[list[_Point], int], english: bool) -> bool:
    points, end = found
    if re.fullmatch("[sS][0-9]", text[at:end]):
        # S3 is a product's name far more often than Showa 3, which is printed with its 年.
        return False
    if not points or not all(point.bare for point in points):
        return True
    if _COUNTED.match(text, end) or text[end : end + 1] in {"%", "円", "人", "件"}:
        return False
    if text[at - 1 : at] in {"-", "−", "+"}:
        return False
    return english or _AFTER_WORD.search(text[max(0, at - 10) : at]) is not None


def _expression(text: str, at: int, closing: re.Pattern[str]) -> tuple[list[_Point], int] | None:
    """The points and the end of the expression that begins at `at`; no points where it prints no year."""
    found = _points(text, at)
    if not found:
        return _yearless(text, at, closing)
    # Where the last point turns out to belong to a word (R6、R7x), those before it still stand.
    while found:
        last, end = found[-1]
        close = closing.match(text, end)
        if close is not None or _ends_word(text, end, last):
            return [point for point, _ in found], close.end() if close else end
        found.pop()
    return None


def _ends_word(text: str, end: int, last: _Point) -> bool:
    """Whether nothing right after a point shows that it was part of something else (H2O, R5.9%, S3)."""
    rest = text[end : end + 4]
    marked = text[end - 1] in "年度日月"
    if not rest:
        return True
    if rest[0].isascii() and (rest[0].isalnum() or rest[0] in "%_") and not marked:
        return False
    if not marked and len(rest) > 1 and rest[0] in ".," and rest[1] in "0123456789":
        return False
    if last.era and not marked and not last.month:
        return not rest.startswith(("ロケット", "型"))
    return True


def _yearless(text: str, at: int, closing: re.Pattern[str]) -> tuple[list[_Point], int] | None:
    found = _EVERY_YEAR.match(text, at) or _MONTHS_ONLY.match(text, at)
    if found is None or not all(1 <= int(month) <= 12 for month in re.findall("[0-9]+(?= *月)", found[0])):
        return None
    if found.re is _MONTHS_ONLY and not all(1 <= int(n) <= 12 for n in re.findall("[0-9]+", found["head"])):
        return None
    close = closing.match(text, found.end())
    return [], close.end() if close else found.end()


def _points(text: str, at: int) -> list[tuple[_Point, int]]:
    """One point, and those joined to it by range, list and alias marks, each with its end."""
    first = _point(text, at)
    if first is None:
        return []
    found = [first]
    while len(found) < _MOST_POINTS and (more := _joined(text, found[-1][1], found[-1][0])) is not None:
        found.append(more)
    return found


def _joined(text: str, at: int, last: _Point) -> tuple[_Point, int] | None:
    for mark in (_RANGE, _LIST, _ALIAS):
        join = mark.match(text, at)
        if join is None:
            continue
        found = _point(text, join.end()) or _carried(text, join.end(), last, listed=mark is not _RANGE)
        if found is not None and _may_join(last, found[0], mark, join[0]):
            return found
    return None


def _may_join(last: _Point, new: _Point, mark: re.Pattern[str], printed: str) -> bool:
    if mark is _ALIAS:
        return last.year == new.year and last.era != new.era
    if "," in printed and not (last.era and new.era) and not (last.bare and not new.bare):
        return False
    return (last.year, last.month, last.day) <= (new.year, new.month or last.month, new.day or last.day)


def _point(text: str, at: int) -> tuple[_Point, int] | None:
    """A point that names its own year."""
    return _western_date(text, at) or _year_point(text, at)


def _western_date(text: str, at: int) -> tuple[_Point, int] | None:
    """2018-11-01 and the like, November 2018, 1 November 2018."""
    found = _ISO.match(text, at)
    if found is not None:
        month, day = int(found["month"]), int(found["day"])
    else:
        found = _MONTH_ENGLISH.match(text, at)
        if found is None:
            return None
        month = _MONTH_NAMES.index(found["name"][:3].lower()) + 1
        day = int(found["d1"] or found["d2"] or 0)
    year = int(found["year"])
    point = _dated(_Point(year, year, ""), month, day, day)
    return (point, found.end()) if point and FIRST_YEAR <= year <= LAST_YEAR else None


def _year_point(text: str, at: int) -> tuple[_Point, int] | None:
    prefix = _PREFIX.match(text, at)
    named = _named_year(text, prefix.end() if prefix else at, short=bool(prefix and prefix["fiscal"]))
    if named is None:
        return None
    point, end = named
    end = _skip_gloss(text, end, point.year)
    unit = _UNIT.match(text, end)
    if unit is not None:
        end = _skip_gloss(text, unit.end(), point.year)
    basis = _basis(prefix) or _basis(unit)
    point = replace(point, basis=basis, bare=point.bare and not basis and prefix is None)
    return _with_month(text, end, point, unit is not None)


def _basis(found: re.Match[str] | None) -> Basis:
    if found is None:
        return ""
    if found["fiscal"]:
        return "fiscal"
    return "calendar" if found["calendar"] else ""


def _named_year(text: str, at: int, *, short: bool) -> tuple[_Point, int] | None:
    """A year by era or as four digits (two after FY), without its unit."""
    era = _ERA_YEAR.match(text, at)
    if era is not None:
        return _era_point(era)
    found = _WESTERN_YEAR.match(text, at)
    if found is not None:
        year = int("".join(str(_KANJI_DIGITS.get(char, char)) for char in found[0]))
        return (_Point(year, year, "", bare=True), found.end()) if FIRST_YEAR <= year <= LAST_YEAR else None
    found = _SHORT_YEAR.match(text, at) if short else None
    if found is None:
        return None
    return _Point(2000 + int(found[0]), 2000 + int(found[0]), ""), found.end()


def _era_point(found: re.Match[str]) -> tuple[_Point, int] | None:
    spelling = (found["name"] or found["letter"] or found["word"]).lower()
    era = _ERA_SPELLINGS.get(spelling, spelling)
    number = _number(found["n1"] or found["n2"] or found["n3"] or found["n4"])
    point = _in_era(era, number)
    return (point, found.end()) if point else None


def _in_era(era: str, number: int) -> _Point | None:
    _, before, last = _ERAS[era]
    return _Point(before + number, number, era) if 1 <= number <= last else None


def _number(printed: str) -> int:
    """The value of up to two digits, of 元, or of kanji up to 九十九; 0 where the kanji make no number."""
    if printed == "元":
        return 1
    if printed[0] in "0123456789":
        return int(printed)
    tens, ten, ones = printed.rpartition("十")
    if len(tens) > 1 or len(ones) > 1 or "十" in tens:
        return 0
    return (10 * _KANJI_DIGITS.get(tens, 1) if ten else 0) + _KANJI_DIGITS.get(ones, 0)


def _skip_gloss(text: str, at: int, year: int) -> int:
    """The end of a bracket that names the same year in the other style, as in 令和6（2024）年度; else `at`."""
    gloss = _GLOSS.match(text, at)
    if gloss is None:
        return at
    body = gloss["body"]
    named = _named_year(body, 0, short=False)
    if named is None or named[0].year != year or body[named[1] :].strip() not in {"", "年", "年度"}:
        return at
    return gloss.end()


def _with_month(text: str, end: int, point: _Point, has_unit: bool) -> tuple[_Point, int] | None:
    """The point with the month and day printed after it, if any; None where these are not a date."""
    found = (_MONTH_AFTER_UNIT if has_unit else _MONTH_DOTTED).match(text, end)
    if found is None or (not point.era and not has_unit and "月" not in found[0]):
        return point, end
    month = _number(found["month"])
    if point.basis == "fiscal" and 1 <= month < _FISCAL_START:
        point = replace(point, year=point.year + 1)
    dated = _dated(point, month, *_day_numbers(found))
    if dated is None:
        # 2018年13月 is no date; 平成29年 30月 neither.
        return None
    return dated, found.end()


def _day_numbers(found: re.Match[str]) -> tuple[int, int]:
    groups = found.groupdict()
    day, last = groups.get("dot_day") or groups.get("day"), groups.get("last_day")
    first = _number(day) if day else 0
    return first, _number(last) if last else first


def _dated(point: _Point, month: int, day: int, last_day: int) -> _Point | None:
    if not 1 <= month <= 12 or (day and not 1 <= day <= last_day <= monthrange(point.year, month)[1]):
        return None
    return replace(point, month=month, day=day, last_day=last_day, basis="calendar", bare=False)


def _carried(text: str, at: int, last: _Point, *, listed: bool) -> tuple[_Point, int] | None:
    """A point that leaves out the era, the century or the year of the one before it: H28～30, R7.4~6, 2016-18."""
    if last.month:
        return _carried_pair(text, at, last) or _carried_year(text, at, last, listed) or _carried_month(text, at, last)
    return _carried_year(text, at, last, listed)


def _carried_year(text: str, at: int, last: _Point, listed: bool) -> tuple[_Point, int] | None:
    found = _CARRIED.match(text, at)
    if found is None or (last.month and not found["unit"]):
        return None
    point = _next_year(last, _number(found["n"]))
    if point is None:
        return None
    if found["unit"]:
        basis: Basis = "fiscal" if found["unit"].endswith("度") else "calendar"
        return _with_month(text, found.end(), replace(point, basis=basis), has_unit=True)
    bound = _bare_end(text, found.end()) and (not listed or "・" in text[at - 2 : at])
    return (replace(point, bare=last.bare), found.end()) if bound else None


def _next_year(last: _Point, number: int) -> _Point | None:
    """The year that `number` names in the era or century of `last`, if it does not go back."""
    if last.era:
        return _in_era(last.era, number) if number >= last.number else None
    year = last.number - last.number % 100 + number
    return _Point(year, year, "") if year >= last.number and year <= LAST_YEAR else None


def _bare_end(text: str, end: int) -> bool:
    """Whether a number without a unit ends here and counts nothing: H28～30 but not H28～30人."""
    rest = text[end : end + 1]
    if _CLOSING_CELL.match(text, end):
        return True
    return not rest or rest in "はがをにのとでもへや" or not (rest.isalnum() or rest in "%‰℃" or rest in ".,~")


def _carried_month(text: str, at: int, last: _Point) -> tuple[_Point, int] | None:
    found = _CARRIED_MONTH.match(text, at)
    if found is None or ("月" not in found[0] and not _bare_end(text, found.end())):
        return None
    month = _number(found["month"])
    if not found["next"] and month < last.month:
        return None
    year = last.year + 1 if found["next"] else last.year
    point = _dated(replace(last, year=year, number=last.number + year - last.year), month, *_day_numbers(found))
    return (point, found.end()) if point else None


def _carried_pair(text: str, at: int, last: _Point) -> tuple[_Point, int] | None:
    """R7.4～8.3 carries the era over to a year and month, R7.4.1～9.30 the year to a month and day."""
    found = _CARRIED_PAIR.match(text, at)
    if found is None or not _bare_end(text, found.end()):
        return None
    first, second = int(found["a"]), int(found["b"])
    if last.day:
        point = _dated(last, first, second, second)
    else:
        year = _next_year(last, first) if last.era else None
        point = _dated(year, second, 0, 0) if year else None
    return (point, found.end()) if point else None


def _period(printed: str, folded: str, points: list[_Point]) -> Period:
    qualifiers = tuple(name for name, pattern in _QUALIFIERS if pattern.search(folded))
    if not points:
        basis: Basis = "fiscal" if "年度" in folded else "calendar"
        return Period(printed, None, basis, None, None, qualifiers)
    basis = points[-1].basis or points[0].basis
    # H28～30年度 prints the unit once, for both.
    spans = [_span(point if point.basis else replace(point, basis=basis)) for point in points]
    start, end = min(span[0] for span in spans), max(span[1] for span in spans)
    part = _PART.search(folded)
    if part is not None and len(points) == 1 and not points[0].month:
        start, end = _part_of_year(start, part[0])
    return Period(printed, points[-1].year, basis, start, end, qualifiers)


def _span(point: _Point) -> tuple[date, date]:
    if point.day:
        return date(point.year, point.month, point.day), date(point.year, point.month, point.last_day)
    if point.month:
        return date(point.year, point.month, 1), _month_end(point.year, point.month)
    if point.basis == "calendar":
        return date(point.year, 1, 1), date(point.year, 12, 31)
    return date(point.year, _FISCAL_START, 1), date(point.year + 1, _FISCAL_START - 1, 31)


def _part_of_year(start: date, word: str) -> tuple[date, date]:
    """The half or quarter that `word` names of the year beginning at `start`."""
    if word.endswith("四半期"):
        number = _number(word.removeprefix("第")[0])
        return _months(start, 3 * (number - 1), 3)
    return _months(start, 0 if word[0] in "上前" else 6, 6)


def _months(start: date, offset: int, length: int) -> tuple[date, date]:
    first, last = start.month - 1 + offset, start.month - 2 + offset + length
    year, month = start.year + last // 12, last % 12 + 1
    return date(start.year + first // 12, first % 12 + 1, 1), _month_end(year, month)


def _month_end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])
