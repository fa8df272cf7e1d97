"""A part of a whole (Xのうち Y, how many of the X are Y): what names the part, which a figure must name as well."""

import re

from assistant.understanding.question import Question
from assistant.understanding.term import TOPIC, Term
from index.indicator import Indicator
from index.markup import comparable
from index.quantity import find_quantities

_PART_JA = re.compile(
    r"(?:の(?:うち|内)(?!容|訳|外)|(?:この|その)うち|の中で|に占める|に含まれる)[、,]?(?P<part>[^、。?？]{1,20}?)"
    r"(?:は|が|の(?:分|割合|数|人数|件数|額|比率|内訳)|による|(?:から|向け)の?|[?？]|$)"
)
_PART_EN = (
    re.compile(
        r"\b(?:how (?:much|many)|(?:what|which) (?:share|percentage|proportion|fraction|part)) of (?:the |all )?"
        r"[^?.,]{3,60}?\b(?:come|comes|came|is|are|was|were|goes|went)\b"
        r"(?: (?:from|by|for|to|in))?(?P<part>[^?.]{2,60})",
        re.IGNORECASE,
    ),
    re.compile(r"\b(?:of which|of those|of them|out of (?:the|those|these)),?(?P<part>[^?.]{2,60})", re.IGNORECASE),
)


def portion(question: Question) -> tuple[Term, ...]:
    """The nouns that name the part which is asked for; none where a whole is."""
    return tuple(term for term in _part(question) if not term.place)


def _part(question: Question) -> tuple[Term, ...]:
    patterns = (_PART_JA,) if question.language == "ja" else _PART_EN
    phrases = [match["part"].lower() for pattern in patterns for match in pattern.finditer(question.text)]
    return tuple(
        term
        for term in question.terms
        if (term.place or term.weight >= TOPIC) and any(term.text.lower() in phrase for phrase in phrases)
    )


def names_part(question: Question) -> bool:
    """Whether a part of a whole is asked for."""
    return bool(_part(question))


def tells_part(question: Question, text: str) -> bool:
    """Whether a text prints a number of the part that is asked for, in the clause that names it."""
    parts = _part(question)
    return not parts or any(
        find_quantities(clause) and all(names(term, clause) for term in parts) for clause in _CLAUSE.split(text)
    )


_CLAUSE = re.compile(r"[。、，,・○●◎◇◆■【】（）()\t\n]")


def lacking(question: Question, indicator: Indicator) -> tuple[str, ...]:
    """The words for the part that the indicator's own name does not say."""
    parts = _part(question)
    if not parts:
        return ()
    name = f"{indicator.name} {indicator.scope}"
    return tuple(
        term.text
        for term in parts
        if not names(term, name)
        and term.forms.isdisjoint(indicator.words)
        and not (term.english and term.english in indicator.english)
    )


def names(term: Term, text: str) -> bool:
    """Whether a text says the term itself."""
    compared = comparable(text).lower()
    return any(len(form) >= 2 and comparable(form).lower() in compared for form in term.forms)
