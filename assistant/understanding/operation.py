"""Which operation a question asks for, by the words that ask for it; the first that matches wins."""

import re
from typing import Literal

Operation = Literal["look_up", "rank", "filter", "explain", "define", "describe", "compare"]

_CUES: dict[Operation, tuple[str, ...]] = {
    "define": (
        r"(?:どう|どのよう|どんなふう)(?:やって|に(?:して|すると)?|すると)?"
        r"(?:計算|算出|算定|求め(?!人)|割り出|出し(?:てい?る|てるの|ます|たもの))",
        r"計算(?:方法|式|の仕方)|算式|算出方法|定義|分かれて|条件|何のこと"
        r"|どういう(?:意味|計算|扱い|基準|条件|こと(?:です|か|$|[?？]))|意味(?:は|です|を)",
        r"って何(?:の|な|です|が|$|[?？])|は何を(?:指|足|表|示)|とは(?:何(?![ァ-ヺ一-龠%])|なに|$|[?？])|基準は何(?:です|か|$|[?？])",
        r"何で割|何を(?:何で)?(?:割|足し|掛け|引い|分母|カウント|数え)|分母|分子(?!の)|検算|何に(?:対する|対して|占め)|何に対し|何と比べた割合",
        r"何の(?:印|しるし|マーク|記号|略|内訳|欄|列)"
        r"|(?:何|どんな\S{1,6}|どの\S{1,6}|どこ)(?:が|を|まで)?(?:含まれ|含ま|含む|含め|該当|対象に)",
        r"(?:[◎○△×▲※]|[A-E](?:評価|判定)|評価|判定|区分|達成(?:状況|度合?))の?(?:評価)?基準(?!値|年)",
        r"(?:評価|判定|区分|度合)[A-E]?[はって]{1,2}何(?:%|％|パーセント)",
        r"何が(?:違|ちが)|[◎○△×▲◇◆□■※].{0,24}(?:違い|違う|違っ|ちが[いうっ]|区別|使い分け)|(?:いつ|何月|何日|何年)(?:の)?(?:時点|現在)の",
        r"で(?:計算|算出|算定)(?:して|する|され|した)",
        r"何の(?:番号|コード|数字|略称)",
        r"(?:何|なに)(?:が|を)(?:そろ|揃|満た)(?:え|っ|せ)|には(?:どんな|どういう|どの|何の)?(?:条件|基準)|使い分け",
        # Whether something is counted in or allowed is answered by a note.
        r"も(?:含|入っ)[^、。?？]{0,8}(?:[?？]|です|ます|の|か)"
        r"|(?<![書言答話考][いっえ])(?<!思っ)(?<![明識解弁答告介表]し)(?:て|で)も?(?:いい|よい|良い|構わない|かまわない)(?:の|です|でしょう|か|$|[?？])",
        r"(?:どう|どうやって|どのように)(?:して)?(?:調べ|測|計測|測定|集計|数え)|調べ方|測り方|集計方法|測定方法",
        r"何を(?:意味|あらわ)|何(?:%|％|パーセント|点)(?:以上)?から何|」は何(?:です|か|$|[?？])|数え方|凡例|読み方|見方は|カウントの仕方",
        r"how (?:is|are|was|were|do|does|did) .*(?:calculat|comput|defin|work(?:ed)? out|counted|measured|surveyed)",
        r"\b(?:which|what) (?:number|figure|value)s? (?:was|were|is|are) (?:used|taken)\b|\bis it (?:allow|permit)",
        r"^(?:do|does|did) .{3,90} (?:also )?include\b",
        r"what (?:does|do|did|is meant|are meant).* (?:mean|stand for|denote|indicate)|definition|denominator"
        r"|calculated against|divided by|what counts as|under what condition|criteri(?:a|on) for|defined as|stands for",
    ),
    "explain": (
        r"なぜ|何故|なんで(?!す|しょ)|どうして|理由|要因|原因|背景|事情|いきさつ|わけは|(?<![もい])のは\s*[?？]|足を引っ張|何のせい|どういう(?:わけ|事情|経緯)",
        r"\bwhy\b|\breasons?\b|\bbecause\b|\bcaused?\b",
    ),
    "rank": (
        r"(?:いちばん|一番|最も)(?!新し|最近)|最高|最低|最大|最小|ワースト|ベスト|(?<!ス)トップ(?!ページ)|上位|下位|ランキング",
        r"\b(?:lowest|highest|worst|best|top|bottom|largest|smallest|(?<!at )(?:most|least))\b",
    ),
    "filter": (
        r"(?<!歳)(?<!才)(?:未満|以下|以上)|以上|超え|下回|上回|のうち|どれ(?:です|か|$|[?？])",
        r"(?:[◎○△×]|(?:評価|判定|ランク)[がはの]?[A-ES]|[A-ES](?:評価|判定|ランク)).{0,14}(?:何個|いくつ|何件|何指標)",
        r"(?:全部|すべて|全て)(?:挙げ|教え|の|$|[。?？])|を(?:全部|すべて|全て)|(?<!の)一覧で|一覧(?:を|に)",
        r"(?:指標|kpi)(?:は|って)(?:何|なに)?(?:です)?か?[。?？]*$",
        r"which .*(?:over|under|above|below|at least|at most|more than|less than)|list all",
    ),
    "compare": (
        r"差(?:額|は|が|を|って|$|[?？])|何ポイント|オーバー|足りな|不足|差し引|(?:あと|残り)(?:は|で)?(?:何|いくら|いくつ|どれ|どの)",
        r"何倍|比較|比べ|どう違|(?<!間)違い|ギャップ|乖離|届か(?:な|ず)|(?:より|よりも)(?:何|いくら|どれ)|に占める|どっち|どちら",
        r"達成(?:し(?:た|て)|でき|済)|(?:増え|減っ|減り)(?:た|て|まし)|増減(?:は|し|を)",
        r"足す|足した|(?:の|を)合計|合計(?:で|は|する|額|予算|いくら)|合わせて",
        r"difference|sum of|\btimes (?:as|the|larger|higher|more|bigger)|add(?:ed)? up",
        r"(?:fall|fell|short) (?:short )?(?:of|by)",
        r"how (?:much|many|far) (?:\w+ )?(?:more|less|fewer|higher|lower|larger|bigger|smaller)|by how (?:much|many)",
        r"how many times|what (?:share|percentage|proportion) of .* (?:is|was|are|were) ",
    ),
    "describe": (
        r"どこ(?!まで)|誰|だれ|どんな|どの(?:地域|国|市|町|都市|企業|大学|団体|学校)|どのような|何を|どうやって|いつ(?!まで|の(?:値|数字|数値|もの|データ|実績|目標|時点|年度|年))|内容|どの(?:役所|省庁|官庁|機関|部署)|何(?:て|と|だと)(?:言|い[っう]|書|述べ|指摘|コメント)",
        # In people who moved, the word asks for nobody.
        r"(?:^|[?.,;:]\s*|\b(?:and|or|by|to|from|with|know|me|of)\s+)(?:where|who|whom)\b",
        r"(?:^|[?.,;:]\s*|\band\s+)when (?:was|were|is|are|did)\b",
        r"\bwhat kind|\bwhich (?:place|countr|cit)",
    ),
}
_PATTERNS = {operation: re.compile("|".join(cues), re.IGNORECASE) for operation, cues in _CUES.items()}


# Which rows are marked so is asked of the rows, and not of what the mark means.
_ROWS = re.compile(
    r"どれ|どの(?:指標|事業|取組|施策|項目)|いくつ|何[個件]|which (?:indicator|project|measure|row|item)|how many", re.I
)
_MARKED = re.compile(
    r"注意書き|注記|脚注|但し書き|ただし書き|網掛け|網かけ|色分け|塗りつぶ|太字|下線が|大文字|小文字"
    r"|(?:かっこ|カッコ|括弧)(?:書き|付き|つき|内|の中|で|に|が|は|って)"
    r"|\b(?:brackets?|bracketed|parenthes[ie]s|footnotes?|shaded|shading|upper-?case|lower-?case|italics?)\b",
    re.IGNORECASE,
)


def read_operation(text: str) -> Operation:
    """The operation that a cleaned question asks for; to look up where no word asks for another."""
    if _MARKED.search(text) and not _ROWS.search(text):
        return "define"  # what a page shows beside its words is explained by its notes
    return next((operation for operation, pattern in _PATTERNS.items() if pattern.search(text)), "look_up")
