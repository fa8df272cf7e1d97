"""Notes: the lines of reports that say what a word, a sign or a column means or how a value is worked out."""

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from assistant.quoting.unit import Unit, tails_of
from index.markup import comparable
from index.outline import heading_mark

# Words by which reports say what something means or how it is worked out, in the form that is compared.
DEFINING = re.compile(
    r"とは|をいう|を指す|を示す|を表す|を意味する|としてい(?:ます|る)|とした(?:もの)?|(?:たもの|の値|割合)(?:である|です)|表記|除し|割っ[てた]|割り|乗じ|加え|控除"
    r"|算式|算定|算出|未満|以上|の場合|→(?![^→]{0,16}[(（]?[rh]\d)|(?<![<>])[=＝](?![<>])|÷|[値数率額)」]×|×\d|^※|^\(?注|凡例|^[◎○△×▲\-－「(].{0,6}[:：は]"
    r"|指標の説明|中核となる|引用|時点",
    re.MULTILINE,
)
_MOST = 600
_FAR = 200
_HEADERS = 2
_REMARKS = re.compile(r"[※(（]")
_VALUE = re.compile(r"[\d,.%％]+\D{0,3}")


@dataclass(frozen=True, slots=True)
class Note:
    """What a report defines: a unit with the headings that it stands under."""

    unit: Unit
    path: tuple[str, ...]


class Notes:
    """The notes of reports, found when a report is first asked for them."""

    def __init__(self, lines: dict[str, list[str]], longest: int) -> None:
        """`lines` are the reports' by id; a unit has at most `longest` characters, a line alone excepted."""
        self._lines = lines
        self._longest = longest
        self.of = cache(self._of)

    def _of(self, report: str) -> tuple[Note, ...]:
        """For each line that defines, what it begins, and what the heading above it or a line just above it begins."""
        lines = self._lines[report]
        starts: dict[int, None] = {}
        for number, line in enumerate(lines, start=1):
            if len(line) > _MOST:
                continue
            if "\t" in line:
                if _heads(number, lines):
                    starts[number] = None
            elif DEFINING.search(comparable(line).lower()):
                starts.update(dict.fromkeys(_above(number, lines, self._longest)))
        return tuple(
            Note(unit, _headings_above(number, lines))
            for number in sorted(starts)
            for unit in tails_of(number, number, lines, self._longest)
        )


def _heads(number: int, lines: Sequence[str]) -> bool:
    """Whether a row is one of a table's first ones, which holds no values and says in a bracket what holds of them."""
    row = lines[number - 1]
    if not _REMARKS.search(row) or any(_VALUE.fullmatch(cell.strip()) for cell in row.split("\t")):
        return False
    before = lines[max(0, number - _HEADERS - 1) : number - 1]
    return not before or any("\t" not in line for line in before)


def _headings_above(number: int, lines: Sequence[str]) -> tuple[str, ...]:
    """The marked headings that a line stands under, the outermost first."""
    found: list[str] = []
    rank = math.inf
    for line in reversed(lines[max(0, number - _FAR) : number - 1]):
        mark = heading_mark(line.strip()) if "\t" not in line else None
        if mark is not None and mark.rank < rank:
            found.append(line.strip())
            rank = mark.rank
    return tuple(reversed(found))


def _above(number: int, lines: Sequence[str], longest: int) -> Iterator[int]:
    """A line, and those above it from which it is still reached."""
    size = 0
    while number >= 1 and size <= longest / 2 and "\t" not in lines[number - 1]:
        if lines[number - 1].strip():
            yield number
        size += len(lines[number - 1])
        number -= 1
