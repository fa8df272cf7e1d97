"""A check: one printed figure recomputed, or compared with another place that prints it. A failed one is a finding."""

from dataclasses import asdict, dataclass
from typing import Any, Literal

from index.figure import Figure
from index.report import Report

Severity = Literal["error", "note"]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a report prints what was checked: 1-based line, page of a paged format, and the verbatim words."""

    report: str
    line: int
    page: int | None
    quote: str


@dataclass(frozen=True, slots=True)
class Check:
    """What is printed, what the arithmetic gives, and whether they agree.

    `formula` is the arithmetic written out. `severity` says what a failure means: error where a report contradicts
    itself, note where rounding or leaving something out explains it. `message` is one sentence, `message_en` the same
    in English; `places` are the places compared, the figure's own first.
    """

    kind: str
    figure_id: str
    printed: str
    recomputed: str
    formula: str
    ok: bool
    severity: Severity
    message: str
    message_en: str = ""
    places: tuple[Place, ...] = ()

    @property
    def is_error(self) -> bool:
        """Whether a report contradicts itself here."""
        return not self.ok and self.severity == "error"

    def row(self) -> dict[str, Any]:
        """The check as plain values for JSON."""
        return {**asdict(self), "places": [asdict(place) for place in self.places]}


@dataclass(frozen=True, slots=True)
class Checked:
    """How many checks of one kind were made."""

    kind: str
    count: int


def passed(kind: str, figure: Figure, formula: str = "") -> Check:
    """A check that found what is printed."""
    return Check(kind, figure.figure_id, figure.text, figure.text, formula, True, "error", "")


def cell_place(figure: Figure) -> Place:
    """The cell of a figure."""
    return Place(figure.report, figure.line, figure.page, figure.text)


def line_place(report: Report, first: int, last: int | None = None) -> Place:
    """Whole lines of a report."""
    quote = "\n".join(report.lines[first - 1 : last or first]).strip()
    return Place(report.id, first, report.page_of(first), quote)


def named(figure: Figure) -> str:
    """What a figure is of, for a sentence: 「名称・区分」."""
    return f"「{figure.name}{f'・{figure.scope}' if figure.scope else ''}」"
