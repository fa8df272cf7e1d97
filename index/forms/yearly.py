"""The yearly part of an indicator sheet: grades by year, and targets, actuals and rates with years as columns.

The last column, headed 進捗率, prints the final target and the latest actual again, and the rate of progress.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import lru_cache

from index.forms.form import Token
from index.period import fold
from index.value import read_value

ROWS = ("target", "actual", "achievement")
_MOST_LINES = 8  # between a label and the last of the cells printed below it
_CELLS = ("number", "dash")


@dataclass(frozen=True, slots=True)
class Row:
    """A row's label and its cells in the order printed; `loose` where that order is not the one of the columns."""

    label: Token
    cells: tuple[Token, ...]
    loose: bool = False


@dataclass(frozen=True, slots=True)
class Yearly:
    """One indicator's yearly part, its lines 1-based; `analysis` are the lines of words between grades and series."""

    line: int
    last: int
    years: tuple[Token, ...]
    rows: Mapping[str, Row]
    grade_years: tuple[Token, ...] = ()
    grades: Row | None = None
    analysis: tuple[int, int] = (0, 0)

    @property
    def width(self) -> int:
        """The number of columns, the last one included."""
        return len(self.years) + 1

    @property
    def final(self) -> Decimal | None:
        """The final target that the last column prints, where the row is whole."""
        row = self.rows.get("target")
        return number(row.cells[-1]) if row is not None and len(row.cells) == self.width and not row.loose else None

    @property
    def in_percent(self) -> bool | None:
        """Whether targets and actuals are printed with %; None where there is no number."""
        cells = [cell for name in ("target", "actual") if name in self.rows for cell in self.rows[name].cells]
        marks = {is_percent(cell) for cell in cells if cell.kind == "number"}
        return marks.pop() if len(marks) == 1 else None

    def target_in(self, year: int) -> Decimal | None:
        """The target of one year, where the row is whole and the year stands in it once."""
        row = self.rows.get("target")
        at = [n for n, token in enumerate(self.years) if token.period is not None and token.period.year == year]
        whole = row is not None and len(row.cells) == self.width and not row.loose
        return number(row.cells[at[0]]) if row is not None and whole and len(at) == 1 else None


@dataclass(slots=True)
class _Open:
    """A yearly part while its lines are read."""

    grade_years: tuple[Token, ...] = ()
    grades: Row | None = None
    years: tuple[Token, ...] | None = None
    line: int = 0
    last: int = 0
    graded: int = 0
    head: int = 0
    rows: dict[str, Row] = field(default_factory=dict)


@lru_cache(maxsize=4096)
def number(token: Token | None) -> Decimal | None:
    """The number that a token prints."""
    quantity = read_value(token.text).quantity if token is not None and token.kind == "number" else None
    return quantity.value if quantity is not None else None


def is_percent(token: Token) -> bool:
    """Whether a number is printed with a per cent sign."""
    return fold(token.text).endswith("%")


def yearly_parts(lines: Sequence[Sequence[Token]]) -> list[Yearly]:
    """The yearly parts of a form in their order; `lines` holds the tokens of each line of the report."""
    found: list[Yearly] = []
    part = _Open()
    for at, tokens in enumerate(lines):
        if not tokens:
            continue
        what = {token.what for token in tokens if token.kind == "label"}
        if "grade_year" in what or _is_head(lines, at):
            if part.years is not None:
                found.append(_closed(part))
                part = _Open()
            _begin(part, lines, at, graded="grade_year" in what)
        elif what and (part.years is not None or part.grade_years):
            part = _read_row(part, lines, at, what, found)
    if part.years is not None:
        found.append(_closed(part))
    elif part.grades is not None and found:
        # Grades that stand behind their series would each go to the next one.
        found = [replace(one, grade_years=(), grades=None) for one in found]
    return [one for one in found if "target" in one.rows and "actual" in one.rows]


def _is_head(lines: Sequence[Sequence[Token]], at: int) -> bool:
    """Whether a line heads a series: 年度, years, and 進捗率 there or on a line of its own just below."""
    tokens = lines[at]
    what = [token.what for token in tokens if token.kind == "label"]
    if "year" not in what or not {*what} <= {"year", "progress"} or any(
        token.kind not in ("label", "period") for token in tokens
    ):  # fmt: skip
        return False
    if "progress" in what:
        return True
    below = [line for line in lines[at + 1 : at + 1 + _MOST_LINES] if line][:1]
    return bool(below) and [token.what for token in below[0]] == ["progress"]


def _begin(part: _Open, lines: Sequence[Sequence[Token]], at: int, *, graded: bool) -> None:
    years = tuple(token for token in lines[at] if token.kind == "period")
    part.line = part.line or at + 1
    part.last = at + 1
    if graded:
        part.grade_years, part.grades, part.line = years, None, at + 1
    else:
        part.years, part.head = years, at + 1


def _read_row(part: _Open, lines: Sequence[Sequence[Token]], at: int, what: set[str], found: list[Yearly]) -> _Open:
    names = what & {*ROWS, "grade"}
    if names == {"grade"} and part.years is None and part.grades is None:
        part.grades = _row(lines, at, "grade", ("grade", "dash"), len(part.grade_years))
        part.graded = part.last = at + 1
    elif len(what) == 1 and what <= {*ROWS} and part.years is not None and not what & part.rows.keys():
        name = names.pop()
        row = _row(lines, at, name, _CELLS, len(part.years) + 1)
        if row is not None:
            part.rows[name] = row
            part.last = max(row.label.line, *(cell.line for cell in row.cells), 0)
    elif part.years is not None and not what <= {"progress", "analysis"}:
        found.append(_closed(part))
        return _Open()
    return part


def _row(lines: Sequence[Sequence[Token]], at: int, name: str, kinds: Sequence[str], width: int) -> Row | None:
    label = next(token for token in lines[at] if token.what == name)
    cells = tuple(token for token in lines[at] if token.kind in kinds)
    worded = tuple(token for token in lines[at] if token.kind in (*kinds, "words") and token.text[0] not in "【〔[［")
    if len(cells) < width == len(worded) and kinds == _CELLS:
        cells = worded  # 未集計 among the numbers
    if not cells:
        cells = tuple(_below(lines, at, kinds, width))
    sides = {cell.start > label.start for cell in cells if cell.line == label.line}
    return Row(label, cells, any(cell.glued for cell in cells) or len(sides) == 2)


def _below(lines: Sequence[Sequence[Token]], at: int, kinds: Sequence[str], width: int) -> Iterator[Token]:
    """The cells printed on lines of their own below their label: as many as columns, or they are something else."""
    cells: list[Token] = []
    for tokens in lines[at + 1 : at + 1 + width * 2]:
        if len(cells) >= width or any(token.kind not in kinds for token in tokens):
            break
        cells += tokens
    return iter(cells if len(cells) == width else ())


def _closed(part: _Open) -> Yearly:
    analysis = (part.graded, part.head - 1) if part.graded and part.head > part.graded else (0, 0)
    return Yearly(
        part.line, part.last, part.years or (), dict(part.rows), part.grade_years, part.grades, analysis
    )  # fmt: skip
