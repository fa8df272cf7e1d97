"""Invented indicator sheets: what they print is known cell by cell, however the text form scrambles them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from random import Random

FORMULAS = {
    "from_base": ("((実績値-基準値)／(目標値", "－基準値))×100"),
    "ratio": ("(実績値／目標値)", "×100"),
    "falling": ("（基準値－実績値）／", "（基準値－目標値）×100"),
}
FULL_WIDTH = str.maketrans("0123456789,.%-", "０１２３４５６７８９，．％－")
LABELS = ("基準値", "目標値", "最終目標値", "実績値", "年度")
NAMES = (
    "新規就農者",
    "観光入込客",
    "木材の自給",
    "空き家の活用",
    "起業の件",
    "再生エネルギーの導入",
    "健診の受診",
    "水産物の出荷",
)
ENDS = (("数（人）", "人"), ("額（億円）", "億円"), ("額（百万円）（暦年）", "百万円"), ("率", "%"), ("の割合", "%"))
PLANS = ("第２期地域創生総合戦略", "県総合計画", "産業振興ビジョン")
EXPLAINED = (
    "〔指標の説明〕\n県内の事業者に関する統計から算出した\nもの（速報値を含む）",
    "〔指標の説明〕\n毎年の調査による１人当たりの値\n【アウトカム指標】\n取組の成果を測る指標として設定",
    "〔指標の説明〕\nアンケートに答えた者の値\n【アウトプット指標】\n理解の深まりを測る指標として設定",
)
ANALYSES = (
    "【内的要因】\n特になし\n【外的要因】\n全国の1,341万円に対し74%の水準に\nとどまっている。",
    "【内的要因】\nH30年度の新規の契約は401件とな\nり、H29より52件増加した。\n【外的要因】\n・輸送費が前年に比べ139億円\n減少した。",
    "【内的要因】\n\n【外的要因】\n",
)


@dataclass(eq=False)
class Printed:
    """One printed value and what it is."""

    text: str
    item: str = ""
    name: str = ""
    measure: str = ""
    period: str = ""
    line: int = 0


@dataclass
class Indicator:
    """One indicator's content; cells that were dropped are None."""

    mark: str
    name: str
    wrapped: str
    years: list[Printed | None]
    values: list[Printed | None]
    formula: tuple[str, str]
    direction: str
    plan: str
    explained: str
    analysis: str
    columns: list[str]
    rows: dict[str, list[Printed | None]]
    grade_years: list[str]
    grades: list[Printed | None]


@dataclass
class Text:
    """The lines of a form with the cells that they print."""

    random: Random
    full: bool = False
    spaced: bool = False
    lines: list[str] = field(default_factory=list)
    cells: list[Printed] = field(default_factory=list)

    def say(self, *pieces: str | Printed | None, gap: str = " ", blank: bool = True) -> None:
        """One line of the pieces; None is a cell that was dropped."""
        out = ""
        for piece in pieces:
            if piece is None:
                continue
            out += (gap if out else "") + self.printed(piece)
            if isinstance(piece, Printed):
                piece.line = len(self.lines) + 1
                if piece.measure:
                    self.cells.append(piece)
        for line in out.split("\n"):
            self.lines.append(line)
        if blank:
            self.lines.append("")

    def printed(self, piece: str | Printed) -> str:
        if isinstance(piece, Printed):
            if self.full and self.random.random() < 0.5:
                piece.text = piece.text.translate(FULL_WIDTH)
            return piece.text
        return " ".join(piece) if piece in LABELS and self.spaced else piece

    @property
    def text(self) -> str:
        return "\n".join(self.lines)


def rounded(number: Decimal, places: int = 1) -> Decimal:
    return number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def rate_of(formula: str, actual: Decimal, base: Decimal, target: Decimal) -> Decimal | None:
    upper, lower = {
        "from_base": (actual - base, target - base),
        "ratio": (actual, target),
        "falling": (base - actual, base - target),
    }[formula]
    return rounded(upper / lower * 100) if lower else None


def indicators(
    random: Random, marks: Sequence[str], *, same_years: bool = True, dropped: float = 0.0
) -> list[Indicator]:
    """Indicators with the marks given, in the order given."""
    names = random.sample(NAMES, len(marks))
    this_year = random.randint(2, 6)
    shared = (random.choice(["h26", "h29", "H30"]), f"r{this_year}", f"r{this_year + random.randint(1, 5)}")
    out = []
    for mark, stem in zip(marks, names, strict=True):
        base_year, final_year = shared[0], shared[2]
        if not same_years:
            base_year, final_year = random.choice(["h26", "h28", "H30"]), f"r{this_year + random.randint(1, 5)}"
        out.append(_indicator(random, mark, stem, (base_year, shared[1], final_year), dropped))
    return out


