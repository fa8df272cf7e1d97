"""Years that a table names in relation to its own, 本年度 and 前年度, by what the report says they are."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from index.period import Period, find_periods, fold
from index.tables.heading_path import Path, read_label

_DISTANCE = {
    "本年度": 0, "当年度": 0, "今年度": 0, "前年度": -1, "昨年度": -1, "前々年度": -2, "翌年度": 1, "次年度": 1,
}  # fmt: skip
_WORD = "(?P<word>" + "|".join(sorted(_DISTANCE, key=len, reverse=True)) + ")"
_STATED = re.compile(rf"{_WORD}\s*(?:[:=は]|とは|\()\s*$")
_LEADING = re.compile(_WORD)
# A year in a title is the report's own only where a budget or its accounts are of that year.
_OWN_YEAR = re.compile("予算|決算")
_OTHER_COLUMNS = re.compile("比|増減|対|から|以")


@dataclass(frozen=True, slots=True)
class RelativeYears:
    """The year of each relative word that is known, as a period printed in that word."""

    of: Mapping[str, Period] = field(default_factory=dict)

    def told(self, path: Path) -> Path:
        """A column's path, its relative year as its period: 本年度予算額 is the budget of that year."""
        match = _LEADING.match(path.words[-1]) if path.words and path.period is None else None
        period = self.of.get(match["word"]) if match is not None else None
        if match is None or period is None:
            return path
        label = read_label(path.words[-1][match.end() :])
        if _OTHER_COLUMNS.match(label.printed):
            return path
        words = (*path.words[:-1], label.words) if label.words else path.words[:-1]
        return replace(path, words=words, period=period, measure=label.measure or path.measure)


def relative_years(texts: Iterable[str], title: str) -> RelativeYears:
    """What the words around a table say of its relative years, else what its report's title does."""
    stated = _stated(texts)
    own = None if stated else _own_year(title)
    if own is not None:
        stated = {word: year for word, distance in _DISTANCE.items() if (year := _fiscal(word, own, distance))}
    return RelativeYears(stated)


def _stated(texts: Iterable[str]) -> dict[str, Period]:
    """本年度：令和７年度; a word that is said to be two years is none."""
    found: dict[str, Period | None] = {}
    for text in texts:
        for start, _, period in find_periods(text):
            match = _STATED.search(fold(text[:start]))
            if match is not None and period.year is not None:
                same = found.get(match["word"], period)
                agreed = same is not None and same.year == period.year
                found[match["word"]] = replace(period, text=match["word"]) if agreed else None
    return {word: period for word, period in found.items() if period is not None}


def _own_year(title: str) -> int | None:
    years = {period.year for _, _, period in find_periods(title) if period.basis == "fiscal"}
    return years.pop() if len(years) == 1 and _OWN_YEAR.search(title) else None


def _fiscal(word: str, own: int, distance: int) -> Period:
    year = own + distance
    return Period(word, year, "fiscal", date(year, 4, 1), date(year + 1, 3, 31), ())
