"""Counts of what an answer lists: `3件あります` above three list items is no figure of the reports."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from evaluation.number import Number
from evaluation.spelling import plain

_ITEM = re.compile(r"[ \t　]*(?:[-*+•●○◦・■]\s*|\(?\d{1,2}[.)](?!\d)|[①-⑳])\S?")
_ROW = re.compile(r"\s*\|")
_RULE = re.compile(r"\s*\|?[\s:|-]+$")
_COUNTERS = (
    "件", "つ", "個", "項目", "指標", "種類", "事業", "取組", "施策", "資料", "報告書", "文書", "候補", "点", "本",
)  # fmt: skip
_ENGLISH = re.compile(
    "(?:indicator|kpi|item|figure|report|result|match|candidate|value|measure|project|programme|document|other|entr|row"
    "|observation|case)(?:s|es|y|ies)?|of|more"
)
_RANK = ("位", "番目", "st", "nd", "rd", "th")
_BEST = re.compile("(?:上位|下位|ワースト|ベスト|トップ|top |bottom |first |last |best |worst |lowest |highest )$")


@dataclass(frozen=True)
class Tally:
    """How many things an answer lists, in each way of counting them."""

    counts: frozenset[int]

    @classmethod
    def of(cls, answer: Mapping[str, Any], reports: int) -> "Tally":
        """Counts of list items (each list and all), figures, indicators, citations and reports searched."""
        text = str(answer.get("answer", ""))
        figures, citations = answer.get("figures", ()), answer.get("citations", ())
        lists = list(_lists(text.split("\n")))
        names = {str(row.get("name", "")) for row in figures}
        spelt = plain(text)
        counts = [*lists, sum(lists), len(figures), len(citations), len(names), reports]
        counts.append(sum(plain(name) in spelt for name in names if name))
        counts += [_distinct(figures, "report"), _distinct(citations, "report")]
        counts += [len(names) - one for one in lists] + [len(figures) - one for one in lists]
        return cls(frozenset(count for count in counts if count > 0))

    def covers(self, number: Number, line: str) -> bool:
        """Whether `number`, standing in `line`, counts or ranks what the answer lists."""
        if number.scale != 1 or number.digits != number.digits.to_integral_value():
            return False
        count = int(number.digits)
        if number.unit.startswith(_RANK):
            return 0 < count <= max(self.counts, default=0)
        counted = number.unit.startswith(_COUNTERS) or _ENGLISH.fullmatch(number.unit) is not None
        return count in self.counts and (counted or bool(_BEST.search(line, 0, number.start)))


def _distinct(entries: Iterable[Mapping[str, Any]], name: str) -> int:
    return len({entry.get(name) for entry in entries})


def _lists(lines: Iterable[str]) -> Iterator[int]:
    """The length of each list and table; blank lines between items do not end a list."""
    items = rows = 0
    for line in [*lines, "."]:
        if not line.strip():
            continue
        if _ROW.match(line):
            rows += not _RULE.match(line)
            continue
        if rows:
            yield from (rows, rows - 1)  # with and without a header
        rows = 0
        if _ITEM.match(line):
            items += 1
        elif not line.startswith((" ", "\t", "　")):  # an indented line continues its item
            if items:
                yield items
            items = 0
