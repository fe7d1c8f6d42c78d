package dev.mossspore.testkit;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for what happens on other threads or in other processes. */
public final class Await {
  private static final long POLL_NANOS = Duration.ofMillis(20).toNanos();

  private Await() {}

  /**
   * Returns as soon as the condition holds. Where looking fails for once, as when another process
   * is slow to answer, it does not hold yet.
   *
   * @throws AssertionError naming what was awaited, if it does not hold within the limit
   */
  public static void until(String what, Duration limit, BooleanSupplier condition) {
    until(() -> what, limit, condition);
  }

  /**
   * The same.
   *
   * @param what is told as it is at the end
   */
  public static void until(Supplier<String> what, Duration limit, BooleanSupplier condition) {
    long deadline = System.nanoTime() + limit.toNanos();
    UncheckedIOException failure = null;
    while (true) {
      try {
        if (condition.getAsBoolean()) {
          return;
        }
        failure = null;
      } catch (UncheckedIOException e) {
        failure = e;
      }
      if (System.nanoTime() > deadline) {
        throw new AssertionError("not within " + limit.toMillis() + " ms: " + what.get(), failure);
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
  }
}
