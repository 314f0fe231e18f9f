"""Exchange rates: all of a scheme are rates of the US dollar, so others are crossed through it."""

from fractions import Fraction

from .days import ONE
from .exact import half_even, number
from .units import PLACES


class Rates:
    """Converts amounts at the newest fixing of a day."""

    def __init__(self, scenario):
        self.per_dollar = {"USD": lambda on: Fraction(1)}
        self.names = {}
        for name, block in scenario.get("fx.rates", {}).items():
            price, base = block["unit"].split("/")
            stated = scenario.series(block["data"]) if "data" in block else constant(number(block["value"]))
            if base == "USD":
                self.per_dollar[price] = stated
            elif price == "USD":
                self.per_dollar[base] = lambda on, stated=stated: 1 / stated(on)
            else:
                raise ValueError(f"{name} is not a rate of the USD")
            self.names[name] = stated

    def cross(self, have, want, on):
        """How many units of `want` are paid for one unit of `have` on a day."""
        if have == want:
            return Fraction(1)
        return self.per_dollar[want](on) / self.per_dollar[have](on)

    def exact(self, value, have, want, on):
        """Smallest units of `have` in smallest units of `want`, not rounded."""
        return value * self.cross(have, want, on) * Fraction(10 ** PLACES[want], 10 ** PLACES[have])

    def convert(self, value, have, want, on):
        """Smallest units of `have` in whole smallest units of `want`, rounded once."""
        return half_even(self.exact(Fraction(value), have, want, on))

    def fixed(self, on, first):
        """The rates fixed on a day: on the first one, and where one is stated anew for a month or has changed."""
        fixed = []
        for name, stated in self.names.items():
            monthly = on.day == 1 and getattr(stated, "monthly", None) is not None
            if on == first or monthly or stated(on) != stated(on - ONE):
                fixed.append((name, stated(on)))
        return fixed


def constant(value):
    """A rate that does not change."""
    return lambda on: value
