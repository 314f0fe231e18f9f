#include "cli/daemon/net/loop.h"

#include <boost/asio/io_context.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <deque>

namespace setoff::cli {

namespace asio = boost::asio;
using boost::system::error_code;

struct Loop::Impl {
  struct Ticker {
    Ticker(asio::io_context& context, std::chrono::milliseconds the_period, Work the_tick)
        : timer(context), period(the_period), tick(std::move(the_tick)) {}
    void arm() {
      timer.expires_after(period);
      timer.async_wait([this](error_code failed) {
        if (failed) return;
        tick();
        arm();
      });
    }
    asio::steady_timer timer;
    std::chrono::milliseconds period;
    Work tick;
  };

  asio::io_context context{1};
  asio::executor_work_guard<asio::io_context::executor_type> guard{context.get_executor()};
  asio::signal_set signals{context};
  SignalHandler handle_signal;
  std::deque<Ticker> tickers;

  void wait_for_signal() {
    signals.async_wait([this](error_code failed, int signal) {
      if (failed) return;
      handle_signal(signal);
      wait_for_signal();
    });
  }
};

Loop::Loop() : impl_(std::make_unique<Impl>()) {}
Loop::~Loop() = default;

void Loop::run() {
  impl_->context.run();
}

void Loop::stop() {
  impl_->context.stop();
}

void Loop::post(Work work) {
  asio::post(impl_->context, std::move(work));
}

void Loop::after(std::chrono::microseconds delay, Work work) {
  auto owned = std::make_unique<asio::steady_timer>(impl_->context, delay);
  auto& timer = *owned;
  timer.async_wait([owned = std::move(owned), work = std::move(work)](error_code failed) {
    if (!failed) work();
  });
}

void Loop::every(std::chrono::milliseconds period, Work tick) {
  impl_->tickers.emplace_back(impl_->context, period, std::move(tick)).arm();
}

void Loop::on_signals(std::initializer_list<int> signals, SignalHandler handle) {
  impl_->handle_signal = std::move(handle);
  for (const int signal : signals)
    impl_->signals.add(signal);
  impl_->wait_for_signal();
}

struct Watch::Impl {
  Impl(asio::io_context& context, int fd, ReadinessHandler& the_handler)
      : descriptor(context, fd), handler(the_handler) {}

  asio::posix::stream_descriptor descriptor;
  ReadinessHandler& handler;
  bool reads = false;  // a wait is pending
  bool writes = false;
  bool alive = true;
};

Watch::Watch(Loop& loop, int descriptor, ReadinessHandler& handler)
    : impl_(std::make_shared<Impl>(loop.impl_->context, descriptor, handler)) {}

Watch::~Watch() {
  impl_->alive = false;
  impl_->descriptor.release();
}

void Watch::want_read() {
  if (std::exchange(impl_->reads, true)) return;
  impl_->descriptor.async_wait(asio::posix::descriptor_base::wait_read,
                               [impl = impl_](error_code failed) {
                                 kNetworkThread.assert_held();
                                 impl->reads = false;
                                 if (!failed && impl->alive) impl->handler.on_readable();
                               });
}

void Watch::want_write() {
  if (std::exchange(impl_->writes, true)) return;
  impl_->descriptor.async_wait(asio::posix::descriptor_base::wait_write,
                               [impl = impl_](error_code failed) {
                                 kNetworkThread.assert_held();
                                 impl->writes = false;
                                 if (!failed && impl->alive) impl->handler.on_writable();
                               });
}

}  // namespace setoff::cli
