"""What a report says in words held against the figures it repeats: changes, rates, and targets in captions."""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property

from index.block import Block
from index.checks.agreement import core_name
from index.checks.check import Check, Place, cell_place, named, passed
from index.checks.entry import Entry
from index.decimals import plain, rounds_to
from index.figure import Figure
from index.markup import comparable
from index.period import Period, find_periods, fold
from index.quantity import to_base
from index.report import Report
from index.tables.arrow import ARROW, read_arrows
from index.unit_identity import same_unit
from index.value import Value, read_value

_NUMBER = r"(?P<number>\d[\d,]*(?:\.\d+)?)"
_CHANGE = re.compile(
    _NUMBER + r"(?P<unit>[兆億万千百]*[^\d\s、。,.()+\-×÷=/:]{0,5}?)の?(?P<word>増加|減少|上昇|低下|増(?!加)|減(?!少))"
)
_UP = ("増加", "上昇", "増")
_SUBJECT = re.compile(
    r"^(?:.*[、。・,()「」『』■□○◯●◎◇◆▪►]|-?)(?P<subject>[^、。・,()「」『』]{4,40}?)(?:は|が)"
    r"(?P<between>(?:(?!増加|減少|上昇|低下|。).){0,40})$"
)
_ABOUT = re.compile(r"(?:約|およそ|おおむね|概ね|ほぼ)$")
_SINCE = re.compile(r"(?:の?実績)?(?:値)?(?:に比べ|と比べ|と比較|に対し|から|比|より)")
_LAST_YEAR = re.compile(r"(?:前年|昨年)度?(?:に比べ|と比べ|と比較|に対し|から|比|より)")
_LEVEL = re.compile(
    r"(?:^|[、。・,])(?:(?:最終)?目標(?:値)?に対する)?(?P<word>進捗率|達成率)(?:は|が|:)(?P<number>\d+(?:\.\d+)?)%"
)
_CAPTION = re.compile(r"^(?:[\[【［][^\]】］]*[\]】］])?\s*(?P<name>[^:：]{3,60}?)\s*[:：]\s*(?P<rest>\S.*)$")
_GROWTH = ("%", "ポイント", "倍", "割")
_DIGIT = re.compile(r"\d")
_NEAR = 30
_MENTION = 6
_SHORTEST = 4
_LEAST_CELL = 6


@dataclass(frozen=True)
class Text:
    """A piece of running text: folded, without white space, with the place of each character in the report."""

    report: Report
    printed: Sequence[str]  # the report's lines
    chars: str
    at: tuple[tuple[int, int], ...]

    @cached_property
    def lines(self) -> tuple[int, int]:
        """First and last line."""
        return self.at[0][0], self.at[-1][0]

    def place(self, start: int, end: int) -> Place:
        """The verbatim words between two offsets."""
        (first, begin), (last, stop) = self.at[start], self.at[end - 1]
        lines = list(self.printed[first - 1 : last])
        lines[-1] = lines[-1][: stop + 1]
        lines[0] = lines[0][begin:]
        return Place(self.report.id, first, self.report.page_of(first), "\n".join(lines))


def check_prose(report: Report, blocks: Sequence[Block], entries: Sequence[Entry]) -> Iterator[Check]:
    """Checks of every sentence and caption that repeats a figure; one finding for what is said in several places."""
    known = _Known(report, [entry for entry in entries if entry.head.kind == "kpi"])
    if known.entries:
        checks = (check for text in texts(report, blocks) for check in _checks(text, known))
        yield from _merged(checks)


def texts(report: Report, blocks: Sequence[Block]) -> Iterator[Text]:
    """The running texts of a report that hold a digit: paragraphs, items, headings, and the cells of tables."""
    lines = report.lines
    for block in blocks:
        if block.kind != "table" and _DIGIT.search(block.text):
            yield _text(report, lines, [(n, 0, lines[n - 1]) for n in range(block.line_start, block.line_end + 1)])
        for row in block.rows:
            for cell in row:
                if len(cell.text) >= _LEAST_CELL and _DIGIT.search(cell.text):
                    yield _text(report, lines, [(cell.line, cell.start, lines[cell.line - 1][cell.start : cell.end])])


