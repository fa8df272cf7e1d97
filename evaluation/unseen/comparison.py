"""Figures of a report in an unknown layout against its transcription.

A grid may be told in more than one right way (札幌市・人口 or 人口・札幌市; an outturn as actual or as plain value), so
that names are compared by what they hold and measures by their kind. Values, units, years and places are exact.
"""

import csv
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from index.figure import Figure
from index.markup import comparable
from index.quantity import to_base

FOLDER = Path(__file__).parent
_MEASURED = frozenset({"value", "actual", "budget", "general_fund"})
_AIMED = frozenset({"target", "interim_target"})
Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Tally:
    """One report's figures: right, wrong in what they say, missing, and printed nowhere or open in the print."""

    report: str
    right: int
    wrong: int
    missing: int
    spurious: int
    faults: tuple[str, ...]


def transcription(name: str) -> list[Row]:
    """The transcription of a report by its file's stem. `certain` is 0 where the print does not decide."""
    with (FOLDER / "transcriptions" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def tally(name: str, rows: Sequence[Row], figures: Sequence[Figure]) -> Tally:
    """Pair each transcribed figure with the extracted one that says the same value and differs least."""
    left: defaultdict[object, list[Figure]] = defaultdict(list)
    for figure in figures:
        left[_key(figure.value, figure.unit, figure.text)].append(figure)
    counts: Counter[str] = Counter()
    faults = []
    for row in rows:
        if row["certain"] != "1":
            continue
        rivals = left[_key(Decimal(row["value"]) if row["value"] else None, row["unit"], row["text"])]
        best = min(rivals, key=lambda figure: len(list(differences(row, figure))), default=None)
        wrong = list(differences(row, best)) if best is not None else []
        if best is None or len(wrong) > 2:
            counts["missing"] += 1
            faults.append(f"missing: {row['name']} {row['scope']} {row['measure']} {row['text']}")
            continue
        rivals.remove(best)
        counts["wrong" if wrong else "right"] += 1
        if wrong:
            faults.append(f"wrong: {row['name']} {row['scope']} {row['measure']} {row['text']}: {'; '.join(wrong)}")
    extra = [figure for rest in left.values() for figure in rest if figure.value is not None]
    faults += [f"spurious: line {one.line}, {one.name} {one.scope} {one.measure} {one.text}" for one in extra]
    return Tally(name, counts["right"], counts["wrong"], counts["missing"], len(extra), tuple(faults))


def differences(row: Row, figure: Figure) -> Iterator[str]:
    """Where a figure says something else than its transcription."""
    if figure.measure != row["measure"] and not any({figure.measure, row["measure"]} <= kin for kin in _KIN):
        yield f"measure {figure.measure}"
    if (row["year"] or None) != (None if figure.year is None else str(figure.year)):
        yield f"year {figure.year}"
    if row["line"] and row["line"] != str(figure.line):
        yield f"line {figure.line}"
    said = comparable(" ".join((figure.name, figure.scope, figure.item, figure.section, figure.measure)))
    if comparable(row["name"]) not in said:
        yield f"name {figure.name}"
    if not all(comparable(part) in said for part in re.split(r"[\s・]+", row["scope"])):
        yield f"scope {figure.name} {figure.scope}"


_KIN = (_MEASURED, _AIMED)


def _key(value: Decimal | None, unit: str, text: str) -> object:
    if value is None:
        return comparable(text)
    number, base = to_base(value, unit)
    return number.normalize(), comparable(base)
