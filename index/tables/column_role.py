"""What the cells below a header say of its columns: which are of grades, which of the years of the values beside them,
and which of codes that identify the rows.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from index.block import Row
from index.figure import Measure
from index.period import fold, parse_period
from index.tables.header import Column
from index.value import Value, grades_state, is_grade_word, read_value

_SMALL = re.compile("[0-9０-９]{1,2}")
_GRADED: frozenset[Measure] = frozenset({"baseline", "actual", "target", "interim_target", "progress", "achievement"})
_CODED = re.compile(r"(?:no\.?|№|#|.*番号|.*コード|code|id|連番|通番|項番)", re.IGNORECASE)
_UNCODED = re.compile("電話|内線|ファ|郵便")
_CODE = re.compile(r"[一-龠A-Za-z]{0,3}[-.]?[0-9①-⑳Ⅰ-Ⅻ]+(?:[-.・()][0-9A-Za-z①-⑳]+)*[)]?[A-Za-z]?")
_COUNT = re.compile("[1-9][0-9]?")
_YEARS = re.compile(r"(?P<of>\D*?)(?:の?年度?|年次|時点|時期)")
_OF: tuple[tuple[re.Pattern[str], frozenset[Measure]], ...] = (
    (re.compile("基準|当初|策定|現状|初期"), frozenset({"baseline"})),
    (re.compile("実績|直近|最新|現在"), frozenset({"actual"})),
    (re.compile("目標|最終|達成|中間|計画"), frozenset({"target", "interim_target"})),
)
_ANY: frozenset[Measure] = frozenset({"baseline", "actual", "target", "interim_target"})


def by_content(columns: Sequence[Column], rows: Sequence[Row]) -> tuple[Column, ...]:
    """The columns, what their headers leave open decided by what stands below, where that stands in whole rows."""
    columns = with_years(columns, rows)
    if any(len(row) != len(columns) for row in rows):
        return tuple(columns)
    graded = any(column.role == "grade" for column in columns)
    out: list[Column] = []
    for n, column in enumerate(columns):
        values = [read_value(row[n].text) for row in rows]
        behind = any(left.measure in _GRADED for left in out)
        out.append(_with_grades(column, values, graded=graded, behind=behind))
    return tuple(out)


def _with_grades(column: Column, values: Sequence[Value], *, graded: bool, behind: bool) -> Column:
    """The column, as one of grades (進捗状況 over 順調) where its cells are those.

    Different marks behind what is graded are grades whatever their header says.
    """
    said = [value for value in values if value.kind not in ("dash", "empty")]
    if not said:
        return column
    if column.role == "grade":
        numbered = all(value.kind == "quantity" and _SMALL.fullmatch(value.text) for value in said)
        return replace(column, loose=numbered or any(map(is_grade_word, said)))
    if not graded and grades_state(column.text, said):
        return replace(column, role="grade", loose=True)
    marks = {value.text for value in said} if all(value.kind == "grade" for value in said) else set[str]()
    marked = not graded and behind and column.role in (None, "text") and len(marks) > 1
    return replace(column, role="grade") if marked else column


def with_years(columns: Sequence[Column], rows: Sequence[Row]) -> tuple[Column, ...]:
    """The columns, those that print the years of the values beside them as such, and these with their place.

    The years stand before their values throughout, or behind them throughout; else it is open whose they are.
    """
    whole = [row for row in rows if len(row) == len(columns)]
    years = {n: of for n, column in enumerate(columns) if (of := _of(column)) and _prints_years(column, whole, n)}
    ways = [way for step in (1, -1) if (way := _beside(columns, years, step))]
    if len(ways) != 1:
        return tuple(columns)
    values = {value: year for year, value in ways[0].items()}
    return tuple(
        replace(column, role="year") if n in years else replace(column, years=values.get(n))
        for n, column in enumerate(columns)
    )


def _of(column: Column) -> frozenset[Measure]:
    """The measures whose years a header announces, none where it announces something else."""
    match = _YEARS.fullmatch(column.text) if column.role in (None, "baseline", "target") else None
    if match is None or column.period is not None:
        return frozenset()
    return next((of for pattern, of in _OF if pattern.search(match["of"])), frozenset() if match["of"] else _ANY)


def _prints_years(column: Column, rows: Sequence[Row], n: int) -> bool:
    said = [row[n].text for row in rows if read_value(row[n].text).kind not in ("empty", "dash")]
    return (bool(said) or column.role is None) and all(parse_period(text) is not None for text in said)


def _beside(columns: Sequence[Column], years: Mapping[int, frozenset[Measure]], step: int) -> dict[int, int]:
    """The column of values beside each column of years on one side, nothing where one has none."""
    found = {}
    for n, of in years.items():
        value = columns[n + step] if 0 <= n + step < len(columns) and n + step not in years else None
        if value is None or value.measure not in of or value.period is not None:
            return {}
        found[n] = n + step
    return found


def code_column(columns: Sequence[Column], rows: Sequence[Row]) -> int | None:
    """The column before the name that identifies the rows by codes (0532), where no other column is an item."""
    name = next((n for n, column in enumerate(columns) if column.role == "name"), 0)
    if any(column.role == "item" for column in columns):
        return None
    for n, column in enumerate(columns[:name]):
        said = [fold(row[n].text) for row in rows if len(row) == len(columns) and row[n].text]
        if heads_codes(column.text) and said and all(map(is_code, said)) and not _counts(said):
            return n
    return None


def heads_codes(header: str) -> bool:
    """Whether a header announces what identifies a row: 整理番号, No., コード."""
    return _CODED.fullmatch(header) is not None and _UNCODED.search(header) is None


def is_code(text: str) -> bool:
    """Whether a cell is a number or sign that only identifies something: 0532, A-07, 主①."""
    return _CODE.fullmatch(fold(text)) is not None


def _counts(codes: Sequence[str]) -> bool:
    """Whether numbers only count the rows: 1, 2, 3."""
    numbers = [int(code) for code in codes if _COUNT.fullmatch(code)]
    return len(numbers) == len(codes) and all(second == first + 1 for first, second in pairwise(numbers))
