#include "ledger/exchange/hledger.h"

#include <algorithm>
#include <string_view>

#include "ledger/base/amount.h"
#include "ledger/base/characters.h"
#include "ledger/base/check.h"
#include "ledger/base/int128.h"
#include "ledger/exchange/percent_encoding.h"

namespace setoff {
namespace {

// hledger requires quotes around a commodity code that contains a digit.
std::string symbol_of(std::string_view code) {
  const bool plain = std::ranges::none_of(code, is_digit);
  return plain ? std::string(code) : "\"" + std::string(code) + "\"";
}

std::string quoted_amount(std::int64_t minor, Commodity commodity) {
  return format_minor(minor, commodity.scale()) + " " + symbol_of(commodity.code());
}

// Percent-encodes, as in URLs, everything that would end a description, a code or a tag.
std::string encoded(std::string_view text) {
  constexpr std::string_view kSpecial = ",;|()%*!:\"";
  return percent_encoded(text, kSpecial);
}

// hledger's letter for the type of an account.
std::string_view type_of(std::string_view account) {
  if (account.starts_with("assets:")) return "A";
  if (account.starts_with("liabilities:")) return "L";
  if (account.starts_with("income:")) return "R";
  if (account.starts_with("expenses:")) return "X";
  return "E";  // equity, and memo accounts, which net to zero by themselves
}

Day booking_day(const Entry& entry) {
  SETOFF_CHECK(entry.event.booked.has_value());
  return entry.event.booked->day();
}

}  // namespace

void HledgerExport::declare(const Entry& entry) {
  payees_.insert(encoded(entry.event.key.source));
  for (const auto& posting : entry.postings) {
    accounts_.insert(posting.account);
    commodities_.emplace(posting.commodity.code(), posting.commodity.scale());
  }
}

void HledgerExport::print_head(std::string_view ledger, std::ostream& out) const {
  out << "; exported by setoff from " << encoded(ledger) << "\ndecimal-mark .\n\n";
  for (const auto& [code, scale] : commodities_)
    out << "commodity 1000." << std::string(static_cast<std::size_t>(scale), '0') << " "
        << symbol_of(code) << "\n";
  out << "\n";
  for (const auto& account : accounts_)
    out << "account " << account << "  ; type:" << type_of(account) << "\n";
  out << "\n";
  for (const std::string_view tag : {"seq", "id", "vdate", "lot", "type"})
    out << "tag " << tag << "\n";
  out << "\n";
  for (const auto& payee : payees_)
    out << "payee " << payee << "\n";
}

void HledgerExport::print(const Entry& entry, std::ostream& out) {
  const auto& event = entry.event;
  const auto day = booking_day(entry).text();
  out << "\n";
  if (entry.postings.empty()) {
    out << "; " << day << " (" << entry.sequence << ") " << event.type_name() << " "
        << encoded(event.key.source) << " " << encoded(event.key.id);
    if (entry.refusal) out << ", refused: " << info_of(*entry.refusal).name;
    out << "\n";
    return;
  }
  out << day << " * (" << entry.sequence << ") " << encoded(event.key.source) << " | "
      << event.type_name() << "  ; seq:" << entry.sequence << ", id:" << encoded(event.key.id)
      << ", vdate:" << event.value_date.text() << "\n";
  for (const auto& posting : entry.postings) {
    auto& running = running_[{posting.account, posting.commodity}];
    const auto sum = checked_add(running, posting.amount);
    SETOFF_CHECK(sum.has_value());
    running = *sum;
    const auto amount = quoted_amount(posting.amount, posting.commodity);
    const auto pad = std::max<std::size_t>(46, posting.account.size()) - posting.account.size();
    const auto left = std::max<std::size_t>(26, amount.size()) - amount.size();
    out << "    " << posting.account << std::string(pad + 2 + left, ' ') << amount << " = "
        << quoted_amount(running, posting.commodity);
    if (posting.value_date) out << "  ; date:" << posting.value_date->text();
    if (!posting.lot.empty())
      out << (posting.value_date ? ", lot:" : "  ; lot:") << encoded(posting.lot);
    out << "\n";
  }
}

}  // namespace setoff
