"""Who publishes a report without a manifest: the authority that its first lines name."""

import re

from index.text import clean

_LINES = 12
_LONGEST_LINE = 80
# A name stands at the beginning of words, and before what an authority has or does.
_NAME = re.compile(
    r"(?<![一-鿿々ヶケァ-ヺー])(?P<name>北海道|東京都|(?:大阪|京都)府"
    r"|[一-鿿々ヶケァ-ヺー]{1,6}?(?:県|市|町|村|広域連合|企業団|一部事務組合|株式会社))"
    r"(?![一-鿿]?[町村]|民|内|外|域|街|場|債|税|立|道|長会|政|営|費)"
)
_ORDINAL = re.compile("第?[0-9一二三四五六七八九十]+[次期回]")
_NO_NAME = re.compile(
    "全国|都市|市町|町村|都道府|各|[当本][市町村県]|[同他]|近隣|周辺|構成|中核|政令|関係|対象|年|月|平成|令和"
)


def infer_publisher(text: str) -> str:
    """The authority that the first lines name; empty where they name none, or several in the first line that does."""
    lines = [line for line in text.split("\n") if line.strip()][:_LINES]
    for line in lines:
        plain = _ORDINAL.sub(" ", clean(line.split("\t")[0]).lstrip("# "))
        if len(plain) > _LONGEST_LINE:
            continue
        names = dict.fromkeys(match["name"] for match in _NAME.finditer(plain) if not _NO_NAME.search(match["name"]))
        if names:
            return next(iter(names)) if len(names) == 1 else ""
    return ""
