"""Report files to reports: decoding, the manifest, and what is inferred where there is none."""

import hashlib
import re
import tomllib
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from index.errors import ReportError
from index.period import find_periods
from index.report import Report
from index.text import clean

MANIFEST = "manifest.toml"
SUFFIXES = (".txt", ".md")
# UTF-8 first: it refuses what is not UTF-8, while CP932 accepts almost anything.
_ENCODINGS = ("utf-8-sig", "cp932")
_FIELDS = {"id", "file", "title", "publisher", "published", "as_of", "audience", "source", "licence"}
_ID = re.compile(r"[\w.-]+", re.ASCII)
_HEAD_LINES = 12
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


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
        raise ReportError(f"{folder} holds no report: put {' or '.join(SUFFIXES)} files into it.")
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
    return [{"file": path.name} for path in sorted(folder.iterdir()) if path.suffix.lower() in SUFFIXES]


def _read_report(folder: Path, entry: dict[str, Any]) -> Report:
    path = folder / str(entry["file"])
    data = _bytes(path)
    text = _decode(path, data)
    report_id = str(entry.get("id", _safe_id(path.stem)))
    if not _ID.fullmatch(report_id):
        raise ReportError(
            f"The report id {report_id!r} has characters other than letters, digits, '.', '_', '-': mend it."
        )
    published = _day(entry.get("published")) or infer_date(text)
    return Report(
        id=report_id,
        title=str(entry.get("title", infer_title(text) or path.stem)),
        publisher=str(entry.get("publisher", "")),
        published=published,
        as_of=_day(entry.get("as_of")) or published,
        audience=str(entry.get("audience", "")),
        source=str(entry.get("source", path.name)),
        licence=str(entry.get("licence", "")),
        file=path.name,
        sha256=hashlib.sha256(data).hexdigest(),
        text=text,
    )


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise ReportError(f"{path} cannot be read ({error.strerror}): check that it exists and may be read.") from error


def _decode(path: Path, data: bytes) -> str:
    for encoding in _ENCODINGS:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not _CONTROL.search(text):
            return text.replace("\r\n", "\n").replace("\r", "\n")
    raise ReportError(f"{path} is no text in UTF-8 or Shift_JIS: save it as UTF-8 text, or remove it from the folder.")


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
            return title
    return ""


def infer_date(text: str) -> date | None:
    """The day up to which a report without a manifest holds: the latest dated period in its first lines, else None."""
    head = [line for line in text.split("\n") if line.strip()][:_HEAD_LINES]
    ends = [period.end for line in head for _, _, period in find_periods(line) if period.end and period.basis]
    return max(ends, default=None)
