"""What a list is made from: the rows of the report, heading, item, place and topic that the question names."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from assistant.candidate import Candidate
from assistant.corpus import Corpus
from assistant.linking import Link
from assistant.lists.listing import Listing
from assistant.lists.row import Row
from assistant.understanding.question import Question, parse
from assistant.understanding.term import TOPIC, Term, blanked
from index.errors import QuestionError
from index.indicator import Indicator
from index.markup import comparable
from index.period import find_periods

# As many letters of a title in a row name the report.
_TITLE = 5
_QUOTED = re.compile(
    r"[「『\"“]([^」』\"”]{2,})[」』\"”]|[(（]([^()（）]*[ぁ-龠][^()（）]*)[)）]|(?<![a-z])'([^']{2,})'"
)
_LEADING_NUMBER = re.compile(r"^\d{1,3}[.:、]?(?=\D)")
_LEAST = 2
_KIND = (
    r"(?P<word>連携事業|事務事業|事業|施策|政策|基本目標|基本戦略|重点戦略|プロジェクト|目標|柱|戦略|基本方針|番号|項目|no\.?|"
    r"project|goal|policy|strategy|items?)"
)
_FIRST = r"(?P<first>\d{1,3})(?![\d.,%])"
_TO = r"番?目?\s*(?:~|〜|-|–|から|to|through)\s*第?(?P<last>\d{1,3})(?!\d)(?:番目?)?(?:まで)?"
# What headings are numbered by, in front of the number or behind it: 施策3, projects 12-17, 39〜45番の事業.
_NUMBERED = (
    re.compile(rf"{_KIND}s?(?:\s(?:numbers?|nos?\.?))?\s*{_FIRST}(?:{_TO})?", re.IGNORECASE),
    re.compile(rf"{_KIND}の第?{_FIRST}(?:{_TO}|番)", re.IGNORECASE),
    re.compile(rf"(?<![\d.,]){_FIRST}(?:{_TO}|番目?)の?{_KIND}", re.IGNORECASE),
    re.compile(r"(?<![\d.,])(?P<first>\d{1,3})(?P<word>)(?P<last>)\s*(?=[「『])"),
)
_WHOSE = re.compile(r"[一-龠々ヶケノ][一-龠々ヶケノぁ-んァ-ヶ]{0,5}?[都道府県市町村圏]")
_KINDS = "都道府県市町村圏"
_JOINED = re.compile("[・･]")
_JOINS = re.compile(r"と|や|、|・|及び|または|\band\b|\bor\b|,|/")


CandidateOf = Callable[[Question, Link, Corpus], Candidate]


def rows_of(question: Question, listing: Listing, corpus: Corpus, candidate_of: CandidateOf) -> tuple[list[Row], bool]:
    """The rows that a list is selected from, in document order, and whether the question names their heading.

    There are none where a word of the list's topic is in no row.
    """
    within = {one.id for one in corpus.indicators if not question.reports or one.report in question.reports}
    under, rest = _quoted(blanked(question.text, listing.spans), within, corpus)
    reports, rest = _reports(question, rest, corpus)
    within &= {one.id for one in corpus.indicators if one.report in reports}
    under, rest = _under_headings(question.text, rest, within, under, corpus)
    topic = _topic(question, rest, corpus)
    inside = [one for one in corpus.indicators if one.id in within and (under is None or one.id in under)]
    if topic is not None:
        inside = _of_topic(topic, inside, corpus)
        question = replace(question, places=topic.places, qualifiers=topic.qualifiers)
    candidates = (candidate_of(question, Link(one, 0.0, 0.0, 0.0, (), 0.0, head=False), corpus) for one in inside)
    rows = [_row(candidate, listing, corpus) for candidate in candidates if not candidate.unmet]
    return rows, under is not None


def _reports(question: Question, rest: str, corpus: Corpus) -> tuple[set[str], str]:
    """The reports that the list is from, and the text without the words that name them."""
    _, spans = corpus.names.named_in(rest)
    rest = blanked(rest, spans)
    rest = blanked(rest, [(start, end) for start, end, _ in find_periods(rest)])
    known = set(question.reports) or set(corpus.reports)
    best, found = 0, set[str]()
    for report in known:
        size = max((len(phrase) for phrase in _namings(rest, report, corpus)), default=0)
        if size > best:
            best, found = size, {report}
        elif size and size == best:
            found.add(report)
    for report in found:
        for phrase in _namings(rest, report, corpus):
            rest = rest.replace(phrase, "。" * len(phrase))
    return found or known, rest


def _namings(text: str, report: str, corpus: Corpus) -> list[str]:
    """The words of a text that name a report: a good piece of its title, or whose it is."""
    titled = corpus.reports[report]
    found = []
    for name in (comparable(titled.title), comparable(titled.publisher)):
        phrase = _shared(text, name)
        whose = len(phrase) > 1 and name.startswith(phrase) and phrase[-1] in "都道府県市町村圏"
        if len(phrase) >= _TITLE or whose:
            found.append(phrase)
        for whose in _WHOSE.findall(name):
            # What stands before a name (令和7年度水原市) is no part of it; neither is 原市 the end of another name.
            parts = (whose[n:] for n in range(len(whose) - 1))
            found += [
                one for one in parts if one.strip(_KINDS) and re.search(rf"(?<![一-龠々]){re.escape(one)}", text)
            ][:1]
    return found


def _shared(text: str, other: str) -> str:
    match = SequenceMatcher(None, text, other, autojunk=False).find_longest_match()
    return text[match.a : match.a + match.size]


def _quoted(rest: str, within: set[str], corpus: Corpus) -> tuple[set[str] | None, str]:
    """The indicators under headings, or of rows, that the question names in quotation marks or brackets."""
    found: set[str] | None = None
    for match in _QUOTED.finditer(rest):
        phrase = comparable(next(group for group in match.groups() if group)).lower()
        phrase = _LEADING_NUMBER.sub("", phrase)
        if len(phrase) < _LEAST or not any(letter.isalnum() for letter in phrase):
            continue
        under = corpus.headings.quoted(phrase, within) or corpus.headings.with_cell(phrase, within)
        if under:
            found = set(under) if found is None else found | under
            rest = blanked(rest, [match.span(), *_glossed(rest, match.start())])
    return found, rest


def _glossed(text: str, start: int) -> list[tuple[int, int]]:
    """A phrase in quotation marks that the bracket behind it gives in the reports' own words."""
    match = re.search(r"['\"“][^'\"”]+['\"”]\s*$", text[:start])
    return [match.span()] if match else []


