"""Which cell of a row belongs under which column, also where cells were dropped or shifted.

A row that prints a cell for every column, each fitting the header it stands under, is taken as it stands. Otherwise
every placing that keeps the order of the cells is tried; the cells' types, and printed rates that recompute, decide.
Where two placings that differ in a measure are equally good, none is taken.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, repeat

from index.block import Cell
from index.header import Column
from index.rate import recomputes
from index.value import Value, read_value

Placing = Mapping[int, Cell]

# How well a kind of cell fits under a role; absent means it cannot stand there.
_FIT: dict[str, dict[str, float]] = {
    "value": {"quantity": 3, "rate": 3, "dash": 2.5, "deadline": 2, "text": 1},
    "rate": {"rate": 3, "dash": 2.5},
    "grade": {"grade": 3, "dash": 2.5},
    "cost": {"quantity": 3, "dash": 2.5},
    "name": {"text": 3},
    "item": {"text": 3},
    "unit": {"text": 2, "dash": 2.5},
    "text": {"text": 2, "dash": 2.5, "deadline": 1, "quantity": 0.5, "rate": 0.5, "grade": 0.5},
    "blank": {"text": 1, "dash": 0.5, "deadline": 0.5, "quantity": 0.2, "rate": 0.2, "grade": 0.2},
}
_GROUPS = {
    "baseline": "value",
    "actual": "value",
    "target": "value",
    "interim_target": "value",
    "progress": "rate",
    "achievement": "rate",
    "grade": "grade",
    "name": "name",
    "item": "item",
    "unit": "unit",
    "text": "text",
}
_LONGEST_VALUE = 30
_CAPTION = re.compile(r"[【\[［][^】\]］]*[】\]］]")
_LISTED = re.compile(r"[・･○◯●◎◇◆■□]\s*\S")
_PROOF = 4.0
_ONE_UNIT = 1.5
_MOST_PLACINGS = 20_000


@dataclass(frozen=True, slots=True)
class Aligned:
    """The placing of a row's cells by column number, or the reason why there is none."""

    placing: Placing | None
    reason: str = ""


def align(columns: Sequence[Column], cells: Sequence[Cell], *, name_needed: bool) -> Aligned:
    """Place a row's cells under the columns.

    `name_needed` says that the row itself must print what its values are of (its header does not).
    """
    direct = {n: cell for n, cell in enumerate(cells) if cell.text}
    stands = len(cells) >= len(columns) > max(direct, default=0) and _stands(columns, direct, name_needed)
    recomputed = recomputes(columns, _values(direct)) if stands else None
    if stands and recomputed is not False:
        return Aligned(direct)
    if not any(_is_value(read_value(cell.text)) for cell in direct.values()):
        return Aligned(None, "")
    aligned = _best(columns, cells, name_needed)
    shorter = _without_surplus_dash(cells)
    if aligned.placing is None and shorter is not None:
        aligned = _best(columns, shorter, name_needed)
    if stands and all(columns[n].text for n in direct) and not _recomputes(columns, aligned.placing):
        return Aligned(direct)  # a rate that follows from no placing is misprinted, or of another formula
    return aligned


def _recomputes(columns: Sequence[Column], placing: Placing | None) -> bool:
    return placing is not None and recomputes(columns, _values(placing)) is True


def _without_surplus_dash(cells: Sequence[Cell]) -> list[Cell] | None:
    """The cells without one of three dashes or more in a row: whichever is the surplus one, the rest say the same."""
    full = [n for n, cell in enumerate(cells) if cell.text]
    for k in range(len(full) - 2):
        if all(read_value(cells[n].text).kind == "dash" for n in full[k : k + 3]):
            return [*cells[: full[k]], *cells[full[k] + 1 :]]
    return None


def _stands(columns: Sequence[Column], placing: Placing, name_needed: bool) -> bool:
    score = _score(columns, placing, name_needed)
    return score is not None and _units_agree(columns, placing) and _has_values(columns, placing)


def _best(columns: Sequence[Column], row: Sequence[Cell], name_needed: bool) -> Aligned:
    at = [n for n, cell in enumerate(row) if cell.text]
    cells = [row[n] for n in at]
    if len(cells) > len(columns):
        return Aligned(None, f"the row has {len(cells)} cells for {len(columns)} columns")
    missing = max(0, _width([column.text for column in columns]) - _width([cell.text for cell in row]))
    scored: list[tuple[float, dict[int, Cell]]] = []
    for count, chosen in enumerate(combinations(range(len(columns)), len(cells))):
        if count >= _MOST_PLACINGS:
            return Aligned(None, "the row fits in too many ways")
        if not all(map(_in_reach, cells, at, chosen, repeat(missing))):
            continue
        placing = dict(zip(chosen, cells, strict=True))
        score = _score(columns, placing, name_needed)
        if score is not None:
            scored.append((score + _evidence(columns, placing), placing))
    if not scored:
        return Aligned(None, "its cells do not fit the columns")
    scored.sort(key=lambda pair: -pair[0])
    best, placing = scored[0]
    for score, other in scored[1:]:
        if best - score > 0.5:
            break
        if _measures(columns, other) != _measures(columns, placing):
            return Aligned(None, "its values fit more than one column")
    return Aligned(placing)


def _in_reach(cell: Cell, at: int, column: int, missing: int) -> bool:
    """Whether a cell printed at one place can belong to a column, in a row that prints so many cells too few.

    A lost cell draws those behind it to the left by one. Words may stand yet further left, in a merged cell.
    """
    return column <= at + missing or read_value(cell.text).kind == "text"


def _width(texts: Sequence[str]) -> int:
    """The number of columns up to the last one that is not blank."""
    return max((n for n, text in enumerate(texts, start=1) if text), default=0)


def _score(columns: Sequence[Column], placing: Placing, name_needed: bool) -> float | None:
    total = 0.0
    for n, cell in placing.items():
        fit = _fit(columns[n], read_value(cell.text))
        if fit is None:
            return None
        total += fit
    named = any(columns[n].role == "name" for n in placing)
    return total if named or not name_needed else None


def _fit(column: Column, value: Value) -> float | None:
    group = _GROUPS.get(column.role or "", "cost" if column.measure else "blank")
    fit = _FIT[group].get(value.kind)
    if value.kind == "text" and not _is_worded(group, value):
        return None
    if group == "rate" and value.kind == "quantity" and column.unit in ("%", "％"):
        return 3
    if value.period is not None and value.kind in ("text", "dash") and fit is not None:
        # A period bracket is printed behind a value, hardly ever behind a name or a remark.
        return 2.5 if group == "value" else 0.5
    return fit


def _evidence(columns: Sequence[Column], placing: Placing) -> float:
    proof = _PROOF if _recomputes(columns, placing) else 0.0
    return proof + (_ONE_UNIT if _units_agree(columns, placing) else 0.0)


def _units_agree(columns: Sequence[Column], placing: Placing) -> bool:
    """A base in 人 and a target in % are not of one indicator; sizes (千, 万) may differ."""
    kinds = {
        value.kind
        for n, value in _values(placing).items()
        if _GROUPS.get(columns[n].role or "") == "value" and value.kind in ("quantity", "rate")
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
    if group == "value":
        return _is_worded_value(value)
    if group == "name" and _CAPTION.fullmatch(value.text):
        return False
    return group not in ("name", "item") or "。" not in value.text


def _is_worded_value(value: Value) -> bool:
    """Whether words can be a value (維持, 現状値以上): few of them, no sentence, no list item."""
    return len(value.text) <= _LONGEST_VALUE and "。" not in value.text and _LISTED.match(value.text) is None
