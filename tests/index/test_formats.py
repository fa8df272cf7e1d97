"""Every format gives the same figures and the same grid as the plain text, and refuses what it cannot read."""

import io
import subprocess
import sys
import zipfile
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.errors import ReportError
from index.figures import extract_figures
from index.layout import lay_out
from index.markup import comparable
from index.passages import make_passages
from index.reading import SUFFIXES, packaged_reports, read_reports
from tests.index.written import as_delimited, as_docx, as_html, as_pdf, as_xlsx, in_font, table_of

REPORTS = {report.id: report for report in read_reports(packaged_reports())}
WRITERS = {
    "xlsx": as_xlsx,
    "docx": as_docx,
    "html": lambda blocks: as_html(blocks).encode(),
    "csv": lambda blocks: as_delimited(blocks).encode("utf-8-sig"),
    "tsv": lambda blocks: as_delimited(blocks, "\t").encode(),
    "pdf": as_pdf,
}
WITH_TABLES = [name for name, report in REPORTS.items() if any(block.kind == "table" for block in lay_out(report.text))]


def read(folder, name, data):
    (folder / name).write_bytes(data)
    (report,) = read_reports(folder)
    return report


def figures_of(report):
    return extract_figures(report, lay_out(report.text, report.pages))[0]


def said(figure):
    """What a figure says, wherever it stands; white space is lost where a PDF wraps."""
    words = (figure.name, figure.scope, figure.item, figure.measure, figure.text, figure.period)
    return (*map(comparable, words), figure.value, figure.unit, figure.year, bool(figure.repeat_of))


def grid_of(report):
    (table,) = [block for block in lay_out(report.text) if block.kind == "table"]
    return [[cell.text for cell in row] for row in table.rows]


# --- the packaged reports --------------------------------------------------------------------------------------------


def test_there_are_reports_with_figures_in_tables():
    assert len([name for name in WITH_TABLES if figures_of(REPORTS[name])]) >= 3


@pytest.mark.parametrize("suffix", WRITERS)
@pytest.mark.parametrize("name", WITH_TABLES)
def test_a_report_gives_the_same_figures_in_every_format(tmp_path, name, suffix):
    report = REPORTS[name]
    written = read(tmp_path, f"report.{suffix}", WRITERS[suffix](lay_out(report.text)))
    figures = figures_of(written)
    assert Counter(map(said, figures)) == Counter(map(said, figures_of(report)))
    for figure in figures:
        printed = written.lines[figure.line - 1][figure.span[0] : figure.span[1]]
        assert comparable(figure.text) in comparable(printed)
        assert figure.page == (written.pages[figure.line - 1] if suffix == "pdf" else None)


@pytest.mark.parametrize("name", WITH_TABLES)
def test_narrow_pages_and_wide_ones_give_the_same_figures(tmp_path, name):
    report = REPORTS[name]
    # Of five columns or less: more do not fit on a page that is upright.
    blocks = [b for b in lay_out(report.text) if b.kind != "table" or max(map(len, b.rows)) <= 5]
    narrow = read(tmp_path, "report.pdf", as_pdf(blocks, width=595, height=842))
    (tmp_path / "report.pdf").unlink()
    plain = read(tmp_path, "report.html", as_html(blocks).encode())
    assert Counter(map(said, figures_of(narrow))) == Counter(map(said, figures_of(plain)))


@pytest.mark.parametrize("name", WITH_TABLES)
def test_words_outside_tables_are_kept_too(tmp_path, name):
    blocks = lay_out(REPORTS[name].text)
    for suffix, write in WRITERS.items():
        words = in_font(comparable(read(tmp_path, f"report.{suffix}", write(blocks)).text))
        (tmp_path / f"report.{suffix}").unlink()
        for block in blocks:
            if block.kind != "table":
                assert in_font(comparable(block.text)) in words, suffix


# --- any grid --------------------------------------------------------------------------------------------------------

LETTERS = st.text(st.sampled_from("名値上限事業の推進にAb19０５％%,.（）・"), min_size=1, max_size=9)
WORDS = st.one_of(LETTERS, st.lists(LETTERS, min_size=2, max_size=3).map(" ".join))
GRIDS = st.tuples(st.integers(2, 5), st.integers(1, 8)).flatmap(
    lambda size: st.tuples(
        st.lists(WORDS, min_size=size[0], max_size=size[0]),
        st.lists(
            st.lists(st.one_of(st.just(""), WORDS), min_size=size[0], max_size=size[0]).filter(any),
            min_size=size[1],
            max_size=size[1],
        ),
    ).map(lambda parts: [parts[0], *parts[1]])
)


