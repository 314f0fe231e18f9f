// SHA-256 with the SHA instructions of x86-64, one to four messages at a time. The file is compiled
// for any processor: target attributes mark the functions that use the instructions, and they are
// called only if has_sha_instructions().

#include "ledger/base/check.h"
#include "ledger/crypto/message_blocks.h"
#include "ledger/crypto/sha256_many.h"

#if defined(__x86_64__)

#include <cpuid.h>
#include <immintrin.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

#define SETOFF_SHA __attribute__((target("sha,sse4.1,ssse3")))
#define SETOFF_SHA_INLINE SETOFF_SHA __attribute__((always_inline)) inline

namespace setoff {
namespace {

alignas(16) constexpr std::uint32_t kRounds[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};
// The initial hash state, in the word order that the instructions expect.
alignas(16) constexpr std::uint32_t kStartAbef[4] = {0x9b05688c, 0x510e527f, 0xbb67ae85,
                                                     0x6a09e667};
alignas(16) constexpr std::uint32_t kStartCdgh[4] = {0x5be0cd19, 0x1f83d9ab, 0xa54ff53a,
                                                     0x3c6ef372};

constexpr std::size_t kLanesMax = 4;

// A message in progress: its blocks, and the state after those already hashed.
struct Lane {
  __m128i abef;
  __m128i cdgh;
  MessageBlocks blocks;
  std::size_t number = 0;  // index of the message
};
// Working state and message schedule of one block.
struct Block {
  __m128i abef;
  __m128i cdgh;
  __m128i words[4];
};

SETOFF_SHA_INLINE __m128i load(const void* from) {
  return _mm_loadu_si128(static_cast<const __m128i*>(from));
}
SETOFF_SHA_INLINE __m128i byte_order() {
  return _mm_set_epi64x(0x0c0d0e0f08090a0b, 0x0405060700010203);
}

SETOFF_SHA_INLINE void open(Block& block, const Lane& lane, const std::byte* data) {
  block.abef = lane.abef;
  block.cdgh = lane.cdgh;
  block.words[0] = _mm_shuffle_epi8(load(data), byte_order());
  block.words[1] = _mm_shuffle_epi8(load(data + 16), byte_order());
  block.words[2] = _mm_shuffle_epi8(load(data + 32), byte_order());
  block.words[3] = _mm_shuffle_epi8(load(data + 48), byte_order());
}

// Runs four rounds and computes the message words for the four that come sixteen later.
template <std::size_t kFour>
SETOFF_SHA_INLINE void four_rounds(Block& block) {
  auto& word = block.words[kFour % 4];
  const __m128i sum = _mm_add_epi32(word, load(kRounds + 4 * kFour));
  block.cdgh = _mm_sha256rnds2_epu32(block.cdgh, block.abef, sum);
  block.abef = _mm_sha256rnds2_epu32(block.abef, block.cdgh, _mm_shuffle_epi32(sum, 0x0e));
  if constexpr (kFour < 12) {
    const __m128i second = block.words[(kFour + 1) % 4];
    const __m128i third = block.words[(kFour + 2) % 4];
    const __m128i fourth = block.words[(kFour + 3) % 4];
    word = _mm_add_epi32(_mm_sha256msg1_epu32(word, second), _mm_alignr_epi8(fourth, third, 4));
    word = _mm_sha256msg2_epu32(word, fourth);
  }
}

template <std::size_t kFour, std::size_t... kLanes>
SETOFF_SHA_INLINE void step(Block (&blocks)[sizeof...(kLanes)], std::index_sequence<kLanes...>) {
  (four_rounds<kFour>(blocks[kLanes]), ...);
}

// Hashes one block of each lane, `at` blocks after its current one.
template <std::size_t... kLanes, std::size_t... kFours>
SETOFF_SHA_INLINE void compress(Lane* const* lanes, std::size_t at,
                                std::index_sequence<kLanes...> each,
                                std::index_sequence<kFours...>) {
  Block blocks[sizeof...(kLanes)];
  (open(blocks[kLanes], *lanes[kLanes], lanes[kLanes]->blocks.next() + at * MessageBlocks::kBlock),
   ...);
  (step<kFours>(blocks, each), ...);
  ((lanes[kLanes]->abef = _mm_add_epi32(lanes[kLanes]->abef, blocks[kLanes].abef),
    lanes[kLanes]->cdgh = _mm_add_epi32(lanes[kLanes]->cdgh, blocks[kLanes].cdgh)),
   ...);
}

SETOFF_SHA void close(const Lane& lane, Digest& digest) {
  const __m128i feba = _mm_shuffle_epi32(lane.abef, 0x1b);
  const __m128i dchg = _mm_shuffle_epi32(lane.cdgh, 0xb1);
  const __m128i dcba = _mm_blend_epi16(feba, dchg, 0xf0);
  const __m128i hgfe = _mm_alignr_epi8(dchg, feba, 8);
  auto* const out = digest.bytes.data();
  _mm_storeu_si128(reinterpret_cast<__m128i*>(out), _mm_shuffle_epi8(dcba, byte_order()));
  _mm_storeu_si128(reinterpret_cast<__m128i*>(out + 16), _mm_shuffle_epi8(hgfe, byte_order()));
}

// Shared by all lanes: each takes the next message when it has finished one.
struct Work {
  std::optional<std::byte> prefix;
  std::span<const Bytes> messages;
  std::span<Digest> digests;
  std::size_t next = 0;
};

SETOFF_SHA bool start_next(Work& work, Lane& lane) {
  if (work.next == work.messages.size()) return false;
  lane.number = work.next++;
  lane.abef = load(kStartAbef);
  lane.cdgh = load(kStartCdgh);
  lane.blocks.start(work.prefix, work.messages[lane.number]);
  return true;
}

// Hashes until at least one lane has no message left; such lanes move to the end. Returns the
// number of lanes still active.
template <std::size_t kLanes>
SETOFF_SHA std::size_t run(Work& work, std::array<Lane*, kLanesMax>& lanes) {
  std::size_t left = kLanes;
  while (left == kLanes) {
    std::size_t blocks = lanes[0]->blocks.contiguous_blocks();
    for (std::size_t i = 1; i < kLanes; ++i)
      blocks = std::min(blocks, lanes[i]->blocks.contiguous_blocks());
    for (std::size_t at = 0; at < blocks; ++at)
      compress(lanes.data(), at, std::make_index_sequence<kLanes>(),
               std::make_index_sequence<16>());
    for (std::size_t i = kLanes; i-- > 0;) {
      auto& lane = *lanes[i];
      lane.blocks.skip(blocks);
      if (lane.blocks.contiguous_blocks() > 0) continue;
      close(lane, work.digests[lane.number]);
      if (!start_next(work, lane)) std::swap(lanes[i], lanes[--left]);
    }
  }
  return left;
}

}  // namespace

bool has_sha_instructions() {
  unsigned a = 0;
  unsigned b = 0;
  unsigned c = 0;
  unsigned d = 0;
  constexpr unsigned kSse = 1U << 9U | 1U << 19U;  // SSSE3 and SSE4.1
  if (__get_cpuid(1, &a, &b, &c, &d) == 0 || (c & kSse) != kSse) return false;
  return __get_cpuid_count(7, 0, &a, &b, &c, &d) != 0 && (b & 1U << 29U) != 0;
}

void sha256_interleaved(std::optional<std::byte> prefix, std::span<const Bytes> messages,
                        std::span<Digest> digests) {
  SETOFF_CHECK(messages.size() == digests.size());
  Work work{prefix, messages, digests};
  std::array<Lane, kLanesMax> room;
  std::array<Lane*, kLanesMax> lanes{};
  std::size_t left = 0;
  while (left < kLanesMax && start_next(work, room[left])) {
    lanes[left] = &room[left];
    ++left;
  }
  while (left > 0) {
    if (left == 4)
      left = run<4>(work, lanes);
    else if (left == 3)
      left = run<3>(work, lanes);
    else if (left == 2)
      left = run<2>(work, lanes);
    else
      left = run<1>(work, lanes);
  }
}

}  // namespace setoff

#else

namespace setoff {

bool has_sha_instructions() {
  return false;
}
void sha256_interleaved(std::optional<std::byte>, std::span<const Bytes>, std::span<Digest>) {
  SETOFF_CHECK(false);
}

}  // namespace setoff

#endif
