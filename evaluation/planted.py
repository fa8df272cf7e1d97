"""Planted errors: one cell of a report is changed at random, and the audit must name its row and no other.

A plant is visible where it breaks a relation between printed cells that held before: a rate and the cells it is
computed from, a total and its rows, the parts of a staff total, a grade and its rate, two printings of one cell, two
units of one row. A changed digit that leaves every printed relation true (a rate that still rounds to what is printed)
is invisible to arithmetic, and is counted apart. The relations are found by trial on the unchanged report, with none of
the audit's own code.
"""

import random
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal, InvalidOperation
from itertools import pairwise

from index.block import Block
from index.checks.audit import audit
from index.checks.check import Check
from index.draft import Warned
from index.figure import Figure
from index.figures import extract_figures
from index.layout import lay_out
from index.report import Report
from index.value import read_value

Read = tuple[Sequence[Block], list[Figure], list[Warned]]
Reader = Callable[[Report], Read]
Cells = Mapping[str, Figure]

_DIGITS = re.compile(r"\d[\d,]*(?:\.\d+)?")
_UNITS = {"人": "件", "名": "社", "件": "人", "社": "校", "校": "社", "円": "人", "回": "人", "組": "回", "日": "回"}
_UNITS |= {"団体": "人", "分野": "組", "地域": "校", "市町村": "社", "戸": "回", "か所": "戸", "%": "人"}
_GRADES = {"A": "BCD", "B": "ACD", "C": "ABD", "D": "ABC", "◎": "×△", "○": "×△", "×": "◎○", "△": "◎○"}
_SIZES = {"兆": 12, "億": 8, "万": 4, "千": 3, "百": 2, "十": 1}
_VALUES = ("baseline", "actual", "interim_target", "target")


@dataclass(frozen=True, slots=True)
class Relation:
    """What held between cells of a report; `holds` takes the cells by figure id."""

    kind: str
    ids: tuple[str, ...]
    holds: Callable[[Cells], bool]


