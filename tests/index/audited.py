"""Reports written in a test, read and audited as the build does."""

from dataclasses import replace

from index.checks.audit import audit
from index.figures import extract_figures
from index.layout import lay_out
from tests.contracts.store import REPORT


def written(text, name="r", **fields):
    return replace(REPORT, id=name, title="月影県の報告", publisher="月影県", text=text, pages=(), **fields)


def read(report):
    blocks = lay_out(report.text)
    return blocks, *extract_figures(report, blocks)


def audited(*reports):
    """The audit of reports, or of texts."""
    reports = [written(one, f"r{n}") if isinstance(one, str) else one for n, one in enumerate(reports)]
    blocks, figures, warnings = {}, [], []
    for report in reports:
        blocks[report.id], found, left_out = read(report)
        figures += found
        warnings += left_out
    return audit(reports, blocks, figures, warnings)


def findings(*reports):
    return audited(*reports).findings


def found(*reports):
    """The findings as (kind, severity, printed)."""
    return [(finding.kind, finding.severity, finding.printed) for finding in findings(*reports)]
