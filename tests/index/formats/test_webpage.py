"""HTML: what a browser shows, and nothing twice or lost."""

import pytest

from index.formats.textform import Refused
from index.formats.webpage import read_webpage
from index.layout import lay_out


def text_of(body, head=""):
    return read_webpage(f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>").text


def test_headings_paragraphs_and_lists():
    body = """
    <h1>推進<br>状況</h1><p>述べる。
       続ける。<br>改行の後。</p>裸の文 <b>太字</b>と<a href="#">リンク</a>
    <ul><li>一つ目<ul><li>その中</li></ul></li><li>二つ目</li></ul>
    <ol start="3"><li>三番目</li><li><p>四番目</p></li></ol>
    <h2>1 施策</h2><dl><dt>語</dt><dd>説明</dd></dl><pre>桁  揃え
二行目</pre>
    """
    assert text_of(body) == (
        "# 推進 状況\n\n述べる。 続ける。\n改行の後。\n\n裸の文 太字とリンク\n\n"
        "・一つ目\n・その中\n・二つ目\n3) 三番目\n4) 四番目\n\n"
        "## 1 施策\n\n語\n\n説明\n\n桁  揃え\n二行目"
    )


def test_what_nobody_reads_is_dropped():
    body = """
    <nav>前の頁</nav><script>var a = "<p>x</p>"</script><style>p {}</style><!-- 注釈 --><noscript>JavaScript</noscript>
    <p hidden>隠れた文</p><div style="display: none">見えない</div><ruby>漢字<rp>(</rp><rt>かんじ</rt></ruby>
    """
    assert text_of(body) == "漢字"


def test_entities_are_resolved():
    assert text_of("<p>R&amp;D　&lt;凡例&gt; 400万m&sup3;&nbsp;&#9312;</p>") == "R&D　<凡例> 400万m³\xa0①"


def test_the_title_counts_where_there_is_no_heading():
    assert text_of("<p>述べる。</p>", "<title>評価 調書</title>") == "# 評価 調書\n\n述べる。"
    assert text_of("<h1>表題</h1>", "<title>評価 調書</title>") == "# 表題"


def test_spans_leave_covered_cells_empty():
    body = """
    <table><caption>表1 一覧（単位：人）</caption>
    <tfoot><tr><td>計</td><td></td><td>30</td><td></td></tr></tfoot>
    <thead><tr><th rowspan=2>施策</th><th rowspan="2">指標</th><th colspan=2>実績</th></tr>
    <tr><th>R2</th><th>R3</th></tr></thead>
    <tbody><tr><td rowspan="2">移住</td><td>移住<br>者数</td><td>10</td><td>20</td></tr>
    <tr><td>空き家</td><td colspan="2">未集計</td></tr></tbody></table>
    """
    assert text_of(body) == (
        "表1 一覧（単位：人）\n\n"
        "施策\t指標\t実績\t\n\t\tR2\tR3\n移住\t移住 者数\t10\t20\n\t空き家\t未集計\t\n計\t\t30\t"
    )


def test_a_row_of_zero_goes_to_the_end_of_the_table():
    body = '<table><tr><td rowspan="0">移住</td><td>一</td></tr><tr><td>二</td></tr><tr><td>三</td></tr></table>'
    assert text_of(body) == "移住\t一\n\t二\n\t三"


@pytest.mark.parametrize("span", ["x", "-1", "", "1.5", "0"])
def test_a_span_that_is_none_is_one(span):
    assert text_of(f'<table><tr><td colspan="{span}">一</td><td>二</td></tr></table>') == "一\t二"


def test_lists_and_paragraphs_in_a_cell_are_one_line():
    body = "<table><tr><td>取組</td><td><p>一つ</p><ul><li>二つ</li><li>三つ</li></ul></td></tr></table>"
    assert text_of(body) == "取組\t一つ ・二つ ・三つ"


def test_nested_tables_lose_nothing():
    inner = "<table><tr><td>甲</td><td>1人</td></tr><tr><td>乙</td><td>2人</td></tr></table>"
    body = f"<table><tr><td>区分</td><td>内訳</td></tr><tr><td>移住</td><td>外の文{inner}後の文</td></tr></table>"
    assert text_of(body) == "区分\t内訳\n移住\t外の文 後の文\n\n甲\t1人\n乙\t2人"


def test_a_table_that_only_places_things_is_none():
    inner = "<table><tr><th>指標</th><th>値</th></tr><tr><td>移住者数</td><td>10人</td></tr></table>"
    framed = f"<table><tr><td><p>前の文</p>{inner}<p>後の文</p></td></tr></table>"
    assert text_of(framed) == "前の文\n\n指標\t値\n移住者数\t10人\n\n後の文"
    columns = f"<table><tr><td>案内</td><td><h2>結果</h2>{inner}</td></tr></table>"
    assert text_of(columns) == "案内\n\n## 結果\n\n指標\t値\n移住者数\t10人"
    assert text_of('<table role="presentation"><tr><td>左</td><td>右</td></tr></table>') == "左\n\n右"


def test_broken_markup_is_read_as_a_browser_would():
    text = text_of("<table><tr><td>指標<td>値<tr><td>移住者数<td>10人</table><p>述べる。<p>続ける。")
    assert text == "指標\t値\n移住者数\t10人\n\n述べる。\n\n続ける。"
    assert [block.kind for block in lay_out(text)] == ["table", "paragraph", "paragraph"]


def test_a_declaration_of_an_encoding_is_no_obstacle():
    assert (
        read_webpage('<?xml version="1.0" encoding="Shift_JIS"?><html><body><p>述べる。</p></body></html>').text
        == "述べる。"
    )


@pytest.mark.parametrize("page", ["<html><body></body></html>", "<script>x</script>", "<p> </p>"])
def test_a_page_without_words_is_refused(page):
    with pytest.raises(Refused, match="holds no text"):
        read_webpage(page)


def test_deep_markup():
    deep = "<div>" * 200 + "底" + "</div>" * 200
    assert text_of(deep) == "底"
