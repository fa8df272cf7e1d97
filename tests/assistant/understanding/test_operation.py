"""Which operation a question asks for."""

import pytest

from assistant.understanding.operation import read_operation


@pytest.mark.parametrize(
    ("question", "operation"),
    [
        ("医師数は？", "look_up"),
        ("医師数の一番新しい値は？", "look_up"),
        ("What is the number of doctors?", "look_up"),
        ("進捗率とは何ですか", "define"),
        ("進捗率はどうやって計算しますか", "define"),
        ("How is the progress rate calculated?", "define"),
        ("なぜ減ったのですか", "explain"),
        ("減った要因は？", "explain"),
        ("Why did it fall?", "explain"),
        ("進捗率が最も低いのは？", "rank"),
        ("予算の上位3つは？", "rank"),
        ("Which has the lowest rate?", "rank"),
        ("進捗率が50%未満のものは？", "filter"),
        ("A評価の指標は？", "filter"),
        ("A評価の指標は何ですか？", "filter"),
        ("すべて挙げて", "filter"),
        ("目標との差は？", "compare"),
        ("目標まであといくら？", "compare"),
        ("評価がAの指標は何個ありますか", "filter"),
        ("AとBの予算の合計は？", "compare"),
        ("どれくらい増えましたか", "compare"),
        ("Sum of the budgets?", "compare"),
        ("どの市で開催しましたか", "describe"),
        ("いつ開かれましたか", "describe"),
        ("いつまでに達成しますか", "look_up"),
        ("Where was it held?", "describe"),
        ("灯台はもともとは何基？", "look_up"),
        ("3歳未満の保育の予算は？", "look_up"),
        ("80%以下の指標は？", "filter"),
        ("表で市の名前がかっこ書きなのはなぜ？", "define"),
        ("灰色の網掛けは何を示す？", "define"),
        ("灰色の網掛けの事業はどれ？", "filter"),
        ("Why is the town printed in brackets?", "define"),
        ("○と×はどう違うの？", "define"),
        ("判定が「b」になるには何を満たせばいい？", "define"),
        ("備考の4桁は何の番号？", "define"),
        ("表には繰り越した分も入ってる？", "define"),
        ("ほかの補助金と併せて使っていいですか", "define"),
        ("達成したと書いていい？", "compare"),
        ("満足した人の割合はどうやって調べた数字なんですか", "define"),
        ("どの役所に要望しましたか", "describe"),
        ("When was the fair held?", "describe"),
    ],
)
def test_operations_are_read_from_the_asking_words(question, operation):
    assert read_operation(question) == operation
