"""Which cell of a row belongs under which column, also where cells were dropped or shifted.

A row that prints a cell for every column, each fitting the header it stands under, is taken as it stands. Otherwise
every placing that keeps the order of the cells is tried; the cells' types, and printed rates that recompute, decide.
Where two placings that differ in a measure are equally good, none is taken.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from itertools import combinations

from index.block import Cell
from index.tables.column_role import heads_codes, is_code
from index.tables.header import Column
from index.tables.rate import recomputes
from index.tables.shape import kind_of
from index.tables.unit import is_unit
from index.value import Value, is_grade_word, may_grade, read_value

Placing = Mapping[int, Cell]

# How well a kind of cell fits under a role; absent means it cannot stand there.
_FIT: dict[str, dict[str, float]] = {
    "value": {"quantity": 3, "rate": 3, "dash": 2.5, "deadline": 2, "text": 1},
    "base": {"quantity": 3, "rate": 3, "dash": 2.5, "text": 1},
    "rate": {"rate": 3, "dash": 2.5},
    "grade": {"grade": 3, "dash": 2.5},
    "cost": {"quantity": 3, "dash": 2.5},
    "name": {"text": 3},
    "part": {"text": 3, "dash": 2.5},
    "item": {"text": 3},
    "unit": {"text": 2, "dash": 2.5},
    "year": {"deadline": 3, "dash": 2.5, "quantity": 1},
    "text": {"text": 2, "dash": 2.5, "deadline": 1, "quantity": 0.5, "rate": 0.5, "grade": 0.5},
    "blank": {"text": 1, "dash": 0.5, "deadline": 0.5, "quantity": 0.2, "rate": 0.2, "grade": 0.2},
}
_GROUPS = {
    "baseline": "base",
    "actual": "value",
    "target": "value",
    "interim_target": "value",
    "progress": "rate",
    "achievement": "rate",
    "grade": "grade",
    "name": "name",
    "part": "part",
    "item": "item",
    "unit": "unit",
    "year": "year",
    "text": "text",
}
_VALUE_GROUPS = ("value", "base")
_LONGEST_VALUE = 30
_CAPTION = re.compile(r"[【\[［][^】\]］]*[】\]］]")
_BRACKETED = re.compile(r"[(（][^()（）]*[)）]")
_LISTED = re.compile(r"[①-⑳]\s*[▲△]?[0-9０-９]|[・･○◯●◎◇◆■□]\s*\S")
_NUMBERED = re.compile(r"[0-9０-９]{1,3}[\s　.．]|[①-⑳]")
_WORDS = re.compile("[一-龠ァ-ヺー]{3}")
_PROOF = 4.0
_ONE_UNIT = 1.5
_HABIT = 1.5
_OFTEN = 3
_CLOSE = 0.5
_MOST_PLACINGS = 5_000
_MOST_SURPLUS = 2
_NO_FIT = "its cells do not fit the columns"


@dataclass(frozen=True, slots=True)
class Aligned:
    """The placing of a row's cells by column number, or the reason why there is none."""

    placing: Placing | None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Habits:
    """What the rows of a table do alike, as evidence for those that are damaged.

    `filled` are the columns that a third of the rows fill or more; none in a table without damage, where an empty cell
    only says that there is nothing to say. `numbered` says that what rows belong to begins with a number, and no name
    does. `periods` holds the column of each period that whole rows print in that
    column alone, and often.
    """

    filled: frozenset[int] = frozenset()
    periods: Mapping[str, int] = field(default_factory=dict)
    numbered: bool = False


NO_HABITS = Habits()


