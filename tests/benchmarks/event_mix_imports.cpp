// The import side of the mix, and the corrections.

#include <algorithm>

#include "ledger/rules/amounts.h"
#include "tests/benchmarks/event_mix.h"
#include "tests/support/books.h"

namespace setoff::benchmarks {
namespace {

using tests::currency;
using tests::decimal;
using tests::rate;
using tests::unit;

constexpr int kEnded = -1;

std::string numbered(std::string_view what, std::string_view line, std::uint64_t number) {
  return std::string(what) + "-" + std::string(line) + "-" + std::to_string(number);
}

}  // namespace

std::string EventMix::account_of(const Import& import) const {
  const auto& deposit = lines_[import.line].deposit;
  if (import.story != Story::converted) return deposit;
  return deposit.substr(0, deposit.size() - 3) + "eur";
}

void EventMix::start_import(std::size_t line) {
  constexpr Story kStories[] = {Story::converted, Story::direct,  Story::converted,
                                Story::direct,    Story::person,  Story::converted,
                                Story::denied,    Story::direct,  Story::cancelled,
                                Story::converted, Story::expired, Story::direct};
  Import import;
  import.number = ++imports_made_;
  import.story = kStories[import.number % std::size(kStories)];
  import.next = today_;
  import.line = line;
  import.good =
      import.story == Story::person ? "pilgrims" : kGoodsOfMix[below(std::size(kGoodsOfMix))];
  import.tonnes = static_cast<std::int64_t>(1'000'000 + below(9'000'000));
  imports_.push_back(std::move(import));
}

void EventMix::step(Import& import) {
  step_money(import);
  if (import.stage >= 4) step_credit(import);
  if (import.stage < 0) return;
  ++import.stage;
  import.next = today_ + 1 + static_cast<int>(below(5));
}

// Stages 0 to 3: asked for, approved, converted, and what is not an order of goods.
void EventMix::step_money(Import& import) {
  const auto& life = lines_[import.line];
  const auto release = numbered("release", life.name, import.number);
  const Money amount(import.money, currency("IQD"));
  if (import.stage == 0) {
    import.money = free_on(books_, life.deposit, life.name, today_) / 24;
    if (import.money <= 0) import.stage = kEnded;
    if (import.money <= 0) return;
    const ReleaseRequested data{release,
                                life.deposit,
                                life.name,
                                {import.money, amount.kind()},
                                import.story == Story::person ? "travel" : "basic",
                                {},
                                "importer-desk",
                                today_ + 200};
    add("request-" + release, data);
  } else if (import.stage == 1 && import.story == Story::denied) {
    add("deny-" + release, ReleaseDenied{release, amount, "authority-desk", {"papers missing"}});
    import.stage = kEnded;
  } else if (import.stage == 1) {
    ReleaseApproved data{release, amount, "authority-desk", today_ + 300, true, {"case"}};
    if (below(15) == 0) {  // refused: the one that asked may not approve
      auto own = data;
      own.by = "importer-desk";
      add("approve-own-" + release, own);
    }
    add("approve-" + release, data);
  } else if (import.stage == 2 && import.story == Story::converted) {
    const auto to = account_of(import);
    const auto given = conversion_amount(books_, amount, currency("EUR"), decimal("0.01"), today_);
    SETOFF_CHECK(given.has_value());
    const auto name = "convert-" + release;
    const FundsConverted data{name,   release,         life.deposit,   to,
                              amount, given->received, decimal("0.01")};
    if (!add(name, data)) import.stage = kEnded;
    import.money = given->received.minor();
  } else if (import.stage == 2 && import.story == Story::person) {
    const auto name = numbered("travel", life.name, import.number);
    add(name, PurposePaid{name, release, life.deposit, "travel", "travel-agency", amount});
    import.stage = kEnded;
  }
}

// From the order to the last landing, in two parts.
void EventMix::step_credit(Import& import) {
  const auto& life = lines_[import.line];
  const auto order = numbered("order", life.name, import.number);
  const auto credit = numbered("credit", life.name, import.number);
  const auto account = account_of(import);
  const auto paid_in = currency(import.story == Story::converted ? "EUR" : "IQD");
  const Quantity half(import.tonnes / 2, unit("t"));
  const Quantity rest(import.tonnes - half.minor(), unit("t"));
  switch (import.stage) {
    case 4:
      add(order,
          OrderPlaced{
              order, import.good, {import.tonnes, unit("t")}, rate("236 EUR/t"), "grain-house"});
      break;
    case 5:
      if (!add(credit, CreditIssued{credit,
                                    numbered("release", life.name, import.number),
                                    order,
                                    account,
                                    {import.money, paid_in},
                                    {},
                                    {},
                                    today_ + 120}))
        give_back(import);
      break;
    case 6:
      if (import.story == Story::cancelled || import.story == Story::expired)
        return end_credit(import);
      add("ship-" + order, GoodsShipped{order, {import.tonnes, unit("t")}, {"bill of lading"}});
      break;
    case 7:
      if (import.story == Story::expired) return end_credit(import);
      pay_part(import, false);
      break;
    case 8:
      add("land-" + order + "-1", GoodsLanded{order, half, {}});
      break;
    case 9:
      pay_part(import, true);
      break;
    case 10:
      add("land-" + order + "-2", GoodsLanded{order, rest, {}});
      import.stage = kEnded;
      break;
    default:
      break;
  }
}

// What was approved and is not used goes back to the request's owner.
void EventMix::give_back(Import& import) {
  const auto release = numbered("release", lines_[import.line].name, import.number);
  const auto paid_in = currency(import.story == Story::converted ? "EUR" : "IQD");
  if (import.story != Story::converted)
    add("return-" + release,
        ReleaseDenied{release, {import.money, paid_in}, "authority-desk", {"not used"}});
  import.stage = kEnded;
}

void EventMix::end_credit(Import& import) {
  const auto& life = lines_[import.line];
  const auto credit = numbered("credit", life.name, import.number);
  if (import.story == Story::expired && import.stage == 6) {
    // Nobody presents papers: refused while it is live, shortened, then tidied away.
    add("expire-early-" + credit, CreditExpired{credit});
    CreditAmended shorter;
    shorter.credit = credit;
    shorter.expiry = today_;
    shorter.consent = true;
    add("shorten-" + credit, shorter);
    return;
  }
  if (import.story == Story::expired)
    add("expire-" + credit, CreditExpired{credit});
  else
    add("cancel-" + credit, CreditCancelled{credit, true, {"the supplier withdrew"}});
  give_back(import);
}

void EventMix::pay_part(Import& import, bool last) {
  const auto& life = lines_[import.line];
  const auto credit = numbered("credit", life.name, import.number);
  const auto paid_in = currency(import.story == Story::converted ? "EUR" : "IQD");
  const auto first = import.money / 2;
  const Money amount(last ? import.money - first : first, paid_in);
  const auto half = import.tonnes / 2;
  const Quantity goods(last ? import.tonnes - half : half, unit("t"));
  const std::string part = last ? "-2" : "-1";
  const CreditHonoured data{credit, amount, goods, last};
  // Refused: paid before the papers came.
  if (below(3) == 0) add("honour-early-" + credit + part, data);
  add("papers-" + credit + part, DocumentsPresented{credit, "set" + part, amount, true});
  add("honour-" + credit + part, data);
}

void EventMix::mend(std::size_t line) {
  auto& life = lines_[line];
  const auto date = today_.text();
  const auto available = available_on(books_, life.deposit, life.name, today_);
  const auto name = "fee-" + life.name + "-" + date;
  if (available < 1'000'000) return;
  if (add(name, FeeCharged{life.deposit, life.name, {1'000'000, currency("IQD")}, {"keeping"}}))
    add("reverse-" + name, EntryReversed{last_fee_->sequence, "controller", "clerk", {"twice"}});
  if (life.invoices.empty()) return;
  const auto& invoice = life.invoices.back();
  const auto note = "note-" + invoice.name;
  add(note, CreditnoteIssued{note, invoice.name, {1'000, currency("EUR")}, {}, {"meter reading"}});
}

void EventMix::close_month() {
  const auto date = today_.text();
  for (auto& life : lines_) {
    const auto amount =
        interest_amount(books_, life.deposit, life.name, today_ - 30, today_, decimal("0.001"));
    const auto name = "interest-" + life.name + "-" + date;
    if (amount && amount->is_positive())
      add(name, InterestAccrued{life.deposit,
                                life.name,
                                today_ - 30,
                                today_,
                                decimal("0.001"),
                                InterestDirection::paid,
                                *amount,
                                {}});
    add("revalue-" + life.name + "-" + date, BalanceRevalued{currency("IQD"), life.name});
  }
}

}  // namespace setoff::benchmarks
