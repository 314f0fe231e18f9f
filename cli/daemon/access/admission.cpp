#include "cli/daemon/access/admission.h"

#include "ledger/exchange/json_tree.h"

namespace setoff::cli {
namespace {

void answer(Submission& item, Verdict verdict, const Error& why) {
  item.key = std::move(item.event->key);
  item.event.reset();
  item.answer = {verdict, {}, {}, why};
}

}  // namespace

bool Admission::authenticate(std::string_view token) {
  token_hash_.reset();
  if (!token.empty()) token_hash_ = hash_of_token(token);  // an empty token counts as none
  if (known()) return true;
  shared_.refusals.token(peer_);
  return false;
}

const User* Admission::user() const {
  if (access_.by == Access::By::as_user) return shared_.users.named(access_.user);
  if (!needs_token() || !token_hash_) return nullptr;
  return shared_.users.find(*token_hash_);
}

bool Admission::may_read() const {
  switch (access_.by) {
    case Access::By::anybody:
    case Access::By::everyone_reads:
      return true;
    case Access::By::token:
    case Access::By::as_user:
      break;
  }
  const auto* const who = user();
  return who != nullptr && who->read;
}

Status Admission::may_submit_any() const {
  switch (access_.by) {
    case Access::By::anybody:
      return Ok{};
    case Access::By::everyone_reads:
      return Error(Code::not_permitted, "this listener is open for reading only");
    case Access::By::token:
    case Access::By::as_user:
      break;
  }
  const auto* const who = user();
  if (who != nullptr && (who->approve || !who->submit.empty())) return Ok{};
  return Error(Code::not_permitted, "this user may not submit events");
}

void Admission::note_refused(const Error& why) const {
  const auto* const who = user();
  shared_.refusals.right(peer_, who == nullptr ? std::string_view() : who->name, why);
}

Status Admission::check_right(Submission& item, const User* user) const {
  switch (access_.by) {
    case Access::By::anybody:
      return Ok{};
    case Access::By::everyone_reads:
      return Error(Code::not_permitted, "this listener is open for reading only");
    case Access::By::token:
    case Access::By::as_user:
      break;
  }
  if (user == nullptr) return Error(Code::not_permitted, "the token is not known");
  SETOFF_TRY_STATUS(may_submit(*user, *item.event));
  set_submitter(*user, *item.event);
  item.acts_for_itself = !user->importer;
  return Ok{};
}

void Admission::check(std::vector<Submission>& items) const {
  const auto* const who = user();
  const auto now = shared_.time.now();
  for (auto& item : items) {
    if (!item.event) continue;
    if (const auto right = check_right(item, who); !right) {
      note_refused(right.error());
      answer(item, Verdict::refused, right.error());
    } else if (const auto times = check_times(*item.event, now, shared_.bounds); !times) {
      answer(item, Verdict::malformed, times.error());
    }
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
