"""Findings for the eye: where each stands, the sentence, the arithmetic, and both places."""

from collections.abc import Sequence

from index.checks.check import Check, Checked, Place

_LONGEST = 60


def as_findings(findings: Sequence[Check], checked: Sequence[Checked]) -> str:
    """All findings as text, errors first, and how much was checked."""
    errors = sum(finding.is_error for finding in findings)
    made = ", ".join(f"{one.count} {one.kind}" for one in checked)
    total = sum(one.count for one in checked)
    summary = f"{total} checks ({made}): {errors} errors, {len(findings) - errors} notes"
    return "\n\n".join([*map(_finding, findings), summary if checked else "0 checks: 0 errors, 0 notes"])


def _finding(finding: Check) -> str:
    first = finding.places[0]
    lines = [f"{finding.severity:<5}  {_where(first)}  {finding.message}"]
    if finding.message_en:
        lines.append(finding.message_en)
    if finding.formula:
        lines.append(finding.formula)
    lines += [f"{_where(place)}「{_quote(place)}」" for place in finding.places[:6]]
    return "\n       ".join(lines)


def _where(place: Place) -> str:
    return f"{place.report}:{place.line if place.page is None else f'p{place.page}'}"


def _quote(place: Place) -> str:
    quote = " ".join(place.quote.split())
    return quote if len(quote) <= _LONGEST else f"{quote[: _LONGEST - 1]}…"
