"""A Word document to its text form: paragraphs and tables in the order of its body."""

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import docx
from docx.document import Document
from docx.exceptions import PythonDocxError
from docx.opc.exceptions import OpcError
from lxml.etree import _Element  # type: ignore[import-untyped]  # the package carries no types

from index.formats.numbering import Numbering, W
from index.formats.package import check_package
from index.formats.textform import Refused, TextForm, Writer

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
# Wrappers whose contents are the document's as it stands: content controls, links, insertions that were tracked.
_WRAPPERS = frozenset(
    f"{W}{name}"
    for name in "sdt sdtContent hyperlink ins moveTo smartTag customXml fldSimple ruby rubyBase bdo dir".split()
)
_TITLES = frozenset({"title", "表題"})
_FOOTNOTES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
_DEEPEST = 9


@dataclass(frozen=True, slots=True)
class _Style:
    """What a paragraph style says of its paragraphs: depth as a heading (0 for none), and list and depth in it."""

    level: int = 0
    number: str = ""
    depth: int = 0


def read_word(data: bytes) -> TextForm:
    """The text form of a .docx file. Page headers and footers, deletions and hidden text are left away.

    Footnotes stand at its end; text boxes and tables in a cell stand behind what they are anchored in.
    """
    check_package(data, "Word", ".docx")
    try:
        document = docx.Document(io.BytesIO(data))
    except (PythonDocxError, OpcError) as error:
        raise ValueError(str(error)) from error
    reader = _Reader(_styles(document), _numbering(document))
    reader.blocks(document.element.body)
    for note in _footnotes(document):
        reader.blocks(note)
    form = reader.writer.form()
    if not form.text:
        raise Refused(
            "holds no text (it may hold only pictures of pages): "
            "save it as a document with text, or remove it from the folder."
        )
    return form


@dataclass
class _Reader:
    styles: dict[str, _Style]
    numbering: Numbering
    writer: Writer = field(default_factory=Writer)

    def blocks(self, parent: _Element) -> None:
        """Everything in a body, a text box or a cell."""
        for element in _blocks(parent):
            if element.tag == f"{W}p":
                self._paragraph(element)
            else:
                self._table(element)

    def _paragraph(self, element: _Element) -> None:
        style = self._style(element)
        text = "".join(_words(element)).strip()
        if text:
            mark = self.numbering.mark(style.number, style.depth) if style.number else ""
            if style.level:
                self.writer.heading(style.level, mark + text)
            elif mark:
                self.writer.item(mark + text)
            else:
                self.writer.paragraph(text)
        for box in _boxes(element):
            self.blocks(box)

    def _table(self, table: _Element) -> None:
        rows = [list(_cells(row)) for row in _rows(table)]
        if all(len(row) < 2 for row in rows):  # a frame around text
            for row in rows:
                for cell, _ in row:
                    self.blocks(cell)
            return
        self.writer.table([self._row(row) for row in _spaced(_rows(table), rows)])
        for row in rows:
            for cell, _ in row:
                for element in _blocks(cell):
                    if element.tag == f"{W}tbl":
                        self._table(element)
                    else:
                        for box in _boxes(element):
                            self.blocks(box)

    def _row(self, row: Iterable[tuple[_Element | None, int]]) -> list[str]:
        out: list[str] = []
        for cell, span in row:
            text = "" if cell is None or _continues(cell) else self._cell_text(cell)
            out += [text, *[""] * (span - 1)]
        return out

    def _cell_text(self, cell: _Element) -> str:
        texts = []
        for element in _blocks(cell):
            if element.tag == f"{W}p":
                style = self._style(element)
                text = "".join(_words(element)).strip()
                mark = self.numbering.mark(style.number, style.depth) if style.number and text else ""
                texts.append(mark + text)
        return " ".join(filter(None, texts))

    def _style(self, paragraph: _Element) -> _Style:
        """The style of a paragraph with what is set in the paragraph itself."""
        properties = paragraph.find(f"{W}pPr")
        if properties is None:
            return self.styles.get("", _Style())
        name = properties.find(f"{W}pStyle")
        style = self.styles.get("" if name is None else str(name.get(f"{W}val")), _Style())
        return _changed(style, properties)


def _changed(style: _Style, properties: _Element) -> _Style:
    level, number, depth = style.level, style.number, style.depth
    outline = properties.find(f"{W}outlineLvl")
    if outline is not None:
        at = int(outline.get(f"{W}val", "9"))
        level = at + 2 if at < _DEEPEST else 0
    listed = properties.find(f"{W}numPr")
    if listed is not None:
        number_element, depth_element = listed.find(f"{W}numId"), listed.find(f"{W}ilvl")
        if number_element is not None:
            number = str(number_element.get(f"{W}val"))
            depth = 0
        if depth_element is not None:
            depth = int(depth_element.get(f"{W}val", "0"))
    return _Style(level, "" if number == "0" else number, depth)


