#include "cli/daemon/http/http_message.h"

#include "cli/daemon/http/http_codec.h"
#include "cli/daemon/intake/receipt.h"
#include "ledger/base/characters.h"
#include "ledger/exchange/json_write.h"

namespace setoff::cli {
namespace {

unsigned status_of(Code code) {
  if (code == Code::unknown_lot || code == Code::unknown_account) return 404;
  if (code == Code::too_large) return 413;
  if (code == Code::not_permitted) return 403;
  switch (info_of(code).family) {
    case Family::malformed:
      return 400;
    case Family::refused:
      return 422;
    case Family::unavailable:
      return 503;
  }
  return 500;
}

}  // namespace

HttpResponse http_error(const Error& error) {
  return http_error(status_of(error.code), error);
}

HttpResponse http_error(unsigned status, const Error& error) {
  HttpResponse response{status, "application/problem+json", {}, {}};
  JsonWriter json(response.body);
  json.begin_object().key("type").string("about:blank");
  // Without a type of its own, a problem has the title of its status (RFC 9457, 4.2.1).
  json.key("title").string(reason_phrase(status)).key("status").count(status);
  const auto& facts = info_of(error.code);
  json.key("code").string(facts.name);
  json.key("detail").string(error.detail.empty() ? facts.meaning
                                                 : beginning(error.detail, kDetailMax));
  if (!error.where.empty()) json.key("where").string(beginning(error.where, kEchoMax));
  json.end_object();
  return response;
}

}  // namespace setoff::cli
