"""The topic of a question linked to indicators: every term is weighed, and coverage decides.

A term weighs as much as it tells indicators apart (inverse document frequency); a term that no indicator knows weighs
most. An indicator's coverage is the share of the topic's weight that its name, scope and context meet.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from types import MappingProxyType

from assistant.understanding.question import Question
from assistant.understanding.term import TOPIC, Term
from index.figure import Measure
from index.indicator import Indicator
from index.markup import comparable
from index.romaji import one_spelling, romaji, unvoiced
from index.tokens import tokenize

# How well a term is met by the indicator's own name, a synonym of it, or only by what the indicator stands under.
_NAME, _SYNONYM, _LOOSE, _READING, _CONTEXT, _PARTS, _CONTEXT_PARTS, _GLOSS = 1.0, 0.95, 0.85, 0.9, 0.75, 0.8, 0.5, 0.9
# A heading stands over many indicators: it supports a reading, and narrows none.
_SECTION = 0.45
# What a project's description tells: people name a project by what it does.
_TOLD = 0.7
# Whoever asks what is spent asks about a project; its description holds counts that are indicators of their own.
_COSTS: frozenset[Measure] = frozenset(
    {"budget", "general_fund", "carry_over", "staff", "staff_head", "staff_branch", "full_cost"}
)
_MET = 0.5
_SPOKEN = 0.6
_SPECIFICITY = 0.25
# A word in kana of which this much is heard somewhere, and is alike in one place, is a misspelling of it.
_HEARD, _ALIKE = 0.5, 0.8
# A name is told from words that only ask by its length; what it is measured by is often left out.
_NAME_LENGTH = 4
_QUANTITY = re.compile(r"[額数率値]$")
_BRACKETS = re.compile(r"[(（][^()（）]*[)）]")
# A shorter form that is no word of any card is in none.
_COMPOUND = 3
_MOST_PARTS = 8192
# 医師 + 数, 参加者 + 参加 + 者 + 数: a head with its counting suffix.
_HEAD = 4
# People leave out what kind of authority 千草町 is.
_MUNICIPAL = re.compile(r"(.{2,})[県市町村]")
_KANA = re.compile(r"[\u3041-\u30ffー]+")
_VOICED = str.maketrans(
    "ガギグゲゴザジズゼゾダヂヅデドバビブベボパピプペポッャュョァィゥェォ",
    "カキクケコサシスセソタチツテトハヒフヘホハヒフヘホツヤユヨアイウエオ",
    "ー",
)


@dataclass(frozen=True, slots=True)
class Link:
    """An indicator that a question may mean.

    `coverage` is the share of the question's weight that it meets, `specificity` the share of the indicator's own
    name that the question names, `unmet` the terms that it does not meet, `unmet_share` the largest share of the
    question's weight that one unmet noun has, `head` whether the question says the last noun of the name, which is
    what is measured. `titled` says that it meets no more than the title of its report.
    """

    indicator: Indicator
    score: float
    coverage: float
    specificity: float
    unmet: tuple[Term, ...]
    unmet_share: float
    head: bool
    titled: bool = False


class Linker:
    """Links questions to the indicators of one index."""

    def __init__(
        self,
        indicators: Sequence[Indicator],
        titles: Mapping[str, str],
        told: Mapping[str, str] = MappingProxyType({}),
        sounding: Callable[[str], frozenset[str]] = lambda _: frozenset(),
    ) -> None:
        """`titles` holds each report's title and publisher, `told` what rows tell (by the indicators' ids).

        `sounding` gives the words that sound like a Latin one.
        """
        self._sounding = sounding
        self._by_part: dict[str, set[int]] = {}
        self._cards = [
            _Card(indicator, titles.get(indicator.report, ""), told.get(indicator.id, "")) for indicator in indicators
        ]
        # What running text tells has a clause for its name: its words tell other indicators no less apart.
        named = [card for card in self._cards if card.indicator.kind != "fact"] or self._cards
        self._named = len(named)
        names = (_QUANTITY.sub("", comparable(card.indicator.name).lower()) for card in named)
        self._names = {name for name in names if len(name) >= _NAME_LENGTH}
        self._frequency: Counter[str] = Counter(word for card in named for word in card.words)
        self._english: Counter[str] = Counter(stem for card in named for stem in card.indicator.english)
        self._by_word: defaultdict[str, list[int]] = defaultdict(list)
        for n, card in enumerate(self._cards):
            for word in (
                card.words
                | card.context
                | card.section
                | card.told
                | card.indicator.english
                | card.indicator.english_context
            ):
                self._by_word[word].append(n)
        self._by_sound: defaultdict[str, list[int]] = defaultdict(list)
        for n, card in enumerate(self._cards):
            self._by_sound[card.sound].append(n)
            card.weighed = [(word, self._rarity(self._frequency[word])) for word in card.indicator.words]

    def link(self, question: Question) -> list[Link]:
        """Every indicator that meets a term of the question, best first; none where the question has no topic."""
        terms = [term for term in question.terms if not term.optional or self._candidates([term])]
        terms += self._general_names(question)
        weights = [self.weight(term) for term in terms]
        total = sum(weights)
        if not total:
            return []
        costs = bool(_COSTS & set(question.measures))
        cards = [self._cards[n] for n in sorted(self._candidates(terms))]
        links = [
            self._link(card, terms, weights, total, told=costs or card.indicator.kind != "budget") for card in cards
        ]
        return sorted((link for link in links if link.coverage > 0), key=lambda link: -link.score)

    def _general_names(self, question: Question) -> list[Term]:
        """Names that the question prints although every word of theirs only asks (施策の予算): they are a topic too."""
        asked = comparable(question.text).lower()
        topics = [term.text.lower() for term in question.terms if term.weight >= TOPIC]
        said = {name for name in self._names if name in asked and not any(topic in name for topic in topics)}
        longest = {name for name in said if not any(name != other and name in other for other in said)}
        return [Term(name, frozenset({name}), (), "", 1.0) for name in sorted(longest)]

    def weight(self, term: Term) -> float:
        """A term's weight in this index: a term that no indicator knows weighs most.

        But a lone character that none knows (系, 別, 性) is a part of a word rather than a topic.
        """
        seen = max((self._frequency[form] for form in term.forms - term.loose), default=0)
        seen = seen or max((self._frequency[form] for form in term.loose), default=0)
        seen = max(seen, self._english[term.english] if term.english else 0)
        lone = 0.2 if len(term.text) == 1 and not seen else 1.0
        # A verb that no name says is a way of speaking more than a topic.
        spoken = _SPOKEN if term.weight < TOPIC and not term.place and not seen else 1.0
        return lone * spoken * term.weight * self._rarity(seen)

    def _candidates(self, terms: Iterable[Term]) -> set[int]:
        found: set[int] = set()
        for term in terms:
            for form in (*term.forms, *(form for part in term.parts for form in part), term.english):
                found.update(self._by_word.get(form) or self._within(form))
            if term.english in term.forms and (spelt := _spelt(term.english)):
                found.update(n for n, card in enumerate(self._cards) if _is_spelt(spelt, card))
            if len(term.reading) >= 3:
                heard = _heard(term.text, term.reading)
                near = (cards for sound, cards in self._by_sound.items() if heard[sound]) if heard.audible else ()
                found.update(n for cards in near for n in cards)
        return found

    def _within(self, form: str) -> set[int]:
        """The cards whose name or item prints a form that is no word of its own: 認定農業者, 入込客."""
        # A word in kana is one of its own: ドクター is none of ドクターヘリ.
        if form.isascii() or len(form) < _COMPOUND or _KANA.fullmatch(form):
            return set()
        if len(self._by_part) > _MOST_PARTS:
            self._by_part.clear()
        if form not in self._by_part:
            cards = enumerate(self._cards)
            self._by_part[form] = {n for n, card in cards if form in card.name or form in card.surroundings}
        return self._by_part[form]

    def _link(
        self, card: "_Card", terms: Sequence[Term], weights: Sequence[float], total: float, *, told: bool
    ) -> Link:
        met = [max(self._met(term, card), _told(term, card) if told else 0.0) for term in terms]
        aside = {n for n, term in enumerate(terms) if term.asks and met[n] < _MET}
        if aside:
            terms = [term for n, term in enumerate(terms) if n not in aside]
            weights = [weight for n, weight in enumerate(weights) if n not in aside]
            met = [part for n, part in enumerate(met) if n not in aside]
            total = sum(weights) or total
        coverage = sum(weight * part for weight, part in zip(weights, met, strict=True)) / total
        said = [term for term, part in zip(terms, met, strict=True) if part >= _MET]
        specificity = self._specificity(card, said)
        return Link(
            card.indicator,
            coverage * (1 - _SPECIFICITY) + specificity * _SPECIFICITY,
            coverage,
            specificity,
            tuple(term for term, part in zip(terms, met, strict=True) if part < _MET),
            max(
                (w for t, w, part in zip(terms, weights, met, strict=True) if part < _MET and t.weight >= 0.8),
                default=0.0,
            )
            / total,
            any(not card.head.isdisjoint(term.forms) for term in said),
            not specificity and all(not term.forms.isdisjoint(card.titled - card.own) for term in said),
        )

    def _met(self, term: Term, card: "_Card") -> float:
        best = _printed(term, card)
        if best < _NAME and term.parts:
            best = max(best, self._parts(term, card))
        if best < _PARTS and term.root in card.name and self._is_rooted(term):
            best = _PARTS
        if term.english and term.english in card.indicator.english:
            best = max(best, _GLOSS)
        elif term.english and term.english in card.indicator.english_context:
            best = max(best, _CONTEXT * _GLOSS)
        elif not best and term.english in term.forms:
            spelt = _spelt(term.english)
            words = self._sounding(term.english)
            heard = any(word in card.name or word in card.surroundings for word in words)
            best = _GLOSS * (heard or (bool(spelt) and _is_spelt(spelt, card)))
        return max(best, _heard(term.text, term.reading)[card.sound]) if best < _READING else best

    def _is_rooted(self, term: Term) -> bool:
        """Whether the term's one character stands for it in longer words: 木 in 木材, unless names say 木 itself."""
        return bool(term.root) and (len(term.text) > 1 or not self._frequency[term.text])

    def _parts(self, term: Term, card: "_Card") -> float:
        in_name = sum(not part.isdisjoint(card.words) for part in term.parts) / len(term.parts)
        around = sum(not part.isdisjoint(card.words | card.context) for part in term.parts) / len(term.parts)
        return max(_PARTS * in_name, _CONTEXT_PARTS * around)

    def _specificity(self, card: "_Card", met: Sequence[Term]) -> float:
        """The share of the indicator's own name that the met terms name."""
        named = [_said(term) for term in met]
        said = sum(weight for word, weight in card.weighed if any(one[word] for one in named))
        total = sum(weight for _, weight in card.weighed)
        return said / total if total else 0.0

    def _rarity(self, seen: int) -> float:
        # Reports of prose alone have no indicators, and their words weigh all the same.
        return math.log(1 + max(1, self._named) / (1 + seen))


