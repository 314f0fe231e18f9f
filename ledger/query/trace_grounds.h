#pragma once
// TraceGrounds: what the entries of a trace say, and what each of them stood on: the window in
// force, the release that was asked for and approved, the letter of credit with its papers, the
// order with its shipments, the fixings used. Reads the journal two or three times: names first,
// then what bears them. Errors: too_large beyond so many grounds, those of the journal.

#include <map>
#include <set>
#include <string>

#include "ledger/core/registers.h"
#include "ledger/query/trace.h"

namespace setoff {

class TraceGrounds {
 public:
  // `wanted`: the entries of the tree.
  TraceGrounds(std::set<Sequence> wanted, std::size_t grounds_max)
      : wanted_(std::move(wanted)), grounds_max_(grounds_max) {}

  [[nodiscard]] Status read(const JournalPort& journal);
  // The entries wanted and all their grounds.
  [[nodiscard]] std::map<Sequence, TraceEntry> take() { return std::move(entries_); }

 private:
  // What is known, at a point of the journal, of a release, a credit or an order by its name.
  struct Named {
    std::vector<Sequence> entries;  // that set it up: asked, approved, issued, presented, shipped
    std::string release;            // of a credit
    std::string order;              // of a credit
    std::string account;
    std::string line;
    std::string purpose;
    Day since;
  };
  // The fixings of two commodities, whichever way round, by day: the entry of the newest.
  using FixedRates = std::map<Day, Sequence>;

  [[nodiscard]] Status read_once(const JournalPort& journal);
  [[nodiscard]] Status tell_grounds(const JournalPort& journal);
  [[nodiscard]] Status take_entry(const Entry& entry);
  void learn(const Entry& entry);  // registers and names
  void add_to(const std::string& name, const Entry& entry);
  [[nodiscard]] std::vector<Sequence> grounds_of(const Entry& entry);
  void need(const std::string& name);  // in the next reading, if it is new
  void add_named(const std::string& name, std::vector<Sequence>& out);
  void add_release(const std::string& release, const std::string& account, Day day,
                   std::vector<Sequence>& out);
  void add_fixings(Commodity from, Commodity to, Day day, std::vector<Sequence>& out) const;
  [[nodiscard]] std::optional<Sequence> fixing(Commodity a, Commodity b, Day day) const;
  [[nodiscard]] Commodity currency_of(const std::string& account) const;

  std::set<Sequence> wanted_;
  std::size_t grounds_max_;
  std::size_t grounds_ = 0;  // of all entries so far
  std::set<std::string, std::less<>> names_;
  bool grew_ = false;
  std::map<Sequence, TraceEntry> entries_;
  // Made again by each reading:
  std::map<std::string, Named, std::less<>> named_;
  std::map<std::string, BankAccount, std::less<>> accounts_;
  Commodity book_;
  Commodity pivot_;
  Windows windows_;
  std::map<std::string, Sequence, std::less<>> window_entries_;
  std::map<std::pair<Commodity, Commodity>, FixedRates> rates_;
};

}  // namespace setoff
