"""Blocks to figures: every value that a table prints, with its place, and a warning for what could not be placed."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from index.block import Block, Cell
from index.figure import Figure, FigureKind, Measure
from index.header import COST_MEASURES, Column
from index.markup import comparable, without_tags
from index.period import Period
from index.record import ArrowRecord, LeftOut, Record, records
from index.report import Report
from index.value import Value, read_value

_QUALIFIERS = ("cumulative", "annual", "estimated", "provisional", "at_least", "planned")
_FOOTNOTE = re.compile(r"[※＊*]\s*\d+")
_SAME_NAME = 0.6


@dataclass(frozen=True, slots=True)
class Warned:
    """Something that was left out, by report and line, in one sentence."""

    report: str
    line: int
    message: str


def extract_figures(report: Report, blocks: Sequence[Block]) -> tuple[list[Figure], list[Warned]]:
    """The figures of a report in document order, and what was left out."""
    figures: list[Figure] = []
    warnings: list[Warned] = []
    lines = report.lines
    for n, block in enumerate(blocks):
        if block.kind != "table":
            continue
        writer = _Writer(report.id, lines, block, _footnotes(blocks[n + 1 :]))
        for read in records(block):
            if isinstance(read, LeftOut):
                warnings.append(Warned(report.id, read.line, read.message))
            elif isinstance(read, Record):
                figures.extend(writer.record(read))
            else:
                figures.extend(writer.arrow(read))
    return _repeats_linked(figures), warnings


_MARKED = "?"  # stands in `repeat_of` until the first printing is known


@dataclass(frozen=True, slots=True)
class _Writer:
    """Writes the figures of one table."""

    report: str
    lines: Sequence[str]
    table: Block
    footnotes: dict[str, str]

    def record(self, record: Record) -> list[Figure]:
        return [figure for column, cell in record.values if (figure := self._cell(record, column, cell)) is not None]

    def arrow(self, record: ArrowRecord) -> list[Figure]:
        sides: list[tuple[Measure, Value, tuple[int, int]]] = [
            ("baseline", record.arrow.base, record.arrow.base_span),
            ("target", record.arrow.target, record.arrow.target_span),
        ]
        figures = []
        for measure, value, span in sides:
            place = self._place(record.cell, value.text, record.cell.text[: span[0]])
            figures.append(
                self._figure(
                    place,
                    "kpi",
                    record.item,
                    record.name,
                    "",
                    record.repeated,
                    measure,
                    value,
                    value.period,
                    Column("", measure),
                )
            )
        return figures

    def _cell(self, record: Record, column: Column, cell: Cell) -> Figure | None:
        value = read_value(cell.text)
        measure = column.measure
        if value.kind == "empty" or measure is None:
            return None
        period = value.period or column.period
        if measure == "budget" and period is not None and "繰越" in period.text:
            measure = "carry_over"
        kind: FigureKind = "budget" if measure in COST_MEASURES else "kpi"
        place = self._place(cell, value.text, "")
        return self._figure(
            place, kind, record.item, record.name, record.scope, record.repeated, measure, value, period, column
        )

    def _place(self, cell: Cell, text: str, before: str) -> tuple[int, int, int]:
        """Line and span of a value's text; `before` is what the cell prints ahead of it."""
        raw = self.lines[cell.line - 1]
        start, end = find_printed(raw, text, cell.start, cell.end, len(comparable(before)))
        return cell.line, start, end

    def _figure(
        self,
        place: tuple[int, int, int],
        kind: FigureKind,
        item: str,
        name: str,
        scope: str,
        repeated: bool,
        measure: Measure,
        value: Value,
        period: Period | None,
        column: Column,
    ) -> Figure:
        line, start, end = place
        quantity = value.quantity
        marks = set(quantity.qualifiers if quantity else ()) | set(period.qualifiers if period else ())
        return Figure(
            figure_id=f"{self.report}:{line}.{start}:{measure}",
            report=self.report,
            line=line,
            span=(start, end),
            kind=kind,
            section=" > ".join(self.table.path),
            item=item,
            name=name,
            scope=scope,
            measure=measure,
            text=value.text,
            value=quantity.value if quantity else None,
            unit=(quantity.unit or column.unit) if quantity else "",
            period=period.text if period else "",
            year=period.year if period else None,
            basis=period.basis if period else "",
            qualifiers=tuple(mark for mark in _QUALIFIERS if mark in marks),
            repeat_of=_MARKED if repeated else "",
            note=self._note(value, column),
        )

    def _note(self, value: Value, column: Column) -> str:
        marks = [comparable(mark) for mark in _FOOTNOTE.findall(value.text)]
        notes = [self.footnotes[mark] for mark in marks if mark in self.footnotes]
        return "; ".join([*notes, *([column.note] if column.note else [])])


def find_printed(raw: str, text: str, start: int, end: int, skip: int) -> tuple[int, int]:
    """Where `text` stands in `raw[start:end]`, white space and tags in between allowed, after `skip` letters.

    The whole range where it does not stand there in one piece.
    """
    pattern = r"(?:\s|<[^<>]*>)*".join(re.escape(letter) for letter in text if not letter.isspace())
    for match in re.finditer(pattern, raw[start:end]):
        if match.group() and len(comparable(raw[start : start + match.start()])) >= skip:
            return start + match.start(), start + match.end()
    return start, end


def _footnotes(after: Sequence[Block]) -> dict[str, str]:
    """Footnotes by mark (※1) in the blocks that follow a table, up to the next table."""
    notes: dict[str, str] = {}
    for block in after:
        if block.kind == "table":
            break
        match = _FOOTNOTE.match(block.text)
        if match:
            notes.setdefault(comparable(match.group()), without_tags(block.text))
    return notes


def _repeats_linked(figures: Sequence[Figure]) -> list[Figure]:
    """Each figure with the first printing's id in `repeat_of`, where it is the same figure printed again."""
    first: dict[tuple[str, ...], Figure] = {}
    out = []
    for figure in figures:
        key = (
            comparable(figure.name),
            comparable(figure.scope),
            figure.measure,
            comparable(figure.text),
            figure.period,
        )
        # A budget of the same name and sum is only the same one where the report says so.
        same = first.get(key) if figure.kind == "kpi" or figure.repeat_of == _MARKED else None
        if same is None and figure.repeat_of == _MARKED:
            same = _misprinted(figure, first.values())
        first.setdefault(key, figure)
        out.append(replace(figure, repeat_of=same.figure_id if same is not None else ""))
    return out


def _misprinted(figure: Figure, earlier: Iterable[Figure]) -> Figure | None:
    """The figure that a marked repeat repeats although its name is printed differently: the nearest of equal value."""

    def likeness(other: Figure) -> float:
        return SequenceMatcher(None, comparable(figure.name), comparable(other.name)).ratio()

    equal = [
        other
        for other in earlier
        if (other.measure, other.text, other.period) == (figure.measure, figure.text, figure.period)
    ]
    best = max(equal, key=likeness, default=None)
    return best if best is not None and likeness(best) >= _SAME_NAME else None
