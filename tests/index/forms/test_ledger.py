"""Project ledgers: the packaged one taken apart, and ledgers made up at random."""

import random
import re
import unicodedata
from collections import Counter
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from index.draft import Warned
from index.figure import Figure
from index.figures import extract_figures
from index.forms.ledger import read_ledgers
from index.forms.piece import pages_of
from index.forms.project import read_projects
from index.layout import lay_out
from index.reading import packaged_reports, read_reports
from tests.index.ledgers import ORDERS, carry_over, drop_cells, make_ledger, print_ledger, report_of, widen

REPORT = next(report for report in read_reports(packaged_reports()) if report.id == "kihon-hyoka-0510-r2")
OVERVIEWS = """
0532 （社）北海道機械工業会が実施する
0533 ものづくり企業の人材確保を図るため
0534 本道が優位性を持つ「食」を支える
0535 ものづくり企業の販路拡大や新分野進出
0536 自動車関連分野への参入を促進するため
0537 環境負荷軽減とものづくり産業の振興
0538 道内ものづくり企業の付加価値向上や
0710 ものづくり支援センター機能を活用し
0711 高度技術産業集積活性化地域（3地域）における新事業創出の促進（工業技術センター指定管理負担金
0712 高度技術産業集積活性化地域（3地域）における新事業創出の促進（工業技術センター実施事業
0713 日本自転車振興会補助事業を活用した
0714 公設試験研究機関等を運営する関係団体
0716 高度技術産業集積活性化地域（3地域）における新事業創出の促進（センター運営の安定化
0717 本道経済の発展を加速するため
0719 道北地域の産業支援機能の維持
0539 国や企業等に道内の自動走行実証
0540 道内ＩＴ業界におけるＡＩ及びＩｏＴ
0541 （株）北海道ソフトウェア技術開発機構
0542 楽天（株）と包括連携協定を締結し
0543 北海道経済産業局、各市町村、ＩＴ団体等
0544 伝統的工芸品産業の振興に関する事務
0545 道内中小企業情報化実態調査等
0546 道内中小企業のＩＴ利活用の促進に関する事務
0547 道内製造業の動向把握、基礎データ
0548 北海道への自動車産業の集積促進
0549 自動車産業の集積促進に向け
0550 調査･分析や行事対応などにより
0551 地域資源の内容見直しに係る
0552 関係機関・部課調整、助成事業等の
0553 「北海道産業振興条例（通称）」に基づき
0554 旧創造条例における事業化資金貸付事業
"""


def read(text: str) -> tuple[list[Figure], list[Warned]]:
    out = list(read_ledgers(replace(REPORT, text=text), []))
    return [one for one in out if isinstance(one, Figure)], [one for one in out if isinstance(one, Warned)]


FIGURES, WARNINGS = read(REPORT.text)
PROJECTS = [figure for figure in FIGURES if figure.item]


def key(figure: Figure) -> tuple[object, ...]:
    """What a figure says, however wide its characters are printed."""
    texts = (figure.item, figure.name, figure.period, figure.unit)
    return (*(unicodedata.normalize("NFKC", text) for text in texts), figure.measure, figure.value)


def test_every_project_has_its_figures():
    counts = Counter(figure.measure for figure in PROJECTS)
    assert counts == {
        "budget": 25,
        "general_fund": 25,
        "staff_head": 31,
        "staff_branch": 31,
        "staff": 31,
        "full_cost": 31,
    }
    assert sum(figure.value for figure in PROJECTS if figure.measure == "budget") == 378_589
    assert sum(figure.value for figure in PROJECTS if figure.measure == "general_fund") == 230_052
    for figure in PROJECTS:
        start, end = figure.span
        assert REPORT.lines[figure.line - 1][start:end] == figure.text
        assert (figure.kind, figure.section) == ("budget", "４ 事務事業の設定")


def test_units_and_periods_are_those_of_the_header():
    said = {figure.measure: (figure.unit, figure.period, figure.year) for figure in PROJECTS}
    assert said == {
        "budget": ("千円", "令和２年度", 2020),
        "general_fund": ("千円", "令和２年度", 2020),
        "staff_head": ("", "", None),
        "staff_branch": ("", "", None),
        "staff": ("", "", None),
        "full_cost": ("千円", "", None),
    }


def test_a_general_fund_above_the_cost_stays_as_printed():
    figures = {figure.measure: figure.text for figure in PROJECTS if figure.item == "0538"}
    assert (figures["budget"], figures["general_fund"]) == ("841", "924")


