"""What the row of a table tells of a project or an indicator beside its name: what is done, for whom, with what."""

from collections.abc import Mapping, Sequence

from index.figure import Figure
from index.indicator import Indicator
from index.markup import comparable


def tellings(
    indicators: Sequence[Indicator], figures: Mapping[str, Figure], lines: Mapping[str, Sequence[str]]
) -> dict[str, str]:
    """By the indicators' ids: a project's description, and the cells that stand before an indicator's name.

    The outline of an item (連携事業名, 事業概要) is printed once and holds for all its indicators. What a row says
    of results tells nothing of what the indicator is.
    """
    told: dict[str, str] = {}
    outlines: dict[tuple[str, str], str] = {}
    for indicator in indicators:
        own = [figures[figure_id] for figure_id in indicator.figure_ids]
        if indicator.kind == "budget":
            told[indicator.id] = " ".join(dict.fromkeys(figure.remark for figure in own if figure.remark))
        elif indicator.kind == "kpi" and indicator.item:
            key = indicator.report, indicator.item
            if key not in outlines:
                outlines[key] = _outline(indicator, own[0], lines)
            told[indicator.id] = outlines[key]
    return told


def _outline(indicator: Indicator, figure: Figure, lines: Mapping[str, Sequence[str]]) -> str:
    cells = lines[figure.report][figure.line - 1][: figure.span[0]].split("\t")
    name = comparable(indicator.name)
    before = [cell for cell in cells if cell.strip() and comparable(cell) != name]
    return " ".join(before) if name in {comparable(cell) for cell in cells} else ""
