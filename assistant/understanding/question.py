"""What the user asked, parsed: language, reports, periods, measures, operation, and the terms of the topic."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import cast

from assistant.lexicon import Lexicon, Qualifier
from assistant.refusal import Language
from assistant.understanding.language import language_of, wished_language
from assistant.understanding.naming import ReportNames
from assistant.understanding.operation import Operation, read_operation
from assistant.understanding.operator import asks_progress, is_operator
from assistant.understanding.sign import signs_of
from assistant.understanding.term import TOPIC, Spans, Term, blanked, english_terms, japanese_terms
from assistant.understanding.timing import single_periods
from index.errors import QuestionError
from index.figure import Measure
from index.period import Period, find_periods
from index.text import clean

MOST_CHARACTERS = 2_000

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_JAPANESE = re.compile(r"[\u3041-\u30ff\u3400-\u9fff\uff66-\uff9f]")


@dataclass(frozen=True, slots=True)
class Question:
    """A parsed question. `terms` is empty where only measures, periods or reports were named (a follow-up).

    `counter` is the unit in which the answer is wanted (何機 → 機, いくら → 円), empty where none is said.

    `places` (each a set of canonical names, any of which is meant) and `qualifiers` narrow what is asked: an answer
    must meet each of them. `relative` holds relative times (last_year), which count from `as_of` or, where that is
    None, from the as-of date of the report used. `wished` is the language that it asks to be answered in. `instructed`
    says that instructions were left out of the question, `dictated` are the values that they held. `undated` are the
    measures that the years say nothing of, because they stand beside another one: now and the FY2029 goal.
    """

    text: str
    language: Language
    terms: tuple[Term, ...]
    measures: tuple[Measure, ...]
    periods: tuple[Period, ...]
    reports: tuple[str, ...]
    operation: Operation
    asks_number: bool
    counter: str = ""
    places: tuple[frozenset[str], ...] = ()
    qualifiers: tuple[Qualifier, ...] = ()
    relative: tuple[str, ...] = ()
    as_of: date | None = None
    refusals: tuple[str, ...] = ()
    wished: Language | None = None
    instructed: bool = False
    dictated: tuple[str, ...] = ()
    undated: tuple[Measure, ...] = ()

    def about(self, other: "Question") -> "Question":
        """This question with the other one's topic, and what narrows it, where it has no topic of its own."""
        if any(term.weight >= TOPIC and len(term.text) > 1 for term in self.terms):
            return self
        return replace(
            self,
            terms=other.terms,
            measures=self.measures or (() if self.counter or self.operation == "explain" else other.measures),
            reports=self.reports or other.reports,
            places=self.places or other.places,
            qualifiers=self.qualifiers or other.qualifiers,
        )


def checked(text: str) -> str:
    """The question's text, cleaned. Raises QuestionError where there is nothing to answer."""
    if _CONTROL.search(text):
        raise QuestionError("The question holds control characters: type it as plain text.")
    if len(text) > MOST_CHARACTERS:
        raise QuestionError(f"The question has {len(text):,} characters: ask in at most {MOST_CHARACTERS:,}.")
    cleaned = clean(text)
    if not any(letter.isalnum() for letter in cleaned):
        raise QuestionError("The question is empty: ask for example 「外国人観光客の進捗は？」.")
    return cleaned


_YEARS_AGO = {"this_year": 0, "last_year": 1, "year_before_last": 2, "three_years_ago": 3, "next_year": -1}


def relative_year(relative: str, day: date) -> int | None:
    """The fiscal year that a relative time names, counted from a day; None where it names no one year."""
    ago = _YEARS_AGO.get(relative)
    fiscal = day.year if day.month >= _FISCAL_START else day.year - 1
    return None if ago is None else fiscal - ago


_FISCAL_START = 4


