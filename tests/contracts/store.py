"""What the store must do on any database. A backend's test class inherits this and gives a `url` fixture."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from index.checks.check import Check, Checked, Place
from index.draft import Warned
from index.figure import Figure
from index.report import Report
from index.store import Store
from tests.contracts.fakes import passage

REPORT = Report("r", "題", "道", date(2018, 11, 30), None, "道民", "source", "CC BY", "r.txt", "0" * 64, "一\n二")
FIGURE = Figure(
    figure_id="r:1",
    report="r",
    line=2,
    span=(3, 8),
    kind="kpi",
    section="節",
    item="施策",
    name="外国人観光客",
    scope="",
    measure="actual",
    text="279万人",
    value=Decimal("279.0"),
    unit="万人",
    period="H29",
    year=2017,
    basis="fiscal",
    qualifiers=("cumulative", "estimated"),
    repeat_of="",
    note="",
)
UNNUMBERED = replace(FIGURE, figure_id="r:2", value=None, year=None, qualifiers=(), text="未集計")
WARNING = Warned("r", 7, "値を列に割り当てられない")
FINDING = Check(
    kind="progress",
    figure_id="r:1",
    printed="55.9%",
    recomputed="55.8%",
    formula="279 ÷ 500 × 100 = 55.8",
    ok=False,
    severity="error",
    message="一致しません。",
    message_en="They differ.",
    places=(Place("r", 2, None, "55.9%"), Place("r", 1, 3, "一\n二")),
)
CHECKED = (Checked("progress", 3), Checked("total", 1))
PASSAGE = passage("p1", "本文\t表", path=("章", "節"))


class StoreContract:
    @pytest.fixture
    def url(self, tmp_path):
        raise NotImplementedError

    @pytest.fixture
    def store(self, url):
        store = Store.create(url)
        yield store
        store.close()

    def test_everything_comes_back_equal(self, store, url):
        store.write([REPORT], [PASSAGE], [FIGURE, UNNUMBERED], [WARNING], [FINDING], CHECKED)
        again = Store.open(url)
        assert again.reports() == [REPORT]
        assert again.passages() == [PASSAGE]
        assert again.figures() == [FIGURE, UNNUMBERED]
        assert again.warnings() == [WARNING]
        assert again.findings() == [FINDING]
        assert again.checked() == list(CHECKED)
        again.close()

    @pytest.mark.parametrize("number", ["76.20", "0.1", "-2805", "279000000000000000000000.01", "1E+3"])
    def test_a_value_keeps_every_digit(self, store, number):
        store.write([], [], [replace(FIGURE, value=Decimal(number))], [])
        assert str(store.figures()[0].value) == number

    def test_text_that_moves_to_another_id_leaves_both_right(self, store):
        """Comparing hashes alone, or ids alone, gets this wrong."""
        store.write([], [passage("1", "AAA")], [], [])
        moved = [passage("1", "BBBB"), passage("2", "AAA")]
        changes = store.write([], moved, [], [])
        assert store.passages() == moved
        assert changes.passages.write == {"1", "2"}
        assert changes.passages.remove == set()

    def test_only_pairs_that_differ_are_written(self, store):
        first = [passage("1", "a"), passage("2", "b"), passage("3", "c")]
        store.write([REPORT], first, [FIGURE], [WARNING])
        changes = store.write([REPORT], [first[0], replace(first[1], line_end=9)], [FIGURE], [])
        assert changes.passages.write == {"2"}
        assert changes.passages.remove == {"3"}
        assert not changes.reports.write | changes.figures.write | changes.reports.remove | changes.figures.remove
        assert len(changes.warnings.remove) == 1

    def test_document_order_is_kept_when_rows_move(self, store):
        a, b, c = (passage(name, name) for name in "abc")
        store.write([], [a, b], [], [])
        store.write([], [c, b, a], [], [])
        assert store.passages() == [c, b, a]

    def test_passages_by_id(self, store):
        many = [passage(str(n), f"文{n}") for n in range(1200)]
        store.write([], many, [], [])
        found = store.passages_by_id([str(n) for n in range(1200)] + ["none"])
        assert found == {each.id: each for each in many}
        assert store.passages_by_id([]) == {}

    def test_figures_of_one_report(self, store):
        other = replace(FIGURE, figure_id="s:1", report="s")
        store.write([], [], [FIGURE, other], [])
        assert store.figures("s") == [other]
        assert store.figures("none") == []

    def test_two_figures_under_one_id_are_refused_and_nothing_is_written(self, store):
        store.write([], [], [UNNUMBERED], [])
        with pytest.raises(ValueError, match="r:1"):
            store.write([], [], [FIGURE, replace(FIGURE, text="280万人")], [])
        assert store.figures() == [UNNUMBERED]
