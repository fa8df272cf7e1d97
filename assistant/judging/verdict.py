"""What a question asserts held against the cells: what they deny, what they bear out, and the cells that say so."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from assistant.arithmetic import Formula, change, ends_of, gap
from assistant.understanding.premise import Premise, Said
from index.figure import Figure, Measure
from index.markup import comparable
from index.quantity import Quantity, find_quantities, to_base
from index.unit_identity import one_spelling

Kind = Literal[
    "value", "measure", "year", "grade", "trend", "steady", "reached", "bound", "dated", "remark", "told", "earlier"
]

_STATES: tuple[Measure, ...] = ("actual", "value", "baseline")
_COUNTED: frozenset[Measure] = frozenset({"actual", "value", "baseline", "budget"})
_TARGETS: tuple[Measure, ...] = ("interim_target", "target")
_CLOSE = Decimal("0.025")
_MOST_SHOWN = 4


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing asserted, `said` in the question's words, that the cells deny or bear out.

    `figures` are the cells that say so; what `kind` names is what is wrong or right about it. `way` is the direction
    that the cells show (1, -1 or 0), `stated` the year or measure that was asserted.
    """

    kind: Kind
    right: bool
    said: str = ""
    figures: tuple[Figure, ...] = ()
    way: int = 0
    stated: str = ""
    rounded: bool = False


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the cells say of a question's premise: denied where any of its findings is wrong."""

    findings: tuple[Finding, ...]
    formula: Formula | None = None

    @property
    def denied(self) -> bool:
        """Whether something that the question asserts is not so."""
        return any(not finding.right for finding in self.findings)

    @property
    def printed(self) -> bool:
        """Whether a number that it denies is printed, as something else than what it is said to be."""
        return any(finding.kind in ("measure", "year", "remark") for finding in self.findings)

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The cells that it rests on, those that deny first."""
        ordered = sorted(self.findings, key=lambda finding: finding.right)
        return tuple(dict.fromkeys(figure for finding in ordered for figure in finding.figures))[:_MOST_SHOWN]


def judge(premise: Premise, figures: Sequence[Figure]) -> Verdict | None:
    """What the cells of the thing meant say of what is asserted; None where they say nothing of it.

    Where one of the assertions cannot be held against a cell, only a denial counts.
    """
    findings: list[Finding] = []
    formula: Formula | None = None
    open_ends = False
    names = {comparable(f"{figure.name} {figure.scope} {figure.item}") for figure in figures}
    for said in premise.values:
        if any(comparable(said.text) in name for name in names):
            continue  # a number of the name is not asserted
        finding = in_remark(said, premise.rest.text, figures) or _value(said, premise, figures)
        open_ends |= finding is None
        findings += [finding] if finding else []
    for finding in _by_grade(premise, figures):
        findings.append(finding)
    if premise.trend:
        trend, formula = _trend(premise, figures)
        open_ends |= trend is None
        findings += [trend] if trend else []
    if premise.reached is not None:
        reached, distance = _reached(premise, figures)
        formula = formula or distance
        open_ends |= reached is None
        findings += [reached] if reached else []
    if not premise.values and not premise.trend and premise.reached is None and premise.dated:
        findings += [finding for finding in (_dated(premise, figures),) if finding]
    verdict = Verdict(tuple(findings), formula)
    if not findings or (open_ends and not verdict.denied):
        return None
    return verdict


def base_of(value: Decimal, unit: str) -> tuple[Decimal, str]:
    """A number without its unit's size words, and the unit in its one spelling."""
    number, bare = to_base(value, unit)
    bare = _ENGLISH.get(bare.strip().lower(), bare)
    return number, one_spelling(bare)


_ENGLISH = {
    "yen": "円",
    "people": "人",
    "persons": "人",
    "visitors": "人",
    "percent": "%",
    "per cent": "%",
    "times": "回",
    "cases": "件",
    "new": "",
    "more": "",
    "different": "",
    "additional": "",
}


# --- values

_PIECES = re.compile(r"[・、。，\s（）()※]+")
_NOUN = re.compile(r"[一-龠々]{2,}|[ァ-ヺー]{2,}|[A-Za-z]{3,}")


