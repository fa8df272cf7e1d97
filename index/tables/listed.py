"""Indicators that a list prints with base and target: ・基本目標１：年間出生数 312人(R5)→340人(R11)."""

import re
from collections.abc import Iterator, Sequence

from index.block import Block
from index.draft import Place, Subject, Warned, draft, find_printed
from index.figure import Figure, Measure
from index.markup import comparable
from index.outline import item_mark
from index.report import Report
from index.tables.arrow import Arrow, read_arrows
from index.tables.header import Column
from index.tables.record import without_repeat_mark
from index.text import clean
from index.value import Value

_ANNOUNCED = re.compile("KPI|目標|指標")
_LABEL = re.compile(r"^(?P<label>[^:：。、→⇒➡()（）]{1,30})[:：]\s*(?=\S)")
_LONGEST_NAME = 50
_PARTING = re.compile(r"[\s、，,／/;；・。]*")


def read_listed(report: Report, blocks: Sequence[Block]) -> Iterator[Figure | Warned]:
    """The figures of every item of a list under a heading of targets or indicators that prints nothing but KPIs."""
    lines = report.lines
    for block in blocks:
        if block.kind not in ("item", "paragraph") or block.line_start != block.line_end:
            continue
        if block.path and _ANNOUNCED.search(clean(block.path[-1])):
            yield from _item(report, block, lines[block.line_start - 1])


def _item(report: Report, block: Block, line: str) -> Iterator[Figure]:
    start = len(line) - len(line.lstrip())
    start += item_mark(line.strip())
    label = _LABEL.match(line[start:])
    begin = start + label.end() if label else start
    arrows = read_arrows(line[begin:])
    if not arrows or not _nothing_else(line[begin:], arrows):
        return
    for arrow in arrows:
        name, repeated = without_repeat_mark(arrow.name)
        item = label["label"].strip() if label else ""
        subject = Subject("kpi", " > ".join(block.path), item, name, "", repeated)
        sides: tuple[tuple[Measure, Value, tuple[int, int]], ...] = (
            ("baseline", arrow.base, arrow.base_span),
            ("target", arrow.target, arrow.target_span),
        )
        for measure, value, span in sides:
            before = len(comparable(line[: begin + span[0]]))
            place = Place(block.line_start, *find_printed(line, value.text, 0, len(line), before))
            yield draft(report, place, subject, measure, value, value.period, Column("", measure))


def _nothing_else(text: str, arrows: Sequence[Arrow]) -> bool:
    """Whether base comes before target, and the text prints KPIs alone: no sentence before or behind them."""
    return (
        _PARTING.fullmatch(text, arrows[-1].end) is not None
        and not any("。" in arrow.name or len(arrow.name) > _LONGEST_NAME for arrow in arrows)
        and all(_rises(arrow) for arrow in arrows)
    )


def _rises(arrow: Arrow) -> bool:
    base, target = arrow.base.period, arrow.target.period
    years = (base.year if base else None, target.year if target else None)
    return years[0] is not None and years[1] is not None and years[0] < years[1]
