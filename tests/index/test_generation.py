"""Index generations: swapped whole, pinned by readers, safe against kills, full disks and foreign files."""

import errno
import os
import re
import signal
import subprocess
import sys
import textwrap
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError

from index import manifest as manifests
from index.errors import IndexMissing, IndexUnusable, ShinchokuError
from index.generation import build_generation, open_current
from index.manifest import Manifest
from tests.contracts.fakes import LetterEmbedder, passage
from tests.contracts.store import FIGURE, REPORT, UNNUMBERED, WARNING

ROOT = Path(__file__).parents[2]
FIRST = [passage("1", "aaa 観光", line=1), passage("2", "bbb 農業", line=2)]


def build(data, passages=FIRST, *, figures=(FIGURE,), embedder=None, **options):
    return build_generation(
        data, [REPORT], passages, list(figures), [WARNING], embedder=embedder or LetterEmbedder(), **options
    )


def generations(data):
    return {path.name for path in (data / "generations").iterdir()}


def found(generation, question):
    return [hit.passage for hit in generation.search(LetterEmbedder()).search(question)]


def test_what_was_built_is_served(tmp_path):
    built = build(tmp_path)
    with open_current(tmp_path, LetterEmbedder()) as current:
        assert current.store.passages() == FIRST
        assert current.store.figures() == [FIGURE]
        assert current.store.warnings() == [WARNING]
        assert found(current, "観光 aaa")[0] == FIRST[0]
        assert current.manifest.fingerprint == built.fingerprint
        kinds = {"reports": 1, "passages": 2, "figures": 1, "warnings": 1, "findings": 0, "checked": 0}
        assert current.manifest.counts == kinds
        assert list(current.manifest.reports) == ["r"]
    assert built.changed
    assert built.embedded == 2


def test_no_index_is_missing_and_says_what_to_run(tmp_path):
    with pytest.raises(IndexMissing, match=re.escape(f"run `shinchoku index --data {tmp_path}`")):
        open_current(tmp_path)


def test_unchanged_rebuild_does_nothing(tmp_path):
    first = build(tmp_path)
    embedder = LetterEmbedder()
    again = build(tmp_path, embedder=embedder)
    assert (again.changed, again.embedded, again.fingerprint) == (False, 0, first.fingerprint)
    assert embedder.embedded == []
    assert len(generations(tmp_path)) == 1


def test_unchanged_rebuild_imports_nothing_heavy(tmp_path):
    build(tmp_path)
    script = """
        from tests.index.test_generation import *
        heavy = {"torch", "chromadb", "sentence_transformers", "langchain_core", "langchain_chroma"}
        before = heavy & set(sys.modules)
        assert not build(Path(sys.argv[1])).changed
        print(sorted(before | heavy & set(sys.modules)))
    """
    assert run(script, tmp_path).stdout.strip() == "[]"


def test_moved_passages_are_not_embedded_again(tmp_path):
    build(tmp_path)
    moved = [replace(FIRST[0], line_start=5, line_end=5), replace(FIRST[1], id="9", line_start=6, line_end=6)]
    embedder = LetterEmbedder()
    built = build(tmp_path, moved, embedder=embedder)
    assert built.changed
    assert embedder.embedded == []
    with open_current(tmp_path) as current:
        assert found(current, "観光 aaa")[0] == moved[0]
        assert found(current, "農業 bbb")[0] == moved[1]
        assert set(current.vectors.get(["1", "2", "9"])) == {"1", "9"}


def test_only_new_texts_are_embedded(tmp_path):
    build(tmp_path)
    embedder = LetterEmbedder()
    build(tmp_path, [FIRST[0], passage("3", "ccc 漁業")], embedder=embedder)
    assert embedder.embedded == ["h\nccc 漁業"]
    with open_current(tmp_path) as current:
        assert current.vectors.count == current.keyword.count == 2
        assert found(current, "漁業")[0].id == "3"
        assert "2" not in {each.id for each in found(current, "農業 bbb")}


def test_text_that_moves_to_another_id_leaves_both_right(tmp_path):
    build(tmp_path, [passage("1", "AAA 観光 aa")])
    build(tmp_path, [passage("1", "BBBB 農業 bb"), passage("2", "AAA 観光 aa")])
    with open_current(tmp_path) as current:
        assert found(current, "観光 aa")[0].id == "2"
        assert found(current, "農業 bb")[0].id == "1"