def in_remark(said: Said, claim: str, figures: Sequence[Figure]) -> Finding | None:
    """A number that the row's own words print: of the thing that the question says, or of another one.

    企業からの577件 is denied by 「個人577件、企業1件」: of the nouns that tell the pieces apart, the question says that
    of the other piece.
    """
    for figure in sorted(figures, key=lambda one: one.value is None):
        pieces = [piece for piece in _PIECES.split(figure.remark) if piece]
        holding = [piece for piece in pieces if _holds(said, piece)]
        others = [piece for piece in pieces if piece not in holding and _counts(said, piece)]
        if not holding or figure.kind == "fact":
            continue  # running text tells of several things at once
        own, other = nouns(holding), nouns(others)
        if any(noun in claim for noun in own - other):
            return Finding("remark", True, said.text, (figure,), stated=holding[0])
        wrong = [piece for piece in others if any(noun in claim for noun in nouns([piece]) - own)]
        if wrong:
            return Finding("remark", False, said.text, (figure,), stated=f"{holding[0]}」「{wrong[0]}")
        if said.measure in (None, "actual") and not any(one.value is not None for one in figures if _is_actual(one)):
            return Finding("remark", True, said.text, (figure,), stated=holding[0])  # no cell could mean another
    return None


def _is_actual(figure: Figure) -> bool:
    return figure.measure in ("actual", "value")


def nouns(pieces: Iterable[str]) -> set[str]:
    """The nouns that pieces of a text print."""
    return {noun for piece in pieces for noun in _NOUN.findall(piece)}


def _holds(said: Said, piece: str) -> bool:
    own = base_of(said.quantity.value, said.quantity.unit) if said.quantity.value is not None else None
    return any(found.value is not None and base_of(found.value, found.unit) == own for found in _found(piece))


def _counts(said: Said, piece: str) -> bool:
    return any(found.unit == said.quantity.unit for found in _found(piece))


def _found(piece: str) -> list[Quantity]:
    return find_quantities(piece)


def _value(said: Said, premise: Premise, figures: Sequence[Figure]) -> Finding | None:
    alike = [figure for figure in figures if _same_kind(said, figure)]
    if not alike:
        return None
    if said.relation != "=":
        return _bound(said, premise, alike)
    equal = [figure for figure in alike if _equal(said, figure)]
    if equal:
        return _placed(said, premise, equal, alike)
    asked = _of_years(said.years, _of_measure(said, alike)) if said.years else _of_measure(said, alike)
    if not asked:
        return None
    near = [figure for figure in asked if _rounded(said, figure)]
    if near and said.years:
        return Finding("value", True, said.text, tuple(near[:1]), rounded=True)
    if near:
        return _latest_meant(said, premise, near, alike, rounded=True)
    return Finding("value", False, said.text, tuple(_telling(asked)))


def _same_kind(said: Said, figure: Figure) -> bool:
    if figure.value is None or figure.measure == "grade":
        return False
    _, unit = base_of(figure.value, figure.unit)
    _, own = base_of(said.quantity.value or Decimal(0), said.quantity.unit)
    return own == unit or (not own and unit not in ("%", "％")) or own.split("/")[0] == unit.split("/")[0]


def _equal(said: Said, figure: Figure) -> bool:
    value, _ = base_of(said.quantity.value or Decimal(0), said.quantity.unit)
    cell, _ = base_of(figure.value or Decimal(0), figure.unit)
    if value == cell or (cell < 0 < value and value == -cell):
        return True
    return not said.quantity.unit and said.quantity.value == figure.value


def _rounded(said: Said, figure: Figure) -> bool:
    return close_to(said, figure.value or Decimal(0), figure.unit)


def close_to(said: Said, printed: Decimal, unit: str) -> bool:
    """Whether the number said is one printed, rounded as it is said, or near it where it is said to be about."""
    value, _ = base_of(said.quantity.value or Decimal(0), said.quantity.unit)
    cell, _ = base_of(printed, unit)
    if said.about:
        return abs(value - cell) <= abs(cell) * _CLOSE
    number = said.quantity.value or Decimal(0)
    step = Decimal(1).scaleb(int(number.as_tuple().exponent))
    size, _ = base_of(step, said.quantity.unit)
    # What is said with a size word or a decimal is said rounded; 4,327千円 is not 4,300千円.
    sized = size != 1
    return sized and abs(value - cell) * 2 <= size


