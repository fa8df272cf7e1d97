"""What a bracket in running text states: numbers with what they count, where and when, or dates alone.

A number's period is the one printed with it: before it, or behind it in round brackets. A period that is set off
(`R6 `, `R6：`, `ベトナム(R6.12)`) holds for the numbers that follow; one printed in one word with a place does not.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from index.period import Period, find_periods
from index.quantity import Quantity, find_quantities, is_counter, parse_quantity

_PARTING = re.compile(r"[、，,;；\s→⇒]+|・")
_ROUND = re.compile(r"[(（][^()（）]*[)）]")
_EDGES = " 　、，,;；:：・~〜～\n"
_JOINT = re.compile(r"・[一-鿿]{1,3}(?![一-鿿ぁ-んァ-ヺ])")
_NO_COUNT = re.compile(r"(?:周年|年|期|時|分|月|号|番|次|級|条|項|頁|ページ|世紀|代|歳|才|度|倍速)$")
_SINCE = re.compile(r"[ 　]*の?(?:時点|現在|以降|以後|延べ|のべ|合計|総計|(?<!累)計)$")
_OPEN = re.compile(r"以[降後]$")
_OPEN_BEFORE = re.compile(r"[~〜～]\s*$")
_OPEN_BEHIND = re.compile(r"\s*[~〜～]")
_TOTAL = re.compile(r"(?:延べ|のべ|延|約|およそ|概ね|おおむね|計|合計|総計|累計|通算|各|最大)$")
_COUNTED_AS = re.compile(r"延べ|のべ|計|合計|総計|累計|通算|各|最大")
_CUMULATIVE = re.compile("累計|通算|累積")
_PARTICLE = re.compile(r"(?:では|には|で|に|は|が|も|の)$")
_MEASURED = re.compile(r"(?:数|額|率|量|実績|割合|費|高|計|見込|人口|収入)(?:[(（][^()（）]*[)）])?$")
_PLACE = re.compile(r"(?:[市町村区県府都道国局郡州圏]|管内|地域|地区|振興局)$")
_PEOPLE = frozenset({"人", "名", "者", "人日", "人泊"})
_OF_GROUP = re.compile(r"の(?P<group>[^をがにではも]+?)(?P<rest>[とや]|及び|[をがにではも].*)?$")
_COMPARED = re.compile(
    r"[(（]\s*(?P<with>対?(?:前年度?|前期|前月|前回|前々?年度?|同期|基準年度?)(?:同期|同月)?比)\s*[)）]"
)
_SAID_AFTER = re.compile(r"(?:以上|以下|以内|未満|程度|前後|余り?|弱|強|を?予定|を?見込み?|超|ずつ)+")
_CHANGE = re.compile(r"の?(?:増加?|減少?)")
_PREDICATE = re.compile(r"[をがにでへ]?[一-鿿ァ-ヺー]{0,4}(?:し|した|する|済み?|れ)?")
_WHERE_DONE = re.compile(r"^(?P<place>.*?)(?:にて|において|で|に|を|が)[一-鿿]{2,4}$")
_DONE_ALONE = re.compile(r"(?:開催|実施|開始|設置|開設|公開|作成|締結|予定|以?降)+")
_CUT_SHORT = re.compile(r"\s*[~〜～\-－―]\s*[0-9０-９]")
_SET_OFF = re.compile(r"\s*(?:実績|決算|見込み?|予定|計画)?[:：]|\s")
_SAME = re.compile("^同(?=[一-鿿])")


@dataclass(frozen=True, slots=True)
class Statement:
    """A number, or a date where `quantity` is None, at `start` to `end` of the text that the bracket stands in.

    `label` is what the number counts, in the bracket's own words, `after` what it says behind the number; `scope` the
    place or group. `note` holds what bounds the number or the date (延べ, R6.8以降).
    """

    start: int
    end: int
    quantity: Quantity | None
    period: Period | None
    label: str = ""
    after: str = ""
    scope: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A number whose place in a statement cannot be told with certainty."""

    text: str
    reason: str


Read = Statement | Unplaced


def read_statements(text: str, start: int, end: int) -> list[Read]:
    """What the inside of a bracket, `text[start:end]`, states, in order."""
    inner = text[start:end]
    numbers = counted_in(inner)
    read = _Numbers(inner, numbers).read() if numbers else list(_dates(inner))
    return [
        replace(one, start=one.start + start, end=one.end + start) if isinstance(one, Statement) else one
        for one in read
    ]


