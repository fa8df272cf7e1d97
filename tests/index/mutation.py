"""Reports taken apart: their lines with what each prints, and changes that keep the two in step.

What a line prints comes from the transcription, not from the extraction. A mutation changes the text and says what a
reader finds in it afterwards, or, where a cell is taken away, what is left to be found.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from random import Random

from index.decimals import rounds_to
from index.figure import Figure
from index.markup import comparable, without_tags
from index.quantity import to_base
from index.report import Report
from index.tables.header import read_column, read_header
from tests.index.test_quantity import WIDE
from tests.index.test_transcription import REPORTS, transcription


@dataclass(frozen=True, slots=True)
class Printed:
    """One printed value, as a reader sees it."""

    item: str
    name: str
    scope: str
    measure: str
    text: str
    value: Decimal | None
    unit: str
    period: str
    year: int | None

    @property
    def said(self) -> tuple[object, ...]:
        """What it says, in whatever width and spacing."""
        words = (self.item, self.name, self.scope, self.measure, self.text, self.unit, self.period)
        return (*map(comparable, words), self.value, self.year)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a report and the values that stand in it, in the order printed."""

    text: str
    values: tuple[Printed, ...] = ()

    @property
    def is_header(self) -> bool:
        """Whether it is a table row that prints header words."""
        return "\t" in self.text and read_header([without_tags(cell) for cell in self.text.split("\t")]) is not None

    @property
    def is_row(self) -> bool:
        """Whether it is a table row with values."""
        return "\t" in self.text and bool(self.values)


Document = tuple[Line, ...]
Mutation = Callable[[Document, Random], Document]


def document(report_id: str) -> Document:
    """A packaged report with what its transcription says."""
    values: dict[int, list[Printed]] = {}
    for row in transcription(report_id).values():
        number = Decimal(row["value"]) if row["value"] else None
        year = int(row["year"]) if row["year"] else None
        words = (row[name] for name in ("item", "name", "scope", "measure", "text"))
        values.setdefault(int(row["line"]), []).append(Printed(*words, number, row["unit"], row["period"], year))
    lines = REPORTS[report_id].lines
    return tuple(Line(line, tuple(values.get(n, ()))) for n, line in enumerate(lines, start=1))


def report_of(lines: Document) -> Report:
    """The report under another name."""
    return Report("r", "題", "", None, None, "", "", "", "r.txt", "", "\n".join(line.text for line in lines))


def wanted(lines: Document) -> dict[int, Counter[tuple[object, ...]]]:
    """What a reader finds on each line, by line number."""
    return {n: Counter(value.said for value in line.values) for n, line in enumerate(lines, start=1) if line.values}


def found(figures: Iterable[Figure]) -> dict[int, Counter[tuple[object, ...]]]:
    """What was read from each line."""
    out: dict[int, Counter[tuple[object, ...]]] = {}
    for f in figures:
        printed = Printed(f.item, f.name, f.scope, f.measure, f.text, f.value, f.unit, f.period, f.year)
        out.setdefault(f.line, Counter())[printed.said] += 1
    return out


# --- where a value stands --------------------------------------------------------------------------------------------


def spots(line: Line) -> list[tuple[int, int]]:
    """The offsets of each value's text: in cells of its own one after the other, or behind its name."""
    out, at, name = [], 0, ""
    for value in line.values:
        if value.name != name:
            at, name = _behind_name(line.text, value.name, at), value.name
        pattern = _loosely(value.text).pattern
        own = re.compile(rf"(?:^|(?<=\t))\s*(?P<text>{pattern})(?=\s*(?:[(（]|\t|$))").search(line.text, at)
        match = own or re.compile(f"(?P<text>{pattern})").search(line.text, at)
        assert match is not None, (line.text, value)
        out.append(match.span("text"))
        at = match.end("text")
    return out


def _behind_name(text: str, name: str, at: int) -> int:
    """Where the name ends in the line: as a cell of its own, else anywhere; `at` where it does not stand there."""
    found_name = _named(text, name, at)
    return found_name.end() if found_name else at


def _named(text: str, name: str, at: int) -> re.Match[str] | None:
    own = re.compile(rf"(?:^|(?<=[\t>]))[ 　]*(?:{_loosely(name).pattern})(?=\s*(?:【再掲】|[\t<]|$))")
    return own.search(text, at) or _loosely(name).search(text, at)


def _loosely(text: str) -> re.Pattern[str]:
    return re.compile(r"\s*".join(re.escape(letter) for letter in text if not letter.isspace()))


