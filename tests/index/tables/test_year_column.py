"""Columns that say when the values beside them are from."""

import pytest

from index.tables.year_column import are_years_of, is_value_word


@pytest.mark.parametrize(
    ("years", "values", "cells", "expected"),
    [
        (["現状", "年度"], ["現状", "値"], ["R4", "R3"], True),
        (["現状", "年次"], ["現状", "数値"], ["2021年", "－"], True),
        (["目標年度"], ["目標値"], ["R9"], True),
        (["基準年度"], ["目標値"], ["R4"], False),  # not of the value beside it
        (["年度"], ["値"], ["R4"], False),  # names the rows
        (["現状", "年度"], ["目標", "値"], ["R4"], False),
        (["現状", "年度"], ["現状", "値"], ["R4", "随時", "未定"], False),
        (["現状", "年度"], ["現状", "値"], ["－"], False),
        (["現状", "年度"], ["現状", "値"], ["R4", "R3", "120"], True),
        ([], ["値"], ["R4"], False),
    ],
)
def test_years_of_the_next_column(years, values, cells, expected):
    assert are_years_of(years, values, cells) == expected


def test_words_for_values():
    assert is_value_word("値") and is_value_word(" 数値 ") and is_value_word("金額") and not is_value_word("目標値")
