"""A number that a question asserts, held against the piece of running text that speaks of the same thing."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from assistant.judging.verdict import Finding, Verdict, base_of, close_to, nouns
from assistant.quoting.excerpt import Excerpt
from assistant.understanding.premise import Premise, Said
from assistant.understanding.term import blanked
from index.period import find_periods
from index.quantity import Quantity, find_quantities

# What speaks of the thing itself meets this share of the question, what prints another of the numbers said, less;
# what may speak of it as well, this.
_OWN, _SHARED, _ASIDE = 0.8, 0.6, 0.5
_PIECES = re.compile(r"[・、。，\s（）()※○◎◯◇]+")


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of the text between its marks, with the years and the numbers that it prints."""

    text: str
    years: frozenset[int]
    quantities: tuple[Quantity, ...]


def judge_in_text(premise: Premise, excerpts: Sequence[Excerpt]) -> tuple[Verdict, Excerpt] | None:
    """What the best excerpt says of the numbers asserted; None where it says nothing of one of them.

    A number that another excerpt prints may be said of that, and is not denied.
    """
    best = next(iter(excerpts), None)
    if best is None or best.coverage < _SHARED:
        return None
    pieces = _pieces(best.text)
    aside = [
        piece for one in excerpts if one.coverage >= _ASIDE and one.text != best.text for piece in _pieces(one.text)
    ]
    findings = [_finding(said, premise.claim, pieces, aside) for said in premise.values]
    if premise.trend and not premise.values:
        findings = [_course(premise, pieces)]
    found = tuple(finding for finding in findings if finding is not None)
    if best.coverage < _OWN and not any(finding.right for finding in found):
        return None
    if not found or (len(found) < len(findings) and all(finding.right for finding in found)):
        return None
    return Verdict(found), best


# A line that the page's width breaks within a word goes on.
_BROKEN = re.compile(r"(?<=[一-龠ぁ-んァ-ヶ])\s(?=[一-龠ぁ-んァ-ヶ])")


def _pieces(text: str) -> list[_Piece]:
    return [_piece(part) for part in _PIECES.split(_BROKEN.sub("", text)) if part]


def _piece(text: str) -> _Piece:
    dated = find_periods(text)
    years = frozenset(period.year for _, _, period in dated if period.year is not None)
    found = find_quantities(blanked(text, [(start, end) for start, end, _ in dated]))
    return _Piece(text, years, tuple(one for one in found if one.value is not None))


def _finding(said: Said, claim: str, pieces: Sequence[_Piece], aside: Sequence[_Piece]) -> Finding | None:
    counting = [piece for piece in pieces if any(_same_unit(said, one) for one in piece.quantities)]
    if said.relation != "=" or not said.quantity.unit or not counting:
        return None
    holding = [piece for piece in counting if _prints(said, piece)]
    if holding:
        return _of_which(said, claim, holding, [piece for piece in counting if piece not in holding])
    if any(_prints(said, piece) for piece in aside):
        return None
    return _otherwise(said, _of_year(said, counting))


def _of_which(said: Said, claim: str, holding: Sequence[_Piece], others: Sequence[_Piece]) -> Finding | None:
    """A number that the text prints: of the thing or year that the question says, or of another one."""
    wanted = {period.year for period in said.years}
    if wanted and any(piece.years for piece in holding) and not any(piece.years & wanted for piece in holding):
        dated = [piece for piece in others if piece.years & wanted]
        return _unlike(said, holding[0], dated[0]) if dated else None
    own = nouns(piece.text for piece in holding)
    named = [piece for piece in others if any(noun in claim for noun in nouns([piece.text]) - own)]
    if named and not any(noun in claim for noun in own - nouns(piece.text for piece in others)):
        return _unlike(said, holding[0], named[0])
    return None if named else Finding("value", True, said.text)


def _unlike(said: Said, own: _Piece, other: _Piece) -> Finding:
    return Finding("remark", False, said.text, stated=f"{own.text}」「{other.text}")


def _of_year(said: Said, pieces: Sequence[_Piece]) -> list[_Piece]:
    """The pieces of the year that is said; all where none prints one."""
    wanted = {period.year for period in said.years}
    if not wanted or not any(piece.years for piece in pieces):
        return list(pieces)
    return [piece for piece in pieces if piece.years & wanted]


def _otherwise(said: Said, pieces: Sequence[_Piece]) -> Finding | None:
    """The one number that the text prints in place of the one said; the sum of those printed is not denied."""
    printed = [one for piece in pieces for one in piece.quantities if _same_unit(said, one)]
    values = {base_of(one.value or Decimal(0), one.unit)[0] for one in printed}
    if not printed or sum(values) == base_of(said.quantity.value or Decimal(0), said.quantity.unit)[0]:
        return None
    return Finding("told", False, said.text, stated=printed[0].text.strip()) if len(values) == 1 else None


def _course(premise: Premise, pieces: Sequence[_Piece]) -> Finding | None:
    """Whether a number printed year by year went the way that is said: between the years named, to the one, or all."""
    steps = [piece for piece in pieces if len(piece.years) == 1 and len(piece.quantities) == 1]
    by_year = {year: piece for piece in reversed(steps) for year in piece.years}
    if len(by_year) != len(steps) or len({one.unit for piece in steps for one in piece.quantities}) != 1:
        return None
    ends = _ends(sorted({period.year or 0 for period in premise.years}), sorted(by_year))
    if ends is None:
        return None
    before, after = by_year[ends[0]], by_year[ends[1]]
    change = (after.quantities[0].value or 0) - (before.quantities[0].value or 0)
    said = _WAYS[premise.trend > 0, premise.rest.language]
    right = change * premise.trend > 0
    return Finding("remark", right, said, stated=f"{before.text}」「{after.text}")


def _ends(named: Sequence[int], years: Sequence[int]) -> tuple[int, int] | None:
    """The years that a course is said to run between: those named, the one named and that before it, else all."""
    if not set(named) <= set(years) or len(years) < 2:
        return None
    if len(named) != 1:
        return (named[0], named[-1]) if named else (years[0], years[-1])
    at = years.index(named[0])
    return (years[at - 1], named[0]) if at else None


_WAYS = {(True, "ja"): "増加", (False, "ja"): "減少", (True, "en"): "a rise", (False, "en"): "a fall"}


def _same_unit(said: Said, quantity: Quantity) -> bool:
    own = base_of(Decimal(0), said.quantity.unit)[1]
    return bool(own) and own == base_of(Decimal(0), quantity.unit)[1]


def _prints(said: Said, piece: _Piece) -> bool:
    return any(_same_unit(said, one) and _equal(said, one.value or Decimal(0), one.unit) for one in piece.quantities)


def _equal(said: Said, printed: Decimal, unit: str) -> bool:
    value, _ = base_of(said.quantity.value or Decimal(0), said.quantity.unit)
    return base_of(printed, unit)[0] == value or close_to(said, printed, unit)
