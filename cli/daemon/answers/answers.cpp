#include "cli/daemon/answers/answers.h"

#include <algorithm>
#include <charconv>

#include "cli/daemon/answers/parts.h"

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

std::optional<Sequence> sequence_in(std::string_view path, std::string_view stem) {
  if (!path.starts_with(stem)) return std::nullopt;
  const auto text = path.substr(stem.size());
  Sequence value = 0;
  const auto* end = text.data() + text.size();
  const auto [stop, failed] = std::from_chars(text.data(), end, value);
  if (failed != std::errc{} || stop != end) return std::nullopt;
  return value;
}

Match match(std::string_view path) {
  for (const auto& row : rows()) {
    if (row.route.path == path) return {&row, {}};
    if (!row.route.path.ends_with(kPlace)) continue;
    const auto stem = row.route.path.substr(0, row.route.path.size() - kPlace.size());
    if (const auto entry = sequence_in(path, stem)) return {&row, entry};
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

unsigned http_status_of(Code code) {
  if (code == Code::unknown_lot || code == Code::unknown_account) return 404;
  if (code == Code::too_large) return 413;
  if (code == Code::not_permitted) return 403;
  switch (facts_of(code).family) {
    case Family::malformed:
      return 400;
    case Family::refused:
      return 422;
    case Family::unavailable:
      return 503;
  }
  return 500;
}

std::string problem_json(const Error& error) {
  std::string out;
  JsonWriter json(out);
  json.begin_object();
  json.key("type").string("about:blank");
  json.key("title").string(facts_of(error.code).meaning);
  json.key("status").count(http_status_of(error.code));
  json.key("code").string(facts_of(error.code).name);
  if (!error.detail.empty()) json.key("detail").string(error.detail);
  if (!error.where.empty()) json.key("where").string(error.where);
  json.end_object();
  return out;
}

}  // namespace setoff::cli