@lru_cache(maxsize=4096)
def counted_in(text: str) -> tuple[Quantity, ...]:
    """The quantities of a text that count something: no anniversaries, ages or terms, and none without a unit."""
    found = (_joint(text, quantity) for quantity in find_quantities(text))
    return tuple(quantity for quantity in found if quantity.unit and not _NO_COUNT.search(quantity.unit))


def plain_period(period: Period) -> Period:
    """The period without words for a point in time or a beginning (時点, 以降), or of the number (延べ)."""
    return replace(period, text=_SINCE.sub("", period.text))


def _joint(text: str, quantity: Quantity) -> Quantity:
    """A quantity with the second unit that it is printed in: 478社・人."""
    more = _JOINT.match(text, quantity.end)
    if more is None or not is_counter(quantity.unit + more[0]):
        return quantity
    whole = parse_quantity(text[quantity.start : more.end()])
    return quantity if whole is None else replace(quantity, text=whole.text, unit=whole.unit, end=more.end())


def _open(text: str, start: int, end: int) -> str:
    """A date with the mark or word that leaves it open (R7.6～, R6.8以降); empty where it has none."""
    before, after = _OPEN_BEFORE.search(text[:start]), _OPEN_BEHIND.match(text, end)
    whole = (before[0] if before else "") + text[start:end] + (after[0] if after else "")
    return whole.strip() if before or after or _OPEN.search(text[start:end]) else ""


# --- dates alone -----------------------------------------------------------------------------------------------------


def _dates(inner: str) -> Iterator[Read]:
    """Each date with the words printed behind it, or before it where the bracket begins with words."""
    periods = find_periods(inner)
    if not periods:
        return
    edges = [0, *(end for _, end, _ in periods)]
    before = [_words(inner[edges[n] : start]) for n, (start, _, _) in enumerate(periods)]
    led = bool(before[0])
    before = before if led else [""] * len(periods)
    starts = [*(start for start, _, _ in periods[1:]), len(inner)]
    after = [_words(inner[end:stop]) for (_, end, _), stop in zip(periods, starts, strict=True)]
    if led and after[-1] and len(periods) > 1:
        yield Unplaced(inner, "its words can be of the date before or of the date behind them")
        return
    for n, (start, end, period) in enumerate(periods):
        if _CUT_SHORT.match(inner, end):
            yield Unplaced(period.text, "it is open where it ends")
            continue
        said = " ".join(filter(None, (before[n], after[n] if not led or len(periods) == 1 else "")))
        plain = plain_period(period)
        stop = start + len(plain.text)
        yield Statement(start, stop, None, plain, scope=_of_date(said), note=_open(inner, start, end))


def _words(text: str) -> str:
    return re.sub(r"(?:[、，\s]|^)など$|^(?:以降|から)", "", text.strip(_EDGES)).strip(_EDGES)


def _of_date(said: str) -> str:
    """The place or matter of a date, without the verb: 江差町で開催 is 江差町."""
    done = _WHERE_DONE.match(said)
    said = done["place"] if done else said
    return "" if _DONE_ALONE.fullmatch(said) else said


# --- numbers ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Dated:
    """A period in force: whether it holds for numbers further on, or only for the one it is printed with.

    `start` is where it stands, `note` the period as printed where it is open.
    """

    period: Period
    holds: bool
    start: int
    note: str


@dataclass(frozen=True, slots=True)
class _Head:
    """Words ahead of the first of several periods, which hold for a number of the same unit under each."""

    scope: str
    label: str
    unit: str


