"""Printed rates recomputed by the rule that the report states for them, or that its other rates follow."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from itertools import product

from index.checks.check import Check, Severity, cell_place, named, passed
from index.checks.entry import Entry
from index.checks.rule import RATES, Stated
from index.decimals import places_of, plain, rounds_to, to_decimal
from index.figure import Figure
from index.formula import FROM_BASE, INVERSE, PLAIN, Formula, read_formula
from index.quantity import to_base
from index.unit_identity import base_unit, is_counted, same_unit

_BASE_WORDS = ("現状", "基準", "策定時", "当初")
_KEEP_WORDS = ("以上", "維持")
# So many other rates of a report, and this share of them, must follow a formula for it to be the report's own.
_FOLLOWED, _SHARE = 2, 0.8


@dataclass(frozen=True, slots=True)
class Case:
    """A printed rate with the cells that it is computed from.

    `values` are their numbers in one unit, `numbers` as printed, whatever their units.
    """

    rate: Figure
    cells: Mapping[str, Figure]
    values: Mapping[str, Decimal]
    numbers: Mapping[str, Decimal]
    falls: bool

    @property
    def printed(self) -> Decimal:
        """The rate as printed."""
        return self.rate.value or Decimal(0)


def check_rates(entries: Sequence[Entry], rules: Stated) -> Iterator[Check]:
    """A check of every rate that can be recomputed."""
    cases = [case for entry in entries for case in _cases(entry)]
    misread = _misread(cases)
    kinds = {measure: _kinds([case for case in cases if case.rate.measure == measure]) for measure in RATES}
    for case in cases:
        formulas, said = _formulas(case, _followed(case, kinds[case.rate.measure]), misread)
        if formulas:
            yield _other_unit(case, formulas) or _checked(case, formulas, said, rules)


def _cases(entry: Entry) -> Iterator[Case]:
    for measure in RATES:
        for rate in entry.of("progress" if measure == "progress" else "achievement"):
            case = _case(entry, rate)
            if case is not None:
                yield case


def _case(entry: Entry, rate: Figure) -> Case | None:
    actual = entry.actual_for(rate)
    if rate.value is None or actual is None or actual.value is None:
        return None
    cells = {"actual": actual}
    base = entry.baseline()
    if base is not None:
        cells["baseline"] = base
    target = entry.target_for(rate)
    if target is not None and target.value is None and base is not None and _keeps_base(target.text):
        target = base
    if target is not None and target.value is not None:
        cells["target"] = target
    printed = {name: figure.value or Decimal(0) for name, figure in cells.items()}
    values = _values(cells)
    if rate.denominator is not None:
        values["target"] = printed["target"] = rate.denominator
    if "target" not in printed:
        return None
    falls = any(figure.direction == "down" for figure in entry.figures)
    return Case(rate, cells, values, printed, falls)


def _keeps_base(text: str) -> bool:
    """A target in words that is the base itself: 現状値以上."""
    return any(word in text for word in _BASE_WORDS) and any(word in text for word in _KEEP_WORDS)


def _values(cells: Mapping[str, Figure]) -> dict[str, Decimal]:
    """The numbers in the actual's unit; those of another unit are left out."""
    unit = base_unit(cells["actual"].unit)
    values = {}
    for name, figure in cells.items():
        number, own = to_base(figure.value or Decimal(0), figure.unit)
        if same_unit(own, unit):
            values[name] = number
    sizes = {to_base(Decimal(1), figure.unit)[0] for name, figure in cells.items() if name in values}
    if len(sizes) == 1:  # one size word for all: the formula is shown in the numbers printed
        return {name: cells[name].value or Decimal(0) for name in values}
    return values


def _stated(case: Case) -> Formula | None:
    """The formula of a rate's rule, where it is one: a row is measured by one target."""
    stated = read_formula(case.rate.rule)
    return stated.of_one_target() if stated is not None else None


def _natural(case: Case) -> list[tuple[str, Formula]]:
    """The formulas that rates are computed by where nothing is stated."""
    base, target = case.values.get("baseline"), case.values.get("target")
    if target is None:
        base, target = case.numbers.get("baseline"), case.numbers["target"]
    found = [("plain", PLAIN)]
    if case.falls or target < 0 or target < (case.numbers["actual"] if base is None else base):
        found.append(("inverse", INVERSE))
    if base is not None and base != target:
        found.append(("from base", FROM_BASE))
    return found


def _kinds(cases: Sequence[Case]) -> "Counter[str]":
    """How many rates without a stated rule follow which formula."""
    return Counter(kind for case in cases if (kind := _kind(case)))


