#pragma once
// EntryLaws: the laws that can be checked entry by entry (1, 6, 7, 12, 13, 14, 15, 18, 19, 22, and
// the part of 8 that a refusal posts nothing), from events and postings alone. Keeps its own sums
// and registers and uses no code of the rules. Feed it every entry in order.

#include <optional>
#include <string>
#include <vector>

#include "ledger/audit/approval_laws.h"
#include "ledger/audit/invoice_laws.h"
#include "ledger/audit/laws.h"
#include "ledger/audit/posted_leg.h"
#include "ledger/base/interned_name.h"
#include "ledger/base/text_map.h"
#include "ledger/writer/replay.h"

namespace setoff {

class EntryLaws {
 public:
  // The laws that the entry breaks.
  [[nodiscard]] std::vector<LawBreach> check_entry(const Entry& entry);
  [[nodiscard]] std::vector<LawBreach> check_entry(const ReplayedEntry& entry);

 private:
  struct Release {
    InternedName purpose;
    InternedName line;
    InternedName asked_by;
    bool approved = false;  // by someone other than the requester
  };
  struct Credit {
    const TextMap<Release>::value_type* release = nullptr;
    InternedName account;
    InternedName payee;
    Int128 unpaid = 0;  // issued and amended, less captured
    Int128 freed = 0;
    Int128 held = 0;  // as posted
    std::vector<DocumentSet> documents;
    DatedSeries captures;
    std::optional<Day> cancelled;

    [[nodiscard]] std::string_view release_name() const {
      return release == nullptr ? std::string_view() : std::string_view(release->first);
    }
  };
  struct Order {
    InternedName supplier;
    Int128 ordered = 0;
    Int128 shipped = 0;
    Int128 arrived = 0;  // landed or short
  };

  struct Exported {
    Int128 delivered = 0;
    Int128 billed = 0;
    Int128 to_make_up = 0;  // billed under take or pay, not delivered yet
  };

  void breach(Law law, std::string what) { breaches_.push_back({law, std::move(what)}); }
  [[nodiscard]] Int128 sum_of(AccountKind kind, std::string_view lot) const;
  [[nodiscard]] Int128 sum_on(AccountKind kind, std::string_view object,
                              std::string_view line) const;
  void collect_legs(std::span<const PostingView> postings);
  void check_balance();
  void check_quantities();
  Exported& add_exported(std::string_view line);
  void check_credits(const Event& event);
  void check_money_out(const Event& event);
  void check_authority(Day day, const PostedLeg& out, std::string_view release,
                       std::string_view payee, bool needs_window);
  void check_papers(const Credit& credit, const std::string& name);
  void check_cancelled(const Credit& credit, const std::string& name);

  template <class Data>
  void on_event(Day, const Data&) {}
  void on_event(Day day, const AgreementAdopted& data);
  void on_event(Day day, const AgreementAmended& data);
  void on_event(Day day, const WindowOpened& data);
  void on_event(Day day, const WindowClosed& data);
  void on_event(Day day, const GoodsListed& data);
  void on_event(Day day, const GoodsDelisted& data);
  void on_event(Day day, const ReleaseRequested& data);
  void on_event(Day day, const ReleaseApproved& data);
  void on_event(Day day, const OrderPlaced& data);
  void on_event(Day day, const CreditIssued& data);
  void on_event(Day day, const CreditAmended& data);
  void on_event(Day day, const DocumentsPresented& data);
  void on_event(Day day, const DocumentsRefused& data);
  void on_event(Day day, const CreditHonoured& data);
  void on_event(Day day, const CreditCancelled& data);
  void on_event(Day day, const ClaimsOffset& data);
  void on_event(Day day, const SettlementPaid& data);

  std::vector<LawBreach> breaches_;
  std::vector<PostedLeg> legs_;
  InvoiceLaws of_invoices_;
  ApprovalLaws of_approvals_;
  Agreement agreement_;
  Windows windows_;
  Listings listings_;
  TextMap<Release> releases_;
  TextMap<Credit> credits_;
  TextMap<Order> orders_;
  TextMap<Exported> exported_;                                   // by line
  std::vector<const TextMap<Exported>::value_type*> exporting_;  // changed by the current entry
};

}  // namespace setoff
