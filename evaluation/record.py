"""What the evaluation asks of an assistant, and the answer records it keeps."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol

from evaluation.span import Span

Record = Mapping[str, Any]
Retriever = Callable[[str, int], Sequence[tuple[str, int, int]]]
"""`retrieve(question, limit)`: the best passages first, each as (report, first line, last line)."""

JUDGED_PASSAGES = 5


class Answerer(Protocol):
    """Anything that can hold a conversation. It is given the turns and the language, and nothing else."""

    def converse(self, turns: Sequence[str], language: str) -> Record:
        """Say each turn in order in one new conversation, and return the answer to the last one.

        The record is the answer JSON of `docs/api.md`. It may carry `gathered`, the evidence behind the answer:
        `{"figures": [{"report", "line"}], "passages": [{"report", "line_start", "line_end"}]}`, best first.
        """
        ...


def public(record: Record, question_id: str) -> dict[str, Any]:
    """The record as a line of the answers file: `id` first, without what was gathered."""
    return {"id": question_id, **{name: value for name, value in record.items() if name not in ("id", "gathered")}}


def gathered_spans(record: Record) -> list[Span]:
    """The lines of the figures gathered and of the first passages; without `gathered`, of the figures shown."""
    gathered = record.get("gathered") or {"figures": record.get("figures", ())}
    figures = [_span(row, "line", "line") for row in gathered.get("figures", ())]
    passages = [_span(row, "line_start", "line_end") for row in list(gathered.get("passages", ()))[:JUDGED_PASSAGES]]
    return [span for span in (*figures, *passages) if span is not None]


def cited_span(citation: Mapping[str, Any]) -> Span | None:
    """The lines that a citation points at; None where it points at a page."""
    return _span(citation, "line_start", "line_end")


def _span(row: Mapping[str, Any], start: str, end: str) -> Span | None:
    first, last = row.get(start), row.get(end)
    if isinstance(first, int) and isinstance(last, int):
        return Span(str(row.get("report", "")), first, last)
    return None
