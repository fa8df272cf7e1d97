"""What the user asked, parsed: language, reports, periods, measures, operation, and the terms of the topic."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, cast

from assistant.lexicon import Lexicon, Qualifier
from assistant.naming import ReportNames
from assistant.refusal import Language
from index.errors import QuestionError
from index.figure import Measure
from index.gloss import english_words, stem
from index.period import Period, find_periods
from index.text import clean
from index.tokens import Word, WordKind, readings, words

Operation = Literal["look_up", "rank", "filter", "explain", "define", "describe", "compare"]
MOST_CHARACTERS = 2_000

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_JAPANESE = re.compile(r"[\u3041-\u30ff\u3400-\u9fff\uff66-\uff9f]")
# Words that say how much or in what state something is, not what: with the lexicon's words of asking they are no topic.
_ASKING = frozenset(
    "出典 示す 知る 具体 結果 状況 現在 今 単位 千円 全部 全て 書く 載る 記載 具合 大体 およそ 約 其々 夫々 それぞれ 両方 一番 最も 時点 年度 年 "
    "説明 質問 回答 答弁 用 目 進む 状態 達する 達成 率 だけ 迄 金額 額 数 割合 人数 件数 ずっと じゃあ 正直 続く 挙げる 拾う 整理 増える 減る "
    "人 者 名 対 ぶん 用 くら とか 多い 少ない 高い 低い 大きい 小さい すう なん 何 比べる どう 計画 資料 対する 成る 為 程 見込み 見込 其れ ワースト ベスト トップ 上位 下位 未満 以上 以下 オーバー 差額 意味 施策 取組 取り組み 政策 指標 項目 算出 算定 定義 うち 内 届く 超える 足りる 不足 ポイント 条件 違い 違う 足す 差 合計 事業 予算 値".split()
)
_ENGLISH_ASKING = frozenset(
    stem(word)
    for word in "number figure value latest tell report document state year fiscal fy many people percentage share percent amount "
    "current actual far time total yen thousand million billion person prefecture area region now recent compare go both "
    "twenties thirties forties fifties using use much end resident citizen want keep right lowest highest worst best top bottom most least rate indicator kpi answer".split()
)
_OPERATIONS: tuple[tuple[Operation, re.Pattern[str]], ...] = (
    ("define", re.compile(
        r"(?:どう|どのよう)(?:やって|に)?(?:計算|算出|算定)|計算(?:方法|式)|算式|定義|って何(?:の|な|です)|とは(?:何|なに|$|[?？])|"
        r"どういう意味|意味は|何のこと|分かれて|条件|基準は何(?:です|か|$|[?？])|how (?:is|are|was|were) .*(?:calculat|comput|defin)|what (?:does|do|is meant)"
        r".* mean|definition", re.IGNORECASE)),
    ("explain", re.compile(
        r"なぜ|何故|なんで|どうして|理由|要因|原因|背景|のは\s*[?？]|わけは|\bwhy\b|reason|because|cause", re.IGNORECASE)),
    ("rank", re.compile(
        r"(?:いちばん|一番|最も)(?!新し|最近)|最高|最低|最大|最小|ワースト|ベスト|トップ|上位|下位|ランキング|\b(?:lowest|highest|worst|best|top|bottom|"
        r"largest|smallest|most|least)\b", re.IGNORECASE)),
    ("filter", re.compile(
        r"未満|以下|以上|超え|下回|上回|のうち|(?:全部|すべて|全て)(?:挙げ|教え|の|$|[。?？])|を(?:全部|すべて|全て)|一覧(?:で|を|に)|どれ(?:です|か|$|[?？])|which .*(?:over|under|above|below)|list all",
        re.IGNORECASE)),
    ("compare", re.compile(
        r"差(?:額|は|$|[?？])|何ポイント|達成(?:し(?:た|て)|でき|済)|(?:増え|減っ|減り)(?:た|て|まし)|オーバー|足りない|足すと|(?:の|を)合計|合計(?:で|は|する|額|予算|いくら)|合わせて|何倍|増減(?:は|し|を)|比較|比べ|どう違|違い|差し引き|あと何|"
        r"difference|sum of|how much more|how many more|times as", re.IGNORECASE)),
    ("describe", re.compile(
        r"どこ|誰|だれ|どんな|どの(?:地域|国|市|町|都市|企業|大学|団体|学校)|どのような|何を|どうやって|いつ(?!まで)|内容|\b(?:where|who|whom|what kind|which (?:place|countr|cit))", re.IGNORECASE)),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Term:
    """One thing the question is about. Any of `forms` meets it whole, any form of each of `parts` piece by piece.

    `short_units` are the parts as they were said.
    `weight` is 1 for a noun and less for a verb or an adjective, which constrain little; `english` is a stem. An
    `optional` term counts only where some indicator meets it. A `place` also narrows (see `Question.places`).
    """

    text: str
    forms: frozenset[str]
    parts: tuple[frozenset[str], ...]
    reading: str
    weight: float
    english: str = ""
    optional: bool = False
    place: bool = False
    short_units: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """A parsed question. `terms` is empty where only measures, periods or reports were named (a follow-up).

    `counter` is the unit in which the answer is wanted (何機 → 機, いくら → 円), empty where none is said.

    `places` (each a set of canonical names, any of which is meant) and `qualifiers` narrow what is asked: an answer
    must meet each of them. `relative` holds relative times (last_year), which count from `as_of` or, where that is
    None, from the as-of date of the report used.
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

    def about(self, other: "Question") -> "Question":
        """This question with the other one's topic, and what narrows it, where it has no topic of its own."""
        if any(term.weight >= TOPIC for term in self.terms):
            return self
        return replace(
            self,
            terms=other.terms,
            measures=self.measures or (() if self.counter or self.operation == "explain" else other.measures),
            reports=self.reports or other.reports,
            places=self.places or other.places,
            qualifiers=self.qualifiers or other.qualifiers,
        )


