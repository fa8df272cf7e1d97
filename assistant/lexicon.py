"""The field's vocabulary in both languages: what a word of a question asks for, means, or narrows.

`lexicon.toml` is the vocabulary; here it is made fast to look up. Every method first passes its text through `fold`,
and the offsets that it returns refer to that folded text: `fold(text)[start:end]` is what was found.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, cached_property, lru_cache
from importlib.resources import files
from typing import Any, Generic, NamedTuple, TypeVar

from index.gloss import stem, unaccented
from index.markup import comparable
from index.text import clean

Payload = TypeVar("Payload")
_Table = Mapping[str, Any]

_ENGLISH = re.compile(r"[a-z0-9à-ɏ]+(?:['’]s\b)?")
_GAP = re.compile(r"['’]?\s?[-/&.]?\s?")
_PHRASE_WORDS = 3  # of a phrase that begins with an inflected word
_JAPANESE = re.compile(r"[ぁ-ヺ一-龠々]")
_CLASSES = (re.compile(r"[ァ-ヺー]"), re.compile(r"[a-z0-9]"))
_KANJI = re.compile(r"[一-龠々]")
_PARTICLE = re.compile(r"[のがはもとでにへをや、。,.・?!/ )」』]|$")


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """The text as the lexicon compares it: cleaned and in lower case."""
    return clean(clean(text).casefold())


class Qualifier(NamedTuple):
    """Words that narrow a number: `kind` is the dimension (per, age, market…), `value` the narrowing."""

    start: int
    end: int
    kind: str
    value: str


class _Word(NamedTuple):
    start: int
    end: int
    singular: str
    inflected: bool  # ends in -ed or -ing, so that its stem may stand for it


class _Finder(Generic[Payload]):
    """Finds known forms in a folded text, leftmost and longest first, never overlapping.

    An ASCII form is matched word by word as English, any other as a substring.
    """

    def __init__(self, *, lone_kanji: bool = True) -> None:
        self._lone_kanji = lone_kanji
        self._substrings: dict[str, list[Payload]] = {}
        self._lengths: dict[str, list[int]] = {}
        self._whole: set[str] = set()
        self._phrases: dict[tuple[str, ...], list[Payload]] = {}
        self._longest_phrase: dict[str, int] = {}

    def add(self, forms: Iterable[str], *payloads: Payload, whole: bool = False) -> None:
        """Learn the forms; a form without payload is recognised but not reported: it hides what is inside it."""
        for form in map(fold, forms):
            english = form.isascii() and (words := _words(form))
            known = self._add_phrase(words) if english else self._add_substring(form)
            known.extend(payload for payload in payloads if payload not in known)
            if whole:
                self._whole.add(form)

    def _add_substring(self, form: str) -> list[Payload]:
        lengths = self._lengths.setdefault(form[0], [])
        if len(form) not in lengths:
            lengths.append(len(form))
            lengths.sort(reverse=True)
        return self._substrings.setdefault(form, [])

    def _add_phrase(self, parts: Iterable[_Word]) -> list[Payload]:
        words = tuple(part.singular for part in parts)
        self._longest_phrase[words[0]] = max(len(words), self._longest_phrase.get(words[0], 0))
        return self._phrases.setdefault(words, [])

    @cached_property
    def _by_stems(self) -> dict[tuple[str, ...], list[tuple[str, ...]]]:
        """Known phrases by their stems; only inflected words need it, so it is made when the first one comes."""
        found: dict[tuple[str, ...], list[tuple[str, ...]]] = {}
        for words in self._phrases:
            found.setdefault(tuple(map(stem, words)), []).append(words)
        return found

    def find(self, text: str) -> list[tuple[int, int, Payload]]:
        """Start, end and payload of each form in a folded text; a form with several payloads gives several rows."""
        spans = [*self._substring_spans(text), *self._phrase_spans(text)]
        return [(start, end, payload) for start, end, payloads in _apart(spans) for payload in payloads]

    def _substring_spans(self, text: str) -> Iterator[tuple[int, int, list[Payload]]]:
        for start, first in enumerate(text):
            for length in self._lengths.get(first, ()):
                end = start + length
                payloads = self._substrings.get(text[start:end]) if end <= len(text) else None
                if payloads is not None and self._stands_apart(text, start, end):
                    yield start, end, payloads
                    break

    def _stands_apart(self, text: str, start: int, end: int) -> bool:
        """False for タイ in タイトル, 鹿 in 鹿児島, and for a `whole` form (道) that no particle follows."""
        before, after = text[start - 1 : start] if start else "", text[end : end + 1]
        kinds = (*_CLASSES, _KANJI) if self._lone_kanji and end - start == 1 else _CLASSES
        for kind in kinds:
            if (kind.match(text[start]) and kind.match(before)) or (kind.match(text[end - 1]) and kind.match(after)):
                return False
        return text[start:end] not in self._whole or bool(_PARTICLE.match(after))

    def _phrase_spans(self, text: str) -> Iterator[tuple[int, int, list[Payload]]]:
        words = _words(text)
        for place, word in enumerate(words):
            longest = max(self._longest_phrase.get(word.singular, 0), _PHRASE_WORDS if word.inflected else 0)
            for size in range(min(longest, len(words) - place), 0, -1):
                run = words[place : place + size]
                payloads = self._payloads(run)
                if payloads is not None and _joined(text, run):
                    yield run[0].start, run[-1].end, payloads
                    break

    def _payloads(self, run: list[_Word]) -> list[Payload] | None:
        exact = self._phrases.get(tuple(word.singular for word in run))
        if exact is not None or not any(word.inflected for word in run):
            return exact
        for known in self._by_stems.get(tuple(stem(word.singular) for word in run), ()):
            if all(word.inflected or word.singular == form for word, form in zip(run, known, strict=True)):
                return self._phrases[known]
        return None


def _apart(spans: Iterable[tuple[int, int, Payload]]) -> Iterator[tuple[int, int, Payload]]:
    """The spans that remain when an earlier, then a longer one wins over any it overlaps."""
    reached = 0
    for start, end, payload in sorted(spans, key=lambda span: (span[0], -span[1])):
        if start >= reached:
            yield start, end, payload
            reached = end


@lru_cache(maxsize=1024)
def _words(folded: str) -> list[_Word]:
    words = []
    for match in _ENGLISH.finditer(folded):
        word = match[0].partition("'")[0].partition("’")[0]
        word = word if word.isascii() else unaccented(word)
        words.append(_Word(*match.span(), _singular(word), len(word) > 4 and word.endswith(("ed", "ing"))))
    return words


def _joined(text: str, run: list[_Word]) -> bool:
    """Whether nothing but a space, hyphen, slash or apostrophe parts the words."""
    gaps = (text[left.end : right.start] for left, right in zip(run, run[1:], strict=False))
    return all(_GAP.fullmatch(gap) for gap in gaps)


def _singular(word: str) -> str:
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-2] if word.endswith(("sses", "xes", "ches", "shes")) else word[:-1]


class _Patterns(NamedTuple):
    """Regular expressions, each with what a match of it means."""

    compiled: tuple[tuple[re.Pattern[str], str, str], ...]

    def find(self, folded: str) -> Iterator[Qualifier]:
        """Every match, where a pattern that names its value has the last word on it."""
        for pattern, kind, value in self.compiled:
            for match in pattern.finditer(folded):
                named = next((text for text in match.groupdict().values() if text), "")
                yield Qualifier(*match.span(), kind, named or value or match[0])


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """The vocabulary, ready for look-ups; made once by `load_lexicon` and safe to share."""

    _measures: _Finder[str]
    _measure_patterns: _Patterns
    _terms: _Finder[str]
    _synonyms: Mapping[str, frozenset[str]]
    _everyday: Mapping[str, frozenset[str]]
    _expansions: Mapping[str, tuple[str, ...]]
    _translations: _Finder[tuple[str, ...]]
    _places: _Finder[str]
    _place_forms: Mapping[str, tuple[str, ...]]
    _qualifiers: _Patterns
    _refusals: _Patterns
    _instructions: _Patterns
    _times: _Finder[str]
    _documents: _Finder[str]
    _frame: _Finder[str]
    _english: Mapping[str, str]
    asking: frozenset[str]
    """Normalised Japanese words, and stems of English ones, that only ask."""
    light: frozenset[str]
    """Stems of English verbs that add little to what is asked about."""

    def without_vocabulary(self) -> "Lexicon":
        """What reads measures, times, places and frames alone: without synonyms, expansions and translations."""
        nothing: dict[str, Any] = {}
        return replace(
            self,
            _terms=_Finder(),
            _synonyms=nothing,
            _everyday=nothing,
            _expansions=nothing,
            _translations=_Finder(),
            _english=nothing,
        )

    def measures_in(self, text: str) -> list[tuple[int, int, str]]:
        """Words that ask for a measure, with the measure: 直近 → actual, ゴール → target."""
        folded = fold(text)
        spans = [*self._measures.find(folded), *(_span(found) for found in self._measure_patterns.find(folded))]
        return list(_apart(spans))

    def synonyms_of(self, word: str) -> frozenset[str]:
        """Other words with the same meaning in this field, itself left out; empty for an unknown word."""
        return self._synonyms.get(fold(word), frozenset())

    def meant_by(self, word: str) -> frozenset[str]:
        """The field's words of which an everyday word may mean any, and which do not mean it: 住む → 居住, 人口."""
        return self._everyday.get(fold(word), frozenset())

    def with_aliases(self, aliases: Mapping[str, Iterable[str]]) -> "Lexicon":
        """This vocabulary with an authority's own words, each with the names that it may stand for."""
        if not aliases:
            return self
        synonyms = dict(self._synonyms)
        for word, names in aliases.items():
            meant = {clean(form).casefold() for name in names for form in (name, comparable(name))}
            synonyms[fold(word)] = synonyms.get(fold(word), frozenset()) | meant
        terms = _terms({*synonyms, *self._expansions, *self._everyday})
        return replace(self, _synonyms=synonyms, _terms=terms)

    def expansion_of(self, word: str) -> tuple[str, ...]:
        """The field's words that an everyday word stands for, all of them meant: インバウンド → 外国人, 観光."""
        return self._expansions.get(fold(word), ())

    def terms_in(self, text: str) -> list[tuple[int, int, str]]:
        """Words that have synonyms, a meaning in the field or an expansion.

        English words count only in a Japanese sentence (it, at).
        """
        folded = fold(text)
        return self._terms.find(folded) if _JAPANESE.search(folded) else []

    def translate(self, english_text: str) -> list[tuple[int, int, tuple[str, ...]]]:
        """English words and phrases with the Japanese words that they mean together.

        Rows with the same span are readings of it, of which one is meant: visitor → (観光,) or (来館者,) or …
        """
        return self._translations.find(fold(english_text))

    def in_english(self, word: str) -> str:
        """The first English phrase that means a Japanese word alone, empty where none does."""
        return self._english.get(fold(word), "")

    def places_in(self, text: str) -> list[tuple[int, int, str]]:
        """Places with their canonical Japanese names: 道内 → 北海道, Korean → 韓国."""
        return self._places.find(fold(text))

    def place_forms(self, canonical: str) -> tuple[str, ...]:
        """How a report may print the place; empty for a name that is not canonical."""
        return self._place_forms.get(canonical, ())

    def qualifiers_in(self, text: str) -> list[Qualifier]:
        """Words that narrow a number, and that an answer must meet: 1人あたり, 国内線, 中国向け."""
        found = sorted(self._qualifiers.find(fold(text)))
        return [inner for inner in found if not any(_holds(outer, inner) for outer in found)]

    def refusals_in(self, text: str) -> list[tuple[int, int, str]]:
        """What no report can answer: opinion, forecast, blame, meta (instructions to the program itself)."""
        return sorted(map(_span, self._refusals.find(fold(text))))

    def instructions_in(self, text: str) -> list[tuple[int, int, str]]:
        """Words that tell the program what to be, to say or to leave out, with their kind: rule, role, dictate, …"""
        return sorted(map(_span, self._instructions.find(fold(text))))

    def times_in(self, text: str) -> list[tuple[int, int, str]]:
        """Words for a period relative to the as-of date or the plan: 昨年度 → last_year, latest → latest."""
        return self._times.find(fold(text))

    def documents_in(self, text: str) -> list[tuple[int, int, str]]:
        """Words for a kind of report, not for what is asked about it: 調書 → evaluation."""
        return self._documents.find(fold(text))

    def frame_in(self, text: str) -> list[tuple[int, int, str]]:
        """Words of asking that carry no topic: 教えて, いくら, how many."""
        return self._frame.find(fold(text))


