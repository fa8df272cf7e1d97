"""Signs and quoted words whose meaning is asked for, as terms in the form in which reports explain them."""

import re
from collections.abc import Iterator

from assistant.term import Term
from index.markup import comparable

# A sign is less than a topic: a legend may explain it in another form.
SIGN = 0.75
_SIGN = re.compile(r"[◎○△×▲▽◇◆□■●★☆※*↓↑]")
# A grade's letter is one where a word of grading stands beside it, or where it alone is asked about.
_LETTER = re.compile(
    r"(?:(?<=判定)|(?<=評価)|(?<=評価が)|(?<=ランク)|(?<=区分)|(?<=度合))([A-Ea-e])(?![A-Za-z])"
    r"|(?<![A-Za-z~〜～\-・、,])([A-Ea-e])(?=[」'\"]?(?:判定|評価|ランク|になる|となる|の条件|とは|って|は何|の意味))"
    r"|(?<![A-Za-z])([A-Ea-e])(?=['\"]?(?: rating| grade|-rated))"
)
_NAMED = {"二重丸": "◎", "三角": "△", "バツ": "×", "米印": "※", "矢印": "↑↓", "黒三角": "▲", "白丸": "○", "ひし形": "◇"}
_COLUMN = re.compile(r"([一-龠ァ-ヺー]{2,10})の?(?:欄|列)")
_QUOTED = re.compile(r"[「『\"“]([^「」『』\"“”]{3,24})[」』\"”]")


def signs_of(text: str) -> Iterator[Term]:
    """The terms of a cleaned question's signs, letters and quoted words."""
    named = [sign for word, signs in _NAMED.items() if word in text for sign in signs]
    for sign in dict.fromkeys([*_SIGN.findall(text), *named]):
        yield _term(sign, f"「{sign}」", f"({sign})", f"{sign}:", f"{sign}=", f"{sign}→", f"「{sign}~」", f"{sign}あり")
    for match in _LETTER.finditer(text):
        letter = (match[1] or match[2] or match[3]).lower()
        yield _term(letter, f"→{letter}", f"{letter}:", f"{letter}=", f"「{letter}」")
    for match in [*_QUOTED.finditer(text), *_COLUMN.finditer(text)]:
        quoted = comparable(match[1]).lower()
        if not quoted.isdigit():
            yield _term(quoted, quoted)


def _term(text: str, *forms: str) -> Term:
    return Term(f"「{text}」", frozenset(forms), (), "", SIGN)
