"""A run of a scheme whose purchases are booked on a clearing account and settled period by period.

All amounts are whole smallest units; sales and purchases are in the currency of the books. What the home side owes is
below zero.
"""

from .days import ONE, BusinessDays, later, next_month, period_begins, period_ends
from .exact import half_even
from .figures import Figures
from .flows import Flow
from .money import Position
from .rates import Rates
from .units import day_count, minor, money, rate_per_year, share, shown


class Stream:
    """What is sold or bought: its flow, what of it is not invoiced yet, and what is invoiced and not paid yet."""

    def __init__(self, scenario, name, item):
        self.name, self.item = name, item
        self.flow = Flow(scenario, item["worth"])
        self.every = item["invoice"]["every"]
        self.due = day_count(item["invoice"]["due"])
        self.since, self.flowed = None, 0
        self.unpaid = []  # (day of payment, first day of the flow, amount)

    def take(self, on):
        """Takes the flow of a day."""
        if self.since is None or period_begins(on, self.every):
            self.since, self.flowed = on, 0
        amount = self.flow(on)
        self.flowed += amount
        return amount

    def paid(self, on):
        """The invoices that are paid on a day."""
        paid = [entry for entry in self.unpaid if entry[0] == on]
        self.unpaid = [entry for entry in self.unpaid if entry[0] != on]
        return paid


