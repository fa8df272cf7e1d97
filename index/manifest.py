"""The manifest of an index generation: what made it, what is in it, and what its files must look like."""

import hashlib
import importlib.metadata
import json
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from index.embedding import Embedder
from index.tokens import DICTIONARY_VERSION, TOKENIZER_VERSION

FILE = "manifest.json"
SCHEMA = 4
"""Moves whenever an index written before could no longer be read as it is."""

# Files up to this size are read whole; of larger ones this many stretches are.
_WHOLE = 8 << 20
_STRETCH = 64 << 10
_STRETCHES = 64
# Chroma writes to its files even when it only reads, so these have no lasting digest; they never shrink.
_LIVING = "chroma"
# What SQLite leaves beside a database comes and goes.
_PASSING = ("-wal", "-shm", "-journal")


@dataclass(frozen=True, slots=True)
class Maker:
    """What an index was made with. Indexes of two makers never mix."""

    schema: int
    version: str
    model: str
    weights: str
    dimensions: int
    tokenizer: str
    dictionary: str

    @classmethod
    def present(cls, embedder: Embedder) -> "Maker":
        """What an index would be made with now."""
        return cls(
            schema=SCHEMA,
            version=installed_version(),
            model=embedder.name,
            weights=embedder.weights,
            dimensions=embedder.dimensions,
            tokenizer=TOKENIZER_VERSION,
            dictionary=DICTIONARY_VERSION,
        )


@dataclass(frozen=True, slots=True)
class Manifest:
    """One generation's manifest.

    `content` is a digest over everything stored; `reports` holds each report's own; `collection` names the
    collection on a Chroma server, empty where vectors lie in the folder; `files` holds size and digest by path.
    """

    made_by: Maker
    content: str
    reports: Mapping[str, str]
    counts: Mapping[str, int]
    collection: str
    created: str
    files: Mapping[str, tuple[int, str]]

    @property
    def fingerprint(self) -> str:
        """Short digest that names this index in answers and evaluation results: same maker and content, same name."""
        return fingerprint(self.made_by, self.content)

    def write(self, folder: Path) -> None:
        """Write it into `folder`."""
        text = json.dumps(asdict(self), ensure_ascii=False, indent=1)
        (folder / FILE).write_text(text + "\n", encoding="utf-8")

    @classmethod
    def read(cls, folder: Path) -> "Manifest":
        """The manifest in `folder`; OSError, ValueError or KeyError where it is missing or is none."""
        values = json.loads((folder / FILE).read_text(encoding="utf-8"))
        if not isinstance(values, dict) or not isinstance(values.get("made_by"), dict):
            raise ValueError("it is no manifest")
        maker = values["made_by"]
        if maker.get("schema") != SCHEMA:
            # Another schema may have other fields: only its number can be relied on.
            raise SchemaError(f"schema {maker.get('schema')}")
        return cls(
            made_by=Maker(**{entry.name: maker[entry.name] for entry in fields(Maker)}),
            files={path: (size, digest) for path, (size, digest) in values["files"].items()},
            **{name: values[name] for name in ("content", "reports", "counts", "collection", "created")},
        )

    def faults(self, folder: Path) -> Iterator[str]:
        """What is missing or altered in `folder`, one phrase each."""
        for name, (size, digest) in self.files.items():
            path = folder / name
            if not path.is_file():
                yield f"{name} is missing"
            elif name.startswith(f"{_LIVING}/"):
                yield from _living_faults(path, size)
            elif path.stat().st_size != size or file_digest(path) != digest:
                yield f"{name} is damaged"


class SchemaError(ValueError):
    """The manifest is of another schema."""


def fingerprint(maker: Maker, content: str) -> str:
    """Short digest of a maker and a content."""
    return hashlib.sha256(json.dumps([asdict(maker), content]).encode()).hexdigest()[:12]


def installed_version() -> str:
    """This product's version."""
    try:
        return importlib.metadata.version("shinchoku")
    except importlib.metadata.PackageNotFoundError:
        return "source"


def describe_files(folder: Path) -> dict[str, tuple[int, str]]:
    """Size and digest of every file in `folder`, the manifest left out."""
    described = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and name != FILE and not name.endswith(_PASSING):
            living = name.startswith(f"{_LIVING}/")
            described[name] = (path.stat().st_size, "" if living else file_digest(path))
    return described


def file_digest(path: Path) -> str:
    """Digest of a file: of all of it, or of evenly spread stretches where it is large."""
    size = path.stat().st_size
    digest = hashlib.blake2b(digest_size=16)
    with path.open("rb") as stream:
        if size <= _WHOLE:
            digest.update(stream.read())
        else:
            for step in range(_STRETCHES):
                stream.seek((size - _STRETCH) * step // (_STRETCHES - 1))
                digest.update(stream.read(_STRETCH))
    return digest.hexdigest()


def _living_faults(path: Path, least_size: int) -> Iterator[str]:
    size = path.stat().st_size
    damaged = size < least_size or (path.suffix == ".sqlite3" and size <= _WHOLE and not _sound_database(path))
    if damaged:
        yield f"{path.parent.name}/{path.name} is damaged"


def _sound_database(path: Path) -> bool:
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as connection:
            verdict: tuple[str] = connection.execute("PRAGMA quick_check(1)").fetchone()
    except sqlite3.DatabaseError:
        return False
    return verdict == ("ok",)
