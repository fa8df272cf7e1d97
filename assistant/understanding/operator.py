"""Operators: which arithmetic a question asks for, by the words that ask for it."""

import re


def _words(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.IGNORECASE)


_TO_TARGET = _words(
    r"差|あと|達成|足りな|届|オーバー|超過|上回|下回|超え|ギャップ|開き|乖離|何ポイント|残り",
    r"short of|gap|difference|exceed|over the target|how (?:many|much) more",
    r"how far|(?:left|remain\w*|still) to|miss|shortfall",
    r"\b(?:have|has|had|need\w*|must) (?:to )?(?:\w+ )?"
    r"(?:rise|grow|increase|climb|fall|drop|decline|decrease|shrink|go|come)\b",
    r"\bhow (?:many|much)\b[^.?]{0,80}\b(?:needed|required|to go)\b",
)
_TARGET = _words(r"目標|全国|平均|届|ゴール|target|goal|average")
_CHANGE = _words(
    r"増え|増や|上が|下が|減っ|減り|減ら|引き[上下]げ|伸ば|増減|伸び|落ち|変化|推移|増加|減少|改善|悪化",
    r"increase|decrease|change|grow|fall|fell|rise|rose|declin|drop|improv",
)
# What is to come: the change is that to the target.
_PLANS = _words(
    r"増やす|増やし|伸ば[すしそ]|減ら[すしそ]|[上下]げる|広げる|縮める|目指|計画|予定|必要|見込",
    r"\b(?:has|have|need|needs|expected|supposed) to\b|\bmust\b|\bshould\b|\bwill\b|\baim|\bplan",
)
_REST = _words(
    r"(?:じゃ|では|で)ない|以外|を(?:除|差し引|引い)",
    r"other than|exclud|apart from|not (?:from|covered by)|net of|without",
)
_OVER_STATE = _words(
    r"(?:現状|現在|基準|策定時|今|いま|実績|当初|スタート|直近|足元)(?:値|時点|時)?(?:の|から|に比べ|と比べ|より|に対し)"
    r"[^。?？]{0,6}(?:倍|割|%|％)",
    r"times (?:as \w+ as )?(?:the |its |their )?(?:current|present|base|actual|latest|start)",
)
_APART = _words(
    r"差|どちら|どっち|どれだけ(?:多|少|大|小|高|低)|(?:何|いくら)[^。、]{0,4}(?:多|少な|高|低)|比べ|違い|違う|上回|下回",
    r"difference|how (?:much|many|far) (?:\w+ )?(?:more|less|fewer|higher|lower|larger|bigger|smaller|greater|longer)",
    r"\bgap\b|compare|which (?:is|was|one|has|had)|fewer",
    r"(?:more|less|higher|lower|larger|bigger|smaller|greater) than",
)
_SUM = _words(
    r"足す|足し|合計|合わせ(?!て実施)|あわせ|トータル|総額|総計|合算|計(?:何|いく)",
    r"sum\b|\btotal\b|combined|altogether|\bin all\b|\bin total\b|add(?:ed)? (?:up|together)",
)
_AVERAGE = _words(
    r"(?<!全国)(?<!全道)(?<!全県)平均(?:する|して|は|を|で|値|$|[?？])|\b(?:average|mean) of\b|on average"
)
_RATIO = _words(r"何倍|倍率|倍に|\bhow many times\b|\btimes (?:as|the|higher|larger|more)\b|\bratio\b|倍(?:です|増|か)")
_GROWTH = _words(
    r"(?:増加|減少|伸び|変化|増減|上昇|下落|成長)率|何(?:%|％|パーセント|割)(?:ほど|くらい|ぐらい)?(?:の)?(?:増|減|伸|上が|下が|落ち|アップ|ダウン)",
    r"\b(?:growth|change) rate|\bper ?cent(?:age)? (?:increase|decrease|change|growth|drop|decline|rise|fall)",
    r"(?:by )?(?:what|how many) per ?cent(?:age)? (?:did|has|have|was|were)",
)
_SHARE = _words(
    r"に占める|何割|(?:何(?:%|％|パーセント)|割合)[^。]{0,6}(?:に当た|に相当|を占め)|の何(?:%|％|パーセント)",
    r"\b(?:what|which) (?:share|percentage|proportion|fraction|per ?cent) of\b|\bas a (?:share|percentage) of\b",
)
# What stands behind the thing that another one is compared with.
_UNDER = (
    r"(?:年度?)?\s*(?:の(?:予算|実績|値|数|額|目標)?(?:値|額)?)?"
    r"(?:の何(?:倍|割|%|％|パーセント)|何(?:倍|割|%|％|パーセント)"
    r"|に占める|のうち|に対する|に対して|に比べ|と比べ|から|より)"
)