def _indicator(random: Random, mark: str, stem: str, years: tuple[str, str, str], dropped: float) -> Indicator:
    end, unit = random.choice(ENDS)
    name = stem + end
    percent = unit == "%"
    formula = random.choice([*FORMULAS])
    falling = formula == "falling" or (formula == "from_base" and random.random() < 0.3)
    base, final, this = _aims(random, falling, percent)
    width = random.randint(1, 4)
    columns = [f"H{27 + n}" if n < 3 else f"R{n - 2}" for n in range(5 - width, 5)]
    known = random.randint(0, width)

    def cell(text: str, measure: str, period: str) -> Printed | None:
        return None if random.random() < dropped else Printed(text, mark, name, measure, period)

    def shown(number: Decimal | None) -> str:
        if number is None:
            return "-"
        return f"{number}%" if percent else f"{number:,}"

    targets: list[Decimal | None] = [
        this if column.casefold() == years[1] else _near(random, base, final, percent) for column in columns
    ]
    actuals: list[Decimal | None] = [_near(random, base, final, percent) if n < known else None for n in range(width)]
    latest = next((one for one in reversed(actuals) if one is not None), None)
    rates = [
        rate_of(formula, a, base, t) if a is not None and t is not None else None
        for a, t in zip(actuals, targets, strict=True)
    ]
    progress = rounded(latest / final * 100) if latest is not None and final else None
    rows = {
        "目標値": [(shown(t), "interim_target", y) for t, y in zip(targets, columns, strict=True)]
        + [(shown(final), "target", "")],
        "実績値": [(shown(a), "actual", y) for a, y in zip(actuals, columns, strict=True)]
        + [(shown(latest), "actual", "")],
        "達成率": [("-" if r is None else f"{r}%", "achievement", y) for r, y in zip(rates, columns, strict=True)]
        + [("-" if progress is None else f"{progress}%", "progress", "")],
    }
    printed_years = [None if random.random() < dropped else Printed(year) for year in years]
    graded = [f"H{28 + n}" for n in range(3)]
    at = random.randint(2, len(name) - 1)
    return Indicator(
        mark,
        name,
        name[:at] + "\n" + name[at:] if random.random() < 0.7 else name,
        printed_years,
        [
            cell(shown(number), measure, year.text if year else "")
            for number, measure, year in zip(
                (base, this, final), ("baseline", "interim_target", "target"), printed_years, strict=True
            )
        ],
        FORMULAS[formula],
        "減少" if falling else "増加",
        random.choice(PLANS),
        random.choice(EXPLAINED),
        random.choice(ANALYSES),
        columns,
        {row: [cell(*each) for each in cells] for row, cells in rows.items()},
        graded,
        [cell(random.choice("ABCD-"), "grade", year) for year in graded],
    )


def _aims(random: Random, falling: bool, percent: bool) -> tuple[Decimal, Decimal, Decimal]:
    if percent:
        low, high = Decimal(random.randint(200, 550)) / 10, Decimal(random.randint(560, 1000)) / 10
    else:
        scale = random.choice([100, 1000, 10_000])
        low, high = Decimal(random.randint(scale, 4 * scale)), Decimal(random.randint(5 * scale, 9 * scale))
    base, final = (high, low) if falling else (low, high)
    this = final if random.random() < 0.25 else _near(random, base, final, percent)
    return base, final, this


def _near(random: Random, base: Decimal, final: Decimal, percent: bool) -> Decimal:
    number = base + (final - base) * Decimal(random.randint(-20, 120)) / 100
    return rounded(number, 1 if percent else 0)


def without_sign(sheets: Sequence[Indicator]) -> Sequence[Indicator]:
    """The indicators, their yearly targets and actuals printed without the per cent sign."""
    for one in sheets:
        for row in ("目標値", "実績値"):
            for cell in one.rows[row]:
                if cell is not None:
                    cell.text = cell.text.removesuffix("%")
    return sheets


def with_calendar_years(sheets: Sequence[Indicator], calendar: Sequence[bool]) -> Sequence[Indicator]:
    """The indicators, all years in small letters where they are calendar years, else in large."""
    for one, small in zip(sheets, calendar, strict=True):
        cells = [*one.values, *one.grades, *(cell for row in one.rows.values() for cell in row)]
        for cell in cells:
            if cell is not None:
                cell.period = cell.period.lower() if small else cell.period.upper()
        for year in one.years:
            if year is not None:
                year.text = year.text.lower() if small else year.text.upper()
        one.columns = [column.lower() if small else column.upper() for column in one.columns]
        one.grade_years = [year.lower() if small else year.upper() for year in one.grade_years]
    return sheets


HEADING = "３　成果指標の設定 （H：平成、R:令和、大文字は年度、小文字は暦年） ３－２　成果指標の達成度合"


