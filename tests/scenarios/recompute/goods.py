"""Imports: what is wanted, who gets the approved money, letters of credit, payment, landing and stocks.

Quantities are whole smallest units (1 kg), money whole smallest units of the account that pays.
"""

from fractions import Fraction

from .days import later, next_month
from .exact import down, half_even, up
from .flows import Flow
from .formulas import Price
from .units import SMALLEST, amount, day_count, minor, share, shown, split


class Good:
    """One good: what it needs, costs and has in stock."""

    def __init__(self, scenario, name, block):
        self.name, self.block = name, block
        self.priority = int(block.get("priority", 1))
        self.need = Flow(scenario, block["need"])
        self.price = Price(scenario, block["price"], block.get("price_decimals", 2))
        self.parcel = half_even(amount(block["parcel"]))
        self.supplier, self.purpose = block["supplier"], block["purpose"]
        self.part = 1 - share(block.get("other_supply", "0 %"))
        stock = block.get("stock", {})
        first = scenario.first()
        self.stock = self.level(stock.get("opening", "0 days"), first)
        self.floor = self.level(stock.get("floor", "0 days"), first)
        self.target = self.level(stock.get("target", "0 days"), first)
        self.known = {}  # need of a day -> what is asked for
        self.coming = []  # (day, quantity) on its way to the stock

    def level(self, text, first):
        """An amount, or so many days of the whole need on the first day."""
        if split(text)[1] == "days":
            return int(split(text)[0]) * self.need(first)
        return half_even(amount(text))

    def asked(self, on):
        """What the scheme has to supply a day."""
        need = self.need(on)
        if need not in self.known:
            self.known[need] = half_even(need * self.part)
        return self.known[need]

    def rungs(self, on, until_arrival, until_next):
        """Whole parcels wanted on an order day, for the need, then for the floor, then for the target."""
        each = self.asked(on)
        self.coming = [item for item in self.coming if item[0] > on]
        arriving = {}
        for when, quantity in self.coming:
            ahead = (when - on).days
            arriving[ahead] = arriving.get(ahead, 0) + quantity
        projected = self.stock
        for ahead in range(until_arrival):
            projected = max(0, projected + arriving.get(ahead, 0) - each)
        n = each * until_next
        parcels, before = [], 0
        for level in (n, min(self.floor + n, self.target), max(self.target, n)):
            total = max(before, up(Fraction(level - projected, self.parcel)))
            parcels.append(total - before)
            before = total
        return parcels


class Order:
    """An order and its letter of credit, drawn on one approval."""

    def __init__(self, key, good, approval, quantity, value, held):
        self.key, self.good, self.approval = key, good, approval
        self.quantity, self.value, self.held = quantity, value, held
        self.paid = self.paid_for = 0
        self.worth = 0  # what was paid, in the currency of the books at the rates of the days of payment
        self.landed = self.short = 0
        self.stage = 0
        self.ends = None


