#include "simulator/study/block_store.h"

#include <algorithm>
#include <cereal/archives/portable_binary.hpp>
#include <cereal/types/string.hpp>
#include <cereal/types/vector.hpp>
#include <cstring>
#include <fstream>
#include <sstream>

#include "ledger/crypto/encoding.h"
#include "ledger/crypto/sha256.h"

namespace setoff::simulator {

namespace {

constexpr std::uint32_t kBlockFormat = 1;

std::string text_of(const Digest& digest) {
  std::string text(Digest::kSize, '\0');
  std::memcpy(text.data(), digest.bytes.data(), Digest::kSize);
  return text;
}

// A row's members in their order; days and digests as what they consist of.
template <class Archive>
void row_of(Archive& archive, PathRow& row) {
  std::vector<std::int8_t> happened;
  std::vector<std::int32_t> first;
  std::string balances = text_of(row.balances);
  for (const Happened each : row.happened)
    happened.push_back(static_cast<std::int8_t>(each));
  for (const Day day : row.first)
    first.push_back(day.since_epoch());
  archive(row.path, row.failure, row.inputs, row.answers, happened, first, row.bands, row.events,
          row.refused, balances);
  row.happened.clear();
  row.first.clear();
  for (const std::int8_t each : happened)
    row.happened.push_back(static_cast<Happened>(each));
  for (const std::int32_t day : first)
    row.first.push_back(Day(day));
  std::memcpy(row.balances.bytes.data(), balances.data(), std::min(balances.size(), Digest::kSize));
}

}  // namespace

std::vector<BlockName> blocks_of(const StudyPlan& plan) {
  std::vector<BlockName> out;
  for (std::uint32_t point = 0; point < plan.points.size(); ++point)
    for (std::uint64_t index = 0; index * kBlockPaths < plan.paths; ++index)
      out.push_back({point, index});
  return out;
}

std::pair<std::uint64_t, std::uint64_t> paths_of(const StudyPlan& plan, const BlockName& block) {
  return {block.index * kBlockPaths + 1, std::min((block.index + 1) * kBlockPaths, plan.paths)};
}

std::filesystem::path BlockStore::file_of(const BlockName& block) const {
  return folder_ / ("point-" + std::to_string(block.point + 1) + "-block-" +
                    std::to_string(block.index + 1) + ".paths");
}

bool BlockStore::has(const BlockName& block) const {
  std::error_code ignored;
  return std::filesystem::exists(file_of(block), ignored);
}

Status BlockStore::write(const BlockName& block, const std::vector<PathRow>& rows) const {
  std::ostringstream bytes;
  {
    cereal::PortableBinaryOutputArchive archive(bytes);
    archive(kBlockFormat, text_of(study_), block.point, block.index,
            static_cast<std::uint64_t>(rows.size()));
    for (PathRow row : rows)
      row_of(archive, row);
  }
  const std::string body = std::move(bytes).str();
  const auto file = file_of(block);
  auto unfinished = file;
  unfinished += ".unfinished";
  {
    std::ofstream out(unfinished, std::ios::binary | std::ios::trunc);
    out << body << text_of(sha256(bytes_of(body)));
    out.close();
    if (!out) return Error(Code::cannot_write, "cannot write " + unfinished.string());
  }
  std::error_code failed;
  std::filesystem::rename(unfinished, file, failed);
  if (failed) return Error(Code::cannot_write, "cannot write " + file.string());
  return Ok{};
}

Result<std::vector<PathRow>> BlockStore::read(const BlockName& block) const {
  const auto file = file_of(block);
  std::ifstream in(file, std::ios::binary);
  if (!in) return Error(Code::cannot_open, "cannot open " + file.string());
  std::ostringstream whole;
  whole << in.rdbuf();
  std::string body = std::move(whole).str();
  const Error damaged(Code::corrupt,
                      file.string() + " is damaged: delete it to run its paths again");
  if (body.size() < Digest::kSize) return damaged;
  const std::string seal = body.substr(body.size() - Digest::kSize);
  body.resize(body.size() - Digest::kSize);
  if (text_of(sha256(bytes_of(body))) != seal) return damaged;
  std::istringstream bytes(body);
  try {
    cereal::PortableBinaryInputArchive archive(bytes);
    std::uint32_t format = 0;
    std::string study;
    BlockName name;
    std::uint64_t size = 0;
    archive(format, study, name.point, name.index, size);
    if (format != kBlockFormat || study != text_of(study_) || name != block)
      return Error(Code::bad_field, file.string() + " belongs to another study");
    std::vector<PathRow> rows(size);
    for (PathRow& row : rows)
      row_of(archive, row);
    return rows;
  } catch (const cereal::Exception&) {
    return damaged;
  }
}

}  // namespace setoff::simulator
