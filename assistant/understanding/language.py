"""The language of an answer: that of the question, or the one that it asks for (英語で, in Japanese please)."""

import re

from assistant.refusal import Language

_WORD = re.compile(r"[A-Za-z]{2,}")
_SENTENCE = 4
_JAPANESE = re.compile(r"[\u3041-\u30ff\u3400-\u9fff\uff66-\uff9f]")
_NAMES: dict[str, Language] = {"英語": "en", "日本語": "ja", "english": "en", "japanese": "ja"}
_POLITE = r"(?:も|、|。|答|教|お願|お答|回答|返|もう|言|頼|説明|書|出|表示|伝|$|[?？!！])"
# 英語で授業をする asks for no language, and neither does in Japanese schools.
_WISH = re.compile(
    rf"(英語|日本語)(?:で(?={_POLITE})|(?:に|へ)(?:して|訳|翻訳|直して|なおして|切り?替え))|"
    r"\b(?:in|into|to) (english|japanese)\b(?=\s*(?:please|instead|too|as well|this time|now|[,.?!。、？！]|$))",
    re.IGNORECASE,
)


def language_of(text: str) -> Language:
    """Japanese where kana or kanji are printed, unless they are a term within an English sentence; else English."""
    japanese, english = len(_JAPANESE.findall(text)), len(_WORD.findall(text))
    return "ja" if japanese and english < max(_SENTENCE, japanese / 2) else "en"


def wished_language(text: str) -> tuple[Language | None, list[tuple[int, int]]]:
    """The language that a text asks to be answered in, and the spans of the words that ask for it."""
    match = _WISH.search(text)
    if match is None:
        return None, []
    return _NAMES[(match[1] or match[2]).lower()], [match.span()]
