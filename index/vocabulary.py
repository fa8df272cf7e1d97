"""The reports' own words by what they mean in English and by how they sound in Latin letters.

A question in English meets Japanese passages through it: snow → 雪, 除雪; koshigaya → 越谷.
"""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from index.gloss import short_glosses
from index.romaji import one_spelling, romaji, unvoiced
from index.tokens import Word, readings, words

FILE = "vocabulary.json"
"""Where an index keeps it."""

# A lone character is in half of all words, and a short sound is an English word as well (same, done).
_SHORTEST_WORD, _SHORTEST_SOUND = 2, 4


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """`meanings` are by English stem, `sounds` by romanised reading in `one_spelling`."""

    meanings: Mapping[str, frozenset[str]]
    sounds: Mapping[str, frozenset[str]]

    def words_for(self, stem: str) -> frozenset[str]:
        """The reports' words that an English word means; where it means none, those that sound like it."""
        return self.meanings.get(stem) or self.sounding(stem)

    def sounding(self, stem: str) -> frozenset[str]:
        """The words that sound like one in Latin letters, also where a compound voices it; none for an English word."""
        if stem in self.meanings:
            return frozenset()
        spelt = one_spelling(stem)
        return self.sounds.get(spelt) or self.sounds.get(unvoiced(spelt), frozenset())


    def write(self, path: Path) -> None:
        """Keep it in a file of an index."""
        kept = {name: _lists(found) for name, found in (("meanings", self.meanings), ("sounds", self.sounds))}
        path.write_text(json.dumps(kept, ensure_ascii=False), encoding="utf-8")

    @classmethod
    def read(cls, path: Path) -> "Vocabulary | None":
        """What was kept, None where an index of an older make kept nothing."""
        if not path.exists():
            return None
        kept = json.loads(path.read_text(encoding="utf-8"))
        return cls(_frozen(kept["meanings"]), _frozen(kept["sounds"]))


def vocabulary_of(texts: Iterable[str]) -> Vocabulary:
    """The vocabulary of the reports' texts."""
    meanings: defaultdict[str, set[str]] = defaultdict(set)
    sounds: defaultdict[str, set[str]] = defaultdict(set)
    found = {(word.surface, word.form): word for text in texts for word in words(text)}
    for word in found.values():
        printed = {form for form in (word.surface.lower(), word.form) if len(form) >= _SHORTEST_WORD}
        for form in _forms(word):
            for stem in short_glosses(form):
                meanings[stem] |= printed if form in (word.form, word.surface) else {form}
        for reading, forms in ((word.reading, printed), *((readings(part), {part}) for part in word.parts[:-1])):
            sound = one_spelling(romaji(reading.upper()))
            if len(sound) >= _SHORTEST_SOUND:
                sounds[sound] |= forms
    return Vocabulary(_frozen(meanings), _frozen(sounds))


def _forms(word: Word) -> set[str]:
    return {form for form in (word.form, word.surface, *word.parts) if len(form) >= _SHORTEST_WORD}


def _lists(found: Mapping[str, Collection[str]]) -> dict[str, list[str]]:
    return {key: sorted(words) for key, words in sorted(found.items())}


def _frozen(found: Mapping[str, Collection[str]]) -> dict[str, frozenset[str]]:
    return {key: frozenset(words) for key, words in found.items() if words}
