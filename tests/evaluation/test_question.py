"""Question files: what loads, and how errors name their place."""

import json

import pytest

from evaluation.documents import Documents, document_names, report_of
from evaluation.question import QuestionFileError, load, parse
from evaluation.span import Span

BARE = {"id": "a", "lang": "ja", "turns": ["観光客は？"]}
FULL = {
    **BARE, "category": "kpi_actual", "answerable": True, "must_contain": [["279万人"]], "must_not_contain": ["x"],
    "belongs": {"actual": ["279万人"]}, "sources": [{"doc": "000_39c673442226f438.txt", "lines": [437, 440]}],
    "note": "ignored",
}  # fmt: skip


def lines(*entries: object) -> str:
    return "\n".join(json.dumps(entry, ensure_ascii=False) for entry in entries)


def test_a_line_to_be_answered_only():
    (question,) = parse(lines(BARE) + "\n\n")
    assert (question.id, question.language, question.turns, question.expected) == ("a", "ja", ("観光客は？",), None)


def test_a_full_line():
    (question,) = parse(lines(FULL))
    assert question.expected is not None
    assert question.expected.sources == (Span("hokkaido-sosei-2018", 437, 440),)
    assert question.expected.belongs == (("actual", ("279万人",)),)
    assert question.expected.others_max == 2


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (lines(BARE) + "\n{", "questions, line 2 is not valid JSON"),
        ("[1]", "questions, line 1 is not a JSON object."),
        (lines({**BARE, "lang": "fr"}), 'line 1: "lang" is "fr"; it must be "ja" or "en".'),
        (lines({"id": "a", "lang": "ja"}), 'line 1 has no "turns".'),
        (lines({**BARE, "turns": []}), 'line 1: "turns" is empty; it needs at least one turn.'),
        (lines({**BARE, "turns": "?"}), 'line 1: "turns" must be a list.'),
        (lines({**BARE, "turns": [1]}), 'line 1: "turns" must hold lists of strings.'),
        (lines({**BARE, "id": 1}), 'line 1: "id" must be a string.'),
        (lines(BARE, BARE), 'line 2: the id "a" is already used in line 1.'),
        (lines({**FULL, "category": None}), 'line 1: "category" must be a string.'),
        (lines({**FULL, "others_max": True}), 'line 1: "others_max" must be a whole number.'),
        (lines({**BARE, "must_contain": []}), 'line 1 has no "category".'),
        (lines({**FULL, "must_contain": ["279"]}), 'line 1: "must_contain" must hold lists of strings.'),
        (lines({**FULL, "sources": [{"doc": "a.txt", "lines": [5, 4]}]}), "line 1: a source is"),
        ("\n", "questions holds no questions; write one JSON object a line."),
        ("[" * 100_000, "line 1 is"),
    ],
)
def test_errors_are_one_sentence_with_a_place(text, message):
    with pytest.raises(QuestionFileError) as caught:
        parse(text)
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)
    assert str(caught.value).endswith(".")


def test_files_that_cannot_be_read(tmp_path):
    with pytest.raises(QuestionFileError, match="Cannot read the question file"):
        load(tmp_path / "absent.jsonl")
    (tmp_path / "sjis.jsonl").write_bytes("観光".encode("shift-jis"))
    with pytest.raises(QuestionFileError, match="is not UTF-8 text"):
        load(tmp_path / "sjis.jsonl")


def test_a_byte_order_mark_is_no_part_of_the_first_line(tmp_path):
    path = tmp_path / "bom.jsonl"
    path.write_text("\ufeff" + lines(BARE), encoding="utf-8")
    assert len(load(path)) == 1


def test_the_development_set(questions):
    assert len(questions) == 142
    assert len({question.id for question in questions}) == 142
    assert all(question.expected is not None for question in questions)


def test_every_source_of_the_development_set_has_its_lines(questions):
    documents = Documents.packaged()
    sources = [source for question in questions if question.expected for source in question.expected.sources]
    assert sources
    assert all(documents.quoted(source) for source in sources)


def test_documents_and_reports():
    assert set(document_names().values()) == set(Documents.packaged().texts)
    assert report_of("000_39c673442226f438.txt") == "hokkaido-sosei-2018"
    assert report_of("our-own-report") == "our-own-report"


def test_lines_that_a_report_does_not_have():
    documents = Documents({"r": "一\n二"})
    assert documents.quoted(Span("r", 1, 2)) == "一\n二"
    assert documents.quoted(Span("r", 2, 3)) is None
    assert documents.quoted(Span("r", 0, 1)) is None
    assert documents.quoted(Span("s", 1, 1)) is None
