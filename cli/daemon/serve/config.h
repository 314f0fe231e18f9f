#pragma once
// Reads the daemon's configuration from YAML and marks every mistake at its place. Format and
// defaults: docs/operations.md. Errors go to Diagnostics; relative file names are relative to the
// folder of the configuration.

#include <filesystem>
#include <optional>

#include "cli/daemon/serve/serve.h"
#include "ledger/text/reader.h"

namespace setoff::cli {

// nullopt if it has errors. Spans in `diagnostics` are valid as long as `sources`.
[[nodiscard]] std::optional<ServeSettings> read_config(const std::filesystem::path& file,
                                                       Sources& sources, Diagnostics& diagnostics);

// Readers of its sections.
[[nodiscard]] std::optional<TimeBounds> read_bounds(const Node& node, const ReadContext& reading);
[[nodiscard]] std::optional<DaemonLimits> read_limits(const Node& node, const ReadContext& reading);
[[nodiscard]] std::optional<CommitSettings> read_commit(const Node& node,
                                                        const ReadContext& reading);
[[nodiscard]] std::optional<SnapshotSettings> read_snapshot_settings(const Node& node,
                                                                     const ReadContext& reading);
[[nodiscard]] std::optional<LogSettings> read_log(const Node& node, const ReadContext& reading);
[[nodiscard]] std::optional<Listener> read_listener(const Node& node, const ReadContext& reading);
[[nodiscard]] std::optional<TlsFiles> read_tls(const Node& node, const ReadContext& reading);
[[nodiscard]] std::optional<Users> read_users(const Node& node, const ReadContext& reading);

}  // namespace setoff::cli
