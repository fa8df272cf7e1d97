"""Whether and with what to answer: figures, excerpts, a question back, or that the reports do not say."""

import re
from collections.abc import Callable, Iterable, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Literal

from assistant.ambiguity import also_meant, in_field, of_field
from assistant.answer import Status
from assistant.arithmetic import Calculation, Formula, between, calculate, gap
from assistant.candidate import Candidate
from assistant.evidence import Evidence
from assistant.judging.reason import is_reason
from assistant.judging.standing import asks_standing
from assistant.judging.verdict import Verdict, judge
from assistant.lists.listing import Listing
from assistant.lists.ranking import Selection, listed_figures
from assistant.lists.tally import tally
from assistant.quoting.excerpt import Excerpt
from assistant.quoting.expected import can_tell, expected_of
from assistant.quoting.nearby import quantities_near
from assistant.understanding.assertion import judge_in_text
from assistant.understanding.beside import beside
from assistant.understanding.declining import asks_value, is_estimate, wants_own_forecast
from assistant.understanding.operator import (
    asks_amount,
    asks_average,
    asks_share,
    asks_sum,
    asks_to_target,
    names_operator,
    names_target,
    proportion_in,
)
from assistant.understanding.portion import tells_part
from assistant.understanding.premise import Premise
from assistant.understanding.question import Question, relative_year
from assistant.understanding.term import TOPIC
from index.figure import Figure, Measure
from index.markup import comparable
from index.period import Period, find_periods
from index.text import clean
from index.tokens import tokenize
from index.value import read_value

Reason = Literal["", "topic", "period", "measure", "constraint", "declined", "selection"]

# An excerpt answers when it meets this share of the question's weight; one that must hold a number, more.
_EXCERPT = 0.6
_NUMBER_EXCERPT = 0.7
_NEAR_COVERAGE = 0.06
_COUNTED = re.compile(r"人数|者数|件数|\bnumbers?\b|how many", re.IGNORECASE)
_WHOLE = re.compile(r"(?:総|合)?(?:数|計|額)|全体|")
_WIDER = re.compile(r"全国|国内平均|全国平均|national", re.IGNORECASE)
_CLEARLY_NAMED = 0.25
_BETTER_NAMED = 0.1
_CLEARLY_MEANT, _PARTLY_NAMED = 0.7, 0.2
MOST_CHOICES = 6


@dataclass(frozen=True, slots=True)
class Choice:
    """An indicator with the figures to show, the asked ones first."""

    candidate: Candidate
    figures: tuple[Figure, ...]
    asked: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Decision:
    """What to answer.

    `reason` says why not; `missing` names what the reports lack; `nearest` is shown in its place. `listing` and
    `selection` are set where the choices are a list, `calculation` where arithmetic over the choices was asked for,
    `verdict` where the question asserts something that the choices deny or bear out. With `standing` the choices are
    rows whose own words are said, and `reasons` what running text says of why they stand so. `parts` are the
    things asked in turn, each with a decision of its own.
    """

    status: Status
    choices: tuple[Choice, ...] = ()
    excerpts: tuple[Excerpt, ...] = ()
    reason: Reason = ""
    missing: tuple[str, ...] = ()
    nearest: tuple[Figure, ...] = ()
    listing: Listing | None = None
    selection: Selection | None = None
    calculation: Calculation | None = None
    more: tuple[Choice, ...] = ()
    verdict: Verdict | None = None
    standing: bool = False
    reasons: tuple[Excerpt, ...] = ()
    parts: tuple[tuple[Question, "Decision"], ...] = ()


Rule = Callable[[Question, Evidence], Decision | None]


def decide(question: Question, evidence: Evidence) -> Decision:
    """The first rule that has an answer decides; the last one always has."""
    rules: tuple[Rule, ...] = (
        _declined,
        _listed,
        _premised,
        _told,
        _stood,
        _unlisted,
        _explained,
        _tallied,
        _by_figures,
        _by_excerpts,
    )
    for rule in rules:
        decision = rule(question, evidence)
        if decision is not None:
            return decision
    return _nothing(question, evidence)


def _declined(question: Question, evidence: Evidence) -> Decision | None:
    """Opinions, forecasts and blame are in no report, nor what an instruction says; what is printed beside is given."""
    if not question.refusals:
        return None
    if "meta" in question.refusals:
        return Decision("not_found", reason="declined")
    if asks_value(question) or _printed_ahead(question, evidence) or _selects_printed(question, evidence):
        return None
    return Decision("not_found", reason="declined", nearest=_nearest(question, evidence))


def _selects_printed(question: Question, evidence: Evidence) -> bool:
    """Whether what sounds like a forecast is how a grade is said: which will not meet their target (△)?"""
    listing, selection = evidence.listing, evidence.selection
    if set(question.refusals) != {"forecast"} or listing is None or selection is None:
        return False
    return listing.measure == "grade" and bool(listing.criteria and selection.rows)


def _printed_ahead(question: Question, evidence: Evidence) -> bool:
    """Whether what sounds like a forecast is what a report prints as expected (3月末見込)."""
    if set(question.refusals) != {"forecast"} or not evidence.candidates or wants_own_forecast(question.text):
        return False
    meant = _meant(question, evidence.candidates)[0]
    return any(is_estimate(figure) for figure in _in_period(question, meant))


def _premised(question: Question, evidence: Evidence) -> Decision | None:
    """What the question takes for granted and the cells deny; what they bear out, where nothing else is asked."""
    if evidence.claimed is None or not evidence.claimed[1]:
        return None
    premise, claimed = evidence.claimed
    meant = _of_scope(premise.rest, _meant(premise.rest, claimed))
    sure = all(_clearly_meant(question, one) for one in meant)
    if not sure and not premise.values and not premise.grades:
        return None  # a trend or a target reached holds of what is named whole
    verdicts: list[_Judged] = []
    subject_of = _subjects(meant)
    for subject in dict.fromkeys((subject_of(one), one.indicator.report) for one in meant):
        own = [one for one in meant if (subject_of(one), one.indicator.report) == subject]
        verdict = judge(premise, [figure for one in own for figure in one.figures])
        if verdict is not None:
            verdicts.append((verdict, own, subject))
    verdicts = _of_one_thing(premise, meant, verdicts)
    if not verdicts:
        return None
    # One report that bears it out is enough.
    verdict, own, _ = min(verdicts, key=lambda found: found[0].denied)
    if not verdict.denied and premise.asks:
        return None
    if verdict.denied and _borne_out_aside(premise, [one for one in claimed if one not in meant], own):
        return None
    choices = [
        Choice(one, one.figures, asked)
        for one in own
        if (asked := tuple(figure for figure in verdict.figures if figure in one.figures))
    ]
    return Decision("answered", choices=tuple(choices), verdict=verdict) if choices else None


