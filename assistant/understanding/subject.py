"""Questions about two things at once: two indicators that together say all that is asked, each what the other lacks."""

import re
from collections.abc import Sequence

from assistant.candidate import Candidate
from assistant.understanding.question import Question
from assistant.understanding.term import TOPIC, Term

_JOINED = re.compile(r"と|、|や|および|及び|並びに|・|\band\b|\bversus\b|\bvs\b|,|\bor\b", re.IGNORECASE)


def second_subject(question: Question, first: Candidate, others: Sequence[Candidate]) -> Candidate | None:
    """The other indicator that a question is about, or None where the first one is all.

    Together the two meet every noun of the question, and each meets one that the other does not; the question joins
    what they do not share.
    """
    nouns = {term for term in question.terms if term.weight >= TOPIC and not term.place}
    lacking = nouns & set(first.link.unmet)
    if not lacking or not _JOINED.search(question.text):
        return None
    for other in others:
        unmet = set(other.link.unmet)
        if (
            other.indicator.id != first.indicator.id
            and not lacking & unmet
            and nouns & unmet
            and _joins(question, lacking, nouns & unmet)
        ):
            return other
    return None


def _joins(question: Question, first: set[Term], second: set[Term]) -> bool:
    """Whether a joining word stands between what the one lacks and what the other lacks."""
    text = question.text
    places = sorted((text.find(term.text), term in first) for term in first | second)
    return any(
        was != now and _JOINED.search(text[start:end])
        for (start, was), (end, now) in zip(places, places[1:], strict=False)
        if 0 <= start < end
    )
