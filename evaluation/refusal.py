"""Whether an answer says that the reports do not answer."""

import re

from evaluation.spelling import plain_lines

_STATED = (
    "記載(?:が|は)(?:ありません|ない)",
    "記載されて(?:いません|いない|おらず|おりません)",
    "見当たりません|見つか(?:り|って(?:い|おり))ません|見つけられません",
    "(?:含まれて|示されて|掲載されて|公表されて|載って)いません|(?:含まれて|示されて|載って)おりません|含まれません",
    "(?:確認|お答え|回答|判別)できません",
    "(?:分|わ)かりません",
    "ありませんでした|資料には?ありません",
    "未公表|不明です|(?:控え|差し控え)(?:ます|させ)|述べ(?:られ|る立場)|空欄",
    "[「『(]-[」』)]",  # the cell is printed "-"
    "(?:記載|掲載|記述|該当)(?:は|が)?(?:なし|な[いく]|無[いく])",
)
_ABSENT = (
    "(?<!では)(?<!間違い)(?<!間違いは)(?<!問題)(?<!問題は)(?<!誤りは)(?:ありません|ございません)(?!か)",
    "(?:記載|記述|掲載|言及|収録|公表|集計|印字|整理|区分)[^。]{0,12}(?:い|おり)ません",
    "(?:確認|判別|特定|お答え|回答|断定|判断|提供|お示し|提示|算出|作成|開示)[^。]{0,6}"
    "(?:できません|できかね|いたしかね|しかね)",
)
_ENGLISH = (
    "not (?:in the document|stated|found|available|mentioned|provided)",
    "do(?:es)? not (?:contain|include)|do not (?:state|mention)|don't contain",
    "no information|can(?:not|'t) answer",
    r"\b(?:no|not|nor|none|nothing|cannot|unable|without|(?:is|are|do|does|did|ca|could|wo)n't)\b[^.]{0,60}"
    r"\b(?:reports?|reported|documents?|sources?|records?|recorded|data|figures?|forecasts?|information|states?|"
    r"stated|gives?|given|includ\w+|contain\w*|cover\w*|mention\w*|provid\w*|publish\w*|available|found|find|list\w*|"
    r"print\w*|appears?|answer\w*|opinion\w*|breakdown)\b",
)
_REFUSAL = re.compile("|".join(f"(?:{pattern})" for pattern in (*_STATED, *_ABSENT, *_ENGLISH)))


def refused(answer: str) -> bool:
    """Whether `answer` says, anywhere, that what was asked is not in the reports or will not be given."""
    return _REFUSAL.search(plain_lines(answer)) is not None
