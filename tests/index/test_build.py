"""The way of a report: what is read is stored, what was left out is told, and the folder is remembered."""

import pytest

from index import build as building
from index.build import build_index, server_of
from index.draft import Warned
from index.errors import ReportError
from index.figures import extract_figures
from index.generation import Server, open_current
from index.layout import lay_out
from index.passages import make_passages
from index.reading import packaged_reports, read_reports
from index.series import series_of
from index.settings import Settings
from tests.contracts.fakes import LetterEmbedder

FIRST = """移住の推進状況

1 移住の促進

KPI\t基準値\t実績値\t目標値
移住者数\t1人 (H26)\t2人 (H29)\t3人 (H31)
相談件数\t5件\t6件
"""
SECOND = "定住の推進状況\n\n関連事業名\tH30予算(千円)\n定住事業\t1,000\n"


@pytest.fixture
def embedder(monkeypatch):
    fake = LetterEmbedder()
    monkeypatch.setattr(building, "open_embedder", lambda model, models: fake)
    return fake


@pytest.fixture
def reports(tmp_path):
    return folder_of(tmp_path / "reports", a=FIRST, b=SECOND)


@pytest.fixture
def settings(tmp_path):
    return Settings(data=tmp_path / "data")


def folder_of(path, **texts):
    path.mkdir()
    for name, text in texts.items():
        (path / f"{name}.txt").write_text(text, encoding="utf-8")
    return path


class Steps:
    def __init__(self):
        self.tasks = []

    def start(self, task, total):
        self.tasks.append([task, total, 0])

    def advance(self, steps=1):
        self.tasks[-1][2] += steps


def test_what_the_reports_say_is_stored(embedder, reports, settings):
    built = build_index(settings, reports)
    figures, passages = [], []
    for report in read_reports(reports):
        blocks = lay_out(report.text)
        figures += extract_figures(report, blocks)[0]
        passages += make_passages(report, blocks)
    assert [(figure.measure, figure.text) for figure in figures] == [
        ("baseline", "1人"),
        ("actual", "2人"),
        ("target", "3人"),
        ("budget", "1,000"),
    ]
    with open_current(settings.data, embedder) as current:
        assert current.store.figures() == series_of(figures)
        assert current.store.passages() == passages
        assert [report.id for report in current.store.reports()] == ["a", "b"]
    assert (built.figures, built.passages, [report.id for report in built.reports]) == (4, len(passages), ["a", "b"])
    assert sorted(embedder.embedded) == sorted(passage.content for passage in passages)
    assert built.build.changed


def test_rows_left_out_are_told_and_stored(embedder, reports, settings):
    built = build_index(settings, reports)
    assert built.warnings == (Warned("a", 7, "row left out: its values fit more than one column"),)
    with open_current(settings.data, embedder) as current:
        assert current.store.warnings() == list(built.warnings)


def test_an_unchanged_folder_is_not_embedded_again(embedder, reports, settings):
    build_index(settings, reports)
    embedder.embedded.clear()
    assert not build_index(settings, reports).build.changed
    assert embedder.embedded == []
    build_index(settings, reports, rebuild=True)
    assert embedder.embedded


def test_a_changed_report_is_read_again(embedder, reports, settings):
    build_index(settings, reports)
    (reports / "b.txt").write_text(SECOND.replace("1,000", "2,000"), encoding="utf-8")
    build_index(settings, reports)
    with open_current(settings.data, embedder) as current:
        assert [figure.text for figure in current.store.figures() if figure.report == "b"] == ["2,000"]


CORRECTION = """[[correction]]
report = "a"
line = 6
measure = "actual"
printed = "2人"
text = "4人"
reason = "誤植"
role = "係長"
date = 2018-12-03
"""


def test_corrections_are_part_of_what_an_index_is_made_from(embedder, reports, settings):
    build_index(settings, reports)
    (reports / "corrections.toml").write_text(CORRECTION, encoding="utf-8")
    embedder.embedded.clear()
    built = build_index(settings)
    assert built.build.changed and not embedder.embedded
    with open_current(settings.data, embedder) as current:
        actual = next(figure for figure in current.store.figures() if figure.measure == "actual")
    assert (actual.text, actual.value, actual.printed, actual.correction) == (
        "4人",
        4,
        "2人",
        "誤植（係長、2018-12-03）",
    )
    assert not build_index(settings).build.changed
    (reports / "corrections.toml").unlink()
    assert build_index(settings).build.changed
    with open_current(settings.data, embedder) as current:
        assert not any(figure.correction for figure in current.store.figures())


def test_aliases_are_part_of_what_an_index_is_made_from(embedder, reports, settings):
    build_index(settings, reports)
    (reports / "aliases.toml").write_text('[aliases]\n"窓口" = "相談件数"\n', encoding="utf-8")
    embedder.embedded.clear()
    assert build_index(settings).build.changed and not embedder.embedded
    with open_current(settings.data, embedder) as current:
        assert current.aliases == {"窓口": ("相談件数",)}
    assert not build_index(settings).build.changed
    (reports / "aliases.toml").unlink()
    assert build_index(settings).build.changed
    with open_current(settings.data, embedder) as current:
        assert current.aliases == {}


def test_a_correction_that_no_longer_fits_is_told(embedder, reports, settings):
    (reports / "corrections.toml").write_text(CORRECTION.replace("2人", "9人"), encoding="utf-8")
    told = Warned("a", 6, "correction not applied: line 6 prints 「2人」, not 「9人」")
    assert told in build_index(settings, reports).warnings


def test_corrections_that_cannot_be_read_leave_the_index(embedder, reports, settings):
    build_index(settings, reports)
    (reports / "corrections.toml").write_text("[[correction]]\nreport = 1\n", encoding="utf-8")
    with pytest.raises(ReportError, match=r"corrections\.toml, correction 1: "):
        build_index(settings)
    with open_current(settings.data, embedder) as current:
        assert len(current.store.figures()) == 4


def test_a_report_taken_away_is_gone(embedder, reports, settings):
    build_index(settings, reports)
    (reports / "b.txt").unlink()
    assert [report.id for report in build_index(settings, reports).reports] == ["a"]


def test_without_a_folder_the_one_given_before_is_read(embedder, reports, settings):
    build_index(settings, reports)
    assert [report.id for report in build_index(settings).reports] == ["a", "b"]


def test_without_any_folder_the_packaged_reports_are_read(embedder, settings):
    built = build_index(settings)
    assert list(built.reports) == read_reports(packaged_reports())
    assert built.figures > 600


def test_a_bad_folder_leaves_the_index(embedder, reports, settings, tmp_path):
    build_index(settings, reports)
    with pytest.raises(ReportError):
        build_index(settings, tmp_path / "none")
    with open_current(settings.data, embedder) as current:
        assert [report.id for report in current.store.reports()] == ["a", "b"]
    assert [report.id for report in build_index(settings).reports] == ["a", "b"]


def test_progress_counts_every_report(embedder, reports, settings):
    steps = Steps()
    build_index(settings, reports, progress=steps)
    assert steps.tasks[0] == ["Reading reports", 2, 2]


def test_the_embedder_is_that_of_the_settings(reports, settings, monkeypatch):
    asked = []
    monkeypatch.setattr(building, "open_embedder", lambda *arguments: asked.append(arguments) or LetterEmbedder())
    build_index(Settings(data=settings.data, model="own"), reports)
    assert asked == [("own", settings.data / "models")]


def test_the_chroma_server_is_that_of_the_settings(settings):
    assert server_of(settings) is None
    assert server_of(Settings(chroma_host="vectors", chroma_port=9000)) == Server("vectors", 9000)