class _Card:
    """An indicator prepared for look-up."""

    def __init__(self, indicator: Indicator, title: str, told: str) -> None:
        self.indicator = indicator
        self.words = frozenset(indicator.words)
        section = _tokens(indicator.section)
        own = frozenset(indicator.context) - section
        titled = _tokens(title)
        self.titled = titled | {match[1] for word in titled if (match := _MUNICIPAL.fullmatch(word))}
        self.own = self.words | own | _tokens(indicator.item)
        self.context = self.own | self.titled
        self.told = _tokens(told) - self.context
        self.title = comparable(title).lower()
        self.section = section - self.context
        self.telling = comparable(told).lower()
        self.name = comparable(f"{indicator.name} {indicator.scope}").lower()
        self.surroundings = comparable(indicator.item).lower()
        self.head = frozenset(tokenize(_BRACKETS.sub("", indicator.name))[-_HEAD:])
        self.sound = _sound(indicator.reading)
        self.romaji = one_spelling(romaji(indicator.reading))
        # The words of the name with their weights, which are known once all cards are.
        self.weighed: list[tuple[str, float]] = []


def _printed(term: Term, card: _Card) -> float:
    best = 0.0
    for form in term.forms:
        if form in card.words or (len(form) >= 2 and form in card.name):
            best = max(best, _NAME if form == term.text.lower() else _LOOSE if form in term.loose else _SYNONYM)
        elif form in card.context or (len(form) >= 2 and form in card.surroundings):
            best = max(best, _CONTEXT)
        elif form in card.section:
            best = max(best, _SECTION)
    if not best and term.place and any(len(form) >= 2 and form in card.title for form in term.forms):
        return _CONTEXT
    return best


