"""Labels beside figures: a figure of one label must not stand directly under another."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from evaluation.question import Group
from evaluation.spelling import pattern_of, plain, plain_lines

Kind = Literal["role", "year", "words"]

_ROLES: Mapping[str, str] = {
    "baseline": "基準値?|(?:戦略)?策定(?:時|期)(?:の(?:値|数値))?|baseline|base value",
    "actual": "実績値?|現状値?|直近値?|最新値?|actual|current(?: value| figure)?|latest(?: value| figure)?",
    "target": "目標値?|target|goal",
    "progress": "進捗率|progress(?: rate)?",
    "achievement": "達成率|achievement rate",
}
_ANY_ROLE = f"(?:{'|'.join(_ROLES.values())})"
_ANY_YEAR = (
    r"(?:(?:fy|fiscal(?: year)?|年度)? ?(?:19|20)\d\d(?!\d)|[hr]\d{1,2}(?!\d)"
    r"|(?:平成|令和)(?:\d{1,2}|元)(?!\d)|(?:heisei|reiwa) ?\d{1,2}(?!\d))"
)
_ANY: Mapping[Kind, str] = {"role": _ANY_ROLE, "year": _ANY_YEAR, "words": ""}

# What may stand between a label and the figure directly after it: "目標（H31）は約279万人", "target of 5 million".
_PARTICLES: Mapping[Kind, str] = {"role": "は", "year": "で|に|の", "words": "で|に|の"}
_LINK = (
    r"(?: ?\([^()]*\))* ?(?:(?:は約?|が|では|には|{particles}|[:=→]|of|is|was|at|to|stood at|,|、)? ?)"
    "(?:約|およそ|about |¥)?"
)
# A label that closes a list of labels ("実績／目標：279／500") says nothing of the figure after it.
_LISTED = r"(?:\([^()]*\))?(?:年度?|値)? ?(?:[/・、,と→>~&-]|から|vs\.?|and|及び|および|又は|または) ?$"
_TOWARDS = re.compile("(?:対|(?:towards?|against|to|of|with|versus|vs\\.?) (?:the |its |a )?)$")
_FORMULA = re.compile(r"[^\d。、()]{0,5}(?:\([^()]*\))? ?[÷/×+*=>→-]")
_QUALIFIERS = "・、,/= 年度実績値時点現在見込額推定末fy"  # beside the label in brackets these change nothing


@dataclass(frozen=True)
class Label:
    """A label in all its spellings, and the figures that belong to it."""

    name: str
    kind: Kind
    pattern: str
    figures: Group

    def rivals(self, other: "Label") -> bool:
        """Whether a figure of `other` under this label is wrong. A baseline may be called actual."""
        same = (self.name, other.name)
        return self.kind == other.kind and self.name != other.name and same != ("actual", "baseline")

    def before(self, figure: str) -> re.Pattern[str]:
        """This label set directly before `figure`."""
        link = _LINK.format(particles=_PARTICLES[self.kind])
        return re.compile(f"{self.pattern}{link}(?:{figure})")

    def claims(self, after: str) -> bool:
        """Whether this label follows a figure as its own: "実績は500万人の目標に対し"."""
        return re.match(rf"[^\d。、,;()|]{{0,4}}(?:の|という|との|\() ?{self.pattern}", after) is not None

    def after(self, figure: str) -> re.Pattern[str]:
        """This label in brackets directly after `figure`."""
        return re.compile(rf"(?:{figure})[^\d。、()]{{0,4}}\((?:{self.pattern})(?P<rest>[^()]*)\)")


def label_of(name: str, figures: Group) -> Label:
    """A role, an era year such as H29, or free words divided by `|`."""
    if name in _ROLES:
        return Label(name, "role", f"(?:{_ROLES[name]})", figures)
    era = re.fullmatch(r"([HR])(\d+)", name)
    if era:
        return Label(name, "year", _year_pattern(era[1], int(era[2])), figures)
    return Label(name, "words", "(?:" + "|".join(re.escape(plain(words)) for words in name.split("|")) + ")", figures)


def _year_pattern(era: str, number: int) -> str:
    year = number + (1988 if era == "H" else 2018)
    names = [str(year)]
    if era == "H" or year <= 2019:
        names += _era_spellings("h", "平成", "heisei", year - 1988)
    if year >= 2019:
        names += _era_spellings("r", "令和", "reiwa", year - 2018)
    if year == 2019:
        names.append("令和元")
    western = r"(?<![a-z\d.])(?:fy ?|fiscal (?:year )?)?"
    return f"(?:{western}(?:{'|'.join(names)})(?!\\d)(?:年度?)?(?:の?実績|時点|末|分)?)"


def _era_spellings(letter: str, kanji: str, english: str, number: int) -> list[str]:
    return [f"{letter}{number}", f"{kanji}{number}", f"{english} {number}"]


def mislabelled(belongs: tuple[tuple[str, Group], ...], answer: str) -> list[str]:
    """The places of `answer` where a figure stands directly under a label that it does not belong to."""
    if not belongs:
        return []
    text = plain_lines(answer)
    labels = [label_of(name, figures) for name, figures in belongs]
    pairs = [(label, other) for label in labels for other in labels if label.rivals(other)]
    return [place for label, other in pairs for place in _places(label, other, text)]


def _places(label: Label, other: Label, text: str) -> Iterator[str]:
    """Where `label` claims a figure of `other`."""
    own = {pattern_of(figure) for figure in label.figures}
    for figure in other.figures:
        pattern = pattern_of(figure)
        if pattern in own:
            continue
        for match in label.before(pattern).finditer(text):
            if not _excused(match, figure, label, other):
                yield match[0]
        for match in label.after(pattern).finditer(text):
            if not _qualified(match["rest"], label.kind):
                yield match[0]


def _excused(match: re.Match[str], figure: str, label: Label, other: Label) -> bool:
    """Whether the label before a figure is not its label after all."""
    before = match.string[: match.start()]
    after = re.sub("^m3", "", match.string[match.end() :])
    return bool(
        re.search(_ANY[label.kind] + _LISTED, before)
        or (":" in match[0] and _TOWARDS.search(before))  # "progress towards the target: 55.8%"
        or _FORMULA.match(after)
        or (match[0].startswith("progress") and (not figure.endswith("%") or after.startswith(" of")))
        or other.claims(after)
    )


def _qualified(rest: str, kind: Kind) -> bool:
    """Whether more than a qualifier stands beside the label in brackets, so that the label may be another's."""
    return bool(re.sub(_ANY_YEAR if kind == "year" else "値", "", rest).strip(_QUALIFIERS))
