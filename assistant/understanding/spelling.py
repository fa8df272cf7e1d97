"""Misspelt words read as the words of indicators' names: in kana only, in other kanji of the same sound, or a slip.

A word that some report prints is no misspelling, and a word that the dictionary knows is none of another sound.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import accumulate

from index.romaji import one_spelling, romaji
from index.text import clean
from index.tokens import Unit, units

_RUN = re.compile(r"[ぁ-ゖー]{4,}|[一-龠々ァ-ヺー]{4,}")
_HIRAGANA = re.compile(r"[ぁ-ゖー]+")
_KATAKANA = re.compile(r"[ァ-ヺー]+")
_SHORTENED = re.compile(r"[一-龠]{2,3}|[ァ-ヺー]{3,}")
_LATIN = re.compile(r"[A-Za-z]{4,}")
_WORD = re.compile(r"[0-9A-Za-z一-龠々ぁ-ゖァ-ヺー]+")
_KANJI = re.compile(r"[一-龠]")
# What may stand behind a word in kana, so that it is a word's end.
_BEHIND = re.compile(r"$|[のはがをにでもとって]|すう|りつ|がく")
# As many words of a name are one word of a question: 保育所|等|入所|待機児童|数.
_MOST_UNITS = 5
# Shorter sounds and words are too many other words' as well.
_SHORT_SOUND, _LONG_SOUND, _SHORT_WORD, _SHORT_KATAKANA = 4, 5, 4, 6


class Spelling:
    """Corrects the words of a question by the names of one index, whose reports print `texts`."""

    def __init__(self, names: Iterable[str], texts: Sequence[str]) -> None:
        self._names = names
        self._texts = texts

    def corrected(self, text: str) -> str:
        """The cleaned text with each misspelt word as the names print it."""
        text = _RUN.sub(lambda match: self._read(match[0]), text)
        return "".join(self._whole(unit) for unit in units(text)) if _SHORTENED.search(text) else text

    def _whole(self, unit: Unit) -> str:
        """The name of which a word that no report prints is short (札駅), or that it spells (Kitara)."""
        said = unit.surface
        if not _SHORTENED.fullmatch(said) or self._is_printed(said):
            return said
        if _KATAKANA.fullmatch(said):
            return self._latin.get(one_spelling(romaji(said)), said)
        if unit.is_word:
            return said
        found = {word for word in self._words if _is_short_for(said, word)}
        return found.pop() if len(found) == 1 else said

    def _read(self, run: str) -> str:
        if _HIRAGANA.fullmatch(run):
            return self._from_kana(run)
        if self._is_printed(run):
            return run
        return self._of_same_sound(run) or self._without_slip(run) or run

    def _is_printed(self, word: str) -> bool:
        return any(word in text for text in self._texts)

    def _from_kana(self, run: str) -> str:
        """A run with the longest sound of several words, or of one that a particle follows, in their kanji."""
        sound = "".join(chr(ord(letter) + 0x60) if letter != "ー" else letter for letter in run)
        for size in range(len(run), _SHORT_SOUND - 1, -1):
            for at in range(len(run) - size + 1):
                word = self._by_sound.get(sound[at : at + size])
                sure = size > _LONG_SOUND or (at == 0 and _BEHIND.match(run, at + size))
                if word and sure and not self._is_printed(run[at : at + size]):
                    return run[:at] + word + self._from_kana(run[at + size :])
        return run

    def _of_same_sound(self, run: str) -> str:
        """The run with the part that sounds like a name's words in those: 待機自動 is 待機児童."""
        for before, part, behind in _parts(units(run)):
            said = "".join(unit.surface for unit in part)
            sound = "".join(unit.reading for unit in part)
            word = self._by_sound.get(sound) if len(said) >= _SHORT_WORD and len(sound) >= _LONG_SOUND else None
            if word and word != said and not self._is_printed(said):
                return before + word + behind
        return ""

    def _without_slip(self, run: str) -> str:
        """The run with the one word of a name from which a part of it differs in one letter that makes no word."""
        for before, part, behind in _parts(units(run)):
            said = "".join(unit.surface for unit in part)
            if len(said) < _SHORT_WORD or self._is_printed(said):
                continue
            long = (word for word in self._words if len(word) >= _SHORT_WORD)
            found = {word for word in long if _is_slip(said, word) and _makes_no_word(said, word, part)}
            if len(found) == 1:
                return before + found.pop() + behind
        return ""

    @cached_property
    def _named(self) -> list[list[Unit]]:
        return [units(word) for name in self._names for word in _WORD.findall(clean(name))]

    @cached_property
    def _words(self) -> frozenset[str]:
        """Words of names, and several in a row."""
        joined = ("".join(unit.surface for unit in part) for word in self._named for _, part, _ in _parts(word))
        return frozenset(word for word in joined if len(word) > len("国連"))

    @cached_property
    def _latin(self) -> dict[str, str]:
        """The words that the reports print in Latin letters, by how they sound."""
        words = {word for text in self._texts for word in _LATIN.findall(text)}
        return {one_spelling(word): word for word in sorted(words)}

    @cached_property
    def _by_sound(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for _, part, _ in (parts for word in self._named for parts in _parts(word)):
            word, sound = "".join(unit.surface for unit in part), "".join(unit.reading for unit in part)
            if len(sound) >= _SHORT_SOUND and _KANJI.search(word):
                found.setdefault(sound, word)
        return found


def _parts(found: Sequence[Unit]) -> Iterator[tuple[str, Sequence[Unit], str]]:
    """Each row of units, the longest first, with what stands before and behind it."""
    text = "".join(unit.surface for unit in found)
    ends = [0, *accumulate(len(unit.surface) for unit in found)]
    for size in range(min(_MOST_UNITS, len(found)), 0, -1):
        for at in range(len(found) - size + 1):
            yield text[: ends[at]], found[at : at + size], text[ends[at + size] :]


def _difference(one: str, other: str) -> tuple[int, int, int]:
    """Where two words begin to differ, and where the difference ends in each."""
    start = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    tail = 0
    while tail < min(len(one), len(other)) - start and one[-1 - tail] == other[-1 - tail]:
        tail += 1
    return start, len(one) - tail, len(other) - tail


def _is_short_for(said: str, word: str) -> bool:
    """Whether a word is letters of a longer one, its first and last among them: 札駅 of 札幌駅."""
    if not len(said) < len(word) <= 2 * len(said) or said[0] != word[0] or said[-1] != word[-1]:
        return False
    letters = iter(word)
    return all(letter in letters for letter in said)


def _is_slip(said: str, word: str) -> bool:
    """Whether one letter is wrong, missing, doubled or two changed places."""
    if abs(len(said) - len(word)) > 1:
        return False
    start, end, other_end = _difference(said, word)
    if end - start == 2 and said[start:end] == word[start:other_end][::-1]:
        return True
    return 0 < max(end - start, other_end - start) <= 1


def _makes_no_word(said: str, word: str, part: Sequence[Unit]) -> bool:
    """Whether what differs lies in what is no word, so that it is a slip and not another thing.

    就業者 is none of 就農者. Long words in katakana are hardly ever two.
    """
    if _KATAKANA.fullmatch(said):
        return len(said) >= _SHORT_KATAKANA and _KATAKANA.fullmatch(word) is not None
    start, end, other_end = _difference(said, word)
    if start == other_end and said[start - 1 : start] == said[start:end]:
        return True  # a letter twice
    at = 0
    for unit in part:
        touched = at < max(end, start + 1) and at + len(unit.surface) > start
        if touched and unit.known and len(unit.surface) > 1:
            return False
        at += len(unit.surface)
    return not said.startswith(word) and not word.startswith(said) and not word.endswith(said)