def _styles(document: Document) -> dict[str, _Style]:
    """Every paragraph style by its id, that of unmarked paragraphs under the empty one too."""
    elements = {
        str(style.get(f"{W}styleId")): style
        for style in document.styles.element.iter(f"{W}style")
        if style.get(f"{W}type") == "paragraph"
    }
    read: dict[str, _Style] = {}

    def style_of(name: str, seen: tuple[str, ...]) -> _Style:
        if name in read or name not in elements or name in seen:
            return read.get(name, _Style())
        element = elements[name]
        base = element.find(f"{W}basedOn")
        style = style_of(str(base.get(f"{W}val")), (*seen, name)) if base is not None else _Style()
        properties = element.find(f"{W}pPr")
        style = style if properties is None else _changed(style, properties)
        level = _level_by_name(element)
        read[name] = style if level is None else _Style(level, style.number, style.depth)
        return read[name]

    for name, element in elements.items():
        style = style_of(name, ())
        if element.get(f"{W}default") in ("1", "true", "on"):
            read[""] = style
    return read


def _level_by_name(style: _Element) -> int | None:
    """The depth of a heading style: the title 1, then one for each level of headings."""
    element = style.find(f"{W}name")
    name = "" if element is None else str(element.get(f"{W}val", "")).strip().lower()
    if name in _TITLES:
        return 1
    word, _, number = name.rpartition(" ")
    return int(number) + 1 if word in ("heading", "見出し") and number.isdigit() else None


def _numbering(document: Document) -> Numbering:
    for relation in document.part.rels.values():
        if relation.reltype.endswith("/numbering") and not relation.is_external:
            return Numbering.of(getattr(relation.target_part, "element", None))
    return Numbering.of(None)


def _footnotes(document: Document) -> Iterator[_Element]:
    """The footnotes in their order, without the lines that part them from the text."""
    from docx.oxml import parse_xml

    for relation in document.part.rels.values():
        if relation.reltype == _FOOTNOTES and not relation.is_external:
            for note in parse_xml(relation.target_part.blob):
                if note.get(f"{W}type") in (None, "normal"):
                    yield note


# --- the elements of a document --------------------------------------------------------------------------------------


def _children(parent: _Element) -> Iterator[_Element]:
    """The children, those of wrappers in their place; of alternatives the first."""
    for child in parent:
        if child.tag in _WRAPPERS:
            yield from _children(child)
        elif child.tag == f"{_MC}AlternateContent":
            choice = child.find(f"{_MC}Choice")
            fallback = child.find(f"{_MC}Fallback")
            chosen = choice if choice is not None else fallback
            if chosen is not None:
                yield from _children(chosen)
        else:
            yield child


def _blocks(parent: _Element) -> Iterator[_Element]:
    return (child for child in _children(parent) if child.tag in (f"{W}p", f"{W}tbl"))


def _rows(table: _Element) -> list[_Element]:
    return [
        row
        for row in _children(table)
        if row.tag == f"{W}tr" and row.find(f"{W}trPr/{W}del") is None and row.find(f"{W}trPr/{W}hidden") is None
    ]


def _cells(row: _Element) -> Iterator[tuple[_Element, int]]:
    """The cells of a row with the number of columns that each takes."""
    for cell in _children(row):
        if cell.tag == f"{W}tc":
            span = cell.find(f"{W}tcPr/{W}gridSpan")
            yield cell, max(1, min(1000, int(span.get(f"{W}val", "1")))) if span is not None else 1


def _spaced(
    elements: Iterable[_Element], rows: Iterable[list[tuple[_Element, int]]]
) -> Iterator[list[tuple[_Element | None, int]]]:
    """The rows, with a place for the columns that a row leaves free before its first cell."""
    for element, row in zip(elements, rows, strict=True):
        before = element.find(f"{W}trPr/{W}gridBefore")
        skipped = int(before.get(f"{W}val", "0")) if before is not None else 0
        yield [*([(None, skipped)] if skipped else []), *row]


def _continues(cell: _Element) -> bool:
    """Whether a cell is covered by the one above it, or by the one to its left as old files say it."""
    for name in ("vMerge", "hMerge"):
        merge = cell.find(f"{W}tcPr/{W}{name}")
        if merge is not None and merge.get(f"{W}val", "continue") == "continue":
            return True
    return False


def _words(parent: _Element) -> Iterator[str]:
    """The text of a paragraph's runs; a line break stays one."""
    for child in _children(parent):
        if child.tag != f"{W}r" or _vanishes(child):
            continue
        for part in _children(child):
            if part.tag == f"{W}t":
                yield part.text or ""
            elif part.tag in (f"{W}br", f"{W}cr"):
                yield "\n"
            elif part.tag in (f"{W}tab", f"{W}ptab"):
                yield " "
            elif part.tag == f"{W}noBreakHyphen":
                yield "-"
            elif part.tag == f"{W}r":  # the base of a ruby
                yield from (text.text or "" for text in part.iter(f"{W}t"))


def _vanishes(run: _Element) -> bool:
    hidden = run.find(f"{W}rPr/{W}vanish")
    return hidden is not None and hidden.get(f"{W}val", "1") not in ("0", "false", "off")


def _boxes(paragraph: _Element) -> Iterator[_Element]:
    """The text boxes anchored in a paragraph. Each is written twice, the second time for older programs."""
    for box in paragraph.iter(f"{W}txbxContent"):
        above = list(box.iterancestors())
        near = above[: next(n for n, one in enumerate(above) if one.tag == f"{W}p") + 1]
        twice = any(one.tag == f"{_MC}Fallback" and one.getparent().find(f"{_MC}Choice") is not None for one in near)
        if near[-1] is paragraph and not twice:
            yield box
