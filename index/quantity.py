"""Quantities as reports print them: 10,705億円, 27兆9千億円, ▲2,805人, 90.2%（※1）, 235校/年度.

Exact throughout: numbers are `Decimal` and stay in the unit printed; only `to_base` multiplies size words out.
"""

import re
from dataclasses import dataclass
from decimal import Context, Decimal

from index.period import find_periods, fold, inside_brackets, parse_period


@dataclass(frozen=True, slots=True)
class Quantity:
    """One printed number with its unit.

    `text` is as given, trimmed; from `find_quantities` it is sign, number and unit. `value` is the plain number in
    `unit`; None where a range prints two. `unit` is as printed without white space, size words included (億円), empty
    where none is printed. `qualifiers` are drawn from cumulative, at_least, estimated, provisional, planned, annual, in
    this order. `start` and `end` are the offsets of sign, number and unit in the string given.
    """

    text: str
    value: Decimal | None
    unit: str
    qualifiers: tuple[str, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Amount:
    """A number up to `end`, size words included; those from `unit_at` on stay in the unit."""

    value: Decimal
    unit_at: int
    end: int


_SIZES = {"兆": 10**12, "億": 10**8, "万": 10**4, "千": 1000, "百": 100, "十": 10}
_ENGLISH_SIZES = {"trillion": 10**12, "billion": 10**9, "million": 10**6, "thousand": 1000}

_NEGATIVE = ("▲", "△", "-", "−", "‐", "‑", "–", "マイナス")
_SIGN = r"(?:[▲△+\-−‐‑–]|マイナス|プラス)"
_DIGITS = r"(?:[1-9][0-9]{0,2}(?:, ?[0-9]{3})+|0|[1-9][0-9]*)(?:\.[0-9]+)?(?![0-9]|[.,][0-9])"
# 百貨店 and 千歳 begin with a size word that is none.
_SIZE = r"(?:[千百十]?[兆億万]|千(?!歳|葉|代)|百(?!貨))"
# Tables set the triangle that stands for a minus apart from the number: ▲ 3,791.
_APART = "(?:(?<=[▲△]) )?"
_NUMBER = re.compile(rf"(?:(?P<sign>{_SIGN}){_APART})?(?P<digits>{_DIGITS})")
_SIZED = re.compile(rf" ?(?P<size>{_SIZE})")
_MORE = re.compile(rf" ?(?P<digits>{_DIGITS})(?: ?(?P<size>{_SIZE}))?")
# A hyphen with spaces around it is an empty cell, as in "155.9% - 77.5%".
_RANGE = r"(?: ?(?:[~〜]|から) ?|[\-–—−―ー])"

_KANJI = "一-鿿㐀-䶿々"
_KATAKANA = "ァ-ヺー\u3099\u309a"
# Longer ones win: 市町村 before 市. After 12 コース or 5 MW no list is needed.
_COUNTERS = """
か国語 カ国語 ヶ国語 ヵ国語 か所 ヶ所 カ所 ヵ所 ケ所 箇所 個所 か国 ヶ国 カ国 ヵ国 ケ国 箇国 か月 ヶ月 カ月 ヵ月
ケ月 箇月 か年 ヶ年 カ年 ヵ年 ケ年 箇年 か村 ヶ村 カ村 つ 円 人日 人泊 人回 人 名 件 日間 日 週間 週 時間 時
分間 分野 分 秒 年間 年 周年 組 班 地域 地区 地点 都道府県 道府県 都府県 府県 県 市町村 市町 町村 市 町 村 区
集落 自治体 振興局 管内 圏域 圏 大学 高校 短大 作品 頭 羽 匹 尾 倍 割 厘 位 点 票 歳 才 代 社 団体 企業 事業者
事業所 事業 施設 拠点 会場 店舗 店 商品 製品 品目 品種 品 種類 種 作 曲 話 項目 指標 案件 協定 講座 科目 単位
学級 学科 学部 学年 者 泊 回線 回 度 行 校区 校 院 館 園 所 駅 港 空港 橋 基 機 隻 艘 台 両 便 路線 系統 戸 棟
室 床 席 局 部 課 冊 枚 本 株 箱 袋 着 杯 軒 世帯 家庭 家族 経営体 法人 組合 農家 農場 漁協 農協 国 言語 通 筆
区画 口 面 号機 個 食 膳 式 例 期 世代 試合 競技 種目 段階 工区 区間 車線 % ‰ ℃ °
"""
_COUNTER = "(?:" + "|".join(sorted(map(re.escape, _COUNTERS.split()), key=len, reverse=True)) + ")"
_METRIC = r"(?:[A-Za-zμΩℓ]{1,6}(?: ?[²³]|(?<=m)[23](?![0-9]))?(?:-CO[2₂])?(?![A-Za-z])|[㌀-㏿])"
_ENGLISH = (
    r"(?:(?:trillion|billion|million|thousand)(?: (?:yen|people|persons|tons|tonnes))?|yen|people|persons?|percent"
    r"|per ?cent|points?|tons?|tonnes?|visitors|companies|municipalities|schools|cases|households|hectares|times)\b"
)
_KNOWN = rf"(?:{_COUNTER}|{_ENGLISH}|{_METRIC})"
_PER = rf"(?:/(?!年度?(?![{_KANJI}]))(?:{_COUNTER}|{_METRIC}|月))"
_SPACED_UNIT = re.compile(rf" {_KNOWN}{_PER}?(?![{_KANJI}{_KATAKANA}])")

# A whole cell's unit: no hiragana but that of か所 and つ, or the cell would be a sentence.
_LETTER = (
    rf"[A-Za-zμΩℓ₂₃{_KANJI}{_KATAKANA}㌀-㏿%‰℃°]|か(?=[所国年月村])|つ(?![ぁ-ん])|(?<=m) ?[²³]|(?<=[mO])[23](?![0-9])"
)
_CELL_UNIT = rf"(?:{_LETTER})(?:{_LETTER}|[・/\-](?={_LETTER})){{0,11}}?"

_ABOUT = r"(?:(?<![契予成協条節要規制公誓婚])約|概ね|おおむね|およそ|ほぼ|概算|推定|推計)"
_BEFORE = re.compile(
    rf"(?:(?:{_ABOUT}|延べ|のべ|計|合計|総計|累計|累積|通算|各|全|年間|毎年度?|年|最低|最大|少なくとも) ?){{0,4}}"
)
_BEFORE_IN_PROSE = re.compile(rf"(?:{_ABOUT}|累計|累積|通算|年間|毎年度?|最低|少なくとも) ?$")
_WORD = (
    r"(?:以上|以下|以内|未満|超え?(?!音)|を?上回る|程度|前後|ほど|余り|余(?!市)|弱(?![者い体])|強(?![化力み])|等"
    r"|見込み?(?:を?含む|額|値|数)?|推[定計](?:額|値|数)?|概算(?:額|値)?|集計中|累計|速報値?|暫定値?|を?予定(?:額|数)?"
    r"|確[定報]値?|の?(?:増加?|減少?)|/年度?|[毎各]年度?|ずつ|[※*][0-9]{0,2}|注[0-9]{0,2}|(?<!m)(?<!m )[⁰¹²³⁴-⁹])"
)
# Beyond the known counters: the run of katakana or kanji that follows, unless it is a word such as 以上.
_TIGHT_UNIT = re.compile(
    rf"(?:{_KNOWN}|[{_KATAKANA}]{{1,12}}|(?!{_WORD}|及び|又は|並び|計|[{_KANJI}]{{0,7}}値)[{_KANJI}]{{1,8}}){_PER}?"
)
_AFTER = rf"(?:[ ]?(?:{_WORD}|\({_WORD}{{1,4}}\))){{0,6}}"
_AFTER_IN_PROSE = re.compile(_AFTER)
_CELL_REST = re.compile(
    rf"(?:(?P<unit>(?![{_KANJI}]*値){_CELL_UNIT})|(?P<spaced> {_KNOWN}{_PER}?))??"
    rf"(?P<after>{_AFTER})(?P<remark>(?: ?\([^()]*\)){{0,3}})"
)
_KNOWN_UNIT = re.compile(rf" ?{_KNOWN}")
_COUNTER_UNIT = re.compile(rf"(?:{_SIZE})*{_KNOWN}(?:・{_KNOWN})?{_PER}?")
_HYPHENED = re.compile("[-–—−―ー](?=[0-9])")
_BETWEEN = re.compile(rf"(?:{_CELL_UNIT})??{_RANGE}")
_REMARK_WORD = re.compile(rf"{_WORD} ?\) ?$")
_LIMIT = re.compile("以上|超")

_QUALIFIERS = (
    ("cumulative", re.compile("累計|累積|通算")),
    ("at_least", re.compile("以上|超|上回|最低|少なくとも")),
    ("estimated", re.compile("見込|推定|推計|約|概算|概ね|おおむね|およそ|ほぼ|程度|前後|ほど|余|弱|強")),
    ("provisional", re.compile("集計中|速報|暫定")),
    ("planned", re.compile("予定")),
    ("annual", re.compile("/年|毎年|各年|年間|^年")),
)

_ORDINAL_UNIT = re.compile(
    r"次|号(?!機)|番|年生|丁目|条(?!件)|年代|歳代|世紀|[回年期件人つ社]目|年度|月|st\b|nd\b|rd\b|th\b"
)
# A name begins so: 1日平均の乗客数, 1世帯当たりの人員.
_PER_ONE = re.compile(rf"{_COUNTER}(?:平均|当)")
_LABEL = r"(?:図表?|表|別紙様式|別[紙表添]|様式|資料|注)"
_NOT_QUANTITY = re.compile(
    "|".join(
        (
            r"https?://\S+",
            r"〒? ?[0-9]{2,4}-[0-9]{2,4}-[0-9]{3,4}|〒 ?[0-9]{3}-[0-9]{4}",
            r"第 ?[0-9]+(?:[・、,~〜\-–] ?[0-9]+)*",
            # dates without a year: 8/21, 12/4、18
            r"(?<![0-9/])[0-9]{1,4}/[0-9]{1,2}(?:/[0-9]{1,2})?(?![0-9/])"
            r"(?:[、・,~〜\-] ?[0-9]{1,2}(?:/[0-9]{1,2})?(?=[、・,~〜() ]|$))*",
            rf"(?<![0-9])[0-9]{{1,2}}:[0-9]{{2}}(?![0-9.,%]| ?{_SIZE}| ?{_KNOWN})",
            rf"(?<![{_KANJI}]){_LABEL} ?[0-9]+(?:[-.][0-9]+)*(?![0-9件部名人])",
            r"[※*№#] ?[0-9]+|\b(?:No|Ver|vol)\.? ?[0-9.]+",
            rf"(?<![0-9.,])[0-9]+(?:[・、~〜\-][0-9]+){{0,11}}(?={_ORDINAL_UNIT.pattern})",
            r"(?<![0-9.,])[0-9]{1,2}(?-i:[GKD])(?![A-Za-z0-9])",
            # an event's or a plan's year: テーブル2018
            rf"(?<![0-9.,])(?:19[5-9]|20[0-9])[0-9](?![0-9.,]| ?{_SIZE}| ?{_KNOWN})",
            # the numbers of lists and headings
            r"^[ \t]*\(?[0-9]{1,3}[.)](?![0-9])(?= *[^0-9 \n])",
            rf"(?<![^\s。、])\([0-9]{{1,2}}\)(?=[{_KANJI}ぁ-ん{_KATAKANA}])",
            rf"(?:^|(?<=\t)) *[0-9]{{1,3}}(?= (?!{_SIZE}?{_KNOWN}(?![{_KANJI}{_KATAKANA}ぁ-ん]))[^ \n0-9(▲△\-])",
        )
    ),
    re.MULTILINE | re.IGNORECASE,
)
_DIGIT_RUN = re.compile(rf"(?:{_SIGN}{_APART})?[0-9](?:[0-9]|[,.](?=[0-9]))*")
_MISSING = re.compile(r"[-−–—―ー‐‑─━…‥ ]*")


def parse_quantity(text: str) -> Quantity | None:
    """The quantity that a whole cell prints, with words, brackets and footnote marks around it; None where it is none.

    A range such as 50～100名 gives a quantity without a value. Of 100人（うち女性30人） the number before the bracket
    counts; two numbers of the same unit, one in brackets, are no single quantity.
    """
    start, end = inside_brackets(text)
    body = fold(text[start:end])
    if parse_period(body) is not None and not body.isdigit():
        return None
    before = _BEFORE.match(body)
    at = before.end() if before else 0
    spanned = _amount_or_range(body, at)
    if spanned is None:
        return None
    amount, is_range = spanned
    rest = _CELL_REST.fullmatch(body, amount.end)
    if rest is None or _ORDINAL_UNIT.match(body, amount.end) or _PER_ONE.match(body, amount.end):
        return None
    stop = rest.start("after")
    unit = _bare(text[start + amount.unit_at : start + stop])
    if (is_range and not unit) or _has_rival(rest["remark"], unit):
        return None
    words = [body[:at], rest["after"], *_remark_words(rest["remark"])]
    value = None if is_range else amount.value
    return Quantity(text.strip(), value, unit, _qualifiers(words), start + at, start + stop)


def find_quantities(text: str) -> list[Quantity]:
    """Every quantity in running text, in order; `text[start:end]` is its text.

    Periods, dates, ordinals (第3期), codes with leading zeros, and the numbers of lists and footnotes are passed over.
    """
    body = _masked(text)
    out: list[Quantity] = []
    at = 0
    while (run := _DIGIT_RUN.search(body, at)) is not None:
        found = _quantity_at(text, body, run)
        at = found.end if found else run.end()
        if found:
            out.append(found)
    return out


def is_counter(unit: str) -> bool:
    """Whether a unit is one that numbers are known to be printed in, size words, a second unit and a rate included."""
    return _COUNTER_UNIT.fullmatch(fold(unit)) is not None


def is_missing(text: str) -> bool:
    """Whether a cell prints nothing, or only dashes or dots in its place."""
    start, end = inside_brackets(text)
    return _MISSING.fullmatch(fold(text[start:end])) is not None


def to_base(value: Decimal, unit: str) -> tuple[Decimal, str]:
    """The value times the unit's leading size words, and the unit without them: 2, 億円 -> 200000000, 円. Exact."""
    first, _, rest = unit.partition(" ")
    if first.lower() in _ENGLISH_SIZES:
        return _times(value, _ENGLISH_SIZES[first.lower()]), rest
    size = re.match(rf"(?:{_SIZE})+", unit)
    if size is None:
        return value, unit
    return _times(value, _size(size[0])), unit[size.end() :]


def _times(value: Decimal, factor: int) -> Decimal:
    # The default context would round after 28 digits.
    return Context(prec=len(value.as_tuple().digits) + 40).multiply(value, Decimal(factor))


def _size(word: str) -> int:
    """千億 -> 10**11; empty -> 1."""
    out = 1
    for char in word:
        out *= _SIZES[char]
    return out


def _amount(body: str, at: int) -> _Amount | None:
    """Sign, digits and size words at `at`; mixed sizes are expressed in the smallest one printed."""
    number = _NUMBER.match(body, at)
    if number is None:
        return None
    value, size, end = _decimal(number["digits"]), "", number.end()
    sized = _SIZED.match(body, end)
    if sized is not None:
        size, end = sized["size"], sized.end()
        value, size, end = _mixed(body, value, size, end)
    if number["sign"] in _NEGATIVE and value:
        value = value.copy_negate()
    return _Amount(value, end - len(size), end)


def _mixed(body: str, value: Decimal, size: str, end: int) -> tuple[Decimal, str, int]:
    """Adds the parts that follow a sized number: 27兆 + 9千億 -> 279000, 億."""
    last, unit = _size(size), size
    total = _times(value, last)
    while last > 1 and (more := _MORE.match(body, end)) is not None:
        factor = _size(more["size"] or "")
        part = _times(_decimal(more["digits"]), factor)
        if part >= last or (value != value.to_integral_value()) or (body[end] == " " and not more["size"]):
            break
        total = Context(prec=len(total.as_tuple().digits) + len(part.as_tuple().digits) + 40).add(total, part)
        last, end, value = factor, more.end(), _decimal(more["digits"])
        word = more["size"] or ""
        unit = word[-1:] if word[-1:] in "兆億万" else word
    if unit == size:
        return value, size, end
    return _divide(total, _size(unit)), unit, end


def _divide(total: Decimal, size: int) -> Decimal:
    quotient = Context(prec=len(total.as_tuple().digits) + 40).divide(total, Decimal(size))
    return Decimal(format(quotient, "f"))


def _decimal(digits: str) -> Decimal:
    return Decimal(digits.replace(",", "").replace(" ", ""))


def _amount_or_range(body: str, at: int) -> tuple[_Amount, bool] | None:
    """The amount at `at`; for a range its upper end, and True."""
    first = _amount(body, at)
    if first is None:
        return None
    mark = _BETWEEN.match(body, first.end)
    second = _amount(body, mark.end()) if mark else None
    if second is None or _absolute(body, second) <= _absolute(body, first):
        return first, False
    return second, True


def _absolute(body: str, amount: _Amount) -> Decimal:
    return _times(amount.value, _size(body[amount.unit_at : amount.end]))


def _bare(unit: str) -> str:
    """A unit without white space; between English words one space stays."""
    words = unit.split()
    english = all(word.isascii() and word.isalpha() for word in words)
    return (" " if english else "").join(words)


def _qualifiers(words: list[str]) -> tuple[str, ...]:
    return tuple(name for name, pattern in _QUALIFIERS if any(pattern.search(word) for word in words))


def _remark_words(remark: str) -> list[str]:
    """What a bracket's last word says of the number before: (3月末見込) -> 見込. A limit bounds something else."""
    found = [match[0] for part in remark.split("(") if (match := _REMARK_WORD.search(part))]
    return [word for word in found if not _LIMIT.match(word)]


def _has_rival(remark: str, unit: str) -> bool:
    """Whether a bracket holds a number of the same unit, so that it is open which one is meant."""
    others = [parse_quantity(part.strip()) for part in re.findall(r"\(([^()]*)\)", remark)]
    return any(other is not None and other.unit == unit for other in others)


def _masked(text: str) -> str:
    """The folded text with everything whose digits are no quantity blanked out, offsets kept."""
    body, parts, at = fold(text), [], 0
    for start, end, _ in find_periods(text):
        parts += [body[at:start], "\0" * (end - start)]
        at = end
    parts.append(body[at:])
    return _NOT_QUANTITY.sub(lambda found: "\0" * len(found[0]), "".join(parts))


def _quantity_at(text: str, body: str, run: re.Match[str]) -> Quantity | None:
    start = run.start()
    if _inside_word(body, start):
        return None
    spanned = _amount_or_range(body, start)
    if spanned is None:
        return None
    amount, is_range = spanned
    unit = _TIGHT_UNIT.match(body, amount.end) or _SPACED_UNIT.match(body, amount.end)
    end = unit.end() if unit else amount.end
    if _is_heading_number(body, start, amount, end):
        return None
    before = _BEFORE_IN_PROSE.search(body, max(0, start - 8), start)
    after = _AFTER_IN_PROSE.match(body, end)
    qualifiers = _qualifiers([before[0] if before else "", after[0] if after else ""])
    value = None if is_range else amount.value
    return Quantity(text[start:end], value, _bare(text[amount.unit_at : end]), qualifiers, start, end)


def _is_heading_number(body: str, start: int, amount: _Amount, end: int) -> bool:
    """Whether a number without a known unit has a hyphen in or after it: １－２, 3-1."""
    if _KNOWN_UNIT.match(body, amount.end) or amount.end != amount.unit_at:
        return False
    return _HYPHENED.search(body, start + 1, end) is not None or _HYPHENED.match(body, end) is not None


def _inside_word(body: str, at: int) -> bool:
    """Whether the number is part of a name or a code: COVID-19, Society5.0, 2-1."""
    before = body[at - 1 : at]
    return before.isascii() and (before.isalnum() or before in {"_", "."})
