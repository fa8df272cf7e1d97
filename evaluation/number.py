"""Numbers in plain text, read exactly: 27兆9千億円, 2.79 million, ▲2,805人, 55.8%."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

_TEN, _HUNDRED, _THOUSAND = Decimal(10), Decimal(100), Decimal(1000)
_SIZES: Mapping[str, Decimal] = {
    "兆": Decimal(10**12), "億": Decimal(10**8), "万": Decimal(10**4), "千": _THOUSAND, "百": _HUNDRED, "十": _TEN,
    "trillion": Decimal(10**12), "billion": Decimal(10**9), "million": Decimal(10**6), "thousand": _THOUSAND,
}  # fmt: skip
_SIZE = r"(?:[十百千]?[兆億万]|千(?!歳)|百(?!分)| (?:thousand|million|billion|trillion)\b)"
_TERM = re.compile(rf"(?P<digits>\d+(?:\.\d+)?)(?P<size>{_SIZE})?")
_START = re.compile(r"(?<![\d.a-z])(?<![a-z]-)\d")  # not inside u25, covid-19
_UNIT = re.compile(r"%| ?ポイント|[一-龠々〆ァ-ヶー]+(?:/[一-龠]+)?|つ| ?[a-z]+")
_NEGATIVE = re.compile(r"(?:[▲△]|マイナス|minus |negative ) ?$")
PERCENT_UNITS = ("%", "ポイント", "points", "point", "percentage", "pt", "pts")


@dataclass(frozen=True, slots=True)
class Number:
    """A number where it stands in a text: `digits` as printed before the size word, `scale` as that word says.

    It ends at `end`, with its unit at `stop`.
    """

    digits: Decimal
    scale: Decimal
    unit: str
    start: int
    end: int
    stop: int
    negative: bool = False

    @property
    def value(self) -> Decimal:
        """Digits times scale, without sign: text writes a decrease as ▲2,805 or as 2,805 fewer."""
        return self.digits * self.scale

    @property
    def bare(self) -> bool:
        """Neither a size word nor a unit follows."""
        return self.scale == 1 and not self.unit

    @property
    def percent(self) -> bool:
        """A percentage, or a difference of percentages."""
        return self.unit in PERCENT_UNITS

    @property
    def places(self) -> int:
        """Decimal places printed."""
        return max(0, -int(self.digits.as_tuple().exponent))


def numbers(text: str) -> Iterator[Number]:
    """Every number of plain text, in order; digits inside a word such as u25 are none."""
    position = 0
    while match := _START.search(text, position):
        number = _read(text, match.start())
        yield number
        position = number.end


def _read(text: str, start: int) -> Number:
    """The number at `start`; terms of falling size (27兆 9千億, 62万 3千) are one number."""
    digits, scale, end = _term(text, start)
    last = scale
    while last > 1 and end < len(text) and text[end].isdecimal():
        more, smaller, stop = _term(text, end)
        if more * smaller >= last or smaller >= last:
            break
        digits, scale, last, end = digits * scale + more * smaller, Decimal(1), smaller, stop
    unit = _UNIT.match(text, end)
    negative = _NEGATIVE.search(text, 0, start) is not None
    return Number(digits, scale, unit[0].strip() if unit else "", start, end, unit.end() if unit else end, negative)


def _term(text: str, start: int) -> tuple[Decimal, Decimal, int]:
    match = _TERM.match(text, start)
    assert match is not None, "a number starts with a digit"
    scale = Decimal(1)
    size = (match["size"] or "").strip()
    for word in [size] if size in _SIZES else size:
        scale *= _SIZES[word]
    return Decimal(match["digits"]), scale, match.end()
