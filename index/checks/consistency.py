"""What one entry must have in itself: one unit, and a rate where its table prints rates."""

from collections.abc import Iterator, Sequence

from index.block import Block
from index.checks.check import Check, cell_place, line_place, named
from index.checks.entry import Entry
from index.checks.rule import RATES
from index.decimals import plain
from index.figure import Figure, Measure
from index.formula import PLAIN
from index.quantity import is_missing
from index.report import Report
from index.tables.header import read_header
from index.tables.spanning import under_one_row
from index.unit_identity import same_base_unit

_VALUES: tuple[Measure, ...] = ("baseline", "actual", "interim_target", "target")


def check_units(entries: Sequence[Entry]) -> Iterator[Check]:
    """A note for each entry whose base, actual and target are not in one unit."""
    for entry in entries:
        numbered = [figure for measure in _VALUES for figure in entry.of(measure) if figure.value is not None]
        with_unit = [figure for figure in numbered if figure.unit]
        if entry.head.kind != "kpi" or len(with_unit) < 2:
            continue
        first = with_unit[0]
        other = next((figure for figure in with_unit if not same_base_unit(first.unit, figure.unit)), None)
        yield _unit_check(first, other)


def _unit_check(first: Figure, other: Figure | None) -> Check:
    if other is None:
        return Check("unit", first.figure_id, first.unit, first.unit, "", True, "note", "")
    return Check(
        "unit",
        other.figure_id,
        other.text,
        first.unit,
        f"{first.unit} ≠ {other.unit}",
        False,
        "note",
        f"{named(first)}の行に単位「{first.unit}」と「{other.unit}」が並んでいます。",
        f"One row prints the units {first.unit} and {other.unit}.",
        (cell_place(other), cell_place(first)),
    )


def check_missing(report: Report, blocks: Sequence[Block], entries: Sequence[Entry]) -> Iterator[Check]:
    """A note for each row of a table with a rate column that prints actual and target but no rate."""
    columns = dict(_rate_columns(blocks))
    for entry in entries:
        actual, target = entry.of("actual")[-1:], entry.of("target")[-1:] or entry.of("interim_target")[-1:]
        if not actual or not target or actual[0].value is None or not target[0].value:
            continue
        for measure in columns.get(actual[0].line, ()):
            yield _missing(report, entry, measure, actual[0], target[0])


def _missing(report: Report, entry: Entry, measure: Measure, actual: Figure, target: Figure) -> Check:
    printed = entry.of(measure)
    if printed and not all(is_missing(figure.text) for figure in printed):
        return Check("missing", printed[0].figure_id, printed[0].text, printed[0].text, "", True, "note", "")
    formula, recomputed = "", ""
    if actual.unit == target.unit and actual.value is not None and target.value is not None:
        values = {"actual": actual.value, "target": target.value}
        result = PLAIN.compute(values)
        if result is not None:
            recomputed = f"{plain(result, 1)}%"
            formula = f"{PLAIN.written(values)} = {plain(result, 1)}"
    word = "進捗率" if measure == "progress" else "達成率"
    return Check(
        "missing",
        actual.figure_id,
        printed[0].text if printed else "",
        recomputed,
        formula,
        False,
        "note",
        f"{named(actual)}は実績値{actual.text}と目標値{target.text}が記載されていますが、{word}が記載されていません。",
        f"The actual {actual.text} and the target {target.text} are printed, but no rate.",
        (cell_place(actual), cell_place(target), line_place(report, actual.line)),
    )


def _rate_columns(blocks: Sequence[Block]) -> Iterator[tuple[int, tuple[Measure, ...]]]:
    """By line of a table row the rates that its header has columns for."""
    for block in blocks:
        rates: tuple[Measure, ...] = ()
        for row in under_one_row(block).rows:
            columns = read_header([cell.text for cell in row])
            if columns is not None:
                rates = tuple(column.measure for column in columns if column.measure and column.measure in RATES)
            else:
                yield from ((line, rates) for line in {cell.line for cell in row})
