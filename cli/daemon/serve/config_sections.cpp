// Configuration sections about the machine: listeners, TLS, limits, commits, log.

#include "cli/daemon/serve/config.h"

namespace setoff::cli {
namespace {

constexpr Choice<bool> kPurposes[] = {{"events", false}, {"http", true}};
// More than the whole range of the books.
constexpr std::int64_t kDaysMax = 200'000;
constexpr Choice<LogForm> kForms[] = {{"human", LogForm::human}, {"json", LogForm::json}};
constexpr Choice<LogLevel> kLevels[] = {{"debug", LogLevel::debug},
                                        {"info", LogLevel::info},
                                        {"warning", LogLevel::warning},
                                        {"error", LogLevel::error}};

std::optional<Address> read_address(const Node& node, const ReadContext& reading) {
  const auto text = read_scalar(node, reading, "address", "127.0.0.1:7401");
  if (!text) return std::nullopt;
  auto address = Address::parse(*text);
  if (address) return *address;
  reading.error("bad_address", node.span(), address.error().detail);
  return std::nullopt;
}

void read_size(MapReader& map, const Key& key, std::pair<std::int64_t, std::int64_t> range,
               std::size_t& out) {
  auto value = static_cast<std::int64_t>(out);
  map.optional(key, whole_number(range.first, range.second), value);
  out = static_cast<std::size_t>(value);
}

void read_time(MapReader& map, const Key& key, std::chrono::milliseconds& out) {
  constexpr std::int64_t kDay_ms = 86'400'000;
  std::int64_t value = out.count();
  map.optional(key, whole_number(1, kDay_ms), value);
  out = std::chrono::milliseconds(value);
}

}  // namespace

std::optional<Listener> read_listener(const Node& node, const ReadContext& reading) {
  MapReader map(node, reading);
  Listener listener;
  bool open = false;
  map.required({"for", "events: JSON lines; http: requests", "events"}, one_of(kPurposes),
               listener.http);
  map.required({"at", "where it listens", "127.0.0.1:7401"}, read_address, listener.address);
  map.optional({"tls", "TLS 1.3 with the certificate of `tls`", "true"}, read_bool, listener.tls);
  map.optional({"open", "lets everyone read, without a token", "true"}, read_bool, open);
  map.optional({"user", "user as whom everyone acts, without a token", "importer"}, read_text,
               listener.access.user);
  const bool as_user = !listener.access.user.empty();
  if (open) listener.access.by = Access::By::everyone_reads;
  if (as_user) listener.access.by = Access::By::as_user;
  if ((open || as_user) && !listener.address.is_local())
    map.error_at(open ? "open" : "user", "open_listener",
                 "a listener that is reached from elsewhere asks for tokens", {},
                 "remove it, or listen on 127.0.0.1 or on a Unix socket");
  if (open && as_user)
    map.error_at("open", "open_listener",
                 "a listener is open for reading, or everyone's as one user", {},
                 "keep `open` or `user`");
  if (open && !listener.http)
    map.error_at("open", "open_listener",
                 "`open` lets everyone read, and this listener takes events only", {},
                 "name a `user` as whom everyone acts there");
  return map.finish() ? std::optional(std::move(listener)) : std::nullopt;
}

std::optional<TlsFiles> read_tls(const Node& node, const ReadContext& reading) {
  MapReader map(node, reading);
  TlsFiles files;
  map.required({"certificate", "certificate chain, PEM", "server.pem"}, read_text,
               files.certificate);
  map.required({"key", "its private key, PEM", "server.key"}, read_text, files.key);
  map.optional({"client_authority", "who must have signed a client's certificate", "clients.pem"},
               read_text, files.client_authority);
  return map.finish() ? std::optional(std::move(files)) : std::nullopt;
}

std::optional<CommitSettings> read_commit(const Node& node, const ReadContext& reading) {
  MapReader map(node, reading);
  CommitSettings commit;
  std::int64_t within_ms = 0;
  map.optional({"within_ms", "longest wait for more events of a group", "2"},
               whole_number(0, 10'000), within_ms);
  commit.within = std::chrono::milliseconds(within_ms);
  read_size(map, {"events", "most events of a group", "4_096"}, {1, 100'000}, commit.events_max);
  return map.finish() ? std::optional(commit) : std::nullopt;
}

std::optional<SnapshotSettings> read_snapshot_settings(const Node& node,
                                                       const ReadContext& reading) {
  MapReader map(node, reading);
  SnapshotSettings snapshot;
  read_size(map, {"every", "entries from one to the next", "1_000_000"}, {1, 1LL << 40},
            snapshot.every);
  read_size(map, {"at_stop", "entries since the last that make one worth it at the end", "20_000"},
            {1, 1LL << 40}, snapshot.at_stop);
  return map.finish() ? std::optional(snapshot) : std::nullopt;
}

std::optional<TimeBounds> read_bounds(const Node& node, const ReadContext& reading) {
  MapReader map(node, reading);
  TimeBounds bounds;
  std::int64_t tolerance = bounds.clock_tolerance.count();
  std::int64_t ahead = bounds.value_days_ahead;
  std::int64_t behind = bounds.value_days_behind;
  map.optional({"clock_tolerance_s", "how far a time may lie ahead of the clock", "300"},
               whole_number(1, 10'000'000'000), tolerance);
  map.optional({"value_days_ahead", "how far a value date may lie ahead of today", "3_660"},
               whole_number(0, kDaysMax), ahead);
  map.optional({"value_days_behind", "how far a value date may lie before today", "36_600"},
               whole_number(0, kDaysMax), behind);
  bounds.clock_tolerance = std::chrono::seconds(tolerance);
  bounds.value_days_ahead = static_cast<int>(ahead);
  bounds.value_days_behind = static_cast<int>(behind);
  return map.finish() ? std::optional(bounds) : std::nullopt;
}

std::optional<DaemonLimits> read_limits(const Node& node, const ReadContext& reading) {
  MapReader map(node, reading);
  DaemonLimits limits;
  read_size(map, {"connections", "open at the same time", "1_024"}, {1, 100'000},
            limits.connections);
  read_size(map, {"connections_per_peer", "of these, from one address", "960"}, {1, 100'000},
            limits.connections_per_peer);
  read_size(map, {"line_bytes", "of a line or an HTTP body", "262_144"}, {256, 1 << 20},
            limits.line_bytes);
  read_size(map, {"batch_events", "in one list", "1_000"}, {1, 100'000}, limits.batch_events);
  read_size(map, {"held_bytes", "of one connection, not answered or not sent", "2_097_152"},
            {4096, 1 << 30}, limits.held_bytes);
  read_size(map, {"held_bytes_all", "of all connections", "67_108_864"}, {65'536, 1LL << 40},
            limits.held_bytes_all);
  read_size(map, {"subscribers", "streams of entries", "64"}, {0, 100'000}, limits.subscribers);
  read_size(map, {"subscribers_per_peer", "of these, for one user or address", "16"}, {1, 100'000},
            limits.subscribers_per_peer);
  read_size(map, {"subscriber_lag", "entries a stream may be behind", "100_000"}, {1, 1LL << 40},
            limits.subscriber_lag);
  read_time(map, {"first_byte_ms", "from the connection to its first byte", "10_000"},
            limits.first_byte);
  read_time(map, {"line_ms", "from a line's first byte to its last", "30_000"}, limits.line);
  read_time(map, {"idle_ms", "without a byte either way", "600_000"}, limits.idle);
  read_time(map, {"unsent_ms", "an answer that is not taken", "30_000"}, limits.unsent);
  read_time(map, {"token_delay_ms", "before a token that is not known is answered", "1_000"},
            limits.token_delay);
  read_time(map, {"stop_ms", "from the signal to the end", "10_000"}, limits.stop);
  if (limits.held_bytes < limits.line_bytes)
    map.error("bad_range", "`held_bytes` is less than `line_bytes`: no such line could be taken",
              "raise held_bytes or lower line_bytes");
  return map.finish() ? std::optional(limits) : std::nullopt;
}

std::optional<LogSettings> read_log(const Node& node, const ReadContext& reading) {
  MapReader map(node, reading);
  LogSettings log;
  map.optional({"form", "lines for people, or JSON lines", "json"}, one_of(kForms), log.form);
  map.optional({"level", "least level that is logged", "info"}, one_of(kLevels), log.level);
  map.optional({"file", "file, instead of stderr", "daemon.log"}, read_text, log.file);
  read_size(map, {"file_bytes", "size from which the file rotates", "67_108_864"},
            {4096, 1LL << 40}, log.file_bytes);
  read_size(map, {"files", "rotated files that are kept", "5"}, {1, 1000}, log.files);
  return map.finish() ? std::optional(std::move(log)) : std::nullopt;
}

}  // namespace setoff::cli
