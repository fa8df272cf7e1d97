"""Counts of grades that a table prints."""

import pytest

from tests.index.audited import findings, found

ROWS = "町の計画\n\n指標\t実績値\t目標値\t評価\n" + "".join(
    f"指標の名前{n}\t{n}件\t9件\t{grade}\n" for n, grade in enumerate("AABBBC", start=1)
)
COUNTS = "\n評価別の集計\n\n区分\tA\tB\tC\t計\n指標数\t{}\t{}\t{}\t{}\n"


@pytest.mark.parametrize("counts", [(2, 3, 1, 6), (9, 8, 7, 24), (3, 3, 0, 6)])
def test_right_counts_and_those_of_something_else_are_no_finding(counts):
    assert found(ROWS + COUNTS.format(*counts)) == []


@pytest.mark.parametrize(("counts", "printed", "recomputed"), [((2, 4, 1, 7), "4", "3"), ((2, 3, 1, 7), "7", "6")])
def test_a_wrong_count_is_an_error(counts, printed, recomputed):
    (finding,) = findings(ROWS + COUNTS.format(*counts))
    assert (finding.kind, finding.severity, finding.printed, finding.recomputed) == (
        "tally",
        "error",
        printed,
        recomputed,
    )


def test_rows_printed_again_may_be_left_out():
    again = ROWS + "指標の名前1【再掲】\t1件\t9件\tA\n"
    assert found(again + COUNTS.format(2, 3, 1, 6)) == []
    assert found(again + COUNTS.format(3, 3, 1, 7)) == []
