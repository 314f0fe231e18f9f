#include "simulator/report/series_words.h"

#include <algorithm>
#include <array>

#include "ledger/query/claims.h"
#include "simulator/report/columns.h"

namespace setoff::simulator {
namespace {

struct GroupWords {
  std::string_view group;
  std::string_view named;  // `*` is the name
  std::string_view alone;
};

// Of columns, by the part of their name before the first dot.
constexpr std::array kGroupWords = std::to_array<GroupWords>({
    {"earned", "earned by *", "earned"},
    {"balance", "balance of *", "balance"},
    {"free", "free money on *", "free money"},
    {"approved", "approved money on *", "approved money"},
    {"held", "money held on *", "money held"},
    {"value", "value of the balance of *", "value of the balance"},
    {"blocked", "blocked money on *", "blocked money"},
    {"delivered", "* delivered", "delivered"},
    {"retained", "* kept by the carrier", "kept by the carrier"},
    {"delivered_value", "value of * delivered", "value of deliveries"},
    {"billed", "billed for *", "billed"},
    {"paid", "paid for *", "paid by the buyer"},
    {"released", "money released, *", "money released"},
    {"converted", "money converted, *", "money converted"},
    {"spent_on", "spent on *", "spent"},
    {"spent_for", "spent for *", "spent"},
    {"supplied", "* supplied", "supplied"},
    {"purchased", "purchases of *", "purchases"},
    {"paid_for", "paid for purchases of *", "paid for purchases"},
    {"home_money", "home money issued, *", "home money issued"},
    {"swing", "swing of *", "swing"},
    {"called", "called for settlement on *", "called for settlement"},
    {"settled", "settled on *", "settled"},
    {"moved", "moved from *", "moved"},
    {"consulted", "consultations on *", "consultations"},
    {"price", "price of *", "price"},
    {"fx", "exchange rate *", "exchange rate"},
    {"series", "*", "series"},
    {"reporting_rate", "reporting rate, *", "reporting rate"},
    {"stock", "stock of *", "stock"},
    {"need", "need of *", "need"},
    {"landed", "* landed", "landed"},
    {"ordered", "* ordered", "ordered"},
    {"cover", "cover of *", "cover"},
    {"national_cover", "national cover of *", "national cover"},
    {"short", "days on which * is short", "days short"},
    {"window", "days in a window, *", "days in a window"},
    {"cut", "days on which * is cut", "days of cuts"},
    {"events", "events, *", "events"},
    {"refused", "refused events, *", "refused events"},
    {"imbalance", "imbalance, *", "imbalance of the books"},
});

std::string put_in(std::string_view pattern, std::string_view name) {
  std::string out(pattern);
  const std::size_t at = out.find('*');
  return at == std::string::npos ? out : out.replace(at, 1, with_spaces(std::string(name)));
}

// Of "gas.overdue", what follows "claims.".
std::string claim_words(std::string_view of) {
  const std::size_t dot = of.rfind('.');
  if (dot == std::string_view::npos) return put_in("claims of *", of);
  const std::string_view line = of.substr(0, dot);
  const std::string_view part = of.substr(dot + 1);
  const std::string state = with_spaces(std::string(part));
  if (part == enum_name(ClaimPart::penalty)) return put_in("late fees of *", line);
  if (part == enum_name(ClaimPart::clearing))
    return put_in("money of * on clearing accounts", line);
  for (std::size_t i = 0; i < kClaimParts; ++i) {
    const auto known = static_cast<ClaimPart>(i);
    if (enum_name(known) != part) continue;
    if (group_of(known) == ClaimGroup::claim && known != ClaimPart::topup)
      return state + put_in(" claims of *", line);
    if (group_of(known) == ClaimGroup::money) return state + put_in(" money of *", line);
  }
  return put_in("claims of *: ", line) + state;
}

}  // namespace

std::string column_words(std::string_view column) {
  const std::size_t dot = std::min(column.find('.'), column.size());
  const std::string_view group = column.substr(0, dot);
  const bool named = dot < column.size();
  const std::string_view name = named ? column.substr(dot + 1) : std::string_view();
  if (named && group == "claims") return claim_words(name);
  const auto words = std::ranges::find(kGroupWords, group, &GroupWords::group);
  if (words == kGroupWords.end()) return with_spaces(std::string(column));
  return named ? put_in(words->named, name) : std::string(words->alone);
}

std::string with_first_capital(std::string text) {
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z')
    text[0] = static_cast<char>(text[0] - 'a' + 'A');
  return text;
}

}  // namespace setoff::simulator
