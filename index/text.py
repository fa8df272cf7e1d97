"""The one text hygiene used before every tokenisation, embedding and comparison."""

import re
import unicodedata

_SPACE = re.compile(r"\s+")
_SPREAD = re.compile(r"(?:[^\W\d_a-zA-Zａ-ｚＡ-Ｚ][\s　]+)+[^\W\d_a-zA-Zａ-ｚＡ-Ｚ](?=[(（]|$)")


def clean(text: str) -> str:
    """NFKC, with tabs, line breaks and runs of spaces folded to one space."""
    return one_spaced(unicodedata.normalize("NFKC", text))


def one_spaced(text: str) -> str:
    """The text trimmed, with tabs, line breaks and runs of spaces folded to one space; else as printed."""
    return _SPACE.sub(" ", text).strip()


def unspread(text: str) -> str:
    """A header's text without the spaces that spread its letters over the width of a cell: 実　績, 区　分."""
    match = _SPREAD.match(text.strip())
    return _SPACE.sub("", match[0]) + text.strip()[match.end() :] if match else text
