"""An indicator: what is measured or costed, with the words by which a question can mean it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from index.figure import Figure, FigureKind
from index.gloss import english_terms
from index.markup import comparable
from index.tables.unit import take_unit
from index.tokens import readings, tokenize


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator of one report.

    `figure_ids` holds its figures, first printings and repeats, in document order. `words` are the normalised tokens of
    name and scope, `context` those of item, section and notes, `reading` the name in katakana, `english` the stems by
    which an English question can mean the name's words, `english_context` the same for the context.
    """

    id: str
    report: str
    kind: FigureKind
    name: str
    scope: str
    item: str
    section: str
    figure_ids: tuple[str, ...]
    words: tuple[str, ...]
    context: tuple[str, ...]
    reading: str
    english: frozenset[str]
    english_context: frozenset[str]


def make_indicators(figures: Sequence[Figure]) -> list[Indicator]:
    """Figures grouped by what they measure; a figure printed again belongs to the indicator it repeats."""
    first_id = {figure.figure_id: figure for figure in figures}
    groups: defaultdict[tuple[str, ...], list[Figure]] = defaultdict(list)
    for figure in figures:
        original = first_id.get(figure.repeat_of, figure)
        groups[_key(original)].append(figure)
    return [_indicator(group) for group in groups.values()]


def _key(figure: Figure) -> tuple[str, ...]:
    """A budget is its project's wherever it stands; running text says of one item in several units what it counts."""
    item = figure.item if figure.kind != "budget" else ""
    unit = figure.unit if figure.kind == "fact" else ""
    return figure.report, figure.kind, *(comparable(text) for text in (figure.name, figure.scope, item, unit))


def _indicator(group: Sequence[Figure]) -> Indicator:
    head = group[0]
    # Every printing's section counts: the same indicator may serve two strategies.
    context_text = " ".join(
        _distinct(text for figure in group for text in (figure.item, figure.section, *_worded(figure)))
    )
    # Nobody asks for the unit that is printed behind a name: 観光消費額（億円）.
    words = tuple(_distinct(tokenize(f"{take_unit(head.name)[0]} {head.scope}")))
    context = tuple(word for word in _distinct(tokenize(context_text)) if word not in words)
    return Indicator(
        id=head.figure_id.rsplit(":", 1)[0],
        report=head.report,
        kind=head.kind,
        name=head.name,
        scope=head.scope,
        item=head.item,
        section=head.section,
        figure_ids=tuple(figure.figure_id for figure in group),
        words=words,
        context=context,
        reading=readings(head.name),
        english=english_terms(words),
        english_context=english_terms(context) - english_terms(words),
    )


def _worded(figure: Figure) -> tuple[str, ...]:
    """What a figure says in words: a target such as 全国平均値, a footnote."""
    return (figure.text, figure.note) if figure.value is None else (figure.note,)


def _distinct(texts: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(text for text in texts if text))
