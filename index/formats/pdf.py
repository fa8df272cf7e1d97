"""A PDF to its text form: text lines in reading order, ruled tables in their place among them, pages kept."""

import io
import logging
import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfminer.psexceptions import PSException
from pdfplumber.page import Page as PlumberPage
from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

from index.formats.pdfcolumns import Aligned, aligned_tables, rows_in_cells
from index.formats.pdfgutter import in_reading_order
from index.formats.pdftext import Char, Line, joined, lines_of, printed, runs_on, wrapped
from index.formats.textform import Refused, TextForm, Writer
from index.markup import comparable
from index.outline import heading_mark, item_mark, may_be_plain_heading
from index.tables.header import read_header
from index.tables.shape import kind_of

_NEAR = 3.0  # points within which two edges are one
_CID = re.compile(r"\(cid:\d+\)$")
_PAGE_NUMBER = re.compile(
    r"[-－‐–—ー\s]*(?:p\.?|page|頁)?\s*\d{1,4}\s*(?:頁|ページ|(?:/|／|of)\s*\d{1,4})?[-－‐–—ー\s]*$", re.IGNORECASE
)
_NOTE = re.compile(r"[※*＊]|[(（]?注")
_MARGIN_LINES = 2
_HEADING_SIZE = 1.15
_TABLES = {"vertical_strategy": "lines", "horizontal_strategy": "lines", "snap_tolerance": _NEAR}
_MOST_EDGES = 20_000
_MOST_HEADER_ROWS = 4
# It tells on stderr of every object that it mends; what it cannot mend becomes a sentence of ours.
logging.getLogger("pdfminer").setLevel(logging.CRITICAL)


@dataclass(slots=True)
class _Table:
    """A ruled table: the boxes of its cells (x0, top, x1, bottom) and what is printed in each."""

    boxes: list[tuple[float, float, float, float]]
    texts: list[str]

    @property
    def top(self) -> float:
        """How far down it begins."""
        return min(box[1] for box in self.boxes)


@dataclass(slots=True)
class _Page:
    number: int
    lines: list[Line]
    tables: list[_Table]
    pictures: bool
    rules: list[float]  # how far down horizontal ones stand


def read_pdf(data: bytes) -> TextForm:
    """The text form of a PDF with the page of each line.

    Page numbers and lines that stand at the head or foot of page after page are left away, the first one at the head
    aside. A table that goes on over a page break goes on in the text form.
    """
    pages = _pages(data)
    if not any(page.lines or page.tables for page in pages):
        raise Refused(
            "holds no text, only pictures of its pages: "
            "run text recognition (OCR) on it and save it with its text, or remove it from the folder."
        )
    _drop_running_lines(pages)
    writer = _Writing(pages)
    for page in pages:
        _take_aligned(page)
    writer.write()
    return writer.out.form()


def _pages(data: bytes) -> list[_Page]:
    try:
        with pdfplumber.open(io.BytesIO(data), raise_unicode_errors=False) as pdf:
            pages = []
            for page in pdf.pages:
                pages.append(_page(page))
                page.close()  # what a page caches is a hundred times its file
    except (PSException, MalformedPDFException) as error:
        raise ValueError(str(error)) from error
    except PdfminerException as error:
        if error.args and isinstance(error.args[0], PDFPasswordIncorrect):
            raise Refused("is encrypted: save it without a password, or remove it from the folder.") from error
        raise ValueError(str(error)) from error
    if not pages:
        raise ValueError("no pages")
    return pages


def _page(page: PlumberPage) -> _Page:
    raw = page.chars
    unnamed = sum(bool(_CID.match(char["text"])) for char in raw)
    if unnamed > len(raw) / 5:
        raise Refused(
            f"does not say which characters its page {page.page_number} prints: "
            "save it again with its fonts' characters, or run text recognition (OCR) on it."
        )
    x0, top, x1, bottom = page.bbox
    chars = [c for c in printed(raw) if x0 <= (c.x0 + c.x1) / 2 <= x1 and top <= c.middle <= bottom]
    tables, rest = _tables(page, chars) if chars else ([], chars)
    return _Page(page.page_number, lines_of(rest), tables, bool(page.images), _rules(page))


def _rules(page: PlumberPage) -> list[float]:
    if not _has_edges(page):
        return []
    return sorted({round(edge["top"], 1) for edge in page.edges if edge["orientation"] == "h" and edge["width"] > 20})


