"""Labels of rows that print a part of the row above."""

import pytest

from index.tables.part import is_part


@pytest.mark.parametrize(
    "label", ["うち外国人", "うち県外（万人）", "（うち道内）", "うち、女性", "うち65歳以上", "うちNPO法人"]
)
def test_parts(label):
    assert is_part(label)


@pytest.mark.parametrize("label", ["", "外国人", "うちわの生産量", "うちエコ診断の件数", "県内うち外国人", "うち"])
def test_names_of_their_own(label):
    assert not is_part(label)
