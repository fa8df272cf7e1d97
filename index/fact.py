"""Facts: the numbers and dates that stand in the running text of initiative tables, each with what it is of."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from index.block import Block, Cell
from index.clause import Bracket, Item, clause_around, clause_of, find_brackets, is_repeated, read_items, trimmed
from index.draft import Place, Subject, Warned, draft
from index.figure import Figure
from index.initiative import initiatives, is_initiative_table
from index.period import Period, find_periods
from index.printed import Printed, read_printed
from index.quantity import Quantity, is_counter
from index.record import LeftOut
from index.report import Report
from index.statement import Statement, Unplaced, counted_in, plain_period, read_statements
from index.text import clean
from index.value import Value

# Labels of such words alone (交付実績, 参加者数) say what kind of number it is, and not of what.
_GENERIC = re.compile(
    "(?:新規|継続|交付|実績|決算|予算|補助|助成|支援|参加|来場|利用|開催|実施|相談|申請|採択|入場|受講|採用|登録|対象|見込|計画"
    "|予定|合計|累計|うち|全体|企業|団体|市町村|学校|学生|児童|生徒|延べ|のべ|年間|平均|総|額|数|件|人|者|回|率|計|度|量|[ 　(（)）])+"
)
_SHORT = 4
_QUOTED = re.compile(r"「[^「」]*」|『[^『』]*』|“[^“”]*”|\"[^\"]*\"")
_PERIOD_BEHIND = re.compile(r"[(（]([^()（）]*)[)）]")
_STOP = re.compile(r"[、，。\n]")
# A unit that a word follows without a particle counts only where that word is what was done: 1名配置し, 70名参加.
_GOES_ON = re.compile(r"[一-鿿ァ-ヺー々A-Za-z]")
_DONE_BEHIND = re.compile(r"[一-鿿]{2,4}(?:し|さ|す|済|を|が|、|，|。|【|\[|［|$)")
# Units that are nouns themselves read on where their number is left away; counters (名, 件) are left away with it.
_BARE_COUNTER = frozenset("名 人 件 回 社 校 戸 台 頭 個 か所 カ所 ヶ所 ヵ所 ケ所 箇所 つ 本 組 枚 点 冊".split())
_NOUN_UNIT = re.compile(r"[一-鿿]{2,}")
_RISES = ("増", "伸", "上", "拡")
_FALLS = ("減", "低")
_CHANGED = re.compile(
    r"(?:^|(?<=[、，。]))(?P<name>[^、，。]*[一-鿿]数)が(?:[^、，。が]{0,8}に)?(?P<how>[増伸上拡減低改])"
    r"[^、，。が]{0,3}?(?:するなど|るなど|し|した|しており|ており|$)(?:[、，。]|$)"
)
_ELIDED = "…"


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
            yield _fact(report, printed, cell, replace(subject, **_said_of(printed.text, item)), one)


def _warned(report: Report, cell: Cell, unplaced: Unplaced) -> Warned:
    return Warned(report.id, cell.line, f"{clean(unplaced.text)} left out: {unplaced.reason}")


def _said_of(text: str, item: Item) -> dict[str, str | bool]:
    """The whole item in words, behind the words of the one that it stands under."""
    under = clean_words(text[slice(*item.under)]) if item.under else ""
    words = clean_words(text[item.start : item.end])
    return {
        "remark": f"{under} ・{words}" if under else words,
        "repeated": is_repeated(text[item.start : item.end]),
    }


def clean_words(text: str) -> str:
    """Words as printed, white space collapsed."""
    return re.sub(r"\s+", " ", text).strip()


def _fact(report: Report, printed: Printed, cell: Cell, subject: Subject, told: _Told) -> Figure:
    said = told.statement
    start, end = printed.span(said.start, said.end)
    text = clean_words(printed.text[said.start : said.end])
    value = Value("deadline" if said.quantity is None else "quantity", text, said.quantity, said.period)
    subject = replace(subject, name=told.name, scope=said.scope)
    return draft(report, Place(cell.line, start, end), subject, "value", value, said.period, note=said.note)


# --- what an item states -----------------------------------------------------------------------------------------------


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
        told = _measured(activity, statements) or activity
        yield from (_named(told, one) for one in statements)
        at = bracket.end
    yield from _outside(text, at, item.end, None)


def _measured(activity: str, statements: Sequence[Statement | Unplaced]) -> str:
    """The measure that a clause says to have changed, where the numbers of its bracket are of its unit and changed so.

    Of `…により、相談件数が増えるなど、移住の機会が拡大【R4：10件 R5：12件】` the numbers are 相談件数.
    """
    found = [*_CHANGED.finditer(activity)]
    numbers = [one.quantity for one in statements if isinstance(one, Statement) and one.quantity and not one.label]
    values = [number.value for number in numbers if number.value is not None]
    units = {number.unit for number in numbers}
    if len(found) != 1 or len(units) != 1 or len(values) < 2 or len(values) != len(statements):
        return ""
    name, how = found[0]["name"], found[0]["how"]
    rises = values == sorted(set(values))
    falls = values == sorted(set(values), reverse=True)
    so = rises if how in _RISES else falls if how in _FALLS else rises or falls
    return name if so and _of_unit(name, units.pop()) else ""


def _of_unit(name: str, unit: str) -> bool:
    """Whether a measure's own name says that it is counted in a unit: 相談件数 in 件, 参加者数 in 人."""
    people = re.search(r"(?:者|人|客|生|員|口)数?$", name)
    return bool(people) if unit in ("人", "名") else name.endswith((f"{unit}数", f"{unit}の数"))


