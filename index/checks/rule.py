"""What a report says of its own rates: how they are computed, and which indicators are to fall."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from index.block import Block, Cell
from index.figure import Figure
from index.formula import read_formula
from index.markup import comparable
from index.quantity import find_quantities
from index.report import Report
from index.tables.header import Column, read_header
from index.tables.spanning import under_one_row

RATES = ("progress", "achievement")
_RATE_WORDS = {"progress": "進捗", "achievement": "達成"}
_SAID = re.compile(r"[^、。をはがで・\-■○●]{2,14}?を[^、。を]{2,14}?で(?:除し|割っ|割り)た?(?:割合|値|もの|率)?")
_RISING = re.compile(r"(?:増加|上昇|拡大|向上|増大)(?:を|が|させ|に)?(?:目指|めざ|望まし|目標)")
_FALLING = re.compile(r"(?:減少|低下|縮小|抑制|削減)(?:を|が|させ|に)?(?:目指|めざ|望まし|目標)")
_MARK = re.compile(
    r"(?:名称?|指標名?|項目)欄?(?:の末尾|の後)?に[(「『]?(?P<mark>※|\*|▼|▽|↓|■|★)[)」』]?"
    r"(?:が|の?印?を?)?(?:ある|あり|付|つ|記)"
)
_ZERO = re.compile(r"上回.{0,24}?[「『]?(?P<zero>0(?:\.0)?%)")
_FOOTNOTE = re.compile(r"^[※*]\d+")
_PURPOSE = re.compile(r"進捗率|達成率|用いて|使用|計算|算出|除し|分母")
_LETTER = re.compile(r"\(([a-z])\)")
_OF_LETTERS = re.compile(r"\(?([a-z])\)?/\(?([a-z])\)?")


@dataclass(frozen=True, slots=True)
class Stated:
    """The rules of rates that a report states in words, each as printed; empty where it states none.

    `mark` is the sign by which a name says that its indicator is to fall; `zero` whether a rate is 0 % where such an
    indicator is worse than its base.
    """

    rising: str = ""
    falling: str = ""
    mark: str = ""
    zero: bool = False
    of: str = ""  # the measure that the words are about, empty for both


def stated(blocks: Sequence[Block]) -> Stated:
    """The rules that a report's paragraphs and items state."""
    found = Stated()
    falls = False
    for block in blocks:
        if block.kind not in ("paragraph", "item"):
            falls = False
            continue
        for text in filter(None, comparable(block.text).split("。")):
            about_rate = any(word in text for word in _RATE_WORDS.values())
            falls = bool(_FALLING.search(text)) or (falls and not _RISING.search(text))
            found = _learned(found, text, falls, about_rate)
    return found


def _learned(found: Stated, text: str, falls: bool, about_rate: bool) -> Stated:
    mark = _MARK.search(text)
    if mark is not None and falls:
        found = replace(found, mark=mark["mark"])
    if falls and _ZERO.search(text):
        found = replace(found, zero=True)
    said = _SAID.search(text)
    if said is None or read_formula(said[0]) is None or not (about_rate or (falls and found.rising)):
        return found
    if falls:
        return replace(found, falling=found.falling or said[0])
    of = next((measure for measure, word in _RATE_WORDS.items() if word in text), "")
    return replace(found, rising=found.rising or said[0], of=found.of or of)


def enriched(figures: Sequence[Figure], report: Report, blocks: Sequence[Block]) -> list[Figure]:
    """The figures with the direction, the rule and the denominator that the report states for them."""
    rules = stated(blocks)
    headed = dict(_headed(blocks))
    return [_enriched(figure, rules, headed.get(figure.line, {})) for figure in figures]


def _enriched(figure: Figure, rules: Stated, headed: dict[str, str]) -> Figure:
    if figure.kind != "kpi":
        return figure
    falls = bool(rules.mark) and is_marked(figure, rules.mark)
    if falls and not figure.direction:
        figure = replace(figure, direction="down")
    if figure.measure not in RATES:
        return figure
    if figure.denominator is None:
        figure = replace(figure, denominator=_denominator(figure))
    if figure.rule:
        return figure
    said = (rules.falling if falls else rules.rising) if rules.of in ("", figure.measure) else ""
    return replace(figure, rule=said or headed.get(figure.measure, ""))


def is_marked(figure: Figure, mark: str) -> bool:
    """Whether a name carries the mark itself, not that of a numbered footnote."""
    return re.search(rf"{re.escape(comparable(mark))}(?!\d)", comparable(figure.name + figure.scope)) is not None


def _denominator(figure: Figure) -> Decimal | None:
    """The one number of the footnote that a rate carries, where the footnote says that it is for this rate."""
    notes = [note for note in figure.note.split("; ") if _FOOTNOTE.match(comparable(note))]
    if figure.value is None or len(notes) != 1 or not _PURPOSE.search(notes[0]):
        return None
    said = re.sub(r"^\s*[※＊*]\s*[\d０-９]+", "", notes[0])
    numbers = [found.value for found in find_quantities(said)]
    return numbers[0] if len(numbers) == 1 else None


def _headed(blocks: Sequence[Block]) -> Iterator[tuple[int, dict[str, str]]]:
    """By line the rules that the header above it prints with letters, as 実績値(a)/目標値(b)."""
    for block in blocks:
        rules: dict[str, str] = {}
        for row in under_one_row(block).rows:
            columns = read_header([cell.text for cell in row])
            if columns is not None:
                rules = _by_letters(columns, row)
            elif rules:
                for line in {cell.line for cell in row}:
                    yield line, rules


def _by_letters(columns: Sequence[Column], row: Sequence[Cell]) -> dict[str, str]:
    letters: dict[str, str] = {}
    for column, cell in zip(columns, row, strict=True):
        letter = _LETTER.search(comparable(cell.text).lower())
        if letter and column.measure and column.measure not in RATES:
            letters[letter[1]] = _LETTER.sub("", comparable(cell.text)).split("(")[0]
    rules = {}
    for column, cell in zip(columns, row, strict=True):
        ratio = _OF_LETTERS.search(comparable(cell.text).lower())
        if column.measure in RATES and ratio and ratio[1] in letters and ratio[2] in letters:
            rules[str(column.measure)] = f"{letters[ratio[1]]}({ratio[1]})/{letters[ratio[2]]}({ratio[2]})"
    return rules
