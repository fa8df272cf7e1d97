"""A span: the lines of a report that something stands on."""

from collections.abc import Sequence
from typing import NamedTuple


class Span(NamedTuple):
    """Lines `line_start` to `line_end` of a report, 1-based and inclusive."""

    report: str
    line_start: int
    line_end: int

    def overlaps(self, other: "Span") -> bool:
        """Whether the two share a line."""
        return self.report == other.report and self.line_start <= other.line_end and other.line_start <= self.line_end


def coverage(found: Sequence[Span], sources: Sequence[Span], every: bool) -> float:
    """How much of `sources` is touched by `found`: the share where every one is asked for, else 1.0 for any of them."""
    touched = [any(span.overlaps(source) for span in found) for source in sources]
    if not touched:
        return 0.0
    return sum(touched) / len(touched) if every else float(any(touched))
