"""Why a row stands as it does, where running text says so: a sentence about it, or the analysis of its own form."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from assistant.quoting.excerpt import Excerpt
from index.figure import Figure
from index.markup import comparable, without_tags

# Words by which a report says why.
_BECAUSE = re.compile(
    r"ため|により|によって|による|影響|受け|伴[いう]|要因|原因|理由|背景|ことから|ものの|中止|延期|見送|遅れ"
)
_HEADED = re.compile(
    r"(?:^|\s|[】])[【<（(●○・■◆]*\s*(?:[内外]的)?(?:要因|理由|原因|背景)[】>）)]*\s*$|"
    r"^\s*【(?:[内外]的)?(?:要因|理由)",
)
# So much of a name, letter for letter, names a thing in a sentence about it.
_SHARED = 4
_RUN = 3
_CONTENT = re.compile(r"[一-龠々ァ-ヺ]")
_LONGEST = 420
_RUNS_ON = 4
_LEAST = 8
_STAFF = re.compile(r"^[^。、・]{0,16}(?:課|係|室|部|局|班|所|センター|担当)$")
_WORDS = 10


def is_reason(remark: str) -> bool:
    """Whether what a row says beside its values tells something, and is not who is in charge."""
    bare = remark.strip()
    return len(bare) >= _LEAST and not _STAFF.match(bare) and (len(bare) >= _WORDS or bool(_BECAUSE.search(bare)))


def reasons(figures: Sequence[Figure], lines: Sequence[str]) -> list[Excerpt]:
    """What the report says of the reasons: the row's last words, the analysis beside its grades, the best sentence."""
    found = list(_in_row(figures, lines)) or list(_in_form(figures, lines))
    return found or list(_in_text(figures, lines))[:1]


def _in_row(figures: Sequence[Figure], lines: Sequence[str]) -> Iterator[Excerpt]:
    """The words that a row ends with, behind all its values, where they tell something."""
    for number in dict.fromkeys(figure.line for figure in figures if "\t" in lines[figure.line - 1]):
        end = max(figure.span[1] for figure in figures if figure.line == number)
        cells = [cell.strip() for cell in lines[number - 1][end:].split("\t")[1:]]
        if cells and is_reason(without_tags(cells[-1])) and _BECAUSE.search(cells[-1]):
            yield _quoted(figures[0], cells[-1], number)


def _in_form(figures: Sequence[Figure], lines: Sequence[str]) -> Iterator[Excerpt]:
    """The lines that run on from those of the grades, as far as the next empty one, where they are headed as reasons.

    What stands further away in a form may be about another of its indicators.
    """
    for start in dict.fromkeys(figure.line for figure in figures if figure.measure == "grade"):
        if _is_row(lines[start - 1]):
            continue
        end = start
        while end < len(lines) and lines[end].strip() and _size(lines, start, end + 1) <= _LONGEST:
            end += 1
        if any(_HEADED.search(line) for line in lines[start - 1 : end]):
            yield _quoted(figures[0], "\n".join(lines[start - 1 : end]).strip(), start)


def _in_text(figures: Sequence[Figure], lines: Sequence[str]) -> Iterator[Excerpt]:
    """The sentences that name what is measured and say why, those that name most of it first."""
    name = comparable(figures[0].name)
    rows = {figure.line for figure in figures}
    found: list[tuple[int, Excerpt]] = []
    for number, line in enumerate(lines, start=1):
        if number in rows or _is_row(line):
            continue
        text = _running(lines, number)
        for sentence in (part.strip() for part in _sentences(text)):
            shared = _shared(name, comparable(sentence)) if _BECAUSE.search(sentence) else 0
            if shared >= _SHARED:
                start = number + text[: text.index(sentence)].count("\n")
                found.append((shared, _quoted(figures[0], sentence, start)))
                break
    for _, excerpt in sorted(found, key=lambda one: -one[0]):
        yield excerpt


def _is_row(line: str) -> bool:
    return "\t" in line.strip() or line.lstrip().startswith("|")


def _running(lines: Sequence[str], number: int) -> str:
    """A line with those after it that its sentence runs on to."""
    text, stop = lines[number - 1], number
    while stop < min(len(lines), number + _RUNS_ON) and not text.rstrip().endswith("。"):
        if not lines[stop].strip() or _is_row(lines[stop]):
            break
        text, stop = f"{text}\n{lines[stop]}", stop + 1
    return text


def _sentences(text: str) -> list[str]:
    return [sentence for sentence in re.split(r"(?<=。)", text) if sentence.strip()]


def _shared(name: str, sentence: str) -> int:
    """How much of a name a sentence says: a run of it, or most of it in several (道の駅の売上は)."""
    matcher = SequenceMatcher(None, name, sentence, autojunk=False)
    longest = matcher.find_longest_match()
    if len(_CONTENT.findall(name[longest.a : longest.a + longest.size])) >= _RUN:
        return longest.size
    runs = [name[block.a : block.a + block.size] for block in matcher.get_matching_blocks() if block.size >= 2]
    said = len(_CONTENT.findall("".join(runs)))
    return said if said > _RUN and said * 2 > len(_CONTENT.findall(name)) else 0


def _size(lines: Sequence[str], start: int, end: int) -> int:
    return sum(len(line) for line in lines[start - 1 : end])


def _quoted(figure: Figure, quote: str, start: int) -> Excerpt:
    end = start + quote.count("\n")
    path = tuple(filter(None, (figure.section,)))
    return Excerpt(figure.report, path, start, end, figure.page, quote, without_tags(quote), 1.0, frozenset())
