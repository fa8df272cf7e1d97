"""The evidence gathered for one question: indicators it may mean, with their figures, and passages with excerpts."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import cache, cached_property

from assistant.ambiguity import of_field
from assistant.candidate import Candidate
from assistant.corpus import Corpus
from assistant.judging.reason import reasons
from assistant.linking import Link
from assistant.lists.criterion import Criterion, Graded, Not, grade_of
from assistant.lists.listing import Listing, read_listing, with_criteria
from assistant.lists.ranking import Selection, graded_words, grouped, quoted_cells, select
from assistant.lists.row import Row
from assistant.lists.scope import rows_of
from assistant.quoting.excerpt import Excerpt
from assistant.quoting.expected import asks_remaining, asks_year, can_tell, is_of_quantity, quantity_asked
from assistant.understanding.compound import partings
from assistant.understanding.operator import asks_share, asks_to_target
from assistant.understanding.portion import lacking, names, names_part
from assistant.understanding.premise import Premise, read_premise
from assistant.understanding.question import Question
from assistant.understanding.subject import second_subject
from assistant.understanding.term import TOPIC
from index.figure import Figure, Measure
from index.markup import comparable
from index.passage import Passage

PASSAGES = 8
# Below this share of the question's weight an indicator is not what was asked about.
CONFIDENT = 0.62
# One noun of this share that nothing of the indicator says makes it another indicator: 総人口 is not 関係人口.
_UNMET = 0.3
# One word that is a lesser part of an indicator's name does not name it: 人口 is not 関係人口の…参加者数.
_ASIDE = 0.25
_SAID = 0.3
_PROJECT_NAMED = 0.6
# As long as this are the words of a name that a question takes over whole.
_WORDED = 8
_ENDING = 3
# Columns that hold a row's latest year against another one, or against the whole.
_LEAST = 2
_QUOTED = re.compile(r"[「『\"“]([^」』\"”]+)[」』\"”]")
_COMPARES = re.compile("増減|伸び|前[年期]|差引|構成比")
_QUANTITY = re.compile(r".[額高量数率]$")
_MONEY = re.compile(
    r"事業|いくら|金額|費用|経費|予算|補助|cost|budget|spen[dt]|fund|money|project|programme", re.IGNORECASE
)
# An excerpt that meets this share of the question needs no search by meaning.
_WELL_COVERED = 0.75
_MOST_LINKS = 40
_OF_ALL = 6
# An English word that means more Japanese ones tells nothing by them.
_MOST_MEANINGS = 12
# Below this an indicator is not even the lesser of two things that a question is about.
_HALF = 0.15
# Below this an indicator is not even worth naming beside a refusal.
_NEAR = 0.35
# Measures that say something of a value.
_OF_VALUES: frozenset[Measure] = frozenset({"progress", "achievement", "grade"})
KPI_MEASURES: frozenset[Measure] = frozenset(
    {"baseline", "actual", "target", "interim_target", "progress", "achievement", "grade"}
)


@dataclass(frozen=True)
class Evidence:
    """`candidates` are best first; only those that meet every constraint, cover the topic and can have the measure.

    `near` is the best of the others, for a refusal to name; `both` are the two that a question about two things
    asks for, `parts` the things that it joins, each with a question and evidence of its own. `claimed` is what the
    question takes for granted, with the indicators that it may say it of; `find_told` is what the passages tell of it.
    `methods` say how the measures of the best candidates are worked out.
    `selection` are the rows of the `listing` that was asked for.
    """

    candidates: tuple[Candidate, ...]
    near: tuple[Candidate, ...]
    passages: tuple[Passage, ...]
    both: tuple[Candidate, Candidate] | None
    parts: tuple[tuple[Question, "Evidence"], ...]
    listing: Listing | None
    selection: Selection | None
    find_excerpts: Callable[[], list[Excerpt]]
    claimed: tuple[Premise, tuple[Candidate, ...]] | None = None
    find_rows: Callable[[], tuple[Candidate, ...]] = tuple
    find_reasons: Callable[[Candidate], tuple[Excerpt, ...]] = lambda _: ()
    find_told: Callable[[], tuple[Excerpt, ...]] = tuple
    methods: tuple[Excerpt, ...] = ()

    @property
    def listed(self) -> tuple[Candidate, ...]:
        """The indicators of the list that was asked for."""
        return tuple(row.candidate for row in self.selection.rows) if self.selection is not None else ()

    @cached_property
    def excerpts(self) -> tuple[Excerpt, ...]:
        """What the passages say that may answer, best first; found only when it is needed."""
        return tuple(self.find_excerpts())


def gather(question: Question, links: list[Link], corpus: Corpus) -> Evidence:
    """Collect what may answer.

    The dense leg, which costs an embedding, is used only where neither the figures table nor the passages that hold
    the question's own words settle it.
    """
    if question.operation == "define":
        # What is asked about is a measure's word or a sign; the indicator is told by the others.
        links = corpus.linker.link(replace(question, terms=tuple(t for t in question.terms if not t.optional)))
    links = _named_first(question, links)
    links = links or _of_place(question, corpus)
    all_candidates = [_candidate(question, link, corpus) for link in links[:_MOST_LINKS] if link.coverage >= _NEAR]
    candidates = [candidate for candidate in all_candidates if _answers(question, candidate)]
    listing, selection = _listed(question, corpus)
    parts = _parts(question, links, corpus)
    settled = bool((selection and selection.rows) or candidates or parts) and question.operation in (
        "look_up",
        "compare",
        "rank",
        "filter",
    )
    passages, excerpts = _read(question, corpus, dense=False)
    if not settled and (not excerpts() or excerpts()[0].coverage < _WELL_COVERED):
        passages, excerpts = _read(question, corpus, dense=True)
    return Evidence(
        candidates=tuple(candidates),
        near=tuple(c for c in all_candidates if c not in candidates and c.figures and _worth_naming(c)),
        passages=tuple(passages),
        both=None if parts else _both(question, links, corpus),
        parts=parts,
        listing=listing,
        selection=selection,
        find_excerpts=excerpts,
        claimed=(claimed := _claimed(question, corpus)),
        find_rows=cache(lambda: _rows(question, claimed[0] if claimed else None, corpus)),
        find_told=lambda: tuple(corpus.excerpts.find(claimed[0].rest, passages)) if claimed else (),
        find_reasons=lambda one: tuple(reasons(one.figures, corpus.lines[one.indicator.report])),
        methods=_methods(question, candidates, corpus),
    )


def _rows(question: Question, premise: Premise | None, corpus: Corpus) -> tuple[Candidate, ...]:
    """The rows that a question about how things stand may mean, by all that they print."""
    asked = premise.rest if premise is not None else question
    links = {link.indicator.id: link for link in corpus.linker.link(asked)}
    unmet = {key: frozenset(term.text for term in link.unmet) for key, link in links.items()}
    grades = premise.grades if premise is not None else ()
    found = corpus.standings.find(asked.terms, asked.reports, grades, unmet)
    bare = replace(asked, places=(), qualifiers=())
    return tuple(
        _candidate(bare, links.get(row.indicator.id) or Link(row.indicator, 0.0, 1.0, 0.0, (), 0.0, head=False), corpus)
        for row in found
    )


def _methods(question: Question, candidates: Sequence[Candidate], corpus: Corpus) -> tuple[Excerpt, ...]:
    """What the reports of the candidates say of the measures whose meaning is asked for."""
    measures = tuple(term for term in question.terms if term.optional and corpus.constraints.measures(term.text))
    if question.operation != "define" or not candidates or not measures:
        return ()
    reports = tuple(dict.fromkeys(candidate.indicator.report for candidate in candidates))
    own = replace(question, terms=measures, reports=reports, places=(), qualifiers=(), periods=())
    return tuple(corpus.excerpts.find(own, ()))


def _claimed(question: Question, corpus: Corpus) -> tuple[Premise, tuple[Candidate, ...]] | None:
    """What the question takes for granted, and the indicators that it may say it of."""
    premise = read_premise(question, corpus.lexicon, corpus.names)
    if premise is None:
        return None
    links = corpus.linker.link(premise.rest)[:_MOST_LINKS]
    candidates = [_candidate(premise.rest, link, corpus) for link in links if link.coverage >= _NEAR]
    meant = tuple(candidate for candidate in candidates if _answers(premise.rest, candidate))
    return premise, meant


def _of_place(question: Question, corpus: Corpus) -> list[Link]:
    """The indicators whose own names say the place, where a question names a place, what is asked, and no topic."""
    if not question.places or question.terms or not (question.measures or of_field(question)):
        return []
    named = (
        indicator
        for indicator in corpus.indicators
        if indicator.kind in ("kpi", "budget")
        and not corpus.constraints.unmet(question, f"{indicator.name} {indicator.scope}")
    )
    return [Link(indicator, 1.0, 1.0, 1.0, (), 0.0, head=True) for indicator in named]


def _named_first(question: Question, links: list[Link]) -> list[Link]:
    """The links, those of the reports that the question names before all others."""
    return sorted(links, key=lambda link: bool(question.reports) and link.indicator.report not in question.reports)


def _worth_naming(candidate: Candidate) -> bool:
    """Beside a refusal: a clause of running text shares words with much that it is not about."""
    return candidate.indicator.kind != "fact" or candidate.link.coverage >= CONFIDENT


def _both(question: Question, links: list[Link], corpus: Corpus) -> tuple[Candidate, Candidate] | None:
    candidates = (_candidate(question, link, corpus) for link in links[:_MOST_LINKS] if link.coverage >= _HALF)
    fitting = [candidate for candidate in candidates if not candidate.unmet and can_have(question, candidate)]
    second = second_subject(question, fitting[0], fitting[1:]) if fitting else None
    return (fitting[0], second) if second is not None else None


def _parts(question: Question, links: Sequence[Link], corpus: Corpus) -> tuple[tuple[Question, Evidence], ...]:
    """The things that a question joins, where no indicator is all that it is about and each part names one."""
    if question.operation not in ("look_up", "compare", "filter") or _met_whole(links):
        return ()
    if names_part(question) and not asks_share(question.text):
        return ()  # a part of a whole is asked for, and no two things
    names = [link.indicator.name for link in links[:_MOST_LINKS]]
    for questions in partings(question, corpus.lexicon, corpus.names, names):
        linked = [(part, corpus.linker.link(part)) for part in questions]
        if all(names_indicator(part, part_links, corpus) for part, part_links in linked):
            return tuple((part, gather(part, part_links, corpus)) for part, part_links in linked)
    return ()


def _met_whole(links: Sequence[Link]) -> bool:
    """Whether one indicator says every noun of the question."""
    return any(
        link.coverage >= CONFIDENT and not any(term.weight >= TOPIC for term in link.unmet)
        for link in links[:_MOST_LINKS]
    )


def names_indicator(part: Question, links: Sequence[Link], corpus: Corpus) -> bool:
    """Whether an indicator meets all that the question says."""
    return any(_answers(part, _candidate(part, link, corpus)) for link in links[:_MOST_LINKS])


def _read(question: Question, corpus: Corpus, *, dense: bool) -> tuple[list[Passage], Callable[[], list[Excerpt]]]:
    """The passages for a question, and its excerpts from them, found once and only when they are asked for."""
    # Of the best passages of all reports, few may be of those that the question names.
    most = PASSAGES * _OF_ALL if question.reports else PASSAGES
    passages = corpus.search(question.text, _keywords(question, corpus), most, dense)
    if question.reports:
        passages = [passage for passage in passages if passage.report in question.reports][:PASSAGES]
    return passages, cache(lambda: corpus.excerpts.find(question, passages))


def _listed(question: Question, corpus: Corpus) -> tuple[Listing | None, Selection | None]:
    """The list that is asked for, and its rows; what its grades and cells are called, the rows themselves say."""
    listing = read_listing(question)
    if listing is None or listing.yearly:
        return listing, None
    graded, spans = graded_words(question.text, corpus.headings.grades)
    if graded is not None and not any(_is_graded(one) for one in listing.criteria):
        listing = with_criteria(listing, [graded], spans)
    rows, headed = rows_of(question, listing, corpus, _candidate)
    if len(rows) < _LEAST:
        return listing, None  # what is about one indicator is no list
    worded = quoted_cells(_QUOTED.findall(question.text), rows)
    listing = with_criteria(listing, [worded] if worded is not None else [])
    if listing.loose and not listing.criteria and not headed:
        return listing, None
    listing, selection = select(listing, rows)
    if listing.grouping:
        selection = grouped(listing, selection, lambda row: _label(listing, row, corpus))
    return listing, selection


def _is_graded(criterion: Criterion) -> bool:
    return isinstance(criterion.criterion if isinstance(criterion, Not) else criterion, Graded)


def _label(listing: Listing, row: Row, corpus: Corpus) -> str:
    if listing.grouping == "grade":
        figure = row.figure("grade")
        return grade_of(figure.text) if figure is not None else ""
    return next(iter(reversed(corpus.headings.parts(row.candidate.indicator))), "")


def _candidate(question: Question, link: Link, corpus: Corpus) -> Candidate:
    indicator = link.indicator
    figures = tuple(corpus.figures_of(indicator))
    plain = question.measures and any(figure.measure == "value" for figure in figures)
    return Candidate(
        link,
        figures,
        (*corpus.constraints.unmet(question, corpus.description(indicator)), *lacking(question, indicator)),
        question.as_of or corpus.reports[indicator.report].as_of,
        corpus.constraints.measures(f"{indicator.name} {indicator.scope}") if plain else frozenset(),
        corpus.constraints.measures(f"{indicator.item} {indicator.section}") if plain else frozenset(),
        *_column(question, figures, corpus),
    )


def _column(question: Question, figures: Sequence[Figure], corpus: Corpus) -> tuple[bool, int | None]:
    """Whether the question prints the header of a table's column of plain values, and the latest year beside one."""
    first = figures[0]
    if first.kind != "table" or any(figure.measure != "value" for figure in figures) or not first.scope:
        return False, None
    header = comparable(first.scope.split()[-1])
    asked = len(header) > 1 and header in comparable(question.text)
    compared = any(figure.year is None for figure in figures) and _COMPARES.search(header) is not None
    return asked, corpus.latest_year(first) if asked and compared else None


