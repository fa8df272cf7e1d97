"""Words of an authority's own."""

import pytest

from index.alias import FILE, aliases_text, keep_aliases, kept_aliases, read_aliases
from index.errors import ReportError


def test_a_folder_without_the_file_has_no_aliases(tmp_path):
    assert read_aliases(tmp_path) == {}


def test_a_word_means_one_name_or_any_of_several(tmp_path):
    (tmp_path / FILE).write_text(
        '[aliases]\n"湯めぐり" = "温泉街の宿泊者数"\n"木の子" = ["木材", "竹林"]\n', encoding="utf-8"
    )
    assert read_aliases(tmp_path) == {"湯めぐり": ("温泉街の宿泊者数",), "木の子": ("木材", "竹林")}


@pytest.mark.parametrize(
    "text",
    [
        "[aliases",
        '"湯" = "温泉"',
        "[aliases]\n湯 = 3",
        '[aliases]\n"湯" = []',
        '[aliases]\n"湯" = ["温泉", ""]',
        "aliases = 1",
    ],
)
def test_what_is_no_alias_is_refused(tmp_path, text):
    (tmp_path / FILE).write_text(text, encoding="utf-8")
    with pytest.raises(ReportError, match="aliases.toml"):
        read_aliases(tmp_path)


def test_aliases_are_kept_and_go_with_the_file(tmp_path):
    aliases = {"湯めぐり": ("温泉街の宿泊者数",)}
    keep_aliases(tmp_path, aliases)
    assert kept_aliases(tmp_path) == aliases
    keep_aliases(tmp_path, {})
    assert kept_aliases(tmp_path) == {}


def test_the_kept_text_does_not_depend_on_the_order():
    assert aliases_text({"a": ("x",), "b": ("y",)}) == aliases_text({"b": ("y",), "a": ("x",)})
