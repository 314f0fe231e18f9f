"""A run of a scheme in which the home side is paid into accounts at banks, day by day by the rules of docs/model.md.

All amounts of money are whole smallest units, those of claims in the currency of the books.
"""

from fractions import Fraction

from .claims import Claims
from .days import ONE, day, later, next_month, period_begins, period_ends
from .exact import divided, half_even
from .figures import Figures
from .flows import Flow
from .formulas import Price
from .goods import Goods
from .money import Account, Position, Windows
from .rates import Rates
from .releases import Releases
from .scenario import days_between, newest, path_of
from .units import AMOUNTS, day_count, factor_per, minor, money, rate_per_year, share, shown, split


class Line:
    """One export: its flow, its price and its claims."""

    def __init__(self, scenario, name, late_fee):
        block = scenario.get(f"exports.{name}")
        self.name = name
        self.flow = Flow(scenario, block.get("recorded", block["quantity"]))
        stated = self.flow.stated(scenario.first())[1]
        self.unit = AMOUNTS[stated.split("/")[0]][0]
        self.capacity = None
        if "capacity" in block:
            value, unit = split(block["capacity"])
            self.capacity = half_even(value * factor_per(unit)[0])
        self.heat = split(block["heat_content"])[0] if "heat_content" in block else Fraction(1)
        self.price = Price(scenario, block["price"], block.get("price_decimals", 4))
        self.due = day_count(block["invoice"]["due"])
        self.unbilled = {}  # price -> smallest units delivered and not billed
        self.breaches = block.get("breaches", [])
        grace = day_count(block["invoice"].get("grace", "0 days"))
        self.claims = Claims(name, grace, late_fee, scenario.days_of_year())

    def delivered(self, on):
        """Smallest units that flow on a day."""
        flow = self.flow(on)
        return flow if self.capacity is None else min(flow, self.capacity)