def in_order(random: Random, sheets: Sequence[Indicator], **options: bool) -> Text:
    """Each indicator after the other, each label before its value."""
    text = Text(random, **options)
    text.say(HEADING)
    for one in sheets:
        text.say(one.mark, "指標名", "目標の基準", "今年度の目標", "最終目標")
        text.say(one.wrapped)
        text.say("基準年度", one.years[0], "年度", one.years[1], "最終年度", one.years[2])
        text.say("基準値", one.values[0], "目標値", one.values[1], "最終目標値", one.values[2])
        text.say(one.explained)
        text.say("根拠計画", "政策体系", "増減方向", "達成率の算式")
        text.say(one.plan, "２（２）A", one.direction, blank=False)
        text.say(*one.formula, gap="\n")
        _yearly(text, one)
    text.say("●　達成度合について")
    text.say("達成度合 A B C D -")
    return text


def scrambled(random: Random, sheets: Sequence[Indicator], *, glue: bool = True, **options: bool) -> Text:
    """Pages of three indicators: their settings box by box in any order, then the yearly parts from top to bottom."""
    text = Text(random, **options)
    text.say(HEADING)
    for at in range(0, len(sheets), 3):
        page = sheets[at : at + 3]
        _page(text, random, page)
        for one in page:
            _yearly(text, one, glue=glue)
    text.say("●　達成度合について")
    text.say("達成度合 A B C D -")
    return text


def _page(text: Text, random: Random, page: Sequence[Indicator]) -> None:
    order = random.sample(range(len(page)), len(page))
    # The first indicator of a page is often printed whole; the boxes of the others come out apart.
    whole = page[0] if len(page) > 1 else None
    boxes: list[list[tuple[object, ...]]] = []
    for n in order:
        one = page[n]
        if one is whole:
            continue
        boxes += [[(one.explained,)], [(one.plan,)], [one.formula], [("増減方向",)], [(one.direction,)]]
        boxes += _broken(random, ["基準値", "目標値", "最終目標値"], one.values)
        boxes += _broken(random, ["基準年度", "年度", "最終年度"], one.years)
    random.shuffle(boxes)
    named = [page[n] for n in order if page[n] is not whole]
    cuts = sorted(random.randint(0, len(boxes)) for _ in named)
    done = 0
    for one, cut in zip(named, cuts, strict=True):
        _boxes(text, boxes[done:cut])
        done = cut
        text.say(one.mark, "指標名", *(["今年度の目標"] if random.random() < 0.5 else []))
        text.say(one.wrapped)
    _boxes(text, boxes[done:])
    if whole is not None:
        text.say(whole.mark, "指標名", "目標の基準", "今年度の目標", "最終目標")
        text.say(whole.wrapped)
        text.say("基準年度", whole.years[0], "年度", whole.years[1], "最終年度", whole.years[2])
        text.say("基準値", whole.values[0], "目標値", whole.values[1], "最終目標値", whole.values[2])
        text.say(whole.explained)
        text.say(*whole.formula, gap="\n")
        text.say(whole.direction)


def _boxes(text: Text, boxes: Sequence[Sequence[tuple[object, ...]]]) -> None:
    for box in boxes:
        for line in box:
            two = len(line) == 2 and isinstance(line[0], str) and "実績値" in str(line)
            text.say(*line, gap="\n" if two else " ")  # type: ignore[arg-type]


def _broken(random: Random, labels: Sequence[str], values: Sequence[Printed | None]) -> list[list[tuple[object, ...]]]:
    """A row of labels and values as a PDF's text prints it: some left the row, the rest stand from left to right."""
    row: list[object] = []
    apart: list[list[tuple[object, ...]]] = []
    for label, value in zip(labels, values, strict=True):
        for piece in (label, value):
            if piece is None:
                continue
            if random.random() < 0.3 and not (isinstance(piece, str) and row and random.random() < 0.5):
                apart.append([(piece,)])
            else:
                row.append(piece)
    return [[tuple(row)], *apart] if row else apart


def _yearly(text: Text, one: Indicator, *, glue: bool = False) -> None:
    text.say("評価年度", *one.grade_years, "達成度合の分析ほか")
    text.say("達成度合", *one.grades, one.analysis)
    text.say("年度", *one.columns, "進捗率")
    for row, cells in one.rows.items():
        printed = [cell for cell in cells if cell is not None]
        if row == "達成率" and glue and len(printed) > 1 and all(cell.text[-1] == "%" for cell in printed):
            text.random.shuffle(printed)
            text.say("達成率", *printed[:-1], blank=False)
            cut = text.lines.pop()
            last = printed[-1]
            last.line = len(text.lines) + 1
            text.cells.append(last)
            text.lines += [cut + text.printed(last), ""]
        else:
            text.say(row, *printed)
