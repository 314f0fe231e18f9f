#pragma once
// The phases of a day, in order. An event's time is midnight UTC of its day plus one second per
// phase and one microsecond per earlier event of the phase, so times never go backwards and the
// root does not depend on a clock. What each phase does: docs/model.md.

#include <cstdint>

namespace setoff::simulator {

enum class Phase : std::uint8_t {
  terms,        // first day: agreement, openings, lists
  fixings,      // rates and prices of the day
  windows,      // authority windows that begin; limits that are set or changed on their dates
  supply,       // the seller's response to last night's books (no events)
  invoices,     // for the period that ended yesterday; limits that follow its trade
  deliveries,   // metered flows of the day
  payments,     // by the buyer; disputes that it raises, and their ends, come first
  requests,     // requests for release
  approvals,    // approvals and denials
  conversions,  // conversions of approved money
  transfers,    // transfers to other restricted accounts
  uses,         // dated payments other than imports
  pipeline,     // letters of credit, documents, shipping, landing
  orders,       // orders of goods, from need and stock
  stocks,       // consumption (no events)
  late_fees,    // month end
  interest,     // month end
  revaluation,  // month end
  home_money,   // period end: money issued at home against blocked money
};

}  // namespace setoff::simulator
