"""The rows of a cost table: 事業費, うち一般財源, 人件費, フルコスト, and which measure each of them is."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from index.figure import Measure
from index.tables.heading_path import Path
from index.text import clean

_MEASURES: tuple[tuple[Measure, re.Pattern[str]], ...] = (
    ("budget", re.compile("(?:総|直接)?事業費(?:合?計)?|予算額|決算額|予算現額")),
    ("general_fund", re.compile("(?:うち)?一般財源額?")),
    ("carry_over", re.compile("(?:うち)?(?:前年度(?:から)?の?)?繰越(?:額|事業費|予算額|分)")),
    ("full_cost", re.compile("(?:フル|トータル|総)コスト(?:計|額)?")),
    ("staff_head", re.compile(r"(?:人工|従事職員数?|職員数|うち)?[(]?本庁[)]?")),
    ("staff_branch", re.compile(r"(?:人工|従事職員数?|職員数|うち)?[(]?出先(?:機関)?[)]?")),
    ("staff", re.compile("人工計?|従事(?:職員|人員)数?|職員従事数|所要人員")),
)
_COST = re.compile("(?:総|直接)?事業費(?:合?計)?|(?:フル|トータル|総)コスト")
_LABOUR = re.compile("人件費")
_TOTAL = re.compile("合計|総計|計")
_FUNDING = re.compile("財源(?:内訳)?|(?:うち)?(?:特定財源|内訳)")
_PER_UNIT = re.compile("当たり|当り|あたり|単価|[率比]$")
_MONEY = re.compile("円$")


@dataclass(frozen=True, slots=True)
class CostLine:
    """One row as it is read: its headers, its unit, and its numbers by column."""

    path: Path
    unit: str
    numbers: Mapping[int, Decimal | None]


def costs_of(lines: Sequence[CostLine]) -> list[Path] | None:
    """The headers of the rows of a cost table with the measure of each; None where it is no cost table.

    The words that say no more than the measure are left out. A sum is the full cost where it is proved to be project
    and labour together.
    """
    words = [clean(line.path.words[-1]) if line.path.words else "" for line in lines]
    if not any(map(_COST.fullmatch, words)) or any(line.path.measure not in (None, "budget") for line in lines):
        return None
    full = _full_cost(words, lines)
    return [_path(line, word, full=n == full) for n, (line, word) in enumerate(zip(lines, words, strict=True))]


def funded(path: Path) -> Path:
    """A column of 一般財源, which may stand under 財源内訳, as that measure."""
    if path.measure is not None or not path.words or _measure(clean(path.words[-1])) != "general_fund":
        return path
    outer = tuple(word for word in path.words[:-1] if not _FUNDING.fullmatch(clean(word)))
    return replace(path, words=outer, measure="general_fund")


def names_sources(path: Path) -> bool:
    """Whether a column that names rows or parts is one of sources of money: what each of them pays is no measure."""
    return bool(path.words) and _FUNDING.fullmatch(clean(path.words[-1])) is not None


def _path(line: CostLine, word: str, *, full: bool) -> Path:
    measure: Measure | None = "full_cost" if full else _measure(word)
    if measure is None:
        money = _MONEY.search(line.unit) is not None and not _PER_UNIT.search(word)
        return replace(line.path, measure="budget" if money else "value")
    return replace(line.path, words=(), measure=measure)


def _measure(word: str) -> Measure | None:
    return next((measure for measure, pattern in _MEASURES if pattern.fullmatch(word)), None)


def _full_cost(words: Sequence[str], lines: Sequence[CostLine]) -> int | None:
    """The row of sums over 事業費 and 人件費 in every column, at least in one that is not zero."""
    cost, labour, total = (_only(words, pattern) for pattern in (_COST, _LABOUR, _TOTAL))
    if cost is None or labour is None or total is None:
        return None
    parts, sums = (lines[cost].numbers, lines[labour].numbers), lines[total].numbers
    for n, printed in sums.items():
        added = [part.get(n) for part in parts]
        if printed is None or None in added or sum(one for one in added if one is not None) != printed:
            return None
    return total if any(sums.values()) else None


def _only(words: Iterable[str], pattern: re.Pattern[str]) -> int | None:
    found = [n for n, word in enumerate(words) if pattern.fullmatch(word)]
    return found[0] if len(found) == 1 else None
