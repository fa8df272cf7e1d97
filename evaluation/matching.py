"""The matching rules: is an answer right, what is missing from it, what is wrong in it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from evaluation.invention import Known, invented
from evaluation.label import mislabelled
from evaluation.question import Expected, Group, Question
from evaluation.refusal import refused
from evaluation.spelling import occurs, plain

NO_REPORTS = Known(frozenset(), frozenset(), empty=True)
_LIMIT = 1200
_LIMITS: Mapping[str, int] = {
    "ranking_filter": 2500,
    "narrative": 2500,
    "grade_reason": 2000,
    "definition_method": 2000,
    "cross_document": 2000,
    "ambiguous": 1500,
    "injection": 1500,
    "unanswerable": 1500,
}
_AGREES = re.compile(
    r"^[「\s]*(?:はい|ええ|そうです|そのとおり|その通り|合っています|正しいです|大丈夫です|問題ありません|おっしゃるとおり"
    r"|yes\b|correct\b|right\b|that's right|that is (?:right|correct))"
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What matching says of an answer. `missing` holds groups of which no alternative occurs, and unmet rules."""

    missing: tuple[Group, ...]
    wrong: tuple[str, ...]
    review: bool

    @property
    def ok(self) -> bool:
        """Nothing is missing and nothing is wrong."""
        return not self.missing and not self.wrong


def judge(question: Question, answer: str, known: Known = NO_REPORTS) -> Verdict:
    """Compare an answer's text with what is expected of it. `known` is what the reports print."""
    expected = question.expected
    if expected is None:
        raise ValueError(f"question {question.id} has nothing to be judged by")
    text = plain(answer)
    groups = tuple(group for group in expected.must_contain if not _any(group, text))
    missing = (*groups, *_unmet(question, expected, answer, text))
    near = _found(expected.neighbours, text)
    forbidden = _found(expected.must_not_contain, text)
    wrong = [*mislabelled(expected.belongs, answer)]
    wrong += invented(question.turns, answer, known) if expected.no_new_figures else []
    wrong += near if near and _displaced(expected, missing, answer) else []
    wrong += _listed_too(expected, text) + _agreement(expected, text)
    wrong += [] if expected.nearby_ok else forbidden
    return Verdict(missing, tuple(wrong), bool(near or (forbidden and expected.nearby_ok)))


@lru_cache(maxsize=4)
def known_in(*texts: str) -> Known:
    """What the given report texts print, kept because reading them takes a moment."""
    return Known.of(texts)


def _unmet(question: Question, expected: Expected, answer: str, text: str) -> list[Group]:
    """The rules beside `must_contain`: a refusal where the reports do not answer, and a length one can read."""
    unmet: list[Group] = []
    if expected.category == "unanswerable" and not refused(answer):
        unmet.append(("a refusal",))
    limit, size = _LIMITS.get(expected.category, _LIMIT), _size(text, question.language)
    if size > limit:
        unmet.append((f"an answer within {limit} characters (has {size})",))
    return unmet


def _size(text: str, language: str) -> int:
    """Characters, of which an ASCII one counts half in English answers."""
    if language == "ja":
        return len(text)
    return (len(text) + sum(not character.isascii() for character in text)) // 2


def _displaced(expected: Expected, missing: tuple[Group, ...], answer: str) -> bool:
    """Whether the main figure is missing from an answer that does not say so: a neighbour then stands in its place."""
    main = expected.must_contain[0] if expected.must_contain else None
    return expected.answerable and bool(missing) and missing[0] == main and not refused(answer)


def _listed_too(expected: Expected, text: str) -> list[str]:
    """Members that a list must not have, where more are named than may stand beside it in passing."""
    named = [group[0] for group in expected.others if _any(group, text)]
    return named if len(named) > expected.others_max else []


def _agreement(expected: Expected, text: str) -> list[str]:
    opening = _AGREES.match(text) if expected.category == "false_premise" else None
    return [opening[0]] if opening else []


def _any(group: Group, text: str) -> bool:
    return any(occurs(alternative, text) for alternative in group)


def _found(strings: Group, text: str) -> list[str]:
    return [string for string in strings if occurs(string, text)]
