#pragma once
// POST /events: CloudEvents over HTTP in their three modes. structured: the body is one event
// (application/cloudevents+json); batch: a list (application/cloudevents-batch+json); binary: the
// attributes are headers `ce-...`, the body is `data` (application/json). Source: CloudEvents HTTP
// binding 1.0.2. The response says what became of the events as receipts.

#include "cli/daemon/http_message.h"
#include "cli/daemon/submission.h"
#include "ledger/exchange/event_json.h"

namespace setoff::cli {

struct PostedEvents {
  bool list = false;
  std::vector<Submission> items;
};

// What the head alone tells: bad_field for a content type that is not taken (`where` is
// "content-type").
[[nodiscard]] Status check_posted_type(const HttpRequest& request);
// An error is one of the request as a whole: that of check_posted_type, or those of
// EventReader::read_each.
[[nodiscard]] Result<PostedEvents> read_posted(const HttpRequest& request, EventReader& reader,
                                               std::size_t batch_events_max);
[[nodiscard]] HttpResponse response_to_posted(const Batch& batch);

}  // namespace setoff::cli
