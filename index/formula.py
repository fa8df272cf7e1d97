"""The formula of a rate as a report prints it, read and computed: ((実績値-基準値)／(目標値－基準値))×100."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal, DivisionByZero, InvalidOperation
from functools import lru_cache
from typing import Literal

from index.check import plain

Variable = Literal["actual", "target", "baseline"]
_NAMES: tuple[tuple[Variable, str], ...] = (
    ("actual", r"実績(?:数値|値)?"),
    ("baseline", r"(?:戦略|計画)?策定時(?:の(?:数値|値|現状値))?|基準(?:年度?の?)?(?:数値|値)?|当初値|現状値"),
    ("target", r"(?:最終|年度|当該年度|今年度の|中間)?目標(?:数値|値)?|計画値"),
)
_TOKEN = re.compile(
    "|".join([*(f"(?P<{name}>{words})" for name, words in _NAMES), r"(?P<number>\d+(?:\.\d+)?)", r"(?P<sign>[-+*/()])"])
)
_SIGNS = str.maketrans({"÷": "/", "／": "/", "∕": "/", "×": "*", "✕": "*", "－": "-", "−": "-", "―": "-", "‐": "-"})
_DIVIDED = re.compile(r"(?P<upper>[^、。をはがで]{2,12}?)を(?P<lower>[^、。を]{2,12}?)で(?:除し|割っ|割り)")
_LETTER = re.compile(r"\([a-zA-Z]\)")
_SHOWN = {"*": "×", "/": "÷", "-": "−", "+": "+"}

Node = tuple[str, "Node", "Node"] | Variable | Decimal


@dataclass(frozen=True, slots=True)
class Formula:
    """A rate in per cent of actual, target and baseline."""

    node: Node

    @property
    def variables(self) -> frozenset[str]:
        """What it is computed from."""
        return frozenset(_variables(self.node))

    def compute(self, values: Mapping[str, Decimal]) -> Decimal | None:
        """The rate; None where it divides by nothing."""
        try:
            return _compute(self.node, values)
        except (DivisionByZero, InvalidOperation):
            return None

    def written(self, values: Mapping[str, Decimal]) -> str:
        """The arithmetic with the numbers in it: 279 ÷ 500 × 100."""
        return _written(self.node, values, 0)


def ratio(upper: Variable, lower: Variable) -> Formula:
    """`upper` ÷ `lower` × 100."""
    return Formula(("*", ("/", upper, lower), Decimal(100)))


FROM_BASE = Formula(("*", ("/", ("-", "actual", "baseline"), ("-", "target", "baseline")), Decimal(100)))


@lru_cache(maxsize=512)
def read_formula(text: str) -> Formula | None:
    """The formula that a text is or says (実績値を目標値で除した割合); None where it is none that we can compute."""
    folded = re.sub(r"\s", "", unicodedata.normalize("NFKC", text.translate(_SIGNS)))
    folded = _LETTER.sub("", folded)
    said = _DIVIDED.search(folded)
    if said is not None:
        folded = f"{said['upper']}/{said['lower']}"
    tokens = _tokens(folded.split("=")[-1])
    if not tokens:
        return None
    node, rest = _sum(tokens)
    if node is None or rest or not isinstance(node, tuple) or not _is_rate(node):
        return None
    # A ratio without its × 100 is printed in per cent all the same.
    return Formula(node if _in_per_cent(node) else ("*", node, Decimal(100)))


def _tokens(text: str) -> list[str | Decimal]:
    tokens: list[str | Decimal] = []
    at = 0
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            return []
        kind = match.lastgroup or ""
        tokens.append(Decimal(match[0]) if kind == "number" else match[0] if kind == "sign" else kind)
        at = match.end()
    return tokens


Tokens = list[str | Decimal]
Parsed = tuple[Node | None, Tokens]


def _sum(tokens: Tokens) -> Parsed:
    return _chain(tokens, "+-", _product)


def _product(tokens: Tokens) -> Parsed:
    return _chain(tokens, "*/", _atom)


def _chain(tokens: Tokens, signs: str, read: Callable[[Tokens], Parsed]) -> Parsed:
    node, tokens = read(tokens)
    while node is not None and tokens and isinstance(tokens[0], str) and tokens[0] in signs and len(tokens[0]) == 1:
        sign = tokens[0]
        right, tokens = read(tokens[1:])
        if right is None:
            return None, tokens
        node = (sign, node, right)
    return node, tokens


def _atom(tokens: Tokens) -> Parsed:
    if not tokens:
        return None, tokens
    first, rest = tokens[0], tokens[1:]
    if first == "(":
        node, rest = _sum(rest)
        return (node, rest[1:]) if rest and rest[0] == ")" else (None, rest)
    if isinstance(first, Decimal):
        return first, rest
    for name, _ in _NAMES:
        if first == name:
            return name, rest
    return None, rest


def _is_rate(node: Node) -> bool:
    return "actual" in _variables(node) and len(_variables(node)) > 1


def _in_per_cent(node: Node) -> bool:
    return isinstance(node, tuple) and (
        (node[0] == "*" and Decimal(100) in node[1:]) or any(_in_per_cent(part) for part in node[1:] if part != node)
    )


def _variables(node: Node) -> set[str]:
    if isinstance(node, tuple):
        return _variables(node[1]) | _variables(node[2])
    return set() if isinstance(node, Decimal) else {node}


def _compute(node: Node, values: Mapping[str, Decimal]) -> Decimal:
    if isinstance(node, Decimal):
        return node
    if not isinstance(node, tuple):
        return values[node]
    left, right = _compute(node[1], values), _compute(node[2], values)
    if node[0] == "+":
        return left + right
    if node[0] == "-":
        return left - right
    return left * right if node[0] == "*" else left / right


def _written(node: Node, values: Mapping[str, Decimal], outer: int) -> str:
    if isinstance(node, Decimal):
        return plain(node)
    if not isinstance(node, tuple):
        number = values[node]
        return f"({plain(number)})" if number < 0 and outer else plain(number)
    own = 1 if node[0] in "+-" else 2
    text = f"{_written(node[1], values, own)} {_SHOWN[node[0]]} {_written(node[2], values, own + 1)}"
    return f"({text})" if own < outer else text
