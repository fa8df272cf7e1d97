"""Which cell of a row belongs under which column, also where cells were dropped or shifted.

A row whose cells stand under their headers by position and fit them is taken as it stands. Otherwise every placing that
keeps the order of the cells is tried; the cells' types, and printed rates that recompute, decide. Where two placings
that differ in a measure are equally good, none is taken.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

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
    "unit": {"text": 2, "dash": 1},
    "text": {"text": 2, "dash": 1.5, "deadline": 1, "quantity": 0.5, "rate": 0.5, "grade": 0.5},
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
_PROOF = 4.0
_DISPROOF = -2.0
_ONE_UNIT = 1.5
_SHIFT = 0.01
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
    full = [n for n, cell in enumerate(cells) if cell.text]
    if not any(_is_value(read_value(cells[n].text)) for n in full):
        return Aligned(None, "")
    direct = {n: cells[n] for n in full if n < len(columns)}
    if len(direct) == len(full) and _stands(columns, direct, name_needed):
        return Aligned(direct)
    aligned = _best(columns, [cells[n] for n in full], full, name_needed)
    shorter = _without_surplus_dash(cells, full)
    if aligned.placing is None and shorter is not None:
        return _best(columns, [cells[n] for n in shorter], shorter, name_needed)
    return aligned


def _without_surplus_dash(cells: Sequence[Cell], full: Sequence[int]) -> list[int] | None:
    """The cells without one of three dashes or more in a row: whichever is the surplus one, the rest say the same."""
    for k in range(len(full) - 2):
        if all(read_value(cells[n].text).kind == "dash" for n in full[k : k + 3]):
            return [*full[:k], *full[k + 1 :]]
    return None


def _stands(columns: Sequence[Column], placing: Placing, name_needed: bool) -> bool:
    score = _score(columns, placing, name_needed)
    return score is not None and _units_agree(columns, placing) and recomputes(columns, _values(placing)) is not False


def _best(columns: Sequence[Column], cells: Sequence[Cell], at: Sequence[int], name_needed: bool) -> Aligned:
    if len(cells) > len(columns):
        return Aligned(None, f"the row has {len(cells)} cells for {len(columns)} columns")
    scored: list[tuple[float, dict[int, Cell]]] = []
    for count, chosen in enumerate(combinations(range(len(columns)), len(cells))):
        if count >= _MOST_PLACINGS:
            return Aligned(None, "the row fits in too many ways")
        placing = dict(zip(chosen, cells, strict=True))
        score = _score(columns, placing, name_needed)
        if score is not None:
            shift = sum(abs(n - m) for n, m in zip(chosen, at, strict=True))
            scored.append((score + _evidence(columns, placing) - _SHIFT * shift, placing))
    if not scored:
        return Aligned(None, "its cells do not fit the columns")
    scored.sort(key=lambda pair: -pair[0])
    best, placing = scored[0]
    for score, other in scored[1:]:
        # Nearness to the printed position chooses between word columns; it proves nothing about a measure.
        if best - score > 0.5:
            break
        if _measures(columns, other) != _measures(columns, placing):
            return Aligned(None, "its values fit more than one column")
    return Aligned(placing)


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
    if group == "value" and value.kind == "text" and len(value.text) > _LONGEST_VALUE and value.period is None:
        return None
    if group in ("name", "item") and "。" in value.text:
        return None  # a sentence describes, it does not name
    if group == "rate" and value.kind == "quantity" and column.unit in ("%", "％"):
        return 3
    if value.period is not None and value.kind in ("text", "dash"):
        # A period bracket is printed behind a value, hardly ever behind a name or a remark.
        return 2.5 if group == "value" else 0.5
    return _FIT[group].get(value.kind)


def _evidence(columns: Sequence[Column], placing: Placing) -> float:
    proof = {True: _PROOF, False: _DISPROOF, None: 0.0}[recomputes(columns, _values(placing))]
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


def _is_value(value: Value) -> bool:
    return value.kind not in ("empty", "text")
