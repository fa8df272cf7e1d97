"""Values that sentences repeat."""

import pytest

from tests.index.audited import findings, found

TABLE = (
    "町の計画\n\n指標\t基準値 (R1)\t実績値 (R5)\t目標値 (R8)\n"
    "陶器の出荷額\t28,600千円\t41,250千円\t50,000千円\n観光客の数\t90千人\t118千人\t150千人\n\n"
)


@pytest.mark.parametrize(
    "sentence",
    [
        "陶器の出荷額は、窯の改修により令和5年度に41,250千円となりました。",
        "令和5年度の観光客の数は11万8千人であり、回復が続く。",
        "令和5年度の観光客の数は12万人となった。",
        "陶器の出荷額は、令和4年度に38,000千円となりました。",
        "陶器の出荷額は、令和5年度に約40,000千円となりました。",
        "陶器の出荷額は、令和5年度の目標が42,000千円となりました。",
        "観光客の数は、令和5年度にうち県外が41千人となりました。",
        "町内の陶器の出荷額は、令和5年度に41,250万円となりました。",
        "観光客の数は、令和5年度に3倍となりました。",
    ],
)
def test_right_sentences_and_those_about_something_else_are_no_finding(sentence):
    assert found(TABLE + sentence + "\n") == []


@pytest.mark.parametrize(
    ("sentence", "printed"),
    [
        ("陶器の出荷額は、窯の改修により令和5年度に41,250万円となりました。", "41,250万円"),
        ("令和5年度の陶器の出荷額は41,520千円となった。", "41,520千円"),
        ("また、観光客の数は令和元年度に118千人であった。", "118千人"),
    ],
)
def test_another_number_or_unit_is_an_error_with_both_places(sentence, printed):
    (finding,) = findings(TABLE + sentence + "\n")
    assert (finding.kind, finding.severity, finding.printed) == ("prose", "error", printed)
    assert finding.places[0].quote in sentence
    assert finding.places[0].line == 7
