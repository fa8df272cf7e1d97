"""What the words of a follow-up point back to: the answer before, one of those listed, another report or year."""

import re
from dataclasses import replace

from assistant.understanding.question import Question
from assistant.understanding.term import TOPIC, Term
from index.period import Period, parse_period


def _words(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.IGNORECASE)


# Words that stand for what was said before, and name no topic.
_POINTERS = frozenset(
    "それ これ あれ その この その前 その後 その次 前の年 次の年 前年 翌年 一度 1度 一回 同じ 先ほど さっき 今の"
    " もう一度 比較 対比 ほう 方 他 ほか 別 残り もの 話 件 片方 一方 片一方 他方 番目 最初 最後 前者 後者 "
    "same other others another one ones it that this these those they them their its "
    "again said two both which former latter translate translation repeat answer thing mean say".split()
)
_AFRESH = _words(
    r"^(?:別件|話(?:は|が|を)変|話題(?:を|は)変|ところで|まったく別|全く別|違う話|別の(?:話|質問|件))",
    r"^(?:by the way|on another (?:topic|note|subject)|unrelated)",
    r"^(?:a )?(?:different|new|another) (?:topic|question|subject)\b",
)
_ORDINALS = {"一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6}
_ENGLISH = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "1st": 1, "2nd": 2, "3rd": 3}
_ENGLISH |= {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "4th": 4, "5th": 5, "6th": 6}
_NTH = _words(
    r"([1-6一二三四五六])\s*(?:番目|つ目|つめ|個目|件目|行目|番(?![号地])|(?=\s*(?:は|の(?:ほう|方)?|で|です|を)?[。?？]*$))",
    r"\b(first|second|third|fourth|fifth|sixth|1st|2nd|3rd|4th|5th|6th)\b(?: (?:one|item|indicator))?",
    r"\b(?:number|option|no\.?|item) ?([1-6]|one|two|three|four|five|six)\b",
)
_FIRST = _words(r"前者|(?:最初|はじめ|上)の(?:ほう|方|もの|やつ|指標|項目|事業)|\bthe former\b")
_LAST = _words(
    r"後者|(?:最後|下)の(?:ほう|方|もの|やつ|指標|項目|事業)|\bthe (?:latter|last(?: one)?)\b(?! year| fiscal)"
)
_OTHER = _words(
    r"もう(?:一つ|1つ|ひとつ|片方|一方|1個|一個)|(?:他方|別|残り|ほか|他)の(?:ほう|方|もの|やつ|一つ|指標)",
    r"\bthe other(?: one)?\b(?! (?:report|document|source|year|strateg|plan))|\bthe remaining one\b",
)
_ALL = _words(
    r"全部|すべて|全て|両方|どちらも|どっちも|それぞれ|\b(?:all|both|each) (?:of (?:them|those|these))?\b|\bboth\b"
)
_REPORTS = _words(
    r"(?:他|ほか|別|もう(?:一|ひと|1)つ|残り)の(?:資料|文書|報告書?|計画|戦略|調書|レポート|ところ|出典)|ほかには?[?？]?$",
    r"\b(?:(?:an)?other|different|remaining) (?:report|document|source|strateg|plan|paper)",
)
_BEFORE = _words(
    r"(?:その)?(?:前の年|前の年度|一年前|1年前|1つ前|一つ前)|前年度?(?!比|同|から|より)",
    r"\b(?:the )?(?:year|fiscal year) (?:before|earlier|prior)(?! last)",
    r"\b(?:previous|preceding|prior) (?:fiscal )?year",
)
_AFTER = _words(
    r"(?:その)?(?:次の年|次の年度|翌年度?|あとの年|後の年|1つ後|一年後|1年後)",
    r"\b(?:the )?(?:year|fiscal year) (?:after|later)|\b(?:following|next|subsequent) (?:fiscal )?year",
)
_ABOUT_ANSWER = _words(
    r"何(?:と|に)(?:比べ|対)|何の割合|何に占める|分母|\bcompared (?:with|to) what\b|\ba (?:share|percentage) of what\b",
    r"何年度?の(?:数字|数値|値|実績|データ|もの|話|こと)|いつ(?:の|時点)|何時点|何年(?:度)?(?:時点)?(?:です|か|$|[?？])",
    r"単位|出典|典拠|出所|出どころ|ソース|根拠(?:は|$|[?？])|どの(?:資料|文書|報告書?|ページ|行)|(?:資料|報告書?)の?どこ|どこに(?:書|載|出|ある|記載)",
    r"(?:もう(?:一度|いちど|一回)|繰り返|再度)",
    r"\b(?:which|what) (?:fiscal )?year\b(?! (?:will|is it (?:due|to)|should))",
    r"\bwhen (?:is|was) (?:that|this|it)\b|\bas of when\b",
    r"\bwhat(?:'s| is| are)? (?:the )?units?\b|\bunits?\?",
    r"\b(?:source|citation|reference)\b|\bwhich (?:report|document|page)\b",
    r"\bwhere (?:is|does|did) (?:that|this|it)\b|\bsay (?:that|it) again\b|\brepeat\b",
    r"\bfrom (?:which|what) (?:year|report|document)",
)
_SOURCE = _words(
    r"出典|典拠|出所|出どころ|ソース|根拠(?:は|$|[?？])|どの(?:資料|文書|報告書?)(?:に|の|から|です|か|$|[?？])|どこに(?:書|載|出て|記載)",
    r"\b(?:source|citation|reference)\b|\bwhich (?:report|document)\b|\bwhere (?:is|does|did) (?:that|this|it)\b",
)
_GOES_ON = _words(
    r"^(?:じゃあ?|では|なら|だったら|で、|それなら|そしたら|それで|また、)|の(?:ほう|方|場合)は",
    r"^(?:and|what about|how about|then|ok(?:ay)?,? and|or)\b",
)
_EXPLAINS = frozenset({"explain", "define", "describe"})
_MOST_NOUNS = 2


