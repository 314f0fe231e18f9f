"""Exact numbers: fractions, one way of rounding, and shares that add up."""

from fractions import Fraction


def number(text):
    """The number a text such as '1_219.4' or '-0.706' stands for, exactly."""
    return Fraction(text.replace("_", ""))


def half_even(value):
    """The nearest whole number; of two equally near ones the even one."""
    below, rest = divmod(value.numerator, value.denominator)
    if 2 * rest > value.denominator or (2 * rest == value.denominator and below % 2 == 1):
        return below + 1
    return below


def up(value):
    """The smallest whole number that is not below the value."""
    return -(-value.numerator // value.denominator)


def down(value):
    """The largest whole number that is not above the value."""
    return value.numerator // value.denominator


def to_places(value, places):
    """The value rounded half to even to that many decimal places, as a fraction."""
    return Fraction(half_even(value * 10**places), 10**places)


def divided(whole, shares):
    """A whole number in parts by their shares (which come to 1): rounded down, what is left by largest remainder."""
    exact = [whole * share for share in shares]
    parts = [down(value) for value in exact]
    by_remainder = sorted(range(len(shares)), key=lambda i: (parts[i] - exact[i], i))
    for i in by_remainder[: whole - sum(parts)]:
        parts[i] += 1
    return parts
