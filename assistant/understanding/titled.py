"""Reports named in English by kind, date or edition: the FY2020 evaluation sheet is 令和2年度 基本評価調書."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from index.period import Period, find_periods

Spans = list[tuple[int, int]]

# What English calls a document, and what titles print for it, the likeliest first.
_KINDS: Mapping[str, tuple[str, ...]] = {
    "evaluation sheet": ("評価調書", "調書", "評価シート", "評価"),
    "evaluation form": ("評価調書", "調書", "評価シート", "評価"),
    "evaluation report": ("調書", "評価"),
    "policy evaluation": ("政策評価", "評価"),
    "evaluation": ("評価", "調書", "検証"),
    "assessment sheet": ("評価シート", "調書"),
    "review": ("評価", "検証", "点検", "実績"),
    "progress report": ("推進状況", "進捗状況", "進捗", "実施状況"),
    "status report": ("推進状況", "進捗状況", "実施状況"),
    "implementation report": ("実施状況", "実績", "推進状況"),
    "strategy progress report": ("推進状況", "進捗状況"),
    "comprehensive strategy": ("総合戦略", "戦略"),
    "strategy report": ("戦略",),
    "strategy table": ("戦略",),
    "strategy": ("戦略",),
    "grant sheet": ("交付金", "補助金"),
    "grant list": ("交付金", "補助金"),
    "grant table": ("交付金", "補助金"),
    "grant document": ("交付金", "補助金"),
    "subsidy list": ("補助金", "交付金"),
    "project list": ("一覧",),
    "list of projects": ("一覧",),
    "tourism plan": ("観光",),
    "environmental plan": ("環境",),
    "environment plan": ("環境",),
    "budget outline": ("予算",),
    "budget summary": ("予算",),
    "budget document": ("予算",),
    "statement of accounts": ("決算",),
    "statistics": ("統計",),
    "statistical report": ("統計",),
    "white paper": ("白書",),
    "vision": ("ビジョン",),
    "plan": ("計画", "プラン"),
    "list": ("一覧",),
    "report": (),
    "document": (),
    "sheet": (),
    "form": (),
    "table": (),
    "paper": (),
}
# Alone, without a date, these name no one report.
_VAGUE = frozenset(
    "strategy strategies plan vision list report document sheet form table paper evaluation review".split()
)
_KIND = "|".join(rf"{kind}s?" for kind in sorted(_KINDS, key=len, reverse=True))
_BEHIND = re.compile(rf"(?:['’]s)?(?:\s+[A-Za-z-]+){{0,2}}?\s+({_KIND})\b", re.IGNORECASE)
_ALONE = re.compile(rf"\b({_KIND})\b", re.IGNORECASE)
# When the plan was drawn up is a time.
_MADE = re.compile(r"\s+(?:was|were|is|began|started)\b", re.IGNORECASE)
_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth".split()
_EDITION = re.compile(
    rf"\b(?:({'|'.join(_ORDINALS)})|(\d)(?:st|nd|rd|th))[- ](?:phase|term|stage|period|edition)(?:\s+(?:{_KIND})\b)?"
    rf"|\b(?:phase|term|stage)[- ](\d)(?:\s+(?:{_KIND})\b)?"
    rf"|\b({'|'.join(_ORDINALS)})\s+(?:comprehensive\s+)?(?:strategy|plan)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Titled:
    """A report's id and title, and whether it is of a period."""

    report: str
    title: str
    is_of: Callable[[Period], bool]


def named_in_english(text: str, reports: Sequence[Titled]) -> tuple[tuple[str, ...], Spans]:
    """The ids of the reports that an English question names by kind, date or edition, and the spans that do."""
    ids: list[str] = []
    spans: Spans = []
    for found, named in [*_dated(text, reports), *_editions(text, reports), *_alone(text, reports)]:
        if not ids or set(named) <= set(ids) or not any(start < found[1] and found[0] < end for start, end in spans):
            ids += named
            spans.append(found)
    return tuple(dict.fromkeys(ids)), spans


def _dated(text: str, reports: Sequence[Titled]) -> Iterator[tuple[tuple[int, int], list[str]]]:
    for start, end, period in find_periods(text):
        kind = _BEHIND.match(text, end)
        if kind:
            named = _of_kind(kind[1], [report for report in reports if report.is_of(period)])
            if named:
                yield (start, end), named
                yield kind.span(1), named


def _editions(text: str, reports: Sequence[Titled]) -> Iterator[tuple[tuple[int, int], list[str]]]:
    for match in _EDITION.finditer(text):
        word = (match[1] or match[4] or "").lower()
        number = _ORDINALS.index(word) + 1 if word else int(match[2] or match[3])
        named = [report.report for report in reports if re.search(rf"第\s*{number}\s*[期次版]", report.title)]
        if named:
            yield match.span(), named


def _alone(text: str, reports: Sequence[Titled]) -> Iterator[tuple[tuple[int, int], list[str]]]:
    for match in _ALONE.finditer(text):
        named = _of_kind(match[1], reports)
        if match[1].lower() not in _VAGUE and len(named) == 1 and not _MADE.match(text, match.end()):
            yield match.span(), named


def _of_kind(kind: str, reports: Sequence[Titled]) -> list[str]:
    """Those whose title prints the likeliest word of the kind that any title prints; all where the kind says none."""
    said = kind.lower()
    printed = _KINDS.get(said, _KINDS.get(said.removesuffix("s"), ()))
    if not printed:
        return [report.report for report in reports]
    found = ([report.report for report in reports if word in report.title] for word in printed)
    return next((named for named in found if named), [])
