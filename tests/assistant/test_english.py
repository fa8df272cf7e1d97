"""Questions in English over the two invented reports: other words than the reports', names in Latin letters."""

import pytest


@pytest.mark.parametrize(
    ("question", "figure"),
    [
        ("How many people came to the snow festival in FY2021?", "33万人"),
        ("How many enquiries about moving there were taken at the start?", "400件"),
        ("What is Tsukikage Prefecture aiming for in timber self-sufficiency?", "50.0%"),
        ("What share of school lunch ingredients is local in Shiranami Prefecture?", "54.0"),
        ("How many schools standing empty (空き校舎) are used in Shiranami?", "1"),
        ("What was the gross product in 2021 in the 2022 progress report?", "2兆7千億円"),
    ],
)
def test_paraphrases_find_the_figure(invented, question, figure):
    answer = invented.ask(question)
    assert answer.status == "answered"
    assert figure in answer.answer


@pytest.mark.parametrize(
    "question",
    [
        "How many penguins live in Tsukikage Prefecture?",
        "How many people came to the snow festival in Shiranami Prefecture?",
        "How many ski lifts are there?",
        "How many Korean visitors came to the snow festival?",
    ],
)
def test_an_unmet_word_refuses(invented, question):
    assert invented.ask(question).status == "not_found"


def test_a_publisher_in_latin_letters_chooses_the_report(invented):
    answers = [invented.ask(f"How many guests stayed in the hot spring resort of {name} Prefecture?") for name in NAMES]
    assert ["150万人" in one.answer and "36" not in one.answer for one in answers] == [True, False]


NAMES = ("Tsukikage", "Shiranami")


def test_what_lacks_is_said_in_the_words_of_the_question(invented):
    answer = invented.ask("How many Korean visitors came to the snow festival?").answer
    assert "(for Korean)" in answer