def test_changed_figures_alone_make_a_new_index(tmp_path):
    first = build(tmp_path)
    embedder = LetterEmbedder()
    second = build(tmp_path, figures=[FIGURE, UNNUMBERED], embedder=embedder)
    assert second.fingerprint != first.fingerprint
    assert embedder.embedded == []
    with open_current(tmp_path) as current:
        assert current.store.figures() == [FIGURE, UNNUMBERED]


def test_a_reader_keeps_its_generation(tmp_path):
    build(tmp_path)
    with open_current(tmp_path) as reader:
        for n in range(4):
            build(tmp_path, [passage("1", f"ccc 漁業 {n}")])
        assert reader.store.passages() == FIRST
        assert found(reader, "観光 aaa")[0] == FIRST[0]
        assert reader.path.name in generations(tmp_path)
    build(tmp_path, [passage("1", "ddd")])
    assert reader.path.name not in generations(tmp_path)


def test_the_one_before_is_kept_and_older_ones_go(tmp_path):
    names = [build(tmp_path, [passage("1", f"{n}")]).fingerprint for n in range(3)]
    assert generations(tmp_path) == set(names[1:])


def test_going_back_to_earlier_content(tmp_path):
    first = build(tmp_path)
    build(tmp_path, [passage("1", "ccc")])
    assert build(tmp_path).fingerprint == first.fingerprint
    with open_current(tmp_path) as current:
        assert current.store.passages() == FIRST


def test_rebuild_from_scratch_embeds_all_and_swaps(tmp_path):
    first = build(tmp_path)
    embedder = LetterEmbedder()
    again = build(tmp_path, embedder=embedder, rebuild=True)
    assert len(embedder.embedded) == 2
    assert again.fingerprint == first.fingerprint
    with open_current(tmp_path) as current:
        assert current.path.name == f"{first.fingerprint}-2"
        assert current.store.passages() == FIRST


@pytest.mark.parametrize(
    "failure",
    [
        pytest.param(OSError(errno.ENOSPC, "No space left on device"), id="system"),
        pytest.param(OperationalError("insert", {}, Exception("database or disk is full")), id="sqlite"),
        pytest.param(ValueError("IoError: No space left on device (os error 28)"), id="tantivy"),
    ],
)
def test_a_full_disk_leaves_the_old_index(tmp_path, failure):
    build(tmp_path)
    with pytest.raises(ShinchokuError, match="is full; the index in use is untouched"):
        build(tmp_path, [passage("1", "new")], embedder=FailingEmbedder(failure))
    assert_old_index_whole(tmp_path)


@pytest.mark.parametrize("failure", [KeyboardInterrupt(), RuntimeError("a fault of ours")])
def test_an_interrupted_build_leaves_the_old_index(tmp_path, failure):
    build(tmp_path)
    with pytest.raises(type(failure)):
        build(tmp_path, [passage("1", "new")], embedder=FailingEmbedder(failure))
    assert_old_index_whole(tmp_path)


def test_other_faults_keep_their_own_words(tmp_path):
    with pytest.raises(OSError, match="on fire"):
        build(tmp_path, embedder=FailingEmbedder(OSError(errno.EIO, "on fire")))


def test_a_killed_build_leaves_the_old_index(tmp_path):
    build(tmp_path)
    script = """
        from tests.index.test_generation import *
        class Slow(LetterEmbedder):
            def passages(self, texts, progress=None):
                print("embedding", flush=True)
                sys.stdin.read()
        build(Path(sys.argv[1]), [passage("1", "new")], embedder=Slow())
    """
    with start(script, tmp_path) as process:
        assert process.stdout.readline() == "embedding\n"
        assert any(name.startswith(".building-") for name in generations(tmp_path))
        with pytest.raises(ShinchokuError, match=rf"process {process.pid}\b"):
            build(tmp_path, [passage("1", "x")], wait_seconds=0)
        process.send_signal(signal.SIGKILL)
        process.wait()
    with open_current(tmp_path) as current:
        assert current.store.passages() == FIRST
    # Its lock died with it, and the next build sweeps up what it left.
    build(tmp_path, [passage("1", "new")])
    assert not any(name.startswith(".building-") for name in generations(tmp_path))
    with open_current(tmp_path) as current:
        assert [each.text for each in current.store.passages()] == ["new"]


