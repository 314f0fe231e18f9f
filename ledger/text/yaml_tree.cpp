#include "ledger/text/yaml_tree.h"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/mark.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <sstream>

#include "ledger/base/check.h"
#include "ledger/text/yaml_builder.h"

namespace setoff {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

// The only way to stop the library inside a callback; caught in this file.
struct Stop {};

void stop_unless(bool wanted) {
  if (!wanted) throw Stop{};
}

// Converts the library's marks (line and column in bytes, from 0, after a byte order mark) to
// offsets.
class Events : public YAML::EventHandler {
 public:
  Events(Span part, TreeBuilder& builder) : part_(part), builder_(builder) {
    const auto text = part.text();
    line_starts_.push_back(text.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0);
    for (std::size_t i = 0; i < text.size(); ++i)
      if (text[i] == '\n') line_starts_.push_back(i + 1);
  }

  [[nodiscard]] std::size_t offset_of(const YAML::Mark& mark) const {
    if (mark.is_null()) return part_.offset;
    const auto line = std::min(static_cast<std::size_t>(mark.line), line_starts_.size() - 1);
    const auto offset = line_starts_[line] + static_cast<std::size_t>(mark.column);
    return part_.offset + std::min<std::size_t>(offset, part_.length);
  }

  void OnDocumentStart(const YAML::Mark& mark) override {
    stop_unless(builder_.document(offset_of(mark)));
  }
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    stop_unless(builder_.nothing(offset_of(mark), {.anchored = anchor != 0}));
  }
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override {
    stop_unless(builder_.alias(offset_of(mark)));
  }
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override {
    stop_unless(builder_.scalar(offset_of(mark), {.tag = tag, .anchored = anchor != 0}, value));
  }
  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value style) override {
    open(mark, {.tag = tag, .anchored = anchor != 0}, false, style);
  }
  void OnSequenceEnd() override { builder_.close(); }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value style) override {
    open(mark, {.tag = tag, .anchored = anchor != 0}, true, style);
  }
  void OnMapEnd() override { builder_.close(); }

 private:
  void open(const YAML::Mark& mark, Properties properties, bool is_mapping,
            YAML::EmitterStyle::value style) {
    stop_unless(
        builder_.open(offset_of(mark), properties, is_mapping, style == YAML::EmitterStyle::Flow));
  }

  Span part_;
  TreeBuilder& builder_;
  std::vector<std::size_t> line_starts_;  // within the part
};

}  // namespace

std::optional<Node> parse_yaml(const SourceFile& file, Diagnostics& diagnostics,
                               const YamlLimits& limits) {
  return parse_yaml_part(file, span_at(file, 0, file.text().size()), diagnostics, limits);
}

std::optional<Node> parse_yaml_part(const SourceFile& file, Span part, Diagnostics& diagnostics,
                                    const YamlLimits& limits) {
  SETOFF_CHECK(part.file == &file);
  if (!check_yaml_text(file, part, limits, diagnostics)) return std::nullopt;
  TreeBuilder builder(file, part, diagnostics, limits);
  Events events(part, builder);
  std::istringstream in{std::string(part.text())};
  try {
    YAML::Parser parser(in);
    while (parser.HandleNextDocument(events)) {
    }
  } catch (const Stop&) {
    return std::nullopt;
  } catch (const YAML::Exception& error) {
    explain_yaml_error(file, part, {error.msg, events.offset_of(error.mark)}, diagnostics);
    return std::nullopt;
  }
  if (builder.failed()) return std::nullopt;
  return builder.take_root();
}

}  // namespace setoff
