"""How things stand: the rows of indicators found by all that they print, by project and by what was done as well."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType

from assistant.understanding.term import TOPIC, Term
from index.figure import Figure
from index.indicator import Indicator
from index.markup import comparable, without_tags

# How well a word is met by the row's own name, by what it tells, by its headings, or by its project's outline.
_NAME, _TOLD, _HEADING, _OUTLINE = 1.0, 0.9, 0.8, 0.7
_LEAST = 0.62
_NEAR = 0.07
_UNMET, _MET = 0.3, 0.4
# Words that ask what became of something, what stands behind a grade, or what was done instead.
_STANDING = re.compile(
    r"(?<![A-Za-z一-龠ァ-ヺー])[◎○〇△×](?![A-Za-zァ-ヺ])|(?<![A-Za-z])[A-E](?:判定|評価|だ|な|で)|中止|延期|代わり|代替|達成(?:不可|見込|済)|何があった|"
    r"評価(?:不可|なし|がな|がつか|されて)|未(?:定|実施|開催)|(?:でき|開け|やれ|実施し|開催し)(?:た|なかった|ず|て)|確定|参加(?:者)?が?0|"
    r"\b(?:instead|cancel\w*|postpon\w*|called off|happen\w*|going on|failed|circle|triangle|cross|"
    r"no grade|dash|rated|graded)\b",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"なぜ|何故|なんで|どうして|理由|要因|原因|背景|わけ|のは|何|どう|いつ|どこ|[?？]|教え|"
    r"\b(?:why|what|how|where|when|which|reason)",
    re.IGNORECASE,
)
# What is asked of a row, and not what it is about: these only tell rows apart.
_ASKED = frozenset(
    (
        "内訳 確定 代わり 代替 用意 別 手段 普通 会場 あり なし 背景 原因 内的 外的 要因 数字 こと せい 見込 見込み "
        "評価 判定 "
        "中止 延期 未定 経緯 事情 影響 対応 工夫 予定 もともと 本来 何 実際 件 回 年度 書面 コロナ 新型コロナ "
        "感染症 済み 済 完了 開催 業種 足 "
        "circl doubl triangl cross dash fail mark cancel cancelled postpon instead happen reason whi grade item go "
        "hold held plan schedul only"
    ).split()
)
_BONUS = 0.02
# As long as this a cell is an outline in sentences, found so many lines above at most.
_LONG = 40
_ABOVE = 12
_LEGEND = re.compile(r"([◎○△×]|(?<=[\s　])[-－](?=\s*[：:]))\s*[：:＝=]\s*([一-龠ァ-ヺ]{2,10})")


def asks_standing(text: str) -> bool:
    """Whether a question asks how something stands: behind its grade, after it was called off, or instead of it."""
    return bool(_STANDING.search(text) and _ASKS.search(text))


@dataclass(frozen=True, slots=True)
class Row:
    """An indicator's printed row: its name, what it tells beside its values, its headings and its project's outline.

    All are in the form that is compared.
    """

    indicator: Indicator
    figures: tuple[Figure, ...]
    name: str
    told: str
    headings: str
    outline: str

    def meets(self, term: Term) -> float:
        """How well the row meets a term of a question: whole, or piece by piece."""
        return max(
            (weight * _share(term, text) for weight, text in self._texts() if text),
            default=0.0,
        )

    def _texts(self) -> tuple[tuple[float, str], ...]:
        return (_NAME, self.name), (_TOLD, self.told), (_HEADING, self.headings), (_OUTLINE, self.outline)


def _share(term: Term, text: str) -> float:
    forms = [form for form in term.forms if len(form) >= 2 or not form.isascii()]
    if any(form in text for form in forms):
        return 1.0
    if len(term.parts) < 2:
        return 0.0
    held = sum(any(len(form) >= 2 and form in text for form in part) for part in term.parts)
    return 0.8 * held / len(term.parts)


class Standings:
    """The rows of one index that print a grade or words beside their values."""

    def __init__(
        self,
        indicators: Sequence[Indicator],
        figures_of: Callable[[Indicator], list[Figure]],
        lines: Mapping[str, Sequence[str]],
        titles: Mapping[str, str],
        weight: Callable[[Term], float],
    ) -> None:
        """`lines` and `titles` are the reports' by id; `weight` gives a term's weight in the index."""
        self._indicators = indicators
        self._figures_of = figures_of
        self._lines = lines
        self._titles = titles
        self._weight = weight

    @cached_property
    def _rows(self) -> tuple[Row, ...]:
        return tuple(self._read())

    def _read(self) -> Iterator[Row]:
        for indicator in self._indicators:
            figures = self._figures_of(indicator) if indicator.kind == "kpi" else []
            if not figures:
                continue
            told = " ".join(dict.fromkeys(figure.remark for figure in figures if figure.remark))
            legend = self._legend(indicator.report)
            meant = " ".join(legend.get(figure.text.strip(), "") for figure in figures if figure.measure == "grade")
            yield Row(
                indicator,
                tuple(figures),
                _plain(f"{indicator.name} {indicator.scope}"),
                _plain(f"{told} {meant}"),
                _plain(f"{indicator.item} {indicator.section} {self._titles[indicator.report]}"),
                _plain(self._outline(indicator, figures[0], told)),
            )

    def _legend(self, report: str) -> dict[str, str]:
        """What the report's signs mean in its own words: × is 達成不可."""
        found: dict[str, str] = {}
        for line in self._lines[report]:
            for sign, words in _LEGEND.findall(line):
                found.setdefault(sign, words)
        return found

    def _outline(self, indicator: Indicator, figure: Figure, told: str) -> str:
        """The project's outline: the long cells of the row that names the project, at or above the indicator's."""
        lines = self._lines[figure.report]
        item = comparable(indicator.item)
        for number in range(figure.line, max(0, figure.line - _ABOVE), -1):
            if item and item in comparable(lines[number - 1]):
                cells = [without_tags(cell) for cell in lines[number - 1].split("\t")]
                other = figure.line != number
                # The last cell of another row tells of that row.
                kept = cells[:-1] if not other else cells[: max(2, len(cells) // 2)]
                return " ".join(cell for cell in kept if len(cell) >= _LONG and cell not in told)
        return ""

    def find(
        self,
        terms: Iterable[Term],
        reports: Sequence[str],
        grades: Iterable[str] = (),
        unmet: Mapping[str, frozenset[str]] = MappingProxyType({}),
    ) -> list[Row]:
        """The rows that meet the terms best; of equal ones those that print one of the grades, by name before others.

        `unmet` holds, by indicator, the terms that its linked words do not meet: what they do meet counts as well.
        """
        said = [term for term in terms if not term.optional]
        weighed = [(term, self._weight(term)) for term in said if not _is_asked(term)]
        aside = [term for term in said if _is_asked(term)]
        total = sum(weight for _, weight in weighed)
        if not total:
            return []
        found: list[tuple[float, float, Row]] = []
        for row in self._rows:
            if reports and row.indicator.report not in reports:
                continue
            linked = unmet.get(row.indicator.id)
            met = [(term, weight, _part(row, term, linked)) for term, weight in weighed]
            if any(term.weight >= TOPIC and part < _MET and weight / total >= _UNMET for term, weight, part in met):
                continue
            coverage = sum(weight * part for _, weight, part in met) / total
            named = sum(weight * _share(term, row.name) for term, weight, _ in met) / total
            if coverage >= _LEAST:
                found.append((coverage + _BONUS * sum(row.meets(term) for term in aside), named, row))
        return _best(found, frozenset(grades))


def _part(row: Row, term: Term, unmet: frozenset[str] | None) -> float:
    linked = _TOLD if unmet is not None and term.text not in unmet else 0.0
    return max(row.meets(term), linked)


def _is_asked(term: Term) -> bool:
    return term.text in _ASKED or term.english in _ASKED or (term.weight < TOPIC and not term.place)


def _best(found: Sequence[tuple[float, float, Row]], grades: frozenset[str]) -> list[Row]:
    if not found:
        return []
    graded = [one for one in found if any(f.measure == "grade" and f.text.strip() in grades for f in one[2].figures)]
    pool = graded or list(found)
    best = max(coverage for coverage, _, _ in pool)
    near = [one for one in pool if one[0] >= best - _NEAR]
    most = max(named for _, named, _ in near)
    return [row for _, named, row in near if named >= most - _NEAR]


def _plain(text: str) -> str:
    return comparable(re.sub(r"<[^<>]*>", " ", text)).lower()