DAMAGE = {
    "truncated figures": lambda path: os.truncate(path / "index.sqlite", 5000),
    "garbled figures": lambda path: overwrite(path / "index.sqlite"),
    "missing figures": lambda path: (path / "index.sqlite").unlink(),
    "truncated vectors": lambda path: os.truncate(path / "chroma" / "chroma.sqlite3", 5000),
    "garbled vectors": lambda path: overwrite(path / "chroma" / "chroma.sqlite3"),
    "missing keyword index": lambda path: (path / "tantivy" / "meta.json").unlink(),
    "garbled keyword index": lambda path: overwrite(next((path / "tantivy").glob("*.store"))),
    "garbled manifest": lambda path: overwrite(path / "manifest.json"),
    "empty manifest": lambda path: (path / "manifest.json").write_text(""),
    "manifest of another shape": lambda path: (path / "manifest.json").write_text('{"made_by": {"schema": 1}}'),
    "missing manifest": lambda path: (path / "manifest.json").unlink(),
    "pointer to nowhere": lambda path: (path.parents[1] / "current").write_text("0123456789ab\n"),
    "pointer out of the folder": lambda path: (path.parents[1] / "current").write_text("../../etc"),
    "pointer of other bytes": lambda path: (path.parents[1] / "current").write_bytes(b"\xff\xfe"),
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE.keys())
def test_damage_is_told_in_one_sentence_and_mended(tmp_path, damage):
    build(tmp_path)
    with open_current(tmp_path) as current:
        path = current.path
    damage(path)
    assert_unusable(tmp_path)
    for rebuild in (False, True):
        build(tmp_path, rebuild=rebuild)
        with open_current(tmp_path) as current:
            assert found(current, "観光 aaa")[0] == FIRST[0]


def test_another_model_is_told(tmp_path):
    build(tmp_path)
    assert_unusable(tmp_path, "made with the model letters", embedder=LetterEmbedder("letters-2"))
    embedder = LetterEmbedder("letters-2")
    assert build(tmp_path, embedder=embedder).changed
    assert len(embedder.embedded) == 2


def test_another_version_is_told(tmp_path, monkeypatch):
    build(tmp_path)
    monkeypatch.setattr(manifests, "installed_version", lambda: "9.9.9")
    assert_unusable(tmp_path, "this is 9.9.9")


def test_another_schema_is_told(tmp_path, monkeypatch):
    build(tmp_path)
    monkeypatch.setattr(manifests, "SCHEMA", 999)
    assert_unusable(tmp_path, "it is of another kind")


def test_another_dictionary_is_told(tmp_path):
    build(tmp_path)
    with open_current(tmp_path) as current:
        path, manifest = current.path, current.manifest
    replace(manifest, made_by=replace(manifest.made_by, dictionary="sudachidict_core 19990101")).write(path)
    assert_unusable(tmp_path, "made with sudachidict_core 19990101")


def test_a_folder_with_spaces_is_quoted_in_the_command(tmp_path):
    with pytest.raises(IndexMissing, match="--data '.*my data'"):
        open_current(tmp_path / "my data")


def test_manifest_comes_back_equal(tmp_path):
    build(tmp_path)
    with open_current(tmp_path) as current:
        assert Manifest.read(current.path) == current.manifest


class FailingEmbedder(LetterEmbedder):
    def __init__(self, failure):
        super().__init__()
        self.failure = failure

    def passages(self, texts, progress=None):
        raise self.failure


def overwrite(path):
    data = bytearray(path.read_bytes())
    middle = len(data) // 2
    data[:64] = b"\x00" * 64
    data[middle : middle + 64] = b"\xff" * len(data[middle : middle + 64])
    path.write_bytes(data)


def assert_unusable(data, why="", embedder=None):
    with pytest.raises(IndexUnusable) as caught:
        open_current(data, embedder)
    message = str(caught.value)
    assert f"run `shinchoku index --rebuild --data {data}`" in message
    assert why in message
    assert "\n" not in message


def assert_old_index_whole(data):
    assert not any(name.startswith(".building-") for name in generations(data))
    with open_current(data) as current:
        assert current.store.passages() == FIRST
        assert found(current, "観光 aaa")[0] == FIRST[0]


def start(script, data):
    return subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(script), str(data)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def run(script, data):
    process = start(script, data)
    output, _ = process.communicate()
    assert process.returncode == 0
    return subprocess.CompletedProcess(process.args, 0, output)
