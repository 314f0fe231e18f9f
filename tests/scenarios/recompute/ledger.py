"""The figures of a ledger, from its entries as `setoff audit log --json` and `setoff balance --json` print them."""

import json
import subprocess
from fractions import Fraction

from .days import ONE, day, later
from .figures import Figures

BANK_KINDS = ("deposit", "reserve", "clearing")  # accounts at banks

SETTLED = {"claim": "claims settled", "penalty": "late fees paid"}


def printed(program, *arguments):
    """What the program prints."""
    return subprocess.run([program, *arguments], check=True, capture_output=True, text=True).stdout


def name_of(text):
    """A name as the scenario writes it: the books have '-' for '_'."""
    return text.replace("-", "_")


def figure(text):
    """The number of an amount such as '1250000.00 EUR'."""
    return Fraction(text.split(" ")[0])


class Reader:
    """Reads the entries of a ledger in booking order."""

    def __init__(self, program, ledger):
        self.program, self.ledger = program, ledger
        self.figures = Figures()
        self.lots = {}  # lot of a claim -> its key
        self.releases = {}  # release -> its key
        self.added = {}  # account kind -> lot -> what the entry at hand adds to it
        self.lists = {}  # (kind, name) -> figures that cannot be told apart by name
        self.sums = {}  # (kind, name) -> sum of a day
        self.levels = {}  # (account kind, object, line, commodity) -> sum so far
        self.orders = {}  # order or credit -> (good, day)
        self.counts = {}  # (good, day) -> credits so far
        self.lines = []
        self.book = None  # currency of the books
        self.currencies = {}  # account -> currency
        self.booked = self.refused = 0
        self.unread = {}  # type of entries that no figure is read from -> how many

    def read(self, last):
        """All figures, through the last day of the run."""
        at = None
        for text in printed(self.program, "audit", "log", self.ledger, "--json").splitlines():
            entry = json.loads(text)
            if entry["outcome"] != "booked":
                self.refused += 1
                continue
            on = day(entry["value_date"])
            self.note_until(at, on)
            at = on
            data = entry["event"]["data"]
            read = getattr(self, "read_" + entry["type"].replace(".", "_"), None)
            self.booked += 1
            self.added = {}
            if read is not None:
                read(on, data, entry["postings"])
            else:
                self.unread[entry["type"]] = self.unread.get(entry["type"], 0) + 1
            for posting in entry["postings"]:
                self.post(entry["type"], on, posting)
        self.note_until(at, last + ONE)
        self.read_balances()
        for (kind, name), values in self.lists.items():
            self.figures.add_all(kind, name, values)
        for (kind, name), value in self.sums.items():
            if value:
                self.figures.add(kind, name, value)
        return self.figures

    def note_until(self, at, on):
        """Notes the levels at the end of each day from one day to before another."""
        while at is not None and at < on:
            self.note_levels(at)
            at += ONE

    def read_balances(self):
        """What is on the accounts in the end, as `setoff balance` has it."""
        for item in json.loads(printed(self.program, "balance", self.ledger, "--json")):
            of_class, _, kind, account, _ = item["account"].split(":")
            if of_class == "assets" and kind in BANK_KINDS:
                self.add_to("last balances", (name_of(account),), Fraction(item["amount"]))

    def add_to(self, kind, name, value):
        """Adds to a sum that becomes one figure."""
        name = tuple(str(part) for part in name)
        self.sums[(kind, name)] = self.sums.get((kind, name), 0) + value

    def listed(self, kind, name, value):
        """One of several figures of one name."""
        self.lists.setdefault((kind, name), []).append(value)

    def unread_text(self):
        """The types of entries that no figure is read from, for readers."""
        return ", ".join(f"{count:,} {name}" for name, count in sorted(self.unread.items())) or "none"

    # ---- postings

    def post(self, of_type, on, posting):
        """One posting: levels, and what was taken off claims."""
        parts = posting["account"].split(":")
        kind, line = parts[2], name_of(parts[4])
        value = Fraction(posting["amount"])
        key = (parts[0], kind, name_of(parts[3]), line, posting["commodity"])
        self.levels[key] = self.levels.get(key, 0) + value
        if kind in SETTLED and of_type not in ("dispute.raised", "agreement.adopted"):
            # an advance may settle a claim within the entry that adds it, and the posting is what is left
            settled = self.added.get(kind, {}).get(posting["lot"], 0) - value
            if settled:
                self.add_to(SETTLED[kind], (*self.lots[posting["lot"]], on), settled)
        if kind == "rounding" and of_type == "payment.received":
            self.add_to("rounding", (line, on), value)

    def add_claim(self, kind, lot, amount, on, postings):
        """Notes what an entry adds to a claim; where nothing of it is left in the postings, all of it is settled."""
        self.added = {kind: {lot: amount}}
        if not any(posting.get("lot") == lot and f":{kind}:" in posting["account"] for posting in postings):
            self.add_to(SETTLED[kind], (*self.lots[lot], on), amount)

    def level(self, *wanted):
        """The sum of the levels whose account has these (class, kind, object, line, commodity); None is any."""
        return sum(value for key, value in self.levels.items() if all(w in (None, k) for w, k in zip(wanted, key)))

    def note_levels(self, on):
        """What is on the accounts at the end of a month."""
        if later(on, 1).day != 1:
            return
        for account in self.currencies:
            value = sum(self.level("assets", kind, account, None, None) for kind in BANK_KINDS)
            self.figures.add("balances", (account, on), value)
        for line in sorted(self.lines):
            self.figures.add("claims", (line, on), self.level("assets", "claim", None, line, None))
            self.figures.add("claims", (line, "late fees", on), self.level("assets", "penalty", None, line, None))
        for currency in sorted({key[2].upper() for key in self.levels if key[1] == "position"}):
            self.note_position(currency, on)

    def note_position(self, currency, on):
        """The value of money in a foreign currency in the books, the revaluation in it, and what was gained so far."""
        of = name_of(currency.lower())
        held = [account for account, its in self.currencies.items() if its == currency]
        values = {
            "book": self.level("equity", "position", of, None, self.book),
            "revalued": -self.level("equity", "revaluation", of, None, self.book),
            "gained": -sum(self.level("income", "fx", account, None, self.book) for account in held),
        }
        for what, value in values.items():
            self.figures.add("book values", (currency, what, on), value)

    # ---- entries, by type

    def read_agreement_adopted(self, on, data, postings):
        """The lines, and the lots of the claims of the first day."""
        self.book = data["agreement"]["book"]
        self.currencies = {name_of(item["account"]): item["currency"] for item in data["agreement"]["accounts"]}
        self.lines = [name_of(item["line"]) for item in data["agreement"]["lines"]]
        for item in data["openings"]:
            if item["kind"] == "claim":
                amount = int(figure(item["amount"]) * 100)
                self.lots[item["lot"]] = ("opening", name_of(item["line"]), item["due"], amount)

    def read_rate_fixed(self, on, data, postings):
        """A fixing of an exchange rate."""
        self.figures.add("rates", (name_of(data["key"]), data["date"]), figure(data["value"]))

    def read_delivery_metered(self, on, data, postings):
        """What flowed on a day."""
        self.figures.add("deliveries", (name_of(data["line"]), data["from"]), figure(data["quantity"]))

    def read_invoice_issued(self, on, data, postings):
        """An invoice: amount, due day and slices."""
        kind = "purchases" if "seller" in data else "invoices"
        name = (name_of(data.get("good", data["line"])), data["from"])
        self.lots[data["invoice"]] = ("invoice", *name)
        if kind == "invoices":
            self.add_claim("claim", data["invoice"], figure(data["amount"]), on, postings)
        self.figures.add(kind, (*name, "amount"), figure(data["amount"]))
        self.figures.add(kind, (*name, "due"), data["due"])
        for item in data["slices"]:
            self.figures.add(kind, (*name, "quantity at", float(figure(item["price"]))), figure(item["quantity"]))

    def read_breach_claimed(self, on, data, postings):
        """A claim for a breach of the contract."""
        self.lots[data["breach"]] = ("breach", name_of(data["line"]), on)
        self.add_claim("claim", data["breach"], figure(data["amount"]), on, postings)
        self.figures.add("breaches", (name_of(data["line"]), on), figure(data["amount"]))

    def read_dispute_raised(self, on, data, postings):
        """What a buyer disputes."""
        self.listed("disputes", (self.lots[data["lot"]][1], on), figure(data["amount"]))

    def read_payment_received(self, on, data, postings):
        """A payment, in the currency of its account."""
        self.listed("payments", (name_of(data["account"]), on), figure(data["amount"]))

    def read_latefee_charged(self, on, data, postings):
        """A late fee over a span of days."""
        last = day(data["to"]) - ONE
        self.add_claim("penalty", data["invoice"], figure(data["amount"]), on, postings)
        self.figures.add("late fees", (*self.lots[data["invoice"]], data["from"], last), figure(data["amount"]))

    def read_interest_accrued(self, on, data, postings):
        """Interest; what is charged is below zero."""
        sign = 1 if data["direction"] == "paid" else -1
        self.figures.add("interest", (name_of(data["account"]), day(data["to"]) - ONE), sign * figure(data["amount"]))

    def read_release_requested(self, on, data, postings):
        """A request for release."""
        key = tuple(name_of(data[part]) for part in ("account", "purpose", "payee")) + (on,)
        self.releases[data["release"]] = key
        self.figures.add("requests", key, figure(data["amount"]))

    def read_release_approved(self, on, data, postings):
        """An approval, and until when it may be used."""
        key = self.releases[data["release"]]
        self.figures.add("approvals", (*key, on, "amount"), figure(data["amount"]))
        self.figures.add("approvals", (*key, on, "until"), data["valid_until"])

    def read_funds_converted(self, on, data, postings):
        """A conversion: amount, what was received, and the spread in the currency of the books."""
        key = (*self.releases[data["release"]], on)
        self.figures.add("conversions", (*key, "amount"), figure(data["amount"]))
        self.figures.add("conversions", (*key, "received"), figure(data["received"]))
        lost = [p["amount"] for p in postings if p["account"].split(":")[2] in ("spread", "rounding")]
        self.figures.add("conversions", (*key, "spread"), sum(Fraction(amount) for amount in lost))

    def read_funds_transferred(self, on, data, postings):
        """A move between accounts in one currency."""
        name = (name_of(data["account"]), name_of(data["to_account"]), on)
        self.listed("transfers", name, figure(data["amount"]))

    def read_purpose_paid(self, on, data, postings):
        """A payment for a purpose that is no import."""
        self.figures.add("uses", (*self.releases[data["release"]], on), figure(data["amount"]))

    def read_order_placed(self, on, data, postings):
        """An order; its figures are noted with its credit, since an order without one is given up."""
        self.orders[data["order"]] = (on, data)

    def read_credit_issued(self, on, data, postings):
        """A letter of credit, and the order it is for."""
        ordered = self.orders[data["order"]][1]
        good = name_of(ordered["good"])
        self.counts[(good, on)] = self.counts.get((good, on), 0) + 1
        key = (good, on, self.counts[(good, on)])
        self.orders[data["order"]] = self.orders[data["credit"]] = key
        self.figures.add("orders", (*key, "quantity"), figure(ordered["quantity"]))
        self.figures.add("orders", (*key, "price"), figure(ordered["price"]))
        held = sum(Fraction(p["amount"]) for p in postings if ":held:" in p["account"])
        self.figures.add("credits", (*key, "amount"), figure(data["amount"]))
        self.figures.add("credits", (*key, "held"), held)
        self.figures.add("credits", (*key, "expiry"), data["expiry"])

    def read_credit_honoured(self, on, data, postings):
        """A payment under a credit; what of it has landed and what was lost is booked at once for landed goods."""
        key = self.orders[data["credit"]]
        self.figures.add("credits paid", (*key, on, "amount"), figure(data["amount"]))
        self.figures.add("credits paid", (*key, on, "quantity"), figure(data["quantity"]))
        self.add_worth((*key, on), postings)

    def read_goods_landed(self, on, data, postings):
        """Goods that arrived, and those that did not."""
        key = self.orders[data["order"]]
        self.figures.add("goods landed", (*key, on, "landed"), figure(data["quantity"]))
        self.figures.add("goods landed", (*key, on, "short"), figure(data.get("short", "0")))
        self.add_worth((*key, on), postings)

    def add_worth(self, key, postings):
        """Adds to the value of an order's goods that landed or were lost."""
        for posting in postings:
            for kind in ("landed", "loss"):
                if posting["account"].split(":")[:3:2] == ["expenses", kind]:
                    self.add_to("value of goods", (*key, kind), Fraction(posting["amount"]))

    def read_settlement_paid(self, on, data, postings):
        """A payment of a purchase, or of a clearing balance: what leaves the account, below zero what comes in."""
        if "owed" in data:
            _, good, bought = self.lots[data["owed"]]
            self.figures.add("purchases booked", (good, bought, on), figure(data["amount"]))
            return
        account, through = name_of(data["clearing_account"]), name_of(data["account"])
        paid = sum(Fraction(p["amount"]) for p in postings if p["account"].split(":")[3] == data["account"])
        self.figures.add("settlements", (account, through, on), -paid)
