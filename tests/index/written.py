"""Blocks of a report written out as files of the formats that are read: as an office would write them."""

import csv
import html
import importlib.util
import io
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path

from index.block import Block, Cell

Grid = list[list[str]]
Span = tuple[int, int, int, int]
"""First row, first column, rows and columns of a merged cell."""


def table_of(grid: Grid) -> Block:
    """A table with these cells, the first row its header."""
    rows = tuple(tuple(Cell(text, n + 1, 0, 0, n + 1) for text in row) for n, row in enumerate(grid))
    return Block("table", "", 1, len(grid), rows=rows, header_rows=(0,))


def grid_of(block: Block) -> Grid:
    """A table's cells, every row as wide as the widest."""
    width = max(len(row) for row in block.rows)
    return [[cell.text for cell in row] + [""] * (width - len(row)) for row in block.rows]


def spans_of(block: Block) -> list[Span]:
    """Cells of the first column that go on downwards, and cells of the first row that go on to the right."""
    grid = grid_of(block)
    heads = set(block.header_rows) or {0}
    spans = []
    for top, row in enumerate(grid):
        if row[0] and top not in heads:
            bottom = top + 1
            while bottom < len(grid) and not grid[bottom][0] and bottom not in heads:
                bottom += 1
            if bottom - top > 1:
                spans.append((top, 0, bottom - top, 1))
    for left, text in enumerate(grid[0]):
        right = left + 1
        while text and right < len(grid[0]) and not grid[0][right]:
            right += 1
        if right - left > 1:
            spans.append((0, left, 1, right - left))
    return spans


def as_xlsx(blocks: Sequence[Block]) -> bytes:
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    at = 1
    for block in blocks:
        if block.kind != "table":
            sheet.cell(at, 1, _marked(block))
            at += 2
            continue
        grid = grid_of(block)
        for n, row in enumerate(grid):
            for column, text in enumerate(row):
                if text:
                    cell = sheet.cell(at + n, column + 1)
                    cell.value = text
                    cell.data_type = "s"  # a text that begins with = is no formula
        for top, left, height, width in spans_of(block):
            sheet.merge_cells(
                start_row=at + top,
                start_column=left + 1,
                end_row=at + top + height - 1,
                end_column=left + width,
            )
        at += len(grid) + 1
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def as_docx(blocks: Sequence[Block]) -> bytes:
    import docx

    document = docx.Document()
    for block in blocks:
        if block.kind == "heading":
            document.add_heading(block.text, min(max(block.level, 1), 9))
        elif block.kind != "table":
            document.add_paragraph(block.text)
        else:
            grid = grid_of(block)
            table = document.add_table(len(grid), len(grid[0]))
            cells = [list(row.cells) for row in table.rows]
            for n, row in enumerate(grid):
                for column, text in enumerate(row):
                    cells[n][column].text = text
            for top, left, height, width in spans_of(block):
                cells[top][left].merge(cells[top + height - 1][left + width - 1])
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def as_html(blocks: Sequence[Block], head: str = '<meta charset="utf-8">') -> str:
    parts = [f"<!DOCTYPE html><html><head>{head}</head><body>"]
    for block in blocks:
        if block.kind == "heading":
            level = min(max(block.level, 1), 6)
            parts.append(f"<h{level}>{html.escape(block.text)}</h{level}>")
        elif block.kind != "table":
            parts.append(f"<p>{html.escape(block.text)}</p>")
        else:
            parts.append(html_table(grid_of(block), spans_of(block)))
    return "\n".join([*parts, "</body></html>"])


def html_table(grid: Grid, spans: Sequence[Span] = ()) -> str:
    spanned = {(top, left): (height, width) for top, left, height, width in spans}
    covered = {
        (top + down, left + right)
        for top, left, height, width in spans
        for down in range(height)
        for right in range(width)
        if (down, right) != (0, 0)
    }
    rows = []
    for n, row in enumerate(grid):
        cells = []
        for column, text in enumerate(row):
            if (n, column) in covered:
                continue
            height, width = spanned.get((n, column), (1, 1))
            cells.append(f'<td rowspan="{height}" colspan="{width}">{html.escape(text)}</td>')
        rows.append(f"<tr>{''.join(cells)}</tr>")
    return f"<table>{''.join(rows)}</table>"


