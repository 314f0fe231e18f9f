#pragma once
// SourceFile: one text that a person wrote, with its lines. Span: a range of it, in bytes. Sources
// owns the files, so that spans stay valid through extends, variants and patches; a `--set` patch
// is a SourceFile too, named "--set". Lines and columns count from 1; a column counts code points.
// Errors: load() returns cannot_open, cannot_read, too_large, bad_syntax (not UTF-8).

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "ledger/base/result.h"

namespace setoff {

struct Place {
  std::size_t line;    // from 1
  std::size_t column;  // from 1, in code points
  friend auto operator<=>(const Place&, const Place&) = default;
};

class SourceFile {
 public:
  SourceFile(std::string name, std::string text);

  [[nodiscard]] const std::string& name() const { return name_; }
  [[nodiscard]] std::string_view text() const { return text_; }
  [[nodiscard]] std::size_t line_count() const { return line_starts_.size(); }
  // Byte offset of the first character of a line; of the end of the text for lines after the last.
  [[nodiscard]] std::size_t line_start(std::size_t line) const;
  // The line without its line ending.
  [[nodiscard]] std::string_view line(std::size_t line) const;
  [[nodiscard]] Place place(std::size_t offset) const;

 private:
  std::string name_;
  std::string text_;
  std::vector<std::size_t> line_starts_;
};

struct Span {
  const SourceFile* file = nullptr;  // null: no place (a value that is in no text)
  std::uint32_t offset = 0;
  std::uint32_t length = 0;

  [[nodiscard]] bool valid() const { return file != nullptr; }
  [[nodiscard]] Place begin() const;  // {0, 0} without a file
  [[nodiscard]] std::string_view text() const;
  [[nodiscard]] std::string where() const;  // "file:line:column", empty without a file
  // The part that starts `from` bytes into the span, cut at the end of its line.
  [[nodiscard]] Span part(std::size_t from, std::size_t size) const;
  friend bool operator==(const Span&, const Span&) = default;
};

// The span of `size` bytes at `offset`, cut at the end of the text.
[[nodiscard]] Span span_at(const SourceFile& file, std::size_t offset, std::size_t size);

inline constexpr std::size_t kSourceBytesMax = 8U << 20U;  // 8 MiB

class Sources {
 public:
  // Files keep their addresses when more are added and when Sources is moved.
  const SourceFile& add(std::string name, std::string text);
  // Reads a file and names it by the path as given. Refuses more than `bytes_max` bytes, and text
  // that is not UTF-8.
  [[nodiscard]] Result<const SourceFile*> load(const std::filesystem::path& path,
                                               std::size_t bytes_max = kSourceBytesMax);
  [[nodiscard]] const std::vector<std::unique_ptr<SourceFile>>& files() const { return files_; }

 private:
  std::vector<std::unique_ptr<SourceFile>> files_;
};

// Offset of the first byte that is not well-formed UTF-8; npos if there is none.
[[nodiscard]] std::size_t find_bad_utf8(std::string_view text);

}  // namespace setoff
