#include "ledger/rules/rules.h"

namespace setoff {

JoinedName delivery_span(std::string_view line, std::string_view meter) {
  return {"delivery", line, meter};
}
JoinedName invoice_span(std::string_view line) {
  return {"invoice", line};
}
JoinedName shortfall_span(std::string_view line) {
  return {"shortfall", line};
}
JoinedName latefee_span(std::string_view invoice) {
  return {"latefee", invoice};
}
JoinedName interest_span(std::string_view account, std::string_view line) {
  return {"interest", account, line};
}

}  // namespace setoff
