import pytest

from assistant.understanding.titled import Titled, named_in_english
from index.text import clean


def reports():
    return [
        Titled("tree", "並木町総合戦略推進状況(2018年11月)", lambda period: period.year == 2018),
        Titled("sheet", "令和2年度 基本評価調書 緑化の推進", lambda period: period.year == 2020),
        Titled("grant", "花壇交付金 対象KPI(第3期総合戦略)", lambda period: period.year == 2025),
    ]


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("in the 2018 progress report", ["tree"]),
        ("in the November 2018 report", ["tree"]),
        ("in the FY2020 evaluation sheet on greening", ["sheet"]),
        ("the FY2020 greening evaluation", ["sheet"]),
        ("the third-phase strategy", ["grant"]),
        ("phase 3", ["grant"]),
        ("the 3rd phase strategy", ["grant"]),
        ("under the grant sheet", ["grant"]),
        ("the 2018 report and the FY2020 evaluation", ["tree", "sheet"]),
        ("the 2019 evaluation sheet", ["sheet"]),
    ],
)
def test_a_report_is_named_by_kind_date_or_edition(text, ids):
    assert list(named_in_english(clean(text), reports())[0]) == ids


@pytest.mark.parametrize(
    "text", ["how many trees in FY2018", "the strategy", "what the plan says", "the FY2018 budget"]
)
def test_what_names_no_one_report_names_none(text):
    assert named_in_english(text, reports())[0] == ()


def test_when_a_plan_was_drawn_up_is_a_time():
    plan = [Titled("plan", "並木町環境基本計画", lambda _: False)]
    assert named_in_english("in the environmental plan", plan)[0] == ("plan",)
    assert named_in_english("when the environmental plan was drawn up", plan)[0] == ()
