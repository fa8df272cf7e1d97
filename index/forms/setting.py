"""The targets that an indicator sheet sets: base, this year's and final value of each indicator, and their years.

The text prints them in any order. A number belongs where its label stands directly before it, and where the printed
rates and the final target of a yearly part allow it; what can stand in two places stands in neither.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations, pairwise

from index.forms.form import Token
from index.forms.printed_formula import PrintedFormula
from index.forms.yearly import Yearly, is_percent, number
from index.forms.yearly_column import Known, settle
from index.period import fold

FIELDS = ("base", "target", "final")
YEAR_FIELDS = {"base_year": "base", "year": "target", "final_year": "final"}
_MOST_STEPS = 20_000
_STEPS_OF_A_BASE = 40  # what trying one costs, in steps
_FIELD_OF = {name: n for n, name in enumerate(FIELDS)}
_YEAR_FIELD_OF = {label: _FIELD_OF[name] for label, name in YEAR_FIELDS.items()}
_ANY = (0, len(FIELDS) - 1)
_PAGE = re.compile("[0-9]{1,3}")

Fields = tuple[int, ...]
Slot = tuple[int, int]
"""The number of a yearly part and that of a field."""


@dataclass(frozen=True, slots=True)
class Group:
    """The values that one line prints, from left to right.

    `labelled` is the field whose label stands directly before each, `ranges` the first and the last field that each can
    be: not before the label on its left, and before the label on its right. A label on its left is not enough, for the
    label of the next field may be printed elsewhere.
    """

    tokens: tuple[Token, ...]
    labelled: tuple[int | None, ...]
    ranges: tuple[tuple[int, int], ...]

    @property
    def may_be_stray(self) -> bool:
        """Whether the line may be a page number."""
        return self.ranges == (_ANY,) and _PAGE.fullmatch(fold(self.tokens[0].text)) is not None

    def fields(self, *, by_label: bool) -> Iterator[Fields]:
        """The fields that the values can be: from left to right, none twice."""
        for choice in _rising(len(self.tokens)):
            if not by_label or all(low <= got <= high for (low, high), got in zip(self.ranges, choice, strict=True)):
                yield choice


@dataclass(frozen=True, slots=True)
class Settings:
    """Values by slot where they are certain; `unsure` are those left out; `part_of` says whose a group's values are."""

    values: Mapping[Slot, Token]
    unsure: tuple[Token, ...] = ()
    part_of: Mapping[Group, int] = field(default_factory=dict)


def groups_of(lines: Sequence[Sequence[Token]], kind: str) -> list[Group]:
    """The values of one kind (number or period) of each line that prints some, with what labels say of them."""
    names = _FIELD_OF if kind == "number" else _YEAR_FIELD_OF
    found = []
    for tokens in lines:
        values = [(n, token) for n, token in enumerate(tokens) if token.kind == kind]
        if values and len(values) <= len(FIELDS):
            labelled = tuple(names.get(tokens[n - 1].what) if n else None for n, _ in values)
            ranges = tuple(_range(tokens, n, names) for n, _ in values)
            found.append(Group(tuple(token for _, token in values), labelled, ranges))
    return found


def _range(tokens: Sequence[Token], at: int, names: Mapping[str, int]) -> tuple[int, int]:
    # A value that runs into the label behind it (10,709目標値) was printed out of its row.
    if any(two.what in names and one.kind == "number" and one.end == two.start for one, two in pairwise(tokens)):
        return _ANY
    left = [names[token.what] for token in tokens[:at] if token.what in names]
    right = [names[token.what] for token in tokens[at:] if token.what in names]
    return max(left, default=_ANY[0]), min(right, default=_ANY[1] + 1) - 1


def _rising(count: int) -> list[Fields]:
    return list(combinations(range(len(FIELDS)), count))


# --- values ----------------------------------------------------------------------------------------------------------


