#pragma once
// Private to ledger/text: builds a Node from the events of a YAML library, with offsets into the
// file, and reports what the format does not allow (duplicate and merge keys, tags, anchors, a
// second document, limits). A function that returns false has reported an error after which reading
// must stop.

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "ledger/base/text_map.h"
#include "ledger/text/yaml_internal.h"

namespace setoff {

// What precedes a value: its tag as the library names it, and whether it has an anchor.
struct Properties {
  std::string_view tag{};
  bool anchored = false;
};

class TreeBuilder {
 public:
  TreeBuilder(const SourceFile& file, Span part, Diagnostics& diagnostics,
              const YamlLimits& limits);

  [[nodiscard]] bool document(std::size_t offset);
  [[nodiscard]] bool nothing(std::size_t offset, Properties properties);
  [[nodiscard]] bool alias(std::size_t offset);
  [[nodiscard]] bool scalar(std::size_t offset, Properties properties, const std::string& value);
  [[nodiscard]] bool open(std::size_t offset, Properties properties, bool is_mapping, bool is_flow);
  void close();

  [[nodiscard]] bool failed() const { return failed_; }
  [[nodiscard]] Node take_root() { return std::move(root_); }

 private:
  // A mapping or a list that is still open.
  struct Frame {
    bool is_mapping = false;
    Node::Style style = Node::Style::block;
    Span span{};
    std::vector<Node> items{};
    std::vector<Member> members{};
    std::unordered_set<std::string, TextHash> keys{};  // filled only if there are many
    bool expects_key = true;
    std::string key{};
    Span key_span{};
  };

  [[nodiscard]] char at(std::size_t offset) const;
  [[nodiscard]] std::size_t end() const { return part_.offset + part_.length; }
  [[nodiscard]] bool expects_key() const;
  [[nodiscard]] Node::Style style_at(std::size_t offset) const;
  [[nodiscard]] Span word_at(std::size_t offset) const;
  [[nodiscard]] Span scalar_span(std::size_t offset, const std::string& value,
                                 Node::Style style) const;
  [[nodiscard]] std::size_t null_word(std::size_t offset) const;
  [[nodiscard]] Span place_of_nothing(std::size_t offset) const;
  [[nodiscard]] std::optional<Span> document_marker(std::size_t offset) const;

  void error(std::string code, Span span, std::string message, std::string suggestion = {},
             std::string help = {});
  void bad_key(Span span, std::string message);
  void report_anchor(std::size_t offset);
  void check_properties(std::size_t offset, Properties properties);
  void check_colon();
  bool check_comma(const Frame& frame);
  bool check_path_key(const Frame& frame, std::size_t behind);
  [[nodiscard]] bool count(std::size_t offset);
  [[nodiscard]] bool is_new_key(Frame& frame, const std::string& key) const;
  void finish_key(std::string key, Span span);
  void finish(Node node);

  const SourceFile& file_;
  Span part_;
  Diagnostics& diagnostics_;
  YamlLimits limits_;
  std::size_t documents_ = 0;
  std::size_t nodes_ = 0;
  bool failed_ = false;
  std::vector<Frame> frames_;
  Node root_;
};

}  // namespace setoff