@pytest.mark.parametrize("suffix", WRITERS)
@settings(max_examples=20)
@given(grid=GRIDS)
def test_a_grid_reads_back(tmp_path_factory, suffix, grid):
    written = read(tmp_path_factory.mktemp("grid"), f"grid.{suffix}", WRITERS[suffix]([table_of(grid)]))
    squeezed = [[comparable(cell) for cell in row] for row in grid]
    assert [[comparable(cell) for cell in row] for row in grid_of(written)] == squeezed
    if suffix != "pdf":
        assert grid_of(written) == grid


# --- pages -----------------------------------------------------------------------------------------------------------


def test_pages_reach_blocks_figures_and_passages(tmp_path):
    grid = [["KPI", "基準値 (H26)", "実績値 (H29)", "目標値 (H31)", "進捗率"]]
    for n in range(1, 91):
        grid.append([f"第{n}の指標", f"{n}人", f"{n + 1}人", f"{2 * n}人", f"{100 * (n + 1) / (2 * n):.1f}%"])
    report = read(tmp_path, "long.pdf", as_pdf([table_of(grid)], width=595, height=842))
    (table,) = lay_out(report.text, report.pages)
    assert len(report.pages) == len(report.lines)
    assert (table.page, len(table.rows)) == (1, 91)  # the header is not repeated for the second and third page
    figures = figures_of(report)
    assert {figure.page for figure in figures} == {1, 2, 3}
    assert {figure.place for figure in figures} == {"p1", "p2", "p3"}
    assert len(figures) == 4 * 90
    passages = make_passages(report, [table])
    assert {passage.page for passage in passages} == {1, 2, 3}


# --- Shift_JIS -------------------------------------------------------------------------------------------------------

JAPANESE = "KPI\t基準値\t実績値\n①移住者の数（㈱含む）\t10人\t20人"


