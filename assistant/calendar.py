"""Era and western years side by side, for those who ask what H32 is in 令和."""

import re

_ASKS = re.compile(
    r"(?:令和|平成|昭和|西暦|和暦|元号)(?:で|に|だと|では|でいう|に直す|は)[^。]{0,10}?(?:何年|いつ|どう)|(?:令和|平成|西暦|和暦)(?:の)?何年|"
    r"(?:what|which) (?:year )?(?:in|of) (?:the )?(?:reiwa|heisei|western calendar)",
    re.IGNORECASE,
)
_REIWA, _HEISEI, _SHOWA = 2019, 1989, 1926


def asks_calendar(text: str) -> bool:
    """Whether a question asks for a year in another calendar."""
    return bool(_ASKS.search(text))


def in_both_calendars(year: int) -> str:
    """A fiscal year in its era and in western years: 2020 → 令和2年度（2020年度）."""
    era, number = _era(year)
    return f"{era}{'元' if number == 1 else number}年度（{year}年度）"


def era_numbers(year: int) -> tuple[int, int]:
    """The numbers that `in_both_calendars` prints."""
    return _era(year)[1], year


def _era(year: int) -> tuple[str, int]:
    for name, first in (("令和", _REIWA), ("平成", _HEISEI), ("昭和", _SHOWA)):
        if year >= first:
            return name, year - first + 1
    return "西暦", year