def _has_edges(page: PlumberPage) -> bool:
    return bool(page.lines or page.rects or page.curves) and len(page.edges) <= _MOST_EDGES


# --- tables ----------------------------------------------------------------------------------------------------------


def _tables(page: PlumberPage, chars: Sequence[Char]) -> tuple[list[_Table], list[Char]]:
    """The tables of a page and the characters outside them."""
    if not _has_edges(page):
        return [], list(chars)
    found = page.find_tables({**_TABLES, "explicit_vertical_lines": _open_sides(page)})
    grids = [grid for table in found if (grid := _Cells(table.cells)).is_table()]
    rest = [char for char in chars if not any(grid.take(char) for grid in grids)]
    tables = [grid.table() for grid in grids]
    return [table for table in tables if sum(map(bool, table.texts)) > 1], rest


def _open_sides(page: PlumberPage) -> list[dict[str, float | str]]:
    """Sides for tables that are ruled without them: where three lines or more begin or end, one below the other."""
    flat = [edge for edge in page.edges if edge["orientation"] == "h" and edge["width"] > 20]
    ends = Counter((round(edge["x0"]), round(edge["x1"])) for edge in flat)
    sides: list[dict[str, float | str]] = []
    for (x0, x1), count in ends.items():
        if count < 3:
            continue
        own = [edge["top"] for edge in flat if (round(edge["x0"]), round(edge["x1"])) == (x0, x1)]
        upright = [edge for edge in page.edges if edge["orientation"] == "v"]
        if not any(x0 + _NEAR < edge["x0"] < x1 - _NEAR and min(own) <= edge["top"] <= max(own) for edge in upright):
            continue
        for x in (x0, x1):
            near = [edge for edge in upright if abs(edge["x0"] - x) <= _NEAR]
            if not any(edge["top"] < max(own) < edge["bottom"] + _NEAR for edge in near):
                sides.append(_side(float(x), min(own), max(own)))
    return sides


def _side(x: float, top: float, bottom: float) -> dict[str, float | str]:
    return {
        "x0": x, "x1": x, "top": top, "bottom": bottom, "height": bottom - top, "width": 0.0,
        "orientation": "v", "object_type": "line",
    }  # fmt: skip


class _Cells:
    """The cells of one table while characters are dealt out to them."""

    def __init__(self, boxes: Sequence[tuple[float, float, float, float]]) -> None:
        self._boxes = list(boxes)
        self._chars: list[list[Char]] = [[] for _ in boxes]
        self._xs = sorted({box[0] for box in boxes} | {box[2] for box in boxes})
        self._ys = sorted({box[1] for box in boxes} | {box[3] for box in boxes})
        self._at: dict[tuple[int, int], int] = {}
        for n, (x0, top, x1, bottom) in enumerate(boxes):
            for column in range(self._xs.index(x0), self._xs.index(x1)):
                for row in range(self._ys.index(top), self._ys.index(bottom)):
                    self._at[row, column] = n

    def is_table(self) -> bool:
        """Whether there are cells side by side; frames around text are none."""
        return len(self._boxes) > 1 and len({box[0] for box in self._boxes}) > 1

    def take(self, char: Char) -> bool:
        """Put a character into its cell, if it stands in one."""
        place = bisect_right(self._ys, char.middle) - 1, bisect_right(self._xs, (char.x0 + char.x1) / 2) - 1
        n = self._at.get(place)
        if n is not None:
            self._chars[n].append(char)
        return n is not None

    def table(self) -> _Table:
        """The table. A band of cells that holds one row a line, because no rules part them, is so many rows."""
        lines = [lines_of(chars) if chars else [] for chars in self._chars]
        bands: dict[tuple[float, float], list[int]] = {}
        for n, (_, top, _, bottom) in enumerate(self._boxes):
            bands.setdefault((top, bottom), []).append(n)
        boxes, texts = [], []
        for band in bands.values():
            rows = rows_in_cells([lines[n] for n in band])
            for n, cells in zip(band, zip(*rows, strict=True), strict=True):
                x0, top, x1, bottom = self._boxes[n]
                tops = [top, *(min(line.top for cell in row for line in cell) for row in rows[1:]), bottom]
                for k, cell in enumerate(cells):
                    boxes.append((x0, tops[k], x1, tops[k + 1]))
                    texts.append(joined(cell, x0, x1))
        return _Table(boxes, texts)


