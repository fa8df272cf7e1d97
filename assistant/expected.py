"""The kind of thing that a question asks for, such as a place for どこ, and whether a text holds one."""

import re
from dataclasses import dataclass

from index.quantity import find_quantities


def _words(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.IGNORECASE)


_ASKED = {
    "place": _words(
        r"どこ(?!の?(?:大学|会社|企業|団体|社|課|部))|何処|どの(?:地域|国|市|町|村|都市|駅|会場|まち|エリア|場所)|開催地|開催場所",
        r"\bwhere\b|which (?:cit|countr|place|town|area)",
    ),
    "date": _words(
        r"いつ(?!まで|も|か)|何月|何日(?!間)|何年(?:何月|に|から|度)|日程|日付|日時|時期|期間",
        r"\bwhen\b|what date|which (?:day|month|year)",
    ),
    "who": _words(
        r"誰|だれ|どこの(?:大学|会社|企業|団体|社|課|部)|どの(?:大学|会社|企業|団体|課|役所|省庁|官庁|機関|部署)"
        r"|何大学",
        r"(?:^|[,.;:?] ?|\band )who(?:m|se)?\b|which (?:universit|compan|organi|ministr|agenc|department|institution)",
    ),
    "number": _words(
        r"何[人名社校件回カか箇ヶ組台機戸棟頭隻本店団日%％割地大市作万千百億円]|いくつ|いくら|何部"
        r"|[人社件回校]数|(?:会社|企業|団体|参加者)の?数|how (?:many|much)"
    ),
    "examples": _words(
        r"[2-9二三四五]つ(?:ほど)?(?:挙げ|教え|答え)|例(?:を|は|として)|具体名",
        r"\b(?:name|list|give)(?: me)? (?:two|three|four|five|\d)\b|\bfor example\b|\bexamples? of\b",
    ),
    "deed": _words(
        r"どんな(?:取|こと|事|支援|活動|イベント|内容|対策|事業)|どのような|何を|何て(?:言|書|い)|何と(?:言|書|述)|どうやって",
        r"\bwhat did\b|\bwhat (?:kind|sort|steps|measures)",
    ),
    "reason": _words(
        r"なぜ|何故|なんで|どうして|理由|要因|原因|背景|わけは|(?<![もい])のは\s*[?？]",
        r"\bwhy\b|\breasons?\b|\bcaused?\b",
    ),
}
_DEFINED = {
    "date": _words(r"(?:いつ|何月|何日|何年)の?(?:時点|現在)|as of (?:when|what)"),
    "method": _words(
        r"計算|算出|算定|算式|割っ|割る|何で割|分母|分子|検算|求め|何を足|割り出|出して",
        r"calculat|comput|worked out|measured|denominator|divided|subtract",
    ),
    "survey": _words(r"調べ|集計|数え|聞[きい]", r"survey|collected|counted"),
    "meaning": _words(r"定義|とは|って何|何のこと|意味|\bmean|defin"),
    "inclusion": _words(r"含|入って", r"\binclud|count(?:ed)? in"),
    "permission": _words(r"(?:て|で)も?(?:いい|よい|良い|構わ|かまわ)", r"\b(?:allowed|permitted)\b"),
    "code": _words(r"何の(?:番号|コード|数字)", r"what (?:number|code)"),
    "limits": _words(
        r"そろ[えっ]|揃[えっ]|満た|何(?:%|％|パーセント|点)|分かれ|条件|基準|区切|ライン",
        r"where.* line|condition|criteri|threshold",
    ),
}
# What holds a thing of a kind, in the form that is compared.
_HELD = {
    "method": re.compile(
        r"除し|割っ[たて]|÷|/|算式|(?<![<>])=(?![<>])|[値数率額)」]×|×\d|乗じ|控除|加えた|差し引|合計し|平均し|割合(?:と|で|を|に|です)"
    ),
    "survey": re.compile(r"アンケート|調査|聞き?取り|集計|把握|調べ"),
    "meaning": re.compile(
        r"とは|説明[〕\])】]|をいう|を指す|のこと|意味|した[額数率値]|割合と|を示す|を表す|中核|[:=]|→(?![^→]{0,16}[(（]?[rh]\d)|※|注|凡例|表記|呼[ぶび]|略"
    ),
    "limits": re.compile(r"(?:以上|未満|以下|超|なら|場合|→).*(?:以上|未満|以下|超|なら|場合|→)", re.DOTALL),
    "inclusion": re.compile(r"含|除[くきい外]|対象"),
    "permission": re.compile(r"可(?![視決]|能性)|できる|できない|認め|差し支え|限る"),
    "code": re.compile(r"code|コード|番号|no\."),
    "examples": re.compile(
        r"[(（「][^)）」]*[、,・][^)）」]*[)）」]|[、,・][^、,・]{2,}[、,・][^、,・]{2,}(?:等|など)"
    ),
    "deed": re.compile(
        r"実施|開催|行[っいうわ]|支援|推進|設置|整備|強化|図[るっ]|進め|作成|派遣|配[置布]|出展|検討|造成|導入|する|した|こと"
    ),
    "reason": re.compile(
        r"ため|により|によって|影響|ことから|ので|中止|延期|見送|見合わせ|減少し|増加し|要因|原因|伴い|困難|できな|至ら"
    ),
    "place": re.compile(
        r"[一-龠ァ-ヺー](?:市|町|村|県|国|駅|会場|空港|区|郡|島|地域|市場|ビル|体育館|大学|センター|ホール|公園)"
        r"|首都圏|道外|道内|海外|東京|札幌|大阪|名古屋|福岡|横浜|京都|[(:、,/・][ァ-ヺー]{2,}"
    ),
    "date": re.compile(r"\d{1,2}月|\d{1,2}/\d{1,2}|[rhs]\d{1,2}|\d{4}年|(?:令和|平成|昭和)(?:\d|元)"),
    "who": re.compile(
        r"氏|大学|高専|会社|\(株\)|協会|機構|連合会|会議|課|室長|部長|局|教授|講師|センター|高校|団体|省"
    ),
    "number": re.compile(r"\d"),
}
_COUNTERS = re.compile(
    r"何\s*(?:万|千|百|億)?\s*([人名社校件回組台機戸棟頭隻本店団日%％割円]|[カか箇ヶ]?所|[カか箇ヶ]国|地域|大学|市町村|作品)"
)

