"""Index generations: built aside, checked, swapped in at once, and pinned by whoever reads them."""

import contextlib
import errno
import os
import re
import shlex
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from index.alias import Aliases, kept_aliases
from index.checks.check import Check, Checked
from index.draft import Warned
from index.embedding import Embedder
from index.errors import IndexMissing, IndexUnusable, ShinchokuError
from index.figure import Figure
from index.keyword import KeywordIndex
from index.lock import build_lock, try_lock
from index.manifest import FILE, Maker, Manifest, SchemaError, fingerprint
from index.passage import Passage
from index.progress import NoProgress, Progress
from index.report import Report
from index.reranking import Reranker
from index.search import HybridSearch
from index.vectors import ChromaServer, VectorIndex

if TYPE_CHECKING:
    from index.store import Store
    from index.vocabulary import Vocabulary

POINTER = "current"
GENERATIONS = "generations"

_BUILDING = ".building-"
_NAME = re.compile(r"[0-9a-f]{12}(-[0-9]+)?")
# A first build takes a minute; a second caller would rather wait than fail.
_WAIT_SECONDS = 600.0
_DISK_FULL = ("no space left", "disk is full", "disk full", "quota exceeded")


@dataclass(frozen=True, slots=True)
class Server:
    """Where a Chroma server listens."""

    host: str
    port: int


@dataclass(frozen=True, slots=True)
class Build:
    """What a build did: the index's fingerprint, whether anything changed, and how many passages were embedded."""

    fingerprint: str
    changed: bool
    embedded: int


class Generation:
    """One whole index, pinned: later builds neither alter nor remove it while it is open."""

    def __init__(self, path: Path, manifest: Manifest, pin: int, server: Server | None) -> None:
        """Use `open_current`."""
        self.path = path
        self.manifest = manifest
        self._pin = pin
        self._server = server

    @cached_property
    def store(self) -> "Store":
        """Reports, passages, figures, warnings and findings."""
        from index.store import Store, sqlite_url

        return Store.open(sqlite_url(self.path / "index.sqlite"))

    @cached_property
    def keyword(self) -> KeywordIndex:
        """The keyword legs."""
        return KeywordIndex.open(self.path / "tantivy")

    @cached_property
    def vocabulary(self) -> "Vocabulary | None":
        """The reports' words by what they mean in English; None in an index of an older make."""
        from index.vocabulary import FILE, Vocabulary

        return Vocabulary.read(self.path / FILE)

    @cached_property
    def vectors(self) -> VectorIndex:
        """The dense leg."""
        return VectorIndex.open(vector_place(self.path, self.manifest.collection, self._server))

    @cached_property
    def aliases(self) -> Aliases:
        """What the authority's own words mean."""
        return kept_aliases(self.path)

    def search(self, embedder: Embedder, reranker: Reranker | None = None) -> HybridSearch:
        """Hybrid search over this generation."""
        return HybridSearch(self.keyword, self.vectors, embedder, self.store.passages_by_id, reranker)

    def close(self) -> None:
        """Close what was opened and take the pin out."""
        for part in ("store", "vectors"):
            opened = self.__dict__.pop(part, None)
            if opened is not None:
                opened.close()
        self.__dict__.pop("keyword", None)
        if self._pin >= 0:
            os.close(self._pin)
            self._pin = -1

    def __enter__(self) -> "Generation":
        """Itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close."""
        self.close()


def open_current(data: Path, embedder: Embedder | None = None, server: Server | None = None) -> Generation:
    """The index in use at `data`.

    With an `embedder` it must also be of that model. `IndexMissing` where there is none, `IndexUnusable` where it is
    damaged or was made by another version; the message names the command that mends it.
    """
    for _ in range(3):
        path = _current(data)
        # The generation may be removed between reading the pointer and pinning it; then the pointer has moved on.
        with contextlib.suppress(FileNotFoundError):
            pin = _pin(path)
            try:
                manifest = _checked(data, path, embedder)
            except BaseException:
                os.close(pin)
                raise
            return Generation(path, manifest, pin, server)
    raise _unusable(data, "its manifest is missing")


