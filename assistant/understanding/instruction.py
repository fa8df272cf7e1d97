"""Instructions to the program in a question: where they stand, and what is left of the question without them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from assistant.lexicon import Lexicon
from assistant.understanding.term import blanked
from index.figure import Figure
from index.period import find_periods
from index.quantity import find_quantities, to_base

# What stands within marks of its own: code, JSON, a message with a tag, a quotation.
_ENCLOSED = re.compile(
    r"```.*?```|<(system|user|assistant|admin|instructions?|prompt)>.*?</\1>|\{[^{}]*:[^{}]*\}|"
    r"「[^「」]*」|『[^『』]*』|“[^“”]*”|\"[^\"]*\"",
    re.IGNORECASE | re.DOTALL,
)
_TAG = re.compile(r"</?\s?[a-z]+\s?>|<\|[^|>]*\|>|\[/?[a-z]+\]", re.IGNORECASE)
# Long runs without a space are encoded, and nobody's words.
_ENCODED = re.compile(r"\b(?=[A-Za-z+/]*\d)[A-Za-z0-9+/]{16,}={0,2}")
_SENTENCE = re.compile(r"[^。!?;\n]+?(?:[。!?;\n]+|(?<=[A-Za-z0-9%)])[.:](?=\s|$)|(?<=[^\d]):(?=\D)|$)")
_CLAUSE = re.compile(r"[^、,，]+(?:[、,，](?!\d)|$)|[^、]+$")
_STEP = re.compile(r"(?<![\d.(（])\d{1,2}[).）](?!\d)|[①-⑳]")
_ASKS = re.compile(
    r"[?？]|いくつ|いくら|何[人件社回%円か箇校戸台国年日月市]|どれ|どの|どこ|誰|いつ|なぜ|教え|知りたい|おしえ|"
    r"(?:あわせて|併せて|書いて|書く|示して|示す|出して|出す|述べて|添えて|載せて|書け|示せ|出せ|述べよ|答えろ|教えろ|載せろ)[ぁ-ん。、]*$|(?<!れ)は[。\s]*$|"
    r"\b(?:what|how|which|when|who|where|why)\b|\b(?:tell|give|show) (?:me|us) (?:the|what|how)|\bstate it\b",
    re.IGNORECASE,
)
# What is to be written out may be what is dictated.
_WRITES = re.compile(r"(?:書い|書く|示し|示す|出し|出す|述べ|添え|載せ)[ぁ-ん]*[。、]*$")
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_GRADE = re.compile(r"(?<![A-Za-z])[A-E](?![A-Za-z])(?=だ|と|評価|判定|に)|[◎○△×](?=だ|と|評価|判定|に)")
# A lone digit numbers a step as often as it is a value.
_SMALL = 10


@dataclass(frozen=True, slots=True)
class Heard:
    """A text with instructions, taken apart.

    `asking` are the sentences that ask and instruct nothing, `topics` what the others speak of, those first that
    say what is to be said of it; `dictated` are the values and grades that the instructions hold.
    """

    asking: tuple[str, ...]
    topics: tuple[str, ...]
    dictated: tuple[str, ...]


def hear(text: str, lexicon: Lexicon) -> Heard | None:
    """A cleaned text taken apart, or None where it instructs nothing."""
    if not _instructing(text, lexicon):
        return None
    bare, enclosed = _opened(text, lexicon)
    asking, topics = list[str](), list[str](enclosed)
    others: list[str] = []
    for sentence in _sentences(bare):
        if not _instructing(sentence, lexicon):
            (asking if _ASKS.search(sentence) else others).append(sentence)
            continue
        for clause in (match[0].strip() for match in _CLAUSE.finditer(sentence)):
            spans = _instructing(clause, lexicon)
            rest, dictates = blanked(clause, spans), bool(spans) and _dictates(clause, lexicon)
            if not dictates and _ASKS.search(rest.strip("。、 ")) and not (spans and _WRITES.search(rest)):
                asking.append(rest)
            else:
                (topics if dictates else others).append(rest)
        topics.append(blanked(sentence, _instructing(sentence, lexicon)))
    said = [*enclosed, *(sentence for sentence in _sentences(bare) if sentence not in asking)]
    return Heard(
        tuple(asking),
        tuple(dict.fromkeys(_without_values(topic, lexicon) for topic in (*topics, *others))),
        tuple(dict.fromkeys(value for piece in said for value in _values(piece, lexicon))),
    )


def addresses_program(text: str, lexicon: Lexicon) -> bool:
    """Whether a printed text speaks to a program rather than to a reader: no answer is taken from it."""
    return any(kind in ("rule", "forged") for _, _, kind in lexicon.instructions_in(text))


def _instructing(text: str, lexicon: Lexicon) -> list[tuple[int, int]]:
    found = [*lexicon.instructions_in(text)]
    found += [span for span in lexicon.refusals_in(text) if span[2] == "meta"]
    return [(start, end) for start, end, _ in found]


def _dictates(text: str, lexicon: Lexicon) -> bool:
    return any(kind == "dictate" for _, _, kind in lexicon.instructions_in(text)) or bool(_NUMBER.search(text))


def _opened(text: str, lexicon: Lexicon) -> tuple[str, list[str]]:
    """The text without what is enclosed in it, and that; a name in quotation marks is part of its sentence."""
    enclosed: list[str] = []

    def taken(match: re.Match[str]) -> str:
        inner = match[0]
        if inner[0] in '「『“"' and not _values(inner, lexicon) and not _instructing(inner, lexicon):
            return inner
        enclosed.append(_TAG.sub(" ", inner.strip('`「」『』“”"')))
        return "。" if inner[0] in "`<{" else "「」"

    bare = _ENCODED.sub(" ", _TAG.sub("。", _ENCLOSED.sub(taken, text)))
    return _STEP.sub("。", bare), enclosed


def _sentences(text: str) -> list[str]:
    return [match[0].strip() for match in _SENTENCE.finditer(text) if match[0].strip(" 。「」")]


def _spoken(text: str, lexicon: Lexicon) -> list[tuple[int, int]]:
    """Where numbers belong to words: years, and what narrows (25～34歳, 10万人当たり)."""
    return [(start, end) for start, end, _ in find_periods(text)] + [
        (found.start, found.end) for found in lexicon.qualifiers_in(text)
    ]


def _without_values(text: str, lexicon: Lexicon) -> str:
    kept = _spoken(text, lexicon)
    values = [(one.start, one.end) for one in find_quantities(text) if not _within((one.start, one.end), kept)]
    return blanked(text, values)


def _values(text: str, lexicon: Lexicon) -> Iterable[str]:
    rest = blanked(text, _spoken(text, lexicon))
    for quantity in find_quantities(rest):
        if quantity.value is not None and (quantity.unit or abs(quantity.value) >= _SMALL):
            yield quantity.text
    yield from (match[0] for match in _GRADE.finditer(rest))


def _within(span: tuple[int, int], spans: Iterable[tuple[int, int]]) -> bool:
    return any(start <= span[0] and span[1] <= end for start, end in spans)


_ONE_UNIT = {"名": "人", "％": "%", "percent": "%", "people": "人", "yen": "円"}


def unfounded(dictated: Iterable[str], figures: Iterable[Figure]) -> tuple[str, ...]:
    """Those of the dictated values and grades that none of the figures shown has, where one of their kind is shown."""
    shown = list(figures)
    grades = {figure.text for figure in shown if figure.measure == "grade"}
    values = {_base(figure.value, figure.unit) for figure in shown if figure.value is not None}
    return tuple(said for said in dictated if _unfounded(said, grades, values))


def _unfounded(said: str, grades: set[str], values: set[tuple[Decimal, str]]) -> bool:
    quantity = next(iter(find_quantities(said)), None)
    if quantity is None:
        return bool(grades) and said not in grades
    if quantity.value is None:
        return False
    value, unit = _base(quantity.value, quantity.unit)
    same = {number for number, own in values if not unit or own == unit}
    return bool(same) and value not in same


def _base(value: Decimal, unit: str) -> tuple[Decimal, str]:
    number, bare = to_base(value, unit)
    return number, _ONE_UNIT.get(bare, bare)
