"""HTML to its text form: what a browser shows of headings, paragraphs, lists and tables."""

import re
from collections.abc import Iterator

import lxml.etree  # type: ignore[import-untyped]
import lxml.html  # type: ignore[import-untyped]  # the package carries no types
from lxml.html import HtmlElement

from index.formats.textform import Refused, TextForm, Writer

_DROPPED = frozenset("script style nav head noscript template svg math iframe object canvas rt rp input select".split())
_BLOCKS = frozenset(
    """
    address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption figure footer form
    header hgroup hr html legend li main menu ol p pre section summary table ul caption
    """.split()
)
_HEADING = re.compile(r"h([1-6])$")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_SPACES = re.compile(r"[ \t\n\r\f]+")
_SECTIONS = ("thead", "tbody", "tfoot")
_WIDEST = 1000
_EMPTY = "holds no text: save the page with its contents, or remove it from the folder."


def read_webpage(text: str) -> TextForm:
    """The text form of a page. Navigation, scripts, styles and hidden parts are no words of a report."""
    data = text.encode()
    try:
        root = lxml.html.document_fromstring(data, parser=lxml.html.HTMLParser(encoding="utf-8", huge_tree=True))
    except lxml.etree.ParserError as error:  # there is nothing in it
        raise Refused(_EMPTY) from error
    page = _Page()
    title = root.findtext(".//head/title")
    if title and root.find(".//h1") is None:
        page.writer.heading(1, _SPACES.sub(" ", title))
    page.walk(root)
    page.flush()
    form = page.writer.form()
    if not form.text:
        raise Refused(_EMPTY)
    return form


class _Page:
    """Walks a page in order, gathering inline text until a block begins or ends."""

    def __init__(self) -> None:
        self.writer = Writer()
        self._inline: list[str] = []
        self._mark: str | None = None

    def walk(self, element: HtmlElement) -> None:
        """Everything in an element."""
        if _unseen(element):
            return
        tag = element.tag
        heading = _HEADING.match(tag)
        if heading:
            self.flush()
            self.writer.heading(int(heading[1]), _text(element))
        elif tag == "table":
            self.flush()
            self._table(element)
        elif tag in ("ul", "ol", "menu", "dir"):
            self.flush()
            self._list(element)
        elif tag == "br":
            self._inline.append("\n")
        elif tag == "pre":
            self.flush()
            self.writer.paragraph(str(element.text_content()))
        else:
            self._contents(element)

    def flush(self) -> None:
        """Write what was gathered."""
        text = _collapsed("".join(self._inline))
        self._inline.clear()
        if not text:
            return
        if self._mark is not None:
            self.writer.item(self._mark + text.replace("\n", " "))
            self._mark = None
        else:
            self.writer.paragraph(text)

    def _contents(self, element: HtmlElement) -> None:
        block = element.tag in _BLOCKS
        if block:
            self.flush()
        self._gather(element.text)
        for child in element:
            self.walk(child)
            self._gather(child.tail)
        if block:
            self.flush()

    def _gather(self, text: str | None) -> None:
        if text:
            self._inline.append(_SPACES.sub(" ", text))

    def _list(self, element: HtmlElement) -> None:
        # `1)` where a browser shows `1.`: the latter is how numbered headings of a report begin.
        number = int(start) if (start := element.get("start", "1")).lstrip("-").isdigit() else 1
        for child in element:
            if child.tag == "li" and not _unseen(child):
                self._mark = f"{number}) " if element.tag == "ol" else "・"
                number += 1
                self._contents(child)
                self._mark = None
            else:
                self.walk(child)
            self._gather(child.tail)
        self.flush()

    def _table(self, table: HtmlElement) -> None:
        rows = list(_rows(table))
        for child in table:
            if child.tag == "caption":
                self._contents(child)
        if _is_layout(table, rows):
            for row in rows:
                for cell in _cells(row):
                    self._contents(cell)
                    self.flush()
            return
        self.writer.table(_grid(rows))
        for row in rows:
            for cell in _cells(row):
                for inner in _inner_tables(cell):
                    self._table(inner)


def _unseen(element: HtmlElement) -> bool:
    if not isinstance(element.tag, str) or element.tag in _DROPPED:  # comments have no name
        return True
    return element.get("hidden") is not None or bool(_HIDDEN.search(element.get("style", "")))


def _collapsed(text: str) -> str:
    return "\n".join(_SPACES.sub(" ", line).strip() for line in text.split("\n")).strip("\n")


def _text(element: HtmlElement) -> str:
    """The words in an element on one line, those of tables in it left out; blocks in it are parted by a space."""
    return _SPACES.sub(" ", "".join(_words(element))).strip(" ")


def _words(element: HtmlElement) -> Iterator[str]:
    if element.text:
        yield element.text
    marked = element.tag == "ul"
    for child in element:
        if child.tag == "br":
            yield " "
        elif child.tag != "table" and not _unseen(child):
            parted = child.tag in _BLOCKS or bool(_HEADING.match(child.tag))
            yield " " if parted else ""
            yield "・" if marked and child.tag == "li" else ""
            yield from _words(child)
            yield " " if parted else ""
        else:
            yield " " if child.tag == "table" else ""
        if child.tail:
            yield child.tail


def _rows(table: HtmlElement) -> Iterator[HtmlElement]:
    """The rows of this table alone, in the order shown: those of the foot come last wherever they are written."""
    foot = []
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in _SECTIONS:
            own = [row for row in child if row.tag == "tr"]
            if child.tag == "tfoot":
                foot += own
            else:
                yield from own
    yield from foot


def _cells(row: HtmlElement) -> list[HtmlElement]:
    return [cell for cell in row if cell.tag in ("td", "th") and not _unseen(cell)]


def _inner_tables(cell: HtmlElement) -> Iterator[HtmlElement]:
    for child in cell:
        if child.tag == "table":
            yield child
        elif not _unseen(child):
            yield from _inner_tables(child)


def _is_layout(table: HtmlElement, rows: list[HtmlElement]) -> bool:
    """Whether a table only places things on the page: its cells hold headings, or no row has two cells."""
    if table.get("role") in ("presentation", "none"):
        return True
    cells = [_cells(row) for row in rows]
    if all(len(row) < 2 for row in cells):
        return True
    return any(inner.tag in ("h1", "h2", "h3") for row in cells for cell in row for inner in cell.iter())


def _grid(rows: list[HtmlElement]) -> list[list[str]]:
    """The cells on their places; a cell over several rows or columns leaves those that it covers empty."""
    covered: dict[int, int] = {}  # column: rows that are still covered
    out = []
    for row in rows:
        if _unseen(row):
            continue
        line: list[str] = []
        begun: dict[int, int] = {}
        for cell in _cells(row):
            _pass_covered(line, covered)
            width, height = _span(cell, "colspan"), _span(cell, "rowspan")
            if height != 1:
                begun |= {len(line) + n: height or len(rows) for n in range(width)}
            line += [_text(cell), *[""] * (width - 1)]
        _pass_covered(line, covered)
        covered = {column: left - 1 for column, left in (covered | begun).items() if left > 1}
        out.append(line)
    return out


def _pass_covered(line: list[str], covered: dict[int, int]) -> None:
    while len(line) in covered:
        line.append("")


def _span(cell: HtmlElement, name: str) -> int:
    """A printed span; 0 stands for all rows that are left, and what is no number for 1."""
    text = cell.get(name, "1").strip()
    span = min(int(text), _WIDEST) if text.isascii() and text.isdigit() else 1
    return span if name == "rowspan" else max(1, span)
