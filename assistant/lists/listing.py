"""The list that a question asks for: what it selects by, in which order, how many, and counted or grouped by what."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from assistant.lists.bound import Bound, find_bounds
from assistant.lists.criterion import (
    Against,
    Blank,
    Changed,
    Criterion,
    Dated,
    Due,
    Falling,
    Graded,
    Not,
    Remarked,
    Repeated,
    Times,
    Within,
    Worded,
    Zero,
)
from assistant.understanding.question import Question
from assistant.understanding.term import blanked
from index.figure import FigureKind, Measure
from index.period import find_periods

Grouping = Literal["", "grade", "heading"]
Spans = tuple[tuple[int, int], ...]

# --- what asks for a list

_NOUNS = (
    r"指標|kpi|数値目標|事業|取組|取り組み|項目|施策|プロジェクト|補助金|交付金|分野|"
    r"業種|産業|地区|区分|税目|科目|経費|団体|"
    r"政策|基本目標|もの|やつ|プログラム"
)
# A list is asked for by which or all of them, by its nouns (指標は？), or by a count of those.
_ASKS = re.compile(
    r"どれ(?!くらい|ぐらい|だけ|ほど|も)|(?:の|以上|以下|未満|超|超え|台|円|割れ)は[?？]|"
    rf"どの[^。、]{{0,8}}?(?:{_NOUNS})|全部|すべて|全て|一覧|挙げ|列挙|リスト(?!ラ)|並べ|拾|洗い出|抽出|ピックアップ|"
    rf"(?:{_NOUNS})(?:名)?(?:は|って|を|が)?[^。、,.?？]{{0,4}}(?:[?？。、]|$)|いくつあ|"
    rf"何(?:指標|事業|項目|種類|kpi|本)|"
    r"(?:指標|kpi|事業|取組|項目|施策|もの)(?:は|が)?(?:全部で)?(?:何件|いくつ|何個)|"
    r"ワースト|ベスト|トップ\d|上位|下位|ランキング|順に|"
    r"\bwhich(?! (?:fiscal |calendar )?years?\b)|\b(?:list|all(?! in all)|those|name|every|rank|top|bottom|worst)\b|"
    r"\bhow many (?:of |[a-z]+ )?(?:the )?(?:indicators?|kpis?|projects?|items?|targets?|programmes?)\b|"
    r"\bwhat (?:are the )?(?:indicators?|kpis?|projects?|targets?)\b",
    re.IGNORECASE,
)
# Where a grade, a dash or a remark is what is selected by, these ask for a list as well.
_ASKS_TOO = re.compile(
    r"のは[^。]{0,6}[?？。]|のって何|のは(?:何|なに)(?![がをに])|いくつ|何[件個つ]|\bhow many\b|\bwhat (?:are|were)\b",
    re.IGNORECASE,
)
# ◎の指標って何 asks which they are, ◎って何 what it means.
_MARKED = re.compile(r"(?:な|な?った|いた|れた|る)のって何|のは(?:何|なに)")
_LISTS = re.compile(
    r"全部|すべて|全て|一覧|挙げ|列挙|リスト|並べ|洗い出|抽出|ピックアップ|\b(?:list|name all|all the|every)\b",
    re.IGNORECASE,
)
_KINDS = re.compile(rf"{_NOUNS}|\b(?:indicator|kpi|project|programme|item|measure|target)s?\b", re.IGNORECASE)
_COUNTS = re.compile(r"いくつ|何(?:件|個|本|つ|指標|事業|項目|種類|施策|kpi)|\bhow many\b", re.IGNORECASE)
# Nouns of what a list holds say nothing about its topic.
_GENERIC = re.compile(
    r"(?!(?:連携|事務)?事業\s*\d)(?:主な|関連する?|対象となる?|対象の?)?(?:重要業績評価指標|評価指標|成果指標|活動指標|"
    r"数値目標|指標|kpi|事務事業|関連事業|"
    r"連携事業|事業(?!所|者|承継|継続|\s*\d)|項目|名称|名前)(?:名|一覧)?|種類|一覧|表|欄|備考|"
    r"以外|一緒|セット|込み|併せ|合わせ|添え|"
    r"理由|数字|数値|つき|付き|(?:順|番)(?=に|で)|答弁(?:資料)?用?|"
    r"分野|区分|いくら|率|(?<![一-龠])額|数(?=も|を|は|$)|"
    r"\b(?:indicators?|kpis?|projects?|programmes?|programs?|items?|rows?|entries|results?|"
    r"numbers?|names?|figures?|ones?|"
    r"list(?:ed)?|each|give|show|sheet|table|rated|graded|rather|already|drew|draw|most|with|end|single|different|"
    r"receiv(?:e|es|ed|ing)|gets?|got|gotten|allocated|granted|money|"
    r"fields?|categor(?:y|ies)|sections?|columns?|already|years?|rather|drew|reached)\b",
    re.IGNORECASE,
)

# --- order and cut

_LOWEST = re.compile(
    r"低い|低かった|小さい|小さかった|最低|最小|最少|少ない|少なかった|ワースト|下位|遅れ|悪い|悪かった|安い|"
    r"\b(?:lowest|worst|bottom|(?<=[a-z] )(?<!at )least|smallest|fewest|lagging|ascending)\b",
    re.IGNORECASE,
)
_HIGHEST = re.compile(
    r"高い|高かった|大きい|大きかった|大きな|最高|最大|最多|多い|多かった|トップ|上位|ベスト|良い|良かった|進んで|"
    r"\b(?:highest|best|top|(?<=[a-z] )(?<!at )most|largest|biggest|greatest|descending)\b",
    re.IGNORECASE,
)
_SUPERLATIVE = re.compile(
    r"(?:多|大き|高|低|少な|小さ)い(?:のは|のって)(?:どれ|何|なに)?[?？]|"
    r"(?:いちばん|一番|最も|もっとも)(?!新し|最近|直近)[^。、]{0,6}|最(?:高|低|大|小|"
    r"多|少)|ワースト|ベスト|トップ|上位|下位|ランキング|"
    r"\d番目に|\b(?:lowest|highest|worst|best|top|bottom|largest|smallest|biggest|fewest|"
    r"greatest|(?<=[a-z] )(?<!at )(?:most|least)|rank)\b",
    re.IGNORECASE,
)
# By how much something fell or rose is ranked: 減り方が大きい.
_FELL = re.compile(
    r"(?:減り|下がり|落ち)(?:方|幅|具合)|減少(?:幅|率|数|額)|下げ幅|"
    r"\b(?:biggest|largest|steepest) (?:drop|fall|decline|decrease)\b",
    re.IGNORECASE,
)
_ROSE = re.compile(
    r"(?:増え|伸び|上がり)(?:方|幅|率|具合)|増加(?:幅|率|数|額)|上げ幅|"
    r"\b(?:biggest|largest|steepest) (?:rise|increase|growth|gain)\b",
    re.IGNORECASE,
)
_SHARE = re.compile(r"率|割合|%|パーセント|\b(?:rates?|percentages?|per ?cent|shares?)\b", re.IGNORECASE)
# Without an adjective a superlative asks for the most, where it is of an amount rather than of a time.
_SUPERLATIVE_ALONE = re.compile(
    r"(?:いちばん|一番|最も|もっとも)(?![^。、?？]{0,12}?(?:新し|古|早|遅|近|最近|直近|重要|大事|関心|問題|詳し))"
)
_SORTED = re.compile(
    r"\brank\b(?=[^.]{0,80}\bby\b)|(?:予算|額|率|値|人工|コスト)(?:の)?順に|"
    r"(?:高|低|大き|小さ|多|少な|良|悪)い(?:もの|方|ほう)?(?:の)?(?:から)?順|"
    r"(?:高|低|大き|小さ|多|少な)い(?:方|ほう|もの)から|\b(?:in )?(?:ascending|descending)(?: order)?|"
    r"from (?:the )?(?:largest|highest|lowest|smallest) to|"
    r"\b(?:sorted|ordered|ranked) by",
    re.IGNORECASE,
)
_NUMBERS = {
    "一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10, "one": 1, "two": 2,
    "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
}  # fmt: skip
_N = r"(\d{1,2}|[一二三四五六七八九十]|one|two|three|four|five|six|seven|eight|nine|ten)"
_CUT = re.compile(
    rf"(?:ワースト|ベスト|トップ|上位|下位|bottom|top|worst|best|lowest|highest|largest|smallest)\s*{_N}(?![\d%])|"
    rf"順に[^。、]{{0,3}}?{_N}\s*(?:つ|件|個|本|事業|指標)|から{_N}\s*(?:つ|件|個|本)|"
    rf"\b{_N} (?:lowest|highest|worst|best|largest|smallest|biggest|most|least)",
    re.IGNORECASE,
)
_NTH = re.compile(
    r"(\d)番目に|\b(second|third|fourth)[- ](?:largest|highest|lowest|smallest|biggest|most|best|worst)", re.IGNORECASE
)
_ORDINALS = {"second": 2, "third": 3, "fourth": 4}
_YEARLY = re.compile(
    r"何年(?!間)|どの年|(?:多|少な|高|低|大き|小さ)(?:い|かった)年度?(?!間)|いつの?|何年度|"
    r"\b(?:which|what) (?:fiscal |calendar )?year\b|\bwhen\b",
    re.IGNORECASE,
)

# --- what is selected by

_SYMBOL = re.compile(r"[◎○〇◯△×▲▼]")
_LETTER = re.compile(
    r"(?<![A-Za-z])([A-ES])\s*(?:判定|評価|ランク|rated|grade)|\b(?:graded?|rated|rating)\s+(?:of )?([A-ES])\b"
    r"|(?:判定|評価|ランク|達成度合)[^。、A-Za-z]{0,3}?([A-ES])(?![A-Za-z])"
)
_SYMBOL_WORDS = {"二重丸": "◎", "バツ": "×", "ばつ": "×", "サンカク": "△", "三角": "△", "マル": "○"}
# A grade in other words beside it: ×(達成不可), 達成不可(×).
_EXPLAINED = re.compile(
    r"(?:[◎○〇◯△×▲▼A-E]|[-－―—ー](?=[」』]))[」』]?\s*[(（][^()（）]*[)）]|[一-龠ぁ-ん]{2,8}(?=[(（][◎○〇◯△×▲▼][)）])"
)
_UNGRADED = re.compile(
    r"評価(?:が)?[「『]?[-－―—](?:[」』]|(?=の|は|に))|評価不可|評価対象外|未評価|評価(?:が|"
    r"の)?(?:な|さ?れてい?な)|not (?:yet )?(?:graded|rated|evaluated)",
    re.IGNORECASE,
)
_OTHER_THAN = re.compile(
    r"^[」』）)]*(?:評価|判定|ランク)?(?:以外|では?な|じゃな)|(?:other than|except|not(?: rated|"
    r" graded)?)\s*$",
    re.IGNORECASE,
)
# A grade that a list leaves out: 「やや遅れ」は除く.
LEFT_OUT = re.compile(
    r"[」』）)]?(?:評価|判定)?(?:のもの|のKPI|の指標)?(?:は|を|だけ)?(?:除|含め?(?:ない|ず)|含まない|以外|外して|抜き)"
)
_MEASURED: dict[str, Measure] = {
    "実績": "actual", "結果": "actual", "予算": "budget", "事業費": "budget", "目標": "target", "基準": "baseline",
    "一般財源": "general_fund", "一財": "general_fund", "人工": "staff", "進捗率": "progress", "達成率": "achievement",
    "actual": "actual", "result": "actual", "budget": "budget", "target": "target", "baseline": "baseline",
}  # fmt: skip
_ZERO = re.compile(
    rf"({'|'.join(_MEASURED)})[^。、.,]{{0,8}}?[「『(]?\s*(?:(?<![\d.,])0(?![\d.,年月割%])|ゼロ|\bzero\b|"
    rf"\bnil\b)|\bzero (actual|result|budget|target)"
    r"|(?<![\d.,])()0(?:件|人|名|回|社)(?:だった|のまま|に終わ|の)",
    re.IGNORECASE,
)
_BLANK = re.compile(
    r"[「『][-－—―ー‐–]+[」』]|ダッシュ|ハイフン|横棒|空欄|空白|未記入|(?:記載|印字|数値|"
    r"数字|値|データ|記入)(?:が|の|は|も)?(?:書かれて|入って|されて|出て)?(?:い)?(?:な[いし]|"
    r"なかった|ません)|"
    r"(?:実績|目標|基準|予算|進捗率|達成率)(?:値|額)?(?:が|の|は|も)(?:まだ)?(?:出て(?:い)?ない|"
    r"無い|ない(?!と))|まだ出て(?:い)?な|"
    r"\b(?:blank|dash(?:es)?|missing)\b|\bno (?:printed )?(?:figure|value|number|baseline|"
    r"actual|result|target|progress)|"
    r"\bnot (?:yet )?(?:available|printed|given|recorded|reported|known)\b|\bwithout (?:an? )?(?:baseline|"
    r"actual|target|result|progress)",
    re.IGNORECASE,
)
_WORDY = re.compile(
    r"(?:数値|数字|数)(?:目標)?(?:では?|じゃ|で)な[くい]|定性|(?:文章|言葉|ことば)で|"
    r"\bnot (?:as )?(?:a )?numbers?\b|\brather than (?:at |as |by )?(?:a )?numbers?\b|"
    r"non-?numeric|\bin words\b",
    re.IGNORECASE,
)
_WORDS: tuple[tuple[str, Measure, tuple[str, ...]], ...] = (
    (r"未集計|集計中|not (?:yet )?(?:tallied|compiled|counted|aggregated|totall?ed)", "actual", ("未集計", "集計中")),
    (r"未構築", "actual", ("未構築",)),
    (r"未実施|実施なし|not (?:yet )?(?:carried out|implemented|held)", "actual", ("未実施", "実施なし", "中止")),
    (r"調査中|算定中|精査中|under (?:survey|review)", "actual", ("調査中", "算定中", "精査中")),
    (r"全国(?:の)?(?:平均|水準)|national (?:average|level|mean)", "target", ("全国",)),
    (
        r"現状(?:値)?(?:維持|以上|より増)|(?:keep|maintain)(?:ing)? the (?:status quo|current level)",
        "target",
        ("現状", "維持"),
    ),
)
_COVID = re.compile(
    r"(?:新型)?コロナ(?:ウイルス)?(?:感染症)?|感染症|covid(?:-?19)?|coronavirus|pandemic", re.IGNORECASE
)
_DONE: tuple[tuple[str, tuple[str, ...]], ...] = (
    (r"中止|cancel+(?:ed|lation)|called off|stopped|scrapped", ("中止",)),
    (r"延期|postponed|put off", ("延期",)),
    (r"縮小|scaled (?:down|back)", ("縮小",)),
    (r"オンライン(?:での?)?(?:開催|実施)?|\bonline\b|web開催", ("オンライン", "WEB", "リモート")),
    (r"書面(?:での?)?(?:開催|実施)?|in writing|on paper", ("書面",)),
    (r"見送|forgone|skipped", ("見送",)),
    (r"再検討|reconsidered", ("再検討",)),
)  # fmt: skip
_MENTIONED = re.compile(
    r"[(（][^()（）]*含[^()（）]*[)）]|[「『](?:[^」』]*(?:中止|延期|縮小|オンライン|書面|見送)[^」』]*)[」』]"
)
_BEFORE_IT = re.compile(r"(?:before|after|prior to|since) (?:the )?$", re.IGNORECASE)
_UNSAID = re.compile(r"^[^。、,]{0,22}?(?:ない|なく|なし|無し|以外|ではな|じゃな)")
_UNSAID_EN = re.compile(r"(?:\bnot?\b|\bwithout\b|n't\b|other than|unrelated)[^.]{0,45}$", re.IGNORECASE)
_SHORT = re.compile(
    r"目標[^。、]{0,10}?(?:届(?:か|いて(?:い)?な|いてません|きません)|達し(?:て(?:い)?)?(?:ない|"
    r"なかった|ません|なく)|達成(?:でき|し)?(?:て(?:い)?)?(?:ない|なかった|ません|なく)|"
    r"下回|満た(?:ない|なかった|して(?:い)?な)|割(?:った|って))|未達(?!成率)|目標割れ|"
    r""
    r"\b(?:fell|fall|falls|falling|come|came|coming) short|\bmiss(?:ed|ing)? (?:the |"
    r"its |their )?targets?|\b(?:below|under) (?:the |its |their )?targets?|"
    r"(?:\bnot\b|n't|\bnever\b)[^.?]{0,12}(?:met|meet|reach|achiev|hit)|fail(?:ed)? to (?:meet|"
    r"reach|hit|achieve)|\bunmet\b",
    re.IGNORECASE,
)
_REACHED = re.compile(
    r"目標[^。、]{0,10}?(?:上回|超え|越え|達した|達して(?:い)?[るま]|達成した|達成して(?:い)?[るま]|"
    r"達成でき[たて]|クリア|到達)|達成済み|目標達成(?:した|の|済)|"
    r"\b(?:met|reached|achieved|hit|beat|exceeded|surpassed|above|over) (?:the |its |"
    r"their )?targets?|\bexceed(?:s|ed|ing)? (?:the|its|their)",
    re.IGNORECASE,
)
_START = r"(?:基準(?:値|年)?|(?:計画|戦略)?策定時|当初|スタート(?:時)?|開始時|以前|前回|前年度?)"
_CHANGES: tuple[tuple[str, bool, bool], ...] = (
    (r"悪化|後退|\b(?:worse(?:ned)?|deteriorated|gone backwards)\b", False, True),
    (r"改善(?:した|して|傾向)|良くなっ|\b(?:improved|better than)\b", True, True),
    (
        rf"{_START}[^。、]{{0,12}}?(?:減|下が|下回|低下|落ち)|減(?:った|って(?:い)?る|少した|"
        rf"少して)|\b(?:fell|fallen|declined|decreased|dropped|shrank|lost|lower than|gone down)\b", False, False),
    (
        rf"{_START}[^。、]{{0,12}}?(?:増|上が|上回|伸び)|増(?:えた|えて(?:い)?る|加した|加して)|"
        rf"\b(?:rose|risen|increased|grew|grown|gained|higher than|gone up)\b", True, False),
)  # fmt: skip
_FALLING = re.compile(
    r"(?:減らす|下げる|減少(?:させる)?|引き下げる|抑える)(?:こと)?(?:を|が)?(?:目標|目指)|"
    r"目標(?:値)?が(?:基準|策定時)[^。、]{0,6}(?:低|小さ|少な)|"
    r"\b(?:aim(?:s|ing)?|meant|supposed|targets?) (?:to|at) (?:be )?(?:reduc|lower|cut|"
    r"decreas|fall)|target (?:is )?(?:lower|below|smaller)",
    re.IGNORECASE,
)
_DUE = re.compile(
    r"目標(?:年|達成年|の年|年次|時期)|まで(?:に|の|が)(?:目標|達成|期限)?|ゴール|期限|最終年|終わり|終わる|"
    r"\btarget (?:year|date)|\bdue (?:in|by)|\bdeadline|\bend(?:s|ing)? in|\bby (?:fy)?\d{4}",
    re.IGNORECASE,
)
_OTHER_YEAR = re.compile(
    r"以外|では?な[いく]|じゃない|異なる|違う|\b(?:other than|different|except|not (?:in|"
    r"for|due)|another)\b",
    re.IGNORECASE,
)
# The year of a value is what a list selects by: 基準値がR6の指標, R6を基準とする指標, with a FY2024 baseline.
_OF_ONE_YEAR = re.compile(
    r"(?:基準|現状|策定時|当初|実績|直近|最新)[^。、?？]{0,12}?(?:が|は)[^。、?？]{0,4}?(?=。)|"
    r"(?<=。)(?:年度?)?(?:時点|現在)?(?:の(?:値|数字|数値|データ)?)?(?:を|が|に)?(?:基準|現状|実績|直近|最新)(?:値|年度?)?"
    r"(?:に|と(?!なる理由)|を|で)|"
    r"\b(?:baselines?|base values?|actuals?|results?|figures?|values?|data)\b[^.?]{0,24}?(?=。)|"
    r"\b(?:baselined|measured|dated?|recorded|last reported)\b[^.?]{0,12}?(?=。)|"
    r"(?<=。)(?: (?:as|for))?(?: (?:its|their|the|a))? (?:baseline|base|latest|actual)",
    re.IGNORECASE,
)
_LATEST = re.compile(r"直近|最新|\b(?:latest|most recent|newest)\b", re.IGNORECASE)
_REPEATED = re.compile(
    r"【?再掲】?|(?:何度|複数回|[2二]回以上|繰り返し|重複)[^。、]{0,4}|\b(?:repeated|"
    r"reprinted|more than once|several times|printed twice)\b",
    re.IGNORECASE,
)
_RATIO = re.compile(r"目標(?:値)?の\s*$|\btimes (?:the|its|their) target", re.IGNORECASE)
_BY_GRADE = re.compile(
    r"(?:評価|判定|ランク)(?:別|ごと|の内訳|の分布)|(?:評価|判定|ランク|度合|[◎○△×]|[A-DS](?![A-Za-z]))[^。]{0,30}"
    r"それぞれ(?:いくつ|何(?:件|個|つ|指標|項目|本|事業))|\b(?:by|per|"
    r"each) grade|grade (?:breakdown|distribution)",
    re.IGNORECASE,
)
_BY_HEADING = re.compile(
    r"どの(?:分野|施策|政策|基本目標|プロジェクト|区分|柱|章|節|部|項目|連携事業|戦略)(?:が|"
    r"に|で|の)[^。]{0,24}?(?:最も|一番|いちばん)|"
    r"(?:最も|一番|いちばん)(?:多|少な)い(?:のは)?(?:どの)?(?:分野|施策|政策|基本目標|プロジェクト|区分|柱|章|連携事業|戦略)|"
    r"\bwhich (?:section|field|policy|policies|project|goal|chapter|category|heading|"
    r"area)\b[^.?]{0,30}\b(?:most|fewest|largest number)\b",
    re.IGNORECASE,
)
_REASON = re.compile(
    r"(?:理由|原因|要因|なぜ|背景)(?!じゃな|では?な|は(?:不要|いらな|要らな))|\bwhy\b|\breasons?\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Order:
    """By which measure rows are ordered, and from which to which rank they are kept; `last` None keeps all.

    `share` says that a rate is ranked rather than an amount, `changes` that it is by how much something rose or fell.
    """

    lowest: bool
    first: int = 1
    last: int | None = None
    share: bool = False
    changes: Literal["", "up", "down"] = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """A list over indicators.

    `measure` is what it is about, `named` whether the question itself says so; `shown` are measures to print beside.
    `years` are those that figures must be of. `spans` are the words of the question that ask for the list: the others
    say what it is about. `words` says that the row's own words are wanted, `whole` that every row is, of `kind`
    where one is named; a `loose` one is a list only where rows bear it out: by a heading, or by grades in words.
    """

    measure: Measure
    named: bool
    criteria: tuple[Criterion, ...] = ()
    order: Order | None = None
    grouping: Grouping = ""
    yearly: bool = False
    words: bool = False
    whole: bool = False
    loose: bool = False
    kind: FigureKind | None = None
    shown: tuple[Measure, ...] = ()
    years: frozenset[int] = frozenset()
    spans: Spans = ()


def read_listing(question: Question) -> Listing | None:
    """The list that a question asks for, or None where it asks for none that can be made."""
    text = question.text
    asked = bool(_ASKS.search(text) or _BY_GRADE.search(text)) or question.operation == "rank"
    defines = question.operation == "define" and not _MARKED.search(text)
    if defines or not (asked or _ASKS_TOO.search(text)):
        return None
    reader = _Reader(question)
    criteria = reader.criteria()
    explains = question.operation == "explain" and bool(_REASON.search(text))
    if not asked and (explains or not any(_marks(one) for one in criteria)):
        return None  # 寄附額は目標を超えた？ is about one indicator
    order = reader.order()
    grouping = reader.grouping()
    kind = bool(_KINDS.search(text)) and asked
    # What is to be added up or compared is named rather than listed.
    whole = not (criteria or order or grouping) and kind and question.operation != "compare"
    if not criteria and order is None and not grouping and not whole:
        return None
    if (explains or question.operation == "describe") and not criteria and order is None:
        return None
    listing = reader.listing(criteria, order, grouping, whole)
    return replace(listing, loose=whole and not _LISTS.search(text), kind=_kind(text) if whole else None)


class _Reader:
    """Reads one question; remembers the words that ask for the list."""

    def __init__(self, question: Question) -> None:
        self.question = question
        self.text = question.text
        self.spans: list[tuple[int, int]] = []
        self.measure: Measure | None = None
        self.dated = False

    def find(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        match = pattern.search(self.text)
        if match is not None:
            self.spans.append(match.span())
        return match

    def listing(self, criteria: Sequence[Criterion], order: Order | None, grouping: Grouping, whole: bool) -> Listing:
        asked = self.question.measures
        measure = self.measure or next((one for one in asked if one in _RANKED), None) or next(iter(asked), None)
        years = {period.year for period in self.question.periods if period.year is not None and not self.dated}
        for pattern in (_GENERIC, _ASKS, _ASKS_TOO, _COUNTS, _LISTS, _REASON):
            self.spans += [match.span() for match in pattern.finditer(self.text)]
        return Listing(
            measure=measure or "progress",
            named=measure is not None,
            criteria=tuple(criteria),
            order=order,
            grouping=grouping,
            yearly=order is not None and bool(_YEARLY.search(self.text)) and not criteria,
            words=bool(_REASON.search(self.text)) or any(_is_of_words(one) for one in criteria),
            whole=whole,
            shown=tuple(one for one in asked if one != measure),
            years=frozenset(years),
            spans=tuple(self.spans),
        )

    def criteria(self) -> list[Criterion]:
        found = [
            *self._bounds(),
            *self._graded(),
            *self._worded(),
            *self._remarked(),
            *self._due(),
        ]
        if self.find(_REPEATED):
            found.append(Repeated())
        found += [] if found else self._dated()
        if self.find(_FALLING):
            found.append(Falling())
        graded = any(isinstance(one, (Graded, Not)) for one in found)
        if not any(isinstance(one, Times) for one in found):
            found += self._against(graded)
        if not found or not graded:
            found += [] if any(isinstance(one, (Against, Within, Falling)) for one in found) else self._changed()
        return found

    def order(self) -> Order | None:
        superlative = self.find(_SUPERLATIVE)
        sorted_by = self.find(_SORTED)
        low, high = _LOWEST.search(self.text), _HIGHEST.search(self.text)
        if not (superlative or sorted_by) or not (low or high or sorted_by or self._most()):
            return None
        # Where both are said (最も低い and 上位), the one beside the superlative counts.
        lowest = low is not None and (high is None or _beside(superlative or sorted_by, low, high))
        self.spans += [match.span() for match in (low, high) if match]
        cut, nth = self.find(_CUT), self.find(_NTH)
        first, last = 1, None if sorted_by else 1
        if nth:
            first = last = int(nth[1]) if nth[1] else _ORDINALS[nth[2].lower()]
        elif cut:
            last = _number(next(group for group in cut.groups() if group))
        fell, rose = self.find(_FELL), self.find(_ROSE)
        changes: Literal["", "up", "down"] = "down" if fell else "up" if rose else ""
        share = bool(_SHARE.search(self.text)) and not set(self.question.measures) & set(_RATES)
        return Order(lowest, first, last, share, changes)

    def _most(self) -> bool:
        """Whether a superlative alone is of an amount: 最も予算がついている is of the most."""
        match = _SUPERLATIVE_ALONE.search(self.text)
        return match is not None and bool(self.question.measures)

    def grouping(self) -> Grouping:
        if self.find(_BY_HEADING):
            return "heading"
        return "grade" if self.find(_BY_GRADE) else ""

    def _bounds(self) -> list[Criterion]:
        found: list[Criterion] = []
        for bound in find_bounds(self.text):
            self.spans.append((bound.start, bound.end))
            found.append(self._bounded(bound))
        return found

    def _bounded(self, bound: Bound) -> Criterion:
        if _RATIO.search(self.text[: bound.start]) and bound.unit in ("倍", "%"):
            self.measure = "actual"
            scale = Decimal(100) if bound.unit == "%" else Decimal(1)
            low, high = (None if limit is None else (limit[0] / scale, limit[1]) for limit in (bound.low, bound.high))
            return Times(Within("actual", "", low, high))
        self.measure = _measure_of(bound, self.question.measures)
        return Within(self.measure, bound.unit, bound.low, bound.high)

    def _graded(self) -> list[Criterion]:
        grades = {_spelt(match[0]): match for match in _SYMBOL.finditer(self.text)}
        for word, symbol in _SYMBOL_WORDS.items():
            match = re.search(word, self.text)
            if match:
                grades[symbol] = match
        for match in _LETTER.finditer(self.text):
            grades[next(group for group in match.groups() if group)] = match
        ungraded = self.find(_UNGRADED)
        if ungraded:
            grades["-"] = ungraded
        left = {grade for grade, match in grades.items() if LEFT_OUT.match(self.text, match.end())}
        if not grades:
            return []
        self.measure = self.measure or "grade"
        self.spans += [match.span() for match in grades.values()]
        self.spans += [match.span() for match in _EXPLAINED.finditer(self.text)]
        last = max(match.end() for match in grades.values())
        first = min(match.start() for match in grades.values())
        other = _OTHER_THAN.search(self.text[last : last + 8]) or _OTHER_THAN.search(self.text[:first].rstrip())
        if left and left != set(grades):
            return [Graded(frozenset(grades) - left)]  # ×のもの（△は除く）
        graded: Criterion = Graded(frozenset(grades))
        return [Not(graded) if other or left else graded]

    def _worded(self) -> list[Criterion]:
        zero = self.find(_ZERO)
        if zero:
            named = next((group for group in zero.groups() if group), "実績").lower()
            self.measure = self.measure or _MEASURED[named]
            return [Zero(_MEASURED[named])]
        for pattern, measure, words in _WORDS:
            said = list(re.finditer(pattern, self.text, re.IGNORECASE))
            if said:
                self.spans += [match.span() for match in said]
                asked = (
                    measure if measure == "actual" else _first(self.question.measures, (measure, "baseline"), measure)
                )
                self.measure = self.measure or asked
                self.find(_WORDY)
                return [Worded(asked, words)]
        if self.find(_WORDY):
            self.measure = _first(self.question.measures, ("target", "actual", "baseline"), "target")
            return [Worded(self.measure)]
        return self._blank()

    def _blank(self) -> list[Criterion]:
        if "-" in self.text and self.measure == "grade":
            return []
        match = _BLANK.search(self.text)
        if match is None or _COVID.search(self.text):
            return []
        self.spans.append(match.span())
        asked = _first(self.question.measures, _BLANKS, "actual")
        self.measure = self.measure or asked
        return [Blank(asked)]

    def _remarked(self) -> list[Criterion]:
        covid = self.find(_COVID)
        groups: list[tuple[str, ...]] = [("コロナ", "感染症")] if covid else []
        spans = [covid.span()] if covid else []
        for pattern, words in _DONE:
            match = self.find(re.compile(pattern, re.IGNORECASE))
            if match:
                groups.append(words)
                spans.append(match.span())
        if not groups or (covid and _is_a_time(self.text, covid)):
            return []
        last, first = max(end for _, end in spans), min(start for start, _ in spans)
        self.spans += [match.span() for match in _MENTIONED.finditer(self.text)]
        remarked: Criterion = Remarked(tuple(groups))
        unsaid = _UNSAID.search(self.text[last:]) or _UNSAID_EN.search(self.text[:first])
        self.spans += [match.span() for match in _TOLD.finditer(self.text)]
        return [Not(remarked) if unsaid else remarked]

    def _due(self) -> list[Criterion]:
        dated = [period for period in self.question.periods if period.year is not None]
        # A month beside a year is that of the report.
        years = {one.year for one in dated if "月" not in one.text} or {one.year for one in dated}
        others = set(self.question.measures) - {"target"}
        if not years or others or not (_DUE.search(self.text) or self.question.measures == ("target",)):
            return []
        self.find(_DUE)
        self.measure, self.dated = "target", True
        due: Criterion = Due(frozenset(year for year in years if year is not None))
        return [Not(due) if self.find(_OTHER_YEAR) else due]

    def _dated(self) -> list[Criterion]:
        """The year that a base or an actual is of, where that is what the list selects by."""
        measure = next((one for one in self.question.measures if one in ("baseline", "actual")), None)
        years = frozenset(period.year for period in self.question.periods if period.year is not None)
        spans = [(start, end) for start, end, period in find_periods(self.text) if period.year in years]
        match = _OF_ONE_YEAR.search(blanked(self.text, spans)) if measure and spans else None
        if measure is None or match is None:
            return []
        self.spans.append(match.span())
        self.measure = measure
        return [Dated(measure, years, latest=bool(_LATEST.search(self.text)))]

    def _against(self, graded: bool) -> list[Criterion]:
        short, reached = _SHORT.search(self.text), _REACHED.search(self.text)
        said = short or reached
        if said is None or (graded and not re.search("目標|target", said[0])):
            return []
        self.spans.append(said.span())
        self.measure = self.measure or "actual"
        return [Against(short is None)]

    def _changed(self) -> list[Criterion]:
        for pattern, up, directed in _CHANGES:
            if self.find(re.compile(pattern, re.IGNORECASE)):
                self.measure = "actual"
                return [Changed(up, directed)]
        return []


_RANKED: tuple[Measure, ...] = (
    "progress", "achievement", "full_cost", "general_fund", "staff_head", "staff_branch", "staff", "budget", "grade",
)  # fmt: skip
_BLANKS: tuple[Measure, ...] = ("baseline", "actual", "progress", "achievement", "budget", "target", "interim_target")
_MONEY: tuple[Measure, ...] = ("full_cost", "general_fund", "carry_over", "budget")
_RATES: tuple[Measure, ...] = ("progress", "achievement")
_STAFF: tuple[Measure, ...] = ("staff_head", "staff_branch", "staff")
_TOLD = re.compile(
    r"影響|により|と?書(?:いて|かれ)[^。、]{0,4}|含む|も含|\bdue to\b|\bbecause of\b|\bremarks?\b|\bnotes?\b",
    re.IGNORECASE,
)


def _kind(text: str) -> FigureKind | None:
    outcomes, projects = re.search(_OUTCOMES, text, re.IGNORECASE), re.search(_PROJECTS, text, re.IGNORECASE)
    if bool(outcomes) == bool(projects):
        return None
    return "kpi" if outcomes else "budget"


_OUTCOMES = r"指標|kpi|数値目標|\bindicators?\b|\bmeasures?\b|\btargets?\b"
_PROJECTS = r"事業(?!所|者|承継)|予算|\bprojects?\b|\bprogrammes?\b"


def _is_a_time(text: str, covid: re.Match[str]) -> bool:
    """コロナ前 and before the pandemic say when, not why."""
    return bool(re.match("禍?(?:以)?[前後]", text[covid.end() :]) or _BEFORE_IT.search(text[: covid.start()]))


def _marks(criterion: Criterion) -> bool:
    """Whether a criterion marks rows, rather than one indicator's number."""
    own = criterion.criterion if isinstance(criterion, Not) else criterion
    return isinstance(own, (Graded, Blank, Remarked, Repeated, Dated))


