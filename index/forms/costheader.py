"""The header of a project ledger, put together from the lines that a page scatters it over."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.figure import Measure
from index.forms.piece import Page, Piece
from index.period import Period, find_periods, fold, parse_period

_MEASURES: dict[str, Measure] = {
    "前年度からの繰越事業費": "carry_over",
    "前年度繰越事業費": "carry_over",
    "前年度からの繰越額": "carry_over",
    "前年度繰越額": "carry_over",
    "繰越事業費": "carry_over",
    "繰越額": "carry_over",
    "当初予算額": "budget",
    "予算額": "budget",
    "総事業費": "budget",
    "事業費": "budget",
    "一般財源": "general_fund",
    "本庁": "staff_head",
    "出先機関": "staff_branch",
    "出先": "staff_branch",
    "人工計": "staff",
    "人工": "staff",
    "フルコスト": "full_cost",
}
_OTHERS = tuple(
    """
    整理番号 事業番号 番号 政策体系 施策体系 施策コード 事務事業名 事業名 事務事業概要 事業概要 概要 課・局室名 課・室名
    課室名 課名 局名 部局名 担当課 担当課名 所管課 所管課名 執行体制 人員 うち 内訳 備考
    """.split()
)
_TERMS = tuple(sorted((*_MEASURES, *_OTHERS), key=len, reverse=True))
_UNIT = re.compile(r"\((?:単位[::]?)?(?P<unit>[百千万億]*円)\)")
_TERM = re.compile("|".join(map(re.escape, _TERMS)))
_PART = "うち"
STAFF: tuple[Measure, ...] = ("staff_head", "staff_branch", "staff")


@dataclass(frozen=True, slots=True)
class CostHeader:
    """What a header prints: its measures in the order of the text, each with its unit, and the year of its costs.

    `order` need not be that of the columns: the words of a header of two rows are printed in any order. `within` says
    that the general fund is marked as a part (うち) of the cost before it. `lines` are the lines it stands on.
    """

    order: tuple[Measure, ...]
    units: dict[Measure, str]
    period: Period | None
    within: bool
    lines: tuple[int, ...]


def read_cost_header(page: Page, skipped: frozenset[int]) -> CostHeader | None:
    """The header on a page, None where the page names fewer than three measures; lines in `skipped` are no header."""
    found = _header_lines([(n, line) for piece in page for n, line in piece.numbered if n not in skipped])
    printed = "".join("".join(line.split()) for _, line in found)
    text = fold(printed)
    named = list(_named(text))
    order = tuple(dict.fromkeys(measure for measure, _ in named))
    if len(order) < 3:
        return None
    return CostHeader(
        order,
        _units(text, named),
        _period(printed, named),
        f"{_PART}一般財源" in text,
        tuple(number for number, _ in found),
    )


def is_header(piece: Piece, header: CostHeader | None) -> bool:
    """Whether all lines of a piece are lines of the header."""
    return header is not None and all(number in header.lines for number, _ in piece.numbered)


def _header_lines(lines: Sequence[tuple[int, str]]) -> list[tuple[int, str]]:
    """The lines that hold parts of a header and nothing else; a year or a unit alone counts only beside a word."""
    fits = [all(map(_is_fragment, fold(line).split())) for _, line in lines]
    worded = [fit and not all(map(_is_aside, fold(line).split())) for fit, (_, line) in zip(fits, lines, strict=True)]
    return [line for n, line in enumerate(lines) if worded[n] or (fits[n] and any(worded[max(0, n - 1) : n + 2]))]


def _is_aside(token: str) -> bool:
    return not _UNIT.sub("", token) or parse_period(_UNIT.sub("", token)) is not None


def _is_fragment(token: str) -> bool:
    if _is_aside(token):
        return True
    plain = _UNIT.sub("", token)
    for _, end, _ in find_periods(plain)[:1]:
        plain = plain[end:] or plain
    return any(plain in term for term in _TERMS) or _TERM.sub("", plain) == ""


def _named(text: str) -> Iterator[tuple[Measure, re.Match[str]]]:
    for match in _TERM.finditer(text):
        measure = _MEASURES.get(match.group())
        if measure is not None:
            yield measure, match


def _units(text: str, named: Sequence[tuple[Measure, re.Match[str]]]) -> dict[Measure, str]:
    """The unit of each column of money: the one behind its word, else the only one that the header prints."""
    printed = {match["unit"] for match in _UNIT.finditer(text)}
    only = printed.pop() if len(printed) == 1 else ""
    units: dict[Measure, str] = {}
    for measure, match in named:
        own = _UNIT.match(text, match.end())
        if measure not in STAFF:
            units.setdefault(measure, own["unit"] if own else only)
    units["general_fund"] = units.get("general_fund", "") or units.get("budget", "")
    return units


def _period(text: str, named: Sequence[tuple[Measure, re.Match[str]]]) -> Period | None:
    """The year printed before the word for the cost, else the only one in the header."""
    periods = [found for found in find_periods(text) if found[2].year is not None]
    starts = [match.start() for measure, match in named if measure == "budget"]
    own = [period for _, end, period in periods if end in starts]
    distinct = {period.year: period for _, _, period in periods}
    if own:
        return own[0]
    return next(iter(distinct.values())) if len(distinct) == 1 else None
