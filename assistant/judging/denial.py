"""A verdict in words: no before what the cells deny, their agreement behind what they bear out."""

from typing import cast

from assistant.arithmetic import Formula
from assistant.judging.verdict import Finding, Verdict
from assistant.refusal import Language
from assistant.wording import MEASURE_EN, MEASURE_JA, period_in_english, sized_in_english, value_in_english, value_text
from index.decimals import plain
from index.figure import Figure, Measure

_BOUND_JA = {
    ">": "を上回ってはいません",
    ">=": "には達していません",
    "<": "を下回ってはいません",
    "<=": "を超えています",
}
_BOUND_EN = {">": "not above", ">=": "not as much as", "<": "not below", "<=": "above"}
_HOLDS_JA = {">": "を上回っています", ">=": "に達しています", "<": "を下回っています", "<=": "以下です"}
_HOLDS_EN = {">": "above", ">=": "at least", "<": "below", "<=": "at most"}
_WAY_JA = {1: "増えて", -1: "減って", 0: "変わって"}
_WAY_EN = {1: "rose", -1: "fell", 0: "did not change"}


def denial(verdict: Verdict, language: Language) -> str:
    """The sentences that deny what is wrong, the first beginning with no; empty where nothing is."""
    wrong = [finding for finding in verdict.findings if not finding.right]
    said = [_denied_ja(one) if language == "ja" else _denied_en(one) for one in wrong]
    said = list(dict.fromkeys(said))
    if not said:
        return ""
    return f"いいえ、{'。'.join(said)}。" if language == "ja" else f"No, {'; '.join(said)}. "


def agreement(verdict: Verdict, language: Language) -> str:
    """That the cells say what the question does, for an answer that has stated them; empty where they do not."""
    if verdict.denied:
        return ""
    bounds = [finding for finding in verdict.findings if finding.kind == "bound"]
    if bounds:
        held = [_held(finding, language) for finding in bounds]
        return f"\n{'、'.join(held)}。" if language == "ja" else f"\nIt is {' and '.join(held)}."
    earlier = next((finding for finding in verdict.findings if finding.kind == "earlier"), None)
    if earlier is not None:
        return _earlier(earlier, language)
    said = [finding.said for finding in verdict.findings if finding.said]
    rounded = any(finding.rounded for finding in verdict.findings)
    if language == "ja":
        what = f"「{'」「'.join(said)}」は" if said else "お尋ねの内容は"
        return f"\n{what}{'概数として' if rounded else ''}資料の値と一致します。"
    what = f'"{", ".join(said)}"' if said else "What is asked"
    return f"\n{what} agrees with the reports{' as a rounded figure' if rounded else ''}."


def _earlier(finding: Finding, language: Language) -> str:
    then, latest = finding.figures
    if language == "ja":
        return f"\n「{finding.said}」は{then.period}の値で、最新の値（{latest.period}）ではありません。"
    when, now = period_in_english(then.period), period_in_english(latest.period)
    return f'\n"{finding.said}" is of {when}, not the latest value, which is of {now}.'


def _held(finding: Finding, language: Language) -> str:
    if language == "ja":
        return f"「{finding.said}」{_HOLDS_JA[finding.stated]}"
    return f'{_HOLDS_EN[finding.stated]} "{finding.said}"'


def _told_ja(finding: Finding) -> str:
    if finding.kind == "remark":
        return f"「{finding.said}」は資料の「{finding.stated}」とは異なります"
    if finding.stated:
        return f"資料の記載は「{finding.said}」ではなく「{finding.stated}」です"
    return f"この記載に「{finding.said}」はありません"


def _told_en(finding: Finding) -> str:
    if finding.kind == "remark":
        return f'"{finding.said}" is not so: the report says 「{finding.stated}」'
    if finding.stated:
        return f'the report says 「{finding.stated}」, not "{finding.said}"'
    return f'the report does not state "{finding.said}" there'