def _text(report: Report, lines: Sequence[str], parts: Sequence[tuple[int, int, str]]) -> Text:
    chars: list[str] = []
    at: list[tuple[int, int]] = []
    for line, offset, raw in parts:
        for n, char in enumerate(fold(raw)):
            if not char.isspace():
                chars.append(char)
                at.append((line, offset + n))
    return Text(report, lines, "".join(chars), tuple(at) or ((parts[0][0], 0),))


class _Known:
    """A report's indicators, by name and by where they stand."""

    def __init__(self, report: Report, entries: Sequence[Entry]) -> None:
        self.report = report
        self.entries = entries
        self.lines = report.lines
        self.by_name: defaultdict[str, list[Entry]] = defaultdict(list)
        for entry in entries:
            self.by_name[core_name(entry.head.name)].append(entry)
        self._by_ending: defaultdict[str, list[str]] = defaultdict(list)
        for name in self.by_name:
            self._by_ending[name[-_SHORTEST:]].append(name)
        self.rated = {
            measure: [entry for entry in entries if _rate(entry, measure) is not None]
            for measure in ("progress", "achievement")
        }
        spots = sorted((figure.line, n) for n, entry in enumerate(entries) for figure in entry.figures)
        self._at = [line for line, _ in spots]
        self._of = [n for _, n in spots]

    def ending(self, subject: str) -> list[Entry]:
        """The indicators that a subject names: in full, or by the last part of their name."""
        found = [
            entry
            for name in self._by_ending[subject[-_SHORTEST:]]
            if (len(subject) >= _SHORTEST and name.endswith(subject)) or subject.endswith(f"の{name}")
            for entry in self.by_name[name]
        ]
        exact = [entry for entry in found if core_name(entry.head.name) == subject]
        return exact or found

    def owner(self, candidates: Sequence[Entry], first: int, last: int, *, named_alone: bool) -> Entry | None:
        """Which of several indicators a text is about: the one it stands within, else the one named above it."""
        within = self._within(first, last)
        if within is not None:
            return within if within in candidates else None
        for line in range(first - 1, max(0, first - _MENTION), -1):
            if "\t" in self.lines[line - 1]:
                continue  # a row of a table is no heading of the text below it
            words = comparable(self.lines[line - 1])
            named_here = [entry for entry in candidates if core_name(entry.head.name) in words]
            if named_here:
                return max(named_here, key=lambda entry: len(core_name(entry.head.name)))
        return candidates[0] if named_alone and len(candidates) == 1 else None

    def _within(self, first: int, last: int) -> Entry | None:
        """The indicator whose figures stand next above and next below."""
        above, below = bisect_right(self._at, first) - 1, bisect_left(self._at, last)
        if above < 0 or below >= len(self._at):
            return None
        near = first - self._at[above] <= _NEAR and self._at[below] - last <= _NEAR
        return self.entries[self._of[above]] if near and self._of[above] == self._of[below] else None


def _checks(text: Text, known: _Known) -> Iterator[Check]:
    if "増" in text.chars or "減" in text.chars or "上昇" in text.chars or "低下" in text.chars:
        yield from _changes(text, known)
    if "率" in text.chars:
        yield from _levels(text, known)
    yield from _captions(text, known)


# --- changes: 付加価値生産性はH29に対し23万円の増加


def _changes(text: Text, known: _Known) -> Iterator[Check]:
    for found in _CHANGE.finditer(text.chars):
        sentence = text.chars.rfind("。", 0, found.start()) + 1
        before = text.chars[sentence : found.start()]
        said = _SUBJECT.search(before)
        if said is None or _ABOUT.search(before) or _CHANGE.search(said["between"]):
            continue
        candidates = known.ending(comparable(said["subject"]))
        if not candidates:
            continue
        subject = comparable(said["subject"])
        in_full = any(core_name(entry.head.name) == subject for entry in candidates)
        owner = known.owner(candidates, *text.lines, named_alone=in_full)
        pair = _pair(owner, before) if owner is not None else None
        if pair is not None:
            place = text.place(sentence + said.start("subject"), found.end())
            yield from _change_check(found, pair, place)