def _told(question: Question, evidence: Evidence) -> Decision | None:
    """What running text says of a number that the question asserts and that no cell of the thing meant is like."""
    if evidence.claimed is None or not (evidence.claimed[0].values or evidence.claimed[0].trend):
        return None
    premise, claimed = evidence.claimed
    names = [clean(one.indicator.name) for one in evidence.candidates]
    if any(said.text in name for said in premise.values for name in names if name in question.text):
        return None  # a number of a name asserts nothing
    # The row of an indicator is its cells' business.
    rows = {(figure.report, figure.line) for one in claimed if one.indicator.kind == "kpi" for figure in one.figures}
    excerpts = [one for one in evidence.find_told() if (one.report, one.line_start) not in rows]
    found = judge_in_text(premise, excerpts)
    if found is None or (premise.asks and not found[0].denied):
        return None
    return Decision("answered", excerpts=(found[1],), verdict=found[0])


_Judged = tuple[Verdict, list[Candidate], tuple[str, str]]


def _of_one_thing(premise: Premise, meant: Sequence[Candidate], verdicts: Sequence[_Judged]) -> list[_Judged]:
    """The verdicts on the one thing that is meant; none where it is not told which of several is."""
    lead = _named_best(meant) if not premise.values else set[str]()
    if lead:
        return [found for found in verdicts if found[2][0] in lead]
    if len(_grouped(meant)) <= 1:
        return list(verdicts)
    # Of several things that may be meant, the one that prints what is said is.
    told = [found for found in verdicts if not found[0].denied] or [found for found in verdicts if found[0].printed]
    return told if len({subject for _, _, (subject, _) in told}) == 1 else []


def _named_best(candidates: Sequence[Candidate]) -> set[str]:
    """The one thing of several whose name the question says clearly better than those of the others; else none."""
    subject_of = _subjects(candidates)
    said: dict[str, float] = {}
    for one in candidates:
        said[subject_of(one)] = max(said.get(subject_of(one), 0.0), one.link.specificity)
    ranked = sorted(said.values(), reverse=True)
    if len(ranked) < 2 or ranked[0] < ranked[1] + _BETTER_NAMED:
        return set()
    return {subject for subject, share in said.items() if share == ranked[0]}


def _borne_out_aside(premise: Premise, others: Sequence[Candidate], own: Sequence[Candidate]) -> bool:
    """Whether another scope of the same thing prints what is said, and the question names neither scope."""
    name, scopes = _name(own[0]), [one.indicator.scope for one in own]
    if any(scope and scope not in own[0].indicator.name and scope in premise.rest.text for scope in scopes):
        return False
    found = [judge(premise, one.figures) for one in others if _name(one) == name]
    return any(verdict is not None and not verdict.denied for verdict in found)


def _of_scope(question: Question, candidates: list[Candidate]) -> list[Candidate]:
    """Those of the scope that the question names; else those of no wider scope than the report's own (全国)."""
    named = [one for one in candidates if one.indicator.scope and _names_scope(question, one.indicator.scope)]
    own = [one for one in candidates if not _WIDER.search(one.indicator.scope)]
    whole = [one for one in own if _WHOLE.fullmatch(one.indicator.scope)] if len(own) > 1 else []
    return named or whole or own or candidates


def _clearly_meant(question: Question, candidate: Candidate) -> bool:
    link = candidate.link
    states = ("actual", "value", "baseline", "target")
    rate = any(figure.unit in ("%", "％") for figure in candidate.figures if figure.measure in states)
    counted = _COUNTED.search(question.text) and rate
    named = (link.head or link.specificity >= _PARTLY_NAMED) and not counted
    # aged 25 to 34 narrows, and is held against the name on its own.
    narrowing = " ".join(qualifier.value for qualifier in question.qualifiers)
    unmet = [term for term in link.unmet if term.weight >= TOPIC and term.text not in narrowing]
    return link.coverage >= _CLEARLY_MEANT and named and not unmet


def _stood(question: Question, evidence: Evidence) -> Decision | None:
    """How the one row stands that a question asks the reasons, the course or the substitute of, in its own words."""
    explains = question.operation == "explain"
    if question.operation == "define" or (not explains and not asks_standing(question.text)):
        return None
    if set(question.measures) & {"budget", "general_fund", "full_cost", "staff"}:
        return None
    rows = evidence.find_rows()
    subject_of = _subjects(rows)
    lead = _named_best(rows)
    rows = tuple(row for row in rows if not lead or subject_of(row) in lead)
    if len({(subject_of(row), row.indicator.report) for row in rows}) != 1:
        return None
    row = rows[0]
    graded = evidence.claimed is not None and evidence.claimed[0].grades
    if graded and not any(figure.measure == "grade" for figure in row.figures):
        return None
    told = is_reason(_said_beside(row))
    found = () if told else evidence.find_reasons(row)
    if not explains and not told and not found:
        return None
    dated = _in_period(question, row) or list(row.figures)
    wanted: tuple[Measure, ...] = ("grade", "actual", "target", "interim_target")
    asked = tuple(figure for measure in wanted for figure in dated if figure.measure == measure)
    if not asked:
        return None
    distance = gap(
        _latest(dated, ("actual", "value")),
        (_latest(dated, ("interim_target",)) if question.periods else None) or _latest(row.figures, ("target",)),
        _latest(row.figures, ("baseline",)),
    )
    return Decision(
        "answered",
        choices=(Choice(row, row.figures, asked),),
        calculation=distance,
        standing=True,
        reasons=found[:2],
    )


def _said_beside(row: Candidate) -> str:
    return max((figure.remark for figure in row.figures), key=len, default="")