def parse(
    text: str,
    lexicon: Lexicon,
    names: ReportNames,
    language: Language | None = None,
    as_of: date | None = None,
) -> Question:
    """Parse a question. Raises QuestionError where it is empty, too long or no text."""
    cleaned = checked(text)
    spoken = language_of(cleaned)
    reports, report_spans = names.named_in(cleaned)
    if spoken == "en":
        named, spans = names.named_in_english(blanked(cleaned, _known_places(cleaned, lexicon)))
        reports, report_spans = (named, spans) if named else (reports, [*report_spans, *spans])
    wished, wishes = wished_language(cleaned)
    rest = blanked(cleaned, [*report_spans, *wishes])
    found = [*find_periods(rest), *(_lone_months(rest) if spoken == "en" else ())]
    rest = blanked(rest, [(start, end) for start, end, _ in found])
    rest = blanked(rest, [match.span() for match in _NOT_THAT.finditer(rest)])
    measured = lexicon.measures_in(rest)
    operation = read_operation(cleaned)
    # Which countries? asks for them; it is no breakdown by country.
    narrowing = NARROWING - {"breakdown"} if operation == "describe" else NARROWING
    qualifiers = [found for found in lexicon.qualifiers_in(rest) if found.kind in narrowing]
    asked = [*lexicon.frame_in(rest), *lexicon.times_in(rest), *lexicon.documents_in(rest), *lexicon.refusals_in(rest)]
    spans = [(start, end) for start, end, _ in [*(measured if operation != "define" else []), *asked]]
    spans += [
        (found.start + _per(rest[found.start : found.end]), found.end)
        for found in qualifiers
        if found.kind == "per" and not _PRODUCTIVITY.search(rest[found.start : found.end])
    ]
    spans += [match.span(1) for match in _WHICH.finditer(rest)]
    spans += [match.span() for match in _AGED.finditer(rest)]
    spans += [match.span() for match in _GRADE.finditer(rest)]
    terms = japanese_terms(rest, spans, lexicon) if spoken == "ja" else _mixed_terms(rest, spans, lexicon)
    if operation == "define":
        terms = _defined(terms, rest, [*spans, *((start, end) for start, end, _ in measured)], spoken, lexicon)
        terms = _with_signs(cleaned, terms)
    if _BESIDES.search(rest):
        terms = [replace(term, optional=True, asks=True) if term.text in _CIRCUMSTANCES else term for term in terms]
    # A growth rate may be an indicator's name, and else asks for arithmetic.
    terms = [replace(term, optional=True, asks=True) if is_operator(term.text) else term for term in terms]
    return Question(
        text=cleaned,
        language=language or wished or spoken,
        wished=wished,
        terms=tuple(terms),
        measures=_measures(cleaned, [cast(Measure, measure) for _, _, measure in measured]),
        periods=single_periods(period for _, _, period in found),
        reports=reports,
        operation=operation,
        asks_number=bool(_NUMBER.search(cleaned)),
        counter=_counter(cleaned),
        places=_places(rest, lexicon, names),
        qualifiers=tuple(qualifiers),
        undated=_undated(cleaned, [(start, end) for start, end, _ in found], measured),
        relative=tuple(dict.fromkeys(kind for _, _, kind in lexicon.times_in(rest) if kind in _YEARS_AGO)),
        as_of=as_of,
        refusals=tuple(dict.fromkeys(kind for _, _, kind in lexicon.refusals_in(cleaned))),
    )


def _defined(terms: Sequence[Term], text: str, asked: Spans, spoken: Language, lexicon: Lexicon) -> list[Term]:
    """The terms of a question for a meaning: what a measure means is asked about the measure itself.

    But no indicator is told by a measure's word.
    """
    read = japanese_terms if spoken == "ja" else _mixed_terms
    topic = {term.forms for term in read(text, asked, lexicon)}
    return [term if term.forms in topic else replace(term, optional=True) for term in terms]


def _with_signs(text: str, terms: Sequence[Term]) -> list[Term]:
    """The terms with the signs and quotations that are asked about, by which no indicator is told.

    A sign is looked for in any of the forms in which reports explain one.
    """
    known = {form for term in terms for form in term.forms}
    signs = [replace(sign, optional=True) for sign in signs_of(text)]
    explained = {sign.text.strip("「」") for sign in signs if len(sign.text.strip("「」")) == 1}
    kept = [term for term in terms if term.text.strip("「」") not in explained]
    return [*kept, *(sign for sign in signs if not sign.forms <= known or sign.text.strip("「」") in explained)]


