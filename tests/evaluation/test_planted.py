"""Planted errors: what is changed, and what counts as visible."""

import random
from dataclasses import replace

from evaluation.planted import generated, outcomes, plants, read, relations, table, tally

REPORT = generated(random.Random(3))
FIGURES = read(REPORT)[1]


def test_a_plant_changes_one_cell_and_nothing_else():
    for plant in plants(REPORT, FIGURES, random.Random(1), 50):
        before, after = REPORT.lines, plant.report.lines
        changed = [n for n, (one, other) in enumerate(zip(before, after, strict=True), start=1) if one != other]
        assert changed == [plant.figure.line]
        assert plant.text in after[plant.figure.line - 1]
        assert plant.text != plant.figure.text


def test_relations_hold_where_they_are_listed():
    cells = {figure.figure_id: figure for figure in FIGURES}
    held = relations(FIGURES)
    assert {relation.kind for relation in held} >= {"rate", "total", "staff", "grade", "unit"}
    assert all(relation.holds(cells) for relation in held)
    rate = next(figure for figure in FIGURES if figure.measure == "progress")
    wrong = {**cells, rate.figure_id: replace(rate, value=rate.value + 1)}
    assert any(not relation.holds(wrong) for relation in held)


def test_the_same_seed_plants_the_same_errors():
    one, other = (outcomes(REPORT, random.Random(7), 5) for _ in range(2))
    assert [outcome.plant for outcome in one] == [outcome.plant for outcome in other]


def test_the_table_has_a_row_for_each_kind_and_one_for_all():
    some = outcomes(REPORT, random.Random(7), 12)
    lines = table({"generated": some}).splitlines()
    assert len(lines) == 3 + len({one.plant.kind for one in some})
    assert lines[-1].startswith(f"| all | all | 12 | {tally(some)['visible']} |")
