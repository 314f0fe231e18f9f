#include "cli/daemon/http_message.h"

#include "cli/daemon/answers/answers.h"
#include "cli/daemon/receipt.h"
#include "ledger/exchange/json_write.h"

namespace setoff::cli {

HttpResponse http_error(const Error& error) {
  return http_error(http_status_of(error.code), error);
}

HttpResponse http_error(unsigned status, const Error& error) {
  HttpResponse response{status, "application/problem+json", {}, {}};
  JsonWriter json(response.body);
  json.begin_object().key("type").string("about:blank");
  json.key("title").string(facts_of(error.code).meaning).key("status").count(status);
  json.key("code").string(facts_of(error.code).name);
  if (!error.detail.empty()) json.key("detail").string(beginning(error.detail, kDetailMax));
  if (!error.where.empty()) json.key("where").string(beginning(error.where, kEchoMax));
  json.end_object();
  return response;
}

}  // namespace setoff::cli
