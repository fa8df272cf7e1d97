"""Project ledgers made up at random and printed as a PDF's text prints them, for tests."""

import random
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from index.figure import Measure
from index.report import Report

MEASURES: tuple[Measure, ...] = ("budget", "general_fund", "staff_head", "staff_branch", "staff", "full_cost")
STAFF: tuple[Measure, ...] = ("staff_head", "staff_branch", "staff")
ORDERS: tuple[tuple[Measure, ...], ...] = (
    MEASURES,
    ("budget", "general_fund", "full_cost", *STAFF),
    ("general_fund", "budget", *STAFF, "full_cost"),
    ("budget", "general_fund", "staff_branch", "staff_head", "staff", "full_cost"),
    ("full_cost", "budget", "general_fund", *STAFF),
    (*STAFF, "budget", "general_fund", "full_cost"),
)
_WORDS: dict[Measure, str] = {
    "carry_over": "前年度から\nの繰越事業\n費（千円）",
    "budget": "令和３年度\n\n事業費\n（千円）",
    "general_fund": "うち\n一般財源",
    "staff_head": "本庁",
    "staff_branch": "出先\n機関",
    "staff": "人工計",
    "full_cost": "フル\nコスト\n\n（千円）",
}
_SUBJECTS = """
漁港整備 森林保育 酪農経営 観光案内 港湾物流 空港利用 介護人材 看護師養成 図書館運営 文化財保存 芸術鑑賞 防災訓練
消防装備 河川改修 橋梁点検 除雪体制 公園緑地 下水処理 廃棄物対策 温暖化防止 希少生物 野生鳥獣 食品衛生 感染症予防
母子健康 保育施設 不登校支援 特別支援教育 高校再編 留学生交流 国際定期便 移住相談 空き家活用 商店街振興 創業支援
事業承継 伝統工芸 水産加工
""".split()
_KINDS = "推進事業費 支援事業 対策費補助金 に関する事務 調査事業".split()
_ACTS = """
の関係者を集めた協議会を開き、今後の進め方を検討する。 の担い手を確保するため、研修と広報を行う。
に要する経費の一部を補助する。 の現状を調査し、結果を公表する。 に係る計画の策定と進行管理を行う。
""".split()


@dataclass
class Row:
    """One project: its amounts by measure, and the cells of them that are printed, in the order of the columns."""

    code: str
    name: str
    overview: str
    amounts: dict[Measure, Decimal]
    texts: dict[Measure, str]
    printed: list[Measure]


@dataclass
class Ledger:
    """A ledger with the order of its columns."""

    rows: list[Row]
    order: tuple[Measure, ...]
    pages: list[list[Row]] = field(default_factory=list)

    def total(self, measure: Measure) -> Decimal:
        """The sum of a column."""
        return sum((row.amounts[measure] for row in self.rows if measure in row.amounts), start=Decimal(0))


def make_ledger(seed: int, size: int, order: tuple[Measure, ...] = MEASURES, wages: int = 1) -> Ledger:
    """A ledger of `size` projects whose sums hold, each wage shared by two rows at the least."""
    rng = random.Random(seed)
    subjects = rng.sample(_SUBJECTS, size)
    costs = [rng.randrange(5000, 9999) for _ in range(wages)]
    first = rng.randrange(1, 800)
    rows = []
    for n, subject in enumerate(subjects):
        amounts = _amounts(rng, costs[n % wages])
        texts = {m: f"{v:,}" for m, v in amounts.items()}
        code, name = f"{first + n:04d}", subject + rng.choice(_KINDS)
        rows.append(Row(code, name, subject + rng.choice(_ACTS), amounts, texts, [m for m in order if m in amounts]))
    return Ledger(rows, order, _paged(rng, rows))


def carry_over(ledger: Ledger, seed: int, share: float) -> None:
    """Print an amount carried over in some rows, before the cost."""
    rng = random.Random(seed)
    at = min(ledger.order.index("budget"), ledger.order.index("general_fund"))
    ledger.order = (*ledger.order[:at], "carry_over", *ledger.order[at:])
    for row in ledger.rows:
        if rng.random() < share:
            row.amounts["carry_over"] = Decimal(rng.randrange(1, 50000))
            row.texts["carry_over"] = f"{row.amounts['carry_over']:,}"
            row.printed = [measure for measure in ledger.order if measure in row.amounts]


