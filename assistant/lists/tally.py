"""Sums over the numbers that a passage prints for the parts that a question names (4会場で合計, AとBを足す)."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.arithmetic import Formula
from assistant.quoting.excerpt import Excerpt
from assistant.understanding.operator import asks_sum
from assistant.understanding.question import Question
from index.decimals import plain
from index.markup import comparable
from index.quantity import Quantity, find_quantities
from index.text import clean
from index.unit_identity import one_spelling

# A bullet sign begins a piece; a dot between two words joins them.
_PIECES = re.compile(r"[○●◎◯◇◆■\t\n]|(?:^|(?<=[\s。）)】]))・")
_COUNT_JA = re.compile(
    r"([2-9]|1[0-9]|[二三四五六七八九十両])"
    r"(?:つ|会場|日間|大学|か所|カ所|箇所|ヶ所|か国|カ国|国|地域|都市|回|団体|種類)"
)
_COUNT_EN = re.compile(r"\b(two|both|three|four|five|six)\b", re.IGNORECASE)
_NUMBERS = {"二": 2, "両": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10}
_NUMBERS |= {"two": 2, "both": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_PEOPLE = re.compile(
    r"\b(?:doctors|nurses|people|persons|students|pupils|participants|attendees|trainees|visitors|members|teachers"
    r"|workers|women|men|children|residents|farmers|experts|staff)\b",
    re.IGNORECASE,
)
_ENGLISH_COUNTERS = (
    (_PEOPLE, "人"),
    (re.compile(r"\bschools\b", re.IGNORECASE), "校"),
    (re.compile(r"\b(?:companies|firms)\b", re.IGNORECASE), "社"),
    (re.compile(r"\b(?:times|sessions)\b", re.IGNORECASE), "回"),
    (re.compile(r"\b(?:cases|tests|applications)\b", re.IGNORECASE), "件"),
)
# The parts stand before the words that ask to join them: 中学校と高校合わせて, 1期と2期で計何人.
_JOINED = re.compile(
    r"(?P<parts>[^。?？（）()]+?)(?:[のをでは]|全部)*(?:合わせ|あわせ|合計|合算|計何|足[すし]|トータル)"
)
_JOINT = re.compile(r"と|、|,|及び|および|並びに")
# What ends what is said of a part.
_APART = re.compile(r"[、。]|.{15}")


def tally(question: Question, excerpt: Excerpt) -> Formula | None:
    """The sum that a question asks for over an excerpt's numbers; None where they are not one for each part asked."""
    if not asks_sum(question.text):
        return None
    pieces = [piece for piece in _PIECES.split(clean(excerpt.text)) if piece and piece.strip()]
    found = _of_parts(question, _named_parts(question.text), pieces) or _of_count(question, pieces)
    units = {_spelled(one.unit) for one in found}
    values = [one.value for one in found if one.value is not None]
    if len(found) < 2 or len(units) != 1 or len(values) != len(found) or len({one.unit for one in found}) != 1:
        return None
    total = sum(values, Decimal(0))
    text = f"{' + '.join(map(plain, values))} = {plain(total)}"
    return Formula("sum", text, total, found[0].unit, 1, (), constants=tuple(values))


def _said(question: Question, piece: str, parts: Sequence[str] = ()) -> int:
    """How much of what the question is about a piece says, its parts aside."""
    compared = comparable(piece).lower()
    terms = [term for term in question.terms if not term.optional and not any(term.text in part for part in parts)]
    return sum(any(len(form) >= 2 and comparable(form).lower() in compared for form in term.forms) for term in terms)


def _named_parts(text: str) -> list[str]:
    """The parts that a question joins by name; none where it names fewer than two."""
    match = _JOINED.search(text)
    parts = [part.strip() for part in _JOINT.split(match["parts"])] if match else []
    return [part for part in parts if part] if len(parts) >= 2 else []


def _of_parts(question: Question, named: Sequence[str], pieces: Sequence[str]) -> list[Quantity]:
    """A number of its own in the unit asked for behind each part's name; none where a part has none."""
    if len(named) < 2:
        return []
    places = [_behind(question, named, part, pieces) for part in named]
    found = [place for place in places if place is not None]
    if len(found) == len(named) and len({(n, one.start) for n, one in found}) == len(named):
        return [one for _, one in found]
    # The first name may be what the others are of: パンフレット、中学校と高校合わせて.
    first = replace(question, terms=tuple(term for term in question.terms if term.text in named[0]))
    of_them = len(named) > 2 and any(_said(first, piece) for piece in pieces)
    return _of_parts(question, named[1:], pieces) if of_them else []


def _behind(question: Question, named: Sequence[str], part: str, pieces: Sequence[str]) -> tuple[int, Quantity] | None:
    """The first number in the unit asked for behind a part's name in its clause, and the piece that it stands in.

    Of several pieces that say the name it is in the one that says most of what else is asked (座学研修 第1期).
    """
    counter, names = _counter(question), _names(part, last=part == named[-1])
    said = [
        (_said(question, piece, named), n, name) for n, piece in enumerate(pieces) for name in names if name in piece
    ]
    best = max((score for score, _, _ in said), default=0)
    places: list[tuple[int, Quantity]] = []
    for score, n, name in said:
        end = pieces[n].find(name) + len(name)
        near = [one for one in find_quantities(pieces[n]) if one.start >= end and _fits(one, counter)]
        if score == best and near and not _APART.search(pieces[n][end : near[0].start]):
            places.append((n, near[0]))
    return places[0] if len({n for n, _ in places}) == 1 else None


def _names(part: str, *, last: bool) -> list[str]:
    """A part's name, and what of it names the part: the end of 月末までの個人, of the last one its head."""
    bare = re.sub(r"(?:等|など)$", "", part)
    pieces = [piece for piece in re.split(r"まで|して(?:いる)?|した|[のにをはがで]", bare) if piece]
    return list(dict.fromkeys([bare, *((pieces[0] if last else pieces[-1],) if pieces else ())]))


def _of_count(question: Question, pieces: Sequence[str]) -> list[Quantity]:
    """The numbers of the unit asked for, where the passage prints as many of them as parts are asked."""
    match = (_COUNT_JA if question.language == "ja" else _COUNT_EN).search(question.text)
    counter = _counter(question)
    if match is None or not counter:
        return []
    wanted = int(match[1]) if match[1].isdigit() else _NUMBERS[match[1].lower()]
    everywhere = [(piece, one) for piece in pieces for one in find_quantities(piece) if _fits(one, counter)]
    topic = max(pieces, key=lambda piece: _said(question, piece), default="")
    best = [(piece, one) for piece, one in everywhere if piece == topic]
    found = next((own for own in (everywhere, best) if len(own) == wanted), [])
    # Numbers of like things stand behind like words: 計18名、計20名, but not 参加者30名、講師5名.
    return [one for _, one in found] if len({piece[: one.start].strip()[-1:] for piece, one in found}) == 1 else []


def _counter(question: Question) -> str:
    if question.counter or question.language == "ja":
        return question.counter
    return next((unit for noun, unit in _ENGLISH_COUNTERS if noun.search(question.text)), "")


def _fits(quantity: Quantity, counter: str) -> bool:
    return quantity.value is not None and _spelled(quantity.unit).endswith(counter)


def _spelled(unit: str) -> str:
    return one_spelling(unit.replace("名", "人"))
