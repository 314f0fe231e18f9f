"""Figures by kind and name, and how those of the second reading and of a ledger differ."""

from fractions import Fraction


class Figures:
    """Exact figures: kind -> name (a tuple) -> value. Names are days, lines and the like, not names of the ledger."""

    def __init__(self):
        self.kinds = {}

    def add(self, kind, name, value):
        """One figure; a second one of the same name is a mistake of the caller."""
        named = self.kinds.setdefault(kind, {})
        name = tuple(str(part) for part in name)
        if name in named:
            raise ValueError(f"two figures of {kind} are named {name}")
        named[name] = value if isinstance(value, str) else Fraction(value)

    def add_all(self, kind, name, values):
        """Several figures that cannot be told apart by name: numbered in the order of their amounts."""
        for number, value in enumerate(sorted(values), start=1):
            self.add(kind, (*name, number), value)

    def of(self, kind):
        """All figures of a kind."""
        return self.kinds.get(kind, {})


class Difference:
    """A figure that only one side has, or that the two sides have differently."""

    def __init__(self, kind, name, mine, ledger):
        self.kind, self.name, self.mine, self.ledger = kind, name, mine, ledger

    def __str__(self):
        return f"{' '.join(self.name)}: recomputed {text(self.mine)}, ledger {text(self.ledger)}"


def text(value):
    """A figure for readers; exact where it has few decimals."""
    if value is None:
        return "nothing"
    if isinstance(value, str):
        return value
    places = 0
    while places < 8 and (value * 10**places).denominator != 1:
        places += 1
    digits = round(abs(value) * 10**places)
    sign = "-" if value < 0 else ""
    whole = f"{sign}{digits // 10**places:,}"
    return f"{whole}.{digits % 10**places:0{places}}" if places else whole


def differences(kind, mine, ledger):
    """The differences of one kind, by name."""
    ours, theirs = mine.of(kind), ledger.of(kind)
    found = []
    for name in sorted(ours.keys() | theirs.keys()):
        if ours.get(name) != theirs.get(name):
            found.append(Difference(kind, name, ours.get(name), theirs.get(name)))
    return found