def align(
    columns: Sequence[Column],
    cells: Sequence[Cell],
    *,
    name_needed: bool,
    habits: Habits = NO_HABITS,
) -> Aligned:
    """Place a row's cells under the columns.

    `name_needed` says that the row itself must print what its values are of (its header does not). `habits` are those
    of the rows around it.
    """
    direct = _as_printed(columns, cells, name_needed)
    if direct is not None and _may_have_lost_one(columns, direct, name_needed, habits.filled):
        return Aligned(None, "a cell may be lost before its empty ones")
    if direct is None and name_needed and _stands_without_name(columns, cells):
        return Aligned(None, "it does not print what it measures")
    whole = direct is not None and _is_whole(columns, direct)
    if (
        direct is not None
        and recomputes(columns, _values(direct)) is not False
        and _under_words(columns, direct)
        and (whole or not _against_habit(columns, direct, habits))
    ):
        return Aligned(direct)
    if not _has_any_value(cells):
        return Aligned(None, "")
    aligned = _best(columns, cells, name_needed, habits)
    shorter = _without_surplus_dash(cells)
    if aligned.placing is None and shorter is not None:
        aligned = _best(columns, shorter, name_needed, habits)
    if direct is not None and whole and not _recomputes(columns, aligned.placing):
        return Aligned(direct)  # a rate that follows from no placing is misprinted, or of another formula
    return aligned


def stand(columns: Sequence[Column], cells: Sequence[Cell]) -> Placing:
    """A whole row of values without a name, each under its own header; nothing where one cannot stand there."""
    return _as_printed(columns, cells, False) or {}


def find_habits(columns: Sequence[Column], rows: Sequence[Sequence[Cell]], *, name_needed: bool) -> Habits:
    """What the rows under a header do alike."""
    seen: dict[str, Counter[int]] = {}
    items, names = (
        [
            row[n].text
            for row in rows
            if len(row) == len(columns)
            for n, column in enumerate(columns)
            if column.role == role and row[n].text
        ]
        for role in ("item", "name")
    )
    damaged, whole = False, 0
    for row in rows:
        placing = _as_printed(columns, row, name_needed)
        damaged = damaged or len(row) != len(columns) or (placing is None and _has_any_value(row))
        if placing is None or not _is_whole(columns, placing):
            continue
        whole += 1
        for n, cell in placing.items():
            key = _period_key(read_value(cell.text))
            if key is not None and _group(columns[n]) in _VALUE_GROUPS:
                seen.setdefault(key, Counter())[n] += 1
    filled = [sum(len(row) > n and bool(row[n].text) for row in rows) for n in range(len(columns))]
    return Habits(
        frozenset(n for n, count in enumerate(filled) if damaged and count >= len(rows) / 3),
        _habitual(seen, whole),
        bool(items) and all(map(_NUMBERED.match, items)) and not any(map(_NUMBERED.match, names)),
    )


def _habitual(seen: Mapping[str, Counter[int]], whole: int) -> dict[str, int]:
    """The periods of one column alone that are common in it, where there are rows enough to tell."""
    total = sum(seen.values(), Counter[int]())
    if whole < _OFTEN:
        return {}
    alone = {key: next(iter(counts.items())) for key, counts in seen.items() if len(counts) == 1}
    return {
        key: n
        for key, (n, count) in alone.items()
        if count >= _OFTEN - 1 and count * _OFTEN >= total[n] and 2 * count >= whole
    }


def _has_any_value(row: Sequence[Cell]) -> bool:
    return any(_is_value(read_value(cell.text)) for cell in row)


def _period_key(value: Value) -> str | None:
    """What can be a habit of a column: its year, every year, or that a number is printed without a period.

    A bare deadline may be the answer to any question.
    """
    if value.kind == "deadline":
        return None
    if value.period is not None:
        return "annual" if value.period.year is None else str(value.period.year)
    return "" if value.kind in ("quantity", "rate") else None


def _stands_without_name(columns: Sequence[Column], cells: Sequence[Cell]) -> bool:
    """Whether a row prints each value under its header, and nothing under the one that names it."""
    placing = _as_printed(columns, cells, False) if len(cells) == len(columns) else None
    return placing is not None and _is_whole(columns, placing)


def _against_habit(columns: Sequence[Column], placing: Placing, habits: Habits) -> bool:
    """Whether a value stands in another column than all other rows would have it."""
    return any(_habit(columns[n], n, read_value(cell.text), habits) < 0 for n, cell in placing.items())