def _mixed_terms(text: str, asked: Spans, lexicon: Lexicon) -> list[Term]:
    """The terms of an English sentence, and of Japanese in it, which says exactly what the words before it mean."""
    if not _JAPANESE.search(text):
        return english_terms(text, asked, lexicon)
    latin = [match.span() for match in re.finditer(r"[\x00-\x7f]+", text)]
    japanese = japanese_terms(blanked(text, latin), asked, lexicon)
    glossed = [match.span(1) for match in _GLOSSED.finditer(text)] if japanese else []
    printed = [match.span() for match in _PRINTED.finditer(text)]
    return [*japanese, *english_terms(blanked(text, [*glossed, *printed]), asked, lexicon)]


_PRINTED = re.compile(r"[^\x00-\x7f]+")
# ordinary balance ratio (経常収支比率): what stands before the bracket, from its article or preposition on.
_GLOSSED = re.compile(
    r"((?:(?!(?:the|a|an|of|for|in|on|at|to|is|was|were|are|did|does|do|from|under|about|with|by|and|or|between|than|how|what|which|many|much)\b)"
    r"[A-Za-z0-9'’-]+\s){1,8})\s?[(（「][^()（）A-Za-z]*[\u3041-\u9fff]",
    re.IGNORECASE,
)


def _known_places(text: str, lexicon: Lexicon) -> Spans:
    return [(start, end) for start, end, _ in lexicon.places_in(text)]


# In どの地域 and which areas the noun is what is asked for, not what is asked about.
_WHICH = re.compile(r"(?:どの|どんな|何の|which |what kinds? of )([一-龠ァ-ヺー]{1,4}|[a-z]+)", re.IGNORECASE)


# Aged 25 to 34 is the range; the word before it names nothing.
_AGED = re.compile(r"\b(?:ages?|aged|between the ages of)(?= \d)", re.IGNORECASE)

_MONTHS = "January February March April May June July August September October November December".split()
_LONE_MONTH = re.compile(
    r"\b(?:as of|in|by|at|until|through|during)\s+(?:the\s+)?(?:end\s+of\s+|mid-?\s?|early\s+|late\s+)?"
    rf"({'|'.join(_MONTHS)})\b(?!\s*\d)"
)


def _lone_months(text: str) -> list[tuple[int, int, Period]]:
    """Months that English names without a year, as Japanese prints them: by the end of December is 12月."""
    return [
        (*match.span(), period)
        for match in _LONE_MONTH.finditer(text)
        for _, _, period in find_periods(f"{_MONTHS.index(match[1]) + 1}月")
    ]


# コロナでどこまで減った: how it came about, not what is asked about.
_CIRCUMSTANCES = frozenset({"コロナ", "新型コロナ", "コロナ禍", "感染症"})
_BESIDES = re.compile(r"(?:コロナ禍?|感染症)(?:の影響)?(?:で(?!は)|により|によって|のせいで)")
# 達成率（進捗率じゃない方）: what is not meant.
_NOT_THAT = re.compile(r"[一-龠々ァ-ヺーA-Za-z]+(?:じゃ|では|で)な(?:い(?:方|ほう|やつ|もの)|く(?:て)?(?=[、,]))")
# What grades are given as; 評価 behind a letter is part of no topic.
_GRADE = re.compile(
    r"(?<![A-Za-z])[A-ES](?=\s*(?:評価|判定|ランク))(?:\s*(?:評価|判定|ランク))|(?:評価|判定|ランク)[がはのを]?[A-ES](?![A-Za-z])"
)
# A rate per worker by its name, which is the topic itself.
_PRODUCTIVITY = re.compile(r"生産性|productivity", re.IGNORECASE)
_ANYONE = re.compile(r"働く人|働き手|就業者|従業者|従業員|従事者|労働者|職員|社員|[国県道府都市町村]民")


def _per(text: str) -> int:
    """Where 一人当たり begins in 漁業者一人当たり: whose it is stays a term, unless it is anyone's (従業者, 県民)."""
    match = re.search(r"[0-9一ひ十]", text)
    return match.start() if match and not _ANYONE.match(text) else 0


def _places(text: str, lexicon: Lexicon, names: ReportNames) -> tuple[frozenset[str], ...]:
    """The places that a text names: those that the lexicon knows, and whose reports are in the index."""
    meant: defaultdict[tuple[int, int], set[str]] = defaultdict(set)
    for start, end, place in lexicon.places_in(text):
        meant[start, end].add(place)
    known = set().union(*meant.values()) if meant else set()
    owners = [frozenset({owner}) for owner in names.owners_in(text) if owner not in known]
    return tuple(dict.fromkeys([*(frozenset(places) for places in meant.values()), *owners]))


