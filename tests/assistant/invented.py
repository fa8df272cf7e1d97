"""Two invented reports whose answers a reader can compute, and the corpora that tests ask.

Nothing in them is of the packaged reports: other prefectures, other indicators, other years and other columns.
"""

from datetime import date
from hashlib import sha256

from assistant.corpus import Corpus
from index.checks.audit import audit
from index.correction import apply_corrections
from index.figures import extract_figures
from index.indicator import make_indicators
from index.keyword import KeywordIndex
from index.layout import lay_out
from index.passages import make_passages
from index.report import Report
from index.search import KEYWORD_LEGS, HybridSearch
from index.series import series_of

MOON = """月影県みらい戦略 推進状況（2022年11月）

第1章 この冊子の見方

進捗率とは、実績値を目標値で除した割合をいう。
「-」と表記しているものは、調査が行われていないことを示す。

第2章 重要業績評価指標

KPI\t戦略策定時\t実績値 (a)\t目標値 (b)\t進捗率 (a)/(b)\t備考
温泉街の宿泊者数\t100万人 (H30)\t150万人 (R3)\t200万人 (R6)\t75.0%\t
移住相談の受付件数\t400件 (H30)\t300件 (R3)\t600件 (R6)\t50.0%\t相談窓口を二か月閉じたため、件数が伸びなかった。
木材の自給率\t40.0% (H30)\t45.0% (R3)\t50.0% (R6)\t90.0%\t
和紙の海外販売額\t80億円 (H30)\t90億円 (R3)\t120億円 (R6)\t75.0%\t
県内総生産\t2兆4千億円 (2018年)\t2兆7千億円 (2021年)\t3兆円 (2024年)\t90.0%\t
社会増減による人の動き\t▲1,200人 (2018年)\t▲800人 (2021年)\t▲400人 (2024年)\t50.0%\t
女性管理職の割合\t20.0% (H30)\t-\t30.0% (R6)\t-\t今年の調査がまだ行われていないため、数値がない。
乗合バスの運転士数\t132千人 (H30)\t131千人 (R3)\t140千人 (R6)\t93.5%\t
灯台の見学会\t5回 (H30)\t0回 (R3)\t10回 (R6)\t0.0%\t感染症のため、すべて中止した。
雪まつりの来場者数\t20万人 (H30)\t33万人 (R3)\t30万人 (R6)\t110.0%\t
観光案内所の設置数\t10か所 (H30)\t12か所 (R3)\t15か所 (R6)\t80.0%\t
交通事故の負傷者数\t500人 (H30)\t350人 (R3)\t300人 (R6)\t85.7%\t
不登校の児童数\t90人 (H30)\t60人 (R3)\t70人 (R6)\t116.6%\t
観光案内所の利用者数\t5,000人 (H30)\t6,000人 (R3)\t8,000人 (R6)\t75.0%\t

第3章 関連事業

事業名\tR4予算(千円)\t取組状況
竹林再生モデル事業\t12,000\t荒れた竹林を伐採し、竹材を工芸品に用いる工房を三か所で開いた。
養蜂担い手育成事業\t8,500\t養蜂を始める人に巣箱を貸し出した。
養蜂研究事業\t1,500\t蜜源となる草木を調べた。
道の駅改修事業\t832, 111\t駐車場を広げた。
"""

WAVE = """白波県 令和4年度 評価調書

1 成果指標

指標名\t単位\t基準値(R1)\t実績値(R4)\t今年度の目標(R4)\t最終目標値(R7)\t達成率\t評価\t備考
温泉街の宿泊者数\t万人\t40\t36\t45\t60\t80.0%\tB\t台風で宿が休業したため、目標に届かなかった。
給食の地場産物使用割合\t%\t50.0\t54.0\t55.0\t60.0\t98.2%\tA\t
港の清掃に加わった団体数\t団体\t10\t25\t20\t30\t125.0%\tA\t
空き校舎の利用数\t校\t3\t1\t5\t8\t20.0%\tD\t耐震の工事が遅れたため、貸し出せなかった。
発電所の見学会\t回\t4\t0\t6\t8\t0.0%\tD\t定期点検と重なり、開けなかった。

2 事務事業

事業名\t予算額(千円)\t一般財源(千円)\t本庁\t出先機関\t人工計\tフルコスト(千円)
海岸清掃支援事業\t5,000\t2,000\t0.5\t0.3\t0.8\t11,400
空き校舎改修事業\t20,000\t4,000\t0.2\t0.0\t0.2\t21,600
漁村体験推進事業\t3,000\t3,000\t0.1\t0.1\t0.2\t4,600
"""


def report(name, title, text, published, publisher=""):
    return Report(
        id=name,
        title=title,
        publisher=publisher,
        published=published,
        as_of=published,
        audience="",
        source="",
        licence="",
        file=f"{name}.txt",
        sha256=sha256(text.encode()).hexdigest(),
        text=text,
    )


def moon(text=MOON):
    return report("moon", "月影県みらい戦略 推進状況（2022年11月）", text, date(2022, 11, 1), "月影県")


def wave(text=WAVE):
    return report("wave", "白波県 令和4年度 評価調書", text, date(2023, 3, 31), "白波県")


def corpus_of(reports, folder, corrections=()):
    """A corpus as the index gives it, without the dense leg: nothing is embedded."""
    figures, passages, warnings, laid_out = [], [], [], {}
    for one in reports:
        blocks = laid_out[one.id] = lay_out(one.text)
        found, left_out = extract_figures(one, blocks)
        figures += found
        warnings += left_out
        passages += make_passages(one, blocks)
    figures = series_of(apply_corrections(corrections, reports, figures)[0])
    keyword = KeywordIndex.create(folder)
    keyword.apply(passages, [])
    by_id = {passage.id: passage for passage in passages}
    hybrid = HybridSearch(keyword, None, None, lambda ids: {name: by_id[name] for name in ids})
    return Corpus(
        reports,
        figures,
        make_indicators(figures),
        lambda text, keywords, limit, dense: [
            hit.passage for hit in hybrid.search(text, limit, KEYWORD_LEGS, keywords)
        ],
        findings=audit(reports, laid_out, figures, warnings).findings,
    )