def with_texts(line: Line, values: Sequence[Printed]) -> Line:
    """The line with other values in the same places."""
    text = line.text
    for (start, end), value in reversed(list(zip(spots(line), values, strict=True))):
        text = text[:start] + value.text + text[end:]
    if "→" in text:  # the words of a row may have run into its values
        for old, new in zip(line.values, values, strict=True):
            text = text.replace(f" {old.text}(", f" {new.text}(")
    return Line(text, tuple(values))


# --- numbers, names, units -------------------------------------------------------------------------------------------


def renumbered(lines: Document, draw: Random) -> Document:
    """Other numbers, and the rates that follow from them, in the places printed."""
    out = []
    for line in lines:
        values = list(line.values)
        by_measure = {value.measure: n for n, value in enumerate(values)}
        for n, value in enumerate(values):
            if value.value is not None:
                values[n] = _with_number(value, _another(value.value, draw))
        rate = by_measure.get("progress")
        if rate is not None and (ratio := _ratio(line.values, values, by_measure)) is not None:
            places = line.values[rate].value
            values[rate] = _with_number(line.values[rate], ratio.quantize(places or Decimal(1), ROUND_HALF_UP))
        out.append(with_texts(line, values) if values != list(line.values) else line)
    return tuple(out)


def _ratio(old: Sequence[Printed], new: Sequence[Printed], at: dict[str, int]) -> Decimal | None:
    """The new rate, by the way in which the old one followed."""
    if not {"actual", "target", "progress"} <= at.keys():
        return None
    numbers = [_base(old[at[name]]) for name in ("actual", "target")], [_base(new[at[n]]) for n in ("actual", "target")]
    rate = old[at["progress"]].value
    if rate is None or None in numbers[0]:
        return None
    (a, t), (b, u) = numbers
    assert a is not None and t is not None and b is not None and u is not None
    return b / u * 100 if rounds_to(a / t * 100, rate) else None


def _base(value: Printed) -> Decimal | None:
    return to_base(value.value, value.unit)[0] if value.value is not None else None


def _another(number: Decimal, draw: Random) -> Decimal:
    exponent = number.as_tuple().exponent
    places = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    return Decimal(draw.randint(2, 10**6)).scaleb(-places).copy_sign(number)


def _with_number(value: Printed, number: Decimal) -> Printed:
    digits = re.findall(r"[0-9][0-9,]*(?: [0-9]{3}(?![0-9]))?(?:\.[0-9]+)?", value.text)
    printed = f"{abs(number):,}"
    if len(digits) == 1 or value.text.count("※"):
        text = value.text.replace(digits[0], printed, 1)
    else:
        text = ("▲" if number < 0 else "") + printed + value.unit
    return replace(value, text=text, value=number)


_UNITS = {"人": "件", "件": "社", "名": "人", "社": "名", "回": "日", "校": "回", "日": "人", "組": "校", "分野": "組"}


def reunited(lines: Document, draw: Random) -> Document:
    """Other units, the same throughout a row; sizes (千, 万) stay."""

    def changed(value: Printed) -> Printed:
        match = re.fullmatch(r"([千万億]*)(\w+)", value.unit)
        if match is None or match[2] not in _UNITS or value.text.count(match[2]) != 1:
            return value
        new = _UNITS[match[2]]
        return replace(value, text=value.text.replace(match[2], new), unit=match[1] + new)

    return tuple(with_texts(line, [changed(value) for value in line.values]) if line.is_row else line for line in lines)


_STEMS = (
    "観光 移住 子育て 防災 漁業 林業 医療 交流 起業 雪対策 公共交通 環境学習 空き家 GI登録 ICT活用 農家民宿".split()
)
_MIDDLES = ["", "支援", "（20代）", "・普及", "「見守り」", "相談", "（人口1万人当たり）", "SNS", " フェア"]
_ENDS = ["者数", "の件数", "率", "団体の数", "参加者", "体制の構築", "額", "の満足度"]


def renamed(lines: Document, draw: Random) -> Document:
    """Every indicator under another name, the same name everywhere."""
    names = sorted({value.name for line in lines for value in line.values})
    new: dict[str, str] = {}
    for name in names:
        drawn = draw.choice(_STEMS) + draw.choice(_MIDDLES) + draw.choice(_ENDS)
        new[name] = drawn if drawn not in new.values() else f"{drawn}その{len(new)}"
    out = []
    for line in lines:
        here = list(dict.fromkeys(value.name for value in line.values))
        at, text = 0, line.text
        for name in here or [name for name in names if _loosely(name).search(line.text)]:
            match = _named(text, name, at)
            while match is not None:
                text = text[: match.start()] + new[name] + text[match.end() :]
                at = match.start() + len(new[name])
                match = None if here and "→" not in text else _loosely(name).search(text, at)
        out.append(Line(text, tuple(replace(value, name=new[value.name]) for value in line.values)))
    return tuple(out)


