"""A question of a question file, what is expected of its answer, and the loader."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, TypeVar, cast

from evaluation.documents import report_of
from evaluation.span import Span
from index.errors import ShinchokuError

Language = Literal["ja", "en"]
Group = tuple[str, ...]
T = TypeVar("T")


class QuestionFileError(ShinchokuError):
    """A question file cannot be read, or a line of it is not a question."""


@dataclass(frozen=True, slots=True)
class Expected:
    """What a right answer holds; the head of docs/evaluation.md explains each field. Never read while answering."""

    category: str
    answerable: bool
    must_contain: tuple[Group, ...]
    must_not_contain: Group = ()
    sources: tuple[Span, ...] = ()
    all_sources: bool = False
    belongs: tuple[tuple[str, Group], ...] = ()
    others: tuple[Group, ...] = ()
    others_max: int = 2
    neighbours: Group = ()
    no_new_figures: bool = False
    nearby_ok: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """The user's turns, the last of which is judged. `expected` is None where the line is only to be answered."""

    id: str
    language: Language
    turns: tuple[str, ...]
    expected: Expected | None = None


def load(path: Path) -> list[Question]:
    """The questions of a JSONL file in its order; blank lines are skipped."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise QuestionFileError(f"Cannot read the question file {path}: {error.strerror or error}.") from error
    except UnicodeDecodeError as error:
        raise QuestionFileError(f"The question file {path} is not UTF-8 text; save it as UTF-8.") from error
    return parse(text, path.name)


def parse(text: str, name: str = "questions") -> list[Question]:
    """The questions in JSONL text; `name` is what errors call it."""
    questions: list[Question] = []
    seen: dict[str, int] = {}
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        place = f"{name}, line {number}"
        question = _question(_object(line, place), place)
        if question.id in seen:
            raise QuestionFileError(f'{place}: the id "{question.id}" is already used in line {seen[question.id]}.')
        seen[question.id] = number
        questions.append(question)
    if not questions:
        raise QuestionFileError(f"{name} holds no questions; write one JSON object a line.")
    return questions


def _object(line: str, place: str) -> dict[str, Any]:
    try:
        value = json.loads(line)
    except ValueError as error:
        raise QuestionFileError(f"{place} is not valid JSON: {error}.") from error
    except RecursionError as error:
        raise QuestionFileError(f"{place} is nested too deeply to be a question.") from error
    if not isinstance(value, dict):
        raise QuestionFileError(f"{place} is not a JSON object.")
    return value


def _question(entry: Mapping[str, Any], place: str) -> Question:
    language = _field(entry, "lang", str, place)
    if language not in ("ja", "en"):
        raise QuestionFileError(f'{place}: "lang" is "{language}"; it must be "ja" or "en".')
    turns = _strings(_field(entry, "turns", list, place), "turns", place)
    if not turns:
        raise QuestionFileError(f'{place}: "turns" is empty; it needs at least one turn.')
    expected = _expected(entry, place) if "must_contain" in entry else None
    return Question(_field(entry, "id", str, place), cast(Language, language), turns, expected)


def _expected(entry: Mapping[str, Any], place: str) -> Expected:
    belongs = _optional(entry, "belongs", dict, {}, place)
    return Expected(
        category=_field(entry, "category", str, place),
        answerable=_field(entry, "answerable", bool, place),
        must_contain=_groups(entry, "must_contain", place),
        must_not_contain=_strings(_optional(entry, "must_not_contain", list, [], place), "must_not_contain", place),
        sources=tuple(_source(one, place) for one in _optional(entry, "sources", list, [], place)),
        all_sources=_optional(entry, "all_sources", bool, False, place),
        belongs=tuple((label, _strings(figures, "belongs", place)) for label, figures in belongs.items()),
        others=_groups(entry, "others", place),
        others_max=_optional(entry, "others_max", int, 2, place),
        neighbours=_strings(_optional(entry, "neighbours", list, [], place), "neighbours", place),
        no_new_figures=_optional(entry, "no_new_figures", bool, False, place),
        nearby_ok=_optional(entry, "nearby_ok", bool, False, place),
    )


def _source(entry: object, place: str) -> Span:
    match entry:
        case {"doc": str(document), "lines": [int(start), int(end)]} if 1 <= start <= end:
            return Span(report_of(document), start, end)
    raise QuestionFileError(f'{place}: a source is {{"doc": file name, "lines": [first, last]}}, not {entry!r}.')


def _groups(entry: Mapping[str, Any], name: str, place: str) -> tuple[Group, ...]:
    return tuple(_strings(group, name, place) for group in _optional(entry, name, list, [], place))


def _strings(value: object, name: str, place: str) -> Group:
    if not isinstance(value, Sequence) or isinstance(value, str) or not all(isinstance(one, str) for one in value):
        raise QuestionFileError(f'{place}: "{name}" must hold lists of strings.')
    return tuple(value)


def _field(entry: Mapping[str, Any], name: str, kind: type[T], place: str) -> T:
    if name not in entry:
        raise QuestionFileError(f'{place} has no "{name}".')
    return _typed(entry[name], name, kind, place)


def _optional(entry: Mapping[str, Any], name: str, kind: type[T], default: T, place: str) -> T:
    return _typed(entry.get(name, default), name, kind, place)


def _typed(value: object, name: str, kind: type[T], place: str) -> T:
    if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        raise QuestionFileError(f'{place}: "{name}" must be {_KINDS[kind]}.')
    return value


_KINDS: Mapping[type, str] = {
    str: "a string",
    bool: "true or false",
    int: "a whole number",
    list: "a list",
    dict: "an object",
}
