"""The pieces of a question that asks for several things in turn, each as questions of its own.

A piece says a topic, or only where (2018年の資料では), when (R6は) or for whom (千草町は) the topic before is meant.
What stands first and names nothing but a topic (アイヌ関係で二つ。) is the head of those that follow.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.corpus import Corpus
from assistant.followup import own_topic
from assistant.question import Question, parse
from assistant.term import Term
from index.errors import QuestionError
from index.markup import comparable
from index.text import clean

_STOPS = r"[。.？?！!;；:：](?!\d)|、|,(?!\d)|\bversus\b|\bvs\b\.?|それから|あと(?=、)|および|及び|並びに|ならびに"
# A joining と stands behind a noun: 使うと is a condition.
_AND = (
    r"(?<=[一-龠ァ-ヺーA-Za-z0-9)）」])と(?=[^、,のいしなすきっこ])|とか"
    r"|(?<![一-龠ァ-ヺ])や(?=[一-龠ァ-ヺ])|\band\b|\bor\b"
)
_FROM_TO = r"から(?=[^。]*まで)|\bfrom\b(?=[^.?]*\bto\b)|\bto the\b"
_JOINTS = (
    re.compile(_STOPS, re.IGNORECASE),
    re.compile(rf"{_STOPS}|{_AND}", re.IGNORECASE),
    re.compile(rf"{_STOPS}|{_FROM_TO}", re.IGNORECASE),
)
_MOST = 5
_IN_WORDS = frozenset({"explain", "define", "describe"})


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a question with the ways in which it may be read, what is likeliest first."""

    text: str
    readings: tuple[Question, ...]


def pieces_of(question: Question, corpus: Corpus) -> Iterator[tuple[Piece, ...]]:
    """The ways in which a question may be several in turn: coarse before fine."""
    seen: set[tuple[str, ...]] = set()
    for joint in _JOINTS:
        texts = _texts(question.text, joint, _whole_names(question, corpus))
        said = [one for text in texts if (one := _said(text, question, corpus)) is not None]
        items = [one for one in said if one.names]
        key = tuple(one.text for one in items)
        if 2 <= len(items) <= _MOST + 1 and key not in seen:
            seen.add(key)
            yield from _arranged(items, question)


@dataclass(frozen=True, slots=True)
class _Said:
    """What a piece says: `nouns` of its own, `narrows` where it names a report, a year or a place."""

    text: str
    question: Question
    nouns: tuple[Term, ...]
    narrows: bool

    @property
    def names(self) -> bool:
        return bool(self.nouns) or self.narrows


def _whole_names(question: Question, corpus: Corpus) -> list[str]:
    """The names that the question prints whole: nothing is joined within one."""
    asked = comparable(question.text)
    return [one.name for one in corpus.indicators if len(one.name) > 3 and comparable(one.name) in asked]


def _texts(text: str, joint: re.Pattern[str], whole: Iterable[str]) -> list[str]:
    kept = [match.span() for match in re.finditer(r"\bbetween\b[^,.;?]*?\band\b", text, re.IGNORECASE)]
    kept += [match.span() for name in whole for match in re.finditer(re.escape(clean(name)), text)]
    kept += [match.span() for match in re.finditer(r"[(（][^()（）]*[)）]|「[^」]*」", text)]
    texts, at = [], 0
    for match in joint.finditer(text):
        if not any(start < match.end() and match.start() < end for start, end in kept):
            texts.append(text[at : match.start()])
            at = match.end()
    return [piece.strip() for piece in (*texts, text[at:]) if piece.strip()]


def _said(text: str, whole: Question, corpus: Corpus) -> _Said | None:
    try:
        part = parse(text, corpus.lexicon, corpus.names, whole.language, whole.as_of)
    except QuestionError:
        return None
    part = replace(part, refusals=())
    nouns = own_topic(part)
    published = _published(nouns, corpus) if nouns and not part.reports else ()
    if published:
        # A publisher alone says whose figures are meant.
        part, nouns = replace(part, reports=published, terms=()), []
    return _Said(text, part, tuple(nouns), bool(part.reports or part.periods or part.places))


def _published(nouns: Sequence[Term], corpus: Corpus) -> tuple[str, ...]:
    words = [term.text for term in nouns]
    return tuple(
        report.id
        for report in corpus.reports.values()
        if all(word in clean(f"{report.publisher} {report.title}") for word in words)
        and clean(f"{report.publisher} {report.title}").startswith(words[0])
    )


def _arranged(items: Sequence[_Said], whole: Question) -> Iterator[tuple[Piece, ...]]:
    """The items, the first of them as the head of the others where it may be one."""
    first, *others = items
    headed = first.nouns or (first.question.places and not first.question.periods and not first.question.reports)
    if len(others) >= 2 and headed and not first.question.measures:
        yield tuple(_piece(one, first, items, whole) for one in others)
    befores = [_before(items, n) for n in range(len(items))]
    if len(items) <= _MOST and all(one.nouns or before for one, before in zip(items, befores, strict=True)):
        yield tuple(_piece(one, before, items, whole) for one, before in zip(items, befores, strict=True))


def _before(items: Sequence[_Said], at: int) -> _Said | None:
    """The nearest item with a topic, which one without takes: the one before it, else the one behind.

    The two stand side by side only where each says where or when: 12件と聞いた、H29までですよね says one thing.
    """
    if items[at].nouns:
        return None
    return next((one for one in (*reversed(items[:at]), *items[at:]) if one.nouns and one.narrows), None)


def _piece(item: _Said, head: _Said | None, items: Sequence[_Said], whole: Question) -> Piece:
    """An item's readings: with its head's topic and alone; with the measure said once for all and without it."""
    asked = item.question
    topics: list[tuple[tuple[Term, ...], tuple[frozenset[str], ...]]] = []
    if head is not None:
        both = (*asked.terms, *(term for term in head.question.terms if term not in asked.terms))
        topics.append((both, asked.places or head.question.places))
    if item.nouns:
        topics.append((asked.terms, asked.places))
    said_once = next((one.question.measures for one in reversed(items) if one.question.measures), ())
    operation = asked.operation if asked.operation in _IN_WORDS else "look_up"
    measures = [asked.measures] if asked.measures else [(), said_once] if item.nouns else [said_once, ()]
    if asked.operation in _IN_WORDS:
        measures = [asked.measures]
    inherited = () if item.nouns or head is None else head.question.periods
    periods = [asked.periods or inherited or (whole.periods if len(whole.periods) == 1 and not item.nouns else ())]
    readings = [
        replace(asked, terms=terms, places=places, measures=wanted, operation=operation, periods=dated)
        for dated in periods
        for terms, places in topics
        for wanted in measures
    ]
    return Piece(item.text, tuple(dict.fromkeys(readings)))
