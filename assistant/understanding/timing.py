"""The single times that a question names in a row: 平成26年、平成29年 are two years, and neither is their span."""

import re
from collections.abc import Iterable

from index.period import Period, parse_period

_JOINED = re.compile(r"[、,，・]|と|および|及び|\band\b|&")


def single_periods(found: Iterable[Period]) -> tuple[Period, ...]:
    """Each period by itself, those that are named in a row as well."""
    return tuple(dict.fromkeys(one for period in found for one in _singles(period)))


def _singles(period: Period) -> list[Period]:
    parts = [part.strip() for part in _JOINED.split(period.text) if part.strip()]
    parsed = [parse_period(part) for part in parts]
    known = [one for one in parsed if one is not None and one.year is not None]
    return known if 1 < len(known) == len(parts) else [period]
