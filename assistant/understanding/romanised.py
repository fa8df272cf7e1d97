"""Reports named by their publisher in Latin letters: Isonari Prefecture is 磯鳴県."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from index.report import Report
from index.romaji import may_be_read, one_spelling, romaji
from index.text import clean
from index.tokens import readings

_KINDS = {
    "prefecture": "県府都道", "pref": "県府都道", "ken": "県", "city": "市", "shi": "市", "town": "町",
    "cho": "町", "machi": "町", "village": "村", "mura": "村", "son": "村", "ward": "区",
    "ku": "区", "county": "郡", "district": "郡区町",
}  # fmt: skip
_KIND = "|".join(_KINDS)
_NAMED = re.compile(
    rf"(?:\b(?P<of>{_KIND}) of )?(?<![A-Za-z])(?P<name>[A-Z](?:[a-zāīūēōâîûêô]|['’](?!s\b)){{2,}}(?:-[a-z]{{2,}})?)"
    rf"(?:[- ](?P<kind>{_KIND})\b)?(?:\s?[(（][^()（）A-Za-z]{{2,}}[)）])?(?:['’]s)?",
    re.IGNORECASE,
)
_PRINTED = re.compile(r"(?P<name>[一-龠々ヶケノ之ぁ-んァ-ヴー]{1,6}?)(?P<kind>[都道府県市町村区郡])(?![一-龠])")
# 第2次橘川県観光振興計画
_ORDINAL = re.compile(r"^(?:第\s*\d+\s*[次期]|(?:令和|平成)[\d元]+年度?)\s*")
_SHORTEST = 4


@dataclass(frozen=True, slots=True)
class _Publisher:
    report: str
    kind: str
    pattern: re.Pattern[str]
    sounds: frozenset[str]

    def is_called(self, name: str, kind: str) -> bool:
        if kind and self.kind and self.kind not in _KINDS[kind]:
            return False
        spellings = (name.lower(), one_spelling(name))
        return any(said in self.sounds or self.pattern.fullmatch(said) for said in spellings)


class Publishers:
    """The publishers of the reports of one index, as they are written in Latin letters."""

    def __init__(self, reports: Sequence[Report]) -> None:
        self._publishers = [publisher for report in reports for publisher in _publishers(report)]

    def named_in(self, text: str) -> tuple[tuple[str, ...], list[tuple[int, int]]]:
        """The ids of the reports whose publisher an English question names, and the spans that name it."""
        ids: list[str] = []
        spans: list[tuple[int, int]] = []
        for match in _NAMED.finditer(text):
            kind = (match["kind"] or match["of"] or "").lower()
            # A name is written with a capital, or is called a town.
            if len(match["name"]) < _SHORTEST or not (kind or match["name"][0].isupper()):
                continue
            found = [one.report for one in self._publishers if one.is_called(match["name"], kind)]
            if found:
                ids += found
                spans.append(match.span())
        return tuple(dict.fromkeys(ids)), spans


def _publishers(report: Report) -> Iterator[_Publisher]:
    for name, kind in dict.fromkeys(_printed((report.publisher, report.title))):
        yield _Publisher(report.id, kind, may_be_read(name), _sounds(name, kind))
    for word in re.split(r"[^A-Za-z]+", report.id):
        # Files are named after whose they are.
        if len(word) >= _SHORTEST:
            yield _Publisher(report.id, "", re.compile(re.escape(one_spelling(word))), frozenset())


# How 県, 市, 町 and the others sound behind a name.
_KIND_SOUND = re.compile(r"(?:ken|fu|to|do|shi|ichi|machi|cho|mura|son|ku|gun)$")


def _sounds(name: str, kind: str) -> frozenset[str]:
    """How the name sounds alone and before its kind: 朱鷺野 is told only from 朱鷺野県."""
    with_kind = _KIND_SOUND.sub("", one_spelling(romaji(readings(name + kind))))
    return frozenset({one_spelling(romaji(readings(name))), with_kind} - {""})


def _printed(texts: Iterable[str]) -> Iterator[tuple[str, str]]:
    for text in texts:
        match = _PRINTED.match(_ORDINAL.sub("", clean(text)))
        if match:
            yield match["name"], match["kind"]