def _by_year(question: Question, evidence: Evidence) -> Decision | None:
    """The year in which the one thing that is meant was highest (or lowest), among its own figures in one unit."""
    listing = evidence.listing
    if listing is None or not listing.yearly or listing.order is None or not evidence.candidates:
        return None
    meant = _meant(question, evidence.candidates)
    choices: list[Choice] = []
    for candidate in meant:
        wanted = question.measures or ("actual", "value", "baseline", "budget")
        dated = [one for one in candidate.figures if one.measure in wanted and one.year and one.value is not None]
        if len({one.year for one in dated}) < 2 or len({one.unit for one in dated}) != 1:
            continue
        values = [one.value for one in dated if one.value is not None]
        best = min(values) if listing.order.lowest else max(values)
        choices.append(Choice(candidate, candidate.figures, tuple(one for one in dated if one.value == best)))
    return Decision("answered", choices=tuple(choices)) if choices and len(_grouped(meant)) == 1 else None


def _listed(question: Question, evidence: Evidence) -> Decision | None:
    """A list or rank is the complete set, or nothing."""
    listing, selection = evidence.listing, evidence.selection
    if listing is None or selection is None:
        return None
    choices = [
        Choice(row.candidate, figures, figures) for row in selection.rows if (figures := listed_figures(listing, row))
    ]
    if choices:
        # The sum or mean of a complete list is worked out over what the list is about.
        summed = asks_sum(question.text) or asks_average(question.text)
        operands = [choice.asked[0] for choice in choices] if summed else []
        calculation = calculate(question, operands, _without_names(question.text, choices)) if summed else None
        return Decision(
            "answered", choices=tuple(choices), listing=listing, selection=selection, calculation=calculation
        )
    return None


def _unlisted(question: Question, evidence: Evidence) -> Decision | None:
    """That no row meets a list's condition; the year in which one thing was highest, which is no list."""
    listing, selection = evidence.listing, evidence.selection
    if listing is None or selection is None:
        return _by_year(question, evidence)
    return Decision("not_found", reason="selection") if selection.judged and listing.criteria else None


def _explained(question: Question, evidence: Evidence) -> Decision | None:
    """Why, how and where are answered in the reports' own words: those of the indicator's row, else an excerpt's."""
    if question.operation == "explain":
        return _by_row(question, evidence) or _by_excerpts(question, evidence)
    if question.operation == "define":
        told = (
            _rate_explained(question, evidence) or _by_excerpts(question, evidence) or _by_figures(question, evidence)
        )
        return told if told is not None and told.status != "clarify" else _nothing(question, evidence)
    if question.operation == "describe":
        dated = _by_figures(question, evidence) if _asks_year_of_measure(question) else None
        return dated if dated is not None and dated.status == "answered" else _by_excerpts(question, evidence)
    return None


def _asks_year_of_measure(question: Question) -> bool:
    """Whether only the year of a base, a value or a target is asked for, which stands with its figure."""
    dated = {"baseline", "target", "interim_target"} & set(question.measures)
    return bool(dated) and expected_of(question.text).kinds == {"date"} and not question.asks_number


def _rate_explained(question: Question, evidence: Evidence) -> Decision | None:
    """How an indicator's rate comes about: the figures that it is of, and what its report says of such rates."""
    rates = _RATES & set(question.measures)
    graded = [candidate for candidate in evidence.candidates if any(candidate.measured(rate) for rate in rates)]
    if not graded:
        return None
    # A rate that the question prints says which one it is.
    printed = [
        one for one in graded if any(_prints(question, figure) for rate in rates for figure in one.measured(rate))
    ]
    meant = _meant(question, printed or graded)
    choices = [Choice(one, one.figures, tuple(f for f in one.figures if f.measure in _RATED)) for one in meant]
    if len(_grouped(meant)) != 1:
        return None
    said = [excerpt for excerpt in evidence.methods if excerpt.report == meant[0].indicator.report]
    return Decision("answered", choices=tuple(choices), excerpts=tuple(said[:1]))


def _prints(question: Question, figure: Figure) -> bool:
    return figure.value is not None and clean(figure.text).rstrip("%") in question.text


_RATES: frozenset[Measure] = frozenset({"progress", "achievement"})
_RATED: frozenset[Measure] = _RATES | {"baseline", "actual", "interim_target", "target"}


def _by_row(question: Question, evidence: Evidence) -> Decision | None:
    """The row of the indicator whose grade or value is to be explained, where one is meant and its row says why."""
    graded = [c for c in evidence.candidates if any(one.measure == "grade" and one.remark for one in c.figures)]
    decision = _by_figures(question, replace(evidence, candidates=tuple(graded))) if graded else None
    return decision if decision is not None and decision.status == "answered" else None


def _by_figures(question: Question, evidence: Evidence) -> Decision | None:
    joint = _by_parts(question, evidence.parts) if evidence.parts else None
    if joint is not None:
        return joint
    if evidence.both is not None:
        return _by_both(question, evidence.both)
    if not evidence.candidates:
        return None
    meant = _meant(question, evidence.candidates)
    joined = _joined(question, meant, evidence.candidates)
    if joined is not None:
        return joined
    choices = [choice for candidate in meant if (choice := _choice(question, candidate)) is not None]
    told = [candidate for candidate in evidence.candidates if candidate.indicator.kind == "fact"]
    if not choices and told:
        # What the tables lack for this year, running text may tell.
        choices = [choice for one in _meant(question, told) if (choice := _choice(question, one)) is not None]
    choices = _told_apart(question, _of_unit(question, choices))
    if not choices or _blank(question, choices):
        return _dated_excerpt(question, evidence) or _not_printed(question, _nearest_first(question, [*meant, *told]))
    if not any(_counted(question, choice) for choice in choices):
        return None
    subject_of = _subjects([choice.candidate for choice in choices])
    groups = {subject_of(choice.candidate) for choice in choices}
    calculation = _calculation(question, choices)
    if calculation is None and (_wants_proportion(question, choices) or _wants_total(question, choices)):
        return _not_printed(question, [choice.candidate for choice in choices])
    if len(groups) == 1 or isinstance(calculation, Formula):
        return Decision("answered", choices=tuple(choices), calculation=calculation)
    return Decision("clarify", choices=tuple(choices[:MOST_CHOICES]), more=tuple(choices[MOST_CHOICES:]))


