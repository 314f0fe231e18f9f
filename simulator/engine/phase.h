#pragma once
// The phases of a day, in their order. An event of a phase carries midnight UTC of its day plus one
// second per phase and one microsecond per earlier event of the phase, so that times never go back
// and the root does not depend on a clock. What each phase does: docs/model.md.

#include <cstdint>

namespace setoff::sim {

enum class Phase : std::uint8_t {
  terms,        // first day: agreement, openings, lists
  fixings,      // rates and prices of the day
  windows,      // authority windows that begin, limits that are set or change
  supply,       // the seller's answer to what was unpaid last night (no events)
  invoices,     // of the period that ended yesterday
  deliveries,   // metered flows of the day
  payments,     // of the buyer
  requests,     // for release
  approvals,    // or denials
  conversions,  // of approved money
  transfers,    // to other restricted accounts
  uses,         // dated payments that are no imports
  pipeline,     // letters of credit, documents, shipping, landing
  orders,       // of goods against need and stock
  stocks,       // consumption (no events)
  late_fees,    // month end
  carry,        // month end
  revaluation,  // month end
};

}  // namespace setoff::sim
