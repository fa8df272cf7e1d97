"""Made-up report pages in any number, and how long they take to read: `python -m evaluation.pages [PAGES …]`."""

import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

from index.figures import extract_figures
from index.indicator import make_indicators
from index.layout import lay_out
from index.passages import make_passages
from index.report import Report

SIZES = (125, 250, 500, 1000)
KPI_ROWS, BUDGET_ROWS = 10, 9

_FIELDS = "移住 観光 子育て 農業 漁業 林業 医療 福祉 防災 交通 環境 教育 文化 雇用 起業 輸出 エネルギー".split()
_DOINGS = "相談 研修 支援 交流 普及 調査 体験 連携 発信 育成 整備 見守り 実証 商談 派遣".split()
_ENDS = ("者数", "件数", "の参加者数", "団体数", "に取り組む市町村数", "の利用回数")
_UNITS = {"者": "人", "件": "件", "団": "団体", "に": "市町村", "の": "回"}
_KPI = "KPI\t基準値 (R1)\t実績値 (a)\t目標値 (b)\t進捗率 (a)/(b)\t備考"
_BUDGET = "関連事業名\tR5予算(千円)\t取組状況"


def report_text(pages: int, seed: int = 0) -> str:
    """A report of so many pages of some 40 lines each: headings, prose, a KPI table and a budget table."""
    draw = Random(seed)
    return "\n".join(line for number in range(1, pages + 1) for line in _page(number, draw)) + "\n"


@dataclass(frozen=True, slots=True)
class Timing:
    """Processor seconds that a report of so many pages took, and what was found in it."""

    pages: int
    seconds: float
    figures: int
    passages: int
    indicators: int


def timed(pages: int, seed: int = 0) -> Timing:
    """Read a made-up report as an index build does, without embedding."""
    text = report_text(pages, seed)
    report = Report(f"pages-{pages}", "題", "", None, None, "", "", "", "pages.txt", "", text)
    begin = time.process_time()
    blocks = lay_out(report.text)
    figures, _ = extract_figures(report, blocks)
    passages = make_passages(report, blocks)
    indicators = make_indicators(figures)
    seconds = time.process_time() - begin
    return Timing(pages, seconds, len(figures), len(passages), len(indicators))


def render(timings: Sequence[Timing]) -> str:
    """The timings as Markdown; the ratio is the time a page takes against that in the smallest report."""
    lines = ["| pages | seconds | per page, against the first | figures | passages | indicators |"]
    lines.append("|--:|--:|--:|--:|--:|--:|")
    base = timings[0].seconds / timings[0].pages
    for one in timings:
        ratio = one.seconds / one.pages / base
        found = f"{one.figures} | {one.passages} | {one.indicators}"
        lines.append(f"| {one.pages} | {one.seconds:.1f} | {ratio:.2f} | {found} |")
    return "\n".join(lines) + "\n"


def main(arguments: Sequence[str]) -> int:
    """Time each number of pages and say the table."""
    timed(1)  # what is loaded once is not the pages'
    sys.stdout.write(render([timed(pages) for pages in map(int, arguments)] or [timed(pages) for pages in SIZES]))
    return 0


def _page(number: int, draw: Random) -> Iterator[str]:
    field = draw.choice(_FIELDS)
    if number % 8 == 1:
        yield f"{number // 8 + 1} {field}の振興「地域づくり{number}」プロジェクト"
        yield ""
    yield f"（{number % 20 + 1}） {field}の{draw.choice(_DOINGS)}の推進"
    yield ""
    for _ in range(3):
        yield _sentence(draw)
        yield ""
    yield "[数値目標]"
    yield ""
    yield _KPI
    for _ in range(KPI_ROWS):
        yield _kpi_row(number, draw)
    yield ""
    yield "[関連事業の取組状況]"
    yield ""
    yield _BUDGET
    for n in range(BUDGET_ROWS):
        again = "【再掲】" if n == 0 and draw.random() < 0.3 else ""
        name = f"{draw.choice(_FIELDS)}{draw.choice(_DOINGS)}事業費（{number}-{n}）{again}"
        yield f"{name}\t{draw.randint(500, 900_000):,}\t○{_sentence(draw)}"
    yield ""
    yield f"※{number % 9 + 1} {field}に関する数値は{draw.randint(1, 12)}月末時点"
    yield ""


def _sentence(draw: Random) -> str:
    field, doing = draw.choice(_FIELDS), draw.choice(_DOINGS)
    count = draw.randint(2, 900)
    return f"{field}の{doing}を{count}回実施し、市町村や関係団体と連携しながら{draw.choice(_DOINGS)}の取組を進めた。"


def _kpi_row(number: int, draw: Random) -> str:
    """A row, of which one in ten has lost a cell."""
    end = draw.choice(_ENDS)
    name = f"{draw.choice(_FIELDS)}{draw.choice(_DOINGS)}{end}（第{number}地区）"
    base, actual, target = sorted(draw.sample(range(10, 90_000), 3))
    unit = _UNITS[end[0]]
    remark = f"・{_sentence(draw)}"
    rate = f"{actual / target * 100:.1f}%"
    cells = [name, f"{base:,}{unit}", f"{actual:,}{unit} (R5)", f"{target:,}{unit} (R7)", rate, remark]
    if draw.random() < 0.1:
        del cells[draw.randrange(1, 4)]
    return "\t".join(cells)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
