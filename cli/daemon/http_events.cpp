#include "cli/daemon/http_events.h"

#include <algorithm>
#include <charconv>

#include "cli/daemon/receipt.h"
#include "ledger/exchange/json_tree.h"
#include "ledger/exchange/json_write.h"

namespace setoff::cli {
namespace {

constexpr std::string_view kStructured = "application/cloudevents+json";
constexpr std::string_view kBatch = "application/cloudevents-batch+json";

// Without parameters such as charset, in lower case.
std::string media_type(std::string_view text) {
  std::string out(text.substr(0, text.find(';')));
  while (!out.empty() && out.back() == ' ')
    out.pop_back();
  std::ranges::transform(out, out.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return out;
}

// Attributes in headers are percent-encoded (section 3.1.3.2 of the binding).
Result<std::string> decode_attribute(std::string_view name, std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    unsigned byte = 0;
    const auto* const digits = text.data() + i + 1;
    if (text[i] != '%') {
      out += text[i];
    } else if (i + 2 < text.size() &&
               std::from_chars(digits, digits + 2, byte, 16).ptr == digits + 2) {
      out += static_cast<char>(byte);
      i += 2;
    } else {
      return Error(Code::bad_syntax, "a broken % escape", "ce-" + std::string(name));
    }
  }
  return out;
}

// The event of a request in binary mode, as the text of structured mode.
Result<std::string> structured_text(const HttpRequest& request) {
  JsonTree data;
  TRY_STATUS(data.parse(request.body));  // so that the body cannot reach beyond its member
  constexpr std::string_view kPrefix = "ce-";
  std::string out;
  JsonWriter json(out);
  json.begin_object();
  for (const auto& [name, value] : request.headers) {
    if (!name.starts_with(kPrefix)) continue;
    const auto attribute = std::string_view(name).substr(kPrefix.size());
    TRY(text, decode_attribute(attribute, value));
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

Result<PostedEvents> read_posted(const HttpRequest& request, EventReader& reader,
                                 std::size_t batch_events_max) {
  const auto type = media_type(request.header("content-type"));
  const bool binary = type == "application/json" && request.headers.contains("ce-id");
  if (!binary && type != kStructured && type != kBatch)
    return Error(Code::bad_field,
                 "'" + type +
                     "' is not taken; send application/cloudevents+json, "
                     "application/cloudevents-batch+json, or application/json with ce- headers",
                 "content-type");
  std::string text;
  if (binary) {
    TRY(made, structured_text(request));
    text = std::move(made);
  }
  PostedEvents posted;
  posted.list = type == kBatch;
  std::optional<Error> mixed;
  const auto visit = [&](ReadEvent&& read, std::size_t, std::optional<std::size_t> count) {
    if (count.has_value() != posted.list)
      mixed = Error(Code::bad_field,
                    posted.list ? "a batch is a list of events" : "one event, not a list");
    posted.items.push_back(submission_of(std::move(read)));
  };
  TRY_STATUS(reader.read_each(binary ? text : request.body, batch_events_max, visit));
  if (mixed) return *mixed;
  return posted;
}

HttpResponse response_to_posted(const Batch& batch) {
  HttpResponse response;
  const bool list = batch.items.size() != 1 || batch.items.front().frame != Frame::single;
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