def _habit(column: Column, n: int, value: Value, habits: Habits) -> float:
    key = _period_key(value)
    if key is None or key not in habits.periods or _group(column) not in _VALUE_GROUPS:
        return 0.0
    return _HABIT if habits.periods[key] == n else -_HABIT


def _is_whole(columns: Sequence[Column], placing: Placing) -> bool:
    """Whether something stands under every measure."""
    return all(n in placing for n, column in enumerate(columns) if column.measure)


def _under_words(columns: Sequence[Column], placing: Placing) -> bool:
    """Whether every cell stands under a header that prints something."""
    return all(columns[n].text for n in placing)


def _as_printed(columns: Sequence[Column], cells: Sequence[Cell], name_needed: bool) -> Placing | None:
    """Each cell under the header it stands under, None where it cannot stand there.

    Where a row prints more cells than there are headers, empty ones are surplus: which, their neighbours tell.
    """
    surplus = len(cells) - len(columns)
    empty = [n for n, cell in enumerate(cells) if not cell.text]
    if not 0 <= surplus <= min(len(empty), _MOST_SURPLUS):
        return None
    ways: dict[tuple[int, ...], tuple[float, Placing]] = {}
    for without in combinations(empty, surplus):
        kept = [cell for n, cell in enumerate(cells) if n not in without]
        placing = {n: cell for n, cell in enumerate(kept) if cell.text}
        score = _score(columns, placing, name_needed) if _stands(columns, placing) else None
        if score is not None:
            proof = _PROOF if _recomputes(columns, placing) else 0.0
            ways[tuple(placing)] = (score + proof, placing)
    ranked = sorted(ways.values(), key=lambda way: -way[0])
    if not ranked or any(
        ranked[0][0] - score <= _CLOSE and _measures(columns, other) != _measures(columns, ranked[0][1])
        for score, other in ranked[1:]
    ):
        return None
    return ranked[0][1]


def _may_have_lost_one(columns: Sequence[Column], placing: Placing, name_needed: bool, filled: Set[int]) -> bool:
    """Whether the row is as well one that lost a cell and was filled up with empty ones at its end.

    Only where it leaves columns empty at its end that the rows around it fill.
    """
    last, score = max(placing, default=0), _score(columns, placing, name_needed)
    if score is None or last + 1 >= len(columns) or filled.isdisjoint(range(last + 1, len(columns))):
        return False
    for at in (n for n in placing if columns[n].measure):
        moved = {n + (n >= at): cell for n, cell in placing.items()}
        other = _score(columns, moved, name_needed) if _stands(columns, moved) else None
        if other is not None and score - other <= _CLOSE:
            return True
    return False


def _recomputes(columns: Sequence[Column], placing: Placing | None) -> bool:
    return placing is not None and recomputes(columns, _values(placing)) is True


def _without_surplus_dash(cells: Sequence[Cell]) -> list[Cell] | None:
    """The cells without one of three dashes or more in a row: whichever is the surplus one, the rest say the same."""
    full = [n for n, cell in enumerate(cells) if cell.text]
    for k in range(len(full) - 2):
        if all(read_value(cells[n].text).kind == "dash" for n in full[k : k + 3]):
            return [*cells[: full[k]], *cells[full[k] + 1 :]]
    return None


def _stands(columns: Sequence[Column], placing: Placing) -> bool:
    return _units_agree(columns, placing) and _has_values(columns, placing) and not _label_displaced(columns, placing)


def _label_displaced(columns: Sequence[Column], placing: Placing) -> bool:
    """Whether a row begins with words in a value's place although a name has its column before that."""
    first = min(placing, default=0)
    named = any(column.role == "name" for column in columns[:first])
    return named and bool(columns[first].measure) and read_value(placing[first].text).kind == "text"


