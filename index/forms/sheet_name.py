"""The names of the indicators on a form: the words that stand by each mark, over several lines.

Beside them a form prints what an indicator is (〔指標の説明〕), plans it comes from, and page titles; none of these is
a name. Where more words are left than marks, or none, there is no name.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from index.forms.form import Token, is_plan, is_unit
from index.forms.sheet_text import Mark, Run, SheetText
from index.markup import comparable

_FURNITURE = re.compile("調書|様式|施策名|施策コード|成果指標|設定できない理由")
_OPENING = re.compile(r"[〔【\[［≪＜《<■□●○◎◯・※＊*]")
_SENTENCE = re.compile(r"。|[、,，]$|(?:として|ため)?設定$|である$|した$|する$|います?$|ます$")
_MEASURED = re.compile(r"(?:率|数|額|割合|量|人口|比|指数|面積|時間|所得|性|度|高|年齢|寿命|人員|延長|距離|単価|価格)$")
_BRACKETS = re.compile(r"[(（]([^()（）]*)[)）]")
_LAST_BRACKETS = re.compile(r"(?:\s*[(（][^()（）]*[)）])+$")
_SHORTEST, _LONGEST = 3, 80
_NEAR = 3  # lines from a name to the mark that stands below it


@dataclass(frozen=True)
class Name:
    """Words that may name an indicator, with their first and last line."""

    text: str
    line: int
    last: int

    @cached_property
    def unit(self) -> str:
        """The unit in one of the name's last brackets: 億円 in 出荷額（億円）（暦年）."""
        last = _LAST_BRACKETS.search(self.text)
        inside = _BRACKETS.findall(last.group()) if last else []
        return next((unit for bracket in inside if is_unit(unit := bracket.removeprefix("単位：").strip())), "")

    @cached_property
    def is_measured(self) -> bool:
        """Whether the words end as what is measured does, or in a unit."""
        return bool(self.unit) or _MEASURED.search(_LAST_BRACKETS.sub("", self.text)) is not None


def names_of(sheet: SheetText, run: Run) -> dict[Mark, Name]:
    """The name of each mark for which exactly one run of words can be it."""
    names = list(_candidates(sheet, run))
    if len(run.marks) == 1:
        only = _only(sheet, names)
        return {run.marks[0]: only} if only else {}
    marks = sorted(run.marks, key=lambda mark: mark.line)
    ends = [mark.line - 1 for mark in marks[1:]] + [run.parts[-1].last]
    below = [[one for one in names if mark.line <= one.line <= end] for mark, end in zip(marks, ends, strict=True)]
    if all(below):
        return {mark: name for mark, each in zip(marks, below, strict=True) if (name := _only(sheet, each))}
    above = [[one for one in names if 0 < mark.line - one.last <= _NEAR] for mark in marks]
    if all(len(each) == 1 for each in above):
        return {mark: each[0] for mark, each in zip(marks, above, strict=True)}
    return {}


def _only(sheet: SheetText, names: Sequence[Name]) -> Name | None:
    """The one name among words; of several, the one that is measured or that the report names again elsewhere."""
    if len(names) == 1:
        return names[0]
    measured = [one for one in names if one.is_measured]
    if len(measured) == 1:
        return measured[0]
    again = [one for one in names if _is_named_again(sheet, one)]
    return again[0] if len(again) == 1 else None


def _is_named_again(sheet: SheetText, name: Name) -> bool:
    outside = "".join((*sheet.raw[: sheet.first - 1], *sheet.raw[sheet.last :]))
    return comparable(name.text) in comparable(outside)


def _candidates(sheet: SheetText, run: Run) -> Iterator[Name]:
    """The runs of words outside the yearly parts that can be a name."""
    inside = {n for part in run.parts for n in range(part.line, part.last + 1)}
    held: list[tuple[int, str]] = []
    for n in range(run.first, run.last + 2):
        tokens = sheet.lines[n - 1] if n <= run.last and n not in inside else ()
        words = _words(sheet, tokens, n)
        if words is None or (held and _heads(tokens)):
            yield from _named(held)
            held = []
        if words is not None:
            held.append((n, words))


def _heads(tokens: Sequence[Token]) -> bool:
    return bool(tokens) and (tokens[0].kind == "mark" or tokens[0].what == "name")


def _words(sheet: SheetText, tokens: Sequence[Token], n: int) -> str | None:
    """The words of a line, without the mark and 指標名 that it may begin with; None where it is no line of words."""
    rest = list(tokens)
    while rest and (rest[0].kind == "mark" or rest[0].what == "name"):
        rest.pop(0)
    while rest and rest[-1].what == "heading":
        rest.pop()
    if not rest or rest[0].kind not in ("words", "plan") or any(one.kind in ("label", "mark", "code") for one in rest):
        return None
    words = sheet.raw[n - 1][rest[0].start : rest[-1].end].strip()
    return None if _FURNITURE.search(comparable(words)) else words


def _named(held: Sequence[tuple[int, str]]) -> Iterator[Name]:
    kept: list[tuple[int, str]] = []
    for line, words in held:
        if _OPENING.match(words):
            break
        kept.append((line, words))
    text = ""
    for _, words in kept:
        gap = " " if text[-1:].isascii() and words[:1].isascii() and (text[-1:] + words[:1]).isalnum() else ""
        text += (gap if text else "") + words
    plain = comparable(text)
    letters = re.findall(r"[^\W\d_]", plain)
    if not _SHORTEST <= len(letters) <= _LONGEST or is_plan(text) or _SENTENCE.search(plain):
        return
    yield Name(re.sub(r"\s+", " ", text), kept[0][0], kept[-1][0])