def test_totals_stand_under_their_columns():
    totals = {figure.measure: figure.text for figure in FIGURES if figure.name == "計"}
    assert totals == {
        "carry_over": "0",
        "budget": "378,589",
        "general_fund": "230,052",
        "staff_head": "14.5",
        "staff_branch": "1",
        "staff": "16",
    }


def test_what_is_left_out_is_named_by_its_line():
    assert [warning.line for warning in WARNINGS] == [873, 875, 877, 879, 881, 887, 968]


@pytest.mark.parametrize("line", OVERVIEWS.split("\n")[1:-1])
def test_every_project_has_its_own_overview(line):
    code, _, beginning = line.partition(" ")
    remarks = {figure.remark for figure in PROJECTS if figure.item == code}
    assert len(remarks) == 1
    assert remarks.pop().startswith(beginning)


def test_yearly_amounts_are_borne_out_by_the_total():
    amounts = [(figure.period, figure.text, figure.unit) for figure in FIGURES if figure.name == "施策の予算額"]
    assert amounts == [("H30", "164,382", "千円"), ("R1", "167,732", "千円"), ("R2", "378,589", "千円")]
    figures, warnings = read(REPORT.text.replace("\n378,589\n", "\n378,580\n"))
    assert not [figure for figure in figures if figure.name == "施策の予算額"]
    assert 69 in {warning.line for warning in warnings}


@pytest.mark.parametrize("wide", [True, False])
def test_the_width_of_characters_says_nothing(wide):
    table = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
    text = REPORT.text.translate(table) if wide else unicodedata.normalize("NFKC", REPORT.text)
    assert {key(figure) for figure in read(text)[0]} == {key(figure) for figure in FIGURES}


def test_a_form_feed_parts_pages_too():
    text = re.sub(r"\n\n\n\n+", "\n\f\n", REPORT.text)
    assert {key(figure) for figure in read(text)[0]} == {key(figure) for figure in FIGURES}


@pytest.mark.parametrize("seed", range(2))
def test_rows_may_stand_in_any_order(seed):
    rng = random.Random(seed)
    lines: list[str | None] = list(REPORT.lines)
    for page in read_projects(pages_of(REPORT)):
        blocks = ["\n".join(REPORT.lines[row.first - 1 : row.last]) for row in page]
        if blocks:
            rng.shuffle(blocks)
            start, end = page[0].first - 1, page[-1].last
            lines[start:end] = ["\n\n".join(blocks), *[None] * (end - start - 1)]
    figures, _ = read("\n".join(line for line in lines if line is not None))
    assert {key(figure) for figure in figures} == {key(figure) for figure in FIGURES}
    own = {figure.item: figure.remark for figure in PROJECTS}
    assert all(figure.remark in ("", own[figure.item]) for figure in figures if figure.item)


def test_a_changed_digit_is_shown_as_printed_and_moves_nothing():
    rng = random.Random(7)
    places = {(figure.line, figure.span): figure.measure for figure in FIGURES}
    shown = 0
    for figure in rng.sample(PROJECTS, 25):
        line, at = REPORT.lines[figure.line - 1], rng.randrange(figure.span[0], figure.span[1])
        if not line[at].isdigit():
            continue
        digit = rng.choice([digit for digit in "123456789" if digit != line[at]])
        lines = [*REPORT.lines]
        lines[figure.line - 1] = line[:at] + digit + line[at + 1 :]
        figures, _ = read("\n".join(lines))
        assert all(places.get((f.line, f.span), f.measure) == f.measure for f in figures)
        texts = {(f.line, f.span): f.text for f in figures}
        changed = lines[figure.line - 1][slice(*figure.span)]
        assert texts.get((figure.line, figure.span), changed) == changed
        shown += texts.get((figure.line, figure.span)) == changed
    assert shown >= 12


# --- ledgers made up at random ---------------------------------------------------------------------------------------


def read_made_up(text: str) -> list[Figure]:
    return [one for one in read_ledgers(report_of(text), []) if isinstance(one, Figure)]


def check(figures, ledger):
    """No figure says what the ledger does not."""
    rows = {row.code: row for row in ledger.rows}
    for figure in figures:
        if figure.name == "計":
            assert figure.value == ledger.total(figure.measure)
            continue
        row = rows[figure.item]
        assert (figure.name, figure.value) == (row.name, row.amounts[figure.measure])
        assert figure.remark in ("", row.overview)