def own_topic(question: Question) -> list[Term]:
    """The nouns of a question that name a topic of its own: no words that point back, and no place alone."""
    nouns = [
        term
        for term in question.terms
        if term.weight >= TOPIC and not term.place and term.text.lower() not in _POINTERS
    ]
    # A lone character is a part of a word; several are a word that the dictionary does not know (a town's name).
    return [term for term in nouns if len(term.text) > 1] or (nouns if len(nouns) > 1 else [])


def starts_afresh(question: Question) -> bool:
    """Whether a question says that it is about something else."""
    return bool(_AFRESH.search(question.text))


def is_short(question: Question) -> bool:
    """Whether a question says so little that what it leaves out was said before."""
    return len(own_topic(question)) <= _MOST_NOUNS


def goes_on(question: Question) -> bool:
    """Whether a question joins on to the one before (じゃあ…は？, and …?), so that its measure and year still hold."""
    return bool(_GOES_ON.search(question.text))


def asks_about_answer(question: Question) -> bool:
    """Whether the answer before is asked about: its year, its unit, its source, or to say it again."""
    return bool(_ABOUT_ANSWER.search(question.text)) and question.operation not in ("explain", "rank", "filter")


def asks_source(text: str) -> bool:
    """Whether it is asked where a figure is printed."""
    return bool(_SOURCE.search(text))


def asks_other_reports(question: Question) -> bool:
    """Whether what other reports say is asked for."""
    return bool(_REPORTS.search(question.text))


def picked(question: Question, count: int, before: int | None) -> int | None:
    """Which of `count` things listed a question picks by number or as the other one; None where it picks none.

    `before` is the one picked last. The words that pick may be all that the question says of a topic.
    """
    for pattern, place in ((_FIRST, 0), (_LAST, count - 1)):
        match = pattern.search(question.text)
        if match and not _beside(question, match):
            return place
    match = _OTHER.search(question.text)
    if match and count == 2 and before is not None and not _beside(question, match):
        return 1 - before
    match = _NTH.search(question.text)
    if not match or _beside(question, match):
        return None
    said = next(group for group in match.groups() if group).lower()
    place = (_ORDINALS.get(said) or _ENGLISH.get(said) or int(said)) - 1
    return place if place < count else None


def _beside(question: Question, match: re.Match[str]) -> bool:
    """Whether the question names a topic besides the words matched: 2番目に多い市町村 picks nothing."""
    return question.operation == "rank" or any(
        term.text.lower() not in match[0].lower() for term in own_topic(question)
    )


def shifted_year(question: Question, year: int | None) -> Period | None:
    """The year before or after the one spoken of, where that is what a question asks for."""
    if year is None or question.periods or own_topic(question):
        return None
    for pattern, by in ((_AFTER, 1), (_BEFORE, -1)):
        match = pattern.search(question.text)
        found = parse_period(f"FY{year + by}") if match else None
        if match and found:
            return replace(found, text=match[0])  # as it was said
    return None


def without_pointers(question: Question) -> Question:
    """The question without the words that stand for what was said before."""
    return replace(question, terms=tuple(term for term in question.terms if term.text.lower() not in _POINTERS))


_THERE = re.compile(
    r"(?<!is )(?<!are )(?<!was )(?<!were )\bthere\b(?! (?:is|are|was|were)\b)|そこ(?:で|の|は|では)"
    r"|同じ(?:市|町|村|県|区|資料)",
    re.IGNORECASE,
)


def points_to_place(text: str) -> bool:
    """Whether a follow-up asks of the same place or report by a word that points there."""
    return bool(_THERE.search(text))
