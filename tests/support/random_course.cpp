#include "tests/support/random_course.h"

#include "tests/support/random_course_lots.h"

namespace setoff::test {
namespace {

// How often each type is tried, of all tries.
constexpr std::pair<EventType, int> kWeights[] = {
    {EventType::agreement_adopted, 1},  {EventType::agreement_amended, 2},
    {EventType::limit_set, 2},          {EventType::account_frozen, 1},
    {EventType::account_unfrozen, 12},  {EventType::key_added, 1},
    {EventType::key_retired, 1},        {EventType::period_closed, 1},
    {EventType::window_opened, 4},      {EventType::window_closed, 1},
    {EventType::goods_listed, 6},       {EventType::goods_delisted, 1},
    {EventType::calendar_adopted, 1},   {EventType::price_fixed, 2},
    {EventType::rate_fixed, 10},        {EventType::delivery_metered, 14},
    {EventType::invoice_issued, 16},    {EventType::creditnote_issued, 3},
    {EventType::payment_received, 16},  {EventType::latefee_charged, 4},
    {EventType::claim_writtenoff, 2},   {EventType::release_requested, 12},
    {EventType::release_approved, 12},  {EventType::release_denied, 3},
    {EventType::order_placed, 8},       {EventType::credit_issued, 16},
    {EventType::credit_amended, 6},     {EventType::documents_presented, 16},
    {EventType::documents_refused, 2},  {EventType::credit_honoured, 18},
    {EventType::credit_expired, 6},     {EventType::credit_cancelled, 2},
    {EventType::goods_shipped, 10},     {EventType::goods_landed, 10},
    {EventType::purpose_paid, 8},       {EventType::funds_converted, 8},
    {EventType::conversion_failed, 1},  {EventType::funds_transferred, 4},
    {EventType::interest_accrued, 5},   {EventType::fee_charged, 4},
    {EventType::balance_revalued, 5},   {EventType::cover_issued, 2},
    {EventType::claims_offset, 5},      {EventType::entry_reversed, 8},
    {EventType::statement_received, 2}, {EventType::reversal_requested, 3}};

constexpr int kLongestRest = 6;  // days between two events

}  // namespace

RandomCourse::RandomCourse(std::uint64_t seed)
    : random_(seed), today_(day("2020-01-01")), day_(today_) {}

std::string RandomCourse::fresh(std::string_view what) {
  return std::string(what) + "-" + std::to_string(made_);
}

const BankAccount& RandomCourse::any_account(AccountUse use) {
  std::vector<const BankAccount*> found;
  for (const auto& account : state().agreement.accounts)
    if (account.use == use && !account.open_from) found.push_back(&account);
  return *any_of(found);
}

const Line& RandomCourse::any_line() {
  return any_of(state().agreement.lines);
}

std::int64_t RandomCourse::part_of(std::int64_t most) {
  if (most <= 0) return 1;
  const auto bound = static_cast<std::uint64_t>(most);
  switch (below(12)) {
    case 0:
      return most + 1;
    case 1:
    case 2:
      return most;
    default:
      return 1 + static_cast<std::int64_t>(below(bound));
  }
}

Event RandomCourse::next(const Books& books) {
  books_ = &books;
  ++made_;
  today_ = today_ + static_cast<int>(below(kLongestRest));
  Event event;
  event.key = {"/course", std::to_string(made_)};
  // The lists, rates and window of the scheme come first, so that the life can begin.
  const auto begun = books.entries().size();
  const auto start = scheme();
  if (begun > 0 && begun < start.size()) event.data = start[begun].data;
  for (bool chosen = event.data.index() != 0; !chosen;) {
    day_ = today_;
    if (one_in(10)) day_ = today_ - static_cast<int>(below(60));
    if (one_in(40)) day_ = today_ + static_cast<int>(below(30));
    int total = 0;
    for (const auto& weight : kWeights)
      total += weight.second;
    auto draw = static_cast<int>(below(static_cast<std::uint64_t>(total)));
    auto type = state().adopted ? EventType{} : EventType::agreement_adopted;
    for (const auto& [candidate, weight] : kWeights)
      if (state().adopted && draw >= 0 && (draw -= weight) < 0) type = candidate;
    if (auto data = make(type)) {
      event.data = std::move(*data);
      chosen = true;
    }
  }
  event.value_date = day_;
  event.time = Timestamp::at_midnight(today_);
  event.booked = event.time;
  if (one_in(12)) event.override_closed = Override{"council", {"mended"}};
  if (state().adopted && one_in(16)) spoil(event);
  return event;
}

// Doubles an amount, moves a name or a day: what a careless or hostile sender gets wrong.
void RandomCourse::spoil(Event& event) {
  visit_data(event.data, [&]<class T>(T& data) {
    if constexpr (!std::is_same_v<T, std::monostate>) {
      T::fields(data, [&]<class Member>(std::string_view, Member& member, std::string_view) {
        if (!one_in(3)) return;
        if constexpr (std::is_same_v<Member, Money>) member = {member.minor() * 2, member.kind()};
        if constexpr (std::is_same_v<Member, Quantity>) member = {-member.minor(), member.kind()};
        if constexpr (std::is_same_v<Member, std::string>) member = "nothing";
        if constexpr (std::is_same_v<Member, Day>) member = member - static_cast<int>(below(400));
      });
    }
  });
}

RandomCourse::Made RandomCourse::make(EventType type) {
  switch (type) {
    case EventType::agreement_adopted:
      return adopt();
    case EventType::agreement_amended:
      return amend();
    case EventType::limit_set:
      return set_limit();
    case EventType::price_fixed:
    case EventType::rate_fixed:
      return fix(type);
    case EventType::goods_listed:
    case EventType::goods_delisted:
      return list(type);
    case EventType::window_opened:
      return open_window();
    case EventType::window_closed:
      return close_window();
    case EventType::account_frozen:
    case EventType::account_unfrozen:
    case EventType::key_added:
    case EventType::key_retired:
    case EventType::period_closed:
    case EventType::calendar_adopted:
      return other_terms(type);
    case EventType::delivery_metered:
      return deliver();
    case EventType::invoice_issued:
      return one_in(4) ? bill_host() : bill();
    case EventType::creditnote_issued:
      return credit_note();
    case EventType::payment_received:
      return pay();
    case EventType::latefee_charged:
      return charge_late_fee();
    case EventType::claim_writtenoff:
      return write_off();
    case EventType::release_requested:
      return ask();
    case EventType::release_approved:
      return approve();
    case EventType::release_denied:
      return deny();
    case EventType::order_placed:
      return place_order();
    case EventType::credit_issued:
      return issue();
    case EventType::credit_amended:
      return amend_credit();
    case EventType::documents_presented:
      return present();
    case EventType::documents_refused:
      return refuse_papers();
    case EventType::credit_honoured:
      return honour();
    case EventType::credit_expired:
    case EventType::credit_cancelled:
      return end_credit(type);
    case EventType::goods_shipped:
      return ship();
    case EventType::goods_landed:
      return land();
    case EventType::purpose_paid:
      return pay_purpose();
    case EventType::funds_converted:
      return convert_funds();
    case EventType::conversion_failed:
      return fail_conversion();
    case EventType::funds_transferred:
      return transfer();
    case EventType::interest_accrued:
      return accrue();
    case EventType::fee_charged:
      return charge_fee();
    case EventType::balance_revalued:
      return revalue();
    case EventType::cover_issued:
      return issue_cover();
    case EventType::claims_offset:
      return offset();
    case EventType::entry_reversed:
      return reverse();
    case EventType::reversal_requested:
      return ask_reversal();
    case EventType::statement_received:
      return receive_statement();
  }
  return std::nullopt;
}

}  // namespace setoff::test
