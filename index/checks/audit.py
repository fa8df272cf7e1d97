"""The audit: every check that the reports' own rules allow, and what it finds."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from index.block import Block
from index.checks.agreement import check_agreement
from index.checks.check import Check, Checked
from index.checks.consistency import check_missing, check_units
from index.checks.difference import check_differences
from index.checks.entry import Entry, entries
from index.checks.grade_count import check_grade_counts
from index.checks.grading import check_grades, check_shares, check_tallies
from index.checks.legend import read_legend
from index.checks.prose import check_prose
from index.checks.recomputation import check_rates
from index.checks.restatement import check_restatements
from index.checks.rule import stated
from index.checks.scale import read_scales
from index.checks.total import check_staff, check_table_totals, check_totals
from index.draft import Warned
from index.figure import Figure
from index.report import Report


@dataclass(frozen=True, slots=True)
class Audit:
    """What was checked, by kind, and the findings: errors first, then in document order."""

    checked: tuple[Checked, ...]
    findings: tuple[Check, ...]


def audit(
    reports: Sequence[Report],
    blocks: Mapping[str, Sequence[Block]],
    figures: Iterable[Figure],
    warnings: Iterable[Warned] = (),
) -> Audit:
    """Run every check over the figures of all reports. `blocks` and the rest go by report id."""
    by_report: defaultdict[str, list[Figure]] = defaultdict(list)
    for figure in figures:
        by_report[figure.report].append(figure)
    left_out: defaultdict[str, set[int]] = defaultdict(set)
    for warning in warnings:
        left_out[warning.report].add(warning.line)
    made: list[Check] = []
    known: dict[str, list[Entry]] = {}
    for report in reports:
        own = by_report[report.id]
        known[report.id] = entries(own)
        made += _of_report(report, blocks[report.id], own, known[report.id], left_out[report.id])
    made += check_agreement(known, {report.id: report for report in reports})
    counts = Counter(check.kind for check in made)
    order = {report.id: n for n, report in enumerate(reports)}
    findings = sorted(_single(check for check in made if not check.ok), key=lambda check: _rank(check, order))
    return Audit(tuple(Checked(kind, counts[kind]) for kind in sorted(counts)), tuple(findings))


def _of_report(
    report: Report, blocks: Sequence[Block], figures: Sequence[Figure], own: Sequence[Entry], left_out: set[int]
) -> Iterator[Check]:
    legend = read_legend(report)
    yield from check_rates(own, stated(blocks))
    yield from check_units(own)
    yield from check_missing(report, blocks, own)
    yield from check_grades(report, own, legend, read_scales(blocks))
    yield from check_tallies(report, own, legend)
    yield from check_grade_counts(figures, own)
    yield from check_shares(report, own, legend, whole=not left_out)
    yield from check_totals(own, blocks, left_out)
    totals = list(check_table_totals(figures, blocks))
    yield from totals
    yield from check_differences(figures, blocks, _lines_of(check for check in totals if not check.ok))
    yield from check_staff(own)
    yield from check_prose(report, blocks, own)
    yield from check_restatements(report, blocks, own)


def _lines_of(findings: Iterable[Check]) -> frozenset[int]:
    return frozenset(finding.places[0].line for finding in findings)


def _single(findings: Iterable[Check]) -> Iterator[Check]:
    """Findings, of a wrong total only one: its column and its own row say the same of it."""
    seen: set[tuple[str, str]] = set()
    for finding in findings:
        kind = "total" if finding.kind == "staff" else finding.kind
        key = (kind, finding.figure_id if kind == "total" else f"{finding.figure_id} {finding.printed}")
        if key not in seen:
            seen.add(key)
            yield finding


def _rank(finding: Check, order: Mapping[str, int]) -> tuple[bool, int, int]:
    place = finding.places[0]
    return not finding.is_error, order.get(place.report, 0), place.line