def _holds(outer: Qualifier, inner: Qualifier) -> bool:
    """Whether `outer` says the same kind of thing in more words: 就業者1人あたり, 1人あたり."""
    wider = outer.start <= inner.start and inner.end <= outer.end and outer[:2] != inner[:2]
    return wider and outer.kind == inner.kind


def _span(found: Qualifier) -> tuple[int, int, str]:
    return found.start, found.end, found.kind


@cache
def load_lexicon() -> Lexicon:
    """The packaged lexicon."""
    data = tomllib.loads(files("assistant").joinpath("lexicon.toml").read_text(encoding="utf-8"))
    expansions = {fold(word): tuple(parts.split()) for word, parts in data["expansions"].items()}
    synonyms = _synonyms(data["synonyms"])
    everyday = _everyday(data["everyday"])
    return Lexicon(
        _measures=_measures(data["measures"]),
        _measure_patterns=_patterns((name, {"": row.get("patterns", ())}) for name, row in data["measures"].items()),
        _terms=_terms({*synonyms, *expansions, *everyday}),
        _synonyms=synonyms,
        _everyday=everyday,
        _expansions=expansions,
        _translations=_translations(data["translations"]),
        _places=_places(data["places"]),
        _place_forms=_place_forms(data["places"]),
        _qualifiers=_patterns((kind, values) for kind, values in data["qualifiers"].items()),
        _refusals=_patterns((kind, {"": patterns}) for kind, patterns in data["refusals"].items()),
        _instructions=_patterns((kind, {"": patterns}) for kind, patterns in data["instructions"].items()),
        _times=_bilingual(data["times"]),
        _documents=_bilingual(data["documents"]),
        _frame=_frame(data["frame"]),
        _english=_english(data["translations"]),
        asking=frozenset((*data["asking"]["ja"].split(), *map(stem, data["asking"]["en"].split()))),
        light=frozenset(map(stem, data["asking"]["light"].split())),
    )


