#pragma once
// MapReader: reads a mapping key by key and requires that every key was read. For an unknown key it
// suggests the nearest known one, missing keys are reported at the mapping, and a wrong kind is
// reported with what was expected and an example.
//   MapReader r(node, reading);
//   r.required({"due", "days from invoice to payment", "45 days"}, read_days, out.due_days);
//   // `out` may be a std::optional or a T:
//   r.optional({"grace", "days until arrears", "5 days"}, read_days, out.grace);
//   r.with_default({"step", "length of a step", "1 day", "1 day"}, read_days, out.step);
//   // Every key not read so far, into a vector<pair<string, T>>:
//   r.each("line", read_line, out.lines);
//   return r.finish();  // true if nothing in this mapping was wrong
// The texts of a Key must outlive the MapReader. Errors: unknown_key, missing_key, wrong_kind,
// empty_value, unreadable, and those of the read functions.

#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "ledger/text/read_context.h"
#include "ledger/text/read_values.h"

namespace setoff {

class MapReader {
 public:
  // If `node` is not a mapping, that is reported here; then no key is found and nothing more is
  // reported.
  MapReader(const Node& node, const ReadContext& reading);
  MapReader(const MapReader&) = delete;
  MapReader& operator=(const MapReader&) = delete;

  template <class Read, class T>
  bool required(const Key& key, Read read, T& out) {
    const Member* member = consume(key, Presence::required);
    return member != nullptr && store(*member, key, read, out);
  }

  // An absent key leaves `out` unchanged. True if the key is absent or was read.
  template <class Read, class T>
  bool optional(const Key& key, Read read, T& out) {
    const Member* member = consume(key, Presence::optional);
    return member == nullptr || store(*member, key, read, out);
  }

  // An absent key is read from key.fallback, which is recorded as a default used.
  template <class Read, class T>
  bool with_default(const Key& key, Read read, T& out) {
    const Member* member = consume(key, Presence::defaulted);
    if (member != nullptr) return store(*member, key, read, out);
    const Member absent = fallback(key);
    return store(absent, key, read, out);
  }

  // All keys not requested so far are names that the author chose; `kind` is what they name
  // ("line").
  template <class Read, class T>
  bool each(std::string_view kind, Read read, std::vector<std::pair<std::string, T>>& out) {
    bool good = true;
    for (const Member* member : consume_others(kind)) {
      std::optional<T> value =
          read(member->value, reading_.each(member->key, kind, member->key_span));
      if (value) {
        out.emplace_back(member->key, std::move(*value));
        continue;
      }
      report_lost(*member);
      good = false;
    }
    return good_ = good_ && good;
  }

  [[nodiscard]] bool has(std::string_view key) const { return node_->find(key) != nullptr; }
  // Whether a key that nobody has requested so far was probably meant to be this one: then its
  // absence is no second mistake.
  [[nodiscard]] bool is_misspelt(std::string_view key) const;
  [[nodiscard]] const Node& node() const { return *node_; }
  [[nodiscard]] const ReadContext& reading() const { return reading_; }
  // An error about this mapping as a whole, at its key; finish() then returns false.
  void error(std::string code, std::string message, std::string help = {});
  // An error at the value of one key of this mapping.
  void error_at(std::string_view key, std::string code, std::string message,
                std::string suggestion = {}, std::string help = {});
  // An error at a place inside this mapping.
  void error_at_span(Span span, std::string code, std::string message, std::string help = {});
  // Of several keys one must be given, and none is. finish() reports it, unless an unknown key was
  // meant to be one of them.
  void missing_one_of(std::vector<std::string> keys, std::string message, std::string help = {});
  // A key that is read elsewhere: only suggested for a misspelled one.
  void also_known(std::string_view key) { known_.emplace_back(key); }
  // Reports the keys that nobody requested, and the missing ones. May be called again, for checks
  // between the values of a mapping in which nothing was wrong: if (map.finish()) check(map, out);
  bool finish();

 private:
  struct Alternatives {
    std::vector<std::string> keys;
    std::string message;
    std::string help;
  };

  const Member* consume(const Key& key, Presence presence);
  std::vector<const Member*> consume_others(std::string_view kind);
  Member fallback(const Key& key) const;
  [[nodiscard]] Span place() const;
  [[nodiscard]] std::string where_text() const;
  [[nodiscard]] std::string meant_by(std::string_view key) const;
  // A reader that gives up must have said why: a value that is dropped in silence would change the
  // meaning of the file.
  void report_lost(const Member& member);
  void report_unknown(const Member& member);
  void report_missing(const Key& key);

  template <class Read, class T>
  bool store(const Member& member, const Key& key, Read& read, T& out) {
    auto value = read(member.value, reading_.at(key.name, member.key_span, key.example));
    if (!value) report_lost(member);
    if (!value) return good_ = false;
    out = std::move(*value);  // NOLINT(bugprone-optional-value-conversion): T may be optional
    return true;
  }

  const Node* node_;
  ReadContext reading_;
  bool good_ = true;
  bool usable_ = true;                      // the node is a mapping
  std::vector<std::string> known_;          // keys requested
  std::vector<bool> consumed_;              // by member
  std::vector<Key> missing_;                // required and absent; reported by finish()
  std::vector<Alternatives> alternatives_;  // of which none is given; reported by finish()
};

}  // namespace setoff
