"""Printed numbers and exact ones: decimal places, whether one rounds to the other, thousands parted."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction


def places_of(number: Decimal) -> int:
    """How many decimal places a number is printed with (0.0 with one, 0 with none)."""
    exponent = number.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def rounds_to(exact: Decimal | Fraction, printed: Decimal) -> bool:
    """Whether an exact number, rounded or cut to the printed number of places, is the printed one."""
    over, under = exact.as_integer_ratio()
    printed_over, printed_under = printed.as_integer_ratio()
    if over * printed_over < 0:
        return False
    # Rounded from half a place below, cut from all but a place above.
    gap = (abs(over) * printed_under - abs(printed_over) * under) * int(10 ** places_of(printed))
    return -under * printed_under <= 2 * gap < 2 * under * printed_under


def to_decimal(exact: Decimal | Fraction) -> Decimal:
    """An exact number as a decimal, to as many digits as decimals have."""
    return exact if isinstance(exact, Decimal) else Decimal(exact.numerator) / Decimal(exact.denominator)


def plain(exact: Decimal | Fraction, places: int | None = None) -> str:
    """A number for a formula, thousands parted; rounded to so many places where they are given."""
    number = to_decimal(exact)
    if places is not None and places_of(number) > places:
        number = number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    text = f"{number:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