def _measures(table: _Table) -> _Finder[str]:
    finder = _Finder[str](lone_kanji=False)  # 今何人: what else 今 begins is listed under `not`
    for measure, entry in table.items():
        finder.add([*entry["ja"], *entry["en"]], measure)
        finder.add(entry.get("not", ()))
    return finder


def _synonyms(table: _Table) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for members in (line.split() for sector in table.values() for line in sector):
        for member in members:
            found.setdefault(fold(member), set()).update(other for other in members if other != member)
    return {key: frozenset(words) for key, words in found.items()}


def _everyday(table: _Table) -> dict[str, frozenset[str]]:
    return {
        fold(word): frozenset(meant.split()) - {word}
        for sector in table.values()
        for spoken, meant in sector.items()
        for word in spoken.split(", ")
    }


def _terms(words: Iterable[str]) -> _Finder[str]:
    finder = _Finder[str]()
    for word in words:
        finder.add([word], word)
    return finder


def _translations(table: _Table) -> _Finder[tuple[str, ...]]:
    finder = _Finder[tuple[str, ...]]()
    for english, japanese in (entry for sector in table.values() for entry in sector.items()):
        finder.add(english.split(", "), *(tuple(reading.split()) for reading in japanese.split(" | ") if reading))
    return finder


def _english(table: _Table) -> dict[str, str]:
    """The English phrase of each Japanese word that is alone the first reading of a row: the shortest of them."""
    phrases: dict[str, str] = {}
    entries = [(en.split(", ")[0], ja.split(" | ")[0]) for sector in table.values() for en, ja in sector.items()]
    entries.sort(key=lambda entry: len(entry[0].split()))
    for english, reading in entries:
        if reading and " " not in reading:
            phrases.setdefault(fold(reading), english)
    return phrases