def _is_of_words(criterion: Criterion) -> bool:
    return isinstance(criterion, Remarked) or (isinstance(criterion, Not) and isinstance(criterion.criterion, Remarked))


_USUAL: Mapping[str, Measure] = {"円": "budget", "%": "progress"}


def _measure_of(bound: Bound, asked: Sequence[Measure]) -> Measure:
    """The measure that a bound is about: of those asked for the one that its unit fits, else what is usual for it."""
    fitting = {"円": _MONEY, "%": _RATES, "": (*_STAFF, *_RATES, *_MONEY)}.get(bound.unit, ())
    usual = _USUAL.get(bound.unit, "actual")
    plain = [measure for measure in asked if measure != "grade"]
    return next((measure for measure in fitting if measure in asked), next(iter(plain), usual))


def _first(asked: Sequence[Measure], wanted: Sequence[Measure], otherwise: Measure) -> Measure:
    return next((measure for measure in wanted if measure in asked), otherwise)


def _beside(cue: re.Match[str] | None, low: re.Match[str], high: re.Match[str]) -> bool:
    at = cue.start() if cue else 0
    return abs(low.start() - at) <= abs(high.start() - at)


def _number(word: str) -> int:
    return int(word) if word.isdigit() else _NUMBERS[word.lower()]


def _spelt(symbol: str) -> str:
    return "○" if symbol in "〇◯" else symbol


def with_criteria(listing: Listing, criteria: Sequence[Criterion], spans: Sequence[tuple[int, int]] = ()) -> Listing:
    """The list with further criteria; grades and words of cells that say what it is about, where nothing else does."""
    graded = any(isinstance(one, Graded) for one in criteria)
    measure = next((one.measure for one in criteria if isinstance(one, Worded)), "grade" if graded else listing.measure)
    return replace(
        listing,
        criteria=(*listing.criteria, *criteria),
        measure=measure if criteria and not listing.named else listing.measure,
        whole=listing.whole and not criteria,
        spans=(*listing.spans, *spans),
    )


def about(listing: Listing, measure: Measure) -> Listing:
    """The same list about another measure, where the rows print none of the one that was supposed."""
    moved = tuple(
        replace(one, measure=measure) if isinstance(one, (Within, Dated)) and one.measure == listing.measure else one
        for one in listing.criteria
    )
    return replace(listing, measure=measure, criteria=moved)
