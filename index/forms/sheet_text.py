"""What the lines of an evaluation form's indicator sheets hold, before it is known what belongs to what."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from index.block import Block
from index.figure import Basis
from index.forms.form import Token, blank_codes, tokens_of
from index.forms.printed_formula import Piece, PrintedFormula, formula_pieces, join_formulas
from index.forms.setting import groups_of, this_year_of
from index.forms.yearly import Yearly, yearly_parts
from index.outline import heading_mark
from index.period import fold
from index.report import Report

_ANNOUNCING = frozenset({"name", "base_year", "final_year", "base", "final", "formula", "direction"})
_NAME = re.compile("指 *標 *名")
_NUMBERED = re.compile(r"[0-9０-９]{1,2}[\s　.．、]")
_LEGEND = re.compile(r"(大文字|小文字)は「?(年度|暦年|年)")
_LETTERS = re.compile(r"(?<![A-Za-z])([Rr]) ?[:=は] ?「?(年度|暦年)")


@dataclass(frozen=True, slots=True)
class Mark:
    """An indicator's mark (主①), empty where the form marks none and prints 指標名 alone; `line` is 1-based."""

    text: str
    line: int

    @property
    def rank(self) -> tuple[int, int, int]:
        """The place on the form: 主 before 関, then by number; without marks as printed."""
        if not self.text:
            return 0, 0, self.line
        return "主関".find(self.text[0]), ord(self.text[-1]) + 1000 * len(self.text), self.line


@dataclass(frozen=True, slots=True)
class Run:
    """Indicators printed together, from line `first` to `last`, with their marks and yearly parts."""

    first: int
    last: int
    marks: tuple[Mark, ...]
    parts: tuple[Yearly, ...]

    @property
    def paired(self) -> bool:
        """Whether there is one yearly part for each mark, and no mark twice."""
        named = [mark.text for mark in self.marks if mark.text]
        return len(self.marks) == len(self.parts) and len(set(named)) == len(named)


@dataclass(frozen=True, slots=True)
class SheetText:
    """The indicator sheets of one report. `lines` are the tokens of every line, `settings` those that stand outside
    the yearly parts and among no prose.
    """

    report: Report
    raw: tuple[str, ...]
    lines: tuple[tuple[Token, ...], ...]
    settings: tuple[tuple[Token, ...], ...]
    runs: tuple[Run, ...]
    formulas: tuple[PrintedFormula, ...]
    first: int
    last: int
    section: str
    this_year: int | None
    legend: Mapping[str, Basis]

    def settings_in(self, first: int, last: int) -> Sequence[tuple[Token, ...]]:
        """The setting lines from `first` to `last`, both included."""
        return self.settings[first - 1 : last]


def sheet_text(report: Report, blocks: Sequence[Block]) -> SheetText | None:
    """The indicator sheets that a report prints as lines; None where there are none."""
    raw = tuple(report.lines)
    if not any(_NAME.search(fold(line)) for line in raw):
        return None
    blanked = [blank_codes(line) for line in raw]
    pieces = formula_pieces(blanked, 1, len(raw))
    lines = tuple(tokens_of(line, n) for n, line in enumerate(_without(raw, pieces), 1))
    parts = yearly_parts(lines)
    announced = [n for n, tokens in enumerate(lines, 1) if _announces(tokens)]
    if not parts or not announced:
        return None
    heading = _heading(blocks, announced[0])
    first = heading.line_start + 1 if heading is not None else announced[0]
    last = _last(lines, parts[-1].last)
    settings = tuple(_settings(raw, lines, parts, first, last))
    formulas = [one for one in join_formulas(pieces, raw) if first <= one.line <= last]
    return SheetText(
        report,
        raw,
        lines,
        settings,
        tuple(_runs(lines, settings, parts, first, last)),
        tuple(formulas),
        first,
        last,
        _section(blocks, heading, first),
        this_year_of(groups_of(settings, "period")),
        _legend(fold(report.text)),
    )


def _legend(text: str) -> dict[str, Basis]:
    """What a form says of years by the case of the era's letter: 大文字は年度, or R:年度、r:暦年."""
    letters = [("大文字" if letter.isupper() else "小文字", what) for letter, what in _LETTERS.findall(text)]
    said = [*letters, *_LEGEND.findall(text)]
    return {case: "fiscal" if what == "年度" else "calendar" for case, what in said}