def as_delimited(blocks: Sequence[Block], delimiter: str = ",") -> str:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\r\n")
    for block in blocks:
        if block.kind == "table":
            writer.writerows(grid_of(block))
        else:
            writer.writerow([_marked(block)])
        out.write("\r\n")
    return out.getvalue()


def as_pdf(blocks: Sequence[Block], *, width: float = 1400, height: float = 900, repeat: int = 1) -> bytes:
    """Tables are ruled, go over the pages that they need, and print their first `repeat` rows again on each.

    Where a table has its header in the middle, a new page begins.
    """
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import LongTable, PageBreak, Paragraph, SimpleDocTemplate, Spacer, TableStyle

    style = ParagraphStyle("body", fontName=japanese_font(), fontSize=9, leading=12, wordWrap="CJK")
    large = ParagraphStyle("heading", parent=style, fontSize=12, leading=16)
    story = []
    for block in blocks:
        if block.kind != "table":
            story += [Paragraph(html.escape(block.text), large if block.kind == "heading" else style), Spacer(1, 14)]
            continue
        grid = grid_of(block)
        widths = _widths(grid, width - 80)
        for n, piece in enumerate(_pages(grid, block)):
            cells = [[Paragraph(html.escape(text), style) if text else "" for text in row] for row in piece]
            table = LongTable(cells, colWidths=widths, repeatRows=min(repeat, len(piece) - 1))
            table.setStyle(TableStyle([("GRID", (0, 0), (-1, -1), 0.5, "black"), ("VALIGN", (0, 0), (-1, -1), "TOP")]))
            story += [PageBreak(), table] if n else [table]
        story.append(Spacer(1, 12))
    out = io.BytesIO()
    document = SimpleDocTemplate(
        out, pagesize=(width, height), leftMargin=40, rightMargin=40, topMargin=40, bottomMargin=40
    )
    document.build(story, onFirstPage=_page_number, onLaterPages=_page_number)
    return out.getvalue()


def _page_number(canvas, document) -> None:
    canvas.setFont(japanese_font(), 9)
    canvas.drawCentredString(document.pagesize[0] / 2, 20, f"- {document.page} -")


def _pages(grid: Grid, block: Block) -> list[Grid]:
    """A table cut where it prints its header again."""
    cuts = [0, *(n for n in block.header_rows if n and n - 1 not in block.header_rows), len(grid)]
    return [grid[start:end] for start, end in pairwise(cuts)]


def _widths(grid: Grid, room: float) -> list[float]:
    """By the longest cell of each column, within bounds: long cells wrap."""
    wanted = [min(max(max(len(row[n]) for row in grid), 4), 40) for n in range(len(grid[0]))]
    return [max(40.0, room * size / sum(wanted)) for size in wanted]


@cache
def japanese_font() -> str:
    """The name of a registered font with Japanese characters; its package is not imported, only its file is used."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    found = importlib.util.find_spec("matplotlib_fontja")
    assert found is not None
    assert found.origin is not None
    pdfmetrics.registerFont(TTFont("IPAexGothic", Path(found.origin).parent / "fonts" / "ipaexg.ttf"))
    return "IPAexGothic"


def in_font(text: str) -> str:
    """The text without characters that the font does not have (reports misprint some)."""
    from reportlab.pdfbase import pdfmetrics

    known = pdfmetrics.getFont(japanese_font()).face.charToGlyph
    return "".join(letter for letter in text if ord(letter) in known)


def _marked(block: Block) -> str:
    return f"{'#' * min(max(block.level, 1), 6)} {block.text}" if block.kind == "heading" else block.text
