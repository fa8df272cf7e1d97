"""Bytes to text: UTF-8, what a web page declares, Shift_JIS."""

import codecs
import re

# UTF-8 first: it refuses what is not UTF-8, while CP932 accepts almost anything.
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]+)""")
_HEAD = 2048
# Pages that call themselves Shift_JIS use the characters that Windows added to it.
_WIDER = {"shift_jis": "cp932", "shift-jis": "cp932", "sjis": "cp932", "x-sjis": "cp932"}


def decode(data: bytes, *, declared: bool = False) -> str | None:
    """The text of a file with its line ends normalised, or None where it is no text.

    With `declared`, the encoding that the file names in its first bytes is tried too.
    """
    encodings = ["utf-8-sig", *(_declared(data) if declared else ()), "cp932"]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not _CONTROL.search(text):
            return text.replace("\r\n", "\n").replace("\r", "\n")
    return None


def _declared(data: bytes) -> list[str]:
    match = _DECLARED.search(data[:_HEAD])
    if match is None:
        return []
    name = match[1].decode("ascii").lower()
    name = _WIDER.get(name, name)
    try:
        # Only encodings of text: Python also knows codecs such as base64.
        return [name] if codecs.lookup(name)._is_text_encoding else []
    except LookupError:
        return []
