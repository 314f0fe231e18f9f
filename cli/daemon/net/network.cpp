#include "cli/daemon/net/network.h"

#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>

#include "cli/daemon/intake/receipt.h"

namespace setoff::cli {
namespace {

constexpr int kAcceptsAtOnce = 8;
// Time that a connection has for its next complete line or request before it may lose its place.
constexpr std::chrono::seconds kGrace{1};
constexpr std::chrono::milliseconds kRejectCacheTime{10};

// Tells a peer, without a session, that there is no room; lost if the socket buffer is full.
void say_full(const Descriptor& socket, const Listener& listener) {
  constexpr std::string_view kHttp =
      "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 1\r\nConnection: close\r\n"
      "Content-Length: 0\r\n\r\n";
  if (listener.tls) return;
  std::string text;
  if (listener.http)
    text = kHttp;
  else
    print_closing(Error(Code::cannot_open, "too many connections; try later"), text);
  static_cast<void>(::send(socket.number(), text.data(), text.size(), MSG_NOSIGNAL | MSG_DONTWAIT));
}

}  // namespace

Network::Network(ConnectionContext& around, Log& log, SessionFactory& factory)
    : around_(around), log_(log), factory_(factory) {}

Network::~Network() = default;

Result<Address> Network::open_listener(Listener listener) {
  SETOFF_TRY(socket, listen_on(listener.address));
  listener.address = bound_address(socket, listener.address);
  auto& open = *listeners_.emplace_back(std::make_unique<OpenListener>(*this));
  open.listener = std::move(listener);
  open.socket = std::move(socket);
  open.watch = std::make_unique<Watch>(around_.loop, open.socket.number(), open);
  open.watch->want_read();
  return open.listener.address;
}

void Network::ask_accept(OpenListener& open) {
  around_.turns.begin_turn_with([this, &open] {
    kNetworkThread.assert_held();
    if (!stopping_) accept_at(open);
  });
}

void Network::accept_at(OpenListener& open) {
  const auto end = std::chrono::steady_clock::now() + FairQueue::kTurn;
  for (int i = 0; i < kAcceptsAtOnce && std::chrono::steady_clock::now() < end; ++i) {
    Descriptor socket;
    std::string peer;
    switch (accept_from(open.socket, socket, peer)) {
      case Accepted::connection:
        admit(std::move(socket), peer, open.listener);
        break;
      case Accepted::no_room:
        // Retrying at once would spin; the next tick retries.
        if (!std::exchange(accepting_paused_, true))
          log_.warning("no descriptor left for another connection");
        return;
      case Accepted::nothing:
        open.watch->want_read();
        return;
    }
  }
  ask_accept(open);
}

void Network::admit(Descriptor socket, const std::string& peer, const Listener& listener) {
  if (!make_room(peer)) {
    around_.metrics.connections_refused.add();
    say_full(socket, listener);
    return;
  }
  auto stream = factory_.make_stream(std::move(socket), listener);
  if (!stream) return;
  const auto id = next_id_++;
  around_.metrics.connections.add();
  ++of_peer_[peer];
  auto connection = std::make_unique<Connection>(id, peer, std::move(stream), around_, *this);
  auto session = factory_.make_session(*connection, listener);
  auto& kept = *connections_.emplace(id, std::move(connection)).first->second;
  kept.begin(std::move(session));
}

bool Network::make_room(const std::string& peer) {
  const auto& limits = around_.limits;
  const auto known = of_peer_.find(peer);
  const auto own = known == of_peer_.end() ? std::size_t{0} : known->second;
  const bool own_full = own >= limits.connections_per_peer;
  if (!own_full && connections_.size() < limits.connections) return true;
  // Of the connections that may give way, choose the one quiet longest among those of the peer that
  // holds the most. A peer with as few as the newcomer loses one only after its grace period.
  const auto now = std::chrono::steady_clock::now();
  if (peer == last_rejected_peer_ && now < rejected_until_) return false;
  std::pair<std::size_t, Moment> best{};
  const Connection* found = nullptr;
  for (const auto& [id, connection] : connections_) {
    const auto held = of_peer_[connection->name()];
    if (own_full && connection->name() != peer) continue;
    if (!connection->may_give_way()) continue;
    if (held <= own + 1 && connection->quiet_since() > now - kGrace) continue;
    if (found != nullptr &&
        (held < best.first || (held == best.first && connection->quiet_since() >= best.second)))
      continue;
    best = {held, connection->quiet_since()};
    found = connection.get();
  }
  if (found == nullptr) {
    last_rejected_peer_ = peer;
    rejected_until_ = now + kRejectCacheTime;
    return false;
  }
  around_.metrics.connections_cut.add();
  take_out(found->id());
  return true;
}

void Network::deliver(std::vector<Batch> batches) {
  around_.loop.post([this, batches = std::move(batches)] {
    kNetworkThread.assert_held();
    hand_out(batches);
  });
}

void Network::hand_out(const std::vector<Batch>& batches) {
  std::vector<ConnectionId> touched;
  for (const auto& batch : batches) {
    auto* connection = find(batch.connection);
    if (connection == nullptr) continue;
    connection->answered(batch);
    if (touched.empty() || touched.back() != batch.connection) touched.push_back(batch.connection);
  }
  for (const auto id : touched) {
    if (auto* connection = find(id); connection != nullptr) connection->proceed();
    changed(id);
  }
  resume_waiting();
}

void Network::request_turn(ConnectionId id) {
  around_.turns.schedule([this, id] {
    kNetworkThread.assert_held();
    if (auto* connection = find(id); connection != nullptr) connection->serve();
  });
}

void Network::return_batch(Batch batch) {
  for (const auto& item : batch.items)
    around_.metrics.answers[static_cast<std::size_t>(item.answer.verdict)].add();
  around_.turns.schedule([this, batch = std::move(batch)] {
    kNetworkThread.assert_held();
    auto* const connection = find(batch.connection);
    if (connection == nullptr) return;
    connection->answered(batch);
    connection->proceed();
    changed(batch.connection);
  });
}

void Network::resume_waiting() {
  if (around_.waiting_for_room == 0 || around_.memory.full()) return;
  for (auto& [id, connection] : connections_)
    if (connection->waits_for_room()) connection->proceed();
}

void Network::tell(ConnectionId id, ConnectionWork work) {
  around_.loop.post([this, id, work = std::move(work)]() mutable {
    kNetworkThread.assert_held();
    around_.turns.schedule([this, id, work = std::move(work)] {
      kNetworkThread.assert_held();
      if (find(id) == nullptr) return;
      work();
      if (auto* connection = find(id); connection != nullptr) connection->proceed();
      changed(id);
    });
  });
}

void Network::call_after(ConnectionId id, std::chrono::milliseconds delay, ConnectionWork work) {
  around_.loop.after(delay,
                     [this, id, work = std::move(work)]() mutable { tell(id, std::move(work)); });
}

void Network::users_changed() {
  std::vector<ConnectionId> ids;
  for (const auto& [id, connection] : connections_)
    ids.push_back(id);
  for (const auto id : ids) {
    if (auto* connection = find(id); connection != nullptr) connection->users_changed();
    changed(id);
  }
}

void Network::take_out(ConnectionId id) {
  const auto found = connections_.find(id);
  const auto peer = of_peer_.find(found->second->name());
  if (--peer->second == 0) of_peer_.erase(peer);
  connections_.erase(found);
}

Connection* Network::find(ConnectionId id) {
  const auto found = connections_.find(id);
  return found == connections_.end() ? nullptr : found->second.get();
}

void Network::changed(ConnectionId id) {
  const auto found = connections_.find(id);
  if (found == connections_.end() || !found->second->over()) return;
  take_out(id);
  if (stopping_ && connections_.empty() && stopped_) std::exchange(stopped_, {})();
}

void Network::tick() {
  if (std::exchange(accepting_paused_, false))
    for (auto& open : listeners_)
      open->watch->want_read();
  const auto now = std::chrono::steady_clock::now();
  std::vector<ConnectionId> ended;
  for (auto& [id, connection] : connections_) {
    connection->check_time(now);
    if (connection->over()) ended.push_back(id);
  }
  for (const auto id : ended)
    changed(id);
  resume_waiting();
  if (stopping_ && now > stop_until_) cut_all();
}

void Network::stop(Loop::Work stopped) {
  stopping_ = true;
  stopped_ = std::move(stopped);
  stop_until_ = std::chrono::steady_clock::now() + around_.limits.stop;
  for (auto& open : listeners_)
    if (open->listener.address.kind == Address::Kind::local)
      ::unlink(open->listener.address.path.c_str());
  listeners_.clear();
  std::vector<ConnectionId> ids;
  for (auto& [id, connection] : connections_) {
    connection->finish();
    connection->proceed();
    ids.push_back(id);
  }
  for (const auto id : ids)
    changed(id);
  if (connections_.empty() && stopped_) std::exchange(stopped_, {})();
}

void Network::cut_all() {
  connections_.clear();
  of_peer_.clear();
  if (stopped_) std::exchange(stopped_, {})();
}

}  // namespace setoff::cli
