"""The tabled reports taken apart: after each change the extraction says what a reader of the changed text would say."""

from collections import Counter
from random import Random

import pytest

from index.figures import extract_figures
from index.layout import lay_out
from index.reading import read_reports
from tests.index import mutation
from tests.index.mutation import Document, Line, document, found, report_of, wanted
from tests.index.test_transcription import TRANSCRIBED

DOCUMENTS = {report_id: document(report_id) for report_id in TRANSCRIBED}
TABLED = pytest.mark.parametrize("report_id", TRANSCRIBED)
SEEDED = pytest.mark.parametrize("seed", range(3))
# A row that prints a dash too many is a whole row again once it loses another cell, and nothing tells the two apart.
SURPLUS_DASH = "-\t-\t-\t"


def read(lines: Document):
    report = report_of(lines)
    return extract_figures(report, lay_out(report.text))


def test_the_transcription_is_what_the_mutations_start_from():
    assert {name: sum(len(line.values) for line in lines) for name, lines in DOCUMENTS.items()} == {
        "chiikizukuri-kofukin-kpi": 62,
        "hokkaido-sosei-2018": 248,
        "sapporo-renkei-2021": 320,
    }


@pytest.mark.parametrize("name", mutation.MUTATIONS)
@TABLED
def test_a_changed_report_is_read_as_it_now_stands(report_id, name):
    lines = DOCUMENTS[report_id]
    for seed in range(2):
        changed = mutation.MUTATIONS[name](lines, Random(f"{report_id} {seed}"))
        assert found(read(changed)[0]) == wanted(changed), seed


@pytest.mark.parametrize("seed", range(4))
@TABLED
def test_changes_of_all_kinds_together(report_id, seed):
    draw = Random(seed)
    changed = DOCUMENTS[report_id]
    for name in ("renumbered", "renamed", "reunited", draw.choice(["western", "eras"]), "shuffled", "synonymous"):
        changed = mutation.MUTATIONS[name](changed, draw)
    for name in ("parted", draw.choice(["broad", "narrow"])):
        changed = mutation.MUTATIONS[name](changed, draw)
    assert found(read(changed)[0]) == wanted(changed)


@pytest.mark.parametrize("change", [mutation.shifted, mutation.holed])
@SEEDED
@TABLED
def test_rows_moved_and_holed_are_placed_or_left_out(report_id, seed, change):
    changed = change(DOCUMENTS[report_id], Random(seed))
    want, got, warned = judged(changed)
    for n, values in want.items():
        assert got.get(n, Counter()) in (values, Counter()), changed[n - 1].text
        assert n in got or n in warned, changed[n - 1].text
    assert got.keys() <= want.keys()
    assert sum(n in got for n in want) >= 0.97 * len(want)


def judged(lines: Document):
    figures, warnings = read(lines)
    return wanted(lines), found(figures), {warned.line for warned in warnings}


def test_line_ends_change_nothing(tmp_path):
    for report_id, lines in DOCUMENTS.items():
        text = "\r\n".join(line.text for line in lines)
        (tmp_path / f"{report_id}.txt").write_bytes(text.encode("utf-8"))
    for report in read_reports(tmp_path):
        assert found(extract_figures(report, lay_out(report.text))[0]) == wanted(DOCUMENTS[report.id])


# --- lost cells ------------------------------------------------------------------------------------------------------


def with_lost_cells(lines: Document, draw: Random, share: float) -> tuple[Document, set[int]]:
    """The lines, of some of which a cell that prints something is gone, and the numbers of these."""
    out, touched = [], set()
    for n, line in enumerate(lines, start=1):
        full = [k for k, cell in enumerate(line.text.split("\t")) if cell.strip()]
        if line.is_row and draw.random() < share and SURPLUS_DASH not in line.text:
            line = mutation.without_cell(line, draw.choice(full))
            touched.add(n)
        out.append(line)
    return tuple(out), touched


def without_items(values):
    """What was said but for the item: a row whose item is lost goes on under the one above."""
    out = Counter()
    for value, count in values.items():
        out[value[1:]] += count
    return out


@pytest.mark.parametrize(("report_id", "least"), [("hokkaido-sosei-2018", 0.65), ("sapporo-renkei-2021", 0.6)])
def test_lost_cells_make_no_wrong_figure(report_id, least):
    """A row that lost a cell is read where types, a rate that recomputes, or the periods of its neighbours say how.

    Else it is left out with a warning that names its line; never is a value put under another header.
    """
    right = lost = 0
    for seed in range(6):
        changed, touched = with_lost_cells(DOCUMENTS[report_id], Random(seed), 0.3)
        want, got, warned = judged(changed)
        assert got.keys() <= want.keys()
        for n, values in want.items():
            now = got.get(n, Counter())
            if n not in touched:
                assert without_items(now) == without_items(values), changed[n - 1].text
                continue
            assert not without_items(now) - without_items(values), changed[n - 1].text
            assert now or n in warned, changed[n - 1].text
            right, lost = right + now.total(), lost + values.total()
    assert right >= least * lost, right / lost


def test_a_lost_cell_of_a_row_of_arrows_costs_no_more_than_itself():
    for seed in range(6):
        changed, _ = with_lost_cells(DOCUMENTS["chiikizukuri-kofukin-kpi"], Random(seed), 0.5)
        want, got, _ = judged(changed)
        assert {n: without_items(values) for n, values in got.items()} == {
            n: without_items(values) for n, values in want.items()
        }


def test_a_row_filled_up_after_a_lost_cell_is_not_taken_for_a_whole_one():
    rows = ["移住者数\t10人\t20人\t30人\t◎", "出生数\t1人\t2人\t3人\t○", "定住者数\t5人\t6人\t\t", "来訪者数\t7人\t8人"]
    header = "KPI\t基準値\t実績値\t目標値\t評価"
    figures, warnings = read(tuple(map(Line, [header, *rows])))
    assert {figure.line for figure in figures} == {2, 3}
    assert [warned.line for warned in warnings] == [4, 5]
    # Where no row lost anything, an empty cell says that there is nothing to say.
    figures, warnings = read(tuple(map(Line, [header, *rows[:3]])))
    assert [figure.measure for figure in figures if figure.line == 4] == ["baseline", "actual"]
    assert warnings == []


# --- rates -----------------------------------------------------------------------------------------------------------


def test_a_misprinted_rate_moves_no_number():
    for digit in "123456789":
        lines = [
            Line(line.text.replace("%", f"{digit}%")) if "⇒" not in line.text else line
            for line in DOCUMENTS["hokkaido-sosei-2018"]
        ]
        before = {figure.figure_id: figure for figure in read(DOCUMENTS["hokkaido-sosei-2018"])[0]}
        for figure in read(tuple(lines))[0]:
            same = before.get(figure.figure_id)
            if figure.measure != "progress" and "%" not in figure.text and same is not None:
                assert (figure.text, figure.name) == (same.text, same.name)
        names = Counter((figure.line, figure.measure) for figure in read(tuple(lines))[0])
        assert names == Counter((figure.line, figure.measure) for figure in before.values())
