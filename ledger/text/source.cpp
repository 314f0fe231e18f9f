#include "ledger/text/source.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <system_error>

#include "ledger/base/characters.h"
#include "ledger/base/check.h"
#include "ledger/text/utf8.h"

namespace setoff {
namespace {

Error read_error(const std::filesystem::path& path, Code code, std::string_view why) {
  return {code, "cannot read '" + path.string() + "': " + std::string(why), path.string()};
}

}  // namespace

std::size_t find_bad_utf8(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const auto length = utf8_length(text, at);
    if (length == 0) return at;
    at += length;
  }
  return std::string_view::npos;
}

SourceFile::SourceFile(std::string name, std::string text)
    : name_(std::move(name)), text_(std::move(text)), line_starts_{0} {
  SETOFF_CHECK(text_.size() < 0xFFFFFFFFU);
  for (std::size_t i = 0; i < text_.size(); ++i)
    if (text_[i] == '\n') line_starts_.push_back(i + 1);
}

std::size_t SourceFile::line_start(std::size_t line) const {
  if (line == 0) return 0;
  return line <= line_starts_.size() ? line_starts_[line - 1] : text_.size();
}

std::string_view SourceFile::line(std::size_t line) const {
  const auto begin = line_start(line);
  auto piece = std::string_view(text_).substr(begin, line_start(line + 1) - begin);
  while (!piece.empty() && (piece.back() == '\n' || piece.back() == '\r'))
    piece.remove_suffix(1);
  return piece;
}

Place SourceFile::place(std::size_t offset) const {
  offset = std::min(offset, text_.size());
  const auto after = std::ranges::upper_bound(line_starts_, offset);
  const auto line = static_cast<std::size_t>(after - line_starts_.begin());
  const auto before = std::string_view(text_).substr(line_start(line), offset - line_start(line));
  const auto continued = std::ranges::count_if(before, is_continuation);
  return {line, before.size() - static_cast<std::size_t>(continued) + 1};
}

Place Span::begin() const {
  return file == nullptr ? Place{0, 0} : file->place(offset);
}

std::string_view Span::text() const {
  return file == nullptr ? std::string_view{} : file->text().substr(offset, length);
}

std::string Span::where() const {
  if (file == nullptr) return {};
  const auto place = begin();
  return file->name() + ":" + std::to_string(place.line) + ":" + std::to_string(place.column);
}

Span Span::part(std::size_t from, std::size_t size) const {
  if (file == nullptr) return *this;
  const auto all = text();
  const auto first = std::min(from, all.size());
  const auto piece = all.substr(first, size);
  const auto line = piece.substr(0, piece.find('\n'));
  return span_at(*file, offset + first, line.size());
}

Span span_at(const SourceFile& file, std::size_t offset, std::size_t size) {
  const auto begin = std::min(offset, file.text().size());
  const auto length = std::min(size, file.text().size() - begin);
  return {&file, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(length)};
}

const SourceFile& Sources::add(std::string name, std::string text) {
  files_.push_back(std::make_unique<SourceFile>(std::move(name), std::move(text)));
  return *files_.back();
}

Result<const SourceFile*> Sources::load(const std::filesystem::path& path, std::size_t bytes_max) {
  std::error_code failed;
  const auto status = std::filesystem::status(path, failed);
  if (!std::filesystem::exists(status))
    return read_error(path, Code::cannot_open, "there is no such file");
  if (std::filesystem::is_directory(status))
    return read_error(path, Code::cannot_open, "it is a directory, not a file");
  std::ifstream in(path, std::ios::binary);
  if (!in) return read_error(path, Code::cannot_open, "permission is missing");
  std::string text;
  std::array<char, 65'536> buffer{};
  while (in.read(buffer.data(), buffer.size()) || in.gcount() > 0) {
    text.append(buffer.data(), static_cast<std::size_t>(in.gcount()));
    if (text.size() > bytes_max)
      return read_error(path, Code::too_large,
                        "it is larger than " + std::to_string(bytes_max) + " bytes");
  }
  if (in.bad()) return read_error(path, Code::cannot_read, "the device reported an error");
  if (const auto bad = find_bad_utf8(text); bad != std::string::npos)
    return read_error(
        path, Code::bad_syntax,
        "the byte at offset " + std::to_string(bad) + " is not UTF-8; save the file as UTF-8 text");
  return &add(path.string(), std::move(text));
}

}  // namespace setoff
