"""What flows on a day, in smallest units (1 m3, 1 kg, 1 kWh, or the smallest unit of a currency)."""

from .days import month_length
from .exact import down, half_even
from .scenario import newest, path_of
from .units import factor_per, split

DAYS_OF = {"day": 1, "year": 365}  # a year has 365 days, whatever the year


class Flow:
    """The flow of a line or the need of a good: steps in the file, or a series of `data`."""

    def __init__(self, scenario, node):
        if isinstance(node, dict) and "data" in node:
            series, unit = scenario.series(node["data"]), scenario.get(f"data.{node['data']}.unit")
            self.stated = lambda on: (series(on), unit)
        else:
            steps = [(since, split(text)) for since, text in path_of(node)]
            self.stated = lambda on: newest(steps, on)
        self.known = {}  # (number, unit) -> whole smallest units a day

    def __call__(self, on):
        """Whole smallest units of a day: a month's amount adds up over its days, any other is rounded each day.

        Of a month's amount, a day has what the days up to it have, rounded down, less what the days before it have.
        """
        value, unit = self.stated(on)
        if unit.endswith("/month"):
            days = month_length(on)
            amount = value * factor_per(unit)[0]
            return down(amount * on.day / days) - down(amount * (on.day - 1) / days)
        if (value, unit) not in self.known:
            smallest, period = factor_per(unit)
            self.known[(value, unit)] = half_even(value * smallest / DAYS_OF[period])
        return self.known[(value, unit)]
