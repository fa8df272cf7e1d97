"""A figure: one observation of an indicator, tied to the cell it was printed in."""

from dataclasses import dataclass, fields
from decimal import Decimal
from typing import Any, Literal

FigureKind = Literal["kpi", "budget", "fact", "table"]
Measure = Literal[
    "baseline",
    "actual",
    "target",
    "interim_target",
    "progress",
    "achievement",
    "grade",
    "budget",
    "general_fund",
    "carry_over",
    "staff_head",
    "staff_branch",
    "staff",
    "full_cost",
    "value",
]
Basis = Literal["fiscal", "calendar", ""]


@dataclass(frozen=True, slots=True)
class Figure:
    """One cell of the figures table. Field order is the CSV header's.

    `line` is 1-based and `span` holds the character offsets of `text` in that line. `value` is the plain number in
    `unit`, None where the cell prints no number. `year` is western, None where none is printed. `repeat_of` is the
    first figure's id where the same figure is printed again, else empty.
    """

    figure_id: str
    report: str
    line: int
    span: tuple[int, int]
    kind: FigureKind
    section: str
    item: str
    name: str
    scope: str
    measure: Measure
    text: str
    value: Decimal | None
    unit: str
    period: str
    year: int | None
    basis: Basis
    qualifiers: tuple[str, ...]
    repeat_of: str
    note: str

    def row(self) -> dict[str, Any]:
        """The figure as plain values for JSON: numbers as numbers, `span` as `start-end`, qualifiers joined by `;`."""
        out = {field.name: getattr(self, field.name) for field in fields(self)}
        out["span"] = f"{self.span[0]}-{self.span[1]}"
        out["value"] = plain_number(self.value)
        out["qualifiers"] = ";".join(self.qualifiers)
        return out


COLUMNS: tuple[str, ...] = tuple(field.name for field in fields(Figure))


def plain_number(value: Decimal | None) -> int | float | None:
    """A decimal as an int where it is whole, else as a float; None stays None."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def csv_row(figure: Figure) -> list[str]:
    """The figure as the strings of one CSV row, in the order of `COLUMNS`; what is missing is empty."""
    row = figure.row()
    row["value"] = "" if figure.value is None else format(figure.value, "f")
    return ["" if row[name] is None else str(row[name]) for name in COLUMNS]
