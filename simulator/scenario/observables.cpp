#include "simulator/scenario/observables.h"

namespace setoff::simulator {

namespace {

using enum NameArgument;
constexpr auto kDay = TimeArgument::day;
constexpr auto kRange = TimeArgument::range;
constexpr std::array<ObservableInfo, 32> kFacts{{
    {"delivered_value", Observable::delivered_value, line, kRange, ValueKind::money, "1.2 BUSD"},
    {"billed", Observable::billed, line, kRange, ValueKind::money, "1.2 BUSD"},
    {"paid", Observable::paid, line, kRange, ValueKind::money, "400 MUSD"},
    {"delivered", Observable::delivered, line, kRange, ValueKind::quantity, "9.4 BCM"},
    {"retained", Observable::retained, line, kRange, ValueKind::quantity, "1 BCM"},
    {"cut_days", Observable::cut_days, line, kRange, ValueKind::count, "30"},
    {"flow", Observable::flow, line, kDay, ValueKind::per_day, "25 MCM/day"},
    {"price", Observable::price, line, kDay, ValueKind::price, "5.5 USD/MMBtu"},
    {"claims", Observable::open_claims, line, kDay, ValueKind::money, "2 BUSD"},
    {"overdue", Observable::overdue, line, kDay, ValueKind::money, "2 BUSD"},
    {"disputed", Observable::disputed, line, kDay, ValueKind::money, "100 MUSD"},
    {"penalties", Observable::penalties, line, kDay, ValueKind::money, "100 MUSD"},
    {"at_banks", Observable::at_banks, line, kDay, ValueKind::money, "3 BUSD"},
    {"blocked", Observable::blocked, line, kDay, ValueKind::money, "3 BUSD"},
    {"payables", Observable::payables, none, kDay, ValueKind::money, "40 MUSD"},
    {"home_money", Observable::home_money, none, kRange, ValueKind::money, "40 MUSD"},
    {"restricted", Observable::restricted, account, kDay, ValueKind::money, "3 BUSD"},
    {"balance", Observable::balance, account, kDay, ValueKind::money, "3 BUSD"},
    {"approved", Observable::approved, account, kDay, ValueKind::money, "100 MEUR"},
    {"paid_out", Observable::paid_out, purpose, kRange, ValueKind::money, "125 MUSD"},
    {"purchased", Observable::purchased, purchase, kRange, ValueKind::money, "24 MNLG"},
    {"swing", Observable::swing, account, kDay, ValueKind::money, "6 MNLG"},
    {"called", Observable::called, account, kRange, ValueKind::money, "600 kNLG"},
    {"settled", Observable::settled, account, kRange, ValueKind::money, "600 kNLG"},
    {"consultations", Observable::consultations, account, kRange, ValueKind::count, "1"},
    {"landed", Observable::landed, good, kRange, ValueKind::quantity, "60 kt"},
    {"landed_value", Observable::landed_value, good, kRange, ValueKind::money, "16 MUSD"},
    {"stock", Observable::stock, good, kDay, ValueKind::quantity, "500 kt"},
    {"shortage_days", Observable::shortage_days, good, kRange, ValueKind::count, "30"},
    {"share_financed", Observable::share_financed, good, kRange, ValueKind::share, "20 %"},
    {"refusals", Observable::refusals, code, kRange, ValueKind::count, "0"},
    {"imbalance", Observable::imbalance, none, TimeArgument::none, ValueKind::money, "0 EUR"},
}};

}  // namespace

const std::array<ObservableInfo, 32>& observables() {
  return kFacts;
}

}  // namespace setoff::simulator