class Search:
    """Every way in which groups of values can be the settings of yearly parts, under what is known of them."""

    def __init__(
        self,
        groups: Sequence[Group],
        parts: Sequence[Yearly],
        formulas: Sequence[PrintedFormula],
        this_year: int | None,
        *,
        every_formula: bool,
    ) -> None:
        self._groups = list(groups)
        self._parts = parts
        self._steps = 0
        self._drops_sign = False
        self._this_year = this_year
        self._formulas = tuple(formulas)
        self._every_formula = every_formula
        self._plain = [settle(one, Known(None, one.final, self._formulas)) for one in parts]
        self._bases: dict[tuple[int, Token], bool | None] = {}
        self._found: list[tuple[int, dict[Slot, Token], dict[Group, int]]] = []

    def settings(self) -> Settings:
        """The values that every way has in the same place, of the ways that contradict least and prove most."""
        every = list(self._groups)
        for kept in ([every], [[one for one in every if one is not stray] for stray in every if stray.may_be_stray]):
            for by_label, contradictions, drops_sign in self._ways():
                self._found, self._steps, self._drops_sign = [], 0, drops_sign
                for self._groups in kept:
                    self._place(0, {}, {}, by_label=by_label, left=contradictions)
                if self._steps > _MOST_STEPS:
                    return _open(every)
                if self._found:
                    return self._agreed(every)
        return _open(every)

    def _ways(self) -> list[tuple[bool, int, bool]]:
        """Whether labels are heeded, how many contradictions are borne, and whether a yearly part may print without the
        per cent sign what is set with it; the likeliest first.

        Where each value stands behind a label, labels are right and a rate is misprinted; else they may be displaced.
        """
        orderly = all(None not in group.labelled for group in self._groups)
        ways = [(True, 0), (True, 1), (True, 2)] if orderly else [(True, 0), (False, 0), (True, 1)]
        signed = any(is_percent(token) for group in self._groups for token in group.tokens)
        unsigned = any(part.in_percent is False for part in self._parts)
        dropped = [(True, 0, True)] if signed and unsigned else []
        return [(*ways[0], False), *dropped, *((*way, False) for way in ways[1:])]

    def _place(
        self, at: int, values: dict[Slot, Token], part_of: dict[Group, int], *, by_label: bool, left: int
    ) -> None:
        self._steps += 1
        if self._steps > _MOST_STEPS:
            return
        if at == len(self._groups):
            if not self._borne_out(values):
                return
            proofs = sum(slot[1] == 0 and bool(self._holds(slot, token)) for slot, token in values.items())
            self._found.append((proofs, dict(values), dict(part_of)))
            return
        group = self._groups[at]
        for part in range(len(self._parts)):
            for fields in group.fields(by_label=by_label):
                slots = [(part, one) for one in fields]
                if any(slot in values for slot in slots) or not self._of_one_kind(part, group, values):
                    continue
                holds = [self._holds(slot, token) for slot, token in zip(slots, group.tokens, strict=True)]
                if holds.count(False) > left:
                    continue
                values.update(zip(slots, group.tokens, strict=True))
                part_of[group] = part
                self._place(at + 1, values, part_of, by_label=by_label, left=left - holds.count(False))
                for slot in slots:
                    del values[slot]

    def _borne_out(self, values: Mapping[Slot, Token]) -> bool:
        """Whether each yearly part said to lack the per cent sign bears out one of the values in % set for it."""
        lacking = {slot[0] for slot, token in values.items() if self._lacks_sign(slot[0], token)}
        return lacking <= {slot[0] for slot, token in values.items() if self._holds(slot, token)}

    @staticmethod
    def _of_one_kind(part: int, group: Group, values: Mapping[Slot, Token]) -> bool:
        """Whether the values of a yearly part are all printed with %, or none."""
        others = [token for slot, token in values.items() if slot[0] == part]
        return len({is_percent(token) for token in (*group.tokens, *others)}) == 1

    def _holds(self, slot: Slot, token: Token) -> bool | None:
        """Whether what the yearly part prints bears a value out; None where it says nothing of it."""
        part, value = self._parts[slot[0]], number(token)
        if part.in_percent not in (None, is_percent(token)) and not self._lacks_sign(slot[0], token):
            return False
        if slot[1] == 0:
            return self._base_holds(slot[0], token)
        printed = part.final if slot[1] == 2 else None
        if slot[1] == 1 and self._this_year is not None:
            printed = part.target_in(self._this_year)
        return None if printed is None else printed == value

    def _lacks_sign(self, part: int, token: Token) -> bool:
        """Whether a value is set in %, and the yearly part prints bare numbers that may be in % too."""
        return self._drops_sign and is_percent(token) and self._parts[part].in_percent is False

    def _base_holds(self, part: int, token: Token) -> bool | None:
        key = (part, token)
        if key not in self._bases:
            self._steps += _STEPS_OF_A_BASE
            if self._steps > _MOST_STEPS:
                return None
            yearly = self._parts[part]
            plain = self._plain[part]
            based = settle(yearly, Known(number(token), yearly.final, self._formulas))
            worse = based.contradictions > plain.contradictions
            # A base that no printed formula bears out is only wrong where every indicator's formula is printed.
            refuted = worse and self._every_formula
            self._bases[key] = False if refuted else (True if not worse and based.rates > plain.rates else None)
        return self._bases[key]

    def _agreed(self, groups: Sequence[Group]) -> Settings:
        most = max(proofs for proofs, _, _ in self._found)
        best = [(values, part_of) for proofs, values, part_of in self._found if proofs == most]
        first, whose = best[0]
        values = {
            slot: token
            for slot, token in first.items()
            if all(_said(other.get(slot)) == _said(token) for other, _ in best[1:])
        }
        tokens = [token for group in groups for token in group.tokens]
        unsure = tuple(token for token in tokens if token not in values.values())
        part_of = {
            group: part for group, part in whose.items() if all(other.get(group) == part for _, other in best[1:])
        }
        return Settings(values, unsure, part_of)


