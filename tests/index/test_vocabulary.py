from index.gloss import stem
from index.vocabulary import Vocabulary, vocabulary_of

VOCABULARY = vocabulary_of(["除雪の冊子を越谷市の体育館で配布した。", "ちょっと暮らしの展示を中止した。"])


def test_an_english_word_means_words_of_the_reports():
    assert "冊子" in VOCABULARY.words_for(stem("booklet"))
    assert "中止" in VOCABULARY.words_for(stem("discontinuance"))
    assert "展示" in VOCABULARY.words_for(stem("exhibition"))


def test_a_name_in_latin_letters_sounds_like_a_word_of_the_reports():
    assert "越谷" in " ".join(VOCABULARY.words_for("koshigaya"))
    assert VOCABULARY.sounding("gurashi")


def test_what_no_report_prints_is_not_found():
    assert VOCABULARY.words_for(stem("spaceship")) == frozenset()
    assert VOCABULARY.sounding("hakodate") == frozenset()


def test_a_word_with_a_meaning_is_heard_as_no_other():
    assert VOCABULARY.sounding(stem("booklet")) == frozenset()


def test_it_is_kept_in_a_file(tmp_path):
    assert Vocabulary.read(tmp_path / "none") is None
    VOCABULARY.write(tmp_path / "kept")
    assert Vocabulary.read(tmp_path / "kept") == VOCABULARY
