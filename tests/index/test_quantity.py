"""Quantities: exact values, printed units, and what must not be taken for a number."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.quantity import Quantity, find_quantities, is_counter, is_missing, parse_quantity, to_base

# A busy machine is no failure.

WIDE = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}

CELLS = [
    # plain, grouped, decimal
    ("0", "0", "", ()),
    ("1.27", "1.27", "", ()),
    ("1,280", "1280", "", ()),
    ("8710", "8710", "", ()),
    ("2017", "2017", "", ()),
    ("832, 111", "832111", "", ()),
    ("22,163,502", "22163502", "", ()),
    ("0人", "0", "人", ()),
    ("224.6人", "224.6", "人", ()),
    ("6,569人", "6569", "人", ()),
    ("5.5t", "5.5", "t", ()),
    ("10ha", "10", "ha", ()),
    ("1.5倍", "1.5", "倍", ()),
    # size words
    ("10,705億円", "10705", "億円", ()),
    ("131 千人", "131", "千人", ()),
    ("131千人", "131", "千人", ()),
    ("30兆円", "30", "兆円", ()),
    ("25.1万人", "25.1", "万人", ()),
    ("2万", "2", "万", ()),
    ("1,000万円", "1000", "万円", ()),
    ("50百万円", "50", "百万円", ()),
    ("9千億円", "9", "千億円", ()),
    ("27兆9千億円", "279000", "億円", ()),
    ("27 兆 9 千億円", "279000", "億円", ()),
    ("3億5,000万円", "35000", "万円", ()),
    ("2億3千万円", "23000", "万円", ()),
    ("2万3千人", "23", "千人", ()),
    ("1億2,345円", "100002345", "円", ()),
    ("1万2000人", "12000", "人", ()),
    ("1万2.5千人", "12.5", "千人", ()),
    ("▲1兆2億円", "-10002", "億円", ()),
    ("5百貨店", "5", "百貨店", ()),
    # signs
    ("▲2,805人", "-2805", "人", ()),
    ("▲ 2,805人", "-2805", "人", ()),
    ("△　7.5", "-7.5", "", ()),
    ("△2,805人", "-2805", "人", ()),
    ("-2,805人", "-2805", "人", ()),
    ("−2,805人", "-2805", "人", ()),
    ("－2,805人", "-2805", "人", ()),
    ("﹣2,805人", "-2805", "人", ()),
    ("マイナス2.5%", "-2.5", "%", ()),
    ("+2.5ポイント", "2.5", "ポイント", ()),
    ("▲0", "0", "", ()),
    # units as printed
    ("76.2%", "76.2", "%", ()),
    ("９２．５％", "92.5", "％", ()),
    ("１，２８０万円", "1280", "万円", ()),
    ("400万m³", "400", "万m³", ()),
    ("400万m ³", "400", "万m³", ()),
    ("400万m3", "400", "万m3", ()),
    ("421.7万㎥", "421.7", "万㎥", ()),
    ("12km²", "12", "km²", ()),
    ("8ヶ所", "8", "ヶ所", ()),
    ("3カ所", "3", "カ所", ()),
    ("3か所", "3", "か所", ()),
    ("14か国", "14", "か国", ()),
    ("5つ", "5", "つ", ()),
    ("189,932人/日", "189932", "人/日", ()),
    ("100万t-CO2", "100", "万t-CO2", ()),
    ("478社・人", "478", "社・人", ()),
    ("13大学", "13", "大学", ()),
    ("11分野", "11", "分野", ()),
    ("24市町村", "24", "市町村", ()),
    ("5プロジェクト", "5", "プロジェクト", ()),
    ("5年", "5", "年", ()),
    ("5 million yen", "5", "million yen", ()),
    # qualifiers
    ("(76.2%以上)", "76.2", "%", ("at_least",)),
    ("1,650億円以上", "1650", "億円", ("at_least",)),
    ("20回以上", "20", "回", ("at_least",)),
    ("100億円超", "100", "億円", ("at_least",)),
    ("100%未満", "100", "%", ()),
    ("1,511億円(見込額)", "1511", "億円", ("estimated",)),
    ("1,511億円（3月末見込）", "1511", "億円", ("estimated",)),
    ("19万人（推定）", "19", "万人", ("estimated",)),
    ("約1,300名", "1300", "名", ("estimated",)),
    ("概算10億円", "10", "億円", ("estimated",)),
    ("3名程度", "3", "名", ("estimated",)),
    ("124校以上 (集計中)", "124", "校", ("at_least", "provisional")),
    ("5件（速報値）", "5", "件", ("provisional",)),
    ("5件（暫定）", "5", "件", ("provisional",)),
    ("10件を予定", "10", "件", ("planned",)),
    ("3回（予定）", "3", "回", ("planned",)),
    ("235校/年度", "235", "校", ("annual",)),
    ("1回/年", "1", "回", ("annual",)),
    ("1回 (毎年度)", "1", "回", ("annual",)),
    ("各1回/年度", "1", "回", ("annual",)),
    ("各1回以上", "1", "回", ("at_least",)),
    ("各1回", "1", "回", ()),
    ("累計100件", "100", "件", ("cumulative",)),
    ("10%減", "10", "%", ()),
    # words, remarks and footnotes around the number
    ("延べ258名", "258", "名", ()),
    ("計15人", "15", "人", ()),
    ("全179市町村", "179", "市町村", ()),
    ("90.2%（※1）", "90.2", "%", ()),
    ("90.2% ※1", "90.2", "%", ()),
    ("90.2%*", "90.2", "%", ()),
    ("123人¹", "123", "人", ()),
    ("100人（うち女性30人）", "100", "人", ()),
    ("77人（うち60歳以上）", "77", "人", ()),
    ("577件（15,025千円）", "577", "件", ()),
]


@pytest.mark.parametrize(("text", "value", "unit", "qualifiers"), CELLS)
def test_a_cell_is_read_exactly(text, value, unit, qualifiers):
    quantity = parse_quantity(text)
    assert quantity is not None
    assert (quantity.value, quantity.unit, quantity.qualifiers) == (Decimal(value), unit, qualifiers)
    assert quantity.text == text


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("(76.2%以上)", "76.2%"),
        (" 約1,300名 ", "1,300名"),
        ("235校/年度", "235校"),
        ("27兆9千億円（見込）", "27兆9千億円"),
        ("400万m ³", "400万m ³"),
        ("50～100名程度", "50～100名"),
        ("【▲2,805人】", "▲2,805人"),
    ],
)
def test_the_offsets_are_those_of_number_and_unit(text, number):
    quantity = parse_quantity(text)
    assert quantity is not None
    assert text[quantity.start : quantity.end] == number
    assert quantity.text == text.strip()


@pytest.mark.parametrize(
    ("text", "unit", "qualifiers"),
    [
        ("50～100名程度", "名", ("estimated",)),
        ("50名～100名", "名", ()),
        ("20%～30%", "%", ()),
        ("3～5億円", "億円", ()),
        ("8千～1万人", "万人", ()),
        ("20-30人", "人", ()),
    ],
)
def test_a_range_has_a_unit_but_no_value(text, unit, qualifiers):
    quantity = parse_quantity(text)
    assert quantity is not None
    assert (quantity.value, quantity.unit, quantity.qualifiers) == (None, unit, qualifiers)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "-",
        "—",
        "()",
        "○",
        "△",
        "▲",
        "%",
        "億円",
        "全国平均値",
        "全国平均値 (H31)",
        "全市町村",
        "未集計",
        "常時",
        "2022年度まで",
        "2022年度までの毎年度",
        "2017年度",
        "毎年度",
        "3月末見込",
        "12月",
        "H29",
        "(H29)",
        "現状値からの増加",
        "現状値以上",
        "測定は不可",
        # malformed, codes, and other notations
        "1, 2",
        "1,23,4人",
        "1,2345",
        "12,34人",
        "1.2.3",
        "1,280,人",
        "0203",
        "0532",
        "00",
        "007人",
        "--5",
        "１日平均乗客数",
        "1世帯当たり人員",
        "1/2",
        "8/21",
        "10:30",
        "060-8588",
        "0 0.1",
        "2.5万3千人",
        "3億1億円",
        "3億10,000万円",
        "5～5人",
        "100～50人",
        # ordinals, items of lists, labels
        "第3期",
        "第2回",
        "①",
        "3号",
        "2次",
        "5回目",
        "22 文化的な教育活動の充実",
        "26 にぎわいの創出",
        "50 職員交流",
        "2(2)A",
        "10,709目標値",
        "※1",
        "(※1)",
        # sentences and several numbers
        "3件が成立",
        "5地域で実施",
        "9市町158戸",
        "100人、200人",
        "931万円 (989万円)",
        "概算10億円と200万円",
    ],
)
def test_not_a_quantity(text):
    assert parse_quantity(text) is None


FOUND = [
    ("札幌、旭川の5地域で、企業向けセミナー", [("5", "地域")]),
    ("前年に比べて40億円の減少となった", [("40", "億円")]),
    ("3件の実証が成立し、1件の実証体制を構築", [("3", "件"), ("1", "件")]),
    ("10件を予定し11組と契約", [("10", "件"), ("11", "組")]),
    ("315億増加し118億減少", [("315", "億"), ("118", "億")]),
    ("27兆9千億円、▲2,805人", [("279000", "億円"), ("-2805", "人")]),
    ("131 千人(R5) → 20,000件(R9)", [("131", "千人"), ("20000", "件")]),
    ("【R5.9小樽市：約1,300名、R6.5江差町：延べ258名来場】", [("1300", "名"), ("258", "名")]),
    ("道内179市町村の魅力", [("179", "市町村")]),
    ("5百万円を3か所と8ヶ所へ", [("5", "百万円"), ("3", "か所"), ("8", "ヶ所")]),
    ("12コース、3DVDを配布", [("12", "コース"), ("3", "DVD")]),
    ("木材447万m ³を利用", [("447", "万m³")]),
    ("利用者189,932人/日", [("189932", "人/日")]),
    ("前年比 ▲ 2.5%、人口は△ 310人", [("-2.5", "%"), ("-310", "人")]),
    ("前年比-2.5%、前年比▲3.1ポイント", [("-2.5", "%"), ("-3.1", "ポイント")]),
    ("第1期：77.6%、第2期：職場実習中", [("77.6", "%")]),
    ("42.9%（交通費補助利用者数21名（うち9名が就職））", [("42.9", "%"), ("21", "名"), ("9", "名")]),
    ("・6/12（参加者30名） ・12/4、18（参加者55名）", [("30", "名"), ("55", "名")]),
    ("会場１，２８０人、９２．５％", [("1280", "人"), ("92.5", "％")]),
    ("10億以上", [("10", "億")]),
    ("152（2017年度）", [("152", "")]),
    ("事業費\t113,993\t実施", [("113993", "")]),
    ("参加者50～100名程度", [(None, "名")]),
    ("5百貨店で20年間", [("5", "百貨店"), ("20", "年間")]),
    ("10kgと10gの品", [("10", "kg"), ("10", "g")]),
    ("it grew to 5 million yen in 2019, by 12.5%", [("5", "million yen"), ("12.5", "%")]),
    ("1,300 people in FY2017", [("1300", "people")]),
    # dates, periods, ordinals, names, codes, list numbers
    ("2017年度、H29、R7.3、3月末、10月12・13日、2018年11月1日", []),
    ("第3期 第2回 第3・4回 ①検討 2次公募 1年生 5・6年生 3丁目", []),
    ("CO2 COVID-19 Society5.0 UPDATE179 NP0 5Gと4K", []),
    ("テーブル2018開催、2019サイエンス", []),
    ("0203 0532、電話011-231-4111、〒060-8588", []),
    ("26 にぎわいの創出", []),
    ("1 誰もが安心して", []),
    ("\t50 職員交流", []),
    ("1. 概要\n2) 目的\n(3)結果", []),
    ("https://example.jp/1234/5人", []),
    ("表1、図2-1、別紙3、※1、*2、No.5、様式４", []),
    ("1,23,4人", []),
    ("10:30から開始", []),
    ("３－２　成果指標", []),
    ("3-2成果、１－２取組", []),
    ("1st and 2nd", []),
    ("-155.9% - 77.5%", [("-155.9", "%"), ("77.5", "%")]),
]


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_found_in_running_text(text, expected):
    found = find_quantities(text)
    assert [(quantity.value, quantity.unit) for quantity in found] == [
        (None if value is None else Decimal(value), unit) for value, unit in expected
    ]
    assert all(text[quantity.start : quantity.end] == quantity.text for quantity in found)


@pytest.mark.parametrize(
    ("text", "qualifiers"),
    [
        ("来場者の約8割に関心", ("estimated",)),
        ("予約10件、契約", ()),
        ("1,511億円(見込額)となる", ("estimated",)),
        ("70団体以上が参加", ("at_least",)),
        ("10件を予定", ("planned",)),
        ("余市町の5社余市町", ()),
        ("3社強化", ()),
        ("235校/年度", ("annual",)),
        ("約20回以上(速報値)", ("at_least", "estimated", "provisional")),
    ],
)
def test_qualifiers_in_running_text(text, qualifiers):
    assert [quantity.qualifiers for quantity in find_quantities(text)] == [qualifiers]


@pytest.mark.parametrize("text", ["", " ", "　", *"-－—―–ー…‐−‥", "--", "――", "- -", " － ", "（－）", "(-)"])
def test_missing(text):
    assert is_missing(text)


@pytest.mark.parametrize("text", ["*", "0", "△", "×", "未集計", "-5", "なし", "- 5", "ー人", "/"])
def test_not_missing(text):
    assert not is_missing(text)


@pytest.mark.parametrize(
    ("value", "unit", "expected"),
    [
        ("10705", "億円", ("1070500000000", "円")),
        ("131", "千人", ("131000", "人")),
        ("25.1", "万人", ("251000", "人")),
        ("400", "万m³", ("4000000", "m³")),
        ("50", "百万円", ("50000000", "円")),
        ("9", "千億円", ("900000000000", "円")),
        ("2", "万", ("20000", "")),
        ("30", "兆円", ("30000000000000", "円")),
        ("76.2", "%", ("76.2", "%")),
        ("5", "百貨店", ("5", "百貨店")),
        ("5", "千歳", ("5", "千歳")),
        ("3", "", ("3", "")),
        ("2.5", "million yen", ("2500000", "yen")),
        ("2", "billion", ("2000000000", "")),
        ("0.123456789012345678901234567890123", "億円", ("12345678.9012345678901234567890123", "円")),
    ],
)
def test_to_base(value, unit, expected):
    assert to_base(Decimal(value), unit) == (Decimal(expected[0]), expected[1])


# --- properties ---

UNITS = ["", "円", "人", "%", "件", "か所", "市町村", "m³", "㎥", "人/日", "トン", "ha", "ポイント", "ヶ所"]
COUNTED = [unit for unit in UNITS if unit]
SIZES = {"": 1, "百": 100, "千": 1000, "万": 10**4, "百万": 10**6, "億": 10**8, "千億": 10**11, "兆": 10**12}
numbers = st.decimals(min_value=0, max_value=10**15, allow_nan=False, places=3).map(
    lambda value: value.quantize(Decimal(1)) if value == value.to_integral_value() else value
)


@st.composite
def rendered(draw, units=UNITS):
    """(text, value, unit) with thousands separators or without, any sign mark, any size word, either width."""
    value = draw(numbers)
    digits = format(value, draw(st.sampled_from([",f", "f"])))
    sign = draw(st.sampled_from(["", "▲", "△", "-", "−"]))
    unit = draw(st.sampled_from(list(SIZES))) + draw(st.sampled_from(units))
    text = f"{sign}{digits}"
    if draw(st.booleans()):
        text = text.translate(WIDE)
    return text + unit, -value if sign else value, unit


@given(rendered())
def test_any_rendered_number_is_read_back_exactly(case):
    text, value, unit = case
    assert parse_quantity(text) == Quantity(text, value, unit, (), 0, len(text))


@given(rendered())
def test_the_value_keeps_every_digit_printed(case):
    text, value, _ = case
    quantity = parse_quantity(text)
    assert quantity is not None
    assert format(quantity.value, "f").lstrip("-") == format(value, "f").lstrip("-")


@given(rendered())
def test_width_makes_no_difference_to_the_value(case):
    text, value, _ = case
    for spelling in (text.translate(WIDE), text):
        quantity = parse_quantity(spelling)
        assert quantity is not None
        assert quantity.value == value


@given(st.lists(st.integers(1, 9999), min_size=2, max_size=4), st.sampled_from(["円", "人", ""]), st.booleans())
def test_mixed_sizes_add_up(parts, unit, grouped):
    words = ["兆", "億", "万", ""][-len(parts) :]
    text = "".join(f"{part:,}{word}" if grouped else f"{part}{word}" for part, word in zip(parts, words, strict=True))
    quantity = parse_quantity(text + unit)
    assert quantity is not None
    total = sum(part * SIZES[word] for part, word in zip(parts, words, strict=True))
    assert (quantity.value, quantity.unit) == (Decimal(total), unit)


@given(st.integers(1, 9999), st.integers(1, 9), st.sampled_from(["円", "人"]))
def test_mixed_sizes_are_expressed_in_the_smallest_printed(large, small, unit):
    quantity = parse_quantity(f"{large}兆{small}千億{unit}")
    assert quantity is not None
    assert (quantity.value, quantity.unit) == (Decimal(large * 10000 + small * 1000), "億" + unit)


PREFIXES = ["", "件数は", "（", "合計 ", "を実施し、", "：", "→ "]
SUFFIXES = ["", "の増加", "（", "、次に", "。", "で実施", "が成立", " → ", "となった"]


@given(rendered(COUNTED), st.sampled_from(PREFIXES), st.sampled_from(SUFFIXES))
def test_a_quantity_in_a_sentence_is_found_whole(case, before, after):
    text, value, unit = case
    found = find_quantities(before + text + after)
    assert [(quantity.text, quantity.value, quantity.unit) for quantity in found] == [(text, value, unit)]
    assert found[0].start == len(before)


@given(st.lists(rendered(COUNTED), min_size=1, max_size=4))
def test_all_quantities_of_a_list_are_found(cases):
    found = find_quantities("、".join(text for text, _, _ in cases))
    assert [(quantity.value, quantity.unit) for quantity in found] == [(value, unit) for _, value, unit in cases]


@given(rendered(), st.sampled_from(["(", "（", "【", "［"]), st.sampled_from([" ", "　", ""]))
def test_brackets_and_space_change_nothing_but_offsets(case, opening, space):
    text, value, unit = case
    closing = {"(": ")", "（": "）", "【": "】", "［": "］"}[opening]
    wrapped = f"{space}{opening}{text}{closing}{space}"
    quantity = parse_quantity(wrapped)
    assert quantity is not None
    assert (quantity.value, quantity.unit) == (value, unit)
    assert wrapped[quantity.start : quantity.end] == text


@given(st.from_regex(r"\A[1-9][0-9]{0,4}(,[0-9]{1,4}){1,3}\Z"))
def test_only_groups_of_three_make_a_number(digits):
    head, *groups = digits.split(",")
    well_formed = len(head) <= 3 and all(len(group) == 3 for group in groups)
    assert (parse_quantity(digits + "人") is not None) == well_formed
    assert bool(find_quantities(digits + "人")) == well_formed


@given(st.from_regex(r"\A0[0-9]{1,6}\Z"), st.sampled_from(["", "人", "円"]))
def test_codes_with_leading_zeros_are_no_numbers(code, unit):
    assert parse_quantity(code + unit) is None
    assert find_quantities(code + unit) == []


# What the grammar is made of, and white space; glued at random.
PIECES = """
0 1 29 300 , . - ▲ △ ～ ー ・ 、 / ( ) （ ） % 人 円 億 千 百 万 兆 m ³ か所
つ 第 次 年 年度 月 約 計 各 以上 見込 集計中 ※ H R 平成 million yen people を予定 増 で ① ② 〒 : http://
"""
FRAGMENTS = st.lists(st.sampled_from([*PIECES.split(), " ", "\n", "\t", "　", "\0"]), max_size=14).map("".join)


@given(st.one_of(st.text(), FRAGMENTS))
def test_any_text_is_answered_and_offsets_slice_back(text):
    parsed = parse_quantity(text)
    if parsed is not None:
        assert parsed.text == text.strip()
        assert 0 <= parsed.start < parsed.end <= len(text)
        assert parsed.value is None or any(char.isdigit() for char in text[parsed.start : parsed.end])
        assert not is_missing(text)
    last = 0
    for quantity in find_quantities(text):
        assert last <= quantity.start < quantity.end <= len(text)
        assert text[quantity.start : quantity.end] == quantity.text
        last = quantity.end


@given(FRAGMENTS)
def test_a_value_is_made_of_the_digits_printed(text):
    for quantity in find_quantities(text):
        if quantity.value is not None and not any(size in quantity.text for size in "十百千万億兆"):
            printed = "".join(char for char in quantity.text.replace("³", "") if char.isdecimal())
            assert "".join(char for char in format(quantity.value, "f") if char.isdecimal()) == printed


@given(numbers, st.sampled_from(list(SIZES)), st.sampled_from(UNITS))
def test_to_base_multiplies_out_once(value, size, unit):
    base, bare = to_base(value, size + unit)
    assert (base, bare) == (value * SIZES[size], unit)
    assert to_base(base, bare) == (base, bare)
    assert to_base(-value, size + unit) == (-base, bare)


@given(rendered())
def test_base_is_the_same_for_every_way_to_print_it(case):
    text, value, unit = case
    quantity = parse_quantity(text)
    assert quantity is not None
    base, bare = to_base(quantity.value, quantity.unit)
    again = parse_quantity(format(base, "f") + bare)
    assert again is not None
    assert (again.value, again.unit) == (base, bare)


@pytest.mark.parametrize(
    ("unit", "known"),
    [
        ("件", True),
        ("百万円", True),
        ("社・人", True),
        ("人/日", True),
        ("ＫＭ", True),
        ("市連携会議", False),
        ("", False),
    ],
)
def test_units_that_numbers_are_known_to_be_printed_in(unit, known):
    assert is_counter(unit) == known