def _pair(entry: Entry, before: str) -> tuple[Figure, Figure] | None:
    """The later and the earlier value that a change is between, by the period that the sentence counts from."""
    observed = [
        figure
        for figure in [*entry.of("baseline"), *entry.of("actual")]
        if figure.value is not None and figure.year is not None
    ]
    latest = max(observed, key=lambda figure: figure.year or 0, default=None)
    if latest is None or latest.year is None:
        return None
    year = _since(before, latest.year)
    earlier = [figure for figure in observed if figure.year == year]
    if year is None or not earlier or len({figure.value for figure in earlier}) > 1 or year >= latest.year:
        return None
    return latest, earlier[-1]


def _since(before: str, latest: int) -> int | None:
    years = [period.year for _, end, period in find_periods(before) if period.year and _SINCE.match(before, end)]
    if years:
        return years[-1]
    return latest - 1 if _LAST_YEAR.search(before) else None


def _change_check(found: re.Match[str], pair: tuple[Figure, Figure], place: Place) -> Iterator[Check]:
    later, earlier = pair
    change = (later.value or Decimal(0)) - (earlier.value or Decimal(0))
    stated, unit = Decimal(found["number"].replace(",", "")), found["unit"].removesuffix("の")
    if later.unit != earlier.unit:
        return
    verdict = _verdict(stated, unit, abs(change), later.unit, same_way=(change > 0) == (found["word"] in _UP))
    if verdict == "":
        return
    larger, smaller = max(pair, key=_number), min(pair, key=_number)
    formula = f"{plain(_number(larger))} − {plain(_number(smaller))} = {plain(abs(change))}"
    if verdict == "ok":
        yield passed("prose", later, formula)
        return
    way = "増加" if change > 0 else "減少"
    printed, result = f"{found['number']}{unit}の{found['word']}", f"{plain(abs(change))}{later.unit}の{way}"
    yield Check(
        "prose",
        later.figure_id,
        printed,
        result,
        f"{formula}（{later.unit}）",
        False,
        "error",
        f"本文に{named(later)}が「{printed}」とありますが、表の値（{earlier.text}、{later.text}）では{result}です。",
        f"The text says {printed}; the printed values {earlier.text} and {later.text} give {result}.",
        (place, cell_place(later), cell_place(earlier)),
    )


def _number(figure: Figure) -> Decimal:
    return figure.value or Decimal(0)


def _verdict(stated: Decimal, unit: str, change: Decimal, own: str, *, same_way: bool) -> str:
    """ok, wrong, or empty where the two cannot be compared (a rate of growth, another unit and another number)."""
    (a, a_unit), (b, b_unit) = to_base(stated, unit), to_base(change, own)
    if a_unit in _GROWTH and b_unit != "%":
        return ""
    sized_alike = a_unit == "" or same_unit(a_unit, b_unit) or (b_unit == "%" and a_unit == "ポイント")
    if sized_alike and a == b:
        return "ok" if same_way else "wrong"
    if sized_alike and same_way and rounds_to(b * stated / a if a else b, stated):
        return "ok"
    if stated == change and same_way:
        return "wrong"  # the number of the table in another unit
    return "wrong" if comparable(unit) == comparable(own) and same_way else ""


# --- levels: 最終目標に対する進捗率は77.4%


