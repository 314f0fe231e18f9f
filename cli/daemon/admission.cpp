#include "cli/daemon/admission.h"

#include "ledger/exchange/json_tree.h"

namespace setoff::cli {

bool Admission::show(std::string_view token) {
  token_hash_ = hash_of_token(token);
  if (known()) return true;
  metrics_.tokens_refused.add();
  return false;
}

const User* Admission::user() const {
  return token_hash_ ? users_.find(*token_hash_) : nullptr;
}

bool Admission::may_read() const {
  if (!needs_token_) return true;
  const auto* const who = user();
  return who != nullptr && who->read;
}

void Admission::check(std::vector<Submission>& items) const {
  if (!needs_token_) return;
  const auto* const who = user();
  for (auto& item : items) {
    if (!item.event) continue;
    const auto status = who == nullptr
                            ? Status(Error(Code::not_permitted, "the token is not known"))
                            : may_submit(*who, *item.event);
    if (status) {
      sign_for(*who, *item.event);
      item.own_hand = !who->stamp;
      continue;
    }
    item.key = std::move(item.event->key);
    item.event.reset();
    item.answer = {Verdict::refused, {}, {}, status.error()};
  }
}

std::optional<std::string> token_of(std::string_view json) {
  JsonTree tree;
  if (!tree.parse(json)) return std::nullopt;
  const auto& root = tree.root();
  if (root.kind != JsonKind::object || root.children != 1) return std::nullopt;
  const auto* const member = tree.first_child(root);
  if (member->key != "token" || member->kind != JsonKind::string) return std::nullopt;
  return std::string(member->text);
}

}  // namespace setoff::cli
