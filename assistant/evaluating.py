"""`shinchoku evaluate`: the assistant as the runner of question files sees it."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from assistant.answer import Answer, Place
from assistant.assistant import Assistant
from assistant.corpus import Corpus
from assistant.opening import corpus_of, open_index
from assistant.talking.conversation import Conversation
from evaluation.baseline import Baseline
from evaluation.documents import Documents
from evaluation.question import Question, load
from evaluation.record import Answerer, Retriever
from evaluation.report import commit_of, render, result_of, write
from evaluation.runner import Evaluation, evaluate
from index.embedding import Embedder
from index.errors import ShinchokuError
from index.generation import Generation
from index.progress import NoProgress, Progress, stderr_progress
from index.reranking import Reranker, open_reranker
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


@dataclass(frozen=True)
class Bench:
    """One index opened to be measured: its contents, its search, its reports, and the baseline where it is wanted."""

    corpus: Corpus
    documents: Documents
    retrieve: Retriever | None = None
    baseline: Baseline | None = None

    def evaluate(
        self,
        questions: Sequence[Question],
        *,
        answerer: Answerer | None = None,
        answers: TextIO | None = None,
        progress: Progress | None = None,
    ) -> Evaluation:
        """Answer the questions and score the answers; without another `answerer`, the assistant answers."""
        progress = progress or NoProgress()
        progress.start("Answering", len(questions))
        return evaluate(
            questions,
            answerer or Converser(Assistant(self.corpus)),
            documents=self.documents,
            retrieve=self.retrieve,
            baseline=self.baseline.retrieve if self.baseline is not None else None,
            answers=answers,
            progress=lambda _done, _total: progress.advance(),
        )

    def result(self, evaluation: Evaluation, name: str) -> dict[str, Any]:
        """The written result of a run over this index."""
        return result_of(evaluation, name, fingerprint=self.corpus.fingerprint, commit=commit_of())


@contextmanager
def open_bench(settings: Settings, *, with_baseline: bool = False) -> Iterator[Bench]:
    """The index in use, ready to be measured."""
    with ExitStack() as stack:
        generation, embedder = stack.enter_context(open_index(settings))
        reranker = open_reranker(settings.reranker)
        yield stack.enter_context(bench_of(generation, embedder, reranker, with_baseline=with_baseline))


@contextmanager
def bench_of(
    generation: Generation, embedder: Embedder, reranker: Reranker | None = None, *, with_baseline: bool = False
) -> Iterator[Bench]:
    """An open index, ready to be measured."""
    corpus = corpus_of(generation, embedder, reranker=reranker)
    documents = Documents.of(corpus.reports.values())
    hybrid = generation.search(embedder, reranker)

    def retrieve(text: str, limit: int) -> list[tuple[str, int, int]]:
        found = (hit.passage for hit in hybrid.search(text, limit))
        return [(passage.report, passage.line_start, passage.line_end) for passage in found]

    with ExitStack() as stack:
        baseline = None
        if with_baseline:
            baseline = stack.enter_context(closing(Baseline(documents.texts, _langchain(embedder))))
        yield Bench(corpus, documents, retrieve, baseline)


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
    scored = any(question.expected is not None for question in asked)
    with ExitStack() as stack:
        bench = stack.enter_context(open_bench(settings, with_baseline=with_baseline and scored))
        out = stack.enter_context(_writable(answers)) if answers is not None else None
        progress = stack.enter_context(stderr_progress())
        evaluation = bench.evaluate(asked, answers=out, progress=progress)
    if not evaluation.rows:
        return f"{len(evaluation.records)} questions answered."
    result = bench.result(evaluation, questions.stem)
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