def _first_clause(text: str, start: int, end: int) -> str:
    return trimmed(text[start:end].split("。")[0])


def _named(activity: str, said: Statement | Unplaced) -> _Told | Unplaced:
    if isinstance(said, Unplaced):
        return said
    label = said.label
    alone = len(label) >= _SHORT and not _GENERIC.fullmatch(label)
    words = (label if alone else f"{activity} {label}", said.after)
    name = clean_words(" ".join(words))
    if said.after and alone:
        name = clean_words(f"{label} {said.after}")
    elif said.after:
        name = clean_words(f"{activity} {label} {said.after}")
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
        if any(begin <= quantity.start < stop for begin, stop in quoted) or not is_counter(quantity.unit):
            continue
        behind = run[quantity.end :]
        if _GOES_ON.match(behind) and not _DONE_BEHIND.match(behind):
            yield Unplaced(quantity.text, "it may be part of a name")
            continue
        period = _period_behind(behind) or (_date_of(follows) if not _STOP.search(behind) else None)
        begin, stop = start + quantity.start, start + quantity.end
        name = _name_around(text, clause_around(text, start, end, (begin, stop)), (begin, stop), quantity)
        said = Statement(begin, stop, quantity, period, note=_bound(run, quantity))
        yield _Told(said, name, name) if name else Unplaced(quantity.text, "nothing says what it counts")


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
    word = re.search(r"(?:延べ|のべ|合計|総計|累計|通算)$", run[: quantity.start])
    return word[0] if word else ""


def _name_around(text: str, clause: tuple[int, int], number: tuple[int, int], quantity: Quantity) -> str:
    """The clause that a number stands in, without the number."""
    begin, stop = clause
    before = re.sub(r"(?:延べ|のべ|約|およそ|概ね|計|合計)$", "", text[begin : number[0]])
    behind = text[number[1] : stop]
    inner = text[begin - 1 : begin] in tuple("】]］)）〕")
    if quantity.unit not in _BARE_COUNTER:
        unit = quantity.unit if _NOUN_UNIT.fullmatch(quantity.unit) else _ELIDED
        return trimmed(f"{before}{unit}{behind}", inner=inner)
    if not before.strip("、， ") or re.search(r"[、，。ぁ-ん]$", before):
        behind = behind.removeprefix("の") if not before.strip() or before[-1] in "、，。" else behind
    attached = re.search(r"[一-鿿ァ-ヺーA-Za-z」)）]$", before) or re.search(r"[を、，。]$", before) or not before.strip()
    return trimmed(before + behind if attached else before + _ELIDED + behind, inner=inner)


# --- figures of one cell beside each other -----------------------------------------------------------------------------


def _apart(told: Sequence[tuple[Item, _Told]]) -> Iterator[tuple[Item, _Told | Unplaced]]:
    """Numbers of one cell that would be told as the same thing with different values take the clause into their names.

    Where that does not tell them apart either, they are left out.
    """
    for _ in range(2):
        groups: defaultdict[tuple[str, ...], set[str]] = defaultdict(set)
        for _, one in told:
            groups[_key(one)].add(_printed(one.statement))
        clash = {key for key, texts in groups.items() if len(texts) > 1}
        told = [(item, _longer(one) if _key(one) in clash else one) for item, one in told]
    counts: defaultdict[tuple[str, ...], set[str]] = defaultdict(set)
    for _, one in told:
        counts[_key(one)].add(_printed(one.statement))
    for item, one in told:
        same = len(counts[_key(one)]) > 1
        yield item, Unplaced(_printed(one.statement), "another number is printed for the same") if same else one


def _key(told: _Told) -> tuple[str, ...]:
    said = told.statement
    period = said.period.text if said.period else ""
    return clean(told.name), clean(said.scope), period, said.quantity.unit if said.quantity else ""


def _longer(told: _Told) -> _Told:
    if told.activity in told.name:
        return told
    return replace(told, name=clean_words(f"{told.activity} {told.name}"))
