"""What a number in running text is of: its label, the clause that says what was done, or the measure that changed."""

import re
from collections.abc import Sequence

from index.facts.clause import trimmed
from index.facts.statement import Statement, Unplaced
from index.quantity import Quantity

# Labels of such words alone (交付実績, 参加者数) say what kind of number it is, and not of what.
_GENERIC = re.compile(
    "(?:新規|継続|交付|実績|決算|予算|補助|助成|支援|参加|来場|利用|開催|実施|相談|申請|採択|入場|受講|採用|登録|対象|見込"
    "|計画|予定|合計|累計|うち|全体|企業|団体|市町村|学校|学生|児童|生徒|延べ|のべ|年間|平均|総|額|数|件|人|者|回|率|計|度"
    "|量|[ 　(（)）])+"
)
_SHORT = 4

# Units that are nouns themselves read on where their number is left away; counters (名, 件) are left away with it.
_BARE_COUNTER = frozenset("名 人 件 回 社 校 戸 台 頭 個 か所 カ所 ヶ所 ヵ所 ケ所 箇所 つ 本 組 枚 点 冊".split())
_NOUN_UNIT = re.compile(r"[一-鿿]{2,}")
_BOUND = re.compile(r"(?:延べ|のべ|約|およそ|概ね|計|合計)$")
_ELIDED = "…"
_PARTICLES = re.compile(r"を\|[にでがはもへ]")  # two particles that only the number parted: 窓口を3か所に設けた

_CHANGED = re.compile(
    r"(?:^|(?<=[、，。]))(?P<name>[^、，。]*[一-鿿]数)が(?:[^、，。が]{0,8}に)?(?P<how>[増伸上拡減低改])"
    r"[^、，。が]{0,3}?(?:するなど|るなど|し|した|しており|ており|$)(?:[、，。]|$)"
)
_RISES, _FALLS = "増伸上拡", "減低"
_PEOPLE = re.compile(r"(?:者|人|客|生|員|口)数$")


def label_name(activity: str, said: Statement) -> str:
    """The name of a number in a bracket: its own label where that stands for itself, else behind what was done."""
    alone = len(said.label) >= _SHORT and not _GENERIC.fullmatch(said.label) and not said.label.startswith("うち")
    words = [said.label, said.after] if alone else [activity, said.label, said.after]
    return " ".join(" ".join(words).split())


def measure_changed(activity: str, statements: Sequence[Statement | Unplaced]) -> str:
    """The measure that a clause says to have changed, where the numbers of its bracket are of its unit and changed so.

    Of `…により、相談件数が増えるなど、移住の機会が拡大【R4：10件 R5：12件】` the numbers are 相談件数. Else empty.
    """
    found = [*_CHANGED.finditer(activity)]
    numbers = [one.quantity for one in statements if isinstance(one, Statement) and one.quantity and not one.label]
    values = [number.value for number in numbers if number.value is not None]
    units = {number.unit for number in numbers}
    if len(found) != 1 or len(units) != 1 or not 2 <= len(values) == len(statements):
        return ""
    rises, falls = values == sorted(set(values)), values == sorted(set(values), reverse=True)
    how = found[0]["how"]
    proved = rises if how in _RISES else falls if how in _FALLS else rises or falls
    return found[0]["name"] if proved and _of_unit(found[0]["name"], units.pop()) else ""


def _of_unit(name: str, unit: str) -> bool:
    """Whether a measure's own name says that it is counted in a unit: 相談件数 in 件, 参加者数 in 人."""
    return bool(_PEOPLE.search(name)) if unit in ("人", "名") else name.endswith((f"{unit}数", f"{unit}の数"))


def name_around(text: str, clause: tuple[int, int], number: tuple[int, int], quantity: Quantity) -> str:
    """The clause that a number stands in, without the number: `研修団5名を派遣` is 研修団を派遣.

    Where the words left do not read on, … stands for the number.
    """
    begin, stop = clause
    before, behind = _BOUND.sub("", text[begin : number[0]]), text[number[1] : stop]
    inner = text[begin - 1 : begin] in tuple("】]］)）〕>＞〉》")
    if quantity.unit not in _BARE_COUNTER:
        unit = quantity.unit if _NOUN_UNIT.fullmatch(quantity.unit) else _ELIDED
        return trimmed(f"{before}{unit}{behind}", inner=inner)
    if re.search(r"(?:^|[、，。\s])$", before):
        return trimmed(before + re.sub("^[のがを]", "", behind), inner=inner)
    reads_on = re.search(r"[一-鿿ァ-ヺー々A-Za-z」』)）を]$", before) and not _PARTICLES.search(f"{before}|{behind}")
    return trimmed(before + ("" if reads_on else _ELIDED) + behind, inner=inner)
