"""Facts of initiative tables: the packaged report, changed and unchanged, generated tables, and single cases."""

import random
import re
from collections import Counter
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluation.figures.comparison import compare, transcription
from index.facts.fact import read_facts
from index.facts.initiative import is_initiative_table
from index.figure import Figure
from index.figures import extract_figures
from index.layout import lay_out
from index.markup import comparable
from index.reading import packaged_reports, read_reports
from tests.index.test_figures import WIDE, report_of

REPORTS = {report.id: report for report in read_reports(packaged_reports())}
PRINTED = REPORTS["hokkaido-shichoson-r7"]
BRACKET = re.compile("【[^】]*】")
SEEDED = pytest.mark.parametrize("seed", range(3))


def read(report):
    return list(read_facts(report, lay_out(report.text)))


def facts(report):
    return [one for one in read(report) if isinstance(one, Figure)]


def facts_of(*rows, header="区分\t主な取組\t備考(施策Code)"):
    return facts(report_of("\n".join([header, *rows])))


def left_out(*rows, header="区分\t主な取組\t備考(施策Code)"):
    return [
        (one.line, one.message) for one in read(report_of("\n".join([header, *rows]))) if not isinstance(one, Figure)
    ]


def observed(figure):
    """What a fact says, in whatever width and under whichever mark it is printed."""
    words = (figure.item, figure.name, figure.scope, figure.text, figure.unit, figure.period, figure.note)
    return (*map(comparable, words), figure.value, figure.year, figure.qualifiers)


# --- the packaged report ---------------------------------------------------------------------------------------------


def test_every_number_and_date_of_the_report_is_a_fact_and_no_other():
    found, left = extract_figures(PRINTED, lay_out(PRINTED.text))
    compared = compare(PRINTED.id, transcription(PRINTED.id), found)
    assert (compared.faults, compared.right, left) == ((), 80, [])


def test_every_bracket_yields_a_fact():
    found = facts(PRINTED)
    brackets = [(n, match.span()) for n, line in enumerate(PRINTED.lines, 1) for match in BRACKET.finditer(line)]
    empty = [
        (n, span)
        for n, span in brackets
        if not any(figure.line == n and span[0] < figure.span[0] < span[1] for figure in found)
    ]
    assert (len(brackets), empty) == (46, [])


def test_no_two_facts_say_different_things_of_the_same():
    keys = Counter((f.item, f.name, f.scope, f.unit, f.period) for f in facts(PRINTED))
    assert [key for key, count in keys.items() if count > 1] == []


@pytest.mark.parametrize("report_id", sorted(REPORTS.keys() - {PRINTED.id}))
def test_other_tables_hold_no_facts(report_id):
    assert read(REPORTS[report_id]) == []


# --- the packaged report, changed: facts follow the text -------------------------------------------------------------


def with_lines(change):
    return replace(PRINTED, text="\n".join(change(line) if "\t" in line else line for line in PRINTED.lines))


@SEEDED
def test_rows_in_another_order_say_the_same(seed):
    rows = [n for n, line in enumerate(PRINTED.lines) if "\t" in line][1:]
    order = random.Random(seed).sample(rows, len(rows))
    lines = PRINTED.lines
    for to, n in zip(rows, order, strict=True):
        lines[to] = PRINTED.lines[n]
    shuffled = replace(PRINTED, text="\n".join(lines))
    assert Counter(map(observed, facts(shuffled))) == Counter(map(observed, facts(PRINTED)))


@pytest.mark.parametrize("order", [(1, 0, 2), (2, 0, 1), (0, 2, 1)])
def test_columns_in_another_order_say_the_same(order):
    def swapped(line):
        cells = line.split("\t")
        return "\t".join(cells[n] for n in order)

    assert [observed(figure) for figure in facts(with_lines(swapped))] == [
        observed(figure) for figure in facts(PRINTED)
    ]


@pytest.mark.parametrize("table", [WIDE, {v: k for k, v in WIDE.items()}], ids=["wider", "narrower"])
def test_another_width_says_the_same(table):
    changed = facts(with_lines(lambda line: re.sub(r"<[^<>]*>", " ", line).translate(table)))
    assert Counter(map(observed, changed)) == Counter(map(observed, facts(PRINTED)))


@pytest.mark.parametrize("mark", ["・", "◎", "●", "■"])
def test_another_mark_says_the_same(mark):
    changed = facts(with_lines(lambda line: re.sub(r"(?<=[\t>\s])[○◇]", mark, line)))
    assert [observed(figure) for figure in changed] == [observed(figure) for figure in facts(PRINTED)]


def test_without_tags_it_says_the_same():
    plain = facts(with_lines(lambda line: re.sub(r"<[^<>]*>", " ", line)))
    assert [observed(figure) for figure in plain] == [observed(figure) for figure in facts(PRINTED)]


