package dev.mossspore.app;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import sun.misc.Signal;

/**
 * Takes the signals of 07 section 5.2; SIGQUIT stays the JVM's, which prints its threads. Installed
 * before anything slow, because the default of SIGHUP is to kill, and a plain JVM answers SIGTERM
 * with exit code 143.
 */
final class Signals {
  private final CountDownLatch asked = new CountDownLatch(1);
  private final AtomicReference<String> first = new AtomicReference<>("");

  private Signals() {}

  /**
   * Installs the handlers.
   *
   * @param hangup run at each SIGHUP, on a thread of its own; must not wait
   * @param drain the same for SIGUSR1
   */
  static Signals install(Runnable hangup, Runnable drain) {
    Signals signals = new Signals();
    for (String name : new String[] {"TERM", "INT"}) {
      Signal.handle(new Signal(name), signal -> signals.stop("SIG" + name));
    }
    handleIfKnown("HUP", hangup);
    handleIfKnown("USR1", drain);
    return signals;
  }

  /** Windows has neither SIGHUP nor SIGUSR1: there the admin API does what they ask for. */
  static boolean handleIfKnown(String name, Runnable action) {
    Signal signal;
    try {
      signal = new Signal(name);
    } catch (IllegalArgumentException e) {
      return false;
    }
    Signal.handle(signal, _ -> action.run());
    return true;
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
