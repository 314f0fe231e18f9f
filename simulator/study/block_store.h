#pragma once
// BlockStore: the finished blocks of a study in a folder, one file each, so that a study that was
// stopped goes on where it was, and one that was spread over machines is put together by copying
// files. A file names the study it belongs to and ends with a digest; one that is damaged or of
// another study is refused. Errors: cannot_open, cannot_write, corrupt.

#include <filesystem>
#include <optional>
#include <vector>

#include "ledger/base/result.h"
#include "simulator/study/study.h"

namespace setoff::simulator {

inline constexpr std::uint64_t kBlockPaths = 64;

// A stretch of the paths of one point.
struct BlockName {
  std::uint32_t point = 0;
  std::uint64_t index = 0;  // paths index * 64 + 1 to (index + 1) * 64, as far as there are so many
  friend auto operator<=>(const BlockName&, const BlockName&) = default;
};

// Of all points, in their order.
[[nodiscard]] std::vector<BlockName> blocks_of(const StudyPlan& plan);
// The first and last path of a block.
[[nodiscard]] std::pair<std::uint64_t, std::uint64_t> paths_of(const StudyPlan& plan,
                                                               const BlockName& block);

class BlockStore {
 public:
  // `study` identifies what is run: the program, the files, the plan.
  BlockStore(std::filesystem::path folder, const Digest& study)
      : folder_(std::move(folder)), study_(study) {}

  // Whether the block is there.
  [[nodiscard]] bool has(const BlockName& block) const;
  // All or nothing: a file that is there is whole.
  [[nodiscard]] Status write(const BlockName& block, const std::vector<PathRow>& rows) const;
  [[nodiscard]] Result<std::vector<PathRow>> read(const BlockName& block) const;

 private:
  [[nodiscard]] std::filesystem::path file_of(const BlockName& block) const;

  std::filesystem::path folder_;
  Digest study_;
};

}  // namespace setoff::simulator
