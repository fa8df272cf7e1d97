"""Any grid to figures: generated ones read back exactly, damaged ones right or left out, and single cases."""

from dataclasses import dataclass
from itertools import product

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from index.figures import extract_figures
from index.layout import lay_out
from index.reading import packaged_reports, read_reports
from index.report import Report


def extract(text):
    report = Report("r", "題", "", None, None, "", "", "", "r.txt", "", text)
    return extract_figures(report, lay_out(text))


def figures_of(text):
    return extract(text)[0]


def warnings_of(text):
    return [(warned.line, warned.message) for warned in extract(text)[1]]


def said(figure):
    return figure.name, figure.scope, figure.measure, figure.text, figure.unit, figure.period


def read(text):
    return {said(figure) for figure in figures_of(text)}


# --- generated grids -------------------------------------------------------------------------------------------------

OUTER = ["総務費", "民生費", "衛生費", "農林水産業費", "土木費"]
INNER = ["札幌市", "小樽市", "道路橋りょうの維持", "学校給食", "図書の購入", "除雪", "光熱水費", "国庫支出金"]
SCOPES = ["男", "女", "第1四半期", "一般会計", "歳入", "計"]
PERIODS = ["R2", "令和3年度", "2022年度", "H30", "2019", "令和6年3月末"]
MEASURES = [("目標", "target"), ("実績値", "actual"), ("達成率", "achievement")]
UNITS = ["千円", "人", "百万円", "件"]
CAPTION = "表の見出しの言葉"


def some(words, most):
    return st.lists(st.sampled_from(words), min_size=1, max_size=most, unique=True)


CELLS = st.one_of(
    st.integers(-9999, 99999).map(lambda n: f"▲{-n:,}" if n < 0 else f"{n:,}"),
    st.integers(1900, 2099).map(str),  # a number that might be a year
    st.sampled_from(["", "", "-", "－", "12.5", "0"]),
)


@dataclass(frozen=True)
class Grid:
    """A grid as cells, and what the cells of each row are said to be."""

    head: tuple[tuple[str, ...], ...]
    rows: tuple[tuple[str, ...], ...]
    expected: tuple[frozenset[tuple[str, ...]], ...]
    unit: str

    def text(self, rows=None, head=None):
        lines = ["\t".join(row) for row in (*(head or self.head), *(rows or self.rows))]
        return "\n".join(["資料の題名", "", "1 はじめの章", "", CAPTION, f"（単位：{self.unit}）", *lines, ""])


@st.composite
def grids(draw):
    levels = [
        [(word, "scope") for word in draw(some(SCOPES, 3))],
        [(word, "period") for word in draw(some(PERIODS, 3))],
        draw(some(MEASURES, 3)),
    ]
    levels = draw(st.permutations(levels))[: draw(st.integers(1, 3))]
    columns = list(product(*levels))
    outer = draw(st.booleans())
    names = [(a, b) for a in draw(some(OUTER, 3)) for b in draw(some(INNER, 4))]
    names = names if outer else [(b,) for b in draw(some(INNER, 5))]
    unit, by_row = draw(st.sampled_from(UNITS)), draw(st.booleans())
    stub = [*["款", "項目"][-len(names[0]) :], *(["単位"] if by_row else [])]
    rows, expected = [], []
    for n, name in enumerate(names):
        own = draw(st.sampled_from(UNITS)) if by_row else unit
        # Every column shows in one row that it holds numbers.
        cells = [f"{1000 + k}.5" for k in range(len(columns))] if n == 0 else [draw(CELLS) for _ in columns]
        rows.append((*merged(name, names[n - 1] if n else ("",)), *([own] if by_row else []), *cells))
        pairs = zip(columns, cells, strict=True)
        expected.append(frozenset(told(name, column, cell, own) for column, cell in pairs if cell))
    return Grid(heading(stub, levels), tuple(rows), tuple(expected), unit)


def heading(stub, levels):
    """The header rows of a product of levels: each word once, at the left of the columns that it spans."""
    rows, spans = [], 1
    for n, level in enumerate(levels):
        width = len(list(product(*levels[n + 1 :])))
        row = [cell for _ in range(spans) for word, _ in level for cell in (word, *[""] * (width - 1))]
        rows.append((*(stub if n == 0 else [""] * len(stub)), *row))
        spans *= len(level)
    return tuple(rows)


def merged(name, above):
    """The cells of a row's name, the outer one blank where it is the same as in the row above."""
    return ("", name[1]) if len(name) == 2 and name[0] == above[0] else name


def told(name, column, cell, unit):
    parts = {kind: word for word, kind in column}
    measure = next((kind for kind in parts if kind not in ("scope", "period")), "value")
    number = cell not in ("-", "－")
    return (
        " ".join(name),
        parts.get("scope", ""),
        measure,
        cell,
        unit if number and measure != "achievement" else "",
        parts.get("period", ""),
    )


@given(grids())
@settings(max_examples=50)
def test_a_grid_is_read_back_exactly(grid):
    assert read(grid.text()) == set().union(*grid.expected)
    assert warnings_of(grid.text()) == []


@given(grids())
@settings(max_examples=20)
def test_every_figure_lies_where_it_says(grid):
    lines = grid.text().split("\n")
    for figure in figures_of(grid.text()):
        assert lines[figure.line - 1][slice(*figure.span)] == figure.text
        assert figure.item == CAPTION
        assert figure.section.endswith("1 はじめの章")


@given(grids(), st.data())
@settings(max_examples=50)
def test_a_row_that_lost_a_cell_is_right_or_left_out(grid, data):
    at = data.draw(st.integers(0, len(grid.rows) - 1))
    assume(len(grid.rows[at]) > 2)  # a lone cell left over is no row of a table
    lost = data.draw(st.integers(0, len(grid.rows[at]) - 1))
    rows = [row if n != at else row[:lost] + row[lost + 1 :] for n, row in enumerate(grid.rows)]
    assert read(grid.text(rows)) <= set().union(*grid.expected)


@given(grids(), st.data())
@settings(max_examples=50)
def test_a_header_that_lost_a_cell_says_nothing_wrong(grid, data):
    at = data.draw(st.integers(0, len(grid.head) - 1))
    assume(len(grid.head[at]) > 2)  # a lone cell left over is no row of a table
    lost = data.draw(st.integers(0, len(grid.head[at]) - 1))
    head = [row if n != at else row[:lost] + row[lost + 1 :] for n, row in enumerate(grid.head)]
    assume(any(head[at]))  # a blank line parts two tables
    assert read(grid.text(head=head)) <= set().union(*grid.expected)


@given(grids(), st.data())
@settings(max_examples=20)
def test_rows_may_come_in_any_order(grid, data):
    # Whole rows are shuffled, so each prints its outer name itself.
    names, outer = [], ""
    for row in grid.rows:
        outer = row[0] or outer
        names.append((outer, *row[1:]))
    rows = data.draw(st.permutations(names))
    assert read(grid.text(rows)) == read(grid.text())