def _told(term: Term, card: _Card) -> float:
    # 組む is no part of 取り組む.
    within = term.weight >= TOPIC
    if any(form in card.told or (within and len(form) >= 2 and form in card.telling) for form in term.forms):
        return _TOLD
    known = card.told | card.words | card.context
    return _CONTEXT_PARTS * sum(not part.isdisjoint(known) for part in term.parts) / max(1, len(term.parts))


@lru_cache(maxsize=8192)
def _sound(reading: str) -> str:
    """A reading without voicing, small kana and length marks, which people and compounds vary: グラシ is クラシ."""
    return reading.upper().translate(_VOICED)


# Syllables as Japanese has them; shorter ones are within many names.
_ROMAJI = re.compile(r"(?:(?:[kgsztdnhbpmyrwfj]|[kgnhbpmr]y|sh|ch|ts)?[aeiou]|n(?![aeiouy])|([ksptc])(?=\1|ch))+")
_SPELT = 6


@lru_cache(maxsize=4096)
def _spelt(word: str) -> str:
    """A word that may be Japanese in Latin letters, as `one_spelling` has it; empty for any other."""
    return one_spelling(word) if len(word) >= _SPELT and _ROMAJI.fullmatch(word) else ""


def _is_spelt(word: str, card: _Card) -> bool:
    return word in card.romaji or unvoiced(word) in card.romaji


