"""Decisions into sentences. Deterministic: figures as printed, quotes verbatim, every statement with its mark."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import cast

from assistant.answer import Citation
from assistant.arithmetic import Formula, Hindrance, Unlike
from assistant.calendar import asks_calendar, era_numbers, in_both_calendars
from assistant.citing import Citations
from assistant.corpus import Corpus
from assistant.decision import Choice, Decision, says_something
from assistant.doubt import concerning, doubts
from assistant.judging.denial import agreement, course_en, course_ja, denial
from assistant.judging.reason import is_reason
from assistant.lists.enumerating import Entry, enumerated
from assistant.quoting.excerpt import Excerpt
from assistant.refusal import CANNOT_ANSWER
from assistant.talking.followup import asks_source
from assistant.understanding.declining import asks_value
from assistant.understanding.instruction import unfounded
from assistant.understanding.question import Question
from assistant.wording import (
    MEASURE_EN,
    MEASURE_JA,
    asked_as,
    english_amount,
    name_in_english,
    period_in_english,
    sized_in_english,
    value_in_english,
    value_text,
)
from index.decimals import plain
from index.figure import Figure, Measure

_ORDER: tuple[Measure, ...] = ("baseline", "actual", "interim_target", "target", "progress", "achievement", "grade")
_MOST_TITLES = 8
# Of an indicator of whose name a question says less than this share, what it stands under is said as well.
_BY_ITEM = 0.12
_DIGIT = re.compile(r"\d")
# By kind of formula and sign of its difference.
_FORMULA_JA = {
    ("to_target", 1): "実績値は目標値を{}上回っています",
    ("to_target", -1): "実績値は目標値に{}届いていません",
    ("to_target", 0): "実績値は目標値と同じで、差は{}です",
    ("to_target_from_base", 1): "基準値は目標値を{}上回っています",
    ("to_target_from_base", -1): "基準値から目標値までは{}です",
    ("to_target_from_base", 0): "基準値は目標値と同じで、差は{}です",
    ("to_lower_target", 1): "実績値は目標値を{}上回っており、減らす目標に届いていません",
    ("to_lower_target", -1): "実績値は目標値を{}下回っており、減らす目標に達しています",
    ("to_lower_target", 0): "実績値は目標値と同じで、差は{}です",
    ("to_average", 1): "目標とする平均値を{}上回っています",
    ("to_average", -1): "目標とする平均値を{}下回っています",
    ("to_average", 0): "目標とする平均値との差は{}です",
    ("change", 1): "基準値から{}増えています",
    ("change", -1): "基準値から{}減っています",
    ("change", 0): "基準値からの変化は{}です",
    ("over_years", 1): "この間に{}増えています",
    ("over_years", -1): "この間に{}減っています",
    ("over_years", 0): "二つの時点で同じ値で、差は{}です",
    ("sum", 1): "合計は{}です",
    ("apart", 1): "差は{}で、前者のほうが大きい値です",
    ("apart", -1): "差は{}で、後者のほうが大きい値です",
    ("apart", 0): "二つは同じ値で、差は{}です",
    ("ratio", 1): "{}です",
    ("ratio", -1): "{}です",
    ("ratio", 0): "同じ値で、{}です",
    ("growth", 1): "増加率は{}です",
    ("growth", -1): "減っており、増減率は{}です",
    ("growth", 0): "増減率は{}です",
    ("share", 1): "割合は{}です",
    ("share", -1): "割合は{}です",
    ("share", 0): "同じ値で、割合は{}です",
    ("average", 1): "平均は{}です",
}
_FORMULA_EN = {
    ("to_target", 1): "The actual is {} above the target",
    ("to_target", -1): "The actual is {} short of the target",
    ("to_target", 0): "The actual equals the target, the difference is {}",
    ("to_target_from_base", 1): "The baseline is {} above the target",
    ("to_target_from_base", -1): "From the baseline to the target it is {}",
    ("to_target_from_base", 0): "The baseline equals the target, the difference is {}",
    ("to_lower_target", 1): "The actual is {} above the target, which is a reduction",
    ("to_lower_target", -1): "The actual is {} below the target, which is a reduction",
    ("to_lower_target", 0): "The actual equals the target, the difference is {}",
    ("to_average", 1): "The actual is {} above the average that is its target",
    ("to_average", -1): "The actual is {} below the average that is its target",
    ("to_average", 0): "The difference to the average that is its target is {}",
    ("change", 1): "It rose by {} from the baseline",
    ("change", -1): "It fell by {} from the baseline",
    ("change", 0): "The change from the baseline is {}",
    ("over_years", 1): "It rose by {} between the two dates",
    ("over_years", -1): "It fell by {} between the two dates",
    ("over_years", 0): "It is the same at both dates, the difference is {}",
    ("sum", 1): "The sum is {}",
    ("apart", 1): "The difference is {}, the first being larger",
    ("apart", -1): "The difference is {}, the second being larger",
    ("apart", 0): "The two are equal, the difference is {}",
    ("ratio", 1): "It is {}",
    ("ratio", -1): "It is {}",
    ("ratio", 0): "The two are equal, {}",
    ("growth", 1): "It rose by {}",
    ("growth", -1): "It changed by {}",
    ("growth", 0): "The change is {}",
    ("share", 1): "It is {}",
    ("share", -1): "It is {}",
    ("share", 0): "The two are equal, {}",
    ("average", 1): "The average is {}",
}
_UNLIKE_JA: dict[Hindrance, str] = {
    "unit": "単位が異なるため{}、計算はできません。それぞれの値は次のとおりです。",
    "measure": "比べる値の種類が異なるため{}、計算はできません。それぞれの値は次のとおりです。",
    "period": "時点が異なるため{}、計算はしていません。それぞれの値は次のとおりです。",
}
_UNLIKE_EN: dict[Hindrance, str] = {
    "unit": "The units differ{}, so nothing is worked out. ",
    "measure": "The figures measure different things{}, so nothing is worked out. ",
    "period": "The dates differ{}, so nothing is worked out. ",
}


_DECLINED_JA = "\n意見や予測は資料になく、お答えしていません。"
_DECLINED_EN = "\nOpinions and forecasts are in no report and are not given."


@dataclass(frozen=True, slots=True)
class Draft:
    """An answer's text with the figures and citations that it rests on.

    `computed` are numbers that the answer counts or works out itself: the size of a list, the result of a formula.
    """

    text: str
    figures: tuple[Figure, ...]
    citations: tuple[Citation, ...]
    computed: tuple[int | Decimal, ...] = ()


def compose(question: Question, decision: Decision, corpus: Corpus) -> Draft:
    """Put a decision into words of the question's language."""
    composer = _Composer(question, decision, corpus, Citations(corpus))
    if decision.status == "not_found":
        text = composer.refusal()
    elif decision.parts:
        text = composer.parts()
    else:
        said = [composer.choices()] if decision.choices else []
        quoted = composer.excerpts() if decision.excerpts else ""
        text = "\n".join([*said, *([quoted] if said and quoted else [])]) or composer.premised(quoted)
    text += composer.corrected()
    text = composer.instructed(text)
    figures, citations = tuple(dict.fromkeys(composer.shown)), composer.citations.all()
    if decision.status != "not_found":
        text += doubts(concerning(corpus.findings, figures, citations), japanese=composer.japanese)
    return Draft(text, figures, citations, tuple(composer.counts))


