"""Which of several stated units a header means."""

import pytest

from index.tables.unit_sense import sensed_unit


@pytest.mark.parametrize(
    ("labels", "units", "unit"),
    [
        (["商店数"], ["商店", "人", "百万円"], "商店"),
        (["従業者数"], ["事業所", "人"], "人"),
        (["事業者数"], ["事業者", "人"], "事業者"),
        (["事業者数"], ["件", "人"], ""),
        (["法人数"], ["法人", "人"], "法人"),
        (["実数", "高齢者人口（75歳以上）"], ["人", "歳"], "人"),
        (["平均年齢"], ["人", "歳"], "歳"),
        (["うち鮮魚", "年間販売額等"], ["店", "万円"], "万円"),
        (["経営耕地面積"], ["戸", "ha"], "ha"),
        (["総世帯数"], ["世帯", "人"], "世帯"),
        (["１世帯当たり人員"], ["世帯", "人"], ""),
        (["その他"], ["世帯", "人"], ""),
        (["学生数"], ["人", "千人"], ""),
    ],
)
def test_the_unit_that_a_header_tells(labels, units, unit):
    assert sensed_unit(labels, units) == unit