def _take_aligned(page: _Page) -> None:
    """Make tables of the lines that stand in clear columns without rules."""
    tops = sorted(table.top for table in page.tables)
    stretches: dict[int, list[Line]] = {}
    for line in page.lines:
        stretches.setdefault(bisect_right(tops, line.top), []).append(line)
    for lines in stretches.values():
        for found in aligned_tables(lines, page.rules):
            page.lines = [line for line in page.lines if not any(line is own for own in found.lines)]
            page.tables.append(_of_aligned(found))


def _of_aligned(found: Aligned) -> _Table:
    boxes, texts = [], []
    for n, row in enumerate(found.rows):
        for column, text in enumerate(row):
            boxes.append((found.edges[column], found.tops[n], found.edges[column + 1], found.tops[n + 1]))
            texts.append(text)
    return _Table(boxes, texts)


def _laid(tables: Sequence[_Table]) -> list[list[list[str]]]:
    """The rows of each of several pieces of one table, on columns that they share."""
    edges = _clustered(box[0] for table in tables for box in table.boxes)
    out = []
    for table in tables:
        tops = _clustered(box[1] for box in table.boxes)
        rows = [[""] * len(edges) for _ in tops]
        for box, text in zip(table.boxes, table.texts, strict=True):
            rows[_nearest(tops, box[1])][_nearest(edges, box[0])] = text
        out.append(rows)
    return out


def _clustered(values: Iterator[float]) -> list[float]:
    out: list[float] = []
    for value in sorted(values):
        if not out or value - out[-1] > _NEAR:
            out.append(value)
    return out


def _nearest(values: Sequence[float], value: float) -> int:
    return min(range(len(values)), key=lambda n: abs(values[n] - value))


# --- what stands on every page ---------------------------------------------------------------------------------------


def _drop_running_lines(pages: Sequence[_Page]) -> None:
    """Remove page numbers, and what is printed at the same place of several pages.

    The first of the lines at the head stays: it is often the title. Notes stay: each page's table needs its own.
    """
    feet: Counter[tuple[str, int]] = Counter()
    for page in pages:
        _, below = _margins(page)
        feet.update(_place(line, page.number) for line in below)
    seen: set[tuple[str, int]] = set()
    for page in pages:
        above, below = _margins(page)
        dropped = []
        for line in above:
            key = _place(line, page.number)
            if _PAGE_NUMBER.match(line.text) or (key in seen and not _is_row(line)):
                dropped.append(line)
            seen.add(key)
        for line in below:
            often = (
                feet[_place(line, page.number)] > 1
                and not _NOTE.match(line.text)
                and not _is_row(line)
                and line not in above
            )
            if _PAGE_NUMBER.match(line.text) or often:
                dropped.append(line)
        page.lines = [line for line in page.lines if line not in dropped]


def _is_row(line: Line) -> bool:
    """Whether a line may be a table's header or last row, which the next page's may equal."""
    kinds = {kind_of(piece.text) for piece in line.pieces[1:]}
    return "number" in kinds or bool(kinds) and kinds <= {"header", "period"}


def _margins(page: _Page) -> tuple[list[Line], list[Line]]:
    """The first and the last lines of a page, up to its first and from its last table on."""
    tops = [table.top for table in page.tables]
    above = [line for line in page.lines if not tops or line.top < min(tops)]
    below = [line for line in page.lines if not tops or line.top > max(tops)]
    return above[:_MARGIN_LINES], below[-_MARGIN_LINES:]


def _place(line: Line, page: int) -> tuple[str, int]:
    """A line's words without the page's own number at either end, and how far down it stands."""
    text = re.sub(rf"^[-–—]?{page}(?!\d)[-–—]?|(?<!\d)[-–—]?{page}[-–—]?$", "", comparable(line.text))
    return text, round(line.top / 4)


# --- writing ---------------------------------------------------------------------------------------------------------


