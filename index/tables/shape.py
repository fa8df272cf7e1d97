"""The shape of a table: where its header rows end, found by what the cells are."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from index.block import Row
from index.period import fold, parse_period
from index.quantity import Quantity
from index.tables.double_cell import is_double
from index.tables.heading_path import read_label
from index.tables.unit import is_unit, stated_units, states_unit
from index.text import clean, unspread
from index.value import read_value

CellKind = Literal["empty", "number", "range", "period", "dash", "mark", "header", "prose", "text"]
"""`range` is a number that names or bounds a class (0～4歳, 1年生), `header` a text that headers alone print."""

MOST_HEADER_ROWS = 4
_LOOKED_BACK = 50
_STUBS = frozenset({"年", "年度", "区分", "項目", "西暦", "暦年", "年次", "会計年度", "決算年月", "決算年度"})
_LONGEST_HEADER = 40
_LONGEST_WORDS = 30
_SMALL, _LEAST_NAME = 100, 4
_CLASS = re.compile(r"以上|未満|以下|超|[~〜～]|以内|^[0-9]{1,2}(?:年生?|学年|級|組)$")
_ITEM = re.compile(r"[・･○◯●◎◇◆■□]\s*\S")
_COUNTED_WORDS = re.compile(r"[①-⑳]\s*[一-龠ぁ-んァ-ヺA-Za-z]{2}")  # ①地域福祉 is a heading's number and its words
_SENTENCE = re.compile(r"。|、.*、")


@dataclass(frozen=True, slots=True)
class Segment:
    """Header rows with the rows below them, by position; `caption` are rows above that say what all of it is of."""

    caption: tuple[int, ...]
    header: tuple[int, ...]
    body: tuple[int, ...]


@lru_cache(maxsize=65536)
def kind_of(text: str) -> CellKind:
    """What kind of thing a cell prints."""
    value = read_value(clean(text))
    if value.kind in ("empty", "dash"):
        return value.kind
    if value.kind in ("quantity", "rate"):
        if (value.quantity is not None and _begins_name(value.quantity)) or _COUNTED_WORDS.match(text):
            return "text"
        if fold(text).isdigit() and parse_period(text) is not None:
            return "period"
        return "range" if _CLASS.search(fold(value.text)) else "number"
    if is_double(text):
        return "number"
    if value.kind == "grade":
        return "mark"
    if value.kind == "deadline":
        return "period"
    if len(text) > _LONGEST_WORDS or _SENTENCE.search(text) or _ITEM.match(text):
        return "prose"
    return "header" if read_label(text).is_header else "text"


def value_kind_of(text: str) -> CellKind:
    """What kind of thing a cell prints below a header: four digits are a number there like any other."""
    kind = kind_of(text)
    return "number" if kind == "period" and fold(text).isdigit() else kind


def _begins_name(quantity: Quantity) -> bool:
    """Whether a small number with a counter only begins a name: 1日最大配水量, 5歳児健診."""
    unit = quantity.unit
    if quantity.value is None or not 0 < quantity.value < _SMALL or len(unit) < _LEAST_NAME or is_unit(unit):
        return False
    return any(is_unit(unit[:end]) for end in range(1, len(unit)))


def segments(rows: Sequence[Row]) -> list[Segment]:
    """A table cut at its header rows: one sheet may hold several tables one below the other.

    A header that is printed again, word for word and without a caption, goes on with the table that it heads. Rows
    above the first header are a segment without header.
    """
    return _Cutter(rows).cut()


def header_rows(rows: Sequence[Row]) -> tuple[int, ...]:
    """The positions of all header rows of a table, those of all segments and repeated ones."""
    cutter = _Cutter(rows)
    cutter.cut()
    return tuple(sorted(cutter.heads))


def is_stub(text: str) -> bool:
    """Whether the words before a row announce years."""
    return unspread(clean(text)) in _STUBS


def goes_on(rows: Sequence[Row], at: int) -> bool:
    """Whether a header row goes on in the next one: words under what it spans, and nothing under what names rows."""
    if at + 1 >= len(rows):
        return False
    above, below = texts_of(rows[at]), texts_of(rows[at + 1])
    covered = [n for n, text in enumerate(below) if text and n < len(above) and not above[n]]
    return bool(covered) and not below[0] and {kind_of(text) for text in below if text} <= {"header", "period", "text"}


def states_all(row: Sequence[str]) -> bool:
    """Whether a row says something of a whole table: its source or its years, and last of all its unit."""
    said = [text for text in row if text]
    kinds = {kind_of(text) for text in said[:-1]}
    return len(said) > 1 and states_unit(said[-1]) and kinds <= {"text", "prose"}


def texts_of(row: Row) -> list[str]:
    """The cells of a row as texts."""
    return [cell.text for cell in row]


class _Cutter:
    def __init__(self, rows: Sequence[Row]) -> None:
        self.rows = [texts_of(row) for row in rows]
        self.heads: list[int] = []
        self._done: list[Segment] = []
        self._caption: list[int] = []
        self._header: list[int] = []
        self._body: list[int] = []

    def cut(self) -> list[Segment]:
        at = 0
        while at < len(self.rows):
            again = self._repeats(at)
            count = again or self._header_at(at)
            if again and not _lone(self.rows[at - 1]):
                self.heads += range(at, at + count)
            elif count:
                self._begin(at, count)
            else:
                self._body.append(at)
            at += count or 1
        self._end()
        return self._done

    def _begin(self, at: int, count: int) -> None:
        """A new header: a lone cell right above it is its caption, and so is a row that states its unit."""
        caption: list[int] = []
        while self._body and self._captions(self._body[-1]):
            caption.insert(0, self._body.pop())
        self._end()
        self._caption, self._header = caption, list(range(at, at + count))
        self.heads += self._header

    def _end(self) -> None:
        if self._body:
            self._done.append(Segment(tuple(self._caption), tuple(self._header), tuple(self._body)))
        self._body = []

    def _repeats(self, at: int) -> int:
        size = len(self._header)
        same = size and self.rows[at : at + size] == [self.rows[n] for n in self._header]
        return size if same else 0

    def _header_at(self, at: int) -> int:
        """The number of header rows that begin at a row, 0 where it is a row of data."""
        heads = _may_head(self.rows[at]) or _heads_counts(*self.rows[at : at + 2])
        if not heads or not (self._first(at) or self._heads_anew(at)) or self._states_unit(at):
            return 0
        count = 1
        while (
            count < MOST_HEADER_ROWS
            and at + count < len(self.rows)
            and _continues(self.rows[at : at + count], self.rows[at + count])
        ):
            count += 1
        if at + count == len(self.rows) or (count == 1 and self._leads_to_header(at)):
            return 0
        return count

    def _leads_to_header(self, at: int) -> bool:
        """Whether a row of words stands above a header of years or measures: it says something of its own."""
        row, below = self.rows[at], self.rows[at + 1]
        said = [text for text in below[1:] if text]
        own = any(_heads_column(text, bare=True) for text in row[1:])
        return bool(below[0]) and len(said) >= 2 and _head(said, bare=is_stub(below[0])) and not own

    def _first(self, at: int) -> bool:
        """Whether only captions stand above."""
        return not self._header and all(self._captions(n) for n in self._body)

    def _captions(self, at: int) -> bool:
        return bool(_lone(self.rows[at])) or self._states_unit(at)

    def _states_unit(self, at: int) -> bool:
        """Whether a row states the unit of the table whose header, a row that says more, stands right below it."""
        if at + 1 >= len(self.rows) or not states_all(self.rows[at]):
            return False
        row, below = self.rows[at], self.rows[at + 1]
        return bool(below[0]) and _may_head(below) and sum(map(bool, below)) > sum(map(bool, row))

    def _heads_anew(self, at: int) -> bool:
        """Whether a row further down is the header of another table: header cells stand where values stood.

        Two years in a row of data (begin and end of a project) stand under columns of years.
        """
        row = self.rows[at]
        same = bool(self._header) and row[0] == self.rows[self._header[0]][0]
        columns = [n for n, text in enumerate(row) if n and _heads_column(text, bare=same or is_stub(row[0]))]
        if len(columns) < 2 or not self._body:
            return False
        parted = same or _lone(self.rows[at - 1])
        above = [self.rows[n][k] for n in self._body[-_LOOKED_BACK:] for k in columns if k < len(self.rows[n])]
        kinds = {kind_of(text) for text in above}
        return not kinds & {"period", "header"} and ("number" in kinds or bool(parted) or not self._header)


def _may_head(row: Sequence[str]) -> bool:
    """Whether a row prints no value: short words, periods and classes alone."""
    kinds = [kind_of(text) for text in row if text]
    if any(kind in ("number", "dash", "mark", "prose") for kind in kinds):
        return False
    if all(kind in ("range", "period") for kind in kinds) and kind_of(row[0]) == "period":
        return False
    spans = len(kinds) == 1 and not row[0] and not _lone(row)
    return (len(kinds) >= 2 or spans) and all(len(text) <= _LONGEST_HEADER for text in row)


def _heads_counts(row: Sequence[str], below: Sequence[str] = ()) -> bool:
    """Whether a row of several different marks heads the numbers of each, right below it."""
    kinds = [kind_of(text) for text in row]
    marks = [n for n, kind in enumerate(kinds) if kind == "mark"]
    if len(marks) < 2 or marks[0] == 0 or len({row[n] for n in marks}) < len(marks):
        return False
    words = all(kind in ("text", "header", "empty", "mark") for kind in kinds)
    return words and all(n < len(below) and kind_of(below[n]) in ("number", "dash") for n in marks)


def _continues(above: Sequence[Sequence[str]], row: Sequence[str]) -> bool:
    """Whether a row goes on with the header rows above it.

    It prints no value, and nothing where rows print their names; or nothing but header words beside the name; or words
    under every cell that a header above it spans.
    """
    kinds = [kind_of(text) for text in row]
    if any(kind in ("number", "dash", "mark", "prose") for kind in kinds) or not any(row):
        return False
    rest = [kind for kind in kinds[1:] if kind != "empty"]
    if not rest:
        return False
    last = above[-1]
    if not row[0]:
        return True
    bare = is_stub(row[0])
    if _head(row[1:], bare=bare) and (_head(last[1:], bare=True) or all(is_unit(text) for text in row[1:] if text)):
        return True
    if not bare and any(kind == "period" and fold(text).isdigit() for kind, text in zip(kinds, row, strict=True)):
        return False
    spanned = [n for n in range(1, len(last)) if not last[n] and any(last[:n])]
    return bool(spanned) and any(last[1:]) and all(n < len(row) and row[n] for n in spanned)


def _head(texts: Iterable[str], *, bare: bool) -> bool:
    """Whether cells print header words and periods, and nothing else."""
    said = [text for text in texts if text]
    return bool(said) and all(_heads_column(text, bare=bare) for text in said)


def _heads_column(text: str, *, bare: bool) -> bool:
    """Whether a cell prints a header word or a period; 1985 alone, which may be a count of people, where `bare`."""
    return kind_of(text) in ("period", "header") and (bare or not fold(text).isdigit())


def _lone(row: Sequence[str]) -> str:
    """The text of a row with nothing but one cell, at its beginning or a unit; else nothing."""
    said = [text for text in row if text]
    if len(said) != 1:
        return ""
    return said[0] if row[0] or stated_units(said[0])[1] else ""