class Trade:
    """The run. `figures` has all that it found."""

    def __init__(self, scenario):
        self.scenario = scenario
        self.figures = Figures()
        self.first, self.last = scenario.first(), scenario.last()
        self.book = scenario.get("currency.contract")
        self.rates = Rates(scenario)
        self.windows = Windows(scenario)
        self.accounts = {name: Account(name, block) for name, block in scenario.get("accounts").items()}
        late_fee = rate_per_year(scenario.get("payments.late_fee", "0 %/year"))
        self.lines = {name: Line(scenario, name, late_fee) for name in sorted(scenario.get("exports"))}
        self.positions = {}  # (line, currency) -> Position
        self.line_of = {}  # account -> the line whose money it has
        self.pending = []  # planned regular payments: [day, line, claim, amount]
        self.received = {}  # (account, day) -> amounts
        self.foreign = {}  # claim key -> payments in another currency that settled it
        self.closed = {}  # (line, day) -> remainders that went to rounding
        self.releases = Releases(scenario, self.accounts, self.rates, self.windows, self.figures)
        self.goods = Goods(scenario, self) if scenario.get("imports") else None
        self.open_books()

    # ---- openings

    def open_books(self):
        """Claims and money of the first day, at its rates."""
        for item in self.scenario.get("openings.claims", []):
            value = self.in_book(item["amount"], self.first)
            key = ("opening", item["line"], item["due"], value)
            self.lines[item["line"]].claims.add(key, value, day(item["due"]), self.first)
        for name, block in self.scenario.get("accounts").items():
            for line, text in block.get("opening", {}).items():
                value, currency = money(text)
                account = self.accounts[name]
                amount = self.rates.convert(minor(value, currency), currency, account.currency, self.first)
                self.bring(account, line, amount, self.in_book(text, self.first))

    def in_book(self, text, on):
        """An amount of the file in the currency of the books."""
        value, currency = money(text)
        return self.rates.convert(minor(value, currency), currency, self.book, on)

    # ---- money in and out

    def bring(self, account, line, amount, value):
        """Money comes into an account: `amount` in its currency, worth `value` in the books."""
        account.balance += amount
        self.line_of[account.name] = line
        if account.currency != self.book:
            self.position(line, account.currency).receive(amount, value)

    def spend(self, account, amount, on):
        """Money leaves an account; returns what it is worth in the books on the day."""
        account.balance -= amount
        value = self.rates.convert(amount, account.currency, self.book, on)
        if account.currency != self.book:
            self.position(self.line_of[account.name], account.currency).use(amount, value)
        return value

    def position(self, line, currency):
        """The position of a line in a currency."""
        return self.positions.setdefault((line, currency), Position())

    # ---- phases of a day

    def run(self):
        """All days of the run."""
        on = self.first
        while on <= self.last:
            self.fix_rates(on)
            self.invoice(on)
            self.deliver(on)
            self.pay(on)
            self.releases.request(on)
            self.releases.decide(on)
            self.convert(on)
            self.transfer(on)
            self.releases.pay_uses(on, self.spend)
            if self.goods is not None:
                self.goods.pipeline(on)
                self.goods.order(on)
                self.goods.use_stocks(on)
            self.close_day(on)
            on += ONE
        return self.figures

    def fix_rates(self, on):
        """Exchange rates, on the first day and at each step."""
        for name, rate in self.rates.fixed(on, self.first):
            self.figures.add("rates", (name, on), rate)

    def invoice(self, on):
        """One invoice per line for the month that ended yesterday, one slice per price; claims for breaches."""
        for line in self.lines.values():
            if on.day == 1 and line.unbilled:
                self.issue(line, (on - ONE).replace(day=1), on)
            for item in line.breaches:
                if day(item["date"]) == on:
                    due = later(on, day_count(item["due"]))
                    value = self.in_book(item["amount"], on)
                    line.claims.add(("breach", line.name, on), value, due, on)
                    self.figures.add("breaches", (line.name, on), shown(value, self.book))

    def issue(self, line, start, on):
        """Issues an invoice over the days from `start` to yesterday, rounded once."""
        worth = sum(quantity * line.heat * price for price, quantity in line.unbilled.items())
        currency = self.currency_of_price(line, on)
        value = self.rates.exact(Fraction(worth, 1) / self.smallest(line), currency, self.book, on)
        value = half_even(value * minor(1, currency))
        due = later(on, line.due)
        key = (line.name, max(start, self.first))
        self.figures.add("invoices", (*key, "amount"), shown(value, self.book))
        self.figures.add("invoices", (*key, "due"), due.isoformat())
        for price, quantity in line.unbilled.items():
            self.figures.add("invoices", (*key, "quantity at", float(price)), shown(quantity, line.unit))
        line.unbilled = {}
        claim = line.claims.add(("invoice", *key), value, due, on)
        self.plan(line, claim, value, on)

    def smallest(self, line):
        """Smallest units in one unit of the books of a line."""
        return int(1 / shown(1, line.unit))

    def currency_of_price(self, line, on):
        """The currency of the line's price: of a number its own unit, of a series that of the data."""
        formula = newest(line.price.formulas, on)
        for word in formula.replace("(", " ").replace(",", " ").split():
            unit = self.scenario.get(f"data.{word}.unit", word)
            if "/" in unit and unit.split("/")[0] in ("USD", "EUR"):
                return unit.split("/")[0]
        raise ValueError(f"no currency in the price {formula}")

    def deliver(self, on):
        """The flow of the day, and the price of the day for it."""
        for line in self.lines.values():
            quantity = line.delivered(on)
            if quantity:
                price = line.price(on)
                line.unbilled[price] = line.unbilled.get(price, 0) + quantity
                self.figures.add("deliveries", (line.name, on), shown(quantity, line.unit))

    # ---- payments

    def terms_on(self, on):
        """The regular share and delay that hold for payments of a day, those of a regime before the usual ones; the
        first day of the regime."""
        behaviour = self.scenario.get("payments.behaviour")
        pays, begins = behaviour["pays"], self.first
        for regime in behaviour.get("regimes", {}).values():
            since, to = days_between(regime, self.first, self.last)
            if since <= on <= to:
                pays, begins = regime["pays"], since
        return share(pays["share"]), day_count(pays["after"]), begins

    def plan(self, line, claim, value, on):
        """Plans the regular payment of an invoice. Not on the page: a regime pays nothing before it begins."""
        usual = day_count(self.scenario.get("payments.behaviour.pays.after"))
        part, after, begins = self.terms_on(later(on, usual))
        self.pending.append([max(later(on, after), begins), line, claim, half_even(value * part)])

    def pay(self, on):
        """Disputes, then recorded payments and bridges, regular payments, and lump sums on arrears."""
        self.dispute(on)
        recorded = self.scenario.get("payments.recorded", []) + self.scenario.get("payments.bridges", [])
        for item in recorded:
            if day(item["date"]) == on:
                line = self.lines[item.get("line", next(iter(self.lines)))]
                value, currency = money(item["amount"])
                for account, part in self.places(line, on):
                    whole = self.rates.convert(minor(value, currency) * part, currency, account.currency, on)
                    self.arrive(line, account, whole, None, on)
        for entry in [entry for entry in self.pending if entry[0] <= on]:
            self.pay_regular(entry, on)
        for item in self.scenario.get("payments.behaviour.arrears", []):
            since, to = days_between(item, self.first, self.last)
            if since <= on <= to and period_begins(on, item["every"]):
                self.pay_arrears(share(item["share"]), on)

    def dispute(self, on):
        """The buyer disputes claims on their day; a disputed part is set aside, and here stays so to the end."""
        for item in self.scenario.get("payments.disputes", {}).values():
            if not day(item["from"]) <= on <= day(item["to"]):
                continue
            if share(item["share"]) != 1 or later(on, day_count(item["resolved_after"])) <= self.last:
                raise ValueError("only disputes of all of a claim to the end of the run are recomputed")
            for claim in self.lines[item["line"]].claims.items:
                if claim.key[-1] == on and claim.open:
                    self.figures.add_all("disputes", (item["line"], on), [shown(claim.open, self.book)])
                    claim.open = 0

    def places(self, line, on):
        """The accounts that a line is paid into on a day, with their shares."""
        place = newest(path_of(self.scenario.get(f"payments.accounts.{line.name}")), on)
        if isinstance(place, str):
            return [(self.accounts[place], Fraction(1))]
        return [(self.accounts[name], share(text)) for name, text in place["split"].items()]

    def pay_regular(self, entry, on):
        """A planned payment: at most what its invoice has open, in parts by account."""
        _, line, claim, value = entry
        places = self.places(line, on)
        if not all(self.windows.takes_in(account, on) for account, _ in places):
            return
        self.pending.remove(entry)
        whole = min(value, claim.open)
        for (account, _), part in zip(places, divided(whole, [part for _, part in places])):
            if part:
                amount = self.rates.convert(part, self.book, account.currency, on)
                self.arrive(line, account, amount, claim, on)

    def pay_arrears(self, part, on):
        """A share of what is overdue of each line and will not be paid otherwise."""
        planned = {}
        for _, _, claim, value in self.pending:
            planned[claim.key] = planned.get(claim.key, 0) + value
        for line in self.lines.values():
            value = half_even(line.claims.overdue(on, planned) * part)
            for account, each in self.places(line, on):
                if value and self.windows.takes_in(account, on):
                    amount = self.rates.convert(value * each, self.book, account.currency, on)
                    self.arrive(line, account, amount, None, on)

    def arrive(self, line, account, amount, claim, on):
        """A payment arrives: it settles its own claim, or the oldest ones, by its value in the books."""
        value = self.rates.convert(amount, account.currency, self.book, on)
        self.received.setdefault((account.name, on), []).append(amount)
        self.bring(account, line.name, amount, value)
        claims = line.claims
        if claim is None:
            claims.settle(value, on)
            return
        taken = claims.take(claim, value, on)
        if account.currency != self.book:
            self.foreign[claim.key] = self.foreign.get(claim.key, 0) + 1
            self.close_remainder(line, account, claim, value - taken, on)
        else:
            claims.advance += value - taken

    def close_remainder(self, line, account, claim, over, on):
        """What a rounded payment leaves of its claim, or has beyond it, goes to rounding if it is small enough."""
        tolerance = self.rates.exact(Fraction(1), account.currency, self.book, on)  # the smallest unit of what was paid
        tolerance += Fraction(self.foreign[claim.key], 2)
        small = claim.open if 0 < claim.open <= tolerance else 0
        line.claims.take(claim, small, on)
        if 0 < over <= tolerance:
            small = -over
        else:
            line.claims.advance += over
        if small:
            self.closed[(line.name, on)] = self.closed.get((line.name, on), 0) + small

    # ---- conversions and transfers

    def convert(self, on):
        """All that is left of an approval, so long after it, into the account that goods are paid from."""
        # Not on the page: what a dated use leaves of its approval is not converted.
        for terms in self.scenario.get("releases.conversions", []):
            to = self.accounts[terms["to"]]
            opens = self.scenario.get(f"accounts.{terms['to']}.open_from")
            if opens is not None and on < day(opens):
                continue
            for item in self.releases.items:
                if item.use is not None or item.account.name != terms["from"] or not item.live(on) or not item.left:
                    continue
                if later(item.decided, day_count(terms["after"])) <= on and self.windows.open(item.account.place, on):
                    self.convert_one(item, to, share(terms["spread"]), on)

    def convert_one(self, item, to, spread, on):
        """One conversion: the value at the fixing, less the spread; each rounded."""
        account, whole = item.account, item.left
        middle = self.rates.convert(whole, account.currency, to.currency, on)
        got = middle - half_even(middle * spread)
        value = self.spend(account, whole, on)
        line = self.line_of[account.name]
        self.bring(to, line, got, self.rates.convert(got, to.currency, self.book, on))
        item.account, item.left = to, got
        self.figures.add("conversions", (*item.key, on, "amount"), shown(whole, account.currency))
        self.figures.add("conversions", (*item.key, on, "received"), shown(got, to.currency))
        self.figures.add("conversions", (*item.key, on, "spread"), shown(value - got, self.book))

    def transfer(self, on):
        """Approved money that no credit holds moves to another account, oldest approval first."""
        for terms in self.scenario.get("releases.transfers", []):
            if day(terms["date"]) != on:
                continue
            source, to = self.accounts[terms["from"]], self.accounts[terms["to"]]
            wanted = self.releases.in_currency(terms["amount"], source, on)
            moved = []
            for item in sorted(self.releases.items, key=lambda item: item.decided or self.last):
                part = min(wanted, item.left - item.held) if item.account is source and item.live(on) else 0
                if part > 0:
                    wanted -= part
                    item.left -= part
                    moved.append(part)
                    source.balance -= part
                    self.bring(to, self.line_of[source.name], part, part)
            parts = [shown(part, source.currency) for part in moved]
            self.figures.add_all("transfers", (source.name, to.name, on), parts)

    # ---- the evening

    def close_day(self, on):
        """Late fees, interest and revaluation on the last evening of a period, and what is on the accounts then."""
        for line in self.lines.values():
            line.claims.pass_day(on)
            if next_month(on) == later(on, 1):
                for claim, since, fee in line.claims.charge(on):
                    self.figures.add("late fees", (*claim.key, since, on), shown(fee, self.book))
        self.interest(on)
        if next_month(on) == later(on, 1):
            for (_, currency), position in self.positions.items():
                if position.amount:
                    position.revalue(self.rates.convert(position.amount, currency, self.book, on))
            self.note_levels(on)

    def interest(self, on):
        """Interest on the balances of the days, charged on the last evening of each period; part of the next day's."""
        for terms in self.scenario.get("fx.interest", []):
            account = self.accounts[terms["account"]]
            since, to = days_between(terms, self.first, self.last)
            if not since <= on <= to:
                continue
            account.weight += account.balance
            if period_ends(on, terms.get("every", "month")):
                sum_of_days, account.weight = account.weight, 0
                interest = half_even(sum_of_days * rate_per_year(terms["rate"]) / self.scenario.days_of_year())
                if interest < 0:
                    self.spend(account, -interest, on)
                elif interest > 0:
                    value = self.rates.convert(interest, account.currency, self.book, on)
                    self.bring(account, self.line_of[account.name], interest, value)
                if interest:
                    self.figures.add("interest", (account.name, on), shown(interest, account.currency))

    def note_levels(self, on):
        """Balances of accounts, and the value of foreign money in the books, at the end of a day."""
        for account in self.accounts.values():
            self.figures.add("balances", (account.name, on), shown(account.balance, account.currency))
        for currency in sorted({currency for _, currency in self.positions}):
            positions = [position for (_, of), position in self.positions.items() if of == currency]
            for what in ("book", "revalued", "gained"):
                value = sum(getattr(position, what) for position in positions)
                self.figures.add("book values", (currency, what, on), shown(value, self.book))
        for line in self.lines.values():
            owed = sum(claim.open for claim in line.claims.items)
            fees = sum(claim.penalty for claim in line.claims.items)
            self.figures.add("claims", (line.name, on), shown(owed, self.book))
            self.figures.add("claims", (line.name, "late fees", on), shown(fees, self.book))

    def finish(self):
        """Figures that are sums over a day, once the run is over."""
        for account in self.accounts.values():
            if account.balance:
                self.figures.add("last balances", (account.name,), shown(account.balance, account.currency))
        for (account, on), amounts in self.received.items():
            currency = self.accounts[account].currency
            self.figures.add_all("payments", (account, on), [shown(value, currency) for value in amounts])
        for line in self.lines.values():
            for (key, on), value in line.claims.settled.items():
                self.figures.add("claims settled", (*key, on), shown(value, self.book))
            for (key, on), value in line.claims.fees_paid.items():
                self.figures.add("late fees paid", (*key, on), shown(value, self.book))
        for (line, on), value in self.closed.items():
            self.figures.add("rounding", (line, on), shown(value, self.book))
        return self.figures
