package dev.mossspore.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class OnRequestTest {
  private final OnRequest requests = new OnRequest();
  private final Semaphore begun = new Semaphore(0);
  private final Semaphore gate = new Semaphore(0);
  private final AtomicInteger runs = new AtomicInteger();

  @Test
  void whatWasAskedBeforeTheStartIsDoneOnceAfterIt() throws InterruptedException {
    requests.request();
    requests.request();
    requests.start("test", this::run);
    awaitRun();
    gate.release(2);
    requests.request();
    awaitRun();
    assertEquals(2, runs.get());
  }

  @Test
  void requestsDuringARunAreOneMore() throws InterruptedException {
    requests.start("test", this::run);
    requests.request();
    awaitRun();
    requests.request();
    requests.request();
    requests.request();
    gate.release();
    awaitRun();
    gate.release();
    requests.request();
    awaitRun();
    assertEquals(3, runs.get());
  }

  @Test
  void aFailureDoesNotEndIt() throws InterruptedException {
    requests.start(
        "test",
        () -> {
          begun.release();
          throw new IllegalStateException("bug");
        });
    requests.request();
    awaitRun();
    requests.request();
    awaitRun();
  }

  private void run() {
    runs.incrementAndGet();
    begun.release();
    gate.acquireUninterruptibly();
  }

  private void awaitRun() throws InterruptedException {
    assertTrue(begun.tryAcquire(10, TimeUnit.SECONDS), "not run within 10 s");
  }
}
