"""What indicators stand under: the headings of their report, the items and bands of their table, and their own rows."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from assistant.lists.criterion import grade_of
from index.figure import Figure
from index.indicator import Indicator
from index.markup import comparable, without_tags
from index.report import Report
from index.text import clean

# A heading is named by this many letters of it in a row, where they are a good part of it or many.
_NAMED, _MANY, _PART = 4, 6, 0.5
# Rows further apart than this are of two tables.
_APART = 3
_NUMBERED = re.compile(r"^[^\d]{0,8}?(\d{1,4})(?!\d)")
_MARKS = re.compile(r"[■◆●○◎・]\s*")
_GRAM = 3
_ANY = frozenset({"", "事業", "連携事業", "施策", "番号", "no", "no.", "item", "items"})
# What kind of heading it is names none of them.
_KIND = re.compile(
    "(?:基本|重点|連携|関連|事務|推進|支援|創出|促進|強化)*(?:プロジェクト|目標|戦略|事業|施策|政策|方針|取組)?"
)
# A cell that says what field a row is of.
_SHORTEST, _LONGEST = 3, 16


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading as compared, with its leading number and the indicators under it."""

    text: str
    number: int | None
    indicators: frozenset[str]
    is_name: bool = False


class Headings:
    """The headings of one index, and what each indicator's rows print."""

    def __init__(self, reports: Iterable[Report], figures: Sequence[Figure], indicators: Sequence[Indicator]) -> None:
        self._lines = {report.id: report.lines for report in reports}
        self._titles = {report.id: comparable(report.title).lower() for report in reports}
        by_id = {figure.figure_id: figure for figure in figures}
        bands = self._bands(figures)
        under: defaultdict[str, set[str]] = defaultdict(set)
        names: defaultdict[str, set[str]] = defaultdict(set)
        self._context: dict[str, str] = {}
        self._own: dict[str, list[Figure]] = {}
        for indicator in indicators:
            own = [by_id[figure_id] for figure_id in indicator.figure_ids]
            parts = {part for figure in own for part in self._parts(figure, bands)}
            for part in parts:
                under[part].add(indicator.id)
            names[comparable(indicator.name).lower()].add(indicator.id)
            self._context[indicator.id] = " ".join(sorted(parts))
            self._own[indicator.id] = own
        for cell, ids in self._categories(figures, indicators).items():
            under[cell] |= ids
        self._headings = [_heading(text, ids, is_name=False) for text, ids in under.items()]
        self._names = [_heading(text, ids, is_name=True) for text, ids in names.items()]
        # Grades in words, as they are printed.
        self.grades = frozenset(grade_of(one.text) for one in figures if one.measure == "grade")

    def context(self, indicator: Indicator) -> str:
        """All headings of an indicator, compared."""
        return self._context[indicator.id]

    def parts(self, indicator: Indicator) -> list[str]:
        """The printed headings of an indicator, outermost first, without its report's title."""
        figure = self._own[indicator.id][0]
        printed = [*figure.section.split(" > "), figure.item]
        return [part for part in printed if part and comparable(part).lower() != self._titles[indicator.report]]

    def printed(self, indicator: Indicator) -> str:
        """The words that an indicator's rows print beside its values; the whole rows where none stand apart."""
        own = self._own[indicator.id]
        remarks = dict.fromkeys(figure.remark for figure in own if figure.remark)
        return " ".join(remarks) if remarks else self.rows(indicator)

    def rows(self, indicator: Indicator) -> str:
        """The lines that an indicator's figures stand in."""
        places = dict.fromkeys((figure.report, figure.line) for figure in self._own[indicator.id])
        return " ".join(self._lines[report][line - 1] for report, line in places)

    def repeated(self, indicator: Indicator) -> bool:
        """Whether a report prints the indicator again."""
        return any(figure.repeat_of for figure in self._own[indicator.id])

    def named(self, text: str, within: set[str]) -> tuple[str, frozenset[str]]:
        """The longest phrase that a comparable text shares with headings or names, and the indicators under those."""
        best, found = "", set[str]()
        for heading in (*self._headings, *self._names):
            if heading.indicators.isdisjoint(within) or not _share(text, heading.text):
                continue
            match = SequenceMatcher(None, text, heading.text, autojunk=False).find_longest_match()
            phrase = text[match.a : match.a + match.size].strip("。、の")
            if _KIND.fullmatch(phrase):
                continue
            if len(phrase) < _MANY and (heading.is_name or len(phrase) < max(_NAMED, _PART * len(heading.text))):
                continue
            if len(phrase) > len(best):
                best, found = phrase, set(heading.indicators)
            elif len(phrase) == len(best):
                found |= heading.indicators
        return best, frozenset(found)

    def quoted(self, phrase: str, within: set[str]) -> frozenset[str]:
        """The indicators under headings, or with names, that hold a phrase."""
        return frozenset(
            one
            for heading in (*self._headings, *self._names)
            if phrase in heading.text
            for one in heading.indicators & within
        )

    def with_cell(self, phrase: str, within: set[str]) -> frozenset[str]:
        """The indicators with a row of which a phrase is a cell."""
        return frozenset(one for one in within if phrase in self._cells(one))

    def _cells(self, indicator: str) -> set[str]:
        places = {(figure.report, figure.line) for figure in self._own[indicator]}
        return {
            comparable(cell).lower() for report, line in places for cell in self._lines[report][line - 1].split("\t")
        }

    def numbered(self, word: str, first: int, last: int, within: set[str]) -> frozenset[str]:
        """The indicators under headings with a number in a range, those that a word names where there are such."""
        fitting = [
            heading for heading in self._headings if heading.number is not None and first <= heading.number <= last
        ]
        beside = [
            heading
            for heading in fitting
            if word and re.search(rf"{re.escape(word)}0*{heading.number}(?!\d)", clean(heading.text))
        ]
        # 事業18 is the eighteenth of whatever kind, プロジェクト4 a project.
        kind = [heading for heading in fitting if word not in _ANY and word in heading.text] if first == last else []
        own = beside or kind or fitting
        return frozenset(one for heading in own for one in heading.indicators & within)

    def _parts(self, figure: Figure, bands: Mapping[tuple[str, int], str]) -> set[str]:
        texts = [*figure.section.split(" > "), *_MARKS.split(figure.item), bands.get((figure.report, figure.line), "")]
        parts = {comparable(text).lower() for text in texts if text}
        return {part for part in parts if part and part != self._titles[figure.report]}

    def _categories(self, figures: Sequence[Figure], indicators: Sequence[Indicator]) -> dict[str, set[str]]:
        """The cells that several rows of outcomes print alike, which say what field each is of."""
        owner = {figure_id: indicator.id for indicator in indicators for figure_id in indicator.figure_ids}
        places = {(one.report, one.line, owner[one.figure_id]) for one in figures if one.kind == "kpi"}
        found: defaultdict[str, set[str]] = defaultdict(set)
        for report, line, indicator in places:
            for cell in self._lines[report][line - 1].split("\t"):
                text = comparable(cell).lower()
                if _SHORTEST <= len(text) <= _LONGEST and not any(letter.isdigit() for letter in text):
                    found[text].add(indicator)
        return {text: ids for text, ids in found.items() if len(ids) > 1}

    def _bands(self, figures: Sequence[Figure]) -> dict[tuple[str, int], str]:
        """The label of the rows that a merged first cell spans, by report and line: it is printed in one row alone."""
        found: dict[tuple[str, int], str] = {}
        label, last = "", ("", 0)
        places = {
            (figure.report, figure.line): figure.item for figure in figures if figure.kind == "kpi" and figure.item
        }
        for (report, line), item in places.items():
            if last[0] != report or line - last[1] > _APART or line < last[1]:
                label = ""
            label = self._band(report, line, item) or label
            found[report, line] = label
            last = report, line
        return found

    def _band(self, report: str, line: int, item: str) -> str:
        cells = self._lines[report][line - 1].split("\t")
        if len(cells) < _APART:
            return ""
        wanted = comparable(item)
        for place, cell in enumerate(cells):
            if cell.strip() and wanted.startswith(comparable(cell)):
                return " ".join(without_tags(one) for one in cells[:place] if one.strip())
        return ""


def _heading(text: str, indicators: set[str], *, is_name: bool) -> Heading:
    number = _NUMBERED.match(clean(text))
    return Heading(text, int(number[1]) if number else None, frozenset(indicators), is_name)


def _share(text: str, other: str) -> bool:
    return any(other[n : n + _GRAM] in text for n in range(max(1, len(other) - _GRAM + 1)))
