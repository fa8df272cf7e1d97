"""Running text of a cell taken apart: items by their marks, statements in brackets, and the clause that each is of."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from index.facts.printed import BREAK
from index.facts.statement import counted_in
from index.period import find_periods

_MAJOR = "○◯〇●◎◇◆■□▪►▶★☆➢"
_MINOR = "・･‐"
_AFTER = rf"(?:^|(?<=[\s{BREAK}】\]］。)）]))"
_MARK = re.compile(rf"{_AFTER}(?:(?P<major>[{_MAJOR}①-⑳※])|(?<!\S)(?P<minor>[{_MINOR}]))(?=\s*\S)|{BREAK}")
_BEGINS = re.compile(rf"[{_MAJOR}{_MINOR}①-⑳]\s*\S")
_SQUARE = re.compile(r"【[^【】]*】|\[[^\[\]]*\]|［[^［］]*］|〔[^〔〕]*〕")
_ROUND = re.compile(r"[(（](?:[^()（）]|[(（][^()（）]*[)）])*[)）]|[<＜〈《][^<>＜＞〈〉《》]*[>＞〉》]")
_CLOSED = tuple("】]］)）〕>＞〉》")
_REPEATED = re.compile(r"[【\[［(（]\s*再掲\s*[】\]］)）]")

# What parts two things that were done; behind the other commas of a sentence, what was done goes on.
_PARTED = re.compile(r"(?<!の)ほか[、，]|とともに[、，]|。")
_ENDED = re.compile(r"(?<=[^ぁ-ん])し[、，]|結果[、，]|など[、，]|(?<!の)ほか[、，]|とともに[、，]|。")
_COMMA_OF_CLAUSE = re.compile(r"(?<![やとの])(?<=[ぁ-ん])[、，]")
# What a clause begins with where a bracket stands in its middle: the end of what was said before it.
_TAIL = re.compile(
    r"^[\s、，。・]*(?:(?:[をにがでへ][一-鿿]{2,4})?[ぁ-ん]{1,8}[、，]\s*"
    r"|(?:及び|並びに|又は|または|および)[、，]?\s*|[やと](?=[^ぁ-ん]))*"
)
_CONNECTED = re.compile(r"^(?:また|さらに|更に|併せて|あわせて|なお|加えて|そのほか|その他)[、，]\s*")
_NOUN_GOES_ON = re.compile(r"や|及び|および|並びに|と(?!とも)|を|が|に(?!つい)|の|で(?!は)|は")
# Clauses that say what came of it rather than what was done: what they follow belongs to them.
_DONE = re.compile(
    r"(?:開催|実施|派遣|出展|受入れ?|作成|設置|開設|公開|締結|訪問|配置|導入|整備|補助|助成|配布|発行|出店|参加|上映|放送"
    r"|掲載)(?:した|し)?$"
)


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a cell: its range in the cell's text without its mark, and the words of the item it stands under."""

    start: int
    end: int
    under: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Bracket:
    """A statement in brackets: where it begins and ends, brackets included, and the range of what it states."""

    start: int
    end: int
    inside: tuple[int, int]


def begins_item(text: str) -> bool:
    """Whether a text begins with an item's mark."""
    return _BEGINS.match(text) is not None


def read_items(text: str) -> list[Item]:
    """The items of a cell in order; one with a lesser mark (・) stands under the one before with a greater (○)."""
    items: list[Item] = []
    under: tuple[int, int] | None = None
    marks = [*_MARK.finditer(text)]
    bounds = [(0, 0, "")] if not marks or text[: marks[0].start()].strip() else []
    bounds += [(mark.start(), mark.end(), mark.lastgroup or "") for mark in marks]
    for (_, start, rank), stop in zip(bounds, [*(begin for begin, _, _ in bounds[1:]), len(text)], strict=True):
        if not text[start:stop].strip():
            continue
        own = _stripped(text, start, stop)
        if rank == "minor":
            items.append(Item(*own, under))
        else:
            items.append(Item(*own))
            under = own if rank == "major" else None
    return items


def is_repeated(text: str) -> bool:
    """Whether an item says of itself that it is printed elsewhere as well."""
    return _REPEATED.search(text) is not None


def find_brackets(text: str, start: int, end: int) -> list[Bracket]:
    """The brackets of an item that state a number or a date.

    Round and pointed ones count only where they begin with a period and go on with a number: what else stands in them
    belongs to the sentence.
    """
    found: list[Bracket] = []
    at = start
    while at < end:
        square, round_ = _SQUARE.search(text, at, end), _ROUND.search(text, at, end)
        match = min(filter(None, (square, round_)), key=lambda one: one.start(), default=None)
        if match is None:
            break
        inside = (match.start() + 1, match.end() - 1)
        if _states(text[slice(*inside)], square=match is square):
            found.append(Bracket(match.start(), match.end(), inside))
            at = match.end()
        else:
            # A round one may hold a square one.
            at = match.start() + 1 if match is round_ else match.end()
    return found


def _states(inside: str, *, square: bool) -> bool:
    periods, numbers = find_periods(inside), counted_in(inside)
    if square:
        return bool(periods or numbers)
    return bool(periods and numbers) and not inside[: periods[0][0]].strip()


def clause_of(text: str, start: int, bracket: Bracket) -> str:
    """The words that a bracket belongs to, where `start` is the end of the bracket before it or of the item's mark."""
    run = text[start : bracket.start].rstrip(" 　、，。\n")
    begin = max((cut.end() for cut in re.finditer("。", run)), default=0)
    begin = max([begin, *_parted(run)])
    after = text[bracket.end :]
    if _NOUN_GOES_ON.match(after) and not re.search(r"[ぁ-ん]$", run):
        begin = max((cut.end() for cut in _COMMA_OF_CLAUSE.finditer(run)), default=begin)
    words = run[begin:] if begin else run
    return trimmed(words, inner=begin == 0 and start > 0 and text[start - 1 : start] in _CLOSED)


def _parted(run: str) -> Iterator[int]:
    """Where a clause of its own begins behind ほか or とともに: only where it says what was done."""
    if _DONE.search(run):
        yield from (cut.end() for cut in _PARTED.finditer(run))


def clause_around(text: str, start: int, end: int, number: tuple[int, int]) -> tuple[int, int]:
    """The range of the clause in which a number stands, in the run of text from `start` to `end`."""
    begin = max((cut.end() for cut in _PARTED.finditer(text, start, number[0])), default=start)
    stop = next((cut.start() for cut in _ENDED.finditer(text, number[1], end)), end)
    return begin, stop


def trimmed(words: str, *, inner: bool = False) -> str:
    """A clause without the connecting words at its beginning and the ending of its verb."""
    words = re.sub(r"\s+", " ", _REPEATED.sub("", words)).strip(" 、，。・")
    if inner:
        words = _TAIL.sub("", words, count=1)
    words = _CONNECTED.sub("", words)
    return re.sub(r"(?<=[^ぁ-ん])(?:した|し|する)$", "", words).strip(" 、，。")


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    inner = text[start:end]
    return start + len(inner) - len(inner.lstrip()), start + len(inner.rstrip())