def _answers(question: Question, candidate: Candidate) -> bool:
    in_report = (
        not question.reports or candidate.indicator.report in question.reports or _in_own_words(question, candidate)
    )
    confident = candidate.link.coverage >= CONFIDENT and candidate.link.unmet_share < _UNMET
    return (
        in_report
        and confident
        and not _said_aside(question, candidate)
        and not candidate.link.titled
        and not _placed_alone(question, candidate)
        and not candidate.unmet
        and can_have(question, candidate)
        and (not _COUNTS.search(question.text) or is_counted(candidate))
        and _is_of_what_is_asked(question, candidate)
    )


def _is_of_what_is_asked(question: Question, candidate: Candidate) -> bool:
    """Whether a figure is of the quantity asked for, of those asked for, and no date of what it only serves."""
    indicator, link = candidate.indicator, candidate.link
    units = [one.unit for one in candidate.figures if one.measure not in _OF_VALUES and one.value is not None]
    if quantity_asked(question) in link.unmet or not is_of_quantity(question, indicator.name, units):
        return False
    if asks_remaining(question.text):
        return can_tell(question, f"{indicator.name} {indicator.scope}")
    if asks_year(question):
        named = f"{indicator.name} {indicator.scope} {indicator.item}"
        return not any(
            term.weight >= TOPIC and not names(term, named) and not (term.english and term.english in indicator.english)
            for term in question.terms
        )
    return True


