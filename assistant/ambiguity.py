"""Questions that mean several indicators: those about a whole field, and names that other reports' names end in."""

import re
from collections.abc import Sequence

from assistant.candidate import Candidate
from assistant.understanding.operator import names_operator
from assistant.understanding.question import Question
from index.markup import comparable

_FIELD_JA = re.compile(
    r"(?:の|関連|関係|系|分野|向け|[たるなん）)])(?:事業|取組|取り組み|施策|プロジェクト|指標|kpi)"
    r"(?=の|は|に|って|が|を|[、。,?？]|いくら|ついて|一覧|予算|事業費|いくつ|何|\s|$)",
    re.IGNORECASE,
)
_FIELD_EN = re.compile(
    r"\b(?:projects|programmes|programs|schemes|initiatives|indicators|kpis|measures)\b", re.IGNORECASE
)
# Of a field, what stands a little apart is meant as well; of one thing, only what fits as well.
_APART, _AS_WELL = 0.13, 0.02
_NAME = 4
_MOST_TOLD = 4


def of_field(question: Question) -> bool:
    """Whether a question is about all there is in a field (介護の事業, the energy projects), not about one thing."""
    if question.operation != "look_up" or names_operator(question.text):
        return False
    pattern = _FIELD_JA if question.language == "ja" else _FIELD_EN
    return pattern.search(question.text) is not None


def in_field(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Those of the field, as their own names say; where no name says anything of it, those whose rows tell most."""
    best = max(candidate.link.coverage for candidate in candidates)
    named = [one for one in candidates if one.link.coverage >= best - _APART and one.link.specificity > 0]
    return named or [one for one in candidates if one.link.coverage >= best - _AS_WELL]


def also_meant(question: Question, meant: Sequence[Candidate], pool: Sequence[Candidate]) -> list[Candidate]:
    """What is meant no less: what another report prints under a longer name, and what running text tells as well."""
    if question.operation != "look_up" or names_operator(question.text) or not meant:
        return []
    if any(f"「{one.indicator.name}」" in question.text for one in meant):
        return []  # a name in quotation marks is that name and no longer one
    best = max(one.link.coverage for one in meant)
    as_well = [one for one in pool if one not in meant and one.link.coverage >= best - _AS_WELL]
    told = [one for one in as_well if one.indicator.kind == "fact" and _all_told(meant)]
    elsewhere = [one for one in as_well if any(_ends_in(one, other) for other in meant)]
    return elsewhere + (told if len(told) < _MOST_TOLD else [])


def _ends_in(longer: Candidate, shorter: Candidate) -> bool:
    name, end = comparable(longer.indicator.name), comparable(shorter.indicator.name)
    return (
        longer.indicator.report != shorter.indicator.report
        and len(end) >= _NAME
        and name.endswith(end)
        and longer.indicator.kind != "fact"
        and longer.indicator.scope == shorter.indicator.scope
    )


def _all_told(meant: Sequence[Candidate]) -> bool:
    return all(one.indicator.kind == "fact" for one in meant)
