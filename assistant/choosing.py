"""The full question for each of several readings, so that a choice can be asked as it is."""

from collections.abc import Iterator, Sequence

from assistant.corpus import Corpus
from assistant.decision import Choice, Decision
from assistant.understanding.question import Question
from assistant.wording import MEASURE_EN, MEASURE_JA


def follow_ups(question: Question, decision: Decision, corpus: Corpus) -> tuple[str, ...]:
    """One question for each choice that was asked back about, each of which means that choice alone."""
    if decision.status != "clarify":
        return ()
    return tuple(dict.fromkeys(_questions(question, decision.choices, corpus)))


def _questions(question: Question, choices: Sequence[Choice], corpus: Corpus) -> Iterator[str]:
    several = len({choice.candidate.indicator.report for choice in choices}) > 1
    years = [period.text for period in question.periods]
    for choice in choices:
        indicator = choice.candidate.indicator
        name = f"{indicator.name}・{indicator.scope}" if indicator.scope else indicator.name
        title = corpus.reports[indicator.report].title if several else ""
        if question.language == "ja":
            asked = "と".join(MEASURE_JA[measure] for measure in question.measures)
            where = f"「{title}」の" if title else ""
            when = f"{'・'.join(years)}の" if years else ""
            yield f"{where}{name}の{when}{asked}は？" if asked else f"{where}{name}は？"
        else:
            asked = " and the ".join(MEASURE_EN[measure] for measure in question.measures) or "value"
            when = f" in {', '.join(years)}" if years else ""
            where = f" ({title})" if title else ""
            yield f"What is the {asked} of {name}{when}{where}?"