def _denied_ja(finding: Finding) -> str:
    if finding.kind in ("remark", "told"):
        return _told_ja(finding)
    first = finding.figures[0]
    if finding.kind == "value":
        return f"「{finding.said}」ではありません"
    if finding.kind == "measure":
        return f"「{finding.said}」は{MEASURE_JA[_measure(finding)]}ではなく{_label_ja(first)}です"
    if finding.kind == "year":
        return f"「{finding.said}」は{finding.stated}ではなく{first.period}の値です"
    if finding.kind == "grade":
        return f"評価は「{finding.said}」ではなく「{first.text}」です"
    if finding.kind == "reached":
        return "目標値にすでに達しており、未達ではありません" if finding.way > 0 else "目標値には達していません"
    if finding.kind == "bound":
        return f"「{finding.said}」{_BOUND_JA[finding.stated]}"
    if finding.kind == "dated":
        return f"{MEASURE_JA[first.measure]}は{finding.stated}ではなく{first.period}の値です"
    if finding.kind == "steady":
        years = f"{finding.figures[1].period}から{first.period}には"
        return f"{years}{_WAY_JA[finding.way]}おり、どの年も同じ向きではありません"
    return "増えてはいません" if finding.stated == "up" else "減ってはいません"


def _denied_en(finding: Finding) -> str:
    if finding.kind in ("remark", "told"):
        return _told_en(finding)
    first = finding.figures[0]
    if finding.kind == "value":
        return f'it is not "{finding.said}"'
    if finding.kind == "measure":
        return f'"{finding.said}" is not the {MEASURE_EN[_measure(finding)]} but the {_label_en(first)}'
    if finding.kind == "year":
        return f'"{finding.said}" is not of {finding.stated} but of {period_in_english(first.period)}'
    if finding.kind == "grade":
        return f"the grade is not {finding.said} but {first.text}"
    if finding.kind == "reached":
        return "the target has been reached, not missed" if finding.way > 0 else "the target has not been reached"
    if finding.kind == "bound":
        return f'it is {_BOUND_EN[finding.stated]} "{finding.said}"'
    if finding.kind == "dated":
        return f"the {MEASURE_EN[first.measure]} is not of {finding.stated} but of {period_in_english(first.period)}"
    if finding.kind == "steady":
        earlier, later = period_in_english(finding.figures[1].period), period_in_english(first.period)
        return f"it {_WAY_EN[finding.way]} from {earlier} to {later}, so it was not the same way every year"
    return "it did not rise" if finding.stated == "up" else "it did not fall"


def _measure(finding: Finding) -> Measure:
    return cast(Measure, finding.stated)


def _label_ja(figure: Figure) -> str:
    label = MEASURE_JA[figure.measure] or "値"
    return f"{label}（{figure.period}）" if figure.period else label


def _label_en(figure: Figure) -> str:
    return f"{MEASURE_EN[figure.measure]}{f' ({period_in_english(figure.period)})' if figure.period else ''}"


def course_ja(formula: Formula) -> str:
    """A change between two years of one thing, with its formula."""
    later, earlier = formula.figures
    result = f"{plain(formula.value)}{formula.unit}"
    if not formula.sign:
        return f"{earlier.period}も{later.period}も{value_text(later)}です（{formula.text}）。"
    way = _WAY_JA[formula.sign]
    said = f"{earlier.period}の{value_text(earlier)}から{later.period}の{value_text(later)}へ"
    return f"{said}、{result}{way}います（{formula.text}）。"


def course_en(formula: Formula) -> str:
    """The same in English."""
    later, earlier = formula.figures
    first, last = period_in_english(earlier.period), period_in_english(later.period)
    result = sized_in_english(f"{plain(formula.value)}{formula.unit}", formula.value, formula.unit)
    if not formula.sign:
        return f"It was {value_in_english(later)} in both {first} and {last} ({formula.text}). "
    said = f"{value_in_english(earlier)} in {first} to {value_in_english(later)} in {last}"
    return f"It {_WAY_EN[formula.sign]} by {result}, from {said} ({formula.text}). "
