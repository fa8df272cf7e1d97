"""Signs and quoted words whose meaning is asked for, as terms in the form in which reports explain them."""

import re
from collections.abc import Iterator

from assistant.understanding.term import Term
from index.markup import comparable

# A sign is less than a topic: a legend may explain it in another form.
SIGN = 0.75
_SIGN = re.compile(r"[◎○△×▲▽◇◆□■●★☆※*↓↑]")
# A grade's letter is one where a word of grading stands beside it, or where it alone is asked about.
_LETTER = re.compile(
    r"(?:(?<=判定)|(?<=評価)|(?<=評価が)|(?<=ランク)|(?<=区分)|(?<=度合))([A-Ea-e])(?![A-Za-z])"
    r"|(?<![A-Za-z~〜～\-・、,])([A-Ea-e])(?=[」'\"]?(?:判定|評価|ランク|になる|となる|の条件|とは|って|は何|の意味))"
    r"|(?<=[「『'\"])([A-Ea-e])(?=[」』'\"])"
    r"|(?<![A-Za-z])([A-Ea-e])(?=['\"]?(?: rating| grade|-rated))"
)
_NAMED = {"二重丸": "◎", "三角": "△", "バツ": "×", "米印": "※", "矢印": "↑↓", "黒三角": "▲", "白丸": "○", "ひし形": "◇"}
_NAMED_IN_ENGLISH = {"double circle": "◎", "triangle": "△", "asterisk": "※"}
_DASH = re.compile(r"「[-－ー―–—‐−]」|ハイフン|ダッシュ|横棒|\bdash(?:es)?\b|\bhyphens?\b", re.IGNORECASE)
_BRACKETS = re.compile(r"かっこ(?!い|よ|う)|カッコ|括弧|\bbracket(?:s|ed)?\b|\bparenthes[ie]s\b", re.IGNORECASE)
_COLUMN = re.compile(r"([一-龠ァ-ヺー]{2,10})の?(?:欄|列)")
_QUOTED = re.compile(r"[「『\"“]([^「」『』\"“”]{3,24})[」』\"”]")


def signs_of(text: str) -> Iterator[Term]:
    """The terms of a cleaned question's signs, letters and quoted words."""
    lowered = text.lower()
    named = [sign for word, signs in (_NAMED | _NAMED_IN_ENGLISH).items() if word in lowered for sign in signs]
    for sign in dict.fromkeys([*_SIGN.findall(text), *named]):
        yield _term(sign, f"「{sign}」", f"({sign})", f"{sign}:", f"{sign}=", f"{sign}→", f"「{sign}~」", f"{sign}あり")
    if _DASH.search(text):
        # A legend names it like the others, or last in the row of its grades.
        yield _term("-", "「-」", "(-)", "-:", "-=", "-→", *(f"{grade}-" for grade in "cde△×"))
    if _BRACKETS.search(text):
        yield _term("()", "※()", "※()は", "()は", "()内", "()書き", "(かっこ", "括弧")
    for match in _LETTER.finditer(text):
        letter = next(filter(None, match.groups())).lower()
        yield _term(letter, f"→{letter}", f"{letter}:", f"{letter}=", f"「{letter}」")
    for match in [*_QUOTED.finditer(text), *_COLUMN.finditer(text)]:
        quoted = comparable(match[1]).lower()
        if not quoted.isdigit():
            yield _term(quoted, quoted)


def _term(text: str, *forms: str) -> Term:
    return Term(f"「{text}」", frozenset(forms), (), "", SIGN)
