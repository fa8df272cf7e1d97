"""Progress bars."""

import io
import sys

from index.progress import stderr_progress


class Terminal(io.StringIO):
    def isatty(self):
        return True


def count(stream, monkeypatch):
    monkeypatch.setattr(sys, "stderr", stream)
    with stderr_progress() as progress:
        progress.start("embedding", 2)
        progress.advance()
        progress.advance()
    return stream.getvalue()


def test_a_terminal_sees_bars(monkeypatch):
    assert "embedding" in count(Terminal(), monkeypatch)


def test_a_log_stays_clean(monkeypatch):
    assert count(io.StringIO(), monkeypatch) == ""
