"""Two numbers in one cell, the second in brackets: 412 〔138〕 under 従業員数 〔外、臨時従業員数〕."""

import re
from dataclasses import dataclass, replace

from index.tables.heading_path import Path
from index.tables.unit import is_unit

_PAIRS = "()（）[]［］〔〕【】<>＜＞"
_OPEN, _CLOSE = f"[{re.escape(_PAIRS[::2])}]", f"[{re.escape(_PAIRS[1::2])}]"
_NUMBER = r"[▲△\-−]?\s?[0-9０-９][0-9０-９,，.．]*"
_DOUBLE = re.compile(rf"\s*(?P<first>{_NUMBER})\s*(?P<second>{_OPEN}\s*{_NUMBER}\s*{_CLOSE})\s*")
_LABEL = re.compile(rf"(?P<first>.*[^\s])\s*{_OPEN}\s*(?P<second>[^{re.escape(_PAIRS)}]+?)\s*{_CLOSE}")


@dataclass(frozen=True, slots=True)
class Part:
    """One of the two: what the cell prints of it, what its row and its column say of it, and which part it is."""

    text: str
    row: Path
    column: Path
    scope: str


def is_double(text: str) -> bool:
    """Whether a cell prints a number and a second one in brackets."""
    return _DOUBLE.fullmatch(text) is not None


def parts_of(text: str, row: Path, column: Path) -> list[Part]:
    """The two numbers of a cell where its row or its column says in brackets what the second one is; else none."""
    cell = _DOUBLE.fullmatch(text)
    labels = {use: label for use, path in (("row", row), ("column", column)) if (label := _label(path)) is not None}
    if cell is None or len(labels) != 1:
        return []
    (use, label), *_ = labels.items()
    named = (_renamed(row, label), column) if use == "row" else (row, _renamed(column, label))
    return [Part(cell["first"], *named, ""), Part(cell["second"], *named, label["second"])]


def _label(path: Path) -> re.Match[str] | None:
    match = _LABEL.fullmatch(path.words[-1]) if path.words else None
    return None if match is None or is_unit(match["second"]) else match


def _renamed(path: Path, label: re.Match[str]) -> Path:
    words = (*path.words[:-1], label["first"])
    return replace(path, words=words, printed=words if path.printed else ())
