"""What one index offers to answering: reports, figures, indicators, names and search, made ready once."""

from collections.abc import Callable, Sequence
from functools import cached_property

from assistant.judging.standing import Standings
from assistant.lexicon import Lexicon, load_lexicon
from assistant.linking import Linker
from assistant.lists.heading import Headings
from assistant.quoting.excerpt import Excerpts
from assistant.telling import tellings
from assistant.understanding.constraint import Constraints
from assistant.understanding.naming import ReportNames
from assistant.understanding.spelling import Spelling
from index.checks.check import Check
from index.figure import Figure
from index.indicator import Indicator
from index.passage import Passage
from index.report import Report
from index.vocabulary import Vocabulary, vocabulary_of

Search = Callable[[str, str, int, bool], list[Passage]]
"""Question, its keywords with synonyms, limit, whether to use the dense leg: the best passages, best first."""

_SEXES = {"男": "男性", "女": "女性"}


class Corpus:
    """The contents of one index, ready to be asked. `fingerprint` identifies the index."""

    def __init__(
        self,
        reports: Sequence[Report],
        figures: Sequence[Figure],
        indicators: Sequence[Indicator],
        search: Search,
        fingerprint: str = "",
        findings: Sequence[Check] = (),
        lexicon: Lexicon | None = None,
        kept: Callable[[], Vocabulary | None] = lambda: None,
    ) -> None:
        self.fingerprint = fingerprint
        self._kept = kept
        self.lexicon: Lexicon = lexicon or load_lexicon()
        self.reports = {report.id: report for report in reports}
        self.lines = {report.id: report.lines for report in reports}
        self.figures = {figure.figure_id: figure for figure in figures}
        self._latest_years: dict[tuple[str, int], int] = {}
        for figure in self.figures.values():
            if figure.year is not None:
                row = figure.report, figure.line
                self._latest_years[row] = max(figure.year, self._latest_years.get(row, figure.year))
        self._descriptions: dict[str, str] = {}
        self.indicators = list(indicators)
        self.findings = list(findings)
        self.search = search
        self.names = ReportNames(reports)
        self._told = tellings(self.indicators, self.figures, self.lines)
        self.linker = Linker(
            self.indicators,
            {report.id: f"{report.title} {report.publisher}" for report in reports},
            self._told,
            self.sounding,
        )
        self.constraints = Constraints(self.lexicon)
        self.excerpts = Excerpts(
            self.lines,
            {report.id: f"{report.title} {report.publisher}" for report in reports},
            self.constraints,
            self.linker.weight,
            self.in_japanese,
        )

    @cached_property
    def headings(self) -> Headings:
        """What the indicators stand under, made when the first list is asked for."""
        return Headings(self.reports.values(), list(self.figures.values()), self.indicators)

    @cached_property
    def standings(self) -> Standings:
        """The rows that say how things stand, found by all that they print."""
        titles = {report.id: f"{report.title} {report.publisher}" for report in self.reports.values()}
        return Standings(self.indicators, self.figures_of, self.lines, titles, self.linker.weight)

    @cached_property
    def spelling(self) -> Spelling:
        """The words of the indicators' names, by which misspelt ones are read."""
        names = {f"{one.name} {one.scope}": None for one in self.indicators if one.kind in ("kpi", "budget", "table")}
        return Spelling(names, ["\n".join(lines) for lines in self.lines.values()])

    @cached_property
    def _vocabulary(self) -> Vocabulary:
        return self._kept() or vocabulary_of(line for lines in self.lines.values() for line in lines)

    def in_japanese(self, stem: str) -> frozenset[str]:
        """The reports' words that an English word, given as its stem, means or sounds like."""
        return self._vocabulary.words_for(stem)

    def sounding(self, stem: str) -> frozenset[str]:
        """The reports' words that sound like a word in Latin letters that means none of them."""
        return self._vocabulary.sounding(stem)

    def figures_of(self, indicator: Indicator) -> list[Figure]:
        """An indicator's figures in document order, each once (printed again ones left out)."""
        figures = [self.figures[figure_id] for figure_id in indicator.figure_ids]
        return [figure for figure in figures if not figure.repeat_of] or figures

    def latest_year(self, figure: Figure) -> int | None:
        """The latest year that the row of a figure prints."""
        return self._latest_years.get((figure.report, figure.line))

    def description(self, indicator: Indicator) -> str:
        """All that the reports say of what an indicator covers: name, scope, headings, title, units, notes, outline."""
        if indicator.id not in self._descriptions:
            self._descriptions[indicator.id] = self._described(indicator)
        return self._descriptions[indicator.id]

    def _described(self, indicator: Indicator) -> str:
        report = self.reports[indicator.report]
        own = " ".join(f"{figure.text} {figure.note}" for figure in self.figures_of(indicator))
        # A column's header says in one letter what a sentence says in two.
        sexes = " ".join(_SEXES[word] for word in f"{indicator.name} {indicator.scope}".split() if word in _SEXES)
        return " ".join(
            (
                indicator.name,
                indicator.scope,
                indicator.item,
                indicator.section,
                report.title,
                report.publisher,
                own,
                sexes,
                self._told.get(indicator.id, ""),
            )
        )
