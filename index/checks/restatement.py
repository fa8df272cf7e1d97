"""Values that sentences repeat, 寄附額は令和5年度に41,250千円となった, held against the cells that print them."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from index.block import Block
from index.checks.agreement import core_name
from index.checks.check import Check, cell_place, named, passed
from index.checks.entry import Entry
from index.checks.prose import Text, texts
from index.decimals import rounds_to
from index.figure import Figure
from index.period import Period, find_periods
from index.quantity import parse_quantity, to_base
from index.report import Report
from index.unit_identity import same_unit

_STATED = re.compile(
    r"(?<![\d,.兆億万千])(?P<amount>[▲△-]?\d[\d,]*(?:\.\d+)?(?:[兆億万千]+\d[\d,]*)*[兆億万千百]*[^\d\s、。,.()（）+\-×÷=/:はがをにとで]{0,5})"
    r"(?=(?:となっ|となり|であっ|であり|でした|です|だっ|に達し|に回復|を記録|で、|で(?:前年|過去))|$|。)"
)
_SUBJECT = re.compile(r"(?:^|[、。・,「」『』])(?P<subject>[^、。・,「」『』]{4,40}?)(?:は|が)、?(?P<between>[^。]*)$")
# What makes the number one of something else, or no exact one.
_OTHER = re.compile(
    "目標|計画|見込|予定|予測|比べ|比較|対し|前年|増|減|うち|平均|累計|合計|約|およそ|概ね|おおむね|ほぼ|以上|超|差|あたり|当たり|から|率|は|が"
)
_LEADING = re.compile(r"^(?:の|における)")


def check_restatements(report: Report, blocks: Sequence[Block], entries: Sequence[Entry]) -> Iterator[Check]:
    """Checks of every sentence that says an indicator's value of a year: its number and its unit are the cell's."""
    by_name: defaultdict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        if entry.head.kind == "kpi" and not entry.head.scope:
            by_name[core_name(entry.head.name)].append(entry)
    if by_name:
        for text in texts(report, [block for block in blocks if block.kind in ("paragraph", "item")]):
            yield from _checks(text, by_name)


def _checks(text: Text, by_name: Mapping[str, Sequence[Entry]]) -> Iterator[Check]:
    for stated in _STATED.finditer(text.chars):
        sentence = text.chars.rfind("。", 0, stated.start()) + 1
        said = _SUBJECT.search(text.chars[sentence : stated.start()])
        if said is None or _OTHER.search(said["between"]):
            continue
        year, subject = _of_year(said["subject"], said["between"])
        cells = _cells(by_name.get(core_name(subject), ()), year)
        if len({cell.value for cell in cells}) == 1:
            yield from _compared(text, sentence + said.start("subject"), stated, cells[0])


def _of_year(subject: str, between: str) -> tuple[Period | None, str]:
    """The one period that a sentence names, and its subject without it: 令和5年の観光入込客数."""
    before, after = find_periods(subject), find_periods(between)
    if len(before) + len(after) != 1:
        return None, subject
    start, end, period = (before or after)[0]
    if before and (start or period.year is None):
        return None, subject
    return period, _LEADING.sub("", subject[end:]) if before else subject


def _cells(entries: Sequence[Entry], period: Period | None) -> list[Figure]:
    if period is None or period.year is None:
        return []
    observed = [cell for entry in entries for cell in (*entry.of("actual"), *entry.of("baseline"))]
    return [cell for cell in observed if cell.value is not None and cell.year == period.year]


def _compared(text: Text, begin: int, stated: re.Match[str], cell: Figure) -> Iterator[Check]:
    quantity = parse_quantity(stated["amount"])
    if quantity is None or quantity.value is None or not quantity.unit:
        return
    number, unit, value = quantity.value, quantity.unit, cell.value or Decimal(0)
    (a, a_unit), (b, b_unit) = to_base(number, unit), to_base(value, cell.unit)
    if not same_unit(a_unit, b_unit) or not cell.unit:
        return
    size = to_base(Decimal(1), unit)[0]
    if a == b or rounds_to(b / size, number):
        yield passed("prose", cell)
    elif number == value or unit == cell.unit:
        printed = stated["amount"]
        own = cell.text if cell.text.endswith(cell.unit) else f"{cell.text}{cell.unit}"
        yield Check(
            "prose",
            cell.figure_id,
            printed,
            own,
            f"{printed} ≠ {own}",
            False,
            "error",
            f"本文に{named(cell)}（{cell.period}）が「{printed}」とありますが、表では{own}です。",
            f"The text says {printed}; the table prints {own}.",
            (text.place(begin, stated.end()), cell_place(cell)),
        )
