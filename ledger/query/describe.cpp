#include "ledger/query/describe.h"

#include "ledger/base/grouped.h"

namespace setoff {
namespace {

template <class Kind>
std::string text_of(const Amount<Kind>& amount) {
  return grouped(amount.minor(), Commodity(amount.kind()));
}

// "2020-03-20 to 2020-04-19": names the last day, not the day after it.
std::string days(Day from, Day to) {
  if (to - from <= 1) return from.text();
  return from.text() + " to " + (to - 1).text();
}

std::string in_quotes(const Text& text) {
  return text.value.empty() ? std::string() : ", \"" + text.value + "\"";
}

std::string names(std::string_view what, const std::vector<std::string>& list) {
  if (list.empty()) return {};
  std::string out = std::string("; ") + std::string(what) + " ";
  for (std::size_t i = 0; i < list.size(); ++i)
    out += (i == 0 ? "" : ", ") + list[i];
  return out;
}

// One overload per type; a type without one says everything by its name.
struct Phrase {
  template <class Other>
  std::string operator()(const Other&) const {
    return {};
  }

  std::string operator()(const AgreementAdopted& data) const {
    return counted(data.agreement.lines.size(), "line") + ", " +
           counted(data.agreement.accounts.size(), "account") + ", " +
           counted(data.openings.size(), "opening");
  }
  std::string operator()(const AgreementAmended& data) const { return data.reference.value; }
  std::string operator()(const LimitSet& data) const {
    return data.limit + ": " + std::string(enum_name(data.kind)) + " of " + text_of(data.value) +
           " on " + data.account;
  }
  template <class Tag>
  std::string operator()(const AccountSwitch<Tag>& data) const {
    return data.account + " by " + data.by;
  }
  std::string operator()(const PeriodClosed& data) const {
    return "through " + data.through.text() + " by " + data.by;
  }
  std::string operator()(const WindowOpened& data) const {
    return data.window + ", " + days(data.from, data.to) + names("lines", data.lines) +
           names("purposes", data.purposes) + names("places", data.places) +
           in_quotes(data.authority);
  }
  std::string operator()(const WindowClosed& data) const {
    return data.window + " from " + data.from.text() + " on" + in_quotes(data.reason);
  }
  template <class Tag>
  std::string operator()(const Listing<Tag>& data) const {
    return data.good + " for " + data.purpose;
  }
  template <class Kind>
  std::string operator()(const Fixing<Kind>& data) const {
    return data.key + " " + data.value.text() + " (" + std::string(enum_name(data.tag)) +
           in_quotes(data.source) + ")";
  }
  std::string operator()(const DeliveryMetered& data) const {
    return text_of(data.quantity) + " of " + data.line + ", " + days(data.from, data.to);
  }
  std::string operator()(const InvoiceIssued& data) const {
    return data.invoice + ", " + text_of(data.amount) + " for " + data.line + " " +
           days(data.from, data.to) + ", due " + data.due.text() +
           (data.seller ? ", from " + *data.seller : std::string());
  }
  std::string operator()(const CreditnoteIssued& data) const {
    return text_of(data.amount) + " off " + data.invoice + in_quotes(data.reason);
  }
  std::string operator()(const DebitnoteIssued& data) const {
    return text_of(data.amount) + " more on " + data.invoice + ", due " + data.due.text() +
           in_quotes(data.reason);
  }
  std::string operator()(const PaymentReturned& data) const {
    return text_of(data.amount) + " of " + data.payment + in_quotes(data.reason);
  }
  std::string operator()(const AdvanceApplied& data) const {
    return text_of(data.amount) + " of " + data.advance + " to " + data.lot;
  }
  std::string operator()(const PaymentReceived& data) const {
    return text_of(data.amount) + " from " + data.payer + " into " + data.account;
  }
  std::string operator()(const LatefeeCharged& data) const {
    return text_of(data.amount) + " on " + data.invoice + ", " + days(data.from, data.to);
  }
  std::string operator()(const ClaimWrittenoff& data) const {
    return text_of(data.amount) + " of " + data.lot + " by " + data.by + in_quotes(data.reason);
  }
  std::string operator()(const ReleaseRequested& data) const {
    return data.release + ", " + text_of(data.amount) + " of " + data.account + " for " +
           data.purpose + " by " + data.by + ", valid until " + data.valid_until.text();
  }
  std::string operator()(const ReleaseApproved& data) const {
    return data.release + ", " + text_of(data.amount) + " by " + data.by + ", valid until " +
           data.valid_until.text() + in_quotes(data.reference);
  }
  std::string operator()(const ReleaseDenied& data) const {
    return data.release + ", " + text_of(data.amount) + " by " + data.by + in_quotes(data.reason);
  }
  std::string operator()(const OrderPlaced& data) const {
    return data.order + ", " + text_of(data.quantity) + " of " + data.good + " at " +
           data.price.text() + " from " + data.supplier;
  }
  std::string operator()(const CreditIssued& data) const {
    return data.credit + ", " + text_of(data.amount) + " of " + data.account + " for order " +
           data.order + " under " + data.release + ", expires " + data.expiry.text();
  }
  std::string operator()(const CreditAmended& data) const {
    return data.credit +
           (data.amount && data.direction
                ? ", " + std::string(enum_name(*data.direction)) + " by " + text_of(*data.amount)
                : std::string()) +
           (data.expiry ? ", expires " + data.expiry->text() : std::string());
  }
  std::string operator()(const DocumentsPresented& data) const {
    return data.documents + " for " + text_of(data.amount) + " of " + data.credit +
           (data.complying ? "" : ", not complying");
  }
  std::string operator()(const DocumentsRefused& data) const {
    return data.documents + " of " + data.credit + in_quotes(data.reason);
  }
  std::string operator()(const CreditHonoured& data) const {
    return text_of(data.amount) + " of " + data.credit + " for " + text_of(data.quantity);
  }
  std::string operator()(const CreditExpired& data) const { return data.credit; }
  std::string operator()(const CreditCancelled& data) const {
    return data.credit + in_quotes(data.reason);
  }
  std::string operator()(const GoodsShipped& data) const {
    return text_of(data.quantity) + " of order " + data.order + in_quotes(data.papers);
  }
  std::string operator()(const GoodsLanded& data) const {
    return text_of(data.quantity) + " of order " + data.order +
           (data.short_quantity ? ", " + text_of(*data.short_quantity) + " short" : std::string());
  }
  std::string operator()(const PurposePaid& data) const {
    return text_of(data.amount) + " to " + data.payee + " for " + data.purpose + " under " +
           data.release;
  }
  std::string operator()(const FundsConverted& data) const {
    return text_of(data.amount) + " of " + data.account + " to " + text_of(data.received) + " in " +
           data.to_account + " under " + data.release;
  }
  std::string operator()(const ConversionFailed& data) const {
    return data.release + in_quotes(data.reason);
  }
  std::string operator()(const FundsTransferred& data) const {
    return text_of(data.amount) + " of " + data.account + " to " + data.to_account + " under " +
           data.release;
  }
  std::string operator()(const InterestAccrued& data) const {
    return text_of(data.amount) + " " + std::string(enum_name(data.direction)) + " on " +
           data.account + ", " + days(data.from, data.to);
  }
  std::string operator()(const FeeCharged& data) const {
    return text_of(data.amount) + " on " + data.account + in_quotes(data.reason);
  }
  std::string operator()(const BalanceRevalued& data) const {
    return std::string(data.currency.code()) + " of " + data.line;
  }
  std::string operator()(const CoverIssued& data) const {
    return text_of(data.amount) + " against " + text_of(data.against) + " of " + data.account;
  }
  std::string operator()(const ClaimsOffset& data) const {
    return text_of(data.amount) + ", " + data.owed + " against " + data.due;
  }
  std::string operator()(const EntryReversed& data) const {
    return "entry " + std::to_string(data.sequence) + " by " + data.by + in_quotes(data.reason);
  }
  std::string operator()(const ReversalRequested& data) const {
    return "entry " + std::to_string(data.sequence) + ", asked for by " + data.by +
           in_quotes(data.reason);
  }
  std::string operator()(const StatementReceived& data) const {
    return data.statement + " of " + data.account + ", " + days(data.from, data.to) + ", closing " +
           text_of(data.closing);
  }
};

}  // namespace

std::string describe(const Event& event) {
  return std::visit(Phrase{}, event.data);
}

}  // namespace setoff
