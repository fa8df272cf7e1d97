"""Questions that join several things (AとBの差は？, A versus B): each part read as a question of its own."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from assistant.lexicon import Lexicon, Qualifier
from assistant.understanding.naming import ReportNames
from assistant.understanding.operator import asks_apart, asks_ratio, asks_share
from assistant.understanding.question import Question, parse
from assistant.understanding.term import TOPIC, Term
from index.errors import QuestionError
from index.text import clean

# Words that join things, those that seldom stand within one thing's name first.
_JOINTS = (
    re.compile(
        r"と(?=[、,])|(?<!こ)と(?=[^、,のいしなすきっ])|および|及び|並びに|ならびに|それから|\bversus\b|\bvs\b\.?|\band\b|(?<=[^\d]),(?=[^\d])|;"
    ),
    re.compile(r"と(?=[^のいしなすきっ])|および|及び|並びに|や|、|。|\band\b|\bversus\b|\bvs\b\.?|,|;"),
    re.compile(r"と(?=[^のいしなすきっ])|および|及び|並びに|や|、|・|／|/|\band\b|\bversus\b|\bvs\b\.?|\bor\b|,|;"),
)
# Where two things are compared, the words between them join them as well.
_COMPARED = (
    re.compile(r"よりも?|に比べて?|と比べて?|\bthan\b|\bcompared (?:with|to)\b", re.IGNORECASE),
    re.compile(r"に対して?|に占める|のうち|[はが](?=[^、,。?？])|\bof\b|\bdo(?:es)?\b|\bha(?:s|ve)\b", re.IGNORECASE),
)
_MOST_PARTS = 6


def partings(
    question: Question, lexicon: Lexicon, names: ReportNames, whole: Iterable[str] = ()
) -> Iterator[tuple[Question, ...]]:
    """The ways in which the question may be parted into at least two that have topics of their own.

    What the question says once (a measure, years, a report) holds for the parts that say nothing of it. `whole` are
    names within which nothing is joined.
    """
    kept = [match.span() for name in whole for match in re.finditer(re.escape(clean(name)), question.text)]
    yield from _contrasted(question)
    seen: set[tuple[str, ...]] = set()
    compared = asks_share(question.text) or asks_ratio(question.text) or asks_apart(question.text)
    for joint in (*_JOINTS, *(_COMPARED if compared else ())):
        texts = _texts(question.text, joint, kept)
        parts = [part for text in texts if (part := _part(text, question, lexicon, names)) is not None]
        parts = _shared(parts, question)
        said = tuple(part.text for part in parts)
        if 2 <= len(parts) <= _MOST_PARTS and said not in seen:
            seen.add(said)
            yield tuple(parts)


def _contrasted(question: Question) -> Iterator[tuple[Question, ...]]:
    """One question for each of several places, or of several narrowings of one kind, that a question names."""
    if len(question.places) >= 2:
        yield tuple(_only(question, place=place) for place in question.places)
    kinds = {found.kind for found in question.qualifiers}
    for kind in sorted(kinds):
        same = [found for found in question.qualifiers if found.kind == kind]
        if len(same) >= 2:
            yield tuple(_only(question, qualifier=one) for one in same)


def _only(question: Question, *, place: frozenset[str] | None = None, qualifier: Qualifier | None = None) -> Question:
    """The question with one of its places, or one of its qualifiers of a kind, and without the words of the others."""
    dropped = [one for one in question.places if place is not None and one != place]
    left = [one for one in question.qualifiers if qualifier and one.kind == qualifier.kind and one != qualifier]
    words = {word for one in dropped for word in one} | {one.value for one in left}
    kept = {word for one in question.places if one not in dropped for word in one}
    return replace(
        question,
        operation="look_up",
        places=tuple(one for one in question.places if one not in dropped),
        qualifiers=tuple(one for one in question.qualifiers if one not in left),
        terms=tuple(term for term in question.terms if not _is_of(term, words) or _is_of(term, kept)),
        counter="",
    )


def _is_of(term: Term, words: Iterable[str]) -> bool:
    """Whether a term is one of the words, or a part of a name among them: 白瀬 of 白瀬市."""
    return any(term.text in word or word in term.forms for word in words)


def _shared(parts: Sequence[Question], whole: Question) -> list[Question]:
    """The parts with the measure that is said once for all: behind the last one in Japanese, before them in English."""
    if not parts:
        return []
    said = parts[-1].measures if whole.language == "ja" else parts[0].measures
    return [replace(part, measures=part.measures or said) for part in parts]


def _texts(text: str, joint: re.Pattern[str], kept: Sequence[tuple[int, int]]) -> list[str]:
    pieces, at = [], 0
    for match in joint.finditer(text):
        if not any(start < match.end() and match.start() < end for start, end in kept):
            pieces.append(text[at : match.start()])
            at = match.end()
    return [piece.strip() for piece in (*pieces, text[at:]) if piece.strip()]


def _part(text: str, whole: Question, lexicon: Lexicon, names: ReportNames) -> Question | None:
    """A piece of the question as a question; None where it says nothing of a topic (両方の数字)."""
    try:
        part = parse(text, lexicon, names, whole.language, whole.as_of)
    except QuestionError:
        return None
    if not any(term.weight >= TOPIC and len(term.text) > 1 for term in part.terms):
        return None
    return replace(
        part,
        operation="look_up",
        periods=part.periods or whole.periods,
        relative=part.relative or whole.relative,
        reports=part.reports or whole.reports,
        counter="",
    )
