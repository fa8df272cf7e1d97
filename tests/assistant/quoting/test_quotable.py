"""Units: what a passage is cut into, and where."""

from assistant.quoting.unit import tails_of, units_of

LINES = [
    "灯台の塗り替え\t1,200\t○港で見学の会を開いた。○岬に柵を立てた。",
    "\t800\t○風車を直した。",
    "",
    "見方",
    "達成率は、実績値を目標値で",
    "除した値である。",
]


def test_each_row_is_a_unit_and_prose_runs_on():
    assert [(unit.line, unit.raw.count("\n")) for unit in units_of(1, 6, LINES)] == [(1, 0), (2, 0), (4, 2)]


def test_a_row_is_cut_at_cells_and_bullets():
    unit = next(units_of(1, 1, LINES))
    assert unit.pieces == ("灯台の塗り替え", "1,200", "○港で見学の会を開いた。", "○岬に柵を立てた。")
    assert unit.raw[unit.cuts[0] : unit.cuts[-1]] == LINES[0]


def test_an_empty_first_cell_repeats_the_one_above():
    assert list(units_of(2, 2, LINES))[0].names[0] == (-1, "灯台の塗り替え")


def test_windows_are_no_longer_than_asked_but_whole_pieces():
    unit = next(units_of(1, 1, LINES))
    spans = [unit.raw[unit.cuts[first] : unit.cuts[last]] for first, last in unit.windows(14)]
    assert "○岬に柵を立てた。" in spans
    assert all(len(span) <= 14 or span.strip() in LINES[0].split("\t") for span in spans)


def test_a_tail_goes_on_as_far_as_fits():
    tails = list(tails_of(4, 4, LINES, 100))
    assert [tail.raw for tail in tails] == ["\n".join(LINES[3:])]
    assert tails[0].whole == "見方達成率は、実績値を目標値で除した値である。"


def test_a_sentence_is_read_past_the_end_of_its_passage():
    lines = ["・港の夜の灯りを直すための費用を国に求める要望を、総務", "省と国土交通省に出した。", "・柵を立てた。"]
    assert [unit.raw for unit in units_of(1, 1, lines)] == ["\n".join(lines[:2])]


def test_a_bracket_belongs_to_what_stands_before_it():
    lines = ["・各地の催しを使った港の魅力の発信（港まつり、灯", "台の日、朝市）"]
    unit = next(units_of(1, 2, lines))
    assert unit.pieces == ("".join(lines).replace("（", "(").replace("）", ")").replace("、", "、"),)
