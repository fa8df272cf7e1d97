"""Bytes to text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.formats.charset import decode

TEXT = "①移住者数は～10人、㈱ほしみ"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932"])
def test_japanese_is_decoded(encoding):
    assert decode(TEXT.encode(encoding)) == TEXT


def test_a_declared_encoding_is_tried_where_it_may_be():
    page = '<?xml version="1.0" encoding="EUC-JP"?>移住者数'
    assert decode(page.encode("euc-jp"), declared=True) == page
    assert decode(page.encode("euc-jp")) != page


@pytest.mark.parametrize(
    "name", ["Shift_JIS", "x-sjis", "shift-jis", "SJIS", "windows-31j", "none-such", "base64", "é"]
)
def test_a_declared_name_never_fails(name):
    page = f'<meta charset="{name}">①㈱'
    assert decode(page.encode("cp932", "replace"), declared=True).endswith("①㈱")


@pytest.mark.parametrize("data", [b"\x00", b"\x89PNG\r\n\x1a\n\x00", TEXT.encode("utf-16")])
def test_what_is_no_text_is_none(data):
    assert decode(data) is None
    assert decode(data, declared=True) is None


@settings(max_examples=50)
@given(st.binary(max_size=60))
def test_any_bytes_are_text_or_none(data):
    for declared in (False, True):
        text = decode(data, declared=declared)
        assert text is None or "\r" not in text
