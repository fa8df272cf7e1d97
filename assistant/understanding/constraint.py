"""What narrows a question (a place, 一人当たり, 20代, 国内線) against what a text says of itself."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import cast

from assistant.lexicon import Lexicon, Qualifier
from assistant.understanding.instruction import addresses_program
from assistant.understanding.question import Question
from index.figure import Measure
from index.markup import comparable

_SPAN = re.compile(r"(\d{1,3})歳?(?:[~〜～\-–―]| ?to ?| ?and ?)(\d{1,3})歳?")
_DECADE = re.compile(r"(\d)0代")
_KEPT = 8192
# What is new by its own name is newly made: 新商品, 新製品.
_NEW = re.compile(r"新(?=[一-龠]{2})(?!潟|幹線|聞|宿|千歳|型)")
# Over 65 is said of those of 65 as well.
_LEAST = re.compile(r"(\d{1,3})歳?(?:以上|超| (?:or|and) (?:over|older|above))|(?:over|above|older than) (\d{1,3})")
_BELOW = re.compile(r"(\d{1,3})歳?未満|(?:under|below|younger than) (\d{1,3})")
_MOST = re.compile(r"(\d{1,3})歳?以下|(\d{1,3}) (?:or|and) (?:under|younger)")
_OLDEST = 999
_DECADE_WORDS = ("twent", "thirt", "fort", "fift", "sixt", "sevent", "eight", "ninet")


class Constraints:
    """Tells whether texts meet a question's constraints."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        # The texts are the index's own, which many questions are held against.
        self._places_in = lru_cache(_KEPT)(lexicon.places_in)
        self._qualifiers_in = lru_cache(_KEPT)(lexicon.qualifiers_in)
        self._measures_in = lru_cache(_KEPT)(lexicon.measures_in)
        self._compared = lru_cache(_KEPT)(_lowered)

    def unmet(self, question: Question, text: str) -> tuple[str, ...]:
        """The constraints that a text (a row with its headings and its report's title) does not meet."""
        if not question.places and not question.qualifiers:
            return ()
        compared = self._compared(text)
        places = [
            "・".join(sorted(meant))
            for meant in question.places
            if not any(self._names(place, compared) for place in meant)
        ]
        own = self._qualifiers_in(text) if question.qualifiers else []
        narrowed = [found.value for found in question.qualifiers if not _met(found, own, compared)]
        return (*places, *narrowed)

    def measures(self, text: str) -> frozenset[Measure]:
        """The measures that a text's words name."""
        return frozenset(cast(Measure, measure) for _, _, measure in self._measures_in(text))

    def instructs(self, text: str) -> bool:
        """Whether a printed text speaks to a program rather than to a reader: no answer is taken from it."""
        return addresses_program(text, self._lexicon)

    def _names(self, place: str, compared: str) -> bool:
        if any(self._compared(form) in compared for form in (place, *self._lexicon.place_forms(place))):
            return True
        # A name in Latin letters (ShiriBeshi) is no form that reports usually print.
        return any(found == place for _, _, found in self._places_in(compared))


def _lowered(text: str) -> str:
    return comparable(text).lower()


def _met(asked: Qualifier, own: Iterable[Qualifier], compared: str) -> bool:
    if comparable(asked.value).lower() in compared or (asked.value == "新規" and _NEW.search(compared)):
        return True
    same = [found for found in own if found.kind == asked.kind]
    if asked.kind == "age":
        band = age_band(asked.value)
        return any(age_band(found.value) == band for found in same) if band else False
    return any(found.value == asked.value or found.value in asked.value or asked.value in found.value for found in same)


def age_band(text: str) -> tuple[int, int] | None:
    """The ages of a band: 20代 and 20～29歳 are (20, 29), 65歳以上 is (65, 999); None where the text is no band."""
    span = _SPAN.search(text)
    if span:
        return int(span[1]), int(span[2])
    decade = _DECADE.search(text)
    if decade:
        return int(decade[1]) * 10, int(decade[1]) * 10 + 9
    least, below, most = (pattern.search(text) for pattern in (_LEAST, _BELOW, _MOST))
    if least:
        return int(least[1] or least[2]), _OLDEST
    if below or most:
        return 0, int(below[1] or below[2]) - 1 if below else int(most[1] or most[2]) if most else 0
    for n, word in enumerate(_DECADE_WORDS, start=2):
        if word in text.lower():
            return n * 10, n * 10 + 9
    return None
