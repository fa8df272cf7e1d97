"""Thresholds: what a result must reach, and how far it may fall behind an earlier one."""

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from evaluation.report import Result, ResultError

THRESHOLDS = Path(__file__).parent / "thresholds.toml"
TOLERANCE = 0.01  # one point
_AT_LEAST = (
    "evidence_recall",
    "evidence_recall_outside_lists",
    "citation_hit_rate",
    "citation_overlap",
    "refusal_precision",
    "refusal_recall",
)
_AT_MOST = ("wrong_figures", "misquotes", "answerable_refused")
_COUNTS = ("wrong_figures", "misquotes")
_FIELDS = {"overall", "category_default", "categories", *_AT_LEAST, *_AT_MOST}


def load_thresholds(path: Path = THRESHOLDS, name: str = "") -> Mapping[str, Any]:
    """The thresholds of a TOML file for the question set `name`; a field that means nothing is refused.

    What `[sets.NAME]` says of a set replaces what is said of all.
    """
    try:
        thresholds = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ResultError(f"Cannot read the thresholds {path}: {error.strerror or error}.") from error
    except ValueError as error:
        raise ResultError(f"The thresholds {path} are not valid TOML: {error}.") from error
    sets = thresholds.pop("sets", {})
    unknown = sorted({field for table in (thresholds, *sets.values()) for field in table} - _FIELDS)
    if unknown:
        raise ResultError(f"{path} names unknown thresholds: {', '.join(unknown)}.")
    return {**thresholds, **sets.get(name, {})}


def shortfalls(result: Result, thresholds: Mapping[str, Any]) -> list[str]:
    """What the result does not reach, a sentence each; empty where it reaches everything."""
    return list(_shortfalls(result, thresholds))


def regressions(result: Result, earlier: Result, tolerance: float = TOLERANCE) -> list[str]:
    """Where the result is worse than an earlier one by more than `tolerance`, a sentence each."""
    return list(_regressions(result, earlier, tolerance))


def fall(result: Result, earlier: Result, tolerance: float = TOLERANCE) -> list[str]:
    """The sentence that says so where the result is worse overall than an earlier one by more than `tolerance`."""
    return list(
        _fallen({"overall": earlier["overall"]["accuracy"]}, {"overall": result["overall"]["accuracy"]}, tolerance)
    )


def _shortfalls(result: Result, thresholds: Mapping[str, Any]) -> Iterator[str]:
    yield from _below("overall", result["overall"]["accuracy"], thresholds.get("overall"))
    own, default = thresholds.get("categories", {}), thresholds.get("category_default")
    for category, one in result["categories"].items():
        yield from _below(category, one["accuracy"], own.get(category, default))
    for name in _AT_LEAST:
        yield from _below(name, result["metrics"].get(name), thresholds.get(name))
    for name in _AT_MOST:
        value, most = result["metrics"].get(name), thresholds.get(name)
        if value is not None and most is not None and value > most:
            yield f"{name} is {_told(name, value)}, above {_told(name, most)}."


def _below(name: str, value: float | None, least: float | None) -> Iterator[str]:
    if value is not None and least is not None and value < least:
        yield f"{name} is {value:.1%}, below {least:.1%}."


def _regressions(result: Result, earlier: Result, tolerance: float) -> Iterator[str]:
    yield from _fallen(dict(_shares(earlier)), dict(_shares(result)), tolerance)
    for name in _AT_MOST:
        before, now = earlier["metrics"].get(name), result["metrics"].get(name)
        slack = 0 if name in _COUNTS else tolerance + 1e-9
        if before is not None and now is not None and now > before + slack:
            yield f"{name} rose from {_told(name, before)} to {_told(name, now)}."


def _fallen(before: Mapping[str, float | None], now: Mapping[str, float | None], tolerance: float) -> Iterator[str]:
    for name, share in before.items():
        value = now.get(name)
        if share is None:
            continue
        if value is None:
            yield f"{name} was {share:.1%} and is no longer measured."
        elif share - value > tolerance + 1e-9:
            yield f"{name} fell from {share:.1%} to {value:.1%}."


def _told(name: str, value: float) -> str:
    return str(value) if name in _COUNTS else f"{value:.1%}"


def _shares(result: Result) -> Iterator[tuple[str, float]]:
    pairs = [("overall", result["overall"]["accuracy"])]
    pairs += [(category, one["accuracy"]) for category, one in result["categories"].items()]
    pairs += [(name, result["metrics"].get(name)) for name in _AT_LEAST]
    if result["retrieval"]:
        pairs += [(name, result["retrieval"][name]) for name in ("recall_at_5", "mrr_at_10")]
    yield from ((name, share) for name, share in pairs if share is not None)