@pytest.mark.parametrize("pair", ["［］", "[]", "〔〕"])
def test_in_other_brackets_it_says_the_same(pair):
    changed = facts(with_lines(lambda line: line.translate(str.maketrans("【】", pair))))
    assert [observed(figure) for figure in changed] == [observed(figure) for figure in facts(PRINTED)]


@SEEDED
def test_other_numbers_are_read_as_printed(seed):
    rng = random.Random(seed)
    digits = {n: f"{rng.randint(2, 98765):,}" for n in range(len(facts(PRINTED)))}
    lines = PRINTED.lines
    numbered = list(enumerate(facts(PRINTED)))
    for n, figure in reversed(numbered):
        if figure.value is not None:
            line, (start, end) = lines[figure.line - 1], figure.span
            lines[figure.line - 1] = line[:start] + re.sub(r"[\d,]+", digits[n], line[start:end]) + line[end:]
    changed = facts(replace(PRINTED, text="\n".join(lines)))
    said = {(f.line, f.unit, f.period, f.scope, f.value) for f in changed}
    for n, figure in numbered:
        if figure.value is not None:
            value = Decimal(digits[n].replace(",", ""))
            assert (figure.line, figure.unit, figure.period, figure.scope, value) in said
    assert len(changed) == len(numbered)


@SEEDED
def test_other_years_are_read_as_printed(seed):
    later = random.Random(seed).randint(1, 20)
    changed = facts(with_lines(lambda line: re.sub(r"R(?=\d)(\d+)", lambda era: f"R{int(era[1]) + later}", line)))
    wanted = [figure.year + later if figure.year else None for figure in facts(PRINTED)]
    assert [figure.year for figure in changed] == wanted


@pytest.mark.parametrize("dropped", range(3))
def test_a_dropped_cell_never_moves_a_fact(dropped):
    def without(line):
        cells = line.split("\t")
        return line if line.startswith("区分") else "\t".join(cells[:dropped] + cells[dropped + 1 :])

    whole = {observed(figure)[1:]: figure.item for figure in facts(PRINTED)}
    for figure in facts(with_lines(without)):
        # Without its code an item is its label; without its label it is none.
        assert dropped == 2 and figure.item == whole[observed(figure)[1:]].split(" ", 1)[1]


# --- generated tables ------------------------------------------------------------------------------------------------

LABELS = ["林業の担い手", "子育ての支援", "港湾の整備", "文化財の保存", "防災の推進", "都市農業の振興"]
DONE = ["研修会を開催", "相談窓口の運営により移住を促進", "展示会へ出展し、販路の拡大を支援", "古民家の改修を支援"]
UNITS = ["件", "人", "名", "団体", "市町村", "千円", "か所", "回", "戸", "社"]
PLACES = ["", "", "岡町：", "谷市：", "山村："]
ERAS = ["R{}", "令和{}年度", "H{}", "R{}.7", "R{}.12"]


class Printer:
    """Prints random initiative tables, and keeps what each number says."""

    def __init__(self, seed):
        self.rng = random.Random(seed)
        pick = self.rng.choice
        self.pair = pick(["【】", "[]", "［］"])
        self.colon, self.parting = pick(["：", ":", " "]), pick(["、", " ", "　"])
        self.mark, self.behind = pick("○●◎・◇■"), self.rng.random() < 0.3
        self.tags = self.rng.random() < 0.4
        self.facts = []

    def table(self):
        order = self.rng.sample(range(3), 3)
        rows = [["区分", "主な取組", "施策コード"]]
        labels = self.rng.sample(LABELS, self.rng.randint(2, len(LABELS)))
        for n, label in enumerate(labels):
            code = f"{self.rng.randint(1, 999):04}"
            items = [self.item(f"{code} {label}", n) for _ in range(self.rng.randint(1, 3))]
            texts = [f"<p>{self.mark}{text}</p>" if self.tags else self.mark + text for text in items]
            rows.append([label, " ".join(texts), code])
        return "\n".join("\t".join(row[n] for n in order) for row in rows)

    def item(self, item, line):
        done = f"第{len(self.facts)}次計画に基づき{self.rng.choice(DONE)}"
        place, unit = self.rng.choice(PLACES), self.rng.choice(UNITS)
        years = sorted(self.rng.sample(range(1, 30), self.rng.randint(1, 4)))
        era = self.rng.choice(ERAS)
        said = []
        for year in years:
            number, period = self.rng.randint(1, 99999), era.format(year)
            text = f"{number:,}{unit}"
            said.append(f"{place}{text}({period})" if self.behind else f"{period}{self.colon}{place}{text}")
            self.facts.append((line + 2, item, done, place.strip("："), text, Decimal(number), unit, period))
        return f"{done}{self.pair[0]}{self.parting.join(said)}{self.pair[1]}"