class _Numbers:
    """Reads a bracket from left to right."""

    def __init__(self, inner: str, numbers: Sequence[Quantity]) -> None:
        self.inner = inner
        self.numbers = numbers
        periods = find_periods(inner)
        # Beside a year, months of no year say which part of it.
        self.periods = [p for p in periods if p[2].year is not None] or periods
        self.own = {n: p for n, number in enumerate(numbers) if (p := self._printed_behind(number)) is not None}
        taken = {p[0] for p in self.own.values()}
        self.free = [p for p in self.periods if p[0] not in taken]
        self.dated: _Dated | None = None
        self.scope = ""
        self.head = _Head("", "", "")
        self.last: Statement | None = None
        self.pending: int | None = None
        self.reached = 0

    def read(self) -> list[Read]:
        if self.free and self.free[0][0] > self.numbers[0].start and not self._one_of_each():
            reason = "the periods behind the numbers cannot be told apart"
            return [Unplaced(number.text, reason) for number in self.numbers]
        out: list[Read] = []
        for start, end in self._chunks():
            inside = [number for number in self.numbers if start <= number.start < end]
            if not inside:
                self._without_number(start, end)
            else:
                out += self._with_numbers(start, end, inside)
                self.pending = None
        return out

    def _one_of_each(self) -> bool:
        """One number and one period behind it: 20件 R6."""
        if len(self.numbers) != 1 or len(self.free) != 1:
            return False
        between = self.inner[self.numbers[0].end : self.free[0][0]]
        if between.strip(_EDGES):
            return False
        self.own = {0: self.free.pop()}
        return True

    def _printed_behind(self, number: Quantity) -> tuple[int, int, Period] | None:
        bracket = _ROUND.match(self.inner, number.end)
        if bracket is None:
            return None
        inside = [p for p in self.periods if bracket.start() < p[0] and p[1] < bracket.end()]
        whole = len(inside) == 1 and not self.inner[bracket.start() + 1 : inside[0][0]].strip()
        return inside[0] if whole and not self.inner[inside[0][1] : bracket.end() - 1].strip() else None

    def _chunks(self) -> Iterator[tuple[int, int]]:
        """The parts between commas and spaces, those inside of periods, numbers and round brackets aside."""
        kept = [(start, end) for start, end, _ in self.periods] + [(q.start, q.end) for q in self.numbers]
        kept += [bracket.span() for bracket in _ROUND.finditer(self.inner)]
        counted = {number.end for number in self.numbers}
        at = 0
        for parting in _PARTING.finditer(self.inner):
            if parting[0] == "・" and parting.start() not in counted:
                continue  # within words, as in 市町村・企業
            if any(start < parting.end() and parting.start() < end for start, end in kept):
                continue
            if at < parting.start():
                yield at, parting.start()
            at = parting.end()
        if at < len(self.inner):
            yield at, len(self.inner)

    def _without_number(self, start: int, end: int) -> None:
        found = [p for p in self.free if start <= p[0] < end]
        words = self.inner[start:end]
        for begin, stop, period in found[-1:]:
            words = (self.inner[start:begin] + self.inner[stop:end]).strip(_EDGES)
            self.dated = _Dated(period, not words, begin, _open(self.inner, begin, stop))
            self.scope = ""
        if words.strip(_EDGES) and self.pending is None:
            self.pending = start

    def _with_numbers(self, start: int, end: int, inside: Sequence[Quantity]) -> Iterator[Read]:
        begin = start if self.pending is None else self.pending
        last: Statement | None = None
        for n, number in enumerate(inside):
            stop = inside[n + 1].start if n + 1 < len(inside) else end
            stop = min([stop, *(p[0] for p in self.free if p[0] >= number.end)])
            if n + 1 < len(inside) and self._named_ahead(begin, number):
                stop = number.end  # what stands between two numbers names the second, as what stands before the first
            if last is not None and not self._between(last, number):
                yield replace(last, start=number.start, end=number.end, quantity=number, after="", note="")
                continue
            read = self._statement(begin, number, self._behind(number, stop), first=n == 0)
            yield read
            self.last = last = read if isinstance(read, Statement) else None
            begin = number.end if last is None else max(number.end, self.reached)

    def _named_ahead(self, begin: int, number: Quantity) -> bool:
        words = _without_total(self.inner[begin : number.start])[0]
        for start, end, _ in self.periods:
            words = words.replace(self.inner[start:end], "")
        return bool(words.strip(_EDGES)) and self.inner[number.end : number.end + 1] != "の"

    def _between(self, last: Statement, number: Quantity) -> str:
        """The words between two numbers of one chunk, but for those that only bound the second."""
        return _without_total(self.inner[last.end : number.start])[0].strip(_EDGES)

    def _behind(self, number: Quantity, stop: int) -> str:
        at = number.end
        own = self.own.get(self.numbers.index(number))
        if own is not None:
            bracket = _ROUND.match(self.inner, at)
            at = bracket.end() if bracket else own[1]
        return self.inner[at:stop]

    def _statement(self, begin: int, number: Quantity, behind: str, *, first: bool) -> Read:
        own = self.own.get(self.numbers.index(number))
        before = self._dated_before(begin, number)
        if isinstance(before, Unplaced):
            return before
        if own is None and before is None and first and self._passed():
            return Unplaced(number.text, "it is open whether the period before it is its own as well")
        dated = self.dated if own is None else _Dated(own[2], False, own[0], _open(self.inner, *own[:2]))
        if own is None and (dated.start if dated else -1) != self._last_free(number):
            return Unplaced(number.text, "another period stands between it and the one before")
        scope, label, bound = self._said_before(begin, number, before, behind)
        scope, label = self._under_head(begin, number, before, scope, label)
        group, after, self.reached = _said_after(behind, number)
        if not (scope or label or group or self.scope) and self.last is not None:
            if self.last.scope:
                return Unplaced(number.text, f"it is open whether it is of {self.last.scope} as well")
            label = self._parallel(number, dated)
        if _CUMULATIVE.search(bound + label) and "cumulative" not in number.qualifiers:
            number = replace(number, qualifiers=("cumulative", *number.qualifiers))
        return Statement(
            number.start,
            number.end,
            number,
            plain_period(dated.period) if dated else None,
            label=label,
            after=after,
            scope=" ".join(filter(None, (scope or self.scope, group))),
            note="; ".join(filter(None, (bound or _bound_of(dated), dated.note if dated else ""))),
        )

    def _parallel(self, number: Quantity, dated: _Dated | None) -> str:
        """The label of the number before, where this is the same for another period: 相談件数 R5 10件、R6 12件."""
        last = self.last
        same = last is not None and last.quantity is not None and last.quantity.unit == number.unit
        other = dated is not None and last is not None and last.period != plain_period(dated.period)
        return last.label if last is not None and same and other else ""

    def _last_free(self, number: Quantity) -> int:
        return max((start for start, end, _ in self.free if end <= number.start), default=-1)

    def _passed(self) -> bool:
        """Whether the period in force was printed in one word with something else."""
        return self.dated is not None and not self.dated.holds and self.pending is None

    def _dated_before(self, begin: int, number: Quantity) -> tuple[int, int, Period] | Unplaced | None:
        """The period printed before a number in its own chunk, which is in force from here."""
        found = [p for p in self.free if begin <= p[0] and p[1] <= number.start]
        if len(found) > 1:
            return Unplaced(number.text, "more than one period stands before it")
        if not found:
            return None
        start, end, period = found[0]
        if _CUT_SHORT.match(self.inner, end):
            return Unplaced(number.text, "it is open where the period before it ends")
        apart = self._in_round(start, end) or not _without_total(self.inner[end : number.start])[0].strip(_EDGES)
        holds = apart or _SET_OFF.match(self.inner, end) is not None
        self.dated = _Dated(period, holds, start, _open(self.inner, start, end))
        self.scope = ""
        return found[0]

    def _under_head(
        self, begin: int, number: Quantity, dated: tuple[int, int, Period] | None, scope: str, label: str
    ) -> tuple[str, str]:
        """Scope and label, from the words ahead of an earlier period where the number has none of its own."""
        if dated is not None and self.inner[begin : dated[0]].strip(_EDGES + "(（/／"):
            apart = not _without_total(self.inner[dated[1] : number.start])[0].strip(_EDGES)
            self.head = _Head(scope, label, number.unit) if apart else _Head("", "", "")
        elif scope or label or number.unit != self.head.unit:
            self.head = _Head("", "", "")
        else:
            return self.head.scope, self.head.label
        return scope, label

    def _in_round(self, start: int, end: int) -> bool:
        return any(bracket.start() == start - 1 and bracket.end() == end + 1 for bracket in _ROUND.finditer(self.inner))

    def _said_before(
        self, begin: int, number: Quantity, dated: tuple[int, int, Period] | None, behind: str
    ) -> tuple[str, str, str]:
        """Scope, label, and the word that bounds the number, from what is printed before it."""
        if dated is None:
            words, bound = _without_total(self.inner[begin : number.start])
            return *_scope_and_label("", words, number, behind), bound
        start, end, _ = dated
        words, bound = _without_total(self.inner[end : number.start])
        if self._in_round(start, end):
            self.scope = _same_place(self.inner[begin : start - 1].strip(_EDGES), self.inner[:begin])
            scope, label = _scope_and_label("", words.lstrip(")）"), number, behind)
            return " ".join(filter(None, (self.scope, scope))), label, bound
        before = self.inner[begin:start].lstrip("(（ ")
        if before.strip(_EDGES) and words.strip(_EDGES) and not re.search("[:：]", before + words):
            # One label with its period inside: 交付金 R6決算額. Beside other periods it is the same for each.
            whole = self.inner[begin : number.start] if len(self.periods) == 1 else f"{before.strip(_EDGES)} {words}"
            return *_scope_and_label("", _without_total(whole)[0], number, behind), bound
        if re.search(r"[:：]\s*$", before):
            return *_scope_and_label(before, words, number, behind), bound
        scope, label = _scope_and_label("", before + words, number, behind)
        return _same_place(scope, self.inner[:begin]), label, bound


