"""The question that a text really asks, where the rest of it instructs the program."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from assistant.corpus import Corpus
from assistant.evidence import names_indicator
from assistant.refusal import Language
from assistant.understanding.instruction import Heard, hear
from assistant.understanding.question import Question, checked, parse
from assistant.understanding.term import TOPIC
from index.errors import QuestionError
from index.figure import Measure


def read(text: str, corpus: Corpus, language: Language | None = None, as_of: date | None = None) -> Question:
    """Parse a text. Of one that instructs, what asks for an indicator is the question, and nothing else."""
    text = corpus.spelling.corrected(checked(text))
    whole = parse(text, corpus.lexicon, corpus.names, language, as_of)
    heard = hear(text, corpus.lexicon)
    if heard is None:
        return whole
    question = _Reader(whole, corpus).read(heard)
    return replace(question, instructed=True, dictated=heard.dictated)


_CLAIM = re.compile(r"達成|到達|上回|超え|achiev|reach|\bmet\b|exceed|attain", re.IGNORECASE)


class _Reader:
    def __init__(self, whole: Question, corpus: Corpus) -> None:
        self._whole = whole
        self._corpus = corpus

    def read(self, heard: Heard) -> Question:
        """What asks and names an indicator; else what asks, of what the instructions speak of; else nothing."""
        asking = self._parsed(heard.asking)
        joined = self._parsed([" ".join(heard.asking)]) if len(asking) > 1 else []
        for question in (*joined, *asking):
            if self._has_topic(question) and self._named(question):
                return self._dated(question, asking)
        own = [question for question in asking if self._has_topic(question)]
        if own:
            return own[-1]
        for topic in self._parsed(heard.topics):
            if self._has_topic(topic) and self._named(topic):
                return self._of(topic, asking)
        following = [one for one in asking if not one.terms and (one.measures or one.periods or one.relative)]
        if following:
            return following[-1]  # of what was asked before
        return replace(self._whole, refusals=("meta",))

    def _parsed(self, texts: Sequence[str]) -> list[Question]:
        found = []
        lexicon, names = self._corpus.lexicon, self._corpus.names
        for text in texts:
            try:
                question = parse(text, lexicon, names, self._whole.language, self._whole.as_of)
            except QuestionError:
                continue
            refusals = tuple(kind for kind in question.refusals if kind != "meta")
            found.append(replace(question, refusals=refusals))
        return found

    def _named(self, question: Question) -> bool:
        return names_indicator(question, self._corpus.linker.link(question), self._corpus)

    def _has_topic(self, question: Question) -> bool:
        """Whether the question is about anything: a word that no indicator knows is a topic as well."""
        only_asks = self._corpus.lexicon.asking
        return any(
            term.weight >= TOPIC and len(term.text) > 1 and term.forms.isdisjoint(only_asks) for term in question.terms
        )

    def _dated(self, question: Question, asking: Sequence[Question]) -> Question:
        """The question with the year that another sentence asks for."""
        periods = question.periods or next((other.periods for other in asking if other.periods), ())
        return replace(question, periods=periods)

    def _of(self, topic: Question, asking: Sequence[Question]) -> Question:
        """What is asked, of the topic that an instruction speaks of."""
        asked = asking[-1] if asking else replace(topic, operation="look_up", counter="", asks_number=False)
        if not asking and _CLAIM.search(self._whole.text) and "target" in topic.measures:
            topic = replace(topic, measures=())  # against a claim of success stands the whole row
        return replace(
            asked,
            text=f"{topic.text} {asked.text}" if asking else topic.text,
            terms=topic.terms,
            measures=_measures(asked, topic) if asking else topic.measures,
            periods=asked.periods or topic.periods,
            reports=asked.reports or topic.reports,
            places=(*topic.places, *(place for place in asked.places if place not in topic.places)),
            qualifiers=(*topic.qualifiers, *asked.qualifiers),
        )


def _measures(asked: Question, topic: Question) -> tuple[Measure, ...]:
    """The measures asked for; 実際は？ asks for whatever the instruction spoke of."""
    if topic.measures and asked.measures == ("actual",) and _REALLY.search(asked.text):
        return topic.measures
    return asked.measures or topic.measures


_REALLY = re.compile(r"実際|本当|現実|\b(?:actual(?:ly)?|real(?:ly)?|true)\b", re.IGNORECASE)