def _under_headings(
    asked: str, rest: str, within: set[str], found: set[str] | None, corpus: Corpus
) -> tuple[set[str] | None, str]:
    """The indicators under the headings that the question names or numbers, None where it names none.

    `asked` is the whole question: what kind of heading has a number is a word that asks for the list as well.
    """
    if found is None:
        phrase, under = corpus.headings.named(comparable(rest).lower(), within)
        if phrase:
            found = set(under)
            printed = re.search(r"\s*".join(map(re.escape, phrase)), rest, re.IGNORECASE)
            rest = blanked(rest, [printed.span()] if printed else [])
    for match in (match for pattern in _NUMBERED for match in pattern.finditer(asked)):
        if not rest[match.start("first")].isdigit():
            continue  # a number of something else, or one that was read before
        first = int(match["first"])
        last = int(match["last"] or first)
        under = corpus.headings.numbered((match["word"] or "").lower(), first, last, within)
        narrowed = set(under) if found is None else found & under
        if narrowed or found is None:
            # A number that no heading has is of no rows at all.
            found = narrowed
            rest = blanked(rest, [match.span(), *_named_before(asked, match)])
    return found, rest


def _named_before(text: str, numbered: re.Match[str]) -> list[tuple[int, int]]:
    """What stands in English quotation marks, where a bracket behind it gives it by number."""
    if not text[: numbered.start()].rstrip().endswith("("):
        return []
    return [match.span() for match in re.finditer(r"(?<![a-z])'[^']+'|[\"“][^\"”]+[\"”]", text[: numbered.start()])]


def _topic(question: Question, rest: str, corpus: Corpus) -> Question | None:
    """What the remaining words of the question are about, None where they are about nothing."""
    rest = blanked(rest, [(start, end) for start, end, _ in find_periods(rest)])
    if not any(letter.isalnum() for letter in rest):
        return None
    try:
        topic = parse(rest, corpus.lexicon, corpus.names, question.language)
    except QuestionError:
        return None
    # What the whole question's reading makes nothing of is no topic of its pieces either.
    own = [term.text for term in question.terms]
    kept = (term for term in topic.terms if any(term.text in text or text in term.text for text in own))
    return replace(topic, terms=tuple(kept))


def _of_topic(topic: Question, indicators: Sequence[Indicator], corpus: Corpus) -> list[Indicator]:
    """The indicators that meet every noun of the topic; where it joins several, those that meet one of them."""
    terms = [term for term in topic.terms if _is_topical(term)]
    if not terms:
        return list(indicators)
    unmet = _unmet(topic, indicators, corpus)
    whole = [one for one in indicators if not unmet[one.id]]
    if whole:
        return _of_columns(terms, whole)
    met = [one for one in indicators if len(unmet[one.id]) < len(terms)]
    everywhere = all(any(term not in unmet[one.id] for one in met) for term in terms)
    return met if everywhere and len(terms) > 1 and _JOINS.search(topic.text) else []


def _of_columns(terms: Sequence[Term], indicators: Sequence[Indicator]) -> list[Indicator]:
    """Of several columns of a table those that the topic names, where it names some of them."""
    for term in terms:
        own = [one for one in indicators if any(len(form) > 1 and form in one.scope for form in term.forms)]
        if own and any(one.kind == "table" for one in own):
            indicators = own
    return list(indicators)


def _is_topical(term: Term) -> bool:
    return term.weight >= TOPIC and not term.optional and not term.place and sum(map(str.isalnum, term.text)) > 1


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
    around = _JOINED.sub("", around)  # 農・林・水産業 is said 農林水産業
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
