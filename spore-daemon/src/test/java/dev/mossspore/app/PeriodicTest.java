package dev.mossspore.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.mossspore.testkit.Await;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class PeriodicTest {
  private static final Duration NEVER = Duration.ofDays(1);
  private static final Duration SOON = Duration.ofSeconds(30);

  @Test
  void aFailureIsNotTheLastRun() {
    AtomicInteger runs = new AtomicInteger();
    try (Periodic periodic =
        Periodic.start(
            "test",
            NEVER,
            () -> {
              if (runs.incrementAndGet() == 1) {
                throw new IllegalStateException("for once");
              }
            })) {
      periodic.soon();
      Await.until("it fails", SOON, () -> runs.get() == 1);
      periodic.soon();
      Await.until("it is done again", SOON, () -> runs.get() == 2);
    }
    assertEquals(3, runs.get());
  }

  @Test
  void closingWaitsForTheRunUnderWayAndDoesNotDisturbIt() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    AtomicBoolean disturbed = new AtomicBoolean();
    AtomicInteger ended = new AtomicInteger();
    Periodic periodic =
        Periodic.start(
            "test",
            NEVER,
            () -> {
              begun.countDown();
              try {
                goOn.await();
              } catch (InterruptedException e) {
                disturbed.set(true);
              }
              ended.incrementAndGet();
            });
    periodic.soon();
    begun.await();
    Thread closer = Thread.ofPlatform().start(periodic::close);
    Await.until("it is waited for", SOON, () -> closer.getState() == Thread.State.TIMED_WAITING);
    assertEquals(0, ended.get());
    goOn.countDown();
    closer.join();
    assertEquals(2, ended.get());
    assertFalse(disturbed.get());
  }
}
