"""Facts: the numbers and dates that stand in the running text of initiative tables, each with what it is of."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from index.block import Block, Cell
from index.draft import Place, Subject, Warned, draft
from index.facts.activity import label_name, measure_changed, name_around
from index.facts.clause import Bracket, Item, clause_around, clause_of, find_brackets, is_repeated, read_items, trimmed
from index.facts.initiative import initiatives, is_initiative_table
from index.facts.printed import Printed, read_printed
from index.facts.statement import Statement, Unplaced, counted_in, plain_period, read_statements
from index.figure import Figure
from index.period import Period, find_periods
from index.quantity import Quantity, is_counter
from index.report import Report
from index.tables.record import LeftOut
from index.text import clean, one_spaced
from index.value import Value

_QUOTED = re.compile(r"「[^「」]*」|『[^『』]*』|“[^“”]*”|\"[^\"]*\"")
_PERIOD_BEHIND = re.compile(r"[(（]([^()（）]*)[)）]")
_STOP = re.compile(r"[、，。\n]")
# A unit that a word follows without a particle counts only where that word is what was done: 1名配置し, 70名参加.
_GOES_ON = re.compile(r"[一-鿿ァ-ヺー々A-Za-z]")
_DONE_BEHIND = re.compile(r"[一-鿿]{2,4}(?:し|さ|す|済|、|，|。|【|\[|［|$)")
_KATAKANA = re.compile(r"[ァ-ヺー]{2,}")
_BOUND = re.compile(r"(?:延べ|のべ|合計|総計|累計|通算)$")


@dataclass(frozen=True, slots=True)
class _Told:
    """One number or date with the words that name it, before its line's figures are compared with each other."""

    statement: Statement
    activity: str
    name: str


def read_facts(report: Report, blocks: Sequence[Block]) -> Iterator[Figure | Warned]:
    """The facts of every initiative table, and what could not be placed."""
    lines = report.lines
    for block in blocks:
        if not is_initiative_table(block):
            continue
        section = " > ".join(block.path)
        for row in initiatives(block):
            if isinstance(row, LeftOut):
                yield Warned(report.id, row.line, row.message)
                continue
            for cell in row.cells:
                yield from _cell(report, lines, Subject("fact", section, row.item, ""), cell)


def _cell(report: Report, lines: Sequence[str], subject: Subject, cell: Cell) -> Iterator[Figure | Warned]:
    printed = read_printed(lines[cell.line - 1], cell.start, cell.end)
    told: list[tuple[Item, _Told]] = []
    for item in read_items(printed.text):
        for one in _told(printed.text, item):
            if isinstance(one, Unplaced):
                yield _warned(report, cell, one)
            else:
                told.append((item, one))
    for item, one in _apart(told):
        if isinstance(one, Unplaced):
            yield _warned(report, cell, one)
        else:
            yield _fact(report, printed, cell, _of_item(subject, printed.text, item), one)


def _warned(report: Report, cell: Cell, unplaced: Unplaced) -> Warned:
    return Warned(report.id, cell.line, f"{clean(unplaced.text)} left out: {unplaced.reason}")


def _of_item(subject: Subject, text: str, item: Item) -> Subject:
    """The subject with the whole item in words, behind the words of the one that it stands under."""
    under = one_spaced(text[slice(*item.under)]) if item.under else ""
    words = one_spaced(text[item.start : item.end])
    return replace(
        subject,
        remark=f"{under} ・{words}" if under else words,
        repeated=is_repeated(text[item.start : item.end]),
    )


def _fact(report: Report, printed: Printed, cell: Cell, subject: Subject, told: _Told) -> Figure:
    said = told.statement
    start, end = printed.span(said.start, said.end)
    text = one_spaced(printed.text[said.start : said.end])
    value = Value("deadline" if said.quantity is None else "quantity", text, said.quantity, said.period)
    subject = replace(subject, name=told.name, scope=said.scope)
    return draft(report, Place(cell.line, start, end), subject, "value", value, said.period, note=said.note)


# --- what an item states ---------------------------------------------------------------------------------------------


def _told(text: str, item: Item) -> Iterator[_Told | Unplaced]:
    """Everything an item states, in brackets and outside of them."""
    brackets = find_brackets(text, item.start, item.end)
    at = item.start
    activity = ""
    for n, bracket in enumerate(brackets):
        statements = read_statements(text, *bracket.inside)
        yield from _outside(text, at, bracket.start, (bracket, statements))
        stop = brackets[n + 1].start if n + 1 < len(brackets) else item.end
        # Of brackets side by side all are of the same clause; one at the very beginning is of what follows it.
        activity = clause_of(text, at, bracket) or activity or _first_clause(text, bracket.end, stop)
        told = measure_changed(activity, statements) or activity
        yield from (_named(told, one) for one in statements)
        at = bracket.end
    yield from _outside(text, at, item.end, None)


