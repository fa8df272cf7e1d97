"""Grades held against the legend: the rate that a grade stands for, and the counts that a report prints of them."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal

from index.checks.check import Check, cell_place, line_place, named, passed
from index.checks.entry import Entry
from index.checks.legend import Legend, plain_grade
from index.checks.scale import scale_for
from index.decimals import places_of, plain, rounds_to
from index.figure import Figure, Measure
from index.markup import comparable
from index.quantity import to_base
from index.report import Report
from index.unit_identity import same_base_unit

_REACHED, _MISSED = re.compile("達成(?:済|見込|$|し)|順調|達成$"), re.compile("不可|未達|遅れ|達成でき|しない")
_NOT = re.compile("不可|不能|できない|対象外|未評価|なし")
_SHARE = re.compile(
    r"(?P<left>[^\s・、。/／]{2,30}?)(?P<n>\d[\d,]*)[/／](?P<right>[^\s\d/／・、。]{2,14}?)(?P<m>\d[\d,]*)(?!\d*[/／月日])"
)
_TALLY = "集計"
_TALLY_REACH = 40
_FEW = 2


def check_grades(
    report: Report, entries: Sequence[Entry], legend: Legend, scales: Sequence[Legend] = ()
) -> Iterator[Check]:
    """A check of every grade whose rate is printed, by the bands of the legend or of a scale; and by its words."""
    made = [
        check
        for entry in entries
        for grade in entry.of("grade")
        for check in _graded(report, entry, grade, legend, scales)
    ]
    errors = sum(check.is_error for check in made)
    # Where most grades would be wrong, the legend is of something else.
    trusted = errors < _FEW or errors <= len(made) - errors
    yield from (check for check in made if trusted or not check.is_error)


def _graded(report: Report, entry: Entry, grade: Figure, legend: Legend, scales: Sequence[Legend]) -> Iterator[Check]:
    known = legend.bands and plain_grade(grade.text) in (*legend.letters, "-")
    scale = legend if known else scale_for(scales, grade.text, grade.line)
    if scale is not None:
        yield from _by_band(report, entry, grade, scale)
    elif legend.words:
        yield from _by_words(report, entry, grade, legend)


def _by_band(report: Report, entry: Entry, grade: Figure, legend: Legend) -> Iterator[Check]:
    rate = _rate_of(entry, grade)
    printed = plain_grade(grade.text)
    if rate is None or rate.value is None or (printed not in legend.letters and printed != "-"):
        return
    earned = legend.grade_of(rate.value)
    if not earned:
        return
    period = f"{grade.period}の" if grade.period else ""
    formula = f"{rate.text} → {earned}"
    progress = _rate_of(entry, grade, ("progress",))
    other = legend.grade_of(progress.value) if progress is not None and progress.value is not None else ""
    if printed in (earned, other, _unrounded(entry, grade, rate, legend)):
        yield passed("grade", grade, formula)
        return
    word = "進捗率" if rate.measure == "progress" else "達成率"
    yield Check(
        "grade",
        grade.figure_id,
        grade.text,
        earned,
        formula,
        False,
        "note" if printed == "-" else "error",
        f"{named(grade)}の{period}評価は「{grade.text}」と記載されていますが、{word}{rate.text}は資料の基準では「{earned}」です。",
        f"The grade is printed as {grade.text}, but by the report's legend {rate.text} is {earned}.",
        (cell_place(grade), cell_place(rate), line_place(report, legend.line)),
    )


def _unrounded(entry: Entry, grade: Figure, rate: Figure, legend: Legend) -> str:
    """The grade that the rate earns before it is rounded (79.96 is printed as 80.0), empty where that is not known."""
    actual, target = entry.actual_for(grade), entry.target_for(rate)
    if actual is None or target is None or not actual.value or not target.value or not _comparable(actual, target):
        return ""
    ratio = to_base(actual.value, actual.unit)[0] / to_base(target.value, target.unit)[0] * 100
    return legend.grade_of(ratio) if rate.value is not None and rounds_to(ratio, rate.value) else ""


def _rate_of(entry: Entry, grade: Figure, measures: Sequence[Measure] = ("achievement", "progress")) -> Figure | None:
    """The rate of a grade's period; a grade without one has the only rate of its entry."""
    rates = next((found for measure in measures if (found := entry.of(measure))), [])
    if grade.period and any(rate.period for rate in rates):
        own = [rate for rate in rates if rate.period == grade.period]
        return own[0] if len(own) == 1 else None
    numbered = [rate for rate in rates if rate.value is not None]
    return numbered[0] if len(numbered) == 1 == len(entry.of("grade")) else None