def _best(columns: Sequence[Column], row: Sequence[Cell], name_needed: bool, habits: Habits) -> Aligned:
    at = [n for n, cell in enumerate(row) if cell.text]
    cells = [row[n] for n in at]
    if len(cells) > len(columns):
        return Aligned(None, f"the row has {len(cells)} cells for {len(columns)} columns")
    missing = max(0, _width([column.text for column in columns]) - _width([cell.text for cell in row]))
    holes = sum(not cell.text for cell in row[: at[-1]])
    for reach in dict.fromkeys((missing, missing + holes)):
        fits = [_fits(columns, cell, begin, reach, habits) for cell, begin in zip(cells, at, strict=True)]
        aligned = _best_of(columns, cells, fits, name_needed)
        if aligned.placing is not None or aligned.reason != _NO_FIT:
            break
    return aligned


def _fits(columns: Sequence[Column], cell: Cell, at: int, missing: int, habits: Habits) -> dict[int, float]:
    """How well a cell fits each column that it can belong to."""
    value = read_value(cell.text)
    first = next((n for n, column in enumerate(columns) if column.measure), 0)
    dated = value.kind == "text" and value.period is not None  # words for a value: they name nothing
    return {
        n: fit + _habit(column, n, value, habits)
        for n, column in enumerate(columns)
        if _in_reach(value, at, n, missing)
        and not (dated and (n < first or column.role == "name"))
        and not (column.role == "actual" and _is_deadline(value))
        and not (column.role == "name" and _is_beside_name(columns, cell.text))
        and not (column.role == "name" and habits.numbered and _NUMBERED.match(cell.text))
        and (fit := _fit(column, value)) is not None
    }


def _best_of(
    columns: Sequence[Column], cells: Sequence[Cell], fits: Sequence[Mapping[int, float]], name_needed: bool
) -> Aligned:
    scored: list[tuple[float, dict[int, Cell]]] = []
    for count, chosen in enumerate(_choices(fits, len(columns))):
        if count >= _MOST_PLACINGS:
            return Aligned(None, "the row fits in too many ways")
        if name_needed and not any(columns[n].role == "name" for n in chosen):
            continue
        placing = dict(zip(chosen, cells, strict=True))
        score = sum(fit[n] for fit, n in zip(fits, chosen, strict=True))
        scored.append((score + _evidence(columns, placing), placing))
    if not scored:
        return Aligned(None, _NO_FIT)
    scored.sort(key=lambda pair: -pair[0])
    best, placing = scored[0]
    for score, other in scored[1:]:
        if best - score > _CLOSE:
            break
        if _measures(columns, other) != _measures(columns, placing):
            return Aligned(None, "its values fit more than one column")
    return Aligned(placing)


def _choices(fits: Sequence[Mapping[int, float]], width: int) -> Iterator[tuple[int, ...]]:
    """Every way to give each cell a column that it fits, in order."""
    # The last column that each cell can take so that those behind it still find one.
    latest, bound = [0] * len(fits), width
    for k in range(len(fits) - 1, -1, -1):
        bound = max((n for n in fits[k] if n < bound), default=-1)
        latest[k] = bound
    if bound < 0:
        return
    stack: list[tuple[int, ...]] = [()]
    while stack:
        chosen = stack.pop()
        k = len(chosen)
        if k == len(fits):
            yield chosen
            continue
        first = chosen[-1] + 1 if chosen else 0
        stack += [(*chosen, n) for n in sorted(fits[k], reverse=True) if first <= n <= latest[k]]


def _is_deadline(value: Value) -> bool:
    return value.kind == "deadline" and value.period is not None and value.period.year is not None


def _in_reach(value: Value, at: int, column: int, missing: int) -> bool:
    """Whether a value printed at one place can belong to a column, in a row that prints so many cells too few.

    A lost cell draws those behind it to the left by one. Words may stand yet further left, in a merged cell.
    """
    return column <= at + missing or value.kind == "text"


def _width(texts: Sequence[str]) -> int:
    """The number of columns up to the last one that is not blank."""
    return max((n for n, text in enumerate(texts, start=1) if text), default=0)


