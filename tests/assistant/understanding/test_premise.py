"""What questions take for granted, held against the cells of two invented reports."""

import pytest

from assistant.lexicon import load_lexicon
from assistant.understanding.naming import ReportNames
from assistant.understanding.premise import read_premise
from assistant.understanding.question import parse


@pytest.fixture
def ask(invented):
    return lambda question: invented.ask(question).answer


def premise_of(text):
    lexicon, names = load_lexicon(), ReportNames([])
    return read_premise(parse(text, lexicon, names), lexicon, names)


@pytest.mark.parametrize(
    "question",
    [
        "木材の自給率の実績は何%ですか",
        "評価がDの指標はどれですか",
        "進捗率が80%以上の指標はいくつありますか",
        "すべての指標が目標に達したんですよね？",
    ],
)
def test_what_only_asks_takes_nothing_for_granted(question):
    assert premise_of(question) is None


@pytest.mark.parametrize(
    ("text", "value", "relation", "measure"),
    [
        ("木材の自給率の目標は60%ですよね", "60%", "=", "target"),
        ("60%が目標の木材の自給率だよね", "60%", "=", "target"),
        ("木材の自給率は13%で目標の12%を上回ったよね", "12%", ">", "target"),
        ("木材の自給率は60%に達したと聞いた", "60%", ">=", None),
        ("The timber rate was below 60%, wasn't it?", "60%", "<", None),
    ],
)
def test_a_number_is_read_with_its_label_and_how_it_stands(text, value, relation, measure):
    said = next(one for one in premise_of(text).values if one.text == value)
    assert (said.relation, said.measure) == (relation, measure)


def test_numbers_that_say_of_what_kind_something_is_are_not_asserted():
    assert premise_of("人口10万人当たりの医師数は20代で上がったよね").values == ()


def test_a_premise_without_its_assertions_is_about_the_thing_alone():
    rest = premise_of("資料に「温泉街の宿泊者数は令和3年度に200万人に達した」と書くけど大丈夫？").rest
    assert rest.periods == ()
    assert rest.measures == ()
    assert all(term.text in "温泉街の宿泊者数" for term in rest.terms)


@pytest.mark.parametrize(
    ("question", "denied"),
    [
        ("木材の自給率は48%だよね", "いいえ、「48%」ではありません"),
        ("和紙の海外販売額は120億円でしたよね", "いいえ、「120億円」は実績値ではなく目標値（R6）です"),
        ("和紙の海外販売額は90万円で合ってますか", "いいえ、「90万円」ではありません"),
        ("木材の自給率、R3は40.0%ですよね", "いいえ、「40.0%」はR3ではなくH30の値です"),
        ("木材の自給率の目標年はR8だよね", "いいえ、目標値はR8ではなくR6の値です"),
        ("空き校舎の利用数、評価はAと聞きました", "いいえ、評価は「A」ではなく「D」です"),
        ("なぜ移住相談の受付件数は増えたのですか", "いいえ、増えてはいません"),
        ("木材の自給率は下がっていると聞いたけど本当？", "いいえ、減ってはいません"),
        ("木材の自給率は目標を達成したんですよね", "いいえ、目標値には達していません"),
        ("雪まつりの来場者数はまだ目標に届いていないですよね", "いいえ、目標値にすでに達して"),
        ("交通事故の負傷者数は目標を達成したんですよね", "いいえ、目標値には達していません"),
        ("不登校の児童数はまだ目標に届いていないはず", "いいえ、目標値にすでに達して"),
        ("雪まつりの来場者数はまだ目標に足りていないですよね", "いいえ、目標値にすでに達して"),
        ("木材の自給率は目標の50%まで行ったってことでいい？", "いいえ、"),
        ("和紙の海外販売額は100億円を超えたんですよね", "いいえ、「100億円」を上回ってはいません"),
        ("The self-sufficiency rate of 木材の自給率 was 48%, right?", 'No, it is not "48%"'),
    ],
)
def test_what_the_cells_deny_is_denied_in_the_first_sentence(ask, question, denied):
    assert ask(question).startswith(denied)


@pytest.mark.parametrize(
    "question",
    [
        "木材の自給率は45%だよね",
        "和紙の海外販売額は9,000百万円ですよね",
        "和紙の海外販売額はざっと91億円でしたっけ",
        "木材の自給率、H30は40.0%で合ってる？",
        "木材の自給率の目標は50%でR6ですよね",
        "空き校舎の利用数、評価はDと聞きました",
        "木材の自給率は上がったんですよね",
        "雪まつりの来場者数は目標を達成したんですよね",
        "交通事故の負傷者数は減ったけど目標に届いていないんですよね",
    ],
)
def test_a_right_assertion_is_never_called_wrong(ask, question):
    answer = ask(question)
    assert not answer.startswith(("いいえ", "はい"))
    assert answer.endswith("資料の値と一致します。")


def test_a_number_of_the_name_is_not_asserted(ask):
    assert not ask("女性管理職の割合は30.0%が目標だよね").startswith("いいえ")


def test_a_denial_shows_the_right_cell_and_the_change(ask):
    answer = ask("移住相談の受付件数はH30より増えたんですよね")
    assert "H30の400件からR3の300件へ、100件減っています（400 − 300 = 100）" in answer


def test_an_earlier_value_is_said_to_be_one(ask):
    assert "最新の値" not in ask("木材の自給率は45%だよね")
