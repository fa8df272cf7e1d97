"""What the columns of a table are for: to name its rows, to hold values, or words and numbers beside them."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from index.period import fold, parse_period
from index.tables.heading_path import Label, Path, read_label, read_path
from index.tables.shape import CellKind, is_stub, kind_of
from index.tables.unit import is_rank, is_unit, stated_units, take_unit
from index.tables.year_column import are_years_of, is_value_word
from index.text import clean
from index.value import grades_state, read_value

Use = Literal["name", "value", "unit", "remark", "label", "year", "part"]
"""`label` numbers only tell rows apart: No., 番号, コード. A `year` is that of the value in the next column, a `part`
says what of its row that value is."""

_MOST_NAMES = 4
_LABEL = re.compile(
    r"(?:no\.?|№|#|.*番号|.*コード|code|連番|通番|項番|順位?|内線|電話|tel\.?|fax|ファックス|頁|.*ページ|page|注記?|年齢|学年)",
    re.IGNORECASE,
)
_REMARK = re.compile(
    r"(?:備考|摘要|注記?|特記事項|url|住所|所在地|連絡先)|.*(?:内容|概要|説明|理由|課題|状況|方向性|根拠|出典|資料|計算式|算式|考え方"
    r"|年月日|日時|期間|曜日)|(?:主な|今後|取組|所管|担当|実施主体|事業主体|算出).*",
    re.IGNORECASE,
)
# 対応する政策 3 is the policy of that number.
_REFERS = re.compile(r"(?:対応|関連|該当|所属)(?:する|の)?\S")
_RATE = re.compile("(?:率|割合)$")
_PARTS = re.compile("財源|区分|種別|種類|項目|費目|内訳|名称")
_NUMBER_OF = re.compile(r"[0-9]{1,2}(?:[-.][0-9]{1,2})*|[-－―]")
_CLASSES = re.compile(r"年齢|階級|階層|規模|世代|年代")
_LEAST_RUN = 3
_ARROW = re.compile(r"[↑↓↗↘→⬆⬇⇑⇓⤴⤵]")
_MARK = re.compile("[◎○◯〇△▲▼▽×✕✖☆★]{1,5}")
# What is graded: how far something got towards its target.
_GRADED = frozenset({"baseline", "actual", "target", "interim_target", "progress", "achievement"})


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table: what it is for, and what its headers say.

    `aside` says that its header announces words beside the values, whatever the cells print.
    """

    use: Use
    path: Path = Path()
    aside: bool = False


def columns_of(header: Sequence[Sequence[str]], body: Sequence[Sequence[str]], width: int) -> list[Column]:
    """The columns under the header rows, by what their headers and their cells are."""
    columns: list[Column] = []
    over = texts_over(header, width)
    for n, texts in enumerate(over):
        cells = [row[n] for row in body if n < len(row) and row[n]]
        names = sum(column.use == "name" for column in columns)
        leads = names < _MOST_NAMES and not any(column.use == "value" for column in columns)
        header = texts[-1] if texts else ""
        beside = [row[n + 1] for row in body if n + 1 < len(row) and row[n + 1]]
        counted = n == 0 and _numbers_rows(cells, beside)
        use = "label" if counted else _use(header, cells, names if leads else None)
        aside = use == "remark" and _REMARK.fullmatch(clean(header)) is not None
        path = read_path(texts)
        behind = any(column.path.measure in _GRADED for column in columns)
        if path.measure is None and behind and (are_marks(cells) or _state(header, cells)):
            use, path, aside = "value", replace(path, words=(), measure="grade"), False
        columns.append(Column(use, path, aside))
    return _with_qualifiers(columns, over, body)


def _with_qualifiers(
    columns: Sequence[Column], over: Sequence[Sequence[str]], body: Sequence[Sequence[str]]
) -> list[Column]:
    """The columns, those of years or parts (財源) right before the values that they are of as such."""
    out = list(columns)
    for n in range(len(columns) - 1):
        if columns[n + 1].use != "value":
            continue
        cells = [row[n] for row in body if n < len(row)]
        use: Use | None = "year" if are_years_of(over[n], over[n + 1], cells) else None
        if columns[n].use == "remark" and _are_parts_of(over[n], over[n + 1]):
            use = use or "part"
        if use is not None:
            out[n] = replace(columns[n], use=use)
            path = columns[n + 1].path
            words = path.words[:-1] if path.words and is_value_word(path.words[-1]) else path.words
            out[n + 1] = replace(columns[n + 1], path=replace(path, words=words))
    return out


def _are_parts_of(parts: Sequence[str], values: Sequence[str]) -> bool:
    """Whether a column of words says what each amount beside it is of: 財源 and 金額 under 財源内訳."""
    within = len(parts) > 1 and list(parts[:-1]) == list(values[:-1])
    return within and _PARTS.fullmatch(clean(parts[-1])) is not None and is_value_word(take_unit(values[-1])[0])


