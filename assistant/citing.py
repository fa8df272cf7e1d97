"""Citations: the exact words of a report that a statement rests on."""

import hashlib
import re
from collections.abc import Iterable, Sequence

from assistant.answer import Citation
from assistant.corpus import Corpus
from assistant.quoting.excerpt import Excerpt
from index.figure import Figure
from index.markup import comparable

# How far above its value an indicator's name may stand: in the header, or a few cells up in a table of one cell a line.
_NAME_ABOVE = 14


class Citations:
    """Collects the citations of one answer; the same place is cited once."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._found: dict[str, Citation] = {}

    def figures(self, figures: Sequence[Figure], *, remark: bool = False) -> str:
        """Cite the row that one indicator's figures stand in (whole with its remark); the mark to print, as ` [1]`."""
        lines = self._corpus.lines[figures[0].report]
        start, begin = self._name_place(figures, lines)
        end = max(figure.line for figure in figures)
        last = max((figure.span[1] for figure in figures if figure.line == end), default=0)
        text = lines[end - 1]
        # The value's period bracket belongs to it; in a row of cells all up to the next tab is one cell.
        tab = text.find("\t", last)
        last = len(text) if remark or tab < 0 else tab
        quote = (
            text[begin:last]
            if start == end
            else "\n".join([lines[start - 1][begin:], *lines[start : end - 1], text[:last]])
        )
        return self._mark(figures[0].report, figures[0].section, start, end, quote)

    def note(self, report: str, note: str, after: int) -> str:
        """Cite the footnote of a figure, the first line behind the figure's that prints it; the mark to print."""
        wanted = comparable(note)
        for number, line in enumerate(self._corpus.lines[report][after:], start=after + 1):
            if comparable(line) == wanted:
                return self._mark(report, "", number, number, line.strip())
        return ""

    def excerpt(self, excerpt: Excerpt) -> str:
        """Cite an excerpt; the mark to print."""
        return self._mark(excerpt.report, " > ".join(excerpt.path), excerpt.line_start, excerpt.line_end, excerpt.quote)

    def all(self) -> tuple[Citation, ...]:
        """The citations in the order of their marks."""
        return tuple(self._found.values())

    def _name_place(self, figures: Sequence[Figure], lines: Sequence[str]) -> tuple[int, int]:
        """Line and offset where the indicator's name stands, at or above its first value; else the row's beginning."""
        first = min(figure.line for figure in figures)
        name = comparable(figures[0].name)
        for number in range(first, max(0, first - _NAME_ABOVE), -1):
            place = _find(lines[number - 1], name)
            if place is not None:
                return number, place
        line = lines[first - 1]
        return first, len(line) - len(line.lstrip())

    def _mark(self, report: str, section: str, start: int, end: int, quote: str) -> str:
        quote = quote.strip("\n")
        key = hashlib.sha256("\x1f".join((report, str(start), str(end), quote)).encode()).hexdigest()[:10]
        if key not in self._found:
            cited = self._corpus.reports[report]
            page = cited.page_of(start)
            self._found[key] = Citation(key, report, cited.title, section, start, end, page, quote)
        return f" [{list(self._found).index(key) + 1}]"


def _find(line: str, name: str) -> int | None:
    """Where a name without white space begins in a raw line, its characters in order with nothing but space between."""
    if not name:
        return None
    letters: Iterable[str] = (re.escape(letter) for letter in name)
    match = re.search(r"(?:\s|<[^<>]*>)*".join(letters), line)
    if match is None:
        # The comparable form is NFKC; full-width letters in the line need the slower way.
        return 0 if name in comparable(line) else None
    return match.start()
