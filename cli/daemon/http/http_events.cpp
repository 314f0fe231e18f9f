#include "cli/daemon/http/http_events.h"

#include <algorithm>

#include "cli/daemon/intake/receipt.h"
#include "ledger/exchange/json_tree.h"
#include "ledger/exchange/json_write.h"
#include "ledger/exchange/media_type.h"
#include "ledger/exchange/percent_encoding.h"

namespace setoff::cli {
namespace {

constexpr std::string_view kStructured = "application/cloudevents+json";
constexpr std::string_view kBatch = "application/cloudevents-batch+json";

// Unquotes a header value (section 3.1.3.2 of the binding).
std::string without_quotes(std::string_view text) {
  if (text.size() < 2 || !text.starts_with('"') || !text.ends_with('"')) return std::string(text);
  text = text.substr(1, text.size() - 2);
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\\' && i + 1 < text.size()) ++i;
    out += text[i];
  }
  return out;
}

// Decodes the percent encoding of an attribute in a header (the same section).
Result<std::string> decode_attribute(std::string_view name, std::string_view value) {
  auto text = percent_decoded(without_quotes(value));
  if (!text) return Error(Code::bad_syntax, "a broken % escape", "ce-" + std::string(name));
  return std::move(*text);
}

// Rewrites a request in binary mode as structured mode.
Result<std::string> structured_text(const HttpRequest& request) {
  JsonTree data;
  SETOFF_TRY_STATUS(
      data.parse(request.body));  // a body that parses cannot extend beyond its member
  constexpr std::string_view kPrefix = "ce-";
  std::string out;
  JsonWriter json(out);
  json.begin_object();
  for (const auto& [name, value] : request.headers) {
    if (!name.starts_with(kPrefix)) continue;
    const auto attribute = std::string_view(name).substr(kPrefix.size());
    SETOFF_TRY(text, decode_attribute(attribute, value));
    json.key(attribute).string(text);
  }
  json.key("data");
  out += request.body;
  out += '}';
  return out;
}

Submission submission_of(ReadEvent read) {
  Submission item;
  if (read.event) {
    item.event = std::move(read.event->event);
  } else {
    item.key = std::move(read.named);
    item.answer = {Verdict::malformed, {}, {}, std::move(read.event).error()};
  }
  return item;
}

MediaType media_type_of(const HttpRequest& request) {
  return MediaType::parse(request.header("content-type")).value_or(MediaType());
}

// Whether the body is a whole event or a list of them.
bool is_whole(const MediaType& type) {
  return type.name == kStructured || type.name == kBatch;
}

unsigned status_of(const Submission& item) {
  switch (item.answer.verdict) {
    case Verdict::accepted:
      return 201;
    case Verdict::replayed:
      return 200;
    case Verdict::refused:
      return item.answer.sequence ? 422 : 403;
    case Verdict::malformed:
      return 400;
    case Verdict::unavailable:
      return 503;
  }
  return 500;
}

}  // namespace

Status check_posted_type(const HttpRequest& request) {
  const auto type = media_type_of(request);
  const bool binary = type.is_json() && request.headers.contains("ce-id");
  if ((binary || is_whole(type)) && type.is_utf8()) return Ok{};
  return Error(Code::bad_field,
               "send application/cloudevents+json, application/cloudevents-batch+json, or "
               "application/json with ce- headers, in UTF-8",
               "content-type");
}

Result<PostedEvents> read_posted(const HttpRequest& request, EventReader& reader,
                                 std::size_t batch_events_max) {
  SETOFF_TRY_STATUS(check_posted_type(request));
  const auto type = media_type_of(request);
  const bool binary = !is_whole(type);
  std::string text;
  if (binary) {
    SETOFF_TRY(made, structured_text(request));
    text = std::move(made);
  }
  PostedEvents posted;
  posted.list = type.name == kBatch;
  std::optional<Error> mixed;
  const auto visit = [&](ReadEvent&& read, std::size_t, std::optional<std::size_t> count) {
    if (count.has_value() != posted.list)
      mixed = Error(Code::bad_field,
                    posted.list ? "a batch is a list of events" : "one event, not a list");
    posted.items.push_back(submission_of(std::move(read)));
  };
  SETOFF_TRY_STATUS(reader.read_each(binary ? text : request.body, batch_events_max, visit));
  if (mixed) return *mixed;
  return posted;
}

HttpResponse response_to_posted(const Batch& batch) {
  HttpResponse response;
  const bool list = batch.items.size() != 1 || batch.items.front().position != ListPosition::single;
  if (list) response.body += '[';
  for (const auto& item : batch.items) {
    if (&item != &batch.items.front()) response.body += ',';
    print_receipt(item, response.body);
  }
  if (list) response.body += ']';
  const bool lost = std::ranges::all_of(batch.items, [](const Submission& item) {
    return item.answer.verdict == Verdict::unavailable;
  });
  response.status = list ? (lost ? 503 : 200) : status_of(batch.items.front());
  if (lost) response.headers.emplace_back("Retry-After", "1");
  return response;
}

}  // namespace setoff::cli