class Goods:
    """All goods, orders and their stages."""

    def __init__(self, scenario, trade):
        self.trade = trade
        block = scenario.get("imports")
        self.account = trade.accounts[block["account"]]
        self.tolerance = share(block.get("tolerance", "0 %"))
        self.loss = share(block.get("landing_loss", "0 %"))
        self.valid = day_count(block.get("credit_valid", "180 days"))
        self.stages = []  # name, days, share paid at its end
        for item in block["pipeline"]:
            self.stages.append((item["stage"], day_count(item["takes"]), share(item.get("pay", "0 %"))))
        self.takes = sum(takes for _, takes, _ in self.stages)
        goods = [Good(scenario, name, item) for name, item in block["goods"].items()]
        self.goods = sorted(goods, key=lambda good: (good.priority, good.name))
        self.orders = []

    # ---- orders

    def order(self, on):
        """Orders of an order day, pool by pool of approved money."""
        if on.day != 1:
            return
        pools = {}
        for good in self.goods:
            pools.setdefault((good.purpose, good.supplier), []).append(good)
        for (purpose, payee), goods in sorted(pools.items()):
            approvals = [item for item in self.trade.releases.items if self.pays(item, purpose, payee, on)]
            approvals.sort(key=lambda item: item.lapses)
            if approvals:
                self.ration(goods, approvals, on)

    def pays(self, item, purpose, payee, on):
        """Whether an approval is of the pool and has money that no credit holds."""
        fits = item.account is self.account and item.purpose == purpose and item.payee == payee
        return fits and item.live(on) and item.left > item.held

    def cost(self, good, quantity, on):
        """What a quantity costs in the account's currency, not rounded and without tolerance."""
        price = good.price(on) * quantity / SMALLEST["t"]
        currency = self.currency(good)
        return self.trade.rates.exact(minor(price, currency), currency, self.account.currency, on)

    def currency(self, good):
        """The currency of the price of a good."""
        formula = str(good.block["price"])
        return "INR" if "INR" in formula else "USD"

    def ration(self, goods, approvals, on):
        """Allots a pool rung by rung and good by good, and orders whole parcels of what each was allotted."""
        until_next = (next_month(on) - on).days
        wanted = {good.name: good.rungs(on, self.takes, until_next) for good in goods}
        each = {good.name: self.cost(good, good.parcel, on) * (1 + self.tolerance) for good in goods}
        left = Fraction(sum(item.left - item.held for item in approvals))
        allotted = {good.name: Fraction(0) for good in goods}
        for rung in range(3):
            for good in goods:
                part = min(left, wanted[good.name][rung] * each[good.name])
                allotted[good.name] += part
                left -= part
        parcels = {good.name: down(allotted[good.name] / each[good.name]) for good in goods}
        self.spend_lapsing(goods, approvals, wanted, each, parcels, on)
        for good in goods:
            if parcels[good.name]:
                self.place(good, parcels[good.name] * good.parcel, approvals, on)

    def spend_lapsing(self, goods, approvals, wanted, each, parcels, on):
        """What is allotted and waits, of approvals that lapse before the next order day, buys parcels further down."""
        lapsing = sum(item.left - item.held for item in approvals if item.lapses < next_month(on))
        spent = sum(parcels[good.name] * each[good.name] for good in goods)
        left = lapsing - spent
        taken = dict(parcels)
        for rung in range(3):
            for good in goods:
                want = wanted[good.name][rung]
                known = min(want, taken[good.name])
                taken[good.name] -= known
                more = min(want - known, down(left / each[good.name])) if left > 0 else 0
                parcels[good.name] += more
                left -= more * each[good.name]

    def place(self, good, quantity, approvals, on):
        """One order and one credit for each approval that pays: first those that lapse first."""
        smallest = good.parcel / 20
        number = 0
        for item in approvals:
            can = self.most(good, quantity, item.left - item.held, on)
            if can <= 0 or (can < smallest and can < quantity):
                continue
            number += 1
            self.issue(good, item, can, number, on)
            quantity -= can
            if not quantity:
                return

    def most(self, good, quantity, money, on):
        """The part of a quantity that an amount of money buys: in proportion to what its credit would hold.

        The page does not say how a quantity is divided; it matters to one smallest unit.
        """
        value = half_even(self.cost(good, Fraction(quantity), on))
        hold = value + half_even(value * self.tolerance)
        return min(quantity, down(Fraction(quantity * money, hold)))

    def issue(self, good, item, quantity, number, on):
        """Issues a letter of credit: the landed price of the day, rounded once; it holds the tolerance, too.

        Without a window nothing is ordered: orders that wait for a later window are not recomputed.
        """
        value = half_even(self.cost(good, Fraction(quantity), on))
        held = value + half_even(value * self.tolerance)
        order = Order((good.name, on, number), good, item, quantity, value, held)
        if not self.trade.windows.open(self.account.place, on):
            return
        item.held += held
        self.orders.append(order)
        order.expected = [later(on, self.takes), quantity]
        good.coming.append(order.expected)
        order.ends = later(on, self.stages[0][1])
        figures = self.trade.figures
        currency = self.account.currency
        figures.add("orders", (*order.key, "quantity"), shown(quantity, "t"))
        figures.add("orders", (*order.key, "price"), good.price(on))
        figures.add("credits", (*order.key, "amount"), shown(value, currency))
        figures.add("credits", (*order.key, "held"), shown(held, currency))
        figures.add("credits", (*order.key, "expiry"), later(on, self.valid).isoformat())

    # ---- the pipeline

    def pipeline(self, on):
        """Orders whose stage ends on the day: they are paid for, landed, and taken into the stock."""
        for order in self.orders:
            while order.ends is not None and order.ends <= on:
                name, _, pay = self.stages[order.stage]
                if pay and not self.trade.windows.open(self.account.place, on):
                    break
                if pay:
                    self.pay(order, pay, on)
                if name == "shipping":
                    self.land(order, on)
                order.stage += 1
                if order.stage == len(self.stages):
                    order.ends = None
                    order.good.stock += order.landed
                else:
                    order.ends = later(on, self.stages[order.stage][1])

    def pay(self, order, part, on):
        """Pays the share of a stage; the last one pays the rest and frees what is still held."""
        last = order.stage == max(i for i, stage in enumerate(self.stages) if stage[2])
        value = order.value - order.paid if last else half_even(order.value * part)
        quantity = order.quantity - order.paid_for if last else half_even(order.quantity * part)
        order.paid += value
        lost_before = half_even(Fraction(order.short * order.paid_for, order.quantity))
        order.paid_for += quantity
        order.approval.left -= value
        order.approval.held -= order.held if last else value
        order.held = 0 if last else order.held - value
        worth = self.trade.spend(self.account, value, on)
        order.worth += worth
        if order.landed:
            lost = half_even(Fraction(order.short * order.paid_for, order.quantity)) - lost_before
            self.value_goods(order, worth, Fraction(lost, quantity), on)
        figures = self.trade.figures
        figures.add("credits paid", (*order.key, on, "amount"), shown(value, self.account.currency))
        figures.add("credits paid", (*order.key, on, "quantity"), shown(quantity, "t"))

    def land(self, order, on):
        """Goods land, less what is lost on the way."""
        order.short = half_even(order.quantity * self.loss)
        order.landed = order.quantity - order.short
        order.expected[1] = order.landed
        self.trade.figures.add("goods landed", (*order.key, on, "landed"), shown(order.landed, "t"))
        self.trade.figures.add("goods landed", (*order.key, on, "short"), shown(order.short, "t"))
        if order.worth:
            self.value_goods(order, order.worth, Fraction(order.short, order.quantity), on)

    def value_goods(self, order, worth, lost, on):
        """What was paid (in the currency of the books) goes to what landed and to what was lost, a share of it.

        Goods that are paid for after they landed: of the quantity paid for, so much is lost, in whole smallest units,
        as makes the lost part of all that is paid for that of the order. The page says only "the paid part of each".
        """
        value = half_even(worth * lost)
        for what, part in (("landed", worth - value), ("loss", value)):
            if part:
                self.trade.figures.add("value of goods", (*order.key, on, what), shown(part, self.trade.book))

    def use_stocks(self, on):
        """The day's need is taken from the stocks."""
        for good in self.goods:
            good.stock = max(0, good.stock - good.asked(on))