class _Composer:
    def __init__(self, question: Question, decision: Decision, corpus: Corpus, citations: Citations) -> None:
        self.question = question
        self.decision = decision
        self.corpus = corpus
        self.citations = citations
        self.japanese = question.language == "ja"
        self.shown: list[Figure] = []
        self.counts: list[int | Decimal] = []

    # --- figures

    def choices(self) -> str:
        if self.decision.listing is not None:
            return self._listing(self.decision.choices)
        text = self._stated(self.decision.choices)
        return f"{self.premised(text)}{self._reasons()}{self._calendar()}{self._source()}"

    def _reasons(self) -> str:
        """What running text says of why a row stands as it does; that nothing does, where no reason is printed."""
        if not self.decision.standing:
            return ""
        if self.decision.reasons:
            quoted = [f"\n「{one.text}」{self.citations.excerpt(one)}" for one in self.decision.reasons]
            return "".join(quoted)
        beside = [figure.remark for choice in self.decision.choices for figure in choice.figures]
        if self.question.operation != "explain" or any(is_reason(remark) for remark in beside):
            return ""
        if self.japanese:
            return "\n資料に理由の記載はありません（実績値と目標値は上のとおりです）。"
        return "\nThe report does not print a reason; the actual and the target are as above."

    def _stated(self, choices: Sequence[Choice]) -> str:
        reports = {choice.candidate.indicator.report for choice in choices}
        formula = self._formula()
        if len(choices) == 1:
            return formula + self._sentences(choices[0], titled=False)
        bullet = "・" if self.japanese else "- "
        lines = [f"{bullet}{self._sentences(choice, titled=len(reports) > 1)}" for choice in choices]
        return "\n".join([formula or self._several(), *lines, *self._more()])

    def _more(self) -> list[str]:
        """How many further readings there are, and what tells them apart."""
        more = self.decision.more
        if not more:
            return []
        # Their figures belong to the answer, although it names only the best ones.
        self.shown += [choice.asked[0] for choice in more]
        names = [choice.candidate.indicator.name for choice in (*self.decision.choices, *more)]
        number = f"{len(more)}" if len(set(names)) == len(names) else ""
        self.counts.append(len(more))
        if self.japanese:
            also = f"ほかに{number}件あります" if number else "ほかにもあります"
            return [f"{also}。指標・事業の名前、資料、値の種類（実績値・目標値・予算など）で絞れます。"]
        also = f"There are {number} more" if number else "There are more"
        return [f"{also}. Name the indicator or project, the report or the measure to narrow them down."]

    def premised(self, text: str) -> str:
        """The text behind what it denies of the question's premise, or before its agreement with it."""
        verdict = self.decision.verdict
        if verdict is None:
            return text
        worked_out = ""
        formula = verdict.formula
        if formula is not None and formula.kind == "change":
            self.counts += [formula.value, english_amount(formula.value, formula.unit), *formula.constants]
            self.shown += formula.figures
            worked_out = course_ja(formula) if self.japanese else course_en(formula)
        elif formula is not None:
            worked_out = self._worded(formula)
        language = self.question.language
        return f"{denial(verdict, language)}{worked_out}{text}{agreement(verdict, language)}"

    def instructed(self, text: str) -> str:
        """The text with a sentence that instructions are not followed, and that what they dictate is not printed."""
        if self.decision.status != "not_found" and self.question.refusals and asks_value(self.question):
            text += _DECLINED_JA if self.japanese else _DECLINED_EN
        if not self.question.instructed or self.decision.reason == "declined":
            return text
        wrong = "・".join(unfounded(self.question.dictated, self.shown))
        if self.japanese:
            said = f"（「{wrong}」は資料の値ではありません）" if wrong else ""
            sentence = f"資料によらない指示には従いません{said}。"
        else:
            said = f" ({wrong} is not what they state)" if wrong else ""
            sentence = f"Instructions do not change what the reports state{said}. "
        return f"{text}\n{sentence}" if self.decision.status == "not_found" else f"{sentence}{text}"

    def _calendar(self) -> str:
        """The years of the figures shown in the other calendar, where the question asks for that."""
        if not asks_calendar(self.question.text):
            return ""
        years = {figure.period: _span(figure) for figure in self.shown if figure.period and figure.year is not None}
        if self.question.periods:
            years = {period.text: (period.year,) for period in self.question.periods if period.year is not None}
        said = [f"{printed}＝{'～'.join(map(in_both_calendars, span))}" for printed, span in years.items()]
        self.counts += [number for span in years.values() for year in span for number in era_numbers(year)]
        return f"（{'、'.join(said)}）" if said else ""

    def _source(self) -> str:
        """The reports by name, where a question asks for the source."""
        if not asks_source(self.question.text):
            return ""
        reports = dict.fromkeys(figure.report for figure in self.shown)
        titles = [self.corpus.reports[report].title for report in reports]
        return f"\n出典：{'、'.join(titles)}" if self.japanese else f"\nSource: {', '.join(titles)}"

    def _several(self) -> str:
        if self.decision.status == "clarify":
            return (
                "当てはまる指標が複数あります。どれについてお尋ねですか。"
                if self.japanese
                else "More than one indicator fits. Which one do you mean?"
            )
        return "次のとおりです。" if self.japanese else "The reports state the following."

    def _listing(self, choices: Sequence[Choice]) -> str:
        # The figures are the complete list, also where the text breaks off.
        self.shown += [figure for choice in choices for figure in choice.asked]
        titled = len({choice.candidate.indicator.report for choice in choices}) > 1
        bare = [replace(choice, asked=choice.asked[:1]) for choice in choices]
        words = self.decision.listing is not None and self.decision.listing.words
        marks = [self.citations.figures(self._cited(choice, choice.asked), remark=words) for choice in choices]
        texts = (
            [self._listed(choice, titled=titled) for choice in choices],
            [self._listed(choice, titled=titled) for choice in bare],
            [self._subject(choice) for choice in choices],
        )
        entries = [[Entry(text, mark) for text, mark in zip(form, marks, strict=True)] for form in texts]
        selection = self.decision.selection
        groups = [(label, len(rows)) for label, rows in selection.groups] if selection is not None else []
        enumeration = enumerated(entries, groups, japanese=self.japanese)
        self.counts += enumeration.counts
        formula = self._formula()
        return f"{formula}{chr(10) if formula else ''}{enumeration.text}{self._unjudged()}"

    def _listed(self, choice: Choice, *, titled: bool) -> str:
        first = choice.asked[0]
        rest = [figure for figure in choice.asked[1:] if says_something(figure)]
        where = self._where(choice.candidate.indicator.report) if titled else ""
        listing = self.decision.listing
        said = row_remark(self.corpus, first) if listing is not None and listing.words else ""
        if self.japanese:
            remark = f"「{said}」" if said else ""
            return f"{self._subject(choice)}：{self._figure_ja(first)}{self._beside_ja(rest)}{remark}{where}"
        remark = f" 「{said}」" if said else ""
        return f"{self._subject(choice)}: {self._figure_en(first)}{self._beside_en(rest)}{remark}{where}"

    def _unjudged(self) -> str:
        """That rows without a number were left out, where a list selects by numbers."""
        selection = self.decision.selection
        if selection is None or not selection.open:
            return ""
        if self.japanese:
            return "\n数値の記載がなく判定できない行は含めていません。"
        return "\nRows without a number to judge them by are left out."

    def _where(self, report: str) -> str:
        title = self.corpus.reports[report].title
        return f"（{title}）" if self.japanese else f", {title}"

    def _formula(self) -> str:
        formula = self.decision.calculation
        if formula is None:
            return ""
        if isinstance(formula, Unlike):
            return self._unlike(formula)
        return self._worded(formula)

    def _worded(self, formula: Formula) -> str:
        self.shown += formula.figures
        unit = formula.unit
        about = "" if formula.exact else "約" if self.japanese else "about "
        result = f"{about}{plain(formula.value)}{unit}"
        self.counts += [formula.value, *formula.constants]
        if self.japanese:
            return f"{_FORMULA_JA[formula.kind, formula.sign].format(result)}（{formula.text}）。"
        sized, amount = sized_in_english(result, formula.value, unit), english_amount(formula.value, unit)
        self.counts += [amount]
        return f"{_FORMULA_EN[formula.kind, formula.sign].format(sized)} ({formula.text}). "

    def _worked_out(self) -> tuple[Figure, ...]:
        return self.decision.calculation.figures if isinstance(self.decision.calculation, Formula) else ()

    def _unlike(self, unlike: Unlike) -> str:
        printed = unlike.printed
        if unlike.hindrance == "measure":
            labels = MEASURE_JA if self.japanese else MEASURE_EN
            printed = tuple(labels[cast(Measure, measure)] for measure in printed)
        said = ("・" if self.japanese else ", ").join(one for one in printed if one)
        return (_UNLIKE_JA if self.japanese else _UNLIKE_EN)[unlike.hindrance].format(
            f"（{said}）" if self.japanese else f" ({said})"
        )

    def _sentences(self, choice: Choice, *, titled: bool) -> str:
        where = self._where(choice.candidate.indicator.report) if titled else ""
        asked = [figure for figure in choice.asked if says_something(figure)] or list(choice.asked)
        beside = [figure for figure in self._beside(choice) if figure not in asked and says_something(figure)]
        shown = [*asked, *beside]
        self.shown += shown
        missing = self._missing(choice)
        remark = self._remark(choice, asked)
        mark = self.citations.figures(self._cited(choice, shown), remark=bool(remark))
        # What a formula takes from a footnote is cited, also where the figure that carries the mark is not shown.
        notes = self._notes(dict.fromkeys([*shown, *(self._worked_out())]))
        subject = self._subject(choice)
        if self.japanese:
            return f"{subject}{where}：{self._stated_ja(asked, beside)}。{missing}{remark}{mark}{notes}"
        return f"{subject}{where}: {self._list_en(asked)}{self._beside_en(beside)}.{missing}{remark}{mark}{notes}"

    def _stated_ja(self, asked: Sequence[Figure], beside: Sequence[Figure]) -> str:
        """The asked figures first; where an indicator's course is asked for, its base, actual and target in order."""
        measures = {figure.measure for figure in asked}
        course = {figure.measure: figure for figure in _ordered([*asked, *beside])}
        # Of the years that a question names, its own figures come first.
        dated = any(period.year is not None for period in self.question.periods)
        if dated or "progress" not in measures or not {"baseline", "actual"} <= course.keys():
            return f"{self._list_ja(_ordered(asked))}{self._beside_ja(beside)}"
        base, actual = (self._dated_ja(course.pop(measure)) for measure in ("baseline", "actual"))
        rest = "、".join(self._figure_ja(figure) for figure in course.values())
        return f"基準値{base}→ 実績値{actual}。{rest}"

    def _dated_ja(self, figure: Figure) -> str:
        return f"{value_text(figure)}{f'（{figure.period}）' if figure.period else ''}"

    def _subject(self, choice: Choice) -> str:
        indicator = choice.candidate.indicator
        name = f"{indicator.name}・{indicator.scope}" if indicator.scope else indicator.name
        link = choice.candidate.link
        if indicator.kind == "kpi" and indicator.item and link.coverage > 0 and link.specificity < _BY_ITEM:
            # The question names what the indicator stands under, rather than the indicator.
            name = f"{name}（{indicator.item}）"
        if self.japanese:
            return name
        english = name_in_english(indicator.name, self.corpus.lexicon)
        return f"{english[:1].upper()}{english[1:]} ({name})" if english else name

    def _cited(self, choice: Choice, shown: Sequence[Figure]) -> list[Figure]:
        """The figures of the row: the whole printed row is cited, so that a reader sees what stands beside."""
        rows = {figure.line for figure in shown}
        own = [figure for figure in choice.figures if figure.line in rows]
        return own or list(shown)

    def _beside(self, choice: Choice) -> list[Figure]:
        """Base, actual and target beside the asked figure, where they help to read it."""
        asked = {figure.measure for figure in choice.asked}
        wanted: set[Measure] = set()
        if asked & {"actual", "progress", "grade", "achievement"}:
            wanted = {"baseline", "actual", "target"}
        elif asked & {"target", "baseline", "interim_target"}:
            wanted = {"actual", "target", "baseline"}
        return [figure for figure in _ordered(choice.figures) if figure.measure in wanted]

    def _missing(self, choice: Choice) -> str:
        """Measures that were asked for and that this indicator does not print, or prints as a dash."""
        printed = {figure.measure for figure in choice.figures if says_something(figure)}
        # A dated base stands in for an actual that the indicator never prints, under its own name.
        stands_in = "baseline" in printed and not choice.candidate.measured("actual")
        said = printed | {"budget"} | ({"actual"} if stands_in else set())
        lacking = [measure for measure in self.question.measures if measure not in said]
        if not lacking or choice.candidate.indicator.kind != "kpi":
            return ""
        if self.japanese:
            return f"{'・'.join(MEASURE_JA[measure] for measure in lacking)}の記載はありません。"
        return f" No {' or '.join(MEASURE_EN[measure] for measure in lacking)} is printed."

    def _remark(self, choice: Choice, asked: Sequence[Figure]) -> str:
        """The row's own words where its value is a dash or why is asked: they say what the cell does not."""
        dashes = [figure for figure in asked if not says_something(figure)]
        if not dashes and self.question.operation != "explain" and not self._quotes_remark():
            return ""
        text = row_remark(self.corpus, asked[0]) if dashes else asked[0].remark
        if not text:
            return ""
        return f"備考：「{text}」" if self.japanese else f" The row says: 「{text}」"

    def _quotes_remark(self) -> bool:
        if self.decision.standing:
            return True
        verdict = self.decision.verdict
        return verdict is not None and any(finding.kind == "remark" for finding in verdict.findings)

    def _list_ja(self, figures: Iterable[Figure]) -> str:
        return "、".join(self._figure_ja(figure) for figure in figures)

    def _figure_ja(self, figure: Figure) -> str:
        # A plain value is of no measure but what its name says.
        label = "" if figure.measure == "value" else f"{MEASURE_JA[figure.measure]}は"
        value = value_text(figure) if says_something(figure) else f"「{figure.text}」"
        return f"{label}{value}{f'（{figure.period}）' if figure.period and figure.period != value else ''}"

    def _beside_ja(self, figures: Sequence[Figure]) -> str:
        if not figures:
            return ""
        listed = "、".join(
            f"{MEASURE_JA[figure.measure]}は{value_text(figure)}{f'・{figure.period}' if figure.period else ''}"
            for figure in figures
        )
        return f"（{listed}）"

    def _list_en(self, figures: Iterable[Figure]) -> str:
        return ", ".join(self._figure_en(figure) for figure in figures)

    def _figure_en(self, figure: Figure) -> str:
        value = value_in_english(figure) if says_something(figure) else f'"{figure.text}"'
        if figure.kind == "fact" and figure.value is None:
            return period_in_english(figure.period)
        when = f" in {period_in_english(figure.period)}" if figure.year is not None else ""
        return f"the {MEASURE_EN[figure.measure]} is {value}{when}"

    def _beside_en(self, figures: Sequence[Figure]) -> str:
        return f"; {self._list_en(figures)}" if figures else ""

    def _notes(self, figures: Iterable[Figure]) -> str:
        """The footnotes that the figures refer to, each with its own mark."""
        noted = [(figure, note) for figure in figures for note in figure.note.split("; ") if note.startswith("※")]
        texts = {note: self.citations.note(figure.report, note, figure.line) for figure, note in noted}
        if not texts:
            return ""
        listed = "、".join(f"{note}{mark}" for note, mark in texts.items())
        return f"（{listed}）" if self.japanese else f" ({listed})"

    def corrected(self) -> str:
        """What was printed where a person corrected a figure shown, and why."""
        figures = [figure for figure in dict.fromkeys(self.shown) if figure.correction]
        return "".join(self._corrected_ja(one) if self.japanese else self._corrected_en(one) for one in figures)

    def _corrected_ja(self, figure: Figure) -> str:
        printed = f"資料の印刷は「{figure.printed}」です" if figure.printed else "資料には印刷されていません"
        what = f"{figure.name}の{MEASURE_JA[figure.measure]}「{value_text(figure)}」"
        return f"\n{what}は訂正された値で、{printed}。理由：{figure.correction}。"

    def _corrected_en(self, figure: Figure) -> str:
        printed = f"the report prints 「{figure.printed}」" if figure.printed else "the report does not print it"
        what = f"The {MEASURE_EN[figure.measure]} 「{value_text(figure)}」 of {figure.name}"
        return f"\n{what} is a correction: {printed}. Reason: 「{figure.correction}」."

    # --- several things asked in turn

    def parts(self) -> str:
        """A line for each figure and each quote, with its report."""
        lines = [line for question, decision in self.decision.parts for line in self._part(question, decision)]
        bullet = "・" if self.japanese else "- "
        lead = self._formula() or self._several()
        return "\n".join([lead.rstrip(), *(f"{bullet}{line}" for line in lines)]) + self._source()

    def _part(self, question: Question, decision: Decision) -> list[str]:
        part = replace(question, language=self.question.language)
        composer = _Composer(part, decision, self.corpus, self.citations)
        composer.shown, composer.counts = self.shown, self.counts
        if decision.excerpts:
            return [
                f"「{one.text}」{self._where(one.report)}{self.citations.excerpt(one)}" for one in decision.excerpts[:1]
            ]
        return [composer._sentences(choice, titled=True) for choice in decision.choices]

    # --- excerpts

    def excerpts(self) -> str:
        quoted = [f"{self._label(one)}「{one.text}」{self.citations.excerpt(one)}" for one in self.decision.excerpts]
        lead = "資料には次のように記載されています。" if self.japanese else "The reports say (in Japanese):"
        return "\n".join([f"{self._formula()}{lead}", *quoted])

    def _label(self, excerpt: Excerpt) -> str:
        """What the quoted row is about, where the quote does not say it; a number in it would need a place."""
        if not excerpt.label or _DIGIT.search(excerpt.label):
            return ""
        return f"{excerpt.label}：" if self.japanese else f"{excerpt.label}: "

    # --- refusals

    def refusal(self) -> str:
        sentence = CANNOT_ANSWER[self.question.language]
        why = self._why()
        near = "\n".join(text for figure in self.decision.nearest if (text := self._near(figure)))
        near = near or "\n".join(self._told_near(excerpt) for excerpt in self.decision.excerpts)
        searched = self._searched()
        stop = "。" if self.japanese else "."
        return "\n".join(part for part in (f"{sentence}{why}{stop}", near, searched) if part)

    def _why(self) -> str:
        missing = self.decision.missing
        if self.decision.reason == "declined" and self.question.instructed:
            return (
                "（資料によらない指示には従えません。資料にある指標・事業・取組の値や内容をお尋ねください）"
                if self.japanese
                else " (instructions are not followed; ask for a value, budget or activity that the reports print)"
            )
        if self.decision.reason == "declined":
            return (
                "（意見・予測・責任の所在や、資料によらない回答はお答えできません）"
                if self.japanese
                else " (opinions, forecasts, blame and anything not based on the reports cannot be answered)"
            )
        if self.decision.reason == "selection":
            return "（条件に当てはまるものはありません）" if self.japanese else " (nothing meets the condition)"
        if not missing:
            return ""
        if self.japanese:
            # A number that only the program's own word for it holds (1日当たり for 一日平均) is in no evidence.
            said = [one for one in missing if all(digit in self.question.text for digit in _DIGIT.findall(one))]
            return f"（{'・'.join(said)}に当たるもの）" if said else ""
        return f" (for {', '.join(asked_as(text, self.question, self.corpus.lexicon) for text in missing)})"

    def _told_near(self, excerpt: Excerpt) -> str:
        where = self._where(excerpt.report) if len(self.corpus.reports) > 1 else ""
        quoted = f"「{excerpt.text}」{self.citations.excerpt(excerpt)}"
        lead = f"近い記載{where}：" if self.japanese else f"The nearest that is stated{where}: "
        return f"{lead}{quoted}"

    def _near(self, figure: Figure) -> str:
        if not says_something(figure):
            return ""
        self.shown.append(figure)
        mark = self.citations.figures([figure])
        name = f"{figure.name}・{figure.scope}" if figure.scope else figure.name
        where = self._where(figure.report) if len(self.corpus.reports) > 1 else ""
        if self.japanese:
            joint = "：" if figure.kind == "fact" else "の"
            return f"最も近い記載：{name}{joint}{self._figure_ja(figure)}{where}。{mark.strip()}"
        return f"The nearest that is stated: {name}, {self._figure_en(figure)}{where}.{mark}"

    def _searched(self) -> str:
        named = self.question.reports
        if len(named) > _MOST_TITLES:
            return "お尋ねの資料をすべて調べました。" if self.japanese else "All reports asked about were searched."
        ids = named or tuple(self.corpus.reports)
        titles = [self.corpus.reports[report_id].title for report_id in ids]
        if len(titles) > _MOST_TITLES:
            return f"調べた資料は{len(titles)}件です。" if self.japanese else f"{len(titles)} reports were searched."
        return f"調べた資料：{'、'.join(titles)}" if self.japanese else f"Reports searched: {', '.join(titles)}"


def _span(figure: Figure) -> tuple[int, ...]:
    """The year of a figure, the first and the last one where it is of several."""
    last = figure.year or 0
    first = figure.start.year if figure.start is not None and re.search("[~～〜]", figure.period) else last
    return (first, last) if first < last else (last,)


def row_remark(corpus: Corpus, figure: Figure) -> str:
    """The words behind the last value of a figure's row, empty where the row ends with its values."""
    from index.markup import without_tags

    row = corpus.lines[figure.report][figure.line - 1]
    cells = [without_tags(cell) for cell in row[figure.span[1] :].split("\t")[1:]]
    said = [cell for cell in cells if len(cell) >= 6]
    return said[-1] if said else ""


def _ordered(figures: Iterable[Figure]) -> list[Figure]:
    return sorted(figures, key=lambda figure: _ORDER.index(figure.measure) if figure.measure in _ORDER else len(_ORDER))