def _of_measure(said: Said, figures: Sequence[Figure]) -> list[Figure]:
    """The cells of the measure that the number is said to be of; without one, what is the case."""
    if said.measure in ("target", "interim_target"):
        return [figure for figure in figures if figure.measure in _TARGETS]
    if said.measure is not None and said.measure not in ("actual", "grade"):
        return [figure for figure in figures if figure.measure == said.measure]
    states = [figure for figure in figures if figure.measure in _COUNTED]
    return states or list(figures)


def _of_years(years: Iterable[object], figures: Sequence[Figure]) -> list[Figure]:
    wanted = {getattr(period, "year", None) for period in years}
    return [figure for figure in figures if figure.year in wanted]


def _placed(said: Said, premise: Premise, equal: Sequence[Figure], alike: Sequence[Figure]) -> Finding | None:
    """A number that is printed: whether it is so of the measure and year that are asserted."""
    dated = _of_years(said.years, equal) if said.measure is None and "actual" not in premise.measures else []
    if dated and not _of_years(said.years, [one for one in alike if one.measure in _COUNTED and one not in dated]):
        return Finding("value", True, said.text, tuple(dated[:1]))  # of whichever measure, it is printed for that year
    fitting = [figure for figure in equal if figure in _of_measure(said, alike)]
    if not fitting:
        return _other_measure(said, equal, alike)
    if not said.years:
        return _latest_meant(said, premise, fitting, alike)
    dated = _of_years(said.years, fitting)
    if dated or any(figure.year is None for figure in fitting):
        return Finding("value", True, said.text, tuple(dated or fitting)[:1])
    if fitting[0].measure in _TARGETS and (premise.trend or premise.reached is not None):
        return Finding("value", True, said.text, tuple(fitting[:1]))  # the year is that of what reached it
    other = _of_years(said.years, _of_measure(said, alike))
    stated = said.years[0].text
    return Finding("year", False, said.text, (fitting[0], *other[:1]), stated=stated)


def _other_measure(said: Said, equal: Sequence[Figure], alike: Sequence[Figure]) -> Finding | None:
    """A number that is printed, but as another measure than what it is said to be."""
    right = _of_measure(said, alike)
    if said.years:
        right = _of_years(said.years, right)
        if not right and not _of_years(said.years, equal) and equal[0].year is not None:
            return Finding("year", False, said.text, (equal[0],), stated=said.years[0].text)
    if not right or equal[0].measure not in (*_TARGETS, "baseline", "actual", "value"):
        return None
    measure = said.measure or "actual"
    return Finding("measure", False, said.text, (equal[0], *_telling(right)[:1]), stated=measure)


def _latest_meant(
    said: Said, premise: Premise, fitting: Sequence[Figure], alike: Sequence[Figure], *, rounded: bool = False
) -> Finding:
    """Without a year, the latest value is meant: that of an earlier year is named with its year beside the latest."""
    states = [figure for figure in alike if figure.measure in ("actual", "value", "budget") and figure.year is not None]
    latest = max(states, key=lambda figure: figure.year or 0, default=None)
    if latest is None or premise.trend or said.measure in ("baseline", *_TARGETS):
        return Finding("value", True, said.text, tuple(fitting[:1]), rounded=rounded)
    if all(figure.measure == "baseline" for figure in fitting):
        return Finding("measure", False, said.text, (fitting[0], latest), stated="actual")
    current = [figure for figure in fitting if figure.year in (None, latest.year)]
    if not current and fitting[0].measure in _COUNTED:
        return Finding("earlier", True, said.text, (fitting[0], latest), rounded=rounded)
    return Finding("value", True, said.text, tuple(current or fitting)[:1], rounded=rounded)


def _bound(said: Said, premise: Premise, alike: Sequence[Figure]) -> Finding | None:
    """Over, under, or as much as: held against what is the case, in the year that is said."""
    states = [figure for figure in alike if figure.measure in ("actual", "value", "budget")]
    if said.measure in ("progress", "achievement"):
        states = [figure for figure in alike if figure.measure == said.measure]
    dated = _of_years(said.years, states) if said.years else states
    # A rate has the unit of its target only where it is one itself.
    held = max(dated, key=lambda figure: figure.year or 0, default=None)
    if held is None or held.value is None:
        return None
    value, _ = base_of(said.quantity.value or Decimal(0), said.quantity.unit)
    cell, _ = base_of(held.value, held.unit)
    if _rounded(said, held) and said.relation in (">=", "<="):
        return Finding("bound", True, said.text, (held,), stated=said.relation)
    target = _other_target(said, alike)
    return Finding("bound", _HOLDS[said.relation](cell, value), said.text, (held, *target), stated=said.relation)


