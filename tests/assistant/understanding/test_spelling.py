import pytest

from assistant.understanding.spelling import Spelling

NAMES = [
    "保育所等入所待機児童数",
    "外国人観光客",
    "移住相談件数(延べ件数)",
    "合計特殊出生率 北海道",
    "インターンシップ参加者数",
    "新規就農者数",
    "農業産出額",
]


def spelling():
    return Spelling(NAMES, ["\n".join([*NAMES, "移住に関する相談", "障がいのある方について"])])


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("たいきじどうは何人?", "待機児童は何人?"),
        ("待機自動の目標は?", "待機児童の目標は?"),
        ("外国人観光各は何人?", "外国人観光客は何人?"),
        ("いじゅうそうだんは何件?", "移住相談は何件?"),
        ("のうぎょうさんしゅつがくは?", "農業産出額は?"),
        ("移住想談件数の目標", "移住相談件数の目標"),
        ("インターシップ参加者数は", "インターンシップ参加者数は"),
        ("農業産産出額は", "農業産出額は"),
        ("合計特殊出生立は", "合計特殊出生率は"),
    ],
)
def test_a_misspelt_word_is_read_as_the_names_print_it(typed, meant):
    assert spelling().corrected(typed) == meant


@pytest.mark.parametrize(
    "text",
    [
        "新規就業者数は?",  # another thing than 新規就農者数
        "障がいのある方について教えてください",
        "どのくらい増えましたかおしえてください",
        "外国人労働者数は?",
        "合計特殊出生率は",
        "インターンシップ参加者数は?",
    ],
)
def test_another_word_is_no_misspelling(text):
    assert spelling().corrected(text) == text


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("札駅を使う人", "札幌駅を使う人"),
        ("キタラで聴く", "Kitaraで聴く"),
        ("林業の予算", "林業の予算"),
        ("カメラは", "カメラは"),
    ],
)
def test_a_short_name_and_one_in_latin_letters_are_read(typed, meant):
    spelling = Spelling(["札幌駅の乗車人員数", "林産業の出荷額"], ["札幌コンサートホールKitaraの公演"])
    assert spelling.corrected(typed) == meant
