"""The way of a report: read → blocks → figures + passages → correct → link → check → embed → store → swap."""

from dataclasses import dataclass
from pathlib import Path

from index.alias import read_aliases
from index.block import Block
from index.checks.audit import audit
from index.correction import apply_corrections, read_corrections
from index.draft import Warned
from index.embedding import open_embedder
from index.figure import Figure
from index.figures import extract_figures
from index.generation import Build, Server, build_generation
from index.layout import lay_out
from index.passage import Passage
from index.passages import make_passages
from index.progress import NoProgress, Progress
from index.reading import packaged_reports, read_reports
from index.report import Report
from index.series import series_of
from index.settings import Settings

_FOLDER = "reports-folder"


@dataclass(frozen=True, slots=True)
class Built:
    """What `build_index` did and what it holds. `warnings` say what was left out, and where."""

    build: Build
    reports: tuple[Report, ...]
    passages: int
    figures: int
    warnings: tuple[Warned, ...]


def build_index(
    settings: Settings, folder: Path | None = None, *, rebuild: bool = False, progress: Progress | None = None
) -> Built:
    """Make the index at `settings.data` hold the reports of `folder`.

    Where it is None, of the folder that this index was last built from, and of the packaged reports for a new index.
    """
    progress = progress or NoProgress()
    source = folder or _last_folder(settings.data) or packaged_reports()
    reports, corrections, aliases = read_reports(source), read_corrections(source), read_aliases(source)
    progress.start("Reading reports", len(reports))
    figures: list[Figure] = []
    passages: list[Passage] = []
    warnings: list[Warned] = []
    laid_out: dict[str, list[Block]] = {}
    for report in reports:
        blocks = laid_out[report.id] = lay_out(report.text, report.pages)
        found, left_out = extract_figures(report, blocks)
        figures += found
        warnings += [Warned(report.id, line, message) for line, message in report.left_out]
        warnings += left_out
        passages += make_passages(report, blocks)
        progress.advance()
    figures, stale = apply_corrections(corrections, reports, figures)
    warnings += stale
    figures = series_of(figures)
    audited = audit(reports, laid_out, figures, warnings)
    build = build_generation(
        settings.data,
        reports,
        passages,
        figures,
        warnings,
        findings=audited.findings,
        checked=audited.checked,
        aliases=aliases,
        embedder=open_embedder(settings.model, settings.models),
        rebuild=rebuild,
        progress=progress,
        server=server_of(settings),
    )
    if folder is not None:
        (settings.data / _FOLDER).write_text(str(folder.resolve()), encoding="utf-8")
    return Built(build, tuple(reports), len(passages), len(figures), tuple(warnings))


def _last_folder(data: Path) -> Path | None:
    """The folder given for this index before, so that mending it does not need it again."""
    try:
        return Path((data / _FOLDER).read_text(encoding="utf-8"))
    except OSError:
        return None


def server_of(settings: Settings) -> Server | None:
    """The Chroma server that the settings name, None for vectors in the data folder."""
    return Server(settings.chroma_host, settings.chroma_port) if settings.chroma_host else None
