"""KPI and budget tables in the styles of authorities whose reports were never seen: every cell, exactly."""

import pytest

from index.figures import extract_figures
from index.layout import lay_out
from tests.index.test_figures import report_of

# A table, and below the arrow line what a reader finds in it: `name < item: measure text =value unit @period [marks]`.
TABLES = {
    "years in headers, unit column, letters as grades": """
指標	単位	基準値(R1)	R4目標	R4実績	達成率	評価
新規就農者数	人	98	120	113	94.2%	B
移住者数	世帯	45	60	71	118.3%	A
待機児童数	人	12	0	3	-	C
→
新規就農者数: baseline 98 =98人 @R1; target 120 =120人 @R4; actual 113 =113人 @R4; achievement 94.2% =94.2%; grade B
移住者数: baseline 45 =45世帯 @R1; target 60 =60世帯 @R4; actual 71 =71世帯 @R4; achievement 118.3% =118.3%; grade A
待機児童数: baseline 12 =12人 @R1; target 0 =0人 @R4; actual 3 =3人 @R4; achievement -; grade C
""",
    "progress in words": """
指標名	現状値（令和元年度）	目標値（令和6年度）	直近値（令和4年度）	進捗状況
県内総生産	3兆8,000億円	4兆円	3兆9,120億円	順調
観光消費額	1,204億円	1,500億円	987億円	やや遅れ
健康寿命（男性）	72.1歳	73.5歳	72.8歳	概ね順調
→
県内総生産: baseline 3兆8,000億円 =38000億円 @令和元年度; target 4兆円 =4兆円 @令和6年度; \
actual 3兆9,120億円 =39120億円 @令和4年度; grade 順調
観光消費額: baseline 1,204億円 =1204億円 @令和元年度; target 1,500億円 =1500億円 @令和6年度; \
actual 987億円 =987億円 @令和4年度; grade やや遅れ
健康寿命（男性）: baseline 72.1歳 =72.1歳 @令和元年度; target 73.5歳 =73.5歳 @令和6年度; \
actual 72.8歳 =72.8歳 @令和4年度; grade 概ね順調
""",
    "reached or not": """
指標	目標（令和5年度）	実績（令和5年度）	達成度	達成状況
ふるさと納税額	50億円	62億円	124.0%	達成
DX人材育成数	300人	210人	70.0%	未達成
→
ふるさと納税額: target 50億円 =50億円 @令和5年度; \
actual 62億円 =62億円 @令和5年度; achievement 124.0% =124.0%; grade 達成
DX人材育成数: target 300人 =300人 @令和5年度; actual 210人 =210人 @令和5年度; achievement 70.0% =70.0%; grade 未達成
""",
    "bare rates, negative numbers": """
KPI	策定時	目標	実績	進捗率(%)
企業立地件数	25件	50件	31件	62.0
人口の社会増減数	▲1,120人	0人	▲850人	24.1
県産材利用量	120千m3	200千m3	△5千m3	0
→
企業立地件数: baseline 25件 =25件; target 50件 =50件; actual 31件 =31件; progress 62.0 =62.0%
人口の社会増減数: baseline ▲1,120人 =-1120人; target 0人 =0人; actual ▲850人 =-850人; progress 24.1 =24.1%
県産材利用量: baseline 120千m3 =120千m3; target 200千m3 =200千m3; actual △5千m3 =-5千m3; progress 0 =0%
""",
    "targets in words": """
重要業績評価指標	基準値	目標値	実績値	評価
地域おこし協力隊の定住率	62.5%	維持	64.1%	◎
林業就業者数	1,020人	増加	1,033人	○
刑法犯検挙件数	3,210件	前年度以上	3,100件	△
温室効果ガス排出量	1,250万t-CO2	現状以下	1,198万t-CO2	○
→
地域おこし協力隊の定住率: baseline 62.5% =62.5%; target 維持; actual 64.1% =64.1%; grade ◎
林業就業者数: baseline 1,020人 =1020人; target 増加; actual 1,033人 =1033人; grade ○
刑法犯検挙件数: baseline 3,210件 =3210件; target 前年度以上 [at_least]; actual 3,100件 =3100件; grade △
温室効果ガス排出量: baseline 1,250万t-CO2 =1250万t-CO2; target 現状以下; actual 1,198万t-CO2 =1198万t-CO2; grade ○
""",
    "remarks in brackets": """
指標	基準値	目標値	実績値
外国人宿泊者数	15万人泊（H30）	30万人泊（R7）	8.2万人泊（速報値）
合計特殊出生率	1.45（H30）	1.60（R7）	1.38（R3）
農業産出額	1,234億円（H30）	1,400億円（R7）	1,301億円（R3暫定値）
→
外国人宿泊者数: baseline 15万人泊 =15万人泊 @H30; target 30万人泊 =30万人泊 @R7; \
actual 8.2万人泊（速報値） =8.2万人泊 [provisional]
合計特殊出生率: baseline 1.45 =1.45 @H30; target 1.60 =1.60 @R7; actual 1.38 =1.38 @R3
農業産出額: baseline 1,234億円 =1234億円 @H30; target 1,400億円 =1400億円 @R7; \
actual 1,301億円 =1301億円 @R3暫定値 [provisional]
""",
    "numbers of rows, departments": """
No.	指標	担当部局	基準値（R2）	実績値（R5）	目標値（R7）	判定
1	観光入込客数	観光部	1,200万人	1,850万人	2,000万人	B
2	空き家バンク成約件数	住宅課	35件	61件	80件	A
3	テレワーク導入率	産業政策課	12.3%	24.5%	40.0%	S
→
観光入込客数: baseline 1,200万人 =1200万人 @R2; actual 1,850万人 =1850万人 @R5; target 2,000万人 =2000万人 @R7; grade B
空き家バンク成約件数: baseline 35件 =35件 @R2; actual 61件 =61件 @R5; target 80件 =80件 @R7; grade A
テレワーク導入率: baseline 12.3% =12.3% @R2; actual 24.5% =24.5% @R5; target 40.0% =40.0% @R7; grade S
""",
    "stars": """
指標	目標値	実績値	評価
図書館来館者数	50万人	43万人	★★☆
スポーツ実施率	65%	61.2%	★★★
→
図書館来館者数: target 50万人 =50万人; actual 43万人 =43万人; grade ★★☆
スポーツ実施率: target 65% =65%; actual 61.2% =61.2%; grade ★★★
""",
    "five steps": """
成果指標	基準値	目標値	実績値	5段階評価
認知度	40%	60%	55%	4
満足度	3.2	4.0	3.8	5
→
認知度: baseline 40% =40%; target 60% =60%; actual 55% =55%; grade 4
満足度: baseline 3.2 =3.2; target 4.0 =4.0; actual 3.8 =3.8; grade 5
""",
    "money set aside and spent": """
事業名	当初予算額(百万円)	決算額(百万円)	執行率
道路整備事業	1,250	1,198	95.8%
河川改修事業	830	822	99.0%
→
道路整備事業: budget 1,250 =1250百万円; value 1,198 =1198百万円; value 95.8% =95.8%
河川改修事業: budget 830 =830百万円; value 822 =822百万円; value 99.0% =99.0%
""",
    "bars": """
| 指標 | 基準値（R1） | 目標値（R6） | 実績値（R4） | 達成率 |
|---|---:|---:|---:|---:|
| 移住者数 | 100人 | 200人 | 150人 | 75.0% |
| 起業件数 | 10件 | 30件 |  | - |
→
移住者数: baseline 100人 =100人 @R1; target 200人 =200人 @R6; actual 150人 =150人 @R4; achievement 75.0% =75.0%
起業件数: baseline 10件 =10件 @R1; target 30件 =30件 @R6; achievement -
""",
    "wide space": """
指標　　　　　基準値　　目標値　　実績値
移住者数　　　100人　　　200人　　150人
起業件数  10件  30件  18件
→
移住者数: baseline 100人 =100人; target 200人 =200人; actual 150人 =150人
起業件数: baseline 10件 =10件; target 30件 =30件; actual 18件 =18件
""",
    "a column for each year": """
指標	基準値	R3実績	R4実績	R5実績	R7目標値
移住者数	100人	120人	130人		200人
起業件数	10件	12件	18件	21件	30件
→
移住者数: baseline 100人 =100人; actual 120人 =120人 @R3; actual 130人 =130人 @R4; target 200人 =200人 @R7
起業件数: baseline 10件 =10件; actual 12件 =12件 @R3; actual 18件 =18件 @R4; \
actual 21件 =21件 @R5; target 30件 =30件 @R7
""",
    "the unit last": """
指標	基準値	目標値	実績値	単位
再エネ導入量	1,200	2,000	1,650	MW
森林整備面積	3,500	4,000	3,720	ha
→
再エネ導入量: baseline 1,200 =1200MW; target 2,000 =2000MW; actual 1,650 =1650MW
森林整備面積: baseline 3,500 =3500ha; target 4,000 =4000ha; actual 3,720 =3720ha
""",
    "goals, measures, and what is reached now": """
基本目標	具体的施策	重要業績評価指標（KPI）	基準値	目標値	現状値	進捗
1 しごとをつくる	（1）農業の振興	新規就農者数	30人（R1）	50人（R6）	42人（R4）	○
		認定農業者数	210人（R1）	250人（R6）	231人（R4）	△
	（2）観光の振興	観光消費額	120億円（R1）	150億円（R6）	98億円（R4）	×
→
新規就農者数 < （1）農業の振興: baseline 30人 =30人 @R1; target 50人 =50人 @R6; actual 42人 =42人 @R4; grade ○
認定農業者数 < （1）農業の振興: baseline 210人 =210人 @R1; target 250人 =250人 @R6; actual 231人 =231人 @R4; grade △
観光消費額 < （2）観光の振興: baseline 120億円 =120億円 @R1; target 150億円 =150億円 @R6; \
actual 98億円 =98億円 @R4; grade ×
""",
    "periods of several years": """
KPI	令和2年度～令和6年度目標	令和4年度末累計実績	進捗率
企業誘致件数	100件	64件	64.0%
→
企業誘致件数: target 100件 =100件 @令和2年度～令和6年度; actual 64件 =64件 @令和4年度末累計 [cumulative]; \
progress 64.0% =64.0%
""",
    "what is not yet known": """
KPI	基準値	目標値	実績値	備考
移住体験者数	—	100人（毎年度）	集計中	R6.3公表予定
相談窓口の設置	未設置	設置（R5まで）	設置済	年度末
イベント開催	1回	年2回以上	2回	オンライン
→
移住体験者数: baseline —; target 100人 =100人 @毎年度 [annual]; actual 集計中
相談窓口の設置: baseline 未設置; target 設置 @R5まで; actual 設置済
イベント開催: baseline 1回 =1回; target 年2回以上 =2回 [annual;at_least]; actual 2回 =2回
""",
}


