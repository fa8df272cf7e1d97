"""Printed totals added again: a row 計 column by column, and 本庁 + 出先機関 = 人工計 within each row."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from index.block import Block
from index.checks.check import Check, cell_place, named, passed
from index.checks.entry import Entry
from index.checks.table_lines import tables_of
from index.decimals import places_of, plain
from index.figure import Figure
from index.markup import comparable
from index.tables.header import COST_MEASURES
from index.tables.part import is_part

_TOTAL = re.compile(r"(?:.*(?:の|[>＞/／・]))?(?:合計|総計|計|総額|全体計)$")
_SUBTOTAL = re.compile(r"(?:.*(?:の|[>＞/／・]))?小計$")
_PART = re.compile(r"^(?:[(（〔]?(?:うち|内|再掲)|内訳)")
_TABLE_TOTAL = re.compile(
    r"(?:(?P<of>.*?)[\s　の＞>/／・]*)(?:[合総小]\s*計|(?<![一-龠])計|(?<=[都道府県市区町村郡])計|総額|全体計)"
)
_RATIO = re.compile(
    r"(?:率|比|割合|指数|倍率|平均|単価|密度|順位|年齢|当たり|あたり|[対前]年[度同月]*比|シェア|ポイント)(?:\s|$)|平均|当たり|あたり|progress|achievement"
)
_WHOLE = Decimal(100)
_TELLING = 1000  # so much is hardly ever the sum by chance
_MOST_SHOWN = 6
_LONGEST = 500  # rows of one table
_ADDED = {*COST_MEASURES, "baseline", "actual", "interim_target", "target"}


@dataclass(frozen=True, slots=True)
class Sum:
    """A printed total with the rows above it that it may be the sum of.

    `lacking` are the lines of rows that leave the column out, `others` further rows that it may be the sum of instead:
    without those printed a second time, or all since the table began.
    """

    total: Figure
    parts: tuple[Figure, ...]
    lacking: frozenset[int] = frozenset()
    others: tuple[tuple[Figure, ...], ...] = ()

    @property
    def result(self) -> Decimal:
        """The sum of the parts."""
        return _added(self.parts)

    @property
    def fits(self) -> bool:
        """Whether the printed total is the sum; shares of a whole of 100 are rounded each by itself."""
        return self.total.value in (self.result, *map(_added, self.others)) or self._is_whole

    @property
    def _is_whole(self) -> bool:
        step = Decimal(1).scaleb(-places_of(self.total.value or Decimal(0)))
        return _is_share(self.total) and abs(self.result - _WHOLE) <= step * len(self.parts) / 2


def _added(parts: Sequence[Figure]) -> Decimal:
    return sum((part.value or Decimal(0) for part in parts), Decimal(0))


def check_totals(
    entries: Sequence[Entry], blocks: Sequence[Block], left_out: AbstractSet[int] = frozenset()
) -> Iterator[Check]:
    """A check of every printed total of two rows or more. `left_out` are the lines of rows that could not be read."""
    tables = tables_of(blocks)
    unread = left_out - {line for entry in entries for line in entry.lines}
    for kind in ("budget", "kpi"):
        before: defaultdict[int | None, list[Entry]] = defaultdict(list)
        for entry in entries:
            if entry.head.kind != kind:
                continue
            table = tables.get(entry.head.line)
            sums = _sums(entry, before[table]) if is_total(entry.head.name) else []
            before[table].append(entry)
            # Rows of indicators may be of anything, and a row that could not be read may be one to add; that most
            # columns add up proves that these are the rows.
            sure = kind == "budget" and not _between(sums, unread)
            if sure or 2 * sum(one.fits for one in sums) > len(sums):
                yield from _row_checks(sums)


def _between(sums: Sequence[Sum], lines: AbstractSet[int]) -> bool:
    """Whether one of the lines stands between a total and the first row that it adds up."""
    return bool(sums) and any(sums[0].parts[0].line < line < sums[0].total.line for line in lines)


def check_table_totals(figures: Iterable[Figure], blocks: Sequence[Block]) -> Iterator[Check]:
    """The same for tables of any kind, column by column; a column proves nothing where no other column adds up.

    Rows of such tables may be parts of other rows without saying so, and a total may be one of all rows, of those since
    the total before it, or of those that share the words before it (民生費 計): the one by which most columns add up.
    """
    by_table: defaultdict[int, list[Figure]] = defaultdict(list)
    tables = tables_of(blocks)
    for figure in figures:
        if figure.kind == "table" and figure.value is not None and figure.line in tables:
            by_table[tables[figure.line]].append(figure)
    for cells in by_table.values():
        rows = _table_rows(cells)
        for n, total in enumerate(rows):
            if _total_words(total[0].name) is not None:
                name = total[0].name
                added = [*_added_rows(rows[:n], name), *_rows_below(rows[n + 1 :], name)]
                ways = [_column_sums(total, parts) for parts in added]
                yield from _row_checks(_proved(max(ways, key=lambda sums: sum(one.fits for one in sums), default=[])))


def _table_rows(cells: Sequence[Figure]) -> list[list[Figure]]:
    rows: defaultdict[int, list[Figure]] = defaultdict(list)
    for cell in cells:
        if not _is_part(cell.name) and not is_part(cell.scope):
            rows[cell.line].append(cell)
    return [rows[line] for line in sorted(rows)]


def _total_words(name: str) -> str | None:
    """The words before a total's own (民生費 of 民生費 計), None where a row is no total."""
    match = _TABLE_TOTAL.fullmatch(name.strip())
    return match["of"].strip() if match else None