# --- order and place -------------------------------------------------------------------------------------------------

_LEADS = re.compile(r"(?:^|\t)\s*(?:[0-9]{1,2} \S|【基本|[①-⑳] ?\S)")


def shuffled(lines: Document, draw: Random) -> Document:
    """Rows in another order within their table; those that stand under a row's item move with it."""
    out: list[Line] = []
    groups: list[list[Line]] = []
    items = any(value.item for line in lines for value in line.values)
    for line in (*lines, Line("")):
        if line.is_row:
            if not items or not groups or _LEADS.search(line.text):
                groups.append([])
            groups[-1].append(line)
            continue
        draw.shuffle(groups)
        out += [row for group in groups for row in group]
        out.append(line)
        groups = []
    return tuple(out[:-1])


def parted(lines: Document, draw: Random) -> Document:
    """Blank lines and page breaks between rows, with and without the header printed again."""
    out: list[Line] = []
    header: Line | None = None
    for line in lines:
        header = line if line.is_header else header
        if line.is_row and out and out[-1].is_row and draw.random() < 0.2:
            out += [Line(draw.choice(["", "\f", "　"])) for _ in range(draw.randint(1, 3))]
            if header is not None and draw.random() < 0.5:
                out.append(header)
        out.append(line)
    return tuple(out)


def shifted(lines: Document, draw: Random) -> Document:
    """Rows moved to the right by an empty cell, or to the left where they begin with one."""

    def moved(line: Line) -> Line:
        if not line.is_row or draw.random() < 0.4:
            return line
        if line.text.startswith("\t") and draw.random() < 0.5:
            return replace(line, text=line.text[1:] + draw.choice(["", "\t"]))
        return replace(line, text="\t" + line.text)

    return tuple(map(moved, lines))


def holed(lines: Document, draw: Random) -> Document:
    """Empty cells put in anywhere, and spaces around what is printed."""

    def changed(line: Line) -> Line:
        if not line.is_row or draw.random() < 0.3:
            return line
        cells = [draw.choice(["", " ", "　"]) + cell + draw.choice(["", " "]) for cell in line.text.split("\t")]
        cells.insert(draw.randrange(len(cells) + 1), "")
        return replace(line, text="\t".join(cells))

    return tuple(map(changed, lines))


def without_cell(line: Line, n: int) -> Line:
    """The row without its cell n, and without the values in it, or any where their name is lost."""
    cells = line.text.split("\t")
    start = sum(len(cell) + 1 for cell in cells[:n])
    end = start + len(cells[n])
    lost = without_tags(cells[n])
    kept = [value for value, spot in zip(line.values, spots(line), strict=True) if not start <= spot[0] < end]
    if kept and comparable(kept[0].name) == comparable(lost.replace("【再掲】", "")):
        kept = []
    if kept and comparable(kept[0].scope) == comparable(lost):
        kept = [replace(value, scope="") for value in kept]
    return Line("\t".join(cells[:n] + cells[n + 1 :]), tuple(kept))


# --- how it is printed -----------------------------------------------------------------------------------------------

_NARROW = {wide: narrow for narrow, wide in WIDE.items() if chr(narrow) not in "<>&"}
_BROAD = {narrow: wide for wide, narrow in _NARROW.items() if chr(narrow).isalnum() or chr(narrow) in "()[],.%:-"}


def _printed_in(table: dict[int, int]) -> Mutation:
    def changed(lines: Document, draw: Random) -> Document:
        del draw
        return tuple(replace(line, text=_translated(line.text, table)) for line in lines)

    return changed


def _translated(text: str, table: dict[int, int]) -> str:
    parts = re.split(r"(<[^<>]*>|&\w+;)", text)
    return "".join(part if n % 2 else part.translate(table) for n, part in enumerate(parts))


broad = _printed_in(_BROAD)
narrow = _printed_in(_NARROW)


def _respelt(pattern: str, spelt: Callable[[re.Match[str]], str]) -> Mutation:
    def fields(value: Printed) -> Printed:
        changed = {name: re.sub(pattern, spelt, getattr(value, name)) for name in ("name", "item", "text", "period")}
        return replace(value, **changed)

    def changed(lines: Document, draw: Random) -> Document:
        del draw
        return tuple(
            Line(re.sub(pattern, spelt, line.text) if line.values or re.match(r"[(（]|.*\t", line.text) else line.text,
                 tuple(map(fields, line.values)))
            for line in lines
        )  # fmt: skip

    return changed


