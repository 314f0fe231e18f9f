#pragma once
// SnapshotSeal: how a daemon recognises the snapshots that it wrote itself. The file
// `<ledger>-snapshot-key`, which only its owner may read, holds a 32-byte secret. A snapshot ends
// with the HMAC-SHA256 of its trailer under that secret, and the trailer's digest covers everything
// else. Whoever can write to the directory but cannot read that file cannot make a snapshot that is
// accepted. Errors: cannot_read, cannot_write.

#include <array>
#include <cstddef>
#include <filesystem>

#include "ledger/crypto/digest.h"
#include "ledger/event/codec.h"

namespace setoff {

class SnapshotSeal {
 public:
  // Reads the secret next to the ledger. Makes a new one if there is none that only this user can
  // have made and read; snapshots under the old one are then no longer accepted.
  [[nodiscard]] static Result<SnapshotSeal> of(const std::filesystem::path& ledger);

  [[nodiscard]] Digest over(ByteView trailer) const;

 private:
  using Secret = std::array<std::byte, 32>;
  explicit SnapshotSeal(const Secret& secret) : secret_(secret) {}
  Secret secret_;
};

}  // namespace setoff
