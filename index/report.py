"""A report: one source document and what is known about it."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Report:
    """One source document.

    `text` is the decoded file, line ends normalised to a line feed; line numbers are 1-based in it.
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

    @property
    def lines(self) -> list[str]:
        """The text as lines; line n is `lines[n - 1]`."""
        return self.text.split("\n")
