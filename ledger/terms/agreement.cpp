#include "ledger/terms/agreement.h"

#include <algorithm>

#include "ledger/base/same_text.h"

namespace setoff {
namespace {

template <class Item>
const Item* find_named(const std::vector<Item>& items, std::string Item::* name,
                       std::string_view wanted) {
  const auto found =
      std::ranges::find_if(items, [&](const Item& item) { return same_text(item.*name, wanted); });
  return found == items.end() ? nullptr : &*found;
}

Error bad(std::string detail, std::string where) {
  return {Code::bad_field, std::move(detail), std::move(where)};
}

template <class Item>
Status check_names(const std::vector<Item>& items, std::string Item::* name,
                   std::string_view what) {
  for (const auto& item : items) {
    const auto& value = item.*name;
    if (!is_segment(value))
      return bad("'" + value + "' is not a name of lower-case letters, digits and hyphens",
                 std::string(what));
    if (std::ranges::count(items, value, name) > 1)
      return bad("'" + value + "' is named twice", std::string(what));
  }
  return Ok{};
}

Status check_lines(const Agreement& agreement) {
  for (const auto& line : agreement.lines) {
    const auto* owner = agreement.find_party(line.owner);
    const auto* buyer = agreement.find_party(line.buyer);
    if (owner == nullptr || owner->side != Side::home)
      return bad("the owner '" + line.owner + "' is not a party of the home side",
                 "lines." + line.line);
    if (buyer == nullptr || buyer->side != Side::abroad)
      return bad("the buyer '" + line.buyer + "' is not a party abroad", "lines." + line.line);
  }
  return Ok{};
}

// At most one amount per currency, and above zero.
Status check_tolerances(const std::vector<Money>& tolerances, const std::string& where) {
  for (const auto& tolerance : tolerances) {
    if (!tolerance.is_positive()) return bad(tolerance.text() + " is not above zero", where);
    const auto same = std::ranges::count_if(
        tolerances, [&](const Money& other) { return other.kind() == tolerance.kind(); });
    if (same > 1)
      return bad(std::string(tolerance.kind().code()) + " has more than one amount", where);
  }
  return Ok{};
}

Status check_accounts(const Agreement& agreement) {
  for (const auto& account : agreement.accounts) {
    if (agreement.find_party(account.bank) == nullptr)
      return bad("the bank '" + account.bank + "' is not a party", "accounts." + account.account);
    if (!is_segment(account.place))
      return bad("'" + account.place + "' is not a place name", "accounts." + account.account);
  }
  return Ok{};
}

}  // namespace

const Party* Agreement::find_party(std::string_view name) const {
  return find_named(parties, &Party::party, name);
}
const Line* Agreement::find_line(std::string_view name) const {
  return find_named(lines, &Line::line, name);
}
const BankAccount* Agreement::find_account(std::string_view name) const {
  return find_named(accounts, &BankAccount::account, name);
}

Status check_agreement(const Agreement& agreement) {
  if (!agreement.book.commodity().valid()) return bad("the book currency is missing", "book");
  SETOFF_TRY_STATUS(check_names(agreement.parties, &Party::party, "parties"));
  SETOFF_TRY_STATUS(check_names(agreement.lines, &Line::line, "lines"));
  SETOFF_TRY_STATUS(check_names(agreement.accounts, &BankAccount::account, "accounts"));
  if (agreement.lines.empty()) return bad("at least one line is needed", "lines");
  SETOFF_TRY_STATUS(check_lines(agreement));
  SETOFF_TRY_STATUS(check_accounts(agreement));
  const auto& rules = agreement.rules;
  if (rules.grace_days < 0 || rules.grace_days > 3660)
    return bad("must be 0 to 3660 days", "rules.grace_days");
  if (rules.honour_within_days < 0 || rules.honour_within_days > 3660)
    return bad("must be 0 to 3660 days", "rules.honour_within_days");
  if (rules.fx_buyer_share < Decimal{} || rules.fx_buyer_share > Decimal(1, 0))
    return bad("must be 0 to 1", "rules.fx_buyer_share");
  if (rules.late_fee_per_year < Decimal{})
    return bad("must not be negative", "rules.late_fee_per_year");
  SETOFF_TRY_STATUS(check_tolerances(rules.closing_tolerance, "rules.closing_tolerance"));
  SETOFF_TRY_STATUS(check_tolerances(rules.bank_rounding, "rules.bank_rounding"));
  return Ok{};
}

}  // namespace setoff
