"""The store: reports, passages, figures, warnings and findings in SQL. It holds the truth; all else is derived."""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import sqlalchemy as sql
from sqlalchemy.exc import DBAPIError

from index.checks.check import Check, Checked, Place
from index.draft import Warned
from index.errors import IndexUnusable
from index.figure import Figure
from index.indicator import Indicator
from index.passage import Passage
from index.report import Report

Record = dict[str, Any]
Item = TypeVar("Item")

# SQLite takes 32,766 bound values in a statement; reading by ids stays far below.
_BATCH = 500

_tables = sql.MetaData()


def _table(name: str, *columns: "sql.Column[Any]") -> sql.Table:
    """A table whose rows have an id, a hash over all that they say, and their place in the document order."""
    return sql.Table(
        name,
        _tables,
        sql.Column("id", sql.Text, primary_key=True),
        sql.Column("hash", sql.String(64), nullable=False),
        sql.Column("ordinal", sql.Integer, nullable=False, index=True),
        *columns,
    )


def _text(name: str, *, index: bool = False, null: bool = False) -> "sql.Column[Any]":
    return sql.Column(name, sql.Text, nullable=null, index=index)


def _number(name: str, *, null: bool = False) -> "sql.Column[Any]":
    return sql.Column(name, sql.Integer, nullable=null)


_reports = _table(
    "reports",
    *map(_text, ("title", "publisher", "audience", "source", "licence", "file", "sha256", "text")),
    _text("published", null=True),
    _text("as_of", null=True),
    _text("pages"),
)
_passages = _table(
    "passages",
    _text("report", index=True),
    _text("text"),
    _text("path"),
    _number("line_start"),
    _number("line_end"),
    _number("page", null=True),
)
_figures = _table(
    "figures",
    _text("report", index=True),
    _number("line"),
    _number("span_start"),
    _number("span_end"),
    *map(_text, ("kind", "section", "item", "name", "scope", "measure", "text")),
    # As text: a float column would turn 76.20 into 76.2 and 0.1 into something else.
    _text("value", null=True),
    *map(_text, ("unit", "period", "basis", "qualifiers", "repeat_of", "note")),
    *map(_text, ("remark", "direction", "rule", "series", "printed", "correction")),
    _number("year", null=True),
    _number("page", null=True),
    *(_text(name, null=True) for name in ("denominator", "start", "end")),
)
_indicators = _table(
    "indicators",
    _text("report", index=True),
    *map(_text, ("kind", "name", "scope", "item", "section")),
    # Lists of words, as JSON.
    *map(_text, ("figure_ids", "words", "context", "reading", "english", "english_context")),
)
_warnings = _table("warnings", _text("report", index=True), _number("line"), _text("message"))
_findings = _table(
    "findings",
    *map(_text, ("kind", "figure_id", "printed", "recomputed", "formula", "severity", "message", "message_en")),
    sql.Column("ok", sql.Boolean, nullable=False),
    _text("places"),  # as JSON
)
_checked = _table("checked", _number("count"))


class Change(NamedTuple):
    """What one table needs to become what was given: keys to write (added or replaced) and ids to take out."""

    write: frozenset[str]
    remove: frozenset[str]


class Changes(NamedTuple):
    """The change of each table."""

    reports: Change
    passages: Change
    figures: Change
    warnings: Change
    findings: Change
    checked: Change


def difference(stored: Mapping[str, str], given: Mapping[str, str]) -> Change:
    """Compare (id, hash) pairs.

    Comparing hashes alone would miss a text that moved to another id, ids alone one that changed in place.
    """
    return Change(
        frozenset(key for key, digest in given.items() if stored.get(key) != digest),
        frozenset(stored.keys() - given.keys()),
    )