def _kind(case: Case) -> str:
    """The formula that a rate follows, none where it follows no known one, empty where its rule is stated."""
    if _stated(case) or case.rate.denominator is not None:
        return ""
    matching = [name for name, formula in _natural(case) if _fits(case, formula)]
    # The inverse belongs to falling indicators of a report whose rising ones are plain.
    return matching[0].replace("inverse", "plain") if matching else "none"


def _followed(case: Case, kinds: "Counter[str]") -> str:
    """The formula that a report's other rates follow; empty where they do not agree on one."""
    others = kinds - Counter([_kind(case)])
    best, count = others.most_common(1)[0] if others else ("none", 0)
    return best if best != "none" and count >= _FOLLOWED and count >= _SHARE * others.total() else ""


def _misread(cases: Sequence[Case]) -> frozenset[str]:
    """Rules that most of the rates under them break: they are of something else."""
    kept: Counter[str] = Counter()
    broken: Counter[str] = Counter()
    for case in cases:
        stated = _stated(case)
        if stated is not None and case.rate.denominator is None:
            fits = any(_fits(case, formula) for formula in [stated, *_unsaid(case, stated)])
            (kept if fits else broken)[case.rate.rule] += 1
    return frozenset(rule for rule, count in broken.items() if count >= _FOLLOWED and count > kept[rule])


def _unsaid(case: Case, stated: Formula) -> list[Formula]:
    """What a rate of a falling indicator may follow where the rule stated is that of the rising ones."""
    actual, target = case.numbers["actual"], case.numbers["target"]
    if stated != PLAIN:
        return []
    if target < 0 and actual < 0:  # ▲800 on the way to ▲400: what is to fall is the size
        return [INVERSE, FROM_BASE] if "baseline" in case.values else [INVERSE]
    if "baseline" not in case.values or case.falls:
        return [INVERSE] if case.falls or target < actual else []
    return [formula for name, formula in _natural(case) if name != "plain"] if target < case.values["baseline"] else []


def _formulas(case: Case, followed: str, misread: frozenset[str]) -> tuple[list[Formula], str]:
    """The formulas that a rate may follow, and the rule in the report's words."""
    if case.rate.denominator is not None:
        return [PLAIN], case.rate.note
    stated = _stated(case)
    if stated is not None and stated.variables <= case.numbers.keys():
        if case.rate.rule in misread:
            return [], ""
        return [stated, *_unsaid(case, stated)], case.rate.rule
    if stated is not None or not followed:
        return [], ""
    natural = [formula for _, formula in _natural(case)]
    return (natural if followed == "plain" else natural[::-1]), ""


def _fits(case: Case, formula: Formula, values: Mapping[str, Decimal] | None = None) -> bool:
    values = case.values if values is None else values
    if not formula.variables <= values.keys():
        return False
    result = formula.compute(values)
    return result is not None and rounds_to(result, case.printed)


def _other_unit(case: Case, formulas: Sequence[Formula]) -> Check | None:
    """The finding that a rate follows only where the units printed beside the numbers are left aside."""
    if any(_fits(case, formula) for formula in formulas):
        return None
    fitting = next((formula for formula in formulas if _fits(case, formula, case.numbers)), None)
    if fitting is None or not any(case.numbers[name] for name in fitting.variables):
        return None
    units = list(dict.fromkeys(case.cells[name].unit for name in sorted(fitting.variables) if name in case.cells))
    if len(units) < 2:
        return None
    return _finding(
        case,
        f"{fitting.written(case.numbers)} = {plain(fitting.compute(case.numbers) or Decimal(0), 2)}",
        case.rate.text,
        "error",
        f"{named(case.rate)}の単位が{'と'.join(f'「{unit}」' for unit in units)}に分かれていますが、"
        f"記載の{_word(case)}{case.rate.text}は同じ単位のときだけ成り立ちます。",
        f"The units {' and '.join(units)} differ, but the printed rate {case.rate.text} only follows if they are one.",
        kind="unit",
    )


def _checked(case: Case, formulas: Sequence[Formula], said: str, rules: Stated) -> Check:
    if rules.zero and case.falls and _is_worse(case):
        return _zero(case)
    fitting = next((formula for formula in formulas if _fits(case, formula)), None)
    if fitting is not None:
        return passed(case.rate.measure, case.rate, _shown(case, fitting))
    return _missed(case, formulas, said)


def _is_worse(case: Case) -> bool:
    return "baseline" in case.values and case.values["actual"] > case.values["baseline"]


def _zero(case: Case) -> Check:
    formula = f"{plain(case.values['actual'])} > {plain(case.values['baseline'])} → 0"
    if case.printed == 0:
        return passed(case.rate.measure, case.rate, formula)
    return _finding(
        case,
        formula,
        "0",
        "error",
        f"{named(case.rate)}の{_word(case)}は{case.rate.text}と記載されていますが、実績値が策定時を上回っているため、"
        "資料の決まりでは0%です。",
        f"The printed rate {case.rate.text} should be 0 % by the report's rule: the actual is worse than the base.",
    )


