#pragma once
// POST /events: CloudEvents over HTTP in their three modes. structured: the body is one event
// (application/cloudevents+json); batch: the body is a list (application/cloudevents-batch+json);
// binary: the attributes are headers `ce-...`, the body is `data` (application/json). Source:
// CloudEvents HTTP binding 1.0.2. The response holds a receipt for each event.

#include "cli/daemon/http/http_message.h"
#include "cli/daemon/intake/submission.h"
#include "ledger/exchange/event_json.h"

namespace setoff::cli {

struct PostedEvents {
  bool list = false;
  std::vector<Submission> items;
};

// Checks the head alone: bad_field for an unsupported content type (`where` is "content-type").
[[nodiscard]] Status check_posted_type(const HttpRequest& request);
// Errors concern the request as a whole: those of check_posted_type and of EventReader::read_each.
[[nodiscard]] Result<PostedEvents> read_posted(const HttpRequest& request, EventReader& reader,
                                               std::size_t batch_events_max);
[[nodiscard]] HttpResponse response_to_posted(const Batch& batch);

}  // namespace setoff::cli
