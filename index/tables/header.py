"""What a table's header cell means: which measure or which part of a row stands under it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal, cast, get_args

from index.figure import Measure
from index.period import Period, find_periods, parse_period
from index.tables.part import is_part
from index.text import clean
from index.value import read_value

Role = Literal["name", "part", "item", "unit", "year", "text"]

# Header words by what stands under them. A header is read by its longest ending that is listed here, so that
# 関連事業名 is a 事業名 and 第2期目標値 a 目標値.
_TERMS: dict[Measure | Role, str] = {
    "baseline": "戦略策定時 計画策定時 計画当初 策定時 策定時の値 基準値 基準 基準年 当初値 現状値 現況値 現状 初期値",
    "actual": "実績値 実績 現在値 直近値 最新値 実績数値 実績見込 実績見込値",
    "target": "目標値 目標 計画値 最終目標 最終目標値 到達目標 目標水準 目指す値",
    "interim_target": "中間目標 中間目標値 今年度の目標 当該年度目標 当該年度目標値 年度目標 年度目標値",
    "progress": "進捗率 進捗度 進捗",
    "achievement": "達成率 達成度",
    "grade": "評価 達成度合 判定 評価区分 自己評価 ランク",
    "budget": "予算 予算額 当初予算 当初予算額 現計予算 現計予算額 最終予算額 事業費 予算現額",
    "general_fund": "一般財源 一般財源額",
    "carry_over": "繰越額 繰越事業費 繰越予算額",
    "full_cost": "フルコスト",
    "staff_head": "本庁",
    "staff_branch": "出先機関",
    "staff": "人工計 人工",
    "name": "KPI 指標 指標名 指標名称 評価指標 成果指標 重要業績評価指標 指標項目 目標項目 数値目標 成果目標 行動目標"
    " 目標名 事業名 事業名称 事業 項目名",
    "item": "施策 施策名 取組 取組名 基本施策 施策項目 主要施策 基本目標 政策 政策名 政策目標 基本方針 プロジェクト 柱"
    " 施策の柱 分野 施策分野",
    "unit": "単位",
    "text": "概要 状況 状況等 備考 内容 説明 理由 課題 主な取組 考え方 担当課 所管課 担当 所管 番号 区分 役割",
}
_LONGEST_TERM = 16
_ROLE_OF: dict[str, Measure | Role] = {term: role for role, terms in _TERMS.items() for term in terms.split()}
_LONG_TERMS = {length: [term for term in _ROLE_OF if len(term) == length] for length in range(3, _LONGEST_TERM + 1)}
# One character away from a term, and of another meaning.
_OTHER_WORDS = tuple(
    """
    精算額 概算額 加算額 積算額 予定額 予測額 繰入額 繰出額 進学率 助成率 育成率 養成率 賛成率 編成率 標準値
    水準値 計測値 基準日 目標年 実績年 計画名 計画書 計画期 計画案 目指す姿 人口計 取組数 施策数 指標数 項目数
    """.split()
)
_MEASURES = frozenset(get_args(Measure))
STAFF_MEASURES = frozenset({"staff_head", "staff_branch", "staff"})
MONEY_MEASURES = frozenset({"budget", "general_fund", "carry_over", "full_cost"})
COST_MEASURES = MONEY_MEASURES | STAFF_MEASURES
_BRACKET = re.compile(r"[(\[（［〔【]([^()\[\]（）［］〔〕【】]*)[)\]）］〕】]")
_UNIT = re.compile(
    r"^(?:単位[:：]?)?((?:[兆億万千百十]*)(?:円|人|件|名|社|校|回|%|％|戸|台|頭|ha|km|か所|箇所|ポイント|日|組))$"
)
_ORDINAL = re.compile(r"^(?:第[0-9]+[期次回]|[0-9]+段階)")
_SPENT = re.compile("決算(?:見込)?額?$|支出済額?$")
_FINAL = re.compile("最終|到達")
_LETTER = re.compile(r"^[a-z]$|/", re.IGNORECASE)
_MAX_LENGTH = 40
_LONGEST_HEADER = 160


@dataclass(frozen=True, slots=True)
class Column:
    """One header cell. `role` is a measure, a part of the row, or None where the header is not understood.

    `text` is the cleaned header. `period`, `unit` and `note` are what its brackets or its beginning print; a period's
    text is as printed. `loose` says that its cells grade in words or numbers; `years` is the column that prints the
    years of its values, row by row.
    """

    text: str
    role: Measure | Role | None
    period: Period | None = None
    unit: str = ""
    note: str = ""
    loose: bool = False
    years: int | None = None

    @property
    def measure(self) -> Measure | None:
        """The measure that stands under this header, if one does."""
        return cast(Measure, self.role) if self.role in _MEASURES else None


@lru_cache(maxsize=4096)
def read_column(text: str) -> Column:
    """The meaning of one header cell.

    A header with one wrong character (進歩率, 戦略策定期) is still read, when it is one character away from exactly
    one meaning.
    """
    cleaned = clean(text)
    if len(cleaned) > _LONGEST_HEADER:
        return Column(cleaned, None)
    core, brackets = _split_brackets(text)
    period, core = _bare_period(core)
    unit, note = "", ""
    for bracket in brackets:
        match = _UNIT.match(clean(bracket).replace(" ", ""))
        printed = parse_period(bracket)
        if match:
            unit = match[1]
        elif printed is not None and period is None:
            period = printed
            note = bracket if printed.year is None else note
        elif not _LETTER.search(clean(bracket)):
            note = note or bracket
    role = _role(re.sub(r"[※*].*$|[/÷=].*$", "", clean(core))) if len(cleaned) <= _MAX_LENGTH else None
    return Column(cleaned, role, period, unit, note)


def read_header(cells: Sequence[str]) -> tuple[Column, ...] | None:
    """A row as header, or None when it is a row of data.

    A header names two measures at the least, or one measure and what it is of, and prints no quantity.
    """
    if any(prints_quantity(cell) and read_column(cell).role is None for cell in cells):
        return None
    columns = _with_parts(_before_final(_current([read_column(cell) for cell in cells])))
    measures = [column for column in columns if column.measure]
    named = any(column.role == "name" for column in columns)
    return columns if len(measures) >= 2 or (measures and named) else None


def _current(columns: Sequence[Column]) -> tuple[Column, ...]:
    """The columns, 現状値 beside another base as what is reached now."""
    bases = [n for n, column in enumerate(columns) if column.role == "baseline"]
    current = [n for n in bases if "現" in columns[n].text]
    if not current or len(current) == len(bases):
        return tuple(columns)
    return tuple(replace(column, role="actual") if n in current else column for n, column in enumerate(columns))


def _before_final(columns: Sequence[Column]) -> tuple[Column, ...]:
    """The columns, 目標値 beside 最終目標値 as the target on the way there."""
    final = [column.role == "target" and _FINAL.search(column.text) is not None for column in columns]
    if sum(final) != 1:
        return tuple(columns)
    return tuple(
        replace(column, role="interim_target") if column.role == "target" and not last else column
        for column, last in zip(columns, final, strict=True)
    )


def _with_parts(columns: Sequence[Column]) -> tuple[Column, ...]:
    """The columns, うち一般財源 behind R6予算額（千円） as of R6 and in 千円."""
    out: list[Column] = []
    for column in columns:
        whole = next((left for left in reversed(out) if not _says_part(left)), None)
        if whole is not None and {whole.role, column.role} <= COST_MEASURES and _says_part(column):
            column = replace(column, period=column.period or whole.period, unit=column.unit or whole.unit)
        out.append(column)
    return tuple(out)


def _says_part(column: Column) -> bool:
    """Whether a header, or the last of several one above the other, says うち."""
    return any(map(is_part, column.text.split(" ")))


def prints_quantity(text: str) -> bool:
    """Whether a cell holds a number that is no year: header cells never do."""
    cleaned = clean(text)
    return read_value(cleaned).kind in ("quantity", "rate") and parse_period(cleaned) is None


def is_term(text: str) -> bool:
    """Whether a text alone is a header word."""
    return read_column(text).role is not None


def is_exact_term(text: str) -> bool:
    """Whether a text is a header word as it is listed, not a name that ends in one."""
    return clean(_split_brackets(text)[0]) in _ROLE_OF


def is_plain(text: str) -> bool:
    """Whether a header says nothing but a listed word, a period or a unit."""
    core, _ = _split_brackets(text)
    _, rest = _bare_period(core)
    return not clean(rest) or clean(rest) in _ROLE_OF


def _split_brackets(text: str) -> tuple[str, list[str]]:
    brackets = _BRACKET.findall(text)
    core = _BRACKET.sub("", text)
    return re.sub(r"\s", "", core), brackets


def _bare_period(core: str) -> tuple[Period | None, str]:
    found = find_periods(core)
    if found and found[0][0] == 0:
        return found[0][2], core[found[0][1] :].lstrip("の")
    if found and found[-1][1] == len(core) and core[: found[-1][0]] in _ROLE_OF:
        return found[-1][2], core[: found[-1][0]]  # 目標 R8
    return None, core


def _role(core: str) -> Measure | Role | None:
    core = _ORDINAL.sub("", core)
    if core in _ROLE_OF:
        return _ROLE_OF[core]
    if _SPENT.search(core):
        return None
    if core.endswith(_OTHER_WORDS):
        return None
    near = {_ROLE_OF[term] for term in _LONG_TERMS.get(len(core), ()) if _one_wrong(core, term)}
    if len(near) == 1:
        return near.pop()
    if any(letter.isdigit() or letter in "→⇒➡" for letter in core) or len(core) > _LONGEST_TERM:
        return None
    endings = [term for term in _ROLE_OF if len(term) >= 2 and core.endswith(term)]
    return _ROLE_OF[max(endings, key=len)] if endings else None


def _one_wrong(text: str, term: str) -> bool:
    return sum(a != b for a, b in zip(text, term, strict=True)) == 1
