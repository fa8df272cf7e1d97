"""The kind of thing that a question asks for, such as a place for どこ, and whether a text holds one."""

import re
from dataclasses import dataclass

from index.period import find_periods
from index.quantity import find_quantities

_ASKED = {
    "place": re.compile(
        r"どこ(?!の?(?:大学|会社|企業|団体|社|課|部))|何処|どの(?:地域|国|市|町|村|都市|駅|会場|まち|エリア|場所)"
        r"|開催地|開催場所|\bwhere\b|which (?:cit|countr|place|town|area)",
        re.IGNORECASE,
    ),
    "date": re.compile(
        r"いつ(?!まで|も|か)|何月|何日(?!間)|何年(?:何月|に|から|度)|日程|日付|\bwhen\b|what date|which (?:day|month|year)", re.IGNORECASE
    ),
    "who": re.compile(
        r"誰|だれ|どこの(?:大学|会社|企業|団体|社|課|部)|どの(?:大学|会社|企業|団体|課)|何大学|\bwho(?:m|se)?\b"
        r"|which (?:universit|compan|organi)",
        re.IGNORECASE,
    ),
    "number": re.compile(r"何[人名社校件回カか箇ヶ組台機戸棟頭隻本店団日%％割地大市作万千百億円]|いくつ|いくら|how (?:many|much)", re.IGNORECASE),
}
_REASON = re.compile(r"なぜ|何故|なんで|どうして|理由|要因|原因|背景|わけは|(?<![もい])のは\s*[?？]|\bwhy\b|\breasons?\b|\bcaused?\b", re.IGNORECASE)
_DEFINED = {
    "method": re.compile(
        r"計算|算出|算定|算式|割っ|割る|何で割|分母|分子|検算|求め|何を足|割り出|出して|calculat|comput|worked out|denominator|divided|subtract",
        re.IGNORECASE,
    ),
    "limits": re.compile(r"何(?:%|％|パーセント|点)|分かれ|条件|基準|区切|ライン|where.* line|condition|criteri|threshold", re.IGNORECASE),
}
_HELD = {
    "method": re.compile(r"除し|割った|÷|/|算式|(?<![<>])=(?![<>])|×|乗じ|控除|加えた|差し引|合計し|平均し|割合"),
    "limits": re.compile(r"(?:以上|未満|以下|超|なら|場合|→).*(?:以上|未満|以下|超|なら|場合|→)", re.DOTALL),
    "reason": re.compile(r"ため|により|によって|影響|ことから|ので|中止|延期|見送|見合わせ|減少し|増加し|要因|原因|伴い|困難|できな|至ら"),
    "place": re.compile(
        r"[一-龠ァ-ヺー]{1,12}(?:市|町|村|県|国|駅|会場|空港|区|郡|島|地域|市場|ビル|体育館|大学|センター|ホール|公園)|首都圏|道外|道内|海外"
        r"|東京|札幌|大阪|名古屋|福岡|横浜|京都|[\(（:：、,/・][ァ-ヺー]{2,}"
    ),
    "date": re.compile(r"\d{1,2}月|\d{1,2}/\d{1,2}|[RHS]\d{1,2}\.\d{1,2}|[RHS]\d{1,2}|\d{4}年|令和|平成|昭和"),
    "who": re.compile(r"氏|大学|高専|会社|\(株\)|（株）|協会|機構|連合会|会議|課|室長|部長|局|教授|講師|センター|高校|団体|省"),
    "number": re.compile(r"\d"),
}
_COUNTERS = re.compile(
    r"何\s*(?:万|千|百|億)?\s*([人名社校件回組台機戸棟頭隻本店団日%％割円]|[カか箇ヶ]?所|[カか箇ヶ]国|地域|大学|市町村|作品)"
)


@dataclass(frozen=True, slots=True)
class Expected:
    """What a question asks for: kinds of things, and the counters of the numbers among them."""

    kinds: frozenset[str]
    counters: frozenset[str]

    def held(self, text: str) -> float:
        """The share of it that a text holds; 1 where nothing of a kind is asked for."""
        if not self.kinds:
            return 1.0
        return sum(self._holds(kind, text) for kind in self.kinds) / len(self.kinds)

    def _holds(self, kind: str, text: str) -> float:
        if not _HELD[kind].search(text):
            return 0.0
        if kind == "date":
            return 1.0 if re.search(r"\d月|\d/\d|\d\.\d", text) or find_periods(text) else 0.0
        if kind != "number" or not self.counters:
            return 1.0
        units = [quantity.unit.replace("名", "人") for quantity in find_quantities(text)]
        return sum(any(_same(counter, unit) for unit in units) for counter in self.counters) / len(self.counters)


def expected_of(question: str, *, defined: bool = False) -> Expected:
    """What a cleaned question asks for; `defined` where it asks what something means."""
    if defined:
        return Expected(frozenset(kind for kind, pattern in _DEFINED.items() if pattern.search(question)), frozenset())
    kinds = frozenset(kind for kind, pattern in _ASKED.items() if pattern.search(question))
    if _REASON.search(question):
        kinds |= {"reason"}
    counters = frozenset(match[1].replace("名", "人") for match in _COUNTERS.finditer(question))
    return Expected(kinds, counters if "number" in kinds else frozenset())


def _same(counter: str, unit: str) -> bool:
    """Whether a number's unit is the counter asked for: 何カ所 and 5箇所, 何社 and 社."""
    if counter[-1] in "所国":
        return unit.endswith(counter[-1])
    return bool(unit) and (unit.endswith(counter) or unit.startswith(counter))
