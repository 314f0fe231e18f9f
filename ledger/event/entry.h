#pragma once
// Entry: the ledger's record of one event, at one sequence number: the event, its outcome, its
// postings and links to earlier entries. A refused event is an entry too, with a refusal code and
// no postings: evidence of the attempt.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ledger/base/error.h"
#include "ledger/event/event.h"

namespace setoff {

// Version of the posting rules, stored in each entry: a replay refuses entries of another version,
// instead of computing them differently.
inline constexpr std::uint16_t kRulesVersion = 1;
inline constexpr std::size_t kEntrySizeMax = 65'535;

using Sequence = std::uint64_t;  // 0, 1, 2, ... without gaps

// What an entry does to the earlier entry that it links to: reverses it; settles the claim that it
// opened; pays under the letter of credit (captures); decides or uses the release (releases);
// continues it in any other way (follows).
enum class LinkKind : std::uint8_t { reverses, settles, captures, releases, follows };
template <>
struct EnumNames<LinkKind> {
  static constexpr std::string_view values[] = {"reverses", "settles", "captures", "releases",
                                                "follows"};
};

struct Link {
  LinkKind kind = LinkKind::follows;
  Sequence sequence = 0;
  friend bool operator==(const Link&, const Link&) = default;
};

// One leg. Debit positive, in minor units. `previous` is the last earlier entry that touched the
// account in this commodity; `balance` is the account's balance in it after this leg, over all
// value dates. `value_date` is the leg's own value date if it is later than the entry's: an entry
// that is booked late also changes what has happened since.
struct Posting {
  std::string account;  // path
  std::string lot;      // empty if the account keeps no lots
  Commodity commodity;
  std::int64_t amount = 0;
  std::optional<Sequence> previous;
  std::int64_t balance = 0;
  std::optional<Day> value_date;
  friend bool operator==(const Posting&, const Posting&) = default;
};

// A posting whose names are views, into the state or into encoded bytes.
struct PostingView {
  std::string_view account;
  std::string_view lot;
  Commodity commodity;
  std::int64_t amount = 0;
  std::optional<Sequence> previous;
  std::int64_t balance = 0;
  std::optional<Day> value_date;

  [[nodiscard]] Posting owned() const {
    return {
        std::string(account), std::string(lot), commodity, amount, previous, balance, value_date};
  }
};

struct Entry {
  Sequence sequence = 0;
  std::uint16_t rules_version = kRulesVersion;
  Event event;                  // event.booked is set
  std::optional<Code> refusal;  // of family refused
  std::vector<Posting> postings;
  std::vector<Link> links;
  friend bool operator==(const Entry&, const Entry&) = default;
};

}  // namespace setoff
