"""Japanese tokens: what the keyword legs index and ask for."""

import importlib.metadata
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal, NamedTuple

from index.text import clean

if TYPE_CHECKING:
    from sudachipy import Dictionary, Morpheme, Tokenizer  # type: ignore[import-untyped]  # no py.typed marker

TOKENIZER_VERSION = "1"
"""Moves whenever the same text would give other tokens, so that an older index is seen as another one."""

# Sudachi refuses inputs over 49,149 bytes; a character is at most four.
_PIECE = 12_000
_SKIPPED = frozenset({"空白", "補助記号"})
_CONTENT = frozenset({"名詞", "動詞", "形容詞", "形状詞", "副詞"})
_DROPPED = frozenset(
    {
        # interrogatives
        *("何", "何人", "何方", "何処", "何時", "何故", "何れ", "何の", "何程", "何名", "何年", "何月", "何件", "何回"),
        *(
            "何割",
            "何%",
            "誰",
            "幾ら",
            "幾つ",
            "幾",
            "どう",
            "如何",
            "どんな",
            "どの",
            "どれ",
            "いつ",
            "いくら",
            "どの位",
        ),
        # formal nouns
        *("事", "物", "為", "所", "時", "方", "通り", "訳", "筈", "様", "等", "他", "内", "中", "上", "下", "際", "点"),
        *("件", "由", "儘", "毎", "位", "程", "間", "積もり", "とも"),
        # light verbs, and the verbs of asking
        *("為る", "居る", "有る", "成る", "出来る", "遣る", "言う", "来る", "行く", "呉れる", "貰う", "下さる", "頂く"),
        *("見る", "置く", "仕舞う", "教える", "願う", "因る", "於く", "付く", "つく", "対する"),
    }
)

_thread = threading.local()
_loading = threading.Lock()


DICTIONARY_VERSION = f"sudachidict_core {importlib.metadata.version('sudachidict_core')}"
"""Stamped into every index: another dictionary gives other tokens. Read without loading the dictionary."""


@cache
def _dictionary() -> "Dictionary":
    from sudachipy import Dictionary

    return Dictionary(dict="core")


def _tokenizer() -> "Tokenizer":
    """This thread's tokenizer: a Sudachi tokenizer may not be shared between threads, its dictionary may."""
    held: Tokenizer | None = getattr(_thread, "tokenizer", None)
    if held is None:
        with _loading:
            held = _dictionary().tokenizer(mode="C")
        _thread.tokenizer = held
    return held


def _pieces(text: str) -> Iterator[str]:
    while len(text) > _PIECE:
        cut = text.rfind(" ", 0, _PIECE) + 1 or _PIECE
        yield text[:cut]
        text = text[cut:]
    yield text


def _well_formed(text: str) -> str:
    # A lone surrogate (half of a character, from a broken upload) cannot cross into Rust.
    return clean(text.encode("utf-8", "replace").decode("utf-8"))


def _morphemes(text: str) -> "Iterator[Morpheme]":
    for piece in _pieces(_well_formed(text)):
        yield from _tokenizer().tokenize(piece)


def _form(morpheme: "Morpheme") -> str:
    # A dictionary form may hold a space (`New York`), which would make two terms of one in a space-joined field.
    return "_".join(morpheme.normalized_form().lower().split())


def _short_units(morpheme: "Morpheme") -> "list[Morpheme]":
    from sudachipy import SplitMode

    return list(morpheme.split(SplitMode.A, add_single=False))


def _says_something(form: str) -> bool:
    return any(character.isalnum() for character in form)


def _carries_content(form: str) -> bool:
    # The lone letter of H30 or R2 says nothing without its number.
    lone_letter = len(form) == 1 and form.isascii()
    return form not in _DROPPED and not lone_letter and _says_something(form)


