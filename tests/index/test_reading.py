"""Report folders: manifests, what is inferred without one, encodings, and errors that say what to do."""

import hashlib
import re
from datetime import date

import openpyxl
import pytest

from index.errors import ReportError
from index.reading import infer_date, infer_title, packaged_reports, read_reports

TEXT = "北海道創生総合戦略推進状況\n\n(2018年11月)\n\n重点戦略プロジェクトを推進した。\n"


def write(folder, **files):
    for name, content in files.items():
        data = content if isinstance(content, bytes) else content.encode()
        (folder / name.replace("__", ".")).write_bytes(data)
    return folder


def message(folder):
    with pytest.raises(ReportError) as caught:
        read_reports(folder)
    said = str(caught.value)
    assert "\n" not in said
    assert said.endswith(".")
    assert caught.value.exit_code == 2
    return said


# --- with a manifest -------------------------------------------------------------------------------------------------

MANIFEST = """
[[report]]
id = "b-2018"
file = "b.txt"
title = "題"
publisher = "北海道"
published = 2018-11-30
as_of = 2018-10-01
audience = "道民"
source = "北海道庁"
licence = "CC BY 4.0"

[[report]]
file = "a.txt"
"""


def test_a_manifest_says_what_is_known(tmp_path):
    first, second = read_reports(write(tmp_path, manifest__toml=MANIFEST, a__txt=TEXT, b__txt="本文\n"))
    assert (first.id, first.file, first.title, first.publisher) == ("b-2018", "b.txt", "題", "北海道")
    assert (first.published, first.as_of, first.audience) == (date(2018, 11, 30), date(2018, 10, 1), "道民")
    assert (first.source, first.licence, first.text) == ("北海道庁", "CC BY 4.0", "本文\n")
    assert first.sha256 == hashlib.sha256("本文\n".encode()).hexdigest()
    assert (second.id, second.title, second.source) == ("a", "北海道創生総合戦略推進状況", "a.txt")
    assert second.published == second.as_of == date(2018, 11, 30)
    assert (second.publisher, second.audience, second.licence) == ("北海道", "", "")


def test_files_that_the_manifest_does_not_name_are_not_read(tmp_path):
    folder = write(tmp_path, manifest__toml='[[report]]\nfile = "a.txt"\n', a__txt=TEXT, b__txt=TEXT)
    assert [report.file for report in read_reports(folder)] == ["a.txt"]


def test_a_report_holds_up_to_its_publication_where_nothing_else_is_said(tmp_path):
    manifest = '[[report]]\nfile = "a.txt"\npublished = 2020-01-02\n'
    (report,) = read_reports(write(tmp_path, manifest__toml=manifest, a__txt=TEXT))
    assert report.as_of == date(2020, 1, 2)


def test_a_time_of_day_is_no_part_of_a_date(tmp_path):
    manifest = '[[report]]\nfile = "a.txt"\npublished = 2020-01-02T09:00:00\n'
    (report,) = read_reports(write(tmp_path, manifest__toml=manifest, a__txt=TEXT))
    assert type(report.published) is date


def test_a_manifest_with_a_byte_order_mark(tmp_path):
    folder = write(tmp_path, manifest__toml="\ufeff" + '[[report]]\nfile = "a.txt"\n', a__txt=TEXT)
    assert len(read_reports(folder)) == 1


