#include "cli/daemon/http_message.h"

#include "ledger/exchange/json_write.h"

namespace setoff::cli {
namespace {

unsigned status_of(const Error& error) {
  if (error.code == Code::too_large) return 413;
  if (error.code == Code::not_permitted) return 403;
  if (error.code == Code::unknown_lot || error.code == Code::unknown_account) return 404;
  switch (error.family()) {
    case Family::malformed:
      return 400;
    case Family::refused:
      return 409;
    case Family::unavailable:
      return 503;
  }
  return 500;
}

}  // namespace

HttpResponse http_error(unsigned status, const Error& error) {
  HttpResponse response;
  response.status = status;
  JsonWriter json(response.body);
  json.begin_object().key("code").string(facts_of(error.code).name);
  json.key("detail").string(error.detail.empty() ? facts_of(error.code).meaning
                                                 : std::string_view(error.detail));
  if (!error.where.empty()) json.key("where").string(error.where);
  json.end_object();
  return response;
}

HttpResponse http_error(const Error& error) {
  return http_error(status_of(error), error);
}

}  // namespace setoff::cli
