"""The rows of a project ledger in text without tabs: a number, a name and the numbers printed behind them."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from index.forms.piece import Page, joined
from index.period import fold

_CODE = re.compile(r"\s*(?P<code>[0-9]{1,8}|[0-9]{1,4}(?:-[0-9]{1,4})+|[A-Z]{1,2}-?[0-9]{2,6})(?=\s|$)")
_SCHEME = re.compile(r"\s*[0-9]{1,3} ?\( ?[0-9]{1,3} ?\) ?[A-Z]?(?=\s|$)|\s*[A-Z]{1,2}[0-9]{1,5}(?=\s|$)")
_NUMBER = re.compile(r"[▲△\-−]?(?:[1-9][0-9]{0,2}(?:,[0-9]{3})+|(?:0|[1-9][0-9]*)(?:\.[0-9]+)?)|[-−–—―ー‐]")
_SEPARATED = re.compile(r"(?:[^\s,.]+(?: ?[,.] ?(?=[0-9])[^\s,.]+)+|\S+)")
_OFFICE = re.compile(r".+[課室局部所班係署場]")
_LAST = tuple("0123456789-−–—―ー‐")
_FEWEST = 3
_MOST_LINES, _MOST_GAPS = 7, 2


@dataclass(frozen=True, slots=True)
class Number:
    """A printed number and its place; `value` is None for a dash."""

    text: str
    line: int
    start: int
    end: int
    value: Decimal | None

    @property
    def amount(self) -> Decimal:
        """The number in sums, where a dash counts as nothing."""
        return self.value if self.value is not None else Decimal(0)


@dataclass(frozen=True, slots=True)
class Project:
    """One row: what it prints before its numbers, and these. `name` is empty where it is open which words it has."""

    code: str
    name: str
    numbers: tuple[Number, ...]
    first: int
    last: int


@dataclass
class _Open:
    """A row that waits for its numbers."""

    code: str
    first: int
    doubtful: bool
    words: list[str] = field(default_factory=list)
    gaps: int = 0


@dataclass(frozen=True, slots=True)
class _Raw:
    code: str
    words: tuple[str, ...]
    numbers: tuple[Number, ...]
    first: int
    last: int
    doubtful: bool  # the line before it belongs to another row that lacks its numbers, or to this one's name


def read_projects(pages: Sequence[Page]) -> list[list[Project]]:
    """The rows of each page. Row numbers have one shape, so that a name's line with a number in front begins no row."""
    raws = [list(_raws(page, None)) for page in pages]
    shapes = Counter(_shape(raw.code) for page in raws for raw in page)
    if len(shapes) > 1:
        shape = max(shapes, key=lambda known: shapes[known])
        raws = [list(_raws(page, shape)) for page in pages]
    offices = Counter(_last_word(raw) for page in raws for raw in page)
    rows = sum(offices.values())
    named = sum(count for word, count in offices.items() if _OFFICE.fullmatch(word)) >= 0.6 * rows
    return [[_project(raw, offices, named) for raw in page] for page in raws]


def numbers_at_end(line: str, number: int) -> tuple[str, tuple[Number, ...]]:
    """The text of a line before the numbers at its end, and these; a space at a comma parts no number."""
    folded = fold(line)
    found: list[Number] = []
    rest = len(line)
    if folded.rstrip()[-1:] not in _LAST:
        return line, ()
    for match in reversed(list(_SEPARATED.finditer(folded))):
        plain = match.group().replace(" ", "")
        if _NUMBER.fullmatch(plain) is None:
            break
        rest = match.start()
        found.append(Number(line[match.start() : match.end()], number, match.start(), match.end(), _decimal(plain)))
    return line[:rest], tuple(reversed(found))


def _decimal(plain: str) -> Decimal | None:
    digits = plain.replace(",", "")
    negative = digits[0] in "▲△-−"
    digits = digits.lstrip("▲△-−–—―ー‐")
    if not digits:
        return None
    return -Decimal(digits) if negative else Decimal(digits)


def _shape(code: str) -> str:
    """What the numbers of one ledger share: the length where they are padded or long, the kind of signs."""
    plain = fold(code)
    if plain.isdigit() and not plain.startswith("0") and len(plain) < 3:
        return "n"
    return re.sub("[0-9]", "9", plain) if plain.isdigit() else re.sub("[0-9]+", "9", plain)


def _raws(page: Page, shape: str | None) -> Iterator[_Raw]:
    held: _Open | None = None
    for piece in page:
        if held is not None:
            held.gaps += 1
        for number, line in piece.numbered:
            words, numbers = numbers_at_end(line, number)
            code = _code(line, shape) if words.strip() or len(numbers) == 1 else None
            if code is not None and not _is_name(line, code, held):
                doubtful = held is not None and not held.gaps
                held = _Open(line[code.start("code") : code.end("code")], number, doubtful)
                line, words = line[code.end() :], words[code.end() :]
                numbers = numbers if words.strip() else ()
            if held is None:
                continue
            closes = len(numbers) >= _FEWEST
            held.words.append(words if closes else line)
            if closes:
                yield _Raw(held.code, tuple(held.words), numbers, held.first, number, held.doubtful)
            if closes or held.gaps > _MOST_GAPS or len(held.words) > _MOST_LINES:
                held = None


def _is_name(line: str, code: re.Match[str], held: _Open | None) -> bool:
    """Whether a line that begins with a number goes on with a name: that of a row whose scheme it does not print."""
    if held is None or held.gaps or _SCHEME.match(fold(held.words[0])) is None:
        return False
    return _SCHEME.match(fold(line[code.end() :])) is None


def _code(line: str, shape: str | None) -> re.Match[str] | None:
    match = _CODE.match(fold(line))
    return match if match is not None and shape in (None, _shape(match["code"])) else None


def _last_word(raw: _Raw) -> str:
    return (raw.words[-1].split() or [""])[-1]


def _project(raw: _Raw, offices: Counter[str], named: bool) -> Project:
    first, *more = raw.words
    scheme = _SCHEME.match(fold(first))
    words = [first[scheme.end() :] if scheme else first, *more]
    name = "" if raw.doubtful else _name(words, offices, named)
    return Project(raw.code, name, raw.numbers, raw.first, raw.last)


def _name(words: Sequence[str], offices: Counter[str], named: bool) -> str:
    """The words without the office that stands last, where the rows print one; empty where that is open."""
    whole = joined(words)
    *before, last = words
    own = last.split()
    if not named or not own:
        return whole
    without = joined([*before, " ".join(own[:-1])])
    if not without:
        return whole
    return without if offices[own[-1]] > 1 or (_OFFICE.fullmatch(own[-1]) and len(own[-1]) > 2) else ""