def _other_target(said: Said, alike: Sequence[Figure]) -> tuple[Figure, ...]:
    return tuple([figure for figure in alike if figure.measure in _TARGETS][-1:])


_HOLDS: dict[str, Callable[[Decimal, Decimal], bool]] = {
    ">": lambda cell, value: cell > value,
    ">=": lambda cell, value: cell >= value,
    "<": lambda cell, value: cell < value,
    "<=": lambda cell, value: cell <= value,
}


def _telling(figures: Sequence[Figure]) -> list[Figure]:
    """The cells that say how it is instead: the latest of them, or all that stand for no year."""
    latest = max((figure.year or 0 for figure in figures), default=0)
    return [figure for figure in figures if (figure.year or 0) == latest][:2]


# --- grades


def _by_grade(premise: Premise, figures: Sequence[Figure]) -> Iterator[Finding]:
    graded = [figure for figure in figures if figure.measure == "grade"]
    dated = _of_years(premise.years, graded) or [figure for figure in graded if figure.year is None]
    shown = dated if premise.years else graded
    latest = max((figure.year or 0 for figure in shown), default=0)
    printed = {_grade(figure.text): figure for figure in shown if premise.years or (figure.year or 0) == latest}
    if not printed:
        return
    if not premise.values and premise.asks and len(premise.grades) > 1:
        return  # ○ではなく△なのは
    for grade in premise.grades:
        if _kind(grade) in {_kind(text) for text in printed}:
            right = grade in printed
            yield Finding("grade", right, grade, (printed[grade],) if right else tuple(printed.values())[:1])


_SYMBOLS = "◎○△×-－—"


def _grade(text: str) -> str:
    from index.text import clean

    return clean(text).strip().replace("〇", "○")


def _kind(grade: str) -> str:
    if grade and grade in _SYMBOLS:
        return "symbol"
    return "upper" if grade.isupper() else "lower" if grade.islower() else "word"


# --- trends


def course(figures: Sequence[Figure]) -> list[Figure]:
    """One figure a year of what was the case, earliest first: all of one unit."""
    counted = [figure for figure in figures if figure.measure in _COUNTED and figure.value is not None]
    dated = [figure for figure in counted if figure.year is not None]
    if not dated:
        return []
    first = dated[0]
    units = {base_of(figure.value or Decimal(0), figure.unit)[1] for figure in dated}
    same = [figure for figure in dated if figure.report == first.report and figure.scope == first.scope]
    if len(units) > 1:
        return []
    by_year: dict[int, Figure] = {}
    for figure in same:
        by_year.setdefault(figure.year or 0, figure)
    return [by_year[year] for year in sorted(by_year)]


def _trend(premise: Premise, figures: Sequence[Figure]) -> tuple[Finding | None, Formula | None]:
    steps = course(figures)
    if len(steps) < 2:
        return None, None
    first, last = _ends(premise, steps)
    if first is None or last is None:
        return None, None
    formula = change(last, first)
    if formula is None:
        return None, None
    if formula.sign == premise.trend and premise.steady:
        return _steady(premise, steps), formula
    stated = "up" if premise.trend > 0 else "down"
    return Finding("trend", formula.sign == premise.trend, "", (last, first), way=formula.sign, stated=stated), formula


def _ends(premise: Premise, steps: Sequence[Figure]) -> tuple[Figure | None, Figure | None]:
    """The years that a trend is said to run between: those named, the one named and the one before, else all."""
    years = sorted({year for period in premise.years for year in ends_of(period)})
    by_year = {figure.year: figure for figure in steps}
    if len(years) >= 2:
        return by_year.get(years[0]), by_year.get(years[-1])
    if len(years) == 1:
        if years[0] == steps[0].year:
            return steps[0], steps[-1]
        before = [figure for figure in steps if (figure.year or 0) < years[0]]
        if years[0] == steps[-1].year or years[0] in by_year:
            return (before[-1] if before else None), by_year.get(years[0])
        return None, None
    return steps[0], steps[-1]