# Kinds of qualifier that make a number another number; the others ask for an operation.
NARROWING = frozenset({"per", "sex", "age", "line", "market", "breakdown", "season", "form"})
_COUNTED = re.compile(
    r"(?:何|なん)(?:[兆億万千百]*)([人名件円%社校回組頭機台棟戸隻本店国町村市倍冊床便羽匹基組頁票株]|世帯|店舗|品目|種類|作品|ヘクタール|トン|キロ|パーセント|ポイント|[カヶか所箇]?[所国]|市町村|地域|作品|団体|大学|か国|カ国|ヶ国)"
)
# English counts people without a counter, and in up to two words behind how many.
_PEOPLE = re.compile(
    r"\bhow many (?:more |fewer )?(?:(?!of\b)[a-z'-]+ ){0,2}?(?:people|persons|folks|visitors|tourists|travell?ers"
    r"|passengers|residents|students|pupils|participants|attendees|workers|graduates|doctors|nurses|women|men|foreigners)\b",
    re.IGNORECASE,
)
_PRICE = re.compile(r"いくら|おいくら|なんぼ|how much (?:money|was|is) (?:budgeted|spent|allocated)", re.IGNORECASE)
_NUMBER = re.compile(
    _COUNTED.pattern + r"|いくつ|" + _PRICE.pattern + r"|どれ(?:くらい|ぐらい|だけ)|どのくらい|"
    r"how (?:many|much)|what (?:share|percentage|number|amount)",
    re.IGNORECASE,
)
_SAME_COUNTER = {"名": "人", "パーセント": "%"}


def _measures(text: str, named: Sequence[Measure]) -> tuple[Measure, ...]:
    """The measures that a question names; what share of the target is reached is the progress rate."""
    if not asks_progress(text) or {"progress", "achievement"} & set(named):
        return tuple(dict.fromkeys(named))
    return ("progress", *dict.fromkeys(one for one in named if one not in ("target", "actual")))


# 市町村はいくつ, いくつの市町村: what is counted by its own name.
_COUNTED_AS = r"(市町村|自治体|団体|地域|分野|大学|事業所)"
_HOW_MANY = re.compile(
    rf"{_COUNTED_AS}数?(?:は|って|が|の数は)[、,]?(?:今|現在|これまでに?)?(?:いくつ|どれ)|いくつの{_COUNTED_AS}"
)
_PERCENT = re.compile(r"(?:なん|何)(?:パー|ぱー)(?!セ)")


# What stands between a year and its measure: R11の目標, the FY2029 goal, the goal for FY2029.
_YEAR_FIRST = re.compile(r"\s*(?:年度?)?の?\s*")
_YEAR_BEHIND = re.compile(r"\s*(?:for|in|by|of)?\s*(?:the (?:end of )?)?", re.IGNORECASE)


def _undated(text: str, years: Spans, measured: Sequence[tuple[int, int, str]]) -> tuple[Measure, ...]:
    """The measures beside which no year stands, where each year stands beside another measure."""
    dated = [
        {measure for start, end, measure in measured if _stands_beside(text, year, (start, end))} for year in years
    ]
    bound = set().union(*dated)
    if not years or not all(dated):
        return ()
    return tuple(dict.fromkeys(cast(Measure, measure) for _, _, measure in measured if measure not in bound))


def _stands_beside(text: str, year: tuple[int, int], measure: tuple[int, int]) -> bool:
    if year[1] <= measure[0]:
        return _YEAR_FIRST.fullmatch(text[year[1] : measure[0]]) is not None
    return measure[1] <= year[0] and _YEAR_BEHIND.fullmatch(text[measure[1] : year[0]]) is not None


def _counter(text: str) -> str:
    match = _COUNTED.search(text)
    if match is None and _PEOPLE.search(text):
        return "人"
    if match is None and _PERCENT.search(text):
        return "%"
    counted = _HOW_MANY.search(text) if match is None else None
    if counted is not None:
        return counted[1] or counted[2]
    return _SAME_COUNTER.get(match[1], match[1]) if match else ""
