#pragma once
// ReadContext: what a reader that turns a tree into typed values needs: the diagnostics it reports
// to, the path of the value ("exports.gas.due"), the same path as a pattern ("exports.<line>.due"),
// and the catalog that records every key ever requested, from which a JSON Schema and `explain` are
// generated. A read function has the form std::optional<T> f(const Node&, const ReadContext&); it
// reports errors and never throws.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "ledger/text/diagnostic.h"
#include "ledger/text/yaml_tree.h"

namespace setoff {

// A key as its reader declares it: name, a one-line description, an example value, the default as
// it would be written.
struct Key {
  std::string_view name;
  std::string_view about{};
  std::string_view example{};
  std::string_view fallback{};  // only for keys read with_default
};

enum class Presence : std::uint8_t { required, optional, defaulted, each };

struct KeyInfo {
  std::string pattern;  // "exports.<line>.due"
  std::string about;
  std::string example;
  std::string fallback;
  std::string type;  // what the read function says it reads: "duration", "money", "list", "mapping"
  std::vector<std::string> choices;  // of an enum
  Presence presence = Presence::optional;
  friend bool operator==(const KeyInfo&, const KeyInfo&) = default;
};

// A default that was used because the file has no value.
struct DefaultUsed {
  std::string path;  // "exports.gas.due"
  std::string value;
};

class KeyCatalog {
 public:
  // The first record of a pattern is kept; describe() fills in type and choices. A key that one
  // form of a block requires and another does not is optional.
  void record(KeyInfo facts);
  void describe(const std::string& pattern, std::string_view type,
                const std::vector<std::string>& choices);
  void record_default(DefaultUsed used) { defaults_.push_back(std::move(used)); }
  // In the order of reading.
  [[nodiscard]] const std::vector<KeyInfo>& keys() const { return keys_; }
  [[nodiscard]] const std::vector<DefaultUsed>& defaults() const { return defaults_; }

 private:
  std::vector<KeyInfo> keys_;
  std::vector<DefaultUsed> defaults_;
};

class ReadContext {
 public:
  ReadContext(Diagnostics& diagnostics, KeyCatalog& catalog)
      : diagnostics_(&diagnostics), catalog_(&catalog) {}

  // Contexts for the value of a key; of a key that a person chose, such as a line's name; of an
  // item of a list.
  [[nodiscard]] ReadContext at(std::string_view key, Span key_span,
                               std::string_view example = {}) const;
  [[nodiscard]] ReadContext each(std::string_view key, std::string_view kind, Span key_span,
                                 std::string_view example = {}) const;
  [[nodiscard]] ReadContext item(std::size_t index) const;

  [[nodiscard]] Diagnostics& diagnostics() const { return *diagnostics_; }
  [[nodiscard]] KeyCatalog& catalog() const { return *catalog_; }
  [[nodiscard]] const std::string& path() const { return path_; }
  [[nodiscard]] const std::string& pattern() const { return pattern_; }
  // The key whose value is read, without quotes; empty for an item of a list.
  [[nodiscard]] const std::string& key() const { return key_; }
  [[nodiscard]] Span key_span() const { return key_span_; }
  [[nodiscard]] std::string_view example_or(std::string_view other) const {
    return example_.empty() ? other : std::string_view(example_);
  }

  void error(std::string code, Span span, std::string message, std::string suggestion = {},
             std::string help = {}) const;
  // A fault in the text of a scalar, marked at its characters.
  void fault(const Fault& fault, const Node& node) const;
  // Reports "expected a duration such as '45 days', found a mapping" at the node (or at its key, if
  // the node is empty).
  void expected(std::string_view what, std::string_view example, const Node& node) const;
  // Records in the catalog what kind of value is read here.
  void type(std::string_view type, const std::vector<std::string>& choices = {}) const;

 private:
  Diagnostics* diagnostics_;
  KeyCatalog* catalog_;
  std::string path_;
  std::string pattern_;
  std::string key_;
  std::string example_;
  Span key_span_;
};

}  // namespace setoff