@given(seed=st.integers(0, 10**6), size=st.integers(4, 14), order=st.sampled_from(ORDERS), wide=st.booleans())
@settings(max_examples=30)
def test_a_whole_ledger_is_read_whole(seed, size, order, wide):
    ledger = make_ledger(seed, size, order)
    # Where the general fund is the cost in every row, or nearly so, nothing tells which is which.
    assume(any(row.amounts["budget"] - row.amounts["general_fund"] > 10 for row in ledger.rows))
    if wide:
        widen(ledger, seed)
    figures = read_made_up(print_ledger(ledger, seed, shuffled=seed % 2 == 0))
    check(figures, ledger)
    found = {(figure.item, figure.measure) for figure in figures if figure.item}
    every = {(row.code, measure) for row in ledger.rows for measure in row.printed}
    open_to_doubt = {"general_fund"} if order.index("general_fund") < order.index("budget") else set()
    assert {(code, measure) for code, measure in every - found if measure not in open_to_doubt} == set()


@given(seed=st.integers(0, 10**6), size=st.integers(6, 14), order=st.sampled_from(ORDERS), share=st.floats(0.1, 0.6))
@settings(max_examples=30)
def test_dropped_cells_move_no_other(seed, size, order, share):
    ledger = make_ledger(seed, size, order)
    drop_cells(ledger, seed, share)
    check(read_made_up(print_ledger(ledger, seed, totals=False)), ledger)


@given(seed=st.integers(0, 10**6), size=st.integers(5, 14), share=st.sampled_from([0.3, 1.0]))
@settings(max_examples=20)
def test_amounts_carried_over_have_their_column(seed, size, share):
    ledger = make_ledger(seed, size)
    carry_over(ledger, seed, share)
    figures = read_made_up(print_ledger(ledger, seed))
    check(figures, ledger)
    if share == 1:
        assert sum(figure.measure == "carry_over" for figure in figures if figure.item) == size


def test_a_number_printed_with_a_space_is_one():
    text = print_ledger(make_ledger(3, 6), 3, totals=False)
    number = next(m[0] for m in re.finditer(r"(?<= )\d{2},\d{3}(?= )", text))
    figures = read_made_up(text.replace(f" {number} ", f" {number[0]} {number[1:]} ", 1))
    spaced = [figure for figure in figures if figure.text == f"{number[0]} {number[1:]}"]
    assert {figure.value for figure in spaced} == {Decimal(number.replace(",", ""))}


def test_a_ledger_without_proof_is_left_out_in_one_sentence():
    ledger = make_ledger(5, 6)
    rng = random.Random(5)
    for row in ledger.rows:
        row.texts["full_cost"] = f"{rng.randrange(1, 10**6):,}"
    out = list(read_ledgers(report_of(print_ledger(ledger, 5)), []))
    assert len(out) == 1
    assert isinstance(out[0], Warned)


def test_a_totals_row_with_one_wrong_sum_keeps_its_columns():
    ledger = make_ledger(8, 8)
    text = print_ledger(ledger, 8)
    printed = f"{ledger.total('general_fund'):,}"
    figures = read_made_up(text.replace(f" {printed} ", " 9,999,999 "))
    totals = {figure.measure: figure.text for figure in figures if figure.name == "計"}
    assert totals["general_fund"] == "9,999,999"
    assert totals["budget"] == f"{ledger.total('budget'):,}"


def test_text_with_other_numbered_rows_is_no_ledger():
    text = "人口\n\n" + "\n".join(f"0110{n} 札幌市{n}区 1,{n}23 4,{n}56 5,{n}79" for n in range(1, 8))
    assert list(read_ledgers(report_of(text), [])) == []


# --- the same as a table with tabs -----------------------------------------------------------------------------------


def test_a_ledger_with_tabs_is_read_as_a_table():
    header = (
        "整理番号\t政策体系\t事務事業名\t事務事業概要\t課・局室名\t前年度からの繰越事業費（千円）\t"
        "令和２年度事業費（千円）\tうち一般財源（千円）\t本庁\t出先機関\t人工計\tフルコスト（千円）"
    )
    row = "0532\t2(2)A\t機械工業振興事業費補助金\t補助する。\t産業振興課\t\t4,558\t4,558\t0.1\t0.0\t0.1\t5,350"
    report = report_of(f"４　事務事業の設定\n\n{header}\n{row}\n")
    figures, warnings = extract_figures(report, lay_out(report.text))
    assert warnings == []
    assert [(figure.name, figure.measure, figure.text, figure.unit, figure.period) for figure in figures] == [
        ("機械工業振興事業費補助金", "budget", "4,558", "千円", "令和２年度"),
        ("機械工業振興事業費補助金", "general_fund", "4,558", "千円", "令和２年度"),
        ("機械工業振興事業費補助金", "staff_head", "0.1", "", ""),
        ("機械工業振興事業費補助金", "staff_branch", "0.0", "", ""),
        ("機械工業振興事業費補助金", "staff", "0.1", "", ""),
        ("機械工業振興事業費補助金", "full_cost", "5,350", "千円", ""),
    ]
