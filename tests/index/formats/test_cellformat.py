"""Number formats carried out as a spreadsheet shows them."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.formats.cellformat import general, shown


@pytest.mark.parametrize(
    ("value", "form", "text"),
    [
        (None, "General", ""),
        (True, "General", "TRUE"),
        (1234.0, "General", "1234"),
        (-7, "General", "-7"),
        (0.1 + 0.2, "General", "0.3"),
        (1e-7, "General", "0.0000001"),
        (1234567890123, "General", "1234567890123"),
        (1e300, "#,##0.0", None),
        (2020, 'G/標準"年度"', "2020年度"),
        (1234, "#,##0", "1,234"),
        (1234567, "#,##0", "1,234,567"),
        (1234567, "#,##0,", "1,235"),
        (12345678, '#,##0,,"百万円"', "12百万円"),
        (1234, "0", "1234"),
        (12.0, "0.0", "12.0"),
        (2.5, "0", "3"),
        (1.005, "0.00", "1.01"),
        (7, "000", "007"),
        (0.5, ".00", ".50"),
        (0.5, "#.##", ".5"),
        (12.34, "#,##0.###", "12.34"),
        (0, "#", ""),
        (123456, "####-##", "1234-56"),
        (0.123, "0.0%", "12.3%"),
        (0.5, "0%", "50%"),
        (99.95, '0.0"%"', "100.0%"),
        (3, '0"人"', "3人"),
        (3, r"0\人", "3人"),
        (1234, '"¥"#,##0', "¥1,234"),
        (1234, "[$¥-411]#,##0", "¥1,234"),
        (-1234.5, "#,##0.0;▲#,##0.0", "▲1,234.5"),
        (-5, '#,##0;"△ "#,##0', "△ 5"),
        (-3, "#,##0_);[Red](#,##0)", "(3)"),
        (0, '#,##0;-#,##0;"-"', "-"),
        (-7, "0;;", ""),
        (45, '[>=100]"多";[<100]0"少"', "45少"),
        (12345, "0.00E+00", "1.23E+04"),
        (0.00012, "0.0E+00", "1.2E-04"),
        (0.5, "# ?/?", "0.5"),
        (5, "@", "5"),
        (float("inf"), "0", "inf"),
        ("未集計", "General", "未集計"),
        ("未集計", "#,##0", "未集計"),
        ("x", '0;0;0;"["@"]"', "[x]"),
        (date(2021, 4, 1), "yyyy/m/d", "2021/4/1"),
        (datetime(2021, 4, 1), 'yyyy"年"m"月"d"日"', "2021年4月1日"),
        (datetime(2021, 4, 1), '[$-411]ggge"年"m"月"d"日"', "令和3年4月1日"),
        (date(2019, 4, 30), "[$-411]ge.m.d", "H31.4.30"),
        (date(2021, 4, 1), "[$-ja-JP-x-gannen]gge.mm.dd", "令3.04.01"),
        (44287, '[$-411]ggge"年"', "令和3年"),
        (-1, "ge", "-1"),
        (datetime(2021, 4, 1, 13, 5), "yyyy/mm/dd hh:mm", "2021/04/01 13:05"),
        (datetime(2021, 4, 1), "General", "2021-04-01"),
        (datetime(2021, 4, 1), "mmm-yy", "Apr-21"),
        (datetime(2021, 4, 1), "d mmmm dddd", "1 April Thursday"),
        (datetime(2021, 4, 1), "m/d(aaa)", "4/1(木)"),
        (time(9, 5), "h:mm AM/PM", "9:05 AM"),
        (time(13, 5, 9), "mm:ss", "05:09"),
        (timedelta(hours=30), "[h]:mm:ss", "30:00:00"),
        (timedelta(hours=30), "[h]:mm", "30:00"),
    ],
)
def test_a_cell_shows_what_its_format_says(value, form, text):
    if text is None:  # whatever the number of digits, none of them is lost
        assert Decimal(shown(value, form).replace(",", "")) == Decimal(str(value))
    else:
        assert shown(value, form) == text


@settings(max_examples=50)
@given(st.integers(-(10**15), 10**15))
def test_whole_numbers_keep_every_digit(number):
    assert int(shown(number, "#,##0").replace(",", "")) == number
    assert shown(number, "General") == str(number) == shown(number, "0")


@settings(max_examples=50)
@given(st.floats(-1e12, 1e12).filter(lambda number: number == 0 or abs(number) > 1e-9))
def test_numbers_without_a_format_keep_what_a_spreadsheet_keeps(number):
    assert float(general(Decimal(str(number)))) == pytest.approx(number, rel=1e-13)


@settings(max_examples=50)
@given(
    st.one_of(st.integers(), st.floats(allow_nan=False), st.datetimes(), st.times(), st.text(max_size=5)),
    st.text(st.sampled_from('0#?,.%;"[]\\_*@eE+-ymdhsgaGAP/ 円'), max_size=12),
)
def test_no_format_fails(value, form):
    assert isinstance(shown(value, form), str)
