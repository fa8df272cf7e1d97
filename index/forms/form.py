"""The words of a form's lines: its labels, and the values, years, marks and dashes that stand between them.

A text that was taken out of a PDF prints a form's labels and values in any order, and sets labels with spaces between
their characters (基 準 値). What a line holds is told by its words alone, never by where the line stands.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from index.period import Period, fold, parse_period
from index.quantity import find_quantities, is_missing

TokenKind = Literal["label", "mark", "period", "number", "dash", "direction", "code", "grade", "plan", "words"]

# What each label announces. Longer labels win: 最終目標値 before 最終目標.
_LABELS = {
    "指標名": "name",
    "基準年度": "base_year",
    "基準年": "base_year",
    "最終年度": "final_year",
    "最終年": "final_year",
    "最終目標年度": "final_year",
    "評価年度": "grade_year",
    "年度": "year",
    "基準値": "base",
    "目標値": "target",
    "最終目標値": "final",
    "実績値": "actual",
    "達成率": "achievement",
    "進捗率": "progress",
    "達成度合": "grade",
    "達成度合の分析ほか": "analysis",
    "達成度合の分析": "analysis",
    "目標の基準": "heading",
    "今年度の目標": "heading",
    "最終目標": "heading",
    "根拠計画": "heading",
    "政策体系": "heading",
    "増減方向": "direction",
    "達成率の算式": "formula",
}
YEAR_LABELS = frozenset({"base_year", "year", "final_year", "grade_year"})
VALUE_LABELS = frozenset({"base", "target", "final", "actual", "achievement"})

_LABEL = re.compile("|".join(" *".join(word) for word in sorted(_LABELS, key=len, reverse=True)))
_MARK = re.compile("[主関] ?[①-⑳㉑-㉟]|[主関][0-9]{1,2}(?![0-9])")
_PERIOD = re.compile(r"(?:[HhRrSs]|平成|令和|昭和) ?(?:[0-9]{1,2}|元)(?:年度|年)?|(?:19|20)[0-9]{2}(?:年度|年)")
_BARE_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_CODE = re.compile(r"(?<![A-Za-z0-9])[0-9] ?\([0-9]{1,2}\) ?[A-Z](?![A-Za-z])|(?<=100)[0-9]\([0-9]{1,2}\)[A-Z]")
_DIGITS = r"(?:[1-9][0-9]{0,2}(?:,[0-9]{3})+|0|[1-9][0-9]*)(?:\.[0-9]+)?(?![0-9]|[.,][0-9])"
_NUMBER = re.compile(rf"[+\-−‐–▲△]?{_DIGITS}")
_UNIT = re.compile(r"[^\s0-9,.()+\-−▲△]{1,8}")
_DIRECTION = re.compile("増加|減少|維持")
_GRADE = re.compile(r"[A-ESa-es◎○◯〇△▲×✕☆★]")
_PLAN = re.compile(
    r"(?:計画|戦略|プラン|ビジョン|構想|方針|指針|大綱|プログラム|条例|憲章|要綱|ロードマップ|宣言)(?: ?[(（].*[)）])?$"
)
_LONGEST_LINE = 400


@dataclass(frozen=True, slots=True)
class Token:
    """One label, value or run of words. `what` is what a label announces, `glued` says that no space parts it from
    the value before.
    """

    kind: TokenKind
    text: str
    line: int
    start: int
    end: int
    what: str = ""
    period: Period | None = None
    glued: bool = False


def tokens_of(raw: str, line: int) -> tuple[Token, ...]:
    """The tokens of one line, in its order; offsets are those of `raw`."""
    if len(raw) > _LONGEST_LINE or "\t" in raw:
        return (Token("words", raw.strip(), line, 0, len(raw)),) if raw.strip() else ()
    body = fold(raw)
    found = [Token(one.kind, raw[one.start : one.end], line, one.start, one.end, one.what, one.period, one.glued)
             for one in _scanned(body, line)]  # fmt: skip
    return _with_bare_years(tuple(found))


def blank_codes(raw: str) -> str:
    """The line with its policy codes (２（２）A) blanked out, offsets kept."""
    return _CODE.sub(lambda found: " " * len(found[0]), fold(raw))


def is_plan(text: str) -> bool:
    """Whether words name a plan: 第２期北海道創生総合戦略."""
    return _PLAN.search(text.strip()) is not None


@lru_cache(maxsize=1024)
def is_unit(text: str) -> bool:
    """Whether a word is a unit that is commonly counted or measured in: 億円, 人, kg, but not 全国 or GDP."""
    word = fold(text)
    if not word or (word.isascii() and word.isupper()):
        return False
    found = find_quantities(f"1 {word}")
    return len(found) == 1 and found[0].unit == word


def _scanned(body: str, line: int) -> Iterator[Token]:
    at = 0
    before: Token | None = None
    while at < len(body):
        if body[at].isspace():
            at += 1
            continue
        token = _token(body, at, line, before) or _words(body, at, line)
        yield token
        before, at = token, token.end


def _token(body: str, at: int, line: int, before: Token | None) -> Token | None:
    code = _CODE.match(body, at)
    if code is not None:
        return Token("code", "", line, at, code.end())
    direction = _DIRECTION.match(body, at)
    if direction is not None:
        rest = body[direction.end() :].split(" ")[0]
        if not rest or is_plan(rest) or _CODE.match(rest) or _starts_label(body, direction.end()):
            return Token("direction", "", line, at, direction.end(), direction[0])
    label = _label_at(body, at)
    if label is not None:
        return label_token(label, line)
    return _value_at(body, at, line, before)


def label_token(found: re.Match[str], line: int) -> Token:
    """The token of a label."""
    return Token("label", "", line, found.start(), found.end(), _LABELS[found[0].replace(" ", "")])


def _label_at(body: str, at: int) -> re.Match[str] | None:
    """A label that stands alone: 年度 in 年度末 and 達成率 in 達成率向上 are none."""
    found = _LABEL.match(body, at)
    return found if found is not None and _ends(body, found.end()) else None


def _ends(body: str, at: int) -> bool:
    """Whether a token may end here: at white space, or where a value or another label begins."""
    rest = body[at : at + 1]
    if not rest.strip() or rest.isdigit() or rest in "+-−‐–▲△":
        return True
    return _starts_label(body, at) or _MARK.match(body, at) is not None or _PERIOD.match(body, at) is not None


def _starts_label(body: str, at: int) -> bool:
    return _label_at(body, at) is not None


def _value_at(body: str, at: int, line: int, before: Token | None) -> Token | None:
    glued = before is not None and before.end == at and before.kind in ("number", "dash")
    for kind, pattern in (("mark", _MARK), ("period", _PERIOD)):
        found = pattern.match(body, at)
        if found is None or not _ends(body, found.end()) or body[found.end() : found.end() + 1].isdigit():
            continue
        if kind == "mark":
            return Token("mark", "", line, at, found.end(), found[0].replace(" ", ""))
        period = parse_period(found[0].replace("元", "1") if not found[0].startswith("令和") else found[0])
        if period is not None:
            return Token("period", "", line, at, found.end(), period=period)
    return _number_at(body, at, line, glued) or _sign_at(body, at, line, glued)


def _number_at(body: str, at: int, line: int, glued: bool) -> Token | None:
    found = _NUMBER.match(body, at)
    if found is None:
        return None
    end = found.end()
    unit = None if _ends(body, end) else _UNIT.match(body, end)
    while unit is not None:
        stop = unit.end()
        if is_unit(unit[0]) and _ends(body, stop):
            return Token("number", "", line, at, stop, glued=glued)
        unit = _UNIT.match(body, end, stop - 1)
    return Token("number", "", line, at, end, glued=glued) if _ends(body, end) else None


def _sign_at(body: str, at: int, line: int, glued: bool) -> Token | None:
    """A dash or a grade: one character between white space, or a dash that runs into a value."""
    alone = not body[at + 1 : at + 2].strip()
    if is_missing(body[at]) and (alone or _ends(body, at + 1)):
        return Token("dash", "", line, at, at + 1, glued=glued)
    if alone and _GRADE.match(body, at):
        return Token("grade", "", line, at, at + 1)
    return None


def _words(body: str, at: int, line: int) -> Token:
    end = at
    while end < len(body) and not body[end].isspace():
        end += 1
    return Token("plan" if is_plan(body[at:end]) else "words", "", line, at, end)


def _with_bare_years(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """2018 is a year on a line that announces years and no values."""
    announced = {token.what for token in tokens if token.kind == "label"}
    if not announced & YEAR_LABELS or announced & VALUE_LABELS:
        return tokens
    return tuple(
        Token("period", one.text, one.line, one.start, one.end, period=parse_period(fold(one.text)))
        if one.kind == "number" and _BARE_YEAR.fullmatch(fold(one.text))
        else one
        for one in tokens
    )
