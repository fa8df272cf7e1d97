"""`shinchoku evaluate`: the assistant as the runner of question files sees it."""

from collections.abc import Mapping, Sequence
from contextlib import ExitStack, closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.answer import Answer, Place
from assistant.assistant import Assistant
from assistant.conversation import Conversation
from assistant.opening import corpus_of, open_index
from evaluation.baseline import Baseline
from evaluation.documents import Documents
from evaluation.question import load
from evaluation.report import commit_of, render, result_of, write
from evaluation.runner import evaluate
from index.embedding import Embedder
from index.errors import ShinchokuError
from index.progress import stderr_progress
from index.settings import Settings

if TYPE_CHECKING:
    from langchain_core.embeddings import Embeddings


class Converser:
    """Holds one conversation a question: what the runner calls an answerer. It is given the turns alone."""

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant

    def converse(self, turns: Sequence[str], language: str) -> Mapping[str, Any]:
        """The last turn's answer in its JSON form, with the evidence gathered."""
        conversation = Conversation()
        answers = [self._assistant.ask(turn, conversation=conversation) for turn in turns]
        return {**answers[-1].json(), "gathered": _gathered(answers[-1])}


def run(
    settings: Settings,
    questions: Path,
    *,
    answers: Path | None,
    results: Path | None,
    with_baseline: bool,
) -> str:
    """Answer a question file and score it; the report in words. Results go to `results` where it is given."""
    asked = load(questions)
    with ExitStack() as stack:
        generation, embedder = stack.enter_context(open_index(settings))
        corpus = corpus_of(generation, embedder)
        documents = Documents.of(corpus.reports.values())
        scored = any(question.expected is not None for question in asked)
        baseline = (
            stack.enter_context(closing(Baseline(documents.texts, _langchain(embedder))))
            if with_baseline and scored
            else None
        )
        out = stack.enter_context(_writable(answers)) if answers is not None else None
        progress = stack.enter_context(stderr_progress())
        progress.start("Answering", len(asked))
        hybrid = generation.search(embedder)
        evaluation = evaluate(
            asked,
            Converser(Assistant(corpus)),
            documents=documents,
            retrieve=lambda text, limit: [
                (hit.passage.report, hit.passage.line_start, hit.passage.line_end) for hit in hybrid.search(text, limit)
            ],
            baseline=baseline.retrieve if baseline is not None else None,
            answers=out,
            progress=lambda _done, _total: progress.advance(),
        )
    if not evaluation.rows:
        return f"{len(evaluation.records)} questions answered."
    result = result_of(evaluation, questions.stem, fingerprint=corpus.fingerprint, commit=commit_of())
    if results is not None:
        write(result, results)
    return render(result)


def _langchain(embedder: Embedder) -> "Embeddings":
    """The embedder behind LangChain's interface; LangChain is imported only where the baseline is measured."""
    from langchain_core.embeddings import Embeddings

    class Adapter(Embeddings):
        def embed_documents(self, texts: list[str]) -> list[list[float]]:
            return [[float(number) for number in row] for row in embedder.passages(texts)]

        def embed_query(self, text: str) -> list[float]:
            return [float(number) for number in embedder.queries([text])[0]]

    return Adapter()


def _gathered(answer: Answer) -> dict[str, list[dict[str, Any]]]:
    return {
        "figures": [{"report": place.report, "line": place.line_start} for place in answer.gathered_figures],
        "passages": [_span(place) for place in answer.gathered_passages],
    }


def _span(place: Place) -> dict[str, Any]:
    return {"report": place.report, "line_start": place.line_start, "line_end": place.line_end}


def _writable(path: Path) -> Any:  # noqa: ANN401 - a text file
    try:
        return path.open("w", encoding="utf-8")
    except OSError as error:
        raise ShinchokuError(f"{path} cannot be written ({error.strerror}): give --answers another file.") from error
