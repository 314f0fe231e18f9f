#include "tests/ledger/proof/tree_vectors.h"

#include <boost/json.hpp>
#include <fstream>
#include <iterator>

#include "ledger/base/check.h"
#include "ledger/crypto/encoding.h"
#include "ledger/proof/merkle.h"

namespace setoff::tests {
namespace {

namespace json = boost::json;

Digest digest_of(const json::value& value) {
  const auto& text = value.as_string();
  return *digest_from_hex({text.data(), text.size()});
}

std::vector<Digest> digests_of(const json::value& value) {
  std::vector<Digest> digests;
  for (const auto& item : value.as_array())
    digests.push_back(digest_of(item));
  return digests;
}

TreeVectors load() {
  std::ifstream file(SETOFF_SOURCE_DIR "/tests/vectors/rfc6962.json");
  SETOFF_CHECK(file.good());
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  const json::value root = json::parse(text);
  TreeVectors vectors;
  for (const auto& leaf : root.at("leaves").as_array()) {
    vectors.leaves.push_back(*from_hex({leaf.as_string().data(), leaf.as_string().size()}));
  }
  vectors.leaf_hashes = digests_of(root.at("leaf_hashes"));
  vectors.roots = digests_of(root.at("roots"));
  for (const auto& item : root.at("inclusion").as_array()) {
    vectors.inclusion.push_back({item.at("leaf").to_number<std::uint64_t>(),
                                 item.at("size").to_number<std::uint64_t>(),
                                 digests_of(item.at("proof"))});
  }
  for (const auto& item : root.at("consistency").as_array()) {
    vectors.consistency.push_back({item.at("from").to_number<std::uint64_t>(),
                                   item.at("to").to_number<std::uint64_t>(),
                                   digests_of(item.at("proof"))});
  }
  return vectors;
}

}  // namespace

const TreeVectors& tree_vectors() {
  static const TreeVectors vectors = load();
  return vectors;
}

std::vector<Digest> some_leaves(std::size_t count) {
  std::vector<Digest> leaves;
  for (std::size_t i = 0; i < count; ++i)
    leaves.push_back(hash_leaf(bytes_of(std::to_string(i))));
  return leaves;
}

}  // namespace setoff::tests