def _two_languages(forms: str) -> tuple[list[str], list[str]]:
    japanese, _, english = forms.partition(" ; ")
    return japanese.split(", "), english.split(", ") if english else []


def _bilingual(table: _Table) -> _Finder[str]:
    finder = _Finder[str]()
    for name, forms in table.items():
        japanese, english = _two_languages(forms)
        finder.add(japanese + english, name)
    return finder


def _place_rows(table: _Table) -> Iterator[tuple[str, str, bool]]:
    for group, places in table.items():
        if group != "not":
            yield from ((name, forms, group.endswith("_whole")) for name, forms in places.items())


def _places(table: _Table) -> _Finder[str]:
    finder = _Finder[str]()
    for name, forms, whole in _place_rows(table):
        japanese, english = _two_languages(forms)
        finder.add(japanese + english, name, whole=whole)
    finder.add([*table["not"]["ja"], *table["not"]["en"]])
    return finder


def _place_forms(table: _Table) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for name, forms, _ in _place_rows(table):
        found[name] = (*found.get(name, ()), *_two_languages(forms)[0])
    return found


def _frame(table: _Table) -> _Finder[str]:
    finder = _Finder[str]()
    finder.add([*table["ja"], *table["en"]], "frame")
    return finder


def _patterns(kinds: Iterable[tuple[str, Mapping[str, str | list[str]]]]) -> _Patterns:
    return _Patterns(
        tuple(
            (re.compile(pattern), kind, value)
            for kind, values in kinds
            for value, patterns in values.items()
            for pattern in ([patterns] if isinstance(patterns, str) else patterns)
        )
    )
