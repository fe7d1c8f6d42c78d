package dev.mossspore.app;

import dev.mossspore.base.Log;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * Does something on a thread of its own each time it is asked to. Requests that come before the
 * start wait for it, and any number that come while one waits are one. Asking never waits. Any
 * thread.
 */
final class OnRequest {
  private static final Log LOG = Log.of("spore");

  private final BlockingQueue<Boolean> requested = new ArrayBlockingQueue<>(1);

  void request() {
    // Full means that one is waiting already, which will find what this one is about.
    var _ = requested.offer(true);
  }

  /** Begins to obey; called once. */
  void start(String name, Runnable action) {
    Thread.ofPlatform().daemon().name(name).start(() -> obey(action));
  }

  private void obey(Runnable action) {
    try {
      while (requested.take()) {
        try {
          action.run();
        } catch (RuntimeException e) {
          LOG.error("request failed", "error", e);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
