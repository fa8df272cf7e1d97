"""Headers of project ledgers, on one line or scattered."""

from index.forms.costheader import read_cost_header
from index.forms.piece import pages_of
from tests.index.ledgers import report_of


def header(text):
    (page,) = pages_of(report_of(text))
    return read_cost_header(page, frozenset())


def test_a_header_on_one_line():
    found = header(
        "番号 事業名 担当課 令和４年度事業費（百万円） うち一般財源 本庁 出先機関 人工計 フルコスト（百万円）\n"
    )
    assert found.order == ("budget", "general_fund", "staff_head", "staff_branch", "staff", "full_cost")
    assert found.period.text == "令和４年度"
    assert {measure: found.units[measure] for measure in ("budget", "general_fund", "full_cost")} == {
        "budget": "百万円",
        "general_fund": "百万円",
        "full_cost": "百万円",
    }


def test_a_header_scattered_over_lines():
    lower = "うち\n一般財源\n\n本庁 出先 機関 人工計\n\n文章である。\n\n"
    found = header(lower + "令和５年度\n\n事業費\n（千円）\n\nフル\nコスト\n\n（千円）\n")
    assert found.order == ("general_fund", "staff_head", "staff_branch", "staff", "budget", "full_cost")
    assert (found.period.year, found.within) == (2023, True)
    assert found.lines == (1, 2, 4, 8, 10, 11, 13, 14, 16)


def test_a_year_elsewhere_on_the_page_is_not_the_header_s():
    found = header("R6\n\n文章である。\n\n令和５年度\n事業費（千円）\n本庁 出先機関 人工計\n")
    assert found.period.text == "令和５年度"


def test_each_amount_has_the_unit_behind_its_word():
    found = header("事業費（千円） 一般財源 人工計 フルコスト（百万円）\n")
    assert (found.units["budget"], found.units["general_fund"], found.units["full_cost"]) == ("千円", "千円", "百万円")
    assert "staff" not in found.units


def test_words_in_sentences_are_no_header():
    assert header("事業費は本庁と出先機関で執行する。\n\nフルコストを人工計で割る。\n") is None
