"""Which rows a list is made from: headings by their numbers."""

from datetime import date

import pytest

from assistant.assistant import Assistant
from tests.assistant.invented import corpus_of, report

ROWS = "\n".join(f"{n} {name}\t{name}の回数\t1回\t{n}回\t◎" for n, name in enumerate(("灯台", "砂丘", "干潟", "岬"), 1))
TEXT = f"浜辺の取組\n\n連携事業名\t評価指標\t基準値 (R3)\t実績値 (R5)\t評価\n{ROWS}\n"


@pytest.fixture(scope="module")
def assistant(tmp_path_factory):
    corpus = corpus_of([report("beach", "浜辺の取組", TEXT, date(2024, 1, 1))], tmp_path_factory.mktemp("scope"))
    return Assistant(corpus)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2〜3番の事業で◎の指標はどれ？", "砂丘 干潟"),
        ("2番から4番の事業のうち◎なのは？", "砂丘 干潟 岬"),
        ("事業3〜4で◎の指標は？", "干潟 岬"),
        ("Which indicators of projects 1-2 are rated ◎?", "灯台 砂丘"),
        ("連携事業の2〜3番で◎の指標を全部", "砂丘 干潟"),
        ("8〜9番の事業で◎の指標はどれ？", ""),
    ],
)
def test_rows_of_numbered_headings(assistant, text, found):
    answer = assistant.ask(text).answer
    assert [name for name in ("灯台", "砂丘", "干潟", "岬") if name in answer] == found.split()
