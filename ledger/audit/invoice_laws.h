#pragma once
// InvoiceLaws: law 18, of every invoice of the home side by itself: what was paid, credited, offset
// and written off never exceeds it, nor the quantity credited what it billed; a credit note pays
// nothing back that was not paid; each span of a line is billed once, and no more of it than was
// delivered in it; none is reversed that bears a late fee. Told from events and postings alone.
// Take every entry in order.

#include <deque>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "ledger/audit/laws.h"
#include "ledger/audit/posted_leg.h"
#include "ledger/base/kept_name.h"
#include "ledger/base/text_map.h"

namespace setoff {

class InvoiceLaws {
 public:
  // Adds the breaches of an entry that was booked.
  void take(Sequence sequence, const Event& event, std::span<const PostedLeg> legs,
            std::vector<LawBreach>& breaches);

 private:
  struct Invoice {
    Int128 amount = 0;
    Int128 settled = 0;   // by payments and offsets
    Int128 received = 0;  // ever settled, whatever was returned later
    Int128 lost = 0;      // written off
    Int128 credited = 0;  // by credit notes, in money
    Int128 refunded = 0;  // the part of it that became an advance
    Int128 quantity = 0;
    Int128 quantity_credited = 0;
    Int128 fees = 0;  // for being late
    KeptName line;
    Day from;
    Day to;  // no span: an opening
  };
  // What an entry brought that a reversal takes back, where postings do not say it.
  enum class Act : std::uint8_t { issue, credit, write_off, late_fee };
  struct Brought {
    Sequence sequence = 0;
    Act act = Act::issue;
    bool taken_back = false;
    std::string lot;      // invoice or debit note
    std::string adds_to;  // invoice of a debit note
    Int128 quantity = 0;
    Int128 amount = 0;    // credited, written off, charged
    Int128 refunded = 0;  // of what is credited
  };
  // A third of all entries: kept small.
  struct Delivered {
    Sequence sequence = 0;
    std::int64_t quantity = 0;  // 0: taken back
    KeptName line;
    Day from;
    Day to;
  };
  struct OfLine {
    DatedSeries begun;                    // deliveries, by the first day of their spans
    DatedSeries ended;                    // and by the first day after them
    std::map<Day, std::string> invoices;  // not reversed, by the first day of their spans
  };

  void breach(std::string what) { breaches_->push_back({Law::invoices_hold, std::move(what)}); }
  OfLine& line_of(std::string_view line);
  [[nodiscard]] Int128 claimed(std::string_view invoice) const;  // by the entry, on its value date
  void settle(const Event& event);
  void check(const std::string& name);
  void check_span(const std::string& name, const Invoice& invoice);
  void check_delivered(const std::string& name);
  void reverse(Delivered& delivered);
  void reverse(const Brought& brought);
  void reverse_issue(TextMap<Invoice>::iterator issued, const Brought& brought);
  void reverse_credit(const Brought& brought);
  void open_again(const std::string& name, Int128 opened);

  template <class Data>
  void note(Sequence, const Data&) {}
  void note(Sequence sequence, const AgreementAdopted& data);
  void note(Sequence sequence, const DeliveryMetered& data);
  void note(Sequence sequence, const InvoiceIssued& data);
  void note(Sequence sequence, const CreditnoteIssued& data);
  void note(Sequence sequence, const DebitnoteIssued& data);
  void note(Sequence sequence, const ClaimWrittenoff& data);
  void note(Sequence sequence, const LatefeeCharged& data);
  void note(Sequence sequence, const EntryReversed& data);

  TextMap<Invoice> invoices_;
  TextMap<OfLine> lines_;
  std::deque<Brought> brought_;      // by sequence
  std::deque<Delivered> delivered_;  // by sequence
  // The entry in hand, and the lot whose claim its event itself speaks of.
  std::span<const PostedLeg> legs_;
  std::string own_;
  bool gives_back_ = false;
  std::vector<LawBreach>* breaches_ = nullptr;
};

}  // namespace setoff