def _bound_of(dated: _Dated | None) -> str:
    """延べ printed behind a period is of the number."""
    found = re.search("延べ|のべ", dated.period.text) if dated else None
    return found[0] if found else ""


def _without_total(text: str) -> tuple[str, str]:
    """Words before a number without those that only bound it (約, 延べ), and of these the ones worth a note."""
    bounds: list[str] = []
    text = text.rstrip(_EDGES.replace(":", "").replace("：", ""))
    while (found := _TOTAL.search(text)) is not None and not re.search(r"[一-鿿]計$", text):
        bounds.insert(0, found[0])
        text = text[: found.start()].rstrip()
    return text.rstrip("(（"), "".join(bound for bound in bounds if _COUNTED_AS.fullmatch(bound))


def _scope_and_label(head: str, words: str, number: Quantity, behind: str) -> tuple[str, str]:
    """Words before a number as the place or group it is of, and as what it counts. A colon parts them."""
    parts = re.split("[:：]", words)
    head = " ".join(filter(None, (part.strip(_EDGES) for part in (head, *parts[:-1]))))
    tail = _PARTICLE.sub("", parts[-1].strip(_EDGES)).strip("(（ ")
    scope, label = ("", head) if _is_label(head, number) else (head, "")
    if not tail:
        return scope, label
    predicate = bool(behind.strip()) and _PREDICATE.fullmatch(behind.strip()) is not None
    if _MEASURED.search(tail) or not (_PLACE.search(tail) or number.unit in _PEOPLE or predicate):
        return scope, " ".join(filter(None, (label, tail)))
    return " ".join(filter(None, (scope, tail))), label


