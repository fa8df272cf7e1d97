"""The pieces of a question that asks for several things in turn, each as questions of its own.

A piece says a topic, or only where (2018年の資料では), when (R6は) or for whom (千草町は) the topic before is meant.
What stands first and names nothing but a topic (アイヌ関係で二つ。) is the head of those that follow.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.corpus import Corpus
from assistant.talking.followup import own_topic, without_pointers
from assistant.understanding.operator import asks_to_target, names_target
from assistant.understanding.question import Question, parse
from assistant.understanding.term import Term
from index.errors import QuestionError
from index.figure import Measure
from index.markup import comparable
from index.text import clean

_STOPS = r"[。.？?！!;；:：](?!\d)|、|,(?!\d)|\bversus\b|\bvs\b\.?|それから|あと(?=、)|および|及び|並びに|ならびに"
# A joining と stands behind a noun: 使うと is a condition.
_AND = (
    r"(?<=[一-龠ァ-ヺーA-Za-z0-9)）」])と(?=[^、,のいしなすきっこ])|とか"
    r"|(?<![一-龠ァ-ヺ])や(?=[一-龠ァ-ヺ])|\band\b|\bor\b"
)
_JOINTS = (re.compile(_STOPS, re.IGNORECASE), re.compile(rf"{_STOPS}|{_AND}", re.IGNORECASE))
# From one thing to another: R5の件数から第3期の目標まで, from the 2018 report to the third-phase strategy.
_FROM_TO = re.compile(rf"{_STOPS}|から|\bfrom\b|\bto\b", re.IGNORECASE)
_FROM = re.compile(r"から[^。、]*まで|\bfrom\b[^.?]*\bto\b", re.IGNORECASE)
# What announces the things that follow: アイヌ関係で二つ。
_ANNOUNCES = re.compile(r"(?:関係|関連|について|に関して|って|の件|は|で|(?:[二2三3]|いく)つ(?:です)?|[二三]点|:|：)$")
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
    from_to = asks_to_target(question.text) or question.language == "en"
    joints = (*_JOINTS, _FROM_TO) if from_to and _FROM.search(question.text) else _JOINTS
    for joint in joints:
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
    part = replace(without_pointers(part), refusals=())
    published, name = published_in(text, corpus) if not part.reports and not part.places else ((), "")
    if published:
        # A publisher alone says whose figures are meant.
        terms = tuple(term for term in part.terms if term.text not in name)
        part = replace(part, reports=published, terms=terms)
    nouns = own_topic(part)
    return _Said(text, part, tuple(nouns), bool(part.reports or part.periods or part.places))


def published_in(text: str, corpus: Corpus) -> tuple[tuple[str, ...], str]:
    """The reports of the local government that a piece names, and its name."""
    named = [
        (report.id, match[0])
        for report in corpus.reports.values()
        for match in (_GOVERNMENT.match(clean(report.publisher)) or _GOVERNMENT.match(clean(report.title)),)
        if match and match[0] in text
    ]
    longest = max((name for _, name in named), key=len, default="")
    return tuple(report for report, name in named if name == longest), longest


# 千草町 of 千草町総合計画; a title that begins otherwise names no publisher.
_GOVERNMENT = re.compile(r"[^\s0-9(（「]{1,8}?[都道府県市区町村](?![一-龠]?[民場])")


def _arranged(items: Sequence[_Said], whole: Question) -> Iterator[tuple[Piece, ...]]:
    """The items, the first of them as the head of the others where it may be one."""
    first, *others = items
    if len(others) >= 2 and _heads(first, others, whole):
        yield tuple(_piece(one, first, items, whole) for one in others)
    befores = [_before(items, n) for n in range(len(items))]
    if len(items) <= _MOST and all(one.nouns or before for one, before in zip(items, befores, strict=True)):
        yield tuple(_piece(one, before, items, whole) for one, before in zip(items, befores, strict=True))


def _heads(first: _Said, others: Sequence[_Said], whole: Question) -> bool:
    """Whether the first piece names what the others are about: it announces them, or they alone say what is asked."""
    asked = first.question
    if not (first.nouns or asked.places) or asked.reports or asked.periods:
        return False
    announced = _ANNOUNCES.search(first.text) or f"{first.text}:" in whole.text
    return bool(announced) or all(one.narrows or one.question.measures or one.question.counter for one in others)


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
    operation = asked.operation if asked.operation in _IN_WORDS else "look_up"
    inherited = () if item.nouns or head is None else head.question.periods
    once = whole.periods if len(whole.periods) == 1 and not item.nouns else ()
    dates = [asked.periods] if asked.periods else list(dict.fromkeys((inherited or once, ())))
    measures = _measures(item, head, items, whole)
    readings = [
        replace(asked, terms=terms, places=places, measures=wanted, operation=operation, periods=dated)
        for dated in dates
        for terms, places in topics
        for wanted in measures
    ]
    return Piece(item.text, tuple(dict.fromkeys(readings)))


def _measures(item: _Said, head: _Said | None, items: Sequence[_Said], whole: Question) -> list[tuple[Measure, ...]]:
    """The measures that a piece may ask for: its own, else those said once for all."""
    asked = item.question
    if asked.measures or asked.operation in _IN_WORDS:
        return [asked.measures]
    if asks_to_target(whole.text) and names_target(whole.text):
        return [("actual",), ()]  # what is held against the target of another piece
    once = head.question.measures if head is not None else ()
    once = once or next((one.question.measures for one in reversed(items) if one.question.measures), ())
    return [(), once] if item.nouns else [once, ()]
