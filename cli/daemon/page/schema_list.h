#pragma once
// The list of the types of events, each with what it says and where its schema is: GET /schemas. No
// errors.

#include <string>
#include <string_view>

namespace setoff::cli {

[[nodiscard]] std::string schema_list();
// "/schemas/setoff.payment.received"
[[nodiscard]] std::string schema_path(std::string_view type);

}  // namespace setoff::cli