def _first_clause(text: str, start: int, end: int) -> str:
    return trimmed(text[start:end].split("。")[0])


def _named(activity: str, said: Statement | Unplaced) -> _Told | Unplaced:
    if isinstance(said, Unplaced):
        return said
    name = label_name(activity, said)
    if not name:
        return Unplaced(_printed(said), "nothing is printed that says what it is of")
    return _Told(said, activity, name)


def _printed(said: Statement) -> str:
    if said.quantity is not None:
        return said.quantity.text
    return said.period.text if said.period else ""


def _outside(
    text: str, start: int, end: int, follows: tuple[Bracket, Sequence[Statement | Unplaced]] | None
) -> Iterator[_Told | Unplaced]:
    """The numbers of running text between brackets. One that a date follows in the same clause is of that date."""
    run = text[start:end]
    quoted = [match.span() for match in _QUOTED.finditer(run)]
    for quantity in counted_in(run):
        if any(begin <= quantity.start < stop for begin, stop in quoted):
            continue
        behind = run[quantity.end :]
        if not _is_unit(quantity.unit) or (_GOES_ON.match(behind) and not _DONE_BEHIND.match(behind)):
            yield Unplaced(quantity.text, "it may be part of a name")
            continue
        period = _period_behind(behind) or (_date_of(follows) if not _STOP.search(behind) else None)
        begin, stop = start + quantity.start, start + quantity.end
        name = name_around(text, clause_around(text, start, end, (begin, stop)), (begin, stop), quantity)
        said = Statement(begin, stop, quantity, period, note=_bound(run, quantity))
        yield _Told(said, name, name) if name else Unplaced(quantity.text, "nothing says what it counts")


def _is_unit(unit: str) -> bool:
    """Whether a unit in running text is one for certain: a known one, or one in katakana (コース)."""
    return is_counter(unit) or _KATAKANA.fullmatch(unit) is not None


def _period_behind(behind: str) -> Period | None:
    """The period in round brackets right behind a number: 174市町村(R5)."""
    bracket = _PERIOD_BEHIND.match(behind)
    found = find_periods(bracket[1]) if bracket else []
    whole = bracket is not None and len(found) == 1 and found[0][2].text == bracket[1].strip()
    return plain_period(found[0][2]) if whole else None


def _date_of(follows: tuple[Bracket, Sequence[Statement | Unplaced]] | None) -> Period | None:
    """The date of a bracket that prints one date and nothing else."""
    if follows is None or len(follows[1]) != 1:
        return None
    only = follows[1][0]
    return only.period if isinstance(only, Statement) and only.quantity is None and not only.scope else None


def _bound(run: str, quantity: Quantity) -> str:
    word = _BOUND.search(run[: quantity.start])
    return word[0] if word else ""


# --- numbers of one cell beside each other ---------------------------------------------------------------------------


def _apart(told: Sequence[tuple[Item, _Told]]) -> Iterator[tuple[Item, _Told | Unplaced]]:
    """Labels that more than one clause of a cell uses take the clause into their names.

    Numbers that are still told as the same thing, and differ, are left out.
    """
    activities: defaultdict[tuple[str, ...], set[str]] = defaultdict(set)
    for _, one in told:
        activities[_subject(one)].add(one.activity)
    told = [(item, _longer(one) if len(activities[_subject(one)]) > 1 else one) for item, one in told]
    printed: defaultdict[tuple[str, ...], set[str]] = defaultdict(set)
    for _, one in told:
        printed[_observed(one)].add(clean(_printed(one.statement)))
    for item, one in told:
        rival = len(printed[_observed(one)]) > 1
        yield item, Unplaced(_printed(one.statement), "another number is printed for the same") if rival else one


def _subject(told: _Told) -> tuple[str, ...]:
    """What a number is of, whenever it is."""
    quantity = told.statement.quantity
    return clean(told.name), clean(told.statement.scope), clean(quantity.unit) if quantity else ""


def _observed(told: _Told) -> tuple[str, ...]:
    period = told.statement.period
    return (*_subject(told), clean(period.text) if period else "")


def _longer(told: _Told) -> _Told:
    name = told.name if told.activity in told.name else one_spaced(f"{told.activity} {told.name}")
    return replace(told, name=name)
