"""Units compared: which two printings mean the same unit, and which units are counted one by one."""

import re
from decimal import Decimal

from index.markup import comparable
from index.quantity import to_base

_SAME = {
    "名": "人",
    "か所": "箇所",
    "ヶ所": "箇所",
    "カ所": "箇所",
    "ヵ所": "箇所",
    "ケ所": "箇所",
    "個所": "箇所",
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
    a, b = one_spelling(one), one_spelling(other)
    return a == b or not a or not b or a.split("/")[0] == b.split("/")[0]


def base_unit(unit: str) -> str:
    """A unit without its size words: 円 of 億円."""
    return to_base(Decimal(1), unit)[1]


def same_base_unit(one: str, other: str) -> bool:
    """Whether two printed units are one but for their size words (円, 億円)."""
    return same_unit(base_unit(one), base_unit(other))


def is_counted(unit: str, value: Decimal) -> bool:
    """Whether a number is a whole count (293件), which nothing was rounded off from."""
    whole = value.as_tuple().exponent == 0
    return whole and not _SIZED.match(unit) and not _MEASURED.search(unit)


def one_spelling(unit: str) -> str:
    """A unit in the one of its spellings that stands for all."""
    plain = comparable(unit)
    head, slash, per = plain.partition("/")
    return _SAME.get(head, head) + slash + per