# How many? is not answered by a rate; how many per cent is.
_COUNTS = re.compile(
    r"\bhow many (?!(?:more |fewer )?(?:yen|per ?cent|percentage|points?|times|(?:thousand|million|billion) yen)\b)"
    r"|\b(?:visitor|tourist|guest|passenger|user|resident|participant|student|staff) numbers\b",
    re.IGNORECASE,
)


def is_counted(candidate: Candidate) -> bool:
    """Whether any value of an indicator is a count, or prints no unit that would say otherwise."""
    values = [figure for figure in candidate.figures if figure.measure not in _OF_VALUES and figure.value is not None]
    return not values or any(figure.unit not in ("%", "％") and not figure.unit.endswith("円") for figure in values)


def _in_own_words(question: Question, candidate: Candidate) -> bool:
    """Whether what names a report is part of what running text is about: 地域づくり総合交付金 is a fund as well."""
    name, asked = comparable(candidate.indicator.name), comparable(question.text)
    same = SequenceMatcher(None, name, asked, autojunk=False).find_longest_match()
    return candidate.indicator.kind == "fact" and same.size >= _WORDED and name[-_ENDING:] in asked


def _said_aside(question: Question, candidate: Candidate) -> bool:
    """Whether all that the question says of an outcome's name is one lesser word of it."""
    said = [term for term in question.terms if not term.place and term.weight >= _SAID]
    link = candidate.link
    one_noun = len(said) == 1 and said[0].weight >= TOPIC and not said[0].several
    return candidate.indicator.kind in ("kpi", "fact") and one_noun and link.specificity < _ASIDE and not link.head