@dataclass(frozen=True, slots=True)
class Plant:
    """One changed cell: the report with it, and what was changed into what."""

    kind: str
    figure: Figure
    text: str
    report: Report


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one plant.

    `unread` says that the reader left cells of the relation out with a warning that names their row: where the same
    arithmetic also tells which cell is which, a broken one leaves that open.
    """

    plant: Plant
    visible: bool
    found: bool
    unread: bool
    false_alarms: tuple[Check, ...]


def read(report: Report) -> Read:
    """A report as the build reads it."""
    blocks = lay_out(report.text)
    figures, warnings = extract_figures(report, blocks)
    return blocks, figures, warnings


def plants(report: Report, figures: Sequence[Figure], chance: random.Random, count: int) -> Iterator[Plant]:
    """So many random plants in the cells of a report."""
    cells = [figure for figure in figures if figure.measure != "value" and _change(figure, random.Random(0))]
    for _ in range(count if cells else 0):
        figure = chance.choice(cells)
        changed = _change(figure, chance)
        if changed is not None:
            kind, text = changed
            yield Plant(kind, figure, text, _with(report, figure, text))


def try_plant(
    plant: Plant, clean: Read, known: Sequence[Check], held: Sequence[Relation], reader: Reader = read
) -> Outcome:
    """Read and audit a report with a plant; `known` are the findings and `held` the relations without it."""
    blocks, figures, warnings = reader(plant.report)
    found = audit([plant.report], {plant.report.id: blocks}, figures, warnings).findings
    before = {_key(finding) for finding in known}
    fresh = [finding for finding in found if _key(finding) not in before]
    broken = _broken(held, {figure.figure_id: figure for figure in clean[1]}, plant)
    lines = {plant.figure.line} | {line for relation in broken for line in _lines(relation, clean[1])}
    return Outcome(
        plant,
        visible=bool(broken),
        found=any(_names(finding, lines) for finding in fresh),
        unread=any(warning.line in lines and warning not in clean[2] for warning in warnings),
        false_alarms=tuple(finding for finding in fresh if not _follows(finding, plant, lines)),
    )


def outcomes(
    report: Report, chance: random.Random, count: int, reader: Reader = read, *, related: bool = False
) -> list[Outcome]:
    """The outcomes of so many random plants in one report; `related` plants only in cells that others depend on."""
    clean = reader(report)
    known = audit([report], {report.id: clean[0]}, clean[1], clean[2]).findings
    held = relations(clean[1])
    ids = {figure_id for relation in held for figure_id in relation.ids}
    among = [figure for figure in clean[1] if not related or figure.figure_id in ids]
    return [try_plant(plant, clean, known, held, reader) for plant in plants(report, among, chance, count)]


def _key(finding: Check) -> tuple[str, str]:
    return finding.figure_id, finding.printed


def _names(finding: Check, lines: set[int]) -> bool:
    return any(place.line in lines for place in finding.places)


def _follows(finding: Check, plant: Plant, lines: set[int]) -> bool:
    """Whether a finding comes of the plant: it names its row, or counts grades of which one was changed."""
    return _names(finding, lines) or (plant.kind == "grade" and finding.kind in ("count", "tally"))


def _lines(relation: Relation, figures: Sequence[Figure]) -> set[int]:
    return {figure.line for figure in figures if figure.figure_id in relation.ids}


# --- what is changed


def _change(figure: Figure, chance: random.Random) -> tuple[str, str] | None:
    """A random change of a cell: its kind and the new text; None where nothing can be changed."""
    if figure.measure == "grade":
        others = _GRADES.get(figure.text)
        return ("grade", chance.choice(others)) if others else None
    if figure.value is None:
        return None
    unit = figure.unit.lstrip("兆億万千百十")
    if figure.measure in _VALUES and unit in _UNITS and figure.text.endswith(unit) and chance.random() < 0.2:
        return "unit", figure.text.removesuffix(unit) + _UNITS[unit]
    return _other_digit(figure, chance)


def _other_digit(figure: Figure, chance: random.Random) -> tuple[str, str] | None:
    number = _DIGITS.search(figure.text)
    if number is None or not number[0].isascii():
        return None
    at = chance.choice([n for n in range(number.start(), number.end()) if figure.text[n].isdigit()])
    single = number.end() - number.start() == 1
    others = [digit for digit in "0123456789" if digit != figure.text[at] and (digit != "0" or at > number.start())]
    text = figure.text[:at] + chance.choice(others if not single else [*others]) + figure.text[at + 1 :]
    return _kind(figure), text


def _kind(figure: Figure) -> str:
    if figure.measure in ("progress", "achievement"):
        return "rate"
    if figure.measure in _VALUES:
        return "target" if "target" in figure.measure else str(figure.measure)
    return "total" if figure.name in ("計", "合計") else "cost"


def _with(report: Report, figure: Figure, text: str) -> Report:
    lines = report.lines
    line = lines[figure.line - 1]
    start, end = figure.span
    lines[figure.line - 1] = line[:start] + line[start:end].replace(figure.text, text, 1) + line[end:]
    return replace(report, text="\n".join(lines))


# --- what arithmetic can see


def relations(figures: Sequence[Figure]) -> list[Relation]:
    """The relations that hold between the printed cells of a report."""
    rows: defaultdict[tuple[str, ...], list[Figure]] = defaultdict(list)
    for figure in figures:
        if figure.measure != "value":
            rows[figure.kind, figure.item, figure.name, figure.scope].append(figure)
    candidates = [relation for row in rows.values() for relation in _of_row(row)]
    candidates += _of_columns(figures)
    cells = {figure.figure_id: figure for figure in figures}
    return [relation for relation in candidates if relation.holds(cells)]


def _broken(held: Sequence[Relation], cells: Cells, plant: Plant) -> list[Relation]:
    value = read_value(plant.text)
    quantity = value.quantity
    unit = quantity.unit if quantity and quantity.unit else plant.figure.unit
    changed = replace(plant.figure, text=plant.text, value=quantity.value if quantity else None, unit=unit)
    after = {**cells, plant.figure.figure_id: changed}
    return [one for one in held if plant.figure.figure_id in one.ids and not one.holds(after)]


def _of_row(row: Sequence[Figure]) -> Iterator[Relation]:
    for printed in _printings(row):
        yield from _rates(printed)
        yield from _staff(printed)
        yield from _grades(printed)
    yield from _units(row)
    first, *more = _printings(row)
    for again in more:
        for one in first:
            for other in again:
                if (one.measure, one.period) == (other.measure, other.period) and one.value is not None:
                    yield Relation("again", (one.figure_id, other.figure_id), _same(one.figure_id, other.figure_id))


def _printings(row: Sequence[Figure]) -> list[list[Figure]]:
    """The figures of one name by printing: what is printed again begins another."""
    out: list[list[Figure]] = [[]]
    for figure in sorted(row, key=lambda figure: (figure.line, figure.span)):
        seen = {(one.measure, one.period) for one in out[-1] if one.line != figure.line and one.measure in _VALUES[:2]}
        if (figure.measure, figure.period) in seen:
            out.append([])
        out[-1].append(figure)
    return out


def _rates(row: Sequence[Figure]) -> Iterator[Relation]:
    for rate in row:
        if rate.measure not in ("progress", "achievement") or rate.value is None:
            continue
        actuals = [one for one in row if one.measure == "actual" and _fits_period(one, rate)]
        bases = [one for one in row if one.measure == "baseline" and one.value is not None]
        final = [one for one in row if one.measure == "target" and one.value is not None]
        interim = [one for one in row if one.measure == "interim_target" and _fits_period(one, rate)]
        targets = (final or interim) if rate.measure == "progress" else (interim or final)
        for actual in actuals:
            if rate.denominator is not None:
                yield Relation("rate", (rate.figure_id, actual.figure_id), _over(rate, actual, rate.denominator))
            for target in targets or [base for base in bases if rate.denominator is None]:
                yield Relation("rate", _ids(rate, actual, target), _quotient(*_ids(rate, actual, target)))
                for base in bases:
                    ids = _ids(rate, actual, target, base)
                    yield Relation("rate", ids, _from_base(*ids))


def _fits_period(one: Figure, rate: Figure) -> bool:
    return one.value is not None and (not rate.period or not one.period or one.period == rate.period)


def _ids(*figures: Figure) -> tuple[str, ...]:
    return tuple(figure.figure_id for figure in figures)


def _number(figure: Figure) -> Decimal:
    value, unit = figure.value if figure.value is not None else Decimal("NaN"), figure.unit
    while unit and unit[0] in _SIZES:
        value, unit = value.scaleb(_SIZES[unit[0]]), unit[1:]
    return value


def _bare(figure: Figure) -> str:
    return figure.unit.lstrip("兆億万千百十").split("/")[0]


def _says(rate: Figure, compute: Callable[[], Decimal]) -> bool:
    """Whether a printed rate is the number computed, rounded or cut."""
    try:
        result, printed = compute(), rate.value
        if printed is None:
            return False
        step = Decimal(1).scaleb(int(printed.as_tuple().exponent))
        return printed in (result.quantize(step, ROUND_HALF_UP), result.quantize(step, ROUND_DOWN))
    except (ArithmeticError, InvalidOperation):
        return False


def _over(rate: Figure, actual: Figure, number: Decimal) -> Callable[[Cells], bool]:
    def holds(cells: Cells) -> bool:
        one = cells[actual.figure_id]
        return one.value is not None and _says(cells[rate.figure_id], lambda: _plain(one) / number * 100)

    return holds


def _plain(figure: Figure) -> Decimal:
    return figure.value if figure.value is not None else Decimal("NaN")


def _quotient(rate: str, actual: str, target: str) -> Callable[[Cells], bool]:
    def holds(cells: Cells) -> bool:
        a, t = cells[actual], cells[target]
        return _bare(a) == _bare(t) and _says(cells[rate], lambda: _number(a) / _number(t) * 100)

    return holds


def _from_base(rate: str, actual: str, target: str, base: str) -> Callable[[Cells], bool]:
    def holds(cells: Cells) -> bool:
        a, t, b = cells[actual], cells[target], cells[base]
        same = _bare(a) == _bare(t) == _bare(b)
        return same and _says(cells[rate], lambda: (_number(a) - _number(b)) / (_number(t) - _number(b)) * 100)

    return holds


def _staff(row: Sequence[Figure]) -> Iterator[Relation]:
    by = {figure.measure: figure.figure_id for figure in row if figure.value is not None}
    if "staff_head" in by and "staff_branch" in by and "staff" in by:
        yield Relation(
            "staff",
            (by["staff"], by["staff_head"], by["staff_branch"]),
            _sum(by["staff"], by["staff_head"], by["staff_branch"]),
        )


def _sum(total: str, *parts: str) -> Callable[[Cells], bool]:
    def holds(cells: Cells) -> bool:
        return _plain(cells[total]) == sum((_plain(cells[part]) for part in parts), Decimal(0))

    return holds


def _same(one: str, other: str) -> Callable[[Cells], bool]:
    def holds(cells: Cells) -> bool:
        return _number(cells[one]) == _number(cells[other]) and _bare(cells[one]) == _bare(cells[other])

    return holds


def _one_unit(one: str, other: str) -> Callable[[Cells], bool]:
    return lambda cells: _bare(cells[one]) == _bare(cells[other])


def _units(row: Sequence[Figure]) -> Iterator[Relation]:
    numbered = [figure for figure in row if figure.measure in _VALUES and figure.value is not None and figure.unit]
    for one, other in pairwise(numbered):
        ids = _ids(one, other)
        yield Relation("unit", ids, _one_unit(*ids))


def _grades(row: Sequence[Figure]) -> Iterator[Relation]:
    """A grade and its rate where grades are letters: 100, 90 and 80 % in the packaged and the generated reports."""
    for grade in row:
        rates = [one for one in row if one.measure == "achievement" and one.period == grade.period]
        if grade.measure == "grade" and grade.text in "ABCD" and len(rates) == 1:
            yield Relation("grade", _ids(grade, rates[0]), _earned(*_ids(grade, rates[0])))
        actual = [one for one in row if one.measure == "actual" and one.value is not None]
        target = [one for one in row if one.measure == "target" and one.value is not None]
        if grade.measure == "grade" and grade.text in "◎○△×" and len(actual) == 1 == len(target):
            yield Relation("grade", _ids(grade, *actual, *target), _reached(*_ids(grade, *actual, *target)))


def _earned(grade: str, rate: str) -> Callable[[Cells], bool]:
    def holds(cells: Cells) -> bool:
        value = _plain(cells[rate])
        return cells[grade].text == ("A" if value >= 100 else "B" if value >= 90 else "C" if value >= 80 else "D")

    return holds


def _reached(grade: str, actual: str, target: str) -> Callable[[Cells], bool]:
    def holds(cells: Cells) -> bool:
        a, t = cells[actual], cells[target]
        return _bare(a) == _bare(t) and (_number(a) >= _number(t)) == (cells[grade].text in "◎○")

    return holds


def _of_columns(figures: Sequence[Figure]) -> Iterator[Relation]:
    for total in figures:
        if total.name in ("計", "合計") and total.value is not None:
            rows = [
                one
                for one in figures
                if one.line < total.line and one.measure == total.measure and one.unit == total.unit
            ]
            parts = [one for one in rows if one.value is not None and one.period == total.period]
            if len(parts) > 1:
                ids = _ids(total, *parts)
                yield Relation("total", ids, _sum(*ids))


# --- reports to plant in


_HEAD = """月影県みらい戦略 推進状況（2022年11月）