def _score(columns: Sequence[Column], placing: Placing, name_needed: bool) -> float | None:
    total = 0.0
    for n, cell in placing.items():
        fit = _fit(columns[n], read_value(cell.text))
        if fit is None or (columns[n].role == "name" and _is_beside_name(columns, cell.text)):
            return None
        total += fit
    named = any(columns[n].role == "name" for n in placing)
    return total if named or not name_needed else None


def _is_beside_name(columns: Sequence[Column], text: str) -> bool:
    """Whether a cell is what other columns of the table print beside a name: a unit, a code."""
    units = any(column.role == "unit" for column in columns)
    return (units and is_unit(text)) or (is_code(text) and any(heads_codes(column.text) for column in columns))


def _fit(column: Column, value: Value) -> float | None:
    group = _group(column)
    if group == "grade" and column.loose and (is_grade_word(value) or value.kind == "quantity"):
        return 3
    if group == "grade" and column.loose and may_grade(value):
        return 1 if value.kind == "text" else 3
    fit = _FIT[group].get(value.kind)
    if group == "name" and _begins_name(value):
        return 3
    if value.kind == "text" and not _is_worded(group, value):
        return None
    if group == "rate" and value.kind == "quantity" and column.unit in ("%", "％"):
        return 3
    if value.period is not None and value.kind in ("text", "dash") and fit is not None:
        # A period bracket is printed behind a value, hardly ever behind a name or a remark.
        return 2.5 if group in _VALUE_GROUPS else 0.5
    return fit


def _begins_name(value: Value) -> bool:
    """Whether a number begins a name: 1日最大配水量."""
    quantity = value.quantity if value.kind == "quantity" and value.period is None else None
    return quantity is not None and _WORDS.search(quantity.unit) is not None and kind_of(value.text) == "text"


def _group(column: Column) -> str:
    return _GROUPS.get(column.role or "", "cost" if column.measure else "blank")


def _evidence(columns: Sequence[Column], placing: Placing) -> float:
    proof = _PROOF if _recomputes(columns, placing) else 0.0
    return proof + (_ONE_UNIT if _units_agree(columns, placing) else 0.0)


def _units_agree(columns: Sequence[Column], placing: Placing) -> bool:
    """A base in 人 and a target in % are not of one indicator; sizes (千, 万) may differ."""
    kinds = {
        value.kind
        for n, value in _values(placing).items()
        if _group(columns[n]) in _VALUE_GROUPS and value.kind in ("quantity", "rate")
    }
    return len(kinds) <= 1


def _values(placing: Placing) -> dict[int, Value]:
    return {n: read_value(cell.text) for n, cell in placing.items()}


def _measures(columns: Sequence[Column], placing: Placing) -> dict[int, Cell]:
    return {n: cell for n, cell in placing.items() if columns[n].measure or columns[n].role == "name"}


def _has_values(columns: Sequence[Column], placing: Placing) -> bool:
    """Whether a row has a value, or words under every measure (未整備, 整備)."""
    return any(_is_value(value) for value in _values(placing).values()) or all(
        n in placing for n, column in enumerate(columns) if column.measure
    )


def _is_value(value: Value) -> bool:
    if value.kind == "text":
        return value.period is not None and _is_worded_value(value)
    return value.kind != "empty"


def _is_worded(group: str, value: Value) -> bool:
    """Whether words can stand as what they would be: a sentence names nothing, a caption is not what is measured."""
    if group in _VALUE_GROUPS:
        return _is_worded_value(value)
    if group == "name" and _CAPTION.fullmatch(value.text):
        return False
    return group not in ("name", "item") or "。" not in _BRACKETED.sub("", value.text)


def _is_worded_value(value: Value) -> bool:
    """Whether words can be a value (維持, 現状値以上): few of them, no sentence, no list item, no （うち道内）."""
    return (
        len(value.text) <= _LONGEST_VALUE
        and "。" not in value.text
        and _LISTED.match(value.text) is None
        and _BRACKETED.fullmatch(value.text) is None
    )