def _of_unit(question: Question, choices: list[Choice]) -> list[Choice]:
    """Of several things that may be meant, those printed in the unit that is asked for (何ポイント is of a rate)."""
    if not question.counter or len(_grouped([choice.candidate for choice in choices])) < 2:
        return choices
    return [
        choice for choice in choices if any(_in_unit(question.counter, figure) for figure in choice.asked)
    ] or choices


def _told_apart(question: Question, choices: Sequence[Choice]) -> list[Choice]:
    """Of what running text tells: in the unit asked for, numbers before their dates, of the scope that is asked for."""
    told = [choice for choice in choices if choice.candidate.indicator.kind == "fact"]
    tests: tuple[Callable[[Choice], bool], ...] = (
        lambda choice: not question.counter or any(_in_unit(question.counter, figure) for figure in choice.asked),
        lambda choice: any(figure.value is not None for figure in choice.asked),
        lambda choice: _names_scope(question, choice.candidate.indicator.scope),
    )
    for fits in tests:
        told = [choice for choice in told if fits(choice)] or told
    return [choice for choice in choices if choice.candidate.indicator.kind != "fact" or choice in told]


def _names_scope(question: Question, scope: str) -> bool:
    return any(len(part) >= 2 and part in question.text for part in re.split(r"[()（） ]", clean(scope)))


def _in_unit(counter: str, figure: Figure) -> bool:
    return bool(figure.unit) and _same_unit(counter, figure.unit)


def _blank(question: Question, choices: Sequence[Choice]) -> bool:
    """Whether every cell that was asked for prints a dash, and its row no word beside it that would say why."""
    asked = [figure for choice in choices for figure in choice.asked]
    named = bool(question.measures or question.periods)
    return named and not any(says_something(figure) or figure.remark for figure in asked)


def _by_both(question: Question, both: Sequence[Candidate]) -> Decision | None:
    """Both things that a question is about, or neither: half an answer looks like a whole one."""
    choices = [choice for candidate in both if (choice := _choice(question, candidate)) is not None]
    if len(choices) < 2:
        return None
    return Decision("answered", choices=tuple(choices), calculation=_calculation(question, choices))


def _by_parts(question: Question, parts: Sequence[tuple[Question, Evidence]]) -> Decision | None:
    """All the things that a question names, each answered as a question of its own, or none of them."""
    decisions = [_by_figures(part, evidence) for part, evidence in parts]
    if any(decision is None or decision.status != "answered" for decision in decisions):
        return None
    groups = [decision.choices for decision in decisions if decision is not None]
    if len({choice.candidate.indicator.id for group in groups for choice in group}) < sum(map(len, groups)):
        return None  # parts that mean the same thing are no parts
    asked = [(part, group) for (part, _), group in zip(parts, groups, strict=True)]
    return Decision(
        "answered",
        choices=tuple(choice for group in groups for choice in group),
        calculation=worked_out(question, asked),
    )


def worked_out(question: Question, parts: Sequence[tuple[Question, Sequence[Choice]]]) -> Calculation | None:
    """What the question asks to be worked out over its parts, of each of which one figure is meant."""
    operands = [_operand(part, choices) for part, choices in parts]
    known = [operand for operand in operands if operand is not None]
    one_subject = len(_grouped([choice.candidate for _, choices in parts for choice in choices])) == 1
    if one_subject and len(known) == 2 and asks_to_target(question.text) and known[1].measure == "target":
        base = next((_latest(choice.figures, ("baseline",)) for _, choices in parts for choice in choices), None)
        return gap(known[0], known[1], base)
    asking = _without_names(question.text, [choice for _, choices in parts for choice in choices])
    return calculate(question, known, asking, of_one=one_subject) if len(known) == len(operands) else None


_ARITHMETIC = frozenset({"compare", "filter"})


def _calculation(question: Question, choices: Sequence[Choice]) -> Calculation | None:
    """What the question asks to be worked out over the choices: within one, or over one figure of each."""
    # 利活用率 of what is 捕獲に占める by its name asks for no share.
    question = replace(question, text=_without_names(question.text, choices))
    amount = question.asks_number and asks_amount(question.text)
    worked_out = question.operation == "look_up" and (names_operator(question.text) or amount)
    if not (worked_out or question.operation in _ARITHMETIC) or len(choices) > MOST_CHOICES:
        return None
    if len(choices) == 1:
        return between(question, choices[0].figures, choices[0].asked)
    one_subject = len(_grouped([choice.candidate for choice in choices])) == 1
    operands = [operand for choice in choices if (operand := _operand(question, [choice])) is not None]
    return calculate(question, operands, of_one=one_subject) if len(operands) == len(choices) else None


def _wants_proportion(question: Question, choices: Sequence[Choice]) -> bool:
    """Whether a growth rate or a multiple is asked for that none of the choices prints as such."""
    if asks_share(question.text) and not any(figure.unit in ("%", "％") for c in choices for figure in c.figures):
        return True
    asked = comparable(proportion_in(_without_names(question.text, choices)))
    names = comparable(" ".join(f"{c.candidate.indicator.name} {c.candidate.indicator.scope}" for c in choices))
    return bool(asked) and asked not in names


_TOTALLED = re.compile("計|総|延べ|全体|トータル|total|sum|altogether", re.IGNORECASE)


def _wants_total(question: Question, choices: Sequence[Choice]) -> bool:
    """Whether a total is asked for over parts that a figure alone is not, of outcomes that are no total themselves."""
    if not asks_sum(_without_names(question.text, choices)) or len(choices) != 1 or question.periods:
        return False
    indicator, figures = choices[0].candidate.indicator, choices[0].asked
    said = " ".join((indicator.name, indicator.scope, *(f"{figure.period} {figure.text}" for figure in figures)))
    cumulative = any("cumulative" in figure.qualifiers for figure in figures)
    return indicator.kind == "kpi" and not cumulative and not _TOTALLED.search(said)


def _without_names(text: str, choices: Iterable[Choice]) -> str:
    for choice in choices:
        text = text.replace(clean(choice.candidate.indicator.name), "。")
    return text


