"""Scales: which rates earn which grade, in signs or in words, as tables and sentences of a report print them."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from index.block import Block
from index.checks.legend import Band, Legend, plain_grade
from index.markup import comparable

_BOUNDS = r"(?:\d{1,3}(?:\.\d+)?%(?:以上|未満)[~～、,]?){1,2}"
_LIMIT = re.compile(r"(?P<number>\d{1,3}(?:\.\d+)?)%(?P<word>以上|未満)")
_SIGN = r"[A-ES◎○◯〇●△▲▼▽×✕☆★]"
_WORD = r"[一-鿿ぁ-んァ-ヺー]{1,10}?"
_RATE = r"(?:(?:達成|進捗|実績)[率度](?:が|は)?)?"
# 「順調」：80%以上, and A 80%以上
_BEFORE = re.compile(
    rf"(?:(?<![A-Za-z])(?P<sign>{_SIGN})[」』]?[:：(（=＝]{{0,2}}|[「『]?(?P<word>{_WORD})[」』]?[:：(（=＝]){_RATE}(?P<bounds>{_BOUNDS})"
)
# 80%以上を「順調」、60%以上80%未満のものを△
_BEHIND = re.compile(
    rf"(?P<bounds>{_BOUNDS})(?:のもの|の場合|のとき|であるもの)?[はを、]?[「『]?(?P<label>{_SIGN}(?![A-Za-z])|(?<=[「『]){_WORD}(?=[」』]))"
)
_FEWEST = 3

_Pair = tuple[str, str]


def read_scales(blocks: Sequence[Block]) -> list[Legend]:
    """Every scale of three grades or more without a gap that a report's tables and sentences print."""
    scales = []
    for block in blocks:
        if block.kind == "table":
            ways = [list(_rows(block))]
        else:
            text = comparable(block.text)
            ways = [list(_before(text)), list(_behind(text))]
        for pairs in ways:
            bands = _bands(pairs)
            if bands:
                scales.append(Legend(block.line_start, bands, tuple(band.grade for band in bands)))
                break
    return scales


def scale_for(scales: Sequence[Legend], grade: str, line: int) -> Legend | None:
    """The scale that a grade printed at a line is of: of those that know it the last one above, or the only one."""
    known = [scale for scale in scales if plain_grade(grade) in scale.letters]
    above = [scale for scale in known if scale.line <= line]
    if above:
        return max(above, key=lambda scale: scale.line)
    return known[0] if len(known) == 1 else None


def _rows(table: Block) -> Iterator[_Pair]:
    for row in table.rows:
        said = [comparable(cell.text) for cell in row if cell.text]
        if len(said) == 2 and re.fullmatch(_RATE + _BOUNDS, said[1]):
            yield said[0], said[1]


def _before(text: str) -> Iterator[_Pair]:
    for match in _BEFORE.finditer(text):
        yield match["sign"] or match["word"], match["bounds"]


def _behind(text: str) -> Iterator[_Pair]:
    for match in _BEHIND.finditer(text):
        yield match["label"], match["bounds"]


def _bands(pairs: Sequence[_Pair]) -> tuple[Band, ...]:
    """The bands of pairs in falling or rising order, nothing where they leave a gap or name a grade twice."""
    bands = [_band(plain_grade(label), bounds) for label, bounds in pairs]
    if len(bands) < _FEWEST or len({band.grade for band in bands}) < len(bands):
        return ()
    for ordered in (bands, bands[::-1]):
        whole = _without_gaps(ordered)
        if whole:
            return whole
    return ()


def _band(grade: str, bounds: str) -> Band:
    limits = {match["word"]: Decimal(match["number"]) for match in _LIMIT.finditer(bounds)}
    return Band(grade, limits.get("以上"), limits.get("未満"))


def _without_gaps(bands: Sequence[Band]) -> tuple[Band, ...]:
    out: list[Band] = []
    for band in bands:
        above = out[-1].low if out else None
        if out and (above is None or band.high not in (None, above) or (band.low is not None and band.low >= above)):
            return ()
        out.append(Band(band.grade, band.low, above if out else band.high))
    ends = out[0].low is not None and out[0].high is None and out[-1].low is None
    return tuple(out) if ends else ()