def _added_rows(before: Sequence[list[Figure]], name: str) -> Iterator[list[list[Figure]]]:
    """The rows that a total may be the sum of."""
    totals = [_total_words(row[0].name) for row in before]
    last = max((n for n, words in enumerate(totals) if words is not None), default=-1)
    yield list(before[last + 1 :])
    plain_rows = [row for row, words in zip(before, totals, strict=True) if words is None]
    yield plain_rows
    of = _total_words(name)
    if of:
        yield [row for row in plain_rows if row[0].name.startswith(f"{of} ")]
    yield [row for row, words in zip(before, totals, strict=True) if words is not None]


def _rows_below(after: Sequence[list[Figure]], name: str) -> Iterator[list[list[Figure]]]:
    """The rows below a total that stands at the top which it may be the sum of."""
    totals = [_total_words(row[0].name) for row in after]
    following = next((n for n, words in enumerate(totals) if words is not None), len(after))
    yield list(after[:following])
    plain_rows = [row for row, words in zip(after, totals, strict=True) if words is None]
    yield plain_rows
    kinds = set(_total_words(name) or "")  # 市計 is of the rows that end in 市
    yield [row for row in plain_rows if row[0].name[-1:] in kinds]


def _column_sums(total: Sequence[Figure], rows: Sequence[Sequence[Figure]]) -> list[Sum]:
    sums = []
    lines = {row[0].line for row in rows}
    for cell in total:
        parts = tuple(part for row in rows for part in row if _column(part) == _column(cell))
        if len(parts) > 1 and not _is_ratio(cell):
            sums.append(Sum(cell, parts, frozenset(lines - {part.line for part in parts})))
    return sums


def _proved(sums: Sequence[Sum]) -> list[Sum]:
    """The sums where most columns add up; else those like a column that does, in money or people of another year."""
    fit = [one for one in sums if one.fits]
    if 2 * len(fit) > len(sums):
        return list(sums)
    kinds = {_kind_of_sum(one.total) for one in fit if abs(one.result) >= _TELLING and one.total.unit}
    return [one for one in sums if one.fits or _kind_of_sum(one.total) in kinds or (kinds and _is_share(one.total))]


def _is_share(total: Figure) -> bool:
    """Whether a total is that of shares: 100 %."""
    return total.value == _WHOLE and total.unit in ("%", "％")


def _kind_of_sum(cell: Figure) -> tuple[str, ...]:
    return cell.measure, "" if cell.unit.endswith("円") else cell.scope, cell.unit


def _is_ratio(cell: Figure) -> bool:
    """Whether a column holds what is not added: rates, averages, prices; shares of a whole of 100 are."""
    share = cell.value == _WHOLE
    return not share and (cell.unit in ("%", "％") or _RATIO.search(f"{cell.scope} {cell.measure}") is not None)


def _column(cell: Figure) -> tuple[str, ...]:
    return cell.measure, cell.scope, cell.period, cell.unit


def is_total(name: str) -> bool:
    """Whether a row's name says that it is the sum of those above."""
    return _TOTAL.match(comparable(name)) is not None


def _is_part(name: str) -> bool:
    return _PART.match(comparable(name)) is not None


def _sums(total: Entry, before: Sequence[Entry]) -> list[Sum]:
    rows = _rows_of(total, before)
    all_rows = [row for row in before[-_LONGEST:] if not is_total(row.head.name)]
    once = [row for row in rows if not any(figure.repeat_of for figure in row.figures)]
    sums = []
    for printed in total.figures:
        if printed.value is None or printed.measure not in _ADDED or printed.unit in ("%", "％"):
            continue
        parts, *others = (_cells(some, printed) for some in (rows, once, all_rows))
        if len(parts) > 1:
            lacking = frozenset(row.head.line for row in rows) - {cell.line for cell in parts}
            sums.append(Sum(printed, parts, lacking, tuple(others)))
    return sums