@lru_cache(maxsize=4096)
def _tokens(text: str) -> frozenset[str]:
    return frozenset(tokenize(text))


@lru_cache(maxsize=65536)
def _likeness(sound: str, part: str) -> float:
    return SequenceMatcher(None, sound, part, autojunk=False).ratio()


# Many indicators share their words and sounds: what a term is to each of them is found once.
class _Said(dict[str, bool]):
    """Whether a term is, holds or is held by a word of a name."""

    def __init__(self, term: Term) -> None:
        super().__init__()
        self._named = [form for form in (*term.forms, *term.short_units) if len(form) >= 2]

    def __missing__(self, word: str) -> bool:
        long = len(word) >= 2
        said = self[word] = any(form in word or (long and word in form) for form in self._named)
        return said


class _Heard(dict[str, float]):
    """How much of a term is heard in a name, given as its sound: for kana, and for words with a wrong character."""

    def __init__(self, text: str, reading: str) -> None:
        super().__init__()
        self._own = _sound(reading)
        self._kana = bool(_KANA.fullmatch(text))
        self.audible = len(self._own) >= (4 if self._kana else 5)

    def __missing__(self, name: str) -> float:
        heard = self[name] = self._likeness(name) if self.audible else 0.0
        return heard

    def _likeness(self, name: str) -> float:
        own = self._own
        if own in name:
            return _READING
        # A word in kanji is not misspelt into another sound, and in kana only by a letter or two.
        if not self._kana or len(own) < 5 or len(_pairs(own) & _pairs(name)) < _HEARD * (len(own) - 1):
            return 0.0
        likeness = max(_likeness(own, part) for part in _windows(name, len(own)))
        return _READING * likeness * likeness if likeness >= _ALIKE else 0.0


_said = lru_cache(maxsize=1024)(_Said)
_heard = lru_cache(maxsize=1024)(_Heard)


def _windows(sound: str, size: int) -> Iterable[str]:
    return (sound[n : n + size] for n in range(max(1, len(sound) - size + 1)))


@lru_cache(maxsize=65536)
def _pairs(sound: str) -> frozenset[str]:
    return frozenset(sound[n : n + 2] for n in range(len(sound) - 1))
