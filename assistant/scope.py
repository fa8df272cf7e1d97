"""What a list is made from: the rows of the report, heading, item, place and topic that the question names."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from assistant.candidate import Candidate
from assistant.corpus import Corpus
from assistant.linking import Link
from assistant.listing import Listing
from assistant.question import Question, parse
from assistant.row import Row
from assistant.term import TOPIC, Term, blanked
from index.errors import QuestionError
from index.indicator import Indicator
from index.markup import comparable
from index.period import find_periods

# As many letters of a title in a row name the report.
_TITLE = 5
_QUOTED = re.compile(r"[「『\"“]([^」』\"”]{2,})[」』\"”]")
_NUMBERED = re.compile(
    r"(連携事業|事業|施策|政策|基本目標|基本戦略|重点戦略|プロジェクト|目標|柱|戦略|基本方針|番号|no\.?|project|goal|policy|strategy|items?)\s*"
    r"(\d{1,3})(?![\d.,%])(?:\s*(?:~|〜|-|–|から|to)\s*(\d{1,3}))?",
    re.IGNORECASE,
)
_LEADING = re.compile(r"(?<![\d.,])(\d{1,3})\s*(?=[「『])")
_JOINS = re.compile(r"と|や|、|・|及び|または|\band\b|\bor\b|,|/")


CandidateOf = Callable[[Question, Link, Corpus], Candidate]


def rows_of(question: Question, listing: Listing, corpus: Corpus, candidate_of: CandidateOf) -> list[Row]:
    """The rows that a list is selected from, in document order; none where a word of its topic is in no row."""
    rest = blanked(question.text, listing.spans)
    reports, rest = _reports(question, rest, corpus)
    within = {indicator.id for indicator in corpus.indicators if indicator.report in reports}
    under, rest = _under_headings(rest, within, corpus)
    within &= under if under is not None else within
    topic = _topic(question, rest, corpus)
    if topic is None:
        chosen = [indicator for indicator in corpus.indicators if indicator.id in within]
    else:
        chosen = _of_topic(topic, [one for one in corpus.indicators if one.id in within], corpus)
        question = replace(question, places=topic.places, qualifiers=topic.qualifiers)
    candidates = (candidate_of(question, Link(one, 0.0, 0.0, 0.0, (), 0.0, head=False), corpus) for one in chosen)
    return [_row(candidate, listing, corpus) for candidate in candidates if not candidate.unmet]


def _reports(question: Question, rest: str, corpus: Corpus) -> tuple[set[str], str]:
    """The reports that the list is from, and the text without the words that name them."""
    _, spans = corpus.names.named_in(rest)
    rest = blanked(rest, spans)
    known = set(question.reports) or set(corpus.reports)
    best, found = "", set[str]()
    for report in known:
        titled = corpus.reports[report]
        for name in (titled.title, titled.publisher):
            phrase = _shared(rest, comparable(name))
            place = len(phrase) > 1 and phrase == comparable(name)[: len(phrase)] and phrase[-1] in "都道府県市町村圏"
            if (len(phrase) >= _TITLE or place) and len(phrase) >= len(best):
                found = {report} if len(phrase) > len(best) else found | {report}
                best = phrase
    if not best:
        return known, rest
    return found, rest.replace(best, "。" * len(best)) if best in rest else rest


def _shared(text: str, other: str) -> str:
    match = SequenceMatcher(None, text, other, autojunk=False).find_longest_match()
    return text[match.a : match.a + match.size]


def _under_headings(rest: str, within: set[str], corpus: Corpus) -> tuple[set[str] | None, str]:
    """The indicators under the headings that the question names or numbers, None where it names none."""
    found: set[str] | None = None
    for match in _QUOTED.finditer(rest):
        under = corpus.headings.quoted(comparable(match[1]).lower(), within)
        if under:
            found = set(under) if found is None else found | under
            rest = blanked(rest, [match.span()])
    if found is None:
        phrase, under = corpus.headings.named(comparable(rest).lower(), within)
        if phrase:
            found = set(under)
            at = comparable(rest).lower().find(phrase)
            rest = blanked(comparable(rest), [(at, at + len(phrase))])
    return _numbered(rest, within, found, corpus)


def _numbered(rest: str, within: set[str], found: set[str] | None, corpus: Corpus) -> tuple[set[str] | None, str]:
    matches = [*_NUMBERED.finditer(rest), *_LEADING.finditer(rest)]
    for match in matches:
        word, first = (match[1], match[2]) if len(match.groups()) > 1 else ("", match[1])
        last = match[3] if len(match.groups()) > 1 and match[3] else first
        under = corpus.headings.numbered(word.lower(), int(first), int(last), within)
        narrowed = set(under) if found is None else found & under
        if narrowed:
            found = narrowed
            rest = blanked(rest, [match.span()])
    return found, rest


def _topic(question: Question, rest: str, corpus: Corpus) -> Question | None:
    """What the remaining words of the question are about, None where they are about nothing."""
    rest = blanked(rest, [(start, end) for start, end, _ in find_periods(rest)])
    if not any(letter.isalnum() for letter in rest):
        return None
    try:
        return parse(rest, corpus.lexicon, corpus.names, question.language)
    except QuestionError:
        return None


def _of_topic(topic: Question, indicators: Sequence[Indicator], corpus: Corpus) -> list[Indicator]:
    """The indicators that meet every noun of the topic; where it joins several, those that meet one of them."""
    terms = [term for term in topic.terms if _is_topical(term)]
    if not terms:
        return list(indicators)
    unmet = _unmet(topic, indicators, corpus)
    whole = [one for one in indicators if not unmet[one.id]]
    if whole:
        return whole
    met = [one for one in indicators if len(unmet[one.id]) < len(terms)]
    everywhere = all(any(term not in unmet[one.id] for one in met) for term in terms)
    return met if everywhere and len(terms) > 1 and _JOINS.search(topic.text) else []


def _is_topical(term: Term) -> bool:
    return term.weight >= TOPIC and not term.optional and not term.place and len(term.text) > 1


def _unmet(topic: Question, indicators: Iterable[Indicator], corpus: Corpus) -> dict[str, list[Term]]:
    links: dict[str, Link] = {link.indicator.id: link for link in corpus.linker.link(topic)}
    terms = [term for term in topic.terms if _is_topical(term)]
    found: dict[str, list[Term]] = {}
    for one in indicators:
        link = links.get(one.id)
        left = [term for term in terms if link is None or term in link.unmet]
        found[one.id] = [term for term in left if not _stands_around(term, one, corpus)]
    return found


def _stands_around(term: Term, indicator: Indicator, corpus: Corpus) -> bool:
    """Whether a term is said by the headings, the title or the row that an indicator stands in."""
    report = corpus.reports[indicator.report]
    around = f"{corpus.headings.context(indicator)} {comparable(report.title)} {comparable(report.publisher)}".lower()
    forms = [form for form in term.forms if len(form) > 1]
    if any(form in around for form in forms):
        return True
    return any(comparable(form) in comparable(corpus.headings.rows(indicator)).lower() for form in forms)


def _row(candidate: Candidate, listing: Listing, corpus: Corpus) -> Row:
    indicator = candidate.indicator
    around = f"{indicator.section} {corpus.reports[indicator.report].title}"
    years = {period.year for _, _, period in find_periods(around) if period.year is not None}
    headings = corpus.headings
    return Row(candidate, listing.years, frozenset(years), headings.printed(indicator), headings.repeated(indicator))
