"""Markup that was left over in a text report: HTML tags and Markdown's emphasis are no words of the report."""

import html
import re
from functools import lru_cache

from index.text import clean, one_spaced

# Only names of HTML elements: '<Step2>' in a project's name is text.
TAG = re.compile(
    r"</?(?:ul|ol|li|p|br|div|span|b|i|u|strong|em|sub|sup|table|thead|tbody|tr|td|th)\b[^<>]*>", re.IGNORECASE
)
_EMPHASIS = re.compile(r"\*\*(?=[^\s*])([^*]*[^\s*])\*\*")


@lru_cache(maxsize=8192)
def without_tags(text: str) -> str:
    """Text without HTML tags and `**`, entities resolved, white space collapsed; otherwise as printed."""
    return one_spaced(html.unescape(_EMPHASIS.sub(r"\1", TAG.sub(" ", text))))


@lru_cache(maxsize=8192)
def comparable(text: str) -> str:
    """The form in which two printings of the same words are equal: no tags, NFKC, no white space."""
    return clean(without_tags(text)).replace(" ", "")
