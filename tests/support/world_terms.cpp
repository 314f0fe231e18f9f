#include "tests/support/world_terms.h"

namespace setoff::tests {
namespace {

// Currencies with two, three and no decimals; roughly how much one dollar buys.
struct DollarRate {
  const char* code;
  std::int64_t mantissa;
  int exponent;
};
constexpr DollarRate kDollarRates[] = {{"EUR", 900'000'000, -9}, {"IQD", 120'000'000, -5},
                                       {"JPY", 110'000'000, -6}, {"KWD", 300'000'000, -9},
                                       {"IRR", 420'000'000, -4}, {"USD", 1, 0}};

constexpr const char* kBookCurrencies[] = {"EUR", "EUR", "EUR", "USD", "JPY", "KWD"};
constexpr const char* kLines[] = {"gas", "power", "oil"};
constexpr const char* kUnits[] = {"m3", "MWh", "bbl"};
constexpr const char* kOwners[] = {"nigc", "tavanir", "nioc"};

std::vector<Party> parties_of_worlds() {
  return {{"nigc", Side::home, Role::exporter},
          {"tavanir", Side::home, Role::exporter},
          {"nioc", Side::home, Role::exporter},
          {"gtc", Side::home, Role::importer},
          {"moe", Side::abroad, Role::buyer},
          {"moo", Side::abroad, Role::buyer},
          {"tbi", Side::abroad, Role::custodian},
          {"muscat", Side::abroad, Role::custodian},
          {"grain-house", Side::abroad, Role::supplier},
          {"pharma", Side::abroad, Role::supplier},
          {"ofac", Side::abroad, Role::authority}};
}

std::vector<Line> draw_lines(Draws& draws) {
  std::vector<Line> lines;
  const auto count = 1 + draws.below(3);
  for (std::size_t i = 0; i < count; ++i)
    lines.push_back({kLines[i], draws.one_in(3) ? "nigc" : kOwners[i],
                     draws.one_in(4) ? "moo" : "moe", unit(kUnits[i])});
  return lines;
}

// Deposits first, at least two, so that money can be converted or transferred.
std::vector<BankAccount> draw_accounts(Draws& draws, Currency book) {
  std::vector<BankAccount> accounts;
  const auto any_currency = [&] {
    return draws.one_in(3) ? book : currency(draws.any_of(kDollarRates).code);
  };
  const auto add = [&](AccountUse use, Currency kept_in) {
    const bool abroad = draws.one_in(3);
    const auto number = std::to_string(accounts.size() + 1);
    accounts.push_back({std::string(enum_name(use)) + "-" + number,
                        abroad ? "muscat" : "tbi",
                        abroad ? "oman" : "iraq",
                        kept_in,
                        use,
                        {}});
  };
  const auto first = any_currency();
  add(AccountUse::deposit, first);
  add(AccountUse::deposit, draws.one_in(2) ? first : book);
  for (auto more = draws.below(3); more > 0; --more)
    add(AccountUse::deposit, any_currency());
  for (auto more = draws.below(3); more > 0; --more)
    add(AccountUse::reserve, any_currency());
  for (auto more = draws.below(3); more > 0; --more)
    add(AccountUse::clearing, any_currency());
  if (draws.one_in(3)) accounts.back().open_from = kWorldBegins + draws.between(0, 200);
  return accounts;
}

OpeningKind kind_of_opening(AccountUse use) {
  constexpr OpeningKind kKinds[] = {OpeningKind::deposit, OpeningKind::reserve,
                                    OpeningKind::clearing};
  return kKinds[static_cast<std::size_t>(use)];
}

void draw_openings(Draws& draws, const WorldTerms& terms, AgreementAdopted& adoption) {
  const auto& agreement = adoption.agreement;
  const auto amount = [&](Currency in) { return Money(draws.up_to(terms.size), in); };
  int made = 0;
  const auto name = [&] { return "opening-" + std::to_string(++made); };
  for (const auto& line : agreement.lines) {
    for (auto more = draws.below(3); more > 0; --more)
      adoption.openings.push_back({OpeningKind::claim,
                                   line.line,
                                   name(),
                                   {},
                                   amount(agreement.book),
                                   {},
                                   kWorldBegins + draws.between(-300, 60)});
    if (draws.one_in(4))
      adoption.openings.push_back(
          {OpeningKind::penalty, line.line, name(), {}, amount(agreement.book), {}, {}});
    for (const auto& account : agreement.accounts) {
      if (account.open_from || draws.one_in(3)) continue;
      Opening opening{kind_of_opening(account.use), line.line, name(), account.account,
                      amount(account.currency),     {},        {}};
      if (account.use == AccountUse::clearing && draws.one_in(2))
        opening.kind = OpeningKind::clearing_debt;
      if (account.currency != agreement.book) opening.book = amount(agreement.book);
      adoption.openings.push_back(opening);
    }
  }
}

std::vector<EventData> draw_start(Draws& draws, const Agreement& agreement) {
  std::vector<EventData> start{GoodsListed{"wheat", "food"}, GoodsListed{"serum", "medicine"}};
  std::vector<Currency> known;
  const auto fix = [&](Currency currency) {
    if (currency.code() == "USD" || std::ranges::find(known, currency) != known.end()) return;
    known.push_back(currency);
    start.emplace_back(draw_rate(draws, currency, kWorldBegins));
  };
  fix(agreement.book);
  for (const auto& account : agreement.accounts)
    if (!draws.one_in(12)) fix(account.currency);  // some currencies have no rate at first
  WindowOpened window;
  window.window = "waiver";
  window.from = kWorldBegins;
  window.to = kWorldBegins + draws.between(60, 400);
  if (draws.one_in(4)) window.places = {"iraq"};
  if (draws.one_in(3)) window.in_flight = draws.one_in(2) ? InFlight::freeze : InFlight::kill;
  start.emplace_back(window);
  return start;
}

// Some worlds use amounts of single minor units, some nearly the whole 64-bit range.
std::int64_t draw_size(Draws& draws) {
  if (draws.one_in(8)) return draws.between(1, 200);
  if (draws.one_in(16)) return std::int64_t{1} << draws.between(56, 62);
  std::int64_t size = 1'000;
  for (int power = draws.between(0, 10); power > 0; --power)
    size *= 10;
  return size;
}

void draw_habits(Draws& draws, WorldTerms& terms) {
  terms.size = draw_size(draws);
  terms.dated_back = draws.one_in(4) ? 2 : 4 + draws.below(16);
  terms.dated_ahead = 10 + draws.below(60);
  terms.wrong = 12 + draws.below(30);
  terms.on_same_day = 1 + draws.below(4);
  if (draws.one_in(3)) terms.told_late = 3;
  if (draws.one_in(3)) terms.drained = 2;
  terms.longest_rest = draws.between(1, 14);
  if (draws.one_in(3)) return;
  for (std::size_t i = 0; i < kEventTypes; ++i)
    if (draws.one_in(5)) terms.left_out.set(i);
}

}  // namespace

std::int64_t Draws::up_to(std::int64_t most) {
  if (most <= 1) return 1;
  auto bound = static_cast<std::uint64_t>(most);
  if (one_in(2))
    for (auto down = below(20); down > 0 && bound > 20; --down)
      bound /= 10;
  return 1 + static_cast<std::int64_t>(below(bound));
}

Rules draw_rules(Draws& draws, Currency pivot) {
  Rules rules;
  rules.rounding = static_cast<Rounding>(draws.below(std::size(EnumNames<Rounding>::values)));
  rules.calendar = static_cast<Calendar>(draws.below(2));
  rules.day_count = static_cast<DayCount>(draws.below(2));
  rules.grace_days = draws.one_in(2) ? 0 : draws.between(0, 20);
  constexpr const char* kFees[] = {"0.0365", "0", "0.0709", "0.12345678"};
  rules.late_fee_per_year = decimal(draws.any_of(kFees));
  rules.allocation = draws.one_in(3) ? Allocation::product_first : Allocation::oldest;
  rules.honour_within_days = draws.between(0, 40);
  constexpr const char* kShares[] = {"0", "0.5", "1", "0.333333"};
  rules.fx_buyer_share = decimal(draws.any_of(kShares));
  rules.credits_need_window = draws.one_in(6);
  rules.pivot = pivot;
  for (const auto* code : {"EUR", "IQD", "JPY"}) {
    if (draws.one_in(3)) rules.closing_tolerance.emplace_back(draws.below(40), currency(code));
    if (draws.one_in(3)) rules.bank_rounding.emplace_back(draws.below(200), currency(code));
  }
  return rules;
}

RateFixed draw_rate(Draws& draws, Currency currency, Day day) {
  const auto base = std::ranges::find(kDollarRates, currency.code(), [](const DollarRate& rate) {
    return std::string_view(rate.code);
  });
  SETOFF_CHECK(base != std::end(kDollarRates));
  // Within 5 percent of the base rate.
  const auto twentieth = static_cast<std::uint64_t>(base->mantissa / 20);
  auto mantissa =
      base->mantissa + static_cast<std::int64_t>(draws.below(2 * twentieth)) - base->mantissa / 20;
  if (draws.one_in(3)) mantissa = mantissa / 1'000'000 * 1'000'000;
  RateFixed data;
  data.key = std::string(currency.code()) + "-usd";
  for (auto& c : data.key)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  data.date = day;
  data.value = {Decimal(mantissa, base->exponent), currency, tests::currency("USD")};
  return data;
}

WorldTerms draw_terms(Draws& draws) {
  WorldTerms terms;
  draw_habits(draws, terms);
  auto& agreement = terms.adoption.agreement;
  agreement.title = {"A random world"};
  agreement.book = currency(draws.any_of(kBookCurrencies));
  agreement.rules = draw_rules(draws, currency("USD"));
  if (draws.one_in(2))
    agreement.rules.advances =
        draws.one_in(2) ? AdvanceRule::by_instruction : AdvanceRule::next_claim;
  agreement.parties = parties_of_worlds();
  agreement.lines = draw_lines(draws);
  agreement.accounts = draw_accounts(draws, agreement.book);
  draw_openings(draws, terms, terms.adoption);
  terms.start = draw_start(draws, agreement);
  return terms;
}

}  // namespace setoff::tests
