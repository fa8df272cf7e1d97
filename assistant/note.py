"""Notes: the lines of reports that say what a word, a sign or a column means or how a value is worked out."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from index.markup import comparable

# Words by which reports say what something means or how it is worked out, in the form that is compared.
DEFINING = re.compile(
    r"とは|をいう|を指す|を示す|を表す|を意味する|としてい(?:ます|る)|とした(?:もの)?|(?:たもの|の値|割合)(?:である|です)|表記|除し|乗じ|加え|控除"
    r"|算式|算定|算出|未満|以上|の場合|→|(?<![<>])[=＝](?![<>])|[÷×]|^※|^\(?注|凡例|^[◎○△×▲\-－「(].{0,6}[:：は]"
    r"|指標の説明|中核となる|引用|時点",
    re.MULTILINE,
)
_MOST = 600
_ROOM = 420


@dataclass(frozen=True, slots=True)
class Note:
    """Lines `first` to `last` of a report; `compared` is their text in the form that is compared."""

    first: int
    last: int
    compared: str


class Notes:
    """The notes of reports, found when a report is first asked."""

    def __init__(self, lines: dict[str, list[str]]) -> None:
        """`lines` are the reports' by id."""
        self._lines = lines
        self.of = cache(self._of)

    def _of(self, report: str) -> tuple[Note, ...]:
        return tuple(_notes(self._lines[report]))


def _notes(lines: Sequence[str]) -> Iterable[Note]:
    """Prose that defines, with the lines before and after it that still fit into one excerpt."""
    for number, line in enumerate(lines, start=1):
        if "\t" in line or len(line) > _MOST or not line.strip():
            continue
        compared = comparable(line).lower()
        if DEFINING.search(compared):
            first, last = _with_neighbours(number, lines)
            yield Note(first, last, comparable(" ".join(lines[first - 1 : last])).lower())


def _with_neighbours(number: int, lines: Sequence[str]) -> tuple[int, int]:
    first = last = number
    size = len(lines[number - 1])
    while last < len(lines) and "\t" not in lines[last] and size + len(lines[last]) <= _ROOM:
        size += len(lines[last])
        last += 1
    while first > 1 and "\t" not in lines[first - 2] and size + len(lines[first - 2]) <= _ROOM:
        size += len(lines[first - 2])
        first -= 1
    return first, last
