"""What a question takes for granted: values, grades, a trend or a target reached, and the question without them."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal, cast

from assistant.lexicon import Lexicon
from assistant.understanding.language import language_of
from assistant.understanding.naming import ReportNames
from assistant.understanding.question import Question, parse
from assistant.understanding.term import TOPIC, blanked
from index.errors import QuestionError
from index.figure import Measure
from index.period import Period, find_periods
from index.quantity import Quantity, find_quantities

Relation = Literal["=", ">=", "<=", ">", "<"]


def _words(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.IGNORECASE)


# Words by which a speaker states something and has it confirmed.
_STATES = _words(
    r"よね|じゃん|じゃない(?:です)?か|はず|でしょ|だろう?[?？。]|だっけ|でしたっけ|ましたっけ|たっけ|"
    r"[合あ]って(?:る|い|ます)|正しい|間違い(?:ない|あり)",
    r"[とて](?:聞い|聞き|きい|言われ|言って|理解|認識|思っ|思い|考え|見て|書い|書く|書き|説明|報告|"
    r"答弁|言え|記憶|覚え)",
    r"で(?:説明|報告|答弁|回答|いい|良い|よい|よろし|大丈夫|問題な|OK|オッケー)",
    r"(?:って|という(?:の)?は?)(?:本当|ほんと|事実|確か)|本当(?:です|に|か|[?？])|大丈夫|らしい|"
    r"そうです[ねが]|ん(?:だ|です)って|だって[?？]",
    r"(?:です|ます|ました|でした|でます)ね(?:[。?？、]|$)|って(?:こと|わけ|話)|確認(?:です|し|を|"
    r"させ|お願)|んだ(?:な|ね|[?？]|$)|OK\s*[?？]|オッケー",
    r"\bright\s*[?.]|\bcorrect\b|\btrue\b|\bconfirm\b",
    r"\b(?:is|was|were|are|do|does|did|has|have|had|wo|would|ca)n't (?:it|they|there|that|we)\b",
    r",\s*(?:is|was|were|did|has|have|does|do|are|had) (?:it|they|there|that)\s*\?",
    r"\bI (?:\w+ )?(?:heard|hear|believe|think|thought|understand|understood|read|assume|take it|"
    r"gather|recall|remember)\b",
    r"\b(?:was|were) told\b|\bsupposed to\b|\bOK to\b|\bcan (?:I|we) (?:say|quote|write|report|state)\b",
    r"\bsince\b|\bgiven that\b|\balthough\b|\beven though\b|\bdespite\b|\bnow that\b",
)
# What is stated on the way to a question, or asked about as a whole: it holds where nothing else is asked.
_SUPPOSES = _words(
    r"なのに|のに|にもかかわらず|のだから|ですから|から[、,]|ですか|でしたか|ますか|ましたか|んですか|\?$|？$",
    r"^(?:so|is|was|were|did|has|have|does|are)\b",
)
# What is said of all of several things is held against each of them elsewhere.
_ALL = _words(
    r"(?:すべて|全て|全部|どの[一-龠]{1,4}も|どれも|いずれも|軒並み|全(?:市町村|地域|指標|施策|事業|項目|区分))",
    r"\b(?:every|all (?:of )?(?:the )?|each|none of)\s?"
    r"(?:municipalit|indicator|kpi|target|region|area|cit|town|project|item|of)",
)
_LISTS = _words(r"どれ|いくつ|何[個件本項指]|一覧|全部|すべて|how many|\bwhich\b|\blist\b")
# Asked with these, what follows is taken for granted.
_PRESUPPOSES = _words(
    r"なぜ|何故|なんで|どうして|理由|要因|原因|背景|事情|いきさつ|わけ(?:は|を)",
    r"\bwhy\b|\breasons?\b|\bhow come\b|\bcaus",
)
_ASKS = _words(
    r"なぜ|何故|なんで|どうして|理由|要因|原因|背景|事情|いきさつ|何|どの|どれ|どこ|誰|いつ|いくら|いくつ|"
    r"どう(?!か)|どんな|どちら|教え|内訳|同じ|(?<!間)違[うい]|比べ",
    r"\b(?:why|what|which|where|who|when|how|whose|reasons?|tell|list|show)\b",
)
_UP = _words(
    r"増え|増加(?:し|傾向|中)|増やし|増やさ|ふえ|上が(?:っ|り|る)|上昇(?:し|傾向)|伸び(?:て|た|ま|"
    r"ちゃ|続)|アップし|右肩上がり|拡大し|プラスに",
    r"\b(?:rose|risen|rising|rise|grew|grown|growing|grow|increas(?:ed|ing|e)|went up|gone up|"
    r"going up|gained|climbed|expanded|up from)\b",
)
_DOWN = _words(
    r"減っ|減り|減少(?:し|傾向|中)|減らし|減らさ|へっ(?:て|た)|下が(?:っ|り|る)|低下(?:し|傾向)|"
    r"下落し|落ち(?:て|た|ま|込|ちゃ|続)|ダウンし",
    r"右肩下がり|縮小し|マイナスに|減益|減収",
    r"\b(?:fell|fallen|falling|fall|dropped|dropping|drop|declin(?:ed|ing|e)|decreas(?:ed|ing|e)|"
    r"went down|gone down|going down|lost|shrank|shrunk|cut|reduced|down from)\b",
)
_UP_WORDS = _words(r"増益|増収")
# More or less than in another year, whose span was blanked.
_ABOVE_YEAR = _words(
    r"。の?(?:水準|実績|値|数字|レベル|とき|時)?(?:を|も|より)(?:すでに|もう|既に)?(?:上回|超え|超し|多|高|大き)|"
    r"\b(?:above|over|more than|higher than|exceed(?:ed|s)?|surpass(?:ed|es)?|"
    r"greater than)\s+(?:the\s+|that of\s+|in\s+)*。",
)
_BELOW_YEAR = _words(
    r"。の?(?:水準|実績|値|数字|レベル|とき|時)?(?:を|も|より)(?:すでに|もう|既に)?(?:下回|割っ|少な|低|小さ)|"
    r"\b(?:below|under|less than|lower than|fewer than|short of)\s+(?:the\s+|that of\s+|in\s+)*。",
)
_STEADY = _words(
    r"ずっと|毎年|年々|一貫|右肩|続け|し続|連続|every year|each year|steadily|consistently|continuously",
    r"year after year|constantly|all along",
)
_REACH = _words(
    r"(?:目標|ゴール|ターゲット)[^。、?？]{0,14}?(?:達成|クリア|届|到達|達し|超え|上回|下回|割っ|突破|満た|足り|まで(?:行[っけ]|い[っけ]))",
    r"(?:達成|クリア|到達)(?:済|し|でき|され|見込|は|した)|未達|目標(?:割れ|超え)",
    r"\b(?:reach|met|meet|hit|achiev|attain|exceed|surpass|miss|beat|fell short|short of|below|above|"
    r"over|under)\w*\b[^.?!]{0,40}\b(?:target|goal)s?\b",
    r"\b(?:targets?|goals?)\b[^.?!]{0,30}\b(?:reached|met|hit|achieved|attained|exceeded|missed|surpassed|beaten)\b",
)
# What a target in words may be: the average of the nation.
_REACH_AVERAGE = _words(
    r"平均(?:値|水準)?(?:に|を|は|まで|も|より)?[^。、?？]{0,8}?(?:達し|届|到達|超え|上回|下回|割っ|行っ|追いつ|クリア)",
    r"\b(?:reach|met|meet|hit|attain|exceed|surpass|beat|below|above|over|under)\w*\b[^.?!,]{0,30}\baverage\b",
)
_MISSED = _words(
    r"届(?:か|い?てい?な|い?ていませ|きませ)|達し(?:な|てい?な|ていませ|ませ)",
    r"(?:達成|クリア|到達)(?:し|でき|され)?(?:な|てい?な|ていませ|ませ|ず)|未達|下回|目標割れ|割っ|"
    r"足り(?:な|てい?な|ていませ|ませ|ず)",
    r"満た(?:な|し?てい?な|しませ|さな|せな)",
    r"超え(?:な|てい?な|ませ)|不可|まで(?:は)?(?:行|い)(?:って(?:い)?な|けな|けて(?:い)?な|かな)",
    r"\bmiss|\bfell short|\bshort of|\bbelow\b|\bunder\b",
    r"\bnot (?:yet )?(?:reach|met|meet|hit|achiev|attain|exceed)",
    r"n't (?:yet )?(?:reach|met|meet|hit|achiev|attain|exceed|been)|\bfail",
    r"\bstill (?:below|short)",
)
# A letter is a grade beside a word that says so, or between quotation marks or 、 and what ends a statement.
_GRADE = re.compile(
    r"(?<![A-Za-z])(?:([A-ES])\s*(?:判定|評価|ランク)|(?<![一-龠ァ-ヺー])([◎○〇△×])"
    r"(?=評価|判定|ランク|[^A-Za-z一-龠ァ-ヺ]|$)(?!\s*[:：=＝])"
    r"|(?:評価|判定|ランク)(?:[がはのも]|って)?\s*[「『\"']?([A-ESa-e])(?![A-Za-z])"
    r"|(?i:graded?|rated?|rating|scored?|judged|got|given)\s+(?:an?\s+|as\s+|was\s+|of\s+)*"
    r"['\"“‘]?([A-Ea-e])['\"”’]?(?![A-Za-z'’])"
    r"|['\"“‘「]([a-eA-E])['\"”’」]|(?<=[はが、])([A-ES])(?=(?:だ|でし|です|なの|なん|と|って)))"
)
_GRADE_WORDS = (
    (_words(r"二重丸|二重まる|double circle"), "◎"),
    (_words(r"バツ|ばつ評価|\bcross\b"), "×"),
    (_words(r"三角|サンカク|\btriangle\b"), "△"),
    (_words(r"(?<!二重)(?:マル評価|丸評価)|\bsingle circle\b"), "○"),
)
_GRADED_IN_WORDS = re.compile(
    r"「?((?:概ね|おおむね)?順調|やや遅れ|遅れ|未達成|達成)(?:ている|気味)?」?(?:という|との|って(?:いう)?)?\s*(?:評価|判定)"
    r"|(?:評価|判定)[はがも「]{1,2}((?:概ね|おおむね)?順調|やや遅れ|遅れ|未達成|達成)"
)
_NO_GRADE = _words(r"[のはがもて](?:理由|要因|基準|意味)|以外|以上|以下|いくつ|何個|どれ")
_ABOUT = _words(
    r"(?:約|およそ|おおよそ|だいたい|大体|ほぼ|ざっと|about|around|nearly|almost|roughly|"
    r"approximately|some|close to)\s*$",
)
_ABOUT_AFTER = _words(r"^\s*(?:くらい|ぐらい|ほど|程度|前後|弱|強|台|あまり|余り|近く|or so)")
_OVER = _words(r"^\s*(?:人|件|円|%)?\s*(?:を|も)?\s*(?:超|上回|突破|より(?:多|高|大)|以上|余)")
_UNDER = _words(r"^\s*(?:を|に)?\s*(?:下回|割|未満|以下|満たな|切っ|より(?:少|低|小))")
_UPTO = _words(
    r"^\s*(?:人|件|円|%)?(?:[ぁ-んァ-ヶ一-龠]{0,6}?目標[^。、]{0,4})?(?:に|まで|は|を)?\s*(?:も|"
    r"は)?\s*(?:届|達し|到達|達成|クリア|乗[っり])|^\s*(?:人|件|円|%)?まで(?:は|も)?\s*(?:行[っきけ]|い[っきけ]|伸び|増え)",
)
_OVER_EN = _words(
    r"(?:over|above|more than|exceed(?:ed|ing|s)?|surpass(?:ed|es)?|topped|higher than|greater than|"
    r"at least)\s+(?:the\s+|its\s+|an?\s+)?$",
)
_UNDER_EN = _words(
    r"(?:under|below|less than|fewer than|lower than|short of|at most)\s+(?:the\s+|its\s+|an?\s+)?$",
)
_UPTO_EN = _words(
    r"(?:reach(?:ed|es)?|hit|attain(?:ed|s)?|achiev(?:ed|es)|met|up to)\s+(?:the\s+|its\s+|an?\s+)?$",
)
# A number with these behind it says of what kind something is, or how much something changed.
_NO_VALUE = _words(
    r"^\s*(?:人)?(?:当たり|あたり|当り)|^\s*目(?![標的])|^\s*(?:歳|才|代|年間|か月|ヶ月|月|日間|時間|位|番|つの|点目|"
    r"度目|回目|期|次|号|条|項|章|種類)",
    r"^\s*(?:ほど|くらい|ぐらい)?(?:も)?(?:増|減|上が|下が|上昇|低下|伸び|落ち|少な|多|足り|届|"
    r"オーバー|不足|超過|アップ|ダウン)",
    r"^\s*(?:years?|months?|days?)\b|^\s*(?:more|fewer|less|higher|lower)\b|^(?:st|nd|rd|th)\b",
)
_CHANGE_BEFORE = _words(r"\b(?:by|per|top|first|last)\s*$|(?:人口|第|上位|下位|トップ|ワースト|ベスト)\s*$")
_QUOTED = re.compile(r"「([^」]{8,})」|『([^』]{8,})』|\"([^\"]{12,})\"|“([^”]{12,})”")
_SENTENCES = re.compile(r"(?<=[。?？!！])|(?<=\.)\s+(?=[A-Z])")
# What introduces or rounds off a statement, and is nothing that it is about.
_FRAME = _words(
    r"[をは]?(?:資料|挨拶文?|答弁(?:書|案|資料)?|説明資料|スライド|報告書|原稿|表|グラフ)(?:に|へ|で|として)"
    r"(?:載|書|使|入れ|記載|掲載|出)[ぁ-ん]*",
    r"(?:(?:戦略|計画|プラン|ビジョン)の?)?(?:策定|当初|基準|開始|着手|以前|前年度?|昨年度?|前回|"
    r"前期|従前|その前|過去|最初)",
    r"(?:の?(?:とき|時|頃|ころ|年度?|値))?(?:より|から|に比べ|と比べ|対比|比)[ぁ-ん]{0,3}",
    r"\b(?:than|compared (?:with|to)|since|from)\b(?: (?:the|its))? (?:baseline|base year|"
    r"previous year|year before|last year|start|plan)\b[a-z ]{0,20}",
    r"\b(?:after|since|before|when|once) (?:the|this|that) (?:\w+ )?(?:strategy|plan|program(?:me)?|vision|policy)"
    r"(?: (?:was|were|had been|has been) \w+(?: up)?| \w+ed| began| started| came out)?\b",
    r"[ぁ-ん]*(?:よね|じゃん|じゃない(?:です)?か|はず|でしょう?|だっけ|でしたっけ|ましたっけ)[ぁ-ん]*",
    r"(?:資料|挨拶文?|答弁(?:書|案|資料)?|説明資料|スライド|議会|上司|先輩|同僚|課長|部長|知事|議員|"
    r"記者|誰か)(?:に|で|から|が|には)(?=[、「])",
    r"(?:確か|たしか|確認(?:です|ですが|なんですが)?)[、。]",
    r"[ぁ-ん]*(?:と|って|で)(?:聞い|聞き|言われ|理解|認識|思っ|思い|書い|書く|書き|説明|報告|答弁|"
    r"言え|記憶|覚え|いい|良い|よい|よろし|大丈夫)[ぁ-んA-Za-z]*",
    r"(?:もう|既に|すでに|まだ|やっと|ついに|ちゃんと|きちんと|無事|結局|一応|たしか|確か|さすがに|"
    r"かなり|大きく|大幅に|順調に|着実に|少し|ちょっとだけ|だいぶ|全然|軒並み)(?=[^ぁ-ん]|目標|"
    r"[ぁ-ん]*(?:達|増|減|上|下|届|超|落|伸))",
    r"\bI (?:\w+ )?(?:heard|hear|believe|think|thought|understand|understood|read|assume|take it|"
    r"gather|recall|remember)(?: that)?\b",
    r"\b(?:was|were) told(?: that)?\b|\bplease confirm\b",
    r"\bis (?:it|that) (?:true|right|correct)(?: that)?\b",
    r"\bis (?:that|this|the) (?:figure |number |value )?(?:OK|right|correct|true|accurate)\b[^?.]*",
    r"\bOK to \w+|\bcan (?:I|we) (?:say|quote|write|report|state)(?: that)?\b",
    r"^(?:so|is|was|were|did|has|have|does|are)\b",
    r"\b(?:still|already|yet|finally|actually|even|only|just|really|fully|clearly|successfully|at last)\b",
    r"\b(?:is|was|were|are|do|does|did|has|have|had|wo|would|ca)n't (?:it|they|there|that|we)\b",
    r",\s*(?:is|was|were|did|has|have|does|do|are|had) (?:it|they|there|that)\s*(?=\?)",
    r"\b(?:right|correct|true)\s*(?=[?.])",
    r"\b(?:against|below|above|over|under|reach(?:ed)?|hit|met|missed|stood at|came to|amount(?:ed|s) to|up to|at)\b",
)


@dataclass(frozen=True, slots=True)
class Said:
    """A number that a question asserts: of what measure and years it is said to be, and how it stands to the cell.

    `about` says that it is said as a rounded number.
    """

    quantity: Quantity
    relation: Relation
    about: bool
    measure: Measure | None
    years: tuple[Period, ...]

    @property
    def text(self) -> str:
        """The number as it was said."""
        return self.quantity.text.strip()


@dataclass(frozen=True, slots=True)
class Premise:
    """What a question asserts. `rest` is the question about the same thing that asserts nothing.

    `trend` is 1 for a rise and -1 for a fall, `steady` where it is said of every year. `reached` is whether a target
    is said to be met, None where nothing is said of it. `years` are those named, `dated` the measures that are said
    to be of them. `asks` is whether something else is asked, `measures` are all that
    are named, `claim` is what asserts it. With `average` the target is the average
    of others.
    """

    rest: Question
    values: tuple[Said, ...] = ()
    grades: tuple[str, ...] = ()
    years: tuple[Period, ...] = ()
    dated: tuple[Measure, ...] = ()
    trend: int = 0
    steady: bool = False
    reached: bool | None = None
    asks: bool = False
    measures: tuple[Measure, ...] = ()
    claim: str = ""
    average: bool = False


def read_premise(question: Question, lexicon: Lexicon, names: ReportNames) -> Premise | None:
    """What the question takes for granted, or None where it only asks."""
    text = question.text
    asks = bool(_ASKS.search(text))
    states = bool(_STATES.search(text)) or (bool(_SUPPOSES.search(text)) and not asks)
    presupposes = bool(_PRESUPPOSES.search(text))
    if _ALL.search(text) or not (states or presupposes):
        return None
    claim = _claim(text)
    periods = find_periods(claim)
    values = tuple(_values(claim, lexicon)) if not _ranked(question) else ()
    grades, grade_spans = _grades(claim) if not _LISTS.search(claim) else ((), [])
    trend, trend_spans = _trend(claim, [(start, end) for start, end, _ in periods])
    reached, reach_spans = _reached(claim, _REACH)
    average = reached is None
    if average:
        reached, reach_spans = _reached(claim, _REACH_AVERAGE)
    # The year of a report's name is said of the report.
    asked = {period.text for period in question.periods} if question.reports else None
    years = tuple(
        period for _, _, period in periods if period.year is not None and (asked is None or period.text in asked)
    )
    counts = find_quantities(blanked(claim, [(start, end) for start, end, _ in periods]))
    dated = question.measures if states and not asks and years and not counts else ()
    if not _STATES.search(text) and not presupposes:
        trend, reached, dated = 0, None, ()
    if not (values or grades or trend or dated or reached is not None):
        return None
    spans = [(start, end) for start, end, _ in periods]
    spans += [(said.quantity.start, said.quantity.end) for said in values]
    spans += [*grade_spans, *trend_spans, *reach_spans]
    rest = _rest(claim, spans, question, lexicon, names)
    if rest is None:
        return None
    steady = bool(trend and _STEADY.search(claim))
    return Premise(rest, values, grades, years, dated, trend, steady, reached, asks, question.measures, claim, average)


def _ranked(question: Question) -> bool:
    """Whether the numbers are those of a list: 80%以上の指標はどれ."""
    return question.operation in ("rank", "filter") and bool(_LISTS.search(question.text))


def _claim(text: str) -> str:
    """The sentences up to the last one that asserts something; of a quoted sentence, what is quoted."""
    for match in _QUOTED.finditer(text):
        quoted = next(group for group in match.groups() if group)
        if find_quantities(quoted) or _UP.search(quoted) or _DOWN.search(quoted) or _REACH.search(quoted):
            return quoted
    pieces = [piece for piece in _SENTENCES.split(text) if piece and piece.strip()]
    last = max(
        (n for n, piece in enumerate(pieces) if _asserts_something(piece)),
        default=len(pieces) - 1,
    )
    return "".join(f"{piece} " for piece in pieces[: last + 1]).strip()


def _asserts_something(piece: str) -> bool:
    tests = (_UP, _DOWN, _REACH, _GRADE)
    return any(test.search(piece) for test in tests) or bool(find_quantities(piece))


def _values(text: str, lexicon: Lexicon) -> Iterator[Said]:
    periods = find_periods(text)
    masked = blanked(text, [(start, end) for start, end, _ in periods])
    narrowing = [(one.start, one.end) for one in lexicon.qualifiers_in(masked)]
    plain = _spaced(text, [(start, end) for start, end, _ in periods])
    for quantity in find_quantities(masked):
        before, after = masked[: quantity.start], masked[quantity.end :]
        if quantity.value is None or _NO_VALUE.search(after) or _CHANGE_BEFORE.search(before):
            continue
        if any(start < quantity.end and quantity.start < end for start, end in narrowing):
            continue
        if not quantity.unit and not _stands_alone(quantity, before, after):
            continue
        about = bool(_ABOUT.search(before) or _ABOUT_AFTER.search(after))
        measure = _label(plain, quantity, lexicon)
        yield Said(quantity, _relation(before, after), about, measure, _years(periods, quantity))


def _stands_alone(quantity: Quantity, before: str, after: str) -> bool:
    """Whether a number without a unit is one of its own: no part of a name, no ordinal."""
    if before[-1:].isalnum() and before[-1:].isascii():
        return False
    return not re.match(r"[A-Za-zァ-ヶ一-龠]", after) or bool(re.match(r"(?:市町村|以上|未満|前後|程度)", after))


def _relation(before: str, after: str) -> Relation:
    negated = bool(re.match(r"[^。、?？]{0,14}?(?:ない|なか|ませ|ず)", after))
    if _OVER.search(after) or _OVER_EN.search(before):
        return "<=" if negated and _OVER.search(after) else ">=" if after.lstrip().startswith("以上") else ">"
    if _UNDER.search(after) or _UNDER_EN.search(before):
        return "<"
    if _UPTO.search(after) or _UPTO_EN.search(before):
        return "<" if negated and _UPTO.search(after) else ">="
    return "="


def _spaced(text: str, spans: Iterable[tuple[int, int]]) -> str:
    letters = list(text)
    for start, end in spans:
        letters[start:end] = " " * (end - start)
    return "".join(letters)


# What may stand between a measure's name and its number: 目標は(R6で)80%, 80%の売上目標.
_LEADS = _words(
    r"[\s()（）「、:：]*(?:値|数|額|率|人数|件数)?[\s()（）]*"
    r"(?:は|が|の|を|も|って|として|という|was|is|of|to|at|stood at|:|：|=|＝)?"
    r"[\s()（）「、]*(?:で|に|の|は|in|of|as of)?[\s()（）「、]*"
    r"(?:約|およそ|ほぼ|だいたい|about|around|the|an?|its)?\s*"
)
_FOLLOWS = _words(r"[」\s]*(?:(?:の|という)[一-龠]{0,4}|が|を|\s+[a-z]{0,10}\s*)?")


def _label(text: str, quantity: Quantity, lexicon: Lexicon) -> Measure | None:
    """The measure whose name stands right before the number, or as what it is of right behind it."""
    found = lexicon.measures_in(text)
    before = [one for one in found if one[1] <= quantity.start and _LEADS.fullmatch(text[one[1] : quantity.start])]
    behind = [one for one in found if one[0] >= quantity.end and _FOLLOWS.fullmatch(text[quantity.end : one[0]])]
    measure = before[-1][2] if before else behind[0][2] if behind else None
    return cast(Measure, measure) if measure else None


def _years(periods: Sequence[tuple[int, int, Period]], quantity: Quantity) -> tuple[Period, ...]:
    """The year said of a number: the only one, else the last one before it."""
    dated = [(start, period) for start, _, period in periods if period.year is not None]
    if len(dated) <= 1:
        return tuple(period for _, period in dated)
    before = [period for start, period in dated if start < quantity.start]
    return (before[-1],) if before else (dated[0][1],)


def _grades(text: str) -> tuple[tuple[str, ...], list[tuple[int, int]]]:
    found: list[str] = []
    spans: list[tuple[int, int]] = []
    for match in _GRADE.finditer(text):
        grade = next(group for group in match.groups() if group).replace("〇", "○")
        if _NO_GRADE.match(text[match.end() : match.end() + 4]):
            continue
        found.append(grade)
        spans.append(match.span())
    for match in _GRADED_IN_WORDS.finditer(text):
        found.append(match[1] or match[2])
        spans.append(match.span())
    for pattern, grade in _GRADE_WORDS:
        for match in pattern.finditer(text):
            found.append(grade)
            spans.append(match.span())
    return tuple(dict.fromkeys(found)), spans


def _trend(text: str, dates: Sequence[tuple[int, int]]) -> tuple[int, list[tuple[int, int]]]:
    """The direction that the text asserts, where it asserts one; what is denied is the other one's business."""
    masked = blanked(text, dates)
    found = [(1, match.span()) for pattern in (_UP, _UP_WORDS, _ABOVE_YEAR) for match in pattern.finditer(masked)]
    found += [(-1, match.span()) for pattern in (_DOWN, _BELOW_YEAR) for match in pattern.finditer(masked)]
    spans = [span for _, span in found]
    told = {way for way, (_, end) in found if not re.match(r"[ぁ-ん]{0,4}(?:ない|ません|なかっ|ず)", text[end:])}
    tails = [(start, end + len(_tail(text[end:]))) for start, end in spans]
    tails += [match.span() for match in _STEADY.finditer(text)] if told else []
    return (told.pop() if len(told) == 1 else 0), tails


