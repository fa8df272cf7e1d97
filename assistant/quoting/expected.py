"""The kind of thing that a question asks for, such as a place for どこ, and whether a text holds one."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.quoting.nearby import quantities_near
from assistant.understanding.question import Question
from assistant.understanding.term import TOPIC, Term
from index.markup import comparable
from index.period import find_periods
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


# A person's name is more than a post; reports print it with a title of respect.
_POST = r"(?:governor|mayor|minister|president|director|head|chair\w*|manager|leader|official|person)"
_NAME_ASKED = re.compile(
    r"(?:名前|氏名|フルネーム)(?:は|を|が|って|[?？]|$)"
    rf"|(?:^|[.?!,;] ?)(?:please )?name the (?:\w+ )?{_POST}\b"
    rf"|\b(?:what is|what.?s|what was|tell me|give me) (?:the )?names? of the (?:\w+ )?{_POST}\b"
    rf"|\b{_POST}[’']s (?:full )?name\b",
    re.IGNORECASE,
)
_THING_NAMED = re.compile(
    r"(?:事業|施策|制度|企業|会社|団体|大学|学校|市町村|町|市|国|商品|計画|指標|イベント)の?(?:名前|氏名)"
)
_PERSON = re.compile(r"[一-龠]{1,4}(?:氏|さん|様|教授|先生)")
# Those that have not (まだ実施していない市町村, the towns that have yet to) are others than those that have.
_REMAINING = re.compile(
    r"(?:まだ|いまだ|未だ)[^。、,?？]{1,20}(?:ない|なかった|ていません)"
    r"(?!の?(?:指標|目標|項目|kpi|事業))(?=[一-龠ァ-ヺ]|残り|の?[はが]?どこ)"
    r"|残りの[一-龠]{1,6}|\bnot yet\b|\byet to\b|\bha(?:s|ve)(?: not|n't)\b[^.?]{0,30}\byet\b"
    r"|\bremaining (?:towns|cities|municipalities|villages|companies|schools)\b",
    re.IGNORECASE,
)
_NEGATED = re.compile(r"ない|なかっ|ません|未[一-龠]|以外|残[りる]|除く|ず(?:[、。に]|$)")
_QUANTITY = r"(?:[額高量費料賃代数率]|割合|面積|価格|収入|利益|年齢|時間|距離|人口)"
_VALUE_OF_JA = re.compile(
    rf"(?P<noun>[一-龠ァ-ヺーぁ-ん]*{_QUANTITY})(?:は|って|が|を|の(?:金額|合計|実績|数字))?[、\s]*"
    r"(?:いくら|どれ(?:くらい|ぐらい|だけ)|どのくらい|何(?:円|[億万千百])|教え|おしえ|知りたい|[?？]|$)"
)
_VALUE_OF_EN = re.compile(
    r"\bwhat (?:is|was|are|were) the (?:[\w’'-]+ ){0,3}?(?P<noun>[\w-]+) (?:of|for|in|at|from|per)\b", re.IGNORECASE
)
# Any amount is a sum.
_TOTAL = re.compile(
    r"(?:総|合計|全|金|年|月)額$|総量$|[回件人社台校店戸日個]数$|団体数$|市町村数$|^(?:total|amount|sum)$"
)
_OF_MEASURE = re.compile(
    r"(?:進捗|達成|予算|実績|目標|基準|執行|事業|増減?|減少|伸び|変化|成長|差|平均)(?:率|額|値|費|数|度合)$"
)
_MONEY = re.compile(r"額|費$|料$|賃$|代$|価格|収入|利益")


def is_of_quantity(question: Question, name: str, units: Sequence[str]) -> bool:
    """Whether units are of the kind that is asked for: 成約額 is money, 参加者数 a count, 就職率 a rate.

    `name` is the indicator's, which may say the kind itself.
    """
    match = _VALUE_OF_JA.search(question.text) if question.operation == "look_up" else None
    if match is None or question.measures or _OF_MEASURE.search(match["noun"]) or match["noun"][-1] in name:
        return True
    noun = match["noun"]
    if _MONEY.search(noun):
        return not units or any(not unit or unit.endswith("円") for unit in units)
    if noun.endswith("数"):
        return not units or any(unit not in ("%", "％") and not unit.endswith("円") for unit in units)
    if noun.endswith(("率", "割合")):
        return not units or any(unit in ("", "%", "％", "ポイント") for unit in units)
    return True


def quantity_asked(question: Question) -> Term | None:
    """The noun whose value is asked for (売上高 in the shop's 売上高は？), where the question names one."""
    if question.operation != "look_up":
        return None
    match = (_VALUE_OF_JA if question.language == "ja" else _VALUE_OF_EN).search(question.text)
    if match is None:
        return None
    noun = match["noun"].lower()
    if _TOTAL.search(noun):
        return None
    topics = (term for term in question.terms if term.weight >= TOPIC and not term.place and len(term.text) > 1)
    said = [term for term in topics if term.text.lower() in noun]
    return max(said, key=lambda term: noun.rfind(term.text.lower()) + len(term.text), default=None)


def asks_remaining(question: str) -> bool:
    """Whether those are asked for that have not done a thing."""
    return _REMAINING.search(question) is not None


def can_tell(question: Question, text: str) -> bool:
    """Whether a text says what no answer may lack: a name, those that have not, the quantity, the topic's date."""
    if _NAME_ASKED.search(question.text) and not _THING_NAMED.search(question.text) and not _PERSON.search(text):
        return False
    if asks_remaining(question.text) and not _NEGATED.search(text):
        return False
    quantity = quantity_asked(question)
    if quantity is not None and next(quantities_near(replace(question, terms=(quantity,)), text), None) is None:
        return False
    return not asks_year(question) or _dated(question, text)


_YEAR = re.compile(r"何年度?(?!間)|(?:which|what) (?:fiscal )?year", re.IGNORECASE)


def asks_year(question: Question) -> bool:
    """Whether no more is asked than in which year a thing is or was to be."""
    plain = question.operation == "look_up" and not question.measures and not question.asks_number
    return plain and _YEAR.search(question.text) is not None


def _dated(question: Question, text: str) -> bool:
    """Whether a clause that says what the question is about prints a date as well."""
    topics = [term for term in question.terms if term.weight >= TOPIC and not term.place]
    return any(
        find_periods(clause) and all(_says(term, clause) for term in topics) for clause in re.split(r"[。○●\t\n]", text)
    )


def _says(term: Term, text: str) -> bool:
    compared = comparable(text).lower()
    parted = bool(term.parts) and all(any(form in compared for form in part) for part in term.parts)
    return parted or any(len(form) >= 2 and comparable(form).lower() in compared for form in term.forms)