def _without(raw: Sequence[str], pieces: Sequence[Piece]) -> Iterator[str]:
    """The lines with the pieces of formulas blanked out, offsets kept."""
    spans: dict[int, list[tuple[int, int]]] = {}
    for piece in pieces:
        spans.setdefault(piece.line, []).append((piece.start, piece.end))
    for n, line in enumerate(raw, 1):
        out = line
        for start, end in spans.get(n, ()):
            out = out[:start] + " " * (end - start) + out[end:]
        yield out


def _announces(tokens: Sequence[Token]) -> bool:
    """Whether a line is one of the form's that only an indicator sheet prints."""
    return any(token.kind == "mark" or token.what in _ANNOUNCING for token in tokens) and (
        any(token.kind == "mark" or token.what == "name" for token in tokens)
        or all(token.kind != "words" for token in tokens)
    )


def _heading(blocks: Sequence[Block], line: int) -> Block | None:
    """The numbered heading that a line stands under: the nearest one before it."""
    above = [
        block
        for block in blocks
        if block.kind == "heading"
        and block.line_start < line
        and _NUMBERED.match(block.text)
        and heading_mark(block.text)
        and "指標" in block.text
    ]
    return above[-1] if above else None


def _section(blocks: Sequence[Block], heading: Block | None, first: int) -> str:
    if heading is not None:
        outer = [words for words in heading.path if not _NUMBERED.match(words)]
        return " > ".join([*outer, heading.text])
    at = [block for block in blocks if block.line_start <= first]
    return " > ".join(at[-1].path) if at else ""


def _last(lines: Sequence[Sequence[Token]], at: int) -> int:
    """The last line of the form behind the last yearly part: values may be printed behind it."""
    last = at
    for n in range(at + 1, len(lines) + 1):
        tokens = lines[n - 1]
        if any(token.kind == "words" for token in tokens) or any(token.what == "grade" for token in tokens):
            break
        last = n if tokens else last
    return last


def _settings(
    raw: Sequence[str], lines: Sequence[tuple[Token, ...]], parts: Sequence[Yearly], first: int, last: int
) -> Iterator[tuple[Token, ...]]:
    inside = {n for part in parts for n in range(part.line, part.last + 1)}
    for n, tokens in enumerate(lines, 1):
        prose = any(token.kind == "words" for token in tokens) or _ends_a_sentence(raw, lines, n)
        yield () if n in inside or not first <= n <= last or prose else tokens


def _ends_a_sentence(raw: Sequence[str], lines: Sequence[tuple[Token, ...]], n: int) -> bool:
    """Whether a line of bare values goes on from words on the line above."""
    bare = all(token.kind in ("number", "period", "dash") for token in lines[n - 1])
    return bare and n > 1 and any(token.kind == "words" for token in lines[n - 2]) and bool(raw[n - 2].strip())


def _runs(
    lines: Sequence[tuple[Token, ...]],
    settings: Sequence[tuple[Token, ...]],
    parts: Sequence[Yearly],
    first: int,
    last: int,
) -> Iterator[Run]:
    """The form cut where settings follow a yearly part, as soon as there are as many marks as parts."""
    marks = _marks(lines, first, last)
    held: list[Yearly] = []
    start = first
    for n, part in enumerate(parts):
        held.append(part)
        ends = n + 1 == len(parts)
        if not ends and not any(settings[part.last : parts[n + 1].line - 1]):
            continue  # the next yearly part of the same page
        end = last if ends else part.last
        run = Run(start, end, tuple(mark for mark in marks if start <= mark.line <= end), tuple(held))
        if run.paired or ends:
            yield run
            held, start = [], end + 1


def _marks(lines: Sequence[tuple[Token, ...]], first: int, last: int) -> list[Mark]:
    found = [(n, token) for n in range(first, last + 1) for token in lines[n - 1]]
    marks = [Mark(fold(token.text).replace(" ", ""), n) for n, token in found if token.kind == "mark"]
    return marks or [Mark("", n) for n, token in found if token.what == "name"]
