import pytest

from index.romaji import may_be_read, one_spelling, romaji, unvoiced


@pytest.mark.parametrize(
    ("reading", "letters"),
    [
        ("コシガヤ", "koshigaya"),
        ("リュウウンジ", "ryuuunji"),
        ("きっかわ", "kikkawa"),
        ("クルーズ", "kuruuzu"),
        ("県", ""),
    ],
)
def test_a_reading_in_latin_letters(reading, letters):
    assert romaji(reading) == letters


@pytest.mark.parametrize(
    ("name", "other"),
    [("Niigata", "Nigata"), ("Ōtsu", "Ohtsu"), ("Kembuchi", "Kenbuchi"), ("Kōbe", "Koube"), ("Shin-Ei", "shin ei")],
)
def test_ways_of_spelling_are_one(name, other):
    assert one_spelling(name) == one_spelling(other)


@pytest.mark.parametrize(
    ("name", "read"),
    [("磯鳴", "isonari"), ("橘川", "kikkawa"), ("樋之川", "hinokawa"), ("霧ヶ沢", "kirigasawa"), ("白峰", "shiramine")],
)
def test_a_name_in_kanji_may_be_read_in_many_ways(name, read):
    assert may_be_read(name).fullmatch(read)


@pytest.mark.parametrize(("name", "read"), [("磯鳴", "tokino"), ("白峰", "shira"), ("白", "kuro")])
def test_no_name_is_read_in_every_way(name, read):
    assert not may_be_read(name).fullmatch(read)


def test_a_voiced_part_of_a_compound_sounds_alone():
    assert [unvoiced(name) for name in ("gurashi", "zakura", "mura")] == ["kurashi", "sakura", "mura"]