_OPERATORS = _words(
    r"(?:増加|減少|伸び|変化|増減|上昇|下落|成長|倍)率?|差額?|合計|総額|総計|合算|トータル|平均値?|ギャップ|乖離|残り|必要|不足",
    r"(?:落ち|伸び|伸ば|縮ま|縮め|開|足り|届|増え|増や|減ら|減っ|減り|上が|下が|上回|下回|引き上げ|引き下げ|超え|広が|広げ|比べ|差し引)[ぁ-ん]{0,2}",
    r"growth|ratio|total|sum|average|mean|difference|gap|increase|decrease|times|altogether",
    r"larger|smaller|bigger|higher|lower|greater|fewer|less|more|rise|fall|grow|drop",
)


def is_operator(word: str) -> bool:
    """Whether a word as a whole asks for arithmetic, so that it names a topic only where an indicator has it."""
    return bool(_OPERATORS.fullmatch(word))


def names_operator(text: str) -> bool:
    """Whether arithmetic is asked for by its name (何倍, 増加率, 平均), whatever else the question is."""
    return any(pattern.search(text) for pattern in (_RATIO, _GROWTH, _SUM, _AVERAGE, _SHARE))


def proportion_in(text: str) -> str:
    """The words by which a growth rate or a multiple is asked for, empty where none is."""
    match = _GROWTH.search(text) or _RATIO.search(text)
    return match[0] if match else ""


_PROGRESS = _words(
    r"(?:目標|ゴール)[^。?？]{0,10}?(?:の|に(?:対して?)?|まで|比)[^。?？]{0,6}?(?:何|なん)(?:%|％|パー|割)",
    r"(?:何|なん)(?:%|％|パー(?:セント)?|割)(?:ほど|くらい|ぐらい)?[^。?？]{0,6}?(?:達成|到達|進ん|進捗|来て|きて|いって|行って)",
    r"(?:how (?:close|far)|what per ?cent(?:age)?|in per ?cent)\b[^.?]{0,60}\b(?:goal|target)",
    r"per ?cent(?:age)? of (?:the|its|their) (?:goal|target)",
)


def asks_progress(text: str) -> bool:
    """Whether it is asked what share of a target is reached (目標の何％), which is the progress rate."""
    return bool(_PROGRESS.search(text))


def asks_to_target(text: str) -> bool:
    """Whether the distance to a target or average is asked for, or whether it was reached."""
    return bool(_TO_TARGET.search(text))


def names_target(text: str) -> bool:
    """Whether a target or an average is what is compared with."""
    return bool(_TARGET.search(text))


def asks_change(text: str) -> bool:
    """Whether a change over time is asked for."""
    return bool(_CHANGE.search(text))


def plans(text: str) -> bool:
    """Whether a change is spoken of that is to come: to the target, not from the base."""
    return bool(_PLANS.search(text))


def asks_rest(text: str) -> bool:
    """Whether what is left of one thing without another is asked for (一般財源以外)."""
    return bool(_REST.search(text))


def is_over_state(text: str) -> bool:
    """Whether the state of things is what a target is measured by (現状の何倍)."""
    return bool(_OVER_STATE.search(text))


def asks_amount(text: str) -> bool:
    """Whether by how much something changes, is short of its target or exceeds something else is asked."""
    return asks_change(text) or asks_rest(text) or (asks_to_target(text) and names_target(text))


def asks_apart(text: str) -> bool:
    """Whether the difference between two things is asked for."""
    return bool(_APART.search(text))


def asks_sum(text: str) -> bool:
    """Whether a sum is asked for."""
    return bool(_SUM.search(text))


def asks_average(text: str) -> bool:
    """Whether the mean of what is named is asked for; 全国平均 is a value that others worked out."""
    return bool(_AVERAGE.search(text))


def asks_ratio(text: str) -> bool:
    """Whether it is asked how many times one thing is another."""
    return bool(_RATIO.search(text))


def asks_growth(text: str) -> bool:
    """Whether a change in per cent is asked for."""
    return bool(_GROWTH.search(text))


def asks_share(text: str) -> bool:
    """Whether it is asked what share one thing is of another."""
    return bool(_SHARE.search(text))


def is_denominator(text: str, mention: str) -> bool:
    """Whether what a question mentions is what the other thing is measured by: R1 in R2はR1の何倍."""
    if not mention:
        return False
    said = re.escape(mention)
    english = rf"\b(?:times|of|than|from|since|relative to|compared (?:to|with))\b[^,.?]{{0,40}}?{said}"
    return bool(re.search(rf"{said}(?:年度?)?{_UNDER}", text) or re.search(english, text, re.IGNORECASE))
