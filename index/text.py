"""The one text hygiene used before every tokenisation, embedding and comparison."""

import re
import unicodedata

_SPACE = re.compile(r"\s+")


def clean(text: str) -> str:
    """NFKC, with tabs, line breaks and runs of spaces folded to one space."""
    return _SPACE.sub(" ", unicodedata.normalize("NFKC", text)).strip()