@pytest.mark.parametrize("suffix", ["txt", "md", "tsv"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_texts_in_any_encoding(tmp_path, suffix, encoding, end):
    report = read(tmp_path, f"report.{suffix}", JAPANESE.replace("\n", end).encode(encoding))
    assert report.text == JAPANESE


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932"])
def test_csv_in_any_encoding(tmp_path, encoding):
    report = read(tmp_path, "report.csv", JAPANESE.replace("\t", ",").encode(encoding))
    assert report.text == JAPANESE


@pytest.mark.parametrize("suffix", ["html", "htm"])
@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        ("", "utf-8"),
        ("", "cp932"),
        ('<meta charset="Shift_JIS">', "cp932"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=x-sjis">', "cp932"),
        ('<meta charset="euc-jp">', "euc-jp"),
        ('<meta charset="Shift_JIS">', "utf-8"),  # saved again by an editor that left the head as it was
        ('<meta charset="none-such">', "cp932"),
        ('<meta charset="base64">', "cp932"),
    ],
)
def test_pages_in_any_encoding(tmp_path, suffix, head, encoding):
    text = JAPANESE.replace("①", "").replace("㈱", "")  # EUC-JP has neither
    page = as_html([table_of([row.split("\t") for row in text.split("\n")])], head)
    assert read(tmp_path, f"report.{suffix}", page.encode(encoding)).text == text


# --- refusals --------------------------------------------------------------------------------------------------------


def refusal(folder, name, data):
    with pytest.raises(ReportError) as caught:
        read(folder, name, data)
    message = str(caught.value)
    assert message.startswith(str(folder / name))
    assert "\n" not in message
    assert message.endswith(".")
    return message.removeprefix(str(folder / name)).strip()


GRID = [["KPI", "値"], ["移住者数", "10人"]]
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


@pytest.mark.parametrize(("name", "new"), [("a.xls", ".xlsx"), ("a.doc", ".docx")])
def test_old_formats_are_refused(tmp_path, name, new):
    assert refusal(tmp_path, name, OLE).startswith("is in the old format of")
    assert f"save it as {new} there" in refusal(tmp_path, name, OLE)


@pytest.mark.parametrize("name", ["a.xlsx", "a.docx"])
def test_encrypted_office_files_are_refused(tmp_path, name):
    assert "without a password" in refusal(tmp_path, name, OLE)


@pytest.mark.parametrize("suffix", ["xlsx", "docx", "pdf"])
@pytest.mark.parametrize(
    "data",
    [b"", b"%PDF-1.7\n", b"PK\x03\x04", "本文".encode(), b"\x00" * 50],
    ids=["empty", "PDF", "PK", "text", "zero"],
)
def test_what_is_no_file_of_its_kind_is_refused(tmp_path, suffix, data):
    assert "is damaged or is no" in refusal(tmp_path, f"a.{suffix}", data)


@pytest.mark.parametrize("suffix", ["xlsx", "docx", "pdf"])
def test_half_a_file_is_refused(tmp_path, suffix):
    data = WRITERS[suffix]([table_of(GRID)])
    assert "is damaged or is no" in refusal(tmp_path, f"a.{suffix}", data[: len(data) // 2])


@pytest.mark.parametrize("suffix", ["xlsx", "docx"])
def test_a_package_of_something_else_is_refused(tmp_path, suffix):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("word.txt", "本文")
    assert "is damaged or is no" in refusal(tmp_path, f"a.{suffix}", out.getvalue())


@pytest.mark.parametrize("suffix", ["xlsx", "docx"])
def test_a_part_that_is_no_xml_is_refused(tmp_path, suffix):
    out = io.BytesIO()
    main = {"xlsx": "xl/worksheets/sheet1.xml", "docx": "word/document.xml"}[suffix]
    with zipfile.ZipFile(io.BytesIO(WRITERS[suffix]([table_of(GRID)]))) as sound, zipfile.ZipFile(out, "w") as package:
        for name in sound.namelist():
            package.writestr(name, sound.read(name)[:-40] if name == main else sound.read(name))
    assert "is damaged or is no" in refusal(tmp_path, f"a.{suffix}", out.getvalue())


@pytest.mark.parametrize("suffix", ["xlsx", "docx"])
def test_a_package_that_unpacks_to_too_much_is_refused(tmp_path, suffix):
    out = io.BytesIO(WRITERS[suffix]([table_of(GRID)]))
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as package, package.open("bomb.xml", "w") as part:
        for _ in range(201):
            part.write(bytes(1024 * 1024))
    assert "more than a report can be" in refusal(tmp_path, f"a.{suffix}", out.getvalue())


SMALL = {suffix: write([table_of(GRID)]) for suffix, write in WRITERS.items()}


@pytest.mark.parametrize("suffix", WRITERS)
@settings(max_examples=40)
@given(data=st.data())
def test_damage_is_read_or_refused(tmp_path_factory, suffix, data):
    damaged = bytearray(SMALL[suffix])
    for _ in range(data.draw(st.integers(1, 8))):
        damaged[data.draw(st.integers(0, len(damaged) - 1))] = data.draw(st.integers(0, 255))
    folder = tmp_path_factory.mktemp("damaged")
    try:
        read(folder, f"a.{suffix}", bytes(damaged))
    except ReportError as error:
        assert str(error).endswith(".")


def test_an_encrypted_pdf_is_refused(tmp_path):
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    canvas = Canvas(out, encrypt="secret")
    canvas.drawString(100, 700, "KPI")
    canvas.save()
    assert refusal(tmp_path, "a.pdf", out.getvalue()) == (
        "is encrypted: save it without a password, or remove it from the folder."
    )


def test_a_scanned_pdf_is_refused(tmp_path):
    from PIL import Image
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    canvas = Canvas(out)
    for _ in range(2):
        canvas.drawImage(ImageReader(Image.new("L", (60, 80), 200)), 0, 0, 600, 800)
        canvas.showPage()
    canvas.save()
    message = refusal(tmp_path, "a.pdf", out.getvalue())
    assert message.startswith("holds no text, only pictures of its pages")
    assert "OCR" in message


@pytest.mark.parametrize(
    ("suffix", "said"), [("xlsx", "has no cell"), ("docx", "holds no text"), ("html", "holds no text")]
)
def test_a_file_without_contents_is_refused(tmp_path, suffix, said):
    assert refusal(tmp_path, f"a.{suffix}", WRITERS[suffix]([])).startswith(said)


def test_a_quotation_mark_that_is_never_closed_is_refused(tmp_path):
    message = refusal(tmp_path, "a.csv", 'KPI,値\n移住者数,"10人\n観光客数,20人\n'.encode())
    assert "from line 2 on" in message


# --- folders ---------------------------------------------------------------------------------------------------------


def test_a_folder_of_all_kinds(tmp_path):
    for suffix in SUFFIXES:
        write = WRITERS.get("html" if suffix == ".htm" else suffix[1:])
        content = JAPANESE.encode() if write is None else write([table_of(GRID)])
        (tmp_path / f"of{suffix.replace('.', '-')}{suffix}").write_bytes(content)
    (tmp_path / "~$of-xlsx.xlsx").write_bytes(b"locked")
    (tmp_path / ".hidden.txt").write_text("x")
    (tmp_path / "picture.png").write_bytes(b"\x89PNG")
    assert len(read_reports(tmp_path)) == len(SUFFIXES)


def test_no_library_is_imported_before_a_file_needs_it():
    code = """
import sys
from index.reading import packaged_reports, read_reports
read_reports(packaged_reports())
heavy = {"lxml", "openpyxl", "docx", "pdfplumber", "pdfminer"} & set(sys.modules)
assert not heavy, heavy
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