@pytest.mark.parametrize(
    ("manifest", "said"),
    [
        ('[[report]]\nfile = "a.txt"\nauthor = "道"\n', "has the unknown field 'author': known are"),
        ('[[report]]\ntitle = "題"\n', "has a report without `file`: name the report's file in it."),
        ("[[report]\n", r"manifest.toml cannot be read \(.*\): mend it, or remove it"),
        ("題 = ".encode("cp932"), r"manifest.toml cannot be read \(.*\): mend it, or remove it"),
        ("", "lists no report: begin each with"),
        ('[[reports]]\nfile = "a.txt"\n', "lists no report: begin each with"),
        ('[report]\nfile = "a.txt"\n', "lists no report: begin each with"),
        ('report = ["a.txt"]\n', "lists no report: begin each with"),
        ('[[report]]\nfile = "a.txt"\npublished = "2018年"\n', "has published = '2018年': write a date without quotes"),
        ('[[report]]\nfile = "a.txt"\nas_of = 2018\n', "has as_of = 2018: write a date without quotes"),
        ('[[report]]\nfile = "a.txt"\nid = "北海道"\n', "'北海道' has characters other than letters"),
        ('[[report]]\nfile = "a.txt"\nid = "a b"\n', "'a b' has characters other than letters"),
        ('[[report]]\nfile = "a.txt"\nid = ""\n', "'' has characters other than letters"),
        ('[[report]]\nfile = "none.txt"\n', r"none.txt cannot be read \(.*\): check that it exists and may be read."),
        (
            '[[report]]\nfile = "a.txt"\nid = "x"\n[[report]]\nfile = "a.txt"\nid = "x"\n',
            "Two reports have the id 'x': give each its own `id` in manifest.toml.",
        ),
    ],
)
def test_a_bad_manifest_is_told_in_one_sentence(tmp_path, manifest, said):
    assert re.search(said, message(write(tmp_path, manifest__toml=manifest, a__txt=TEXT)))


# --- without one -----------------------------------------------------------------------------------------------------


def test_without_a_manifest_title_and_dates_are_inferred(tmp_path):
    folder = write(
        tmp_path, b__md="# 評価調書（令和2年度）\n\n述べる。\n", a__txt=TEXT, notes__png=b"PNG", c__TXT="本文\n"
    )
    first, second, third = read_reports(folder)
    assert [report.file for report in (first, second, third)] == ["a.txt", "b.md", "c.TXT"]
    assert (first.id, first.title, first.as_of) == ("a", "北海道創生総合戦略推進状況", date(2018, 11, 30))
    assert (second.id, second.title, second.as_of) == ("b", "評価調書(令和2年度)", date(2021, 3, 31))
    assert (third.title, third.published, third.as_of) == ("本文", None, None)
    assert first.source == "a.txt"


def test_an_empty_report_is_called_by_its_file(tmp_path):
    (report,) = read_reports(write(tmp_path, empty__txt=""))
    assert (report.title, report.lines, report.as_of) == ("empty", [""], None)


def test_japanese_file_names_make_ids_that_differ_and_stay(tmp_path):
    names = ["令和5年度 基本評価.txt", "令和5年度 予算.txt", "my report.txt", "概要.md", "R5.txt"]
    for name in names:
        (tmp_path / name).write_text(TEXT)
    ids = {report.file: report.id for report in read_reports(tmp_path)}
    assert len(set(ids.values())) == len(names)
    assert (ids["my report.txt"], ids["R5.txt"]) == ("my-report", "R5")
    assert all(re.fullmatch(r"[\w.-]+", name, re.ASCII) for name in ids.values())
    assert ids == {report.file: report.id for report in read_reports(tmp_path)}


def test_two_files_of_one_name_need_ids(tmp_path):
    assert "Two reports have the id 'a'" in message(write(tmp_path, a__txt=TEXT, a__md=TEXT))


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("\n \n　\n題\n本文", "題"),
        ("## さっぽろ連携　一覧【暫定版】\n", "さっぽろ連携 一覧【暫定版】"),
        ("#\n題", "題"),
        ("", ""),
        ("\n\n", ""),
        ("### 青葉町教育委員会\n\n# 図書館の年報\n", "図書館の年報"),
        ("## はじめに\n\n本文。\n\n## 次に\n", "はじめに"),
    ],
)
def test_titles(text, title):
    assert infer_title(text) == title


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("推進状況\n(2018年11月)", date(2018, 11, 30)),
        ("令和2年度 評価調書\n令和3年3月15日", date(2021, 3, 31)),
        ("2021年度 一覧\n令和3年12月31日時点", date(2022, 3, 31)),
        ("H29とR1を比べる", None),
        ("題\n本文", None),
        ("", None),
        ("題\n" + "本文\n" * 11 + "2018年11月", None),
        ("題\n" + "\n" * 40 + "2018年11月", date(2018, 11, 30)),
    ],
)
def test_dates(text, day):
    assert infer_date(text) == day


