"""What the units of a scenario are worth in the smallest units of the books."""

import re
from fractions import Fraction

from .exact import number

PLACES = {"EUR": 2, "USD": 2, "IQD": 3, "INR": 2, "EPU": 2}  # decimal places (ISO 4217; EPU: a unit of account)
PREFIXES = {"": 1, "k": 10**3, "M": 10**6, "B": 10**9, "bn": 10**9, "T": 10**12}
# unit: the unit of the books, how many of the smallest units it stands for
AMOUNTS = {
    "m3": ("m3", 1), "MCM": ("m3", 10**6), "BCM": ("m3", 10**9),
    "kg": ("t", 1), "t": ("t", 10**3), "kt": ("t", 10**6), "Mt": ("t", 10**9),
    "MW": ("MWh", 24 * 10**3),  # power: so much per hour; here per day, as the smallest unit is 1 kWh
}
SMALLEST = {"m3": 1, "t": 10**3, "MWh": 10**3}  # smallest units in a unit of the books
WORD = re.compile(r"([-+]?[\d_.]+)\s*(.*)")


def split(text):
    """A text such as '25 MCM/day' as its number and its unit."""
    match = WORD.fullmatch(text.strip())
    if match is None:
        raise ValueError(f"not a quantity: {text}")
    return number(match[1]), match[2]


def money(text):
    """A text such as '300 MUSD' as its amount in whole units of the currency, and the currency."""
    amount, unit = split(text)
    return amount * PREFIXES[unit[:-3]], unit[-3:]


def share(text):
    """A share such as '85 %'."""
    value, unit = split(text)
    if unit != "%":
        raise ValueError(f"not a share: {text}")
    return value / 100


def rate_per_year(text):
    """A rate such as '6 %/year', as a share per year."""
    value, unit = split(text)
    if unit != "%/year":
        raise ValueError(f"not a rate per year: {text}")
    return value / 100


def day_count(text):
    """A length such as '45 days' in days."""
    value, unit = split(text)
    if unit != "days":
        raise ValueError(f"not a length in days: {text}")
    return int(value)


def amount(text):
    """A quantity such as '60 kt' in smallest units (1 kg, 1 m3, 1 kWh)."""
    value, unit = split(text)
    return value * AMOUNTS[unit][1]


def factor_per(unit):
    """Of a unit such as 'MCM/day' or 'MUSD/month': the smallest units in one of it, and the period."""
    if unit in ("MW", "GW"):
        return AMOUNTS[unit][1], "day"
    what, period = unit.split("/")
    if what in AMOUNTS:
        return AMOUNTS[what][1], period
    return PREFIXES[what[:-3]] * 10 ** PLACES[what[-3:]], period


def minor(value, currency):
    """An amount in whole units of a currency as an exact number of its smallest units."""
    return value * 10 ** PLACES[currency]


def shown(value, unit):
    """An amount in smallest units as a number of whole units."""
    if unit in PLACES:
        return Fraction(value, 10 ** PLACES[unit])
    return Fraction(value, SMALLEST[unit])
