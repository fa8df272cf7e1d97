"""Which operation a question asks for, by the words that ask for it; the first that matches wins."""

import re
from typing import Literal

Operation = Literal["look_up", "rank", "filter", "explain", "define", "describe", "compare"]

_CUES: dict[Operation, tuple[str, ...]] = {
    "define": (
        r"(?:どう|どのよう)(?:やって|に)?(?:計算|算出|算定)",
        r"計算(?:方法|式)|算式|定義|どういう意味|意味は|何のこと|分かれて|条件",
        r"って何(?:の|な|です|が)|は何を指|とは(?:何(?![ァ-ヺ一-龠%])|なに|$|[?？])|基準は何(?:です|か|$|[?？])",
        r"how (?:is|are|was|were) .*(?:calculat|comput|defin)|what (?:does|do|is meant).* mean|definition",
    ),
    "explain": (
        r"なぜ|何故|なんで|どうして|理由|要因|原因|背景|わけは|(?<![もい])のは\s*[?？]",
        r"\bwhy\b|\breasons?\b|\bbecause\b|\bcaused?\b",
    ),
    "rank": (
        r"(?:いちばん|一番|最も)(?!新し|最近)|最高|最低|最大|最小|ワースト|ベスト|トップ|上位|下位|ランキング",
        r"\b(?:lowest|highest|worst|best|top|bottom|largest|smallest|(?<!at )(?:most|least))\b",
    ),
    "filter": (
        r"(?<!歳)(?<!才)(?:未満|以下|以上)|以上|超え|下回|上回|のうち|どれ(?:です|か|$|[?？])",
        r"(?:[◎○△×]|(?:評価|判定|ランク)[がはの]?[A-ES]|[A-ES](?:評価|判定|ランク)).{0,14}(?:何個|いくつ|何件|何指標)",
        r"(?:全部|すべて|全て)(?:挙げ|教え|の|$|[。?？])|を(?:全部|すべて|全て)|一覧(?:で|を|に)",
        r"(?:指標|kpi)(?:は|って)(?:何|なに)?(?:です)?か?[。?？]*$",
        r"which .*(?:over|under|above|below|at least|at most|more than|less than)|list all",
    ),
    "compare": (
        r"差(?:額|は|が|を|って|$|[?？])|何ポイント|オーバー|足りな|不足|差し引|(?:あと|残り)(?:は|で)?(?:何|いくら|いくつ|どれ|どの)",
        r"何倍|比較|比べ|どう違|違い|ギャップ|乖離|届か(?:な|ず)|(?:より|よりも)(?:何|いくら|どれ)|に占める|どっち|どちら",
        r"達成(?:し(?:た|て)|でき|済)|(?:増え|減っ|減り)(?:た|て|まし)|増減(?:は|し|を)",
        r"足す|足した|(?:の|を)合計|合計(?:で|は|する|額|予算|いくら)|合わせて",
        r"difference|sum of|\btimes (?:as|the|larger|higher|more|bigger)|add(?:ed)? up",
        r"(?:fall|fell|short) (?:short )?(?:of|by)",
        r"how (?:much|many|far) (?:\w+ )?(?:more|less|fewer|higher|lower|larger|bigger|smaller)|by how (?:much|many)",
        r"how many times|what (?:share|percentage|proportion) of .* (?:is|was|are|were) ",
    ),
    "describe": (
        r"どこ(?!まで)|誰|だれ|どんな|どの(?:地域|国|市|町|都市|企業|大学|団体|学校)|どのような|何を|どうやって|いつ(?!まで)|内容",
        r"\b(?:where|who|whom|what kind|which (?:place|countr|cit))",
    ),
}
_PATTERNS = {operation: re.compile("|".join(cues), re.IGNORECASE) for operation, cues in _CUES.items()}


def read_operation(text: str) -> Operation:
    """The operation that a cleaned question asks for; to look up where no word asks for another."""
    return next((operation for operation, pattern in _PATTERNS.items() if pattern.search(text)), "look_up")
