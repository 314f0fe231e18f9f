#include "ledger/store/snapshot_seal.h"

#include <algorithm>

#include "ledger/crypto/hmac_sha256.h"
#include "ledger/crypto/random_bytes.h"
#include "ledger/store/file_id.h"
#include "ledger/store/private_file.h"

namespace setoff {

Result<SnapshotSeal> SnapshotSeal::of(const std::filesystem::path& ledger) {
  auto path = resolve_link(ledger);
  path += "-snapshot-key";
  Secret secret{};
  if (const auto kept = PrivateFile::open(path); kept) {
    SETOFF_TRY(bytes, kept->read(secret.size()));
    if (bytes.size() == secret.size()) {
      std::ranges::copy(std::as_bytes(std::span(bytes)), secret.begin());
      return SnapshotSeal(secret);
    }
  }
  SETOFF_TRY_STATUS(fill_random(secret));
  SETOFF_TRY(file, PrivateFile::make(path));
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(secret.data());
  SETOFF_TRY_STATUS(file.write({bytes, secret.size()}));
  SETOFF_TRY_STATUS(file.sync());
  return SnapshotSeal(secret);
}

Digest SnapshotSeal::over(ByteView trailer) const {
  return hmac_sha256(secret_, std::as_bytes(trailer));
}

}  // namespace setoff
