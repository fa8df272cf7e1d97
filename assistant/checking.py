"""The last step before an answer is given: every number in it is a cell, stands in a quote, or was asked with."""

import re
from collections.abc import Iterable
from decimal import Decimal

from assistant.composing import Draft
from assistant.corpus import Corpus
from assistant.doubt import concerning
from assistant.understanding.question import Question
from assistant.wording import value_in_english
from index.checks.check import Check
from index.markup import comparable
from index.text import clean

_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_MARK = re.compile(r"\[\d+\]")


class UnsupportedNumber(AssertionError):
    """An answer holds a number without evidence: a defect of composing, never to be shown."""


def check(question: Question, draft: Draft, corpus: Corpus) -> tuple[Check, ...]:
    """Raise UnsupportedNumber where a number of the draft is in no figure, quote, question or report title.

    Returns what the audit found about the figures shown, or about the words quoted.
    """
    known = set(_numbers(_supports(question, draft, corpus)))
    for number in _numbers([_MARK.sub("", draft.text)]):
        if number not in known:
            raise UnsupportedNumber(f"{number} in {draft.text!r}")
    _check_quotes(draft, corpus)
    return tuple(concerning(corpus.findings, draft.figures, draft.citations))


def failed(defect: str) -> Check:
    """The check that an answer failed in place of which a refusal is given."""
    return Check("supported", "", "", "", "", False, "error", defect)


def _supports(question: Question, draft: Draft, corpus: Corpus) -> Iterable[str]:
    yield question.text
    yield from question.dictated
    yield from (qualifier.value for qualifier in question.qualifiers)
    # A follow-up's year may have been said before.
    yield from (period.text for period in question.periods)
    for figure in draft.figures:
        yield from (
            figure.text,
            figure.period,
            figure.name,
            figure.scope,
            figure.item,
            figure.note,
            figure.printed,
            figure.correction,
            value_in_english(figure),
        )
        yield str(figure.year or "")
    yield from (citation.quote for citation in draft.citations)
    yield from (report.title for report in corpus.reports.values())
    yield from (str(number) for number in (*draft.computed, len(corpus.reports)))
    # The operands of a formula are the figures' values as plain numbers.
    yield from (str(figure.value) for figure in draft.figures if figure.value is not None)


def _numbers(texts: Iterable[str]) -> Iterable[Decimal]:
    for text in texts:
        # 832, 111 is one number with a space in it; in running text the parts are numbers of their own as well.
        for form in (clean(text), re.sub(r"(?<=,) (?=\d{3})", "", clean(text))):
            for match in _NUMBER.finditer(form):
                yield Decimal(match[0].replace(",", ""))


def _check_quotes(draft: Draft, corpus: Corpus) -> None:
    for citation in draft.citations:
        printed = "\n".join(corpus.lines[citation.report][citation.line_start - 1 : citation.line_end])
        if citation.quote not in printed and comparable(citation.quote) not in comparable(printed):
            raise UnsupportedNumber(f"{citation.quote!r} is not in lines {citation.line_start}-{citation.line_end}")
