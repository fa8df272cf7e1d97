"""Whether a number in a piece of a report is of what a question is about: in its bullet, or in its row's cells."""

import re
from collections.abc import Iterator

from assistant.understanding.question import Question
from assistant.understanding.term import TOPIC
from index.markup import comparable
from index.quantity import Quantity, find_quantities

_BULLET = re.compile(r"(?=[○●◎◯◇◆■])|\n")
_ENDING = re.compile(r"\s*$")
# A cell this short names nothing: a dash, a grade, a year.
_NO_NAME = 6


def quantities_near(question: Question, quote: str) -> Iterator[Quantity]:
    """The numbers of the bullets and cells that say what the question is about; all where it is about no noun."""
    forms = {
        comparable(form).lower()
        for term in question.terms
        if term.weight >= TOPIC and not term.place
        for form in (*term.forms, *(form for part in term.parts for form in part))
        if len(form) >= 2
    }
    if question.language == "en" and not _says(quote, forms):
        forms = set()  # what only the dictionary tells of English words was met when the excerpt was found
    for text in _pieces(quote, forms):
        yield from (quantity for quantity in find_quantities(text) if quantity.value is not None)


def _pieces(quote: str, forms: set[str]) -> Iterator[str]:
    for line in quote.split("\n") if "\t" in quote else [quote]:
        if "\t" not in line:
            yield from (bullet for bullet in _BULLET.split(line) if _says(bullet, forms))
            continue
        of_topic = False
        for cell in line.split("\t"):
            bullets = [bullet for bullet in _BULLET.split(cell) if _says(bullet, forms)]
            if _says(cell, forms):
                of_topic = True
            elif not _valued(cell):
                of_topic = False
            yield from bullets if bullets else [cell] if of_topic else []


def _says(text: str, forms: set[str]) -> bool:
    compared = comparable(text).lower()
    return not forms or any(form in compared for form in forms)


def _valued(cell: str) -> bool:
    """Whether a cell holds a value rather than a name of its own."""
    text = cell.strip()
    if len(text) <= _NO_NAME:
        return True
    return any(quantity.start == 0 for quantity in find_quantities(text))