def _by_words(report: Report, entry: Entry, grade: Figure, legend: Legend) -> Iterator[Check]:
    """A grade that says reached (or not) beside numbers that say the contrary: a note, for grades weigh more."""
    word = legend.words.get(plain_grade(grade.text), "")
    actual, target = entry.actual_for(grade), entry.target_for(grade)
    if not word or actual is None or target is None or actual.value is None or target.value is None:
        return
    if not _rises(entry, target) or not _comparable(actual, target) or plain_grade(grade.text) == "-":
        return
    reached = to_base(actual.value, actual.unit)[0] >= to_base(target.value, target.unit)[0]
    says = False if _MISSED.search(word) else True if _REACHED.search(word) else None
    if says is None:
        return
    sign = "≧" if reached else "＜"
    formula = f"{plain(actual.value)} {sign} {plain(target.value)}"
    if says == reached:
        yield passed("grade", grade, formula)
        return
    state = "達しています" if reached else "達していません"
    yield Check(
        "grade",
        grade.figure_id,
        grade.text,
        "",
        formula,
        False,
        "note",
        f"{named(grade)}の評価は「{grade.text}」（{word}）ですが、実績値{actual.text}は目標値{target.text}に{state}。",
        f"The grade {grade.text} ({word}) does not go with the actual {actual.text} and the target {target.text}.",
        (cell_place(grade), cell_place(actual), cell_place(target), line_place(report, legend.words_line)),
    )


def _rises(entry: Entry, target: Figure) -> bool:
    base = entry.baseline()
    if any(figure.direction == "down" for figure in entry.figures) or target.value is None or target.value <= 0:
        return False
    return base is None or base.value is None or (_comparable(base, target) and base.value <= target.value)


def _comparable(one: Figure, other: Figure) -> bool:
    return same_base_unit(one.unit, other.unit)


def check_tallies(report: Report, entries: Sequence[Entry], legend: Legend) -> Iterator[Check]:
    """A check of the printed counts of grades: one number a grade, in the legend's order, below a heading 集計."""
    if len(legend.letters) < 3:
        return
    counted = _latest_grades(entries)
    if not counted:
        return
    counts = [counted.get(letter, 0) for letter in legend.letters]
    for line, printed in _printed_tallies(report, len(counts)):
        formula = "、".join(f"{letter} {count}" for letter, count in zip(legend.letters, counts, strict=True))
        places = (line_place(report, line), line_place(report, legend.line))
        figure_id = f"{report.id}:{line}:tally"
        text = " ".join(map(str, printed))
        if printed == counts:
            yield Check("tally", figure_id, text, text, formula, True, "error", "", "", places)
            continue
        yield Check(
            "tally",
            figure_id,
            text,
            " ".join(map(str, counts)),
            formula,
            False,
            "error" if sum(printed) == sum(counts) else "note",
            f"達成度合の集計は「{text}」と記載されていますが、各指標の評価を数えると{formula}です。",
            f"The tally of grades is printed as {text}, but counting them gives {formula}.",
            places,
        )


def _latest_grades(entries: Sequence[Entry]) -> Counter[str]:
    grades = [entry.of("grade") for entry in entries if entry.of("grade")]
    return Counter(plain_grade(max(of_one, key=lambda grade: grade.year or 0).text) for of_one in grades)


def _printed_tallies(report: Report, width: int) -> Iterator[tuple[int, list[int]]]:
    """Rows of whole numbers, as many as there are grades, marked as total; the first below each heading."""
    lines = report.lines
    for at, line in enumerate(lines):
        if _TALLY not in line or len(comparable(line)) > 20:
            continue
        for n in range(at, min(at + _TALLY_REACH, len(lines))):
            words = [comparable(word) for word in lines[n].split()]
            labelled = bool(words) and words[0] in ("計", "合計")
            before = labelled or "計" in comparable(" ".join(lines[max(0, n - 2) : n]))
            numbers = words[1:] if labelled else words
            if before and len(numbers) == width and all(re.fullmatch(r"\d{1,4}", word) for word in numbers):
                yield n + 1, [int(word) for word in numbers]
                break


