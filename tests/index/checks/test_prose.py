"""What a report says in words held against the figures it repeats."""

import pytest

from tests.index.audited import findings, found

TABLE = (
    "KPI\t策定時\t実績値\t目標値\t進捗率 (a)/(b)\n"
    "陶器の出荷額\t100万円 (R1)\t80万円 (R3)\t160万円 (R6)\t50.0%\n"
    "茶の販売額\t100万円 (R1)\t40万円 (R3)\t80万円 (R6)\t50.0%\n"
)


@pytest.mark.parametrize(
    "sentence",
    [
        "陶器の出荷額はR1に比べて20万円の減少となった。",
        "窯が増え、陶器の出荷額は、R1年と比較して20万円減少した。",
        "R1と比べ、工房の収入が315億増加したものの、陶器の出荷額は20万円の減少となった。",
        "陶器の出荷額はR1に比べ20%減少した。",
        "輸出額はR1に比べて70億円の増加となった。",
        "陶器の出荷額は、来年度には30万円の増加を見込む。",
        "陶器の出荷額はR1に比べて約25万円の減少となった。",
        "陶器の出荷額（見込み）は前年に比べ7万円増加した。",
    ],
)
def test_right_sentences_and_those_about_something_else_are_no_finding(sentence):
    assert found(f"{TABLE}\n{sentence}\n") == []


@pytest.mark.parametrize(
    ("sentence", "printed", "recomputed"),
    [
        ("陶器の出荷額はR1に比べて20億円の減少となった。", "20億円の減少", "20万円の減少"),
        ("陶器の出荷額はR1に比べて30万円の減少となった。", "30万円の減少", "20万円の減少"),
        ("陶器の出荷額はR1に比べて20万円の増加となった。", "20万円の増加", "20万円の減少"),
    ],
)
def test_wrong_sentences_are_errors_with_both_places(sentence, printed, recomputed):
    (finding,) = findings(f"{TABLE}\n前置き。{sentence}\n")
    assert (finding.kind, finding.severity) == ("prose", "error")
    assert (finding.printed, finding.recomputed) == (printed, recomputed)
    assert finding.formula == "100 − 80 = 20（万円）"
    assert [place.line for place in finding.places] == [5, 2, 2]
    assert sentence.startswith(finding.places[0].quote)


def test_what_is_said_twice_is_one_finding_also_over_line_ends():
    first, again = "陶器の出荷額はR1\nに比べて20億円の減少となった。", "陶器の出荷額は、R1に比べ20億円の減少となった。"
    (finding,) = findings(f"{TABLE}\n{first}\n\n■まとめ\n\n{again}\n")
    quotes = [place.quote for place in finding.places]
    assert "陶器の出荷額はR1\nに比べて20億円の減少" in quotes
    assert "陶器の出荷額は、R1に比べ20億円の減少" in quotes


def test_the_last_part_of_a_name_is_read_under_its_heading():
    table = TABLE.replace("陶器の出荷額", "陶器の年間出荷額")
    text = "- 年間出荷額はR1に比べて20億円の減少となった。\n"
    assert found(f"{table}\n前書き\n\n＜陶器の年間出荷額＞\n\n{text}") == [("prose", "error", "20億円の減少")]
    assert found(f"{table}\n前書き\n\n{text}") == []


@pytest.mark.parametrize(("rate", "count"), [("50.0", 0), ("50", 0), ("57.0", 1)])
def test_a_rate_in_words_is_that_of_the_indicator_named_above(rate, count):
    text = f"{TABLE}\n前書き\n\n＜茶の販売額＞\n・目標を見直す。最終目標に対する進捗率は{rate}%。\n"
    assert len(findings(text)) == count


@pytest.mark.parametrize(
    ("caption", "count"),
    [
        ("陶器の出荷額：160万円（R6）", 0),
        ("陶器の出荷額：170万円（R6）", 1),
        ("陶器の出荷額：170万円（R9）", 0),
        ("[数値目標] 陶器の出荷額 100万円 (R1) → 160万円 (R6)", 0),
        ("[数値目標] 陶器の出荷額 100万円 (R1) → 190万円 (R6)", 1),
        ("陶器の輸入額：170万円（R6）", 0),
    ],
)
def test_captions_repeat_the_table(caption, count):
    assert [finding.kind for finding in findings(f"{caption}\n\n{TABLE}")] == ["caption"] * count
