"""Assistants over corpora that are made once, without an index on disk and without embedding."""

import pytest

from assistant.assistant import Assistant
from index.reading import packaged_reports, read_reports
from tests.assistant.invented import corpus_of, moon, wave


@pytest.fixture(scope="session")
def packaged(tmp_path_factory):
    """The packaged reports."""
    return Assistant(corpus_of(read_reports(packaged_reports()), tmp_path_factory.mktemp("packaged") / "tantivy"))


@pytest.fixture(scope="session")
def invented(tmp_path_factory):
    """The two invented reports."""
    return Assistant(corpus_of([moon(), wave()], tmp_path_factory.mktemp("invented") / "tantivy"))