class _Writing:
    """Writes the pages in order, holding back tables until it is known how far they go on."""

    def __init__(self, pages: Sequence[_Page]) -> None:
        self.out = Writer()
        self._pages = pages
        sizes = [line.size for page in pages for line in page.lines for _ in line.text]
        self._body = median(sizes) if sizes else 0.0
        large = sorted({round(size) for size in sizes if size >= self._body * _HEADING_SIZE}, reverse=True)
        self._levels = {size: min(n + 1, 3) for n, size in enumerate(large)}

    def write(self) -> None:
        """Everything, page by page."""
        going: list[tuple[int, _Table]] = []  # pieces of the table that may still go on
        for page in self._pages:
            self.out.page = page.number
            if page.pictures and not page.lines and not page.tables:
                self._flush(going)
                self.out.leave_out(
                    f"Page {page.number} holds only a picture and no text: run text recognition (OCR) on it."
                )
            paragraph: list[Line] = []
            for piece, right in _in_order(page):
                if isinstance(piece, Line):
                    self._flush(going)
                    self.out.page = page.number
                    if paragraph and not self._goes_on(paragraph[-1], piece, right):
                        self._paragraph(paragraph)
                        paragraph = []
                    paragraph.append(piece)
                    continue
                self._paragraph(paragraph)
                paragraph = []
                if not (going and _goes_on(going, page.number, piece)):
                    self._flush(going)
                going.append((page.number, piece))
            self._paragraph(paragraph)
        self._flush(going)

    def _flush(self, going: list[tuple[int, _Table]]) -> None:
        """Write a table with all its pieces."""
        page = self.out.page
        first: list[list[str]] = []
        for (number, _), rows in zip(going, _laid([table for _, table in going]), strict=True):
            self.out.page = number
            # A header that is printed again says nothing new, and would part rows that belong together.
            self.out.table(rows[_repeated(rows, first) :], goes_on=bool(first))
            first = first or rows
        going.clear()
        self.out.page = page

    def _goes_on(self, line: Line, following: Line, right: float) -> bool:
        """Whether a line is the one above it gone on: that one is full, and nothing speaks of a new beginning."""
        if line.pieces or following.pieces:
            return False  # what wide gaps part is no running text
        if item_mark(following.text) or heading_mark(following.text) or heading_mark(line.text):
            return False
        if abs(line.size - following.size) > 1 or following.top - line.bottom > line.size:
            return False
        return following.top - line.top >= 0 and runs_on(line, following, right)

    def _paragraph(self, lines: Sequence[Line]) -> None:
        if not lines:
            return
        text = wrapped(lines)
        level = self._levels.get(round(lines[0].size))
        if level and len(lines) == 1 and not heading_mark(text) and may_be_plain_heading(text):
            self.out.heading(level, text)
        elif item_mark(text):
            self.out.item(text)
        else:
            self.out.paragraph(text)


def _in_order(page: _Page) -> Iterator[tuple[Line | _Table, float]]:
    """Lines and tables as they are read, each with where the text on its side of the page ends."""
    whole = max((line.x1 for line in page.lines), default=0.0)
    tables = sorted(page.tables, key=lambda table: table.top)
    stretches: list[list[Line]] = [[] for _ in range(len(tables) + 1)]
    tops = [table.top for table in tables]
    for line in page.lines:
        stretches[bisect_left(tops, line.top)].append(line)
    for n, lines in enumerate(stretches):
        parts = in_reading_order(lines)
        for part in parts:
            right = whole if len(parts) == 1 else max(line.x1 for line in part)
            yield from ((line, right) for line in part)
        if n < len(tables):
            yield tables[n], whole


def _repeated(rows: Sequence[Sequence[str]], first: Sequence[Sequence[str]]) -> int:
    """How many header rows a piece of a table begins with that its first piece begins with as well."""
    count = 0
    for row, other in zip(rows, first[:_MOST_HEADER_ROWS], strict=False):
        same = [comparable(cell) for cell in row] == [comparable(cell) for cell in other]
        if not same or any(kind_of(cell) in ("number", "range", "dash", "mark") for cell in row):
            break
        count += 1
    return count


def _goes_on(going: Sequence[tuple[int, _Table]], number: int, table: _Table) -> bool:
    """Whether a table at the head of a page goes on with the one at the foot of the page before.

    It has the same sides, its columns are among that one's or the other way round, and it does not begin with a header
    of its own.
    """
    page, before = going[-1]
    edges, own = (_clustered(edge for box in one.boxes for edge in (box[0], box[2])) for one in (before, table))
    few, many = sorted((edges, own), key=len)
    if number != page + 1 or any(abs(few[n] - many[n]) > _NEAR for n in (0, -1)):
        return False
    if not all(min(abs(edge - other) for other in many) <= _NEAR for edge in few):
        return False
    (rows,), (first,) = _laid([table]), _laid([going[0][1]])
    return read_header(rows[0]) is None or _repeated(rows, first) > 0
