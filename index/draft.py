"""A figure while it is being read: the place it stands at and what its cell says, before all of a report is known."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.block import Block
from index.figure import Figure, FigureKind, Measure
from index.markup import comparable, without_tags
from index.period import Period
from index.report import Report
from index.tables.header import Column
from index.value import Value

REPEATED = "?"
"""Stands in `repeat_of` of a figure marked 【再掲】 until its first printing is known."""

QUALIFIERS = ("cumulative", "annual", "estimated", "provisional", "at_least", "planned")
_FOOTNOTE = re.compile(r"[※＊*]\s*\d+")
_NO_COLUMN = Column("", None)


@dataclass(frozen=True, slots=True)
class Warned:
    """Something that was left out, by report and line, in one sentence."""

    report: str
    line: int
    message: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value is printed: 1-based line of the report and character offsets in it."""

    line: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Subject:
    """What the figures of one row are of."""

    kind: FigureKind
    section: str
    item: str
    name: str
    scope: str = ""
    repeated: bool = False
    remark: str = ""


def draft(
    report: Report,
    place: Place,
    subject: Subject,
    measure: Measure,
    value: Value,
    period: Period | None,
    column: Column = _NO_COLUMN,
    *,
    note: str = "",
) -> Figure:
    """The figure of one value. `period` is the value's own or that of its column; `column` gives unit and note."""
    quantity = value.quantity
    marks = set(quantity.qualifiers if quantity else ()) | set(period.qualifiers if period else ())
    return Figure(
        figure_id=f"{report.id}:{place.line}.{place.start}:{measure}",
        report=report.id,
        line=place.line,
        span=(place.start, place.end),
        kind=subject.kind,
        section=subject.section,
        item=subject.item,
        name=subject.name,
        scope=subject.scope,
        measure=measure,
        text=value.text,
        value=quantity.value if quantity and measure != "grade" else None,
        unit=(quantity.unit or column.unit) if quantity and measure != "grade" else "",
        period=period.text if period else "",
        year=period.year if period else None,
        basis=period.basis if period else "",
        qualifiers=tuple(mark for mark in QUALIFIERS if mark in marks),
        repeat_of=REPEATED if subject.repeated else "",
        note="; ".join(filter(None, (note, column.note))),
        page=report.page_of(place.line),
        remark=subject.remark,
        start=period.start if period else None,
        end=period.end if period else None,
    )


def find_printed(raw: str, text: str, start: int, end: int, skip: int = 0) -> tuple[int, int]:
    """Where `text` stands in `raw[start:end]`, white space and tags in between allowed, after `skip` letters.

    The whole range where it does not stand there in one piece.
    """
    plain = raw.find(text, start, end) if text and not skip else -1
    if plain >= 0:
        return plain, plain + len(text)
    pattern = r"(?:\s|<[^<>]*>)*".join(re.escape(letter) for letter in text if not letter.isspace())
    for match in re.finditer(pattern, raw[start:end]):
        if match.group() and len(comparable(raw[start : start + match.start()])) >= skip:
            return start + match.start(), start + match.end()
    return start, end


def footnotes_after(blocks: Sequence[Block]) -> dict[str, str]:
    """Footnotes by mark (※1) in the blocks that follow a table, up to the next table."""
    notes: dict[str, str] = {}
    for block in blocks:
        if block.kind == "table":
            break
        match = _FOOTNOTE.match(block.text)
        if match:
            notes.setdefault(comparable(match.group()), without_tags(block.text))
    return notes


def footnotes_of(value: Value, footnotes: dict[str, str]) -> str:
    """The footnotes whose marks a value carries, joined by `; `."""
    marks = [comparable(mark) for mark in _FOOTNOTE.findall(value.text)]
    return "; ".join(footnotes[mark] for mark in marks if mark in footnotes)
