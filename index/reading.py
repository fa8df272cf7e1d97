"""Report files to reports: the text form of each kind of file, the manifest, and what is inferred without one."""

import hashlib
import re
import tomllib
from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from index.checks.publisher import infer_publisher
from index.errors import ReportError
from index.formats.charset import decode
from index.formats.textform import DAMAGE, Refused, TextForm
from index.period import find_periods
from index.report import Report
from index.text import clean

MANIFEST = "manifest.toml"
_TITLE_LINES = 5
_FIELDS = {"id", "file", "title", "publisher", "published", "as_of", "audience", "source", "licence"}
_ID = re.compile(r"[\w.-]+", re.ASCII)
_HEAD_LINES = 12


def _plain(path: Path, data: bytes) -> TextForm:
    return TextForm(_decode(path, data))


def _webpage(path: Path, data: bytes) -> TextForm:
    from index.formats.webpage import read_webpage

    return read_webpage(_decode(path, data, declared=True))


def _delimited(path: Path, data: bytes) -> TextForm:
    from index.formats.delimited import read_delimited

    return read_delimited(_decode(path, data), "\t" if path.suffix.lower() == ".tsv" else ",")


def _workbook(path: Path, data: bytes) -> TextForm:
    from index.formats.workbook import read_workbook

    return read_workbook(data)


def _word(path: Path, data: bytes) -> TextForm:
    from index.formats.word import read_word

    return read_word(data)


def _pdf(path: Path, data: bytes) -> TextForm:
    from index.formats.pdf import read_pdf

    return read_pdf(data)


# The libraries of a kind of file are imported when the first file of that kind is read.
_FORMS: dict[str, Callable[[Path, bytes], TextForm]] = {
    ".txt": _plain,
    ".md": _plain,
    ".html": _webpage,
    ".htm": _webpage,
    ".csv": _delimited,
    ".tsv": _delimited,
    ".xlsx": _workbook,
    ".docx": _word,
    ".pdf": _pdf,
}
_NO_TITLE = re.compile(r"(?:第\s*[0-9]+\s*)?[表図]\s*[0-9]*|[(（\[［※*]|注|単位|[0-9]+[.．]?\s|[○◯・]")
_OLD = {".xls": ("Excel", ".xlsx"), ".doc": ("Word", ".docx")}
SUFFIXES = tuple(_FORMS)


def packaged_reports() -> Path:
    """The folder of the reports that ship with the product."""
    import seeds

    return Path(seeds.__path__[0])


def read_reports(folder: Path) -> list[Report]:
    """Every report of a folder, in the manifest's order, or by file name where there is no manifest.

    Raises ReportError when the folder or a file cannot be read.
    """
    if not folder.is_dir():
        raise ReportError(f"There is no report folder at {folder}: give --reports a folder that holds report files.")
    entries = _manifest(folder) if (folder / MANIFEST).is_file() else _inferred_entries(folder)
    if not entries:
        raise ReportError(f"{folder} holds no report: put {', '.join(SUFFIXES[:-1])} or {SUFFIXES[-1]} files into it.")
    reports = [_read_report(folder, entry) for entry in entries]
    _refuse_duplicates([report.id for report in reports])
    return reports


def _manifest(folder: Path) -> list[dict[str, Any]]:
    path = folder / MANIFEST
    try:
        entries = tomllib.loads(path.read_text(encoding="utf-8-sig")).get("report")
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ReportError(f"{path} cannot be read ({error}): mend it, or remove it to have titles inferred.") from error
    if not isinstance(entries, list) or not entries or not all(isinstance(entry, dict) for entry in entries):
        raise ReportError(f"{path} lists no report: begin each with [[report]], or remove the file.")
    for entry in entries:
        unknown = set(entry) - _FIELDS
        if unknown:
            raise ReportError(f"{path} has the unknown field {sorted(unknown)[0]!r}: known are {sorted(_FIELDS)}.")
        if "file" not in entry:
            raise ReportError(f"{path} has a report without `file`: name the report's file in it.")
        for name in ("published", "as_of"):
            if not isinstance(entry.get(name, date.min), date):
                raise ReportError(
                    f"{path} has {name} = {entry[name]!r}: write a date without quotes, as in 2018-11-30."
                )
    return entries


