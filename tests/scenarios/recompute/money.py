"""Accounts at banks, and the average cost of what they hold in another currency than that of the books."""

from fractions import Fraction

from .days import days_between_inclusive
from .exact import half_even


class Windows:
    """The days on which money of a place may move."""

    def __init__(self, scenario):
        block = scenario.get("waiver")
        self.spans = None
        self.known = {}  # (place, day) -> whether a window covers it
        if block is None:
            return
        self.spans = []
        self.guards_credits = block["guards"] == "debits_and_credits"
        for window in block["windows"]:
            first, last = days_between_inclusive(window)
            self.spans.append((first, last, window.get("places")))

    def open(self, place, on):
        """Whether a window covers the place on a day."""
        if self.spans is None:
            return True
        key = (place, on)
        if key not in self.known:
            cover = [places for first, last, places in self.spans if first <= on <= last]
            self.known[key] = any(not places or place in places for places in cover)
        return self.known[key]

    def takes_in(self, account, on):
        """Whether a payment may come into an account on a day."""
        guarded = self.spans is not None and self.guards_credits and account.kind == "restricted"
        return not guarded or self.open(account.place, on)


class Account:
    """An account at a bank. Amounts in smallest units of its currency."""

    def __init__(self, name, block):
        self.name = name
        self.currency = block["currency"]
        self.kind = block.get("kind", "restricted")
        self.place = block.get("place", "")
        self.balance = 0
        self.weight = 0  # balance x days since interest was charged last


class Position:
    """What one line holds in a foreign currency, and its value in the books.

    `amount` is in smallest units of the currency; `book` is its value in the books, revaluations included;
    `revalued` is what of it is revaluation; `gained` is what was realised so far.
    """

    def __init__(self):
        self.amount = 0
        self.book = 0
        self.revalued = 0
        self.gained = 0

    def receive(self, amount, value):
        """Money that came in, at its value in the books."""
        self.amount += amount
        self.book += value

    def use(self, amount, value):
        """Money that left, worth `value` on its day: its cost leaves at the average, the rest is gained or lost."""
        if amount == self.amount:
            cost, back = self.book, self.revalued
        else:
            cost = half_even(Fraction(self.book * amount, self.amount))
            back = half_even(Fraction(self.revalued * amount, self.amount))
        self.amount -= amount
        self.book -= cost
        self.revalued -= back
        self.gained += value - cost + back

    def revalue(self, value):
        """All of it is worth `value` now."""
        self.revalued += value - self.book
        self.book = value
