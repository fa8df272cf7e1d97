"""The formula of a rate as a report prints it, read and computed exactly: ((実績値-基準値)／(目標値－基準値))×100."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Literal

from index.decimals import plain

Variable = Literal["actual", "baseline", "target", "final"]
Node = tuple[str, "Node", "Node"] | Variable | Fraction

# The final target before the target, whose words it holds.
_NAMES: tuple[tuple[Variable, str], ...] = (
    ("actual", r"実績(?:数値|値)?"),
    ("baseline", r"(?:戦略|計画)?策定時(?:の(?:数値|値|現状値))?|基準(?:年度?の?)?(?:数値|値)?|当初値|現状値"),
    ("final", r"最終目標(?:数値|値)?"),
    ("target", r"(?:年度|当該年度|今年度の?|中間)?目標(?:数値|値)?|計画値"),
)
_TOKEN = re.compile(
    "|".join([*(f"(?P<{name}>{words})" for name, words in _NAMES), r"(?P<number>\d+(?:\.\d+)?)", r"(?P<sign>[-+*/()])"])
)
SIGNS = {"*": "*×✕xX", "/": "/÷∕", "-": "-−‐–―", "+": "+"}
"""The signs of arithmetic with the characters that reports print for them, in their plain width."""
_BRACKETS = {"[": "(", "{": "(", "]": ")", "}": ")"}
_UNIFORM = str.maketrans({char: sign for sign, chars in SIGNS.items() for char in chars} | _BRACKETS)
_DIVIDED = re.compile(r"(?P<upper>[^、。をはがで]{2,12}?)を(?P<lower>[^、。を]{2,12}?)で(?:除し|割っ|割り)")
_LETTER = re.compile(r"\([a-zA-Z]\)")
_SHOWN = {"*": "×", "/": "÷", "-": "−", "+": "+"}
_HUNDRED = Fraction(100)
_MOST_TOKENS = 100  # no rate takes more; a run of brackets would nest as deep as it is long


@dataclass(frozen=True, slots=True)
class Formula:
    """A rate in per cent of actual, baseline, target and final target."""

    node: Node

    @property
    def variables(self) -> frozenset[str]:
        """What it is computed from."""
        return frozenset(_variables(self.node))

    def of_one_target(self) -> "Formula":
        """The same where the final target is the only one there is."""
        return Formula(_of_one_target(self.node))

    def compute(self, values: Mapping[str, Decimal]) -> Fraction | None:
        """The exact rate; None where a value is missing, or it divides by nothing."""
        rate = _compute(self.node, values)
        return Fraction(*rate) if rate is not None else None

    def written(self, values: Mapping[str, Decimal]) -> str:
        """The arithmetic with the numbers in it: 279 ÷ 500 × 100."""
        return _written(self.node, values, 0)


def ratio(upper: Variable, lower: Variable) -> Formula:
    """`upper` ÷ `lower` × 100."""
    return Formula(("*", ("/", upper, lower), _HUNDRED))


PLAIN, INVERSE = ratio("actual", "target"), ratio("target", "actual")
FROM_BASE = Formula(("*", ("/", ("-", "actual", "baseline"), ("-", "target", "baseline")), _HUNDRED))


@lru_cache(maxsize=512)
def read_formula(text: str) -> Formula | None:
    """The formula that a text is or says (実績値を目標値で除した割合); None where it is none that we can compute."""
    folded = re.sub(r"\s", "", unicodedata.normalize("NFKC", text))
    folded = _LETTER.sub("", folded)
    said = _DIVIDED.search(folded)
    if said is not None:
        folded = f"{said['upper']}/{said['lower']}"
    node = _read(_tokens(folded.split("=")[-1].translate(_UNIFORM)))
    if node is None or not _is_rate(node):
        return None
    # A ratio without its × 100 is printed in per cent all the same.
    return Formula(node if _in_per_cent(node) else ("*", node, _HUNDRED))


# --- reading ---------------------------------------------------------------------------------------------------------

_Tokens = list[tuple[str, str]]
"""Kind (the name of a variable, number or sign) and text of each."""
_Read = tuple[Node, int]


def _tokens(text: str) -> _Tokens:
    """The names, numbers and signs of a text; none where it holds anything else."""
    tokens: _Tokens = []
    at = 0
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            return []
        tokens.append((match.lastgroup or "", match[0]))
        at = match.end()
    return tokens


def _read(tokens: _Tokens) -> Node | None:
    if len(tokens) > _MOST_TOKENS:
        return None
    try:
        node, at = _sum(tokens, 0)
    except (IndexError, ValueError):
        return None
    return node if at == len(tokens) else None


def _sum(tokens: _Tokens, at: int) -> _Read:
    return _chain(tokens, at, "+-", _product)


def _product(tokens: _Tokens, at: int) -> _Read:
    return _chain(tokens, at, "*/", _atom)


def _chain(tokens: _Tokens, at: int, signs: str, part: Callable[[_Tokens, int], _Read]) -> _Read:
    node, at = part(tokens, at)
    while at < len(tokens) and tokens[at][0] == "sign" and tokens[at][1] in signs:
        sign = tokens[at][1]
        right, at = part(tokens, at + 1)
        node = (sign, node, right)
    return node, at


def _atom(tokens: _Tokens, at: int) -> _Read:
    kind, text = tokens[at]
    if kind == "number":
        return Fraction(text), at + 1
    for name, _ in _NAMES:
        if kind == name:
            return name, at + 1
    if text != "(":
        raise ValueError(text)
    node, at = _sum(tokens, at + 1)
    if tokens[at][1] != ")":
        raise ValueError(text)
    return node, at + 1


def _is_rate(node: Node) -> bool:
    return "actual" in _variables(node) and len(_variables(node)) > 1


def _in_per_cent(node: Node) -> bool:
    if not isinstance(node, tuple):
        return False
    sign, left, right = node
    return (sign == "*" and _HUNDRED in (left, right)) or _in_per_cent(left) or _in_per_cent(right)


# --- computing -------------------------------------------------------------------------------------------------------


def _variables(node: Node) -> set[str]:
    if isinstance(node, tuple):
        return _variables(node[1]) | _variables(node[2])
    return set() if isinstance(node, Fraction) else {node}


def _of_one_target(node: Node) -> Node:
    if isinstance(node, tuple):
        return node[0], _of_one_target(node[1]), _of_one_target(node[2])
    return "target" if node == "final" else node


def _compute(node: Node, values: Mapping[str, Decimal]) -> tuple[int, int] | None:
    """Numerator and denominator, not reduced: that is done once, at the end."""
    if not isinstance(node, tuple):
        known = node if isinstance(node, Fraction) else values.get(node)
        return known.as_integer_ratio() if known is not None else None
    sign, left, right = node[0], _compute(node[1], values), _compute(node[2], values)
    if left is None or right is None:
        return None
    (a, b), (c, d) = left, right
    if sign == "/":
        return (a * d, b * c) if c else None
    if sign == "*":
        return a * c, b * d
    return (a * d - c * b if sign == "-" else a * d + c * b), b * d


def _written(node: Node, values: Mapping[str, Decimal], outer: int) -> str:
    if isinstance(node, Fraction):
        return plain(node)
    if not isinstance(node, tuple):
        number = values[node]
        return f"({plain(number)})" if number < 0 and outer else plain(number)
    own = 1 if node[0] in "+-" else 2
    text = f"{_written(node[1], values, own)} {_SHOWN[node[0]]} {_written(node[2], values, own + 1)}"
    return f"({text})" if own < outer else text