def _inferred_entries(folder: Path) -> list[dict[str, Any]]:
    return [
        {"file": path.name}
        for path in sorted(folder.iterdir())
        # An office program's lock file has the name of the file that is open, behind a mark.
        if path.suffix.lower() in (*SUFFIXES, *_OLD) and not path.name.startswith((".", "~$"))
    ]


def _read_report(folder: Path, entry: dict[str, Any]) -> Report:
    path = folder / str(entry["file"])
    data = _bytes(path)
    form = _text_form(path, data)
    text = form.text
    report_id = str(entry.get("id", _safe_id(path.stem)))
    if not _ID.fullmatch(report_id):
        raise ReportError(
            f"The report id {report_id!r} has characters other than letters, digits, '.', '_', '-': mend it."
        )
    published = _day(entry.get("published")) or infer_date(text)
    return Report(
        id=report_id,
        title=str(entry.get("title", _title(path, text) or path.stem)),
        publisher=str(entry.get("publisher", infer_publisher(text))),
        published=published,
        as_of=_day(entry.get("as_of")) or published,
        audience=str(entry.get("audience", "")),
        source=str(entry.get("source", path.name)),
        licence=str(entry.get("licence", "")),
        file=path.name,
        sha256=hashlib.sha256(data).hexdigest(),
        text=text,
        pages=form.pages,
        left_out=form.left_out,
    )


def _text_form(path: Path, data: bytes) -> TextForm:
    """The text of a file of any kind that is read; ReportError where it cannot be read."""
    suffix = path.suffix.lower()
    if suffix in _OLD:
        program, new = _OLD[suffix]
        raise ReportError(
            f"{path} is in the old format of {program}: save it as {new} there, or remove it from the folder."
        )
    # A manifest may name a text file of any suffix.
    read = _FORMS.get(suffix, _plain)
    try:
        return read(path, data)
    except Refused as error:
        raise ReportError(f"{path} {error}") from error
    except DAMAGE as error:
        raise ReportError(
            f"{path} is damaged or is no {suffix} file: "
            "open it in the program that made it and save it again, or remove it from the folder."
        ) from error


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise ReportError(f"{path} cannot be read ({error.strerror}): check that it exists and may be read.") from error


def _decode(path: Path, data: bytes, *, declared: bool = False) -> str:
    text = decode(data, declared=declared)
    if text is None:
        raise ReportError(
            f"{path} is no text in UTF-8 or Shift_JIS: save it as UTF-8 text, or remove it from the folder."
        )
    return text


def _day(value: object) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else None


def _safe_id(stem: str) -> str:
    ascii_part = re.sub(r"[^\w.-]+", "-", stem, flags=re.ASCII).strip("-_.")
    if ascii_part and stem.isascii():
        return ascii_part
    # Two Japanese names may share all that is left of them; a digest tells them apart, and is the same over rebuilds.
    return f"{ascii_part or 'report'}-{hashlib.sha256(stem.encode()).hexdigest()[:8]}"


def _refuse_duplicates(ids: Sequence[str]) -> None:
    for report_id in ids:
        if ids.count(report_id) > 1:
            raise ReportError(f"Two reports have the id {report_id!r}: give each its own `id` in {MANIFEST}.")


def infer_title(text: str) -> str:
    """The first line that says something, without markdown marks; empty for an empty text."""
    for line in text.split("\n"):
        title = clean(line).lstrip("# ").strip()
        if title:
            return _top_heading(text) or title if line.startswith("##") else title
    return ""


def _top_heading(text: str) -> str:
    """The heading of the first depth among the first lines: what stands above it in smaller letters is no title."""
    words = [line for line in text.split("\n") if line.strip()][:_TITLE_LINES]
    return next((clean(line).lstrip("# ").strip() for line in words if line.startswith("# ")), "")


def _title(path: Path, text: str) -> str:
    """What is inferred from the text; a sheet's name is the title of no workbook that says more below it."""
    title = infer_title(text)
    if path.suffix.lower() != ".xlsx":
        return title
    words = (clean(line) for line in text.split("\n") if line.strip() and "\t" not in line)
    below = next((line for line in words if line.lstrip("# ").strip() != title), "")
    return title if below.startswith("#") or _NO_TITLE.match(below) else below or title


def infer_date(text: str) -> date | None:
    """The day up to which a report without a manifest holds: the latest dated period in its first lines, else None."""
    head = [line for line in text.split("\n") if line.strip()][:_HEAD_LINES]
    ends = [period.end for line in head for _, _, period in find_periods(line) if period.end and period.basis]
    return max(ends, default=None)