def drop_cells(ledger: Ledger, seed: int, share: float) -> None:
    """Leave out cells at random, as a PDF's text does."""
    rng = random.Random(seed)
    for row in ledger.rows:
        if rng.random() < share:
            row.printed.remove(rng.choice(row.printed))


def widen(ledger: Ledger, seed: int) -> None:
    """Print some numbers in full-width digits."""
    rng = random.Random(seed)
    for row in ledger.rows:
        for measure, text in row.texts.items():
            if rng.random() < 0.2:
                row.texts[measure] = text.translate({ord(c): ord(c) + 0xFEE0 for c in "0123456789,."})


def print_ledger(ledger: Ledger, seed: int, *, totals: bool = True, shuffled: bool = False) -> str:
    """The ledger as text: rows, overviews, then the header scattered over lines, page by page."""
    rng = random.Random(seed)
    parts = []
    for n, page in enumerate(ledger.pages):
        rows = rng.sample(page, len(page)) if shuffled else page
        parts.append(" Ｐｌａｎ\n\n" + "\n\n".join(_printed(rng, row, ledger.order) for row in rows))
        if totals and page is ledger.pages[-1]:
            parts[-1] += "\n\n" + _total_line(ledger)
        overviews = [row.overview for row in page]
        if len(overviews) > 3 and rng.random() < 0.5:
            overviews.append(overviews.pop(rng.randrange(len(overviews) - 1)))
        parts[-1] += "\n\n" + "\n\n".join(map(_wrapped, overviews))
        if n == 0:
            parts[-1] += "\n\n" + _header(ledger.order)
    return "\n\n\n\n".join(parts) + "\n"


def report_of(text: str) -> Report:
    """A report with nothing but its text."""
    return Report("made-up", "", "", None, date(2022, 3, 31), "", "", "", "made-up.txt", "", text)


def _amounts(rng: random.Random, wage: int) -> dict[Measure, Decimal]:
    cost = Decimal(rng.choice([0, rng.randrange(1, 1000), rng.randrange(1000, 200000)]))
    fund = rng.choice([cost, Decimal(0), Decimal(rng.randrange(0, int(cost) + 1))])
    head = Decimal(rng.randrange(1, 20)) / 10
    branch = Decimal(rng.choice([0, 0, 0, rng.randrange(1, 9)])) / 10
    head, branch = head.quantize(Decimal("0.1")), branch.quantize(Decimal("0.1"))
    full = cost + ((head + branch) * wage).quantize(Decimal(1), ROUND_HALF_UP)
    return dict(zip(MEASURES, (cost, fund, head, branch, head + branch, full), strict=True))


def _paged(rng: random.Random, rows: list[Row]) -> list[list[Row]]:
    if len(rows) < 8:
        return [rows]
    cut = rng.randrange(3, len(rows) - 3)
    return [rows[:cut], rows[cut:]]


def _printed(rng: random.Random, row: Row, order: tuple[Measure, ...]) -> str:
    numbers = " ".join(row.texts[measure] for measure in order if measure in row.printed)
    if rng.random() < 0.5:
        return f"{row.code} 2(4)C {row.name} 産業振興課 {numbers}"
    cut = len(row.name) // 2
    return f"{row.code} 2(4)C\n{row.name[:cut]}\n{row.name[cut:]}\n\n産業振興課 {numbers}"


def _wrapped(text: str) -> str:
    return "\n".join(text[n : n + 20] for n in range(0, len(text), 20))


def _total_line(ledger: Ledger) -> str:
    return " ".join(f"{ledger.total(measure):,}" for measure in ledger.order if measure != "full_cost") + "計"


def _header(order: tuple[Measure, ...]) -> str:
    """The lower row of the header first, as PDF text has it."""
    lower = [measure for measure in order if measure in ("general_fund", *STAFF)]
    upper = [measure for measure in order if measure not in lower]
    words = [_WORDS[measure] for measure in lower]
    words += [
        "令和３年度　基本評価調書",
        "４　事務事業の設定",
        "整理番号\n政策\n体系",
        "事務事業名 事務事業概要\n課・局\n室名",
    ]
    words += [_WORDS["carry_over"]] * ("carry_over" not in order)
    words += [_WORDS[measure] for measure in upper]
    return "\n\n".join([*words, "執行体制"])
