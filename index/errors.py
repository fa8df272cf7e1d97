"""Errors a person can act on: one sentence that says what happened and what to do."""


class ShinchokuError(Exception):
    """Base of every expected failure. `str(error)` is one sentence for the user; the exit code is 2."""

    exit_code = 2


class ReportError(ShinchokuError):
    """A report folder or file cannot be read."""


class IndexMissing(ShinchokuError):
    """There is no index yet at the data folder."""


class IndexUnusable(ShinchokuError):
    """The index is corrupt, or was written by another version."""


class QuestionError(ShinchokuError):
    """The question is empty, too long, or is not text."""