# --- files -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        TEXT.encode("utf-8-sig"),
        TEXT.encode("cp932"),
        TEXT.replace("\n", "\r\n").encode(),
        TEXT.replace("\n", "\r").encode(),
        TEXT.replace("\n", "\r\n").encode("cp932"),
    ],
    ids=["UTF-8", "byte order mark", "CP932", "CRLF", "CR", "CP932 with CRLF"],
)
def test_encodings_and_line_ends(tmp_path, data):
    (report,) = read_reports(write(tmp_path, a__txt=data))
    assert report.text == TEXT
    assert report.lines[2] == "(2018年11月)"
    assert report.sha256 == hashlib.sha256(data).hexdigest()


def test_other_line_separators_part_no_lines(tmp_path):
    (report,) = read_reports(write(tmp_path, a__txt="一\u2028二\x0c三\x85四\n五"))
    assert len(report.lines) == 2


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
        b"%PDF-1.7\n\x00\x01\x02",
        TEXT.encode("utf-16"),
        b"a\x81",
        b"a\x00b",
    ],
    ids=["PNG", "PDF", "UTF-16", "no text", "zero byte"],
)
def test_what_is_no_text_is_refused(tmp_path, data):
    said = message(write(tmp_path, a__txt=data))
    assert "a.txt is no text in UTF-8 or Shift_JIS: save it as UTF-8 text, or remove it" in said


def test_a_missing_folder(tmp_path):
    said = message(tmp_path / "none")
    assert said.startswith(f"There is no report folder at {tmp_path / 'none'}")
    assert "--reports" in said


def test_a_file_in_place_of_a_folder(tmp_path):
    assert message(write(tmp_path, a__txt=TEXT) / "a.txt").startswith("There is no report folder at")


def test_an_empty_folder(tmp_path):
    assert message(write(tmp_path, notes__png=b"PNG")) == (
        f"{tmp_path} holds no report: put .txt, .md, .html, .htm, .csv, .tsv, .xlsx, .docx or .pdf files into it."
    )


def test_a_file_that_cannot_be_read(tmp_path):
    """A folder of that name: it cannot be read by anybody, root included."""
    (tmp_path / "a.txt").mkdir()
    assert re.search(r"a.txt cannot be read \(.+\): check that it exists and may be read.", message(tmp_path))


def test_a_file_without_permission(tmp_path):
    path = write(tmp_path, a__txt=TEXT) / "a.txt"
    path.chmod(0)
    try:
        path.read_bytes()
    except PermissionError:
        assert re.search(r"a.txt cannot be read \(Permission denied\)", message(tmp_path))
    else:
        pytest.skip("root may read every file")


def test_the_packaged_reports():
    reports = read_reports(packaged_reports())
    assert [report.id for report in reports] == [
        "hokkaido-sosei-2018",
        "hokkaido-shichoson-r7",
        "chiikizukuri-kofukin-kpi",
        "kihon-hyoka-0510-r2",
        "sapporo-renkei-2021",
    ]
    assert all(report.file == f"{report.id}.txt" for report in reports)
    assert all(report.title and report.publisher and report.as_of and report.licence for report in reports)


@pytest.mark.parametrize(
    ("below", "title"),
    [
        ("砂丘市 令和5年度当初予算の概要", "砂丘市 令和5年度当初予算の概要"),
        ("第1表 歳入の内訳", "歳入"),
        ("（単位：千円）", "歳入"),
        (None, "歳入"),
    ],
)
def test_a_workbooks_title_is_what_its_first_sheet_prints_above_its_table(tmp_path, below, title):
    book = openpyxl.Workbook()
    book.active.title = "歳入"
    for row in ([below], [None], ["科目", "R4", "R5"], ["市税", 1, 2]):
        book.active.append(row)
    book.save(tmp_path / "a.xlsx")
    (report,) = read_reports(tmp_path)
    assert report.title == title
