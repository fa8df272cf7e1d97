"""The one spelling in which answers and expected strings are compared."""

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache

_Rewrite = tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]]

_LIST_MARK = re.compile("[①-⑳]")
_NOTE_MARK = re.compile("(?<![mM])[⁰¹²³⁴-⁹]+")  # not the unit m² or m³
_SPACE = re.compile(r"\s+")
_SPACE_BESIDE_JAPANESE = re.compile(r" (?=[^\x00-\x7f])|(?<=[^\x00-\x7f]) ")
_REWRITES: tuple[_Rewrite, ...] = (
    (re.compile(r"\[\d+(?:[\s,、・~-]*\d+)*\]"), ""),  # citation marks [1], [1, 2], [1-3]
    (re.compile("[*_`]"), ""),  # Markdown emphasis
    (re.compile("[〜～∼]"), "~"),
    (re.compile("[−–‐‑]"), "-"),
    (re.compile(r"(?<![\d.a-z])\d{1,3}(?:,\d{3})+(?!\d)"), lambda match: match[0].replace(",", "")),
    (re.compile(r"(?<=\d) ?(?:パーセント|percent\b|per cent\b)"), "%"),
    (re.compile(r"(?<=\d) %"), "%"),
    (re.compile(r"(?<=\d)\.0+(?!\d)"), ""),
    (re.compile(r"(?<=\d)[- ]?(thousand|million|billion|trillion)\b"), r" \1"),
    (re.compile(r"(?<=\d) ?bn\b"), " billion"),
    (re.compile("(?<=[\\d数何])[か力ヶヵケ箇個](?=[所国月年村町])"), "カ"),
    (re.compile("(?<=\\d)名(?!古屋)"), "人"),
)


def plain(text: str) -> str:
    """`text` in the spelling that comparisons are made in.

    Folds width and case, thousands separators, percent signs and words, English words of size, dashes and tildes,
    名 and 人, か所 and カ所; drops citation marks, emphasis, note marks, `.0` and spaces beside Japanese characters.
    """
    unmarked = _LIST_MARK.sub("・", _NOTE_MARK.sub("", text))
    folded = _SPACE.sub(" ", unicodedata.normalize("NFKC", unmarked).casefold())
    for pattern, replacement in _REWRITES:
        folded = pattern.sub(replacement, folded)
    return _SPACE_BESIDE_JAPANESE.sub("", folded)


def plain_lines(text: str) -> str:
    """`text` with each line break as the end of a sentence, in the spelling of `plain`."""
    return plain(text.replace("\n", "。"))


@lru_cache(maxsize=4096)
def pattern_of(expected: str) -> str:
    """A pattern for `expected` in plain text; a digit at either end must not touch another digit of a number."""
    wanted = plain(expected)
    left = r"(?<![\d.])" if wanted[:1].isdigit() else ""
    right = r"(?!\d)(?![.,]\d)" if wanted[-1:].isdigit() else ""
    return left + re.escape(wanted) + right


def occurs(expected: str, text: str) -> bool:
    """Whether `expected`, spelt in any way, occurs in `text`, which is plain already."""
    return re.search(pattern_of(expected), text) is not None
