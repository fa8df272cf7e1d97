"""KPI cells of the form `name 28人(R6) → 0人(R7)`."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.tables.arrow import read_arrows, read_lone


def parts(text):
    return [
        (arrow.name, arrow.base.text, arrow.base.period.text, arrow.target.text, arrow.target.period.text)
        for arrow in read_arrows(text)
    ]


CELLS = [
    ("保育所等入所待機児童数 28人(R6) → 0人(R7)", [("保育所等入所待機児童数", "28人", "R6", "0人", "R7")]),
    ("組織化 74市町村(R5) → 全市町村(R11)", [("組織化", "74市町村", "R5", "全市町村", "R11")]),
    (
        "移住相談件数(延べ件数)【再掲】 15,540件(R4) → 19,950件(R11)",
        [("移住相談件数(延べ件数)【再掲】", "15,540件", "R4", "19,950件", "R11")],
    ),
    (
        "立地件数 18件(H30～R4平均) → 119件(R7～R11累計)",
        [("立地件数", "18件", "H30～R4平均", "119件", "R7～R11累計")],
    ),
    (
        "輸出額 1,511億円(見込額)(R5) → 2,000億円(R11)",
        [("輸出額", "1,511億円(見込額)", "R5", "2,000億円", "R11")],
    ),
    ("応募作品数 126 作品(R5) ⇒ 265 作品(R7)", [("応募作品数", "126 作品", "R5", "265 作品", "R7")]),
    ("社会増減 ▲2,805人(R5) → ▲1,400人(R9)", [("社会増減", "▲2,805人", "R5", "▲1,400人", "R9")]),
    ("札幌市の魅力（2020年版）の認知度 86.5%（Ｒ６）→93.7%（Ｒ１０）", None),
    ("産地(A→B)転換数 5件(R6) → 9件(R7)", [("産地(A→B)転換数", "5件", "R6", "9件", "R7")]),
    ("「A→B」の20～29歳の割合 5.1%(R6) → 6%(R7)", [("「A→B」の20～29歳の割合", "5.1%", "R6", "6%", "R7")]),
    (
        "移住者数 1人(R1) → 2人(R2) 出生数(延べ) 3人(R3) → 4人(R4)",
        [("移住者数", "1人", "R1", "2人", "R2"), ("出生数(延べ)", "3人", "R3", "4人", "R4")],
    ),
    (
        "移住者数 1人(R1)→2人(R2)出生数 3人(R3)→4人(R4)定住者数 5人(R5)→6人(R6)",
        [
            ("移住者数", "1人", "R1", "2人", "R2"),
            ("出生数", "3人", "R3", "4人", "R4"),
            ("定住者数", "5人", "R5", "6人", "R6"),
        ],
    ),
    # no period, no base, no target, no name: any change may print an arrow
    ("申請 → 審査 → 交付", []),
    ("移住者数 28人 → 0人(R7)", []),
    ("移住者数 28人(R6) → 0人", []),
    ("移住者数 多数(R6) → 0人(R7)", []),
    ("28人(R6) → 0人(R7)", []),
    ("移住者数 28人(R6) → 30人 → 35人(R7)", []),
    ("移住者数 28人(R6)", []),
    ("", []),
]


@pytest.mark.parametrize(("cell", "expected"), CELLS, ids=[case[0] for case in CELLS])
def test_cells(cell, expected):
    if expected is None:
        expected = [("札幌市の魅力（2020年版）の認知度", "86.5%", "Ｒ６", "93.7%", "Ｒ１０")]
    assert parts(cell) == expected


NAMES = st.sampled_from(
    ["移住者数", "女性（25～34歳）の就業率", "GI登録(累計)数", "A→B転換数", "「20代」の割合【再掲】"]
)
AMOUNTS = st.builds(
    lambda sign, number, unit: f"{sign}{number:,}{unit}",
    st.sampled_from(["", "▲"]),
    st.integers(1, 9_999_999),
    st.sampled_from(["人", "件", "億円", "市町村", "%"]),
)
PERIODS = st.sampled_from(["R6", "H30～R4平均", "R7～R11累計", "2023年度", "令和6年度"])


@given(st.lists(st.tuples(NAMES, AMOUNTS, PERIODS, AMOUNTS, PERIODS), min_size=1, max_size=3), st.sampled_from("→⇒➡"))
def test_what_is_printed_is_read_back(kpis, mark):
    text = " ".join(f"{name} {base}({start}) {mark} {target}({end})" for name, base, start, target, end in kpis)
    assert parts(text) == [(name, base, start, target, end) for name, base, start, target, end in kpis]
    for arrow in read_arrows(text):
        assert text[slice(*arrow.base_span)] == arrow.base.text
        assert text[slice(*arrow.target_span)] == arrow.target.text


@given(st.text(alphabet="→(R6)人1 数▲,%年度～"))
def test_any_cell_is_read(text):
    for arrow in read_arrows(text):
        assert text[slice(*arrow.base_span)] == arrow.base.text
        assert text[slice(*arrow.target_span)] == arrow.target.text


def test_marks_between_two_kpis_are_part_of_no_name():
    text = "園数 2園(R6)→14園(R11) ／ 病児保育の利用者数 386人(R5)→600人(R11)、区域 1区域(R5)→2区域(R11)"
    assert [name for name, *_ in parts(text)] == ["園数", "病児保育の利用者数", "区域"]


def test_a_value_without_an_arrow_is_part_of_no_name():
    text = "支援件数 60件(R7～R11累計) ／ 付加価値額 312億円(R3)→340億円(R9)"
    assert [name for name, *_ in parts(text)] == ["付加価値額"]
    (lone,) = read_lone(text)
    assert (lone.name, lone.value.text, lone.value.period.text) == ("支援件数", "60件", "R7～R11累計")
    assert text[slice(*lone.span)] == "60件"


def test_no_value_stands_alone_in_an_arrow():
    assert read_lone("移住者数 1人(R1) → 2人(R2)") == []