def _placed_alone(question: Question, candidate: Candidate) -> bool:
    """Whether an indicator says where and nothing of what: one of Sapporo's is not all that is asked of Sapporo."""
    what = [term for term in question.terms if term.weight >= TOPIC and not term.place and not term.optional]
    where = {form for term in question.terms if term.place for form in term.forms}
    what = [term for term in what if term.forms.isdisjoint(where)]
    return bool(what) and all(term in candidate.link.unmet for term in what)


def can_have(question: Question, candidate: Candidate) -> bool:
    """Whether the indicator is of the kind that is asked for: an outcome has no budget, a project no progress rate."""
    if not question.measures and candidate.indicator.kind == "budget" and not _means_project(question, candidate):
        return False
    if not question.measures:
        return True
    own = {figure.measure for figure in candidate.figures}
    wanted = set(question.measures)
    if wanted & own or candidate.says(wanted) or candidate.column_asked:
        return True
    if candidate.indicator.kind == "fact":
        return told_as(question) and (wanted != {"budget"} or any(f.unit.endswith("円") for f in candidate.figures))
    return candidate.indicator.kind == "kpi" and bool(wanted & KPI_MEASURES)


def told_as(question: Question) -> bool:
    """Whether what is asked can be told in running text: what was done (実績) and what it cost, no target or rate."""
    measures = set(question.measures)
    # What a target is compared with may be told as well.
    return measures <= {"actual", "budget"} or (measures <= {"actual", "target"} and asks_to_target(question.text))


def _means_project(question: Question, candidate: Candidate) -> bool:
    """Whether a question without a measure is about a project's budget: it speaks of money, or names the project."""
    name = comparable(candidate.indicator.name)
    if any(_QUANTITY.search(term.text) and term.text not in name for term in question.terms):
        return False  # 輸出額 is no budget, although it is asked with いくら
    named = name in comparable(question.text)
    return named or bool(_MONEY.search(question.text)) or candidate.link.specificity >= _PROJECT_NAMED


def _keywords(question: Question, corpus: Corpus) -> str:
    """The question, with the field's words for what it says in everyday words or in English."""
    forms = [form for term in question.terms for form in sorted(term.forms)[:4]]
    english = {term.english for term in question.terms if term.english in term.forms}
    meant = (word for stem in sorted(english) for word in sorted(corpus.in_japanese(stem))[:_MOST_MEANINGS])
    return " ".join((question.text, *forms, *meant))
