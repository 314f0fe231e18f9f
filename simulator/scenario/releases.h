#pragma once
// Releases of restricted money: requests, the approval queue, conversion, transfer to another
// restricted account, and dated uses other than goods. Shares are ratios, lags are days. Amounts
// may be in any currency with fx rates to the account's.

#include <optional>
#include <string>
#include <vector>

#include "ledger/base/amount.h"
#include "ledger/base/decimal.h"
#include "simulator/scenario/distribution.h"
#include "simulator/scenario/names.h"
#include "simulator/scenario/payments.h"
#include "simulator/scenario/steps.h"

namespace setoff::simulator {

// A dated request (history), or one repeated every period.
struct ReleaseRequest {
  std::string name;  // may be empty; see identities.h
  AccountRef account;
  std::optional<LineRef> line;  // absent: every line with free money on the account, in proportion
  std::string purpose;
  PartyRef payee;
  std::optional<Day> date;  // set for a dated request; otherwise `every` applies
  Every every = Every::month;
  std::optional<Money> amount;  // absent: `share_of_free` applies
  Distribution share_of_free;
  std::optional<DateRange> when;  // for a repeated request; absent: always
  friend bool operator==(const ReleaseRequest&, const ReleaseRequest&) = default;
};

struct ApprovalQueue {
  Duration lag;                 // from request to decision
  Distribution approved_share;  // share of the requested amount; a `chance` approves all or nothing
  // No decision falls on these days; it is made on the first day after them.
  std::vector<DateRange> stalls;
  int valid_for_days = 0;       // life of an approval from its date; 0: unlimited
  std::vector<std::string> by;  // two names: the requester and the approver (four eyes)
  friend bool operator==(const ApprovalQueue&, const ApprovalQueue&) = default;
};

// How many of one currency for one of another.
struct BankRate {
  Currency numerator;
  Currency denominator;
  Steps<Decimal> values;
  friend bool operator==(const BankRate&, const BankRate&) = default;
};

// Approved money of `from` becomes approved money of `to` in its currency.
struct ConversionTerms {
  AccountRef from;
  AccountRef to;
  std::optional<BankRate> rate;  // the bank's own, where it is not that of `fx`
  Decimal spread;                // share of the value lost against that rate
  Duration after;                // from approval to conversion
  std::optional<DateRange> when;
  std::vector<DateRange> fails;  // days on which the bank cannot convert, by first day
  friend bool operator==(const ConversionTerms&, const ConversionTerms&) = default;
};

// Moves restricted money to another account under the same restrictions.
struct Transfer {
  Day date;
  AccountRef from;
  AccountRef to;
  std::optional<LineRef> line;
  std::optional<Money> amount;  // absent: `share` of the approved money
  Decimal share;
  friend bool operator==(const Transfer&, const Transfer&) = default;
};

// A dated payment for a purpose other than imports: vaccine, hajj, pilgrims, an auction of
// balances.
struct PurposePayment {
  std::string name;
  Day date;
  Money amount;
  AccountRef account;
  std::optional<LineRef> line;
  std::string purpose;
  PartyRef payee;
  friend bool operator==(const PurposePayment&, const PurposePayment&) = default;
};

struct Releases {
  std::vector<ReleaseRequest> requests;
  ApprovalQueue approval;
  std::vector<ConversionTerms> conversions;
  std::vector<Transfer> transfers;   // by date
  std::vector<PurposePayment> uses;  // by date; each makes its own request ahead of its date
  friend bool operator==(const Releases&, const Releases&) = default;
};

}  // namespace setoff::simulator