def _missed(case: Case, formulas: Sequence[Formula], said: str) -> Check:
    known = [formula for formula in formulas if formula.variables <= case.values.keys()]
    results = [(formula, formula.compute(case.values)) for formula in known]
    computed = [(formula, to_decimal(result)) for formula, result in results if result is not None]
    if not computed:
        return passed(case.rate.measure, case.rate)
    formula, result = min(computed, key=lambda pair: abs(pair[1] - case.printed))
    places = places_of(case.printed)
    shown, recomputed = _shown(case, formula), f"{plain(result, places)}%"
    word = _word(case)
    if any(_explained(case, one) for one, _ in computed):
        if any(_coarse(figure) for figure in case.cells.values()):
            return passed(case.rate.measure, case.rate, shown)
        return _finding(
            case,
            shown,
            recomputed,
            "note",
            f"{named(case.rate)}の{word}は{case.rate.text}と記載され、記載の値から計算すると{recomputed}です"
            "（端数処理前の値によるものと考えられます）。",
            f"The rate is printed as {case.rate.text}; the printed values give {recomputed}, which rounding explains.",
        )
    if case.printed in (0, 100) and any((result - case.printed) * (case.printed - 50) > 0 for _, result in computed):
        return _finding(
            case,
            shown,
            recomputed,
            "note",
            f"{named(case.rate)}の{word}は{case.rate.text}と記載され、計算すると{recomputed}です"
            "（上限または下限を設けた記載と考えられます）。",
            f"The rate is printed as {case.rate.text}; the printed values give {recomputed}, beyond that limit.",
        )
    by = f"資料の算式（{said}）" if said else "他の指標と同じ算式"
    return _finding(
        case,
        shown,
        recomputed,
        "error",
        f"{named(case.rate)}の{word}は{case.rate.text}と記載されていますが、{by}で計算すると{recomputed}です。",
        f"The rate is printed as {case.rate.text}, but the report's own rule gives {recomputed}.",
    )


def _finding(
    case: Case, formula: str, recomputed: str, severity: Severity, message: str, english: str, *, kind: str = ""
) -> Check:
    places = tuple(cell_place(figure) for figure in dict.fromkeys([case.rate, *case.cells.values()]))
    return Check(
        kind or case.rate.measure,
        case.rate.figure_id,
        case.rate.text,
        recomputed,
        formula,
        False,
        severity,
        message,
        english,
        places,
    )


def _word(case: Case) -> str:
    period = f"{case.rate.period}の" if case.rate.period else ""
    return period + ("進捗率" if case.rate.measure == "progress" else "達成率")


def _shown(case: Case, formula: Formula) -> str:
    result = formula.compute(case.values)
    if result is None:
        return formula.written(case.values)
    return f"{formula.written(case.values)} = {plain(result, max(2, places_of(case.printed) + 1))}"


def _explained(case: Case, formula: Formula) -> bool:
    """Whether rounding of the measured values explains the difference: they were printed less exactly than known."""
    ranges = []
    for name in formula.variables:
        half = Decimal(0)
        figure = case.cells.get(name)
        if name != "target" and figure is not None:
            half = _half(figure, case.values[name])
        ranges.append([(name, case.values[name] - half), (name, case.values[name] + half)])
    corners = [formula.compute(dict(corner)) for corner in product(*ranges)]
    numbers = [to_decimal(corner) for corner in corners if corner is not None]
    if not numbers or len(numbers) < len(corners):
        return False
    step = Decimal(1).scaleb(-places_of(case.printed))
    low = min(numbers).quantize(step, ROUND_DOWN)
    return (
        min(low, min(numbers).quantize(step, ROUND_HALF_UP))
        <= case.printed
        <= max(numbers).quantize(step, ROUND_HALF_UP)
    )


def _half(figure: Figure, value: Decimal) -> Decimal:
    """Half of the last printed place of a measured value; nothing for what is counted one by one."""
    if figure.value is None or is_counted(figure.unit, figure.value):
        return Decimal(0)
    size = value / figure.value if figure.value else Decimal(1)
    step = Decimal(1000) if _coarse(figure) else Decimal(1).scaleb(-places_of(figure.value))
    return step * size / 2


def _coarse(figure: Figure) -> bool:
    """Whether a value is printed in mixed size words with whole thousands: 27兆9千億."""
    return "千" in figure.text and figure.unit[:1] in ("億", "万") and bool(figure.value) and figure.value is not None
