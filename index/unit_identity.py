"""Units compared: which two printings mean the same unit, and which units are counted one by one."""

import re
from decimal import Decimal

from index.markup import comparable

_SAME = {
    "名": "人",
    "か所": "箇所",
    "ヶ所": "箇所",
    "カ所": "箇所",
    "ヵ所": "箇所",
    "ケ所": "箇所",
    "ヶ月": "か月",
    "カ月": "か月",
    "ヵ月": "か月",
    "パーセント": "%",
    "世帯数": "世帯",
}
# Measured, not counted: what is printed may have been rounded.
_MEASURED = re.compile(r"^(?:[A-Za-zμ%‰℃°㌀-㏿]|円|点|倍|割|日|時間|分|秒|年|歳|才|ポイント|泊)|[²³]")
_SIZED = re.compile(r"^[兆億万千百十]")


def same_unit(one: str, other: str) -> bool:
    """Whether two printed units are one: equal, written in another way, or one with what it is per (人, 人/日)."""
    a, b = _known(one), _known(other)
    return a == b or not a or not b or a.split("/")[0] == b.split("/")[0]


def is_counted(unit: str, value: Decimal) -> bool:
    """Whether a number is a whole count (293件), which nothing was rounded off from."""
    whole = value.as_tuple().exponent == 0
    return whole and not _SIZED.match(unit) and not _MEASURED.search(unit)


def _known(unit: str) -> str:
    plain = comparable(unit)
    head, slash, per = plain.partition("/")
    return _SAME.get(head, head) + slash + per