@given(st.integers(0, 10**6))
@settings(max_examples=50)
def test_generated_tables_are_read_as_printed(seed):
    printer = Printer(seed)
    report = report_of(printer.table())
    found = [(f.line, f.item, f.name, f.scope, f.text, f.value, f.unit, f.period) for f in facts(report)]
    assert sorted(found) == sorted(printer.facts)


@given(st.integers(0, 10**6))
@settings(max_examples=50)
def test_what_is_read_of_mangled_tables_is_printed_there(seed):
    """A character dropped, doubled or replaced: what is read lies where it says, in a row of its item."""
    rng = random.Random(seed)
    text = Printer(seed).table()
    for _ in range(rng.randint(1, 5)):
        at = rng.randrange(text.index("\n") + 1, len(text))
        text = text[:at] + rng.choice(["", text[at] * 2, rng.choice("【】（）:、 5R")]) + text[at + 1 :]
    report = report_of(text)
    for figure in facts(report):
        line = report.lines[figure.line - 1]
        assert comparable(line[slice(*figure.span)]) == comparable(figure.text)
        assert all(comparable(word) in comparable(line) for word in figure.item.split(" ", 1))
        assert comparable(figure.period) in comparable(line)


# --- single cases ----------------------------------------------------------------------------------------------------


def said(*rows):
    return [(f.item, f.name, f.scope, f.text, f.period) for f in facts_of(*rows)]


def test_a_row_without_a_code_is_of_its_label():
    text = "区分\t主な取組\n移住\t○相談会を開催【R6：3回】"
    assert [(f.item, f.name, f.text, f.period) for f in facts(report_of(text))] == [
        ("移住", "相談会を開催", "3回", "R6")
    ]


def test_a_merged_label_holds_for_the_rows_below():
    rows = ("移住\t○相談会を開催【R6：3回】\t01", "\t○窓口を設置【R6：2件】\t", "定住\t○空き家を改修【R6：1件】\t02")
    assert [item for item, *_ in said(*rows)] == ["01 移住", "01 移住", "02 定住"]


def test_what_cannot_be_told_is_left_out_with_its_line():
    assert left_out("移住\t○窓口を設置\t01", "○相談会を開催【R6：3回】\t02") == [
        (3, "row left out: which of its cells names the initiative cannot be told")
    ]
    assert left_out("移住\t○相談会を開催【R6.5岡町：10名、谷市：20名】\t01") == [
        (2, "20名 left out: it is open whether the period before it is its own as well")
    ]
    assert left_out("移住\t○相談会を開催【R6：10名、20名】\t01") == [
        (2, "10名 left out: another number is printed for the same"),
        (2, "20名 left out: another number is printed for the same"),
    ]
    assert left_out("移住\t○3市連携会議を開催した。\t01") == [(2, "3市 left out: it may be part of a name")]


