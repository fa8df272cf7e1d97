"""Arithmetic over what was answered before: 差は？ after two answers, どっちが大きい？ after two things listed."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from assistant.arithmetic import Formula, calculate
from assistant.decision import Choice, Decision
from assistant.talking.followup import own_topic
from assistant.talking.reading import Reading, Turn
from assistant.understanding.operator import (
    asks_apart,
    asks_average,
    asks_change,
    asks_growth,
    asks_ratio,
    asks_share,
    asks_sum,
    names_target,
)
from assistant.understanding.question import Question
from index.figure import Figure, Measure

_ASKED = (asks_apart, asks_average, asks_change, asks_growth, asks_ratio, asks_share, asks_sum)
_VALUES: tuple[Measure, ...] = ("actual", "value", "budget", "baseline")


def recalled(question: Question, turns: Sequence[Turn]) -> Turn | None:
    """The question worked out over the figures last given; None where it asks for no such thing."""
    if not _looks_back(question):
        return None
    choices = _given(turns)
    operands = [_operand(turns, choice) for choice in choices]
    known = [operand for operand in operands if operand is not None]
    if len(known) < 2 or len(known) != len(choices):
        return None
    alike = len({figure.series or figure.name for figure in known}) == 1
    if alike and len({figure.measure for figure in known}) > 1:
        return None  # an actual and its target, which the indicator itself tells
    calculation = calculate(question, known, of_one=alike)
    if calculation is None:
        return None
    if isinstance(calculation, Formula) and calculation.kind == "change" and known[0].measure != "baseline":
        calculation = replace(calculation, kind="over_years")
    last = turns[-1]
    asked = replace(question, terms=last.question.terms, measures=last.question.measures)
    shown = tuple(replace(choice, asked=(figure,)) for choice, figure in zip(choices, known, strict=True))
    return Turn(Reading(asked), last.evidence, Decision("answered", choices=shown, calculation=calculation))


def _looks_back(question: Question) -> bool:
    named = own_topic(question) or question.periods or question.reports or question.places or question.measures
    return not named and not names_target(question.text) and any(asks(question.text) for asks in _ASKED)


def _given(turns: Sequence[Turn]) -> list[Choice]:
    """The things last given: all of an answer that gave several, else the last two that gave one each."""
    answered = [turn.decision.choices for turn in turns if turn.answered and turn.decision.listing is None]
    if not answered:
        return []
    if len(answered[-1]) > 1 or len(answered) == 1:
        return list(answered[-1])
    if answered[-1] and answered[-1][0].candidate in [choice.candidate for choice in answered[-2]]:
        return list(answered[-2])  # one of several, told once more
    before = next((choices for choices in reversed(answered[:-1]) if choices and not _same(choices, answered[-1])), ())
    return [*before[:1], *answered[-1]] if len(before) == 1 else list(answered[-1])


def _same(one: Iterable[Choice], other: Iterable[Choice]) -> bool:
    return [choice.asked[:1] for choice in one] == [choice.asked[:1] for choice in other]


def _operand(turns: Sequence[Turn], choice: Choice) -> Figure | None:
    """The figure of a choice that was asked for: of the measure asked, else its latest value."""
    question = next((turn.question for turn in reversed(turns) if choice in turn.decision.choices), turns[-1].question)
    for measure in (*question.measures, *_VALUES):
        found = [figure for figure in choice.asked if figure.measure == measure and figure.value is not None]
        if found:
            return max(found, key=lambda figure: figure.year or 0)
    return None
