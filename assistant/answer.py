"""An answer and its citations, as every door gives them out."""

from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from assistant.refusal import Language
from index.checks.check import Check
from index.figure import Figure

Status = Literal["answered", "not_found", "clarify"]


@dataclass(frozen=True, slots=True)
class Citation:
    """A place in a report: `quote` stands verbatim in its lines, which are no more than what it quotes."""

    id: str
    report: str
    title: str
    section: str
    line_start: int
    line_end: int
    page: int | None
    quote: str


@dataclass(frozen=True, slots=True)
class Place:
    """Lines of a report, for measuring which evidence was gathered."""

    report: str
    line_start: int
    line_end: int


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to one question. `gathered` is the evidence it was made from; it is not part of the JSON form."""

    answer: str
    status: Status
    language: Language
    figures: tuple[Figure, ...]
    citations: tuple[Citation, ...]
    checks: tuple[Check, ...] = ()
    follow_ups: tuple[str, ...] = ()
    conversation_id: str = ""
    elapsed_ms: float = 0.0
    gathered_figures: tuple[Place, ...] = field(default=(), repr=False)
    gathered_passages: tuple[Place, ...] = field(default=(), repr=False)

    def json(self) -> dict[str, Any]:
        """The answer in the stable form of `ask --json` and `POST /api/ask`."""
        return {
            "answer": self.answer,
            "status": self.status,
            "language": self.language,
            "figures": [figure.row() for figure in self.figures],
            "citations": [asdict(citation) for citation in self.citations],
            "checks": [check.row() for check in self.checks],
            "follow_ups": list(self.follow_ups),
            "conversation_id": self.conversation_id,
            "elapsed_ms": round(self.elapsed_ms, 2),
        }
