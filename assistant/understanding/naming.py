"""Which reports a question names: by date and kind (2018年11月の資料), by edition (第3期), or by kind alone."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, partial

from assistant.understanding.romanised import Publishers
from assistant.understanding.titled import Titled, named_in_english
from index.period import Period, find_periods
from index.report import Report
from index.text import clean

# Nouns that name a document. A noun that only one report's title holds names that report without a date.
_KINDS = (
    "基本評価調書 評価調書 調書 推進状況 進捗状況 実施状況 取組状況 一覧表 一覧 報告書 報告 計画書 ビジョン "
    "総合戦略 戦略 交付金 白書 資料 文書 レポート 冊子 版 "
    "document report paper list record strategy evaluation sheet plan"
).split()
_VAGUE = frozenset(
    "一覧 資料 文書 レポート 冊子 版 報告 戦略 document report paper list record strategy evaluation sheet plan".split()
)
# An English word is one of its own: reported is no report.
_WORDS = [rf"\b{kind}s?\b" if kind.isascii() else kind for kind in sorted(_KINDS, key=len, reverse=True)]
_KIND = re.compile("|".join(_WORDS), re.IGNORECASE)
_EDITION = re.compile(r"第\s*(\d+)\s*[期次版](?:の?(?:総合)?(?:戦略|計画))?")
# third-phase strategy, phase 3, the 3rd edition
_ORDINALS = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "fifth": 5,
    "1st": 1,
    "2nd": 2,
    "3rd": 3,
    "4th": 4,
    "5th": 5,
}
_ENGLISH_EDITION = re.compile(
    rf"\b({'|'.join(_ORDINALS)})[- ](?:phase|term|period|edition|round)(?:[- ](?:strategy|plan))?"
    r"|\bphase (\d)(?: strategy| plan)?\b",
    re.IGNORECASE,
)
# 2018年11月の資料, R2年度のものづくり調書; and the other way round 総合戦略（2018年11月）.
_BEHIND = re.compile(rf"[^。、,.?？!！]{{0,9}}?({_KIND.pattern})", re.IGNORECASE)
# In English a word or two may stand between, but no other part of the sentence: the 2018 progress report.
_BEHIND_ENGLISH = re.compile(
    rf"(?: (?!(?:of|in|on|at|for|from|to|by|and|or|the|a|an|per|is|was|are|were|did|does|do|has|have)\b)[a-z-]+){{0,2}}"
    rf" ({_KIND.pattern})",
    re.IGNORECASE,
)
# 2018年11月時点 is as that month's report says.
_AS_OF = re.compile(r"()(?:時点|現在)")
_AS_OF_WITHIN = re.compile(r"()(?:時点|現在)$")
# A plan that is made is the event, and no document.
_MADE = re.compile(r"(?:を|が|の)?(?:作[っるり]|つく[っるり]|立て|たて|策定|始ま|はじま|スタート|でき[たる])")
_BEFORE = re.compile(rf"({_KIND.pattern})[(（]$", re.IGNORECASE)


_AUTHORITY = re.compile(r"..[都道府県市区町村]$")


@dataclass(frozen=True, slots=True)
class _Name:
    report: str
    title: str
    periods: tuple[Period, ...]
    year: int | None
    month: int | None


class ReportNames:
    """The names of the reports of one index."""

    def __init__(self, reports: Sequence[Report]) -> None:
        self._names = [_name(report) for report in reports]
        self._reports = tuple(reports)

    @cached_property
    def _owners(self) -> frozenset[str]:
        owners = {clean(report.publisher) for report in self._reports}
        return frozenset(owner for owner in owners if _AUTHORITY.search(owner))

    def owners_in(self, text: str) -> list[str]:
        """The authorities that a text names and whose reports are here; the longest where one is in another."""
        said = [owner for owner in self._owners if owner in text]
        return sorted((one for one in said if not any(one != other and one in other for other in said)), key=text.find)

    @cached_property
    def in_latin(self) -> Publishers:
        """The reports' publishers in Latin letters; made when the first English question comes."""
        return Publishers(self._reports)

    def named_in_english(self, text: str) -> tuple[tuple[str, ...], list[tuple[int, int]]]:
        """As `named_in`, for what English calls reports, and whose they are."""
        titled = [Titled(name.report, name.title, partial(_same_date, name)) for name in self._names]
        ids, spans = named_in_english(text, titled)
        published, more = self.in_latin.named_in(text)
        own = [report for report in published if report in ids] or published or ids
        return tuple(own), [*spans, *more]

    def named_in(self, text: str) -> tuple[tuple[str, ...], list[tuple[int, int]]]:
        """The ids of the reports that a cleaned question names, and the spans of its words that name them."""
        ids: list[str] = []
        spans: list[tuple[int, int]] = []
        for start, end, period in find_periods(text):
            kind = _BEHIND.match(text, end) or _BEHIND_ENGLISH.match(text, end) or _BEFORE.search(text, 0, start)
            if kind is None and _is_month(period):
                kind = _AS_OF.match(text, end) or _AS_OF_WITHIN.search(text, start, end)
            dated = self._dated(period, kind[1]) if kind else []
            if kind and dated:
                ids += dated
                spans += [(start, kind.end(1)) if text[start:end].isascii() and kind.end(1) > end else (start, end)]
                spans.append(kind.span(1))
        for found, named in self._by_edition(text):
            ids += named
            spans.append(found)
        for found, named in self._by_kind(text):
            if not ids or set(named) <= set(ids):
                ids += named
                spans.append(found)
        return tuple(dict.fromkeys(ids)), spans

    def dated(self, periods: Sequence[Period]) -> tuple[str, ...]:
        """The ids of the reports whose title or publication is of one of the periods."""
        return tuple(name.report for name in self._names if any(_same_date(name, period) for period in periods))

    def _dated(self, period: Period, kind: str) -> list[str]:
        dated = [name for name in self._names if _same_date(name, period)]
        own = [name for name in dated if kind in name.title]
        return [name.report for name in own or dated]

    def _by_edition(self, text: str) -> list[tuple[tuple[int, int], list[str]]]:
        found: list[tuple[tuple[int, int], list[str]]] = []
        editions = [(match, match[1]) for match in _EDITION.finditer(text)]
        editions += [(match, match[2] or str(_ORDINALS[match[1].lower()])) for match in _ENGLISH_EDITION.finditer(text)]
        for match, edition in editions:
            named = [name.report for name in self._names if re.search(rf"第\s*{edition}\s*[期次版]", name.title)]
            if named:
                found.append((match.span(), named))
        return found

    def _by_kind(self, text: str) -> list[tuple[tuple[int, int], list[str]]]:
        found: list[tuple[tuple[int, int], list[str]]] = []
        for match in _KIND.finditer(text):
            if _MADE.match(text, match.end()):
                continue
            named = [name.report for name in self._names if match[0] in name.title]
            if match[0].lower().removesuffix("s") in _VAGUE:
                found.append((match.span(), []))
            elif len(named) == 1:
                found.append((match.span(), named))
        return found


def _name(report: Report) -> _Name:
    title = clean(report.title)
    published = report.published
    return _Name(
        report.id,
        title,
        tuple(period for _, _, period in find_periods(title)),
        published.year if published else None,
        published.month if published else None,
    )


def _is_month(period: Period) -> bool:
    if period.start is None or period.end is None:
        return False
    return (period.start.year, period.start.month) == (period.end.year, period.end.month)


def _same_date(name: _Name, period: Period) -> bool:
    if _is_month(period) and period.start is not None:
        return (name.year, name.month) == (period.start.year, period.start.month)
    if name.periods:
        return any(own.year == period.year for own in name.periods)
    return name.year == period.year