class Store:
    """Reports, passages, figures and warnings, in document order."""

    def __init__(self, engine: sql.Engine) -> None:
        """Use `create` or `open`."""
        self._engine = engine

    @classmethod
    def create(cls, url: str) -> "Store":
        """A store at `url` with its tables made where they are missing."""
        engine = sql.create_engine(url)
        _tables.create_all(engine)
        return cls(engine)

    @classmethod
    def open(cls, url: str) -> "Store":
        """The store at `url`; `IndexUnusable` where it has not our tables."""
        engine = sql.create_engine(url)
        try:
            missing = set(_tables.tables) - set(sql.inspect(engine).get_table_names())
        except DBAPIError as error:
            engine.dispose()
            raise IndexUnusable(_unreadable(str(error.orig))) from error
        if missing:
            engine.dispose()
            raise IndexUnusable(_unreadable(f"no table {', '.join(sorted(missing))}"))
        return cls(engine)

    def write(
        self,
        reports: Sequence[Report],
        passages: Sequence[Passage],
        figures: Sequence[Figure],
        warnings: Sequence[Warned],
        findings: Sequence[Check] = (),
        checked: Sequence[Checked] = (),
    ) -> Changes:
        """Make the store hold exactly these, touching only rows whose (id, hash) pair changed; all or nothing."""
        with self._engine.begin() as connection:
            return Changes(
                _write(connection, _reports, _numbered(reports, report_record)),
                _write(connection, _passages, _numbered(passages, passage_record)),
                _write(connection, _figures, _numbered(figures, figure_record)),
                _write(connection, _warnings, _numbered(warnings, warning_record)),
                _write(connection, _findings, _numbered(findings, finding_record)),
                _write(connection, _checked, _numbered(checked, checked_record)),
            )

    def write_indicators(self, indicators: Sequence[Indicator]) -> Change:
        """Make the store hold exactly these indicators: they follow from the figures, and change only with them."""
        with self._engine.begin() as connection:
            return _write(connection, _indicators, _numbered(indicators, indicator_record))

    def indicators(self) -> list[Indicator]:
        """All indicators, in document order."""
        return [_indicator(row) for row in self._rows(_ordered(_indicators))]

    def reports(self) -> list[Report]:
        """All reports, in document order."""
        return [_report(row) for row in self._rows(_ordered(_reports))]

    def passages(self) -> list[Passage]:
        """All passages, in document order."""
        return [_passage(row) for row in self._rows(_ordered(_passages))]

    def passages_by_id(self, ids: Sequence[str]) -> dict[str, Passage]:
        """Those of the ids that exist."""
        found: dict[str, Passage] = {}
        for start in range(0, len(ids), _BATCH):
            query = sql.select(_passages).where(_passages.c.id.in_(ids[start : start + _BATCH]))
            found.update((row["id"], _passage(row)) for row in self._rows(query))
        return found

    def figures(self, report: str | None = None) -> list[Figure]:
        """All figures, or one report's, in document order."""
        query = _ordered(_figures)
        if report is not None:
            query = query.where(_figures.c.report == report)
        return [_figure(row) for row in self._rows(query)]

    def warnings(self) -> list[Warned]:
        """What could not be read with certainty, in document order."""
        return [Warned(row["report"], row["line"], row["message"]) for row in self._rows(_ordered(_warnings))]

    def findings(self) -> list[Check]:
        """The checks that failed, errors first."""
        return [_finding(row) for row in self._rows(_ordered(_findings))]

    def checked(self) -> list[Checked]:
        """How many checks of each kind were made."""
        return [Checked(row["id"], row["count"]) for row in self._rows(_ordered(_checked))]

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    def _rows(self, query: "sql.Select[Any]") -> list[sql.RowMapping]:
        try:
            with self._engine.connect() as connection:
                return list(connection.execute(query).mappings())
        except DBAPIError as error:
            raise IndexUnusable(_unreadable(str(error.orig))) from error


def sqlite_url(path: Path) -> str:
    """The URL of a SQLite file."""
    return sql.URL.create("sqlite", database=str(path)).render_as_string(hide_password=False)


def _unreadable(why: str) -> str:
    return f"The index cannot be read ({why}); run `shinchoku index --rebuild`."


def _ordered(table: sql.Table) -> "sql.Select[Any]":
    return sql.select(table).order_by(table.c.ordinal)


def _numbered(items: Sequence[Item], record: Callable[[Item], Record]) -> Iterator[Record]:
    """Records with their place in the document order and a hash over everything but that place."""
    for ordinal, item in enumerate(items):
        content = record(item)
        yield {**content, "hash": content.get("hash") or record_digest(content), "ordinal": ordinal}