def tokenize(text: str) -> list[str]:
    """Normalised forms in reading order, long units (mode C) with their short units (mode A) behind them.

    Lower-cased; white space and punctuation are dropped.
    """
    tokens: list[str] = []
    for morpheme in _morphemes(text):
        if morpheme.part_of_speech()[0] in _SKIPPED:
            continue
        tokens += filter(_says_something, (_form(unit) for unit in (morpheme, *_short_units(morpheme))))
    return tokens


def content_words(text: str) -> list[str]:
    """The long units that carry content: nouns, verbs, adjectives and adverbs, as normalised forms.

    Without particles, auxiliaries, numerals, pronouns, interrogatives, formal nouns and light verbs. Every one of
    them is also in `tokenize(text)`.
    """
    return [word.form for word in words(text)]


def bigrams(text: str) -> list[str]:
    """Character pairs over the cleaned, lower-cased text without its spaces; a lone character stands for itself."""
    characters = _well_formed(text).lower().replace(" ", "")
    if len(characters) < 2:
        return [characters] if characters else []
    return [characters[i : i + 2] for i in range(len(characters) - 1)]


def readings(text: str) -> str:
    """The text as it is read, in katakana without spaces: 移住相談 and いじゅうそうだん both give イジュウソウダン."""
    return "".join(_reading(morpheme) for morpheme in _morphemes(text) if morpheme.part_of_speech()[0] not in _SKIPPED)


def _reading(morpheme: "Morpheme") -> str:
    surface = morpheme.surface()
    # Kana are read as they are written; Sudachi's reading of a word it does not know is its surface.
    return _katakana(surface if _is_kana(surface) else morpheme.reading_form() or surface).lower()


def _is_kana(text: str) -> bool:
    return all("\u3041" <= letter <= "\u30ff" for letter in text)


def _katakana(text: str) -> str:
    return "".join(chr(ord(letter) + 0x60) if "\u3041" <= letter <= "\u3096" else letter for letter in text)


class Unit(NamedTuple):
    """A long unit of a text: surface, reading, whether the dictionary knows it, and knows it as a word of its own.

    A name is known, and is no such word.
    """

    surface: str
    reading: str
    known: bool
    is_word: bool


def units(text: str) -> list[Unit]:
    """All units of a cleaned text in order; joined, their surfaces are the text."""
    return [
        Unit(one.surface(), _reading(one), not one.is_oov(), not one.is_oov() and one.part_of_speech()[1] != "固有名詞")
        for one in _morphemes(text)
    ]


WordKind = Literal["noun", "verb", "light", "other"]


@dataclass(frozen=True, slots=True)
class Word:
    """A content word of a text: its offsets in the cleaned text, normalised form, short units, reading and kind.

    `kind` is noun, verb, light (a verb that only adds an aspect: 続ける, 始める) or other. `parts` are
    the normalised short units (mode A), the word itself where it has none.
    """

    start: int
    end: int
    surface: str
    form: str
    parts: tuple[str, ...]
    reading: str
    kind: WordKind


def words(text: str) -> list[Word]:
    """The content words of a cleaned text, in order, as `content_words` chooses them."""
    found: list[Word] = []
    after_number = False
    for morpheme in _morphemes(text):
        part = morpheme.part_of_speech()
        counter = after_number and part[2] == "助数詞可能"
        after_number = part[1] == "数詞"
        form = _form(morpheme)
        if part[0] in _CONTENT and not after_number and not counter and _carries_content(form):
            found.append(_word(morpheme, form, _kind(part)))
    return found


def _kind(part: Sequence[str]) -> WordKind:
    if part[0] == "動詞":
        return "light" if part[1] == "非自立可能" else "verb"
    return "noun" if part[0] == "名詞" else "other"


def _word(morpheme: "Morpheme", form: str, kind: WordKind) -> Word:
    surface = morpheme.surface()
    return Word(
        start=morpheme.begin(),
        end=morpheme.end(),
        surface=surface,
        form=form,
        parts=tuple(_form(unit) for unit in _short_units(morpheme)) or (form,),
        reading=_reading(morpheme),
        kind=kind,
    )