def language_of(text: str) -> Language:
    """Japanese where a single kana or kanji is printed, else English."""
    return "ja" if _JAPANESE.search(text) else "en"


def checked(text: str) -> str:
    """The question's text, cleaned. Raises QuestionError where there is nothing to answer."""
    if _CONTROL.search(text):
        raise QuestionError("The question holds control characters: type it as plain text.")
    if len(text) > MOST_CHARACTERS:
        raise QuestionError(
            f"The question has {len(text):,} characters: ask in at most {MOST_CHARACTERS:,}."
        )
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
    rest = _blanked(cleaned, report_spans)
    found = find_periods(rest)
    rest = _blanked(rest, [(start, end) for start, end, _ in found])
    measured = lexicon.measures_in(rest)
    qualifiers = [found for found in lexicon.qualifiers_in(rest) if found.kind in NARROWING]
    operation = _operation(cleaned)
    asked = [*lexicon.frame_in(rest), *lexicon.times_in(rest), *lexicon.documents_in(rest), *lexicon.refusals_in(rest)]
    # What a measure means is asked about the measure itself.
    spans = [(start, end) for start, end, _ in [*(measured if operation != "define" else []), *asked]]
    spans += [(found.start + _per(rest[found.start : found.end]), found.end) for found in qualifiers if found.kind == "per"]
    spans += [match.span(1) for match in _WHICH.finditer(rest)]
    terms = japanese_terms(rest, spans, lexicon) if spoken == "ja" else english_terms(rest, spans, lexicon)
    return Question(
        text=cleaned,
        language=language or spoken,
        terms=tuple(terms),
        measures=tuple(dict.fromkeys(cast(Measure, measure) for _, _, measure in measured)),
        periods=tuple(period for _, _, period in found),
        reports=reports,
        operation=operation,
        asks_number=bool(_NUMBER.search(cleaned)),
        counter=_counter(cleaned),
        places=_places(rest, lexicon),
        qualifiers=tuple(qualifiers),
        relative=tuple(dict.fromkeys(kind for _, _, kind in lexicon.times_in(rest) if kind in _YEARS_AGO)),
        as_of=as_of,
        refusals=tuple(dict.fromkeys(kind for _, _, kind in lexicon.refusals_in(cleaned))),
    )


