package dev.mossspore.app;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import sun.misc.Signal;

/**
 * Takes the signals of 07 section 5.2. Installed before anything slow, because the default of
 * SIGHUP is to kill, and a plain JVM answers SIGTERM with exit code 143.
 */
final class Signals {
  private final CountDownLatch asked = new CountDownLatch(1);
  private final AtomicReference<String> first = new AtomicReference<>("");

  private Signals() {}

  /**
   * Installs the handlers.
   *
   * @param hangup run at each SIGHUP, on a thread of its own
   */
  static Signals install(Runnable hangup) {
    Signals signals = new Signals();
    for (String name : new String[] {"TERM", "INT"}) {
      Signal.handle(new Signal(name), signal -> signals.stop("SIG" + name));
    }
    Signal.handle(new Signal("HUP"), signal -> hangup.run());
    return signals;
  }

  /** Waits until a signal asks to stop, and returns its name. */
  String awaitStop() throws InterruptedException {
    asked.await();
    return first.get();
  }

  private void stop(String name) {
    if (!first.compareAndSet("", name)) {
      // Asked twice: whoever asks has no more patience for an orderly end.
      Runtime.getRuntime().halt(ExitCode.FAILED.status());
    }
    asked.countDown();
  }
}