def _cells(rows: Sequence[Entry], total: Figure) -> tuple[Figure, ...]:
    found = (_cell(row, total) for row in rows)
    return tuple(cell for cell in found if cell is not None)


def _rows_of(total: Entry, before: Sequence[Entry]) -> list[Entry]:
    """The rows above a total that it adds up: back to the total before it, those of its own columns."""
    measures = {figure.measure for figure in total.figures}
    rows: list[Entry] = []
    for entry in reversed(before):
        if is_total(entry.head.name):
            break
        if _is_part(entry.head.name) or is_part(entry.head.scope):
            continue
        shared = {figure.measure for figure in entry.figures} & measures
        if len(shared) >= min(2, len(measures)):
            rows.append(entry)
    rows.reverse()
    subtotals = [row for row in rows if _SUBTOTAL.match(comparable(row.head.name))]
    return subtotals or rows


def _cell(row: Entry, total: Figure) -> Figure | None:
    same = [cell for cell in row.of(total.measure) if cell.unit == total.unit and cell.value is not None]
    dated = [cell for cell in same if cell.period == total.period]
    undated = [cell for cell in same if not cell.period or not total.period]
    return next(iter(dated or undated), None)


def _row_checks(sums: Sequence[Sum]) -> Iterator[Check]:
    """The checks of one total row.

    A column that rows leave out proves nothing where it does not add up, unless the same rows leave another column
    out that does: then they print nothing in either.
    """
    empty = {line for one in sums if one.fits for line in one.lacking}
    for one in sums:
        if one.fits:
            yield passed("total", one.total, _written(one))
        elif one.lacking <= empty:
            yield _missed(one)


def _missed(one: Sum) -> Check:
    count = len(one.parts)
    said = f"{named(one.total)}は{one.total.text}と記載されていますが、{count}件の内訳"
    return _differs(one, "total", said, f"The total is printed as {one.total.text}, but its {count} rows")


def _differs(one: Sum, kind: str, said: str, said_in_english: str) -> Check:
    """The finding of a sum: what is said of the printed total and its parts, and what these add up to."""
    rounded = _is_rounded(one)
    result = plain(one.result)
    why, why_in_english = ("（端数処理によるものと考えられます）", ", which rounding explains") if rounded else ("", "")
    return Check(
        kind,
        one.total.figure_id,
        one.total.text,
        result,
        _written(one),
        False,
        "note" if rounded else "error",
        f"{said}を足すと{result}です{why}。",
        f"{said_in_english} add up to {result}{why_in_english}.",
        (cell_place(one.total), *(cell_place(part) for part in one.parts)),
    )


def _is_rounded(one: Sum) -> bool:
    """Whether the total is the sum rounded to fewer places, or rounding of the rows explains it."""
    total = one.total.value or Decimal(0)
    if places_of(total) < max(places_of(part.value or Decimal(0)) for part in one.parts):
        return one.result.quantize(Decimal(1).scaleb(-places_of(total)), ROUND_HALF_UP) == total
    step = Decimal(1).scaleb(-places_of(total))
    # A single digit is changed by one more easily than rows add up to be wrong by their rounding alone.
    measured = one.total.measure in COST_MEASURES and one.total.unit[:1] in ("千", "百", "万", "億")
    return measured and abs(one.result - total) <= min(step * len(one.parts) / 2, 2 * step)


def _written(one: Sum) -> str:
    numbers = [plain(part.value or Decimal(0)) for part in one.parts]
    if len(numbers) > _MOST_SHOWN:
        numbers = [*numbers[: _MOST_SHOWN - 2], "…", numbers[-1]]
    return f"{' + '.join(numbers)} = {plain(one.result)}"


def check_staff(entries: Sequence[Entry]) -> Iterator[Check]:
    """A check of 人工計 in every row that prints 本庁 and 出先機関 beside it."""
    for entry in entries:
        head, branch, staff = (entry.of(measure)[:1] for measure in ("staff_head", "staff_branch", "staff"))
        cells = [*head, *branch]
        if len(cells) == 2 and staff and all(cell.value is not None for cell in [*cells, *staff]):
            one = Sum(staff[0], tuple(cells))
            yield passed("staff", staff[0], _written(one)) if one.fits else _staff_missed(one)


def _staff_missed(one: Sum) -> Check:
    said = f"{named(one.total)}の人工計は{one.total.text}と記載されていますが、本庁と出先機関"
    return _differs(one, "staff", said, f"The staff total is printed as {one.total.text}, but its two parts")
