"""The text form of a file that is no plain text: headings, paragraphs, items and tables as lines."""

import re
import struct
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import dataclass

_BREAK = re.compile(r"\s*[\t\n\r\v\f\x1c-\x1e\x85\u2028\u2029]\s*")


class Refused(Exception):
    """A file that cannot be read. The message is what follows the file's name in a sentence about it."""


# What libraries raise on bytes that are no file of their kind. None of them means that our code is sound, so the
# sentence that is made of it never says more than that the file could not be read.
DAMAGE: tuple[type[Exception], ...] = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    OSError,
    RuntimeError,
    SyntaxError,  # lxml's XMLSyntaxError is one
    TypeError,
    ValueError,
    struct.error,
    zipfile.BadZipFile,
    zlib.error,
)


@dataclass(frozen=True, slots=True)
class TextForm:
    """A file as text: the cells of a table row parted by tabs, a merged cell's text at its top left.

    `pages` holds the page of each line, empty where the format has none. `left_out` holds what could not be read, each
    a 1-based line and a sentence.
    """

    text: str
    pages: tuple[int, ...] = ()
    left_out: tuple[tuple[int, str], ...] = ()


def one_line(text: str) -> str:
    """A cell's text on one line: tabs and line breaks become a space."""
    return _BREAK.sub(" ", text).strip()


class Writer:
    """Writes a text form line by line. `page` is that of the lines to come, None for a format without pages."""

    def __init__(self) -> None:
        self.page: int | None = None
        self._lines: list[str] = []
        self._pages: list[int] = []
        self._left_out: list[tuple[int, str]] = []
        self._last = ""

    def heading(self, level: int, text: str) -> None:
        """A heading of a depth from 1 on."""
        if text := one_line(text):
            self._part("heading")
            self._line(f"{'#' * min(level, 6)} {text}")

    def paragraph(self, text: str) -> None:
        """A paragraph by itself; its line breaks stay."""
        lines = [line for part in text.split("\n") if (line := one_line(part))]
        if lines:
            self._part("paragraph")
            for line in lines:
                self._line(line)

    def item(self, text: str) -> None:
        """A list item with its mark; items that follow one another are not parted."""
        if text := one_line(text):
            self._part("item", joins=True)
            self._line(text)

    def line(self, text: str) -> None:
        """Lines of running text, not parted from the line before them."""
        for part in text.split("\n"):
            if line := one_line(part):
                self._part("line", joins=True)
                self._line(line)

    def part(self) -> None:
        """Let whatever comes next be parted from what stands before it."""
        self._last = ""

    def table(self, rows: Sequence[Sequence[str]], *, goes_on: bool = False) -> None:
        """A table; empty rows are dropped, one column is no table. `goes_on`: these rows belong to the table before."""
        lines = [[one_line(cell) for cell in row] for row in rows]
        width = max((len(row) for row in lines), default=0)
        if width < 2:
            for row in lines:
                self.paragraph("".join(row))
            return
        filled = [row for row in lines if any(row)]
        if filled:
            self._part("table", joins=goes_on)
            for row in filled:
                self._line("\t".join(row + [""] * (width - len(row))))

    def leave_out(self, message: str, *, line: int | None = None) -> None:
        """Note what could not be read, at the line written last where none is named."""
        self._left_out.append((line or max(1, len(self._lines)), message))

    def form(self) -> TextForm:
        """What was written."""
        return TextForm("\n".join(self._lines), tuple(self._pages), tuple(self._left_out))

    def _part(self, kind: str, *, joins: bool = False) -> None:
        if self._lines and not (joins and kind == self._last):
            self._line("")
        self._last = kind

    def _line(self, line: str) -> None:
        self._lines.append(line)
        if self.page is not None:
            self._pages.append(self.page)
