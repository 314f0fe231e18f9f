#include "cli/daemon/serve/config.h"

#include <algorithm>

namespace setoff::cli {
namespace {

// Checks that need all sections together.
void check_listeners(MapReader& map, const ServeSettings& settings) {
  for (std::size_t i = 0; i < settings.listeners.size(); ++i) {
    const auto& listener = settings.listeners[i];
    const auto at = "listeners[" + std::to_string(i) + "] (" + listener.address.text() + ")";
    if (listener.tls && settings.tls.certificate.empty())
      map.error_at("listeners", "missing_key", at + " is for TLS and the file has no `tls`", {},
                   "add tls: { certificate: server.pem, key: server.key }");
    if (listener.access.by == Access::By::as_user &&
        settings.users.named(listener.access.user) == nullptr)
      map.error_at("listeners", "unknown_user",
                   at + " is for the user '" + listener.access.user + "', who is not in `users`");
    if (listener.address.is_local()) continue;
    if (!listener.tls)
      map.error_at("listeners", "open_listener", at + " is reached from elsewhere and has no TLS",
                   {}, "add tls: true, or listen on 127.0.0.1 or on a Unix socket");
    if (settings.users.empty())
      map.error_at("listeners", "open_listener",
                   at + " is reached from elsewhere and there are no `users`", {},
                   "add users with tokens, or listen on 127.0.0.1 or on a Unix socket");
  }
}

std::filesystem::path from_folder_of(const std::filesystem::path& file, const std::string& name) {
  const std::filesystem::path path(name);
  return name.empty() || path.is_absolute() ? path : file.parent_path() / path;
}

void resolve(const std::filesystem::path& file, ServeSettings& settings) {
  for (auto* name : {&settings.ledger, &settings.log.file, &settings.tls.certificate,
                     &settings.tls.key, &settings.tls.client_authority})
    *name = from_folder_of(file, *name).string();
}

}  // namespace

std::optional<ServeSettings> read_config(const std::filesystem::path& file, Sources& sources,
                                         Diagnostics& diagnostics) {
  const auto source = sources.load(file);
  if (!source) {
    diagnostics.error(std::string(info_of(source.error().code).name), {}, source.error().detail);
    return std::nullopt;
  }
  const auto tree = parse_yaml(**source, diagnostics);
  if (!tree) return std::nullopt;
  KeyCatalog catalog;
  MapReader map(*tree, ReadContext(diagnostics, catalog));
  ServeSettings settings;
  std::int64_t version = 0;
  map.required({"daemon", "version of this form", "1"}, whole_number(1, 1), version);
  map.optional({"ledger", "ledger file", "ledger.db"}, read_text, settings.ledger);
  map.optional({"users", "who may do what", "{ cashier: { ... } }"}, read_users, settings.users);
  map.optional(
      {"tls", "certificate of the listeners with tls", "{ certificate: a.pem, key: a.key }"},
      read_tls, settings.tls);
  map.optional({"listeners", "addresses to listen on", "[{ for: events, at: \"127.0.0.1:7401\" }]"},
               list_of(read_listener), settings.listeners);
  map.optional({"commit", "how events are grouped", "{ within_ms: 2 }"}, read_commit,
               settings.commit);
  map.optional({"snapshot", "when the books are written down", "{ every: 1_000_000 }"},
               read_snapshot_settings, settings.snapshot);
  map.optional({"bounds", "how far times may lie from the clock", "{ clock_tolerance_s: 300 }"},
               read_bounds, settings.bounds);
  map.optional({"limits", "what peers may take", "{ connections: 100 }"}, read_limits,
               settings.limits);
  map.optional({"log", "what is logged, and where", "{ form: json }"}, read_log, settings.log);
  check_listeners(map, settings);
  if (!map.finish() || diagnostics.has_errors()) return std::nullopt;
  for (auto& listener : settings.listeners)
    if (!settings.users.empty() && listener.access.by == Access::By::anybody)
      listener.access.by = Access::By::token;
  resolve(file, settings);
  return settings;
}

}  // namespace setoff::cli