def _steady(premise: Premise, steps: Sequence[Figure]) -> Finding:
    for before, after in zip(steps, steps[1:], strict=False):
        step = change(after, before)
        if step is not None and step.sign != premise.trend:
            return Finding("steady", False, "", (after, before), way=step.sign)
    return Finding("trend", True, "", (steps[-1], steps[0]), way=premise.trend)


# --- targets


def _reached(premise: Premise, figures: Sequence[Figure]) -> tuple[Finding | None, Formula | None]:
    if premise.average:
        return _by_rate(premise, figures), None
    actual = _latest(figures, ("actual", "value"), premise)
    target = _latest(figures, ("interim_target",), premise) if premise.years else None
    target = target or _latest(figures, ("target",), None)
    base = _latest(figures, ("baseline",), None)
    distance = gap(actual, target, base)
    if distance is None or actual is None or target is None:
        return _by_rate(premise, figures), None
    falling = _falling(figures, actual, target, base)
    if falling is None and distance.sign:
        return None, None
    met = distance.sign <= 0 if falling else distance.sign >= 0
    return Finding("reached", met is premise.reached, "", (actual, target), way=1 if met else -1), distance


def _by_rate(premise: Premise, figures: Sequence[Figure]) -> Finding | None:
    """Whether a target in words (全国平均値) is reached: its rate of achievement says so."""
    worded = [figure for figure in figures if figure.measure in _TARGETS and figure.value is None and figure.text]
    actual, rate = _latest(figures, ("actual",), premise), _latest(figures, ("achievement", "progress"), None)
    if premise.average and not all(_AVERAGE.search(figure.text) for figure in worded):
        return None
    if not worded or actual is None or rate is None or rate.value is None or rate.unit not in ("%", "％"):
        return None
    met = rate.value >= _WHOLE
    return Finding("reached", met is premise.reached, "", (actual, rate), way=1 if met else -1)


_WHOLE = Decimal(100)
_AVERAGE = re.compile("平均")
_ARROWS = (("↓", True), ("↘", True), ("↑", False), ("↗", False))
_RATE = Decimal("0.6")
_UNWANTED = re.compile(
    r"被害|事故|死亡|死者|負傷|犯罪|火災|自殺|待機|不登校|いじめ|空き家|廃棄|排出|ごみ|ゴミ|滞納|未収|離職|失業|荒廃|負債|赤字|"
    r"漏水|苦情|流出|転出|放棄|病床|罹患|喫煙|孤立|違反|消費量|残業|欠員|差"
)


def _falling(figures: Sequence[Figure], actual: Figure, target: Figure, base: Figure | None) -> bool | None:
    """Whether the target is to be fallen to: the report says so, its base lies above it, or its rate comes out so.

    None where nothing tells.
    """
    if target.direction:
        return target.direction == "down"
    for arrow, down in _ARROWS:
        if arrow in target.name or arrow in target.text:
            return down
    if base is not None and base.value is not None and base.value != target.value and target.value is not None:
        return base.value > target.value
    rates = [f.value for f in figures if f.measure in ("achievement", "progress") and f.value is not None]
    if actual.value and target.value and actual.value > 0 and target.value > 0:
        for rate in rates:
            if abs(actual.value / target.value * 100 - rate) < _RATE:
                return False
            if abs(target.value / actual.value * 100 - rate) < _RATE:
                return True
    # What nobody wants more of may be to be reduced, although nothing beside it says so.
    return None if _UNWANTED.search(target.name) else False


def _latest(figures: Sequence[Figure], measures: Sequence[Measure], premise: Premise | None) -> Figure | None:
    fitting = [figure for figure in figures if figure.measure in measures and figure.value is not None]
    if premise is not None and premise.years:
        fitting = _of_years(premise.years, fitting) or [figure for figure in fitting if figure.year is None]
    return max(fitting, key=lambda figure: figure.year or 0, default=None)


# --- years


def _dated(premise: Premise, figures: Sequence[Figure]) -> Finding | None:
    """A measure that is said to be of a year, where its cells are all of others."""
    measured = [figure for figure in figures if figure.measure in premise.dated and figure.year is not None]
    if len({figure.year for figure in measured}) != 1:
        return None
    right = bool(_of_years(premise.years, measured))
    return Finding("dated", right, "", tuple(measured[:1]), stated=premise.years[0].text)
