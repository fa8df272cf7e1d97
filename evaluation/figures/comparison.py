"""The figures table against a transcription: which printed cells it holds, and which of them exactly."""

import csv
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from index.figure import Figure
from index.markup import comparable

FOLDER = Path(__file__).parent
Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one cell: `field` is what differs, or `missing` or `spurious` for the whole cell."""

    report: str
    line: int
    text: str
    field: str
    wanted: str
    got: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """One report's cells: those that agree in every field, those that do not, and those on one side alone."""

    report: str
    right: int
    wrong: int
    missing: int
    spurious: int
    faults: tuple[Fault, ...]

    @property
    def exact(self) -> bool:
        """Whether the table and the transcription say the same."""
        return not (self.wrong or self.missing or self.spurious)


def transcribed() -> list[str]:
    """The ids of the reports that are transcribed."""
    return sorted(path.stem for path in FOLDER.glob("*.csv"))


def transcription(report: str) -> list[Row]:
    """The transcription of a report, one row a printed cell."""
    with (FOLDER / f"{report}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def compare(report: str, rows: Sequence[Row], figures: Sequence[Figure]) -> Comparison:
    """Compare one report's figures with its transcription, cell by cell."""
    left: defaultdict[tuple[int, str, str], list[Figure]] = defaultdict(list)
    for figure in figures:
        left[figure.line, figure.measure, comparable(figure.text)].append(figure)
    faults: list[Fault] = []
    right = wrong = missing = 0
    for row in rows:
        rivals = left[int(row["line"]), row["measure"], comparable(row["text"])]
        if not rivals:
            missing += 1
            faults.append(Fault(report, int(row["line"]), row["text"], "missing", row["text"], ""))
            continue
        best = min(rivals, key=lambda figure: len(list(differences(row, figure))))
        rivals.remove(best)
        differing = [
            Fault(report, best.line, best.text, field, wanted, got) for field, wanted, got in differences(row, best)
        ]
        faults += differing
        right, wrong = right + (not differing), wrong + bool(differing)
    extra = [figure for figures_left in left.values() for figure in figures_left]
    faults += [Fault(report, figure.line, figure.text, "spurious", "", figure.text) for figure in extra]
    return Comparison(report, right, wrong, missing, len(extra), tuple(faults))


def differences(row: Row, figure: Figure) -> Iterator[tuple[str, str, str]]:
    """Where a figure says something else than its transcription: field, wanted and got.

    Words are equal in any width and spacing. A field that the transcription leaves open (no such column) is free. A
    `label` is the shortest phrase that says what is counted: it must stand in the figure's name, scope or remark.
    """
    said = {name: getattr(figure, name) for name in ("kind", "item", "name", "scope", "unit", "period", "basis")}
    said["remark"] = figure.remark
    said["qualifiers"] = ";".join(figure.qualifiers)
    for name, got in said.items():
        if name in _free(row):
            continue
        if comparable(row[name]) != comparable(got):
            yield name, row[name], got
    if _number(row["value"]) != figure.value:
        yield "value", row["value"], str(figure.value)
    if row["year"] != ("" if figure.year is None else str(figure.year)):
        yield "year", row["year"], str(figure.year)
    if (row["repeat"] == "1") != bool(figure.repeat_of):
        yield "repeat", row["repeat"], figure.repeat_of
    label = comparable(row.get("label", ""))
    if label and label not in comparable(f"{figure.name} {figure.scope} {figure.remark}"):
        yield "label", row["label"], f"{figure.name} {figure.scope}"


def _free(row: Row) -> set[str]:
    """The fields that a transcription does not tell of this cell."""
    open_fields = {name for name in ("basis", "qualifiers") if name not in row}
    open_fields |= {name for name in ("item", "remark") if not row.get(name)}
    return open_fields | ({"name", "scope"} if row.get("label") else set())


def _number(text: str) -> Decimal | None:
    return Decimal(text) if text else None