def are_marks(cells: Sequence[str]) -> bool:
    """Whether cells are marks of a scale, whatever their header says: behind targets and rates, these are grades."""
    said = {cell for cell in cells if kind_of(cell) not in ("dash", "empty")}
    return len(said) > 1 and all(_MARK.fullmatch(cell) for cell in said)


def _state(header: str, cells: Sequence[str]) -> bool:
    """Whether a column headed 達成状況 or the like grades in words: 順調, やや遅れ."""
    return grades_state(header, [read_value(clean(cell)) for cell in cells])


def texts_over(header: Sequence[Sequence[str]], width: int) -> list[list[str]]:
    """The header cells over each column, outermost first.

    A blank header cell is covered by the cell to its left where both stand under the same cell of the row above;
    else by the one above it.
    """
    out: list[list[str]] = [[] for _ in range(width)]
    above = [0] * width  # which cell of the rows so far covers a column
    for depth, row in enumerate(header):
        now = list(above)
        for n in range(width):
            if n < len(row) and row[n]:
                now[n] = width * (depth + 1) + n
                out[n].append(row[n])
            elif n and now[n - 1] >= width * (depth + 1) and above[n] == above[n - 1]:
                now[n] = now[n - 1]
                out[n].append(out[n - 1][-1])
        above = now
    return out


def is_label(title: str) -> bool:
    """Whether a header announces numbers that only tell things apart: 番号, コード, 電話."""
    return _LABEL.fullmatch(clean(title)) is not None


def _use(header: str, cells: Sequence[str], names: int | None) -> Use:
    """What a column is for. `names` counts the name columns before it, None where a column of values stands before."""
    label = read_label(header)
    title = clean(label.words)
    kinds = _kinds(cells, years=is_stub(title) or (not title and names == 0))
    numbers, words = kinds["number"] + kinds["range"], kinds["text"] + kinds["prose"]
    if cells and all(map(_ARROW.fullmatch, cells)):
        return "remark"
    if not cells:
        return "name" if title and names is not None and not label.is_header else "remark"
    if _REFERS.match(title) and all(_NUMBER_OF.fullmatch(clean(cell)) for cell in cells):
        return "label"
    if title == "単位" or (names != 0 and all(map(_says_unit, cells))):
        return "unit"
    if is_label(title) and not kinds["text"] and not kinds["range"] and not (is_rank(title) and names is None):
        return "label"
    if _REMARK.fullmatch(title) and 2 * numbers < len(cells):
        return "remark"
    if names is not None and (use := _leading(title, cells, names, kinds)):
        return use
    return "value" if _holds_values(label, kinds, numbers, words) else "remark"


def _kinds(cells: Sequence[str], *, years: bool) -> Mapping[CellKind, int]:
    """How many cells print what; 1985 counts as a year where `years`, else as a number."""
    kinds = Counter(kind_of(cell) for cell in cells)
    bare = 0 if years else sum(kind_of(cell) == "period" and fold(cell).isdigit() for cell in cells)
    kinds["period"] -= bare
    kinds["number"] += bare
    return kinds


def _holds_values(label: Label, kinds: Mapping[CellKind, int], numbers: int, words: int) -> bool:
    if label.measure == "grade" and kinds["mark"]:
        return True
    if numbers and numbers + kinds["dash"] >= words + kinds["period"]:
        return True
    announced = label.period is not None or label.measure is not None
    return announced and not kinds["prose"] and numbers + kinds["dash"] + words > 0


def _leading(title: str, cells: Sequence[str], names: int, kinds: Mapping[CellKind, int]) -> Use | None:
    """What a column before all values is for; None where it is itself one of values."""
    numbers = kinds["number"] + kinds["range"]
    if kinds["period"] and 2 * kinds["period"] > len(cells) - kinds["text"]:
        return "name"
    if numbers and (_CLASSES.search(title) or kinds["range"] > kinds["number"]) and names == 0:
        return "name"
    words = kinds["text"] + kinds["header"] + kinds["prose"]
    if names and _RATE.search(title):
        return None  # 1/2以内 and 定額 under 補助率 name nothing
    if words <= numbers + kinds["dash"]:
        return None
    return "remark" if names and kinds["prose"] > kinds["text"] and any("。" in cell for cell in cells) else "name"


def _numbers_rows(cells: Sequence[str], beside: Sequence[str]) -> bool:
    """Whether the first column only numbers its rows: 1, 2, 3, or whole numbers before a column of words."""
    plain = [clean(cell) for cell in cells]
    if not plain or not all(text.isdigit() and parse_period(text) is None for text in plain):
        return False
    named = sum(kind_of(cell) in ("text", "prose", "header") for cell in beside) * 2 > len(cells)
    return named or (len(plain) >= _LEAST_RUN and plain == [str(n) for n in range(1, len(plain) + 1)])


def _says_unit(cell: str) -> bool:
    return is_unit(cell) or (take_unit(cell)[1] != "" and not take_unit(cell)[0]) or bool(stated_units(cell)[1])
