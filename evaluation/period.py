"""Years, months and days in plain text: H29, 令和元年度, R7.3, FY2017, 2018年11月, 2018-11-01, 30 November 2018."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

_HEISEI, _REIWA, _SHOWA = 1988, 2018, 1925  # the year before each era's first
_ERAS: Mapping[str, int] = {
    "h": _HEISEI, "平成": _HEISEI, "heisei": _HEISEI, "r": _REIWA, "令和": _REIWA, "reiwa": _REIWA,
    "s": _SHOWA, "昭和": _SHOWA, "showa": _SHOWA,
}  # fmt: skip
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH_NAME = "|".join((
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sept?", "oct", "nov", "dec",
))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Period:
    """A time as printed. Several `years` are readings of which one must hold (29年度 without its era)."""

    text: str
    start: int
    years: tuple[int, ...] = ()
    month: int | None = None
    day: int | None = None


_Reading = Callable[[re.Match[str]], list[Period]]


def _date(match: re.Match[str]) -> list[Period]:
    parts = match.groupdict()
    month, day = (int(parts[name]) if parts.get(name) else None for name in ("month", "day"))
    years = (int(parts["year"]),) if parts.get("year") else ()
    return [Period(match[0], match.start(), years, month, day)]


def _era(match: re.Match[str]) -> list[Period]:
    """An era year, its month, and further years of the same era: H27~29, R4・5."""
    zero = _ERAS[match["era"].strip()]
    first = 1 if match["number"] == "元" else int(match["number"])
    month = int(match["month"]) if match["month"] else None
    periods = [Period(match[0], match.start(), (zero + first,), month)]
    further = re.findall(r"\d+", match["more"] or "")
    return periods + [Period(match[0], match.start(), (zero + int(number),)) for number in further]


def _years(match: re.Match[str]) -> list[Period]:
    return [Period(match[0], match.start(), (int(year),)) for year in re.findall(r"(?:19|20)\d\d", match[0])]


def _eraless(match: re.Match[str]) -> list[Period]:
    number = int(match["number"])
    return [Period(match[0], match.start(), (_HEISEI + number, _REIWA + number))]


def _named_month(match: re.Match[str]) -> list[Period]:
    day = match["before"] or match["after"]
    month = _MONTHS.index(match["name"][:3]) + 1
    return [Period(match[0], match.start(), (), month, int(day) if day else None)]


_SAME_ERA = r"(?P<more>(?:[~・-]\d{1,2}(?=年|\)|累計|の|平均|実績|、|。| |$)(?:年度?)?)*)"
# Tried in this order, each on what the earlier ones left.
_READINGS: tuple[tuple[re.Pattern[str], _Reading], ...] = (
    (re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)([-/.])(?P<month>\d{1,2})\2(?P<day>\d{1,2})(?!\d)"), _date),
    (
        re.compile(
            r"(?<!\d)(?P<year>(?:19|20)\d\d)(?:年 ?|/)(?P<month>1[0-2]|0?[1-9])(?:月|(?!\d))(?:(?P<day>\d{1,2})日)?"
        ),
        _date,
    ),
    (
        re.compile(
            # Spaces are gone: "in 令和2年" reads in令和2年.
            r"(?:(?<!\d)(?=[平令昭])|(?<![a-z\d]))(?P<era>[hrs]|平成|令和|昭和|heisei ?|reiwa ?|showa ?)"
            r"(?P<number>\d{1,2}|元)(?!\d)"
            r"(?:\.(?P<month>\d{1,2})(?![\d%]))?(?:年度?|度)?" + _SAME_ERA
        ),
        _era,
    ),
    (re.compile(r"(?<![\d.])(?:fy ?|fiscal (?:years? )?)?(?:(?:19|20)\d\d[~・-])*(?:19|20)\d\d年度?(?!間)"), _years),
    (re.compile(r"(?<![a-z])(?:fy ?|fiscal (?:years? )?)(?:19|20)\d\d(?!\d)"), _years),
    (re.compile(r"(?<![\d.])(?P<number>\d{1,2})年度"), _eraless),
    (re.compile(r"(?<![\d.])(?P<month>1[0-2]|0?[1-9])月(?!間)(?:(?P<day>\d{1,2})日)?"), _date),
    (
        re.compile(
            rf"(?:(?<!\d)(?P<before>\d{{1,2}}) )?\b(?P<name>{_MONTH_NAME})\b\.?"
            r"(?: (?P<after>\d{1,2})(?!\d|[%.]\d|%| ?[a-z]))?"
        ),
        _named_month,
    ),
)


def periods(text: str) -> tuple[list[Period], str]:
    """The periods of plain text, and the text with each blanked out, so that offsets stay the same."""
    found: list[Period] = []
    for pattern, reading in _READINGS:
        for match in pattern.finditer(text):
            found += reading(match)
        text = pattern.sub(lambda match: "#" * len(match[0]), text)
    return sorted(found, key=lambda period: period.start), text