def _western(match: re.Match[str]) -> str:
    return f"{int(match[2]) + {'H': 1988, 'R': 2018}[match[1]]}年度"


def _era(match: re.Match[str]) -> str:
    year = int(match[1])
    return f"令和{year - 2018}年度" if year > 2018 else f"平成{year - 1988}年度"


western = _respelt(r"(?<![A-Za-z0-9])([HR])(\d{1,2})(?![\d.])", _western)
eras = _respelt(r"(?<!\d)(20\d\d)年度", _era)


SYNONYMS = {
    "戦略策定時": ["計画策定時", "基準値", "現状値", "策定時の値"],
    "戦略策定期": ["基準値", "当初値"],
    "基準値": ["現状値", "計画策定時", "当初値"],
    "実績値": ["実績", "現在値", "直近値", "最新値"],
    "目標値": ["目標", "計画値", "最終目標値", "到達目標"],
    "進捗率": ["進捗度", "進捗率"],
    "KPI": ["指標名", "成果指標", "重要業績評価指標", "指標"],
    "評価指標": ["指標", "成果指標", "ＫＰＩ"],
    "評価": ["判定", "自己評価", "達成度合"],
    "関連事業名": ["事業名", "主要事業名"],
    "予算": ["予算額", "当初予算額", "事業費"],
}


def synonymous(lines: Document, draw: Random) -> Document:
    """Header words in other words of the same meaning, the same throughout the report."""
    chosen = {word: draw.choice(others) for word, others in SYNONYMS.items()}

    def cell(text: str) -> str:
        for word in sorted(chosen, key=len, reverse=True):
            if word in text:
                return text.replace(word, chosen[word], 1)
        return text

    return tuple(
        replace(line, text="\t".join(map(cell, line.text.split("\t")))) if line.is_header and _plain(line) else line
        for line in lines
    )


def _plain(line: Line) -> bool:
    """Whether every cell of a header is a header word or empty: what is measured is named in the rows."""
    return all(read_column(cell).role is not None for cell in line.text.split("\t") if cell.strip())


# --- printed anew ----------------------------------------------------------------------------------------------------

_TITLES = {
    "baseline": ["基準値", "現状値", "策定時"],
    "actual": ["実績値", "直近値", "実績"],
    "target": ["目標値", "目標", "最終目標値"],
    "progress": ["進捗率", "進捗率(%)"],
    "grade": ["評価", "判定"],
    "budget": ["予算(千円)", "当初予算額（千円）"],
    "carry_over": ["繰越額(千円)"],
}


def reprinted(lines: Document, draw: Random) -> Document:
    """Every row in one table of each kind, whose columns stand in another order under other words."""
    out: list[Line] = []
    kinds: dict[tuple[str, ...], list[tuple[Printed, ...]]] = {}
    rows: dict[tuple[int, str, str], list[Printed]] = {}
    for n, line in enumerate(lines):
        for value in line.values:
            rows.setdefault((n if line.is_row else -1, value.name, value.scope), []).append(value)
    for values in rows.values():
        kinds.setdefault(tuple(sorted({value.measure for value in values})), []).append(tuple(values))
    for measures, records in kinds.items():
        columns = draw.sample(measures, len(measures))
        order = ["item", "name", *columns] if draw.random() < 0.7 else ["item", *columns, "name"]
        titles = {measure: draw.choice(_TITLES[measure]) for measure in measures} | {"name": "指標", "item": "施策名"}
        out += [Line(""), Line("\t".join([*(titles[column] for column in order), "備考"]))]
        for values in records:
            scope = f"（{comparable(values[0].scope)}）" if values[0].scope else ""
            printed = tuple(replace(value, name=value.name + scope, scope="") for value in values)
            cells = {"item": printed[0].item, "name": printed[0].name} | {
                value.measure: _cell(value) for value in printed
            }
            remark = draw.choice(["", "・実施した。", "-"])
            out.append(Line("\t".join([*(cells[column] for column in order), remark]), printed))
    return tuple(out)


def _cell(value: Printed) -> str:
    alone = not value.period or comparable(value.period) == comparable(value.text)
    return value.text if alone else f"{value.text} ({value.period})"


MUTATIONS: dict[str, Mutation] = {
    mutation.__name__: mutation for mutation in (shuffled, renumbered, renamed, reunited, parted, synonymous, reprinted)
} | {"broad": broad, "narrow": narrow, "western": western, "eras": eras}
"""Mutations after which a reader still finds every value."""
