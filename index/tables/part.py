"""Rows that print a part of what the row above them prints: うち外国人, （うち道内）."""

import re

# A name may begin with the same letters (うちわ, うちエコ診断): what is parted off is named in kanji, Latin or digits.
_PART = re.compile(r"[(（〔\[]?\s*うち[、，,：:]?\s*[一-鿿々A-Za-zＡ-Ｚａ-ｚ0-9０-９]")


def is_part(label: str) -> bool:
    """Whether a row's label says that its values are contained in those of the row above."""
    return _PART.match(label) is not None