def told(text):
    """Each row's figures as one line, in the order printed; no warning but for what the table does not say."""
    report = report_of(text)
    figures, warnings = extract_figures(report, lay_out(text))
    assert warnings == []
    rows = {}
    for figure in figures:
        head = figure.name + (f" < {figure.item}" if figure.item else "")
        said = f"{figure.measure} {figure.text}"
        said += f" ={figure.value}{figure.unit}" if figure.value is not None else ""
        said += f" @{figure.period}" if figure.period else ""
        said += f" [{';'.join(figure.qualifiers)}]" if figure.qualifiers else ""
        rows.setdefault(head, []).append(said)
        assert report.lines[figure.line - 1][slice(*figure.span)] == figure.text
    return [f"{head}: {'; '.join(said)}" for head, said in rows.items()]


@pytest.mark.parametrize("style", TABLES)
def test_every_cell_of_a_table_never_seen(style):
    table, _, expected = TABLES[style].lstrip("\n").partition("→\n")
    assert told(table) == expected.rstrip("\n").split("\n")


def test_money_spent_is_told_from_money_set_aside():
    figures, _ = extract_figures(report_of(text := TABLES["money set aside and spent"]), lay_out(text))
    assert [(figure.measure, figure.scope) for figure in figures][:3] == [
        ("budget", "当初予算額"),
        ("value", "決算額"),
        ("value", "執行率"),
    ]


def test_a_footnote_of_a_name_goes_into_the_notes_of_its_row():
    text = "指標\t実績値\t目標値\nごみ排出量 ※2\t930g\t900g\n移住者数\t1人\t2人\n\n※2 事業系を除く\n"
    figures, _ = extract_figures(report_of(text), lay_out(text))
    assert [(figure.name, figure.note) for figure in figures] == [
        *[("ごみ排出量 ※2", "※2 事業系を除く")] * 2,
        *[("移住者数", "")] * 2,
    ]
