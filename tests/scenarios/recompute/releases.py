"""Requests for release, approvals, conversions, transfers and dated uses of restricted money."""

from fractions import Fraction

from .days import days_between_inclusive, later, period_begins, day
from .exact import down
from .scenario import days_between
from .units import day_count, minor, money, share

FAR = day("2199-12-31")  # the last day of the books


class Approval:
    """A request and what became of it. Amounts in smallest units of the account's currency.

    `left` is what is approved and not spent; `held` is what live letters of credit hold of it, tolerance included.
    """

    def __init__(self, key, account, purpose, payee, asked):
        self.key = key
        self.account = account
        self.purpose, self.payee = purpose, payee
        self.asked = asked
        self.left = self.held = 0
        self.lapses = FAR
        self.decided = None
        self.use = None

    def live(self, on):
        """Whether it is decided and has not lapsed."""
        return self.decided is not None and on <= self.lapses


class Releases:
    """All requests of a run, in the order in which they were made."""

    def __init__(self, scenario, accounts, rates, windows, figures):
        self.scenario, self.accounts, self.rates = scenario, accounts, rates
        self.windows, self.figures = windows, figures
        self.first, self.last = scenario.first(), scenario.last()
        terms = scenario.get("releases.approval", {"lag": "0 days"})
        self.lag = day_count(terms["lag"])
        self.approve = share(terms.get("approve", "100 %"))
        self.valid = day_count(terms["valid_for"]) if "valid_for" in terms else None
        self.stalls = [days_between_inclusive(stall) for stall in terms.get("stalls", [])]
        self.items = []
        self.uses = scenario.get("uses", {})
        asks = scenario.get("releases.requests", [])
        self.asks = [(days_between(item, self.first, self.last), item) for item in asks]
        self.undecided = []

    def earmarked(self, account, on):
        """What of an account is requested, approved or converted; of lapsed approvals what live credits hold."""
        total = 0
        for item in self.items:
            if item.account is account:
                if item.decided is None:
                    total += item.asked
                else:
                    total += item.left if item.live(on) else item.held
        return total

    def free(self, account, on):
        """What is posted on an account and not earmarked."""
        return account.balance - self.earmarked(account, on)

    def in_currency(self, text, account, on):
        """An amount of money of the file in smallest units of an account's currency, at the day's rate."""
        value, currency = money(text)
        return self.rates.convert(minor(value, currency), currency, account.currency, on)

    def ask(self, on, item, amount):
        """Books a request for an amount."""
        account = self.accounts[item["account"]]
        key = (account.name, item["purpose"], item["payee"], on)
        approval = Approval(key, account, item["purpose"], item["payee"], amount)
        self.items.append(approval)
        self.undecided.append(approval)
        self.figures.add("requests", key, Fraction(amount, minor(1, account.currency)))
        return approval

    def request(self, on):
        """The requests of a day: those of a period that begins, at most what is free, and those of dated uses."""
        for (since, to), item in self.asks:
            if since <= on <= to and period_begins(on, item["every"]):
                account = self.accounts[item["account"]]
                amount = min(self.in_currency(item["amount"], account, on), self.free(account, on))
                if amount > 0:
                    self.ask(on, item, amount)
        for name, item in self.uses.items():
            if later(day(item["date"]), -self.lag) == on:
                account = self.accounts[item["account"]]
                self.ask(on, item, self.in_currency(item["amount"], account, on)).use = name

    def decision_day(self, item):
        """The day of the decision: after the lag, for a dated use on its date; past stalls."""
        decided = later(item.key[3], self.lag)
        for first, last in self.stalls:
            if first <= decided <= last:
                decided = later(last, 1)
        return decided

    def decide(self, on):
        """Approvals whose day has come, where a window covers the account. Not on the page: a share is rounded down."""
        for item in list(self.undecided):
            if self.decision_day(item) <= on and self.windows.open(item.account.place, on):
                self.undecided.remove(item)
                item.decided = on
                item.left = item.asked if item.use is not None else down(item.asked * self.approve)
                if self.valid is not None:
                    item.lapses = later(on, self.valid)
                key = (*item.key, on)
                self.figures.add("approvals", (*key, "amount"), Fraction(item.left, minor(1, item.account.currency)))
                self.figures.add("approvals", (*key, "until"), item.lapses.isoformat())

    def pay_uses(self, on, spend):
        """Dated uses: what they cost on the day, at most what was approved for them."""
        for item in self.items:
            if item.use is None or item.decided != on:
                continue
            cost = self.in_currency(self.uses[item.use]["amount"], item.account, on)
            part = min(cost, item.left)
            item.left -= part
            spend(item.account, part, on)
            self.figures.add("uses", (*item.key, on), Fraction(part, minor(1, item.account.currency)))
