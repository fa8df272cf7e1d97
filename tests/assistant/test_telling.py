"""A project is named by what its row tells, an indicator by the outline of the item it stands under."""

import pytest

from assistant.assistant import Assistant
from tests.assistant.invented import corpus_of, moon, report

LAKE = """湖畔市 連携事業の状況

連携事業名\t事業概要\t評価指標\t基準値\t目標値\t実績値\t評価
1 水辺の学び\t湖の透明度を小学生が測り、鳥を観察する。\t参加者数\t-\t300人\t210人\t△
\t\t協力した学校数\t-\t12校\t12校\t◎
2 市場の開放\t朝市で地元の豆腐を売り、若い職人を招く。\t参加者数\t-\t80人\t95人\t◎
"""


@pytest.fixture(scope="module")
def ask(tmp_path_factory):
    reports = [moon(), report("lake", "湖畔市 連携事業の状況", LAKE, None, "湖畔市")]
    assistant = Assistant(corpus_of(reports, tmp_path_factory.mktemp("telling")))
    return lambda question: assistant.ask(question).answer


@pytest.mark.parametrize(
    ("question", "figure"),
    [
        ("竹材の工房を開いた事業の予算は？", "12,000千円"),
        ("巣箱を貸し出した事業、予算いくら？", "8,500千円"),
        ("蜜源の草木を調べた事業の予算は？", "1,500千円"),
    ],
)
def test_a_project_is_found_by_its_description(ask, question, figure):
    assert figure in ask(question)


def test_a_description_makes_no_budget_of_what_it_counts(ask):
    assert "8,500千円" not in ask("巣箱の貸し出しは何箱でしたか？")


def test_an_outline_tells_apart_what_is_named_alike(ask):
    assert "210人" in ask("湖の透明度を測る取組の参加者数は？")
    assert "95人" in ask("朝市の豆腐の取組、参加者数は？")


def test_an_outline_holds_for_every_indicator_of_its_item(ask):
    assert "12校" in ask("鳥を観察する取組で協力した学校数は？")