def _open(groups: Sequence[Group]) -> Settings:
    return Settings({}, tuple(token for group in groups for token in group.tokens))


def _said(token: Token | None) -> str:
    return fold(token.text) if token is not None else ""


# --- years -----------------------------------------------------------------------------------------------------------


def settle_years(groups: Sequence[Group], count: int, this_year: int | None) -> dict[int, Token | None]:
    """The year of each field that `count` indicators share, where it is certain; None where none is printed.

    Which of the indicators a year is printed for need not be known where all are printed the same.
    """
    found = _YearSearch(groups, count, this_year).ways()
    settled: dict[int, Token | None] = {}
    for one in range(len(FIELDS)) if found else ():
        tokens = [token for way in found for token in way[one]]
        if not tokens:
            settled[one] = None
        elif all(len(way[one]) == count for way in found) and len({fold(token.text) for token in tokens}) == 1:
            settled[one] = tokens[0]
    return settled


_YearWay = dict[int, list[Token]]


class _YearSearch:
    """Every way in which groups of years can be the years of so many indicators."""

    def __init__(self, groups: Sequence[Group], count: int, this_year: int | None) -> None:
        self._groups = groups
        self._count = count
        self._this_year = this_year
        self._steps = 0
        self._found: list[_YearWay] = []

    def ways(self) -> list[_YearWay]:
        """The ways, none where there are too many to try."""
        self._place(0, {one: [] for one in range(len(FIELDS))})
        return self._found if self._steps <= _MOST_STEPS else []

    def _place(self, at: int, years: _YearWay) -> None:
        self._steps += 1
        if self._steps > _MOST_STEPS:
            return
        if at == len(self._groups):
            if self._count > 1 or _in_order(years):
                self._found.append({one: list(tokens) for one, tokens in years.items()})
            return
        group = self._groups[at]
        for fields in group.fields(by_label=True):
            placed = list(zip(fields, group.tokens, strict=True))
            if any(len(years[one]) >= self._count for one in fields) or self._is_of_another_year(placed):
                continue
            for one, token in placed:
                years[one].append(token)
            self._place(at + 1, years)
            for one, _ in placed:
                years[one].pop()

    def _is_of_another_year(self, placed: Sequence[tuple[int, Token]]) -> bool:
        return any(one == 1 and self._this_year not in (None, year_of(token)) for one, token in placed)


def _in_order(years: Mapping[int, Sequence[Token]]) -> bool:
    """Whether base, this and final year follow one another."""
    numbers = [year for one in range(3) for token in years[one][:1] if (year := year_of(token)) is not None]
    return numbers == sorted(numbers)


def year_of(token: Token) -> int | None:
    """The western year of a token."""
    return token.period.year if token.period is not None else None


def this_year_of(groups: Sequence[Group]) -> int | None:
    """The year whose targets a sheet sets: that of every value between the labels 年度 and 最終年度."""
    years = {
        year_of(token)
        for group in groups
        for token, fields in zip(group.tokens, group.ranges, strict=True)
        if fields == (1, 1)
    }
    return years.pop() if len(years) == 1 else None