# In どの地域 and which areas the noun is what is asked for, not what is asked about.
_WHICH = re.compile(r"(?:どの|どんな|何の|which |what kinds? of )([一-龠ァ-ヺー]{1,4}|[a-z]+)", re.IGNORECASE)


_ANYONE = re.compile(r"就業者|従業者|従業員|従事者|労働者|職員|社員|[国県道府都市町村]民")


def _per(text: str) -> int:
    """Where 一人当たり begins in 漁業者一人当たり: whose it is stays a term, unless it is anyone's (従業者, 県民)."""
    match = re.search(r"[0-9一ひ十]", text)
    return match.start() if match and not _ANYONE.match(text) else 0


def _places(text: str, lexicon: Lexicon) -> tuple[frozenset[str], ...]:
    meant: defaultdict[tuple[int, int], set[str]] = defaultdict(set)
    for start, end, place in lexicon.places_in(text):
        meant[start, end].add(place)
    return tuple(dict.fromkeys(frozenset(places) for places in meant.values()))


# Kinds of qualifier that make a number another number; the others ask for an operation.
NARROWING = frozenset({"per", "sex", "age", "line", "market", "breakdown", "season", "form"})
_COUNTED = re.compile(r"(?:何|なん)(?:[兆億万千百]*)([人名件円%社校回組頭機台棟戸隻本店国町村市倍]|パーセント|ポイント|[カヶか所箇]?[所国]|市町村|地域|作品|団体|大学|か国|カ国|ヶ国)")
_PRICE = re.compile(r"いくら|おいくら|なんぼ|how much (?:money|was|is) (?:budgeted|spent|allocated)", re.IGNORECASE)
_NUMBER = re.compile(
    _COUNTED.pattern + r"|いくつ|" + _PRICE.pattern + r"|どれ(?:くらい|ぐらい|だけ)|どのくらい|"
    r"how (?:many|much)|what (?:share|percentage|number|amount)",
    re.IGNORECASE,
)
_SAME_COUNTER = {"名": "人", "パーセント": "%"}


def _counter(text: str) -> str:
    match = _COUNTED.search(text)
    return _SAME_COUNTER.get(match[1], match[1]) if match else ""


def _operation(text: str) -> Operation:
    return next((operation for operation, pattern in _OPERATIONS if pattern.search(text)), "look_up")


