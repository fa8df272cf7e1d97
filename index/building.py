"""Filling a new generation's folder: what is unchanged is copied, the rest is written and embedded."""

import contextlib
import os
import shutil
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from hashlib import sha256
from itertools import chain
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from index.alias import Aliases, aliases_text, keep_aliases
from index.checks.check import Check, Checked
from index.draft import Warned
from index.embedding import Embedder, Vectors
from index.figure import Figure
from index.indicator import make_indicators
from index.keyword import KeywordIndex
from index.manifest import FILE, Maker, Manifest, describe_files
from index.passage import Passage
from index.progress import Progress
from index.report import Report
from index.store import (
    Change,
    Store,
    checked_record,
    figure_record,
    finding_record,
    record_digest,
    report_record,
    sqlite_url,
    warning_record,
)
from index.vectors import Entry, VectorIndex
from index.vocabulary import FILE as VOCABULARY
from index.vocabulary import vocabulary_of

if TYPE_CHECKING:
    from index.generation import Generation, Server


class Contents(NamedTuple):
    """All that an index is made of, in document order."""

    reports: Sequence[Report]
    passages: Sequence[Passage]
    figures: Sequence[Figure]
    warnings: Sequence[Warned]
    findings: Sequence[Check] = ()
    checked: Sequence[Checked] = ()
    aliases: Aliases = MappingProxyType({})


def content_digest(contents: Contents) -> str:
    """Digest over everything, order included."""
    digest = sha256()
    records = chain(
        (record_digest(report_record(report)) for report in contents.reports),
        (passage.hash for passage in contents.passages),
        (record_digest(figure_record(figure)) for figure in contents.figures),
        (record_digest(warning_record(warning)) for warning in contents.warnings),
        (record_digest(finding_record(finding)) for finding in contents.findings),
        (record_digest(checked_record(checked)) for checked in contents.checked),
    )
    for record in records:
        digest.update(record.encode())
    if contents.aliases:
        digest.update(aliases_text(contents.aliases).encode())
    return digest.hexdigest()


def fill(
    folder: Path,
    base: "Generation | None",
    contents: Contents,
    maker: Maker,
    *,
    embedder: Embedder,
    progress: Progress,
    collection: str,
    server: "Server | None",
) -> int:
    """Write a whole generation into `folder`, starting from `base`; how many passages were embedded."""
    known = _KnownVectors(base)
    if base is not None:
        copy_generation(base.path, folder, vectors=not collection)
    change = _write_store(folder, contents)
    _write_keyword(folder, contents.passages, change)
    vocabulary_of(line for report in contents.reports for line in report.lines).write(folder / VOCABULARY)
    embedded = _write_vectors(folder, contents.passages, change, known, embedder, progress, collection, server)
    keep_aliases(folder, contents.aliases)
    _write_manifest(folder, contents, maker, collection)
    return embedded


class _KnownVectors:
    """The vectors of the index in use, by text: a passage that only moved is not embedded again."""

    def __init__(self, base: "Generation | None") -> None:
        self._base = base
        self._ids = {_text_digest(passage): passage.id for passage in base.store.passages()} if base else {}

    def vectors(self, passages: Sequence[Passage]) -> dict[str, Vectors]:
        """Vectors by text digest, of those passages whose text is known."""
        wanted = {key: self._ids[key] for key in map(_text_digest, passages) if key in self._ids}
        if self._base is None or not wanted:
            return {}
        stored = self._base.vectors.get(sorted(set(wanted.values())))
        return {key: stored[name] for key, name in wanted.items() if name in stored}


def _text_digest(passage: Passage) -> str:
    return sha256(passage.content.encode()).hexdigest()


def copy_generation(source: Path, folder: Path, *, vectors: bool) -> None:
    """Copy a generation's files but for its manifest, and its vectors only where they are wanted."""
    left_out = {FILE} if vectors else {FILE, "chroma"}
    for path in source.iterdir():
        if path.name in left_out:
            continue
        if path.is_dir():
            shutil.copytree(path, folder / path.name, copy_function=_copy)
        else:
            _copy(str(path), str(folder / path.name))


def _copy(source: str, target: str) -> str:
    # A reader may have the database open: SQLite's own copy is consistent then, a copy of the file may not be.
    if source.endswith((".sqlite", ".sqlite3")):
        with (
            contextlib.closing(sqlite3.connect(source)) as read,
            contextlib.closing(sqlite3.connect(target)) as write,
        ):
            read.backup(write)
        return target
    if source.endswith(("-wal", "-shm", "-journal")):
        return target
    return str(shutil.copy2(source, target))


def _write_store(folder: Path, contents: Contents) -> Change:
    store = Store.create(sqlite_url(folder / "index.sqlite"))
    try:
        changes = store.write(*contents[:-1])
        if changes.figures.write or changes.figures.remove:
            store.write_indicators(make_indicators(contents.figures))
        return changes.passages
    finally:
        store.close()


def _write_keyword(folder: Path, passages: Sequence[Passage], change: Change) -> None:
    path = folder / "tantivy"
    index = KeywordIndex.open(path) if path.is_dir() else KeywordIndex.create(path)
    index.apply([passage for passage in passages if passage.id in change.write], sorted(change.remove))


def _write_vectors(
    folder: Path,
    passages: Sequence[Passage],
    change: Change,
    known: _KnownVectors,
    embedder: Embedder,
    progress: Progress,
    collection: str,
    server: "Server | None",
) -> int:
    from index.generation import vector_place

    started = (folder / "chroma").is_dir()
    place = vector_place(folder, collection, server)
    changed = [passage for passage in passages if not started or passage.id in change.write]
    vectors = known.vectors(changed)
    fresh = {_text_digest(passage): passage for passage in changed if _text_digest(passage) not in vectors}
    vectors.update(_embedded(fresh, embedder, progress))
    index = VectorIndex.open(place) if started else VectorIndex.create(place)
    with _dropped_on_failure(index, on_server=bool(collection)):
        index.apply(
            [Entry(passage, vectors[_text_digest(passage)]) for passage in changed],
            sorted(change.remove) if started else [],
        )
    return len(fresh)


@contextlib.contextmanager
def _dropped_on_failure(index: VectorIndex, *, on_server: bool) -> Iterator[None]:
    done = False
    try:
        yield
        done = True
    finally:
        if on_server and not done:
            index.drop()
        index.close()


def _embedded(fresh: Mapping[str, Passage], embedder: Embedder, progress: Progress) -> dict[str, Vectors]:
    if not fresh:
        return {}
    progress.start("embedding", len(fresh))
    rows = embedder.passages([passage.content for passage in fresh.values()], progress.advance)
    return dict(zip(fresh, np.asarray(rows, dtype=np.float32), strict=True))


def _write_manifest(folder: Path, contents: Contents, maker: Maker, collection: str) -> None:
    manifest = Manifest(
        made_by=maker,
        content=content_digest(contents),
        reports={report.id: record_digest(report_record(report)) for report in contents.reports},
        counts={name: len(items) for name, items in contents._asdict().items() if name != "aliases"},
        collection=collection,
        created=datetime.now(UTC).isoformat(timespec="seconds"),
        files=describe_files(folder),
    )
    manifest.write(folder)
    for path in folder.rglob("*"):
        if path.is_file():
            with path.open("rb") as stream:
                os.fsync(stream.fileno())
