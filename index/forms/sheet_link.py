"""Which yearly part belongs to which mark of a form.

What a mark prints in order in its own lines is its own; a report repeats the analysis of a yearly part beside the
indicator's name; a value in % is of no indicator in 億円. Only where these agree with the form's order from top to
bottom is that order enough for the rest.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import permutations

from index.forms.form import Token
from index.forms.setting import FIELDS, YEAR_FIELDS, Group, Settings, groups_of
from index.forms.sheet_name import Name
from index.forms.sheet_text import Mark, Run, SheetText
from index.forms.yearly import Yearly, is_percent
from index.markup import comparable
from index.period import fold

_MOST_PERMUTED = 6
_SHARED = 14  # letters that two texts have in common only where one was taken from the other
_FOLLOWING = 10  # lines of analysis below a name


@dataclass(frozen=True, slots=True)
class Own:
    """What a mark prints in order in its own lines, by field: a row of numbers and one of years, where it does."""

    numbers: Mapping[int, Token] = field(default_factory=dict)
    years: Mapping[int, Token] = field(default_factory=dict)
    groups: tuple[Group, ...] = ()


def own_settings(sheet: SheetText, run: Run, names: Mapping[Mark, Name]) -> dict[Mark, Own]:
    """What each mark's own lines print in order.

    Rows are a mark's own where they follow its head and name at once; or where every mark of the run has just one whole
    row of numbers and one of years before the next mark.
    """
    marks = sorted(run.marks, key=lambda mark: mark.line)
    between = {}
    for mark, following in zip(marks, [*(mark.line for mark in marks[1:]), run.last + 1], strict=True):
        stop = min([following, *(part.line for part in run.parts if part.line > mark.line)])
        between[mark] = _own(sheet.settings_in(mark.line, stop - 1), _whole)
    if all(own.numbers and own.years for own in between.values()):
        return between
    return {mark: _following(sheet, mark, names[mark]) if mark in names else Own() for mark in marks}


def _own(lines: Sequence[Sequence[Token]], placed: Callable[[Sequence[Group]], dict[int, Token]]) -> Own:
    numbers, years = groups_of(lines, "number"), groups_of(lines, "period")
    values = placed(numbers)
    return Own(values, placed(years), tuple(numbers) if values else ())


def _following(sheet: SheetText, mark: Mark, name: Name) -> Own:
    """The two rows on the lines right below a name that has the heads of all three columns beside its mark."""
    heads = sum(token.what == "heading" for token in sheet.lines[mark.line - 1])
    below = [n for n in range(name.last + 1, sheet.last + 1) if sheet.lines[n - 1]][:2]
    if heads < len(FIELDS) or len(below) < 2:
        return Own()
    lines = sheet.settings_in(below[0], below[-1])
    labels = [token.what for line in lines for token in line if token.kind == "label"]
    return _own(lines, _fixed) if sorted(labels) == sorted((*YEAR_FIELDS, *FIELDS)) else Own()


def _whole(groups: Sequence[Group]) -> dict[int, Token]:
    """The three values of groups that print each behind its label and nothing more."""
    if tuple(one for group in groups for one in group.labelled) != (0, 1, 2):
        return {}
    return dict(enumerate(token for group in groups for token in group.tokens))


def _fixed(groups: Sequence[Group]) -> dict[int, Token]:
    """The values of a row that prints all labels, where each stands between its own and the next."""
    ranges = [one for group in groups for one in group.ranges]
    tokens = [token for group in groups for token in group.tokens]
    if len(groups) != 1 or any(low != high for low, high in ranges) or len(set(ranges)) < len(ranges):
        return {}
    return {low: token for (low, _), token in zip(ranges, tokens, strict=True)}


def linked(
    sheet: SheetText, run: Run, names: Mapping[Mark, Name], own: Mapping[Mark, Own], settings: Settings
) -> dict[Mark, int]:
    """The number of the yearly part of each mark for which it is certain."""
    marks = sorted(run.marks, key=lambda mark: mark.rank)
    count = len(marks)
    if count == 1:
        return {marks[0]: 0}
    said = [_evidence(sheet, run, mark, names.get(mark), own[mark], settings) for mark in marks]
    positive = [n for n, each in enumerate(said) if True in each]
    if count > _MOST_PERMUTED:
        orders = [tuple(range(count))] if all(said[n][n] is not False for n in range(count)) else []
    else:
        orders = [
            order for order in permutations(range(count)) if all(said[n][p] is not False for n, p in enumerate(order))
        ]
    printed = tuple(range(count))
    if len(orders) > 1 and printed in orders and positive:
        orders = [printed]
    if count > _MOST_PERMUTED and not positive:
        orders = []
    if not orders:
        return {}
    return {mark: orders[0][n] for n, mark in enumerate(marks) if len({order[n] for order in orders}) == 1}


def _evidence(
    sheet: SheetText, run: Run, mark: Mark, name: Name | None, own: Own, settings: Settings
) -> list[bool | None]:
    """For each yearly part whether it is the mark's: True and False are proven, None is open."""
    count = len(run.parts)
    parts = {settings.part_of.get(group) for group in own.groups}
    proven = parts.pop() if len(parts) == 1 else None
    if proven is None and name is not None:
        proven = _analysed(sheet, run, name)
    if proven is not None:
        return [n == proven for n in range(count)]
    unit = fold(name.unit) if name is not None else ""
    return [False if unit and unit != "%" and _in_percent(run, n, settings) else None for n in range(count)]


def _in_percent(run: Run, part: int, settings: Settings) -> bool:
    """Whether a yearly part, or a value set for it, is printed in %."""
    return run.parts[part].in_percent is True or any(
        is_percent(token) for slot, token in settings.values.items() if slot[0] == part
    )


def _analysed(sheet: SheetText, run: Run, name: Name) -> int | None:
    """The one yearly part whose analysis the report prints again below the indicator's name."""
    again = _below_name(sheet, name)
    shared = [n for n, part in enumerate(run.parts) if again & _pieces(_analysis(sheet, part))]
    return shared[0] if len(shared) == 1 else None


def _analysis(sheet: SheetText, part: Yearly) -> str:
    return comparable("".join(sheet.raw[part.analysis[0] : part.analysis[1]]))


def _below_name(sheet: SheetText, name: Name) -> frozenset[str]:
    """Pieces of the text that follows where the report names the indicator again outside the form."""
    wanted = comparable(name.text)
    found: set[str] = set()
    for n, line in enumerate(sheet.raw):
        if sheet.first <= n + 1 <= sheet.last or wanted not in comparable(line):
            continue
        below = []
        for following in sheet.raw[n + 1 : n + 1 + _FOLLOWING]:
            if not following.strip():
                break
            below.append(following)
        found |= _pieces(comparable("".join(below)))
    return frozenset(found)


def _pieces(text: str) -> set[str]:
    return {text[n : n + _SHARED] for n in range(len(text) - _SHARED + 1)}