# 会社の数 is counted in 社, 参加者数 in 人.
_NUMBER_OF = re.compile(r"([人社件回校]|会社|企業|団体|参加者)の?数(?:は|も|を|と|[?？]|$)")
_COUNTED = {"会社": "社", "企業": "社", "参加者": "人"}


@dataclass(frozen=True, slots=True)
class Expected:
    """What a question asks for: kinds of things, and the counters of the numbers among them."""

    kinds: frozenset[str]
    counters: frozenset[str]

    @property
    def size(self) -> int:
        """How many things are asked for."""
        return len(self.kinds - {"number"}) + len(self.counters or self.kinds & {"number"})

    def held(self, text: str) -> frozenset[str]:
        """Those of them that a text holds, in the form that is compared."""
        found = {kind for kind in self.kinds - {"number"} if _HELD[kind].search(text)}
        if "number" in self.kinds and _HELD["number"].search(text):
            if not self.counters:
                found.add("number")
            else:
                units = [quantity.unit.replace("名", "人") for quantity in find_quantities(text)]
                found |= {counter for counter in self.counters if any(_same(counter, unit) for unit in units)}
        return frozenset(found)


def expected_of(question: str, *, defined: bool = False) -> Expected:
    """What a cleaned question asks for; `defined` where it asks what something means."""
    if defined:
        return Expected(frozenset(kind for kind, pattern in _DEFINED.items() if pattern.search(question)), frozenset())
    kinds = frozenset(kind for kind, pattern in _ASKED.items() if pattern.search(question))
    counted = [match[1] for match in _COUNTERS.finditer(question)]
    counted += [_COUNTED.get(match[1], match[1]) for match in _NUMBER_OF.finditer(question)]
    counters = frozenset(counter.replace("名", "人") for counter in counted)
    return Expected(kinds, counters if "number" in kinds else frozenset())


def _same(counter: str, unit: str) -> bool:
    """Whether a number's unit is the counter asked for: 何カ所 and 5箇所, 何社 and 社."""
    if counter[-1] in "所国":
        return unit.endswith(counter[-1])
    return bool(unit) and (unit.endswith(counter) or unit.startswith(counter))