数値の増加をめざす指標の進捗率は、実績値（a）を目標値（b）で除した割合としています。
数値の減少をめざす指標の進捗率は、目標値（b）を実績値（a）で除した割合としています。（名称欄に（※）がある指標）

第1章 重要業績評価指標

KPI\t戦略策定時\t実績値 (a)\t目標値 (b)\t進捗率 (a)/(b)
"""
_NAMES = "温泉街 木材 和紙 港湾 竹林 養蜂 灯台 棚田 漁村 城跡 酒蔵 陶器 果樹 湿原 古道 窯元".split()
_WHAT = "利用件数 見学者数 出荷額 参加団体数 開催回数 登録校数".split()
_UNIT_OF = dict(zip(_WHAT, ("件", "人", "億円", "団体", "回", "校"), strict=True))


def generated(chance: random.Random) -> Report:
    """An invented report with KPI rows, graded rows and a cost table with totals, all of them right."""
    names = [f"{name}の{chance.choice(_WHAT)}" for name in chance.sample(_NAMES, 12)]
    text = _HEAD + "".join(_kpi_row(name, chance) for name in names[:8])
    text += "\n第2章 成果指標\n\nＡ：100%以上、Ｂ：90%以上100%未満、Ｃ：80%以上90%未満、Ｄ：80%未満\n\n"
    text += "指標名\t実績値(R4)\t目標値(R4)\t達成率\t評価\n" + "".join(_graded_row(name, chance) for name in names[8:])
    text += "\n第3章 関連事業\n\n" + _cost_table(chance)
    return Report("generated", "月影県みらい戦略", "月影県", None, None, "", "", "", "g.txt", "", text)


def _kpi_row(name: str, chance: random.Random) -> str:
    unit = _UNIT_OF[name.split("の")[1]]
    base, target = chance.randint(20, 400), chance.randint(500, 2000)
    falls = chance.random() < 0.3
    if falls:
        base, target = target, base
    actual = chance.randint(min(base, target), max(base, target))
    rate = Decimal(target if falls else actual) / Decimal(actual if falls else target) * 100
    mark = "（※）" if falls else ""
    cells = [
        f"{name}{mark}",
        *(f"{number:,}{unit} ({year})" for number, year in ((base, "H30"), (actual, "R3"), (target, "R6"))),
    ]
    return "\t".join([*cells, f"{rate.quantize(Decimal('0.1'), ROUND_HALF_UP)}%"]) + "\n"


def _graded_row(name: str, chance: random.Random) -> str:
    unit = _UNIT_OF[name.split("の")[1]]
    target = chance.randint(100, 900)
    actual = max(1, target * chance.randint(60, 130) // 100)
    rate = (Decimal(actual) / target * 100).quantize(Decimal("0.1"), ROUND_HALF_UP)
    grade = "A" if rate >= 100 else "B" if rate >= 90 else "C" if rate >= 80 else "D"
    return f"{name}\t{actual}{unit}\t{target}{unit}\t{rate}%\t{grade}\n"


def _cost_table(chance: random.Random) -> str:
    out = "事業名\t予算額(千円)\t一般財源(千円)\t本庁\t出先機関\t人工計\n"
    sums = [Decimal(0)] * 5
    for name in chance.sample(_NAMES, 6):
        budget = chance.randint(500, 90_000)
        head, branch = Decimal(chance.randint(1, 20)) / 10, Decimal(chance.randint(0, 9)) / 10
        row = [Decimal(budget), Decimal(budget * chance.randint(1, 9) // 10), head, branch, head + branch]
        sums = [one + other for one, other in zip(sums, row, strict=True)]
        out += _cost_row(f"{name}再生事業", row)
    return out + _cost_row("計", sums)


def _cost_row(name: str, row: Iterable[Decimal]) -> str:
    budget, general, *staff = row
    return "\t".join([name, f"{budget:,}", f"{general:,}", *(f"{number:.1f}" for number in staff)]) + "\n"


# --- the table


def table(found: Mapping[str, Sequence[Outcome]]) -> str:
    """Detection and false alarms by report and by kind of plant, as a Markdown table."""
    rows = [
        "| report | plant | plants | visible | found | unread | rate | false alarms |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for report, of_report in found.items():
        kinds = sorted({outcome.plant.kind for outcome in of_report})
        for kind in kinds:
            rows.append(_table_row(report, kind, [one for one in of_report if one.plant.kind == kind]))
    rows.append(_table_row("all", "all", [one for of_report in found.values() for one in of_report]))
    return "\n".join(rows)


def _table_row(report: str, kind: str, some: Sequence[Outcome]) -> str:
    count = tally(some)
    rate = f"{count['found'] / count['judged']:.1%}" if count["judged"] else "–"
    return (
        f"| {report} | {kind} | {len(some)} | {count['visible']} | {count['found']} | {count['unread']} | {rate} "
        f"| {count['false']} |"
    )


def tally(some: Iterable[Outcome]) -> Counter[str]:
    """How many were visible, found, left unread by the reader, judged (visible and read), and falsely alarmed."""
    count: Counter[str] = Counter()
    for one in some:
        count["visible"] += one.visible
        count["unread"] += one.visible and one.unread and not one.found
        count["judged"] += one.visible and (one.found or not one.unread)
        count["found"] += one.visible and one.found
        count["false"] += len(one.false_alarms)
    return count


def main(seed: int = 20250101, each: int = 150, invented: int = 30, per_invented: int = 20) -> str:
    """The table over the packaged reports and as many generated ones."""
    from index.reading import packaged_reports, read_reports

    chance = random.Random(seed)
    found = {report.id: outcomes(report, chance, each) for report in read_reports(packaged_reports())}
    found["generated"] = [
        outcome for _ in range(invented) for outcome in outcomes(generated(chance), chance, per_invented)
    ]
    return table(found)


if __name__ == "__main__":
    sys.stdout.write(main() + "\n")
