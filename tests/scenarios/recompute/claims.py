"""Claims of one line: what is open, late fees, and what payments settle. Amounts in smallest units of the books."""

from .exact import half_even


class Claim:
    """One claim. `key` names it apart from any ledger."""

    def __init__(self, key, amount, due):
        self.key = key
        self.amount = amount
        self.open = amount
        self.due = due
        self.penalty = 0  # late fees that are open
        self.weight = 0  # open amount x days since the last fee
        self.since = None  # first day of the span of the next fee


class Claims:
    """The claims of one line, in the order in which they were made."""

    def __init__(self, line, grace, rate, year):
        self.line = line
        self.grace = grace
        self.rate = rate
        self.year = year
        self.items = []
        self.advance = 0
        self.settled = {}  # (claim key, day) -> what payments and advances took off the claim
        self.fees_paid = {}  # the same of late fees

    def add(self, key, amount, due, on):
        """A new claim; an advance of the line settles it at once."""
        claim = Claim(key, amount, due)
        self.items.append(claim)
        self.apply_advance(on)
        return claim

    def apply_advance(self, on):
        """What was paid ahead settles what is owed as soon as both are open."""
        if self.advance:
            ahead, self.advance = self.advance, 0
            self.settle(ahead, on)

    def take(self, claim, amount, on):
        """Settles up to an amount of one claim; returns what was taken."""
        part = min(amount, claim.open)
        if part:
            claim.open -= part
            key = (claim.key, on)
            self.settled[key] = self.settled.get(key, 0) + part
        return part

    def settle(self, amount, on):
        """Settles claims by due day, then late fees in the same order; the rest is an advance."""
        by_due = sorted(self.items, key=lambda claim: claim.due)
        for claim in by_due:
            if not amount:
                return
            amount -= self.take(claim, amount, on)
        for claim in by_due:
            part = min(amount, claim.penalty)
            if part:
                claim.penalty -= part
                amount -= part
                key = (claim.key, on)
                self.fees_paid[key] = self.fees_paid.get(key, 0) + part
        self.advance += amount

    def past_due(self, claim, on):
        """Whether a claim is overdue: due through due + grace, overdue after that."""
        return (on - claim.due).days > self.grace

    def overdue(self, on, planned):
        """The overdue claims, less those parts that another planned payment will pay (by claim key)."""
        late = [claim for claim in self.items if claim.open and self.past_due(claim, on)]
        return sum(max(0, claim.open - planned.get(claim.key, 0)) for claim in late)

    def pass_day(self, on):
        """Adds the open amount at the end of a day to what bears the late fee, from due + grace on."""
        for claim in self.items:
            if (on - claim.due).days >= self.grace:
                claim.since = claim.since or on
                claim.weight += claim.open

    def charge(self, on):
        """Charges the late fees of a period that ends with the day: (claim, first day, amount) of each."""
        fees = []
        for claim in self.items:
            if claim.weight:
                fee = half_even(claim.weight * self.rate / self.year)
                if fee:
                    claim.penalty += fee
                    fees.append((claim, claim.since, fee))
            claim.weight, claim.since = 0, None
        self.apply_advance(on)
        return fees
