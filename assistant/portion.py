"""A part of a whole (Xのうち Y, how many of the X are Y): what names the part, which a figure must name as well."""

import re

from assistant.question import Question
from assistant.term import TOPIC, Term
from index.indicator import Indicator
from index.markup import comparable

_PART_JA = re.compile(
    r"(?:の(?:うち|内)(?!容|訳|外)|(?:この|その)うち|の中で|に占める|に含まれる)[、,]?(?P<part>[^、。?？]{1,20}?)"
    r"(?:は|が|の(?:分|割合|数|人数|件数|額|比率|内訳)|による|(?:から|向け)の?|[?？]|$)"
)
_PART_EN = (
    re.compile(
        r"\b(?:how (?:much|many)|what (?:share|percentage|proportion|fraction|part)|which (?:share|part)) of (?:the |all )?"
        r"[^?.,]{3,60}?\b(?:come|comes|came|is|are|was|were|goes|went)\b(?: (?:from|by|for|to|in))?(?P<part>[^?.]{2,60})",
        re.IGNORECASE,
    ),
    re.compile(r"\b(?:of which|of those|of them|out of (?:the|those|these)),?(?P<part>[^?.]{2,60})", re.IGNORECASE),
)


def portion(question: Question) -> tuple[Term, ...]:
    """The nouns that name the part which is asked for; none where a whole is."""
    patterns = (_PART_JA,) if question.language == "ja" else _PART_EN
    phrases = [match["part"].lower() for pattern in patterns for match in pattern.finditer(question.text)]
    return tuple(
        term
        for term in question.terms
        if term.weight >= TOPIC and not term.place and any(term.text.lower() in phrase for phrase in phrases)
    )


def lacking(question: Question, indicator: Indicator) -> tuple[str, ...]:
    """The words for the part that the indicator's own name does not say."""
    parts = portion(question)
    if not parts:
        return ()
    name = comparable(f"{indicator.name} {indicator.scope}").lower()
    return tuple(term.text for term in parts if not _says(term, name, indicator))


def _says(term: Term, name: str, indicator: Indicator) -> bool:
    if any(len(form) >= 2 and comparable(form).lower() in name for form in term.forms):
        return True
    return not term.forms.isdisjoint(indicator.words) or bool(term.english and term.english in indicator.english)
