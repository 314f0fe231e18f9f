#include "cli/daemon/answers/answers.h"

#include <algorithm>

#include "cli/daemon/answers/parts.h"
#include "ledger/base/whole_number.h"

namespace setoff::cli {
namespace {

using Answering = Status (*)(const Asked& asked, JsonWriter& json);

struct Row {
  Route route;
  Answering answering;
};

const std::vector<Row>& rows() {
  static const std::vector<Row> kRows = {
      {{"/status", {}}, answer_status},
      {{"/entries",
        {"after", "before", "limit", "newest", "account", "type", "from", "to", "refused", "text"}},
       answer_entries},
      {{"/entries/{sequence}", {}}, answer_entry},
      {{"/proof/{sequence}", {}}, answer_proof},
      {{"/trace/{sequence}", {"direction"}, true}, answer_trace},
      {{"/balances", {"on", "account"}}, answer_balances},
      {{"/accounts", {"on"}}, answer_accounts},
      {{"/claims", {"on", "days", "step"}}, answer_claims},
      {{"/statement", {"account", "commodity", "from", "to", "at", "limit"}}, answer_statement},
      {{"/credits", {"on", "all"}}, answer_credits},
      {{"/windows", {"on"}}, answer_windows},
      {{"/limits", {"on"}}, answer_limits},
      {{"/search", {"text"}}, answer_search},
  };
  return kRows;
}

constexpr std::string_view kPlace = "{sequence}";

struct Match {
  const Row* row = nullptr;
  std::optional<Sequence> entry;
};

Match match(std::string_view path) {
  for (const auto& row : rows()) {
    if (row.route.path == path) return {&row, {}};
    if (!row.route.path.ends_with(kPlace)) continue;
    const auto stem = row.route.path.substr(0, row.route.path.size() - kPlace.size());
    if (!path.starts_with(stem)) continue;
    if (const auto entry = parse_whole_number(path.substr(stem.size()))) return {&row, entry};
  }
  return {};
}

Status check_parameters(const Question& question, const Route& route) {
  for (std::size_t i = 0; i < question.parameters.size(); ++i) {
    const auto& name = question.parameters[i].first;
    if (std::ranges::find(route.parameters, name) == route.parameters.end())
      return Error(Code::bad_field, "no such parameter here", name);
    for (std::size_t j = 0; j < i; ++j)
      if (question.parameters[j].first == name)
        return Error(Code::bad_field, "the parameter stands twice", name);
  }
  return Ok{};
}

}  // namespace

const std::vector<Route>& all_routes() {
  static const std::vector<Route> kRoutes = [] {
    std::vector<Route> routes;
    for (const auto& row : rows())
      routes.push_back(row.route);
    return routes;
  }();
  return kRoutes;
}

const Route* find_route(std::string_view path) {
  const auto found = match(path);
  return found.row == nullptr ? nullptr : &found.row->route;
}

Result<std::string> answer(const Question& question, const BooksView& books) {
  const auto found = match(question.path);
  SETOFF_CHECK(found.row != nullptr);
  SETOFF_TRY_STATUS(check_parameters(question, found.row->route));
  std::string out;
  JsonWriter json(out);
  json.begin_object();
  SETOFF_TRY_STATUS(found.row->answering({question, books, found.entry}, json));
  json.end_object();
  return out;
}

}  // namespace setoff::cli