@pytest.mark.parametrize(
    ("item", "facts_said"),
    [
        # A number outside of brackets: the period of the date behind its own clause, or none.
        (
            "研修団5名を海外へ派遣【R6.9】",
            [("研修団を海外へ派遣", "", "5名", "R6.9"), ("研修団5名を海外へ派遣", "", "R6.9", "R6.9")],
        ),
        ("3件が成立し、会議を開催【R6.9】", [("成立", "", "3件", ""), ("3件が成立し、会議を開催", "", "R6.9", "R6.9")]),
        ("会議を開催【R6.9】、3件の実証が成立", [("会議を開催", "", "R6.9", "R6.9"), ("実証が成立", "", "3件", "")]),
        ("取組済の町村が17町村(R5)に増加", [("取組済の町村が町村(R5)に増加", "", "17町村", "R5")]),
        # Numbers in names, in quotation marks and of anniversaries count nothing.
        ("「3館連携フェア」とUPDATE179を開催し、45周年を祝う", []),
        ("第3期計画を策定し、第5回会議を開催", []),
        # A clause ends with the bracket before it, and with a sentence.
        (
            "講座を開催【R6：3回】したほか、南米から研修員を受入れ【R7.6】",
            [("講座を開催", "", "3回", "R6"), ("南米から研修員を受入れ", "", "R7.6", "R7.6")],
        ),
        ("窓口を設置。併せて、講座を開催【R6：3回】", [("講座を開催", "", "3回", "R6")]),
        ("講座を開催。【R6：3回】", [("講座を開催", "", "3回", "R6")]),
        ("【R6】講座を開催", [("講座を開催", "", "R6", "R6")]),
        # A bracket on a noun is of that noun.
        (
            "人材を育成し、町村向けのセミナー【70名参加】や企業向けの講座【5回】を開催",
            [("町村向けのセミナー", "", "70名", ""), ("企業向けの講座", "", "5回", "")],
        ),
        # A label that says nothing by itself stands behind what was done.
        ("協会を支援【R6交付実績：6千円】", [("協会を支援 交付実績", "", "6千円", "R6")]),
        ("企業を誘致【R6 参加道内企業数：6社】", [("参加道内企業数", "", "6社", "R6")]),
        # The measure that is said to have changed, where the numbers do change so.
        (
            "窓口により、移住相談件数が増えるなど、機会が拡大【R4：10件 R5：12件】",
            [("移住相談件数", "", "10件", "R4"), ("移住相談件数", "", "12件", "R5")],
        ),
        (
            "窓口により、移住相談件数が増えるなど、機会が拡大【R4：12件 R5：10件】",
            [
                ("窓口により、移住相談件数が増えるなど、機会が拡大", "", text, period)
                for text, period in [("12件", "R4"), ("10件", "R5")]
            ],
        ),
        (
            "利用者数が増加するよう、講座を開催【R4：10人 R5：12人】",
            [
                ("利用者数が増加するよう、講座を開催", "", text, period)
                for text, period in [("10人", "R4"), ("12人", "R5")]
            ],
        ),
        # Round brackets state something where they begin with a period.
        ("講座を開催（R6：3回）", [("講座を開催", "", "3回", "R6")]),
        ("講座を開催（オンライン3回）", [("講座を開催（オンライン）", "", "3回", "")]),
        ("講座を開催【新規】", []),
    ],
)
def test_items(item, facts_said):
    assert [fact[1:] for fact in said(f"移住\t○{item}\t01")] == facts_said


def test_a_lesser_item_stands_under_the_one_before_it():
    (fact,) = facts_of("移住\t○交流の推進 ・相談会を開催【R6：3回】 ○窓口を設置\t01")
    assert (fact.name, fact.remark) == ("相談会を開催", "交流の推進 ・相談会を開催【R6：3回】")


def test_the_words_around_a_number_bound_it():
    about, total, planned, since = facts_of(
        "移住\t○展示会を開催【R5：約10名、R6：延べ20名、R7：3名予定、R8.4以降：5名】\t01"
    )
    assert (about.qualifiers, total.note, planned.qualifiers) == (("estimated",), "延べ", ("planned",))
    assert (since.period, since.note) == ("R8.4", "R8.4以降")


def test_a_repeat_is_linked_to_its_first_printing():
    text = "区分\t主な取組\n移住\t○講座を開催【R6：3回】\n定住\t○講座を開催【R6：3回】【再掲】"
    found, _ = extract_figures(report_of(text), lay_out(text))
    assert [(f.name, f.repeat_of) for f in found] == [("講座を開催", ""), ("講座を開催", "r:2.13:value")]


@pytest.mark.parametrize(
    "text",
    [
        "KPI\t実績値\t目標値\n○移住者数\t1人\t2人\n",
        "事業名\t予算額(千円)\t取組状況\n移住事業\t1,000\t○相談会を開催【R6：3回】\n",
        "事業名\tR6\t取組内容\n移住事業\t1,000\t○相談会を開催【R6：3回】\n",
        "施策\t対象KPI\n① 子育て\t○組織数 5件(R6) → 9件(R7)\n",
        "参加大学\t参加自治体\n岡大学\t谷市\n",
        "○相談会を開催【R6：3回】\n",
    ],
)
def test_what_is_no_table_of_initiatives(text):
    assert not any(is_initiative_table(block) for block in lay_out(text))
    assert [f for f in extract_figures(report_of(text), lay_out(text))[0] if f.kind == "fact"] == []


def test_a_name_never_runs_two_particles_together():
    text = "題\n\n区分\t主な取組\n子育て\t○相談窓口を3か所に設けた。○保育所を10か所整備した。\n"
    figures, _ = extract_figures(report_of(text), lay_out(text))
    assert [(one.name, one.text) for one in figures] == [("相談窓口を…に設けた", "3か所"), ("保育所を整備", "10か所")]


@pytest.mark.parametrize("brackets", ["＜＞", "〈〉", "《》", "<>"])
def test_pointed_brackets_state_numbers_with_their_periods(brackets):
    told = facts_of(f"木の橋\t○木造の橋を架設{brackets[0]}R4：2本 R5：3本{brackets[1]}\t1")
    assert [(one.name, one.text, one.period) for one in told] == [
        ("木造の橋を架設", "2本", "R4"),
        ("木造の橋を架設", "3本", "R5"),
    ]
