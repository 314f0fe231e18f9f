#pragma once
// InvoiceLaws: law 18, for each invoice of the home side separately: what is paid, credited, offset
// and written off never exceeds it, nor the quantity credited the quantity billed; a credit note
// refunds nothing that was not paid; each span of a line is billed once, for no more than was
// delivered in it; an invoice that bears a late fee is not reversed. Uses events and postings only.
// Feed it every entry in order.

#include <deque>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "ledger/audit/laws.h"
#include "ledger/audit/posted_leg.h"
#include "ledger/base/interned_name.h"
#include "ledger/base/text_map.h"

namespace setoff {

class InvoiceLaws {
 public:
  // Appends the breaches of a booked entry.
  void check_entry(Sequence sequence, const Event& event, std::span<const PostedLeg> legs,
                   std::vector<LawBreach>& breaches);

 private:
  struct Invoice {
    Int128 amount = 0;
    Int128 settled = 0;   // by payments and offsets
    Int128 received = 0;  // ever settled, even if returned later
    Int128 lost = 0;      // written off
    Int128 credited = 0;  // by credit notes, in money
    Int128 refunded = 0;  // the part of it that became an advance
    Int128 quantity = 0;
    Int128 quantity_credited = 0;
    Int128 fees = 0;     // late fees charged
    Int128 made_up = 0;  // of a shortfall, what was delivered for it later
    InternedName line;
    Day from;
    Day to;  // an opening has no span
  };
  // What an entry did that its reversal must undo, where the postings do not show it.
  enum class Act : std::uint8_t { issue, credit, write_off, late_fee, make_up };
  struct ClaimAct {
    Sequence sequence = 0;
    Act act = Act::issue;
    bool reversed = false;
    std::string lot;      // invoice, debit note or shortfall
    std::string adds_to;  // invoice of a debit note
    Int128 quantity = 0;
    Int128 amount = 0;    // credited, written off, charged or made up
    Int128 refunded = 0;  // part of what is credited
    Day to = kFirstDay;   // of what is made up: first day after its span
  };
  // Kept small: a third of all entries are deliveries.
  struct Delivered {
    Sequence sequence = 0;
    std::int64_t quantity = 0;  // 0 once reversed
    InternedName line;
    Day from;
    Day to;
  };
  struct OfLine {
    DatedSeries begun;                    // deliveries, by the first day of their spans
    DatedSeries ended;                    // the same, by the first day after their spans
    DatedSeries made_up;                  // of shortfalls, by the last day of their spans
    std::map<Day, std::string> invoices;  // not reversed, by the first day of their spans
  };

  void breach(std::string what) { breaches_->push_back({Law::invoices_hold, std::move(what)}); }
  OfLine& line_of(std::string_view line);
  [[nodiscard]] Int128 claimed(std::string_view invoice) const;  // by this entry, on its value date
  void settle(const Event& event);
  void check(const std::string& name);
  void check_span(const std::string& name, const Invoice& invoice);
  void check_delivered(const std::string& name);
  void reverse(Delivered& delivered);
  void reverse(const ClaimAct& done);
  void reverse_issue(TextMap<Invoice>::iterator issued, const ClaimAct& done);
  void reverse_credit(const ClaimAct& done);
  void open_again(const std::string& name, Int128 opened);
  void issue_claim(Sequence sequence, const std::string& name, Invoice claim);

  template <class Data>
  void on_event(Sequence, const Data&) {}
  void on_event(Sequence sequence, const AgreementAdopted& data);
  void on_event(Sequence sequence, const DeliveryMetered& data);
  void on_event(Sequence sequence, const InvoiceIssued& data);
  void on_event(Sequence sequence, const CreditnoteIssued& data);
  void on_event(Sequence sequence, const DebitnoteIssued& data);
  void on_event(Sequence sequence, const ClaimWrittenoff& data);
  void on_event(Sequence sequence, const DisputeRaised& data);
  void on_event(Sequence sequence, const DisputeResolved& data);
  void on_event(Sequence sequence, const LatefeeCharged& data);
  void on_event(Sequence sequence, const ShortfallClaimed& data);
  void on_event(Sequence sequence, const BreachClaimed& data);
  void on_event(Sequence sequence, const MakeupTaken& data);
  void on_event(Sequence sequence, const EntryReversed& data);

  TextMap<Invoice> invoices_;
  TextMap<OfLine> lines_;
  std::deque<ClaimAct> acts_;        // by sequence
  std::deque<Delivered> delivered_;  // by sequence
  // The current entry, and the lot whose claim its event accounts for itself.
  std::span<const PostedLeg> legs_;
  std::string own_;
  bool gives_back_ = false;
  std::vector<LawBreach>* breaches_ = nullptr;
};

}  // namespace setoff
