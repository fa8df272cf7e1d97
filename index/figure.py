"""A figure: one observation of an indicator, tied to the cell it was printed in."""

from dataclasses import dataclass, fields
from datetime import date
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
Direction = Literal["up", "down", ""]


@dataclass(frozen=True, slots=True)
class Figure:
    """One cell of the figures table. Field order is the CSV header's; what follows `note` stands in JSON alone.

    `line` is 1-based and `span` holds the character offsets of `text` in that line; `page` is set for paged formats.
    `value` is the plain number in `unit`, None where the cell prints no number. `year` is western, None where none is
    printed. `repeat_of` is the first figure's id where the same figure is printed again, else empty. `note` holds
    footnotes and what a header's bracket says, `remark` the words that the row itself prints beside its values.

    `direction` says whether the indicator is to rise or to fall, where the report says so. `denominator` is the number
    that a printed rate was divided by where it is not the target beside it. `rule` is the formula of a rate in the
    report's own words. `series` is the same for all figures of one indicator over reports and years. `start` and
    `end` are the first and last day of the period. `printed` is the text that a correction replaced, `correction` its
    reason, role and date; both are empty for a figure as printed.
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
    page: int | None = None
    remark: str = ""
    direction: Direction = ""
    denominator: Decimal | None = None
    rule: str = ""
    series: str = ""
    start: date | None = None
    end: date | None = None
    printed: str = ""
    correction: str = ""

    @property
    def place(self) -> str:
        """The line, or the page of a paged format as `p3`."""
        return str(self.line) if self.page is None else f"p{self.page}"

    def row(self) -> dict[str, Any]:
        """The figure as plain values for JSON: numbers as numbers, `span` as `start-end`, qualifiers joined by `;`.

        `line` is the page where there are pages; `note` ends with the row's own words, and with what was corrected.
        """
        out = {field.name: getattr(self, field.name) for field in fields(self)}
        out["line"] = self.line if self.page is None else self.place
        out["span"] = f"{self.span[0]}-{self.span[1]}"
        out["value"] = plain_number(self.value)
        out["denominator"] = plain_number(self.denominator)
        out["qualifiers"] = ";".join(self.qualifiers)
        out["note"] = "; ".join(filter(None, (self.note, self.remark, self._corrected())))
        for name in ("start", "end"):
            day = out[name]
            out[name] = day.isoformat() if day is not None else None
        return out

    def _corrected(self) -> str:
        """That a person corrected the cell, and why; empty for a figure as printed."""
        if not self.correction:
            return ""
        printed = f"「{self.printed}」" if self.printed else "なし"
        return f"訂正：印刷は{printed}。{self.correction}"


_NAMES = tuple(field.name for field in fields(Figure))
COLUMNS: tuple[str, ...] = _NAMES[: _NAMES.index("note") + 1]


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
