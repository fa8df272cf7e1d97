"""A report: one source document and what is known about it."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Report:
    """One source document.

    `text` is the decoded file, line ends normalised to a line feed, or the text form of a file that is no text (tables
    as lines whose cells are parted by tabs); line numbers are 1-based in it. `pages` holds the page of each line, empty
    where the format has none. `left_out` holds what of the file could not be read, each a line and a sentence; it is
    known while the file is read and not stored.
    `sha256` is the hex digest of the file's bytes. `published` and `as_of` are None where unknown.
    """

    id: str
    title: str
    publisher: str
    published: date | None
    as_of: date | None
    audience: str
    source: str
    licence: str
    file: str
    sha256: str
    text: str
    pages: tuple[int, ...] = ()
    left_out: tuple[tuple[int, str], ...] = ()

    @property
    def lines(self) -> list[str]:
        """The text as lines; line n is `lines[n - 1]`."""
        return self.text.split("\n")

    def page_of(self, line: int) -> int | None:
        """The page that a line stands on, None where the format has none."""
        return self.pages[line - 1] if self.pages else None
