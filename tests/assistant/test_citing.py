"""Citations: exact words, no line too many."""

from datetime import date

import pytest

from assistant.assistant import Assistant
from assistant.citing import Citations
from assistant.cli import as_table, readable
from index.layout import lay_out
from index.reading import read_reports
from tests.assistant.invented import MOON, corpus_of, report
from tests.index.written import as_pdf

TEXT = """試験の報告

1 指標の一覧

KPI	実績値	目標値	備考
灯台の見学会	<b>5回</b> (R3)	10回 (R6)	感染症のため、
　港の 清掃団体数	3団体 (R3)	４団体 (R6)
ＬＡＮの設置数	7か所 (R3)	9か所 (R6)
※1 全国平均値の8を用いて計算

合計特殊出生率	戦略策定時 (H26)	実績値 (H29)
ほしみ県	1.27	1.29

指標

実績値

目標値

評価

浮桟橋の数

2基
(R3)

4基
(R6)

A
"""


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    one = report("r", "試験の報告", TEXT, date(2022, 1, 1))
    return corpus_of([one], tmp_path_factory.mktemp("citing") / "tantivy")


def figures(corpus, name):
    found = [figure for figure in corpus.figures.values() if figure.name.replace(" ", "") == name]
    assert found
    return found


def cited(corpus, found, **options):
    citations = Citations(corpus)
    assert citations.figures(found, **options) == " [1]"
    (citation,) = citations.all()
    lines = TEXT.split("\n")[citation.line_start - 1 : citation.line_end]
    assert citation.quote in "\n".join(lines)
    return citation


def test_a_row_from_its_name_to_its_last_value(corpus):
    citation = cited(corpus, figures(corpus, "灯台の見学会"))
    assert citation.quote == "灯台の見学会\t<b>5回</b> (R3)\t10回 (R6)"
    assert (citation.report, citation.title, citation.section) == ("r", "試験の報告", "試験の報告 > 1 指標の一覧")


def test_a_remark_only_where_it_is_wanted(corpus):
    assert cited(corpus, figures(corpus, "灯台の見学会"), remark=True).quote.endswith("感染症のため、")


def test_one_value_of_a_row(corpus):
    (actual, _) = figures(corpus, "灯台の見学会")
    assert cited(corpus, [actual]).quote == "灯台の見学会\t<b>5回</b> (R3)"


def test_a_name_with_spaces_and_one_in_full_width(corpus):
    assert cited(corpus, figures(corpus, "港の清掃団体数")).quote == "港の 清掃団体数\t3団体 (R3)\t４団体 (R6)"
    assert cited(corpus, figures(corpus, "ＬＡＮの設置数")).quote.startswith("ＬＡＮの設置数")


def test_a_table_whose_header_names_the_indicator(corpus):
    citation = cited(corpus, figures(corpus, "合計特殊出生率"))
    assert citation.quote.startswith("合計特殊出生率\t")
    assert citation.quote.endswith("1.27\t1.29")
    assert citation.line_end == citation.line_start + 1


def test_a_table_of_one_cell_a_line(corpus):
    citation = cited(corpus, figures(corpus, "浮桟橋の数"))
    assert citation.quote.startswith("浮桟橋の数\n")
    assert citation.quote.endswith("A")


def test_a_footnote_is_cited_by_itself(corpus):
    citations = Citations(corpus)
    assert citations.note("r", "※1 全国平均値の8を用いて計算", 8) == " [1]"
    assert citations.all()[0].quote == "※1 全国平均値の8を用いて計算"
    assert citations.note("r", "※9 無い", 8) == ""


def test_the_same_place_is_cited_once_and_others_count_up(corpus):
    citations = Citations(corpus)
    lighthouse, harbour = figures(corpus, "灯台の見学会"), figures(corpus, "港の清掃団体数")
    assert [citations.figures(row) for row in (lighthouse, harbour, lighthouse)] == [" [1]", " [2]", " [1]"]
    assert len(citations.all()) == 2


def test_ids_stay_the_same_and_differ_between_places(corpus):
    first, again = (cited(corpus, figures(corpus, "灯台の見学会")).id for _ in range(2))
    assert first == again != cited(corpus, figures(corpus, "港の清掃団体数")).id


def test_a_report_with_pages_is_cited_by_its_page(tmp_path):
    (tmp_path / "moon.pdf").write_bytes(as_pdf(lay_out(MOON), width=595, height=300))
    (paged,) = read_reports(tmp_path)
    assert max(paged.pages) > 2
    corpus = corpus_of([paged], tmp_path / "tantivy")
    answer = Assistant(corpus).ask("灯台の見学会の目標は？")
    page = next(page for page, line in zip(paged.pages, paged.lines, strict=True) if line.startswith("灯台の見学会"))
    assert page > 1
    assert {citation.page for citation in answer.citations} == {page}
    assert {figure.row()["line"] for figure in answer.figures} == {f"p{page}"}
    assert f"／ p.{page}\n" in readable(answer)
    assert f"moon:p{page}" in as_table(answer.figures)


def test_a_report_without_pages_is_cited_by_its_lines(corpus):
    answer = Assistant(corpus).ask("灯台の見学会の目標は？")
    assert {citation.page for citation in answer.citations} == {None}
    assert "／ 6行\n" in readable(answer)
    assert "r:6" in as_table(answer.figures)