def build_generation(
    data: Path,
    reports: Sequence[Report],
    passages: Sequence[Passage],
    figures: Sequence[Figure],
    warnings: Sequence[Warned],
    *,
    findings: Sequence[Check] = (),
    checked: Sequence[Checked] = (),
    aliases: Aliases = MappingProxyType({}),
    embedder: Embedder,
    rebuild: bool = False,
    progress: Progress | None = None,
    server: Server | None = None,
    wait_seconds: float = _WAIT_SECONDS,
) -> Build:
    """Make the index at `data` hold exactly these, and swap it in.

    Nothing is done where nothing changed. What is unchanged is taken over from the index in use, vectors by their
    text, unless `rebuild` is set. Whatever goes wrong, the index in use stays whole.
    """
    from index.building import Contents, content_digest, fill

    contents = Contents(reports, passages, figures, warnings, findings, checked, aliases)
    maker, content = Maker.present(embedder), content_digest(contents)
    with _disk_full_told(data), build_lock(data / "build.lock", wait_seconds):
        generations = data / GENERATIONS
        generations.mkdir(parents=True, exist_ok=True)
        _clear_dead_builds(generations)
        base = None if rebuild else _base(data, maker, server)
        if base is not None and base.manifest.content == content:
            base.close()
            return Build(base.manifest.fingerprint, changed=False, embedded=0)
        name = _free_name(generations, fingerprint(maker, content))
        aside = Path(tempfile.mkdtemp(prefix=_BUILDING, dir=generations))
        try:
            embedded = fill(
                aside,
                base,
                contents,
                maker,
                embedder=embedder,
                progress=progress or NoProgress(),
                collection=f"shinchoku-{name}" if server else "",
                server=server,
            )
            os.rename(aside, generations / name)
        finally:
            shutil.rmtree(aside, ignore_errors=True)
            if base is not None:
                base.close()
        _swap(data, name, server)
    return Build(fingerprint(maker, content), changed=True, embedded=embedded)


def vector_place(folder: Path, collection: str, server: Server | None) -> Path | ChromaServer:
    """Where a generation's vectors are."""
    if not collection:
        return folder / "chroma"
    if server is None:
        raise IndexUnusable(
            "The vectors of this index are on a Chroma server; set SHINCHOKU_CHROMA_HOST, "
            "or run `shinchoku index --rebuild`."
        )
    return ChromaServer(server.host, server.port, collection)


def _current(data: Path) -> Path:
    try:
        name = (data / POINTER).read_text(encoding="ascii").strip()
    except FileNotFoundError as error:
        raise IndexMissing(f"There is no index in {data}; run `shinchoku index{_option(data)}`.") from error
    except (OSError, UnicodeDecodeError) as error:
        raise _unusable(data, f"its pointer cannot be read: {error}") from error
    if not _NAME.fullmatch(name):
        raise _unusable(data, "its pointer names no generation")
    return data / GENERATIONS / name


def _pin(path: Path) -> int:
    """A shared lock on the manifest: held as long as the reader lives, it keeps builds from removing the folder."""
    descriptor = os.open(path / FILE, os.O_RDONLY)
    try_lock(descriptor, shared=True)
    if (path / FILE).exists():
        return descriptor
    os.close(descriptor)
    raise FileNotFoundError(path / FILE)


def _checked(data: Path, path: Path, embedder: Embedder | None) -> Manifest:
    try:
        manifest = Manifest.read(path)
    except SchemaError as error:
        raise _unusable(data, f"it is of another kind, {error}") from error
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise _unusable(data, f"its manifest cannot be read: {error}") from error
    if why := _strange(manifest.made_by, embedder):
        raise _unusable(data, why)
    if fault := next(manifest.faults(path), ""):
        raise _unusable(data, fault)
    return manifest


