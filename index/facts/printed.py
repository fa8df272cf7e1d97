"""Words without their markup, each letter of which knows where it is printed."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

from index.markup import TAG

_ENTITY = re.compile(r"&(?:#\d+|#x[0-9a-fA-F]+|[A-Za-z]+);")
_INLINE = re.compile(r"</?(?:span|b|i|u|strong|em|sub|sup)\b", re.IGNORECASE)
_LINE = re.compile(r"</?br\b", re.IGNORECASE)
BREAK = "\n"
"""Stands where a tag parts paragraphs or items."""


@dataclass(frozen=True, slots=True)
class Printed:
    """`text` is what a reader sees; `starts` and `ends` hold the offsets of each of its letters in the raw text."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where `text[start:end]` stands in the raw text. The range must not be empty."""
        return self.starts[start], self.ends[end - 1]


def read_printed(raw: str, start: int, end: int) -> Printed:
    """What is printed in `raw[start:end]`: entities as their letters, tags of blocks as BREAK, <br> as a space."""
    letters = list(_letters(raw, start, end))
    return Printed(
        "".join(letter for letter, _, _ in letters),
        tuple(begin for _, begin, _ in letters),
        tuple(stop for _, _, stop in letters),
    )


def _letters(raw: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    at = start
    while at < end:
        tag = TAG.match(raw, at, end)
        entity = _ENTITY.match(raw, at, end)
        if tag is not None:
            if not _INLINE.match(tag[0]):
                yield " " if _LINE.match(tag[0]) else BREAK, at, tag.end()
            at = tag.end()
        elif entity is not None:
            for letter in html.unescape(entity[0]):
                yield letter, at, entity.end()
            at = entity.end()
        else:
            yield raw[at], at, at + 1
            at += 1
