#include "cli/daemon/intake/receipt.h"

#include "ledger/base/characters.h"
#include "ledger/crypto/encoding.h"
#include "ledger/exchange/json_write.h"

namespace setoff::cli {

namespace {

void print_name(JsonWriter& json, const Submission& submission, std::string_view name) {
  if (name.empty())
    json.null();
  else
    json.string(submission.event ? name : beginning(name, kEchoMax));
}

void print_error(JsonWriter& json, const Error& error) {
  json.key("code").string(info_of(error.code).name);
  const std::string_view detail = error.detail;
  json.key("detail").string(detail.empty() ? info_of(error.code).meaning
                                           : beginning(detail, kDetailMax));
  if (!error.where.empty()) json.key("where").string(beginning(error.where, kEchoMax));
}

}  // namespace

void print_receipt(const Submission& submission, std::string& out) {
  const auto& answer = submission.answer;
  const auto& key = submission.named();
  JsonWriter json(out);
  json.begin_object();
  print_name(json.key("id"), submission, key.id);
  print_name(json.key("source"), submission, key.source);
  json.key("outcome").string(enum_name(answer.verdict));
  if (answer.sequence) json.key("sequence").count(*answer.sequence);
  if (answer.leaf) json.key("leaf").string(to_hex(answer.leaf->view()));
  if (answer.error) print_error(json, *answer.error);
  json.end_object();
}

void print_receipt_lines(const Batch& batch, std::string& out) {
  constexpr std::size_t kUsual = 192;  // typical bytes of a receipt
  out.reserve(out.size() + batch.items.size() * kUsual);
  for (const auto& item : batch.items) {
    const bool opens = item.position == ListPosition::first || item.position == ListPosition::only;
    const bool closes = item.position == ListPosition::last || item.position == ListPosition::only;
    if (opens) out += '[';
    print_receipt(item, out);
    if (closes) out += ']';
    out += item.position == ListPosition::single || closes ? '\n' : ',';
  }
}

void print_closing(const Error& error, std::string& out) {
  JsonWriter json(out);
  json.begin_object().key("outcome").string("closed");
  print_error(json, error);
  json.end_object();
  out += '\n';
}

}  // namespace setoff::cli
