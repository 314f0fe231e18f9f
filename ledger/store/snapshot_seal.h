#pragma once
// SnapshotSeal: how a daemon knows the snapshots that it wrote itself. A secret of 32 bytes in
// `<ledger>-snapshot-key`, a file that its owner alone may read; a snapshot ends with the
// HMAC-SHA256 of its trailer under it, and the trailer's digest covers all the rest. Whoever may
// write the folder but not read that file cannot make a snapshot that is taken. Errors:
// cannot_read, cannot_write.

#include <array>
#include <cstddef>
#include <filesystem>

#include "ledger/core/codec.h"
#include "ledger/crypto/digest.h"

namespace setoff {

class SnapshotSeal {
 public:
  // The secret beside the ledger. A new one if there is none that only this user can have made and
  // read; the snapshots of the old one are not taken any more.
  [[nodiscard]] static Result<SnapshotSeal> of(const std::filesystem::path& ledger);

  [[nodiscard]] Digest over(ByteView trailer) const;

 private:
  using Secret = std::array<std::byte, 32>;
  explicit SnapshotSeal(const Secret& secret) : secret_(secret) {}
  Secret secret_;
};

}  // namespace setoff
