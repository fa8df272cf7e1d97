"""Why a row stands as it does: its own words, a sentence about it, or the analysis printed with its grades."""

import pytest

from assistant.judging.reason import is_reason


@pytest.mark.parametrize(
    "remark", ["感染症のため中止", "オンラインで開催し、来場者を分けた。", "・6月に配布済み（500部）"]
)
def test_words_that_tell_something_are_a_reason(remark):
    assert is_reason(remark)


@pytest.mark.parametrize("remark", ["観光課", "地域振興局観光戦略課", "-", ""])
def test_who_is_in_charge_is_none(remark):
    assert not is_reason(remark)


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("空き校舎の利用数がDなのはなぜ", "耐震の工事が遅れたため、貸し出せなかった。"),
        ("白波県の温泉街の宿泊者数がB評価の理由は", "台風で宿が休業したため、目標に届かなかった。"),
    ],
)
def test_the_row_says_why_beside_its_grade_and_figures(invented, question, reason):
    answer = invented.ask(question)
    assert reason in answer.answer
    assert "grade" in {figure.measure for figure in answer.figures}


def test_where_no_reason_is_printed_that_is_said_beside_actual_and_target(invented):
    answer = invented.ask("給食の地場産物使用割合がA評価なのはなぜですか").answer
    assert "資料に理由の記載はありません" in answer
    assert "54.0%" in answer
    assert "60.0%" in answer


def test_a_wrong_grade_in_a_why_question_is_denied_before_the_reason(invented):
    answer = invented.ask("空き校舎の利用数がAなのはなぜ").answer
    assert answer.startswith("いいえ、評価は「A」ではなく「D」です")
    assert "耐震の工事が遅れたため" in answer
