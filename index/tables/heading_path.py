"""The headers that stand over a column or before a row: what they name, which measure, which period, which unit."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from index.figure import Measure
from index.markup import without_tags
from index.period import Period, find_periods, fold, parse_period
from index.tables.unit import is_bare_unit, take_unit
from index.text import clean, unspread

KPI_MEASURES: frozenset[Measure] = frozenset({"baseline", "actual", "target", "interim_target"})
"""A table that prints one of these is a table of indicators."""

# Words that say nothing but the measure: they are no part of a name or scope.
_PLAIN: dict[Measure, str] = {
    "baseline": "基準値 基準 基準年 基準年度 現状値 現状 現況値 現況 当初値 初期値 策定時 計画策定時 戦略策定時",
    "actual": "実績値 実績 実績数 実績額 実績数値 現在値 直近値 最新値 実績見込 実績見込値",
    "target": "目標値 目標 目標数値 目標数 目標額 計画 計画値 計画数 計画額 最終目標 最終目標値 到達目標 目標水準"
    " 数値目標",
    "interim_target": "中間目標 中間目標値 年度目標 年度目標値 今年度の目標 当該年度目標 当該年度目標値",
    "progress": "進捗率 進捗度",
    "achievement": "達成率 達成度 目標達成率 目標達成度",
    "grade": "評価 判定 評価区分 自己評価 達成度合 評価結果 総合評価 ランク",
    "budget": "予算 予算額",
}
_MEASURE_OF: dict[str, Measure] = {word: measure for measure, words in _PLAIN.items() for word in words.split()}
# Words of which the measure is only the last part: these stay in the name.
_ENDINGS: tuple[tuple[re.Pattern[str], Measure], ...] = (
    (re.compile(r"(?:目標|計画)値$"), "target"),
    (re.compile(r"(?:実績)[値額]$"), "actual"),
    (re.compile(r"(?:予算|予算額|予算現額)$"), "budget"),
)
_BRACKETS = re.compile(r"[(（\[［〔【<＜]\s*([^()（）\[\]［］〔〕【】<>＜＞]*?)\s*[)）\]］〕】>＞]")
_LETTER = re.compile(r"[A-Za-zＡ-Ｚａ-ｚ①-⑳]")
_FORMULA = re.compile(r"[A-Za-z①-⑳]\s*[/÷+\-−×*=]\s*[A-Za-z①-⑳]")
_ORDINAL = re.compile(r"第\s*[0-9]+\s*期")
# What R1 is only held against, or begins or ends with: R1比, 対前年度, H30以降.
_AGAINST = re.compile(r"^(?:から|比|対|と|→|より|以降|以前|までに|[~〜+＋])|(?:対|→|[~〜])$")
_TRIMMED = "・･:：/／、,. 　の"


@dataclass(frozen=True, slots=True)
class Label:
    """One header cell as `printed`; `words` is what it names beside its period, its unit and a word for its measure."""

    printed: str = ""
    words: str = ""
    period: Period | None = None
    measure: Measure | None = None
    unit: str = ""
    ordinal: str = ""

    @property
    def is_header(self) -> bool:
        """Whether the cell prints what headers alone print, and nothing else."""
        return not self.words and (
            self.period is not None or self.measure is not None or bool(self.unit) or bool(self.ordinal)
        )


@dataclass(frozen=True, slots=True)
class Path:
    """The labels over a column, or before a row, taken together; the inner ones win.

    `printed` is set for rows alone: their words with the units behind them.
    """

    words: tuple[str, ...] = ()
    period: Period | None = None
    measure: Measure | None = None
    unit: str = ""
    note: str = ""
    printed: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The words before a row as printed, with the units behind them, outermost first."""
        return " ".join(self.printed or self.words)

    @property
    def text(self) -> str:
        """The words, outermost first."""
        return " ".join(self.words)


@lru_cache(maxsize=16384)
def read_label(text: str) -> Label:
    """The meaning of one header cell."""
    if not text:
        return Label()
    if is_bare_unit(text):
        return Label(text, unit=re.sub(r"\s", "", text))
    rest, unit = take_unit(unspread(text))
    rest, measure = _bracketed_measure(rest)
    period, rest = _take_period(rest)
    rest, ordinal = _take_ordinal(rest, alone=period is None)
    if measure is None:
        measure, rest = _take_measure(rest)
    return Label(text, rest, period, measure, unit, ordinal)


def read_path(texts: Sequence[str]) -> Path:
    """The meaning of the header cells over a column or before a row, outermost first."""
    labels = [read_label(text) for text in dict.fromkeys(text for text in texts if text)]
    chosen = _innermost_period(labels)
    measure = next((label.measure for label in reversed(labels) if label.measure), None)
    ordinals = [label.ordinal for label in labels if label.ordinal]
    if chosen is None and ordinals:
        chosen = Period(ordinals[-1], None, "", None, None, ())
    words = [word for label in labels for word in (*_unused(label, chosen, measure), label.words) if word]
    return Path(
        tuple(words),
        chosen,
        measure,
        next((label.unit for label in reversed(labels) if label.unit), ""),
        "; ".join(text for text in ordinals if chosen is None or text != chosen.text),
    )


