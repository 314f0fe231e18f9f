#include "ledger/crypto/message_blocks.h"

#include <cstdint>
#include <cstring>

namespace setoff {
namespace {

void copy(std::byte* to, Bytes from) {
  if (!from.empty()) std::memcpy(to, from.data(), from.size());
}

}  // namespace

void MessageBlocks::start(std::optional<std::byte> prefix, Bytes message) {
  const auto ahead = static_cast<std::size_t>(prefix.has_value());
  const auto bits = static_cast<std::uint64_t>(ahead + message.size()) * 8;
  std::size_t used = 0;  // bytes of last_
  parts_[0].blocks = 0;
  if (prefix && message.size() >= kBlock - 1) {
    first_[0] = *prefix;
    std::memcpy(first_.data() + 1, message.data(), kBlock - 1);
    parts_[0] = {first_.data(), 1};
    message = message.subspan(kBlock - 1);
  } else if (prefix) {
    last_[used++] = *prefix;
  }
  const auto whole = used == 0 ? message.size() / kBlock : 0;
  parts_[1] = {message.data(), whole};
  message = message.subspan(whole * kBlock);
  copy(last_.data() + used, message);
  used += message.size();
  last_[used++] = std::byte{0x80};
  const std::size_t size = used <= kBlock - sizeof bits ? kBlock : 2 * kBlock;
  std::memset(last_.data() + used, 0, size - sizeof bits - used);
  for (std::size_t i = 0; i < sizeof bits; ++i)
    last_[size - 1 - i] = static_cast<std::byte>(bits >> (8 * i));
  parts_[2] = {last_.data(), size / kBlock};
  contiguous_blocks_ = 0;
  part_ = 0;
  skip(0);
}

}  // namespace setoff
