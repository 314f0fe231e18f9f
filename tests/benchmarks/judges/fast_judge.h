#pragma once
// FastJudge: the prototype of a judge that applies a move to numbers. Behaviours read a Position
// and emit Moves; the verdicts are those functions of ledger/arithmetic that the rules use, too.

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

#include "ledger/arithmetic/interest.h"
#include "ledger/arithmetic/limits.h"
#include "tests/benchmarks/judges/two_way_model.h"

namespace setoff::benchmarks {

enum class MoveKind : std::uint8_t { pay_in, pay_out, interest };
struct Move {
  MoveKind kind;
  std::int64_t amount;  // minor units; only interest may be below zero
};

// An invoice that waits for its payment.
struct Waiting {
  std::int32_t on = 0;  // day of the run
  std::int64_t amount = 0;
  std::optional<std::int64_t> obstacle{};  // balance at which it found no room
};
// A queue without allocation; more than a model's invoices never wait.
class WaitingList {
 public:
  [[nodiscard]] bool empty() const { return size_ == 0; }
  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] const Waiting& front() const { return items_[first_]; }
  // Removes the first that is to be paid by that day and need not wait for another balance.
  [[nodiscard]] std::optional<Waiting> take_next(int day, std::int64_t balance) {
    for (std::size_t i = 0; i < size_; ++i) {
      const Waiting taken = at(i);
      if (taken.on > day || taken.obstacle == balance) continue;
      for (--size_; i < size_; ++i)
        at(i) = at(i + 1);
      return taken;
    }
    return std::nullopt;
  }
  void push(Waiting item) { items_[(first_ + size_++) % items_.size()] = item; }
  void pop() {
    first_ = (first_ + 1) % items_.size();
    --size_;
  }

 private:
  [[nodiscard]] Waiting& at(std::size_t i) { return items_[(first_ + i) % items_.size()]; }

  std::array<Waiting, 64> items_{};
  std::size_t first_ = 0;
  std::size_t size_ = 0;
};

// The books of the model at a moment: what its moves can change, and nothing else.
struct Position {
  std::int64_t balance = 0;
  std::int64_t balance_days = 0;  // since the last interest
  std::uint32_t refusals = 0;
  WaitingList in;                          // what the other side's buyer has to pay
  WaitingList out;                         // what the home side has to pay
  std::optional<std::int64_t> obstacle{};  // balance at which `out` found no room
};

// Applies the verdict of the books to a position: false if they refuse.
class FastJudge {
 public:
  explicit FastJudge(const TwoWayModel& model) : swing_(model.swing) {}

  bool judge(Position& position, Move move) const {
    const AccountTotals totals{position.balance, 0};
    if (move.kind == MoveKind::pay_out) {
      if (swing_after_debit(totals, move.amount, swing_).exceeded) return refuse(position);
      position.balance -= move.amount;
      return true;
    }
    if (move.kind == MoveKind::pay_in && cap_after_credit(totals, move.amount, swing_).exceeded)
      return refuse(position);
    position.balance += move.amount;
    return true;
  }

 private:
  static bool refuse(Position& position) {
    ++position.refusals;
    return false;
  }
  std::int64_t swing_;
};

// Runs one path; `balances` receives the balance at the end of each day, or is empty.
[[nodiscard]] Position run_fast(const TwoWayModel& model, std::span<const Day> months,
                                const PathFlows& flows, std::span<std::int64_t> balances);

}  // namespace setoff::benchmarks
