#pragma once
// Outbox: bytes to send to a peer, in order: text that it owns, and static bytes that are sent from
// where they are. Frees memory as it is sent.

#include <deque>
#include <string>
#include <string_view>

namespace setoff::cli {

class Outbox {
 public:
  // The text to append to; the reference is valid until refer() or sent().
  [[nodiscard]] std::string& text();
  // Adds bytes without copying them; they must outlive the connection.
  void refer(std::string_view bytes);

  [[nodiscard]] bool empty() const { return size() == 0; }
  // Number of unsent bytes.
  [[nodiscard]] std::size_t size() const;
  // Bytes of memory allocated for text, not only those in use.
  [[nodiscard]] std::size_t held() const;
  // The bytes to send next; more may follow.
  [[nodiscard]] std::string_view front() const;
  void sent(std::size_t bytes);

 private:
  struct Piece {
    std::string text;
    std::string_view referred;  // used instead of `text`, unless empty
    [[nodiscard]] std::string_view bytes() const {
      return referred.empty() ? std::string_view(text) : referred;
    }
  };
  void drop_front();

  std::deque<Piece> pieces_;
  std::size_t sent_ = 0;  // of the first piece
};

}  // namespace setoff::cli
