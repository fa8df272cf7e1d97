"""Who publishes a report without a manifest."""

import pytest

from index.checks.publisher import infer_publisher


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("霧島野町　令和5年度 事務事業評価\n本文", "霧島野町"),
        ("第3次水鏡県総合計画\n", "水鏡県"),
        ("# 世帯\n\n水鏡県統計課　各年10月1日現在\t（単位：人）\n", "水鏡県"),
        ("評価調書\n\n砂丘市行政評価実施要綱　様式第2号\n", "砂丘市"),
        ("砂丘広域連合 構成団体の指標\n", "砂丘広域連合"),
        ("花火交通株式会社（第三セクター）経営状況\n", "花火交通株式会社"),
        ("北海道創生の計画\n", "北海道"),
        ("市町村別の人口\n各市の世帯\n", ""),
        ("全国市長会の資料\n", ""),
        ("砂丘市と霧島野町の協定\n", ""),
        ("都市計画の概要\n市民の暮らし\n", ""),
        ("", ""),
    ],
)
def test_publishers(text, name):
    assert infer_publisher(text) == name
