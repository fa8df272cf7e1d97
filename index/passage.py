"""A passage: what is retrieved."""

import hashlib
from dataclasses import dataclass

MAX_CHARACTERS = 800


@dataclass(frozen=True, slots=True)
class Passage:
    """Text with its heading path and line span (1-based, inclusive). Never cuts a table row.

    `id` is derived from report, path and text, so it survives a rebuild; `hash` covers every field, so a moved
    passage is seen as changed although its id and its text are the same.
    """

    id: str
    report: str
    text: str
    path: tuple[str, ...]
    line_start: int
    line_end: int
    page: int | None = None

    @property
    def hash(self) -> str:
        """Hex digest over all fields."""
        parts = (self.id, self.report, self.text, *self.path, str(self.line_start), str(self.line_end), str(self.page))
        return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()

    @property
    def content(self) -> str:
        """Path and text together: what is embedded and tokenised."""
        return "\n".join((*self.path, self.text))
