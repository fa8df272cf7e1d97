"""The yearly part of an indicator sheet: grades by year, and targets, actuals and rates with years as columns.

The last column, headed 進捗率, prints the final target and the latest actual again, and the rate of progress. Which
cell stands in which column is told by the count of cells, and where that does not tell by the rates that recompute.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction
from functools import partial
from itertools import combinations, permutations, product
from math import perm

from index.expression import Expression, agrees
from index.form import Token
from index.period import fold
from index.value import read_value

ROWS = ("target", "actual", "achievement")
_MOST_LINES = 8  # between a label and the last of the cells printed below it
_MOST_PLACINGS = 20_000
_CELLS = ("number", "dash")

Placed = tuple[Token | None, ...]


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


@dataclass(frozen=True, slots=True)
class Settled:
    """The cells of each row by column, None where a column is empty or unsure.

    `proofs` and `contradictions` count the rates that recompute and that do not; `unsure` holds cells left out.
    """

    columns: Mapping[str, Placed]
    proofs: int = 0
    contradictions: int = 0
    formula: Expression | None = None
    unsure: tuple[Token, ...] = ()


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


# --- cells to columns ------------------------------------------------------------------------------------------------


def settle(part: Yearly, base: Decimal | None, final: Decimal | None, formulas: Sequence[Expression]) -> Settled:
    """The cells of a yearly part in their columns, with what base, final target and the printed formula prove.

    Cells keep their order unless other columns, and these alone, make every rate recompute.
    """
    options = [_options(part.rows.get(name), part.width) for name in ROWS]
    rates = part.rows.get("achievement")
    orderly = all(len(each) == 1 for each in options)
    first = _best(part, options, base, final, formulas)
    if first is not None and orderly and first.contradictions and rates is not None:
        moved = _best(part, [*options[:2], _orders(rates, part.width)], base, final, formulas)
        if moved is not None and not moved.contradictions and moved.proofs and not moved.unsure:
            return moved
    if first is None or (first.contradictions and not orderly):
        return _without_loose(part, options)
    return first


def _options(row: Row | None, width: int) -> list[Placed]:
    """The columns that a row's cells can stand in: their order kept, or any where the order is lost."""
    if row is None:
        return [(None,) * width]
    if row.loose:
        return _orders(row, width)
    count = len(row.cells)
    if count > width or _too_many(width, count):
        return []
    return [_spread(row.cells, columns, width) for columns in combinations(range(width), count)]


def _orders(row: Row, width: int) -> list[Placed]:
    count = len(row.cells)
    if count > width or _too_many(width, count):
        return []
    return [_spread(row.cells, columns, width) for columns in permutations(range(width), count)]


def _too_many(width: int, count: int) -> bool:
    return perm(width, count) > _MOST_PLACINGS


def _spread(cells: Sequence[Token], columns: Sequence[int], width: int) -> Placed:
    placed: list[Token | None] = [None] * width
    for cell, column in zip(cells, columns, strict=True):
        placed[column] = cell
    return tuple(placed)


def _best(
    part: Yearly,
    options: Sequence[Sequence[Placed]],
    base: Decimal | None,
    final: Decimal | None,
    formulas: Sequence[Expression],
) -> Settled | None:
    """What all placings have in common that contradict least."""
    size = len(options[0]) * len(options[1]) * len(options[2])
    if not 0 < size <= _MOST_PLACINGS:
        return None
    best: list[tuple[Placed, ...]] = []
    least, most = len(ROWS) * part.width + 1, 0
    used: set[Expression | None] = set()
    for placing in product(*options):
        for formula in formulas or (None,):
            against, proofs = _weighed(placing, base, final, formula)
            if against < least:
                best, least, most, used = [], against, 0, set()
            if against == least:
                # What proves more is no better: the latest actual in the last column proves as much where its own
                # cell was dropped.
                best.append(placing)
                most = max(most, proofs)
                used.add(formula if proofs else None)
    columns = {name: _agreed([placing[n] for placing in best]) for n, name in enumerate(ROWS)}
    kept = {token for placed in columns.values() for token in placed if token is not None}
    cells = [cell for row in part.rows.values() for cell in row.cells]
    formula = next(iter(used)) if len(used) == 1 else None
    return Settled(columns, most, least, formula, tuple(cell for cell in cells if cell not in kept))


def _agreed(placings: Sequence[Placed]) -> Placed:
    """Column by column the cell that all placings have there; cells that print the same are as good as each other."""
    first = placings[0]
    return tuple(
        cell if all(_said(other[n]) == _said(cell) for other in placings[1:]) else None for n, cell in enumerate(first)
    )


def _said(token: Token | None) -> str:
    return fold(token.text) if token is not None else ""


def _weighed(
    placing: Sequence[Placed], base: Decimal | None, final: Decimal | None, formula: Expression | None
) -> tuple[int, int]:
    """How many of the printed numbers contradict a placing, and how many bear it out."""
    targets, actuals, rates = placing
    checks: list[bool | None] = []
    for target, actual, rate in zip(targets[:-1], actuals[:-1], rates[:-1], strict=True):
        numbers = {"target": number(target), "actual": number(actual), "base": base, "final": final}
        checks.append(_rate_holds(rate, target, actual, partial(_given, formula, numbers)))
    ends = (number(actuals[-1]), number(targets[-1]))
    checks.append(_rate_holds(rates[-1], targets[-1], actuals[-1], lambda printed: _is_progress(printed, *ends, base)))
    checks.append(None if final is None or ends[1] is None else final == ends[1])
    checks.append(_is_latest(actuals))
    return checks.count(False), checks.count(True)


def _given(formula: Expression | None, numbers: Mapping[str, Decimal | None], printed: Decimal) -> bool | None:
    return formula.gives(printed, numbers) if formula is not None else None


def _rate_holds(
    rate: Token | None, target: Token | None, actual: Token | None, check: Callable[[Decimal], bool | None]
) -> bool | None:
    printed = number(rate)
    if printed is None:
        return None
    if any(token is not None and token.kind != "number" for token in (target, actual)):
        return False  # a rate of nothing
    return check(printed)


def _is_progress(printed: Decimal, actual: Decimal | None, target: Decimal | None, base: Decimal | None) -> bool | None:
    if actual is None or target is None:
        return None
    ratios = [(actual, target)]
    if base is not None:
        ratios.append((actual - base, target - base))
        if target < base:
            ratios.append((target, actual))
    return any(under and agrees(Fraction(over) / Fraction(under) * 100, printed) for over, under in ratios)


def _is_latest(actuals: Placed) -> bool | None:
    """Whether the last column repeats the latest actual; None where one may be missing."""
    years, last = actuals[:-1], number(actuals[-1])
    if last is None or any(cell is None for cell in years):
        return None
    latest = [one for cell in years if (one := number(cell)) is not None][-1:]
    return bool(latest) and latest[0] == last


def _without_loose(part: Yearly, options: Sequence[Sequence[Placed]]) -> Settled:
    """Only the rows whose cells fill their columns in order."""
    columns = {
        name: each[0] if len(each) == 1 else (None,) * part.width for name, each in zip(ROWS, options, strict=True)
    }
    kept = {token for placed in columns.values() for token in placed if token is not None}
    cells = [cell for row in part.rows.values() for cell in row.cells]
    return Settled(columns, unsure=tuple(cell for cell in cells if cell not in kept))
