"""What several tests of the evaluation share."""

from pathlib import Path

import pytest

import evaluation
from evaluation.question import Question, load

QUESTIONS = Path(evaluation.__file__).parent / "questions" / "dev.jsonl"


@pytest.fixture(scope="session")
def questions() -> list[Question]:
    """The development questions."""
    return load(QUESTIONS)
