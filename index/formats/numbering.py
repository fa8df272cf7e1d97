"""The marks of a Word document's numbered and bulleted lists, which stand in no paragraph's text."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml.etree import _Element  # type: ignore[import-untyped]  # the package carries no types

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_BULLET = "・"
# Word's symbol fonts keep their signs in the private use area, and some as plain letters.
_SYMBOLS = {"l": "●", "n": "■", "u": "◆", "q": "□", "¡": "○", "m": "○", "ü": "✓"}
_KANJI = "〇一二三四五六七八九"
_AIUEO = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン"
_IROHA = "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセス"
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Level:
    form: str
    text: str
    start: int
    symbol: bool


@dataclass
class Numbering:
    """Counts the lists of a document while it is read in order."""

    _levels: Mapping[str, Mapping[int, _Level]]
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)
    _shared: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, root: _Element | None) -> "Numbering":
        """From the numbering part of a document, None where it has none."""
        if root is None:
            return cls({})
        abstract = {one.get(f"{W}abstractNumId"): one for one in root.iter(f"{W}abstractNum")}
        levels, shared = {}, {}
        for number in root.iter(f"{W}num"):
            name = str(number.get(f"{W}numId"))
            base = _value(number, "abstractNumId")
            found = {level: read for one in _levels_of(abstract.get(base)) for level, read in [_level(one)]}
            changed = False
            for override in number.iter(f"{W}lvlOverride"):
                at = int(override.get(f"{W}ilvl", "0"))
                own = override.find(f"{W}lvl")
                start = _value(override, "startOverride")
                changed = changed or own is not None or bool(start)
                if own is not None:
                    found[at] = _level(own)[1]
                elif start and at in found:
                    found[at] = _Level(found[at].form, found[at].text, int(start), found[at].symbol)
            levels[name] = found
            # Lists of one definition count on together, unless a list begins anew.
            shared[name] = f"num {name}" if changed else f"abstract {base}"
        return cls(levels, {}, shared)

    def mark(self, number: str, depth: int) -> str:
        """The mark of the next paragraph of a list, with the space behind it; empty where it shows none."""
        levels = self._levels.get(number, {})
        level = levels.get(depth)
        if level is None or level.form == "none":
            return ""
        counts = self._counts.setdefault(self._shared[number], {})
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [one for one in counts if one > depth]:
            del counts[deeper]
        if level.form == "bullet":
            return _bullet(level)
        text = level.text
        for at, other in levels.items():
            text = text.replace(f"%{at + 1}", numeral(counts.get(at, other.start), other.form))
        return f"{text} " if text.strip() else ""


def _levels_of(abstract: _Element | None) -> list[_Element]:
    return [] if abstract is None else list(abstract.iter(f"{W}lvl"))


def _level(element: _Element) -> tuple[int, _Level]:
    start = _value(element, "start")
    fonts = element.find(f"{W}rPr/{W}rFonts")
    font = "" if fonts is None else str(fonts.get(f"{W}ascii") or fonts.get(f"{W}hAnsi") or "")
    symbol = font in ("Symbol", "Wingdings", "Wingdings 2", "Wingdings 3", "Webdings")
    level = _Level(
        _value(element, "numFmt") or "decimal",
        _value(element, "lvlText"),
        int(start) if start.isdigit() else 1,
        symbol,
    )
    return int(element.get(f"{W}ilvl", "0")), level


def _value(element: _Element, name: str) -> str:
    child = element.find(f"{W}{name}")
    return "" if child is None else str(child.get(f"{W}val", ""))


def _bullet(level: _Level) -> str:
    text = level.text.strip()
    if not text:
        return ""
    if level.symbol:
        # A letter of a symbol font, or its place in the private use area: 0xF06C is the letter l.
        letter = chr(ord(text[0]) - 0xF000) if 0xF000 <= ord(text[0]) <= 0xF0FF else text[0]
        return _SYMBOLS.get(letter, _BULLET)
    # Latin letters as bullets (o) are no mark that a reader of text would know.
    return _BULLET if text.isascii() and text.isalnum() or 0xE000 <= ord(text[0]) <= 0xF8FF else text


def numeral(number: int, form: str) -> str:
    """A number in one of Word's list forms; a form that is not known counts in digits."""
    if form == "decimalZero":
        return f"{number:02}"
    if form in ("decimalFullWidth", "decimalFullWidth2"):
        return str(number).translate({ord("0") + n: "０１２３４５６７８９"[n] for n in range(10)})
    if form in ("decimalEnclosedCircle", "decimalEnclosedCircleChinese"):
        return chr(0x2460 + number - 1) if 1 <= number <= 20 else f"({number})"
    if form in ("aiueo", "aiueoFullWidth", "iroha", "irohaFullWidth"):
        letters = _AIUEO if form.startswith("aiueo") else _IROHA
        return letters[(number - 1) % len(letters)]
    if form in ("upperLetter", "lowerLetter"):
        letter = chr(ord("A") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter if form == "upperLetter" else letter.lower()
    if form in ("upperRoman", "lowerRoman"):
        return _roman(number).upper() if form == "upperRoman" else _roman(number)
    if form.startswith(("ideographDigital", "japaneseCounting", "chineseCounting", "japaneseDigital")):
        return _kanji(number)
    return str(number)


def _roman(number: int) -> str:
    out = ""
    for value, letters in _ROMAN:
        out += letters * (number // value)
        number %= value
    return out


def _kanji(number: int) -> str:
    if not 1 <= number <= 99:
        return str(number)
    tens, ones = divmod(number, 10)
    return ("" if tens == 0 else "十" if tens == 1 else _KANJI[tens] + "十") + (_KANJI[ones] if ones else "")
