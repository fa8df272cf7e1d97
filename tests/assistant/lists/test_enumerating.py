"""The text of lists."""

from assistant.lists.enumerating import Entry, enumerated


def entries(count, text):
    return [Entry(f"{text}{n}", f" [{n + 1}]") for n in range(count)]


def test_the_fullest_form_that_fits_is_taken():
    forms = (entries(3, "name：long "), entries(3, "name"))
    assert enumerated(forms, (), japanese=True).text == (
        "当てはまるのは次の3件です。\n・name：long 0 [1]\n・name：long 1 [2]\n・name：long 2 [3]"
    )
    long = (entries(31, "x" * 40), entries(31, "name"))
    assert "・name0 [1]" in enumerated(long, (), japanese=True).text


def test_what_does_not_fit_is_counted():
    found = enumerated((entries(500, "x" * 40),), (), japanese=True)
    listed = found.text.count("\n・")
    assert 0 < listed < 500
    assert found.text.endswith(f"ほかに{500 - listed}件あります。")
    assert len(found.text) < 2_500


def test_groups_are_counted_in_front():
    found = enumerated((entries(3, "name"),), [("◎", 2), ("×", 1)], japanese=True)
    assert found.text.split("\n") == [
        "全部で3件です（◎ 2件、× 1件）。",
        "◎（2件）",
        "・name0 [1]",
        "・name1 [2]",
        "×（1件）",
        "・name2 [3]",
    ]
    assert enumerated((entries(1, "name"),), (), japanese=False).text == "1 item fits:\n- name0 [1]"