class Clearing:
    """The run. `figures` has all that it found."""

    def __init__(self, scenario):
        self.scenario = scenario
        self.figures = Figures()
        self.first, self.last = scenario.first(), scenario.last()
        self.book = scenario.get("currency.contract")
        self.rates = Rates(scenario)
        self.accounts = scenario.get("accounts")
        self.balances = {name: 0 for name in self.accounts}
        self.weights = {name: 0 for name in self.accounts}
        self.positions = {}  # account in another currency than that of the books -> its position
        self.exports = self.streams("exports")
        self.purchases = self.streams("purchases")
        self.business = BusinessDays(scenario.get("time.days_off"), scenario.get("time.holidays", []))
        self.called = []  # [day of payment, account, account through, amount in the currency of the account]
        self.paid = {}  # settlement by slices -> what it has paid
        if share(scenario.get("payments.behaviour.pays.share")) != 1:
            raise ValueError("only invoices that are paid in full are recomputed")
        self.open_books()

    def open_books(self):
        """What the accounts open with."""
        for name, block in self.accounts.items():
            for text in block.get("opening", {}).values():
                amount = half_even(minor(*money(text)))
                self.balances[name] += amount
                if block["currency"] != self.book:
                    value = self.rates.convert(amount, block["currency"], self.book, self.first)
                    self.positions.setdefault(name, Position()).receive(amount, value)

    def streams(self, block):
        """What is sold or bought, by name."""
        return {name: Stream(self.scenario, name, item) for name, item in self.scenario.get(block).items()}

    def run(self):
        """All days of the run."""
        on = self.first
        while on <= self.last:
            for name, rate in self.rates.fixed(on, self.first):
                self.figures.add("rates", (name, on), rate)
            self.sell(on)
            self.buy(on)
            self.deliver(on)
            self.settle(on)
            self.interest(on)
            if next_month(on) == later(on, 1):
                self.note_levels(on)
            on += ONE
        return self.figures

    def shown(self, amount, account=None):
        """An amount in whole units, of the currency of an account or of the books."""
        return shown(amount, self.book if account is None else self.accounts[account]["currency"])

    def deliver(self, on):
        """What flows on a day."""
        for stream in self.exports.values():
            amount = stream.take(on)
            if amount:
                self.figures.add("deliveries", (stream.name, on), self.shown(amount))
        for stream in self.purchases.values():
            stream.take(on)

    def invoice(self, kind, stream, after, on):
        """The invoice of a period that ended yesterday, paid so long after its day."""
        if stream.since is None or not period_begins(on, stream.every) or not stream.flowed:
            return
        name = (stream.name, stream.since)
        self.figures.add(kind, (*name, "amount"), self.shown(stream.flowed))
        self.figures.add(kind, (*name, "due"), later(on, stream.due).isoformat())
        self.figures.add(kind, (*name, "quantity at", 1.0), self.shown(stream.flowed))
        stream.unpaid.append((later(on, after), stream.since, stream.flowed))

    def sell(self, on):
        """Invoices for what was sold, and what the buyers pay so long after theirs."""
        after = day_count(self.scenario.get("payments.behaviour.pays.after"))
        for name, stream in self.exports.items():
            self.invoice("invoices", stream, after, on)
            account = self.scenario.get(f"payments.accounts.{name}")
            for _, since, amount in stream.paid(on):
                self.balances[account] += amount
                self.figures.add("claims settled", ("invoice", name, since, on), self.shown(amount))
                self.figures.add_all("payments", (account, on), [self.shown(amount)])

    def buy(self, on):
        """Invoices for what was bought, booked on the clearing account so long after theirs."""
        for name, stream in self.purchases.items():
            self.invoice("purchases", stream, day_count(stream.item["pays"]["after"]), on)
            for _, since, amount in stream.paid(on):
                self.balances[stream.item["account"]] -= amount
                self.figures.add("purchases booked", (name, since, on), self.shown(amount))

    def note_levels(self, on):
        """What is on the accounts and what is owed by buyers at the end of a day."""
        for account, balance in self.balances.items():
            self.figures.add("balances", (account, on), self.shown(balance, account))
        for name, stream in self.exports.items():
            self.figures.add("claims", (name, on), self.shown(sum(amount for _, _, amount in stream.unpaid)))
            self.figures.add("claims", (name, "late fees", on), 0)
        for account, position in self.positions.items():
            for what in ("book", "revalued", "gained"):
                value = self.shown(getattr(position, what))
                self.figures.add("book values", (self.accounts[account]["currency"], what, on), value)

    def pays_on(self, terms, on):
        """The day of payment of a call."""
        count, unit = terms["after"].split(" ", 1)
        return self.business.later(on, int(count)) if unit == "business days" else later(on, int(count))

    def due(self, name, terms):
        """What a settlement calls: the balance, or by slices of it and of what was paid; less what is called."""
        pending = sum(amount for _, account, _, amount in self.called if account == terms["account"])
        balance = self.balances[terms["account"]] - pending
        if "slices" not in terms:
            return balance
        paid = self.paid.get(name, 0)
        sign = -1 if balance + paid < 0 else 1
        position, below, due = abs(balance + paid), 0, 0
        for part in terms["slices"]:
            top = minor(*money(part["up_to"]))
            due += max(0, min(position, top) - below) * share(part["pays"])
            below = top
        due = half_even(due + max(0, position - below)) - abs(paid)
        return sign * due if due > 0 else 0

    def settle(self, on):
        """Calls of balances on the first day after each period; then payments of what was called."""
        for name, terms in sorted(self.scenario.get("settlement").items()):
            if on > self.first and period_begins(on, terms["every"]):
                amount = self.due(name, terms)
                if amount:
                    self.called.append([self.pays_on(terms, on), terms["account"], terms["through"], amount])
                    self.paid[name] = self.paid.get(name, 0) + amount
            for call in [call for call in self.called if call[0] == on]:
                self.called.remove(call)
                self.pay(on, *call[1:])

    def pay(self, on, account, through, amount):
        """Pays a part of a balance: what is below zero is paid from the account through, at the rate of the day."""
        have, want = self.accounts[account]["currency"], self.accounts[through]["currency"]
        moved = self.rates.convert(amount, have, want, on)
        self.balances[account] -= amount
        self.balances[through] += moved
        if through in self.positions:
            value = self.rates.convert(moved, want, self.book, on)
            position = self.positions[through]
            position.use(-moved, -value) if moved < 0 else position.receive(moved, value)
        self.figures.add("settlements", (account, through, on), self.shown(-moved, through))

    def interest(self, on):
        """Interest on the balances of the days, on either side, charged on the last evening of each period."""
        for terms in self.scenario.get("fx.interest", []):
            account = terms["account"]
            self.weights[account] += self.balances[account]
            if period_ends(on, terms.get("every", "month")):
                rate = rate_per_year(terms["rate"])
                amount = half_even(self.weights[account] * rate / self.scenario.days_of_year())
                self.weights[account] = 0
                self.balances[account] += amount
                if amount:
                    self.figures.add("interest", (account, on), self.shown(amount, account))

    def finish(self):
        """What is on the accounts once the run is over."""
        for account, balance in self.balances.items():
            if balance:
                self.figures.add("last balances", (account,), self.shown(balance, account))
        return self.figures
