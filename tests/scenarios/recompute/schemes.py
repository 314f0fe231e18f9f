"""The runs that are recomputed, and for each kind of figure a constant that a test of this program changes."""

from .clearing import Clearing
from .trade import Trade


class Run:
    """One run of a scenario: its variant, how it is recomputed, and what is changed to test each kind of figure.

    `wrong` has for each kind the changes [(path, value)] of the file that must show in the figures of that kind;
    None where another run of the scenario shows the same.
    """

    def __init__(self, scenario, variant, engine, wrong):
        self.scenario, self.variant, self.engine, self.wrong = scenario, variant, engine, wrong

    def name(self):
        """Its name, also of the folder of its ledger."""
        return self.scenario if self.variant is None else f"{self.scenario}.{self.variant}"


IRAN_IRAQ = {
    "rates": [("data.iqd_per_usd.column", "official_public")],
    "deliveries": [("exports.power.capacity", "1_000 MW")],
    "invoices": [("exports.gas.heat_content", "0.0367 MMBtu/m3")],
    "breaches": [("exports.gas.breaches.0.amount", "1.001 BUSD")],
    "disputes": [("payments.disputes.breach_of_2020.from", "2020-12-29")],
    "payments": [("payments.behaviour.pays.share", "38 %")],
    "claims settled": [("payments.recorded.0.amount", "1_001 MUSD")],
    "claims": [("openings.claims.0.amount", "1_219.5 MUSD")],
    "late fees": [("payments.late_fee", "6.01 %/year")],
    "interest": [("fx.interest.0.rate", "-0.707 %/year")],
    "requests": [("releases.requests.0.amount", "58 MUSD")],
    "approvals": [("releases.approval.approve", "84 %")],
    "conversions": [("releases.conversions.0.spread", "1.1 %")],
    "transfers": [("releases.transfers.0.amount", "31 MEUR")],
    "uses": [("uses.vaccine.amount", "126 MUSD")],
    "orders": [("imports.goods.corn.parcel", "61 kt")],
    "credits": [("imports.tolerance", "6 %")],
    "credits paid": [("imports.pipeline.1.pay", "89 %")],
    "goods landed": [("imports.landing_loss", "0.6 %")],
    "value of goods": [("imports.landing_loss", "0.6 %")],
    "last balances": [("accounts.tbi_nigc_iqd.opening.gas", "251 MUSD")],
    "balances": [("accounts.tbi_nigc_iqd.opening.gas", "251 MUSD")],
    "book values": [("fx.interest.0.from", "2020-02-01")],
}
INDIA_IRAN = {
    "rates": [("data.inr_per_usd.column", "eur_per_usd")],
    "deliveries": [("exports.oil.quantity.steps.2012-04-01", "13.15 Mt/year")],
    "invoices": [("exports.oil.heat_content", "7.34 bbl/t")],
    "payments": [("payments.behaviour.regimes.withheld.pays.share", "46 %")],
    "claims settled": [("payments.recorded.0.amount", "1_531 MUSD")],
    "claims": [("payments.behaviour.regimes.withheld.from", "2013-03-07")],
    "rounding": [
        ("payments.accounts.oil.steps.2012-04-01.split.rupees", "46 %"),
        ("payments.accounts.oil.steps.2012-04-01.split.euros", "54 %"),
    ],
    "requests": [("releases.requests.1.amount", "7_001 MINR")],
    "approvals": [("releases.approval.lag", "1 days")],
    "orders": [("imports.goods.goods.parcel", "2 t")],
    "credits": [("imports.tolerance", "1 %")],
    "credits paid": [("imports.pipeline.1.takes", "31 days")],
    "goods landed": [("imports.landing_loss", "0.1 %")],
    "value of goods": [("imports.landing_loss", "0.1 %")],
    "last balances": [("payments.recorded.1.amount", "551 MUSD")],
    "balances": [("payments.recorded.1.amount", "551 MUSD")],
    "book values": [("releases.requests.1.amount", "7_001 MINR")],
}
ASIAN_UNION = {
    "deliveries": [("data.other_flows.unit", "kUSD/day")],
    "invoices": [("exports.other_flows.invoice.due", "1 days")],
    "payments": [("payments.behaviour.pays.after", "1 days")],
    "claims settled": [("payments.behaviour.pays.after", "1 days")],
    "claims": [("payments.behaviour.pays.after", "1 days")],
    "purchases": [("data.bills.unit", "kUSD/month")],
    "purchases booked": [("purchases.bills.pays.after", "1 days")],
    "settlements": [("settlement.two_monthly.after", "3 business days")],
    "last balances": [("accounts.reserve.opening.other_flows", "20.67 BUSD")],
    "balances": [("accounts.reserve.opening.other_flows", "20.67 BUSD")],
}
WITH_INTEREST = {**ASIAN_UNION, "interest": [("fx.interest.0.rate", "4.85756 %/year")]}
PAYMENTS_UNION = {
    "rates": [("fx.rates.unit_of_account.value", "2")],
    "deliveries": [("data.belgium_buys.column", "portugal_buys")],
    "invoices": [("exports.belgium_buys.invoice.due", "31 days")],
    "payments": [("payments.behaviour.pays.after", "1 days")],
    "claims settled": [("payments.behaviour.pays.after", "1 days")],
    "claims": [("payments.behaviour.pays.after", "35 days")],
    "purchases": [("data.belgium_sells.column", "others_sell")],
    "purchases booked": [("purchases.belgium_sells.pays.after", "1 days")],
    "settlements": [("settlement.belgium.slices.1.pays", "51 %")],
    "balances": [("settlement.portugal.slices.0.up_to", "15 MEPU")],
    "last balances": [("settlement.portugal.slices.0.up_to", "15 MEPU")],
    "book values": [("accounts.gold.opening.belgium_buys", "351 MUSD")],
}
RUNS = [
    Run("iran-iraq-2019-2025", None, Trade, IRAN_IRAQ),
    Run("india-iran-2012", None, Trade, INDIA_IRAN),
    Run("acu-bangladesh-2024", None, Clearing, ASIAN_UNION),
    Run("acu-bangladesh-2024", "interest", Clearing, WITH_INTEREST),
    Run("acu-bangladesh-2024", "monthly", Clearing, None),
    Run("european-payments-union-1950", None, Clearing, PAYMENTS_UNION),
    Run("european-payments-union-1950", "slices_of_1952", Clearing, None),
]
