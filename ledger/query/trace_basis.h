#pragma once
// TraceBasis: describes the entries of a trace and what each was based on: the window in force,
// the release that was requested and approved, the letter of credit with its documents, the order
// with its shipments, the fixings used. Reads the journal two or three times: first for names, then
// for the entries that carry them. Errors: too_large above `basis_max` basis; those of the
// journal.

#include <map>
#include <set>
#include <string>

#include "ledger/books/registers.h"
#include "ledger/query/trace.h"

namespace setoff {

class TraceBasis {
 public:
  // `wanted`: the entries of the tree.
  TraceBasis(std::set<Sequence> wanted, std::size_t basis_max)
      : wanted_(std::move(wanted)), basis_max_(basis_max) {}

  [[nodiscard]] Status read(const JournalPort& journal);
  // The wanted entries and all their basis.
  [[nodiscard]] std::map<Sequence, TraceEntry> take_entries() { return std::move(entries_); }

 private:
  // What is known about a release, a credit or an order by its name, at a point in the journal.
  struct Named {
    std::vector<Sequence> entries;  // that requested, approved, issued, presented or shipped it
    std::string release;            // of a credit
    std::string order;              // of a credit
    std::string account;
    std::string line;
    std::string purpose;
    Day since;
  };
  // The fixings between two commodities, in either direction, by day: the entry of the newest.
  using FixedRates = std::map<Day, Sequence>;

  [[nodiscard]] Status read_once(const JournalPort& journal);
  [[nodiscard]] Status describe_basis(const JournalPort& journal);
  [[nodiscard]] Status add_entry(const Entry& entry);
  void learn(const Entry& entry);  // updates registers and names
  void add_to(const std::string& name, const Entry& entry);
  [[nodiscard]] std::vector<Sequence> basis_of(const Entry& entry);
  void need(const std::string& name);  // reads the journal again if the name is new
  void add_named(const std::string& name, std::vector<Sequence>& out);
  void add_release(const std::string& release, const std::string& account, Day day,
                   std::vector<Sequence>& out);
  void add_fixings(Commodity from, Commodity to, Day day, std::vector<Sequence>& out) const;
  [[nodiscard]] std::optional<Sequence> fixing(Commodity a, Commodity b, Day day) const;
  [[nodiscard]] Commodity currency_of(const std::string& account) const;

  std::set<Sequence> wanted_;
  std::size_t basis_max_;
  std::size_t basis_count_ = 0;  // of all entries so far
  std::set<std::string, std::less<>> names_;
  bool grew_ = false;
  std::map<Sequence, TraceEntry> entries_;
  // Rebuilt on each pass:
  std::map<std::string, Named, std::less<>> named_;
  std::map<std::string, BankAccount, std::less<>> accounts_;
  Commodity book_;
  Commodity pivot_;
  Windows windows_;
  std::map<std::string, Sequence, std::less<>> window_entries_;
  std::map<std::pair<Commodity, Commodity>, FixedRates> rates_;
};

}  // namespace setoff
