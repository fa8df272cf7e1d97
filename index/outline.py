"""Heading marks and their ranks: how a line says that it is a heading, and of what depth."""

import re
from dataclasses import dataclass

_MAX_HEADING = 60
# From the outermost mark inwards. Reports of one authority differ in which marks they use, hardly ever in their order.
_MARKS: tuple[tuple[int, re.Pattern[str]], ...] = (
    (2, re.compile(r"第\s*[0-9０-９一二三四五六七八九十]+\s*(?:章|編|部)")),
    (3, re.compile(r"第\s*[0-9０-９一二三四五六七八九十]+\s*節")),
    (4, re.compile(r"[0-9０-９]{1,2}(?:[－\-‐][0-9０-９]{1,2})?[\s　.．、]+(?=\S)")),
    (4, re.compile(r"[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ]+[\s　.．、]*(?=\S)")),
    (5, re.compile(r"[（(][0-9０-９]{1,2}[)）]\s*(?=\S)")),
    (6, re.compile(r"[①-⑳]\s*(?=\S)")),
    (8, re.compile(r"[\[［【〔＜<《][^\]］】〕＞>》]+[\]］】〕＞>》]$")),
)
_NUMBERED = re.compile(r"(?:第\s*)?[一-龠ぁ-んァ-ヺー]{0,8}\s*[0-9０-９Ⅰ-Ⅻ]{1,2}\s*[章節]?[\s　:：.．、]\s*\S")
PLAIN_RANK = 6
TITLE_RANK = 0
_MARKDOWN = re.compile(r"(#{1,6})\s+(?=\S)")
_NOTE = re.compile(r"(?<=[\]】］])\s*[(（]※.*[)）]$")
_SENTENCE = re.compile(r"[。、,，]$|[。]|\d[,，]\d{3}|[:：]\s*\S*\d")
_ITEM = re.compile(r"[○◯●◎◇◆■□・･‐\-*＊※▪►▶–]\s*(?=\S)|[0-9０-９]+[)）]\s*(?=\S)")


@dataclass(frozen=True, slots=True)
class Mark:
    """The rank of a heading line (smaller is further out) and the length of its mark."""

    rank: int
    length: int


def heading_mark(line: str) -> Mark | None:
    """The heading mark that a stripped line begins with, or None where it is no marked heading."""
    markdown = _MARKDOWN.match(line)
    if markdown:
        return Mark(len(markdown[1]) - 1, markdown.end())
    words = _NOTE.sub("", line)
    if len(words) > _MAX_HEADING or _SENTENCE.search(words):
        return None
    for rank, pattern in _MARKS:
        match = pattern.match(words)
        if match and _says_something(line[0 if rank == 8 else match.end() :]):
            return Mark(rank, 0)
    return None


def numbered_head(text: str) -> str:
    """A lone cell's words where a number says that they head the rows below it (柱１ 脱炭素社会), else nothing."""
    return text if _NUMBERED.match(text) else ""


def may_be_plain_heading(line: str) -> bool:
    """Whether an unmarked line reads like a heading: short, no sentence, no list mark, words and not numbers."""
    return (
        0 < len(line) <= _MAX_HEADING
        and not _SENTENCE.search(line)
        and not _ITEM.match(line)
        and not re.search(r"[:：]", line)
        and _says_something(line)
    )


def item_mark(line: str) -> int:
    """The length of the list mark that a stripped line begins with, 0 where it is no list item."""
    match = _ITEM.match(line)
    return match.end() if match else 0


def _says_something(text: str) -> bool:
    """Three letters or more, and more letters than digits: '1 2 3' and '05 10' are no headings."""
    letters = re.findall(r"[^\W\d_]", text)
    return len(letters) >= 3 and len(letters) > len(re.findall(r"\d", text))
