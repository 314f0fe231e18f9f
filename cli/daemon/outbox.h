#pragma once
// Outbox: bytes on their way to a peer, in order: text that it owns, and bytes that live as long as
// the program and are sent from where they are. Memory is given back as it is sent.

#include <deque>
#include <string>
#include <string_view>

namespace setoff::cli {

class Outbox {
 public:
  // Text to append to; the reference holds until refer() or sent().
  [[nodiscard]] std::string& text();
  // Bytes that outlive the connection.
  void refer(std::string_view bytes);

  [[nodiscard]] bool empty() const { return size() == 0; }
  // Bytes that were not sent.
  [[nodiscard]] std::size_t size() const;
  // Bytes of memory: the room that was made for text, not only what is in it.
  [[nodiscard]] std::size_t held() const;
  // The bytes to send next; more may follow.
  [[nodiscard]] std::string_view front() const;
  void sent(std::size_t bytes);

 private:
  struct Piece {
    std::string text;
    std::string_view referred;  // instead, if it is not empty
    [[nodiscard]] std::string_view bytes() const {
      return referred.empty() ? std::string_view(text) : referred;
    }
  };
  void drop_front();

  std::deque<Piece> pieces_;
  std::size_t sent_ = 0;  // of the first piece
};

}  // namespace setoff::cli
