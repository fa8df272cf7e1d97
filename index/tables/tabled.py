"""KPI and budget tables to figures: every value that their rows print, with its place."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from index.block import Block, Cell
from index.draft import QUALIFIERS, Place, Subject, Warned, draft, find_printed, footnotes_after, footnotes_of
from index.figure import Figure, FigureKind, Measure
from index.forms.pair_form import is_pair_form
from index.markup import comparable
from index.report import Report
from index.tables.caption import Caption, caption_of, is_relative
from index.tables.grid import is_grid
from index.tables.header import COST_MEASURES, Column
from index.tables.record import ArrowRecord, LeftOut, Record, TargetRecord, records
from index.tables.unit import unit_for
from index.value import Value, read_value

# What a value that is printed in words says of itself.
_WORDED = (("estimated", re.compile("見込み?$")), ("at_least", re.compile("以上$")), ("planned", re.compile("予定$")))
# What the unit that is stated for a table is of, and what a year that its caption names: not what came from before.
_MEASURED = frozenset(
    {"baseline", "actual", "target", "interim_target", "budget", "general_fund", "carry_over", "full_cost"}
)
_YEARLY = frozenset({"budget", "general_fund"})
_HEADING_NOTE = re.compile(r"\s*[(（]※.*[)）]$")


def read_tabled(report: Report, blocks: Sequence[Block]) -> Iterator[Figure | Warned]:
    """The figures of every table that prints measures, and what was left out of them."""
    lines = report.lines
    for n, block in enumerate(blocks):
        if block.kind != "table" or is_pair_form(block) or is_grid(block):
            continue
        footnotes = footnotes_after(_up_to_next_table(blocks, n))
        caption = caption_of(blocks, n, _above_header(block))
        section = " > ".join(_HEADING_NOTE.sub("", heading) for heading in block.path)
        for read in records(block):
            if isinstance(read, LeftOut):
                yield Warned(report.id, read.line, read.message)
            elif isinstance(read, Record):
                yield from _record(report, lines, section, _captioned(read, caption), footnotes)
            elif isinstance(read, ArrowRecord):
                yield from _arrow(report, lines, section, read)
            else:
                yield _target(report, lines, section, read)


def _up_to_next_table(blocks: Sequence[Block], n: int) -> Sequence[Block]:
    return list(takewhile(lambda block: block.kind != "table", (blocks[k] for k in range(n + 1, len(blocks)))))


def _above_header(block: Block) -> list[list[str]]:
    """What the rows above a table's header say of it."""
    rows = block.rows[: min(block.header_rows, default=0)]
    return [[cell.text for cell in row if cell.text] for row in rows]


def _captioned(record: Record, caption: Caption) -> Record:
    """The record with what the caption says of all its values: their unit, and the year that costs are of."""
    return replace(
        record, values=tuple((_of_caption(column, caption, record.name), cell) for column, cell in record.values)
    )


def _of_caption(column: Column, caption: Caption, name: str) -> Column:
    if column.measure in _YEARLY and column.period is None and not is_relative(column.text):
        column = replace(column, period=caption.period)
    if column.unit or column.measure not in _MEASURED:
        return column
    return replace(column, unit=unit_for(() if column.measure in COST_MEASURES else (name,), caption.units))


def _record(
    report: Report, lines: Sequence[str], section: str, record: Record, footnotes: dict[str, str]
) -> Iterator[Figure]:
    for column, cell in record.values:
        value = read_value(cell.text)
        measure = column.measure
        if value.kind == "empty" or measure is None:
            continue
        period = value.period or column.period
        if measure == "budget" and period is not None and "繰越" in period.text:
            measure = "carry_over"
        kind: FigureKind = "budget" if measure in COST_MEASURES else "kpi"
        subject = Subject(kind, section, record.item, record.name, record.scope, record.repeated, record.remark)
        place = _place(lines, cell, value.text)
        notes = (footnotes_of(value, footnotes), footnotes_of(Value("text", record.name), footnotes))
        note = "; ".join(dict.fromkeys(filter(None, notes)))
        figure = draft(report, place, subject, measure, value, period, column, note=note)
        yield _qualified(figure, value)


def _qualified(figure: Figure, value: Value) -> Figure:
    """The figure with what words in place of a number say: 現状値以上, 策定予定."""
    said = {name for name, pattern in _WORDED if value.kind == "text" and pattern.search(value.text)}
    marks = said.union(figure.qualifiers)
    return replace(figure, qualifiers=tuple(mark for mark in QUALIFIERS if mark in marks)) if said else figure


def _arrow(report: Report, lines: Sequence[str], section: str, record: ArrowRecord) -> Iterator[Figure]:
    subject = Subject("kpi", section, record.item, record.name, "", record.repeated)
    sides: list[tuple[Measure, Value, tuple[int, int]]] = [
        ("baseline", record.arrow.base, record.arrow.base_span),
        ("target", record.arrow.target, record.arrow.target_span),
    ]
    for measure, value, span in sides:
        place = _place(lines, record.cell, value.text, record.cell.text[: span[0]])
        yield _qualified(draft(report, place, subject, measure, value, value.period, Column("", measure)), value)


def _target(report: Report, lines: Sequence[str], section: str, record: TargetRecord) -> Figure:
    subject = Subject("kpi", section, record.item, record.name, "", record.repeated)
    value = record.target.value
    place = _place(lines, record.cell, value.text, record.cell.text[: record.target.span[0]])
    return _qualified(draft(report, place, subject, "target", value, value.period, Column("", "target")), value)


def _place(lines: Sequence[str], cell: Cell, text: str, before: str = "") -> Place:
    """Line and span of a value's text; `before` is what the cell prints ahead of it."""
    start, end = find_printed(lines[cell.line - 1], text, cell.start, cell.end, len(comparable(before)))
    return Place(cell.line, start, end)
