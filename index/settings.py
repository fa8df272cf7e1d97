"""Settings of the index: each described where it is declared, unknown ones refused."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from index.embedding import DEFAULT_MODEL
from index.errors import ShinchokuError


def _default_data() -> Path:
    from platformdirs import user_data_path

    return user_data_path("shinchoku", appauthor=False)


def _setting(help_text: str, variable: str, **options: Any) -> Any:  # noqa: ANN401 - as dataclasses.field is typed
    return field(metadata={"help": help_text, "variable": variable}, **options)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Where the index lives and what it is built with."""

    data: Path = _setting(
        "Data folder: the index and unpacked models.", "SHINCHOKU_DATA", default_factory=_default_data
    )
    model: str = _setting(
        "Embedding model: the built-in one, a SentenceTransformer folder, or a name in the Hugging Face cache.",
        "SHINCHOKU_MODEL",
        default=DEFAULT_MODEL,
    )
    chroma_host: str = _setting(
        "Host of a Chroma server; empty keeps vectors in the data folder.", "SHINCHOKU_CHROMA_HOST", default=""
    )
    chroma_port: int = _setting("Port of the Chroma server.", "SHINCHOKU_CHROMA_PORT", default=8000)

    reranker: str = _setting(
        "Cross-encoder that reads again what search found: a folder or a cached name; empty is none.",
        "SHINCHOKU_RERANKER",
        default="",
    )

    @property
    def models(self) -> Path:
        """Where unpacked models are kept."""
        return self.data / "models"

    @classmethod
    def load(cls, values: Mapping[str, Any] | None = None, environment: Mapping[str, str] | None = None) -> "Settings":
        """Settings from `values` (what is None counts as not given), else from the environment, else the defaults."""
        given = {name: value for name, value in (values or {}).items() if value is not None}
        known = {entry.name: entry for entry in fields(cls)}
        if unknown := sorted(given.keys() - known.keys()):
            raise ShinchokuError(f"Unknown setting {', '.join(unknown)}; known are {', '.join(known)}.")
        environment = os.environ if environment is None else environment
        for name, entry in known.items():
            # An empty variable is how shells and compose files spell "not set".
            if name not in given and (value := environment.get(entry.metadata["variable"])):
                given[name] = value
        converted: dict[str, Any] = {name: _convert(name, value) for name, value in given.items()}
        return cls(**converted)


def describe() -> list[tuple[str, str, str]]:
    """(name, environment variable, help) of every setting, for help texts and docs."""
    return [(entry.name, entry.metadata["variable"], entry.metadata["help"]) for entry in fields(Settings)]


def _convert(name: str, value: object) -> object:
    if name == "data":
        return Path(str(value)).expanduser()
    if name == "chroma_port":
        return _port(value)
    return str(value)


def _port(value: object) -> int:
    text = str(value)
    if text.isdecimal() and 0 < int(text) < 65536:
        return int(text)
    raise ShinchokuError(f"Setting chroma_port must be a port number from 1 to 65535, not {text!r}.")
