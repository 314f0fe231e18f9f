#include "ledger/audit/amount_laws.h"

#include <algorithm>

#include "ledger/audit/posted_leg.h"
#include "ledger/audit/ratio.h"
#include "ledger/books/holds.h"

namespace setoff {
namespace {

using Found = std::optional<Int128>;

constexpr std::int64_t kConversionResidue = 2;  // unless the agreement names another
constexpr std::int64_t kSettlementResidue = 1;  // likewise

Int128 distance(Int128 a, Int128 b) {
  return a < b ? b - a : a - b;
}

std::optional<Ratio> at_rate(const State& state, const Ratio& amount, Commodity from, Commodity to,
                             Day day) {
  const auto rate = state.fixings.find(to, from, day, rules_on(state, day).rate_series);
  if (!rate) return std::nullopt;
  return rate->numerator == to ? amount.times(rate->value) : amount.over(rate->value);
}

std::optional<Ratio> in_currency(const State& state, const Ratio& amount, Currency from,
                                 Currency to, Day day) {
  if (from == to) return amount;
  if (const auto direct = at_rate(state, amount, from, to, day)) return direct;
  const auto pivot = rules_on(state, day).pivot;
  if (!pivot.commodity().valid()) return std::nullopt;
  const auto middle = at_rate(state, amount, from, pivot, day);
  return middle ? at_rate(state, *middle, pivot, to, day) : std::nullopt;
}

class AmountLaw {
 public:
  AmountLaw(const State& state, Day day, std::span<const PostingView> postings)
      : state_(state), day_(day), rules_(rules_on(state, day)), book_(state.agreement.book) {
    for (const auto& posting : postings)
      if (const auto leg = posted_leg(posting)) legs_.push_back(*leg);
  }

  void check(const InvoiceIssued& data) {
    const auto given = invoiced(data.slices);
    if (given && *given != data.amount.minor())
      breach("'" + data.invoice + "' is not what its quantities, heat and prices give");
  }
  void check(const ShortfallClaimed& data);
  void check(const MakeupTaken& data);
  void check(const InterestAccrued& data);
  void check(const FundsConverted& data);
  void check(const PaymentReceived& data);
  void check(const SettlementPaid& data);

  std::vector<LawBreach> take_breaches() { return std::move(breaches_); }

 private:
  void breach(std::string what) {
    breaches_.push_back({Law::amounts_follow, std::move(what) + " on " + day_.text()});
  }
  [[nodiscard]] Found value(Int128 minor, Currency of) const {
    const auto exact = in_currency(state_, Ratio(minor, of.scale()), of, book_, day_);
    return exact ? exact->rounded(book_.scale(), rules_.rounding) : std::nullopt;
  }
  [[nodiscard]] Int128 posted(AccountKind kind, std::string_view object) const {
    Int128 sum = 0;
    for (const auto& leg : legs_)
      if (leg.kind == kind && leg.object == object) sum += leg.posting.amount;
    return sum;
  }
  // The amount that the terms name for a currency, in minor units, or `otherwise`.
  [[nodiscard]] static std::int64_t named(const std::vector<Money>& terms, Currency currency,
                                          std::int64_t otherwise) {
    const auto found = std::ranges::find(terms, currency, &Money::kind);
    return found == terms.end() ? otherwise : found->minor();
  }
  [[nodiscard]] Found invoiced(const std::vector<Slice>& slices) const;
  [[nodiscard]] Int128 sum_of_days(const BankAccount& account, const InterestAccrued& data) const;
  [[nodiscard]] Found tolerance(Currency paid, LotId debt, const PaymentFacts& payment) const;
  void check_share(const FundsConverted& data, Currency from);
  void check_open(const PaymentReceived& data, Currency paid, const SettledDebt& last);

