"""Units as headers and captions print them: 売上高（百万円）, （単位：千円）, 単位：人、％."""

import re
from collections.abc import Sequence
from functools import lru_cache

from index.tables.unit_sense import sensed_unit
from index.text import clean, one_spaced

# A bracket in a header holds a unit only where it can hardly be anything else: 予算（国） is no number of countries.
_COUNTERS = """
円 人 人日 人泊 人回 名 件 社 校 回 台 戸 棟 頭 羽 匹 本 基 機 隻 床 席 室 冊 枚 株 箇所
か所 カ所 ヶ所 ヵ所 ケ所 個所 世帯 団体 組 点 票 歳 才 倍 割 厘 位 品目 種類 種 店 店舗 事業所
経営体 法人 組合 市町村 言語 区画 個 食 膳 杯 着 袋 箱 泊 日 日間 時間 分 秒 か月 ヶ月 ヵ月
カ月 人月 人時 学級 クラス トン ドル ユーロ ウォン ポイント パーセント コース リットル ヘクタール
メートル キロ キロメートル キログラム アール ベッド チーム グループ % ‰ ℃ ° ha m km cm
mm m2 m3 m² m³ km2 km² t kg mg kl ml kw kwh mw mwh gw gwh
gj tj pj t-co2 t-co₂ teu mb gb db ppm kcal usd
""".split()
_BARE = frozenset("円 人 名 件 回 % ha km m2 km2 m t kg か所 箇所 ヶ所 カ所 人日 ドル トン ポイント 倍 時間 日".split())
_COUNTER = "(?:" + "|".join(sorted(map(re.escape, dict.fromkeys(_COUNTERS)), key=len, reverse=True)) + ")"
_SIZE = "(?:[千百十]?[兆億万]|[千百])"
_UNIT = re.compile(rf"{_SIZE}?{_COUNTER}(?:[/・]{_SIZE}?(?:{_COUNTER}|年|月|km|人))?", re.IGNORECASE)
_STATED = re.compile(
    r"[(（\[［【〔](?P<before>[^()（）\[\]［］]*[、，,\s])?\s*単\s*位\s*[:：;；／/]?\s*(?P<inside>[^)）\]］】〕]+)[)）\]］】〕]"
)
_OPEN = re.compile(r"(?<![一-龠ァ-ヺー])単\s*位\s*[:：]\s*(?P<inside>[^\s:：()（）]{1,12})\s*$")
_BRACKETED = re.compile(r"[(（\[［【〔]\s*(?P<inside>[^()（）\[\]［］【】〔〕]{1,12})\s*[)）\]］】〕]")
_SEVERAL = re.compile(r"[、,，;；]|\s+")
# What is measured in no money, whatever the caption says of the other rows.
_RATE = re.compile(r"(?:率|割合|比率?|指数|倍率)$")
# Headers over others under which every value is a share, whatever the inner ones count: 増減率 over 世帯数.
_CHANGE = re.compile(r"(?:[増減]率|伸び率|変化率|構成比|構成割合|構成比率)$")
_ASIDE = re.compile(r"[(（\[［〔【][^()（）\[\]［］〔〕【】]*[)）\]］〕】]")
_COUNT = re.compile(r"(?:数|人口|面積|人員|定員|人工)$")
_RANK = re.compile(r"(?:順位|位次|ランキング)(?:\s*[(（][^()（）]*[)）])?$")
_PERCENT = ("%", "％")


@lru_cache(maxsize=4096)
def is_unit(text: str) -> bool:
    """Whether a header's words are a unit and nothing else: 千円, 百万円, ㎡, 人/日."""
    return _UNIT.fullmatch(clean(text).replace(" ", "")) is not None


@lru_cache(maxsize=4096)
def is_bare_unit(text: str) -> bool:
    """Whether a header without brackets is a unit: 千円 and 人 are, 世帯 and 団体 name what is counted."""
    plain = clean(text).replace(" ", "")
    return is_unit(text) and (plain.lower() in _BARE or re.match(_SIZE, plain) is not None)


@lru_cache(maxsize=4096)
def take_unit(text: str) -> tuple[str, str]:
    """A header without the unit that it prints in brackets, and that unit; the text and nothing where it prints none.

    After the word 単位 anything is a unit, else only what can be nothing else.
    """
    stated = _STATED.search(text)
    found = stated or next((match for match in _BRACKETED.finditer(text) if is_unit(match["inside"])), None)
    if found is None or (stated is not None and len(_several(found["inside"])) > 1):
        return text, ""
    return _without(text, found), _bare(found["inside"])


@lru_cache(maxsize=4096)
def stated_units(text: str) -> tuple[str, tuple[str, ...]]:
    """A caption without the units that it states for its table, and these: （単位：人、％） states two."""
    found = _STATED.search(text) or _OPEN.search(text)
    if found is None:
        alone = _BRACKETED.fullmatch(text.strip())
        return ("", (_bare(alone["inside"]),)) if alone and is_unit(alone["inside"]) else (text, ())
    return _without(text, found), tuple(_several(found["inside"]))


def states_unit(text: str) -> bool:
    """Whether a line states the unit of a table, and nothing else."""
    rest, units = stated_units(text.strip())
    return bool(units) and not rest


def is_rank(label: str) -> bool:
    """Whether a header announces places in an order, which have no unit of what is measured."""
    return _RANK.search(label) is not None


def unit_for(labels: Sequence[str], units: Sequence[str], outer: Sequence[str] = ()) -> str:
    """Which of a caption's units a value under these headers has, empty where that is not certain.

    `outer` are the headers over and before these, innermost first. A share is in no money and in no number of people,
    and a count is in no money. Of several units the headers must tell which one it is.
    """
    percent = next((unit for unit in units if unit in _PERCENT), "")
    others = [unit for unit in units if unit not in _PERCENT]
    shared = any(_RATE.search(_ASIDE.sub("", label)) for label in labels)
    if shared or any(_CHANGE.search(_ASIDE.sub("", label)) for label in outer):
        return percent or next((unit for unit in others if unit == "倍"), "")
    if len(others) > 1:
        return sensed_unit([*labels, *outer], others)
    if len(units) > 1 and not percent:
        return ""
    unit = others[0] if others else percent
    return "" if unit.endswith("円") and any(_COUNT.search(label) for label in labels) else unit


def _without(text: str, found: re.Match[str]) -> str:
    before = (found.groupdict().get("before") or "").rstrip("、，, ")
    aside = f"（{before}）" if before else ""
    rest = f"{text[: found.start()]} {aside} {text[found.end() :]}"
    return one_spaced(rest)


def _several(inside: str) -> list[str]:
    return [_bare(part) for part in _SEVERAL.split(inside.strip()) if part]


def _bare(unit: str) -> str:
    return re.sub(r"\s", "", unit)
