"""A base or target asked for beside the value of a year: how many in 2021, against how many planned?"""

import re
from collections.abc import Collection, Sequence

from index.figure import Figure, Measure

_AIMS: frozenset[Measure] = frozenset({"baseline", "target", "interim_target"})
_BESIDE = re.compile(r"\b(?:against|versus|vs|compared|out of|and|from)\b|に対し|比べ", re.IGNORECASE)


def beside(text: str, measures: Collection[Measure], dated: Sequence[Figure], all_of: Sequence[Figure]) -> list[Figure]:
    """The figures of the year asked for and those of the measure, which are of another year; none where one lacks."""
    aims = [figure for figure in all_of if figure.measure in measures]
    if not dated or not aims or set(measures) - _AIMS or not _BESIDE.search(text):
        return []
    return [*dated, *aims]
