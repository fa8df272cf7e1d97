"""The characters of a PDF page to lines, and lines to running text."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

_WIDE = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u30ff⺀-⻳]")
_SPACES = re.compile(r" {2,}")
# Of a character's size: the gap that is a space, between wide characters and between others.
_WIDE_GAP, _GAP = 0.6, 0.22
_SAME_PLACE = 0.1
# The gap that parts pieces, and the room of one wide space within a piece.
_PIECE_GAP, _WIDE_SPACE = 0.5, 1.1
# Not the middle dot: it also parts the words of a name.
_BULLET = re.compile(r"[○●◎◇◆■□▪►▶※]")
_WHOLE = re.compile(r"[▲△+\-−]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?[%％]?|[-－―–—]")
_NUMBER = re.compile(r"[0-9０-９.,，．%％]")


@dataclass(frozen=True, slots=True)
class Char:
    """A printed character and its box; `top` is measured from the top of the page."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float

    @property
    def middle(self) -> float:
        """Halfway down."""
        return (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text and its box.

    `first` is how much room the piece takes that cannot be parted at its beginning, `letter` its first letter alone.
    `pieces` are the parts that wide gaps part from each other, none in a line without gaps.
    """

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    first: float
    letter: float
    pieces: tuple["Line", ...] = ()

    @property
    def middle(self) -> float:
        """Halfway down."""
        return (self.top + self.bottom) / 2


def printed(chars: Iterable[dict[str, Any]]) -> list[Char]:
    """The characters as pdfplumber gives them, without control characters."""
    return [
        Char(char["text"], char["x0"], char["x1"], char["top"], char["bottom"], char["size"])
        for char in chars
        if char["text"] >= " "
    ]


def lines_of(chars: Sequence[Char]) -> list[Line]:
    """The lines that characters stand on, from top to bottom. Raised ones belong to the line beside them."""
    lines: list[list[Char]] = []
    top = bottom = 0.0
    for char in sorted(chars, key=lambda char: char.middle):
        height = char.bottom - char.top
        shared = min(bottom, char.bottom) - max(top, char.top)
        if lines and shared >= 0.5 * min(height, bottom - top):
            lines[-1].append(char)
            if height > bottom - top:
                top, bottom = char.top, char.bottom
        else:
            lines.append([char])
            top, bottom = char.top, char.bottom
    return [line for group in lines if (line := _line(sorted(group, key=lambda char: char.x0))) is not None]


def _line(chars: Sequence[Char], *, whole: bool = True) -> Line | None:
    visible = [char for char in chars if not char.text.isspace()]
    if not visible:
        return None
    text = _text(chars)
    size = max(char.size for char in visible)
    parts = _parted(chars, size) if whole else []
    pieces = [line for part in parts if (line := _line(part, whole=False)) is not None] if len(parts) > 1 else []
    return Line(
        text,
        visible[0].x0,
        max(char.x1 for char in visible),
        min(char.top for char in visible),
        max(char.bottom for char in visible),
        size,
        _first_piece(visible, text),
        visible[0].x1 - visible[0].x0,
        tuple(pieces),
    )


def _text(chars: Sequence[Char]) -> str:
    parts: list[str] = []
    last: Char | None = None
    for char in chars:
        if last is not None:
            if char.text == last.text and abs(char.x0 - last.x0) < _SAME_PLACE * char.size:
                continue  # printed twice to look bold
            if char.x0 - last.x1 > _room_for_space(last, char):
                parts.append(" ")
        parts.append(char.text)
        last = char
    return _SPACES.sub(" ", "".join(parts)).strip()


def _parted(chars: Sequence[Char], size: float) -> list[list[Char]]:
    """A line's characters cut at wide gaps; a single wide space is no gap."""
    parts: list[list[Char]] = []
    right, blanks = 0.0, 0
    for char in chars:
        if char.text.isspace():
            blanks += 1
            continue
        gap = char.x0 - right
        if parts and (gap < _PIECE_GAP * size or (blanks == 1 and gap < _WIDE_SPACE * size)):
            parts[-1].append(char)
        else:
            parts.append([char])
        right, blanks = max(right, char.x1) if parts else char.x1, 0
    return parts


def _room_for_space(last: Char, char: Char) -> float:
    wide = _WIDE.match(last.text) and _WIDE.match(char.text)
    return (_WIDE_GAP if wide else _GAP) * min(last.size, char.size)


def _first_piece(chars: Sequence[Char], text: str) -> float:
    """The width of the word that a line begins with; a wide character is a word by itself."""
    length = 1
    if not _WIDE.match(text[0]):
        while length < len(text) and text[length] != " " and not _WIDE.match(text[length]):
            length += 1
    end = chars[min(length, len(chars)) - 1]
    return end.x1 - chars[0].x0


def runs_on(line: Line, following: Line, right: float) -> bool:
    """Whether a line ends where it does because the next piece had no room before `right`.

    A piece may be drawn along by the rule that no line begins with a closing mark, so one character more is allowed.
    """
    return right - line.x1 < following.first + line.size


def joined(lines: Sequence[Line], left: float, right: float) -> str:
    """The lines of a cell between `left` and `right` as one text.

    Where a line ran out of room, wide characters and the digits of a number go on without a space; where it was broken
    on purpose, and between words, there is one.
    """
    if not lines:
        return ""
    inner = right - max(0.0, min(line.x0 for line in lines) - left)
    text = lines[0].text
    for line, following in zip(lines, lines[1:], strict=False):
        text += _between(line, following, inner) + following.text
    return text


def joined_pieces(pieces: Sequence[tuple[Line, Line]], left: float, right: float) -> str:
    """The pieces of a cell, each with the line that it stands on, as one text."""
    lines: list[Line] = []
    before: Line | None = None
    for line, piece in pieces:
        if line is before:
            last = lines[-1]
            lines[-1] = replace(last, text=f"{last.text} {piece.text}", x1=piece.x1)
        else:
            lines.append(piece)
        before = line
    return joined(lines, left, right)


def _between(line: Line, following: Line, right: float) -> str:
    if not runs_on(line, following, right) or _BULLET.match(following.text):
        return " "
    if _WHOLE.fullmatch(line.text) and _WHOLE.fullmatch(following.text):
        return " "  # two numbers, or one cut where nobody can tell
    before, after = line.text[-1], following.text[0]
    if _WIDE.match(before) or _WIDE.match(after):
        return ""
    # Japanese text is broken at any letter, English between words: only there did a part of a word have room.
    number = _NUMBER.match(before) and _NUMBER.match(after)
    broken = right - line.x1 < following.letter + _SAME_PLACE * line.size
    return "" if broken and (number or _WIDE.search(line.text + following.text)) else " "


def wrapped(lines: Sequence[Line]) -> str:
    """Lines of a paragraph as one text."""
    text = lines[0].text
    for line, following in zip(lines, lines[1:], strict=False):
        before, after = line.text[-1], following.text[0]
        number = _NUMBER.match(before) and _NUMBER.match(after) and _WIDE.search(line.text)
        text += ("" if number or _WIDE.match(before) or _WIDE.match(after) else " ") + following.text
    return text
