"""Price formulas: products of numbers, series and averages over whole months, as these schemes write them."""

import re

from .days import months_before
from .exact import to_places
from .scenario import newest, path_of
from .units import split

AVERAGE = re.compile(r"average\((\w+), (\d+) months\)")


def factor(scenario, text, on):
    """One factor of a product: a number with or without unit, a series, or the mean of the months before a day's."""
    match = AVERAGE.fullmatch(text)
    if match is not None:
        months = months_before(on, int(match[2]))
        table = scenario.series(match[1])
        return sum(table.of_month(month) for month in months) / len(months)
    if text[0].isdigit():
        return split(text)[0]
    return scenario.series(text)(on)


class Price:
    """A price, in the currency and per the unit that its scheme has, rounded to its places before it is used."""

    def __init__(self, scenario, node, places):
        self.scenario = scenario
        self.formulas = path_of(node)
        self.places = int(places)
        self.known = {}

    def __call__(self, on):
        if on not in self.known:
            value = 1
            for text in newest(self.formulas, on).split(" * "):
                value *= factor(self.scenario, text, on)
            self.known[on] = to_places(value, self.places)
        return self.known[on]