def _joined(question: Question, meant: Sequence[Candidate], candidates: Sequence[Candidate]) -> Decision | None:
    """The distance to a target that one report prints, of an actual of the same thing that only another one does."""
    if not asks_to_target(question.text) or not names_target(question.text) or len(_grouped(meant)) != 1:
        return None
    subject_of = _subjects(candidates)
    same = [candidate for candidate in candidates if subject_of(candidate) == subject_of(meant[0])]
    aimed = [(one, _latest(one.figures, ("target",))) for one in same]
    reached = [(one, _reached(question, one, [target for _, target in aimed if target])) for one in same]
    if any(actual and target for (_, actual), (_, target) in zip(reached, aimed, strict=True)):
        return None
    choices = [Choice(one, one.figures, (figure,)) for one, figure in (*reached, *aimed) if figure is not None]
    actuals, targets = ({pair[1].value for pair in found if pair[1]} for found in (reached, aimed))
    if len(actuals) != 1 or len(targets) != 1:
        return None
    base = next((base for one in same if (base := _latest(one.figures, ("baseline",))) is not None), None)
    formula = gap(choices[0].asked[0], choices[-1].asked[0], base)
    return Decision("answered", choices=tuple(choices), calculation=formula) if formula is not None else None


def _reached(question: Question, candidate: Candidate, targets: Sequence[Figure]) -> Figure | None:
    """The actual of the year asked for; the latest one where that year is the target's."""
    found = _latest(_in_period(question, candidate), ("actual", "value"))
    if found is None and any(target.year in years_of(question, candidate) for target in targets):
        return _latest(candidate.figures, ("actual", "value"))
    return found


def _grouped(candidates: Sequence[Candidate]) -> set[str]:
    subject_of = _subjects(candidates)
    return {subject_of(candidate) for candidate in candidates}


def _latest(figures: Iterable[Figure], measures: Sequence[Measure]) -> Figure | None:
    fitting = [figure for figure in figures if figure.measure in measures and figure.value is not None]
    return max(fitting, key=lambda figure: figure.year or 0, default=None)


_OPERANDS: tuple[Measure, ...] = ("actual", "value", "budget", "baseline")


def _operand(question: Question, choices: Sequence[Choice]) -> Figure | None:
    """The one figure of a thing that arithmetic is about: of the measure asked for, else its latest value."""
    figures = [figure for choice in choices for figure in choice.asked]
    for measure in (*question.measures, *_OPERANDS):
        found = _latest(figures, (measure,))
        if found is not None:
            return found
    return None


def _counted(question: Question, choice: Choice) -> bool:
    """Whether a figure is in the unit asked for: 何機？ is not answered by a budget."""
    if not question.counter or question.measures:
        return True
    return any(
        _same_unit(question.counter, figure.unit)
        for figure in choice.figures
        if figure.measure not in ("progress", "grade") and figure.value is not None
    )


def _same_unit(counter: str, unit: str) -> bool:
    bare = unit.replace("名", "人").replace("％", "%")
    return (
        not bare
        or bare.endswith(counter)
        or counter in bare
        or (counter == "ポイント" and bare == "%")
        or counter == "倍"
    )


def _dated_excerpt(question: Question, evidence: Evidence) -> Decision | None:
    """What a report prints in running text for a year that the table lacks; the table's own rows have spoken.

    A year that the table prints for another measure is that measure's, in running text as well. Where running text is
    itself read into figures of the subject, it has spoken too.
    """
    if any(candidate.indicator.kind == "fact" for candidate in evidence.candidates):
        return None
    years = {period.year for period in question.periods if period.year is not None}
    months = _months(question)
    if not months and any(figure.year in years for candidate in evidence.candidates for figure in candidate.figures):
        return None
    if months:
        dated = [excerpt for excerpt in evidence.excerpts if months <= set(_MONTH.findall(clean(excerpt.text)))]
        return _by_excerpts(question, replace(evidence, find_excerpts=lambda: dated))
    if not years:
        return None
    # A row of another project is no running text of this one.
    tabled = [candidate for candidate in evidence.near if candidate.indicator.kind != "fact"]
    printed = [*evidence.candidates, *tabled]
    rows = {(figure.report, figure.line) for candidate in printed for figure in candidate.figures}
    others = [
        excerpt
        for excerpt in evidence.excerpts
        if not any((excerpt.report, line) in rows for line in range(excerpt.line_start, excerpt.line_end + 1))
        and (not question.asks_number or years & _years_said(excerpt.text))
    ]
    return _by_excerpts(question, replace(evidence, find_excerpts=lambda: others)) or _told_of(
        question, evidence, others
    )


def _told_of(question: Question, evidence: Evidence, excerpts: Sequence[Excerpt]) -> Decision | None:
    """What running text of the same report says of an indicator by its name and of every year asked for."""
    years = {period.year for period in question.periods if period.year is not None}
    names = {
        (one.indicator.report, _NAME_BRACKETS.sub("", _name(one))) for one in _meant(question, evidence.candidates)
    }
    told = [
        excerpt
        for excerpt in excerpts
        if any(excerpt.report == report and name in comparable(excerpt.text) for report, name in names)
        and years <= _years_said(excerpt.text)
    ]
    return Decision("answered", excerpts=tuple(told[:1])) if told else None


def _years_said(text: str) -> set[int]:
    return {period.year for _, _, period in find_periods(text) if period.year is not None}


_NAME_BRACKETS = re.compile(r"[(（][^()（）]*[)）]")