@lru_cache(maxsize=16384)
def read_row(texts: tuple[str, ...]) -> Path:
    """The meaning of the cells before a row, outermost first.

    A row that prints its period or measure alone is of that; a year within a name (平成30年7月豪雨) is the name's.
    """
    words: list[str] = []
    printed: list[str] = []
    headers: list[str] = []
    measure: Measure | None = None
    unit = ""
    for text in texts:
        label = read_label(text)
        if label.is_header and label.measure != "budget":
            headers.append(text)
            continue
        plain, own = take_unit(text)
        plain, said = _bracketed_measure(plain)
        words.append(plain)
        printed.append(_bracketed_measure(text)[0])
        measure, unit = said or label.measure, own or unit
    path = read_path(headers)
    names = (*printed, *path.words)
    return Path((*words, *path.words), path.period, path.measure or measure, path.unit or unit, path.note, names)


def _unused(label: Label, chosen: Period | None, measure: Measure | None) -> tuple[str, ...]:
    """What an outer label says that an inner one overrules: it still tells columns apart."""
    said = []
    if label.period is not None and chosen is not None and not _within(chosen, label.period):
        said.append(label.period.text)
    if label.measure is not None and label.measure != measure and not label.words:
        said.append(label.printed)
    return tuple(said)


def _within(inner: Period, outer: Period) -> bool:
    if outer.text in inner.text or outer.year == inner.year:
        return True
    return None not in (inner.start, outer.start) and outer.start <= inner.start and inner.end <= outer.end  # type: ignore[operator]


def _innermost_period(labels: Sequence[Label]) -> Period | None:
    """The period of the inmost label that names a year; months under a year are of that year."""
    periods = [label.period for label in labels if label.period is not None]
    dated = [period for period in periods if period.year is not None]
    if not periods or not dated:
        return periods[-1] if periods else None
    last = periods[-1]
    return last if last.year is not None else join_periods(dated[-1], last) or dated[-1]


def join_periods(year: Period, part: Period) -> Period | None:
    """A month that is printed apart from its year: 令和5年度 and 4月; None where the two make no one period."""
    joined = parse_period(year.text + part.text)
    return None if joined is None or joined.year is None else replace(joined, text=f"{year.text} {part.text}")


def _bracketed_measure(text: str) -> tuple[str, Measure | None]:
    """The text without a bracket that says its measure, 利用者数（目標）, and without letters that formulas use."""
    measure: Measure | None = None
    for match in _BRACKETS.finditer(text):
        inside = clean(match[1])
        if inside in _MEASURE_OF and measure is None:
            measure = _MEASURE_OF[inside]
            text = text.replace(match[0], " ")
        elif not inside or _LETTER.fullmatch(inside) or _FORMULA.search(inside):
            text = text.replace(match[0], " ")
    return without_tags(text), measure


def _take_period(text: str) -> tuple[Period | None, str]:
    whole = parse_period(text)
    found = find_periods(text)
    if not found:
        return (whole, "") if whole is not None else (None, text)
    if len(found) > 1 or (found[0][2].year is None and whole is None):
        return None, text
    start, end, period = found[0]
    before, after = text[:start], text[end:]
    if _AGAINST.search(fold(after.strip())) or _AGAINST.search(fold(before.strip())):
        return None, text
    if after.strip().startswith("期"):
        period, after = replace(period, text=f"{period.text}期"), after.strip()[1:]
    rest = _BRACKETS.sub(lambda match: match[0] if match[1] else " ", f"{before} {after}")
    return period, without_tags(rest).strip(_TRIMMED)


def _take_ordinal(text: str, *, alone: bool) -> tuple[str, str]:
    """第10期 beside a date only numbers it; alone it is a column's period where nothing else is printed."""
    plain = fold(text)
    match = _ORDINAL.fullmatch(plain.strip()) if alone else _ORDINAL.match(plain)
    if match is None:
        return text, ""
    start = len(plain) - len(plain.lstrip()) if alone else 0
    end = start + match.end() - match.start()
    return text[end:].strip(_TRIMMED) if not alone else "", text[start:end].strip()


def _take_measure(text: str) -> tuple[Measure | None, str]:
    plain = clean(text).strip(_TRIMMED)
    if plain in _MEASURE_OF:
        return _MEASURE_OF[plain], ""
    ending = next((measure for pattern, measure in _ENDINGS if pattern.search(plain)), None)
    return ending, text