def _levels(text: Text, known: _Known) -> Iterator[Check]:
    for found in _LEVEL.finditer(text.chars):
        measure = "progress" if found["word"] == "進捗率" else "achievement"
        owner = known.owner(known.rated[measure], *text.lines, named_alone=False)
        rate = _rate(owner, measure) if owner is not None else None
        if rate is None or rate.value is None:
            continue
        stated = Decimal(found["number"])
        if stated == rate.value or rounds_to(rate.value, stated):
            yield passed("prose", rate)
            continue
        yield Check(
            "prose",
            rate.figure_id,
            f"{stated}%",
            rate.text,
            f"{stated}% ≠ {rate.text}",
            False,
            "error",
            f"本文に{named(rate)}の{found['word']}が{stated}%とありますが、表では{rate.text}です。",
            f"The text says {stated} %; the table prints {rate.text}.",
            (text.place(found.start("word"), found.end()), cell_place(rate)),
        )


def _rate(entry: Entry, measure: str) -> Figure | None:
    rates = [rate for rate in entry.figures if rate.measure == measure and rate.value is not None]
    return rates[0] if len(rates) == 1 else None


# --- captions: 外国人観光客：500万人（H32）


def _captions(text: Text, known: _Known) -> Iterator[Check]:
    raw = text.place(0, len(text.chars)) if text.chars else None
    if raw is None or "\n" in raw.quote or len(raw.quote) > 160:
        return
    caption = _CAPTION.match(raw.quote)
    if caption is not None:
        value = read_value(re.sub(r"\s+", " ", caption["rest"]))
        yield from _caption_check(text, known, caption["name"], value, ("target", "interim_target", "actual"))
    elif ARROW.search(raw.quote):
        bare = re.sub(r"^[\[【［][^\]】］]*[\]】］]\s*", "", raw.quote)
        for arrow in read_arrows(bare):
            yield from _caption_check(text, known, arrow.name, arrow.base, ("baseline",))
            yield from _caption_check(text, known, arrow.name, arrow.target, ("target",))


def _caption_check(text: Text, known: _Known, name: str, value: Value, measures: tuple[str, ...]) -> Iterator[Check]:
    if value.quantity is None or value.quantity.value is None or value.period is None:
        return
    line = text.lines[0]
    own = [entry for entry in known.by_name.get(core_name(name), []) if _plain_scope(entry)]
    nearest = min(own, key=lambda entry: abs(entry.head.line - line), default=None)
    figure = _of_period(nearest, value.period, measures) if nearest is not None else None
    if figure is None or _is_in(figure, text):
        return
    (a, a_unit), (b, b_unit) = to_base(value.quantity.value, value.quantity.unit), to_base(_number(figure), figure.unit)
    if a == b and same_unit(a_unit, b_unit):
        yield passed("caption", figure)
        return
    yield Check(
        "caption",
        figure.figure_id,
        figure.text,
        value.text,
        f"{value.text} ≠ {figure.text}",
        False,
        "error",
        f"{named(figure)}（{value.period.text}）は見出しに「{value.text}」とありますが、表では{figure.text}です。",
        f"The caption says {value.text}; the table prints {figure.text}.",
        (cell_place(figure), text.place(0, len(text.chars))),
    )


def _plain_scope(entry: Entry) -> bool:
    """Whether an entry is of the whole indicator, not of a part that its scope names."""
    scope = comparable(entry.head.scope)
    return not scope or core_name(entry.head.name).endswith(scope)


def _of_period(entry: Entry, period: Period, measures: tuple[str, ...]) -> Figure | None:
    for measure in measures:
        for figure in entry.figures:
            same = figure.period == period.text or (figure.start, figure.end) == (period.start, period.end)
            if figure.measure == measure and figure.value is not None and same:
                return figure
    return None


def _is_in(figure: Figure, text: Text) -> bool:
    return text.at[0] <= (figure.line, figure.span[0]) <= text.at[-1]


def _merged(checks: Iterator[Check]) -> Iterator[Check]:
    """What is said of one figure in several places is one finding with all of them."""
    found: dict[tuple[str, str, str, bool], Check] = {}
    for check in checks:
        if check.ok:
            yield check
            continue
        key = (check.kind, check.figure_id, check.printed, check.ok)
        known = found.get(key)
        if known is None:
            found[key] = check
        else:
            more = tuple(place for place in check.places if place not in known.places)
            found[key] = replace(known, places=known.places + more)
    yield from found.values()