def record_digest(record: Record) -> str:
    """Hex digest over a record's values, whatever order they were written in."""
    return hashlib.sha256(json.dumps(record, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _write(connection: sql.Connection, table: sql.Table, records: Iterable[Record]) -> Change:
    given = _by_id(table.name, records)
    rows = connection.execute(sql.select(table.c.id, table.c.hash, table.c.ordinal)).all()
    change = difference({row.id: row.hash for row in rows}, {key: record["hash"] for key, record in given.items()})
    gone = [{"key": key} for key in sorted(change.remove | (change.write & {row.id for row in rows}))]
    if gone:
        connection.execute(sql.delete(table).where(table.c.id == sql.bindparam("key")), gone)
    if change.write:
        connection.execute(sql.insert(table), [record for key, record in given.items() if key in change.write])
    _renumber(connection, table, {row.id: row.ordinal for row in rows if row.id not in change.write}, given)
    return change


def _by_id(table: str, records: Iterable[Record]) -> dict[str, Record]:
    given: dict[str, Record] = {}
    for record in records:
        # Two rows under one id would leave one of them out without a word.
        if given.setdefault(record["id"], record)["hash"] != record["hash"]:
            raise ValueError(f"two different {table} have the id {record['id']}")
    return given


def _renumber(
    connection: sql.Connection, table: sql.Table, stored: Mapping[str, int], given: Mapping[str, Record]
) -> None:
    """Rows that stayed may stand elsewhere in the order now."""
    moved = [
        {"key": key, "place": given[key]["ordinal"]}
        for key, ordinal in stored.items()
        if key in given and given[key]["ordinal"] != ordinal
    ]
    if moved:
        update = sql.update(table).where(table.c.id == sql.bindparam("key"))
        connection.execute(update.values(ordinal=sql.bindparam("place")), moved)


def report_record(report: Report) -> Record:
    """A report as plain values; what its hash is taken over."""
    record = asdict(report)
    del record["left_out"]  # warnings are stored as such
    return {
        **record,
        "published": report.published.isoformat() if report.published else None,
        "as_of": report.as_of.isoformat() if report.as_of else None,
        "pages": json.dumps(report.pages),
    }


def passage_record(passage: Passage) -> Record:
    """A passage as plain values, with the hash it carries itself."""
    path = json.dumps(passage.path, ensure_ascii=False)
    return {
        "id": passage.id,
        "hash": passage.hash,
        "report": passage.report,
        "text": passage.text,
        "path": path,
        "line_start": passage.line_start,
        "line_end": passage.line_end,
        "page": passage.page,
    }


def figure_record(figure: Figure) -> Record:
    """A figure as plain values; what its hash is taken over."""
    record = asdict(figure)
    record["id"] = record.pop("figure_id")
    record["span_start"], record["span_end"] = record.pop("span")
    for name in ("value", "denominator"):
        record[name] = None if record[name] is None else str(record[name])
    for name in ("start", "end"):
        record[name] = record[name].isoformat() if record[name] else None
    record["qualifiers"] = ";".join(figure.qualifiers)
    return record


_LISTS = ("figure_ids", "words", "context")
_SETS = ("english", "english_context")


def indicator_record(indicator: Indicator) -> Record:
    """An indicator as plain values; what its hash is taken over."""
    record = asdict(indicator)
    for name in (*_LISTS, *_SETS):
        values = record[name] if name in _LISTS else sorted(record[name])
        record[name] = json.dumps(values, ensure_ascii=False)
    return record


def warning_record(warning: Warned) -> Record:
    """A warning as plain values; its id is its own digest."""
    content = asdict(warning)
    return {**content, "id": record_digest(content)}


def finding_record(finding: Check) -> Record:
    """A finding as plain values; its id is its own digest."""
    content = finding.row()
    content["places"] = json.dumps(content["places"], ensure_ascii=False)
    return {**content, "id": record_digest(content)}


def checked_record(checked: Checked) -> Record:
    """A count of checks as plain values; its id is their kind."""
    return {"id": checked.kind, "count": checked.count}


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _values(row: sql.RowMapping) -> Record:
    return {name: value for name, value in row.items() if name not in ("hash", "ordinal")}


def _report(row: sql.RowMapping) -> Report:
    values = _values(row)
    days = {name: _date(values[name]) for name in ("published", "as_of")}
    return Report(**{**values, **days, "pages": tuple(json.loads(values["pages"]))})


def _passage(row: sql.RowMapping) -> Passage:
    values = _values(row)
    return replace(Passage(**values), path=tuple(json.loads(values["path"])))


def _indicator(row: sql.RowMapping) -> Indicator:
    values = _values(row)
    values.update({name: tuple(json.loads(values[name])) for name in _LISTS})
    values.update({name: frozenset(json.loads(values[name])) for name in _SETS})
    return Indicator(**values)


def _figure(row: sql.RowMapping) -> Figure:
    values = _values(row)
    values["figure_id"] = values.pop("id")
    values["span"] = (values.pop("span_start"), values.pop("span_end"))
    for name in ("value", "denominator"):
        values[name] = None if values[name] is None else Decimal(values[name])
    for name in ("start", "end"):
        values[name] = _date(values[name])
    values["qualifiers"] = tuple(filter(None, values["qualifiers"].split(";")))
    return Figure(**values)


def _finding(row: sql.RowMapping) -> Check:
    values = _values(row)
    del values["id"]
    return Check(**{**values, "places": tuple(Place(**place) for place in json.loads(values["places"]))})
