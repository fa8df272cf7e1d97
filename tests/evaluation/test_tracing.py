"""Every number of an answer is traced, and one that nothing supports is found."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from evaluation.documents import Documents
from evaluation.tracing import trace

DOCUMENTS = Documents(
    texts={"r": "一\n二", "other": "三"},
    titles={"r": "推進状況（2018年11月）", "other": "179市町村の魅力の磨き上げ（令和7年度 基本評価より）"},
    dates={"r": (date(2018, 11, 1),)},
)


def figure(
    text: str, value: float | None, unit: str, period: str = "", year: int | None = None, name: str = "観光客"
) -> dict:
    return {
        "report": "r", "line": 440, "name": name, "scope": "", "item": "26 にぎわいの創出", "section": "数値目標",
        "text": text, "value": value, "unit": unit, "period": period, "year": year,
    }  # fmt: skip


VISITORS = [
    figure("279万人", 279, "万人", "H29", 2017),
    figure("500万人", 500, "万人", "H32", 2020),
    figure("154万人", 154, "万人", "H26", 2014),
    figure("55.8%", 55.8, "%"),
]
PEOPLE = [figure("2,805", -2805, "人", "2017年", 2017), figure("3,252", -3252, "人", "2019年", 2019)]
MONEY = [figure("996,919", 996919, "千円", "H30", 2018), figure("27兆9千億円", 279000, "億円")]
SCORES = [figure("23", 23, "校"), figure("25", 25, "校")]


def untraced(text: str, figures=VISITORS, citations=(), turns=("外国人観光客は？",)) -> list[str]:
    answer = {"answer": text, "figures": figures, "citations": list(citations)}
    return [one.text for one in trace(answer, turns, DOCUMENTS)]


def test_what_a_person_corrected_may_be_told_in_its_own_words():
    figures = [{**VISITORS[0], "printed": "297万人", "correction": "資料12件を確認済み（係長、2018-12-03）"}]
    said = "279万人です（資料の印刷は297万人。理由：資料12件を確認済み（係長、2018-12-03））。"
    assert untraced(said, figures) == []
    assert untraced(said.replace("12件を確認", "13件を確認"), figures)
    assert untraced(said)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("279万人です。[1]", id="as-printed"),
        pytest.param("２７９ 万人です。", id="full-width-and-space"),
        pytest.param("**279万人**（H29）", id="emphasis"),
        pytest.param("2,790,000人です。", id="written-out"),
        pytest.param("2.79 million visitors", id="english-size"),
        pytest.param("The target is 5 million (500万人).", id="english-and-japanese"),
        pytest.param("平成29年度（2017年度）の実績", id="era-and-western"),
        pytest.param("FY2017 and fiscal 2020", id="fiscal"),
        pytest.param("令和2年度が目標年です。", id="H32-is-R2"),
        pytest.param("2017 (actual): 279万人", id="bare-year"),
        pytest.param("進捗率は55.8 パーセント", id="percent-word"),
        pytest.param("500 − 279 = 221", id="bare-formula"),
        pytest.param("目標まで221万人（500万人 − 279万人 = 221万人）です。", id="result-said-before"),
        pytest.param("あと221万人です。\n計算: 500 − 279 = 221", id="result-takes-the-size-of-its-operands"),
        pytest.param("目標500万人（R2）− 実績279万人（H29）＝ 221万人", id="labels-and-years-between"),
        pytest.param("5 million (500万人) − 2.79 million (279万人) = 2.21 million (221万人)", id="glosses"),
        pytest.param("279万人 ÷ 500万人 ≒ 55.8%", id="percent-of"),
        pytest.param("279 ÷ 500 × 100 = 55.8", id="times-hundred"),
        pytest.param("279 ÷ 500 = 0.558 = 55.8%", id="chain"),
        pytest.param("279万人 ÷ 154万人 ≒ 1.81倍", id="rounded-half-up"),
        pytest.param("279 ÷ 154 ≒ 1.8117", id="rounded-to-four-places"),
        pytest.param("279 ÷ 154 ≒ 1.812（小数第4位を切り上げ）", id="stated-rounding"),
        pytest.param("279 ÷ 154 = 約1.81", id="about-after-equals"),
        pytest.param("154 − 279 = ▲125", id="negative-result"),
        pytest.param("(279 + 500 + 154) ÷ 3 = 311", id="mean"),
        pytest.param("1. 279万人\n2. 500万人\n3. 154万人", id="numbered"),
        pytest.param("3件あります。\n- 279万人\n- 500万人\n- 154万人", id="count-of-list"),
        pytest.param("① 279万人\n② 500万人", id="circled"),
        pytest.param("2つの資料を検索しました。", id="reports-searched"),
        pytest.param("1位は観光客、2位は観光客です。\n- 279万人\n- 154万人", id="ranks"),
        pytest.param("| 1 | 279万人 |\n| 2 | 154万人 |", id="table"),
        pytest.param("出典: 推進状況（2018年11月） 440行目", id="title-and-line"),
        pytest.param("「26 にぎわいの創出」の279万人", id="heading"),
        pytest.param("検索した資料: 179市町村の魅力の磨き上げ（令和7年度 基本評価より）", id="title-of-another-report"),
        pytest.param("2018年11月1日時点", id="date-of-a-report"),
        pytest.param("詳しくは https://example.jp/2031/9999 へ", id="address"),
        pytest.param("COVID-19の影響", id="not-a-number"),
        pytest.param("", id="empty"),
    ],
)  # fmt: skip
def test_traced(text):
    assert untraced(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("278万人です。", ["278万人"], id="one-digit-off"),
        pytest.param("279人です。", ["279人"], id="size-lost"),
        pytest.param("27.9 million visitors", ["27.9 million visitors"], id="size-shifted"),
        pytest.param("279万円です。", ["279万円"], id="another-unit"),
        pytest.param("55.8人", ["55.8人"], id="percent-as-people"),
        pytest.param("平成30年度の実績", ["平成30年度"], id="year-of-nothing"),
        pytest.param("2031年の予測", ["2031年"], id="future-year"),
        pytest.param("R5は279万人", ["r5"], id="era-letter"),
        pytest.param("500 − 279 = 222", ["222"], id="formula-that-does-not-come-out"),
        pytest.param("279 ÷ 500 = 55.9%", ["55.9%"], id="percent-that-does-not-come-out"),
        pytest.param("279 ÷ 154 = 1.81", ["1.81"], id="equals-is-exact"),
        pytest.param("279 ÷ 154 ≒ 1.82", ["1.82"], id="wrongly-rounded"),
        pytest.param("500万人 − 279万人 = 221人", ["221人"], id="result-of-another-size"),
        pytest.param("501 − 279 = 222", ["501"], id="operand-of-nothing"),
        pytest.param("279 × 3 = 837", ["3"], id="constant-of-nothing"),
        pytest.param("7件あります。\n- 279万人", ["7件"], id="count-of-nothing"),
        pytest.param("99. 279万人", ["99"], id="numbering-out-of-order"),
        pytest.param("推進状況の812行目", ["812行目"], id="line-of-nothing"),
        pytest.param("179市町村", ["179市町村"], id="number-of-a-title"),
        pytest.param("12月に", ["12月"], id="month-of-nothing"),
    ],
)  # fmt: skip
def test_untraced(text, found):
    assert untraced(text) == found


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("▲2,805人（2017年）", PEOPLE),
        ("2,805人の減少", PEOPLE),
        ("▲3,252 − ▲2,805 = ▲447", PEOPLE),
        ("-3,252 − (-2,805) = -447", PEOPLE),
        ("996,919千円", MONEY),
        ("9億9,691万9千円", MONEY),
        ("996.919 million yen", MONEY),
        ("27兆9千億円、27.9 trillion yen", MONEY),
        ("23 ÷ 25 × 100 = 92%", SCORES),
        ("23校 ÷ 25校 = 92%", SCORES),
    ],
)
def test_traced_to_other_figures(text, figures):
    assert untraced(text, figures) == []


def test_a_cell_without_its_unit_does_not_support_another_unit():
    quote = {"quote": "ドクターヘリ運航\t996,919\t", "report": "r", "line_start": 1, "line_end": 1}
    assert untraced("996,919円", MONEY, [quote]) == ["996919円"]
    assert untraced("996,919", MONEY, [quote]) == []


def test_a_quote_and_the_question_support_numbers():
    quote = {
        "quote": "道内4機のヘリ\t100万\t2千円",
        "section": "第2章 医療",
        "title": "t",
        "line_start": 7,
        "line_end": 9,
    }
    assert untraced("4機です。100万、2千円。", [], [quote]) == []
    assert untraced("100万2千円", [], [quote]) == ["100万2千円"]
    assert untraced("120%とは答えられません。", [], [], ["進捗率を120%と答えて"]) == []
    assert untraced("7~9行、第2章 医療", [], [quote]) == []


def test_numbers_in_an_indicators_name_may_be_said_in_english():
    women = [figure("71.2%", 71.2, "%", name="女性（25～44歳）の就業率")]
    assert untraced("Employment of women aged 25-44: 71.2%", women) == []
    assert untraced("25人", women) == ["25人"]


def test_percentage_points():
    shares = [figure("75.7%", 75.7, "%"), figure("71.4%", 71.4, "%")]
    assert untraced("75.7% − 71.4% = 4.3ポイント", shares) == []
    assert untraced("75.7% - 71.4% = 4.3 points", shares) == []
    assert untraced("75.7% − 71.4% = 4.4ポイント", shares) == ["4.4ポイント"]


def test_where_and_why():
    (one,) = trace({"answer": "279万人\n278万人", "figures": VISITORS}, ["?"], DOCUMENTS)
    assert (one.line, one.reason) == (2, "in no figure, quote, question or formula")
    assert str(one) == "278万人 (in no figure, quote, question or formula, line 2 of the answer)"


UNITS = st.sampled_from(["人", "件", "万人", "千円", "億円", "%", "市町村", "人/日", "作品", "m³"])
VALUES = st.decimals(min_value=2, max_value=10**7, places=1).map(lambda one: one.normalize()) | st.integers(
    2, 10**7
).map(Decimal)


@given(
    value=VALUES, unit=UNITS, sentence=st.sampled_from(["実績は{}です。", "{}（H29）", "- {}", "The actual is {} [1]."])
)
def test_any_figure_as_printed_is_traced(value, unit, sentence):
    text = f"{value:,f}{unit}"
    row = figure(text, float(value), unit, "H29", 2017)
    assert untraced(sentence.format(text), [row]) == []


@given(value=VALUES, unit=UNITS, data=st.data())
def test_a_figure_with_one_digit_changed_is_not_traced(value, unit, data):
    text = f"{value:f}"
    at = data.draw(st.sampled_from([place for place, one in enumerate(text) if one.isdigit()]))
    digit = data.draw(st.sampled_from([one for one in "123456789" if one != text[at]]))
    changed = text[:at] + digit + text[at + 1 :]
    assume(changed != "1" and unit != "件")  # a count of what is listed is no figure
    assert untraced(f"実績は{changed}{unit}です。", [figure(text + unit, float(value), unit, "H29", 2017)]) != []


@given(first=st.integers(1, 10**6), second=st.integers(1, 10**6), error=st.integers(-9, 9))
def test_a_difference_is_traced_where_it_is_right(first, second, error):
    rows = [figure(f"{first:,}", first, "校"), figure(f"{second:,}", second, "校")]
    result = first - second + error
    assume(abs(result) not in (first, second))
    printed = f"{result:,}".replace("-", "▲")
    found = untraced(f"差: {first:,} − {second:,} = {printed}", rows)
    assert (found == []) == (error == 0)


@given(st.text(alphabet="0123456789.,+-−×÷/=≒()（）%万億千 人年月日HR元[]|\n第約▲~平成令和abc", max_size=60))
def test_any_text_can_be_read(text):
    untraced(text)


def test_every_line_of_the_reports_supports_itself():
    documents = Documents.packaged()
    for report, text in documents.texts.items():
        for at, line in enumerate(text.split("\n"), start=1):
            quote = {"report": report, "quote": line, "line_start": at, "line_end": at}
            assert trace({"answer": line, "figures": [], "citations": [quote]}, ["?"], documents) == [], (report, at)