def _strange(maker: Maker, embedder: Embedder | None) -> str:
    """Why an index of that maker cannot be used here; empty where it can."""
    from index.manifest import installed_version
    from index.tokens import DICTIONARY_VERSION, TOKENIZER_VERSION

    if maker.version != installed_version():
        return f"it was made by version {maker.version}, this is {installed_version()}"
    if (maker.tokenizer, maker.dictionary) != (TOKENIZER_VERSION, DICTIONARY_VERSION):
        return f"it was made with {maker.dictionary}, here is {DICTIONARY_VERSION}"
    if embedder is not None and maker.weights != embedder.weights:
        return f"it was made with the model {maker.model}, here is {embedder.name}"
    return ""


def _unusable(data: Path, why: str) -> IndexUnusable:
    return IndexUnusable(f"The index in {data} cannot be used ({why}); run `shinchoku index --rebuild{_option(data)}`.")


def _option(data: Path) -> str:
    return f" --data {shlex.quote(str(data))}"


def _base(data: Path, maker: Maker, server: Server | None) -> Generation | None:
    """The index in use, where a build can start from it."""
    try:
        current = open_current(data, server=server)
    except (IndexMissing, IndexUnusable):
        return None
    if current.manifest.made_by == maker and bool(current.manifest.collection) == bool(server):
        return current
    current.close()
    return None


def _clear_dead_builds(generations: Path) -> None:
    # Under the build lock no build is alive but ours, which has not begun.
    for path in generations.glob(f"{_BUILDING}*"):
        shutil.rmtree(path, ignore_errors=True)


def _free_name(generations: Path, name: str) -> str:
    """The fingerprint, numbered where a rebuild makes the same index again beside the one in use."""
    number, free = 1, name
    while (generations / free).exists():
        number += 1
        free = f"{name}-{number}"
    return free


def _swap(data: Path, name: str, server: Server | None) -> None:
    """Point at the new generation, then remove what neither it nor the one before needs."""
    generations = data / GENERATIONS
    sync_folder(generations)
    try:
        before = _current(data).name
    except (IndexMissing, IndexUnusable):
        before = ""
    aside = data / f".{POINTER}-{os.getpid()}"
    with aside.open("w", encoding="ascii") as stream:
        stream.write(name + "\n")
        stream.flush()
        os.fsync(stream.fileno())
    os.replace(aside, data / POINTER)
    sync_folder(data)
    for path in generations.iterdir():
        if path.name not in (name, before) and _NAME.fullmatch(path.name):
            _remove(path, server)


def _remove(path: Path, server: Server | None) -> None:
    """Remove a generation unless a reader has it pinned; the next build tries again."""
    try:
        descriptor = os.open(path / FILE, os.O_RDONLY)
    except FileNotFoundError:
        shutil.rmtree(path, ignore_errors=True)
        return
    try:
        if try_lock(descriptor, shared=False):
            if server is not None:
                _drop_collection(path, server)
            shutil.rmtree(path, ignore_errors=True)
    finally:
        os.close(descriptor)


def _drop_collection(path: Path, server: Server) -> None:
    # A manifest that cannot be read names no collection; what is left on the server then costs room, nothing else.
    with contextlib.suppress(OSError, ValueError, KeyError, IndexUnusable):
        manifest = Manifest.read(path)
        if manifest.collection:
            VectorIndex.open(ChromaServer(server.host, server.port, manifest.collection)).drop()


def sync_folder(folder: Path) -> None:
    """Bring a folder's entries to disk, where the system can (Windows cannot open folders)."""
    with contextlib.suppress(PermissionError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


@contextlib.contextmanager
def _disk_full_told(data: Path) -> Iterator[None]:
    """Each part says "disk full" in its own way; the user hears it in one."""
    from sqlalchemy.exc import DBAPIError

    try:
        yield
    except (OSError, ValueError, DBAPIError, _chroma_error()) as error:
        if _is_disk_full(error):
            raise ShinchokuError(
                f"The disk of {data} is full; the index in use is untouched: make room and run `shinchoku index` again."
            ) from error
        raise


def _chroma_error() -> type[Exception]:
    # Looked up only once something has failed, so that a build with nothing to do never imports Chroma.
    from chromadb.errors import ChromaError

    return ChromaError


def _is_disk_full(error: BaseException) -> bool:
    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
        return True
    text = str(error).lower()
    return any(phrase in text for phrase in _DISK_FULL)
