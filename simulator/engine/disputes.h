#pragma once
// Disputes: the buyer disputes a share of each invoice, as far as it is still open on the day; when
// the dispute ends, the seller credits what it concedes, and the rest is open again. What the books
// refuse is tried again a week later.

#include <string>
#include <vector>

#include "simulator/engine/draws.h"
#include "simulator/engine/invoices.h"

namespace setoff::simulator {

class Disputes {
 public:
  Disputes(const Scenario& scenario, const Draws& draws) : scenario_(scenario), draws_(draws) {}
  // Call it after the day's invoices.
  [[nodiscard]] Status run_day(DayContext& today, const Invoicing& invoicing);

  // For memory.h.
  template <class Archive>
  void serialize(Archive& archive) {
    archive(disputes_);
  }

 private:
  struct Dispute {
    std::size_t rule;
    std::string name;
    std::string invoice;
    LineRef line;
    std::int64_t amount;    // to dispute; once raised, what is disputed
    std::int64_t conceded;  // of it, not credited yet; known once it is raised
    bool raised = false;
    bool ended = false;
    Day next;
    template <class Archive>
    void serialize(Archive& archive) {
      archive(rule, name, invoice, line, amount, conceded, raised, ended, next);
    }
  };
  void plan(const IssuedInvoice& invoice);
  [[nodiscard]] Status raise(DayContext& today, Dispute& dispute);
  [[nodiscard]] Status resolve(DayContext& today, Dispute& dispute);

  const Scenario& scenario_;
  const Draws& draws_;
  std::vector<Dispute> disputes_;  // in the order of their invoices
};

}  // namespace setoff::simulator
