"""HTML and Markdown that stand in a text report: tags and the stars of bold print are no words of the report."""

import html
import re

from index.text import clean

# Only names of HTML elements: '<Step2>' in a project's name is text.
TAG = re.compile(
    r"</?(?:ul|ol|li|p|br|div|span|b|i|u|strong|em|sub|sup|table|thead|tbody|tr|td|th)\b[^<>]*>", re.IGNORECASE
)
_BOLD = re.compile(r"\*\*(?=[^\s*])([^*]*[^\s*])\*\*")


def without_tags(text: str) -> str:
    """Text without HTML tags and stars of bold print, entities resolved, white space collapsed.

    Characters are otherwise as printed.
    """
    plain = _BOLD.sub(r"\1", text) if "**" in text else text
    return re.sub(r"\s+", " ", html.unescape(TAG.sub(" ", plain))).strip()


def comparable(text: str) -> str:
    """The form in which two printings of the same words are equal: no tags, NFKC, no white space."""
    return clean(without_tags(text)).replace(" ", "")