def _tail(text: str) -> str:
    match = re.match(r"[ぁ-ん]+", text)
    return match[0] if match else ""


def _reached(text: str, pattern: re.Pattern[str]) -> tuple[bool | None, list[tuple[int, int]]]:
    matches = list(pattern.finditer(text))
    if not matches:
        return None, []
    spans = [(match.start(), match.end() + len(_tail(text[match.end() :]))) for match in matches]
    said = " ".join(text[max(0, start - 20 if text.isascii() else start) : end] for start, end in spans)
    return not _MISSED.search(said), spans


def _rest(
    claim: str, spans: Iterable[tuple[int, int]], question: Question, lexicon: Lexicon, names: ReportNames
) -> Question | None:
    """The claim as a question about its topic alone; None where it names none."""
    bare = blanked(claim, [*spans, *(match.span() for match in _FRAME.finditer(claim))])
    bare = re.sub(r"(?<=。)[ぁ-ん]{1,12}(?=[。?？!！]|$)", "。", bare)
    if language_of(question.text) == "en" and language_of(bare) == "ja":
        # Japanese terms within an English sentence say exactly what is meant.
        bare = re.sub(r"\b[A-Za-z]+\b", lambda match: "。" * len(match[0]), bare)
    try:
        rest = parse(bare, lexicon, names, question.language, question.as_of)
    except QuestionError:
        return None
    if not any(term.weight >= TOPIC and len(term.text) > 1 for term in rest.terms):
        if not question.terms:
            return None
        rest = replace(rest, terms=question.terms, places=question.places, qualifiers=question.qualifiers)
    money = tuple(measure for measure in question.measures if measure in _COSTS)
    return replace(
        rest,
        operation="look_up",
        measures=money,
        periods=(),
        relative=(),
        counter="",
        reports=rest.reports or question.reports,
        refusals=(),
    )


_COSTS: frozenset[Measure] = frozenset(
    {"budget", "general_fund", "carry_over", "full_cost", "staff", "staff_head", "staff_branch"}
)
