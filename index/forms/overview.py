"""Which paragraph describes which project, where a page prints its overviews apart from the rows and in another order.

What they share in words decides, rare words more than common ones, and the order of the rows where most paragraphs
keep it. A pair counts only where every other assignment of the whole page is clearly worse.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log, sqrt

_SHARPNESS = 20.0
_IN_ORDER = 3.0
_ORDERLY = 0.5
# Where the order of the rows says nothing, the words have to say more.
_CLEARLY, _CLEARLY_UNORDERED = 3.5, 5.0
# A pair with hardly a word in common counts only beside a neighbour, where the order says something.
_UNLIKE = -2.0
_BEAM = 160

_SAYS_NOTHING = re.compile(r"[\u3041-\u309f]|\W")

Terms = dict[str, float]


@dataclass(frozen=True, slots=True)
class Texts:
    """The names of a page's rows and the paragraphs after them, each as its terms with their weights."""

    names: tuple[Terms, ...]
    overviews: tuple[Terms, ...]


def weigh(names: Sequence[Sequence[str]], overviews: Sequence[Sequence[str]]) -> list[Texts]:
    """The terms of every page; a term weighs the more, the fewer texts of all pages hold it."""
    terms = [[_terms(text) for text in page] for page in (*names, *overviews)]
    known = Counter(term for page in terms for text in page for term in set(text))
    count = sum(map(len, terms))
    weighed = [
        tuple({term: number * log((count + 1) / known[term]) for term, number in text.items()} for text in page)
        for page in terms
    ]
    return [Texts(*pair) for pair in zip(weighed[: len(names)], weighed[len(names) :], strict=True)]


def match_overviews(texts: Texts) -> list[int | None]:
    """For each name the position of its overview, None where another assignment is nearly as good."""
    if len(texts.names) != len(texts.overviews):
        return [None] * len(texts.names)
    fits = _fits(texts)
    by_words = _best(fits, 0.0)
    kept = sum(b == a + 1 for a, b in zip(by_words, by_words[1:], strict=False))
    bonus = _IN_ORDER if len(by_words) > 2 and kept >= _ORDERLY * (len(by_words) - 1) else 0.0
    margins = _margins(fits, bonus)
    overview_of = {row: overview for overview, (row, _) in enumerate(margins)}
    enough = _CLEARLY if bonus else _CLEARLY_UNORDERED
    sure = {
        row
        for overview, (row, margin) in enumerate(margins)
        if margin >= enough and (fits[overview][row] > _UNLIKE or (bonus and _beside(overview_of, row)))
    }
    return [overview_of[row] if row in sure else None for row in range(len(by_words))]


def _beside(overview_of: dict[int, int], row: int) -> bool:
    """Whether the overview of the row before or after stands right before or after that of a row."""
    return any(overview_of.get(row + step, -1) == overview_of[row] + step for step in (-1, 1))


def likelihood(texts: Texts) -> float:
    """How well the paragraphs fit the names in the best assignment; the higher, the better."""
    fits = _fits(texts)
    return sum(fits[overview][row] for overview, row in enumerate(_best(fits, 0.0)))


def _terms(text: str) -> Counter[str]:
    """Words, and pairs of characters that are no hiragana: word endings and particles say nothing of a subject."""
    from index.tokens import bigrams, tokenize

    pairs = (pair for pair in bigrams(text) if not _SAYS_NOTHING.search(pair))
    return Counter({*tokenize(text), *(f"_{pair}" for pair in pairs)})


def _fits(texts: Texts) -> list[list[float]]:
    """How well each paragraph (outer) describes each row: the logarithms of its shares of the likeness.

    One share is the row's among all rows, the other the paragraph's among all paragraphs.
    """
    alike = [[_SHARPNESS * _likeness(name, overview) for name in texts.names] for overview in texts.overviews]
    of_overview = [log(sum(map(exp, row))) for row in alike]
    of_name = [log(sum(map(exp, column))) for column in zip(*alike, strict=True)]
    return [
        [2 * one - whole - of_name[n] for n, one in enumerate(row)]
        for row, whole in zip(alike, of_overview, strict=True)
    ]


def _likeness(name: Terms, overview: Terms) -> float:
    shared = sum(weight * overview[term] for term, weight in name.items() if term in overview)
    return shared / (_length(name) * _length(overview)) if shared else 0.0


def _length(terms: Terms) -> float:
    return sqrt(sum(weight * weight for weight in terms.values()))


# --- the best assignment, paragraph by paragraph: a state is the rows that are taken and the last one of them ---------

_State = tuple[int, int]
_Step = tuple[_State, _State, int, float]


def _steps(fits: Sequence[Sequence[float]], bonus: float) -> list[list[_Step]]:
    """The steps between states, one list a paragraph; only the best states of each are followed."""
    size = len(fits)
    held: dict[_State, float] = {(0, -2): 0.0}
    out: list[list[_Step]] = []
    for overview in range(size):
        steps: list[_Step] = []
        reached: dict[_State, float] = {}
        for (taken, last), score in held.items():
            for row in range(size):
                if taken >> row & 1:
                    continue
                gain = fits[overview][row] + (bonus if row == last + 1 else 0.0)
                state = (taken | 1 << row, row)
                steps.append(((taken, last), state, row, gain))
                reached[state] = max(reached.get(state, -1e9), score + gain)
        kept = sorted(reached, key=lambda state: -reached[state])[:_BEAM]
        held = {state: reached[state] for state in kept}
        out.append([step for step in steps if step[1] in held])
    return out


def _forward(steps: Sequence[Sequence[_Step]]) -> list[dict[_State, float]]:
    scores: list[dict[_State, float]] = [{(0, -2): 0.0}]
    for step in steps:
        after: dict[_State, float] = {}
        for before, state, _, gain in step:
            after[state] = max(after.get(state, -1e9), scores[-1].get(before, -1e9) + gain)
        scores.append(after)
    return scores


def _backward(steps: Sequence[Sequence[_Step]]) -> list[dict[_State, float]]:
    scores: list[dict[_State, float]] = [{state: 0.0 for _, state, _, _ in steps[-1]}]
    for step in reversed(steps):
        before: dict[_State, float] = {}
        for start, state, _, gain in step:
            before[start] = max(before.get(start, -1e9), scores[-1].get(state, -1e9) + gain)
        scores.append(before)
    return scores[::-1]


def _by_row(fits: Sequence[Sequence[float]], bonus: float) -> list[dict[int, float]]:
    """For each paragraph the score of the best assignment of the page that gives it to each row."""
    steps = _steps(fits, bonus)
    forward, backward = _forward(steps), _backward(steps)
    out = []
    for n, step in enumerate(steps):
        best: dict[int, float] = {}
        for before, state, row, gain in step:
            score = forward[n].get(before, -1e9) + gain + backward[n + 1].get(state, -1e9)
            best[row] = max(best.get(row, -1e9), score)
        out.append(best)
    return out


def _best(fits: Sequence[Sequence[float]], bonus: float) -> list[int]:
    return [max(best, key=lambda row: best[row]) for best in _by_row(fits, bonus)] if fits else []


def _margins(fits: Sequence[Sequence[float]], bonus: float) -> list[tuple[int, float]]:
    """Each paragraph's row in the best assignment, and how much worse the best one is that gives it to another."""
    out = []
    for best in _by_row(fits, bonus):
        row = max(best, key=lambda known: best[known])
        others = [score for known, score in best.items() if known != row]
        out.append((row, best[row] - max(others, default=best[row] - 1e9)))
    return out
