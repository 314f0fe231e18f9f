#pragma once
// The list of event types, each with its meaning and the path of its schema: GET /schemas. No
// errors.

#include <string>
#include <string_view>

namespace setoff::cli {

[[nodiscard]] std::string schema_list();
// "/schemas/setoff.payment.received"
[[nodiscard]] std::string schema_path(std::string_view type);

}  // namespace setoff::cli
