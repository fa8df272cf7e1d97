"""Pure fakes whose answers a reader can compute."""

import numpy as np

from index.passage import Passage

ALPHABET = "abcdefgh"


def passage(name, text, *, path=("h",), line=1):
    """A passage of one line."""
    return Passage(name, "r", text, tuple(path), line, line)


def unit(text):
    """How often each letter a to h occurs, as a vector of length one; one further place keeps it from being zero."""
    counts = np.array([text.count(letter) for letter in ALPHABET] + [0.1], dtype=np.float32)
    return counts / np.linalg.norm(counts)


class LetterEmbedder:
    """Embeds a text as its letter counts and remembers what it was asked to embed."""

    name = "letters"
    dimensions = len(ALPHABET) + 1

    def __init__(self, weights="letters-1"):
        self.weights = weights
        self.embedded = []

    def queries(self, texts):
        return np.stack([unit(text) for text in texts])

    def passages(self, texts, progress=None):
        self.embedded += texts
        return np.stack([unit(text) for text in texts])


class MemoryVectors:
    """Exact search over a dict."""

    def __init__(self):
        self.rows = {}

    @property
    def count(self):
        return len(self.rows)

    def apply(self, add, remove):
        for name in remove:
            self.rows.pop(name, None)
        self.rows.update((entry.passage.id, np.asarray(entry.vector)) for entry in add)

    def search(self, vector, limit):
        cosines = {name: float(row @ vector) for name, row in self.rows.items()}
        return sorted(cosines.items(), key=lambda item: -item[1])[:limit]

    def get(self, ids):
        return {name: self.rows[name] for name in ids if name in self.rows}

    def close(self):
        pass