def _blanked(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """The text with full stops in place of the spans: offsets stay, also through `clean`, and no words run together."""
    letters = list(text)
    for start, end in spans:
        letters[start:end] = "。" * (end - start)
    return "".join(letters)


Spans = Sequence[tuple[int, int]]


def _inside(start: int, end: int, spans: Spans) -> bool:
    return any(first <= start and end <= last for first, last in spans)


def japanese_terms(text: str, asked: Spans, lexicon: Lexicon) -> list[Term]:
    """The terms of Japanese words outside the spans that ask: what the lexicon knows as a whole, then content words."""
    terms: list[Term] = []
    known: list[tuple[int, int]] = list(asked)
    for start, end, word in lexicon.terms_in(text):
        expansion = lexicon.expansion_of(word)
        if expansion and not _inside(start, end, asked):
            known.append((start, end))
            terms += [_known_word(part, lexicon) for part in expansion]
    places = lexicon.places_in(text)
    for word in words(text):
        if not _inside(word.start, word.end, known) and not _asks(word, text):
            terms.append(_term(word, places, lexicon))
    return _distinct([*terms, *_symbols(text), *_unread_kana(_blanked(text, known), terms)])


_LOOSE = frozenset({"関係", "関連"})


def _asks(word: Word, text: str) -> bool:
    """Whether a word only asks; 関係 is a topic in 関係人口, and none in 北方領土関係の."""
    if {word.form, word.surface} & _ASKING:
        return True
    return word.form in _LOOSE and not re.match(r"[一-龠ァ-ヺ]", text[word.end : word.end + 1])


def _symbols(text: str) -> list[Term]:
    """Signs in quotation marks, such as the 「-」 of a table, as they are printed when a report explains them."""
    return [
        Term(f"「{sign}」", frozenset({f"「{sign}」"}), (), "", 1.0)
        for sign in re.findall(r"[「『\"“](\S{1,2})[」』\"”]", text)
        if not any(letter.isalnum() for letter in sign)
    ]


_WEIGHTS: dict[WordKind, float] = {"noun": 1.0, "verb": 0.3, "light": 0.1, "other": 0.3}
TOPIC = 0.8
"""A term of less weight alone is no topic: もう達成した？ is about what was said before."""


def _term(word: Word, places: Sequence[tuple[int, int, str]], lexicon: Lexicon) -> Term:
    weight = _WEIGHTS[word.kind]
    forms = _forms(word.form, lexicon) | _forms(word.surface, lexicon)
    named = [place for start, end, place in places if start <= word.start and word.end <= end]
    forms |= {form for place in named for form in (place, *lexicon.place_forms(place))}
    parts = tuple(_forms(part, lexicon) for part in word.parts)
    return Term(word.surface, forms, parts, word.reading, weight, place=bool(named), short_units=word.parts)


def _forms(word: str, lexicon: Lexicon) -> frozenset[str]:
    return frozenset({word.lower(), *lexicon.synonyms_of(word)})


def _unread_kana(text: str, terms: Sequence[Term]) -> list[Term]:
    """Long runs of kana that no term covers: words written as they sound, which the dictionary did not know."""
    known = "".join(term.reading for term in terms)
    return [
        Term(run, frozenset({run}), (frozenset({run}),), readings(run), 0.5, optional=True)
        for run in re.findall(r"[\u3041-\u3096ー]{6,}", text)
        if readings(run)[1:] not in known
    ]


def english_terms(question: str, asked: Spans, lexicon: Lexicon) -> list[Term]:
    """The terms of English words: phrases that the lexicon translates, then the words that remain, as stems."""
    text = _blanked(question, asked)
    terms: list[Term] = []
    readings_of: defaultdict[tuple[int, int], list[tuple[str, ...]]] = defaultdict(list)
    for start, end, japanese in lexicon.translate(text):
        readings_of[start, end].append(japanese)
    for (start, end), meanings in readings_of.items():
        phrase = text[start:end].casefold()
        if not set(english_words(phrase)) <= _ENGLISH_ASKING:
            terms += _translated(phrase, meanings, lexicon)
    for word in english_words(_blanked(text, readings_of)):
        if word not in _ENGLISH_ASKING and not word.isdigit():
            terms.append(Term(word, frozenset({word}), (frozenset({word}),), "", 0.8, word))
    return _distinct(terms)


def _translated(phrase: str, meanings: Sequence[tuple[str, ...]], lexicon: Lexicon) -> list[Term]:
    """One term for a phrase that means one word (any of its readings), one a word for a phrase that means several."""
    several = [meaning for meaning in meanings if len(meaning) > 1]
    stems = english_words(phrase)
    if several:
        return [_known_word(part, lexicon) for part in several[0]]
    single = [meaning[0] for meaning in meanings]
    forms = frozenset(form for word in single for form in _forms(word, lexicon))
    return [Term(phrase, forms, (forms,), "", 1.0, stems[0] if len(stems) == 1 else "")]


def _known_word(word: str, lexicon: Lexicon) -> Term:
    forms = _forms(word, lexicon)
    return Term(word, forms, (forms,), "", 1.0)


def _distinct(terms: Iterable[Term]) -> list[Term]:
    seen: dict[frozenset[str], Term] = {}
    for term in terms:
        seen.setdefault(term.forms, term)
    return list(seen.values())
