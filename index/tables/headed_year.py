"""The fiscal year that a heading or the title says a list of budgets is of."""

import re
from collections.abc import Iterable

from index.period import Period, find_periods

# The year of an evaluation or a plan is not the year of the money in it, and what is made in a year may be of another.
_OTHER = re.compile(
    "評価|検証|点検|振り返り|実績報告|白書|年報|要覧|版|策定|改[定訂]|計画|ビジョン|戦略|構想|から|以降|まで|[~～〜]"
)
_YEAR_DAYS = 366


def headed_year(texts: Iterable[str]) -> Period | None:
    """The one fiscal year that the first text to name any year names (令和6年度補助金一覧); none where that is open."""
    for text in texts:
        periods = [period for _, _, period in find_periods(text) if period.year is not None]
        if periods:
            first = periods[0]
            whole = len(periods) == 1 and first.basis == "fiscal" and _is_one_year(first)
            return first if whole and not _OTHER.search(text) else None
    return None


def _is_one_year(period: Period) -> bool:
    return period.start is not None and period.end is not None and 364 <= (period.end - period.start).days < _YEAR_DAYS
