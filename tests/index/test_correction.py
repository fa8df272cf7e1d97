"""Corrections: what a person says is laid over one cell, and nothing that no longer fits is."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.correction import FILE, apply_corrections, read_corrections
from index.draft import Warned
from index.errors import ReportError
from index.figure import csv_row
from index.figures import extract_figures
from index.layout import lay_out
from index.markup import comparable
from index.reading import packaged_reports, read_reports
from tests.assistant.invented import report

TEXT = """移住の状況

KPI\t基準値\t実績値\t目標値\t進捗率
移住者数\t10人 (H26)\t20人 (H29)\t40人 (H31)\t50%
相談件数\t1,000件 (H26)\t2,000件(見込み) (H29)\t3,000件 (H31)\t66.6%
同じ値の指標\t20人 (H26)\t20人 (H29)\t30人 (H31)\t66.6%

関連事業名\tH30予算(千円)
定住事業\t1,000

相談窓口は5か所ある。
"""
ENTRY = {
    "report": '"a"',
    "line": "4",
    "measure": '"actual"',
    "printed": '"20人"',
    "text": '"25人"',
    "reason": '"原典の誤植"',
    "role": '"統計課 係長"',
    "date": "2018-12-03",
}
TOLD = "原典の誤植（統計課 係長、2018-12-03）"


def moved(text=TEXT):
    return report("a", "移住の状況", text, date(2018, 11, 1))


def paged(text=TEXT):
    lines = text.count("\n") + 1
    return replace(moved(text), pages=tuple(1 if line < 5 else 2 for line in range(lines)))


def entry(**fields):
    """The text of one entry; a field that is None is left out."""
    said = {**ENTRY, **fields}
    return "\n".join(
        ["[[correction]]", *(f"{name} = {value}" for name, value in said.items() if value is not None), ""]
    )


@pytest.fixture
def read(tmp_path):
    def reading(*entries):
        (tmp_path / FILE).write_text("\n".join(entries), encoding="utf-8")
        return read_corrections(tmp_path)

    return reading


@pytest.fixture
def correct(read):
    """Apply entries to the report above; the figures before, after, and what was not applied."""

    def correcting(*entries, of=None):
        one = of or moved()
        figures = extract_figures(one, lay_out(one.text))[0]
        after, warnings = apply_corrections(read(*entries), [one], figures)
        return figures, after, warnings

    return correcting


def changed(before, after):
    """Pairs of what differs, ids equal; what was added has None before it."""
    old = {figure.figure_id: figure for figure in before}
    return [(old.get(figure.figure_id), figure) for figure in after if old.get(figure.figure_id) != figure]


# --- the file


def test_without_a_file_or_an_entry_nothing_is_corrected(tmp_path, read):
    assert read_corrections(tmp_path) == []
    assert read("") == []


def test_an_entry_is_read(read):
    (one,) = read(entry(name='"移住者数"', period='"H29"'))
    assert (one.report, one.line, one.page, one.measure, one.name) == ("a", 4, None, "actual", "移住者数")
    assert (one.printed, one.text, one.period, one.date, one.told) == ("20人", "25人", "H29", date(2018, 12, 3), TOLD)
    assert not one.add


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"value": "25"}, "the field 'value' is unknown"),
        ({"reason": None}, "the field 'reason' is missing"),
        ({"role": '" "'}, "the field 'role' is empty"),
        ({"printed": '""'}, "the field 'printed' is empty"),
        ({"text": "25"}, "text = 25 is no text"),
        ({"name": "1"}, "name = 1 is no text"),
        ({"measure": '"実績値"'}, "measure = '実績値' is unknown"),
        ({"line": None}, "give either 'line' or 'page'"),
        ({"page": "2"}, "give either 'line' or 'page'"),
        ({"line": "0"}, "line = 0 is no number counted from 1"),
        ({"line": "true"}, "line = True is no number"),
        ({"line": None, "page": '"p3"'}, "page = 'p3' is no number"),
        ({"date": None}, "the field 'date' is no date"),
        ({"date": '"2018-12-03"'}, "the field 'date' is no date"),
        ({"date": "2018-12-03T10:00:00"}, "the field 'date' is no date"),
        ({"period": '"いつか"'}, "period = 'いつか' is no period"),
        ({"add": '"yes"'}, "add = 'yes' is neither true nor false"),
        ({"add": "true"}, "a cell that is added needs the field 'name'"),
        ({"section": '"1 章"'}, "the field 'section' is only for a cell that is added"),
        ({"add": "true", "name": '"x"', "kind": '"plan"'}, "kind = 'plan' is unknown"),
    ],
)
def test_a_wrong_entry_is_refused_by_file_and_number(read, fields, said):
    with pytest.raises(ReportError) as told:
        read(entry(), entry(**fields))
    message = str(told.value)
    assert f"{FILE}, correction 2: {said}" in message
    assert message.endswith(".") and "\n" not in message


@pytest.mark.parametrize("text", ["correction = 1", "[correction]\nline = 1", "[[corrections]]\nline = 1", "= ="])
def test_a_file_of_something_else_is_refused(read, text):
    with pytest.raises(ReportError, match=FILE.replace(".", r"\.")):
        read(text)


@given(st.text(max_size=200))
@settings(max_examples=50)
def test_any_text_is_read_or_refused(tmp_path_factory, text):
    folder = tmp_path_factory.mktemp("any")
    (folder / FILE).write_text(text, encoding="utf-8", errors="ignore")
    try:
        read_corrections(folder)
    except ReportError as told:
        assert FILE in str(told)


# --- overriding


def test_a_cell_is_corrected_and_shows_what_was_printed(correct):
    before, after, warnings = correct(entry())
    ((old, new),) = changed(before, after)
    assert warnings == []
    assert new == replace(old, text="25人", value=Decimal(25), printed="20人", correction=TOLD)
    assert csv_row(new)[-1] == f"訂正：印刷は「20人」。{TOLD}"
    assert (csv_row(old)[-1], new.row()["printed"], new.row()["correction"]) == ("", "20人", TOLD)


def test_value_unit_period_and_qualifiers_are_read_from_the_text(correct):
    before, after, _ = correct(entry(line="5", printed='"2,000件(見込み) (H29)"', text='"約2千件（令和元年度）"'))
    ((old, new),) = changed(before, after)
    assert (new.text, new.value, new.unit, new.period, new.year) == ("約2千件", 2, "千件", "令和元年度", 2019)
    assert (old.qualifiers, new.qualifiers) == (("estimated",), ("estimated",))
    assert (new.start, new.end) == (date(2019, 4, 1), date(2020, 3, 31))


def test_a_qualifier_of_the_printed_value_goes_with_it(correct):
    before, after, _ = correct(entry(line="5", printed='"2,000件(見込み)"', text='"2,000件"'))
    ((_, new),) = changed(before, after)
    assert new.qualifiers == ()


def test_a_period_alone_is_corrected(correct):
    before, after, _ = correct(entry(text='"20人"', period='"H30"'))
    ((old, new),) = changed(before, after)
    assert (new.text, new.value, new.period, new.year) == (old.text, old.value, "H30", 2018)


def test_the_unit_of_the_column_stays(correct):
    before, after, _ = correct(entry(line="9", measure='"budget"', printed='"1,000"', text='"1,500"'))
    ((_, new),) = changed(before, after)
    assert (new.value, new.unit, new.period) == (1500, "千円", "H30")


def test_words_in_place_of_a_number_have_no_value(correct):
    before, after, _ = correct(entry(text='"未集計"'))
    ((_, new),) = changed(before, after)
    assert (new.text, new.value, new.unit) == ("未集計", None, "")


@pytest.mark.parametrize("printed", ["２０人", "20 人", "20人 (H29)", "20人（Ｈ２９）"])
def test_what_is_printed_is_equal_in_any_width(correct, printed):
    before, after, _ = correct(entry(printed=f'"{printed}"'))
    assert [new.text for _, new in changed(before, after)] == ["25人"]


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"report": '"z"'}, "there is no report 'z'"),
        ({"line": "99"}, "the report ends before line 99"),
        ({"printed": '"21人"'}, "line 4 prints 「20人」, not 「21人」"),
        ({"printed": '"20人 (H30)"'}, "line 4 prints 「20人」, not 「20人 (H30)」"),
        ({"measure": '"grade"'}, "line 4 holds no such figure of the measure grade"),
        ({"line": "1"}, "line 1 holds no such figure of the measure actual"),
        ({"name": '"移住世帯数"'}, "line 4 holds no such figure of the measure actual"),
        ({"line": None, "page": "3"}, "the report has no page 3"),
    ],
)
def test_a_correction_that_does_not_fit_is_told_and_changes_nothing(correct, fields, why):
    before, after, warnings = correct(entry(**fields))
    assert after == before
    assert [warned.message for warned in warnings] == [f"correction not applied: {why}"]


def test_a_row_that_moved_is_found_by_its_name(correct):
    below = moved(f"前書き\n\n{TEXT}")
    before, after, warnings = correct(entry(name='"移住者数"'), of=below)
    assert [(new.line, new.text) for _, new in changed(before, after)] == [(6, "25人")]
    assert warnings == []
    before, after, warnings = correct(entry(), of=below)
    assert after == before and len(warnings) == 1


def test_a_moved_row_that_prints_something_else_now_is_left(correct):
    before, after, warnings = correct(
        entry(name='"移住者数"'), of=moved(f"前書き\n\n{TEXT}".replace("20人 (H29)", "22人 (H29)"))
    )
    assert after == before
    assert warnings == [Warned("a", 4, "correction not applied: line 4 holds no such figure of the measure actual")]


def test_a_page_says_where_a_cell_of_a_paged_report_stands(correct):
    before, after, warnings = correct(entry(line=None, page="1"), of=paged())
    assert [(new.line, new.page, new.text) for _, new in changed(before, after)] == [(4, 1, "25人")]
    assert warnings == []


def test_a_page_with_two_such_cells_wants_a_name(correct):
    two = replace(paged(), pages=(1,) * (TEXT.count("\n") + 1))
    before, after, warnings = correct(entry(line=None, page="1"), of=two)
    assert after == before
    assert "several cells: give name" in warnings[0].message
    before, after, warnings = correct(entry(line=None, page="1", name='"同じ値の指標"'), of=two)
    assert [new.name for _, new in changed(before, after)] == ["同じ値の指標"]


def test_one_cell_is_corrected_once(correct):
    before, after, warnings = correct(entry(), entry(text='"26人"', printed='"25人"'))
    assert [new.text for _, new in changed(before, after)] == ["25人"]
    assert "another correction is already laid over" in warnings[0].message


# --- adding


def test_a_cell_that_no_reader_placed_is_added(correct):
    added = entry(
        add="true",
        line="11",
        name='"相談窓口の数"',
        measure='"value"',
        kind='"fact"',
        printed='"5か所"',
        text='"5か所 (H30)"',
    )
    before, after, warnings = correct(added)
    ((none, new),) = changed(before, after)
    assert (none, warnings, len(after)) == (None, [], len(before) + 1)
    assert (new.kind, new.name, new.text, new.value, new.unit, new.period) == (
        "fact",
        "相談窓口の数",
        "5か所",
        5,
        "か所",
        "H30",
    )
    assert moved().lines[10][slice(*new.span)] == "5か所"
    assert (new.printed, new.correction, after[-1]) == ("5か所", TOLD, new)


def test_an_added_cell_joins_the_row_of_its_line(correct):
    before, after, _ = correct(
        entry(add="true", name='"移住者数"', measure='"achievement"', printed='""', text='"50.0%"')
    )
    ((_, new),) = changed(before, after)
    row = next(figure for figure in before if figure.name == "移住者数")
    assert (new.kind, new.section, new.item, new.scope) == (row.kind, row.section, row.item, row.scope)
    assert csv_row(new)[-1] == f"訂正：印刷はなし。{TOLD}"
    assert [figure.line for figure in after] == sorted(figure.line for figure in after)


def test_several_missing_cells_of_one_line_stay_apart(correct):
    cells = [
        entry(add="true", name=f'"{name}"', measure='"value"', printed='""', text='"1人"')
        for name in ("甲の数", "乙の数")
    ]
    before, after, warnings = correct(*cells)
    assert warnings == []
    assert len({new.figure_id for _, new in changed(before, after)}) == 2


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"printed": '"20人"'}, "line 4 has this cell as a figure already: correct that one, without add"),
        ({"printed": '"0人"', "measure": '"value"'}, "line 4 does not print 「0人」"),
        ({"line": "6", "printed": '"20人"', "measure": '"value"'}, "line 6 prints 「20人」 more than once"),
        ({"line": "2", "printed": '""'}, "line 2 is empty: give the line of the cell's row"),
    ],
)
def test_an_addition_that_does_not_fit_is_told_and_adds_nothing(correct, fields, why):
    before, after, warnings = correct(entry(add="true", name='"移住者数"', **fields))
    assert after == before
    assert [warned.message for warned in warnings] == [f"correction not applied: {why}"]


def test_an_addition_is_made_once(correct):
    one = entry(add="true", name='"相談窓口"', measure='"value"', line="11", printed='"5か所"', text='"5か所"')
    before, after, warnings = correct(one, one)
    assert len(changed(before, after)) == len(warnings) == 1


# --- every figure of real reports


@cache
def packaged():
    reports = read_reports(packaged_reports())
    return reports, [figure for one in reports for figure in extract_figures(one, lay_out(one.text))[0]]


def of_figure(figure, **fields):
    said = {name: f'"""{value}"""' for name, value in fields.items()}
    return entry(
        report=f'"{figure.report}"',
        line=str(figure.line),
        measure=f'"{figure.measure}"',
        **{name: f"'''{getattr(figure, name)}'''" for name in ("name", "scope", "item")},
        **{"printed": f"'''{figure.text}'''", **said},
    )


@given(st.data())
@settings(max_examples=50)
def test_any_figure_can_be_corrected_and_only_that_changes(tmp_path_factory, data):
    reports, figures = packaged()
    figure = data.draw(st.sampled_from(figures))
    number = data.draw(st.integers(1, 10**6))
    folder = tmp_path_factory.mktemp("any")
    (folder / FILE).write_text(of_figure(figure, text=f"{number}件"), encoding="utf-8")
    after, warnings = apply_corrections(read_corrections(folder), reports, figures)
    rivals = [one for one in figures if same_cell(one, figure)]
    if len(rivals) > 1:
        # A row that prints one value twice under one measure cannot be told apart by what it says.
        assert after == figures and "several cells" in warnings[0].message
        return
    assert warnings == []
    ((old, new),) = changed(figures, after)
    assert (old, new.figure_id, new.value, new.unit, new.printed) == (
        figure,
        figure.figure_id,
        number,
        "件",
        figure.text,
    )
    assert [one.figure_id for one in after] == [one.figure_id for one in figures]


@given(st.data())
@settings(max_examples=50)
def test_a_stale_correction_of_any_figure_is_told(tmp_path_factory, data):
    reports, figures = packaged()
    figure = data.draw(st.sampled_from(figures))
    folder = tmp_path_factory.mktemp("stale")
    (folder / FILE).write_text(of_figure(figure, text="1件", printed=f"{figure.text}9"), encoding="utf-8")
    after, warnings = apply_corrections(read_corrections(folder), reports, figures)
    assert after == figures
    assert [(warned.report, warned.line) for warned in warnings] == [(figure.report, figure.line)]


def same_cell(one, other):
    fields = ("report", "line", "measure", "name", "scope", "item", "text")
    return all(comparable(str(getattr(one, name))) == comparable(str(getattr(other, name))) for name in fields)
