"""The documents that questions refer to: report texts, titles and original file names."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache
from importlib import resources

from evaluation.span import Span
from index.report import Report


@lru_cache(maxsize=1)
def document_names() -> Mapping[str, str]:
    """Report id by original file name, from `questions/documents.toml`."""
    table = resources.files("evaluation").joinpath("questions/documents.toml").read_text(encoding="utf-8")
    return {name: report for report, name in tomllib.loads(table)["documents"].items()}


def report_of(document: str) -> str:
    """The report id of a document as question files name it; a name without an entry is taken as a report id."""
    return document_names().get(document, document)


@dataclass(frozen=True)
class Documents:
    """What scoring reads of the reports. `texts` and the others are by report id; line n is `lines(report)[n - 1]`."""

    texts: Mapping[str, str]
    titles: Mapping[str, str] = field(default_factory=dict)
    dates: Mapping[str, tuple[date, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, reports: Iterable[Report]) -> "Documents":
        """The documents of an index's reports."""
        kept = list(reports)
        return cls(
            texts={report.id: report.text for report in kept},
            titles={report.id: report.title for report in kept},
            dates={report.id: tuple(day for day in (report.published, report.as_of) if day) for report in kept},
        )

    @classmethod
    def packaged(cls) -> "Documents":
        """The five reports that ship with the package."""
        folder = resources.files("seeds")
        entries = tomllib.loads(folder.joinpath("manifest.toml").read_text(encoding="utf-8"))["report"]
        return cls(
            texts={entry["id"]: _text(folder.joinpath(entry["file"]).read_bytes()) for entry in entries},
            titles={entry["id"]: entry["title"] for entry in entries},
            dates={entry["id"]: (entry["published"], entry["as_of"]) for entry in entries},
        )

    @cached_property
    def _lines(self) -> Mapping[str, list[str]]:
        return {report: text.split("\n") for report, text in self.texts.items()}

    def quoted(self, span: Span) -> str | None:
        """The text of a span, lines joined by a line feed; None where the report has no such lines."""
        lines = self._lines.get(span.report)
        if lines is None or not 1 <= span.line_start <= span.line_end <= len(lines):
            return None
        return "\n".join(lines[span.line_start - 1 : span.line_end])


def _text(data: bytes) -> str:
    return data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
