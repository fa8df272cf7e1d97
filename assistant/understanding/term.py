"""The terms of a question: what it is about, without the words that only ask."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.lexicon import Lexicon
from index.gloss import english_words
from index.tokens import Word, WordKind, readings, words


@dataclass(frozen=True, slots=True)
class Term:
    """One thing the question is about. Any of `forms` meets it whole, any form of each of `parts` piece by piece.

    `short_units` are the parts as they were said, `root` is the one character in kanji that a verb or a short word
    has: 泊 of 泊まる, which 宿泊 says too. `several` words are one term. `loose` are the forms that an everyday word
    may stand for.
    `weight` is 1 for a noun and less for a verb or an adjective, which constrain little; `english` is a stem. An
    `optional` term counts only where some indicator meets it. One that `asks` for arithmetic (増加率) counts for the
    indicators that have it in their name, and not against the others. A `place` also narrows (see `Question.places`).
    """

    text: str
    forms: frozenset[str]
    parts: tuple[frozenset[str], ...]
    reading: str
    weight: float
    english: str = ""
    optional: bool = False
    asks: bool = False
    place: bool = False
    short_units: tuple[str, ...] = ()
    root: str = ""
    several: bool = False
    loose: frozenset[str] = frozenset()


def blanked(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """The text with full stops in place of the spans: offsets stay, also through `clean`, and no words run together."""
    letters = list(text)
    for start, end in spans:
        letters[start:end] = "。" * (end - start)
    return "".join(letters)


Spans = Sequence[tuple[int, int]]


def _inside(start: int, end: int, spans: Spans) -> bool:
    return any(first <= start and end <= last for first, last in spans)


def japanese_terms(text: str, asked: Spans, lexicon: Lexicon) -> list[Term]:
    """The terms of Japanese words outside the spans that ask: what the lexicon knows as a whole, then content words."""
    terms: list[Term] = []
    known: list[tuple[int, int]] = list(asked)
    for start, end, word in lexicon.terms_in(text):
        expansion = lexicon.expansion_of(word)
        if expansion and not _inside(start, end, asked):
            known.append((start, end))
            terms += [_known_word(part, lexicon, word) for part in expansion]
    places = lexicon.places_in(text)
    contents = words(text)
    known += _denied(text, contents)
    for start, end, inside in _phrases(text, contents, known, lexicon):
        known.append((start, end))
        terms.append(_phrase(text[start:end], inside, lexicon))
    for content in contents:
        if not _inside(content.start, content.end, known) and not _asks(content, text, lexicon):
            terms.append(_term(content, places, lexicon))
    return _distinct([*terms, *_symbols(text), *_unread_kana(blanked(text, known), terms)])


_DENIED = re.compile(r"(?:じゃ|では|で)(?:なくて|なく)")


def _denied(text: str, contents: Sequence[Word]) -> list[tuple[int, int]]:
    """The words that a question says it does not mean: ヘリじゃなくて固定翼機."""
    return [
        (word.start, match.end())
        for match in _DENIED.finditer(text)
        for word in contents
        if word.end == match.start() and match.end() < len(text)
    ]


def _phrases(
    text: str, contents: Sequence[Word], known: Spans, lexicon: Lexicon
) -> Iterator[tuple[int, int, list[Word]]]:
    """What the lexicon knows as a whole although it is several words (泊まった人), with its words."""
    starts, ends = {word.start for word in contents}, {word.end for word in contents}
    for start, end, word in lexicon.terms_in(text):
        if lexicon.expansion_of(word) or _inside(start, end, known) or start not in starts or end not in ends:
            continue
        inside = [content for content in contents if start <= content.start and content.end <= end]
        if inside and (inside[0].start, inside[0].end) != (start, end):
            yield start, end, inside


def _phrase(text: str, inside: Sequence[Word], lexicon: Lexicon) -> Term:
    parts = tuple(
        _forms(word.form, lexicon) | _forms(word.surface, lexicon)
        for word in inside
        if {word.form, word.surface}.isdisjoint(lexicon.asking)
    )
    weight = max(_WEIGHTS[word.kind] for word in inside)
    units = tuple(word.form for word in inside)
    loose = lexicon.meant_by(text)
    forms = _forms(text, lexicon) | loose
    return Term(text, forms, parts, "", weight, short_units=units, several=len(inside) > 1, loose=loose)


_LOOSE = frozenset({"関係", "関連"})


def _asks(word: Word, text: str, lexicon: Lexicon) -> bool:
    """Whether a word only asks; 関係 is a topic in 関係人口, and none in 北方領土関係の."""
    if {word.form, word.surface.lower()} & lexicon.asking or word.form.startswith("何"):
        return True
    return word.form in _LOOSE and not re.match(r"[一-龠ァ-ヺ]", text[word.end : word.end + 1])


def _symbols(text: str) -> list[Term]:
    """Signs in quotation marks, such as the 「-」 of a table, as they are printed when a report explains them."""
    return [
        Term(f"「{sign}」", frozenset({f"「{sign}」"}), (), "", 1.0)
        for sign in re.findall(r"[「『\"“](\S{1,2})[」』\"”]", text)
        if not any(letter.isalnum() for letter in sign)
    ] + [
        # A legend prints △：達成不可見込.
        Term(sign, frozenset({f"{sign}:", f"{sign}＝", f"{sign}="}), (), "", 1.0)
        for sign in re.findall(r"([◎○△×▲])(?=は|って|とは|の意味)", text)
    ]


_WEIGHTS: dict[WordKind, float] = {"noun": 1.0, "verb": 0.3, "light": 0.1, "other": 0.3}
TOPIC = 0.8
_PLACE = 0.6  # a place also narrows, and is held against every answer on its own
"""A term of less weight alone is no topic: もう達成した？ is about what was said before."""


def _term(word: Word, places: Sequence[tuple[int, int, str]], lexicon: Lexicon) -> Term:
    weight = _WEIGHTS[word.kind]
    forms = _forms(word.form, lexicon) | _forms(word.surface, lexicon)
    named = [place for start, end, place in places if start <= word.start and word.end <= end]
    forms |= {form for place in named for form in (place, *lexicon.place_forms(place))}
    loose = (lexicon.meant_by(word.form) | lexicon.meant_by(word.surface)) - forms
    parts = tuple(_forms(part, lexicon) for part in _without_suffixes(word.parts))
    if word.surface.endswith("的") and len(word.surface) > 1:
        weight = _WEIGHTS["other"]  # 全体的, 最終的: how, not what
    if word.surface in _SUFFIXES:
        weight *= _SUFFIX
    root = _ROOT.match(word.surface)
    return Term(
        word.surface,
        forms | loose,
        parts,
        word.reading,
        weight,
        place=bool(named),
        short_units=word.parts,
        root=root[1] if root and not named else "",
        loose=loose,
    )


# What ends many words, said alone: it narrows, and is no topic.
_SUFFIXES = frozenset("客便機系型枠店所場品費料員社校園館室課部局側街")
_SUFFIX = 0.3
_ROOT = re.compile(r"([一-龠])[ぁ-ん]*$")


def _without_suffixes(parts: tuple[str, ...]) -> tuple[str, ...]:
    """The parts without 者, 数, 率 and the like at the end; 総 at the beginning makes another word of it."""
    while len(parts) > 1 and len(parts[-1]) == 1:
        parts = parts[:-1]
    return parts


def _forms(word: str, lexicon: Lexicon) -> frozenset[str]:
    return frozenset({word.lower(), *lexicon.synonyms_of(word)})


def _unread_kana(text: str, terms: Sequence[Term]) -> list[Term]:
    """Long runs of kana that no term covers: words written as they sound, which the dictionary did not know."""
    known = "".join(term.reading for term in terms)
    return [
        Term(run, frozenset({run}), (frozenset({run}),), readings(run), 0.5, optional=True)
        for run in re.findall(r"[\u3041-\u3096ー]{6,}", text)
        if readings(run)[1:] not in known
    ]


def english_terms(question: str, asked: Spans, lexicon: Lexicon) -> list[Term]:
    """The terms of English words: phrases that the lexicon translates, then the words that remain, as stems."""
    places = lexicon.places_in(question)
    named_places = [(start, end) for start, end, _ in places]
    # A grant asks for a document, and is none within a regional development grant.
    phrases = [(start, end) for start, end, _ in lexicon.translate(blanked(question, named_places))]
    asked = [span for span in asked if not any(_holds(phrase, span) for phrase in phrases)]
    text = blanked(question, [*asked, *named_places])
    terms: list[Term] = []
    readings_of: defaultdict[tuple[int, int], list[tuple[str, ...]]] = defaultdict(list)
    for start, end, japanese in lexicon.translate(text):
        readings_of[start, end].append(japanese)
    for (start, end), meanings in readings_of.items():
        phrase = text[start:end].casefold()
        if not set(english_words(phrase)) <= lexicon.asking and meanings[0][0] not in lexicon.asking:
            terms += _translated(phrase, meanings, lexicon)
    terms = _lightened(terms, lexicon)
    for word in english_words(blanked(text, readings_of)):
        if word not in lexicon.asking and not word.isdigit():
            weight = _WEIGHTS["verb"] if word in lexicon.light else TOPIC
            terms.append(Term(word, frozenset({word}), (frozenset({word}),), "", weight, word))
    named: defaultdict[tuple[int, int], set[str]] = defaultdict(set)
    for start, end, place in places:
        named[start, end] |= {place, *lexicon.place_forms(place)}
    for (start, end), forms in named.items():
        terms.append(Term(question[start:end], frozenset(forms), (frozenset(forms),), "", _PLACE, place=True))
    return _distinct(terms)


def _lightened(terms: Sequence[Term], lexicon: Lexicon) -> list[Term]:
    """Beside nouns, a verb adds little: how much tax was collected is about the tax."""
    light = [term for term in terms if term.english in lexicon.light]
    if len(light) == len(terms):
        return list(terms)
    return [replace(term, weight=_WEIGHTS["verb"]) if term in light else term for term in terms]


def _holds(phrase: tuple[int, int], span: tuple[int, int]) -> bool:
    """Whether a phrase holds words that ask, or begins before them: settled amount in settled amount of."""
    within = phrase[0] <= span[0] and span[1] <= phrase[1]
    return phrase != span and (within or phrase[0] < span[0] < phrase[1])


def _translated(phrase: str, meanings: Sequence[tuple[str, ...]], lexicon: Lexicon) -> list[Term]:
    """One term for a phrase that may mean one word (any of its readings), else one a word that it means together."""
    several = [meaning for meaning in meanings if len(meaning) > 1]
    single = [meaning[0] for meaning in meanings if len(meaning) == 1]
    if several and not single:
        return [_known_word(part, lexicon) for part in several[0]]
    stems = english_words(phrase)
    forms = frozenset(form for word in single for form in _forms(word, lexicon))
    parts = tuple(_forms(part, lexicon) for part in several[0]) if several else (forms,)
    return [Term(phrase, forms, parts, "", 1.0, stems[0] if len(stems) == 1 else "")]


def _known_word(word: str, lexicon: Lexicon, *said: str) -> Term:
    """A term of a word; what was said in its place meets it as well."""
    forms = _forms(word, lexicon) | frozenset(said)
    return Term(word, forms, (forms,), "", 1.0)


def _distinct(terms: Iterable[Term]) -> list[Term]:
    seen: dict[frozenset[str], Term] = {}
    for term in terms:
        seen.setdefault(term.forms, term)
    return list(seen.values())
