"""Which of several units that a caption states a value has, by what its headers say is measured."""

import re
from collections.abc import Sequence

from index.text import clean

_BRACKETED = re.compile(r"[(（\[［〔【][^()（）\[\]［］〔〕【】]*[)）\]］〕】]")
_AGES = re.compile("年齢$")
_MONEY = re.compile(
    r"(?:額|費|金|収入|支出|所得|価格|価額|売上高?|残高|資産|負債|利益|損益)等?$|^(?:歳入|歳出|総収益|総費用)$"
)
_PEOPLE = re.compile("(?:人口|人員|人数|員数?|者数?|[童徒]数?|学生数?|[客民]数)$")
# 法人数 and 事業者数 count no people; 従業者数 does.
_NO_PEOPLE = re.compile("(?:法人|(?<![従就失創起農漁林])業者)数?$")
_EACH = re.compile("当たり|当り|あたり")
_MEASURES = {
    "ha": r"面積$",
    "㎡": r"面積$",
    "m2": r"面積$",
    "km2": r"面積$",
    "k㎡": r"面積$",
    "km": r"(?:延長|距離)$",
    "m": r"(?:延長|距離|高さ)$",
}


def sensed_unit(labels: Sequence[str], units: Sequence[str]) -> str:
    """The one of several units that the first telling header (innermost first) can have; empty where it is open.

    A header tells where it names what a unit counts: 事業所数 事業所, 平均年齢 歳, 従業者数 人, 販売額 百万円.
    """
    for label in labels:
        if _EACH.search(label):
            return ""
        bare = clean(_BRACKETED.sub("", label)).replace(" ", "")
        fitting = [unit for unit in units if _fits(clean(unit), bare)]
        if fitting:
            return fitting[0] if len(fitting) == 1 else ""
    return ""


def _fits(unit: str, label: str) -> bool:
    """Whether what a header names is counted in a unit."""
    if unit in ("歳", "才"):
        return _AGES.search(label) is not None
    if unit.endswith("円"):
        return _MONEY.search(label) is not None
    if re.fullmatch("[十百千万]*[人名]", unit):
        return _PEOPLE.search(label) is not None and _NO_PEOPLE.search(label) is None
    if unit in _MEASURES:
        return re.search(_MEASURES[unit], label) is not None
    counted = unit.lstrip("十百千万億")
    return bool(counted) and re.search(rf"{re.escape(counted)}総?数?$", label) is not None