def _is_label(words: str, number: Quantity) -> bool:
    """Whether words before a colon say what is counted: a measure, or the noun that is the unit as well."""
    return bool(_MEASURED.search(words)) or (len(number.unit) >= 2 and words.endswith(number.unit))


def _said_after(behind: str, number: Quantity) -> tuple[str, str, int]:
    """The group printed behind a number, other words behind it that say what it counts, and where these end."""
    text = behind.strip(_EDGES)
    said = _SAID_AFTER.match(text)
    text = text[said.end() :] if said else text
    reached = number.end + len(behind)
    text = _closed(text)
    if _CHANGE.fullmatch(text):
        return "", text.removeprefix("の"), reached
    group = _OF_GROUP.match(text) if number.unit in _PEOPLE else None
    if group is not None:
        return group["group"].strip(_EDGES), "", reached
    if _PREDICATE.fullmatch(text):
        return "", "", reached
    if (compared := _COMPARED.match(text)) is not None:
        return compared["with"], "", reached
    if text[:1] in "(（":
        return "", "", number.end
    return "", re.sub(r"^[のをがに]", "", text).strip(_EDGES), reached


def _closed(text: str) -> str:
    """A text without the end of a bracket that it does not begin, and without marks that part numbers."""
    text = text.rstrip("/／・ ")
    while text[-1:] in (")", "）") and len(re.findall("[)）]", text)) > len(re.findall("[(（]", text)):
        text = text[:-1].rstrip()
    return text


def _same_place(scope: str, before: str) -> str:
    """同越谷市 is the place printed before that ends with 越谷市; the mark alone is no place."""
    if not _SAME.match(scope):
        return scope
    bare = _SAME.sub("", scope)
    whole = re.findall(rf"[一-鿿ァ-ヺー]*{re.escape(bare)}", before)
    return whole[-1] if whole else bare
