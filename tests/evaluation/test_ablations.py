"""The assistant without one of its parts, and the plain pipeline, over the same questions; and the clock."""

import json
from pathlib import Path

import pytest

from assistant.answer import Answer
from assistant.assistant import Assistant
from assistant.lexicon import load_lexicon
from assistant.talking.conversation import Conversation
from evaluation.ablations import BASELINE, EVERYTHING, main, run
from evaluation.latency import WARM_UP, times, told
from evaluation.question import Question, parse
from index.build import build_index
from index.settings import Settings
from tests.assistant.invented import MOON

EVERYDAY = "インバウンド"  # what only the lexicon knows for 外国人 and 観光
QUESTIONS = [
    {"id": "figure", "turns": ["木材の自給率の実績は？"], "must_contain": [["45.0%"]]},
    {"id": "text", "turns": ["養蜂を始める人には何をしている？"], "must_contain": [["巣箱を貸し出した"]]},
    {"id": "none", "turns": ["空飛ぶ船の隻数は？"], "must_contain": [["記載がありません"]], "answerable": False},
]


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index of one small report, with fewer passages than are embedded in bulk."""
    folder = tmp_path_factory.mktemp("ablations")
    (folder / "moon").mkdir()
    (folder / "moon" / "moon.txt").write_text(MOON, encoding="utf-8")
    common = {"lang": "ja", "category": "narrative", "answerable": True}
    lines = [json.dumps({**common, **question}, ensure_ascii=False) for question in QUESTIONS]
    (folder / "small.jsonl").write_text("\n".join(lines), encoding="utf-8")
    build_index(Settings(data=folder / "data"), folder / "moon")
    return folder


def test_every_answerer_answers_the_same_questions(data: Path) -> None:
    questions = parse((data / "small.jsonl").read_text(encoding="utf-8"))
    results = run(Settings(data=data / "data"), questions)
    wrong = {name: [failure["id"] for failure in result["failures"]] for name, result in results.items()}
    assert list(wrong)[0] == EVERYTHING
    assert list(wrong)[-1] == BASELINE
    assert len(wrong) == 6
    assert wrong[EVERYTHING] == []
    assert wrong[BASELINE] == ["none"]  # it cannot refuse
    assert all(result["overall"]["total"] == 3 for result in results.values())
    assert results[EVERYTHING]["metrics"]["refusal_recall"] == 1.0


def test_table_and_ids_are_written(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    given = [str(data / "small.jsonl"), "--data", str(data / "data"), "--results", str(data / "results")]
    assert main(given) == 0
    table = (data / "results" / "ablations.md").read_text(encoding="utf-8")
    assert capsys.readouterr().out == table
    kept = json.loads((data / "results" / "ablations.json").read_text(encoding="utf-8"))
    assert [row.split(" | ")[0].strip("| ") for row in table.split("\n") if row.startswith("| ")][1:] == list(kept)
    assert kept[BASELINE]["not_right"] == ["none"]


def test_a_lexicon_without_vocabulary_still_reads_measures_and_times() -> None:
    lexicon = load_lexicon()
    bare = lexicon.without_vocabulary()
    assert lexicon.expansion_of(EVERYDAY) != ()
    assert bare.expansion_of(EVERYDAY) == ()
    assert lexicon.translate("foreign tourists") != []
    assert bare.translate("foreign tourists") == []
    assert bare.measures_in("最新の目標値") == lexicon.measures_in("最新の目標値") != []
    assert bare.times_in("昨年度は") == lexicon.times_in("昨年度は") != []


class Clock(Assistant):
    """Remembers what it was asked, and takes as many milliseconds as it was asked questions in the conversation."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.turns: dict[str, int] = {}

    def ask(self, text: str, *, conversation: Conversation | None = None, **_: object) -> Answer:  # type: ignore[override]
        assert conversation is not None
        self.asked.append(text)
        self.turns[conversation.id] = self.turns.get(conversation.id, 0) + 1
        return Answer("", "answered", "ja", (), (), elapsed_ms=float(self.turns[conversation.id]))


def test_every_turn_is_timed_once_in_a_conversation_of_its_own() -> None:
    clock = Clock()
    questions = [Question("a", "ja", ("一", "二")), Question("b", "ja", ("三",))]
    assert list(times(clock, questions)) == [1.0, 2.0, 1.0]
    assert clock.asked == ["一", "二", "三"]
    assert told("assistant", [1.0, 2.0, 4.0]) == "assistant: p50 2.0 ms, p95 4.0 ms, longest 4.0 ms, 3 turns\n"


def test_no_question_is_warmed_up_with(questions: list[Question]) -> None:
    assert not {turn for question in questions for turn in question.turns} & set(WARM_UP)