def _meant(question: Question, candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates that fit as well as the best one.

    An indicator whose own name the question says clearly better than the others' is meant alone (in each report).
    """
    of_kind = _of_one_kind(question, candidates)
    if of_field(question):
        return in_field(of_kind)
    pool = _named_whole(question, of_kind) or of_kind
    best = max(candidate.link.coverage for candidate in pool)
    near = [candidate for candidate in pool if candidate.link.coverage >= best - _NEAR_COVERAGE]
    named = max(candidate.link.specificity for candidate in near)
    clear = [candidate for candidate in near if candidate.link.specificity >= named - _CLEARLY_NAMED]
    subject_of = _subjects(pool)
    leaders = {subject_of(candidate) for candidate in clear}
    # The same subject in another report is another figure, and shown beside.
    meant = [
        candidate
        for candidate in pool
        if candidate in clear or (subject_of(candidate) in leaders and candidate in near)
    ]
    return _with_whole(question, [*meant, *also_meant(question, meant, of_kind)], candidates)


def _with_whole(question: Question, meant: list[Candidate], candidates: Sequence[Candidate]) -> list[Candidate]:
    """Where a budget and a part of it are asked for, the whole first, and every part that the question names."""
    parts = {(one.indicator.report, _name(one)) for one in meant if one.indicator.scope}
    if "budget" not in question.measures or not parts:
        return meant
    same = [one for one in candidates if one not in meant and (one.indicator.report, _name(one)) in parts]
    whole = [one for one in same if not one.indicator.scope]
    named = [one for one in same if one.indicator.scope and _names_source(question, one.indicator.scope)]
    return [*whole, *meant, *named]


def _names_source(question: Question, scope: str) -> bool:
    """Whether the question names where a part of a budget comes from: 国から is 国庫支出金."""
    source = clean(scope).split()[-1]
    lone = source[:1] in "国県" and re.search(rf"{source[0]}(?:[・、と]|から|の(?:負担|補助|お金))", question.text)
    return bool(lone) or any(len(word) >= 2 and word in question.text for word in tokenize(source))


def _named_whole(question: Question, candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates whose whole name the question prints, those that say no more than part of another's left out.

    One that prints the same subject's name otherwise, with its unit for example, is of that name as well.
    """
    asked = comparable(question.text).lower()
    names = {name for candidate in candidates if (name := _name(candidate).lower()) in asked}
    longest = {name for name in names if not any(name != other and name in other for other in names)}
    subject_of = _subjects(candidates)
    meant = {subject_of(candidate) for candidate in candidates if _name(candidate).lower() in longest}
    return [candidate for candidate in candidates if subject_of(candidate) in meant]


def _of_one_kind(question: Question, candidates: Sequence[Candidate]) -> list[Candidate]:
    """Outcomes before costs where no measure is asked for: 進捗は？ means the indicator, not a budget named like it."""
    if question.measures:
        wanted = set(question.measures)
        own = [
            c
            for c in candidates
            if {figure.measure for figure in c.figures} & _standing(wanted, c) or c.named & wanted or c.column_asked
        ]
        return own or list(candidates)
    outcomes = [c for c in candidates if c.indicator.kind == "kpi"]
    subject_of = _subjects(candidates)
    measured = {subject_of(c) for c in outcomes}
    # Where running text or another report's table repeats an indicator, it says more of it.
    outcomes = [
        c for c in candidates if c in outcomes or (c.indicator.kind in ("fact", "table") and subject_of(c) in measured)
    ]
    best = max(c.link.coverage for c in candidates)
    return (
        outcomes if outcomes and max(c.link.coverage for c in outcomes) >= best - _NEAR_COVERAGE else list(candidates)
    )


def _standing(wanted: Set[Measure], candidate: Candidate) -> Set[Measure]:
    """The measures wanted, and the dated base of an indicator that prints no actual."""
    stands_in = "actual" in wanted and candidate.indicator.kind == "kpi" and not candidate.measured("actual")
    return wanted | {"baseline"} if stands_in else wanted


def _subjects(candidates: Iterable[Candidate]) -> Callable[[Candidate], str]:
    """What each candidate is of: the same for equal names, and for those that are of one series however printed."""
    first: dict[str, str] = {}
    known: dict[str, str] = {}
    for candidate in candidates:
        name = _name(candidate)
        for figure in candidate.figures:
            if figure.series:
                known.setdefault(name, first.setdefault(figure.series, name))
    return lambda candidate: known.get(_name(candidate), _name(candidate))


def _name(candidate: Candidate) -> str:
    return comparable(candidate.indicator.name)


def _choice(question: Question, candidate: Candidate) -> Choice | None:
    """The candidate's figures for the question, or None where it does not print what is asked."""
    dated = asked = _in_period(question, candidate)
    if question.measures:
        dated, asked = asked, [figure for figure in asked if figure.measure in _measures(question, candidate)]
        asked = asked or beside(question.text, question.measures, dated, candidate.figures)
        asked.sort(key=lambda figure: figure.measure not in question.measures)  # what stands in for it comes after it
    if not asked and question.operation == "compare":
        # What it is compared with is of another year than the one asked for.
        asked = [figure for figure in dated if figure.measure in _COMPARED]
    if not asked:
        return None
    return Choice(candidate, candidate.figures, (*asked, *_undated(question, candidate, asked)))


def _undated(question: Question, candidate: Candidate, asked: Sequence[Figure]) -> list[Figure]:
    """The latest figure of each measure that the years asked for say nothing of, beside those of the years."""
    lacking = [one for one in question.undated if not any(figure.measure == one for figure in asked)]
    found = (_latest(candidate.figures, sorted(_standing({one}, candidate))) for one in lacking)
    return [figure for figure in found if figure is not None and figure not in asked]


_COMPARED: frozenset[Measure] = frozenset({"actual", "value", "baseline", "target", "interim_target"})


def _measures(question: Question, candidate: Candidate) -> frozenset[Measure]:
    """The asked measures; where an indicator prints no actual at all, its dated base is its latest value."""
    wanted = set(question.measures)
    if "actual" in wanted and not candidate.measured("actual"):
        wanted.add("baseline")
    if "target" in wanted and (question.periods or question.relative):
        wanted.add("interim_target")  # of the year asked for
    if "budget" in wanted:
        wanted.add("carry_over")
    if not any(figure.measure in question.measures for figure in candidate.figures) and candidate.says(wanted):
        wanted.add("value")
    if "progress" in wanted and not candidate.measured("progress"):
        wanted |= {"actual", "target"}
    if candidate.indicator.kind == "fact" or candidate.column_asked:
        wanted.add("value")
    return frozenset(wanted)


def _in_period(question: Question, candidate: Candidate) -> list[Figure]:
    """The figures of the years asked for; a figure whose cell prints no year stands for no particular one."""
    years = years_of(question, candidate)
    months = _months(question)
    if months:
        return [figure for figure in candidate.figures if _is_of_months(question, figure, months)]
    if not years:
        return list(candidate.figures)
    if candidate.row_year in years:
        return list(candidate.figures)
    dated = [figure for figure in candidate.figures if _is_of(figure, years, question) or _of_heading(figure) & years]
    # A rate is of the actual's year, although its cell does not say so.
    actual = any(figure.measure == "actual" for figure in dated)
    return [
        figure
        for figure in candidate.figures
        if figure in dated or (actual and figure.measure in ("progress", "achievement") and figure.year is None)
    ]


def _is_of_months(question: Question, figure: Figure, months: Set[str]) -> bool:
    """Whether a figure is of a month asked for; one with a year is of that year's."""
    dated = [period for period in question.periods if _is_month(period.start, period.end)]
    if dated:
        return _is_month(figure.start, figure.end) and any(_overlap(figure, period) for period in dated)
    return bool(months & _months_of(figure))


def _is_of(figure: Figure, years: Set[int], question: Question) -> bool:
    """Whether a figure is of the years asked for; where a month is asked for too, or of a table's month, of that.

    A table's 2020年3月 is of fiscal 2019, not of fiscal 2020; another row's month-end is printed for its year.
    """
    asked = [period for period in question.periods if period.year is not None]
    if not _is_month(figure.start, figure.end):
        return figure.year in years
    months = [period for period in asked if _is_month(period.start, period.end)]
    if months:
        return any(_overlap(figure, period) for period in months)
    fiscal = [period for period in asked if period.basis == "fiscal"]
    if figure.kind == "table" and fiscal:
        return any(_overlap(figure, period) for period in fiscal)
    return figure.year in years


def _is_month(start: date | None, end: date | None) -> bool:
    return start is not None and end is not None and (end - start).days < _MONTH_DAYS


def _overlap(figure: Figure, period: Period) -> bool:
    if figure.start is None or figure.end is None or period.start is None or period.end is None:
        return False
    return figure.start <= period.end and period.start <= figure.end


_MONTH_DAYS = 31
_MONTH = re.compile(r"\d{1,2}月")


def _months(question: Question) -> set[str]:
    """Months that a question names: the value of 12月末 is not that of the year's end."""
    undated = [period.text for period in question.periods if period.year is None or _is_month(period.start, period.end)]
    return {month for text in undated for month in _MONTH.findall(clean(text))}


def _months_of(figure: Figure) -> set[str]:
    """The months of a figure: as its period prints them, or R7.7's 7月."""
    own = {f"{figure.start.month}月"} if figure.start is not None and _is_month(figure.start, figure.end) else set()
    return own | set(_MONTH.findall(figure.period))


@lru_cache(maxsize=4096)
def _heading_years(section: str) -> frozenset[int]:
    return frozenset(
        period.year for _, _, period in find_periods(section) if period.basis == "fiscal" and period.year is not None
    )


def _of_heading(figure: Figure) -> frozenset[int]:
    """The year of an actual or grade whose column prints none (3月末見込): the one year that its heading names."""
    if figure.year is not None or figure.measure not in ("actual", "grade"):
        return frozenset()
    years = _heading_years(figure.section)
    return years if len(years) == 1 else frozenset()


def years_of(question: Question, candidate: Candidate) -> set[int]:
    """The years that a question names, its relative ones counted from the day that the candidate's report holds."""
    years = {period.year for period in question.periods if period.year is not None}
    if candidate.as_of is not None:
        relative = (relative_year(kind, candidate.as_of) for kind in question.relative)
        years |= {year for year in relative if year is not None}
    return years


def _nearest_first(question: Question, candidates: Sequence[Candidate]) -> list[Candidate]:
    """By how near their years are to those asked for; as given where none is."""
    asked = [period.year for period in question.periods if period.year is not None]

    def apart(candidate: Candidate) -> int:
        years = [figure.year for figure in candidate.figures if figure.year is not None]
        return min((abs(year - wanted) for year in years for wanted in asked), default=0)

    return sorted(dict.fromkeys(candidates), key=apart)


def _not_printed(question: Question, candidates: Sequence[Candidate]) -> Decision:
    shown = candidates[:2]
    reason: Reason = "period" if question.periods else "measure"
    missing = tuple(period.text for period in question.periods)
    return Decision("not_found", reason=reason, missing=missing, nearest=tuple(_near_figures(question, shown)))


def _tallied(question: Question, evidence: Evidence) -> Decision | None:
    """A sum over the numbers of one passage for the parts that a question names, where the figures give none."""
    if not asks_sum(question.text) or evidence.listing is not None:
        return None
    decision = _by_figures(question, evidence)
    if decision is not None and decision.calculation is not None:
        return decision
    for excerpt in evidence.excerpts[:_TALLIED]:
        formula = tally(question, excerpt) if excerpt.coverage >= _EXCERPT else None
        if formula is not None:
            return Decision("answered", excerpts=(excerpt,), calculation=formula)
    return None


_TALLIED = 3


def _by_excerpts(question: Question, evidence: Evidence) -> Decision | None:
    """Excerpts that cover the topic; a list is never answered by one of its rows."""
    yearly = evidence.listing is not None and evidence.listing.yearly
    listed = question.operation == "filter" and (question.measures or not question.counter)
    if (question.operation == "rank" and not yearly) or listed:
        return None
    numeric = _wants_number(question)
    least = _NUMBER_EXCERPT if numeric else _EXCERPT
    fitting = [
        excerpt
        for excerpt in evidence.excerpts[: 1 if yearly else None]
        if excerpt.coverage >= least
        and (not numeric or _holds_number(question, excerpt))
        and tells_part(question, excerpt.text)
        and (not yearly or _is_series(excerpt))
        and can_tell(question, excerpt.quote)
        and _says_itself(question, excerpt.text)
        # A total that is neither printed nor worked out is not told by its parts.
        and (not asks_sum(question.text) or _TOTALLED.search(excerpt.text))
        and not (question.operation == "filter" and _LEGEND.match(excerpt.text))
    ]
    if not fitting:
        return None
    best = fitting[0].coverage
    chosen: list[Excerpt] = []
    for excerpt in fitting:
        own = comparable(excerpt.text)
        repeated = any(own in comparable(other.text) or comparable(other.text) in own for other in chosen)
        if excerpt.coverage >= best - 0.1 and not repeated:
            chosen.append(excerpt)
    return Decision("answered", excerpts=tuple(chosen[:2]))


def _is_series(excerpt: Excerpt) -> bool:
    """Whether several years are printed, each once: the highest of one series is not that of another beside it."""
    years = [period.year for _, _, period in find_periods(excerpt.text) if period.year is not None]
    return 1 < len(years) == len(set(years))


def _says_itself(question: Question, text: str) -> bool:
    """Whether the one thing asked of a place is said as such, and not as part of another: 関係人口, 人口減少."""
    topics = [term for term in question.terms if term.weight >= TOPIC and not term.optional]
    if question.operation != "look_up" or not any(term.place for term in topics) or question.qualifiers:
        return True
    what = [term for term in topics if not term.place]
    if len(what) != 1 or len(what[0].text) != len("人口") or question.periods:
        return True
    own = comparable(text)
    forms = [form for form in what[0].forms if form in own]
    places = "|".join(re.escape(form) for term in topics if term.place for form in term.forms if form)
    said = (
        rf"(?:(?<![一-龠ァ-ヺー])|(?:{places})の?総?){re.escape(form)}(?:数|率|額|量)?(?![一-龠ァ-ヺー]|\d+[万千]?人?(?:当|対|あた))"
        for form in forms
    )
    return not forms or any(re.search(pattern, own) for pattern in said)


# What explains the marks of a list is no list.
_LEGEND = re.compile(r"\s*[※*＊]|\s*注[)）:：]")


def _wants_number(question: Question) -> bool:
    if question.operation in ("define", "describe", "explain"):
        return False
    return question.asks_number or bool(set(question.measures) - {"grade"})


_SHARE = re.compile(r"割合|比率|何割|\b(?:share|percentage|proportion)\b", re.IGNORECASE)


def _holds_number(question: Question, excerpt: Excerpt) -> bool:
    """Whether the excerpt holds a number in the unit asked for, of the year asked for where one is."""
    # Prose says 実績 of hardly any number that is one, but it does say 目標, 予算 and 進捗率.
    named = set(question.measures) - {"actual"}
    if named and not named & excerpt.measures:
        return False
    quantities = quantities_near(question, excerpt.quote)
    if _PART_OF.search(question.text) and not _counts_parts(question, excerpt.text):
        return False
    counter = "円" if "budget" in question.measures or "いくら" in question.text else question.counter
    counter = counter or ("%" if _SHARE.search(question.text) else "人" if _HEADS.search(question.text) else "")
    return any(not counter or (quantity.unit and _same_unit(counter, quantity.unit)) for quantity in quantities)


_HEADS = re.compile(
    r"\bhow many (?:[\w-]+ ){0,2}?(?:people|persons|folks|visitors|tourists|users|participants|passengers|students|"
    r"residents|workers|employees|doctors|nurses|women|men|children|graduates|migrants|newcomers)\b",
    re.IGNORECASE,
)
_PART_OF = re.compile(r"うち|内訳|\bof (?:the|them|these|those|which)\b", re.IGNORECASE)


def _counts_parts(question: Question, text: str) -> bool:
    """Whether the part that is asked for stands beside a number of its own: うち道外11件, not 道外でも開催."""
    compared = comparable(text)
    named = re.search(r"うち[、,]?([一-龠ァ-ヺA-Za-z]{2,10})", question.text)
    parts = [
        *([re.escape(named[1])] if named else []),
        *("|".join(map(re.escape, meant)) for meant in question.places if len(meant) < _MANY),
    ]
    return all(re.search(rf"(?:{part})[^、。\d]{{0,6}}\d", compared) for part in parts)


_MANY = 12


def _nothing(question: Question, evidence: Evidence) -> Decision:
    unmet = tuple(dict.fromkeys(text for candidate in evidence.near[:3] for text in candidate.unmet))
    figures = _nearest(question, evidence)
    worded = question.operation in ("explain", "define", "describe")
    listed = question.operation in ("rank", "filter")  # no row of a list stands for it
    told = _told_near(evidence) if worded or not (figures or listed) else ()
    return Decision(
        "not_found",
        excerpts=told,
        reason="constraint" if unmet else "topic",
        missing=unmet,
        nearest=() if told else figures,
    )


# An excerpt of this share of the question is worth reading where nothing answers it.
_WORTH_READING = 0.4


def _told_near(evidence: Evidence) -> tuple[Excerpt, ...]:
    """What the reports say nearest to a question that they do not answer."""
    return tuple(excerpt for excerpt in evidence.excerpts[:1] if excerpt.coverage >= _WORTH_READING)


def _nearest(question: Question, evidence: Evidence) -> tuple[Figure, ...]:
    pool = [*evidence.candidates, *evidence.near]
    best = [candidate for candidate in pool[:1] if candidate.link.coverage >= 0.45]
    return tuple(_near_figures(question, best))


def _near_figures(question: Question, candidates: Iterable[Candidate]) -> list[Figure]:
    """For each candidate the printed figure nearest to what was asked: same measure first, then nearest year."""
    years = [period.year for period in question.periods if period.year is not None]
    measures = question.measures or ("actual",)

    kin = {other for measure in measures for other in _KIN.get(measure, ())}

    def distance(figure: Figure) -> tuple[bool, bool, bool, int]:
        apart = min((abs(figure.year - year) for year in years), default=0) if figure.year is not None else 99
        return figure.measure not in measures, not says_something(figure), figure.measure not in kin, apart

    return [min(candidate.figures, key=distance) for candidate in candidates if candidate.figures]


# What a reader would look at where a measure is not printed.
_KIN: dict[Measure, tuple[Measure, ...]] = {
    "progress": ("achievement", "actual"),
    "achievement": ("progress", "actual"),
    "actual": ("value", "baseline"),
    "interim_target": ("target",),
    "target": ("interim_target",),
    "grade": ("progress", "achievement"),
    "full_cost": ("budget",),
    "budget": ("full_cost",),
}


def says_something(figure: Figure) -> bool:
    """Whether the cell prints more than a dash."""
    return read_value(figure.text).kind not in ("dash", "empty")