def check_shares(report: Report, entries: Sequence[Entry], legend: Legend, *, whole: bool) -> Iterator[Check]:
    """Checks of shares that a row explains in words, 達成済み42/評価可能58: their quotient, and both counts.

    `whole` says that every row of the report could be read, so that counts of ours are counts of the report.
    """
    for entry in entries:
        for share in _SHARE.finditer(comparable(entry.head.remark)):
            rate = next((figure for figure in entry.figures if figure.unit in ("%", "％") and _is_share(figure)), None)
            if rate is not None:
                yield _quotient(rate, share, legend)
                yield from _counted(report, entries, entry, rate, share, legend, whole=whole)


def _is_share(figure: Figure) -> bool:
    return figure.measure in ("actual", "progress", "achievement") and figure.value is not None


def _numbers(share: re.Match[str]) -> tuple[int, int]:
    return int(share["n"].replace(",", "")), int(share["m"].replace(",", ""))


def _quotient(rate: Figure, share: re.Match[str], legend: Legend) -> Check:
    part, whole = _numbers(share)
    result = Decimal(part) / whole * 100 if whole else Decimal(0)
    places = places_of(rate.value or Decimal(0))
    formula = f"{part} ÷ {whole} × 100 = {plain(result, max(2, places))}"
    if rounds_to(result, rate.value or Decimal(0)):
        return passed("share", rate, formula)
    recomputed = f"{plain(result, places)}%"
    return Check(
        "share",
        rate.figure_id,
        rate.text,
        recomputed,
        formula,
        False,
        "error" if _meant(share["left"], legend) else "note",
        f"{named(rate)}は{rate.text}と記載されていますが、同じ行の「{share[0]}」から計算すると{recomputed}です。",
        f"{rate.text} is printed, but {part} of {whole} in the same row is {recomputed}.",
        (cell_place(rate),),
    )


def _counted(
    report: Report,
    entries: Sequence[Entry],
    own: Entry,
    rate: Figure,
    share: re.Match[str],
    legend: Legend,
    *,
    whole: bool,
) -> Iterator[Check]:
    """The two counts of a share against the grades of the report's rows."""
    graded = [(entry, plain_grade(entry.of("grade")[-1].text)) for entry in entries if entry.of("grade")]
    counts = []
    for label, printed in zip((share["left"], share["right"]), _numbers(share), strict=True):
        meant = _meant(label, legend)
        counted = sum(grade in meant for _, grade in graded)
        without = sum(grade in meant for entry, grade in graded if entry is not own)
        if meant:
            counts.append((label, printed, counted, without))
    # That one of two counts agrees proves that we count what the report counts.
    whole = whole and any(printed in numbers for _, printed, *numbers in counts)
    for label, printed, counted, without in counts:
        yield _count_check(report, rate, share[0], label, printed, counted, without, legend, whole=whole)


def _meant(label: str, legend: Legend) -> set[str]:
    """The grades that a label counts: those whose words it says, or all but those that it denies (評価可能)."""
    if label.endswith("可能"):
        denied = {grade for grade, word in legend.words.items() if word.startswith(label[:-2]) and _NOT.search(word)}
        return set(legend.words) - denied if denied else set()
    head = label.split("(")[0]
    words = legend.words.items()
    named_grades = {grade for grade, word in words if word.rstrip("み") == head.rstrip("み")}
    if named_grades and "見込" in label.replace(head, ""):
        named_grades |= {grade for grade, word in words if "見込" in word and not _MISSED.search(word)}
    return named_grades


def _count_check(
    report: Report,
    rate: Figure,
    words: str,
    label: str,
    printed: int,
    counted: int,
    without: int,
    legend: Legend,
    *,
    whole: bool,
) -> Check:
    if counted == printed:
        return passed("count", rate, f"{counted}")
    itself = without == printed
    formula = f"{counted} − {counted - without} = {without}" if itself else f"{counted} ≠ {printed}"
    why = "この指標自身を除いた数と考えられます" if itself else "数が合いません"
    return Check(
        "count",
        rate.figure_id,
        f"{label}{printed}",
        str(counted),
        formula,
        False,
        "error" if whole and not itself else "note",
        f"{named(rate)}の説明に「{words}」とありますが、表で数えると{label}は{counted}件です（{why}）。",
        f"The row says {words}; the table has {counted} such rows" + (" (the row itself left out)." if itself else "."),
        (cell_place(rate), line_place(report, legend.words_line)),
    )
