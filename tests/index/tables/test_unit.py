"""Units of headers and captions."""

import pytest

from index.tables.unit import is_bare_unit, is_unit, stated_units, states_unit, take_unit, unit_for


@pytest.mark.parametrize("text", ["千円", "百万円", "億円", "人", "％", "㎡", "ha", "人/日", "千人", "世帯", "か所"])
def test_units(text):
    assert is_unit(text)


@pytest.mark.parametrize("text", ["国", "県", "男", "a", "見込", "税込", "KPI", "", "円滑化"])
def test_words_that_are_none(text):
    assert not is_unit(text)


def test_a_noun_without_brackets_names_what_is_counted():
    assert is_bare_unit("千円") and is_bare_unit("人") and is_bare_unit("千世帯")
    assert not is_bare_unit("世帯") and not is_bare_unit("団体")


@pytest.mark.parametrize(
    ("text", "rest", "unit"),
    [
        ("売上高（百万円）", "売上高", "百万円"),
        ("人口(人)", "人口", "人"),
        ("延長（単位：キロ）", "延長", "キロ"),
        ("予算（国）", "予算（国）", ""),
        ("所得（税込）（千円）", "所得（税込）", "千円"),
        ("利用者数", "利用者数", ""),
    ],
)
def test_a_header_with_its_unit(text, rest, unit):
    assert take_unit(text) == (rest, unit)


@pytest.mark.parametrize(
    ("text", "rest", "units"),
    [
        ("（単位：千円）", "", ("千円",)),
        ("単位：人", "", ("人",)),
        ("（単位：人、％）", "", ("人", "％")),
        ("表1 歳出の内訳（単位：百万円）", "表1 歳出の内訳", ("百万円",)),
        ("（令和5年4月1日現在、単位：人）", "（令和5年4月1日現在）", ("人",)),
        ("（千円）", "", ("千円",)),
        ("表1 歳出の内訳", "表1 歳出の内訳", ()),
        ("（抜粋）", "（抜粋）", ()),
    ],
)
def test_a_caption_with_its_units(text, rest, units):
    assert stated_units(text) == (rest, units)
    assert states_unit(text) == (not rest)


@pytest.mark.parametrize(
    ("labels", "units", "unit"),
    [
        (("R4", "市税"), ("千円",), "千円"),
        (("構成比",), ("千円",), ""),
        (("構成比",), ("千円", "％"), "％"),
        (("市税",), ("千円", "％"), "千円"),
        (("利用者数",), ("千円",), ""),
        (("利用者数",), ("人",), "人"),
        (("市税",), ("千円", "人"), ""),
        (("比較増減",), ("千円",), "千円"),
        (("市税",), (), ""),
        (("漁船数", "令和3年"), ("隻", "人", "％"), ""),
        (("経営体数", "令和3年"), ("経営体", "人", "％"), "経営体"),
        (("構成比",), ("経営体", "人", "％"), "％"),
    ],
)
def test_which_unit_a_value_has(labels, units, unit):
    assert unit_for(labels, units) == unit


def test_what_stands_below_a_rate_is_a_share():
    assert unit_for(("就業者数",), ("人", "％"), ("増減率（R3～R4）",)) == "％"
    assert unit_for(("就業者数",), ("人", "％"), ("就業",)) == "人"