  const State& state_;
  Day day_;
  const Rules& rules_;
  Currency book_;
  std::vector<PostedLeg> legs_;
  std::vector<LawBreach> breaches_;
};

Found AmountLaw::invoiced(const std::vector<Slice>& slices) const {
  Ratio sum;
  for (const auto& slice : slices) {
    Ratio amount(slice.quantity.minor(), slice.quantity.kind().scale());
    if (slice.heat) amount = amount.times(slice.heat->value);
    const auto currency = Currency::from(slice.price.numerator);
    if (!currency) return std::nullopt;
    const auto worth = in_currency(state_, amount.times(slice.price.value), *currency, book_, day_);
    if (!worth) return std::nullopt;
    sum = sum.plus(*worth);
  }
  return sum.rounded(book_.scale(), rules_.rounding);
}

// Sum of what the balances at the end of each day of the span exceed the free amount by, without
// what the interest itself moved; of debts and money held, the size of the difference.
Int128 AmountLaw::sum_of_days(const BankAccount& account, const InterestAccrued& data) const {
  const AccountKey key{kind_of(account.use), account.account, data.line};
  Int128 own = 0;
  for (const auto& leg : legs_)
    if (leg.kind == key.kind && leg.object == key.object) own += leg.posting.amount;
  const auto* cell = state_.balances.find(state_.chart.find(key), account.currency);
  if (cell == nullptr) return 0;
  const Int128 free = data.beyond ? data.beyond->minor() : 0;
  Int128 sum = 0;
  for (Day day = data.from; day < data.to; day = day + 1) {
    const Int128 balance = cell->series.at(day) - (day < day_ ? Int128{0} : own);
    const Int128 size = balance < 0 ? -balance : balance;
    if (size > free) sum += balance < 0 ? free - size : size - free;
  }
  return sum < 0 ? -sum : sum;
}

void AmountLaw::check(const InterestAccrued& data) {
  const auto& account = *state_.agreement.find_account(data.account);
  const auto& terms = rules_on(state_, data.to);
  const int year = terms.day_count == DayCount::act_360 ? 360 : 365;
  const auto given = Ratio(sum_of_days(account, data))
                         .times(data.rate_per_year)
                         .over(Decimal(year, 0))
                         .rounded(0, terms.rounding);
  if (given &&
      distance(*given, data.amount.minor()) > named(rules_.bank_rounding, account.currency, 0))
    breach("interest on " + data.account + " is not what its daily balances give");
}

void AmountLaw::check(const ShortfallClaimed& data) {
  const auto given = invoiced(data.slices);
  if (given && *given != data.amount.minor())
    breach("'" + data.shortfall + "' is not what its quantities, heat and prices give");
  Int128 claimed = 0;
  for (const auto& slice : data.slices)
    claimed += slice.quantity.minor();
  Int128 taken = data.excused ? data.excused->minor() : 0;
  if (const auto found = state_.delivered.find(data.line); found != state_.delivered.end())
    taken += Int128{found->second.at(data.to - 1)} - found->second.at(data.from - 1);
  if (claimed != data.floor.minor() - taken)
    breach("'" + data.shortfall + "' claims another quantity than its days show missing");
}

// What is made up has the value at which all that was left is deferred.
void AmountLaw::check(const MakeupTaken& data) {
  const auto id = state_.lots.find(data.shortfall);
  const auto* claim = state_.lots.as<InvoiceFacts>(id);
  if (claim == nullptr) return;
  const auto left_after = [&](AccountKind kind) {
    const auto account = state_.chart.find({kind, claim->object, claim->line});
    const auto* cell = state_.balances.find(account, id);
    return cell == nullptr ? Int128{0} : -Int128{cell->series.max_from(day_)};
  };
  const auto amount = left_after(AccountKind::deferred) + data.amount.minor();
  const auto quantity = narrow(left_after(AccountKind::q_makeup) + data.quantity.minor());
  if (!quantity || *quantity <= 0) return;
  const auto given =
      Ratio(amount * data.quantity.minor()).over(Decimal(*quantity, 0)).rounded(0, rules_.rounding);
  if (given && *given != data.amount.minor())
    breach("what is made up of '" + data.shortfall + "' is not its share of what was claimed");
}

void AmountLaw::check(const FundsConverted& data) {
  const auto& to = *state_.agreement.find_account(data.to_account);
  const auto scale = to.currency.scale();
  const auto mid = recompute_value(state_, data.amount, to.currency, day_);
  const auto kept = mid ? Ratio(*mid).times(data.spread).rounded(0, rules_.rounding) : mid;
  if (!kept) return;
  const auto residue = named(rules_.bank_rounding, to.currency, kConversionResidue);
  if (distance(*mid - *kept, data.received.minor()) > residue)
    breach("'" + data.conversion + "' gives another amount than rate and spread");
  const auto exact = in_currency(state_, Ratio(*kept, scale), to.currency, book_, day_);
  const auto spread = exact ? exact->rounded(book_.scale(), rules_.rounding) : std::nullopt;
  if (spread && posted(AccountKind::spread, data.account) != *spread)
    breach("the spread of '" + data.conversion + "' is not its share");
  check_share(data, data.amount.kind());
}

// The buyer's share of a conversion's gain or loss is an advance or a top-up. If no money is left
// on the day, the position is cleared as well, and the gain cannot be told apart from that.
void AmountLaw::check_share(const FundsConverted& data, Currency from) {
  if (from == book_) return;
  const auto position = std::ranges::find_if(legs_, [&](const PostedLeg& leg) {
    return leg.kind == AccountKind::position && leg.posting.commodity == Commodity(from);
  });
  if (position == legs_.end()) return;
  if (balance_on(state_, {AccountKind::position, position->object, position->line}, from, day_) ==
      0)
    return;
  Int128 share = 0;
  Int128 realised = 0;
  for (const auto& leg : legs_) {
    if (leg.posting.value_date) continue;
    if (leg.kind == AccountKind::fx && leg.object == data.account) realised -= leg.posting.amount;
    const bool with_buyer = leg.kind == AccountKind::topup || leg.kind == AccountKind::advance ||
                            leg.kind == AccountKind::claim || leg.kind == AccountKind::penalty;
    if (with_buyer) share -= leg.posting.amount;
  }
  const auto gain = realised + share;
  const auto given =
      Ratio(distance(gain, 0)).times(rules_.fx_buyer_share).rounded(0, rules_.rounding);
  if (given && share != (gain < 0 ? -*given : *given))
    breach("the buyer's share of '" + data.conversion + "' is not what the agreement says");
}

// Largest remainder at which a payment closes a debt: its own rounding, plus half a unit for it and
// for each earlier payment that settled the debt in another currency.
Found AmountLaw::tolerance(Currency paid, LotId debt, const PaymentFacts& payment) const {
  if (paid == book_) return named(rules_.closing_tolerance, paid, 0);
  const auto worth = value(named(rules_.closing_tolerance, paid, 1), paid);
  const auto* invoice = state_.lots.as<InvoiceFacts>(debt);
  if (!worth || invoice == nullptr) return worth;
  const auto before =
      invoice->payments - std::ranges::count(payment.settled, debt, &SettledDebt::lot);
  return *worth + (before + 1) / 2;
}

void AmountLaw::check(const PaymentReceived& data) {
  const auto paid = state_.agreement.find_account(data.account)->currency;
  const auto& facts = *state_.lots.find_as<PaymentFacts>(data.payment);
  Int128 closed = 0;
  const SettledDebt* last = nullptr;
  for (const auto& one : facts.settled) {
    const auto off = one.lot.valid() ? one.closed : one.amount;
    if (one.lot.valid()) last = &one;
    closed += one.lot.valid() ? off : -off;
    const auto most = off == 0 || last == nullptr ? Found(0) : tolerance(paid, last->lot, facts);
    if (most && off > *most)
      breach("'" + data.payment + "' closes a remainder that is more than rounding");
  }
  if (posted(AccountKind::rounding, data.account) != closed)
    breach("'" + data.payment + "' rounds another amount than it closes");
  if (last != nullptr && data.instructed.empty()) check_open(data, paid, *last);
}

void AmountLaw::check(const SettlementPaid& data) {
  const auto paid = data.amount.kind();
  const auto worth = data.owed ? value(data.amount.minor(), paid)
                               : recompute_value(state_, data.settled, paid, day_);
  if (!worth) return;
  const auto stated = data.owed ? data.settled.minor() : data.amount.minor();
  const bool rounds = !data.owed && data.settled.kind() != paid;
  const auto residue = rounds ? named(rules_.bank_rounding, paid, kSettlementResidue) : 0;
  if (distance(*worth, stated) > residue)
    breach("'" + data.settlement + "' gives another amount than the rate");
}

// Unless it makes an advance, a payment must not leave a remainder within rounding on the debt that
// it settled last.
void AmountLaw::check_open(const PaymentReceived& data, Currency paid, const SettledDebt& last) {
  const auto ahead = [&](const PostedLeg& leg) {
    return leg.kind == AccountKind::advance && leg.posting.lot == data.payment;
  };
  if (std::ranges::any_of(legs_, ahead)) return;
  const auto& lot = state_.lots[last.lot];
  for (const auto& leg : legs_) {
    if (leg.kind != last.kind || leg.posting.lot != lot.name) continue;
    const auto account = state_.chart.find({leg.kind, leg.object, leg.line});
    const auto left = state_.balances.find(account, last.lot)->series.min_from(day_);
    const auto most = tolerance(paid, last.lot, *state_.lots.find_as<PaymentFacts>(data.payment));
    if (most && left > 0 && left <= *most)
      breach("'" + data.payment + "' leaves a remainder of '" + lot.name + "' that is rounding");
  }
}

}  // namespace

Found recompute_value(const State& state, Money amount, Currency to, Day day) {
  const auto from = amount.kind();
  const auto exact = in_currency(state, Ratio(amount.minor(), from.scale()), from, to, day);
  return exact ? exact->rounded(to.scale(), rules_on(state, day).rounding) : std::nullopt;
}

std::vector<LawBreach> check_amounts(const State& state, const Event& event,
                                     std::span<const PostingView> postings) {
  return std::visit(
      [&](const auto& data) -> std::vector<LawBreach> {
        if constexpr (requires(AmountLaw law) { law.check(data); }) {
          AmountLaw law(state, event.value_date, postings);
          law.check(data);
          return law.take_breaches();
        } else {
          return {};  // none of its amounts follows from the terms
        }
      },
      event.data);
}

}  // namespace setoff
