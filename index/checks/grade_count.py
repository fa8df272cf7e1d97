"""Counts of grades that a table prints, 評価 A B C 計 over 指標数 2 7 7 16, held against the rows that are graded."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from index.checks.check import Check, cell_place, named, passed
from index.checks.entry import Entry
from index.checks.legend import plain_grade
from index.checks.total import is_total
from index.figure import Figure

_FEWEST = 3


def check_grade_counts(figures: Iterable[Figure], entries: Sequence[Entry]) -> Iterator[Check]:
    """A check of every printed count of a grade, where all of the row's but one are those of the report's rows."""
    graded = [entry for entry in entries if entry.of("grade")]
    once = [entry for entry in graded if not any(figure.repeat_of for figure in entry.figures)]
    ways = [_counted(graded), _counted(once)]
    for row in _rows(figures):
        cells = {plain_grade(cell.scope): cell for cell in row if plain_grade(cell.scope) in ways[0]}
        if len(cells) >= _FEWEST and len(cells) == len(ways[0]):
            yield from _of_row(cells, max(ways, key=lambda counts: _fits(cells, counts)))
            yield from _sum_of(row)


def _counted(entries: Sequence[Entry]) -> Counter[str]:
    """How many rows have each grade; the latest counts where a row prints several."""
    last = (max(entry.of("grade"), key=lambda grade: grade.year or 0) for entry in entries)
    return Counter(grade for cell in last if (grade := plain_grade(cell.text)) != "-")


def _rows(figures: Iterable[Figure]) -> Iterator[list[Figure]]:
    rows: defaultdict[tuple[int, str], list[Figure]] = defaultdict(list)
    for figure in figures:
        if figure.kind == "table" and figure.value is not None and figure.unit not in ("%", "％"):
            rows[figure.line, figure.name].append(figure)
    yield from rows.values()


def _fits(cells: Mapping[str, Figure], counts: Mapping[str, int]) -> int:
    return sum(cell.value == counts.get(grade, 0) for grade, cell in cells.items())


def _of_row(cells: Mapping[str, Figure], counts: Mapping[str, int]) -> Iterator[Check]:
    if _fits(cells, counts) < len(cells) - 1:
        return
    for grade, cell in cells.items():
        count = counts.get(grade, 0)
        if cell.value == count:
            yield passed("tally", cell, str(count))
        else:
            yield _missed(
                cell, str(count), f"{grade} {count}", f"表の評価を数えると{count}です。", "counting the rows gives"
            )


def _sum_of(row: Sequence[Figure]) -> Iterator[Check]:
    """The total of a row of counts against their sum."""
    totals = [cell for cell in row if is_total(cell.scope)]
    parts = [cell for cell in row if cell not in totals]
    if len(totals) != 1:
        return
    result = sum(int(part.value or 0) for part in parts)
    formula = f"{' + '.join(part.text for part in parts)} = {result}"
    if totals[0].value == result:
        yield passed("tally", totals[0], formula)
    else:
        yield _missed(totals[0], str(result), formula, f"各区分の数を足すと{result}です。", "its parts add up to")


def _missed(cell: Figure, result: str, formula: str, said: str, english: str) -> Check:
    return Check(
        "tally",
        cell.figure_id,
        cell.text,
        result,
        formula,
        False,
        "error",
        f"{named(cell)}は{cell.text}と記載されていますが、{said}",
        f"{cell.text} is printed, but {english} {result}.",
        (cell_place(cell),),
    )
