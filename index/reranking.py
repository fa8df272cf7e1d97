"""Reranking: a cross-encoder reads question and passage together and puts what search found into a better order."""

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from index.errors import ShinchokuError
from index.text import clean

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder

POOL = 20
"""How many of the passages found are read again, at least: a cross-encoder costs some milliseconds for each."""


class Reranker(Protocol):
    """Judges how well passages answer a question."""

    def scores(self, question: str, texts: Sequence[str]) -> list[float]:
        """One score a text, higher is better; scores of different questions are not comparable."""


class CrossEncoderReranker:
    """A sentence-transformers CrossEncoder: a local folder, or a name in the Hugging Face cache."""

    def __init__(self, model: str) -> None:
        """The model is loaded with the first question, not here."""
        self._name = model

    @cached_property
    def _model(self) -> "CrossEncoder":
        # Importing sentence-transformers costs seconds; only a configured reranker pays for it.
        from sentence_transformers import CrossEncoder

        try:
            model: CrossEncoder = CrossEncoder(self._name)
        except (OSError, ValueError) as error:
            raise ShinchokuError(
                f"The reranker {self._name} cannot be loaded: set SHINCHOKU_RERANKER to the folder of a cross-encoder, "
                "or leave it empty."
            ) from error
        return model

    def scores(self, question: str, texts: Sequence[str]) -> list[float]:
        """One score a text."""
        pairs = [(clean(question), clean(text)) for text in texts]
        return [float(score) for score in self._model.predict(pairs, show_progress_bar=False)]


def open_reranker(model: str) -> Reranker | None:
    """The reranker of the settings, None where none is configured. Raises ShinchokuError for a missing folder."""
    if not model:
        return None
    if ("/" in model or "\\" in model) and model.startswith((".", "/", "~")) and not Path(model).expanduser().is_dir():
        raise ShinchokuError(
            f"There is no reranker at {model}: set SHINCHOKU_RERANKER to the folder of a cross-encoder."
        )
    return CrossEncoderReranker(str(Path(model).expanduser()) if model.startswith("~") else model)
