"""What the audit found about the figures and words that an answer shows."""

from collections.abc import Iterable, Sequence

from assistant.answer import Citation
from index.checks.check import Check
from index.figure import Figure
from index.markup import comparable

# By kind of check: without numbers, for the numbers of a finding stand in `checks` with their places.
_SENTENCES = {
    "progress": (
        "記載の率は、資料の算式による計算と一致しません",
        "the printed rate does not follow from the report's rule",
    ),
    "grade": (
        "記載の評価は、資料の評価基準と一致しません",
        "the printed grade does not follow from the report's legend",
    ),
    "total": ("記載の合計は、内訳の和と一致しません", "the printed total is not the sum of its parts"),
    "unit": ("この行の単位は、記載の率と一致しません", "the units of this row do not go with its printed rate"),
    "prose": ("この値は、資料内の別の記載と一致しません", "another place in the reports states this differently"),
    "count": ("記載の件数は、表で数えた数と一致しません", "the printed count is not what the table holds"),
}
_ALIKE = {
    "achievement": "progress",
    "staff": "total",
    "caption": "prose",
    "agreement": "prose",
    "share": "progress",
    "tally": "count",
}


def concerning(findings: Iterable[Check], figures: Sequence[Figure], citations: Sequence[Citation]) -> list[Check]:
    """The findings about figures shown; for an answer that only quotes, those about words that it quotes."""
    shown = {figure.figure_id for figure in figures}
    if shown:
        return [finding for finding in findings if finding.figure_id in shown]
    return [finding for finding in findings if any(_is_quoted(finding, citation) for citation in citations)]


def _is_quoted(finding: Check, citation: Citation) -> bool:
    quoted = comparable(citation.quote)
    return any(
        place.report == citation.report
        and citation.line_start <= place.line <= citation.line_end
        and len(comparable(place.quote)) > len(finding.printed)
        and comparable(place.quote) in quoted
        for place in finding.places
    )


def doubts(findings: Sequence[Check], *, japanese: bool) -> str:
    """One remark on the errors among the findings, empty where there is none."""
    kinds = dict.fromkeys(_ALIKE.get(finding.kind, finding.kind) for finding in findings if finding.is_error)
    said = [_SENTENCES[kind][0 if japanese else 1] for kind in kinds if kind in _SENTENCES]
    if not said:
        return ""
    return f"（注：{'。'.join(said)}）" if japanese else f" (Note: {'; '.join(said)}.)"
