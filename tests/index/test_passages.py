"""Passages: within the limit, never inside a row, each table part under its header, ids that stay."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.block import Block
from index.layout import lay_out
from index.markup import comparable
from index.passage import MAX_CHARACTERS
from index.passages import make_passages
from index.reading import packaged_reports, read_reports
from index.report import Report
from tests.index.test_layout import TEXTS

REPORTS = read_reports(packaged_reports())
PACKAGED = pytest.mark.parametrize("report", REPORTS, ids=[report.id for report in REPORTS])


def report_of(text, name="r"):
    return Report(name, "題", "", None, None, "", "", "", f"{name}.txt", "", text)


def passages_of(text):
    return make_passages(report_of(text), lay_out(text))


def printed_rows(text):
    """Every row of every table as a passage prints it."""
    tables = [block for block in lay_out(text) if block.kind == "table"]
    return [" | ".join(cell.text for cell in row if cell.text) for table in tables for row in table.rows]


def header_rows(text):
    tables = [block for block in lay_out(text) if block.kind == "table"]
    return [" | ".join(cell.text for cell in table.rows[n] if cell.text) for table in tables for n in table.header_rows]


def assert_cut_well(text):
    rows = [row for row in printed_rows(text) if row]
    headers = header_rows(text)
    for passage in passages_of(text):
        assert passage.text.strip()
        if len(passage.text) > MAX_CHARACTERS:
            body = [line for line in passage.text.split("\n") if line not in headers]
            assert len(body) <= 1, passage
            assert body == [] or body[0] in rows, passage
        assert 1 <= passage.line_start <= passage.line_end <= text.count("\n") + 1
    standing = "\n".join(passage.text for passage in passages_of(text)).split("\n")
    assert [row for row in rows if row not in standing] == []
    assert len({passage.id for passage in passages_of(text)}) == len(passages_of(text))


def letters(text):
    return comparable(text).replace("|", "")


@PACKAGED
def test_packaged_reports_are_cut_well(report):
    assert_cut_well(report.text)


@PACKAGED
def test_packaged_reports_are_whole(report):
    """Every block's words stand in a passage (a header is repeated, a heading stands in the path as well)."""
    held = letters("".join(passage.text for passage in make_passages(report, lay_out(report.text))))
    for block in lay_out(report.text):
        rows = [" | ".join(cell.text for cell in row) for row in block.rows] or [block.text]
        for text in rows:
            parts = [letters(text)[at : at + 100] for at in range(0, len(letters(text)), 100)]
            assert sum(part not in held for part in parts) <= len(text) // MAX_CHARACTERS, text


@given(TEXTS)
@settings(max_examples=100)
def test_any_text_is_cut_well(text):
    assert_cut_well(text)


@given(st.lists(st.text(alphabet="あいう。・ \n\t", max_size=900), max_size=4))
@settings(max_examples=50)
def test_long_paragraphs_and_rows_are_cut_well(parts):
    assert_cut_well("\n".join(parts))


ROW = "移住者数{n}\t{n}人\t20人\t" + "・市町村と連携して移住相談会を開催した。" * 4
TABLE = "KPI\t実績値\t目標値\t取組\n" + "\n".join(ROW.format(n=n) for n in range(30)) + "\n"


def test_a_long_table_is_cut_between_rows_and_repeats_its_header():
    passages = passages_of("推進状況\n\n1 移住の促進\n\n" + TABLE)
    assert len(passages) > 3
    parts = [passage for passage in passages if "人" in passage.text]
    rows = printed_rows(TABLE)
    for passage in parts:
        header, *body = passage.text.split("\n")
        assert header == "KPI | 実績値 | 目標値 | 取組"
        assert passage.path == ("推進状況", "1 移住の促進")
        assert all(row in rows for row in body)
    assert [row for passage in parts for row in passage.text.split("\n")[1:]] == rows[1:]
    assert [(part.line_start, part.line_end) for part in parts][:2] == [
        (6, 6 + len(parts[0].text.split("\n")) - 2),
        (
            parts[0].line_end + 1,
            parts[1].line_end,
        ),
    ]


def test_each_page_of_a_table_keeps_its_own_header():
    text = "KPI\t実績値\t目標値\n移住者数\t1人\t2人\nKPI\t実績値（見込）\t目標値\n出生数\t3人\t4人\n"
    assert [passage.text for passage in passages_of(text)] == [
        "KPI | 実績値 | 目標値\n移住者数 | 1人 | 2人",
        "KPI | 実績値（見込） | 目標値\n出生数 | 3人 | 4人",
    ]


