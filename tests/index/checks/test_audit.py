"""The audit of the packaged reports, and of invented ones."""

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluation.planted import generated
from index.checks.audit import audit
from index.decimals import plain
from index.reading import packaged_reports, read_reports
from tests.assistant.invented import moon, wave
from tests.index.audited import audited, read
from tests.index.transcribed import transcribed_figures


@pytest.fixture(scope="module")
def packaged():
    """The audit of the packaged reports; what their readers do not read yet is taken from the transcription."""
    reports = read_reports(packaged_reports())
    blocks, figures = {}, []
    for report in reports:
        blocks[report.id], own, _ = read(report)
        figures += own or transcribed_figures(report)
    return audit(reports, blocks, figures)


def test_the_packaged_reports_have_exactly_the_known_findings(packaged):
    found = [(one.severity, one.kind, one.places[0].report, one.places[0].line) for one in packaged.findings]
    assert found == [
        ("error", "prose", "kihon-hyoka-0510-r2", 641),
        ("note", "missing", "hokkaido-sosei-2018", 555),
        ("note", "missing", "hokkaido-sosei-2018", 556),
        ("note", "total", "kihon-hyoka-0510-r2", 970),
        ("note", "count", "sapporo-renkei-2021", 12),
    ]


def test_each_finding_has_its_arithmetic_a_sentence_and_verbatim_places(packaged):
    lines = {report.id: report.lines for report in read_reports(packaged_reports())}
    for finding in packaged.findings:
        assert finding.formula
        assert finding.message.endswith("。")
        assert finding.message.isascii() is False
        assert finding.message_en.endswith(".")
        assert len(finding.places) >= 2
        for place in finding.places:
            printed = "\n".join(lines[place.report][place.line - 1 :])
            assert place.quote in printed.split("\n", place.quote.count("\n") + 1)[0] or printed.find(place.quote) >= 0


def test_the_known_error_shows_both_places_and_the_table(packaged):
    quotes = [place.quote for place in packaged.findings[0].places]
    assert [place.line for place in packaged.findings[0].places] == [641, 648, 545, 1027]
    assert "40億円の減少" in quotes[0] and "40億円の減少" in quotes[3]
    assert packaged.findings[0].formula == "1,118 − 1,078 = 40（万円）"


def test_what_was_checked_is_counted_by_kind(packaged):
    counts = {one.kind: one.count for one in packaged.checked}
    assert counts["progress"] == 24
    assert counts["achievement"] == 4
    assert counts["total"] == 5
    assert counts["staff"] == 32


def test_invented_reports_contradict_nothing():
    assert [finding.message for finding in audited(moon(), wave()).findings if finding.is_error] == []


@given(st.integers(0, 10**6))
@settings(max_examples=30)
def test_reports_made_right_have_no_finding(seed):
    assert audited(generated(random.Random(seed))).findings == ()


@given(st.integers(0, 10**6))
@settings(max_examples=15)
def test_half_width_and_full_width_are_one(seed):
    report = generated(random.Random(seed))
    wide = report.text.translate(str.maketrans("0123456789%()", "０１２３４５６７８９％（）"))
    assert audited(replace(report, text=wide)).findings == ()


def test_findings_are_the_same_again(packaged):
    reports = read_reports(packaged_reports())[:1]
    blocks, figures, warnings = read(reports[0])
    once = audit(reports, {reports[0].id: blocks}, figures, warnings)
    assert once == audit(reports, {reports[0].id: blocks}, list(figures), warnings)


@pytest.mark.parametrize(
    ("number", "shown"), [("1280", "1,280"), ("55.80", "55.8"), ("0", "0"), ("-8303.5", "-8,303.5")]
)
def test_numbers_are_shown_plainly(number, shown):
    from decimal import Decimal

    assert plain(Decimal(number)) == shown
