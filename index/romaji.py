"""Japanese names in Latin letters: how a name may be read, and one spelling for all ways of writing that."""

import re
from collections.abc import Iterable
from functools import lru_cache

from index.gloss import kanji_readings, unaccented

_DIGRAPHS = {
    "キャ": "kya", "キュ": "kyu", "キョ": "kyo", "シャ": "sha", "シュ": "shu", "ショ": "sho",
    "チャ": "cha", "チュ": "chu", "チョ": "cho", "ニャ": "nya", "ニュ": "nyu", "ニョ": "nyo",
    "ヒャ": "hya", "ヒュ": "hyu", "ヒョ": "hyo", "ミャ": "mya", "ミュ": "myu", "ミョ": "myo",
    "リャ": "rya", "リュ": "ryu", "リョ": "ryo", "ギャ": "gya", "ギュ": "gyu", "ギョ": "gyo",
    "ジャ": "ja", "ジュ": "ju", "ジョ": "jo", "ビャ": "bya", "ビュ": "byu", "ビョ": "byo",
    "ピャ": "pya", "ピュ": "pyu", "ピョ": "pyo", "ティ": "ti", "ディ": "di", "ファ": "fa",
    "フィ": "fi", "フェ": "fe", "フォ": "fo", "ウィ": "wi", "ウェ": "we", "ウォ": "wo",
    "シェ": "she", "ジェ": "je", "チェ": "che",
}  # fmt: skip
_ROWS = (
    ("アイウエオ", "a i u e o"), ("カキクケコ", "ka ki ku ke ko"), ("サシスセソ", "sa shi su se so"),
    ("タチツテト", "ta chi tsu te to"), ("ナニヌネノ", "na ni nu ne no"), ("ハヒフヘホ", "ha hi fu he ho"),
    ("マミムメモ", "ma mi mu me mo"), ("ヤユヨ", "ya yu yo"), ("ラリルレロ", "ra ri ru re ro"),
    ("ワヰヱヲン", "wa i e o n"), ("ガギグゲゴ", "ga gi gu ge go"), ("ザジズゼゾ", "za ji zu ze zo"),
    ("ダヂヅデド", "da ji zu de do"), ("バビブベボ", "ba bi bu be bo"), ("パピプペポ", "pa pi pu pe po"),
    ("ァィゥェォ", "a i u e o"), ("ャュョヴ", "ya yu yo vu"),
)  # fmt: skip
_LETTERS = {kana: sound for row, sounds in _ROWS for kana, sound in zip(row, sounds.split(), strict=True)}
_SPELLINGS = (
    (re.compile(r"[-' ]"), ""),
    (re.compile(r"m(?=[bpm])"), "n"),
    (re.compile(r"tch"), "cch"),
    (re.compile(r"oh(?![aiueoy])"), "o"),
    (re.compile(r"ou|oo"), "o"),
    (re.compile(r"([aiue])\1"), r"\1"),
    (re.compile(r"sy"), "sh"),
    (re.compile(r"ty"), "ch"),
    (re.compile(r"(?<![st])hu"), "fu"),
    (re.compile(r"(?<!t)si(?!$)"), "shi"),
    (re.compile(r"tu"), "tsu"),
)
_VOICED = {"k": "g", "s": "z", "sh": "j", "t": "d", "ch": "j", "ts": "z", "h": "b", "f": "b"}
_CLIPPED = re.compile(r"(?<=.)(?:tsu|chi|ku|ki)$")
_ONSET = re.compile(r"sh|ch|ts|[ksthf]")
_KATAKANA = str.maketrans({chr(code): chr(code + 0x60) for code in range(0x3041, 0x3097)})


@lru_cache(maxsize=65536)
def romaji(reading: str) -> str:
    """A reading in kana in Latin letters: コシガヤ → koshigaya. Empty where it is none."""
    kana, letters, at = reading.translate(_KATAKANA), "", 0
    while at < len(kana):
        pair = kana[at : at + 2]
        if pair in _DIGRAPHS:
            letters, at = letters + _DIGRAPHS[pair], at + 2
        elif kana[at] == "ッ":
            letters, at = letters + "=", at + 1
        elif kana[at] == "ー":
            letters, at = letters + letters[-1:], at + 1
        elif kana[at] in _LETTERS:
            letters, at = letters + _LETTERS[kana[at]], at + 1
        else:
            return ""
    return re.sub(r"=(\w)", r"\1\1", letters).replace("=", "")


@lru_cache(maxsize=65536)
def one_spelling(name: str) -> str:
    """A romanised name without what people spell in several ways: long vowels, n before b, accents."""
    spelt = unaccented(name).lower()
    for pattern, plain in _SPELLINGS:
        spelt = pattern.sub(plain, spelt)
    return spelt


_UNVOICED = {"g": "k", "z": "s", "j": "sh", "d": "t", "b": "h"}


def unvoiced(name: str) -> str:
    """A name as it sounds alone, where it is voiced within a compound: gurashi → kurashi."""
    return _UNVOICED.get(name[:1], name[:1]) + name[1:]


def may_be_read(name: str) -> re.Pattern[str]:
    """What a name in kanji may be in Latin letters, in `one_spelling`: 磯鳴 as isonari, isomei, kimei and others."""
    sounds = ["|".join(_sounds(letter, first=not n)) or "(?!)" for n, letter in enumerate(name)]
    return re.compile("".join(f"(?:{choices})" for choices in sounds))


def _sounds(letter: str, *, first: bool) -> list[str]:
    if letter in "ノのヶケが之ヵ":
        return ["no", "ga", "ke", "ka"]
    kana = romaji(letter)
    readings = [kana] if kana else [one_spelling(romaji(reading)) for reading in _with_stems(kanji_readings(letter))]
    found = {sound for sound in readings if sound}
    # きつ + かわ is きっかわ.
    found |= {sound[: clipped.start()] for sound in found if (clipped := _CLIPPED.search(sound))}
    if not first:
        found |= {_VOICED[onset[0]] + sound[onset.end() :] for sound in found if (onset := _ONSET.match(sound))}
    found |= {sound[0] + sound for sound in found if _ONSET.match(sound)} if not first else set()
    return sorted(found, key=lambda sound: (-len(sound), sound))


_TO_I = str.maketrans("うくぐすつぬぶむる", "いきぎしちにびみり")


def _with_stems(readings: Iterable[str]) -> Iterable[str]:
    """The readings, and of a verb its root, its whole and its noun: な.る → な, なる, なり."""
    for reading in readings:
        root, _, ending = reading.strip("-").partition(".")
        yield root
        if ending:
            yield root + ending
            yield root + ending[:-1] + ending[-1].translate(_TO_I)