def test_the_same_header_again_does_not_part_rows():
    text = "KPI\t実績値\t目標値\n移住者数\t1人\t2人\nKPI\t実績値\t目標値\n出生数\t3人\t4人\n"
    assert [passage.text for passage in passages_of(text)] == [
        "KPI | 実績値 | 目標値\n移住者数 | 1人 | 2人\n出生数 | 3人 | 4人"
    ]


def test_a_header_of_two_rows_is_repeated_whole():
    header = "KPI\t基準値\t実績値\n指標名\t策定時\t直近値\n"
    rows = "".join(f"移住者数{n}\t{n}人\t" + "・" * 90 + "\n" for n in range(20))
    passages = passages_of(header + rows)
    assert len(passages) > 1
    assert {tuple(passage.text.split("\n")[:2]) for passage in passages} == {
        ("KPI | 基準値 | 実績値", "指標名 | 策定時 | 直近値")
    }


def test_a_row_longer_than_the_limit_stays_whole():
    row = "移住者数\t1人\t2人\t" + "あ" * MAX_CHARACTERS
    passages = passages_of(f"KPI\t実績値\t目標値\t取組\n出生数\t3人\t4人\t-\n{row}\n死亡数\t5人\t6人\t-\n")
    assert [len(passage.text) > MAX_CHARACTERS for passage in passages] == [False, True, False]
    assert passages[1].text == "KPI | 実績値 | 目標値 | 取組\n移住者数 | 1人 | 2人 | " + "あ" * MAX_CHARACTERS


def test_a_long_paragraph_is_cut_between_sentences():
    sentence = "本道の人口は" + "あ" * 200 + "である。"
    passages = passages_of("推進状況\n\n" + sentence * 9)
    assert len(passages) > 2
    assert all(passage.text.endswith("。") for passage in passages[1:])
    assert "".join(passage.text.replace("\n", "") for passage in passages) == "推進状況" + sentence * 9


def test_a_sentence_longer_than_the_limit_is_cut_at_it():
    passages = passages_of("あ" * (2 * MAX_CHARACTERS + 1))
    assert [len(passage.text) for passage in passages] == [MAX_CHARACTERS, MAX_CHARACTERS, 1]


def test_prose_under_another_heading_is_another_passage():
    passages = passages_of("推進状況\n\n1 移住の促進\n\n述べる。\n\n2 定住の促進\n\n続ける。\n")
    assert [(passage.path, passage.text) for passage in passages] == [
        (("推進状況",), "推進状況"),
        (("推進状況", "1 移住の促進"), "1 移住の促進\n述べる。"),
        (("推進状況", "2 定住の促進"), "2 定住の促進\n続ける。"),
    ]


def test_a_header_without_rows_is_kept():
    (passage,) = passages_of("KPI\t実績値\t目標値\n")
    assert (passage.text, passage.line_start, passage.line_end) == ("KPI | 実績値 | 目標値", 1, 1)


def test_the_same_words_printed_again_are_another_passage():
    first, between, second = passages_of("KPI\t実績値\n移住者数\t1人\n\n述べる。\n\nKPI\t実績値\n移住者数\t1人\n")
    assert first.text == second.text != between.text
    assert second.id == first.id + "-2"


@PACKAGED
def test_ids_outlive_lines_on_top_and_hashes_do_not(report):
    passages = make_passages(report, lay_out(report.text))
    text = "\n\n \n" + report.text
    moved = make_passages(report_of(text, report.id), lay_out(text))
    assert [passage.id for passage in moved] == [passage.id for passage in passages]
    assert [passage.text for passage in moved] == [passage.text for passage in passages]
    assert [passage.line_start - 3 for passage in moved] == [passage.line_start for passage in passages]
    assert not {passage.hash for passage in moved} & {passage.hash for passage in passages}


def test_ids_tell_reports_paths_and_words_apart():
    def made(name, path, text):
        (passage,) = make_passages(report_of("", name), [Block("paragraph", text, 1, 1, path=path)])
        return passage.id

    ids = [made("r", ("a",), "b"), made("s", ("a",), "b"), made("r", ("a", "b"), "b"), made("r", ("a",), "c")]
    assert len(set(ids)) == 4
    assert made("r", ("a",), "b") == ids[0]
    assert all(name.startswith(("r:", "s:")) for name in ids)


def test_pages_are_kept():
    blocks = [Block("paragraph", "述べる。", 1, 1, page=3), Block("paragraph", "続ける。", 2, 2, page=3)]
    report = replace(report_of("述べる。\n続ける。"), pages=(3, 3))
    (passage,) = make_passages(report, blocks)
    assert (passage.page, passage.line_start, passage.line_end) == (3, 1, 2)


def test_content_is_path_and_text():
    passage = passages_of("推進状況\n\n1 移住の促進\n\n述べる。\n")[1]
    assert passage.content == "推進状況\n1 移住の促進\n1 移住の促進\n述べる。"
